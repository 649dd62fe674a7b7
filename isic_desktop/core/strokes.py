"""Which pixels a round brush covers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from isic_desktop.core.geometry import PixelRect
from model_train.late_numpy import np

if TYPE_CHECKING:
    import numpy.typing as npt

Mask: TypeAlias = "npt.NDArray[np.bool_]"


def segment_rect(
    start_xy: tuple[float, float], end_xy: tuple[float, float], radius_px: float, height: int, width: int
) -> PixelRect:
    """The pixels of a (height, width) image that a round brush drawn from start to end can touch."""
    return PixelRect(
        math.floor(min(start_xy[1], end_xy[1]) - radius_px),
        math.floor(min(start_xy[0], end_xy[0]) - radius_px),
        math.ceil(max(start_xy[1], end_xy[1]) + radius_px) + 1,
        math.ceil(max(start_xy[0], end_xy[0]) + radius_px) + 1,
    ).clipped(height, width)


def covered(start_xy: tuple[float, float], end_xy: tuple[float, float], radius_px: float, rect: PixelRect) -> Mask:
    """Pixels of `rect` whose centre is within `radius_px` of the line from start to end.

    The pixels under the two ends always belong to it, so that the smallest brush leaves no gap.

    Args:
        start_xy: Image coordinates (x, y), continuous; pixel centres lie at halves.
        end_xy: The other end; equal to the start for a dab.
        radius_px: Brush radius in image pixels, above 0.
        rect: The pixels to decide about.

    Returns:
        (rows, columns) bool of `rect`.
    """
    x0, y0 = start_xy
    dx, dy = end_xy[0] - x0, end_xy[1] - y0
    columns = np.arange(rect.left, rect.right, dtype=np.float32) + np.float32(0.5 - x0)
    rows = np.arange(rect.top, rect.bottom, dtype=np.float32) + np.float32(0.5 - y0)
    length_squared = dx * dx + dy * dy
    if length_squared > 1e-12:  # shorter than a millionth of a pixel is a dab
        # Position along the line, 0 at the start and 1 at the end, of the nearest point to each pixel centre.
        along = (rows * np.float32(dy / length_squared))[:, None] + (columns * np.float32(dx / length_squared))
        np.clip(along, 0.0, 1.0, out=along)
        off_x = columns - along * np.float32(dx)
        off_y = rows[:, None] - along * np.float32(dy)
        distance_squared = off_x * off_x
        distance_squared += off_y * off_y
    else:
        distance_squared = (rows * rows)[:, None] + columns * columns
    inside: Mask = distance_squared <= np.float32(radius_px * radius_px)
    if radius_px < 1.0:
        _add_pixels_under(start_xy, end_xy, rect, inside)
    return inside


def _add_pixels_under(
    start_xy: tuple[float, float], end_xy: tuple[float, float], rect: PixelRect, inside: Mask
) -> None:
    """Add every pixel the line itself runs over: a thin brush could miss all centres."""
    steps = max(1, math.ceil(2 * max(abs(end_xy[0] - start_xy[0]), abs(end_xy[1] - start_xy[1]))))
    fraction = np.linspace(0.0, 1.0, steps + 1)
    columns = np.floor(start_xy[0] + fraction * (end_xy[0] - start_xy[0])).astype(np.intp) - rect.left
    rows = np.floor(start_xy[1] + fraction * (end_xy[1] - start_xy[1])).astype(np.intp) - rect.top
    height, width = rect.shape
    valid = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    inside[rows[valid], columns[valid]] = True
