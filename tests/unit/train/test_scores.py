from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from model_train.errors import MaskError
from model_train.images import read_mask
from model_train.scores import FAILURE_JACCARD, SCORE_NAMES, Overlap, count_overlap, mean_scores


@st.composite
def mask_pairs(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    shape = draw(array_shapes(min_dims=2, max_dims=2, max_side=12))
    # Plain draws of empty and full masks, since the special cases of the formulas live there.
    masks = st.one_of(arrays(bool, shape), st.just(np.zeros(shape, bool)), st.just(np.ones(shape, bool)))
    return draw(masks), draw(masks)


def _counted_one_by_one(mask: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """The formulas of the challenges over sets of pixels, one pixel at a time."""
    places = [(row, column) for row in range(mask.shape[0]) for column in range(mask.shape[1])]
    found = {place for place in places if mask[place]}
    wanted = {place for place in places if truth[place]}
    both, either = found & wanted, found | wanted
    neither = set(places) - either
    jaccard = len(both) / len(either) if either else 1.0
    return {
        "jaccard": jaccard,
        "dice": 2 * len(both) / (len(found) + len(wanted)) if either else 1.0,
        "accuracy": (len(both) + len(neither)) / len(places),
        "sensitivity": len(both) / len(wanted) if wanted else 1.0,
        "specificity": len(neither) / (len(places) - len(wanted)) if len(wanted) < len(places) else 1.0,
        "thresholded_jaccard": jaccard if jaccard >= 0.65 else 0.0,
    }


@given(mask_pairs())
def test_that_scores_equal_those_counted_pixel_by_pixel(pair: tuple[np.ndarray, np.ndarray]) -> None:
    assert count_overlap(*pair).as_dict() == pytest.approx(_counted_one_by_one(*pair))


@given(mask_pairs())
def test_that_jaccard_dice_and_accuracy_are_symmetric(pair: tuple[np.ndarray, np.ndarray]) -> None:
    mask, truth = pair
    one, other = count_overlap(mask, truth), count_overlap(truth, mask)
    assert (one.jaccard, one.dice, one.accuracy) == (other.jaccard, other.dice, other.accuracy)


@given(mask_pairs())
def test_that_dice_follows_from_jaccard(pair: tuple[np.ndarray, np.ndarray]) -> None:
    overlap = count_overlap(*pair)
    assert overlap.dice == pytest.approx(2 * overlap.jaccard / (1 + overlap.jaccard))


@given(mask_pairs(), st.data())
def test_that_counts_kept_up_to_date_equal_counts_from_scratch(
    pair: tuple[np.ndarray, np.ndarray], data: st.DataObject
) -> None:
    mask, truth = pair
    mask = mask.copy()
    total = count_overlap(mask, truth)
    for _ in range(3):
        top, bottom = sorted(data.draw(st.tuples(*[st.integers(0, mask.shape[0])] * 2)))
        left, right = sorted(data.draw(st.tuples(*[st.integers(0, mask.shape[1])] * 2)))
        changed = np.s_[top:bottom, left:right]
        before = count_overlap(mask[changed], truth[changed])
        mask[changed] = data.draw(st.booleans())
        total = total - before + count_overlap(mask[changed], truth[changed])
    assert total == count_overlap(mask, truth)
    assert total.pixels == mask.size


def test_that_two_empty_masks_agree_perfectly() -> None:
    empty = np.zeros((5, 7), bool)
    assert set(count_overlap(empty, empty).as_dict().values()) == {1.0}


def test_that_a_mask_where_there_is_no_lesion_scores_zero() -> None:
    empty, full = np.zeros((5, 7), bool), np.ones((5, 7), bool)
    scores = count_overlap(full, empty).as_dict()
    assert scores == {
        "jaccard": 0.0,
        "dice": 0.0,
        "accuracy": 0.0,
        "sensitivity": 1.0,
        "specificity": 0.0,
        "thresholded_jaccard": 0.0,
    }


def test_that_a_known_overlap_has_the_scores_computed_by_hand() -> None:
    overlap = Overlap(tp=60, fp=20, fn=20, tn=900)
    assert overlap.jaccard == 0.6
    assert overlap.dice == 0.75
    assert overlap.accuracy == 0.96
    assert overlap.sensitivity == 0.75
    assert overlap.specificity == 900 / 920
    assert overlap.thresholded_jaccard == 0.0


def test_that_the_failure_line_itself_does_not_fail() -> None:
    assert Overlap(tp=65, fp=35, fn=0, tn=0).jaccard == FAILURE_JACCARD
    assert Overlap(tp=65, fp=35, fn=0, tn=0).thresholded_jaccard == FAILURE_JACCARD
    assert Overlap(tp=6499, fp=3501, fn=0, tn=0).thresholded_jaccard == 0.0


def test_that_masks_of_different_sizes_are_refused_with_both_sizes() -> None:
    with pytest.raises(MaskError, match="The mask is 7 × 5 pixels, the ground truth 5 × 7") as caught:
        count_overlap(np.zeros((5, 7), bool), np.zeros((7, 5), bool))
    assert caught.value.remedy


@pytest.mark.parametrize("kind", [np.uint8, np.float32])
def test_that_only_true_and_false_are_counted(kind: type) -> None:
    # 255 & 1 would be 1, but a probability of 0.4 is no pixel of a mask.
    with pytest.raises(TypeError, match="bool"):
        count_overlap(np.zeros((2, 2), kind), np.zeros((2, 2), bool))


def test_that_views_that_are_not_contiguous_count_alike() -> None:
    generator = np.random.default_rng(0)
    mask, truth = generator.random((2, 50, 60)) > 0.5
    assert count_overlap(mask[::2, ::3], truth[::2, ::3]) == count_overlap(
        mask[::2, ::3].copy(), truth[::2, ::3].copy()
    )
    assert count_overlap(mask.T, truth.T) == count_overlap(mask, truth)


def test_that_every_image_weighs_the_same_in_the_mean() -> None:
    small, large = Overlap(tp=1, fp=0, fn=0, tn=0), Overlap(tp=0, fp=10**6, fn=10**6, tn=0)
    means = mean_scores([small, large])
    assert tuple(means) == SCORE_NAMES
    assert means["jaccard"] == 0.5
    assert means["thresholded_jaccard"] == 0.5


def test_that_the_mean_of_no_images_is_not_made_up() -> None:
    assert mean_scores([]) == {}


def test_that_twelve_megapixels_are_counted_to_the_pixel() -> None:
    truth = np.zeros((2848, 4288), bool)
    truth[800:2000, 1000:3000] = True
    overlap = count_overlap(np.roll(truth, 50, axis=1), truth)
    assert overlap.fp == overlap.fn == 50 * 1200


def test_that_a_real_mask_agrees_with_itself_and_not_with_its_mirror_image(shared_data: Path) -> None:
    path = sorted((shared_data / "large" / "masks").iterdir())[0]
    mask = read_mask(path).mask
    assert count_overlap(mask, mask).jaccard == 1.0
    assert count_overlap(mask[:, ::-1], mask).jaccard < 1.0
