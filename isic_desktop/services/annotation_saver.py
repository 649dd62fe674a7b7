"""Writes annotations on a thread of its own and holds on to each until it is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore, ChangedOnDiskError, SavedAnnotation
from isic_desktop.core.saving import SaveRequest, save, snapshot
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for

if TYPE_CHECKING:
    from isic_desktop.core.document import AnnotationDocument
    from isic_desktop.services.journaling import JournalService


class AnnotationSaver(QObject):
    """Saves documents; one that cannot be saved is kept until it can.

    Signals:
        written(AnnotationDocument, SaveRequest): What was requested for this document is on the disk.
        saved(Path): The annotation of this image is on the disk.
        failed(Path, str, bool): It is not: the image, a sentence, and whether the reason is that another program
            changed the mask. The document is kept.
    """

    written = Signal(object, object)
    saved = Signal(object)
    failed = Signal(object, object, bool)

    def __init__(self, store: AnnotationStore, journal: JournalService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._journal = journal
        self._kept: dict[Path, AnnotationDocument] = {}
        self._in_flight: set[Path] = set()
        self._once_more: dict[Path, bool] = {}  # image → whether to overwrite what lies there
        self._thread = JobThread("saving", Order.EVERY_ONE, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    @property
    def busy(self) -> bool:
        """Whether a save is under way."""
        return bool(self._in_flight)

    @property
    def unsaved_paths(self) -> list[Path]:
        """Images whose annotation was to be saved and is not on the disk yet."""
        return list(self._kept)

    def kept_document(self, path: Path) -> AnnotationDocument | None:
        """The document of an image whose save is under way or has failed: newer than what is on the disk."""
        return self._kept.get(path)

    def keep(self, document: AnnotationDocument) -> None:
        """Hold on to a document until it is on the disk."""
        self._kept[document.image_path] = document

    def place_changed(self) -> None:
        """What could not be saved goes to another place now, where nothing of it is expected yet."""
        for document in self._kept.values():
            document.mask_sha256 = ""

    def save(self, document: AnnotationDocument, *, overwrite: bool = False) -> None:
        """Save a document if it has changed.

        Args:
            document: Its mask is copied now; it may be edited on at once.
            overwrite: Replace a mask that another program changed, because the person said so.
        """
        path = document.image_path
        if not document.dirty:
            return
        self._kept[path] = document
        if path in self._in_flight:
            # Only when that one is done is it known what must lie on the disk for the next.
            self._once_more[path] = overwrite or self._once_more.get(path, False)
            return
        request = snapshot(document)
        if overwrite:
            request = replace(request, expected_mask_sha256=UNCHECKED)
        store, note = self._store, self._journal.note_before_replacing(document, request)

        def job(_wanted: Callable[[], bool]) -> tuple[SaveRequest, SavedAnnotation]:
            return request, save(store, request, note)

        self._in_flight.add(path)
        self._thread.submit(path, job)

    def retry(self) -> None:
        """Try again to save everything that could not be saved."""
        for document in list(self._kept.values()):
            self.save(document)

    def stop(self) -> None:
        """Finish the saves under way, end the thread and wait for it."""
        self._thread.stop(finish=True)

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        path: Path = outcome.key
        document = self._kept[path]
        self._in_flight.discard(path)
        if outcome.error is not None:
            if path in self._once_more:
                # Asked for again meanwhile, perhaps to another place: only if that fails too is there news.
                self.save(document, overwrite=self._once_more.pop(path))
                return
            self.failed.emit(path, sentence_for(outcome.error), isinstance(outcome.error, ChangedOnDiskError))
            return
        request, done = outcome.value
        if done.paths.mask.parent != self._store.place(path):
            # The person chose another place while it was written: it has to be there too.
            self._once_more.pop(path, None)
            self.save(document)
            return
        document.saved_revision = request.revision
        document.mask_sha256 = done.mask_sha256
        document.sidecar = done.sidecar
        self.written.emit(document, request)
        if not document.dirty:
            del self._kept[path]
        self.saved.emit(path)
        if path in self._once_more:
            self.save(document, overwrite=self._once_more.pop(path))
