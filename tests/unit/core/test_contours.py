"""Outlines go round what they should, and lose nothing that can be seen."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.contours import lines_in_sight, simplified, trace_contours
from isic_desktop.core.editing.region_shapes import polygon_pixels


def blobs(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    rows, columns = np.ogrid[:70, :90]
    mask = np.zeros((70, 90), bool)
    for _ in range(3):
        row, column, radius = rng.integers(5, 65), rng.integers(5, 85), rng.integers(2, 18)
        mask |= (rows - row) ** 2 + (columns - column) ** 2 < radius**2
    mask[rng.integers(0, 70), rng.integers(0, 90)] ^= True
    return mask


@given(st.integers(0, 500))
@settings(max_examples=60, deadline=None)
def test_that_the_contours_enclose_exactly_the_mask(seed: int) -> None:
    mask = blobs(seed)
    enclosed = np.zeros_like(mask)
    for contour in trace_contours(mask):
        rect, pixels = polygon_pixels([(x, y) for x, y in contour.tolist()], *mask.shape)
        enclosed[rect.slices] ^= pixels  # holes take away again
    assert np.array_equal(enclosed, mask)


def test_that_an_empty_mask_has_no_contour() -> None:
    assert trace_contours(np.zeros((5, 5), bool)) == ()


@given(st.integers(0, 200), st.floats(0.2, 4))
@settings(max_examples=60, deadline=None)
def test_that_a_simplified_contour_stays_near_the_whole_one(seed: int, tolerance_px: float) -> None:
    for contour in trace_contours(blobs(seed)):
        fewer = simplified(contour, tolerance_px)
        start, end = fewer, np.roll(fewer, -1, axis=0)
        along = end - start
        length = np.maximum((along**2).sum(axis=1), 1e-12)
        for point in contour:
            share = np.clip(((point - start) * along).sum(axis=1) / length, 0, 1)
            distance = np.hypot(*(point - start - share[:, None] * along).T)
            assert distance.min() <= tolerance_px + 1e-3


@given(st.integers(0, 200), st.floats(0, 60), st.floats(0, 50), st.floats(1, 60))
@settings(max_examples=80, deadline=None)
def test_that_every_piece_in_sight_is_kept(seed: int, left: float, top: float, side: float) -> None:
    for contour in trace_contours(blobs(seed)):
        lines = lines_in_sight(contour, left, top, left + side, top + side)
        kept = {(*a, *b) for line in lines for a, b in zip(line[:-1].tolist(), line[1:].tolist(), strict=True)}  # type: ignore[misc]
        for a, b in zip(contour.tolist(), np.roll(contour, -1, axis=0).tolist(), strict=True):
            inside = left <= (a[0] + b[0]) / 2 <= left + side and top <= (a[1] + b[1]) / 2 <= top + side
            assert not inside or (*a, *b) in kept
