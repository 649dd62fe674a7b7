"""Predicted quality: how good a prediction is likely to be, without ground truth."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]


def predicted_jaccard(probability: FloatArray, turned: FloatArray, threshold: float) -> float:
    """Estimate the Jaccard index a prediction would have against ground truth.

    The product of two signs of doubt: the soft Jaccard between the probability and its own mask (low where the
    outline is blurred or the inside uncertain), and the Jaccard between the masks of the image and of the image
    turned by a quarter (low where the network follows accidents of the view).

    Args:
        probability: (H, W) float32 in [0, 1].
        turned: (H, W) float32, the probability of the turned image, turned back.
        threshold: A pixel belongs to the lesion where its probability is above this.

    Returns:
        A number in [0, 1]; 0 when nothing at all was outlined, since in a clinical image that is suspicious.
    """
    mask = probability >= threshold
    other = turned >= threshold
    joint = float(np.count_nonzero(mask & other))
    either = float(np.count_nonzero(mask | other))
    if not mask.any() or either == 0.0:
        return 0.0
    inside = float(probability[mask].sum(dtype=np.float64))
    outside = float(probability.sum(dtype=np.float64)) - inside
    soft = inside / (float(np.count_nonzero(mask)) + outside)
    return soft * joint / either
