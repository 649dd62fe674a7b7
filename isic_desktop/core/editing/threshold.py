"""The outline for any threshold over the model's probability, fast enough to follow a slider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isic_desktop.core.editing.extent import Probability, extent, padded
from isic_desktop.core.geometry import PixelRect
from model_train.late_numpy import np

if TYPE_CHECKING:
    from isic_desktop.core.strokes import Mask

# Rounding can lift an interpolated probability above the larger of its neighbours by some 1e-7.
_ROUNDING = 1e-5


def mask_at(probability: Probability, size_hw: tuple[int, int], threshold: float) -> Mask:
    """Mask of the pixels whose probability is at least `threshold`; for one threshold, see `ThresholdField` for many.

    Args:
        probability: (S, S) float32 in [0, 1] at the network's own size, or (H, W) of the image.
        size_hw: (height, width) of the image.
        threshold: In [0, 1].

    Returns:
        (H, W) bool, equal to `predictor.enlarge(probability, (width, height)) >= threshold` bit for bit.
    """
    return ThresholdField(probability, size_hw).mask_at(threshold)


class ThresholdField:
    """A probability made ready for many thresholds; holds (H, W) float32, 49 MB at 12 megapixels.

    Make it in a worker (the enlarging takes tens of milliseconds); ask `mask_at` while the slider moves.

    Args:
        probability: (S, S) float32 in [0, 1] at the network's own size, or (H, W) of the image.
        size_hw: (height, width) of the image.
    """

    def __init__(self, probability: Probability, size_hw: tuple[int, int]) -> None:
        import cv2

        self.size_hw = size_hw
        self._small = probability
        self._full = probability
        if probability.shape != size_hw:
            # The same call as predictor.enlarge, which lives beside torch: anything else would round differently.
            large = cv2.resize(probability, (size_hw[1], size_hw[0]), interpolation=cv2.INTER_LINEAR)
            self._full = np.asarray(large, dtype=np.float32)

    def mask_at(self, threshold: float) -> Mask:
        """(H, W) bool, a new array: probability at or above `threshold`."""
        mask = np.zeros(self.size_hw, dtype=np.bool_)
        rect = self.rect_at(threshold)
        if not rect.empty:
            np.greater_equal(self._full[rect.slices], threshold, out=mask[rect.slices])
        return mask

    def rect_at(self, threshold: float) -> PixelRect:
        """A rectangle outside of which no pixel reaches `threshold`."""
        rows, columns = self._small.shape
        box = extent(self._small >= np.float32(threshold - _ROUNDING))
        if box.empty or self._small is self._full:
            return box
        height, width = self.size_hw
        # A pixel takes part of the two cells next to it in each direction.
        box = padded(box, 1, rows, columns)
        return PixelRect(
            box.top * height // rows,
            box.left * width // columns,
            -(-box.bottom * height // rows),
            -(-box.right * width // columns),
        )
