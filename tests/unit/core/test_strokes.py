"""The brush covers exactly the pixels it should."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.geometry import PixelRect, ViewTransform
from isic_desktop.core.strokes import covered, segment_rect

coordinate = st.floats(-15, 60, allow_nan=False)


@given(coordinate, coordinate, coordinate, coordinate, st.floats(1.0, 20))
@settings(max_examples=200, deadline=None)
def test_that_a_stroke_covers_the_pixels_whose_centre_is_within_the_radius(
    x0: float, y0: float, x1: float, y1: float, radius: float
) -> None:
    height, width = 40, 50
    rect = segment_rect((x0, y0), (x1, y1), radius, height, width)
    drawn = np.zeros((height, width), bool)
    if not rect.empty:
        drawn[rect.slices] = covered((x0, y0), (x1, y1), radius, rect)
    rows, columns = np.mgrid[:height, :width] + 0.5
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = np.clip(((columns - x0) * (x1 - x0) + (rows - y0) * (y1 - y0)) / max(length, 1e-30), 0, 1)
    distance = np.hypot(columns - x0 - along * (x1 - x0), rows - y0 - along * (y1 - y0))
    # Within a thousandth of a pixel of the rim, float32 may decide either way.
    clear = np.abs(distance - radius) > 1e-3
    assert np.array_equal(drawn[clear], (distance <= radius)[clear])


@given(st.lists(st.tuples(st.floats(1, 48), st.floats(1, 38)), min_size=2, max_size=8), st.floats(0.2, 4))
@settings(max_examples=100, deadline=None)
def test_that_a_fast_stroke_leaves_no_gap(path: list[tuple[float, float]], radius: float) -> None:
    import cv2

    mask = np.zeros((40, 50), bool)
    for start, end in itertools.pairwise(path):
        rect = segment_rect(start, end, radius, 40, 50)
        mask[rect.slices] |= covered(start, end, radius, rect)
    regions, _ = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    assert regions == 2  # the background and one stroke


def test_that_the_smallest_brush_paints_the_pixel_under_it() -> None:
    rect = PixelRect(0, 0, 5, 5)
    inside = covered((2.02, 3.97), (2.02, 3.97), 0.1, rect)
    assert np.argwhere(inside).tolist() == [[3, 2]]


@given(st.floats(0.02, 30), st.floats(-500, 500), st.floats(-500, 500), st.floats(0.3, 3))
@settings(max_examples=100, deadline=None)
def test_that_zooming_keeps_the_point_under_the_pointer(scale: float, dx: float, dy: float, factor: float) -> None:
    view = ViewTransform(scale, dx, dy)
    at = (133.25, 71.5)
    before, after = view.to_image(at), view.zoomed(factor, at).to_image(at)
    assert np.allclose(before, after, atol=1e-6 * max(1, abs(before[0]), abs(before[1])))


@given(st.floats(0.02, 30), st.floats(-9999, 9999), st.floats(-9999, 9999))
def test_that_the_image_can_never_be_panned_out_of_sight(scale: float, dx: float, dy: float) -> None:
    view = ViewTransform(scale, dx, dy).kept_in_sight((300, 200), (640, 480))
    x0, y0, x1, y1 = view.view_bounds(PixelRect(0, 0, 200, 300))
    assert min(x1, 640) - max(x0, 0) >= min(48, 300 * scale) - 1
    assert min(y1, 480) - max(y0, 0) >= min(48, 200 * scale) - 1
