"""An image with outlines drawn on it, to look at outside the program."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.contours import trace_contours

# Blue and orange are told apart with every kind of colour vision, and rare on skin (the blue) or framed (the orange).
ANNOTATION_RGB = (0, 170, 255)
TRUTH_RGB = (255, 176, 0)
_SHADOW_RGB = (0, 0, 0)
_SUBPIXEL_BITS = 4


def draw_overlay(
    image: NDArray[np.uint8], mask: NDArray[np.bool_], truth: NDArray[np.bool_] | None = None
) -> NDArray[np.uint8]:
    """Draw the outline of an annotation, and dashed that of the ground truth, on a copy of the image.

    Args:
        image: (H, W, 3) uint8 RGB.
        mask: (H, W) bool.
        truth: (H, W) bool, or None.

    Returns:
        (H, W, 3) uint8 RGB. Lines are about 1/250 of the short side wide, with a dark rim.

    Raises:
        ValueError: A mask is not of the image's size.
    """
    for one in (mask, truth):
        if one is not None and one.shape != image.shape[:2]:
            raise ValueError(f"mask {one.shape} and image {image.shape[:2]} differ in size")
    picture = image.copy()
    width_px = max(1, round(min(image.shape[:2]) / 250))
    lines = [line for contour in trace_contours(mask) for line in [np.vstack([contour, contour[:1]])]]
    _stroke(picture, lines, _SHADOW_RGB, width_px + 2)
    _stroke(picture, lines, ANNOTATION_RGB, width_px)
    if truth is not None:
        dashes = [dash for contour in trace_contours(truth) for dash in _dashes(contour, 6.0 * width_px)]
        _stroke(picture, dashes, _SHADOW_RGB, width_px + 2)
        _stroke(picture, dashes, TRUTH_RGB, width_px)
    return picture


def _dashes(contour: NDArray[np.float32], length_px: float) -> list[NDArray[np.float32]]:
    """Cut a closed line of (N, 2) points into dashes of a length, with gaps as long."""
    closed = np.vstack([contour, contour[:1]]).astype(np.float64)
    steps = np.hypot(*np.diff(closed, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    dashes = []
    for start in np.arange(0.0, along[-1], 2 * length_px):
        stop = min(start + length_px, along[-1])
        inner = along[(along > start) & (along < stop)]
        at = np.concatenate([[start], inner, [stop]])
        points = np.stack([np.interp(at, along, closed[:, axis]) for axis in (0, 1)], axis=1)
        dashes.append(points.astype(np.float32))
    return dashes


def _stroke(
    picture: NDArray[np.uint8], lines: list[NDArray[np.float32]], rgb: tuple[int, int, int], width_px: int
) -> None:
    import cv2

    # Contours count from the corner of the first pixel, OpenCV from its centre.
    scaled = [np.rint((line - 0.5) * (1 << _SUBPIXEL_BITS)).astype(np.int32) for line in lines]
    cv2.polylines(picture, scaled, False, rgb, width_px, cv2.LINE_AA, _SUBPIXEL_BITS)
