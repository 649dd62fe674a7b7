"""The image on the screen: opening it, editing its annotation, saving it; never a word lost on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.annotation_store import AnnotationStore, LoadedAnnotation
from isic_desktop.core.document import AnnotationDocument, Prediction
from isic_desktop.core.geometry import PixelRect
from isic_desktop.core.opening import OpenedImage, open_image
from isic_desktop.core.provenance import Mask
from isic_desktop.services.annotation_saver import AnnotationSaver
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.pairing import TruthFinder

# A pause longer than this is not counted as work.
_LONGEST_PAUSE_S = 30.0


class AnnotationSession(QObject):
    """Opens one image at a time and keeps what was done to the others until it is on the disk.

    Signals:
        opening(Path): The image began to load.
        opened(OpenedImage): It is there; `document` is its annotation.
        open_failed(Path, str): It cannot be shown: the image and a sentence.
        pixels_changed(PixelRect): Pixels of the annotation changed.
        annotation_changed(): Scores, state, history or saved state may have changed.
        saved(Path): The annotation of this image is on the disk.
        save_failed(Path, str, bool): It is not: the image, a sentence, and whether it is because another program
            changed the mask. The work is kept.
    """

    opening = Signal(object)
    opened = Signal(object)
    open_failed = Signal(object, str)
    pixels_changed = Signal(object)
    annotation_changed = Signal()
    saved = Signal(object)
    save_failed = Signal(object, str, bool)

    def __init__(self, store: AnnotationStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._truth_finder = TruthFinder()
        self._rescaled_truth: set[Path] = set()
        self._rescaled_annotation: set[Path] = set()
        self.current: OpenedImage | None = None
        self.current_path: Path | None = None
        self._latest_ticket = 0
        self._last_activity_s = 0.0
        self._loader = JobThread("opening", Order.ONLY_LATEST, parent=self)
        self._loader.finished_job.connect(self._take_opened)
        self._saver = AnnotationSaver(store, parent=self)
        self._saver.saved.connect(self._note_saved)
        self._saver.failed.connect(self._note_save_failed)

    # Opening

    @property
    def document(self) -> AnnotationDocument | None:
        """The annotation on the screen, or None."""
        return self.current.document if self.current is not None else None

    @property
    def editable(self) -> bool:
        """Whether there is an annotation that may be changed."""
        return self.current is not None and not self.current.locked

    def use_truth_folder(self, folder: Path | None) -> None:
        """Take ground truth from `folder` only, or, with None, from the usual places."""
        self._truth_finder = TruthFinder(folder)

    def place_changed(self) -> None:
        """Annotations are saved to another place from now on: nothing of what was read before is expected there."""
        self._saver.place_changed()
        if self.document is not None:
            self.document.mask_sha256 = ""

    def open(self, path: Path) -> None:
        """Show an image; the one on the screen is saved first if it has changed."""
        self.leave()
        self.current_path = path
        self.opening.emit(path)
        store, finder = self._store, self._truth_finder
        rescale_truth, rescale_annotation = path in self._rescaled_truth, path in self._rescaled_annotation

        def job(_wanted: Callable[[], bool]) -> OpenedImage:
            return open_image(
                path, store, finder.find, rescale_truth=rescale_truth, rescale_annotation=rescale_annotation
            )

        self._latest_ticket = self._loader.submit(path, job)

    def reopen(self) -> None:
        """Load the image on the screen again, because its surroundings changed."""
        if self.current_path is not None:
            self.open(self.current_path)

    def rescale(self, which: str) -> None:
        """Read a mask coded 0/1 as 0/255: "rescale_truth" or "rescale_annotation" of the image on the screen."""
        if self.current_path is not None:
            chosen = self._rescaled_truth if which == "rescale_truth" else self._rescaled_annotation
            chosen.add(self.current_path)
            self.reopen()

    def leave(self) -> None:
        """Save the image on the screen if it has changed, and show none."""
        self.save()
        self.current = None
        self.current_path = None
        self._latest_ticket = 0

    def take_from_disk(self) -> None:
        """Load the mask that another program saved; one undo step, so that the person's own is not lost."""
        path, document, store = self.current_path, self.document, self._store
        if path is None or document is None:
            return
        size_wh = document.shape[1], document.shape[0]

        def job(_wanted: Callable[[], bool]) -> LoadedAnnotation | None:
            return store.load(path, size_wh)

        self._latest_ticket = self._loader.submit(path, job)

    def _take_reloaded(self, loaded: LoadedAnnotation | None) -> None:
        document = self.document
        if document is None:
            return
        document.mask_sha256 = loaded.mask_sha256 if loaded is not None else ""
        if loaded is not None:
            self._edit(lambda document: document.swap_in("Load the other version", loaded.mask))

    @Slot(object)
    def _take_opened(self, outcome: Outcome) -> None:
        if outcome.ticket != self._latest_ticket:
            return
        if not isinstance(outcome.value, OpenedImage) and outcome.error is None:
            self._take_reloaded(outcome.value)
            return
        if outcome.error is not None:
            self.open_failed.emit(outcome.key, sentence_for(outcome.error))
            return
        opened: OpenedImage = outcome.value
        kept = self._saver.kept_document(opened.path)
        if kept is not None and kept.shape == opened.document.shape:
            # Its save is under way or has failed: what is in memory is newer than what was read.
            kept.set_truth(opened.truth.mask if opened.truth is not None else None)
            opened = replace(opened, document=kept, locked="")
        self.current = opened
        self._last_activity_s = time.monotonic()
        self.opened.emit(opened)
        self.annotation_changed.emit()

    # Editing

    def begin(self, label: str) -> None:
        """Start a gesture."""
        if self.editable and self.document is not None:
            self._note_activity()
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
        if self.document is not None:
            self._note_activity()
            self.document.end()
            self.annotation_changed.emit()

    def undo(self) -> None:
        """Undo the newest step."""
        self._edit(AnnotationDocument.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._edit(AnnotationDocument.redo)

    def clear(self) -> None:
        """Remove every pixel of the annotation, as one undo step."""
        self._edit(lambda document: document.swap_in("Clear", np.zeros(document.shape, dtype=np.bool_)))

    def use_prediction(self) -> None:
        """Replace the annotation by the prediction, as one undo step."""
        self._edit(AnnotationDocument.use_prediction)

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
        adopted = document.propose(prediction)
        if adopted:
            height, width = document.shape
            self.pixels_changed.emit(PixelRect(0, 0, height, width))
        self.annotation_changed.emit()
        return adopted

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
        self._loader.stop()
        self._saver.stop()

    @Slot(object)
    def _note_saved(self, path: Path) -> None:
        self.saved.emit(path)
        self.annotation_changed.emit()

    @Slot(object, str, bool)
    def _note_save_failed(self, path: Path, sentence: str, foreign: bool) -> None:
        self.save_failed.emit(path, sentence, foreign)
        self.annotation_changed.emit()
