"""Which images a training may learn from: accepted annotations, and base sets with ground truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.holdout import read_lesions
from isic_desktop.core.sidecar import read_sidecar
from model_train.errors import AppError
from model_train.messages import phrase
from model_train.pairing import find_pairs, list_images
from model_train.pairs_file import ListedPair


@dataclass(frozen=True)
class BaseSet:
    """A folder of images and the folder of their ground truth."""

    images: Path
    masks: Path


@dataclass(frozen=True)
class DataChoice:
    """What a person chose to train on.

    Attributes:
        folders: Folders (with those inside) whose annotations count.
        with_corrected: Whether annotations that were corrected but not accepted count too.
        base_sets: Sets with ground truth.
        lesions: Table that says which images show the same lesion; None if there is none.
    """

    folders: tuple[Path, ...] = ()
    with_corrected: bool = False
    base_sets: tuple[BaseSet, ...] = ()
    lesions: Path | None = None


@dataclass(frozen=True)
class SourceCount:
    """What one folder or set gives.

    Attributes:
        place: The folder.
        images: Images in it.
        used: Of these, those to train on.
        accepted, corrected: Annotations in these states; 0 for base sets.
        is_base_set: Whether it is one with ground truth.
        problem: Why it cannot be used, as a sentence; empty if it can.
    """

    place: Path
    images: int = 0
    used: int = 0
    accepted: int = 0
    corrected: int = 0
    is_base_set: bool = False
    problem: str = ""


@dataclass(frozen=True)
class GatheredData:
    """Pairs with ids that are unique, in the order of the sources, and what each source gave."""

    choice: DataChoice
    pairs: tuple[ListedPair, ...]
    sources: tuple[SourceCount, ...]
    problem: str = ""


def gather(choice: DataChoice, store: AnnotationStore, wanted: Callable[[], bool] = lambda: True) -> GatheredData:
    """Find the pairs of a choice; a source that cannot be used is named and the others go on.

    Args:
        choice: What was chosen.
        store: Knows where annotations lie.
        wanted: Asked between images whether the answer is still wanted; if not, what was found so far is given.
    """
    lesions: dict[str, str] = {}
    problem = ""
    if choice.lesions is not None:
        try:
            lesions = read_lesions(choice.lesions)
        except AppError as error:
            problem = str(error)
    found: dict[Path, tuple[Path, Path]] = {}
    sources = [
        *(_gather_annotations(folder, choice.with_corrected, store, found, wanted) for folder in choice.folders),
        *(_gather_base_set(base_set, found) for base_set in choice.base_sets),
    ]
    pairs: dict[str, ListedPair] = {}
    for image, mask in found.values():
        name = _free_id(image, pairs)
        pairs[name] = ListedPair(name, image, mask, lesions.get(image.stem, ""))
    return GatheredData(choice, tuple(pairs.values()), tuple(sources), problem)


def _gather_annotations(
    folder: Path,
    with_corrected: bool,
    store: AnnotationStore,
    found: dict[Path, tuple[Path, Path]],
    wanted: Callable[[], bool],
) -> SourceCount:
    try:
        images = list_images(folder, recursive=True)
    except AppError as error:
        return SourceCount(folder, problem=str(error))
    accepted = corrected = used = 0
    for image in images:
        if not wanted():
            break
        paths = store.paths(image)
        try:
            state = read_sidecar(paths.sidecar).state
            if not paths.mask.is_file():
                continue
        except (AppError, OSError):
            continue  # no annotation, or one whose state nobody can tell: it was not accepted
        accepted += state == "accepted"
        corrected += state == "corrected"
        if state == "accepted" or (with_corrected and state == "corrected"):
            used += 1
            # The person's own mask goes before the ground truth of a base set that holds the same image.
            found.setdefault(image.absolute(), (image.absolute(), paths.mask.absolute()))
    return SourceCount(folder, len(images), used, accepted, corrected)


def _gather_base_set(base_set: BaseSet, found: dict[Path, tuple[Path, Path]]) -> SourceCount:
    try:
        pairing = find_pairs(base_set.images, base_set.masks)
    except AppError as error:
        return SourceCount(base_set.images, is_base_set=True, problem=str(error))
    for image, mask in pairing.pairs:
        found.setdefault(image.absolute(), (image.absolute(), mask.absolute()))
    count = len(pairing.pairs) + len(pairing.images_without_mask)
    problem = (
        ""
        if pairing.pairs
        else phrase("No image in {images} has a mask in {masks}.", images=base_set.images, masks=base_set.masks)
    )
    return SourceCount(base_set.images, count, len(pairing.pairs), is_base_set=True, problem=problem)


def _free_id(image: Path, taken: dict[str, ListedPair]) -> str:
    """The image's stem, or where two folders hold the same name, with the folder's name and a number if need be."""
    name = image.stem
    if name in taken:
        name = f"{image.stem}@{image.parent.name}"
    number = 2
    while name in taken:
        name = f"{image.stem}@{image.parent.name}-{number}"
        number += 1
    return name
