"""Go back to the model's prediction within a region."""

from __future__ import annotations

import numpy as np

from isic_desktop.core.geometry import PixelRect
from isic_desktop.core.strokes import Mask


def revert_region(mask: Mask, prediction: Mask, rect: PixelRect, region: Mask) -> Mask:
    """Take the pixels of a region from the prediction.

    Args:
        mask: (H, W) bool, the annotation.
        prediction: (H, W) bool, of the same size.
        rect: Where the region lies.
        region: (rows, columns) bool of `rect`, e.g. from `polygon_pixels`.

    Returns:
        (rows, columns) bool of `rect`: the annotation with the region reverted.

    Raises:
        ValueError: Mask and prediction differ in size.
    """
    if mask.shape != prediction.shape:
        raise ValueError(f"mask {mask.shape} and prediction {prediction.shape} must have the same size")
    result: Mask = np.where(region, prediction[rect.slices], mask[rect.slices])
    return result
