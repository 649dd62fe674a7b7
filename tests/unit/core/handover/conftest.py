"""Folders of small images with annotations, as handing over and taking in need them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.handover.replacing import new_run_name, place_mask
from isic_desktop.core.sidecar import read_sidecar


def make_image(path: Path, shape: tuple[int, int]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full((*shape, 3), (200, 160, 140), dtype=np.uint8)
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def annotate(tmp_path: Path) -> Callable[..., Path]:
    """Make an image with an annotation in a folder; gives the image."""

    def make(name: str, mask: np.ndarray, state: str = "corrected", folder: str = "photos") -> Path:
        from dataclasses import replace

        image = make_image(tmp_path / folder / name, mask.shape)
        store = AnnotationStore()
        place_mask(store, image, mask, replace_persons=True, run_name=new_run_name())
        sidecar = replace(read_sidecar(store.paths(image).sidecar), state=state, origin="person")
        store.save(image, mask, sidecar, expected_mask_sha256=UNCHECKED)
        return image

    return make
