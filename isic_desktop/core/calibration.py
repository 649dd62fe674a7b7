"""How long a pixel is: learned from a ruler in an image, kept beside the annotations.

`calibration.json` lies in the folder of the annotations. It holds a ruler for single images and one for the whole
folder; an image's own wins. The folder's holds only for images of the size it was drawn on: at another size, pixels
are of another length. Keys that this version does not know are kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from isic_desktop.core.json_text import decode_json, encode_json
from model_train.atomic import move_aside, sync_folder, write_bytes
from model_train.errors import FolderError, SidecarError, UsageError
from model_train.messages import phrase, system_reason

FILE_NAME = "calibration.json"
VERSION = 1
VERSION_KEY = "isic_desktop_calibration"
MAX_BYTES = 64 << 20
SHORTEST_LINE_PX = 5.0
LONGEST_MM = 10_000.0

XY = tuple[float, float]


@dataclass(frozen=True)
class Ruler:
    """A line drawn along a ruler.

    Args:
        start_xy: One end, continuous image coordinates.
        end_xy: The other.
        length_mm: What the ruler says.
        size_wh: (width, height) of the image it was drawn on, px.
    """

    start_xy: XY
    end_xy: XY
    length_mm: float
    size_wh: tuple[int, int]

    @property
    def length_px(self) -> float:
        """The line's length in image pixels."""
        return math.dist(self.start_xy, self.end_xy)

    @property
    def mm_per_px(self) -> float:
        """How long a pixel is."""
        return self.length_mm / self.length_px

    def checked(self) -> Ruler:
        """The ruler itself, if it can be used.

        Raises:
            UsageError: The line is too short, or the length not a sensible number.
        """
        if not all(math.isfinite(value) for value in (*self.start_xy, *self.end_xy)):
            raise UsageError("The line of the ruler is not one", remedy="Draw it again.")
        if self.length_px < SHORTEST_LINE_PX:
            raise UsageError(
                phrase("The line is shorter than {shortest} pixels", shortest=f"{SHORTEST_LINE_PX:g}"),
                remedy="Draw it along as much of the ruler as there is: the longer, the more exact.",
            )
        if not (math.isfinite(self.length_mm) and 0 < self.length_mm <= LONGEST_MM):
            raise UsageError("The length must be more than 0 mm and at most 10 m", remedy="Read the ruler again.")
        return self

    def as_json(self) -> dict[str, Any]:
        """The JSON object of this ruler."""
        return {
            "line_xy": [list(self.start_xy), list(self.end_xy)],
            "length_mm": self.length_mm,
            "size_wh": list(self.size_wh),
            "mm_per_px": self.mm_per_px,
        }


@dataclass(frozen=True)
class Scale:
    """What is known about the length of a pixel of one image.

    Args:
        mm_per_px: None if nothing is.
        source: "image", "folder" or "" for nothing.
        remark: Why a folder's ruler does not hold for this image, as a sentence; else empty.
    """

    mm_per_px: float | None = None
    source: str = ""
    remark: str = ""


class Calibrations:
    """The rulers of one folder of annotations, as read from its file.

    Args:
        place: The folder; neither it nor the file need exist.

    Raises:
        SidecarError: There is a file, but it cannot be used; the message names it and what to do.
    """

    def __init__(self, place: Path) -> None:
        self.path = place / FILE_NAME
        self._value = _read(self.path)
        table = self._value.get("images")
        self._images: dict[str, Any] = table if isinstance(table, dict) else {}

    def ruler_of(self, image_name: str) -> Ruler | None:
        """The ruler drawn on an image (its file name), if there is one that can be used."""
        return _parsed(self._images.get(image_name))

    @property
    def folder_ruler(self) -> Ruler | None:
        """The ruler of the whole folder, if there is one that can be used."""
        return _parsed(self._value.get("folder"))

    def scale_of(self, image_name: str, size_wh: tuple[int, int]) -> Scale:
        """How long a pixel of an image is: by its own ruler, or else by the folder's.

        Args:
            image_name: Its file name.
            size_wh: (width, height), px.
        """
        own = self.ruler_of(image_name)
        if own is not None and own.size_wh == tuple(size_wh):
            return Scale(own.mm_per_px, "image")
        shared = self.folder_ruler
        if shared is None:
            return Scale()
        if shared.size_wh != tuple(size_wh):
            width, height = shared.size_wh
            return Scale(
                remark=phrase(
                    "The folder's ruler was drawn on an image of {width} × {height} pixels.", width=width, height=height
                )
            )
        return Scale(shared.mm_per_px, "folder")

    def save(self, image_name: str, ruler: Ruler, *, for_folder: bool) -> None:
        """Keep a ruler.

        Args:
            image_name: File name of the image it was drawn on.
            ruler: The line and its length.
            for_folder: Let it hold for the whole folder instead of this image only; the image's own, if it had
                one, is then forgotten, since it would win.

        Raises:
            UsageError: The ruler is of no use; nothing was written.
            StorageError: The file cannot be written; the old one is as it was.
            FolderError: The folder cannot be made.
        """
        entry = ruler.checked().as_json()
        images = dict(self._images)
        images.pop(image_name, None)
        value = {**self._value, VERSION_KEY: VERSION}
        if for_folder:
            value["folder"] = entry
        else:
            images[image_name] = entry
        self._write(value, images)

    def forget(self, image_name: str, *, for_folder: bool) -> None:
        """Forget the ruler of an image, or the folder's; errors as for `save`."""
        images = dict(self._images)
        value = {**self._value, VERSION_KEY: VERSION}
        if for_folder:
            value.pop("folder", None)
        else:
            images.pop(image_name, None)
        self._write(value, images)

    def _write(self, value: dict[str, Any], images: dict[str, Any]) -> None:
        value["images"] = images
        _make_folder(self.path.parent)
        write_bytes(self.path, encode_json(value))
        self._value, self._images = value, images


def _make_folder(folder: Path) -> None:
    try:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)  # without parents: a drive that was pulled out must not come to life
            sync_folder(folder.parent)
    except OSError as error:
        raise FolderError(
            phrase("Cannot make the folder for annotations ({reason})", reason=system_reason(error)),
            path=folder,
            remedy="Choose another place for the annotations of this folder.",
        ) from error


def _read(path: Path) -> dict[str, Any]:
    remedy = "Move the file away and draw the ruler again, or restore it from a backup."
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}
    except NotADirectoryError:
        return {}
    except OSError as error:
        raise SidecarError(
            phrase("Cannot read the rulers ({reason})", reason=system_reason(error)), path=path, remedy=remedy
        ) from error
    try:
        value = decode_json(content) if len(content) <= MAX_BYTES else None
    except ValueError:
        value = None
    if not isinstance(value, dict) or VERSION_KEY not in value:
        raise SidecarError("The file with the rulers is damaged or of another program", path=path, remedy=remedy)
    if value[VERSION_KEY] != VERSION or isinstance(value[VERSION_KEY], bool):
        raise SidecarError(
            "The rulers were saved by another version of ISIC Desktop", path=path, remedy="Update ISIC Desktop."
        )
    return value


def _parsed(entry: Any) -> Ruler | None:
    """A ruler from its JSON object; None for anything that is not a usable one."""
    if not isinstance(entry, dict):
        return None
    line, length, size = entry.get("line_xy"), entry.get("length_mm"), entry.get("size_wh")
    if not (_is_pair(line) and all(_is_pair(end) for end in line) and _is_pair(size) and _is_number(length)):
        return None
    numbers = [value for end in line for value in end]
    if not (all(_is_number(value) for value in numbers) and all(type(side) is int for side in size)):
        return None
    (start_x, start_y), (end_x, end_y) = line
    ruler = Ruler((float(start_x), float(start_y)), (float(end_x), float(end_y)), float(length), (size[0], size[1]))
    try:
        return ruler.checked()
    except UsageError:
        return None


def _is_pair(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list) and len(value) == 2


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


def set_unusable_aside(place: Path) -> Path | None:
    """Move a file of rulers away that cannot be used, so that a new one can be kept; gives where it went.

    Raises:
        StorageError: It cannot be moved.
    """
    path = place / FILE_NAME
    try:
        Calibrations(place)
    except SidecarError:
        return move_aside(path)
    return None
