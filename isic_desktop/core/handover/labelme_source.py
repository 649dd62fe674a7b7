"""Masks from the JSON files of labelme: polygons, rectangles, circles and masks."""

from __future__ import annotations

import base64
import binascii
import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL.PngImagePlugin import PngImageFile

from isic_desktop.core.handover.formats import LABEL
from isic_desktop.core.handover.outlines import Points, fill_polygons
from isic_desktop.core.handover.untrusted import (
    SourceError,
    checked_size,
    coordinates,
    read_json,
    shortened,
)
from isic_desktop.core.mask_size import check_mask_size
from isic_desktop.core.strokes import Mask
from model_train.errors import MaskError
from model_train.messages import phrase

MAX_LABELME_BYTES = 96 << 20  # it may hold the image itself
_REMEDY = "Save it again with labelme."


@dataclass(frozen=True, eq=False)
class LabelmeFile:
    """A checked file of labelme.

    Args:
        path: The file.
        image_name: The image's path as the file tells it.
        size_wh: (width, height) of the image, px.
        shapes: The shapes that make the mask, not looked into yet.
        remark: What was left out, as a sentence; empty for nothing.
    """

    path: Path
    image_name: str
    size_wh: tuple[int, int]
    shapes: tuple[dict[str, Any], ...]
    remark: str

    def load(self, size_wh: tuple[int, int]) -> tuple[Mask, str]:
        """The mask for an image of this size, (H, W) bool, and a remark.

        Raises:
            MaskError: Sizes differ, or a shape cannot be drawn.
            SourceError: A shape is not what it should be.
        """
        check_mask_size(self.size_wh, size_wh, self.path)
        mask = np.zeros((size_wh[1], size_wh[0]), dtype=np.bool_)
        try:
            for shape in self.shapes:
                _add(mask, shape, self.path)
        except MaskError as error:
            raise MaskError(error.what, path=error.path or self.path, remedy=error.remedy) from error
        return mask, self.remark


def read_labelme(path: Path) -> LabelmeFile:
    """Read and check a file.

    Raises:
        SourceError: It is not a file of labelme, or damaged.
    """
    value = read_json(path, MAX_LABELME_BYTES)
    if not isinstance(value, dict) or not isinstance(value.get("shapes"), list):
        raise SourceError("This is not a file of labelme: it has no shapes", path=path, remedy=_REMEDY)
    name = value.get("imagePath")
    if not isinstance(name, str) or not name or len(name) > 4000 or "\0" in name:
        raise SourceError("It does not say for which image it is", path=path, remedy=_REMEDY)
    shapes = value["shapes"]
    if not all(isinstance(shape, dict) for shape in shapes):
        raise SourceError("A shape in it is not one", path=path, remedy=_REMEDY)
    lesions = [shape for shape in shapes if str(shape.get("label", "")).casefold() == LABEL]
    remark = ""
    if lesions and len(lesions) < len(shapes):
        count = len(shapes) - len(lesions)
        remark = phrase("{count} shapes that are not called {label} were left out.", count=count, label=LABEL)
        shapes = lesions
    size_wh = checked_size(value.get("imageWidth"), value.get("imageHeight"), path)
    return LabelmeFile(path, name, size_wh, tuple(shapes), remark)


def _add(mask: Mask, shape: dict[str, Any], path: Path) -> None:
    kind = shape.get("shape_type") or "polygon"
    points = coordinates(shape.get("points"), path)
    size_wh = (mask.shape[1], mask.shape[0])
    if kind == "polygon":
        mask |= fill_polygons([points], size_wh)
    elif kind in ("rectangle", "circle", "mask") and len(points) != 2:
        raise MaskError(phrase("A {kind} in it has not two points", kind=kind), remedy=_REMEDY)
    elif kind == "rectangle":
        (x0, y0), (x1, y1) = points.tolist()
        mask |= fill_polygons([np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])], size_wh)
    elif kind == "circle":
        mask |= fill_polygons([_circle(points)], size_wh)
    elif kind == "mask":
        _add_mask(mask, points, shape.get("mask"))
    else:
        raise MaskError(
            phrase("A shape of the kind '{kind}' has no area", kind=shortened(str(kind))),
            remedy="Outline the lesion with a polygon.",
        )


def _circle(points: Points) -> Points:
    (x, y), edge = points.tolist()[0], points.tolist()[1]
    angles = np.linspace(0, 2 * math.pi, 361)[:-1]
    radius = math.dist((x, y), edge)
    return np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)


def _add_mask(mask: Mask, points: Points, text: Any) -> None:
    """A small picture at a place; both corners of the place belong to it."""
    left, top, right, bottom = (int(value) for value in points.ravel())
    height, width = mask.shape
    if not (0 <= left <= right < width and 0 <= top <= bottom < height):
        raise MaskError("A mask in it lies outside the image", remedy=_REMEDY)
    if not isinstance(text, str):
        raise MaskError("A mask in it has no picture", remedy=_REMEDY)
    wanted = (right - left + 1, bottom - top + 1)
    try:
        content = base64.b64decode(text, validate=True)
        with PngImageFile(io.BytesIO(content)) as picture:
            # Before it is decoded: a small text can claim a large picture.
            if picture.size != wanted:
                raise MaskError("A mask in it is of another size than its place", remedy=_REMEDY)
            gray = np.asarray(picture.convert("L"))
    except (binascii.Error, ValueError, SyntaxError, OSError, EOFError) as error:
        raise MaskError("A mask in it is damaged", remedy=_REMEDY) from error
    mask[top : bottom + 1, left : right + 1] |= gray > 0
