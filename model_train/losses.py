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


def lovasz_hinge(logits: Tensor, truth: Tensor) -> Tensor:
    """The Lovász extension of one minus the Jaccard index, over hinge errors (Berman et al. 2018); (B,) float32.

    Each pixel's error weighs as much as the index falls when that pixel, after all with larger errors, turns wrong.
    So a pixel of a small lesion counts more than one of a large one, and one that is right by a margin of 1 nothing.
    """
    signs = truth.flatten(1) * 2.0 - 1.0
    errors, order = (1.0 - logits.flatten(1) * signs).sort(dim=1, descending=True)
    wrong = truth.flatten(1).gather(1, order).cumsum(1)  # lesion pixels among the first, all taken to be wrong
    lesion = wrong[:, -1:]
    ranks = torch.arange(1, errors.shape[1] + 1, device=errors.device, dtype=errors.dtype)
    lost = 1.0 - (lesion - wrong) / (lesion + ranks - wrong)  # (B, H·W): one minus the index when the first are wrong
    weights = torch.diff(lost, dim=1, prepend=torch.zeros_like(lesion))
    return (nnf.relu(errors) * weights).sum(dim=1)


def per_image_loss(name: str, logits: Tensor, truth: Tensor) -> Tensor:
    """Give the loss called `name`, one of LOSSES, of each image; raises UsageError.

    Each but `bce` is a sum of cross-entropy and a loss that follows an index; the Lovász hinge is counted half.

    Returns:
        (B,) float32.
    """
    if name == "bce":
        return bce(logits, truth)
    if name == "bce-dice":
        return bce(logits, truth) + soft_dice(logits, truth)
    if name == "bce-jaccard":
        return bce(logits, truth) + soft_jaccard(logits, truth)
    if name == "bce-lovasz":
        return bce(logits, truth) + 0.5 * lovasz_hinge(logits, truth)
    raise UsageError(phrase("Unknown loss {name}", name=repr(name)))
