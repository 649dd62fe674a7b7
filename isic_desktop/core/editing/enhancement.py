"""Other looks at an image, for viewing only: contrast, colour constancy, hairs suppressed. The pixels stay untouched.

Each takes (H, W, 3) uint8 RGB and gives a new array of the same shape.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from isic_desktop.core.editing.reduction import Reduction

if TYPE_CHECKING:
    from isic_desktop.core.editing.extent import Bytes, Image

_HAIR_PIXELS = 500_000
_ACROSS_PX = 15  # wider than a hair of the reduced copy
_ALONG_PX = 29
_DEPTH = 14  # grey values by which a hair is darker than what is beside it


def stretch_contrast(rgb: Image) -> Image:
    """Spread the brightness so that the darkest and brightest hundredth of the pixels become black and white.

    All channels are stretched alike, which keeps the hues comparable.

    Args:
        rgb: (H, W, 3) uint8.

    Returns:
        (H, W, 3) uint8.
    """
    counts = _histograms(rgb).sum(axis=1)
    share = np.cumsum(counts) / max(1, counts.sum())
    low, high = (int(np.searchsorted(share, at)) for at in (0.01, 0.99))
    if high <= low:
        return rgb.copy()
    table = (np.arange(256) - low) * (255.0 / (high - low))
    return _looked_up(rgb, np.repeat(table[:, None], 3, axis=1))


def shades_of_grey(rgb: Image, p: float = 6.0) -> Image:
    """Take away the colour of the light: scale each channel so that their Minkowski means of order p agree.

    The light's colour is estimated as e_c = (mean of v_c^p)^(1/p), and channel c is divided by √3·e_c/|e|
    (Finlayson and Trezzi, Shades of gray and colour constancy, 2004; p = 6 is their choice).

    Args:
        rgb: (H, W, 3) uint8.
        p: Order of the mean: 1 is the grey world, infinity the brightest patch.

    Returns:
        (H, W, 3) uint8.
    """
    counts = _histograms(rgb).astype(np.float64)  # (256, 3)
    values = np.arange(256, dtype=np.float64)[:, None] / 255.0
    light = ((counts * values**p).sum(axis=0) / np.maximum(1.0, counts.sum(axis=0))) ** (1.0 / p)
    if not (light > 0.0).all():
        return rgb.copy()  # a channel is black: there is no light to estimate
    gain = np.linalg.norm(light) / (np.sqrt(3.0) * light)
    return _looked_up(rgb, np.arange(256, dtype=np.float64)[:, None] * gain)


def suppress_hairs(rgb: Image) -> Image:
    """Paint over dark hairs with the skin beside them.

    Hairs are thin dark lines: what a morphological closing along lines fills in, kept where it is long
    (the idea of DullRazor, Lee et al. 1997). They are found and painted over on a reduced copy of the image
    and replaced in the full one, other pixels staying as they are.

    Args:
        rgb: (H, W, 3) uint8.

    Returns:
        (H, W, 3) uint8.
    """
    import cv2

    height, width = rgb.shape[:2]
    reduction = Reduction.to_at_most(_HAIR_PIXELS, height, width)
    small = reduction.shrink(rgb)
    hairs = find_hairs(small)
    if not hairs.any():
        return rgb.copy()
    painted = cv2.inpaint(small, hairs, 3, cv2.INPAINT_TELEA)
    weight = cv2.GaussianBlur(cv2.dilate(hairs * np.uint8(255), np.ones((3, 3), np.uint8)), (3, 3), 0)
    if reduction.factor > 1:
        # The leftover rows and columns at the far edge are less than a block wide: stretching over them is unseen.
        painted = cv2.resize(painted, (width, height), interpolation=cv2.INTER_LINEAR)
        weight = cv2.resize(weight, (width, height), interpolation=cv2.INTER_LINEAR)
    result = rgb.copy()
    for top in range(0, height, 256):  # in strips: wider numbers for each pixel add up
        rows = slice(top, top + 256)
        changed = np.asarray(weight)[rows] > 0
        share = np.asarray(weight)[rows][changed].astype(np.uint16)[:, None]
        old = rgb[rows][changed].astype(np.uint16)
        new = np.asarray(painted)[rows][changed].astype(np.uint16)
        result[rows][changed] = ((old * (255 - share) + new * share + 127) // 255).astype(np.uint8)
    return result


def find_hairs(rgb: Image) -> Bytes:
    """Mark dark hairs.

    Args:
        rgb: (H, W, 3) uint8, best of about half a megapixel, where hairs are 2 to 8 pixels wide.

    Returns:
        (H, W) uint8, 1 on hairs.
    """
    import cv2

    luminance = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    depth = np.zeros(luminance.shape, dtype=np.uint8)
    for angle in (0, 45, 90, 135):
        closed = cv2.morphologyEx(luminance, cv2.MORPH_CLOSE, _line(_ACROSS_PX, angle))
        np.maximum(depth, cv2.subtract(closed, luminance), out=depth)
    found = (depth > _DEPTH).astype(np.uint8)
    # Hairs run straight for a while, also where many of them cross; the meshes of a pigment network do not.
    straight = np.zeros_like(found)
    for angle in range(0, 180, 15):
        along = cv2.morphologyEx(found, cv2.MORPH_OPEN, _line(_ALONG_PX, angle))
        np.maximum(straight, along, out=straight)
    # Bends and ends that were too short for a line, next to what is certain.
    near = np.asarray(cv2.dilate(straight, np.ones((7, 7), np.uint8)), dtype=np.uint8)
    hairs = cv2.dilate((near & found) | straight, np.ones((3, 3), np.uint8))
    return np.asarray(hairs, dtype=np.uint8)


def _line(length_px: int, angle: int) -> Bytes:
    """A line through the middle of a square of odd side, as a structuring element."""
    import cv2

    half = length_px // 2
    across, down = round(half * math.cos(math.radians(angle))), round(half * math.sin(math.radians(angle)))
    element = np.zeros((2 * half + 1, 2 * half + 1), dtype=np.uint8)
    cv2.line(element, (half - across, half - down), (half + across, half + down), 1)
    return element


def _histograms(rgb: Image) -> npt.NDArray[np.int64]:
    """(256, 3): how often each value occurs in each channel."""
    import cv2

    return np.stack(
        [np.asarray(cv2.calcHist([rgb], [channel], None, [256], [0, 256])).ravel() for channel in range(3)], axis=1
    ).astype(np.int64)


def _looked_up(rgb: Image, table: npt.NDArray[np.float64]) -> Image:
    """Replace the values of each channel by those of a (256, 3) table, rounded and clipped."""
    import cv2

    whole = np.clip(np.rint(table), 0, 255).astype(np.uint8).reshape(256, 1, 3)
    return np.asarray(cv2.LUT(rgb, whole), dtype=np.uint8)
