"""Refining snaps a rough region to the image, on drawn lesions and on real ones."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from isic_desktop.core.editing.extent import extent, padded
from isic_desktop.core.editing.refine import refine_box, refine_painted
from isic_desktop.core.geometry import PixelRect
from model_train.images import read_image, read_mask
from model_train.scores import count_overlap


def lesion(seed: int, height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """A lobed brown lesion with a border a few pixels wide, on noisy skin; and its mask."""
    random = np.random.default_rng(seed)
    rows, columns = np.ogrid[:height, :width]
    y, x = rows - height * random.uniform(0.42, 0.58), columns - width * random.uniform(0.42, 0.58)
    angle = np.arctan2(y, x)
    radius = min(height, width) * random.uniform(0.2, 0.3)
    for lobes in (2, 3, 5):
        radius = radius * (1 + random.uniform(0, 0.12) * np.cos(lobes * angle + random.uniform(0, 6)))
    off = np.hypot(y, x) - radius
    share = (1 / (1 + np.exp(off / 2.0)))[..., None]
    colour = np.array([218, 176, 158]) * (1 - share) + np.array([122, 80, 60]) * share
    noise = random.normal(0, 5, (height, width, 1))
    return np.clip(colour + noise, 0, 255).astype(np.uint8), off < 0


def placed(found: tuple[PixelRect, np.ndarray], mask: np.ndarray) -> np.ndarray:
    rect, pixels = found
    assert pixels.shape == rect.shape
    result = mask.copy()
    result[rect.slices] = pixels
    return result


def roughened(mask: np.ndarray, seed: int) -> np.ndarray:
    """The mask as a hurried person paints it: moved, grown or shrunk, and with a wavering outline."""
    random = np.random.default_rng(seed)
    size = float(np.sqrt(mask.sum()))
    inside = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3)
    outside = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 3)
    coarse = random.normal(0, 1, (9, 9)).astype(np.float32)
    waver = cv2.resize(coarse, mask.shape[::-1], interpolation=cv2.INTER_CUBIC) * np.float32(0.06 * size)
    by = random.choice([-1, 1]) * 0.05 * size
    dy, dx = random.uniform(-0.05, 0.05, 2) * size
    rough = (outside - inside) < waver + np.float32(by)
    shift = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    return cv2.warpAffine(rough.astype(np.uint8), shift, mask.shape[::-1]).astype(bool)


def probability_of(mask: np.ndarray, side: int = 64) -> np.ndarray:
    """What a fair model says: the truth, blurred by the network's coarse pixels."""
    small = cv2.resize(mask.astype(np.float32), (side, side), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(small, (0, 0), 2.0)


@pytest.mark.parametrize("with_model", [False, True])
@pytest.mark.parametrize(("seed", "height", "width"), [(1, 300, 400), (2, 767, 1022), (3, 1200, 1600)])
def test_that_a_rough_box_finds_a_drawn_lesion(seed: int, height: int, width: int, with_model: bool) -> None:
    image, truth = lesion(seed, height, width)
    box = padded(extent(truth), width // 30, height, width)
    empty = np.zeros_like(truth)
    found = placed(refine_box(image, box, probability_of(truth) if with_model else None, empty), empty)
    assert count_overlap(found, truth).jaccard > 0.92


@pytest.mark.parametrize("with_model", [False, True])
@pytest.mark.parametrize(("seed", "height", "width"), [(4, 300, 400), (5, 767, 1022), (6, 1200, 1600)])
def test_that_rough_paint_finds_a_drawn_lesion(seed: int, height: int, width: int, with_model: bool) -> None:
    image, truth = lesion(seed, height, width)
    painted = roughened(truth, seed)
    probability = probability_of(truth) if with_model else None
    found = placed(refine_painted(image, painted, probability, painted), painted)
    assert count_overlap(painted, truth).jaccard < 0.9
    assert count_overlap(found, truth).jaccard > 0.95


def test_that_a_box_leaves_the_mask_outside_it_alone() -> None:
    image, truth = lesion(7, 300, 400)
    mask = np.random.default_rng(1).random(truth.shape) < 0.5
    before = mask.copy()
    box = padded(extent(truth), 12, 300, 400)
    found = placed(refine_box(image, box, None, mask), mask)
    outside = np.ones_like(mask)
    outside[box.slices] = False
    assert np.array_equal(found[outside], mask[outside])
    assert np.array_equal(mask, before)


def test_that_a_little_paint_is_added_to_what_was_there() -> None:
    image, truth = lesion(8, 400, 500)
    rect = extent(truth)
    half = truth.copy()
    half[:, (rect.left + 3 * rect.right) // 4 :] = False
    painted = np.zeros_like(truth)
    painted[rect.top : rect.bottom, (rect.left + 2 * rect.right) // 3 : rect.right] = True
    painted &= cv2.dilate(truth.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)
    found = placed(refine_painted(image, painted, None, half), half)
    assert not (half & ~found).any()
    assert count_overlap(found, truth).jaccard > max(0.95, count_overlap(half, truth).jaccard)


def test_that_the_same_input_gives_the_same_outline() -> None:
    image, truth = lesion(9, 500, 600)
    painted = roughened(truth, 9)
    first = refine_painted(image, painted, None, painted)
    cv2.setRNGSeed(12345)
    second = refine_painted(image, painted, None, painted)
    assert first[0] == second[0]
    assert np.array_equal(first[1], second[1])


def test_that_nothing_painted_and_a_box_outside_change_nothing() -> None:
    image, truth = lesion(10, 100, 120)
    assert refine_painted(image, np.zeros_like(truth), None, truth)[0].empty
    assert refine_box(image, PixelRect(200, 0, 300, 50), None, truth)[0].empty


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (3, 2), (40, 40)])
def test_that_tiny_and_plain_images_are_no_trouble(size: tuple[int, int]) -> None:
    image = np.full((*size, 3), 120, np.uint8)
    mask = np.zeros(size, bool)
    painted = np.ones(size, bool)
    assert refine_painted(image, painted, None, mask)[1].shape == size
    assert refine_box(image, PixelRect(0, 0, *size), None, mask)[1].shape == size
    assert refine_box(image, PixelRect(0, 0, 1, 1), np.zeros((8, 8), np.float32), mask)[1].shape == (1, 1)


def test_that_refining_rough_outlines_of_real_lesions_improves_them_on_average(
    shared_data: Path,
) -> None:
    folder = shared_data / "isic2016_native" / "train"
    rows = []
    for path in sorted((folder / "images").iterdir())[:12]:
        image = read_image(path)
        truth = read_mask(folder / "masks" / f"{path.stem}_Segmentation.png").mask
        rough = roughened(truth, len(rows))
        box = padded(extent(truth), round(0.03 * max(truth.shape)), *truth.shape)
        empty = np.zeros_like(truth)
        rows.append(
            [
                count_overlap(mask, truth).jaccard
                for mask in (
                    rough,
                    placed(refine_painted(image, rough, None, rough), rough),
                    placed(refine_painted(image, rough, probability_of(truth), rough), rough),
                    placed(refine_box(image, box, probability_of(truth), empty), empty),
                )
            ]
        )
    means = np.mean(rows, axis=0)
    rough_mean, painted_mean, with_model_mean, box_mean = means
    assert painted_mean > rough_mean + 0.02, means
    assert with_model_mean > rough_mean + 0.05, means
    assert box_mean > rough_mean, means
