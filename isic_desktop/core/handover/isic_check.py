"""Would the ISIC challenges take these masks? One region, no holes, 0 and 255, the image's size, the right name.

The rules are those of the segmentation tasks of 2016 to 2018: for each image `ISIC_1234567` one PNG file
`ISIC_1234567_segmentation.png`, 8-bit with one channel, 255 for lesion and 0 elsewhere, of the image's size, the
lesion a single contiguous region without holes.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

import numpy as np

from isic_desktop.core.editing.cleanup import fill_holes, keep_largest_region
from isic_desktop.core.handover.formats import isic_name
from isic_desktop.core.handover.incoming import unpacked
from isic_desktop.core.handover.untrusted import SourceError, open_archive, shortened
from isic_desktop.core.readouts import count_parts
from isic_desktop.core.strokes import Mask
from model_train.atomic import open_atomic, write_bytes
from model_train.errors import AppError, FolderError, UsageError
from model_train.images import encode_mask, read_image_size, read_mask
from model_train.messages import phrase, system_reason
from model_train.pairing import MASK_SUFFIXES, list_images, list_masks, mask_stem

_ISIC_ID = re.compile(r"ISIC_\d{7}(_downsampled)?")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

Rule = Literal[
    "unreadable", "name", "place", "format", "coding", "size", "no image", "empty", "regions", "holes"
]  # fmt: skip
"""What a mask can fail, by short names that reports use.

"name": it is not ISIC_<seven digits>_segmentation.png; "place": it does not lie at the top of the ZIP file; "format":
it is not an 8-bit PNG with one channel; "coding": it holds values other than 0 and 255; "size": it is not of the
image's size; "regions": the lesion is not one region.
"""

REPAIRABLE: frozenset[Rule] = frozenset({"name", "place", "format", "coding", "regions", "holes"})
"""What `repair` can put right; "name" only where the image's id can be told from it."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a mask.

    Args:
        rule: Which one.
        detail: What exactly, as a sentence.
    """

    rule: Rule
    detail: str


@dataclass(frozen=True)
class Checked:
    """One file that was checked.

    Args:
        name: Its path below the folder, or in the ZIP file.
        faults: What is wrong with it; empty for a valid mask.
        size_checked: Whether its size was compared with that of an image.
    """

    name: str
    faults: tuple[Fault, ...]
    size_checked: bool

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.faults

    @property
    def repairable(self) -> bool:
        """Whether `repair` can make it valid."""
        rules = {fault.rule for fault in self.faults}
        if "name" in rules and isic_id(self.name) is None:
            return False
        return bool(rules) and rules <= REPAIRABLE


def isic_id(name: str) -> str | None:
    """The ISIC id in a mask's name, whatever the letter case of its ending; None if there is none."""
    found = re.search(r"isic[_ -]?(\d{7})(?!\d)", mask_stem(Path(PurePosixPath(name).name)), re.IGNORECASE)
    return None if found is None else f"ISIC_{found[1]}"


def check_mask(mask: Mask) -> list[Fault]:
    """What the rules have against the pixels of a mask, (H, W) bool."""
    regions, holes = count_parts(mask)
    if not regions:
        return [Fault("empty", "There is no lesion in it.")]
    faults = [] if regions == 1 else [Fault("regions", phrase("It has {regions} regions.", regions=regions))]
    if holes:
        faults.append(Fault("holes", "It has a hole." if holes == 1 else phrase("It has {holes} holes.", holes=holes)))
    return faults


def repaired(mask: Mask) -> Mask:
    """The largest region of a mask without its holes, (H, W) bool."""
    return fill_holes(keep_largest_region(mask))


def image_sizes(folder: Path | None) -> dict[str, Path]:
    """The images of a folder by the ids masks are named after, in lower case.

    Raises:
        FolderError: The folder is missing or unreadable.
    """
    if folder is None:
        return {}
    return {image.stem.casefold(): image for image in list_images(folder, recursive=True)}


class IsicValidator:
    """Checks and repairs the masks of a folder or a ZIP file.

    Args:
        target: A folder of masks, or a ZIP file.
        images: The folder of their images, or None: then sizes are not compared.

    Raises:
        UsageError: There is nothing to check.
        FolderError: A folder is missing or unreadable.
        SourceError: The ZIP file cannot be used, or must not be believed.
    """

    def __init__(self, target: Path, images: Path | None = None) -> None:
        self._target = target
        self._images_known = images is not None
        self._images = image_sizes(images)
        if target.is_dir():
            masks = list_masks(target)
            # Where images lie beside their masks, only what is called like a mask is one.
            named = [path for path in masks if mask_stem(path) != path.stem]
            self.names = [path.name for path in named or masks]
        elif target.suffix.lower() == ".zip":
            with open_archive(target) as archive:
                self.names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        elif not target.exists():
            raise UsageError(phrase("There is nothing called {target}", target=target), remedy="Check the spelling.")
        else:
            raise UsageError(
                phrase("{target} is neither a folder nor a ZIP file", target=target), remedy="Give one of these."
            )
        if not self.names:
            raise UsageError(
                phrase("There is no mask in {target}", target=target), remedy="Masks are PNG, BMP or TIFF files."
            )

    def check(self) -> Iterator[Checked]:
        """Check one file after the other."""
        for name, path in self._files():
            yield self._checked(name, path)[0]

    def repair(self, out: Path, *, overwrite: bool = False) -> Iterator[tuple[Checked, str]]:
        """Write valid masks to a new place: valid ones as they are, others repaired; nothing else is touched.

        Args:
            out: A folder that is made if need be, or a ZIP file if its name ends so.
            overwrite: Replace files that are there already.

        Yields:
            For each file what was wrong with it, and the name of the file that was written; "" if it could not be.

        Raises:
            UsageError: Files are in the way, or `out` is what is being checked.
            FolderError: `out` cannot be used.
            StorageError: It cannot be written.
        """
        with ExitStack() as stack:
            sink = Sink(out, self._target, self.names, stack, overwrite=overwrite)
            for name, path in self._files():
                checked, mask = self._checked(name, path)
                if mask is None or not (checked.valid or checked.repairable):
                    yield checked, ""
                    continue
                stem = isic_id(name) if any(fault.rule == "name" for fault in checked.faults) else None
                plain = stem if stem is not None else mask_stem(Path(PurePosixPath(name).name))
                yield checked, sink.write(isic_name(plain), repaired(mask))

    def _files(self) -> Iterator[tuple[str, Path | None]]:
        """Each file, and where it can be read; None if it cannot be unpacked."""
        if self._target.is_dir():
            for name in self.names:
                yield name, self._target / name
            return
        with open_archive(self._target) as archive, tempfile.TemporaryDirectory(prefix="isic-desktop-") as aside:
            for name in self.names:
                try:
                    with unpacked(archive, archive.getinfo(name), Path(aside)) as path:
                        yield name, path
                except SourceError:
                    yield name, None

    def _checked(self, name: str, path: Path | None) -> tuple[Checked, Mask | None]:
        faults = _name_faults(name)
        image = self._images.get(mask_stem(Path(PurePosixPath(name).name)).casefold())
        if self._images_known and image is None:
            faults.append(Fault("no image", "There is no image of that name."))
        if path is None or path.suffix.lower() not in MASK_SUFFIXES:
            faults.append(Fault("unreadable", "It is damaged." if path is None else "It is not a mask file."))
            return Checked(shortened(name), tuple(faults), size_checked=False), None
        try:
            stored = read_mask(path)
        except AppError as error:
            faults.append(Fault("unreadable", phrase("{what}.", what=error.what)))
            return Checked(shortened(name), tuple(faults), size_checked=False), None
        if not _is_plain_png(path):
            faults.append(Fault("format", "It is not an 8-bit PNG with one channel."))
        if stored.coded_01:
            faults.append(Fault("coding", "It is coded 0/1 instead of 0/255."))
        elif stored.values_other:
            faults.append(Fault("coding", "It holds values other than 0 and 255."))
        mask = stored.rescaled()
        faults += self._size_faults(image, mask)
        faults += check_mask(mask)
        return Checked(shortened(name), tuple(faults), size_checked=image is not None), mask

    @staticmethod
    def _size_faults(image: Path | None, mask: Mask) -> list[Fault]:
        if image is None:
            return []
        try:
            width, height = read_image_size(image)
        except AppError as error:
            return [Fault("no image", phrase("{what}.", what=error.what))]
        if mask.shape == (height, width):
            return []
        return [
            Fault(
                "size",
                phrase(
                    "It is {width} × {height} pixels, the image {image_width} × {image_height}.",
                    width=mask.shape[1],
                    height=mask.shape[0],
                    image_width=width,
                    image_height=height,
                ),
            )
        ]


def _name_faults(name: str) -> list[Fault]:
    pure = PurePosixPath(name.replace("\\", "/"))
    faults = []
    if len(pure.parts) > 1:
        faults.append(
            Fault("place", phrase("It lies in the folder {folder}.", folder=shortened(pure.parent.as_posix())))
        )
    stem = mask_stem(Path(pure.name))
    if not _ISIC_ID.fullmatch(stem) or pure.name != isic_name(stem):
        faults.append(Fault("name", phrase("ISIC wants {name}.", name=isic_name(isic_id(name) or "ISIC_1234567"))))
    return faults


def _is_plain_png(path: Path) -> bool:
    """Whether a file begins like an 8-bit grayscale PNG: signature, header chunk, depth 8, colour type 0."""
    try:
        with path.open("rb") as file:
            head = file.read(26)
    except OSError:
        return False
    return head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR" and head[24:26] == b"\x08\x00"


class Sink:
    """Where repaired masks go: a folder, or one ZIP file that appears when all are in it."""

    def __init__(self, out: Path, target: Path, names: Sequence[str], stack: ExitStack, *, overwrite: bool) -> None:
        self._written: set[str] = set()
        self._archive: zipfile.ZipFile | None = None
        self._out = out
        if out.exists() and target.exists() and out.samefile(target):
            raise UsageError(
                phrase("{out} is what is being repaired", out=out), remedy="Choose another place; it stays as it is."
            )
        if out.suffix.lower() == ".zip":
            if out.exists() and not overwrite:
                raise UsageError(
                    phrase("{out} would be replaced", out=out),
                    remedy="Choose another name, or allow files to be replaced (on a command line: --overwrite).",
                )
            if not out.parent.is_dir():
                raise FolderError("The folder for the file is not there", path=out.parent, remedy="Make it first.")
            file = stack.enter_context(open_atomic(out))
            self._archive = stack.enter_context(zipfile.ZipFile(file, "w"))
            return
        try:
            out.mkdir(parents=True, exist_ok=True)
            present = {entry.name for entry in out.iterdir()}
        except OSError as error:
            raise FolderError(
                phrase("Cannot write to the folder ({reason})", reason=system_reason(error)),
                path=out,
                remedy="Choose another folder.",
            ) from error
        stems = {isic_id(name) or mask_stem(Path(PurePosixPath(name).name)) for name in names}
        in_the_way = sorted(present & {isic_name(stem) for stem in stems})
        if in_the_way and not overwrite:
            raise UsageError(
                phrase("{path} would be replaced", path=out / in_the_way[0]), remedy="Choose another folder."
            )

    def write(self, name: str, mask: Mask) -> str:
        """Write a mask; "" if another one took the name already."""
        if name.casefold() in self._written:
            return ""
        self._written.add(name.casefold())
        content = encode_mask(np.ascontiguousarray(mask))
        if self._archive is None:
            write_bytes(self._out / name, content)
        else:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            self._archive.writestr(entry, content)
        return name
