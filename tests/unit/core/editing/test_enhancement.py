"""Other looks at an image change what they say and leave the image itself alone."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.editing.enhancement import find_hairs, shades_of_grey, stretch_contrast, suppress_hairs

LOOKS: list[Callable[[np.ndarray], np.ndarray]] = [stretch_contrast, shades_of_grey, suppress_hairs]


def skin(height: int = 300, width: int = 400) -> np.ndarray:
    """Skin with a soft brown lesion and a little noise."""
    rows, columns = np.ogrid[:height, :width]
    away = np.hypot(rows - height / 2, columns - width / 2)
    share = 1 / (1 + np.exp((away - height / 4) / 6))
    colours = np.array([222, 178, 160]) * (1 - share[..., None]) + np.array([120, 78, 58]) * share[..., None]
    noise = np.random.default_rng(2).normal(0, 2, (height, width, 1))
    return np.clip(colours + noise, 0, 255).astype(np.uint8)


def with_hairs(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    lines = np.zeros(image.shape[:2], np.uint8)
    for start, end in (((20, 10), (330, 250)), ((390, 40), (60, 280)), ((100, 5), (140, 290))):
        cv2.line(lines, start, end, 1, 3, cv2.LINE_AA)
    hairs = lines.astype(bool)
    haired = image.copy()
    haired[hairs] = (40, 28, 24)
    return haired, hairs


@pytest.mark.parametrize("look", LOOKS)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_that_any_image_gives_one_of_its_size_and_stays_untouched(
    look: Callable[[np.ndarray], np.ndarray], height: int, width: int, seed: int
) -> None:
    image = np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(np.uint8)
    image.setflags(write=False)
    before = image.copy()
    result = look(image)
    assert result.shape == image.shape
    assert result.dtype == np.uint8
    assert not np.shares_memory(result, image)
    assert np.array_equal(image, before)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (200, 0, 10)])
def test_that_a_plain_image_is_no_trouble(
    look: Callable[[np.ndarray], np.ndarray], colour: tuple[int, int, int]
) -> None:
    image = np.full((50, 60, 3), colour, np.uint8)
    assert look(image).std(axis=(0, 1)).max() == 0


def test_that_contrast_reaches_from_dark_to_bright() -> None:
    flat = (skin() // 3 + 90).astype(np.uint8)
    stretched = stretch_contrast(flat)
    assert int(np.percentile(flat, 99)) - int(np.percentile(flat, 1)) < 80
    assert np.percentile(stretched, 1) < 10
    assert np.percentile(stretched, 99) > 245
    assert (np.diff(stretched[..., 0].ravel()[np.argsort(flat[..., 0].ravel(), kind="stable")].astype(int)) >= 0).all()


def test_that_shades_of_grey_takes_a_cast_away() -> None:
    image = np.repeat(np.random.default_rng(1).integers(30, 200, (60, 80, 1)), 3, axis=2)
    cast = (image * np.array([1.0, 0.8, 0.6])).astype(np.uint8)
    corrected = shades_of_grey(cast).astype(int)
    assert np.abs(corrected - corrected.mean(axis=2, keepdims=True)).max() <= 2
    # By the definition, e_c = (mean v^6)^(1/6) and gain = |e| / (√3 e_c).
    light = ((cast / 255.0) ** 6).mean(axis=(0, 1)) ** (1 / 6)
    expected = np.clip(np.rint(cast * (np.linalg.norm(light) / (np.sqrt(3) * light))), 0, 255)
    assert np.abs(corrected - expected).max() <= 1


def test_that_hairs_go_and_the_skin_beneath_comes_back() -> None:
    image = skin()
    haired, hairs = with_hairs(image)
    cleared = suppress_hairs(haired)
    before = np.abs(haired[hairs].astype(int) - image[hairs]).mean()
    after = np.abs(cleared[hairs].astype(int) - image[hairs]).mean()
    assert after < 0.15 * before
    away = cv2.dilate(hairs.astype(np.uint8), np.ones((15, 15), np.uint8)) == 0
    assert np.array_equal(cleared[away], haired[away])


def test_that_hairs_of_a_large_image_go_too() -> None:
    haired, hairs = with_hairs(skin())
    large = cv2.resize(haired, (2000, 1500), interpolation=cv2.INTER_CUBIC)
    image = cv2.resize(skin(), (2000, 1500), interpolation=cv2.INTER_CUBIC)
    where = cv2.resize(hairs.astype(np.uint8), (2000, 1500), interpolation=cv2.INTER_NEAREST).astype(bool)
    cleared = suppress_hairs(large)
    assert np.abs(cleared[where].astype(int) - image[where]).mean() < 0.2 * (
        np.abs(large[where].astype(int) - image[where]).mean()
    )


def test_that_a_lesion_without_hairs_keeps_its_outline() -> None:
    assert find_hairs(skin()).mean() < 0.001
