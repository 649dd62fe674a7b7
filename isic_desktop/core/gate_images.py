"""Which images the gate compares models on: held out from training, and with an outline that may be called true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from isic_desktop.core.annotation_store import AnnotationPaths, AnnotationStore, mask_file_sha256
from isic_desktop.core.holdout import DEFAULT_SHARE, holdout_key, is_held_out
from isic_desktop.core.sidecar import Sidecar, read_sidecar
from model_train.errors import AppError, PairingError, UsageError
from model_train.pairing import TruthFinder, find_pairs, list_images
from model_train.pairs_file import read_pairs_file

Kind = Literal["ground truth", "accepted"]


@dataclass(frozen=True)
class GateImage:
    """An image with the outline that models are measured against.

    Args:
        id: What people call it; unique in a comparison.
        image: The image file.
        truth: The mask file.
        kind: Whether the mask is ground truth, or an annotation that a person accepted.
        untouched_of: SHA-256 of the model whose prediction was accepted as it was; empty for every other mask.
    """

    id: str
    image: Path
    truth: Path
    kind: Kind
    untouched_of: str = ""


@dataclass(frozen=True)
class GateSelection:
    """The images of a comparison.

    Args:
        images: To compare on.
        held_out: How many images are held out, with an outline or without.
        looked_at: How many images there are.
        share: Share of lesions held out; 1 where every image was asked for.
    """

    images: tuple[GateImage, ...]
    held_out: int
    looked_at: int
    share: float


def select_in_folder(
    folder: Path,
    store: AnnotationStore,
    finder: TruthFinder,
    *,
    share: float = DEFAULT_SHARE,
    lesions: Mapping[str, str] | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> GateSelection:
    """Find the held-out images of a folder, and the folders in it, that have ground truth or an accepted annotation.

    Ground truth goes before an annotation, since it does not depend on what a model proposed.

    Args:
        folder: The folder of images.
        store: Where annotations lie.
        finder: Where ground truth lies.
        share: Share of lesions that are held out; 1 takes every image.
        lesions: Lesion by image stem, where known.
        wanted: Asked between images; when it says no, what was found so far is given.

    Raises:
        FolderError: The folder cannot be read.
    """
    images = list_images(folder, recursive=True)
    held_out = 0
    found = []
    for image in images:
        if not wanted():
            break
        if not is_held_out(holdout_key(image, (lesions or {}).get(image.stem, "")), share):
            continue
        held_out += 1
        name = image.relative_to(folder).as_posix()
        truth = finder.find(image)
        if truth is not None:
            found.append(GateImage(name, image, truth, "ground truth"))
            continue
        paths = store.paths(image)
        sidecar = _valid_sidecar(paths)
        if sidecar is not None and sidecar.state == "accepted":
            found.append(GateImage(name, image, paths.mask, "accepted", _untouched_of(sidecar)))
    return GateSelection(tuple(found), held_out, len(images), share)


def select_in_folders(
    image_folders: Sequence[Path],
    mask_folders: Sequence[Path],
    *,
    share: float = DEFAULT_SHARE,
    lesions: Mapping[str, str] | None = None,
) -> GateSelection:
    """Pair the held-out images of folders with the masks of other folders, by position.

    Raises:
        UsageError: There are not as many folders of the one kind as of the other.
        FolderError: A folder cannot be read.
        PairingError: Two images claim one mask, or no image has a mask.
    """
    if len(image_folders) != len(mask_folders):
        raise UsageError("--images and --masks must be given equally often")
    found: list[GateImage] = []
    looked_at = held_out = 0
    for images, masks in zip(image_folders, mask_folders, strict=True):
        pairing = find_pairs(images, masks)
        looked_at += len(pairing.pairs) + len(pairing.images_without_mask)
        for image, mask in pairing.pairs:
            if is_held_out(holdout_key(image, (lesions or {}).get(image.stem, "")), share):
                name = image.name if len(image_folders) == 1 else f"{images.name}/{image.name}"
                found.append(_listed(name, image, mask))
        held_out += sum(is_held_out(holdout_key(image), share) for image in pairing.images_without_mask)
    if not looked_at:
        raise PairingError("There is no image to compare on", path=image_folders[0], remedy="Check --images.")
    return GateSelection(tuple(found), held_out + len(found), looked_at, share)


def select_listed(pairs_file: Path) -> GateSelection:
    """Take the images of a list of pairs, all of them: who made the list has held them out.

    Raises:
        UsageError, PairingError: The list cannot be used.
    """
    listed = read_pairs_file(pairs_file)
    images = tuple(_listed(pair.id, pair.image, pair.mask) for pair in listed)
    return GateSelection(images, len(images), len(images), 1.0)


def _listed(name: str, image: Path, mask: Path) -> GateImage:
    """An image whose mask was named by someone: an annotation if our sidecar lies beside it, else ground truth."""
    sidecar = _valid_sidecar(AnnotationPaths(mask, mask.with_suffix(".json")))
    if sidecar is None:
        return GateImage(name, image, mask, "ground truth")
    return GateImage(name, image, mask, "accepted", _untouched_of(sidecar))


def _valid_sidecar(paths: AnnotationPaths) -> Sidecar | None:
    """The sidecar of a mask, if it speaks of the mask that lies there."""
    try:
        sidecar = read_sidecar(paths.sidecar)
        return sidecar if sidecar.mask_sha256 == mask_file_sha256(paths.mask) else None
    except AppError:
        return None


def _untouched_of(sidecar: Sidecar) -> str:
    return sidecar.model.sha256 if sidecar.model is not None and sidecar.changed_pixels == 0 else ""
