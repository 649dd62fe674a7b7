"""Lasso and polygon cover exactly the pixels whose centre is inside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.editing.region_shapes import polygon_pixels

HEIGHT, WIDTH = 24, 31
corner = st.tuples(st.floats(-20, 50, width=32), st.floats(-20, 45, width=32))
Points = list[tuple[float, float]]


def drawn(points: Points) -> np.ndarray:
    rect, pixels = polygon_pixels(points, HEIGHT, WIDTH)
    assert pixels.shape == rect.shape
    whole = np.zeros((HEIGHT, WIDTH), bool)
    whole[rect.slices] = pixels
    return whole


def by_brute_force(points: Points) -> tuple[np.ndarray, np.ndarray]:
    """Even-odd for each centre by a ray to the right, and how far each centre is from the line."""
    y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    inside, distance = np.zeros((HEIGHT, WIDTH), bool), np.full((HEIGHT, WIDTH), np.inf)
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        spans = (y0 > y) != (y1 > y)
        if y0 != y1:
            inside ^= spans & (x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
        squared = max((x1 - x0) ** 2 + (y1 - y0) ** 2, 1e-300)
        along = np.clip(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / squared, 0, 1)
        distance = np.minimum(distance, np.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0)))
    return inside, distance


@given(st.lists(corner, min_size=3, max_size=14))
@settings(max_examples=300, deadline=None)
def test_that_any_polygon_covers_the_centres_inside_by_the_even_odd_rule(points: Points) -> None:
    expected, distance = by_brute_force(points)
    clear = distance > 1e-6
    assert np.array_equal(drawn(points)[clear], expected[clear])


@given(st.lists(corner, min_size=3, max_size=8), st.integers(0, 7))
@settings(max_examples=100, deadline=None)
def test_that_direction_and_first_corner_do_not_matter(points: Points, turn: int) -> None:
    turn %= len(points)
    assert np.array_equal(drawn(points), drawn((points[turn:] + points[:turn])[::-1]))


@given(*[st.tuples(st.integers(-3, 34), st.integers(-3, 27)) for _ in range(4)])
@settings(max_examples=200, deadline=None)
def test_that_polygons_with_a_common_edge_add_up(
    a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int]
) -> None:
    # At halves, so that many centres lie exactly on the lines.
    corners = [(x + 0.5, y + 0.5) for x, y in (a, b, c, d)]
    first, second = [corners[0], corners[1], corners[2]], [corners[0], corners[2], corners[3]]
    assert np.array_equal(drawn(first) ^ drawn(second), drawn(corners))


def test_that_a_lasso_of_thousands_of_points_draws_its_disc() -> None:
    angles = np.linspace(0, 2 * np.pi, 5000, endpoint=False)
    points = [(400 + 300.0 * np.cos(a), 350 + 300.0 * np.sin(a)) for a in angles]
    rect, pixels = polygon_pixels(points, 700, 800)
    rows, columns = np.mgrid[rect.top : rect.bottom, rect.left : rect.right] + 0.5
    away = np.hypot(columns - 400, rows - 350)
    clear = np.abs(away - 300) > 1e-3
    assert np.array_equal(pixels[clear], (away < 300)[clear])


def test_that_crossing_lines_leave_the_doubly_enclosed_part_out() -> None:
    twice = [(2, 2), (20, 2), (20, 20), (2, 20), (2, 2), (6, 6), (16, 6), (16, 16), (6, 16), (6, 6)]
    whole = drawn([(float(x), float(y)) for x, y in twice])
    assert whole.sum() == 18 * 18 - 10 * 10
    assert not whole[10, 10]


@pytest.mark.parametrize(
    "points", [[], [(3.0, 3.0)], [(3.0, 3.0), (9.0, 9.0)], [(-9.0, 2.0), (-3.0, 2.0), (-5.0, 9.0)]]
)
def test_that_lines_and_polygons_outside_the_image_cover_nothing(points: Points) -> None:
    rect, pixels = polygon_pixels(points, HEIGHT, WIDTH)
    assert rect.empty
    assert pixels.size == 0


def test_that_a_corner_at_infinity_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        polygon_pixels([(0.0, 0.0), (float("inf"), 1.0), (3.0, 3.0)], HEIGHT, WIDTH)
