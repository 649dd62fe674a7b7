"""Errors are listed region by region, largest first, and together are exactly the difference."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import arrays

from isic_desktop.core.editing.error_regions import error_regions

masks = arrays(bool, (15, 19))


@given(masks, masks)
@settings(max_examples=150, deadline=None)
def test_that_the_regions_together_are_the_difference(mask: np.ndarray, truth: np.ndarray) -> None:
    regions = error_regions(mask, truth)
    seen = np.zeros(mask.shape, int)
    for region in regions:
        seen[region.rect.slices] += region.pixels
        kind = mask if region.kind == "false positive" else truth
        other = truth if region.kind == "false positive" else mask
        assert kind[region.rect.slices][region.pixels].all()
        assert not other[region.rect.slices][region.pixels].any()
        assert region.area_px == region.pixels.sum()
        column, row = (int(value) for value in region.centre_xy)
        assert region.pixels[row - region.rect.top, column - region.rect.left]
    assert np.array_equal(seen, (mask ^ truth).astype(int))
    areas = [region.area_px for region in regions]
    assert areas == sorted(areas, reverse=True)


def test_that_size_and_number_can_be_limited() -> None:
    truth, mask = np.zeros((40, 40), bool), np.zeros((40, 40), bool)
    truth[5:15, 5:15] = True
    mask[20:25, 20:25] = True
    mask[35, 35] = True
    kinds = [(region.kind, region.area_px) for region in error_regions(mask, truth)]
    assert kinds == [("false negative", 100), ("false positive", 25), ("false positive", 1)]
    assert [region.area_px for region in error_regions(mask, truth, at_least_px=2)] == [100, 25]
    assert [region.area_px for region in error_regions(mask, truth, at_most=1)] == [100]


def test_that_the_centre_of_a_ring_lies_on_the_ring() -> None:
    rows, columns = np.ogrid[:60, :60]
    away = (rows - 30) ** 2 + (columns - 30) ** 2
    mask = (away < 25**2) & (away > 20**2)
    (region,) = error_regions(mask, np.zeros_like(mask))
    column, row = (int(value) for value in region.centre_xy)
    assert mask[row, column]


def test_that_masks_of_different_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="same size"):
        error_regions(np.zeros((4, 4), bool), np.zeros((4, 5), bool))
