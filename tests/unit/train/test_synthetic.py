from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model_train.drawing import largest_region
from model_train.images import read_image, read_mask
from model_train.pairing import find_pairs
from model_train.synthetic import SAMPLES, Recipe, draw, main

_SAMPLES_DIR = Path(__file__).resolve().parents[3] / "resources" / "samples"


def _committed(recipe: Recipe) -> tuple[Path, Path]:
    return (
        _SAMPLES_DIR / "images" / f"{recipe.name}.jpg",
        _SAMPLES_DIR / "masks" / f"{recipe.name}_Segmentation.png",
    )


def test_that_the_committed_samples_are_exactly_those_of_the_recipes() -> None:
    pairing = find_pairs(_SAMPLES_DIR / "images", _SAMPLES_DIR / "masks")
    assert pairing.pairs == [_committed(recipe) for recipe in SAMPLES]
    assert pairing.images_without_mask == pairing.masks_without_image == []


# One of 1024×768 in every test run; the others differ only in their numbers.
@pytest.mark.parametrize("recipe", SAMPLES[2:4], ids=lambda recipe: recipe.name)
def test_that_a_sample_is_drawn_again_as_it_was_committed(recipe: Recipe) -> None:
    image_path, mask_path = _committed(recipe)
    drawing = draw(recipe)
    stored = read_mask(mask_path)
    assert np.array_equal(drawing.mask, stored.mask)
    assert not stored.values_other
    # What JPEG coding changes: single pixels at sharp edges, hardly anything on the whole.
    difference = np.abs(drawing.image.astype(int) - read_image(image_path))
    assert difference.mean() < 3
    assert np.quantile(difference, 0.999) < 25


@pytest.mark.parametrize("recipe", SAMPLES, ids=lambda recipe: recipe.name)
def test_that_a_true_mask_is_one_lesion_without_holes_inside_the_image(recipe: Recipe) -> None:
    image_path, mask_path = _committed(recipe)
    mask = read_mask(mask_path).mask
    assert mask.shape == read_image(image_path).shape[:2] == recipe.size
    assert np.array_equal(largest_region(np.where(mask, 1.0, -1.0)), mask)
    assert 0.08 < mask.mean() < 0.45
    rim = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    assert not rim.any()


@pytest.mark.parametrize("recipe", SAMPLES, ids=lambda recipe: recipe.name)
def test_that_a_lesion_is_darker_than_the_skin_around_it(recipe: Recipe) -> None:
    image_path, mask_path = _committed(recipe)
    image, mask = read_image(image_path), read_mask(mask_path).mask
    middle = np.zeros_like(mask)
    height, width = mask.shape
    middle[height // 8 : -height // 8, width // 8 : -width // 8] = True
    contrast = np.median(image[middle & ~mask], axis=0) - np.median(image[mask], axis=0)
    # Pigment absorbs blue most; in red a pale lesion is as bright as the skin.
    assert contrast[2] > contrast[0]
    assert contrast[1] > 8
    if recipe.name == "sample_04_pale":
        assert contrast.max() < 25, "the pale lesion is meant to be hard to see"
    else:
        assert contrast.min() > 15


def test_that_the_samples_are_small_enough_to_ship() -> None:
    total_bytes = sum(path.stat().st_size for path in _SAMPLES_DIR.rglob("*") if path.is_file())
    assert total_bytes < 2_500_000


def test_that_the_command_draws_what_draw_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("model_train.synthetic.write_samples.__defaults__", (SAMPLES[3:4],))
    assert main([str(tmp_path)]) == 0
    image_path, mask_path = (tmp_path / path.relative_to(_SAMPLES_DIR) for path in _committed(SAMPLES[3]))
    assert capsys.readouterr().out.split() == [str(image_path)]
    assert np.array_equal(read_mask(mask_path).mask, draw(SAMPLES[3]).mask)
    assert read_image(image_path).shape == (*SAMPLES[3].size, 3)


def test_that_another_seed_draws_another_lesion() -> None:
    from dataclasses import replace

    small = replace(SAMPLES[0], size=(96, 128))
    assert np.array_equal(draw(small).image, draw(small).image)
    other = draw(replace(small, seed=small.seed + 1))
    assert not np.array_equal(other.mask, draw(small).mask)


def test_that_the_largest_region_loses_islands_and_holes() -> None:
    field = np.full((12, 14), -1.0)
    field[2:9, 2:9] = 1.0
    field[4:6, 4:6] = -1.0
    field[10, 12] = 1.0
    expected = np.zeros((12, 14), bool)
    expected[2:9, 2:9] = True
    assert np.array_equal(largest_region(field), expected)
    assert not largest_region(np.full((3, 3), -1.0)).any()
