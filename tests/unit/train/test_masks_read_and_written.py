from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra.numpy import array_shapes, arrays
from PIL import Image

from model_train.images import (
    encode_mask,
    read_mask,
)


def _blob() -> np.ndarray:
    mask = np.zeros((20, 30), bool)
    mask[4:12, 6:20] = True
    return mask


def _store(tmp_path: Path, values: np.ndarray, name: str = "m.png", **options: object) -> Path:
    path = tmp_path / name
    Image.fromarray(values).save(path, **options)
    return path


def test_that_a_mask_of_0_and_255_is_read_as_it_is(tmp_path: Path) -> None:
    stored = read_mask(_store(tmp_path, _blob().astype(np.uint8) * 255))
    assert np.array_equal(stored.mask, _blob())
    assert stored.mask.dtype == np.bool_
    assert stored.mask.flags.c_contiguous
    assert (stored.coded_01, stored.values_other) == (False, False)
    assert np.array_equal(stored.rescaled(), _blob())


def test_that_a_mask_of_0_and_1_is_empty_said_to_be_so_and_can_be_rescaled(tmp_path: Path) -> None:
    stored = read_mask(_store(tmp_path, _blob().astype(np.uint8)))
    assert not stored.mask.any()
    assert stored.coded_01
    assert np.array_equal(stored.rescaled(), _blob())


@pytest.mark.parametrize("name", ["m.png", "m.tif"])
def test_that_a_16_bit_mask_of_0_and_1_can_be_rescaled_too(name: str, tmp_path: Path) -> None:
    stored = read_mask(_store(tmp_path, _blob().astype(np.uint16), name))
    assert stored.coded_01
    assert np.array_equal(stored.rescaled(), _blob())


@pytest.mark.parametrize("factor", [255, 65535])
def test_that_a_16_bit_mask_is_read_by_its_values(factor: int, tmp_path: Path) -> None:
    stored = read_mask(_store(tmp_path, _blob().astype(np.uint16) * np.uint16(factor)))
    assert np.array_equal(stored.mask, _blob())
    assert not stored.values_other


def test_that_an_empty_mask_is_not_said_to_be_coded_0_and_1(tmp_path: Path) -> None:
    stored = read_mask(_store(tmp_path, np.zeros((4, 5), np.uint8)))
    assert not stored.mask.any()
    assert not stored.coded_01
    assert not stored.values_other


def test_that_128_is_background_and_129_is_lesion(tmp_path: Path) -> None:
    stored = read_mask(_store(tmp_path, np.array([[0, 127, 128, 129, 255]], np.uint8)))
    assert stored.mask.tolist() == [[False, False, False, True, True]]
    assert stored.values_other


@pytest.mark.parametrize(
    "image",
    [
        Image.fromarray(_blob().astype(np.uint8) * 255).convert("1"),
        Image.fromarray(_blob().astype(np.uint8) * 255).convert("P"),
        Image.fromarray(_blob().astype(np.uint8) * 255).convert("RGB"),
        Image.fromarray(_blob().astype(np.uint8) * 255).convert("LA"),
        Image.merge("RGBA", [*[Image.fromarray(_blob().astype(np.uint8) * 255)] * 3, Image.new("L", (30, 20), 0)]),
    ],
    ids=["1-bit", "palette", "RGB", "LA", "transparent RGBA"],
)
def test_that_a_mask_is_read_by_brightness_whatever_its_kind(image: Image.Image, tmp_path: Path) -> None:
    path = tmp_path / "m.png"
    image.save(path)
    stored = read_mask(path)
    assert np.array_equal(stored.mask, _blob())
    assert not stored.values_other


def test_that_a_mask_turns_with_its_exif_orientation(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = read_mask(_store(tmp_path, np.rot90(_blob()).astype(np.uint8) * 255, exif=exif))
    assert np.array_equal(stored.mask, _blob())


def test_that_a_jpeg_mask_is_read_and_its_other_values_are_noticed(tmp_path: Path) -> None:
    stored = read_mask(_store(tmp_path, _blob().astype(np.uint8) * 255, "m.jpg"))
    assert np.count_nonzero(stored.mask != _blob()) < 10
    assert stored.values_other


@settings(max_examples=40, deadline=None)
@given(mask=arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=40)))
def test_that_an_encoded_mask_reads_back_as_it_was(mask: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("encoded") / "mask.png"
    path.write_bytes(encode_mask(mask))
    stored = read_mask(path)
    assert np.array_equal(stored.mask, mask)
    assert not stored.coded_01
    assert not stored.values_other


def test_that_an_encoded_mask_is_8_bit_gray_of_0_and_255_and_always_the_same_bytes() -> None:
    content = encode_mask(_blob())
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.mode) == ("PNG", "L")
        assert set(np.unique(np.array(image)).tolist()) == {0, 255}
    assert content == encode_mask(np.asfortranarray(_blob()))
    assert content == encode_mask(np.repeat(_blob(), 2, axis=0)[::2])


@pytest.mark.parametrize("wrong", [np.zeros((3, 4), np.uint8), np.zeros((3, 4, 1), bool), np.zeros((0, 4), bool)])
def test_that_only_a_mask_can_be_encoded_as_one(wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="bool array"):
        encode_mask(wrong)
