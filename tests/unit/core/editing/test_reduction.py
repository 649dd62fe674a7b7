"""Reduced copies map to the image's pixels exactly, also where the size is no multiple of the factor."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.editing.extent import extent, padded
from isic_desktop.core.editing.reduction import Reduction

side = st.integers(1, 60)


@given(side, side, st.integers(1, 4000))
@settings(max_examples=200, deadline=None)
def test_that_every_image_pixel_has_the_value_of_its_reduced_pixel(height: int, width: int, pixels: int) -> None:
    reduction = Reduction.to_at_most(pixels, height, width)
    small = np.random.default_rng(height * 61 + width).random(reduction.shape) < 0.3
    rect = extent(small)
    whole_rect, enlarged = reduction.enlarge(rect, small[rect.slices])
    whole = np.zeros((height, width), bool)
    whole[whole_rect.slices] = enlarged
    for row in range(height):
        for column in range(0, width, 7):
            assert whole[row, column] == small[reduction.row_column(row, column)]


@given(side, side)
@settings(max_examples=50, deadline=None)
def test_that_the_reduced_image_has_the_mean_colours(height: int, width: int) -> None:
    image = np.random.default_rng(height + width).integers(0, 256, (height, width, 3)).astype(np.uint8)
    reduction = Reduction.to_at_most(100, height, width)
    small = reduction.shrink(image)
    assert small.shape == (*reduction.shape, 3)
    factor = reduction.factor
    rows, columns = reduction.shape
    blocks = image[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor, 3).mean(axis=(1, 3))
    assert np.abs(blocks - small).max() <= 1
    assert not np.shares_memory(small, image)


def test_that_a_margin_ends_at_the_image() -> None:
    mask = np.zeros((10, 12), bool)
    mask[1, 9] = True
    rect = padded(extent(mask), 3, 10, 12)
    assert (rect.top, rect.left, rect.bottom, rect.right) == (0, 6, 5, 12)
    assert extent(np.zeros((4, 4), bool)).empty
