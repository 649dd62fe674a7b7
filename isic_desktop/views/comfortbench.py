"""What makes the program comfortable every day: preferences, keys, history, help, and being where one was."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog

from isic_desktop.core import places
from isic_desktop.core.actions import ACTIONS
from isic_desktop.core.preferences import LastSession, Preferences
from isic_desktop.core.program_log import REDACTOR
from isic_desktop.core.shortcuts import Keys, effective_keys
from isic_desktop.services.job_thread import JobThread, Order, Outcome
from isic_desktop.views.actions import ENHANCEMENT_IDS, TOOL_IDS
from isic_desktop.views.canvas_layers import ViewMode
from isic_desktop.views.history_panel import HistoryPanel
from isic_desktop.views.jobs_status import JobsStatus
from isic_desktop.views.notifier import LONG_JOB_S, Notifier
from isic_desktop.views.palette import LAYERS
from isic_desktop.views.themes import apply_font_size, apply_theme
from isic_desktop.views.words import said, tr
from model_train.errors import AppError

if TYPE_CHECKING:
    from isic_desktop.core.model_registry import ModelEntry
    from isic_desktop.services.model_listing import ModelListing
    from isic_desktop.services.segmentation import SegmentationService
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.main_window import MainWindow
    from isic_desktop.views.workbench import Workbench

_log = logging.getLogger(__name__)
_JOBS_PX = 260
_SWITCHES = ("view.overlay", "view.truth", "view.prediction", "view.loupe", "edit.history")


class ComfortBench(QObject):
    """Reacts to what a person does to make the program their own.

    Args:
        window: The window.
        workbench: Opens folders.
        session: The annotation.
        segmentation: Told of another device.
        models: Lists models for the preferences.
        preferences: The person's choices.
    """

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        session: AnnotationSession,
        segmentation: SegmentationService,
        models: ModelListing,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._session = session
        self._segmentation = segmentation
        self._settings = preferences.settings
        self._models: list[tuple[str, bool]] = []
        self._model_listing = models
        self._open: dict[str, QDialog] = {}
        self._folder = Path()
        self._place = Path()
        self._busy_since_s = 0.0
        self._last_crash = ""
        self.preferences = preferences
        self.notifier = Notifier(window, window.banner)
        self.notifier.on = self.preferences.notifies
        self.jobs = JobsStatus(_JOBS_PX)
        self.jobs.setContentsMargins(8, 2, 12, 2)
        window.statusBar().insertWidget(2, self.jobs)
        self.history = HistoryPanel(window)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.history)
        self.history.hide()
        self._history_soon = QTimer(self, singleShot=True, interval=0)
        self._history_soon.timeout.connect(self._show_history)
        self._looker = JobThread("last session", Order.ONLY_LATEST, parent=self)
        self._looker.finished_job.connect(self._take_last_session)
        self._connect(models)
        self.use_keys(self.preferences.shortcuts)
        self._use_colours()
        self._use_device()

    def _connect(self, models: ModelListing) -> None:
        reactions: dict[str, Callable[[], object]] = {
            "file.preferences": self.show_preferences,
            "help.guide": self.show_guide,
            "help.shortcuts": self.show_shortcuts,
            "help.about": self.show_about,
            "help.diagnostics": self.copy_diagnostics,
        }
        for action_id, reaction in reactions.items():
            self._action(action_id).triggered.connect(reaction)
        self._action("edit.history").toggled.connect(self.history.setVisible)
        self.history.visibilityChanged.connect(self._note_history_seen)
        self.history.went_to.connect(self._session.go_to_step)
        self._session.annotation_changed.connect(self._history_soon.start)
        self._session.opening.connect(self._note_folder)
        self._segmentation.busy_changed.connect(self._note_segmenting)
        models.listed.connect(self._note_models)
        self._window.banner.pressed.connect(self._take_answer)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    # Keys

    @Slot(object)
    def use_keys(self, chosen: dict[str, Keys]) -> None:
        """Use the keys a person chose; the others stay as they are in the table."""
        keys_of = effective_keys(chosen)
        for spec in ACTIONS:
            action = self._action(spec.id)
            keys = [QKeySequence(key) for key in keys_of[spec.id]]
            if action.shortcuts() != keys:
                action.setShortcuts(keys)
                hint = f" ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
                tip = f"\n{said(spec.tip)}" if spec.tip else ""
                action.setToolTip(f"{said(spec.text).rstrip('…')}{hint}{tip}")

    @Slot(object)
    def _remember_keys(self, chosen: dict[str, Keys]) -> None:
        self.preferences.shortcuts = chosen
        self.use_keys(chosen)
        self._save()

    # Dialogs; each is there once, and none halts the program

    def show_dialog(self, name: str, make: Callable[[], QDialog]) -> QDialog:
        """Show a dialog that is there once and does not halt the program; `make` makes it where there is none."""
        dialog = self._open.get(name)
        if dialog is None:
            dialog = self._open[name] = make()
            dialog.destroyed.connect(lambda: self._open.pop(name, None))
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    @Slot()
    def show_preferences(self) -> QDialog:
        """Show the preferences."""

        def make() -> QDialog:
            from isic_desktop.views.preferences_dialog import PreferencesDialog

            dialog = PreferencesDialog(self.preferences, self._models, self._window)
            dialog.changed.connect(self._take_preference)
            dialog.model_chosen.connect(self._choose_model)
            self._model_listing.listed.connect(dialog.take_models)
            if not self._models:
                self._model_listing.list()
            return dialog

        return self.show_dialog("preferences", make)

    @Slot()
    def show_guide(self) -> QDialog:
        """Show the user guide."""

        def make() -> QDialog:
            from isic_desktop.views.help_window import HelpWindow

            return HelpWindow(self._window)

        return self.show_dialog("guide", make)

    @Slot()
    def show_shortcuts(self) -> QDialog:
        """Show all keys."""

        def make() -> QDialog:
            from isic_desktop.views.shortcuts_editor import ShortcutsDialog

            dialog = ShortcutsDialog(self.preferences.shortcuts, self._window)
            dialog.changed.connect(self._remember_keys)
            return dialog

        return self.show_dialog("shortcuts", make)

    @Slot()
    def show_about(self) -> QDialog:
        """Show what this is, and what it is not."""

        def make() -> QDialog:
            from isic_desktop.views.about_dialog import AboutDialog

            return AboutDialog(self.diagnostics, self._window)

        return self.show_dialog("about", make)

    @Slot(str)
    def show_crash(self, report: str) -> None:
        """Tell of an exception nobody caught; a second one while the first is shown is in the log only."""
        if "crash" in self._open:
            return

        def make() -> QDialog:
            from isic_desktop.views.crash_dialog import CrashDialog

            dialog = CrashDialog(self.diagnostics(report), lambda: len(self._session.unsaved_paths), self._window)
            self._session.saved.connect(dialog.tell_saved)
            dialog.close_program.connect(self._window.close)
            return dialog

        self.show_dialog("crash", make)

    def save_everything(self) -> None:
        """Begin to write everything that is not on the disk; the journal has every step already."""
        self._session.retry_saves()
        self._settings.save()

    def tell_of_last_crash(self, report: str) -> None:
        """Say that the program died last time, and offer the report."""
        self._last_crash = report
        self._window.banner.tell(
            tr("The program stopped unexpectedly last time. Every stroke is in the journal."),
            ("copy_crash", tr("Copy the report")),
            warns=True,
            about="program",
        )

    @Slot(str)
    def _take_answer(self, answer: str) -> None:
        if answer == "copy_crash":
            QGuiApplication.clipboard().setText(self.diagnostics(self._last_crash))

    # Diagnostics

    def diagnostics(self, problem: str = "") -> str:
        """What helps to find a fault; see `core.diagnostics`."""
        from isic_desktop.core.diagnostics import diagnostics

        status = self._segmentation.status
        screens = ", ".join(
            f"{screen.size().width()}×{screen.size().height()} at {screen.devicePixelRatio():g}"
            for screen in QGuiApplication.screens()
        )
        facts = {
            "Qt platform": QGuiApplication.platformName(),
            "Screens": screens,
            "Theme": self._settings.theme,
            "Language": self._settings.language,
            "Device": f"{self.preferences.device}, in use: {status.device or 'none yet'}",
            "Threads": str(self.preferences.threads or "torch's own number"),
            "Model": status.phase.value,
            "Unsaved annotations": str(len(self._session.unsaved_paths)),
        }
        return diagnostics(facts, places.logs_dir(), problem)

    @Slot()
    def copy_diagnostics(self) -> None:
        """Put the diagnostics on the clipboard."""
        QGuiApplication.clipboard().setText(self.diagnostics())
        self._window.statusBar().showMessage(tr("Diagnostics copied. They name no image and no folder."), 6000)

    @Slot(object)
    def _note_folder(self, path: Path) -> None:
        if path.parent != self._folder:
            self._folder = path.parent
            REDACTOR.hide(path.parent)
        self._place = self.preferences.place_for(path.parent)

    # Preferences

    @Slot(str)
    def _take_preference(self, name: str) -> None:
        reactions: dict[str, Callable[[], None]] = {
            "theme": self._use_theme,
            "font_percent": lambda: apply_font_size(self.preferences.font_percent),
            "layer_colours": self._use_colours,
            "device": self._use_device,
            "threads": self._use_device,
            "annotations_root": self._use_place,
        }
        if name in reactions:
            reactions[name]()
        self.notifier.on = self.preferences.notifies
        self._save()

    def _use_place(self) -> None:
        path = self._session.current_path
        place = self.preferences.place_for(path.parent) if path is not None else self._place
        # A folder that has annotations already keeps its place: nothing has to be saved anew.
        if place != self._place:
            self._place = place
            self._session.place_changed()

    def _use_theme(self) -> None:
        self._action(f"view.theme_{self._settings.theme}").setChecked(True)
        apply_theme(self._settings.theme)
        self._window.repaint_icons()

    def _use_colours(self) -> None:
        colours = LAYERS[self.preferences.layer_colours]
        for shows in (self._window.canvas, self._window.view_panel, self._window.compare_page):
            shows.use_colours(colours)

    def _use_device(self) -> None:
        self._segmentation.use_device(self.preferences.device, self.preferences.threads)

    @Slot(object)
    def _note_models(self, entries: list[ModelEntry]) -> None:
        self._models = [(entry.name, entry.active) for entry in entries if not entry.error]

    @Slot(str)
    def _choose_model(self, name: str) -> None:
        # The menu's action does it, with everything that belongs to it.
        for action in self._window.menus["Model"].actions():
            if action.objectName() == f"model.use.{name}":
                action.trigger()

    def _save(self) -> None:
        try:
            self._settings.save()
        except AppError as error:
            self._window.banner.tell(
                tr("Your choices are not saved for next time. {why}", why=error), warns=True, about="program"
            )

    # History and jobs

    @Slot(bool)
    def _note_history_seen(self, visible: bool) -> None:
        # A dock that lies behind another one, or a window that is minimised, is not closed.
        if visible or self.history.isHidden():
            self._action("edit.history").setChecked(visible)
        self._history_soon.start()

    @Slot()
    def _show_history(self) -> None:
        if not self.history.isHidden():
            document = self._session.document
            self.history.show_steps(document.history if document is not None else None)

    @Slot(bool)
    def _note_segmenting(self, busy: bool) -> None:
        self.jobs.tell("segment", tr("segmenting 1 image") if busy else "")
        if busy:
            self._busy_since_s = time.monotonic()
        elif time.monotonic() - self._busy_since_s > LONG_JOB_S:
            self.notifier.job_ended(tr("The image is segmented"), tr("The outline is shown in the window."))

    # Where one was

    def restore_look(self) -> None:
        """Put docks, tool and ways of looking where they were."""
        last = self.preferences.last_session
        if not self.preferences.restores_session:
            return
        if last.window_state:
            state = QByteArray.fromBase64(QByteArray(last.window_state.encode("ascii", "ignore")))
            self._window.restoreState(state)
        for action_id in (last.tool if last.tool in TOOL_IDS else "", last.enhancement):
            if action_id in (*TOOL_IDS, *ENHANCEMENT_IDS):
                self._action(action_id).trigger()
        if last.mode in ViewMode.__members__:
            self._window.view_panel.set_mode(ViewMode[last.mode])
        if last.tool:  # there was a session to remember
            switched_on = last.switches.split()
            for action_id in _SWITCHES:
                self._action(action_id).setChecked(action_id in switched_on)

    def reopen_last(self) -> None:
        """Open the folder and the image of last time if they are there; looked for aside, since a disk may sleep."""
        last = self.preferences.last_session
        if not self.preferences.restores_session or not last.folder:
            return

        def job(_wanted: Callable[[], bool]) -> tuple[Path | None, Path | None]:
            folder, image = Path(last.folder), Path(last.image) if last.image else None
            there = folder if folder.is_dir() else None
            return there, image if there is not None and image is not None and image.is_file() else None

        self._looker.submit(None, job)

    @Slot(object)
    def _take_last_session(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            _log.info("the last session cannot be opened: %s", type(outcome.error).__name__)
            return
        folder, image = outcome.value
        if folder is not None and not self._workbench.has_folder:
            self._workbench.open_folder(folder, image)

    def stop(self) -> None:
        """The window has closed: remember where the person was."""
        self._looker.stop()
        window = self._window
        folder, image = self._workbench.folder, self._session.current_path
        checked = {action_id for action_id in (*TOOL_IDS, *ENHANCEMENT_IDS, *_SWITCHES) if self._is_on(action_id)}
        self.preferences.last_session = LastSession(
            folder=str(folder or ""),
            image=str(image or ""),
            tool=next((action_id for action_id in TOOL_IDS if action_id in checked), ""),
            mode=window.view_panel.mode.name,
            enhancement=next((action_id for action_id in ENHANCEMENT_IDS if action_id in checked), ""),
            switches=" ".join(action_id for action_id in _SWITCHES if action_id in checked),
            window_state=bytes(window.saveState().toBase64().data()).decode("ascii"),
        )
        for dialog in list(self._open.values()):
            dialog.close()
        try:
            self._settings.save()
        except AppError as error:
            _log.warning("the session is not remembered: %s", error)

    def _is_on(self, action_id: str) -> bool:
        return self._action(action_id).isChecked()
