"""Whose a mask is, which model it began from, and what hand-made changes are counted against."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from model_train.late_numpy import np

if TYPE_CHECKING:
    import numpy.typing as npt

    from isic_desktop.core.sidecar import ModelUsed

Mask: TypeAlias = "npt.NDArray[np.bool_]"


@dataclass(frozen=True, eq=False)
class PackedMask:
    """A mask kept small: compressed bits. Equal only to itself, since comparing bytes would cost time.

    Args:
        shape: (height, width).
        bits: zlib-compressed `numpy.packbits` of the mask, row by row.
    """

    shape: tuple[int, int]
    bits: bytes

    @staticmethod
    def of(mask: Mask) -> PackedMask:
        """Pack `mask`, (H, W) bool."""
        bits = zlib.compress(np.packbits(mask).tobytes(), level=1)
        return PackedMask((mask.shape[0], mask.shape[1]), bits)

    @staticmethod
    def empty(shape: tuple[int, int]) -> PackedMask:
        """Pack a mask without a single pixel; made once for each size."""
        return _packed_empty(shape)

    def unpacked(self) -> Mask:
        """The (H, W) bool mask."""
        packed = np.frombuffer(zlib.decompress(self.bits), dtype=np.uint8)
        count = self.shape[0] * self.shape[1]
        return np.unpackbits(packed, count=count).view(np.bool_).reshape(self.shape)


@lru_cache(maxsize=8)
def _packed_empty(shape: tuple[int, int]) -> PackedMask:
    return PackedMask.of(np.zeros(shape, dtype=np.bool_))


@dataclass(frozen=True)
class Provenance:
    """Whose mask it is and how far it has come.

    Args:
        origin: "machine", "person" or "imported"; empty while there is no annotation.
        state: "new", "predicted", "corrected", "accepted" or "rejected".
        model: The model whose prediction it began from, if any.
        predicted_jaccard: That model's own estimate of its Jaccard, 0…1, if it gave one.
        baseline: What hand-made changes are counted against: the prediction, or the mask as it was opened;
            None stands for an empty mask.
        earlier_changed_pixels: Pixels changed by hand before the baseline, in earlier sessions.
    """

    origin: str = ""
    state: str = "new"
    model: ModelUsed | None = None
    predicted_jaccard: float | None = None
    baseline: PackedMask | None = field(default=None, repr=False)
    earlier_changed_pixels: int = 0

    @property
    def untouched(self) -> bool:
        """Whether no person has worked on it, so that a prediction may become the annotation."""
        return self.origin in ("", "machine") and self.state in ("new", "predicted")
