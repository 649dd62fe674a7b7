"""Checkpoints on disk: one safetensors file with weights and description; nothing is ever unpickled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor, nn

from model_train.atomic import write_bytes
from model_train.checkpoint_header import MAX_CHECKPOINT_BYTES, METADATA_KEY, CheckpointHeader, read_header
from model_train.errors import CheckpointError
from model_train.messages import phrase, system_reason
from model_train.network import LesionNetwork
from model_train.strict_json import read_limited

_REMEDY = "Choose another model file, or train one again."


def save_checkpoint(path: Path, network: nn.Module, header: CheckpointHeader, *, half: bool = True) -> None:
    """Write a checkpoint atomically.

    Args:
        path: Where to; the folder must exist.
        network: A LesionNetwork with the decoder that the header names.
        header: Description; an empty `created_utc` is filled in.
        half: Store convolution weights as float16. Everything with one dimension (BatchNorm, biases) stays
            float32, since small variances would vanish.

    Raises:
        StorageError: The file cannot be written; an older one at `path` is untouched.
    """
    if not header.created_utc:
        header = replace(header, created_utc=datetime.now(UTC).isoformat(timespec="seconds"))
    tensors = {}
    for name, value in network.state_dict().items():
        stored = value.detach().to("cpu")
        if half and stored.is_floating_point() and stored.ndim > 1:
            stored = stored.to(torch.float16)
        tensors[name] = stored.contiguous()
    write_bytes(path, save_tensors(tensors, metadata={METADATA_KEY: header.as_json()}))


def load_checkpoint(
    path: Path, *, between_steps: Callable[[], None] = lambda: None
) -> tuple[LesionNetwork, CheckpointHeader]:
    """Build the network that a checkpoint describes, with its weights as float32, on the CPU, in eval mode.

    Args:
        path: The checkpoint.
        between_steps: Called before the weights are read and after; what it raises ends the loading.

    Raises:
        CheckpointError: The file is missing, damaged, hostile, or its weights do not fit its description.
    """
    header = read_header(path)
    with torch.device("meta"):  # shapes only: random numbers would be overwritten at once
        network = LesionNetwork(header.decoder, header.decoder_settings)
    between_steps()
    tensors = read_tensors(path)
    between_steps()
    try:
        network.load_state_dict(tensors, strict=True, assign=True)
    except RuntimeError as error:
        what = "The weights in the model file do not fit the network it describes"
        raise CheckpointError(what, path=path, remedy=_REMEDY) from error
    return network.eval(), header


def check_checkpoint(path: Path) -> CheckpointHeader:
    """Build a checkpoint's network and try it on small squares, as before a file from elsewhere is trusted.

    Raises:
        CheckpointError: As `load_checkpoint`; or the weights are such that the answers are not numbers.
    """
    network, header = load_checkpoint(path)
    with torch.inference_mode():
        # Small whatever size the header asks for: a check must not take gigabytes.
        squares = torch.linspace(-2.5, 2.5, 2 * 3 * 64 * 64).reshape(2, 3, 64, 64)
        if not bool(torch.isfinite(network(squares)).all()):
            raise CheckpointError("The model's answers are not numbers", path=path, remedy=_REMEDY)
    return header


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read every tensor of a safetensors file, floating ones as float32.

    Raises:
        CheckpointError: The file is missing or damaged, or a value is not finite.
    """
    try:
        tensors = load_tensors(read_limited(path, MAX_CHECKPOINT_BYTES))
    except OSError as error:
        reason = system_reason(error)
        raise CheckpointError(
            phrase("Cannot read the model file ({reason})", reason=reason), path=path, remedy=_REMEDY
        ) from error
    except (SafetensorError, ValueError, KeyError, RuntimeError, OverflowError) as error:
        raise CheckpointError("The model file is damaged", path=path, remedy=_REMEDY) from error
    for name, value in tensors.items():
        if value.is_floating_point():
            tensors[name] = value.to(torch.float32)
            if not bool(torch.isfinite(value).all()):
                what = phrase("The model file holds weights that are not numbers ({name})", name=name)
                raise CheckpointError(what, path=path, remedy=_REMEDY)
    return tensors
