"""Tidy a whole mask: holes, regions, specks, a smoother outline, one pixel more or less.

Regions are 8-connected and holes therefore 4-connected: pixels of a lesion that touch at a corner belong together, and
background that touches only at a corner does not let a hole run out. Every function gives a new mask and works on the
box around the foreground.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from isic_desktop.core.editing.extent import Bytes, as_bytes, extent, padded
from isic_desktop.core.geometry import PixelRect
from model_train.late_numpy import np

if TYPE_CHECKING:
    from isic_desktop.core.strokes import Mask

_LARGEST_SIGMA = 3.0
_MANY = 500


def fill_holes(mask: Mask) -> Mask:
    """Fill all background that is enclosed by foreground; a bay that is open to the image's edge stays open.

    Args:
        mask: (H, W) bool.

    Returns:
        (H, W) bool, a superset of `mask`.
    """
    import cv2

    box = extent(mask)
    filled = np.zeros(mask.shape, dtype=np.bool_)
    if box.empty:
        return filled
    crop = as_bytes(mask[box.slices])
    outlines, _ = cv2.findContours(crop, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    drawn = np.zeros(box.shape, dtype=np.uint8)
    cv2.drawContours(drawn, outlines, -1, 1, cv2.FILLED)
    filled[box.slices] = drawn.view(np.bool_)
    return filled


def keep_largest_region(mask: Mask) -> Mask:
    """Keep the 8-connected region with the most pixels; of equal ones, the first from above.

    Args:
        mask: (H, W) bool.

    Returns:
        (H, W) bool, one region or none, with its holes.
    """
    import cv2

    box = extent(mask)
    kept = np.zeros(mask.shape, dtype=np.bool_)
    if box.empty:
        return kept
    crop = as_bytes(mask[box.slices])
    if _is_one_region(crop):
        kept[box.slices] = mask[box.slices]
        return kept
    _, labels, stats, _ = cv2.connectedComponentsWithStats(crop, connectivity=8)
    kept[box.slices] = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return kept


def remove_specks(mask: Mask, smaller_than_px: int) -> Mask:
    """Remove 8-connected regions of fewer than `smaller_than_px` pixels.

    Args:
        mask: (H, W) bool.
        smaller_than_px: An area in pixels.

    Returns:
        (H, W) bool, a subset of `mask`.
    """
    import cv2

    box = extent(mask)
    kept = np.zeros(mask.shape, dtype=np.bool_)
    if box.empty:
        return kept
    crop = as_bytes(mask[box.slices])
    if _is_one_region(crop):
        if int(np.count_nonzero(crop)) >= smaller_than_px:
            kept[box.slices] = mask[box.slices]
        return kept
    _, labels, stats, _ = cv2.connectedComponentsWithStats(crop, connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= smaller_than_px
    large[0] = False
    if int(np.count_nonzero(~large)) - 1 > _MANY:
        kept[box.slices] = large[labels]
        return kept
    kept[box.slices] = mask[box.slices]
    for label in np.flatnonzero(~large)[1:]:  # a few specks: only look where they are
        left, top, columns, rows = (int(value) for value in stats[label, :4])
        around = PixelRect(top, left, top + rows, left + columns)
        kept[box.slices][around.slices][labels[around.slices] == label] = False
    return kept


def _is_one_region(crop: Bytes) -> bool:
    """Whether all foreground is one 8-connected region; following outlines is faster than labelling pixels."""
    import cv2

    _, relations = cv2.findContours(crop, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    # (…, contour, [next, previous, first child, parent]): only holes have a parent.
    parents = np.asarray(relations).reshape(-1, 4)[:, 3]
    return int(np.count_nonzero(parents < 0)) == 1


def smooth(mask: Mask, radius_px: float) -> Mask:
    """Smooth the outline: a pixel follows the majority of its surroundings, weighted by a Gaussian.

    The weights have a standard deviation of half the radius, so that straight borders stay where they are, and the
    area nearly so. Holes and islands wider than the radius stay; what is much smaller goes. Beyond the image the mask
    is taken to go on as it is at the edge, so a lesion that the frame cuts off is not rounded there.

    Args:
        mask: (H, W) bool.
        radius_px: How far the smoothing reaches, in image pixels; 0 or less leaves the mask as it is.

    Returns:
        (H, W) bool.
    """
    import cv2

    box = extent(mask)
    smoothed = np.zeros(mask.shape, dtype=np.bool_)
    if box.empty:
        return smoothed
    sigma = radius_px / 2.0
    if sigma <= 0.0:
        smoothed[box.slices] = mask[box.slices]
        return smoothed
    box = padded(box, math.ceil(3 * sigma) + 1, *mask.shape)
    crop = as_bytes(mask[box.slices]) * np.uint8(255)
    factor = max(1.0, sigma / _LARGEST_SIGMA)  # a wide blur needs no fine pixels: the cost stays the same
    rows, columns = box.shape
    if factor > 1.0:
        fewer = (max(1, round(columns / factor)), max(1, round(rows / factor)))
        crop = np.asarray(cv2.resize(crop, fewer, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    blurred = cv2.GaussianBlur(crop, (0, 0), sigma / factor, borderType=cv2.BORDER_REPLICATE)
    if factor > 1.0:
        blurred = cv2.resize(blurred, (columns, rows), interpolation=cv2.INTER_LINEAR)
    smoothed[box.slices] = np.asarray(blurred) >= 128
    return smoothed


def grow(mask: Mask) -> Mask:
    """Add every pixel that shares an edge with the foreground.

    Args:
        mask: (H, W) bool.

    Returns:
        (H, W) bool, a superset of `mask`.
    """
    box = extent(mask)
    grown = np.zeros(mask.shape, dtype=np.bool_)
    if box.empty:
        return grown
    box = padded(box, 1, *mask.shape)
    crop, out = mask[box.slices], grown[box.slices]
    out[:] = crop
    out[1:] |= crop[:-1]
    out[:-1] |= crop[1:]
    out[:, 1:] |= crop[:, :-1]
    out[:, :-1] |= crop[:, 1:]
    return grown


def shrink(mask: Mask) -> Mask:
    """Remove every foreground pixel that shares an edge with the background.

    The image's edge is not background: a lesion that the frame cuts off stays at the frame.

    Args:
        mask: (H, W) bool.

    Returns:
        (H, W) bool, a subset of `mask`.
    """
    box = extent(mask)
    shrunk = np.zeros(mask.shape, dtype=np.bool_)
    if box.empty:
        return shrunk
    box = padded(box, 1, *mask.shape)
    crop, out = mask[box.slices], shrunk[box.slices]
    out[:] = crop
    out[1:] &= crop[:-1]
    out[:-1] &= crop[1:]
    out[:, 1:] &= crop[:, :-1]
    out[:, :-1] &= crop[:, 1:]
    return shrunk
