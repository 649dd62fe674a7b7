"""Boundary distances agree with measuring every pair of boundary pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model_train.boundary import boundary, boundary_distance
from model_train.errors import MaskError

masks = arrays(bool, (13, 17))


def by_brute_force(mask: np.ndarray) -> np.ndarray:
    """(N, 2) rows and columns of pixels with a 4-neighbour that is background or beyond the array."""
    framed = np.pad(mask, 1)
    inner = framed[:-2, 1:-1] & framed[2:, 1:-1] & framed[1:-1, :-2] & framed[1:-1, 2:]
    return np.argwhere(mask & ~inner)


@given(masks, masks)
@settings(max_examples=200, deadline=None)
def test_that_the_distances_are_those_of_all_pairs_of_boundary_pixels(mask: np.ndarray, truth: np.ndarray) -> None:
    result = boundary_distance(mask, truth)
    if not mask.any() or not truth.any():
        assert (result is None) == (mask.any() or truth.any())
        return
    of_mask, of_truth = by_brute_force(mask), by_brute_force(truth)
    pairs = np.sqrt(((of_mask[:, None] - of_truth[None]) ** 2).sum(axis=2))
    there, back = pairs.min(axis=1), pairs.min(axis=0)
    assert result is not None
    assert result.mean_px == pytest.approx((there.mean() + back.mean()) / 2, abs=1e-4)
    assert result.hd95_px == pytest.approx(max(np.percentile(there, 95), np.percentile(back, 95)), abs=1e-4)


@given(masks, masks)
@settings(max_examples=100, deadline=None)
def test_that_the_order_does_not_matter_and_a_mask_is_no_distance_from_itself(
    one: np.ndarray, other: np.ndarray
) -> None:
    assert boundary_distance(one, other) == boundary_distance(other, one)
    same = boundary_distance(one, one)
    assert same is not None
    assert (same.mean_px, same.hd95_px) == (0.0, 0.0)


@given(masks)
@settings(max_examples=100, deadline=None)
def test_that_the_boundary_is_the_mask_minus_its_erosion(mask: np.ndarray) -> None:
    assert np.array_equal(np.argwhere(boundary(mask)), by_brute_force(mask))


@given(st.integers(0, 30), st.integers(-20, 20))
@settings(max_examples=30, deadline=None)
def test_that_a_shifted_square_is_as_far_as_its_nearest_sides(down: int, right: int) -> None:
    mask, truth = np.zeros((200, 200), bool), np.zeros((200, 200), bool)
    mask[50:130, 60:140] = True
    truth[50 + down : 130 + down, 60 + right : 140 + right] = True
    result = boundary_distance(mask, truth)
    assert result is not None
    assert result.mean_px <= result.hd95_px <= np.hypot(down, right) + 1e-4
    assert (result.mean_px > 0) == (down != 0 or right != 0)


def test_that_the_empty_cases_are_zero_and_nothing() -> None:
    empty, full = np.zeros((5, 6), bool), np.ones((5, 6), bool)
    both = boundary_distance(empty, empty)
    assert both is not None
    assert (both.mean_px, both.hd95_px) == (0.0, 0.0)
    assert boundary_distance(empty, full) is None
    assert boundary_distance(full, empty) is None


def test_that_masks_of_different_sizes_or_types_are_refused() -> None:
    with pytest.raises(MaskError, match="6 × 5 pixels, the ground truth 7 × 5"):
        boundary_distance(np.zeros((5, 6), bool), np.zeros((5, 7), bool))
    with pytest.raises(TypeError, match="bool"):
        boundary_distance(np.zeros((5, 6), np.uint8), np.zeros((5, 6), bool))  # type: ignore[arg-type]
