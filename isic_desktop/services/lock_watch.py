"""Asks for a folder's lock while another program holds it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.services.job_thread import JobThread, Order, Outcome

# How often a program that may only look asks whether the other one has ended.
_ASK_AGAIN_MS = 3000


class LockWatch(QObject):
    """Asks for the lock of one image's folder, once or again and again; the asking is done aside.

    Signals:
        answered(Path, bool): Whether the folder of this image is this program's to write in.
    """

    answered = Signal(object, bool)

    def __init__(self, store: AnnotationStore, locks: FolderLocks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._locks = locks
        self._path: Path | None = None
        self._asker = JobThread("folder lock", Order.ONLY_LATEST, parent=self)
        self._asker.finished_job.connect(self._take_answer)
        self._timer = QTimer(self, interval=_ASK_AGAIN_MS)
        self._timer.timeout.connect(self._ask_again)

    def ask(self, path: Path) -> None:
        """Try to take the lock of this image's folder now."""
        locks, place = self._locks, self._store.place(path)
        self._asker.submit(path, lambda _wanted: locks.acquire(place))

    def keep_asking(self, path: Path) -> None:
        """Ask for the lock of this image's folder until told to `rest`."""
        self._path = path
        self._timer.start()

    def rest(self) -> None:
        """Ask no more."""
        self._path = None
        self._timer.stop()

    def stop(self) -> None:
        """End the worker and wait for it."""
        self.rest()
        self._asker.stop()

    @Slot()
    def _ask_again(self) -> None:
        if self._path is not None:
            self.ask(self._path)

    @Slot(object)
    def _take_answer(self, outcome: Outcome) -> None:
        # A folder that cannot be asked about now is asked about again.
        if outcome.error is None:
            self.answered.emit(outcome.key, outcome.value is None)
