"""The open image's annotation: the mask, its history, its scores, and whose it is.

Everything that changes the mask goes through here, so scores and history can never disagree with the pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from isic_desktop.core.geometry import NOTHING, PixelRect
from isic_desktop.core.history import Change, ChangeKind, Gesture, History, Patch, Step
from isic_desktop.core.provenance import PackedMask, Provenance
from isic_desktop.core.strokes import Mask, covered, segment_rect
from isic_desktop.core.texts import marked
from model_train.late_numpy import np
from model_train.scores import Overlap, count_overlap

if TYPE_CHECKING:
    import numpy.typing as npt

    from isic_desktop.core.sidecar import ModelUsed, Sidecar

Probability: TypeAlias = "npt.NDArray[np.float32]"
_ROWS_AT_ONCE = 128


@dataclass(frozen=True, eq=False)
class Prediction:
    """What the model proposes for one image: a layer, never the annotation by itself.

    Args:
        mask: (H, W) bool, read-only: probability at or above the model's threshold.
        packed: The same mask packed (where it is made there is time for it).
        model: Which model made it.
        predicted_jaccard: The model's own estimate of its Jaccard, 0…1, or None.
        seconds: How long it took.
        small_probability: (S, S) float32 in [0, 1] at the network's own size, read-only, or None.
    """

    mask: Mask
    packed: PackedMask
    model: ModelUsed
    predicted_jaccard: float | None = None
    seconds: float = 0.0
    small_probability: Probability | None = None


@dataclass(eq=False)
class AnnotationDocument:
    """The annotation of one image, edited in place.

    Args:
        image_path: The image it belongs to.
        mask: (H, W) bool, C-contiguous, owned by the document.
        provenance: Whose mask it is when it is opened.
        mask_sha256: Hash of the mask file this began from, "" when there was none.
        work_seconds: Time a person has spent on it.
        image_sha256: Hash of the image file's bytes.
        sidecar: The sidecar on the disk, whose note, tags and unknown keys are kept.
        history: Steps to undo and redo.
        opened_mask: The mask as it was opened, packed where there was time for it.

    Attributes:
        recorder: Called with every committed change; None while nobody keeps a record.
    """

    image_path: Path
    mask: Mask
    provenance: Provenance = field(default_factory=Provenance)
    mask_sha256: str = ""
    work_seconds: float = 0.0
    image_sha256: str = ""
    sidecar: Sidecar | None = None
    history: History = field(default_factory=History)
    opened_mask: PackedMask | None = None

    def __post_init__(self) -> None:
        self.recorder: Callable[[Change], None] | None = None
        self.truth: Mask | None = None
        self.overlap: Overlap | None = None
        self.revision = 0
        self.saved_revision = 0
        self.prediction: Prediction | None = None
        self._gesture: Gesture | None = None
        self._baseline: Mask | None = None
        self._changed_pixels = 0
        self.lesion_pixels = int(np.count_nonzero(self.mask))
        self._count_from(self.provenance.baseline)

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width) of image and mask."""
        return self.mask.shape[0], self.mask.shape[1]

    @property
    def dirty(self) -> bool:
        """Whether there is something that is not on the disk yet."""
        return self.revision != self.saved_revision

    @property
    def in_gesture(self) -> bool:
        """Whether a stroke is being drawn right now."""
        return self._gesture is not None

    @property
    def changed_pixels(self) -> int:
        """Pixels changed by hand: those that differ from the baseline, and earlier ones."""
        return self.provenance.earlier_changed_pixels + self._changed_pixels

    @property
    def is_untouched(self) -> bool:
        """Whether no person has worked on it, so that a prediction may become the annotation."""
        return self.provenance.untouched

    def set_truth(self, truth: Mask | None) -> None:
        """Score against `truth`, (H, W) bool of the mask's size, or against nothing; raises MaskError."""
        self.overlap = None if truth is None else count_overlap(self.mask, truth)
        self.truth = truth

    # Gestures: many small changes, one undo step.

    def begin(self, label: str) -> None:
        """Start a gesture; one that is still open ends first."""
        self.end()
        self._gesture = Gesture(label, self.mask)

    def paint(
        self, start_xy: tuple[float, float], end_xy: tuple[float, float], radius_px: float, value: bool
    ) -> PixelRect:
        """Draw a round brush from start to end, in continuous image coordinates, within the open gesture.

        Returns:
            The rectangle that may have changed, empty when the brush was outside the image.
        """
        height, width = self.shape
        rect = segment_rect(start_xy, end_xy, radius_px, height, width)
        if rect.empty:
            return NOTHING
        target = self.mask[rect.slices]
        changed = covered(start_xy, end_xy, radius_px, rect)
        changed &= ~target if value else target
        if not changed.any():
            return NOTHING
        self._gesture_now("Paint").about_to_change(rect)
        self._count(rect, changed)
        np.logical_xor(target, changed, out=target)
        return rect

    def put(self, rect: PixelRect, pixels: Mask) -> PixelRect:
        """Make the pixels of `rect` these, within the open gesture.

        Args:
            rect: A rectangle within the image.
            pixels: (rows, columns) bool of `rect`.

        Returns:
            The rectangle that changed, empty when nothing did.
        """
        if rect.empty:
            return NOTHING
        target = self.mask[rect.slices]
        changed = np.logical_xor(target, pixels)
        if not changed.any():
            return NOTHING
        self._gesture_now("Change").about_to_change(rect)
        self._count(rect, changed)
        np.logical_xor(target, changed, out=target)
        return rect

    def _gesture_now(self, label: str) -> Gesture:
        if self._gesture is None:
            self._gesture = Gesture(label, self.mask)
        return self._gesture

    def end(self, after: Provenance | None = None) -> bool:
        """End the gesture as one undo step; whether it changed anything.

        Args:
            after: Whose mask it is now; a person's corrected one unless said otherwise.
        """
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        target = after or replace(self.provenance, origin="person", state="corrected")
        step = gesture.finished(self.provenance, target)
        if step is None or (after is None and not step.patches):
            return False
        self._become(target)
        self.history.push(step)
        self._commit(ChangeKind.STEP, step)
        return True

    def _commit(self, kind: ChangeKind, step: Step) -> None:
        self.revision += 1
        if self.recorder is not None:
            self.recorder(Change(kind, self.revision, step, self.work_seconds, self.mask_sha256))

    def _become(self, provenance: Provenance) -> None:
        before, self.provenance = self.provenance, provenance
        if provenance.baseline is not before.baseline:
            self._count_from(provenance.baseline)

    def _count_from(self, baseline: PackedMask | None) -> None:
        """Count hand-made changes against another mask from now on."""
        prediction = self.prediction
        if baseline is None:
            self._baseline = None
        elif prediction is not None and baseline is prediction.packed:
            self._baseline = prediction.mask  # the same pixels, in memory already
        else:
            self._baseline = baseline.unpacked()
        self._changed_pixels = self.lesion_pixels if self._baseline is None else _differing(self.mask, self._baseline)

    def swap_in(self, label: str, mask: Mask, after: Provenance | None = None) -> PixelRect:
        """Make `mask` (H, W) bool the annotation, as one undo step; returns what may have changed."""
        self.end()
        changed = np.logical_xor(self.mask, mask)
        target = after or replace(self.provenance, origin="person", state="corrected")
        rows = np.flatnonzero(changed.any(axis=1))
        if not rows.size and (after is None or after == self.provenance):
            return NOTHING
        rect = NOTHING
        patches: tuple[Patch, ...] = ()
        if rows.size:
            columns = np.flatnonzero(changed.any(axis=0))
            rect = PixelRect(int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1)
            # One patch: cutting so large a change into tiles would take several times as long.
            patches = (Patch.of(rect, changed[rect.slices]),)
            self._prepare_for(target)
            self._flip(rect, changed[rect.slices])
        step = Step(label, patches, self.provenance, target)
        self._become(target)
        self.history.push(step)
        self._commit(ChangeKind.STEP, step)
        return rect

    def undo(self) -> PixelRect:
        """Undo the newest step; returns what may have changed, empty when there was nothing to undo."""
        self.end()
        step = self.history.take_undo()
        if step is None:
            return NOTHING
        self._apply(step, step.before)
        self._commit(ChangeKind.UNDO, step)
        return step.rect

    def redo(self) -> PixelRect:
        """Do again what was undone last; returns what may have changed, empty when there was nothing."""
        self.end()
        step = self.history.take_redo()
        if step is None:
            return NOTHING
        self._apply(step, step.after)
        self._commit(ChangeKind.REDO, step)
        return step.rect

    def replay(self, change: Change) -> None:
        """Make a recorded change again, on the document as it was before it."""
        self.history.replay(change)
        self._apply(change.step, change.provenance)
        self.revision = change.revision
        self.work_seconds = change.work_seconds
        self.mask_sha256 = change.mask_sha256

    def _apply(self, step: Step, provenance: Provenance) -> None:
        self._prepare_for(provenance)
        for patch in step.patches:
            self._flip(patch.rect, patch.changed())
        self._become(provenance)

    def _prepare_for(self, provenance: Provenance) -> None:
        """Do not count against a baseline that is about to be another one: `_become` will count anew."""
        if provenance.baseline is not self.provenance.baseline:
            self._baseline = None

    def _flip(self, rect: PixelRect, changed: Mask) -> None:
        """Change the pixels of `rect` where `changed` is true; in bands, whose intermediate results stay near."""
        for top in range(rect.top, rect.bottom, _ROWS_AT_ONCE):
            band = PixelRect(top, rect.left, min(top + _ROWS_AT_ONCE, rect.bottom), rect.right)
            flips = changed[band.top - rect.top : band.bottom - rect.top]
            self._count(band, flips)
            target = self.mask[band.slices]
            np.logical_xor(target, flips, out=target)

    def _count(self, rect: PixelRect, changed: Mask) -> None:
        """Bring scores and counters up to date for pixels of `rect` that are about to flip."""
        before = self.mask[rect.slices]
        flips = int(np.count_nonzero(changed))
        removed = int(np.count_nonzero(changed & before))
        added = flips - removed
        self.lesion_pixels += added - removed
        if self._baseline is None:
            self._changed_pixels += added - removed
        else:
            restored = int(np.count_nonzero(changed & (before ^ self._baseline[rect.slices])))
            self._changed_pixels += flips - 2 * restored
        if self.truth is not None and self.overlap is not None:
            hits = changed & self.truth[rect.slices]
            hit_flips = int(np.count_nonzero(hits))
            hits_removed = int(np.count_nonzero(hits & before))
            tp_change = hit_flips - 2 * hits_removed
            fp_change = (added - removed) - tp_change
            old = self.overlap
            self.overlap = Overlap(old.tp + tp_change, old.fp + fp_change, old.fn - tp_change, old.tn - fp_change)

    # Predictions: the machine proposes, the person disposes.

    def propose(self, prediction: Prediction) -> bool:
        """Take a prediction as a layer; it becomes the annotation only where no person has worked.

        Returns:
            Whether the annotation is now this prediction.
        """
        self.prediction = prediction
        if not self.is_untouched:
            return False
        self._adopt(prediction, marked("Segment"))
        return True

    def use_prediction(self) -> PixelRect:
        """Replace the annotation by the prediction because the person asks for it; one undo step."""
        if self.prediction is None:
            return NOTHING
        return self._adopt(self.prediction, marked("Use the prediction"))

    def _adopt(self, prediction: Prediction, label: str) -> PixelRect:
        after = Provenance("machine", "predicted", prediction.model, prediction.predicted_jaccard, prediction.packed)
        return self.swap_in(label, prediction.mask, after)

    def judge(self, state: str) -> None:
        """Set the state to "accepted" or "rejected": from now on it is a person's mask, whoever drew it."""
        self.end()
        if state not in ("accepted", "rejected"):
            raise ValueError(f"not a judgement: {state}")
        judged = replace(self.provenance, origin=self.provenance.origin or "person", state=state)
        if judged != self.provenance:
            before, self.provenance = self.provenance, judged
            self._commit(ChangeKind.STATE, Step(state.capitalize(), (), before, judged))


def _differing(one: Mask, other: Mask) -> int:
    """Pixels in which two masks differ; row by row, so that no third mask is made."""
    rows = range(0, one.shape[0], _ROWS_AT_ONCE)
    return sum(int(np.count_nonzero(one[row : row + _ROWS_AT_ONCE] ^ other[row : row + _ROWS_AT_ONCE])) for row in rows)
