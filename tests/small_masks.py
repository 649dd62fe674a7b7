"""Masks of 40 × 50 pixels that tests of handing over share."""

from __future__ import annotations

import numpy as np


def disc(radius: int = 12, shape: tuple[int, int] = (40, 50)) -> np.ndarray:
    y, x = np.ogrid[: shape[0], : shape[1]]
    return (x - shape[1] // 2) ** 2 + (y - shape[0] // 2) ** 2 < radius**2


def with_hole() -> np.ndarray:
    mask = disc()
    mask[19:21, 24:27] = False
    mask[2, 2] = True
    return mask
