"""Where annotations lie, whose they are, and how they get there without ever losing one.

An annotation is two files: the mask (8-bit PNG, 0/255, the image's oriented size) and its sidecar. They lie in
`annotations/` inside the image's own folder, or where the person chose if that is not writable.

The rule of ownership: a mask is the machine's only if its sidecar says so (origin `machine`, state `predicted`)
and the mask's bytes have the hash noted there. Any other mask is a person's, and no machine replaces it. Since the
mask is replaced before the sidecar, a crash between the two can turn a machine's mask into a person's, never the
reverse.
"""

from __future__ import annotations

import enum
import errno
import hashlib
import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from isic_desktop.core.annotation_names import ENDING, exceptional_stems
from isic_desktop.core.mask_size import check_mask_size
from isic_desktop.core.sidecar import (
    Sidecar,
    bytes_sha256,
    encode_sidecar,
    read_sidecar,
    utc_now,
)
from model_train.atomic import move_aside, open_atomic, remove_leftovers, seal, sync_folder
from model_train.errors import AppError, FolderError, MaskError, SidecarError
from model_train.image_names import is_image_name
from model_train.late_numpy import np
from model_train.mask_png import encode_mask
from model_train.messages import phrase, system_reason
from model_train.pairing import ANNOTATIONS_FOLDER, FolderContent, is_mask_name, scan_folder

if TYPE_CHECKING:
    from numpy.typing import NDArray

Owner = Literal["nobody", "machine", "person"]


class Unchecked(enum.Enum):
    """The wish to overwrite whatever lies there; use only where the caller has just made sure."""

    UNCHECKED = "unchecked"


UNCHECKED = Unchecked.UNCHECKED


class ChangedOnDiskError(AppError):
    """The mask on disk is not the one that was loaded: someone else changed, added or removed it."""


@dataclass(frozen=True)
class AnnotationPaths:
    """The two files of an annotation, whether they exist or not."""

    mask: Path
    sidecar: Path


@dataclass(frozen=True, eq=False)
class LoadedAnnotation:
    """An annotation as found on disk.

    Args:
        mask: (H, W) bool, C-contiguous.
        sidecar: None if there is none, or one that this program cannot read.
        owner: Whose the mask is.
        coded_01: The mask is stored as 0/1 instead of 0/255, so that it reads as empty; offer `rescaled`.
        rescaled: (H, W) bool, the mask if 0/1 is read as 0/255.
        mask_sha256: Of the mask file's bytes; pass it to `save` as what is expected on disk.
        problem: Why the sidecar could not be used, as a sentence; empty if it could or is absent.
    """

    mask: NDArray[np.bool_]
    sidecar: Sidecar | None
    owner: Owner
    coded_01: bool
    rescaled: NDArray[np.bool_]
    mask_sha256: str
    problem: str = ""

    @property
    def is_described(self) -> bool:
        """Whether the sidecar is about this very mask, and not about one before it."""
        return self.sidecar is not None and self.sidecar.mask_sha256 == self.mask_sha256


@dataclass(frozen=True)
class SavedAnnotation:
    """What a save left on disk.

    Args:
        paths: The two files.
        sidecar: As written, with the new mask's hash and the time of saving.
        mask_sha256: Of the mask file; expect it at the next save.
        set_aside: Where a JSON file was moved that lay in the sidecar's place and could not be read as one.
    """

    paths: AnnotationPaths
    sidecar: Sidecar
    mask_sha256: str
    set_aside: Path | None = None


def annotation_paths(folder: Path, stem: str) -> AnnotationPaths:
    """The files of the annotation called `stem` in `folder`."""
    return AnnotationPaths(folder / f"{stem}{ENDING}.png", folder / f"{stem}{ENDING}.json")


def mask_file_sha256(path: Path) -> str | None:
    """SHA-256 of a mask file's bytes; None if there is no file.

    Raises:
        MaskError: There is a file, but it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        # A name too long for the drive cannot exist on it either; a dangling link is something, though.
        if error.errno in (errno.ENOTDIR, errno.ENAMETOOLONG):
            return None
        if error.errno == errno.ENOENT and not path.is_symlink():
            return None
        reason = system_reason(error)
        raise MaskError(
            phrase("Cannot read the mask ({reason})", reason=reason),
            path=path,
            remedy="Change its permissions, or move it away.",
        ) from error


def owner_of(sidecar: Sidecar | None, mask_sha256: str) -> Owner:
    """Whose a mask is.

    Args:
        sidecar: What was read beside it; None if there is none, or one that cannot be read.
        mask_sha256: Of the bytes that lie there now.
    """
    if sidecar is None or sidecar.origin != "machine" or sidecar.state != "predicted":
        return "person"
    return "machine" if sidecar.mask_sha256 == mask_sha256 else "person"


def annotation_owner(paths: AnnotationPaths) -> Owner:
    """Whose the mask at `paths` is; a mask that cannot be read is a person's."""
    try:
        mask_sha256 = mask_file_sha256(paths.mask)
    except MaskError:
        return "person"
    if mask_sha256 is None:
        return "nobody"
    try:
        return owner_of(read_sidecar(paths.sidecar), mask_sha256)
    except SidecarError:
        return "person"


def load_annotation(paths: AnnotationPaths, size_wh: tuple[int, int]) -> LoadedAnnotation | None:
    """Read an annotation.

    Args:
        paths: Its files.
        size_wh: Oriented (width, height) of the image, px.

    Returns:
        The annotation, or None if there is no mask file.

    Raises:
        MaskError: The mask cannot be read or is not of the image's size; names the file and what to do.
    """
    # Hashed before it is decoded: if the file changes in between, the next save notices.
    mask_sha256 = mask_file_sha256(paths.mask)
    if mask_sha256 is None:
        return None
    from model_train.images import read_mask  # decoders come with the first image, not with the window

    stored = read_mask(paths.mask)
    height, width = stored.mask.shape
    remedy = "Move the mask away, or replace it with one of the image's size."
    check_mask_size((width, height), size_wh, paths.mask, remedy)
    sidecar: Sidecar | None = None
    problem = ""
    # A sidecar whose presence cannot be made out is read, so that the reason is told.
    if _lies_there(paths.sidecar):
        try:
            sidecar = read_sidecar(paths.sidecar)
        except SidecarError as error:
            problem = str(error)
    return LoadedAnnotation(
        mask=stored.mask,
        sidecar=sidecar,
        owner=owner_of(sidecar, mask_sha256),
        coded_01=stored.coded_01,
        rescaled=stored.rescaled(),
        mask_sha256=mask_sha256,
        problem=problem,
    )


def save_annotation(
    paths: AnnotationPaths,
    mask: NDArray[np.bool_],
    sidecar: Sidecar,
    *,
    expected_mask_sha256: str | Unchecked | None,
    before_replace: Callable[[str], None] | None = None,
) -> SavedAnnotation:
    """Write an annotation: stage both files, verify, then put the mask and after it the sidecar in their places.

    Args:
        paths: Where it goes. The folder is made if need be, the one above it must exist.
        mask: (H, W) bool, of the size in `sidecar`.
        sidecar: `mask_sha256` and `modified_utc` are filled in here.
        expected_mask_sha256: The hash of the mask that should lie there now, None if there should be none, or
            UNCHECKED.
        before_replace: Called with the new mask's hash when everything is staged and the replacing begins.

    Returns:
        What is on disk now.

    Raises:
        ChangedOnDiskError: Another mask lies there than the expected one; nothing was written.
        StorageError: Full disk, missing permission, vanished drive; the old mask is as it was, unless only the
            last step, putting the sidecar in its place, failed.
        FolderError: The annotations folder cannot be made.
        MaskError: Mask and sidecar differ in size, or the written PNG does not give back the mask.
    """
    remedy = "Load the image again."
    check_mask_size((mask.shape[1], mask.shape[0]), (sidecar.width, sidecar.height), paths.mask, remedy)
    content = encode_mask(mask)
    _verify(content, mask, paths.mask)
    return save_encoded(
        paths, content, sidecar, expected_mask_sha256=expected_mask_sha256, before_replace=before_replace
    )


def save_encoded(
    paths: AnnotationPaths,
    content: bytes,
    sidecar: Sidecar,
    *,
    expected_mask_sha256: str | Unchecked | None,
    before_replace: Callable[[str], None] | None = None,
    sync_names: bool = True,
) -> SavedAnnotation:
    """As `save_annotation`, for a mask that `encode_mask` has encoded already and that could be made again.

    Args:
        paths: As there.
        content: The PNG file, of the size in `sidecar`.
        sidecar: As there.
        expected_mask_sha256: As there.
        before_replace: As there; what it raises leaves both files as they were.
        sync_names: As `model_train.atomic.open_atomic`; without it `sync_folder` is the caller's.
    """
    mask_sha256 = bytes_sha256(content)
    finished = replace(sidecar, mask_sha256=mask_sha256, modified_utc=utc_now())
    description = encode_sidecar(finished)
    _make_folder(paths.mask.parent)
    set_aside: Path | None = None
    # Nested, so that a disk that fills up at the second file leaves the first one as it was.
    with open_atomic(paths.sidecar, sync_name=sync_names) as sidecar_file:
        sidecar_file.write(description)
        seal(sidecar_file)
        with open_atomic(paths.mask, sync_name=sync_names) as mask_file:
            mask_file.write(content)
            mask_file.flush()
            if expected_mask_sha256 is not UNCHECKED:
                _check_unchanged(paths.mask, expected_mask_sha256)
            if before_replace is not None:
                before_replace(mask_sha256)
        set_aside = _set_unreadable_aside(paths.sidecar)
    return SavedAnnotation(paths, finished, mask_sha256, set_aside)


def _verify(content: bytes, mask: NDArray[np.bool_], path: Path) -> None:
    """What is about to replace a person's work must decode to exactly that work."""
    from PIL.PngImagePlugin import PngImageFile

    with PngImageFile(io.BytesIO(content)) as picture:  # not Image.open, which limits the size
        same = picture.mode == "L" and np.array_equal(np.asarray(picture) > 128, mask)
    if not same:
        raise MaskError("The mask could not be encoded", path=path, remedy="Save again; the old one is as it was.")


def _check_unchanged(path: Path, expected: str | None) -> None:
    present = mask_file_sha256(path)
    if present == expected:
        return
    if present is None:
        what = "The mask was removed or renamed by another program after it was loaded"
    elif expected is None:
        what = "Another program saved a mask for this image in the meantime"
    else:
        what = "The mask was changed by another program after it was loaded"
    raise ChangedOnDiskError(what, path=path, remedy="Look at the other version before you overwrite it.")


def _make_folder(folder: Path) -> None:
    try:
        # Without parents: if a drive was pulled out, its path must not come to life on the system disk.
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            sync_folder(folder.parent)  # else a power cut could take the folder, and all that was saved in it
    except OSError as error:
        reason = system_reason(error)
        raise FolderError(
            phrase("Cannot make the folder for annotations ({reason})", reason=reason),
            path=folder,
            remedy="Choose another place for the annotations of this folder.",
        ) from error


def _lies_there(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return True


def _set_unreadable_aside(path: Path) -> Path | None:
    """Move a JSON file away that is not a sidecar of ours, or of a newer version, so that nothing is lost."""
    if not _lies_there(path):
        return None
    try:
        read_sidecar(path)
    except SidecarError:
        return move_aside(path)
    return None


@dataclass(eq=False)
class _Stems:
    """What the annotations of one folder are called.

    Args:
        changed_ns: The folder's time of change when `names` was last found to be right.
        exceptions: Image names whose annotations are not called after their stems, with what they are.
        names: Of all images in the folder.
    """

    changed_ns: int
    exceptions: dict[str, str]
    names: frozenset[str]


class AnnotationStore:
    """Finds, reads and writes the annotations of images.

    Args:
        place_for: Gives the folder of the annotations for a folder of images; by default `annotations` inside it.
    """

    def __init__(self, place_for: Callable[[Path], Path] | None = None) -> None:
        self._place_for = place_for or (lambda folder: folder / ANNOTATIONS_FOLDER)
        self._stems: dict[tuple[Path, Path], _Stems] = {}

    def place(self, image_path: Path) -> Path:
        """The folder where the annotation of an image is or would be; nothing is read."""
        return self._place_for(image_path.parent)

    def paths(self, image_path: Path) -> AnnotationPaths:
        """Where the annotation of an image is or would be; the folder is listed only when it has changed."""
        folder = image_path.parent
        place = self._place_for(folder)
        stem = self._stems_of(folder, place).get(image_path.name, image_path.stem)
        return annotation_paths(place, stem)

    def load(self, image_path: Path, size_wh: tuple[int, int]) -> LoadedAnnotation | None:
        """Read the annotation of an image; see `load_annotation`."""
        return load_annotation(self.paths(image_path), size_wh)

    def save(
        self,
        image_path: Path,
        mask: NDArray[np.bool_],
        sidecar: Sidecar,
        *,
        expected_mask_sha256: str | Unchecked | None,
        before_replace: Callable[[str], None] | None = None,
    ) -> SavedAnnotation:
        """Write the annotation of an image; see `save_annotation`."""
        return save_annotation(
            self.paths(image_path),
            mask,
            sidecar,
            expected_mask_sha256=expected_mask_sha256,
            before_replace=before_replace,
        )

    def owner(self, image_path: Path) -> Owner:
        """Whose the mask of an image is: "machine" only if no person has a share in it."""
        return annotation_owner(self.paths(image_path))

    def know(self, content: FolderContent) -> None:
        """Take over what has just been read of a folder of images, so that it is not read again."""
        self._keep_stems(content, self._place_for(content.folder))

    def stems(self, folder: Path) -> Mapping[str, str]:
        """Images of `folder` whose annotations are not called after their stems: what they are called instead."""
        return self._stems_of(folder, self._place_for(folder))

    def _stems_of(self, folder: Path, place: Path) -> Mapping[str, str]:
        try:
            changed_ns = folder.stat().st_mtime_ns
        except OSError:
            changed_ns = -1
        known = self._stems.get((folder, place))
        if known is not None and (known.changed_ns == changed_ns or _same_images(folder, known.names)):
            known.changed_ns = changed_ns
            return known.exceptions
        try:
            content = scan_folder(folder)
        except FolderError:
            # Vanished or closed: the names chosen while it was readable still hold.
            return known.exceptions if known is not None else {}
        return self._keep_stems(content, place)

    def _keep_stems(self, content: FolderContent, place: Path) -> Mapping[str, str]:
        if (content.folder, place) not in self._stems:
            remove_leftovers(place)
        exceptions = exceptional_stems(content.images, place)
        self._stems[(content.folder, place)] = _Stems(content.changed_ns, exceptions, frozenset(content.images))
        return exceptions


def _same_images(folder: Path, names: frozenset[str]) -> bool:
    """Whether a folder holds the images it held, whatever else came or went, such as a folder for annotations."""
    try:
        present = os.listdir(folder)  # noqa: PTH208 (names are wanted, and there may be 50,000)
    except OSError:
        return True  # vanished or closed: the names chosen while it was readable still hold
    others = [name for name in present if name not in names]
    return len(present) - len(others) == len(names) and not any(
        is_image_name(name) and not is_mask_name(name) and not name.startswith(".") for name in others
    )
