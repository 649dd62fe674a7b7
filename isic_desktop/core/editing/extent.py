"""Boxes around the foreground, so that work is proportional to the lesion and not to the image."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from isic_desktop.core.geometry import NOTHING, PixelRect
from model_train.late_numpy import np

if TYPE_CHECKING:
    import numpy.typing as npt

    from isic_desktop.core.strokes import Mask

Image: TypeAlias = "npt.NDArray[np.uint8]"
Probability: TypeAlias = "npt.NDArray[np.float32]"
Bytes: TypeAlias = "npt.NDArray[np.uint8]"


def extent(mask: Mask) -> PixelRect:
    """The smallest rectangle that holds the foreground of an (H, W) bool mask; empty when there is none."""
    rows = np.flatnonzero(mask.any(axis=1))
    if rows.size == 0:
        return NOTHING
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(mask[top:bottom].any(axis=0))
    return PixelRect(top, int(columns[0]), bottom, int(columns[-1]) + 1)


def padded(rect: PixelRect, by_px: int, height: int, width: int) -> PixelRect:
    """`rect` with a margin on each side, as far as the image of `height` × `width` goes."""
    return PixelRect(rect.top - by_px, rect.left - by_px, rect.bottom + by_px, rect.right + by_px).clipped(
        height, width
    )


def shifted(rect: PixelRect, down: int, right: int) -> PixelRect:
    """`rect` moved, for going between a crop's coordinates and the image's."""
    return PixelRect(rect.top + down, rect.left + right, rect.bottom + down, rect.right + right)


def as_bytes(mask: Mask) -> Bytes:
    """The mask as C-contiguous uint8 of 0 and 1, without a copy where it is contiguous already."""
    return np.ascontiguousarray(mask).view(np.uint8)
