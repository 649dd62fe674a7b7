"""Looks aside which of the recent folders are still there: a disk may sleep, a share may be gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.services.job_thread import JobThread, Order, Outcome


class RecentFolders(QObject):
    """Answers with what it found.

    Signals:
        looked(tuple): Pairs of a folder and whether it is there, in the order that was asked.
    """

    looked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = JobThread("recent folders", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take)

    def look(self, folders: tuple[Path, ...]) -> None:
        """Begin to look; an earlier request is given up."""

        def job(_wanted: Callable[[], bool]) -> tuple[tuple[Path, bool], ...]:
            return tuple((folder, folder.is_dir()) for folder in folders)

        self._thread.submit(None, job)

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._thread.stop()

    @Slot(object)
    def _take(self, outcome: Outcome) -> None:
        self.looked.emit(outcome.value if outcome.error is None else ())
