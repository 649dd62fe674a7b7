"""Pretrained weights for the encoder: torchvision's ImageNet ones, a safetensors file, or none."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from model_train.checkpoint import read_tensors
from model_train.checkpoint_header import file_sha256
from model_train.errors import CheckpointError, TrainingError
from model_train.messages import phrase
from model_train.network import LesionNetwork

_PREFIX = "features."


def load_encoder_weights(network: LesionNetwork, source: str) -> None:
    """Load weights into the encoder.

    Args:
        network: Whose encoder is filled.
        source: `imagenet` (downloaded once by torchvision, checksum verified, then cached), `none`, or the path of a
            safetensors file with keys that hold `features.N…`, such as a checkpoint of this program.

    Raises:
        CheckpointError: The file does not hold such an encoder, or torchvision's is not the one its name tells.
        TrainingError: The download failed; the message names file, place and alternatives.
    """
    if source == "none":
        return
    tensors = _imagenet() if source == "imagenet" else _from_file(Path(source))
    chosen = {}
    for name, value in tensors.items():
        place = name.find(_PREFIX)
        if place >= 0 and name[:place] in ("", "encoder."):
            chosen[name[place:]] = value
    try:
        network.encoder.load_state_dict(chosen, strict=True)
    except RuntimeError as error:
        what = "The file does not hold the features of a MobileNetV2"
        remedy = "Give a safetensors file with the keys features.0.0.weight and so on."
        raise CheckpointError(what, path=Path(source), remedy=remedy) from error


def _from_file(path: Path) -> dict[str, Tensor]:
    try:
        return read_tensors(path)
    except CheckpointError as error:  # what it says of model files would mislead here
        if not path.is_file():
            what = phrase("There is no such file of encoder weights")
            remedy = phrase("Give a safetensors file with --encoder-weights, or imagenet, or none.")
        elif path.suffix.lower() in (".pth", ".pt"):
            what = phrase("Encoder weights are read from safetensors files, not from PyTorch's own")
            remedy = phrase(
                "If it is torchvision's file, put it into {folder} under the name it came with and use "
                "--encoder-weights imagenet, which checks it.",
                folder=_torchvisions_folder(),
            )
        else:
            what = phrase("The file of encoder weights is damaged, or not a safetensors file")
            remedy = phrase("Copy it again, or give another with --encoder-weights.")
        raise CheckpointError(what, path=path, remedy=remedy) from error


def _torchvisions_folder() -> Path:
    return Path(torch.hub.get_dir()) / "checkpoints"


def _check_what_lies_there(place: Path) -> None:
    """Refuse a file that is not the one its name tells: PyTorch checks only what it downloads itself."""
    wanted = place.stem.rpartition("-")[2]
    if place.exists() and not file_sha256(place).startswith(wanted):
        what = phrase(
            "The file of ImageNet weights is damaged, or another: its SHA-256 does not begin with {wanted}",
            wanted=wanted,
        )
        raise CheckpointError(what, path=place, remedy=phrase("Delete it, to have it downloaded, or copy it again."))


def _imagenet() -> dict[str, Tensor]:
    from torchvision.models import MobileNet_V2_Weights  # only here: it takes seconds, and brings torch's compiler

    weights = MobileNet_V2_Weights.IMAGENET1K_V1
    place = _torchvisions_folder() / weights.url.rpartition("/")[2]
    _check_what_lies_there(place)
    try:
        tensors: dict[str, Tensor] = weights.get_state_dict(progress=True, check_hash=True, weights_only=True)
    except (OSError, RuntimeError) as error:  # URLError is an OSError, a wrong checksum a RuntimeError
        remedy = phrase(
            "Fetch {url} and put it at {place}; or give the weights as --encoder-weights FILE, start "
            "from a model with --init FILE (the bundled one will do), or train from nothing with "
            "--encoder-weights none.",
            url=weights.url,
            place=place,
        )
        raise TrainingError("The ImageNet weights could not be downloaded", remedy=remedy) from error
    return tensors
