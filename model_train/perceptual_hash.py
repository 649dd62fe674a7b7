"""A 64-bit fingerprint of how an image looks, by which near-duplicates and seen images are found again."""

from __future__ import annotations

import functools
import math

import numpy as np
import numpy.typing as npt
from PIL import Image

NEAR_DUPLICATE_BITS = 4
"""Two images whose hashes differ in at most so many bits are taken for copies of each other."""

_GRID_PX = 32
_KEPT = 8


@functools.cache
def _cosines() -> npt.NDArray[np.float64]:
    """The first rows of the 32-point DCT-II matrix without the constant one, (8, 32)."""
    positions = np.arange(_GRID_PX) + 0.5
    return np.array([np.cos(math.pi * row * positions / _GRID_PX) for row in range(_KEPT + 1)])


def perceptual_hash(image: npt.NDArray[np.uint8]) -> str:
    """Give the DCT hash of an image (Zauner 2010, "pHash"), which survives scaling and re-compression.

    The image is squashed to 32×32 grey values with an area filter, so that a copy squashed to a square has the
    hash of its original; the signs of 64 low frequencies against their median are the bits.

    Args:
        image: (H, W, 3) uint8 RGB.

    Returns:
        16 lower-case hexadecimal digits.
    """
    grey = Image.fromarray(image).convert("L").resize((_GRID_PX, _GRID_PX), Image.Resampling.BOX)
    cosines = _cosines()
    spectrum = cosines @ np.asarray(grey, dtype=np.float64) @ cosines.T
    # Rounded, so that differences far below one grey level cannot flip the bits of a flat image.
    low = np.round(spectrum[1:, 1:], 3)
    bits = (low > np.median(low)).ravel()
    return f"{int.from_bytes(np.packbits(bits).tobytes(), 'big'):016x}"
