"""A folder of three photos with names of the archive, and the machine's masks of some."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.handover.replacing import place_mask

MASK = np.zeros((30, 40), dtype=np.bool_)
MASK[5:20, 8:30] = True


def make_photos(folder: Path, *, with_mask: int) -> Path:
    """Make the photos; the first `with_mask` of them have MASK, which is a machine's."""
    folder.mkdir()
    for number in (1, 2, 3):
        image = folder / f"ISIC_000000{number}.png"
        Image.new("RGB", (40, 30), (180, 140, 120)).save(image)
        if number <= with_mask:
            place_mask(AnnotationStore(), image, MASK, replace_persons=False, run_name="x")
    return folder
