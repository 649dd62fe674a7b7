from __future__ import annotations

import pytest
import torch

from model_train.errors import UsageError
from model_train.losses import bce, lovasz_hinge, per_image_loss, soft_dice, soft_jaccard
from model_train.settings import LOSSES

TRUTH = torch.zeros(2, 1, 8, 8)
TRUTH[0, :, :4] = 1.0


def test_that_sure_answers_cost_what_the_indices_say() -> None:
    quarter = torch.full_like(TRUTH, -50.0)
    quarter[:, :, :2] = 50.0  # half of the first lesion; the second image has none
    # (16 + 1) / (32 + 1) and 2·16 + 1 over 48 + 1, smoothed by one pixel.
    torch.testing.assert_close(soft_jaccard(quarter, TRUTH)[0], torch.tensor(1 - 17 / 33))
    torch.testing.assert_close(soft_dice(quarter, TRUTH)[0], torch.tensor(1 - 33 / 49))
    right = (TRUTH - 0.5) * 100.0
    for index in (soft_dice, soft_jaccard):
        torch.testing.assert_close(index(right, TRUTH), torch.zeros(2))


def test_that_every_loss_is_one_number_an_image_and_falls_along_its_gradient() -> None:
    for name in LOSSES:
        logits = torch.linspace(-1.0, 1.0, 128).reshape(2, 1, 8, 8).requires_grad_()
        before = per_image_loss(name, logits, TRUTH)
        assert before.shape == (2,)
        before.sum().backward()
        after = per_image_loss(name, logits - 5.0 * logits.grad, TRUTH)
        assert bool((after < before).all())
    torch.testing.assert_close(
        per_image_loss("bce-jaccard", TRUTH, TRUTH), bce(TRUTH, TRUTH) + soft_jaccard(TRUTH, TRUTH)
    )


def test_that_an_unknown_loss_is_refused() -> None:
    with pytest.raises(UsageError, match="Unknown loss"):
        per_image_loss("hinge", TRUTH, TRUTH)


def test_that_the_lovasz_hinge_is_the_index_for_sure_answers_and_weighs_the_pixels_between() -> None:
    # Errors of 0 and 1 only: a hinge of logits 1 and 0, where a pixel of logit 0 counts as wrong.
    logits = TRUTH * 2.0 - 1.0
    logits[0, :, :2] = 0.0  # half of the lesion is missed: Jaccard 16 / 32
    logits[1, :, :1] = 0.0  # a lesion where there is none: Jaccard 0
    torch.testing.assert_close(lovasz_hinge(logits, TRUTH), torch.tensor([0.5, 1.0]))
    # By hand: errors 3, 1.5 and 0.5, the first and last of the lesion's two pixels; the index falls to 1/2, 1/3 and 0.
    three = torch.tensor([-2.0, 0.5, 0.5]).reshape(1, 1, 1, 3)
    truth = torch.tensor([1.0, 0.0, 1.0]).reshape(1, 1, 1, 3)
    by_hand = 3.0 * (1 / 2) + 1.5 * (1 / 2 - 1 / 3) + 0.5 * (1 / 3)
    torch.testing.assert_close(lovasz_hinge(three, truth), torch.tensor([by_hand]))
    # Right by a margin of 1 and more, nothing is left to learn.
    sure = ((TRUTH * 2.0 - 1.0) * 1.5).requires_grad_()
    lovasz_hinge(sure, TRUTH).sum().backward()
    assert not bool(sure.grad.any())
