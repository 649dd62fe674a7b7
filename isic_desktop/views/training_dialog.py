"""A new training in three steps: data, regime, start."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.training_check import CheckedData
from isic_desktop.core.training_estimate import Estimate
from isic_desktop.core.training_plan import TrainingPlan, suggested_name
from isic_desktop.services.training_preparation import TrainingPreparation
from isic_desktop.views.labels import breakable
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.training_data_page import DataPage
from isic_desktop.views.training_regime_page import RegimePage
from isic_desktop.views.words import said, tr
from model_train.errors import AppError

_NAME = re.compile(r"[^\w.-]+")


class NewTraining(QWidget):
    """Leads through the three steps; nothing begins before the images were checked.

    Signals:
        start_asked(TrainingPlan): The person pressed Start.
        show_image(Path): The person wants to see an image in the window.

    Args:
        preparation: Gathers, checks, measures.
        data_page: The first step.
        regime_page: The second step.
    """

    start_asked = Signal(object)
    show_image = Signal(object)

    def __init__(
        self,
        preparation: TrainingPreparation,
        data_page: DataPage,
        regime_page: RegimePage,
    ) -> None:
        super().__init__()
        self._preparation = preparation
        self._name_is_own = False
        self._may_start = True
        self.data_page = data_page
        self.regime_page = regime_page
        self._pages = QStackedWidget()
        for page in (self.data_page, self.regime_page, self._make_start_page()):
            self._pages.addWidget(page)
        self._steps = [QLabel() for _ in range(3)]
        steps = QHBoxLayout()
        for label in self._steps:
            steps.addWidget(label)
            steps.addSpacing(3 * GRID_PX)
        steps.addStretch(1)
        self.back_button = QPushButton(tr("Back"))
        self.back_button.setObjectName("train_back")
        self.back_button.clicked.connect(self._go_back)
        self.next_button = QPushButton(tr("Next"))
        self.next_button.setObjectName("train_next")
        self.next_button.clicked.connect(self._go_on)
        self.start_button = QPushButton(tr("Start training"))
        self.start_button.setObjectName("train_start")
        self.start_button.clicked.connect(self._start)
        self.why_not = QLabel()
        self.why_not.setObjectName("train_why_not")
        self.why_not.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.why_not, 1)
        for button in (self.back_button, self.next_button, self.start_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        column.addLayout(steps)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)
        self._wants_next = False
        self.data_page.checked.connect(self._take_checked)
        self.data_page.show_image.connect(self.show_image)
        self.regime_page.changed.connect(self._note_changed)
        preparation.check_failed.connect(self._note_check_failed)
        preparation.estimated.connect(self._show_estimate)
        preparation.estimate_failed.connect(self._show_estimate_failure)
        self._turn_to(0)

    def _make_start_page(self) -> QWidget:
        box = QGroupBox(tr("Ready to train"))
        self.name = QLineEdit()
        self.name.setObjectName("train_name")
        self.name.setMaxLength(60)
        self.name.textEdited.connect(self._note_own_name)
        self.summary = QLabel()
        self.summary.setObjectName("train_summary")
        self.summary.setWordWrap(True)
        self.summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.estimate = QLabel()
        self.estimate.setObjectName("train_estimate")
        self.estimate.setWordWrap(True)
        self.estimate.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.again = QPushButton(tr("Measure again"))
        self.again.setObjectName("train_measure")
        self.again.clicked.connect(self._measure)
        note = QLabel(
            tr(
                "The training runs beside the window and leaves it a core. You can go on working, and close the "
                "window: it asks whether the training shall go on. The model you use now stays as it is."
            )
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        form = QFormLayout()
        form.setSpacing(2 * GRID_PX)
        form.addRow(tr("Name of the run and the model"), self.name)
        form.addRow(tr("What is trained"), self.summary)
        form.addRow(tr("Cost on this computer"), self.estimate)
        form.addRow("", self.again)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        column = QVBoxLayout(box)
        column.addLayout(form)
        column.addWidget(note)
        column.addStretch(1)
        return box

    # Steps

    def begin(self) -> None:
        """Start from the first step, on the folders as they are now."""
        self._preparation.cancel_estimate()
        self._wants_next = False
        self.data_page.refresh()
        self._turn_to(0)

    def let_start(self, may: bool) -> None:
        """Whether a training may be started now: only one runs at a time."""
        self._may_start = may
        self._tell_state()

    def _turn_to(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        names = (tr("1  Data"), tr("2  Regime"), tr("3  Start"))
        for place, (label, name) in enumerate(zip(self._steps, names, strict=True)):
            label.setText(f"<b>{name}</b>" if place == number else name)
            label.setEnabled(place == number)
        self.back_button.setVisible(number > 0)
        self.next_button.setVisible(number < 2)
        self.start_button.setVisible(number == 2)
        self._tell_state()
        if number == 2:
            self._prepare_start()

    @Slot()
    def _go_back(self) -> None:
        self._preparation.cancel_estimate()
        self._turn_to(max(0, self._pages.currentIndex() - 1))

    @Slot()
    def _go_on(self) -> None:
        if self._pages.currentIndex() == 0 and self.data_page.data is None:
            self._wants_next = True
            self.next_button.setEnabled(False)
            self.data_page.check()
        elif self._pages.currentIndex() < 2:
            self._turn_to(self._pages.currentIndex() + 1)

    @Slot(object)
    def _take_checked(self, data: CheckedData | None) -> None:
        if data is None:
            if self._pages.currentIndex() > 0:
                self._turn_to(0)
            self._tell_state()
            return
        self.regime_page.use_pairs(data.pairs)
        goes_on, self._wants_next = self._wants_next, False
        # With problems found the person looks at them first; Next goes on.
        if goes_on and not data.refusal and not data.problems:
            self._turn_to(1)
        self._tell_state()

    @Slot(object)
    def _note_check_failed(self, _sentence: str) -> None:
        self._wants_next = False
        self._tell_state()

    def _tell_state(self) -> None:
        data = self.data_page.data
        refusal = data.refusal if data is not None else ""
        self.next_button.setEnabled(not refusal and not self._wants_next)
        self.start_button.setEnabled(data is not None and not refusal and self._may_start)
        waits = self._pages.currentIndex() == 2 and not self._may_start
        self.why_not.setText(
            tr("Another training is under way; this one can start when it has ended.") if waits else ""
        )

    # The last step

    @property
    def plan(self) -> TrainingPlan | None:
        """What would be started now; None where the choices make no sense."""
        data = self.data_page.data
        if data is None:
            return None
        name = _NAME.sub("-", self.name.text()).strip("-. ") or suggested_name(self.regime_page.regime)
        try:
            return self.regime_page.plan(name, data.pairs, data.held_out)
        except AppError as error:
            self.estimate.setText(said(error))
            return None

    def _prepare_start(self) -> None:
        if not self._name_is_own:
            self.name.setText(suggested_name(self.regime_page.regime))
        plan = self.plan
        if plan is None:
            self.start_button.setEnabled(False)
            return
        settings = plan.settings
        regime = tr("The decoder only") if settings.regime == "frozen" else tr("The whole network")
        val = max(1, round(len(plan.pairs) * settings.val_fraction))
        self.summary.setText(
            tr(
                "{regime}, from {start}, for {epochs} epochs at {size} × {size} pixels, batch {batch}, learning rate "
                "{rate}. About {train} images train, {val} validate, {held_out} are held out.",
                regime=regime,
                start=self.regime_page.start_name,
                epochs=settings.epochs,
                size=settings.size,
                batch=settings.batch_size,
                rate=f"{settings.lr:g}",
                train=len(plan.pairs) - val,
                val=val,
                held_out=len(plan.held_out),
            )
        )
        self._measure()

    @Slot()
    def _measure(self) -> None:
        plan = self.plan
        if plan is not None:
            self.again.setEnabled(False)
            self.estimate.setText(tr("Measuring a few steps on this computer …"))
            self._preparation.estimate(plan)

    @Slot(object)
    def _show_estimate(self, found: Estimate) -> None:
        self.again.setEnabled(True)
        self.estimate.setText(
            tr(
                "About {total}: {epoch} for each epoch, {preparing} to get ready. Up to {memory} GB of memory. "
                "Computes on {device} in {precision}.",
                total=duration(found.total_s),
                epoch=duration(found.epoch_s),
                preparing=duration(found.preparing_s),
                memory=f"{found.memory_bytes / 1e9:.1f}",
                device=tr("the processor") if found.device == "cpu" else found.device,
                precision=found.precision,
            )
        )

    @Slot(object)
    def _show_estimate_failure(self, sentence: str) -> None:
        self.again.setEnabled(True)
        self.estimate.setText(breakable(tr("The cost could not be measured. {reason}", reason=sentence)))

    @Slot()
    def _note_changed(self) -> None:
        self._preparation.cancel_estimate()

    @Slot()
    def _note_own_name(self) -> None:
        self._name_is_own = bool(self.name.text())

    @Slot()
    def _start(self) -> None:
        plan = self.plan
        if plan is not None and self._may_start and self._pages.currentIndex() == 2:
            self._preparation.cancel_estimate()
            self._name_is_own = False
            self.start_asked.emit(plan)


def duration(seconds: float) -> str:
    """A time in words: seconds, minutes, or hours and minutes."""
    whole = round(seconds)
    if whole < 1:
        return tr("under a second")
    if whole < 90:
        return tr("{seconds} s", seconds=whole)
    if whole < 90 * 60:
        return tr("{minutes} min", minutes=round(whole / 60))
    return tr("{hours} h {minutes} min", hours=whole // 3600, minutes=whole % 3600 // 60)
