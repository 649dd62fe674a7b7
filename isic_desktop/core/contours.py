"""The boundary of a mask as closed lines, for outlines that keep their width at every zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from model_train.late_numpy import np

if TYPE_CHECKING:
    import numpy.typing as npt

    from isic_desktop.core.provenance import Mask

Contour: TypeAlias = "npt.NDArray[np.float32]"


def trace_contours(mask: Mask) -> tuple[Contour, ...]:
    """Trace all boundaries of a mask, outer ones and those of holes.

    Args:
        mask: (H, W) bool.

    Returns:
        One (N, 2) float32 array of image coordinates (x, y) for each boundary. The lines run a quarter of a pixel
        inside the pixels' edges, so that a single pixel and a thin bridge have an outline too.
    """
    import cv2

    rows = np.flatnonzero(mask.any(axis=1))
    if rows.size == 0:
        return ()
    columns = np.flatnonzero(mask.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    crop = mask[top : rows[-1] + 1, left : columns[-1] + 1].astype(np.uint8)
    doubled = crop.repeat(2, axis=0).repeat(2, axis=1)  # so that a pixel has an extent to go round
    found, _ = cv2.findContours(doubled, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    offset = np.array([left + 0.25, top + 0.25], dtype=np.float32)
    return tuple(line.reshape(-1, 2).astype(np.float32) * np.float32(0.5) + offset for line in found)


def simplified(contour: Contour, tolerance_px: float) -> Contour:
    """A contour with fewer points, nowhere farther than `tolerance_px` (image pixels) from the whole one, (M, 2)."""
    import cv2

    points = cv2.approxPolyDP(contour.reshape(-1, 1, 2), tolerance_px, closed=True)
    return np.asarray(points, dtype=np.float32).reshape(-1, 2)


def lines_in_sight(contour: Contour, left: float, top: float, right: float, bottom: float) -> list[Contour]:
    """The pieces of a closed contour that can be seen in a rectangle of the image.

    Args:
        contour: (N, 2) corners (x, y); the last one is joined to the first.
        left: Left edge of the rectangle, image coordinates.
        top: Upper edge.
        right: Right edge.
        bottom: Lower edge.

    Returns:
        Open lines, (M, 2) each; the contour closed to a line if all of it may be in sight; nothing if none is.
    """
    closed = np.concatenate([contour, contour[:1]])
    start, end = closed[:-1], closed[1:]
    low, high = np.minimum(start, end), np.maximum(start, end)
    near = (high[:, 0] >= left) & (low[:, 0] <= right) & (high[:, 1] >= top) & (low[:, 1] <= bottom)
    if near.all():
        return [closed]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], near, [False]]).astype(np.int8)))
    return [closed[first : last + 1] for first, last in edges.reshape(-1, 2)]
