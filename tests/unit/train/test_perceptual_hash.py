from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from model_train.perceptual_hash import NEAR_DUPLICATE_BITS, hamming, perceptual_hash

Draw = Callable[..., tuple[np.ndarray, np.ndarray]]
HEX = st.integers(0, 2**64 - 1).map(lambda value: f"{value:016x}")


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
    assert hamming(perceptual_hash(image), perceptual_hash(copy)) <= NEAR_DUPLICATE_BITS


def test_that_different_images_differ_in_many_bits(draw: Draw) -> None:
    hashes = [perceptual_hash(draw(seed)[0]) for seed in range(12)]
    least = min(hamming(a, b) for i, a in enumerate(hashes) for b in hashes[:i])
    assert least > NEAR_DUPLICATE_BITS


def test_that_real_images_are_told_apart(shared_data: Path) -> None:
    files = sorted((shared_data / "isic2016_256" / "train" / "images").iterdir())[:40]
    hashes = [perceptual_hash(np.asarray(Image.open(file).convert("RGB"))) for file in files]
    assert min(hamming(a, b) for i, a in enumerate(hashes) for b in hashes[:i]) > NEAR_DUPLICATE_BITS


@given(HEX, HEX, HEX)
def test_that_hamming_is_a_metric(a: str, b: str, c: str) -> None:
    assert hamming(a, a) == 0
    assert hamming(a, b) == hamming(b, a)
    assert hamming(a, c) <= hamming(a, b) + hamming(b, c)
