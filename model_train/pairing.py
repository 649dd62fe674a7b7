"""Which files of a folder are images, and which mask belongs to which image.

Masks are told from images by their names. The endings are those of the ISIC challenges (`_Segmentation`,
`_segmentation`, `_superpixels`), of PH² (`_lesion`) and of common tools (`_mask`), in any letter case.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from model_train.errors import FolderError, PairingError
from model_train.images import is_image_name

log = logging.getLogger(__name__)

MASK_ENDINGS = ("_segmentation", "_lesion", "_mask")
"""What follows the image's stem in a mask's name, in lower case; the first has precedence."""

MASK_SUFFIXES = (".png", ".bmp", ".tif", ".tiff")
"""Lossless formats, in order of precedence; a photo may well be called `left_lesion.jpg`."""

ANNOTATIONS_FOLDER = "annotations"
"""Where this program keeps masks and sidecars, inside each image's own folder."""

SIDECAR_KEY = "isic_desktop_sidecar"
"""The key by which a JSON file beside a mask is known to be this program's sidecar."""

_SIDECAR_LOOK_BYTES = 1_000_000
_NOT_IMAGES = (*MASK_ENDINGS, "_superpixels")


def mask_stem(path: Path) -> str:
    """The stem of the image a mask is named after: `ISIC_0000000` for `ISIC_0000000_Segmentation.png`.

    Args:
        path: A mask; a name without one of `MASK_ENDINGS` gives its own stem.
    """
    stem = path.stem
    for ending in MASK_ENDINGS:
        if stem.lower().endswith(ending) and len(stem) > len(ending):
            return stem[: -len(ending)]
    return stem


def is_mask_name(name: str) -> bool:
    """Whether a file name is that of a mask (or superpixel map) rather than of an image."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 (a name, and thousands of them)
    return suffix.lower() in MASK_SUFFIXES and stem.lower().endswith(_NOT_IMAGES)


def is_truth_folder_name(name: str) -> bool:
    """Whether a folder's name says that it holds ground truth: `masks`, `mask`, `…GroundTruth…`, in any case."""
    lower = name.lower()
    return lower in {"masks", "mask"} or "groundtruth" in lower.replace("_", "").replace(" ", "")


def list_images(
    folder: Path, recursive: bool = False, *, on_unreadable: Callable[[FolderError], None] | None = None
) -> list[Path]:
    """List the images of a folder in natural order (2 before 10).

    Left out are masks, hidden files and folders, `annotations` folders and, below `folder`, folders of ground
    truth. Links to files that are gone are listed: opening one gives an error that names it.

    Args:
        folder: The folder.
        recursive: Look into folders inside it too; links to folders are followed, each folder is read once.
        on_unreadable: Called for each folder inside that cannot be read; without it a warning is logged.

    Returns:
        Paths that begin with `folder`, files of a folder before those of the folders in it.

    Raises:
        FolderError: `folder` itself is missing, not a folder or unreadable.
    """
    images, inner = _scan(folder)
    found = _natural(images)
    if not recursive:
        return found
    seen = {_identity(folder)}
    waiting = _natural(inner)[::-1]
    while waiting:
        current = waiting.pop()
        try:
            identity = _identity(current)
            if identity in seen:
                continue
            seen.add(identity)
            images, inner = _scan(current)
        except FolderError as error:
            if on_unreadable is None:
                log.warning("Left out: %s", error)
            else:
                on_unreadable(error)
            continue
        found += _natural(images)
        waiting += _natural(inner)[::-1]
    return found


def list_masks(folder: Path) -> list[Path]:
    """List the files of a folder that may be masks, in natural order.

    These are the images in a lossless format, whatever their names end with. Hidden files and
    superpixel maps are left out.

    Raises:
        FolderError: The folder is missing, not a folder or unreadable.
    """
    names = (
        entry.name
        for entry in _entries(folder)
        if Path(entry.name).suffix.lower() in MASK_SUFFIXES and not _is_folder(entry)
    )
    return _natural(folder / name for name in names if not Path(name).stem.lower().endswith("_superpixels"))


def find_truth(image_path: Path, truth_folder: Path | None = None) -> Path | None:
    """Find the ground truth of one image; for many images a `TruthFinder` is faster.

    Args:
        image_path: The image; it need not exist.
        truth_folder: A folder the person picked: then only this is searched, and also masks made with this program
            count as ground truth.

    Returns:
        The mask file, or None.
    """
    return TruthFinder(truth_folder).find(image_path)


class TruthFinder:
    """Finds the ground truth of images, listing each folder only once.

    Searched are, in this order: the image's own folder; `masks`, `mask` and `*GroundTruth*` folders in it; and
    those beside it. In the image's own folder the name must end like a mask's; in the others the plain stem will
    do. A mask that this program wrote (its sidecar lies beside it) is an annotation, not ground truth, and is
    passed over unless its folder was picked as the ground truth.

    Args:
        truth_folder: Search only this folder.
    """

    def __init__(self, truth_folder: Path | None = None) -> None:
        self._truth_folder = truth_folder
        self._masks_in: dict[Path, dict[str, list[str]]] = {}
        self._truth_folders_in: dict[Path, list[Path]] = {}

    def find(self, image_path: Path) -> Path | None:
        """The ground truth of an image, or None; folders that cannot be read hold none."""
        if self._truth_folder is not None:
            return self._find_in(self._truth_folder, image_path, plain_stem=True, own_too=True)
        folder = image_path.parent
        beside = self._find_in(folder, image_path, plain_stem=False, own_too=False)
        if beside is not None:
            return beside
        # Of a relative path `.parent` of "." is "." again, so the folder above needs the absolute one.
        for place in (folder, folder.absolute().parent):
            for truth_folder in self._truth_folders(place):
                mask = self._find_in(truth_folder, image_path, plain_stem=True, own_too=False)
                if mask is not None:
                    return mask
        return None

    def _find_in(self, folder: Path, image_path: Path, *, plain_stem: bool, own_too: bool) -> Path | None:
        masks = self._masks(folder)
        # Of two images with one stem, the later one's mask carries its full file name.
        for base in (image_path.name, image_path.stem):
            for stem in _mask_stems(base, plain_stem=plain_stem):
                for name in (name for suffix in MASK_SUFFIXES for name in masks.get(stem + suffix, ())):
                    mask = folder / name
                    # Where letter case tells two images apart, it tells their masks apart too.
                    if name.startswith(base) and mask != image_path and (own_too or not is_own_annotation(mask)):
                        return mask
        return None

    def _masks(self, folder: Path) -> dict[str, list[str]]:
        """Names of possible masks in a folder, by their lower-case form."""
        if folder not in self._masks_in:
            names: dict[str, list[str]] = {}
            for mask in _listed_or_none(list_masks, folder):
                names.setdefault(mask.name.lower(), []).append(mask.name)
            self._masks_in[folder] = names
        return self._masks_in[folder]

    def _truth_folders(self, place: Path) -> list[Path]:
        if place not in self._truth_folders_in:
            self._truth_folders_in[place] = _listed_or_none(_list_truth_folders, place)
        return self._truth_folders_in[place]


def _mask_stems(base: str, *, plain_stem: bool) -> list[str]:
    stems = [base.lower() + ending for ending in MASK_ENDINGS]
    return [*stems, base.lower()] if plain_stem else stems


def is_own_annotation(mask_path: Path) -> bool:
    """Whether this program's sidecar lies beside a mask.

    A JSON file that cannot be read, or is damaged but carries our key, counts as one: a person's or a model's
    annotation must never pass for ground truth by accident.
    """
    try:
        with mask_path.with_suffix(".json").open("rb") as file:
            return f'"{SIDECAR_KEY}"'.encode() in file.read(_SIDECAR_LOOK_BYTES)
    except FileNotFoundError:
        return False
    except OSError:
        return True


@dataclass(frozen=True)
class Pairing:
    """Images with their masks, and what was left over.

    Attributes:
        pairs: (image, mask) in natural order of the images.
        images_without_mask: In natural order.
        masks_without_image: In natural order.
    """

    pairs: list[tuple[Path, Path]]
    images_without_mask: list[Path]
    masks_without_image: list[Path]


def find_pairs(images_dir: Path, masks_dir: Path) -> Pairing:
    """Pair the images of one folder with the masks of another (or of the same), by name.

    Args:
        images_dir: Folder of images.
        masks_dir: Folder of masks named `<stem>_Segmentation.png` and the like, or plainly `<stem>.png`.

    Returns:
        The pairs and what was left over.

    Raises:
        FolderError: One of the folders is missing, not a folder or unreadable.
        PairingError: Two images claim the same mask, so that one of them would be paired wrongly.
    """
    images = list_images(images_dir)
    masks = list_masks(masks_dir)
    finder = TruthFinder(masks_dir)
    pairs: list[tuple[Path, Path]] = []
    without: list[Path] = []
    image_of: dict[Path, Path] = {}
    for image in images:
        mask = finder.find(image)
        if mask is None:
            without.append(image)
        elif mask in image_of:
            raise PairingError(
                f"The images {image_of[mask].name} and {image.name} have the same mask",
                path=mask,
                remedy="Rename one of the two images, and its mask with it",
            )
        else:
            image_of[mask] = image
            pairs.append((image, mask))
    used = set(image_of) | set(images)
    return Pairing(pairs, without, [mask for mask in masks if mask not in used])


def _scan(folder: Path) -> tuple[list[Path], list[Path]]:
    """The images directly in a folder, and the folders in it worth looking into; both unordered."""
    images: list[Path] = []
    inner: list[Path] = []
    for entry in _entries(folder):
        if _is_folder(entry):
            if entry.name.lower() != ANNOTATIONS_FOLDER and not is_truth_folder_name(entry.name):
                inner.append(folder / entry.name)
        elif is_image_name(entry.name) and not is_mask_name(entry.name):
            images.append(folder / entry.name)
    return images, inner


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """The entries of a folder that are not hidden.

    Raises:
        FolderError: The folder is missing, not a folder or unreadable.
    """
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        raise _folder_error(error, folder) from error


def _folder_error(error: OSError, folder: Path) -> FolderError:
    if isinstance(error, FileNotFoundError):
        return FolderError("The folder is not there", path=folder, remedy="Check the name, or reconnect the drive")
    if isinstance(error, NotADirectoryError):
        return FolderError("This is a file, not a folder", path=folder, remedy="Open the folder that holds it")
    if isinstance(error, PermissionError):
        return FolderError(
            "You may not look into this folder", path=folder, remedy="Change its permissions, or ask its owner"
        )
    reason = error.strerror or str(error)
    what = f"The folder cannot be read ({reason})"
    return FolderError(what, path=folder, remedy="Check the drive, and try again")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # Such as a link that leads back to itself: listed, so that opening it names the fault.


def _identity(folder: Path) -> tuple[int, int]:
    """What tells a folder from all others, however it was reached."""
    try:
        status = folder.stat()
    except OSError as error:
        raise _folder_error(error, folder) from error
    return status.st_dev, status.st_ino


def _list_truth_folders(place: Path) -> list[Path]:
    return _natural(
        place / entry.name for entry in _entries(place) if is_truth_folder_name(entry.name) and _is_folder(entry)
    )


def _listed_or_none(listing: Callable[[Path], list[Path]], folder: Path) -> list[Path]:
    """A listing, empty where the folder is not there or unreadable: then it holds no ground truth for us."""
    try:
        return listing(folder)
    except FolderError as error:
        log.debug("No ground truth from here: %s", error)
        return []


def _natural(paths: Iterable[Path]) -> list[Path]:
    """Sort as a person would: numbers by value, letter case ignored; ties in a fixed order."""
    # Imported late: the first picture of the window needs no sorting of numbers.
    from natsort import natsort_keygen, ns

    key = natsort_keygen(alg=ns.IGNORECASE)
    return sorted(paths, key=lambda path: (key(path.name), path.name))
