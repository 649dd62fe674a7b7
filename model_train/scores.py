"""How well a mask agrees with the ground truth, as the ISIC challenges score it.

Jaccard = TP / (TP + FP + FN), Dice = 2 TP / (2 TP + FP + FN), accuracy = (TP + TN) / N,
sensitivity = TP / (TP + FN), specificity = TN / (TN + FP), per image at the image's own resolution, then the
unweighted mean over images (ISIC 2016-2018, Part 1). Where a denominator is zero there was nothing to miss, and
the score is 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model_train.errors import MaskError
from model_train.late_numpy import np
from model_train.messages import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

FAILURE_JACCARD = 0.65
"""Below this Jaccard the ISIC 2018 ranking counts a segmentation as failed."""

TIE = 0.005
"""Two Jaccard indices closer than this count as equal."""

SCORE_NAMES = ("jaccard", "dice", "accuracy", "sensitivity", "specificity", "thresholded_jaccard")
"""The keys of `Overlap.as_dict` and `mean_scores`, in the order reports show them."""


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Pixel counts of a mask against the ground truth.

    Counts add up: the overlap of an image is the sum over any tiling of it, so that after a stroke only the
    changed rectangle needs counting (`total - before + after`). A difference of two overlaps may hold negative
    counts; the scores are meaningful only for the sum.

    Attributes:
        tp: Pixels in both.
        fp: Pixels in the mask only.
        fn: Pixels in the ground truth only.
        tn: Pixels in neither.
    """

    tp: int
    fp: int
    fn: int
    tn: int

    def __add__(self, other: Overlap) -> Overlap:
        return Overlap(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.tn + other.tn)

    def __sub__(self, other: Overlap) -> Overlap:
        return Overlap(self.tp - other.tp, self.fp - other.fp, self.fn - other.fn, self.tn - other.tn)

    @property
    def pixels(self) -> int:
        """All pixels counted."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def jaccard(self) -> float:
        """Intersection over union, in [0, 1]; 1 when both masks are empty."""
        return _ratio(self.tp, self.tp + self.fp + self.fn)

    @property
    def dice(self) -> float:
        """Dice coefficient (F1), in [0, 1]; 1 when both masks are empty."""
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def accuracy(self) -> float:
        """Share of pixels on which both agree, in [0, 1]."""
        return _ratio(self.tp + self.tn, self.pixels)

    @property
    def sensitivity(self) -> float:
        """Share of the ground truth that was found, in [0, 1]; 1 when the ground truth is empty."""
        return _ratio(self.tp, self.tp + self.fn)

    @property
    def specificity(self) -> float:
        """Share of the background that was left alone, in [0, 1]; 1 when the ground truth covers everything."""
        return _ratio(self.tn, self.tn + self.fp)

    @property
    def thresholded_jaccard(self) -> float:
        """The Jaccard where it is at least `FAILURE_JACCARD`, else 0 (ISIC 2018 ranking)."""
        return self.jaccard if self.jaccard >= FAILURE_JACCARD else 0.0

    def as_dict(self) -> dict[str, float]:
        """The six scores by name, in the order of `SCORE_NAMES`."""
        return {name: float(getattr(self, name)) for name in SCORE_NAMES}


def count_overlap(mask: NDArray[np.bool_], truth: NDArray[np.bool_]) -> Overlap:
    """Count how a mask and the ground truth overlap.

    Args:
        mask: (H, W) bool; a view into a larger mask will do.
        truth: (H, W) bool.

    Returns:
        The four pixel counts.

    Raises:
        MaskError: The two differ in size; nothing is resized to make a score.
        TypeError: One of them is not bool; a probability must be thresholded first.
    """
    if mask.dtype != np.bool_ or truth.dtype != np.bool_:
        raise TypeError(f"masks must be bool, not {mask.dtype} and {truth.dtype}")
    if mask.shape != truth.shape:
        raise MaskError(
            phrase(
                "The mask is {size} pixels, the ground truth {truth_size}", size=_size(mask), truth_size=_size(truth)
            ),
            remedy="Use the ground truth that belongs to this image, at the image's own size",
        )
    in_mask = int(np.count_nonzero(mask))
    in_truth = int(np.count_nonzero(truth))
    # An image just opened has an empty mask as often as not, and twelve million pixels take their time.
    tp = int(np.count_nonzero(mask & truth)) if in_mask and in_truth else 0
    return Overlap(tp=tp, fp=in_mask - tp, fn=in_truth - tp, tn=mask.size - in_mask - in_truth + tp)


def _size(mask: NDArray[np.bool_]) -> str:
    return " × ".join(str(side) for side in mask.shape[::-1])


def mean_scores(overlaps: Sequence[Overlap]) -> dict[str, float]:
    """Average each score over images, every image counting the same.

    Args:
        overlaps: One per image.

    Returns:
        The six scores by name; an empty dict when there are no images, since their mean is not defined.
    """
    if not overlaps:
        return {}
    rows = [overlap.as_dict() for overlap in overlaps]
    return {name: sum(row[name] for row in rows) / len(rows) for name in SCORE_NAMES}
