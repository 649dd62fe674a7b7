"""Images that the benchmarks share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from drawn import write_mask
from PIL import Image

WIDTH, HEIGHT = 4288, 2848


@pytest.fixture(scope="module")
def large_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight images of twelve megapixels with skin-like noise and a lesion, and their ground truth."""
    folder = tmp_path_factory.mktemp("large")
    rng = np.random.default_rng(1)
    rows, columns = np.ogrid[:HEIGHT, :WIDTH]
    for number in range(1, 9):
        noise = rng.normal(0, 6, (HEIGHT // 4, WIDTH // 4, 3)).repeat(4, axis=0).repeat(4, axis=1)
        lesion = (columns - 2000 - 100 * number) ** 2 + (rows - 1400) ** 2 < 850**2
        pixels = np.clip(np.where(lesion[..., None], (110, 70, 50), (225, 180, 160)) + noise, 0, 255)
        Image.fromarray(pixels.astype(np.uint8)).save(folder / f"large{number}.jpg", quality=90)
        write_mask(folder / f"large{number}_Segmentation.png", lesion)
    return folder
