"""How far the outline of a mask lies from that of the ground truth, in image pixels.

The boundary of a mask is the mask minus its erosion by the 4-neighbourhood, beyond the image lying background: a
lesion cut off by the frame has a boundary along the frame, and every mask that is not empty has a boundary. Distances
are Euclidean, between pixel centres, from each boundary pixel to the nearest one of the other mask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from model_train.errors import MaskError
from model_train.late_numpy import np
from model_train.messages import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

Mask: TypeAlias = "NDArray[np.bool_]"
_Box = tuple[slice, slice]


@dataclass(frozen=True, slots=True)
class BoundaryDistance:
    """Symmetric distances between two boundaries.

    Attributes:
        mean_px: Average of the two directions' mean distances.
        hd95_px: Larger of the two directions' 95th percentiles (linear between ranks), the 95 % Hausdorff distance.
    """

    mean_px: float
    hd95_px: float


def boundary_distance(mask: Mask, truth: Mask) -> BoundaryDistance | None:
    """Measure how far two outlines lie apart.

    Args:
        mask: (H, W) bool.
        truth: (H, W) bool.

    Returns:
        The distances, 0 when both masks are empty; None when only one is, since there is nothing to measure to.

    Raises:
        MaskError: The two differ in size; nothing is resized to make a score.
        TypeError: One of them is not bool.
    """
    if mask.dtype != np.bool_ or truth.dtype != np.bool_:
        raise TypeError(f"masks must be bool, not {mask.dtype} and {truth.dtype}")
    if mask.shape != truth.shape:
        sizes = [f"{width} × {height}" for height, width in (mask.shape, truth.shape)]
        raise MaskError(
            phrase("The mask is {size} pixels, the ground truth {truth_size}", size=sizes[0], truth_size=sizes[1]),
            remedy="Use the ground truth that belongs to this image, at the image's own size",
        )
    boxes = _box(mask), _box(truth)
    if boxes[0] is None or boxes[1] is None:
        return BoundaryDistance(0.0, 0.0) if boxes[0] is boxes[1] else None
    box = _united(boxes[0], boxes[1])
    outline, true_outline = boundary(mask[box]), boundary(truth[box])
    there = _distances(outline, true_outline)
    back = _distances(true_outline, outline)
    return BoundaryDistance(
        mean_px=(float(there.mean(dtype=np.float64)) + float(back.mean(dtype=np.float64))) / 2.0,
        hd95_px=max(float(np.percentile(there, 95)), float(np.percentile(back, 95))),
    )


def boundary(mask: Mask) -> Mask:
    """The pixels of a mask with a background pixel, or the array's edge, above, below, left or right of them.

    Args:
        mask: (H, W) bool.

    Returns:
        (H, W) bool.
    """
    inner = np.zeros_like(mask)
    core = inner[1:-1, 1:-1]
    np.logical_and(mask[:-2, 1:-1], mask[2:, 1:-1], out=core)
    core &= mask[1:-1, :-2]
    core &= mask[1:-1, 2:]
    return mask & ~inner


def _distances(of: Mask, to: Mask) -> NDArray[np.float32]:
    """Distance of each pixel of `of` to the nearest pixel of `to`, in the order of rows."""
    import cv2

    elsewhere = np.logical_not(to).view(np.uint8)
    field = cv2.distanceTransform(elsewhere, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(field, dtype=np.float32)[of]


def _box(mask: Mask) -> _Box | None:
    rows = np.flatnonzero(mask.any(axis=1))
    if rows.size == 0:
        return None
    columns = np.flatnonzero(mask[rows[0] : rows[-1] + 1].any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _united(one: _Box, other: _Box) -> _Box:
    rows, columns = (slice(min(a.start, b.start), max(a.stop, b.stop)) for a, b in zip(one, other, strict=True))
    return rows, columns
