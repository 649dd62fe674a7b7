"""Losses, one value per image, so that batches may be cut up over steps and processes without changing the sum."""

from __future__ import annotations

import torch
import torch.nn.functional as nnf
from torch import Tensor

from model_train.errors import UsageError
from model_train.messages import phrase


def bce(logits: Tensor, truth: Tensor) -> Tensor:
    """Binary cross-entropy, averaged over the pixels of each image.

    Args:
        logits: (B, 1, H, W) float32.
        truth: (B, 1, H, W) float32, 0 or 1.

    Returns:
        (B,) float32.
    """
    return nnf.binary_cross_entropy_with_logits(logits, truth, reduction="none").mean(dim=(1, 2, 3))


def soft_dice(logits: Tensor, truth: Tensor) -> Tensor:
    """One minus the soft Dice coefficient of each image (Milletari et al. 2016, without the squares); (B,) float32.

    One pixel is added above and below, so that an image without a lesion asks for an empty answer.
    """
    probability = torch.sigmoid(logits)
    joint = (probability * truth).sum(dim=(1, 2, 3))
    total = probability.sum(dim=(1, 2, 3)) + truth.sum(dim=(1, 2, 3))
    return 1.0 - (2.0 * joint + 1.0) / (total + 1.0)


def soft_jaccard(logits: Tensor, truth: Tensor) -> Tensor:
    """One minus the soft Jaccard index of each image (Rahman and Wang 2016); (B,) float32, smoothed as `soft_dice`."""
    probability = torch.sigmoid(logits)
    joint = (probability * truth).sum(dim=(1, 2, 3))
    total = probability.sum(dim=(1, 2, 3)) + truth.sum(dim=(1, 2, 3))
    return 1.0 - (joint + 1.0) / (total - joint + 1.0)


def per_image_loss(name: str, logits: Tensor, truth: Tensor) -> Tensor:
    """Give the loss `bce`, `bce-dice` or `bce-jaccard` (sums) of each image, (B,) float32; raises UsageError."""
    if name == "bce":
        return bce(logits, truth)
    if name == "bce-dice":
        return bce(logits, truth) + soft_dice(logits, truth)
    if name == "bce-jaccard":
        return bce(logits, truth) + soft_jaccard(logits, truth)
    raise UsageError(phrase("Unknown loss {name}", name=repr(name)))
