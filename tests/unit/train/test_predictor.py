from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import torch

from model_train.errors import DeviceError, ImageError
from model_train.network_input import NetworkInput
from model_train.predictor import Predictor, enlarge, resolve_device, shrink
from model_train.quality import predicted_jaccard


@pytest.fixture(scope="module")
def predictor(tiny_checkpoint: Path) -> Predictor:
    return Predictor(tiny_checkpoint, "cpu")


def image_of(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize("size_hw", [(1, 1), (1, 300), (300, 1), (32, 32), (50, 70), (7, 4000)])
def test_that_the_probability_has_the_images_own_size(predictor: Predictor, size_hw: tuple[int, int]) -> None:
    found = predictor.predict(image_of(*size_hw))
    assert found.shape == size_hw
    assert found.dtype == np.float32
    assert found.flags.c_contiguous
    assert 0.0 <= float(found.min()) <= float(found.max()) <= 1.0


def test_that_a_batch_gives_what_single_images_give(predictor: Predictor) -> None:
    images = [image_of(40, 60, 1), image_of(64, 32, 2), image_of(32, 32, 3)]
    inputs = [NetworkInput(predictor.squeeze(image), (image.shape[1], image.shape[0])) for image in images]
    for (together, _), image in zip(predictor.predict_prepared(inputs, with_quality=False), images, strict=True):
        np.testing.assert_allclose(together, predictor.predict_small(image), atol=1e-5)


def test_that_quality_comes_with_the_same_probability(predictor: Predictor) -> None:
    image = image_of(48, 48)
    probability, quality = predictor.predict_with_quality(image)
    np.testing.assert_array_equal(probability, predictor.predict(image))
    assert 0.0 <= quality <= 1.0


def test_that_the_predictor_says_what_it_is(predictor: Predictor) -> None:
    assert predictor.header.name == "tiny"
    assert len(predictor.model_sha256) == 64
    assert (predictor.device_name, predictor.engine, predictor.precision) == ("cpu", "torch-fused", "float32")


def test_that_an_array_that_is_no_image_is_refused(predictor: Predictor) -> None:
    for wrong in (np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3), np.float32), np.zeros((0, 4, 3), np.uint8)):
        with pytest.raises(ImageError):
            predictor.predict(wrong)


def test_that_a_missing_device_is_named_with_those_that_are_there() -> None:
    with pytest.raises(DeviceError, match="cpu"):
        resolve_device("cuda:99")
    assert resolve_device("cpu") == "cpu"
    assert resolve_device("auto")


def test_that_full_graphics_memory_moves_the_work_to_the_processor(
    tiny_checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages: list[str] = []
    monkeypatch.setattr("model_train.predictor.fuse", lambda *_: None)  # as on a card
    predictor = Predictor(tiny_checkpoint, "cpu", on_message=messages.append)
    expected = predictor.predict(image_of(32, 32))
    predictor.device_name = "mps"  # pretends; the first forward pass then fails as a full card does
    forward = predictor._forward
    calls = []

    def full_once(squares: np.ndarray) -> np.ndarray:
        calls.append(predictor.device_name)
        if len(calls) == 1:
            raise torch.OutOfMemoryError("fake")
        return forward(squares)

    monkeypatch.setattr(predictor, "_forward", full_once)
    np.testing.assert_array_equal(predictor.predict(image_of(32, 32)), expected)
    assert calls == ["mps", "cpu"]
    assert predictor.device_name == "cpu"
    assert len(messages) == 1
    assert "mps" in messages[0]


def test_that_threads_may_share_a_predictor(predictor: Predictor) -> None:
    images = [image_of(40, 40, seed) for seed in range(4)]
    expected = [predictor.predict(image) for image in images]
    found: list[np.ndarray | None] = [None] * 4

    def work(number: int) -> None:
        found[number] = predictor.predict(images[number])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one, other)


def test_that_shrinking_averages_and_keeps_the_middle() -> None:
    image = np.zeros((64, 128, 3), np.uint8)
    image[:, 64:] = 200
    small = shrink(image, 32)
    assert small.shape == (32, 32, 3)
    assert (small[:, :16] == 0).all()
    assert (small[:, 16:] == 200).all()


def test_that_enlarging_keeps_a_flat_probability() -> None:
    flat = np.full((32, 32), 0.25, np.float32)
    np.testing.assert_allclose(enlarge(flat, (77, 33)), 0.25)
    assert enlarge(flat, (77, 33)).shape == (33, 77)


def test_that_certain_predictions_score_higher_than_doubtful_ones() -> None:
    sure = np.zeros((32, 32), np.float32)
    sure[8:24, 8:24] = 1.0
    doubtful = np.where(sure > 0, 0.6, 0.35).astype(np.float32)
    other = np.roll(sure, 6, axis=1)
    assert predicted_jaccard(sure, sure, 0.5) == pytest.approx(1.0)
    assert predicted_jaccard(doubtful, doubtful, 0.5) < 0.6
    assert predicted_jaccard(sure, other, 0.5) < 0.6
    assert predicted_jaccard(np.zeros_like(sure), np.zeros_like(sure), 0.5) == 0.0
