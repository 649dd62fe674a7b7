from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from model_train.control import Cancelled
from model_train.dataset import DecodedPairs, collect_pairs
from model_train.epoch_batches import EpochBatches
from model_train.evaluation import overlaps_of
from model_train.fused import fuse_encoder
from model_train.lanes import Lanes
from model_train.losses import per_image_loss
from model_train.network import DECODER_CLASSES, DECODERS, Decoder, LesionNetwork, TransposeDecoder
from model_train.settings import TrainSettings
from model_train.training import Trainer
from model_train.training_job import TrainRequest, run_training

Make = Callable[..., TrainRequest]


@pytest.fixture(autouse=True)
def narrow_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The course's decoder with a tenth of its channels: how a step is cut up does not depend on them."""
    monkeypatch.setattr(TransposeDecoder, "channels", (1280, 48, 24, 16, 8, 8))


@pytest.fixture
def two_threads() -> Iterator[None]:
    usual = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(usual)


def course_network(regime: str, dropout: float = 0.0) -> LesionNetwork:
    torch.manual_seed(0)
    network = LesionNetwork("transpose", {"dropout": dropout})
    network.freeze_encoder(None if regime == "frozen" else 0)
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return network.train()


def batch(count: int) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(1)
    pixels = torch.randn(count, 3, 64, 64, generator=generator).contiguous(memory_format=torch.channels_last)
    return pixels, (torch.rand(count, 1, 64, 64, generator=generator) > 0.5).float()


def gradients_of(network: LesionNetwork) -> dict[str, Tensor]:
    found = {name: value.grad.clone() for name, value in network.named_parameters() if value.grad is not None}
    network.zero_grad(set_to_none=True)
    return found


@pytest.mark.parametrize("loss", ["bce", "bce-dice"])
@pytest.mark.parametrize("regime", ["frozen", "finetune"])
@pytest.mark.parametrize("count", [2, 5])
def test_that_halves_give_the_losses_and_gradients_of_the_whole(
    regime: str, loss: str, count: int, two_threads: None
) -> None:
    network = course_network(regime)
    pixels, truth = batch(count)
    each = per_image_loss(loss, network(pixels), truth)
    each.mean().backward()
    plain = gradients_of(network)
    statistics = {name: value.clone() for name, value in network.named_buffers()}
    overlaps = overlaps_of(network(pixels).detach(), truth)
    network = course_network(regime)
    lanes = Lanes(network, loss, 2)
    meanwhile: list[int] = []
    losses, counted = lanes.compute(pixels, truth, (1, 2), lambda: meanwhile.append(1))
    lanes.close()
    assert meanwhile == [1]
    assert torch.allclose(torch.tensor(losses), each.detach(), atol=1e-5)
    assert regime == "finetune" or counted == overlaps
    halved = gradients_of(network)
    assert halved.keys() == plain.keys()
    for name, value in plain.items():
        assert torch.allclose(halved[name], value, atol=1e-4 * max(1.0, float(value.abs().max()))), name
        assert halved[name].stride() == value.stride(), name
    for name, value in network.named_buffers():
        assert torch.allclose(value, statistics[name], atol=1e-5), name


def test_that_dropping_at_random_is_determined_by_the_seeds(two_threads: None) -> None:
    network = course_network("frozen", dropout=0.5)
    pixels, truth = batch(4)
    lanes = Lanes(network, "bce", 2)
    found = []
    for seeds in ((1, 2), (1, 2), (1, 3)):
        lanes.compute(pixels, truth, seeds, lambda: None)
        found.append(gradients_of(network))
    lanes.close()
    assert all(torch.equal(value, found[1][name]) for name, value in found[0].items())
    assert not all(torch.equal(value, found[2][name]) for name, value in found[0].items())


def test_that_a_fault_in_what_happens_meanwhile_leaves_no_half_running(two_threads: None) -> None:
    network = course_network("frozen")
    lanes = Lanes(network, "bce", 2)

    def fault() -> None:
        raise ValueError("meanwhile")

    with pytest.raises(ValueError, match="meanwhile"):
        lanes.compute(*batch(4), (1, 2), fault)
    assert lanes.compute(*batch(4), (1, 2), lambda: None)[0]
    lanes.close()
    assert torch.get_num_threads() == 2


@pytest.mark.parametrize("kind", DECODER_CLASSES.values())
def test_that_batch_normalisation_is_not_cut(kind: type[Decoder]) -> None:
    learns_statistics = any(isinstance(layer, torch.nn.BatchNorm2d) for layer in kind().modules())
    assert not (kind.by_image and learns_statistics)
    assert TransposeDecoder.by_image, "half of a step is computed in each of two threads"


def weights_of(run: Path) -> dict[str, Tensor]:
    return {name: value for name, value in load_file(run / "last.safetensors").items() if name.startswith("network.")}


def test_that_where_memory_ends_lanes_give_way_to_smaller_pieces(
    make_request: Make, two_threads: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes.")

    trainers: list[Trainer] = []
    monkeypatch.setattr("model_train.lanes.Lanes.compute", full)
    request = make_request(decoder="transpose", epochs=1)
    progress = run_training(request, on_trainer=trainers.append)
    assert (progress.epoch, progress.parts) == (1, 2)
    assert trainers[0]._lanes is None
    assert "computing 2 images at once" in (request.out / "events.jsonl").read_text()


@pytest.mark.parametrize("regime", ["frozen", "finetune"])
def test_that_a_run_in_lanes_is_determined_and_resumes_to_the_same_weights(
    regime: str, make_request: Make, two_threads: None
) -> None:
    settings: dict[str, Any] = {"decoder": "transpose", "regime": regime, "epochs": 2, "dropout": 0.3}
    settings["augment"] = "strong"
    used: list[bool] = []

    def look(trainer: Trainer) -> None:
        compute = trainer._update

        def update(losses: list[float]) -> None:
            used.append(trainer._lanes is not None)
            compute(losses)

        trainer._update = update  # type: ignore[method-assign]

    def interrupt(trainer: Trainer) -> None:
        finish = trainer._finish_epoch

        def finished(*arguments: Any) -> None:
            finish(*arguments)
            trainer.control.request_cancel()

        trainer._finish_epoch = finished  # type: ignore[method-assign]

    whole, parted, again = (make_request(name, **settings) for name in ("whole", "parted", "again"))
    run_training(whole, on_trainer=look)
    assert used
    assert all(used)
    with pytest.raises(Cancelled):
        run_training(parted, on_trainer=interrupt)
    run_training(replace(parted, resume=True))
    run_training(again)
    expected = weights_of(whole.out)
    for run in (parted.out, again.out):
        found = weights_of(run)
        assert all(torch.equal(found[name], value) for name, value in expected.items()), run.name


@pytest.mark.parametrize("decoder", DECODERS)
def test_that_a_frozen_encoder_gives_the_same_features_in_fewer_steps(decoder: str) -> None:
    torch.manual_seed(0)
    network = LesionNetwork(decoder)
    network.freeze_encoder()
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    network.train()
    pixels, _truth = batch(3)
    plain = network.encode(pixels)
    network.frozen_encoder = fuse_encoder(network, 64)
    if network.frozen_encoder is None:
        pytest.skip("this processor or PyTorch lacks the kernels")
    for first, second in zip(network.encode(pixels), plain, strict=True):
        assert not first.requires_grad
        assert torch.allclose(first, second, atol=1e-4 * max(1.0, float(second.abs().max())))
    # Validation and prediction use the weights as they are stored.
    network.eval()
    assert all(torch.equal(first, second) for first, second in zip(network.encode(pixels), plain, strict=True))


def test_that_a_batch_made_ahead_is_the_one_that_is_taken(pairs_folder: Path) -> None:
    cache = DecodedPairs(collect_pairs([pairs_folder / "images"], [pairs_folder / "masks"]), 32)
    settings = TrainSettings(size=32, batch_size=4, augment="strong")
    mean, std = (0.5, 0.4, 0.3), (0.2, 0.3, 0.4)
    plain, ahead = (EpochBatches(cache, settings, mean, std, 3) for _ in range(2))
    assert len(plain) == 3
    sizes = []
    for number in range(len(plain)):
        pixels, truth = plain.take(number)
        sizes.append(len(pixels))
        taken = ahead.take(number)
        assert torch.equal(pixels, taken[0])
        assert torch.equal(truth, taken[1])
        assert pixels.is_contiguous(memory_format=torch.channels_last)
        ahead.make_ahead(number + 1)
    assert sorted(sizes) == [3, 3, 4]
    other = EpochBatches(cache, settings, mean, std, 4)
    assert not np.array_equal(other.take(0)[0].numpy(), plain.take(0)[0].numpy())
