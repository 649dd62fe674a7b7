"""Cleaning up a mask does to each pixel what its definition says."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from isic_desktop.core.editing.cleanup import fill_holes, grow, keep_largest_region, remove_specks, shrink, smooth

masks = arrays(bool, array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=24))
CLEANUPS: list[Callable[[np.ndarray], np.ndarray]] = [
    fill_holes,
    keep_largest_region,
    lambda mask: remove_specks(mask, 4),
    lambda mask: smooth(mask, 3.0),
    grow,
    shrink,
]


def regions_of(mask: np.ndarray, connectivity: int) -> list[np.ndarray]:
    """Each connected region as a mask, found by walking from pixel to pixel."""
    steps = [(-1, 0), (1, 0), (0, -1), (0, 1)]
    if connectivity == 8:
        steps += [(-1, -1), (-1, 1), (1, -1), (1, 1)]
    left = {tuple(place) for place in np.argwhere(mask)}
    found = []
    while left:
        region, front = np.zeros_like(mask), [min(left)]
        left.discard(front[0])
        while front:
            row, column = front.pop()
            region[row, column] = True
            for down, right in steps:
                place = (row + down, column + right)
                if place in left:
                    left.remove(place)
                    front.append(place)
        found.append(region)
    return found


def disc(height: int, width: int, centre_xy: tuple[float, float], radius: float) -> np.ndarray:
    rows, columns = np.ogrid[:height, :width]
    return (columns + 0.5 - centre_xy[0]) ** 2 + (rows + 0.5 - centre_xy[1]) ** 2 < radius**2


@given(masks)
@settings(max_examples=150, deadline=None)
def test_that_holes_are_the_background_that_cannot_reach_the_edge(mask: np.ndarray) -> None:
    expected = mask.copy()
    for region in regions_of(~mask, 4):
        rows, columns = np.nonzero(region)
        edge = {0, mask.shape[0] - 1} & set(rows.tolist()) or {0, mask.shape[1] - 1} & set(columns.tolist())
        if not edge:
            expected |= region
    assert np.array_equal(fill_holes(mask), expected)


@given(masks)
@settings(max_examples=150, deadline=None)
def test_that_the_largest_region_is_kept_whole_and_alone(mask: np.ndarray) -> None:
    kept = keep_largest_region(mask)
    regions = regions_of(mask, 8)
    if not regions:
        assert not kept.any()
        return
    assert any(np.array_equal(kept, region) for region in regions)
    assert kept.sum() == max(region.sum() for region in regions)


@given(masks, st.integers(0, 30))
@settings(max_examples=150, deadline=None)
def test_that_specks_are_the_regions_below_the_area(mask: np.ndarray, area: int) -> None:
    expected = np.zeros_like(mask)
    for region in regions_of(mask, 8):
        if region.sum() >= area:
            expected |= region
    assert np.array_equal(remove_specks(mask, area), expected)


def test_that_thousands_of_specks_go_like_a_few() -> None:
    mask = np.zeros((200, 200), bool)
    mask[::3, ::3] = True
    mask[88:122, 88:122] = False
    mask[90:120, 90:120] = True
    kept = remove_specks(mask, 2)
    assert kept[90:120, 90:120].all()
    assert kept.sum() == 900


@given(masks)
@settings(max_examples=150, deadline=None)
def test_that_growing_adds_the_four_neighbours_and_shrinking_is_its_mirror(mask: np.ndarray) -> None:
    cross = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)
    assert np.array_equal(grow(mask), cv2.dilate(mask.astype(np.uint8), cross).astype(bool))
    assert np.array_equal(shrink(mask), ~grow(~mask))


def test_that_a_lesion_cut_off_by_the_frame_stays_at_the_frame_when_it_shrinks() -> None:
    mask = np.zeros((10, 10), bool)
    mask[:, :5] = True
    assert np.array_equal(np.argwhere(shrink(mask).any(axis=0)).ravel(), np.arange(4))
    assert shrink(mask)[:, :4].all()


@pytest.mark.parametrize("cleanup", CLEANUPS)
@given(mask=masks)
@settings(max_examples=40, deadline=None)
def test_that_the_given_mask_is_not_touched(cleanup: Callable[[np.ndarray], np.ndarray], mask: np.ndarray) -> None:
    before = mask.copy()
    result = cleanup(mask)
    assert np.array_equal(mask, before)
    assert not np.shares_memory(result, mask)
    assert result.dtype == np.bool_
    assert result.shape == mask.shape


@pytest.mark.parametrize("radius_px", [2.0, 5.0, 12.0, 30.0])
def test_that_smoothing_keeps_the_area_of_a_lesion(radius_px: float) -> None:
    mask = disc(400, 400, (203, 197), 120)
    smoothed = smooth(mask, radius_px)
    # A round outline of radius R moves inwards by about σ²/2R: its area by σ²/R².
    assert abs(int(smoothed.sum()) / int(mask.sum()) - 1) < (radius_px / 2 / 120) ** 2 + 0.005


@pytest.mark.parametrize("radius_px", [3.0, 8.0, 20.0])
def test_that_smoothing_keeps_wider_holes_and_takes_jags_away(radius_px: float) -> None:
    mask = disc(600, 600, (300, 300), 200) & ~disc(600, 600, (300, 300), 1.5 * radius_px)
    jagged = mask ^ (np.random.default_rng(1).random(mask.shape) < 0.05)
    smoothed = smooth(jagged, radius_px)
    assert not smoothed[300, 300]
    outlines, _ = cv2.findContours(smoothed.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    assert len(outlines) == 1
    assert cv2.arcLength(outlines[0], True) < 1.12 * 2 * math.pi * 200


def test_that_smoothing_leaves_a_straight_border_and_the_frame_alone() -> None:
    mask = np.zeros((200, 300), bool)
    mask[:, 140:] = True
    for radius_px in (2.0, 7.0, 25.0):
        assert np.array_equal(smooth(mask, radius_px), mask), radius_px
    assert np.array_equal(smooth(mask, 0.0), mask)
