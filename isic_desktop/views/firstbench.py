"""The first five minutes: recent folders, the guided tour, and images to begin with."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Slot

from isic_desktop.core import places
from isic_desktop.services.fetching import DatasetFetching
from isic_desktop.services.recent_folders import RecentFolders
from isic_desktop.views.notifier import LONG_JOB_S
from isic_desktop.views.tour import Tour
from isic_desktop.views.words import said, tr
from model_train.errors import AppError

if TYPE_CHECKING:
    from isic_desktop.core.isic2016 import Fetched, Progress
    from isic_desktop.core.preferences import Preferences
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.comfortbench import ComfortBench
    from isic_desktop.views.main_window import MainWindow
    from isic_desktop.views.workbench import Workbench


class FirstBench(QObject):
    """Reacts to what a person does on the start page.

    Args:
        window: The window.
        workbench: Opens folders.
        session: Watched by the tour.
        comfort: Shows jobs and notifies.
        preferences: Remembers that the tour was seen.

    Attributes:
        fetching: Gets the ISIC 2016 images.
        tour: The guided tour.
    """

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        session: AnnotationSession,
        comfort: ComfortBench,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._comfort = comfort
        self._preferences = preferences
        self._began_s = 0.0
        self.fetching = DatasetFetching(parent=self)
        self.tour = Tour(window, session)
        self._recent = RecentFolders(parent=self)
        self._recent.looked.connect(window.start_page.show_recent)
        window.start_page.chosen.connect(workbench.open)
        window.start_page.removed.connect(self._forget)
        window.actions_by_id["help.tour"].triggered.connect(self.tour.start)
        window.actions_by_id["file.get_isic"].triggered.connect(self.show_fetching)
        self.tour.ended.connect(self._note_tour)
        self.fetching.progressed.connect(self._show_progress)
        self.fetching.fetched.connect(self._note_fetched)
        self.fetching.failed.connect(self._note_failed)

    def look_for_recent(self) -> None:
        """Fill the start page."""
        folders = self._preferences.settings.recent_folders
        if folders:
            self._recent.look(folders)

    @Slot(object)
    def _forget(self, folder: Path) -> None:
        self._preferences.settings.remove_recent_folder(folder)
        self._save()
        self._recent.look(self._preferences.settings.recent_folders)

    @Slot(bool)
    def _note_tour(self, _finished: bool) -> None:
        self._preferences.tour_seen = True
        self._save()

    def _save(self) -> None:
        try:
            self._preferences.settings.save()
        except AppError as error:
            self._window.banner.tell(said(error), warns=True, about="program")

    @Slot()
    def show_fetching(self) -> QObject:
        """Show the dialog that gets the ISIC 2016 images."""

        def make() -> FetchDialog:
            pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
            folder = Path(pictures) if pictures else places.models_dir().parent
            dialog = FetchDialog(self.fetching, folder / "ISIC 2016", self._window)
            dialog.open_folder.connect(self._workbench.open)
            return dialog

        from isic_desktop.views.fetch_dialog import FetchDialog

        return self._comfort.show_dialog("fetch", make)

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        if not self.fetching.busy:
            self._comfort.jobs.tell("fetch", "")
            return
        self._began_s = self._began_s or time.monotonic()
        percent = 100 * progress.done // max(1, progress.total)
        self._comfort.jobs.tell("fetch", tr("ISIC 2016: {percent} %", percent=percent))

    @Slot(object)
    def _note_fetched(self, fetched: Fetched) -> None:
        text = tr("All there: {count} images, each with its mask.", count=fetched.pairs)
        self._note_end(tr("ISIC 2016 is here"), text)

    @Slot(object)
    def _note_failed(self, sentence: str) -> None:
        self._note_end(tr("ISIC 2016 could not be fetched"), said(sentence))

    def _note_end(self, title: str, text: str) -> None:
        self._comfort.jobs.tell("fetch", "")
        if self._began_s and time.monotonic() - self._began_s > LONG_JOB_S:
            self._comfort.notifier.job_ended(title, text)
        self._began_s = 0.0

    def stop(self) -> None:
        """The window has closed."""
        self.tour.stop()
        self._recent.stop()
        self.fetching.stop()
