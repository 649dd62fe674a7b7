"""Read-outs against shapes whose measures are known, and what must not change when a shape is moved or turned."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.colours import REFERENCES_RGB, colours_present
from isic_desktop.core.readouts import count_parts, crofton_perimeter, measure


def shape_of(half_axes: tuple[float, float], *, degrees: float = 0.0, square: bool = False, side: int = 400):
    """An ellipse (or a rectangle) by its half axes, turned, in the middle of a square image."""
    y, x = np.mgrid[:side, :side] + 0.5 - side / 2
    turn = math.radians(degrees)
    u, v = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
    a, b = half_axes
    return (np.abs(u) < a) & (np.abs(v) < b) if square else (u / a) ** 2 + (v / b) ** 2 < 1


def ellipse_perimeter(a: float, b: float) -> float:
    h = ((a - b) / (a + b)) ** 2  # Ramanujan's second approximation, exact to ten digits here
    return math.pi * (a + b) * (1 + 3 * h / (10 + math.sqrt(4 - 3 * h)))


@pytest.mark.parametrize("radius", [10, 20, 50, 150])
def test_that_a_disc_measures_as_a_disc(radius: int) -> None:
    found = measure(shape_of((radius, radius)))
    assert found is not None
    assert found.area_px == pytest.approx(math.pi * radius**2, rel=0.01)
    assert found.circle_diameter_px == pytest.approx(2 * radius, rel=0.005)
    # Pixels are squares: their corners stick out by less than one on either side.
    assert 2 * radius - 0.5 <= found.diameter_px <= 2 * radius + math.sqrt(2)
    assert found.perimeter_px == pytest.approx(2 * math.pi * radius, rel=0.01)
    assert found.irregularity == pytest.approx(1.0, abs=0.02)
    assert found.asymmetry < 0.01
    assert (found.regions, found.holes, found.cut_off) == (1, 0, False)


@pytest.mark.parametrize("degrees", [0, 10, 22.5, 45, 70])
def test_that_a_turned_square_keeps_its_measures(degrees: float) -> None:
    found = measure(shape_of((100, 100), degrees=degrees, square=True))
    assert found is not None
    assert found.area_px == pytest.approx(200**2, rel=0.01)
    assert found.diameter_px == pytest.approx(200 * math.sqrt(2), rel=0.01)
    assert found.perimeter_px == pytest.approx(800, rel=0.03)
    assert found.irregularity == pytest.approx(4 / math.pi, rel=0.05)
    assert found.solidity > 0.98
    assert found.asymmetry < 0.01


@pytest.mark.parametrize("degrees", [0, 15, 33, 45, 80])
def test_that_a_turned_ellipse_keeps_its_measures(degrees: float) -> None:
    found = measure(shape_of((150, 60), degrees=degrees))
    assert found is not None
    assert found.area_px == pytest.approx(math.pi * 150 * 60, rel=0.005)
    assert found.diameter_px == pytest.approx(300, rel=0.01)
    assert found.perimeter_px == pytest.approx(ellipse_perimeter(150, 60), rel=0.01)
    assert found.asymmetry < 0.01


def test_that_asymmetry_is_what_sticks_out_when_the_shape_is_folded() -> None:
    # A right-angled isosceles triangle has one axis of symmetry; folded over the other through its centre of
    # A triangle is folded over the line through its centre of gravity, parallel to the base: computed from its outline.
    side = 301
    y, x = np.mgrid[:side, :side] + 0.5
    triangle = (y > 50) & (y < 250) & (np.abs(x - side / 2) < (y - 50) / 2)
    found = measure(triangle)
    assert found is not None
    heights = np.linspace(0, 200, 20001)
    width = heights  # at `heights` below the tip the triangle is as wide as that
    fold = 2 * 200 / 3
    mirrored = np.where((2 * fold - heights >= 0) & (2 * fold - heights <= 200), 2 * fold - heights, 0.0)
    # Beyond the image of the tip the mirrored triangle goes on below the base.
    beyond = np.linspace(200, 2 * fold, 20001)
    outside = np.trapezoid(2 * fold - beyond, beyond)
    differing = np.trapezoid(np.abs(width - mirrored), heights) + outside
    expected = (differing / 2) / (200 * 200 / 2) / 2  # the mean with the other axis, where it is 0
    assert found.asymmetry == pytest.approx(expected, abs=0.01)
    assert found.asymmetry > 0.05


def test_that_a_ragged_border_is_more_irregular_than_a_smooth_one() -> None:
    y, x = np.mgrid[:400, :400] - 199.5
    angle, distance = np.arctan2(y, x), np.hypot(x, y)
    smooth, ragged = measure(distance < 120), measure(distance < 120 + 15 * np.sin(20 * angle))
    assert smooth is not None
    assert ragged is not None
    assert ragged.irregularity > 1.5 * smooth.irregularity
    assert ragged.solidity < smooth.solidity


def test_that_parts_holes_and_a_cut_off_lesion_are_told() -> None:
    mask = np.zeros((60, 80), dtype=np.bool_)
    mask[5:25, 0:20] = True
    mask[10:14, 5:9] = False
    mask[40:50, 40:60] = True
    found = measure(mask)
    assert found is not None
    assert (found.regions, found.holes, found.cut_off) == (2, 1, True)
    assert count_parts(mask) == (2, 1)
    assert measure(np.zeros((5, 5), dtype=np.bool_)) is None
    assert count_parts(np.zeros((5, 5), dtype=np.bool_)) == (0, 0)


def test_that_a_single_pixel_and_a_full_image_can_be_measured() -> None:
    one = np.zeros((9, 9), dtype=np.bool_)
    one[4, 4] = True
    found = measure(one)
    assert found is not None
    assert found.area_px == 1
    assert found.diameter_px == pytest.approx(math.sqrt(2))
    full = measure(np.ones((40, 60), dtype=np.bool_))
    assert full is not None
    assert full.cut_off
    assert full.solidity == pytest.approx(1.0)


def test_that_millimetres_scale_lengths_and_areas() -> None:
    found = measure(shape_of((50, 50)))
    assert found is not None
    in_mm = found.scaled(0.1)
    assert in_mm["area_mm2"] == pytest.approx(found.area_px / 100)
    assert in_mm["diameter_mm"] == pytest.approx(found.diameter_px / 10)
    assert in_mm["perimeter_mm"] == pytest.approx(found.perimeter_px / 10)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 40), st.integers(0, 40))
def test_that_moving_mirroring_and_quarter_turns_change_nothing(seed: int, down: int, right: int) -> None:
    rng = np.random.default_rng(seed)
    small = rng.random((rng.integers(1, 30), rng.integers(1, 30))) < 0.7
    if not small.any():
        small[0, 0] = True
    place = np.zeros((120, 120), dtype=np.bool_)
    place[30 : 30 + small.shape[0], 30 : 30 + small.shape[1]] = small
    moved = np.roll(place, (down, right), axis=(0, 1))
    first = measure(place)
    assert first is not None
    for other in (moved, place[::-1], place[:, ::-1], place.T, np.rot90(place)):
        found = measure(np.ascontiguousarray(other))
        assert found is not None
        assert found.area_px == first.area_px
        assert found.diameter_px == pytest.approx(first.diameter_px)
        assert found.perimeter_px == pytest.approx(first.perimeter_px)
        assert (found.regions, found.holes) == (first.regions, first.holes)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_that_every_mask_gives_measures_within_their_range(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mask = rng.random((rng.integers(1, 40), rng.integers(1, 40))) < rng.random()
    found = measure(mask)
    assert (found is None) == (not mask.any())
    if found is not None:
        assert 0 <= found.asymmetry <= 1
        assert 0 < found.solidity <= 1 + 1e-9
        assert found.perimeter_px > 0
        assert found.diameter_px >= math.sqrt(2) - 1e-9


def test_that_the_perimeter_of_nothing_is_nothing() -> None:
    assert crofton_perimeter(np.zeros((5, 7), dtype=np.bool_)) == 0.0


def test_that_each_dermoscopic_colour_is_known_and_skin_is_none_of_them() -> None:
    mask = np.ones((20, 20), dtype=np.bool_)
    for name, shades in REFERENCES_RGB.items():
        for shade in shades:
            image = np.broadcast_to(np.array(shade, dtype=np.uint8), (20, 20, 3))
            found = colours_present(image, mask)
            assert [colour.name for colour in found] == [name]
            assert found[0].share == 1.0
    green = np.broadcast_to(np.array((40, 220, 60), dtype=np.uint8), (20, 20, 3))
    assert colours_present(green, mask) == ()


def test_that_a_colour_of_a_few_pixels_does_not_count_and_colour_outside_the_lesion_neither() -> None:
    image = np.empty((100, 100, 3), dtype=np.uint8)
    image[:] = REFERENCES_RGB["dark brown"][0]
    image[:30] = REFERENCES_RGB["light brown"][0]
    image[40:42] = REFERENCES_RGB["black"][0]
    image[:, 60:] = REFERENCES_RGB["white"][0]
    mask = np.zeros((100, 100), dtype=np.bool_)
    mask[:, :60] = True
    found = measure(mask, image)
    assert found is not None
    assert found.colours is not None
    assert [colour.name for colour in found.colours] == ["dark brown", "light brown"]
    assert found.colours[0].share == pytest.approx(0.68, abs=0.01)
    assert found.colour_count == 2


def test_that_an_image_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        measure(np.ones((4, 4), dtype=np.bool_), np.zeros((5, 4, 3), dtype=np.uint8))
