"""Which pixels lie within a polygon or a freehand lasso."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from isic_desktop.core.geometry import NOTHING, PixelRect

if TYPE_CHECKING:
    from isic_desktop.core.strokes import Mask


def polygon_pixels(points_xy: Sequence[tuple[float, float]], height: int, width: int) -> tuple[PixelRect, Mask]:
    """Pixels whose centre (c + 0.5, r + 0.5) lies inside a closed polygon, by the even-odd rule.

    The line may cross itself and leave the image. A centre exactly on the line belongs to one side only, so that two
    polygons with a common edge neither share a pixel nor leave one out.

    Args:
        points_xy: Corners (x, y) in continuous image coordinates; the last one is joined to the first.
        height: Rows of the image.
        width: Columns of the image.

    Returns:
        The smallest rectangle of the image that holds all centres inside the polygon's box, and its pixels,
        (rows, columns) bool. Empty for fewer than three points and for a polygon outside the image.

    Raises:
        ValueError: A coordinate is not finite.
    """
    corners = np.asarray(points_xy, dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(corners).all():
        raise ValueError("the corners of a polygon must be finite")
    if len(corners) < 3:
        return NOTHING, np.zeros((0, 0), dtype=np.bool_)
    low, high = corners.min(axis=0), corners.max(axis=0)
    rect = PixelRect(
        math.ceil(low[1] - 0.5), math.ceil(low[0] - 0.5), math.floor(high[1] - 0.5) + 1, math.floor(high[0] - 0.5) + 1
    ).clipped(height, width)
    if rect.empty:
        return NOTHING, np.zeros((0, 0), dtype=np.bool_)
    rows, columns = rect.shape
    crossed_row, crossed_column = _crossings(corners, rect)
    # One row more, for lines that pass below the rectangle. The number of lines above a centre tells its side.
    flips = np.zeros((rows + 1) * columns, dtype=np.uint8)
    np.add.at(flips, crossed_row * columns + crossed_column, np.uint8(1))  # may wrap at 256, which stays even
    inside = flips[: rows * columns].reshape(rows, columns)
    np.bitwise_and(inside, 1, out=inside)
    for row in range(1, rows):  # row by row is several times faster than accumulate along the first axis
        np.bitwise_xor(inside[row], inside[row - 1], out=inside[row])
    return rect, inside.view(np.bool_)


def _crossings(
    corners: npt.NDArray[np.float64], rect: PixelRect
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where the polygon's edges cross the columns of centres: for each crossing, the first row below it.

    Returns:
        Rows (0…rows, clipped to the rectangle) and columns, both counted from the rectangle's corner.
    """
    rows, columns = rect.shape
    x, y = corners[:, 0] - (rect.left + 0.5), corners[:, 1] - (rect.top + 0.5)
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    # From left to right always, so that both polygons at a common edge compute the same numbers.
    backward = next_x < x
    x0, x1 = np.where(backward, next_x, x), np.where(backward, x, next_x)
    y0, y1 = np.where(backward, next_y, y), np.where(backward, y, next_y)
    first = np.clip(np.ceil(x0), 0, columns).astype(np.int64)
    count = np.clip(np.ceil(x1), 0, columns).astype(np.int64) - first
    edge = np.repeat(np.arange(len(x)), count)
    column = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    share = (column - x0[edge]) / (x1[edge] - x0[edge])
    crossing_y = y0[edge] + share * (y1[edge] - y0[edge])
    return np.clip(np.ceil(crossing_y), 0, rows).astype(np.int64), column
