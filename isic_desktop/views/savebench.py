"""What is saved and what is not: told in the status bar, and in the banner with what can be done about it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Slot

from isic_desktop.views.words import tr

if TYPE_CHECKING:
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.main_window import MainWindow

# How long closing the window waits for the last save.
_LAST_SAVE_S = 15.0


class SaveBench(QObject):
    """Connects the saving of annotations with the window.

    Args:
        window: The window.
        session: Saves annotations.
    """

    def __init__(self, window: MainWindow, session: AnnotationSession) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        window.actions_by_id["annotation.save"].triggered.connect(session.retry_saves)
        window.banner.pressed.connect(self._do_remedy)
        session.annotation_changed.connect(self._show_state)
        session.saved.connect(self._note_saved)
        session.save_failed.connect(self._show_failure)
        self._show_state()

    def wait(self) -> None:
        """Let the saves under way end; after a while the drive is not waited for any more."""
        end = time.monotonic() + _LAST_SAVE_S
        while self._session.saving and time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)

    @Slot(object)
    def _note_saved(self, _path: Path) -> None:
        if not self._session.unsaved_paths:
            self._window.banner.clear_about("save")

    @Slot()
    def _show_state(self) -> None:
        session = self._session
        unsaved = session.unsaved_paths
        if session.saving:
            text = tr("Saving …")
        elif len(unsaved) > 1:
            text = tr("Not saved: {count} images", count=len(unsaved))
        elif unsaved:
            in_sight = unsaved[0] == session.current_path
            text = tr("Not saved yet") if in_sight else tr("Not saved: {name}", name=unsaved[0].name)
        elif session.document is not None and session.document.mask_sha256:
            text = tr("Saved ✓")
        else:
            text = tr("Nothing to save")
        self._window.saved_label.setText(text)

    @Slot(object, object, bool)
    def _show_failure(self, path: Path, sentence: str, foreign: bool) -> None:
        # While closing, the dialog at the end tells it.
        remedies = [("retry_saves", tr("Try again")), ("annotations_folder", tr("Choose another place…"))]
        if foreign:
            in_sight = path == self._session.current_path
            remedies = (
                [("overwrite", tr("Overwrite it with mine")), ("reload", tr("Load the other one"))] if in_sight else []
            )
        self._window.banner.tell(
            tr("The annotation of {name} is not saved; it is kept here. {why}", name=path.name, why=sentence),
            *remedies,
            warns=True,
            about="save",
        )

    @Slot(str)
    def _do_remedy(self, remedy: str) -> None:
        if remedy == "retry_saves":
            self._session.retry_saves()
        elif remedy == "overwrite":
            self._session.save(overwrite=True)
        elif remedy == "reload":
            self._session.take_from_disk()
