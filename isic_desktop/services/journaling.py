"""Puts every committed change on the disk, on a thread of its own: the window only hands it over."""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.journal import JournalFile
from isic_desktop.core.journal_folder import JournalFolder
from isic_desktop.core.journal_format import Entry, Journal, JournalBase, Saving
from isic_desktop.core.provenance import PackedMask
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.atomic import storage_error, sync_folder
from model_train.errors import AppError

if TYPE_CHECKING:
    from isic_desktop.core.document import AnnotationDocument
    from isic_desktop.core.history import Change
    from isic_desktop.core.saving import SaveRequest

# A journal longer than this is folded to the second figure; so small that folding takes no longer than a stroke.
_LONGEST_BYTES = 16 << 20
_FOLDED_BYTES = 12 << 20
# Nobody waits longer than this for the journal's drive, which may hang.
_PATIENCE_S = 5.0

_Written = list[tuple[Path, int]]


class Recorder:
    """What a document calls with each committed change; holds what the journal's thread knows about it.

    Args:
        base: The annotation before the first change that is not in its file.
        accept: Takes a change over to the journal's thread.
    """

    def __init__(self, base: JournalBase, accept: Callable[[Recorder, Change], None]) -> None:
        self._accept = accept
        # Touched in the journal's thread only.
        self.base = base
        self.file: JournalFile | None = None
        self.unwritten: list[Entry] = []

    def __call__(self, change: Change) -> None:
        """Take a change over; returns at once."""
        self._accept(self, change)


class JournalService(QObject):
    """Keeps one journal for each annotation that has changes which are not in its file.

    Signals:
        durable(Path, int): Changes of this image's annotation are on the disk up to this revision.
        failed(str): The journal cannot be written, as a sentence; it is tried again at the next change.
    """

    durable = Signal(object, int)
    failed = Signal(object)

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._incoming: deque[tuple[Recorder, Change]] = deque()
        # These are touched in the journal's thread only.
        self._folder: JournalFolder | None = None
        self._active: list[Recorder] = []
        self._numbers = itertools.count(1)
        self._thread = JobThread("journal", Order.EVERY_ONE, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    def watch(self, document: AnnotationDocument) -> None:
        """Record every change of a document that has just been opened."""
        document.recorder = Recorder(JournalBase.of(document, document.opened_mask), self._accept)

    def take_over(self, journal: Journal, document: AnnotationDocument, left_behind: Path) -> None:
        """In a worker: go on with the journal of a program that is no more.

        Args:
            journal: As read.
            document: Made from it.
            left_behind: Its file, which moves to this program's.

        Raises:
            AppError: It cannot be moved or written; it is where it was.
        """
        recorder = Recorder(journal.base, self._accept)

        def work() -> None:
            path = self._new_path(journal.base.image_path)
            # Moved, not copied: a crash in between must not leave two, of which one would soon be out of date.
            _move(left_behind, path)
            try:
                recorder.file = JournalFile(path, journal.base, journal)
            except AppError:
                _move(path, left_behind)
                raise
            self._active.append(recorder)

        self._do_and_wait(work)
        document.recorder = recorder

    def note_before_replacing(self, document: AnnotationDocument, request: SaveRequest) -> Callable[[str], None]:
        """What a save is to call right before it replaces the mask file: waits until that is noted."""
        recorder = document.recorder

        def note(mask_sha256: str) -> None:
            def work() -> None:
                if isinstance(recorder, Recorder) and recorder.file is not None:
                    self._append(recorder, [Saving(request.revision, mask_sha256)])

            try:
                self._do_and_wait(work)
            except AppError as error:
                self.failed.emit(str(error))  # the save itself goes on

        return note

    def drop(self, document: AnnotationDocument) -> None:
        """Nothing of this document is needed any more: it is saved and left, or part of another one."""
        recorder = document.recorder
        document.recorder = None
        if not isinstance(recorder, Recorder):
            return

        def job(_wanted: Callable[[], bool]) -> _Written:
            written = self._write_incoming()
            recorder.unwritten = []
            if recorder.file is not None:
                recorder.file.remove()
                recorder.file = None
            self._tidy()
            return written

        self._thread.submit(None, job)

    def forget_saved(self, document: AnnotationDocument, request: SaveRequest) -> None:
        """The files hold what was requested: what led there need not be kept any more."""
        recorder = document.recorder
        if not isinstance(recorder, Recorder):
            return

        def job(_wanted: Callable[[], bool]) -> _Written:
            written = self._write_incoming()
            recorder.base = JournalBase(
                request.image_path,
                request.image_sha256,
                PackedMask.of(request.mask),
                request.provenance,
                document.mask_sha256,
                request.work_seconds,
                request.revision,
            )
            recorder.unwritten = [entry for entry in recorder.unwritten if entry.revision > request.revision]
            if recorder.file is not None and not recorder.file.forget_saved(recorder.base):
                recorder.file = None
            self._tidy()
            return written

        self._thread.submit(None, job)

    def stop(self) -> None:
        """Write what is to be written, end the thread and wait for it."""

        def job(_wanted: Callable[[], bool]) -> _Written:
            try:
                return self._write_incoming()
            finally:
                for recorder in self._active:
                    if recorder.file is not None:
                        recorder.file.close()
                self._active.clear()
                self._tidy()

        self._thread.submit(None, job)
        self._thread.stop(finish=True)

    # In the window's thread

    def _accept(self, recorder: Recorder, change: Change) -> None:
        self._incoming.append((recorder, change))
        self._thread.submit(None, self._job_write)

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(sentence_for(outcome.error))
            return
        for path, revision in outcome.value:
            self.durable.emit(path, revision)

    # In other workers

    def _do_and_wait(self, work: Callable[[], None]) -> None:
        """Have `work` done in the journal's thread after everything that waits there; raises what it raises."""
        done = threading.Event()
        errors: list[Exception] = []

        def job(_wanted: Callable[[], bool]) -> _Written:
            try:
                return self._write_incoming()
            finally:
                try:
                    work()
                except Exception as error:  # noqa: BLE001 (raised again where it was asked for)
                    errors.append(error)
                done.set()

        if self._thread.submit(None, job):
            done.wait(_PATIENCE_S)
        if errors:
            raise errors[0]

    # In the journal's thread

    def _job_write(self, _wanted: Callable[[], bool]) -> _Written:
        return self._write_incoming()

    def _write_incoming(self) -> _Written:
        """Write everything that waits, with one wait for the disk an image; which images up to which revision."""
        while self._incoming:
            recorder, change = self._incoming.popleft()
            recorder.unwritten.append(change)
            if recorder not in self._active:
                self._active.append(recorder)
        written = []
        first_error: AppError | None = None
        for recorder in self._active:
            if not recorder.unwritten:
                continue
            try:
                if recorder.file is None:
                    recorder.file = JournalFile(self._new_path(recorder.base.image_path), recorder.base)
                self._append(recorder, recorder.unwritten)
            except AppError as error:
                first_error = first_error or error
                continue
            written.append((recorder.base.image_path, recorder.unwritten[-1].revision))
            recorder.unwritten = []
        if first_error is not None:
            raise first_error
        return written

    def _append(self, recorder: Recorder, entries: list[Entry]) -> None:
        file = recorder.file
        assert file is not None
        if not file.path.parent.is_dir():
            # Someone tidied up the journal folder while the program ran: everything is written anew.
            self._folder = None
            file.close()
            file.path = self._new_path(recorder.base.image_path)
        file.append(entries)
        if file.size_bytes > _LONGEST_BYTES:
            file.shorten(_FOLDED_BYTES)

    def _new_path(self, image_path: Path) -> Path:
        if self._folder is None:
            self._folder = JournalFolder.make(self._root)
        return self._folder.file_for(image_path, next(self._numbers))

    def _tidy(self) -> None:
        """Let go of what is saved, and of the folder when nothing is left in it."""
        self._active = [recorder for recorder in self._active if recorder.file is not None or recorder.unwritten]
        if not self._active and self._folder is not None:
            self._folder.leave()
            self._folder = None


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        raise storage_error(error, target) from error
    for folder in (target.parent, source.parent):
        sync_folder(folder)
