"""Small pictures and masks that tests draw for themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from model_train.images import encode_mask


def draw_lesion(width: int = 160, height: int = 120, centre: tuple[int, int] = (80, 60)) -> np.ndarray:
    """A plain brown disc on skin, (height, width, 3) uint8."""
    rows, columns = np.ogrid[:height, :width]
    disc = (columns - centre[0]) ** 2 + (rows - centre[1]) ** 2 < (min(width, height) // 4) ** 2
    image = np.empty((height, width, 3), np.uint8)
    image[:] = (225, 180, 160)
    image[disc] = (110, 70, 50)
    return image


def write_image(path: Path, pixels: np.ndarray) -> Path:
    Image.fromarray(pixels).save(path, quality=95)
    return path


def write_mask(path: Path, mask: np.ndarray) -> Path:
    path.write_bytes(encode_mask(mask))
    return path
