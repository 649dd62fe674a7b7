from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from model_train.perceptual_hash import perceptual_hash
from model_train.splitting import near_duplicates

Draw = Callable[..., tuple[np.ndarray, np.ndarray]]


def test_that_a_hash_is_sixteen_digits_and_repeats(draw: Draw) -> None:
    image, _mask = draw(3)
    found = perceptual_hash(image)
    assert len(found) == 16
    assert int(found, 16) >= 0
    assert perceptual_hash(image.copy()) == found


def test_that_scaling_and_recompression_hardly_change_the_hash(draw: Draw) -> None:
    image, _mask = draw(4, 256)
    content = io.BytesIO()
    Image.fromarray(image).resize((180, 120), Image.Resampling.LANCZOS).save(content, "JPEG", quality=70)
    copy = np.asarray(Image.open(content))
    assert near_duplicates({"image": perceptual_hash(image)}, {"copy": perceptual_hash(copy)})


def test_that_different_images_differ_in_many_bits(draw: Draw) -> None:
    hashes = {str(seed): perceptual_hash(draw(seed)[0]) for seed in range(12)}
    assert near_duplicates(hashes, hashes) == [(name, name, 0) for name in hashes]


def test_that_real_images_are_told_apart(shared_data: Path) -> None:
    files = sorted((shared_data / "isic2016_256" / "train" / "images").iterdir())[:40]
    hashes = {file.stem: perceptual_hash(np.asarray(Image.open(file).convert("RGB"))) for file in files}
    assert near_duplicates(hashes, hashes) == [(name, name, 0) for name in hashes]


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=8))
def test_that_hashes_are_near_that_differ_in_at_most_four_bits(first: int, flipped: set[int]) -> None:
    second = first ^ sum(1 << bit for bit in flipped)
    found = near_duplicates({"first": f"{first:016x}"}, {"second": f"{second:016x}"})
    assert found == ([("first", "second", len(flipped))] if len(flipped) <= 4 else [])


def test_that_a_hash_is_that_of_the_formula_which_headers_of_old_models_hold() -> None:
    grey = np.random.default_rng(7).integers(0, 256, (32, 32), dtype=np.uint8)
    place = np.arange(32)
    low = np.array(
        [
            [
                np.sum(
                    grey
                    * np.cos(np.pi * row * (2 * place[:, None] + 1) / 64)
                    * np.cos(np.pi * column * (2 * place + 1) / 64)
                )
                for column in range(1, 9)
            ]
            for row in range(1, 9)
        ]
    )
    bits = "".join("1" if value > np.median(low) else "0" for value in low.ravel())
    assert perceptual_hash(np.repeat(grey[:, :, None], 3, axis=2)) == f"{int(bits, 2):016x}"
