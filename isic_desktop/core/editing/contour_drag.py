"""Pull the outline: the mask is bent like rubber within a soft radius around the pointer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from isic_desktop.core.geometry import NOTHING, PixelRect

if TYPE_CHECKING:
    from isic_desktop.core.editing.extent import Probability
    from isic_desktop.core.strokes import Mask

# The falloff (1 - s²)² is never steeper than 1.54 / radius, so steps of a quarter radius cannot fold the plane.
_STEPS_PER_RADIUS = 4.0


def drag_contour(
    mask: Mask, from_xy: tuple[float, float], to_xy: tuple[float, float], radius_px: float
) -> tuple[PixelRect, Mask]:
    """Carry what lies under `from_xy` to `to_xy`, its surroundings less the farther they are.

    A point at distance s·radius from the pointer goes (1 - s²)² of the pointer's way. A long way is gone in short
    steps, so that nothing folds, tears or merges by jumping. Pixels farther than the radius from the line
    between both points stay as they are. Holes move along. Beyond the image the mask goes on as at its edge.

    Args:
        mask: (H, W) bool; while a drag goes on, always the mask as it was when the drag began.
        from_xy: Where the drag began, in continuous image coordinates.
        to_xy: Where the pointer is.
        radius_px: Reach in image pixels, above 0.

    Returns:
        The rectangle that may have changed, and its new pixels.
    """
    import cv2

    move_x, move_y = to_xy[0] - from_xy[0], to_xy[1] - from_xy[1]
    rect = _reach(from_xy, to_xy, radius_px).clipped(*mask.shape)
    if rect.empty or (move_x == 0.0 and move_y == 0.0):
        return NOTHING, np.zeros((0, 0), dtype=np.bool_)
    # Where each pixel centre comes from: go the pointer's way back, step by step.
    x: Probability = np.arange(rect.left, rect.right, dtype=np.float32) + np.float32(0.5 - from_xy[0])
    y: Probability = np.arange(rect.top, rect.bottom, dtype=np.float32) + np.float32(0.5 - from_xy[1])
    source_x, source_y = np.tile(x, (len(y), 1)), np.repeat(y[:, None], len(x), axis=1)
    steps = max(1, math.ceil(math.hypot(move_x, move_y) * _STEPS_PER_RADIUS / radius_px))
    for step in range(steps, 0, -1):
        at_x, at_y = np.float32(move_x * step / steps), np.float32(move_y * step / steps)
        away = (source_x - at_x) ** 2
        away += (source_y - at_y) ** 2
        away *= np.float32(-1.0 / (radius_px * radius_px))
        away += np.float32(1.0)
        np.maximum(away, 0.0, out=away)
        away *= away
        source_x -= away * np.float32(move_x / steps)
        source_y -= away * np.float32(move_y / steps)
    # From the crop: nothing comes from outside of the reach, unless from beyond the image's edge.
    source_x += np.float32(from_xy[0] - 0.5 - rect.left)
    source_y += np.float32(from_xy[1] - 0.5 - rect.top)
    crop = mask[rect.slices].astype(np.uint8) * np.uint8(255)
    bent = cv2.remap(crop, source_x, source_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return rect, np.asarray(bent) >= 128


class ContourDrag:
    """One drag of the outline, from press to release, without loss of sharpness on the way.

    Args:
        mask: (H, W) bool as it is when the drag begins; copied.
        from_xy: Where the drag begins, in continuous image coordinates.
        radius_px: Reach in image pixels, above 0.
    """

    def __init__(self, mask: Mask, from_xy: tuple[float, float], radius_px: float) -> None:
        self._mask = mask.copy()
        self._from_xy = from_xy
        self._radius_px = radius_px
        self._shown = NOTHING

    def to(self, to_xy: tuple[float, float]) -> tuple[PixelRect, Mask]:
        """The pixels to show when the pointer is at `to_xy`; the rectangle covers what the call before changed too."""
        rect, bent = drag_contour(self._mask, self._from_xy, to_xy, self._radius_px)
        whole = rect.united(self._shown)
        self._shown = rect
        pixels = self._mask[whole.slices].copy()
        if not rect.empty:
            inner = PixelRect(rect.top - whole.top, rect.left - whole.left, *_ends(rect, whole))
            pixels[inner.slices] = bent
        return whole, pixels


def _ends(rect: PixelRect, within: PixelRect) -> tuple[int, int]:
    return rect.bottom - within.top, rect.right - within.left


def _reach(from_xy: tuple[float, float], to_xy: tuple[float, float], radius_px: float) -> PixelRect:
    return PixelRect(
        math.floor(min(from_xy[1], to_xy[1]) - radius_px),
        math.floor(min(from_xy[0], to_xy[0]) - radius_px),
        math.ceil(max(from_xy[1], to_xy[1]) + radius_px) + 1,
        math.ceil(max(from_xy[0], to_xy[0]) + radius_px) + 1,
    )
