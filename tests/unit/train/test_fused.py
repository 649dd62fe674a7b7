"""The fused network gives what the network gives, whatever the batch and the threads."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import torch

from isic_desktop.core.places import resource_path
from model_train.checkpoint import load_checkpoint
from model_train.fused import FUSED_DECODERS, fuse
from model_train.network import DECODER_CLASSES, LesionNetwork, SkipDecoder
from model_train.network_input import MaskMaker, NetworkInput, enlarge, read_network_input, shrink
from model_train.predictor import Predictor


@pytest.fixture(scope="module", params=[name for name, kind in DECODER_CLASSES.items() if kind in FUSED_DECODERS])
def network(request: pytest.FixtureRequest) -> LesionNetwork:
    torch.manual_seed(1)
    made = LesionNetwork(request.param)
    for module in made.modules():  # statistics that change something
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean = torch.randn(module.num_features) * 0.1
            module.running_var = torch.rand(module.num_features) + 0.5
    return made.eval().requires_grad_(False)


def squares(count: int, side: int = 64) -> torch.Tensor:
    noise = torch.randn((count, 3, side, side), generator=torch.Generator().manual_seed(2))
    return noise.contiguous(memory_format=torch.channels_last)


def test_that_a_decoder_whose_steps_nobody_wrote_down_is_computed_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(FUSED_DECODERS, SkipDecoder)
    network = LesionNetwork("skip").eval().requires_grad_(False)
    assert fuse(network, 64) is None


@pytest.mark.parametrize("side", [64, 128])  # at 128 a transposed decoder begins with products
def test_that_the_fused_network_gives_what_the_network_gives(network: LesionNetwork, side: int) -> None:
    fused = fuse(network, side)
    assert fused is not None
    with torch.inference_mode():
        torch.testing.assert_close(fused(squares(3, side)), network(squares(3, side)), rtol=1e-3, atol=1e-4)


def test_that_kernels_that_compute_something_else_are_not_used(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    trained, header = load_checkpoint(resource_path("models", "skip-256.safetensors"))
    monkeypatch.setattr("model_train.fused._RELU6", ("none", []))
    assert fuse(trained.requires_grad_(False), header.input_size_px) is None
    assert "differs" in caplog.text


@pytest.mark.parametrize("side", [64, 128])
def test_that_values_do_not_depend_on_batch_company_or_threads(network: LesionNetwork, side: int) -> None:
    fused = fuse(network, side)
    assert fused is not None
    before = torch.get_num_threads()
    several = squares(8, side)
    with torch.inference_mode():
        together = fused(several)
        try:
            for threads in (1, 2):
                torch.set_num_threads(threads)
                for size in (1, 2, 4):
                    parts = [fused(part.contiguous(memory_format=torch.channels_last)) for part in several.split(size)]
                    assert torch.equal(torch.cat(parts), together)
                turned = several.roll(3, 0).contiguous(memory_format=torch.channels_last)
                assert torch.equal(fused(turned).roll(-3, 0), together)
        finally:
            torch.set_num_threads(before)


def test_that_a_group_gives_the_same_in_any_cut_and_from_any_thread(tiny_checkpoint: Path) -> None:
    predictor = Predictor(tiny_checkpoint, "cpu")
    random = np.random.default_rng(3)
    inputs = [
        NetworkInput(random.integers(0, 256, (predictor.header.input_size_px,) * 2 + (3,), dtype=np.uint8), (90, 70))
        for _ in range(11)
    ]
    whole = predictor.predict_prepared(inputs)
    found: dict[int, list[tuple[np.ndarray, float | None]]] = {}

    def work(size: int) -> None:
        found[size] = [one for at in range(0, 11, size) for one in predictor.predict_prepared(inputs[at : at + size])]

    threads = [threading.Thread(target=work, args=(size,)) for size in (1, 3, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for parts in found.values():
        for (small, quality), (expected, expected_quality) in zip(parts, whole, strict=True):
            np.testing.assert_array_equal(small, expected)
            assert quality == expected_quality
    alone, quality = predictor.predict_square_with_quality(inputs[4].square)
    np.testing.assert_array_equal(alone, whole[4][0])
    assert quality == whole[4][1]
    assert predictor.predict_prepared(inputs[:2], with_quality=False)[1][1] is None
    assert predictor.predict_prepared([]) == []


@pytest.mark.parametrize("size_wh", [(64, 64), (1, 1), (300, 7), (1504, 1129)])
def test_that_a_mask_maker_gives_the_enlarged_probability_at_the_threshold(size_wh: tuple[int, int]) -> None:
    maker = MaskMaker()
    random = np.random.default_rng(4)
    for threshold in (0.5, 0.4, 0.731):
        probability = random.random((64, 64), dtype=np.float32)
        expected = enlarge(probability, size_wh) >= threshold
        np.testing.assert_array_equal(maker.mask(probability, size_wh, threshold), expected)


def test_that_scaled_decoding_keeps_what_the_network_sees(shared_data: Path) -> None:
    for path in sorted((shared_data / "isic2016_native" / "train" / "images").iterdir())[:6]:
        prepared = read_network_input(path, 128)
        from model_train.images import read_image, read_image_size

        assert prepared.size_wh == read_image_size(path)
        difference = prepared.square.astype(float) - shrink(read_image(path), 128)
        assert np.abs(difference).mean() < 1.5


def test_that_the_bundled_models_are_fused_within_a_thousandth() -> None:
    for name in ("transpose-128", "skip-256"):
        network, header = load_checkpoint(resource_path("models", f"{name}.safetensors"))
        assert fuse(network.requires_grad_(False), header.input_size_px) is not None, name
