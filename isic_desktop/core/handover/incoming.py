"""Masks in files of other programs: what is in them, and for which image each is meant."""

from __future__ import annotations

import enum
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from isic_desktop.core.handover.coco_source import CocoFile
from isic_desktop.core.handover.gathering import LeftOut
from isic_desktop.core.handover.labelme_source import read_labelme
from isic_desktop.core.handover.untrusted import (
    SourceError,
    extract_entry,
    open_archive,
    read_json,
    safe_name,
    shortened,
    stays_within,
)
from isic_desktop.core.handover.yolo_source import read_yolo
from isic_desktop.core.mask_size import check_mask_size
from isic_desktop.core.strokes import Mask
from model_train.errors import AppError, MaskError, UsageError
from model_train.images import read_image_size, read_mask
from model_train.messages import phrase, system_reason
from model_train.pairing import MASK_SUFFIXES, mask_stem

Load = Callable[[tuple[int, int]], tuple[Mask, str]]


class SourceFormat(enum.Enum):
    """What masks are taken from."""

    MASKS = "masks"
    ISIC = "isic"
    COCO = "coco"
    YOLO = "yolo"
    LABELME = "labelme"


@dataclass(frozen=True, eq=False)
class Incoming:
    """One mask that is offered.

    Args:
        source: Where it stands, for messages: a file below the folder, or an entry.
        image_name: For which image it is meant: its path or name, with or without ending.
        load: Reads it for an image of a size (width, height): the mask (H, W) bool and a remark, "" for none.
            Raises AppError.
        elsewhere: The image's path as the file tells it, where that leads out of the folder of the file; only to
            be compared with images that are known, never to be opened.
    """

    source: str
    image_name: str
    load: Load
    elsewhere: Path | None = None


@dataclass(frozen=True, eq=False)
class Source:
    """All masks of a file or folder.

    Args:
        form: What it is.
        offered: The masks, in natural order.
        refused: What is in it that cannot be used, with its reason.
    """

    form: SourceFormat
    offered: tuple[Incoming, ...]
    refused: tuple[LeftOut, ...] = ()


def guess_format(path: Path) -> SourceFormat:
    """What a file or folder most likely is.

    Raises:
        UsageError: It is not there, or nothing that can be taken in.
    """
    if path.is_dir():
        names = {entry.suffix.lower() for entry in _files(path)}
        if ".json" in names and not names & set(MASK_SUFFIXES):
            return SourceFormat.LABELME
        if ".txt" in names and not names & set(MASK_SUFFIXES):
            return SourceFormat.YOLO
        return SourceFormat.MASKS
    if path.suffix.lower() == ".zip":
        return SourceFormat.ISIC
    if path.suffix.lower() == ".json":
        return SourceFormat.COCO
    if not path.exists():
        raise UsageError(phrase("There is nothing called {path}", path=path), remedy="Check the spelling.")
    raise UsageError(
        phrase("{path} is nothing that masks can be taken from", path=path),
        remedy="Give a folder of masks, YOLO or labelme files, an ISIC ZIP file, or a COCO JSON file.",
    )


@contextmanager
def open_source(path: Path, form: SourceFormat, *, rescale_01: bool = False) -> Iterator[Source]:
    """Look into a file or folder; masks are read one at a time, while it is open.

    Args:
        path: The file or folder.
        form: What it is.
        rescale_01: Read masks coded 0/1 as 0/255.

    Raises:
        SourceError: It cannot be used at all, or must not be believed.
        UsageError: It is a file where a folder is wanted, or the reverse.
    """
    if (form in (SourceFormat.ISIC, SourceFormat.COCO)) == path.is_dir():
        if path.is_dir():
            what = phrase("{path} is not a file, as {form} needs", path=path, form=form.value)
        else:
            what = phrase("{path} is not a folder, as {form} needs", path=path, form=form.value)
        raise UsageError(what, remedy="Choose another one.")
    if form is SourceFormat.ISIC:
        with open_archive(path) as archive, tempfile.TemporaryDirectory(prefix="isic-desktop-") as aside:
            yield _zip_source(archive, Path(aside), rescale_01=rescale_01)
    elif form is SourceFormat.COCO:
        coco = CocoFile(read_json(path), path)
        offered = [Incoming(name, name, load) for name, load in coco.masks()]
        yield Source(form, tuple(offered), tuple(LeftOut(name, reason) for name, reason in coco.left_out))
    else:
        yield _folder_source(path, form, rescale_01=rescale_01)


def _files(folder: Path) -> list[Path]:
    """All files below a folder in natural order; links to folders are not followed, hidden ones left out."""
    from natsort import natsort_keygen, ns

    found: list[Path] = []

    def stop(error: OSError) -> None:
        raise SourceError(
            phrase("The folder cannot be read ({reason})", reason=system_reason(error)),
            path=folder,
            remedy="Check its permissions.",
        ) from error

    for root, folders, names in os.walk(folder, onerror=stop):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "set-aside"]
        found += [Path(root) / name for name in names if not name.startswith(".")]
    return sorted(found, key=natsort_keygen(key=lambda path: path.as_posix(), alg=ns.IGNORECASE))


def _folder_source(folder: Path, form: SourceFormat, *, rescale_01: bool) -> Source:
    offered: list[Incoming] = []
    refused: list[LeftOut] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if not _belongs(path, form):
            continue
        if not stays_within(path, folder):
            refused.append(LeftOut(name, "It is a link that leads out of the folder, or to nothing.", failed=True))
            continue
        try:
            offered.append(_incoming(path, name, form, rescale_01=rescale_01))
        except AppError as error:
            refused.append(LeftOut(name, str(error), failed=True))
    return Source(form, tuple(offered), tuple(refused))


def _belongs(path: Path, form: SourceFormat) -> bool:
    suffix, stem = path.suffix.lower(), path.stem.lower()
    if form is SourceFormat.YOLO:
        return suffix == ".txt" and stem != "classes"
    if form is SourceFormat.LABELME:
        return suffix == ".json"
    return suffix in MASK_SUFFIXES and not stem.endswith(("_superpixels", "_overlay"))


def _incoming(path: Path, name: str, form: SourceFormat, *, rescale_01: bool) -> Incoming:
    pure = PurePosixPath(name)
    if form is SourceFormat.LABELME:
        shapes = read_labelme(path)
        inside = PurePosixPath(shapes.image_name.replace("\\", "/"))
        elsewhere = None
        if inside.is_absolute() or ".." in inside.parts or ":" in shapes.image_name:
            elsewhere = path.parent / inside
        else:
            inside = pure.parent / safe_name(shapes.image_name, path)
        return Incoming(name, inside.as_posix(), shapes.load, elsewhere)
    if form is SourceFormat.YOLO:
        # `labels/sub/a.txt` belongs to `sub/a.jpg`, as in the layout that YOLO wants.
        parts = pure.parts[1:] if pure.parts[0] == "labels" and len(pure.parts) > 1 else pure.parts
        return Incoming(name, PurePosixPath(*parts).with_suffix("").as_posix(), lambda size: read_yolo(path, size))
    meant = (pure.parent / mask_stem(path)).as_posix()
    return Incoming(name, meant, lambda size: load_mask_file(path, size, rescale_01=rescale_01))


def load_mask_file(path: Path, size_wh: tuple[int, int], *, rescale_01: bool) -> tuple[Mask, str]:
    """Read a mask file for an image of a size; its header is looked at before anything is decoded.

    Raises:
        MaskError: It cannot be read, is of another size, or coded 0/1.
    """
    try:
        found = read_image_size(path)
    except AppError as error:
        raise MaskError(error.what, path=path, remedy=error.remedy) from error
    check_mask_size(found, size_wh, path)
    stored = read_mask(path)
    if stored.coded_01 and not rescale_01:
        raise MaskError(
            "The mask is coded 0/1 instead of 0/255, so it would count as empty",
            path=path,
            remedy="Have 0/1 read as 0/255 (--rescale-01).",
        )
    remark = phrase("It holds values other than 0 and 255; what is above 128 was taken.") if stored.values_other else ""
    return (stored.rescaled() if rescale_01 else stored.mask), remark


def _zip_source(archive: zipfile.ZipFile, aside: Path, *, rescale_01: bool) -> Source:
    offered: list[Incoming] = []
    refused: list[LeftOut] = []
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or name.name.startswith(".") or "__MACOSX" in name.parts:
            continue
        if name.suffix.lower() not in MASK_SUFFIXES:
            refused.append(LeftOut(shortened(entry.filename), "It is not a mask file.", failed=False))
            continue
        meant = (name.parent / mask_stem(Path(name.name))).as_posix()
        offered.append(Incoming(name.as_posix(), meant, _loader(archive, entry, aside, rescale_01=rescale_01)))
    return Source(SourceFormat.ISIC, tuple(offered), tuple(refused))


def _loader(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, aside: Path, *, rescale_01: bool) -> Load:
    def load(size_wh: tuple[int, int]) -> tuple[Mask, str]:
        with unpacked(archive, entry, aside) as path:
            return load_mask_file(path, size_wh, rescale_01=rescale_01)

    return load


@contextmanager
def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, aside: Path) -> Iterator[Path]:
    """A file of an archive, unpacked to a place of ours under a name of ours; errors name the entry instead.

    Raises:
        MaskError: What the block says of the file.
        SourceError: It cannot be unpacked.
    """
    path = aside / f"entry{Path(entry.filename).suffix.lower()[:8]}"
    try:
        extract_entry(archive, entry, path)
        yield path
    except AppError as error:
        if error.path != path:
            raise
        place = Path(archive.filename or "") / entry.filename
        raise MaskError(error.what, path=place, remedy=error.remedy) from error
    finally:
        path.unlink(missing_ok=True)
