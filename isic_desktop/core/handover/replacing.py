"""A mask from elsewhere takes an annotation's place; what it replaces is kept as files."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np

from isic_desktop.core.annotation_store import (
    AnnotationStore,
    LoadedAnnotation,
    annotation_owner,
    load_annotation,
    mask_file_sha256,
)
from isic_desktop.core.saving import annotator_name
from isic_desktop.core.sidecar import Origin, Sidecar, image_file_sha256, read_sidecar, utc_now, write_sidecar
from isic_desktop.core.strokes import Mask
from model_train.atomic import storage_error, write_bytes
from model_train.errors import AppError, SidecarError

SET_ASIDE_FOLDER = "set-aside"
Outcome = Literal["imported", "replaced", "kept", "unchanged"]


@dataclass(frozen=True)
class Placed:
    """What became of a mask.

    Args:
        outcome: "imported" where nobody had worked, "replaced" where a person had and it was asked for, "kept"
            where a person had, "unchanged" where this very mask lay there already.
        set_aside: Folder where the replaced files were kept, or None.
    """

    outcome: Outcome
    set_aside: Path | None = None


def repair_annotation(store: AnnotationStore, image: Path, mask: Mask, *, run_name: str) -> Path:
    """Save a repaired mask because a person asked for it; the old files are set aside, whosever they were.

    Args:
        store: Where annotations are.
        image: The image file.
        mask: (H, W) bool, of the image's size.
        run_name: What the folder of replaced files is called.

    Returns:
        The folder of the replaced files.

    Raises:
        AppError: It cannot be written, or another program saved at the same moment.
    """
    paths = store.paths(image)
    expected = mask_file_sha256(paths.mask)
    sidecar = _new_sidecar(image, mask, "person")
    with suppress(SidecarError):
        previous = read_sidecar(paths.sidecar)
        sidecar = replace(
            previous,
            image=sidecar.image,
            image_sha256=sidecar.image_sha256,
            width=sidecar.width,
            height=sidecar.height,
            origin="person",
            state="corrected",
            annotator=sidecar.annotator,
        )
    aside = _keep_aside(paths.mask, paths.sidecar, run_name)
    store.save(image, mask, sidecar, expected_mask_sha256=expected)
    return aside


def place_mask(store: AnnotationStore, image: Path, mask: Mask, *, replace_persons: bool, run_name: str) -> Placed:
    """Make `mask` the annotation of an image, as one that was imported.

    A person's mask stays unless `replace_persons` is set, and then is kept under `set-aside/` beside the others.
    Note, tags and keys of other versions stay.

    Args:
        store: Where annotations are.
        image: The image file.
        mask: (H, W) bool, of the image's size.
        replace_persons: Replace a person's mask too, because it was asked for.
        run_name: What the folder of replaced files is called: from `new_run_name`.

    Raises:
        AppError: It cannot be written, the image cannot be read, or another program saved at the same moment.
    """
    paths = store.paths(image)
    # In this order: what a person saves between the two is noticed, here or by the save.
    expected = mask_file_sha256(paths.mask)
    owner = annotation_owner(paths)
    same = _same_annotation(store, image, mask) if owner != "nobody" else None
    if same is not None and (same.is_described or same.problem):
        return Placed("unchanged")
    if same is None and owner == "person" and not replace_persons:
        return Placed("kept")
    previous: Sidecar | None = None
    with suppress(SidecarError):
        previous = read_sidecar(paths.sidecar)
    sidecar = _new_sidecar(image, mask, "imported")
    if previous is not None:
        sidecar = replace(sidecar, note=previous.note, tags=previous.tags, unknown=previous.unknown)
    if same is not None:
        # An import was killed between the mask and its sidecar, or nobody ever wrote one: the mask stays as it is.
        write_sidecar(paths.sidecar, replace(sidecar, mask_sha256=same.mask_sha256))
        return Placed("imported")
    aside = _keep_aside(paths.mask, paths.sidecar, run_name) if owner == "person" else None
    store.save(image, mask, sidecar, expected_mask_sha256=expected)
    return Placed("imported" if owner != "person" else "replaced", aside)


def _new_sidecar(image: Path, mask: Mask, origin: Origin) -> Sidecar:
    now = utc_now()
    return Sidecar(
        image=image.name,
        image_sha256=image_file_sha256(image),
        width=mask.shape[1],
        height=mask.shape[0],
        mask_sha256="",
        state="corrected",
        origin=origin,
        model=None,
        created_utc=now,
        modified_utc=now,
        annotator=annotator_name(),
    )


def new_run_name() -> str:
    """A name for the folder of what one run replaces: the time."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H.%M.%S.%f")[:-3]


def _same_annotation(store: AnnotationStore, image: Path, mask: Mask) -> LoadedAnnotation | None:
    """The annotation of an image if it is this very mask."""
    try:
        found = load_annotation(store.paths(image), (mask.shape[1], mask.shape[0]))
    except AppError:
        return None  # a mask that cannot be read is not this one
    return found if found is not None and np.array_equal(found.mask, mask) else None


def _keep_aside(mask: Path, sidecar: Path, run_name: str) -> Path:
    """Copy both files of an annotation, bytes as they are, beside what earlier runs kept: a clock may repeat itself."""
    place, number = mask.parent / SET_ASIDE_FOLDER, 1
    folder = place / run_name
    while any(os.path.lexists(folder / path.name) for path in (mask, sidecar)):
        number += 1
        folder = place / f"{run_name} ({number})"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in (mask, sidecar):
            if path.exists():
                write_bytes(folder / path.name, path.read_bytes())
    except OSError as error:
        raise storage_error(error, folder) from error
    return folder
