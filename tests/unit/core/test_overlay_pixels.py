"""The annotation as pixels of the screen: whatever rectangle is painted, it shows the same picture."""

from __future__ import annotations

import numpy as np
import pytest

from isic_desktop.core.geometry import ViewTransform
from isic_desktop.core.overlay_pixels import OverlayStyle, render_overlay

SCREEN_WH = (160, 120)


def lesion_with_a_hole() -> np.ndarray:
    rows, columns = np.ogrid[:60, :80]
    distance = (columns - 44) ** 2 + (rows - 25) ** 2
    return (distance < 18**2) & (distance > 4**2)


@pytest.mark.parametrize("radius", [1, 2, 3])
@pytest.mark.parametrize("scale", [0.4, 1.0, 1.7, 6.0])
def test_that_every_rectangle_is_a_piece_of_the_same_picture(radius: int, scale: float) -> None:
    style = OverlayStyle((255, 200, 0), 0.3, True, radius)
    view = ViewTransform(scale, 7.25, -3.5)
    mask = lesion_with_a_hole()
    whole = render_overlay(mask, view, 0, 0, *SCREEN_WH, style)
    for x, y, width, height in ((0, 0, 160, 60), (50, 20, 7, 9), (81, 43, 30, 60), (33, 1, 1, 1), (120, 80, 40, 40)):
        piece = render_overlay(mask, view, x, y, width, height, style)
        assert np.array_equal(piece, whole[y : y + height, x : x + width]), (x, y, width, height)


def test_that_fill_line_and_halo_lie_where_the_lesion_is() -> None:
    style = OverlayStyle((255, 200, 0), 0.3, True, 1)
    drawn = render_overlay(lesion_with_a_hole(), ViewTransform(2.0, 0.0, 0.0), 0, 0, *SCREEN_WH, style)
    alpha = drawn >> 24
    fill = round(255 * 0.3)
    assert alpha[50, 66] == fill  # between rim and hole: fill alone
    assert alpha[50, 88] == 0  # in the hole
    assert alpha[50, 88 - 36] > 100  # on the rim
    assert alpha[50, 88 - 8] > 100  # on the hole's rim
    assert not alpha[:, : 88 - 36 - 4].any()
    assert not alpha[50 + 36 + 4 :].any()


def test_that_a_line_just_outside_the_rectangle_reaches_into_it() -> None:
    style = OverlayStyle((255, 200, 0), 0.0, True, 2)
    mask = np.zeros((120, 160), bool)
    mask[:, 80:] = True
    drawn = render_overlay(mask, ViewTransform(), 60, 10, 20, 20, style)  # ends at the lesion's first column
    assert (drawn[:, -1] >> 24 > 100).all()
    assert not drawn[:, :-3].any()


@pytest.mark.parametrize("filled", [True, False])
def test_that_where_there_is_no_boundary_there_is_no_line(filled: bool) -> None:
    style = OverlayStyle((255, 200, 0), 0.3, True, 1)
    mask = np.full((120, 160), filled)
    drawn = render_overlay(mask, ViewTransform(), 20, 20, 50, 50, style)
    assert set(np.unique(drawn >> 24)) == {round(255 * 0.3) if filled else 0}


def test_that_nothing_outside_the_image_is_drawn() -> None:
    style = OverlayStyle((255, 200, 0), 0.3, True, 1)
    drawn = render_overlay(lesion_with_a_hole(), ViewTransform(1.0, 500.0, 0.0), 0, 0, *SCREEN_WH, style)
    assert not drawn.any()
