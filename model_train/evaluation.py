"""Scores of a network on cached squares, and of a checkpoint on files at their own resolution."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from model_train.checkpoint_header import CheckpointHeader
from model_train.dataset import DecodedPairs, Pair, read_pair_mask
from model_train.errors import AppError
from model_train.images import read_image
from model_train.losses import per_image_loss
from model_train.network import LesionNetwork
from model_train.perceptual_hash import perceptual_hash
from model_train.predictor import Predictor, normalise
from model_train.scores import Overlap, count_overlap, mean_scores
from model_train.splitting import near_duplicates


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
    batch_size: int,
    device: str = "cpu",
    before_batch: Callable[[], None] = lambda: None,
) -> SquareScores:
    """Score a network on cached pairs at the cache's size, in float32; the network is left in eval mode.

    Args:
        network: Given images of the cache's size.
        cache: The pairs.
        header: Its normalisation.
        loss: One of LOSSES.
        batch_size: Images of one forward pass.
        device: Where the network is.
        before_batch: Called before each forward pass; what it raises ends the scoring.
    """
    network.eval()
    losses: list[float] = []
    overlaps: list[Overlap] = []
    with torch.inference_mode():
        for first in range(0, len(cache), batch_size):
            before_batch()
            last = min(first + batch_size, len(cache))
            pixels = torch.from_numpy(np.ascontiguousarray(cache.images[first:last])).to(device)
            truth = torch.from_numpy(np.ascontiguousarray(cache.masks[first:last])).to(device)[:, None].float()
            logits = network(normalise(pixels, header))
            losses += per_image_loss(loss, logits, truth).cpu().tolist()
            overlaps += overlaps_of(logits, truth)
    return SquareScores(losses, overlaps)


def evaluate_files(
    predictor: Predictor,
    pairs: Sequence[Pair],
    *,
    tta: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> list[dict[str, Any]]:
    """Score a checkpoint on files, each at its own resolution; a bad file becomes a row with its error.

    Args:
        predictor: The loaded checkpoint.
        pairs: What to score on.
        tta: Average the probability over the image and its three mirror images.
        on_progress: Told how many files are done.

    Returns:
        Per image: `id`, the scores of METRICS, `predicted_jaccard` and `seen` (whether the model was trained on an
        image that looks like this one); or `id` and `error`.
    """
    rows: list[dict[str, Any]] = []
    for pair in pairs:
        try:
            rows.append(_evaluate_file(predictor, pair, tta))
        except AppError as error:
            rows.append({"id": pair.id, "error": str(error)})
        if on_progress is not None:
            on_progress(len(rows))
    return rows


def _evaluate_file(predictor: Predictor, pair: Pair, tta: bool) -> dict[str, Any]:
    image = read_image(pair.image)
    truth = read_pair_mask(pair, (image.shape[1], image.shape[0]))
    probability, quality = predictor.predict_with_quality(image)
    if tta:
        back, same = slice(None, None, -1), slice(None)
        for flip in ((same, back), (back, same), (back, back)):
            probability = probability + predictor.predict(np.ascontiguousarray(image[flip]))[flip]
        probability = probability / 4.0
    overlap = count_overlap(probability >= predictor.header.threshold, truth)
    seen = bool(near_duplicates(dict(enumerate_hashes(predictor.header)), {pair.id: perceptual_hash(image)}))
    return {"id": pair.id, **overlap.as_dict(), "predicted_jaccard": quality, "seen": seen}


def enumerate_hashes(header: CheckpointHeader) -> Iterator[tuple[str, str]]:
    """Give a checkpoint's training hashes with a number as name."""
    for number, value in enumerate(header.training_hashes):
        yield str(number), value


def mean_of_rows(rows: Sequence[dict[str, Any]]) -> dict[str, float] | None:
    """Give the unweighted mean over images of every score; None when no image could be scored."""
    scored = [row for row in rows if "error" not in row]
    if not scored:
        return None
    keys = [key for key, value in scored[0].items() if isinstance(value, float)]
    return {key: float(np.mean([row[key] for row in scored])) for key in keys}


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Give Spearman's rank correlation: Pearson's, of the ranks, ties sharing their mean rank; 0 if one is flat."""
    ranks = [_ranks(np.asarray(values, dtype=np.float64)) for values in (first, second)]
    if len(first) < 2 or min(float(rank.std()) for rank in ranks) == 0.0:
        return 0.0
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _ranks(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    _unique, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: npt.NDArray[np.float64] = (last - (counts - 1) / 2.0)[inverse]
    return ranks
