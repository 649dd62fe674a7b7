"""Lists a folder of images off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.pairing import list_images


class FolderListing(QObject):
    """Lists the images of a folder and its subfolders.

    Signals:
        listed(Path, tuple): The folder and its images, in natural order.
        failed(Path, str): The folder cannot be listed: a sentence.
    """

    listed = Signal(object, object)
    failed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = JobThread("listing", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    def list(self, folder: Path) -> None:
        """Begin to list a folder; an earlier request is given up."""

        def job(_wanted: Callable[[], bool]) -> tuple[Path, ...]:
            return tuple(list_images(folder, recursive=True))

        self._thread.submit(folder, job)

    def stop(self) -> None:
        """End the worker and wait for it."""
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(outcome.key, sentence_for(outcome.error))
        else:
            self.listed.emit(outcome.key, outcome.value)
