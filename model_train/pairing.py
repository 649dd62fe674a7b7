"""Which files of a folder are images, and which mask belongs to which image.

Masks are told from images by their names. The endings are those of the ISIC challenges (`_Segmentation`,
`_segmentation`, `_superpixels`), of PH² (`_lesion`) and of common tools (`_mask`), in any letter case.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from model_train.errors import FolderError, PairingError
from model_train.image_names import IMAGE_SUFFIXES
from model_train.messages import phrase, system_reason
from model_train.natural_order import natural_order

log = logging.getLogger(__name__)

MASK_ENDINGS = ("_segmentation", "_lesion", "_mask")
"""What follows the image's stem in a mask's name, in lower case; the first has precedence."""

MASK_SUFFIXES = (".png", ".bmp", ".tif", ".tiff")
"""Lossless formats, in order of precedence; a photo may well be called `left_lesion.jpg`."""

ANNOTATIONS_FOLDER = "annotations"
"""Where this program keeps masks and sidecars, inside each image's own folder."""

SIDECAR_KEY = "isic_desktop_sidecar"
"""The key by which a JSON file beside a mask is known to be this program's sidecar."""

# Of the coarsest clock by which drives note changes (FAT: two seconds).
_CLOCK_TICK_NS = 2_000_000_000
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
    if not recursive:
        return [folder / name for name in scan_folder(folder).images]
    return [
        content.folder / name
        for content in walk_folders(folder, on_unreadable=on_unreadable)
        for name in content.images
    ]


@dataclass(frozen=True)
class FolderContent:
    """What lies directly in a folder.

    Attributes:
        folder: The folder.
        images: File names of the images, in natural order.
        masks: File names that may be masks (see `list_masks`), in any order.
        folders: Names of the folders worth looking into, in natural order.
        truth_folders: Names of the folders that hold ground truth by their names, in natural order.
        changed_ns: When the folder last changed, in nanoseconds, as it was before it was read.
        read_ns: When it was read.
        identity: Device and number of the folder, the same however it was reached.
    """

    folder: Path
    images: tuple[str, ...]
    masks: tuple[str, ...]
    folders: tuple[str, ...]
    truth_folders: tuple[str, ...]
    changed_ns: int
    read_ns: int
    identity: tuple[int, int]

    def still_holds(self) -> bool:
        """Whether the folder is as it was read; one that had just changed then may have changed again unnoticed."""
        try:
            status = self.folder.stat()
        except OSError:
            return False
        same = (status.st_mtime_ns, status.st_dev, status.st_ino) == (self.changed_ns, *self.identity)
        return same and self.read_ns - self.changed_ns > _CLOCK_TICK_NS


def scan_folder(folder: Path) -> FolderContent:
    """Read one folder; what is left out is said at `list_images`.

    Raises:
        FolderError: It is missing, not a folder or unreadable.
    """
    try:
        status = folder.stat()
    except OSError as error:
        raise _folder_error(error, folder) from error
    images: list[str] = []
    masks: list[str] = []
    folders: list[str] = []
    truth_folders: list[str] = []
    # No path arithmetic and no calls for the many: there may be 50,000 of them.
    kinds: dict[str, tuple[bool, bool]] = {}
    for entry in _entries(folder):
        name = entry.name
        ending = name.rpartition(".")[2]
        try:
            lossless, image = kinds[ending]
        except KeyError:
            suffix = "." + ending.lower()
            lossless, image = kinds[ending] = suffix in MASK_SUFFIXES, suffix in IMAGE_SUFFIXES
        if _is_folder(entry):
            if is_truth_folder_name(name):
                truth_folders.append(name)
            elif name.lower() != ANNOTATIONS_FOLDER:
                folders.append(name)
        elif image and not (lossless and is_mask_name(name)) and "." in name:
            images.append(name)
            if lossless:
                masks.append(name)
        elif lossless and "." in name and not _is_superpixel_name(name):
            masks.append(name)
    return FolderContent(
        folder,
        tuple(natural_order(images)),
        tuple(masks),
        tuple(natural_order(folders)),
        tuple(natural_order(truth_folders)),
        status.st_mtime_ns,
        time.time_ns(),
        (status.st_dev, status.st_ino),
    )


def walk_folders(
    folder: Path,
    *,
    on_unreadable: Callable[[FolderError], None] | None = None,
    known: Mapping[Path, FolderContent] = MappingProxyType({}),
) -> Iterator[FolderContent]:
    """Read a folder and the folders inside it, one after the other; links are followed, each folder is read once.

    Args:
        folder: Where to begin.
        on_unreadable: Called for each folder inside that cannot be read; without it a warning is logged.
        known: What was read before; a folder that has not changed since is not read again.

    Raises:
        FolderError: `folder` itself is missing, not a folder or unreadable.
    """

    def scan(place: Path) -> FolderContent:
        before = known.get(place)
        return before if before is not None and before.still_holds() else scan_folder(place)

    content = scan(folder)
    seen = {content.identity}
    yield content
    waiting = [folder / name for name in content.folders[::-1]]
    while waiting:
        try:
            content = scan(waiting.pop())
        except FolderError as error:
            if on_unreadable is None:
                log.warning("Left out: %s", error)
            else:
                on_unreadable(error)
            continue
        if content.identity in seen:
            continue
        seen.add(content.identity)
        yield content
        waiting += [content.folder / name for name in content.folders[::-1]]


def list_masks(folder: Path) -> list[Path]:
    """List the files of a folder that may be masks, in natural order.

    These are the images in a lossless format, whatever their names end with. Hidden files and
    superpixel maps are left out.

    Raises:
        FolderError: The folder is missing, not a folder or unreadable.
    """
    return [folder / name for name in natural_order(scan_folder(folder).masks)]


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
        known: What has been read of folders just now; they are not read again.
    """

    def __init__(self, truth_folder: Path | None = None, known: Iterable[FolderContent] = ()) -> None:
        self._truth_folder = truth_folder
        self._contents: dict[Path, FolderContent | None] = {content.folder: content for content in known}
        self._masks_in: dict[Path, dict[str, list[str]]] = {}

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
            content = self._content(folder)
            names: dict[str, list[str]] = {}
            for name in content.masks if content is not None else ():
                names.setdefault(name.lower(), []).append(name)
            self._masks_in[folder] = {key: sorted(same) for key, same in names.items()}
        return self._masks_in[folder]

    def _truth_folders(self, place: Path) -> list[Path]:
        content = self._content(place)
        return [place / name for name in content.truth_folders] if content is not None else []

    def _content(self, folder: Path) -> FolderContent | None:
        if folder not in self._contents:
            self._contents[folder] = _content_or_none(folder)
        return self._contents[folder]


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
                phrase(
                    "The images {first} and {second} have the same mask", first=image_of[mask].name, second=image.name
                ),
                path=mask,
                remedy="Rename one of the two images, and its mask with it",
            )
        else:
            image_of[mask] = image
            pairs.append((image, mask))
    used = set(image_of) | set(images)
    return Pairing(pairs, without, [mask for mask in masks if mask not in used])


def _is_superpixel_name(name: str) -> bool:
    return name.rpartition(".")[0].lower().endswith("_superpixels")


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
    reason = system_reason(error)
    what = phrase("The folder cannot be read ({reason})", reason=reason)
    return FolderError(what, path=folder, remedy="Check the drive, and try again")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # Such as a link that leads back to itself: listed, so that opening it names the fault.


def _content_or_none(folder: Path) -> FolderContent | None:
    """What a folder holds; None where it is not there or unreadable: then it holds no ground truth for us."""
    try:
        return scan_folder(folder)
    except FolderError as error:
        log.debug("No ground truth from here: %s", error)
        return None
