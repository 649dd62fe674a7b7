"""Fits how a checkpoint's predicted quality is read off its predictions, from images with ground truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from model_train.checkpoint import load_checkpoint, save_checkpoint
from model_train.checkpoint_header import file_sha256
from model_train.dataset import Pair, read_pair_mask
from model_train.errors import CheckpointError, UsageError
from model_train.evaluation import rank_correlation
from model_train.images import read_image
from model_train.messages import phrase
from model_train.predictor import Predictor
from model_train.quality import (
    Calibration,
    failures_found,
    fit_calibration,
    jaccard,
    predicted_jaccard,
    signs_of_doubt,
)

_FOLDS = 5


@dataclass(frozen=True)
class CalibrationOutcome:
    """How well the quality is predicted on images that the calibration was not fitted to.

    Attributes:
        images: How many were used.
        correlation: Spearman's rank correlation of predicted and true Jaccard, each image predicted by a fit without
            its fifth of the images.
        uncalibrated_correlation: The same of the estimate without calibration.
        failures: Images with a true Jaccard under 0.65.
        failures_found: Those of them that are in the fifth with the lowest prediction.
        uncalibrated_failures_found: The same without calibration.
    """

    images: int
    correlation: float
    uncalibrated_correlation: float
    failures: int
    failures_found: int
    uncalibrated_failures_found: int


def choose_pairs(pairs: Sequence[Pair], count: int, seed: int) -> list[Pair]:
    """Choose some pairs by lot; all of them when `count` is 0 or there are not more."""
    if count <= 0 or len(pairs) <= count:
        return list(pairs)
    chosen = np.random.default_rng([seed, 0xCA1]).choice(len(pairs), count, replace=False)
    return [pairs[number] for number in sorted(chosen)]


def calibrate(
    checkpoint: Path,
    pairs: Sequence[Pair],
    out: Path,
    *,
    device: str = "auto",
    seed: int = 0,
    input_size_px: int | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> CalibrationOutcome:
    """Fit a checkpoint's calibration to its predictions for `pairs`, and write the checkpoint with it to `out`.

    Images where nothing is outlined are left out: their predicted quality is 0 whatever the calibration. With
    `input_size_px` the checkpoint that is written takes squares of that side from now on.

    Raises:
        AppError: A file cannot be read, the checkpoint is replaced meanwhile, or nothing is outlined in nearly all
            images.
        StorageError: `out` cannot be written; what was there is untouched.
    """
    import cv2

    predictor = Predictor(checkpoint, device, input_size_px=input_size_px)
    threshold = predictor.header.threshold
    signs: list[npt.NDArray[np.float64]] = []
    plain: list[float] = []
    true: list[float] = []
    for number, pair in enumerate(pairs, start=1):
        image = read_image(pair.image)
        small = predictor.predict_small(image)
        turned = np.rot90(predictor.predict_small(np.ascontiguousarray(np.rot90(image))), -1)
        if (small >= threshold).any():
            size_wh = (image.shape[1], image.shape[0])
            full = cv2.resize(small, size_wh, interpolation=cv2.INTER_LINEAR)
            true.append(jaccard(full >= threshold, read_pair_mask(pair, size_wh)))
            signs.append(signs_of_doubt(small, turned, threshold))
            plain.append(predicted_jaccard(small, turned, threshold))
        if on_progress is not None:
            on_progress(number)
    if len(signs) < 2 * _FOLDS:
        remedy = "Give more images with ground truth."
        raise UsageError(
            phrase(
                "A calibration needs at least {least} outlined images, not {count}", least=2 * _FOLDS, count=len(signs)
            ),
            remedy=remedy,
        )
    measured, jaccards = np.array(signs), np.array(true)
    unseen = _predict_unseen(measured, jaccards, seed)
    found, failed = failures_found(unseen, true)
    outcome = CalibrationOutcome(
        images=len(true),
        correlation=rank_correlation(unseen, true),
        uncalibrated_correlation=rank_correlation(plain, true),
        failures=failed,
        failures_found=found,
        uncalibrated_failures_found=failures_found(plain, true)[0],
    )
    quality = _fit(measured, jaccards).as_dict()
    network, _header = load_checkpoint(checkpoint)  # the predictor's own has been made quicker
    if file_sha256(checkpoint) != predictor.model_sha256:
        raise CheckpointError("The model was replaced while it was calibrated", path=checkpoint, remedy="Try again.")
    save_checkpoint(out, network, replace(predictor.header, quality=quality))
    return outcome


def _fit(signs: npt.NDArray[np.float64], jaccards: npt.NDArray[np.float64]) -> Calibration:
    return fit_calibration(signs, jaccards, np.ones(len(jaccards)))


def _predict_unseen(signs: npt.NDArray[np.float64], jaccards: npt.NDArray[np.float64], seed: int) -> list[float]:
    """Predict each fifth of the images by a fit to the other four (in the logit, which keeps the order)."""
    fold = np.random.default_rng([seed, 0xF01D]).permutation(len(jaccards)) % _FOLDS
    predicted = np.zeros(len(jaccards))
    for number in range(_FOLDS):
        others = fold != number
        calibration = _fit(signs[others], jaccards[others])
        predicted[~others] = signs[~others] @ np.array(calibration.weights) + calibration.offset
    return [float(value) for value in predicted]
