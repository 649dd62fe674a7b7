from __future__ import annotations

import pytest
import torch
from torch import nn
from torchvision.models import mobilenet_v2

from model_train.checkpoint_header import WITH_BATCH_NORM
from model_train.errors import CheckpointError, UsageError
from model_train.network import DECODER_CLASSES, DECODERS, LesionNetwork


@pytest.mark.parametrize("decoder", DECODERS)
@pytest.mark.parametrize("size_hw", [(32, 32), (64, 96), (160, 32)])
def test_that_logits_have_the_size_of_the_input(decoder: str, size_hw: tuple[int, int]) -> None:
    network = LesionNetwork(decoder).eval()
    with torch.inference_mode():
        logits = network(torch.zeros(2, 3, *size_hw))
    assert logits.shape == (2, 1, *size_hw)


def test_that_each_decoder_has_a_class_and_tells_whether_it_learns_batch_statistics() -> None:
    assert tuple(DECODER_CLASSES) == DECODERS
    for name in DECODERS:
        layers = LesionNetwork(name).decoder.modules()
        assert any(isinstance(layer, nn.BatchNorm2d) for layer in layers) == (name in WITH_BATCH_NORM), name


def test_that_a_side_that_is_no_multiple_of_32_is_refused() -> None:
    with pytest.raises(UsageError, match="multiples of 32"):
        LesionNetwork("skip").eval()(torch.zeros(1, 3, 64, 40))


def test_that_the_transpose_decoder_is_the_course_reports() -> None:
    layers = LesionNetwork("transpose").decoder.layers
    transposed = [layer for layer in layers if isinstance(layer, nn.ConvTranspose2d)]
    channels = [(layer.in_channels, layer.out_channels) for layer in transposed]
    assert channels == [(1280, 512), (512, 256), (256, 128), (128, 64), (64, 32)]
    for layer in transposed:
        assert (layer.kernel_size, layer.stride, layer.padding) == ((4, 4), (2, 2), (1, 1))
    last = layers[-1]
    assert isinstance(last, nn.Conv2d)
    assert (last.in_channels, last.out_channels, last.kernel_size) == (32, 1, (1, 1))


def test_that_the_encoder_has_torchvisions_names_and_gives_its_features() -> None:
    reference = mobilenet_v2(weights=None).eval()
    network = LesionNetwork("skip").eval()
    wanted = {f"features.{name}": value.shape for name, value in reference.features.state_dict().items()}
    assert {name: value.shape for name, value in network.encoder.state_dict().items()} == wanted
    network.encoder.features.load_state_dict(reference.features.state_dict())
    image = torch.rand(1, 3, 64, 64)
    with torch.inference_mode():
        assert torch.equal(network.encoder(image)[-1], reference.features(image))


def test_that_the_encoder_learns_as_torchvisions_does() -> None:
    reference, network = mobilenet_v2(weights=None).train(), LesionNetwork("skip").train()
    network.encoder.features.load_state_dict(reference.features.state_dict())
    image = torch.rand(4, 3, 64, 64)
    for features in (reference.features, network.encoder.features):
        features(image).square().mean().backward()
    ours = dict(network.encoder.features.named_parameters())
    for name, value in reference.features.named_parameters():
        assert torch.allclose(ours[name].grad, value.grad, rtol=1e-3, atol=1e-6), name
    statistics = network.encoder.features.state_dict()
    for name, value in reference.features.state_dict().items():
        assert torch.allclose(statistics[name], value, rtol=1e-4, atol=1e-6), name


def test_that_the_encoders_first_weights_are_as_wide_as_torchvisions() -> None:
    torch.manual_seed(0)
    reference, network = mobilenet_v2(weights=None), LesionNetwork("skip")
    ours = dict(network.encoder.features.named_parameters())
    for name, value in reference.features.named_parameters():
        assert torch.allclose(ours[name].mean(), value.mean(), atol=0.05), name
        if value.numel() > 2000:
            assert torch.allclose(ours[name].std(), value.std(), rtol=0.1, atol=1e-6), name


def test_that_the_skip_network_is_light() -> None:
    assert sum(value.numel() for value in LesionNetwork("skip").parameters()) < 3_000_000


def test_that_a_frozen_encoder_stays_in_eval_mode_whatever_train_says() -> None:
    network = LesionNetwork("skip")
    network.freeze_encoder()
    network.train()
    assert not any(module.training for stage in network.encoder.features for module in stage.modules())
    assert network.decoder.training
    assert not any(value.requires_grad for value in network.encoder.parameters())


def test_that_a_partly_frozen_encoder_trains_the_later_stages_only() -> None:
    network = LesionNetwork("skip")
    network.freeze_encoder(4)
    network.train()
    network(torch.rand(2, 3, 64, 64)).sum().backward()
    for number, stage in enumerate(network.encoder.features):
        assert stage.training == (number >= 4)
        assert all((value.grad is not None) == (number >= 4) for value in stage.parameters())


@pytest.mark.parametrize(
    ("decoder", "settings"),
    [
        ("other", {}),
        ("skip", {"depth": 3}),
        ("skip", {"widths": [1, 2, 3]}),
        ("skip", {"widths": [1, 2, 3, 4, 10**9]}),
        ("skip", {"widths": [1, 2, 3, 4, "5"]}),
        ("transpose", {"dropout": 1.0}),
        ("transpose", {"dropout": "half"}),
    ],
)
def test_that_senseless_decoder_settings_are_refused(decoder: str, settings: dict[str, object]) -> None:
    with pytest.raises(CheckpointError):
        LesionNetwork(decoder, settings)
