"""Masks as run lengths, as COCO has them: down the columns, background first."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.strokes import Mask
from model_train.errors import MaskError

_CHARACTERS_A_NUMBER = 8
_BROKEN = "The run lengths are damaged"
_REMEDY = "Export the annotation again."


def encode_runs(mask: Mask, *, compressed: bool) -> dict[str, Any]:
    """The `segmentation` object of a COCO annotation.

    Args:
        mask: (H, W) bool.
        compressed: As the text of pycocotools, or as a list of numbers.
    """
    from pycocotools import mask as coco

    height, width = mask.shape
    if not compressed:
        return {"size": [height, width], "counts": _runs(mask)}
    encoded = coco.encode(np.asfortranarray(mask.view(np.uint8)))
    return {"size": [height, width], "counts": encoded["counts"].decode("ascii")}


def _runs(mask: Mask) -> list[int]:
    flat = mask.T.ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    bounds = np.concatenate([[0], edges, [flat.size]])
    lengths: list[int] = np.diff(bounds).tolist()
    return [0, *lengths] if flat[0] else lengths


def decode_runs(value: Any, size_wh: tuple[int, int]) -> Mask:
    """The mask of a COCO `segmentation` object.

    The numbers are checked before anything is made of them: the decoder of pycocotools trusts them.

    Args:
        value: What the JSON file holds: {"size": [height, width], "counts": text or list}.
        size_wh: (width, height) that the mask must have, px.

    Returns:
        (H, W) bool.

    Raises:
        MaskError: It is not that, of another size, or does not add up; without a path, which the caller adds.
    """
    width, height = size_wh
    if not isinstance(value, dict) or not isinstance(value.get("size"), list):
        raise MaskError(_BROKEN, remedy=_REMEDY)
    if value["size"] != [height, width] or any(isinstance(side, bool) for side in value["size"]):
        raise MaskError("The mask is of another size than its image", remedy=_REMEDY)
    counts = value.get("counts")
    if isinstance(counts, str):
        lengths = _unpacked(counts)
    elif isinstance(counts, list):
        if not all(isinstance(count, int) and 0 <= count <= width * height for count in counts):
            raise MaskError(_BROKEN, remedy=_REMEDY)
        lengths = np.array(counts, dtype=np.int64)
    else:
        raise MaskError(_BROKEN, remedy=_REMEDY)
    # Each is bounded before they are added, so that the sum cannot overflow.
    if (lengths < 0).any() or (lengths > width * height).any() or int(lengths.sum()) != width * height:
        raise MaskError("The run lengths do not add up to the image's size", remedy=_REMEDY)
    lesion = np.arange(len(lengths)) % 2 == 1
    flat = np.repeat(lesion, lengths)
    return np.ascontiguousarray(flat.reshape(width, height).T)


def _unpacked(text: str) -> NDArray[np.int64]:
    """The numbers of a compressed text: five bits a character, and from the third on only differences."""
    try:
        codes = np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.int64) - 48
    except UnicodeEncodeError as error:
        raise MaskError(_BROKEN, remedy=_REMEDY) from error
    if not len(codes):
        return codes
    ends = np.flatnonzero((codes & 0x20) == 0)
    if (codes < 0).any() or (codes > 63).any() or not len(ends) or ends[-1] != len(codes) - 1:
        raise MaskError(_BROKEN, remedy=_REMEDY)
    starts = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - starts + 1
    if int(lengths.max()) > _CHARACTERS_A_NUMBER:
        raise MaskError(_BROKEN, remedy=_REMEDY)
    place = np.arange(len(codes)) - np.repeat(starts, lengths)
    numbers = np.add.reduceat((codes & 0x1F) << (5 * place), starts)
    numbers -= np.where(codes[ends] & 0x10, np.int64(1) << (5 * lengths), 0)
    numbers[1::2] = np.cumsum(numbers[1::2])
    numbers[2::2] = np.cumsum(numbers[2::2])
    return numbers
