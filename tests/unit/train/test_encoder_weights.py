from __future__ import annotations

from pathlib import Path
from urllib.error import URLError

import pytest
import torch
from safetensors.torch import save_file

from model_train.encoder_weights import load_encoder_weights
from model_train.errors import CheckpointError, TrainingError
from model_train.network import LesionNetwork


@pytest.fixture(scope="module")
def network() -> LesionNetwork:
    return LesionNetwork("skip")


def test_that_a_file_of_torchvisions_names_fills_the_encoder(network: LesionNetwork, tmp_path: Path) -> None:
    other = LesionNetwork("skip")
    classifier = {"classifier.1.bias": torch.zeros(3)}  # torchvision's whole model has it; it is left out
    save_file({**other.encoder.state_dict(), **classifier}, tmp_path / "weights.safetensors")
    load_encoder_weights(network, str(tmp_path / "weights.safetensors"))
    for name, value in other.encoder.state_dict().items():
        assert torch.equal(network.encoder.state_dict()[name], value)


def test_that_a_checkpoint_of_ours_can_give_its_encoder(network: LesionNetwork, tiny_checkpoint: Path) -> None:
    from model_train.checkpoint import read_tensors

    load_encoder_weights(network, str(tiny_checkpoint))
    stored = read_tensors(tiny_checkpoint)
    assert all(torch.equal(value, stored[f"encoder.{name}"]) for name, value in network.encoder.state_dict().items())


def test_that_the_shared_weights_are_the_pretrained_ones(encoder_weights: Path) -> None:
    network = LesionNetwork("skip")
    load_encoder_weights(network, str(encoder_weights))
    first = network.encoder.features[0][0].weight
    # Trained filters of the first layer are far from random ones: some are switched off, some are strong.
    strengths = first.detach().abs().amax(dim=(1, 2, 3))
    assert float(strengths.max()) > 10 * float(strengths.min())


def test_that_other_files_are_refused(network: LesionNetwork, tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    save_file({"features.0.0.weight": torch.zeros(3)}, path)
    with pytest.raises(CheckpointError, match="MobileNetV2"):
        load_encoder_weights(network, str(path))
    path.write_bytes(b"\x80\x04}.")  # an empty pickle
    with pytest.raises(CheckpointError, match="damaged"):
        load_encoder_weights(network, str(path))
    with pytest.raises(CheckpointError, match=r"no such file.*absent\.safetensors.*--encoder-weights"):
        load_encoder_weights(network, str(tmp_path / "absent.safetensors"))


def test_that_pytorchs_own_file_is_told_where_to_lie(
    network: LesionNetwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "home"))
    fetched = tmp_path / "mobilenet_v2-b0353104.pth"
    fetched.write_bytes(b"\x80\x04}.")  # an empty pickle
    with pytest.raises(CheckpointError) as caught:
        load_encoder_weights(network, str(fetched))
    told = str(caught.value)
    for part in (str(fetched), str(tmp_path / "home" / "hub" / "checkpoints"), "--encoder-weights imagenet"):
        assert part in told


def test_that_a_file_of_imagenet_weights_that_is_damaged_or_another_is_refused_where_it_lies(
    network: LesionNetwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    place = tmp_path / "hub" / "checkpoints" / "mobilenet_v2-b0353104.pth"
    place.parent.mkdir(parents=True)
    torch.save(LesionNetwork("skip").encoder.state_dict(), place)  # good weights, but not ImageNet's
    other = place.read_bytes()
    for content in (other, other[: len(other) // 2], b"", b"no weights at all"):
        place.write_bytes(content)
        with pytest.raises(CheckpointError, match=r"b0353104.*mobilenet_v2-b0353104\.pth.*Delete it"):
            load_encoder_weights(network, "imagenet")


def test_that_without_internet_the_message_names_file_place_and_alternatives(
    network: LesionNetwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_arguments: object, **_options: object) -> None:
        raise URLError("no route to host")

    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    monkeypatch.setattr("torch.hub.download_url_to_file", offline)
    with pytest.raises(TrainingError) as caught:
        load_encoder_weights(network, "imagenet")
    told = str(caught.value)
    for part in ("mobilenet_v2", "https://", str(tmp_path), "--encoder-weights FILE", "--init FILE"):
        assert part in told
