"""Where a mask and the ground truth differ, region by region, the largest error first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from isic_desktop.core.editing.extent import as_bytes, extent, shifted
from isic_desktop.core.geometry import PixelRect

if TYPE_CHECKING:
    from isic_desktop.core.strokes import Mask

ErrorKind = Literal["false positive", "false negative"]


@dataclass(frozen=True)
class ErrorRegion:
    """One connected region where mask and ground truth differ in the same way.

    Args:
        rect: The smallest rectangle around it.
        pixels: (rows, columns) bool of `rect`.
        area_px: Number of its pixels.
        kind: "false positive" where only the mask has it, "false negative" where only the ground truth has it.
        centre_xy: Centre of the region's pixel that is nearest to its centroid, in continuous image coordinates:
            a place in the region to look at, even when it is a crescent or a ring.
    """

    rect: PixelRect
    pixels: Mask
    area_px: int
    kind: ErrorKind
    centre_xy: tuple[float, float]


def error_regions(mask: Mask, truth: Mask, at_least_px: int = 1, at_most: int = 200) -> list[ErrorRegion]:
    """List the 8-connected regions of false positive and false negative pixels.

    Args:
        mask: (H, W) bool.
        truth: (H, W) bool, of the same size.
        at_least_px: Smaller regions are left out.
        at_most: How many regions to give.

    Returns:
        The regions, largest first; of equal ones, false positives first, then from above.

    Raises:
        ValueError: The two differ in size.
    """
    if mask.shape != truth.shape:
        raise ValueError(f"mask {mask.shape} and ground truth {truth.shape} must have the same size")
    box = extent(mask).united(extent(truth))
    if box.empty:
        return []
    in_mask, in_truth = mask[box.slices], truth[box.slices]
    found = _regions(in_mask & ~in_truth, "false positive", box, at_least_px, at_most)
    found += _regions(in_truth & ~in_mask, "false negative", box, at_least_px, at_most)
    found.sort(key=lambda region: -region.area_px)
    return found[:at_most]


def _regions(wrong: Mask, kind: ErrorKind, box: PixelRect, at_least_px: int, at_most: int) -> list[ErrorRegion]:
    import cv2

    _, labels, stats, centroids = cv2.connectedComponentsWithStats(as_bytes(wrong), connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    order = np.argsort(-areas, kind="stable")[:at_most]
    regions = []
    for label in order[areas[order] >= at_least_px] + 1:
        left, top, columns, rows, area = (int(value) for value in stats[label])
        rect = PixelRect(top, left, top + rows, left + columns)
        pixels: Mask = labels[rect.slices] == label
        at_row, at_column = np.nonzero(pixels)
        x, y = centroids[label]
        nearest = int(np.argmin((at_row + (top - y)) ** 2 + (at_column + (left - x)) ** 2))
        centre_xy = (
            float(at_column[nearest] + left + box.left + 0.5),
            float(at_row[nearest] + top + box.top + 0.5),
        )
        regions.append(ErrorRegion(shifted(rect, box.top, box.left), pixels, area, kind, centre_xy))
    return regions
