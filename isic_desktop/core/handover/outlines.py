"""Outlines along the edges of pixels: polygons that give back exactly the mask they came from.

Their corners are whole numbers, the corners of pixels, so that no centre of a pixel lies on a line: whoever fills them
by the even-odd rule (see `core/editing/region_shapes.polygon_pixels`) gets every pixel back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.contours import simplified
from isic_desktop.core.editing.extent import extent
from isic_desktop.core.editing.region_shapes import polygon_pixels
from isic_desktop.core.strokes import Mask
from model_train.errors import MaskError

Points = NDArray[np.float64]
MAX_CORNERS = 200_000
"""More corners than this in one polygon are refused: no outline of a lesion has as many."""
_MAX_CROSSINGS = 50_000_000


@dataclass(frozen=True, eq=False)
class EdgeLoop:
    """One closed line along the edges of pixels.

    Args:
        corners_xy: (N, 2) int64, x to the right and y down, without repeating the first; only where the line turns.
        hole: Whether it goes round background that lies within a region.
    """

    corners_xy: NDArray[np.int64]
    hole: bool


@dataclass(frozen=True, eq=False)
class _Segments:
    """Straight pieces of the border, each with the lesion to its right."""

    start: NDArray[np.int64]  # numbers of corners, row by row
    end: NDArray[np.int64]
    forward: NDArray[np.bool_]  # to the right, or down


def edge_loops(mask: Mask) -> list[EdgeLoop]:
    """Trace all borders of a mask; regions are 8-connected, holes therefore 4-connected.

    Args:
        mask: (H, W) bool.

    Returns:
        Outer lines and those of holes, in no particular order; none for an empty mask.
    """
    box = extent(mask)
    if box.empty:
        return []
    rows, columns = box.shape
    wide = np.zeros((rows + 2, columns + 2), dtype=np.int8)
    wide[1:-1, 1:-1] = mask[box.slices]
    stride = columns + 1
    # Above a row of corners and below it differ: a horizontal piece of border, to the right where lesion is below.
    across = _runs((wide[1:] - wide[:-1])[:, 1:-1], stride=stride, step=1)
    # Left and right of a column of corners differ: upwards where lesion is on the right.
    upright = _runs((wide[:, :-1] - wide[:, 1:])[1:-1].T, stride=1, step=stride)
    # At most corners one piece ends and one begins. Where two pixels touch at a corner only, two of each kind meet:
    # sorted by direction too, those are joined that lead from one pixel to the other, so that both are one region.
    after_across = _matched(across.end, across.forward, upright.start, ~upright.forward)
    after_upright = _matched(upright.end, upright.forward, across.start, across.forward)
    count = len(across.start)
    following = np.concatenate([after_across + count, after_upright]).tolist()
    start = np.concatenate([across.start, upright.start])
    seen = bytearray(2 * count)
    loops = []
    for first in range(count):
        if seen[first]:
            continue
        path = []
        at = first
        while not seen[at]:
            seen[at] = 1
            path.append(at)
            at = following[at]
        y, x = np.divmod(start[path], stride)
        twice_area = int(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
        loops.append(EdgeLoop(np.stack([x + box.left, y + box.top], axis=1), hole=twice_area < 0))
    return loops


def _runs(signs: NDArray[np.int8], *, stride: int, step: int) -> _Segments:
    """Pieces of border in each line of corners.

    Args:
        signs: (lines, pieces) in -1, 0, 1: no border, or one in the line's direction (1) or against it (-1).
        stride: Between the corner numbers of two lines.
        step: Between the corner numbers of two neighbours in a line.
    """
    lines, pieces = signs.shape
    framed = np.zeros((lines, pieces + 2), dtype=np.int8)
    framed[:, 1:-1] = signs
    changes = framed[:, 1:] != framed[:, :-1]
    begins = changes & (framed[:, 1:] != 0)
    ends = changes & (framed[:, :-1] != 0)
    line, low = np.nonzero(begins)
    _, high = np.nonzero(ends)
    forward = framed[line, low + 1] > 0
    base = line * stride
    low_corner, high_corner = base + low * step, base + high * step
    return _Segments(np.where(forward, low_corner, high_corner), np.where(forward, high_corner, low_corner), forward)


def _matched(
    ends: NDArray[np.int64], ends_key: NDArray[np.bool_], starts: NDArray[np.int64], starts_key: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """For each piece that ends, the number of the one that goes on from there."""
    order_ends = np.lexsort((ends_key, ends))
    order_starts = np.lexsort((starts_key, starts))
    following = np.empty(len(ends), dtype=np.int64)
    following[order_ends] = order_starts
    return following


def thinned(corners_xy: NDArray[np.int64], tolerance_px: float) -> Points:
    """A polygon with fewer corners, nowhere farther than `tolerance_px` from the whole one; 0 keeps all, (M, 2)."""
    if tolerance_px <= 0 or len(corners_xy) <= 4:
        return corners_xy.astype(np.float64)
    few = simplified(corners_xy.astype(np.float32), tolerance_px)
    return few.astype(np.float64) if len(few) >= 3 else corners_xy.astype(np.float64)


def fill_polygons(polygons_xy: Sequence[Points], size_wh: tuple[int, int]) -> Mask:
    """The union of polygons from a file: pixels whose centre lies in at least one of them.

    Args:
        polygons_xy: (N, 2) each, continuous image coordinates. They may leave the image by as much as its size.
        size_wh: (width, height) of the image, px.

    Returns:
        (H, W) bool.

    Raises:
        MaskError: A polygon has fewer than three corners or absurdly many, or lies far outside the image; without
            a path, which the caller adds.
    """
    width, height = size_wh
    mask = np.zeros((height, width), dtype=np.bool_)
    for polygon in polygons_xy:
        points = np.asarray(polygon, dtype=np.float64).reshape(-1, 2)
        if len(points) < 3:
            raise MaskError("A polygon has fewer than three corners", remedy="Draw it again.")
        if not np.isfinite(points).all():
            raise MaskError("A polygon has a corner that is not a number", remedy="Draw it again.")
        low, high = np.array([-width, -height]), np.array([2 * width, 2 * height])
        if (points < low).any() or (points > high).any():
            raise MaskError("A polygon lies far outside the image", remedy="Check that it belongs to this image.")
        if len(points) > MAX_CORNERS or np.abs(np.diff(points[:, 0])).sum() > _MAX_CROSSINGS:
            raise MaskError("A polygon is absurdly long", remedy="Export it with fewer corners.")
        rect, inside = polygon_pixels([(float(x), float(y)) for x, y in points], height, width)
        if not rect.empty:
            mask[rect.slices] |= inside
    return mask
