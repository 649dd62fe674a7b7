"""Offers what was not saved last time, and brings it back when the person says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.recovery import Survey, UnsavedWork, images_of, look_for_unsaved_work, rebuild
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.errors import AppError
from model_train.messages import phrase

if TYPE_CHECKING:
    from isic_desktop.core.annotation_store import AnnotationStore
    from isic_desktop.core.folder_lock import FolderLocks
    from isic_desktop.services.journaling import JournalService

_Recovered = tuple[list[AnnotationDocument], list[UnsavedWork], list[str]]


class RecoveryService(QObject):
    """Looks once after the start; nothing is thrown away unless it is in a saved mask.

    Signals:
        found(tuple[Path, ...]): Images with work that was not saved last time.
        recovered(AnnotationDocument): One is back, with its history, unsaved.
        told(str): A sentence the person should read, about a file that cannot be used.
    """

    found = Signal(object)
    recovered = Signal(object)
    told = Signal(object)

    def __init__(
        self,
        root: Path,
        store: AnnotationStore,
        journal: JournalService,
        locks: FolderLocks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._root = root
        self._store = store
        self._journal = journal
        self._locks = locks
        self._works: list[UnsavedWork] = []
        self._thread = JobThread("recovery", Order.EVERY_ONE, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    @property
    def images(self) -> tuple[Path, ...]:
        """Images whose unsaved work has not been brought back yet."""
        return images_of(self._works)

    def look(self) -> None:
        """Look for unsaved work; the answer comes as a signal if there is any."""
        root, store = self._root, self._store
        self._thread.submit("look", lambda _wanted: look_for_unsaved_work(root, store))

    def recover(self, images: Sequence[Path] | None = None) -> None:
        """Bring back the unsaved work of these images, or of all."""
        works = [work for work in self._works if images is None or work.image_path in images]
        self._works = [work for work in self._works if work not in works]

        def job(_wanted: Callable[[], bool]) -> _Recovered:
            return self._recover(works)

        if works:
            self._thread.submit("recover", job)

    def stop(self) -> None:
        """Finish what was begun, end the worker and wait for it; what was not recovered is offered next time."""
        self._thread.stop(finish=True)
        for work in self._works:
            work.folder.leave()

    def _recover(self, works: list[UnsavedWork]) -> _Recovered:
        """In the worker."""
        documents: list[AnnotationDocument] = []
        waiting: list[UnsavedWork] = []
        messages: list[str] = []
        # Of two works on one image the newer comes back first, the other when that one is saved or undone.
        newest = {work.image_path: work for work in works}
        for work in works:
            try:
                if newest[work.image_path] is not work:
                    waiting.append(work)
                    continue
                holder = self._locks.acquire(self._store.place(work.image_path))
                if holder is not None:
                    waiting.append(work)
                    messages.append(
                        phrase(
                            "Unsaved work on {name} is kept: {holder} works in its folder now.",
                            name=work.image_path.name,
                            holder=holder.words,
                        )
                    )
                    continue
                journal, document, message = rebuild(work, self._store)
                self._journal.take_over(journal, document, work.journal_path)
                if not work.folder.journals():
                    work.folder.leave()
                documents.append(document)
                messages.extend([message] if message else [])
            except AppError as error:
                waiting.append(work)
                messages.append(str(error))
        return documents, waiting, messages

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.told.emit(
                phrase("Unsaved work could not be brought back; it is kept. {error}", error=sentence_for(outcome.error))
            )
            return
        if isinstance(outcome.value, Survey):
            self._works.extend(outcome.value.works)
            messages: Sequence[str] = outcome.value.messages
            if self._works:
                self.found.emit(self.images)
        else:
            documents, waiting, messages = outcome.value
            self._works.extend(waiting)
            for document in documents:
                self.recovered.emit(document)
        for message in messages:
            self.told.emit(message)
