"""Fetches the ISIC 2016 images in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.services.job_thread import Cancelled, JobThread, Order, Outcome, sentence_for

if TYPE_CHECKING:
    from isic_desktop.core.isic2016 import Fetched, Progress


class DatasetFetching(QObject):
    """One download at a time; stopped, it goes on next time where it was.

    Signals:
        progressed(Progress): How far it is.
        fetched(Fetched): All is there.
        failed(str): It is not: a sentence.

    Args:
        base_url: Where the archives lie; by default their official place.
    """

    progressed = Signal(object)
    fetched = Signal(object)
    failed = Signal(object)

    def __init__(self, base_url: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base_url = base_url
        self._thread = JobThread("fetching", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)
        self.busy = False

    def start(self, target: Path) -> None:
        """Begin, or go on, in a folder."""
        base_url = self.base_url
        self.busy = True

        def job(wanted: Callable[[], bool]) -> Fetched:
            from isic_desktop.core.archives import UnpackingStoppedError
            from isic_desktop.core.download import DownloadStoppedError
            from isic_desktop.core.isic2016 import BASE_URL, fetch

            try:
                return fetch(target, on_progress=self._tell, wanted=wanted, base_url=base_url or BASE_URL)
            except (DownloadStoppedError, UnpackingStoppedError) as error:
                raise Cancelled from error

        self._thread.submit(target, job)

    def _tell(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def cancel(self) -> None:
        """Stop; what has come is kept."""
        self.busy = False
        self._thread.cancel_all()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        self.busy = False
        if outcome.error is not None:
            self.failed.emit(sentence_for(outcome.error))
        else:
            self.fetched.emit(outcome.value)
