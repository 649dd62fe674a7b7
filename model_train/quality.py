"""Predicted quality: how good a prediction is likely to be, without ground truth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from model_train.late_numpy import np

if TYPE_CHECKING:
    import numpy.typing as npt

FloatArray: TypeAlias = "npt.NDArray[np.float32]"
BoolArray: TypeAlias = "npt.NDArray[np.bool_]"

SIGNS = (
    "soft_jaccard", "soft_jaccard_turned", "agreement", "doubt_inside", "entropy", "change", "border", "roundness",
    "background", "pieces",
)  # fmt: skip
"""Signs of doubt, in the order of `signs_of_doubt`."""

_RIDGE = 0.01
"""Strength of the ridge, as a share of the number of images."""


@dataclass(frozen=True)
class Calibration:
    """A linear function of the signs of doubt that estimates the logit of the Jaccard index.

    Attributes:
        weights: One for each of SIGNS.
        offset: Added to the weighted sum.
    """

    weights: tuple[float, ...]
    offset: float

    def as_dict(self) -> dict[str, Any]:
        """Give what is stored in a checkpoint's header."""
        return {"weights": dict(zip(SIGNS, self.weights, strict=True)), "offset": self.offset}


def calibration_from_dict(values: Mapping[str, Any]) -> Calibration | None:
    """Read what `Calibration.as_dict` gave; an empty one gives None.

    Raises:
        ValueError: It is not such a description.
    """
    if not values:
        return None
    weights, offset = values.get("weights"), values.get("offset")
    if set(values) != {"weights", "offset"} or not isinstance(weights, dict) or set(weights) != set(SIGNS):
        raise ValueError("the signs of doubt are other ones")
    numbers = [*weights.values(), offset]
    if not all(type(one) in (int, float) and abs(one) < 1e6 for one in numbers):
        raise ValueError("a weight is not a sensible number")
    return Calibration(tuple(float(weights[name]) for name in SIGNS), float(numbers[-1]))


def predicted_jaccard(
    probability: FloatArray, turned: FloatArray, threshold: float, calibration: Calibration | None = None
) -> float:
    """Estimate the Jaccard index a prediction would have against ground truth.

    Without a calibration the product of two signs of doubt: the soft Jaccard between the probability and its own mask
    (low where the outline is blurred or the inside uncertain), and the Jaccard between the masks of the image and of
    the image turned by a quarter (low where the network follows accidents of the view).

    Args:
        probability: (H, W) float32 in [0, 1].
        turned: (H, W) float32, the probability of the turned image, turned back.
        threshold: A pixel belongs to the lesion where its probability is above this.
        calibration: Of the model that gave the probability.

    Returns:
        A number in [0, 1]; 0 when nothing at all was outlined, since in a clinical image that is suspicious.
    """
    mask = probability >= threshold
    if not mask.any():
        return 0.0
    if calibration is None:
        return soft_jaccard(probability, mask) * jaccard(mask, turned >= threshold)
    value = float(np.dot(signs_of_doubt(probability, turned, threshold), calibration.weights)) + calibration.offset
    return 1.0 / (1.0 + math.exp(-min(max(value, -30.0), 30.0)))


def signs_of_doubt(probability: FloatArray, turned: FloatArray, threshold: float) -> npt.NDArray[np.float64]:
    """Measure what tells good predictions from bad ones: one float64 for each of SIGNS.

    Args:
        probability: (H, W) float32 in [0, 1], above the threshold somewhere.
        turned: (H, W) float32, the probability of the turned image, turned back.
        threshold: A pixel belongs to the lesion where its probability is above this.
    """
    import cv2  # not at the start: the header of a checkpoint is read in many places where no outline is

    mask, other = probability >= threshold, turned >= threshold
    area = float(np.count_nonzero(mask))
    inside = probability[mask]
    outside = probability[~mask]
    sure = np.clip(probability, 1e-6, 1.0 - 1e-6)
    entropy = -(sure * np.log(sure) + (1.0 - sure) * np.log1p(-sure)).sum(dtype=np.float64)
    edges = np.concatenate((mask[0], mask[-1], mask[:, 0], mask[:, -1]))
    outlines, _tree = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    length = max(1.0, sum(cv2.arcLength(outline, True) for outline in outlines))
    return np.array(
        (
            logit(soft_jaccard(probability, mask)),
            logit(soft_jaccard(turned, other)),
            logit(jaccard(mask, other)),
            logit(float(np.quantile(inside, 0.1))),
            math.log(float(entropy) / area + 1e-3),
            math.log(float(np.abs(probability - turned).sum(dtype=np.float64)) / area + 0.01),
            float(edges.mean()),
            logit(4.0 * math.pi * area / length**2),
            float(np.quantile(outside, 0.95)) if outside.size else 1.0,
            math.log(max(1, len(outlines))),
        )
    )


def fit_calibration(
    signs: npt.NDArray[np.float64], jaccards: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> Calibration:
    """Fit a calibration by ridge regression of the logit of the Jaccard index on the standardised signs.

    Args:
        signs: (N, len(SIGNS)) float64.
        jaccards: (N,) float64, the true Jaccard indices.
        weights: (N,) float64, how much each image counts.

    Raises:
        ValueError: There are fewer than two images.
    """
    if len(signs) < 2:
        raise ValueError("a calibration needs at least two images")
    wanted = np.array([logit(value) for value in jaccards])
    middle = np.average(signs, axis=0, weights=weights)
    spread = np.sqrt(np.average((signs - middle) ** 2, axis=0, weights=weights)) + 1e-9
    standard = (signs - middle) / spread
    mean = float(np.average(wanted, weights=weights))
    normal = standard.T @ (standard * weights[:, None]) + _RIDGE * weights.sum() * np.eye(signs.shape[1])
    slopes = np.linalg.solve(normal, standard.T @ (weights * (wanted - mean))) / spread
    return Calibration(tuple(float(one) for one in slopes), mean - float(middle @ slopes))


def failures_found(predicted: Sequence[float], jaccards: Sequence[float], below: float = 0.65) -> tuple[int, int]:
    """Count how many of the images with a true Jaccard under `below` are in the fifth with the lowest prediction.

    Returns:
        Those in that fifth, and all.
    """
    fifth = np.argsort(np.asarray(predicted), kind="stable")[: math.ceil(len(predicted) / 5)]
    failed = np.asarray(jaccards) < below
    return int(failed[fifth].sum()), int(failed.sum())


def soft_jaccard(probability: FloatArray, mask: BoolArray) -> float:
    """Give the soft Jaccard between a probability and a mask; 0 when the mask is empty."""
    if not mask.any():
        return 0.0
    inside = float(probability[mask].sum(dtype=np.float64))
    outside = float(probability.sum(dtype=np.float64)) - inside
    return inside / (float(np.count_nonzero(mask)) + outside)


def jaccard(first: BoolArray, second: BoolArray) -> float:
    """Give the Jaccard index of two masks; 1 when both are empty."""
    either = float(np.count_nonzero(first | second))
    return float(np.count_nonzero(first & second)) / either if either else 1.0


def logit(share: float) -> float:
    """Give log(p / (1 − p)), the share kept within [0.01, 0.995] so that no single pixel decides."""
    kept = min(max(share, 0.01), 0.995)
    return math.log(kept / (1.0 - kept))
