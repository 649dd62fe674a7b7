"""The state a run goes on from: tensors and JSON in one safetensors file, so that both are of the same moment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as save_tensors
from torch import Tensor

from model_train.atomic import write_bytes
from model_train.errors import CheckpointError, TrainingError
from model_train.messages import phrase
from model_train.network import LesionNetwork
from model_train.optimisation import MovingAverage
from model_train.strict_json import decode_json

STATE_VERSION = 1
_KEY = "isic_desktop_run"
_MAX_STATE_BYTES = 1 << 30
_REMEDY = "Start a new run; the best checkpoint so far is still there."


def save_state(
    path: Path,
    network: LesionNetwork,
    optimiser: torch.optim.Optimizer,
    average: MovingAverage | None,
    progress: dict[str, Any],
) -> None:
    """Write the state atomically; raises StorageError, and then the older state stays."""
    tensors = {f"network.{name}": value for name, value in network.state_dict().items()}
    if average is not None:
        tensors |= {f"average.{name}": value for name, value in average.network.state_dict().items()}
    for number, values in optimiser.state_dict()["state"].items():
        tensors |= {f"optimiser.{number}.{key}": value for key, value in values.items()}
    # Copies: safetensors refuses tensors that share memory, and wants each in one piece.
    stored = {name: value.detach().to("cpu").contiguous().clone() for name, value in tensors.items()}
    text = json.dumps({"state_version": STATE_VERSION, **progress}, allow_nan=False)
    write_bytes(path, save_tensors(stored, metadata={_KEY: text}))


def load_state(
    path: Path, network: LesionNetwork, optimiser: torch.optim.Optimizer, average: MovingAverage | None
) -> dict[str, Any]:
    """Put a saved state into network, optimiser and average; gives the progress that was saved with it.

    Raises:
        TrainingError: There is no state.
        CheckpointError: It is damaged, of another version or of another network.
    """
    if not path.is_file():
        remedy = "The run ended before its first epoch did; --resume begins it once more."
        raise TrainingError("There is no state to resume from", path=path, remedy=remedy)
    if path.stat().st_size > _MAX_STATE_BYTES:
        raise CheckpointError("The saved state is larger than any", path=path, remedy=_REMEDY)
    try:
        with safe_open(path, framework="pt") as file:
            text = (file.metadata() or {}).get(_KEY, "")
            # Copies: the averages would stay mapped to a file that the next epoch replaces, which Windows refuses.
            tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 (not a dict)
        progress: dict[str, Any] = decode_json(text.encode())
        version = progress.pop("state_version")
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError("The saved state is damaged", path=path, remedy=_REMEDY) from error
    if version != STATE_VERSION:
        what = phrase(
            "The saved state has version {version}, this program reads version {known}",
            version=repr(version)[:20],
            known=STATE_VERSION,
        )
        remedy = phrase("Go on with the program that began the run, or start a new run, from its best with --init.")
        raise CheckpointError(what, path=path, remedy=remedy)
    try:
        network.load_state_dict(_part(tensors, "network."), strict=True)
        if average is not None:
            average.network.load_state_dict(_part(tensors, "average."), strict=True)
        _fill_optimiser(optimiser, _part(tensors, "optimiser."))
    except (RuntimeError, ValueError, KeyError) as error:
        raise CheckpointError("The saved state is of another network", path=path, remedy=_REMEDY) from error
    return progress


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name[len(prefix) :]: value for name, value in tensors.items() if name.startswith(prefix)}


def _fill_optimiser(optimiser: torch.optim.Optimizer, tensors: dict[str, Tensor]) -> None:
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        number, _dot, key = name.partition(".")
        state.setdefault(int(number), {})[key] = value
    layout = optimiser.state_dict()
    known = [number for group in layout["param_groups"] for number in group["params"]]
    if sorted(state) != known:
        raise ValueError("other parameters")
    parameters = [value for group in optimiser.param_groups for value in group["params"]]
    for number, parameter in zip(known, parameters, strict=True):
        # Torch would take any shape, and fail at the first step.
        shapes = {"step": (), "exp_avg": parameter.shape, "exp_avg_sq": parameter.shape}
        if {key: tuple(value.shape) for key, value in state[number].items()} != {
            k: tuple(v) for k, v in shapes.items()
        }:
            raise ValueError("other shapes")
    optimiser.load_state_dict({"state": state, "param_groups": layout["param_groups"]})
