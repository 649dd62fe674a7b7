"""Annotations as the program writes them, for tests that begin where a person has worked already."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.sidecar import ModelUsed, Origin, Sidecar, State, image_file_sha256, utc_now


def model_used(sha256: str = "d" * 64, name: str = "red", threshold: float = 0.5) -> ModelUsed:
    return ModelUsed(name=name, sha256=sha256, threshold=threshold, engine="test", precision="float32")


def annotate(
    image: Path,
    mask: NDArray[np.bool_],
    state: State = "accepted",
    *,
    origin: Origin = "person",
    model: ModelUsed | None = None,
    changed_pixels: int = 10,
) -> Path:
    """Write mask and sidecar of an image beside it; gives the mask file."""
    height, width = mask.shape
    sidecar = Sidecar(
        image=image.name,
        image_sha256=image_file_sha256(image),
        width=width,
        height=height,
        mask_sha256="0" * 64,
        state=state,
        origin=origin,
        model=model,
        created_utc=utc_now(),
        modified_utc=utc_now(),
        changed_pixels=changed_pixels,
    )
    return AnnotationStore().save(image, mask, sidecar, expected_mask_sha256=UNCHECKED).paths.mask
