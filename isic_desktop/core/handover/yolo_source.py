"""Masks from the text files of YOLO: a polygon a line, as shares of width and height."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from isic_desktop.core.handover.outlines import MAX_CORNERS, Points, fill_polygons
from isic_desktop.core.handover.untrusted import SourceError, read_content
from isic_desktop.core.strokes import Mask
from model_train.errors import MaskError
from model_train.messages import phrase

MAX_YOLO_BYTES = 64 << 20
_REMEDY = "Export it again as segmentation polygons."


def read_yolo(path: Path, size_wh: tuple[int, int]) -> tuple[Mask, str]:
    """Read the regions of one image; a file without lines is an empty mask.

    Args:
        path: The text file.
        size_wh: (width, height) of the image, px.

    Returns:
        (H, W) bool, and a remark.

    Raises:
        SourceError: The file cannot be read, or is too large.
        MaskError: A line is not a class and a polygon.
    """
    content = read_content(path, MAX_YOLO_BYTES)
    if content is None:
        raise SourceError("The text file is larger than 64 MiB", path=path, remedy=_REMEDY)
    polygons: list[Points] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            polygons.append(_polygon(line, number, path) * size_wh)
    try:
        return fill_polygons(polygons, size_wh), ""
    except MaskError as error:
        raise MaskError(error.what, path=path, remedy=error.remedy) from error


def _polygon(line: bytes, number: int, path: Path) -> Points:
    words = line.split(maxsplit=2 * MAX_CORNERS + 2)
    if len(words) == 5:
        raise MaskError(phrase("Line {number} holds a box, not a polygon", number=number), path=path, remedy=_REMEDY)
    wrong = MaskError(phrase("Line {number} is not a class and a polygon", number=number), path=path, remedy=_REMEDY)
    if len(words) < 7 or len(words) % 2 == 0:
        raise wrong
    try:
        int(words[0])
        shares = np.array([float(word) for word in words[1:]])
    except ValueError as error:
        raise wrong from error
    if not np.isfinite(shares).all() or (np.abs(shares - 0.5) > 1.5).any():
        raise MaskError(
            phrase("Line {number} has coordinates that are no shares", number=number), path=path, remedy=_REMEDY
        )
    return shares.reshape(-1, 2)
