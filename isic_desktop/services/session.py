"""The image on the screen: opening it, editing its annotation, saving it; never a word lost on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core import places
from isic_desktop.core.document import AnnotationDocument, Prediction
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.geometry import NOTHING, PixelRect
from isic_desktop.core.texts import marked
from isic_desktop.services.annotation_saver import AnnotationSaver
from isic_desktop.services.image_reader import ImageReader
from isic_desktop.services.job_thread import Outcome, sentence_for
from isic_desktop.services.journaling import JournalService
from isic_desktop.services.lock_watch import LockWatch
from isic_desktop.services.recovery import RecoveryService
from model_train.late_numpy import np

if TYPE_CHECKING:
    from isic_desktop.core.annotation_store import AnnotationStore, LoadedAnnotation
    from isic_desktop.core.opening import OpenedImage
    from isic_desktop.core.provenance import Mask, Provenance
    from isic_desktop.core.saving import SaveRequest

# A pause longer than this is not counted as work.
_LONGEST_PAUSE_S = 30.0


class AnnotationSession(QObject):
    """Opens one image at a time and keeps what was done to the others until it is on the disk.

    Signals:
        opening(Path): The image began to load.
        opened(OpenedImage): It is there; `document` is its annotation.
        open_failed(Path, str): It cannot be shown: the image and a sentence.
        gesture_began(): A gesture is about to change the annotation.
        pixels_changed(PixelRect): Pixels of the annotation changed.
        annotation_changed(): Scores, state, history or saved state may have changed.
        saved(Path): The annotation of this image is on the disk.
        save_failed(Path, str, bool): It is not: the image, a sentence, and whether it is because another program
            changed the mask. The work is kept.
        durable(Path, int): The journal on the disk holds this image's changes up to this revision.
        journal_failed(str): It cannot be written, as a sentence; each step is saved at once instead.
        lock_lost(Path): For this object itself: another program took the lock of this folder.

    Attributes:
        reader: Reads the images; whatever reads ahead asks it.
        recovery: Offers work that was not saved last time.
    """

    opening = Signal(object)
    opened = Signal(object)
    open_failed = Signal(object, object)
    gesture_began = Signal()
    pixels_changed = Signal(object)
    annotation_changed = Signal()
    saved = Signal(object)
    save_failed = Signal(object, object, bool)
    durable = Signal(object, int)
    journal_failed = Signal(object)
    lock_lost = Signal(object)

    def __init__(self, store: AnnotationStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.current: OpenedImage | None = None
        self.current_path: Path | None = None
        self._latest_ticket = 0
        self._reload_ticket = 0
        self._saved_meanwhile = False
        self._saved_instead: tuple[AnnotationDocument, int] | None = None
        self._deferred: list[Callable[[], None]] = []
        self._recovered: dict[Path, AnnotationDocument] = {}
        self._last_activity_s = 0.0
        self._locks = FolderLocks(on_lost=self.lock_lost.emit)
        self.lock_lost.connect(self._note_lock_lost)
        self._journal = JournalService(places.journal_dir(), parent=self)
        self._journal.durable.connect(self.durable)
        self._journal.failed.connect(self._note_journal_failed)
        self.recovery = RecoveryService(places.journal_dir(), store, self._journal, self._locks, parent=self)
        self.recovery.recovered.connect(self._take_recovered)
        self.reader = ImageReader(store, self._locks, parent=self)
        self.reader.answered.connect(self._take_read)
        self._saver = AnnotationSaver(store, self._journal, parent=self)
        self._saver.written.connect(self._note_written)
        self._saver.saved.connect(self._note_saved)
        self._saver.failed.connect(self._note_save_failed)
        self._lock_watch = LockWatch(store, self._locks, parent=self)
        self._lock_watch.answered.connect(self._take_lock)

    # Opening

    @property
    def document(self) -> AnnotationDocument | None:
        """The annotation on the screen, or None."""
        return self.current.document if self.current is not None else None

    @property
    def locks(self) -> FolderLocks:
        """The locks of the folders that are worked in, for others that write there."""
        return self._locks

    @property
    def editable(self) -> bool:
        """Whether there is an annotation that may be changed."""
        return self.current is not None and not self.current.locked

    def place_changed(self) -> None:
        """Annotations are saved to another place from now on: nothing of what was read before is expected there."""
        self._saver.place_changed()
        document = self.document
        if document is not None and (document.mask_sha256 or document.dirty):
            document.mask_sha256 = ""
            document.saved_revision = -1  # it has to be at the new place too
        if self.current is not None:
            self._lock_watch.ask(self.current.path)

    def open(self, path: Path) -> None:
        """Show an image; the one on the screen is saved first if it has changed."""
        self.leave()
        self.current_path = path
        self.opening.emit(path)
        self._saved_meanwhile = False
        self._latest_ticket = self.reader.open(path, self.unsaved_paths)

    def reopen(self) -> None:
        """Load the image on the screen again, because its surroundings changed."""
        if self.current_path is not None:
            self.open(self.current_path)

    def rescale(self, which: str) -> None:
        """Read a mask coded 0/1 as 0/255: "rescale_truth" or "rescale_annotation" of the image on the screen."""
        if self.current_path is not None:
            self.reader.rescale(self.current_path, which)
            self.reopen()

    def leave(self) -> None:
        """Save the image on the screen if it has changed, and show none."""
        if self.editable and self.document is not None:
            self.document.end()
        self._do_deferred()
        self.save()
        self._forget_if_saved()
        self.current = None
        self.current_path = None
        self._latest_ticket = 0
        self._reload_ticket = 0
        self._lock_watch.rest()

    def take_from_disk(self) -> None:
        """Load the mask that another program saved; one undo step, so that the person's own is not lost."""
        document = self.document
        if self.current_path is not None and document is not None:
            height, width = document.shape
            self._reload_ticket = self.reader.reload(self.current_path, (width, height))

    def _take_reloaded(self, loaded: LoadedAnnotation | None) -> None:
        document = self.document
        if document is None:
            return
        if document.in_gesture:
            self._deferred.append(partial(self._take_reloaded, loaded))
            return
        document.mask_sha256 = loaded.mask_sha256 if loaded is not None else ""
        if loaded is not None:
            self._edit(lambda document: document.swap_in(marked("Load the other version"), loaded.mask))

    @Slot(object)
    def _take_read(self, outcome: Outcome) -> None:
        if outcome.ticket == self._reload_ticket:
            if outcome.error is not None:
                self.save_failed.emit(outcome.key, sentence_for(outcome.error), True)
            else:
                self._take_reloaded(outcome.value)
        elif outcome.ticket == self._latest_ticket:
            if outcome.error is not None:
                self.open_failed.emit(outcome.key, sentence_for(outcome.error))
            else:
                self._take_opened(outcome.value)

    def _take_opened(self, opened: OpenedImage) -> None:
        kept = self._newer_document(opened)
        if kept is None and self._saved_meanwhile:
            self.reopen()  # it was read while its save was under way
            return
        if kept is None:
            self._journal.watch(opened.document)
        elif kept.shape != opened.document.shape:
            why = "The image has another size than its annotation that is not saved yet. Put the old image back."
            from isic_desktop.core.opening import Notice

            opened = replace(opened, locked=why, notices=(Notice(why), *opened.notices))
        else:
            # Its save is under way or has failed: what is in memory is newer than what was read.
            kept.set_truth(opened.truth.mask if opened.truth is not None else None)
            opened = replace(opened, document=kept, locked=opened.locked if opened.held_elsewhere else "")
        if opened.held_elsewhere:
            self._lock_watch.keep_asking(opened.path)
        self.current = opened
        self._last_activity_s = time.monotonic()
        self.opened.emit(opened)
        self.annotation_changed.emit()

    def _newer_document(self, opened: OpenedImage) -> AnnotationDocument | None:
        """The document of an image that was just read, if there is one in memory that knows more."""
        kept = self._saver.kept_document(opened.path)
        recovered = self._recovered.pop(opened.path, None)
        if kept is None and recovered is not None and recovered.mask_sha256 == opened.document.mask_sha256:
            kept = recovered  # the same pixels, with the history
        return kept

    # Two programs on one folder

    @Slot(object, bool)
    def _take_lock(self, path: Path, free: bool) -> None:
        if self.current is not None and path == self.current.path and free == self.current.held_elsewhere:
            # The other program has ended, and may have saved; or one is at work in the new place.
            self._when_still(self.reopen)

    def _when_still(self, action: Callable[[], None]) -> None:
        """Do something now, or at the end of the stroke that is being drawn: nothing jumps in under it."""
        if self.document is not None and self.document.in_gesture:
            self._deferred.append(action)
        else:
            action()

    @Slot(object)
    def _note_lock_lost(self, place: Path) -> None:
        if self.current is not None and self._store.place(self.current.path) == place:
            self._when_still(self.reopen)  # saved first, if nobody has saved since; then for looking only

    def machine_wrote(self, path: Path, mask_sha256: str) -> None:
        """Take note that a run over the folder has written a mask: it is shown, unless a person has begun meanwhile.

        Args:
            path: The image.
            mask_sha256: Of the mask file; what a person did in the meantime takes its place at the next save.
        """
        shown = self.document if self.current_path == path else None
        document = self._saver.kept_document(path) or shown
        if document is not None and document.dirty:
            document.mask_sha256 = mask_sha256
        elif self.current_path == path:
            self._when_still(self.reopen)

    # What was not saved last time

    @Slot(object)
    def _take_recovered(self, document: AnnotationDocument) -> None:
        path = document.image_path
        on_screen = self.document if self.current_path == path else None
        touched = on_screen is not None and (on_screen.revision > 0 or on_screen.in_gesture)
        other = self._saver.kept_document(path) or (on_screen if touched else None)
        if other is not None and other.shape == document.shape:
            # It has been worked on since: what comes back is a step of its own, which can be undone.
            def merge() -> None:
                rect = other.swap_in(marked("Bring back unsaved work"), document.mask, document.provenance)
                self._journal.drop(document)
                if other is self.document and not rect.empty:
                    self.pixels_changed.emit(rect)
                self.annotation_changed.emit()

            if other.in_gesture:
                self._deferred.append(merge)
            else:
                merge()
            return
        self._saver.keep(document)
        self._recovered[path] = document
        if self.current_path == path:
            self.current = None  # it has not been changed: nothing to save
            self.reopen()
        self._saver.save(document)
        self.annotation_changed.emit()

    # Editing

    def begin(self, label: str) -> None:
        """Start a gesture."""
        if self.editable and self.document is not None:
            self._note_activity()
            self.gesture_began.emit()
            self.document.begin(label)

    def paint(self, start_xy: tuple[float, float], end_xy: tuple[float, float], radius_px: float, value: bool) -> None:
        """Draw within the gesture; image coordinates."""
        if self.editable and self.document is not None:
            rect = self.document.paint(start_xy, end_xy, radius_px, value)
            if not rect.empty:
                self.pixels_changed.emit(rect)

    def put(self, rect: PixelRect, pixels: Mask) -> None:
        """Make the pixels of `rect` these, within the gesture."""
        if self.editable and self.document is not None:
            changed = self.document.put(rect, pixels)
            if not changed.empty:
                self.pixels_changed.emit(changed)

    def end(self) -> None:
        """End the gesture as one undo step."""
        if self.editable and self.document is not None:
            self._note_activity()
            self.document.end()
            self.annotation_changed.emit()
        self._do_deferred()

    def _do_deferred(self) -> None:
        """Do what had to wait for the end of the stroke."""
        waiting, self._deferred = self._deferred, []
        for action in waiting:
            action()

    def undo(self) -> None:
        """Undo the newest step."""
        self._edit(AnnotationDocument.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._edit(AnnotationDocument.redo)

    def go_to_step(self, count: int) -> None:
        """Undo or redo until this many steps are done."""

        def travel(document: AnnotationDocument) -> PixelRect:
            changed = NOTHING
            while len(document.history.undo_labels) > count:
                changed = changed.united(document.undo())
            while len(document.history.undo_labels) < count and document.history.redo_labels:
                changed = changed.united(document.redo())
            return changed

        self._edit(travel)

    def clear(self) -> None:
        """Remove every pixel of the annotation, as one undo step."""
        self._edit(lambda document: document.swap_in(marked("Clear"), np.zeros(document.shape, dtype=np.bool_)))

    def use_prediction(self) -> None:
        """Replace the annotation by the prediction, as one undo step."""
        self._edit(AnnotationDocument.use_prediction)

    def take_mask(self, label: str, mask: Mask, after: Provenance | None = None) -> None:
        """Make a mask the annotation of the image on the screen, as one undo step; after the stroke under way.

        Args:
            label: What the step is called.
            mask: (H, W) bool, of the image's size.
            after: Whose it is then; a person's corrected one unless said otherwise.
        """
        self._when_still(lambda: self._edit(lambda document: document.swap_in(label, mask, after)))

    def _edit(self, change: Callable[[AnnotationDocument], PixelRect]) -> None:
        if not self.editable or self.document is None:
            return
        self._note_activity()
        rect = change(self.document)
        if not rect.empty:
            self.pixels_changed.emit(rect)
        self.annotation_changed.emit()

    def propose(self, image_path: Path, prediction: Prediction) -> bool:
        """Take a prediction for the image on the screen; whether it became the annotation."""
        document = self.document
        if document is None or image_path != self.current_path or document.shape != prediction.mask.shape:
            return False
        if not self.editable:
            document.prediction = prediction
            return False
        if document.in_gesture:
            self._deferred.append(partial(self._propose_later, image_path, prediction))
            return False
        adopted = document.propose(prediction)
        if adopted:
            height, width = document.shape
            self.pixels_changed.emit(PixelRect(0, 0, height, width))
        self.annotation_changed.emit()
        return adopted

    def _propose_later(self, image_path: Path, prediction: Prediction) -> None:
        self.propose(image_path, prediction)

    def judge(self, state: str) -> None:
        """Mark the annotation as "accepted" or "rejected"."""
        if self.editable and self.document is not None:
            self._note_activity()
            self.document.judge(state)
            self.annotation_changed.emit()

    def _note_activity(self) -> None:
        now = time.monotonic()
        pause_s = now - self._last_activity_s
        if self.document is not None and pause_s < _LONGEST_PAUSE_S:
            self.document.work_seconds += pause_s
        self._last_activity_s = now

    # Saving

    @property
    def unsaved_paths(self) -> list[Path]:
        """Images whose annotation is not on the disk."""
        paths = self._saver.unsaved_paths
        if self.document is not None and self.document.dirty and self.document.image_path not in paths:
            paths.append(self.document.image_path)
        return paths

    @property
    def saving(self) -> bool:
        """Whether a save is under way."""
        return self._saver.busy

    def save(self, *, overwrite: bool = False) -> None:
        """Save the annotation on the screen if it has changed; the answer comes as a signal.

        Args:
            overwrite: Replace a mask that another program changed, because the person said so.
        """
        if self.editable and self.document is not None:
            self.document.end()
            self._saver.save(self.document, overwrite=overwrite)
            self.annotation_changed.emit()

    def retry_saves(self) -> None:
        """Try again to save everything that could not be saved."""
        self.save()
        self._saver.retry()
        self.annotation_changed.emit()

    def stop(self) -> None:
        """Finish the saves, end the workers and wait for them."""
        self.reader.stop()
        self._lock_watch.stop()
        self.recovery.stop()
        self._saver.stop()
        self._forget_if_saved()
        self._journal.stop()
        self._locks.release_except(())

    @Slot(object)
    def _note_journal_failed(self, sentence: str) -> None:
        document = self.document
        self.journal_failed.emit(sentence)
        # Once a step: the save tries the journal too, and may fail as well.
        if document is not None and self._saved_instead != (document, document.revision):
            self._saved_instead = (document, document.revision)
            self._when_still(self.save)

    @Slot(object, object)
    def _note_written(self, document: AnnotationDocument, request: SaveRequest) -> None:
        # While it is on the screen the journal stays: after a crash its steps can still be undone.
        if document is self.document:
            return
        if document.dirty or document.image_path in self._recovered:
            self._journal.forget_saved(document, request)
        else:
            self._journal.drop(document)

    def _forget_if_saved(self) -> None:
        """Let go of the journal of the image on the screen, which is about to go, if all is in its files."""
        if self.document is not None and not self.document.dirty and self.document.saved_revision:
            self._journal.drop(self.document)

    @Slot(object)
    def _note_saved(self, path: Path) -> None:
        self._saved_meanwhile |= path == self.current_path and self.current is None
        self.saved.emit(path)
        self.annotation_changed.emit()

    @Slot(object, object, bool)
    def _note_save_failed(self, path: Path, sentence: str, foreign: bool) -> None:
        self.save_failed.emit(path, sentence, foreign)
        self.annotation_changed.emit()
