"""Training in the window: menu, status line, the training window, and what happens when the program closes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QPushButton, QToolButton, QWidget

from isic_desktop.core.run_following import RunNews
from isic_desktop.core.runs import RunSummary
from isic_desktop.core.training_plan import TrainingPlan
from isic_desktop.services.model_listing import ModelListing
from isic_desktop.services.run_listing import RunListing
from isic_desktop.services.session import AnnotationSession
from isic_desktop.services.training import TrainingService
from isic_desktop.services.training_pictures import TrainingPictures
from isic_desktop.services.training_preparation import TrainingPreparation
from isic_desktop.views.main_window import MainWindow
from isic_desktop.views.training_dialog import duration
from isic_desktop.views.training_window import TrainingWindow
from isic_desktop.views.words import said, tr
from isic_desktop.views.workbench import Workbench

_LOOK_AFTER_MS = 1500


class Gate(Protocol):
    """What compares a new model with the active one."""

    def open_for(self, run: Path) -> None:
        """Show the comparison for the model of a run."""


class TrainBench(QObject):
    """Wires training to the window.

    Args:
        window: The main window.
        workbench: Knows the open folder and shows images.
        session: Saves what was accepted before it is trained on.
        models: Lists the models to start from.
        training: Trains.
        preparation: Gathers, checks, measures.
        gate: Compares models; None hides the buttons for it.

    Attributes:
        service: The training service.
    """

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        session: AnnotationSession,
        models: ModelListing,
        training: TrainingService,
        preparation: TrainingPreparation,
        gate: Gate | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._session = session
        self._models = models
        self.service = training
        self._preparation = preparation
        self._gate = gate
        self._may_close = False
        self._watched: Path | None = None
        self._asking: QMessageBox | None = None
        self._training_window: TrainingWindow | None = None
        self._building: Iterator[None] = self._build()
        self._then: Callable[[], None] = self._begin
        self._build_next = QTimer(self, interval=0)
        self._build_next.timeout.connect(self._build_step)
        self._pictures = TrainingPictures(self)
        self._runs = RunListing(self)
        self._status = QToolButton()
        self._status.setObjectName("status_training")
        self._status.setToolTip(tr("Watch the training"))
        self._status.hide()
        self._status.clicked.connect(self.watch)
        window.statusBar().addWidget(self._status)
        for action_id, reaction in (
            ("train.new", self.begin),
            ("train.watch", self.watch),
            ("train.runs", self.show_runs),
            ("train.stop", self._stop_early),
        ):
            self._action(action_id).triggered.connect(reaction)
        training.began.connect(self._note_began)
        training.news.connect(self._show_news)
        training.ended.connect(self._tell_end)
        training.inspected.connect(self._show_inspected)
        training.discarded.connect(self._note_discarded)
        training.refused.connect(self._tell_refusal)
        window.installEventFilter(self)
        for service in (training, preparation, self._pictures, self._runs):
            workbench.stops_at_the_end(service.stop)
        workbench.stops_at_the_end(self._let_go)
        self._update_actions()
        # Not while the first image opens: finding a training that was left running can wait a moment.
        QTimer.singleShot(_LOOK_AFTER_MS, training.look_for_one)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    # The training window

    @property
    def training_window(self) -> TrainingWindow:
        """The window of training; what is not made of it yet is made now."""
        for _ in self._building:
            pass
        assert self._training_window is not None
        return self._training_window

    def _build(self) -> Iterator[None]:
        made = TrainingWindow(
            self._preparation, self._pictures, self._runs, self._open_folder, can_compare=self._gate is not None
        )
        yield
        yield from made.build()
        yield
        self._models.listed.connect(made.new.regime_page.show_models)
        made.new.start_asked.connect(self._start)
        made.new.show_image.connect(self._show_image)
        for page in (made.watch, made.runs):
            page.begin_asked.connect(self.begin)
        made.watch.stop_asked.connect(self._stop_early)
        made.watch.cancel_asked.connect(self.ask_cancel)
        for page in (made.watch, made.runs):
            page.resume_asked.connect(self._resume)
            page.compare_asked.connect(self._compare)
        made.runs.watch_asked.connect(self._watch_run)
        made.runs.delete_asked.connect(self._ask_delete)
        made.new.let_start(not self.service.is_training)
        made.watch.show_news(self.service.latest)
        self._training_window = made
        yield  # showing it takes a turn of its own

    def _let_go(self) -> None:
        if self._training_window is not None:
            self._training_window.let_go()

    def _when_built(self, then: Callable[[], None]) -> None:
        """Make the training window in steps between which the main window answers; then go on."""
        self._then = then
        self._build_next.start()

    @Slot()
    def _build_step(self) -> None:
        if next(self._building, self) is self:  # nothing is left to make
            self._build_next.stop()
            self._then()

    def _open_folder(self) -> Path | None:
        return self._workbench.folder

    @Slot()
    def begin(self) -> None:
        """Prepare a new training."""
        self._session.save()
        self._when_built(self._begin)

    def _begin(self) -> None:
        window = self.training_window
        self._models.list()
        window.new.begin()
        window.open_at(window.new)

    @Slot()
    def watch(self) -> None:
        """Watch the training under way, or how the last one ended."""
        self._when_built(self._watch)

    def _watch(self) -> None:
        self._watched = None
        if self.service.latest is not None:
            self.training_window.watch.show_news(self.service.latest)
        self.training_window.open_at(self.training_window.watch)

    @Slot()
    def show_runs(self) -> None:
        """Show all runs."""
        self._when_built(self._show_runs)

    def _show_runs(self) -> None:
        self.training_window.open_at(self.training_window.runs)

    @Slot(object)
    def _show_image(self, path: Path) -> None:
        self._workbench.open(path)
        self._window.raise_()
        self._window.activateWindow()

    @Slot(object)
    def _watch_run(self, one: RunSummary) -> None:
        """Show a run of the list in the watch view; the one that trains goes on beside it."""
        self._watched = one.run
        self.service.inspect(one.run)
        self.training_window.open_at(self.training_window.watch)

    # Training

    @Slot(object)
    def _start(self, plan: TrainingPlan) -> None:
        self.service.start(plan)
        self.training_window.new.let_start(False)
        self.watch()

    @Slot(object)
    def _resume(self, run: Path) -> None:
        self.service.resume(run)
        self.watch()

    @Slot(object)
    def _compare(self, run: Path) -> None:
        if self._gate is not None:
            self._gate.open_for(run)

    @Slot()
    def _stop_early(self) -> None:
        self.service.stop_early()
        if self._training_window is not None:
            self._training_window.watch.note_stopping()

    @Slot()
    def ask_cancel(self) -> None:
        """Ask whether the training is to be thrown away; then do it."""
        box = self._question(
            tr("Cancel this training?"),
            tr("What was trained so far is discarded. Stop early keeps the best model instead."),
            self._training_window or self._window,
        )
        discard = box.addButton(tr("Discard the training"), QMessageBox.ButtonRole.DestructiveRole)
        _choose_carefully(box, box.addButton(tr("Go on training"), QMessageBox.ButtonRole.RejectRole))
        discard.clicked.connect(self.service.cancel)
        box.open()

    @Slot(object)
    def _ask_delete(self, run: Path) -> None:
        box = self._question(
            tr("Delete the run {name}?", name=run.name),
            tr("Its model, figures and pictures go with it. A model that was taken over for use stays."),
            self.training_window,
        )
        delete = box.addButton(tr("Delete the run"), QMessageBox.ButtonRole.DestructiveRole)
        delete.setProperty("run", str(run))
        _choose_carefully(box, box.addButton(tr("Keep it"), QMessageBox.ButtonRole.RejectRole))
        delete.clicked.connect(self._delete)
        box.open()

    @Slot()
    def _delete(self) -> None:
        self._runs.delete(Path(str(self.sender().property("run"))))

    def _question(self, text: str, more: str, parent: QWidget) -> QMessageBox:
        box = QMessageBox(parent)
        box.setObjectName("training_question")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Training"))
        box.setText(text)
        box.setInformativeText(more)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return box

    # What the service tells

    @Slot(object)
    def _show_inspected(self, news: RunNews) -> None:
        if news.run == self._watched and self._training_window is not None:
            self._training_window.watch.show_news(news)

    @Slot(object)
    def _note_began(self, _run: Path) -> None:
        self._update_actions()

    @Slot(object)
    def _show_news(self, news: RunNews) -> None:
        if self._training_window is not None and self._watched in (None, news.run):
            self._training_window.watch.show_news(news)
        self._status.setVisible(not news.has_ended)
        if news.has_ended:
            return
        words = tr("Training: getting ready …")
        if news.epochs:
            words = tr(
                "Training: epoch {epoch} of {epochs}", epoch=min(news.epoch + 1, news.epochs), epochs=news.epochs
            )
        if news.remaining_s is not None:
            words += " · " + tr("{time} left", time=duration(news.remaining_s))
        self._status.setText(words)

    @Slot(object)
    def _tell_end(self, news: RunNews) -> None:
        self._update_actions()
        if self._training_window is not None:
            self._training_window.runs.refresh()
        words = {
            "finished": tr(
                "The training {name} has ended: validation IoU {jaccard}. The model in use is still the old one.",
                name=news.name,
                jaccard=f"{news.best_jaccard:.3f}",
            ),
            "cancelled": tr("The training {name} was cancelled.", name=news.name),
        }
        text = words.get(news.phase) or f"{tr('The training {name} has ended.', name=news.name)} {said(news.message)}"
        self._window.banner.tell(text, warns=news.phase not in words, about="program")

    @Slot(object)
    def _note_discarded(self, run: Path) -> None:
        self._status.hide()
        self._update_actions()
        if self._training_window is not None:
            self._training_window.watch.show_news(None)
            self._training_window.runs.refresh()
        if self._may_close:
            self._finish_closing()
        else:
            self._window.banner.tell(tr("The training {name} was discarded.", name=run.name), about="program")

    @Slot(object)
    def _tell_refusal(self, sentence: str) -> None:
        self._update_actions()
        self._may_close = False
        self._window.banner.tell(said(sentence), warns=True, about="program")
        if self._training_window is not None:
            self._training_window.watch.tell(said(sentence))

    def _update_actions(self) -> None:
        training = self.service.is_training
        self._action("train.stop").setEnabled(training)
        if self._training_window is not None:
            self._training_window.new.let_start(not training)

    # Closing the program

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to close: a training under way is the person's to decide about."""
        if watched is self._window and event.type() is QEvent.Type.Close and not self._may_close:
            if self.service.is_training:
                event.ignore()
                self._ask_about_closing()
                return True
            if self._training_window is not None:
                self._training_window.close()
        return False

    def _ask_about_closing(self) -> None:
        if self._asking is not None:
            self._asking.raise_()
            return
        box = self._question(
            tr("A training is under way"),
            tr("It can go on without the window; the next start shows how far it has come."),
            self._window,
        )
        keep = box.addButton(tr("Keep training in the background"), QMessageBox.ButtonRole.AcceptRole)
        keep.setObjectName("close_keep")
        keep.clicked.connect(self._close_and_keep)
        stop = box.addButton(tr("Stop early"), QMessageBox.ButtonRole.AcceptRole)
        stop.setObjectName("close_stop")
        stop.setToolTip(tr("It ends after this epoch, and the best model is kept"))
        stop.clicked.connect(self._close_and_stop)
        cancel = box.addButton(tr("Discard the training"), QMessageBox.ButtonRole.DestructiveRole)
        cancel.setObjectName("close_cancel")
        cancel.clicked.connect(self._close_and_cancel)
        stay = box.addButton(tr("Do not close"), QMessageBox.ButtonRole.RejectRole)
        stay.setObjectName("close_stay")
        box.setDefaultButton(keep)
        box.setEscapeButton(stay)
        box.finished.connect(self._forget_question)
        self._asking = box
        box.open()

    @Slot()
    def _forget_question(self) -> None:
        self._asking = None

    @Slot()
    def _close_and_keep(self) -> None:
        self.service.leave_running()
        self._close_now()

    @Slot()
    def _close_and_stop(self) -> None:
        self.service.stop_early()
        self.service.leave_running()
        self._close_now()

    @Slot()
    def _close_and_cancel(self) -> None:
        # The window closes when the run is gone.
        self._may_close = True
        self.service.cancel()

    def _close_now(self) -> None:
        self._may_close = True
        if self._training_window is not None:
            self._training_window.close()
        # The box that was clicked closes first.
        QTimer.singleShot(0, self._finish_closing)

    @Slot()
    def _finish_closing(self) -> None:
        self._window.close()
        self._may_close = False  # if it is still open, since something could not be saved


def _choose_carefully(box: QMessageBox, button: QPushButton) -> None:
    """Make Enter and Esc press the button that changes nothing."""
    box.setDefaultButton(button)
    box.setEscapeButton(button)
