"""Pulling the outline carries what is under the pointer along, and nothing out of reach."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.editing.contour_drag import ContourDrag, drag_contour

SIZE = 120
place = st.tuples(st.floats(-20, 140), st.floats(-20, 140))


def disc(x: float, y: float, radius: float, size: int = SIZE) -> np.ndarray:
    rows, columns = np.ogrid[:size, :size]
    return (columns + 0.5 - x) ** 2 + (rows + 0.5 - y) ** 2 < radius**2


def dragged(mask: np.ndarray, from_xy: tuple[float, float], to_xy: tuple[float, float], radius: float) -> np.ndarray:
    rect, pixels = drag_contour(mask, from_xy, to_xy, radius)
    result = mask.copy()
    if not rect.empty:
        assert pixels.shape == rect.shape
        result[rect.slices] = pixels
    return result


@given(place, place, st.floats(1, 60))
@settings(max_examples=150, deadline=None)
def test_that_pixels_out_of_reach_stay_as_they_are(
    from_xy: tuple[float, float], to_xy: tuple[float, float], radius: float
) -> None:
    mask = np.random.default_rng(5).random((SIZE, SIZE)) < 0.5
    before = mask.copy()
    result = dragged(mask, from_xy, to_xy, radius)
    y, x = np.mgrid[:SIZE, :SIZE] + 0.5
    dx, dy = to_xy[0] - from_xy[0], to_xy[1] - from_xy[1]
    along = np.clip(((x - from_xy[0]) * dx + (y - from_xy[1]) * dy) / max(dx * dx + dy * dy, 1e-12), 0, 1)
    away = np.hypot(x - from_xy[0] - along * dx, y - from_xy[1] - along * dy)
    assert np.array_equal(result[away > radius + 1e-3], mask[away > radius + 1e-3])
    assert np.array_equal(mask, before)


@given(place, st.floats(1, 60))
@settings(max_examples=50, deadline=None)
def test_that_no_movement_changes_nothing(at_xy: tuple[float, float], radius: float) -> None:
    mask = np.random.default_rng(6).random((SIZE, SIZE)) < 0.5
    assert np.array_equal(dragged(mask, at_xy, at_xy, radius), mask)


@given(st.floats(-25, 25), st.floats(15, 40))
@settings(max_examples=50, deadline=None)
def test_that_the_outline_follows_the_pointer(pull: float, radius: float) -> None:
    mask = np.zeros((SIZE, SIZE), bool)
    mask[:, :60] = True
    result = dragged(mask, (60.0, 60.0), (60.0 + pull, 60.0), radius)
    assert abs(int(result[60].sum()) - (60 + pull)) <= 1.5


@given(st.floats(-70, 70), st.floats(-70, 70), st.floats(8, 50))
@settings(max_examples=100, deadline=None)
def test_that_a_long_pull_neither_tears_nor_folds(dx: float, dy: float, radius: float) -> None:
    mask = disc(120, 120, 40, 240)
    result = dragged(mask, (150.0, 120.0), (150.0 + dx, 120.0 + dy), radius)
    # Rubber stretched to less than a pixel may break in pixels; what breaks off is of that size.
    _, _, stats, _ = cv2.connectedComponentsWithStats(result.astype(np.uint8), connectivity=8)
    areas = np.sort(stats[1:, cv2.CC_STAT_AREA])
    assert areas[:-1].sum() <= 0.01 * areas[-1] + 2


def test_that_a_hole_moves_along() -> None:
    mask = disc(60, 60, 50) & ~disc(60, 60, 6)
    result = dragged(mask, (60.0, 60.0), (72.0, 55.0), 40.0)
    rows, columns = np.nonzero(disc(66, 57, 30) & ~result)
    assert abs(columns.mean() + 0.5 - 72) < 2
    assert abs(rows.mean() + 0.5 - 55) < 2
    assert abs(len(rows) / (~mask & disc(60, 60, 20)).sum() - 1) < 0.35


def test_that_a_lesion_at_the_frame_stays_at_the_frame() -> None:
    mask = np.zeros((SIZE, SIZE), bool)
    mask[40:80, :50] = True
    result = dragged(mask, (2.0, 60.0), (30.0, 60.0), 30.0)
    assert result[55:65, 0].all()


@given(st.lists(place, min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_that_a_drag_shows_what_one_pull_from_its_beginning_would(path: list[tuple[float, float]]) -> None:
    mask = disc(60, 60, 35)
    shown = mask.copy()
    drag = ContourDrag(shown, (95.0, 60.0), 25.0)
    for to_xy in path:
        rect, pixels = drag.to(to_xy)
        shown[rect.slices] = pixels
        assert np.array_equal(shown, dragged(mask, (95.0, 60.0), to_xy, 25.0))
    rect, pixels = drag.to((95.0, 60.0))
    shown[rect.slices] = pixels
    assert np.array_equal(shown, mask)
