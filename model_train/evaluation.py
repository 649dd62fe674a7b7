"""Scores of a network on cached squares, and of a checkpoint on files at their own resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from model_train.checkpoint_header import CheckpointHeader
from model_train.dataset import DecodedPairs, Pair, read_pair_mask
from model_train.images import read_image
from model_train.losses import per_image_loss
from model_train.network import LesionNetwork
from model_train.predictor import Predictor, normalise
from model_train.scores import Overlap, count_overlap, mean_scores


@dataclass(frozen=True)
class SquareScores:
    """Scores of each image at the network's input size.

    Attributes:
        losses: Loss of each image.
        overlaps: Pixel counts of each image.
    """

    losses: list[float]
    overlaps: list[Overlap]

    def means(self) -> dict[str, float]:
        """Give loss, jaccard, dice and accuracy, each the unweighted mean over the images."""
        scores = mean_scores(self.overlaps)
        kept = {key: scores[key] for key in ("jaccard", "dice", "accuracy")}
        return {"loss": float(np.mean(self.losses)), **kept}


def overlaps_of(logits: Tensor, truth: Tensor) -> list[Overlap]:
    """Count pixels of each image, the mask being where the logit is positive (probability above one half).

    Args:
        logits: (B, 1, H, W).
        truth: (B, 1, H, W), 0 or 1.
    """
    mask = logits > 0.0
    lesion = truth > 0.5
    both = (mask & lesion).sum(dim=(1, 2, 3))
    masked = mask.sum(dim=(1, 2, 3))
    wanted = lesion.sum(dim=(1, 2, 3))
    pixels = mask[0].numel()
    counts = torch.stack((both, masked - both, wanted - both, pixels - masked - wanted + both), dim=1)
    return [Overlap(*row) for row in counts.cpu().tolist()]


def score_squares(
    network: LesionNetwork,
    cache: DecodedPairs,
    header: CheckpointHeader,
    *,
    loss: str = "bce",
    batch_size: int = 16,
    device: str = "cpu",
) -> SquareScores:
    """Score a network on cached pairs at the cache's size, in float32; the network is left in eval mode."""
    network.eval()
    losses: list[float] = []
    overlaps: list[Overlap] = []
    with torch.inference_mode():
        for first in range(0, len(cache), batch_size):
            last = min(first + batch_size, len(cache))
            pixels = torch.from_numpy(np.ascontiguousarray(cache.images[first:last])).to(device)
            truth = torch.from_numpy(np.ascontiguousarray(cache.masks[first:last])).to(device)[:, None].float()
            logits = network(normalise(pixels, header))
            losses += per_image_loss(loss, logits, truth).cpu().tolist()
            overlaps += overlaps_of(logits, truth)
    return SquareScores(losses, overlaps)


def evaluate_files(predictor: Predictor, pairs: Sequence[Pair], *, tta: bool = False) -> list[dict[str, Any]]:
    """Score a checkpoint on files, each at its own resolution.

    Args:
        predictor: The loaded checkpoint.
        pairs: What to score on.
        tta: Average the probability over the image and its three mirror images.

    Returns:
        Per image: id, the six scores of METRICS, and the predicted Jaccard.

    Raises:
        ImageError, MaskError: A file cannot be read, or sizes differ.
    """
    rows: list[dict[str, Any]] = []
    for pair in pairs:
        image = read_image(pair.image)
        truth = read_pair_mask(pair, (image.shape[1], image.shape[0]))
        probability, quality = predictor.predict_with_quality(image)
        if tta:
            for flip in ((slice(None), slice(None, None, -1)), (slice(None, None, -1), slice(None)),
                         (slice(None, None, -1), slice(None, None, -1))):  # fmt: skip
                probability = probability + predictor.predict(np.ascontiguousarray(image[flip]))[flip]
            probability = probability / 4.0
        overlap = count_overlap(probability > predictor.header.threshold, truth)
        rows.append({"id": pair.id, **overlap.as_dict(), "predicted_jaccard": quality})
    return rows


def mean_of_rows(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Give the unweighted mean over images of every number in rows that all have it."""
    keys = [key for key, value in rows[0].items() if isinstance(value, float)] if rows else []
    return {key: float(np.mean([row[key] for row in rows])) for key in keys}
