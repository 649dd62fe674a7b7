"""The outline for a threshold is that of the enlarged probability, bit for bit."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.editing.threshold import ThresholdField, mask_at
from model_train.predictor import enlarge


def probability(seed: int, side: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    coarse = random.normal(0, 6, (5, 5)).astype(np.float32)
    logits = cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)
    return (1 / (1 + np.exp(-logits))).astype(np.float32)


@given(
    st.integers(0, 10_000),
    st.sampled_from([8, 32, 61]),
    st.integers(1, 300),
    st.integers(1, 300),
    st.floats(0, 1) | st.sampled_from([0.0, 0.5, 1.0]),
)
@settings(max_examples=300, deadline=None)
def test_that_the_mask_equals_the_enlarged_probability_thresholded(
    seed: int, side: int, height: int, width: int, threshold: float
) -> None:
    small = probability(seed, side)
    full = enlarge(small, (width, height))
    assert np.array_equal(mask_at(small, (height, width), threshold), full >= threshold)
    assert np.array_equal(mask_at(full, (height, width), threshold), full >= threshold)


@pytest.mark.parametrize("size_hw", [(2848, 4288), (767, 1022)])
def test_that_it_holds_at_the_sizes_of_real_images(size_hw: tuple[int, int]) -> None:
    small = probability(3, 256)
    field = ThresholdField(small, size_hw)
    full = enlarge(small, (size_hw[1], size_hw[0]))
    for threshold in (0.001, 0.25, 0.5, 0.9, float(small[100, 100]), float(small.max())):
        assert np.array_equal(field.mask_at(threshold), full >= threshold), threshold


@given(st.integers(0, 1000), st.floats(0, 1))
@settings(max_examples=100, deadline=None)
def test_that_nothing_outside_the_rectangle_reaches_the_threshold(seed: int, threshold: float) -> None:
    small = probability(seed, 16)
    field = ThresholdField(small, (90, 70))
    outside = np.ones((90, 70), bool)
    outside[field.rect_at(threshold).slices] = False
    assert not (enlarge(small, (70, 90)) >= threshold)[outside].any()
