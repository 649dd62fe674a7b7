"""Outlines drawn on images."""

from __future__ import annotations

import numpy as np
import pytest
from red_predictor import lesion_mask

from isic_desktop.core.overlay import ANNOTATION_RGB, TRUTH_RGB, _dashes, draw_overlay


def pixels_of(picture: np.ndarray, rgb: tuple[int, int, int]) -> np.ndarray:
    return np.all(np.abs(picture.astype(int) - rgb) < 40, axis=2)


def test_that_the_outline_follows_the_mask_and_the_inside_stays_untouched() -> None:
    image = np.full((120, 160, 3), 128, np.uint8)
    mask = lesion_mask(wh=(160, 120), lesion=(40, 30, 120, 90))
    picture = draw_overlay(image, mask)
    assert (image == 128).all()
    assert pixels_of(picture, ANNOTATION_RGB)[30, 50:110].all()
    assert pixels_of(picture, ANNOTATION_RGB)[40:80, 119].all()
    assert (picture[36:84, 46:114] == 128).all()
    assert (picture[:24] == 128).all()


def test_that_the_ground_truth_is_dashed_in_its_own_colour() -> None:
    image = np.full((120, 160, 3), 128, np.uint8)
    truth = lesion_mask(wh=(160, 120), lesion=(20, 20, 140, 100))
    picture = draw_overlay(image, np.zeros_like(truth), truth)
    along_the_edge = pixels_of(picture, TRUTH_RGB)[20, 20:140]
    assert 0.3 < along_the_edge.mean() < 0.7
    assert not pixels_of(picture, ANNOTATION_RGB).any()


def test_that_empty_masks_draw_nothing_and_wrong_sizes_are_refused() -> None:
    image = np.full((10, 12, 3), 9, np.uint8)
    empty = np.zeros((10, 12), bool)
    assert (draw_overlay(image, empty, empty) == image).all()
    with pytest.raises(ValueError, match="size"):
        draw_overlay(image, np.zeros((10, 13), bool))


def test_that_gaps_are_as_long_as_dashes() -> None:
    square = np.array([[0, 0], [100, 0], [100, 100], [0, 100]], np.float32)
    dashes = _dashes(square, 10.0)
    lengths = [float(np.hypot(*np.diff(dash, axis=0).T).sum()) for dash in dashes]
    np.testing.assert_allclose(lengths, [10.0] * 20)
