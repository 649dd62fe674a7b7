"""From an open annotation to its files: a snapshot is taken where it is edited, and written elsewhere."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from isic_desktop.core.sidecar import Origin, Sidecar, State, utc_now

if TYPE_CHECKING:
    from isic_desktop.core.annotation_store import AnnotationStore, SavedAnnotation, Unchecked
    from isic_desktop.core.document import AnnotationDocument
    from isic_desktop.core.provenance import Mask, Provenance


@dataclass(frozen=True, eq=False)
class SaveRequest:
    """Everything a save needs, cut loose from the document, which may change on.

    Args:
        image_path: The image.
        image_sha256: Hash of the image file's bytes.
        mask: (H, W) bool, read-only copy.
        provenance: Whose mask it is.
        changed_pixels: Pixels changed by hand.
        work_seconds: Time a person has spent on it.
        revision: Of the document when the copy was made.
        expected_mask_sha256: What the mask on disk must be, None for no file.
        previous: The sidecar found on disk, whose note, tags and unknown keys are kept.
    """

    image_path: Path
    image_sha256: str
    mask: Mask
    provenance: Provenance
    changed_pixels: int
    work_seconds: float
    revision: int
    expected_mask_sha256: str | Unchecked | None
    previous: Sidecar | None


def snapshot(document: AnnotationDocument) -> SaveRequest:
    """Copy what has to be saved; takes a few milliseconds at twelve megapixels."""
    mask = document.mask.copy()
    mask.setflags(write=False)
    return SaveRequest(
        document.image_path,
        document.image_sha256,
        mask,
        document.provenance,
        document.changed_pixels,
        document.work_seconds,
        document.revision,
        document.mask_sha256 or None,
        document.sidecar,
    )


def save(
    store: AnnotationStore, request: SaveRequest, before_replace: Callable[[str], None] | None = None
) -> SavedAnnotation:
    """Write mask and sidecar; `before_replace` and errors as in `AnnotationStore.save`.

    A machine's mask that was put there meanwhile gives way: it can be made again, and a person's cannot.
    """
    from isic_desktop.core.annotation_store import ChangedOnDiskError, owner_of
    from isic_desktop.core.settling import settled_annotation

    provenance = request.provenance
    now = utc_now()
    height, width = request.mask.shape
    sidecar = Sidecar(
        image=request.image_path.name,
        image_sha256=request.image_sha256,
        width=width,
        height=height,
        mask_sha256="",
        state=cast(State, provenance.state),
        origin=cast(Origin, provenance.origin or "person"),
        model=provenance.model,
        created_utc=now,
        modified_utc=now,
        predicted_jaccard=provenance.predicted_jaccard,
        changed_pixels=request.changed_pixels,
        work_seconds=round(request.work_seconds, 1),
        annotator=annotator_name(),
    )
    if request.previous is not None:
        sidecar = replace(
            sidecar,
            created_utc=request.previous.created_utc,
            note=request.previous.note,
            tags=request.previous.tags,
            unknown=request.previous.unknown,
        )

    def write(expected_mask_sha256: str | Unchecked | None) -> SavedAnnotation:
        return store.save(
            request.image_path,
            request.mask,
            sidecar,
            expected_mask_sha256=expected_mask_sha256,
            before_replace=before_replace,
        )

    try:
        return write(request.expected_mask_sha256)
    except ChangedOnDiskError:
        present, described = settled_annotation(store.paths(request.image_path))
        if present is None or owner_of(described, present) != "machine":
            raise
        return write(present)


def annotator_name() -> str:
    """Who sits at the machine, as it knows them; `ISIC_DESKTOP_ANNOTATOR` says otherwise."""
    named = os.environ.get("ISIC_DESKTOP_ANNOTATOR")
    if named is not None:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no account of that number, as in some containers
        return ""
