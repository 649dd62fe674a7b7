"""Which images of a folder are handed over, and which are not, each with its reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from isic_desktop.core.annotation_names import name_key
from isic_desktop.core.annotation_store import (
    AnnotationPaths,
    AnnotationStore,
    LoadedAnnotation,
    load_annotation,
    mask_file_sha256,
    owner_of,
)
from isic_desktop.core.sidecar import Sidecar, read_sidecar
from model_train.errors import AppError, MaskError, SidecarError
from model_train.images import read_image_size
from model_train.messages import phrase
from model_train.pairing import list_images

STATES = ("new", "predicted", "corrected", "accepted", "rejected")

_STATES = {
    "predicted": phrase("predicted"),
    "corrected": phrase("corrected"),
    "accepted": phrase("accepted"),
    "rejected": phrase("rejected"),
}


@dataclass(frozen=True)
class LeftOut:
    """An image or file that is not handed over or taken in.

    Args:
        name: Its path below the folder, with `/`.
        reason: Why, as a sentence.
        failed: Whether something is wrong with it; otherwise it was not asked for, or there is nothing to hand over.
    """

    name: str
    reason: str
    failed: bool = False


@dataclass(frozen=True)
class Chosen:
    """An image whose annotation is handed over.

    Args:
        image: The image file.
        name: Its path below the folder, with `/`: `sub/a.jpg`.
        stem: What files made from it are called: `sub/a`; no two images of a run share one, letter case ignored.
        paths: The annotation's files.
    """

    image: Path
    name: str
    stem: str
    paths: AnnotationPaths


def relative_name(image: Path, folder: Path) -> str:
    """An image's path below the folder with `/`; its file name if it lies elsewhere."""
    try:
        return image.relative_to(folder).as_posix()
    except ValueError:
        return image.name


def annotation_state(paths: AnnotationPaths) -> str:
    """State of an annotation as the window would show it; "new" if there is none.

    Raises:
        MaskError: The mask file cannot be read.
    """
    mask_sha256 = mask_file_sha256(paths.mask)
    if mask_sha256 is None:
        return "new"
    try:
        sidecar: Sidecar | None = read_sidecar(paths.sidecar)
    except SidecarError:
        sidecar = None
    if sidecar is None:
        return "corrected"
    if owner_of(sidecar, mask_sha256) == "machine":
        return "predicted"
    changed = sidecar.mask_sha256 != mask_sha256
    return "corrected" if changed or sidecar.state in ("new", "predicted") else sidecar.state


def gather(
    folder: Path,
    store: AnnotationStore,
    *,
    images: Sequence[Path] | None = None,
    states: Collection[str] = (),
    recursive: bool = True,
) -> tuple[list[Chosen], list[LeftOut]]:
    """Find the annotations of a folder.

    Args:
        folder: A folder of images.
        store: Where annotations are.
        images: Only these, in this order (what a person selected or filtered); by default all of the folder.
        states: Only annotations in one of these states; empty for any state.
        recursive: Look into folders inside the folder too.

    Returns:
        What is handed over, and what is not.

    Raises:
        FolderError: The folder is missing, unreadable or not a folder.
    """
    unreadable: list[LeftOut] = []
    if images is None:
        found = list_images(
            folder,
            recursive,
            on_unreadable=lambda error: unreadable.append(LeftOut(_below(error, folder), str(error), True)),
        )
    else:
        found = list(images)
    chosen: list[Chosen] = []
    left_out = unreadable
    taken: set[str] = set()
    for image in found:
        name = relative_name(image, folder)
        paths = store.paths(image)
        try:
            state = annotation_state(paths)
        except MaskError as error:
            left_out.append(LeftOut(name, str(error), failed=True))
            continue
        if state == "new":
            left_out.append(LeftOut(name, "There is no annotation yet."))
            continue
        if states and state not in states:
            left_out.append(LeftOut(name, phrase("Its state is {state}.", state=_STATES.get(state, state))))
            continue
        ending = "_Segmentation"
        own_stem = paths.mask.stem.removesuffix(ending)
        parent = name.rpartition("/")[0]
        stem = f"{parent}/{own_stem}" if parent else own_stem
        if name_key(stem) in taken:
            left_out.append(LeftOut(name, phrase("Another image is called {stem} too.", stem=stem), failed=True))
            continue
        taken.add(name_key(stem))
        chosen.append(Chosen(image, name, stem, paths))
    return chosen, left_out


def _below(error: AppError, folder: Path) -> str:
    return relative_name(error.path, folder) if error.path is not None else folder.name


def load_chosen(chosen: Chosen) -> LoadedAnnotation:
    """Read the annotation of an image that is handed over.

    Raises:
        ImageError: The image cannot be read.
        MaskError: The mask cannot, is not of the image's size, or is coded 0/1 and so would count as empty.
    """
    loaded = load_annotation(chosen.paths, read_image_size(chosen.image))
    if loaded is None:
        raise MaskError("The mask was removed meanwhile", path=chosen.paths.mask, remedy="Open the folder again.")
    if loaded.coded_01:
        raise MaskError(
            "The mask is coded 0/1 instead of 0/255, so it would count as empty",
            path=chosen.paths.mask,
            remedy="Open the image and read it as 0/255, or repair it with `isic-desktop validate`.",
        )
    return loaded
