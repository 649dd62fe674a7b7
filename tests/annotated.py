"""Folders of images with annotations in many states, written by the program's own means."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import numpy as np
from drawn import draw_lesion, write_image, write_mask

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.sidecar import ModelUsed, Sidecar, State, utc_now

STATES: tuple[State, ...] = get_args(State)
SIZE_WH = (160, 120)


def disc(radius: int, centre_xy: tuple[int, int] = (80, 60)) -> np.ndarray:
    """A round lesion in an image of SIZE_WH, (H, W) bool."""
    rows, columns = np.ogrid[: SIZE_WH[1], : SIZE_WH[0]]
    return (columns - centre_xy[0]) ** 2 + (rows - centre_xy[1]) ** 2 < radius**2


def annotate(
    image: Path,
    state: State,
    *,
    radius: int = 30,
    predicted_jaccard: float | None = 0.8,
    model: str = "skip-256",
    note: str = "",
    tags: tuple[str, ...] = (),
    store: AnnotationStore | None = None,
) -> None:
    """Write an annotation of a disc, as the program would."""
    used = ModelUsed(model, "a" * 64, 0.5, "torch", "float32") if model else None
    sidecar = Sidecar(
        image=image.name,
        image_sha256="b" * 64,
        width=SIZE_WH[0],
        height=SIZE_WH[1],
        mask_sha256="",
        state=state,
        origin="machine" if state == "predicted" else "person",
        model=used,
        created_utc=utc_now(),
        modified_utc=utc_now(),
        predicted_jaccard=predicted_jaccard if used is not None else None,
        note=note,
        tags=tags,
    )
    (store or AnnotationStore()).save(image, disc(radius), sidecar, expected_mask_sha256=UNCHECKED)


def make_folder(folder: Path, count: int, *, truth_for: int = 0, truth_radius: int = 30) -> list[Path]:
    """Draw images `img1.jpg` …, the first `truth_for` of them with ground truth beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    images = [write_image(folder / f"img{number}.jpg", draw_lesion(*SIZE_WH)) for number in range(1, count + 1)]
    for image in images[:truth_for]:
        write_mask(image.with_name(f"{image.stem}_Segmentation.png"), disc(truth_radius))
    return images
