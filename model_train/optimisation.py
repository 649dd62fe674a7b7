"""Optimiser, learning rate, moving average, and which number format this processor trains fastest in."""

from __future__ import annotations

import copy
import inspect
import math
import time
from typing import Any, cast

import torch
from torch import Tensor, nn

from model_train.network import LesionNetwork
from model_train.settings import TrainSettings

Layout = tuple[str, str]
"""Number format (`float32`, `bfloat16`, `float16`) and memory layout (`channels_last`, `contiguous`)."""

_WORTH_IT = 0.9
"""Reduced precision is taken when a step takes less than this share of the float32 time."""

_LAST_SHARE = 0.01
"""The cosine ends at this share of the peak: the last steps still average, but no longer move."""


class _AdamW(torch.optim.AdamW):
    """PyTorch's AdamW without PyTorch's compiler.

    Every optimiser of PyTorch's imports the compiler, two seconds and 150 MB of it, only to tell it to keep out.
    Nothing is compiled here, so the same functions are called without their wrappers.
    """

    def __init__(self, groups: list[dict[str, Any]], *, fused: bool) -> None:
        whole = torch.optim.Optimizer
        for wrapped in (whole.add_param_group, whole.zero_grad, whole.state_dict, whole.load_state_dict):
            # What a wrapper keeps here is the function as the compiler gives it back. A PyTorch that looks elsewhere
            # imports the compiler, and computes the same.
            plain = inspect.unwrap(wrapped)
            vars(plain).setdefault("__dynamo_disable", plain)
        super().__init__(groups, fused=fused)

    step = torch.no_grad()(inspect.unwrap(torch.optim.AdamW.step))


def build_optimiser(network: LesionNetwork, settings: TrainSettings) -> torch.optim.AdamW:
    """AdamW over what is trained, and nothing else: frozen parts get no optimiser memory.

    One-dimensional parameters (BatchNorm, biases) are not decayed.
    """
    groups = []
    for part, factor in ((network.encoder, 1.0), (network.decoder, settings.decoder_lr_factor)):
        trained = [value for value in part.parameters() if value.requires_grad]
        for decayed in (True, False):
            chosen = [value for value in trained if (value.ndim > 1) == decayed]
            if chosen:
                decay = settings.weight_decay if decayed else 0.0
                groups.append({"params": chosen, "lr": settings.lr * factor, "weight_decay": decay})
    # One walk over the parameters instead of a dozen; processors and CUDA have it.
    kinds = {value.device.type for group in groups for value in cast("list[Tensor]", group["params"])}
    optimiser = _AdamW(groups, fused=kinds <= {"cpu", "cuda"})
    for group in optimiser.param_groups:
        group["peak_lr"] = group["lr"]
    return optimiser


def rate_at(settings: TrainSettings, step: int, steps_per_epoch: int) -> float:
    """Give the share of the peak learning rate at a step (0 is the first)."""
    if settings.schedule == "constant":
        return 1.0
    total = settings.epochs * steps_per_epoch
    warmup = min(settings.warmup_epochs * steps_per_epoch, total / 2)
    if step < warmup:
        return (step + 1) / (warmup + 1)
    progress = min(1.0, (step - warmup) / max(1.0, total - warmup))
    return _LAST_SHARE + (1.0 - _LAST_SHARE) * 0.5 * (1.0 + math.cos(math.pi * progress))


class MovingAverage:
    """Exponential moving average of every floating tensor of a network, BatchNorm statistics included.

    Args:
        network: Whose weights are followed.
        decay: Share of the old average kept per step; smaller in the first steps, so that the start is forgotten.
    """

    def __init__(self, network: LesionNetwork, decay: float) -> None:
        self.network = copy.deepcopy(network).requires_grad_(False)
        self.network.eval()
        self._decay = decay

    def update(self, network: LesionNetwork, step: int) -> None:
        """Move the average towards the network's weights after optimiser step number `step`."""
        decay = min(self._decay, (1.0 + step) / (10.0 + step))
        target = network.state_dict()
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                if value.is_floating_point():
                    value.lerp_(target[name], 1.0 - decay)
                else:
                    value.copy_(target[name])


def autocast(device: str, precision: str) -> torch.autocast:
    """Give the context in which the network computes; weights and losses stay float32."""
    kind = device.partition(":")[0]
    dtype = torch.float16 if precision == "float16" else torch.bfloat16
    return torch.autocast(kind, dtype, enabled=precision != "float32")


def arrange(network: nn.Module, device: str, layout: Layout) -> nn.Module:
    """Put a network on a device in the memory layout."""
    memory_format = torch.channels_last if layout[1] == "channels_last" else torch.contiguous_format
    return network.to(device=device, memory_format=memory_format)  # type: ignore[call-overload, no-any-return]


def arrange_state(optimiser: torch.optim.Optimizer) -> None:
    """Give the optimiser's memory the places and the memory layout of its parameters.

    The one walk over the parameters takes all tensors of a parameter to lie in the same order, and does not look.
    """
    for parameter, values in optimiser.state.items():
        for key, value in values.items():
            if value.shape == parameter.shape:
                values[key] = torch.empty_like(parameter).copy_(value)
            elif value.device != parameter.device:
                values[key] = value.to(parameter.device)


def arrange_batch(pixels: Tensor, device: str, layout: Layout) -> Tensor:
    """Put a batch (B, 3, H, W) on a device in the memory layout."""
    memory_format = torch.channels_last if layout[1] == "channels_last" else torch.contiguous_format
    return pixels.to(device).contiguous(memory_format=memory_format)


def choose_layout(network: LesionNetwork, settings: TrainSettings, device: str) -> tuple[Layout, dict[str, float]]:
    """Decide the number format; only where `fastest` was asked for, the clock does, by a few steps in each.

    Neither the network nor the random state is changed.

    Returns:
        The choice, and seconds per step of each candidate; none where nothing was measured.
    """
    wanted = settings.precision
    if wanted not in ("auto", "fastest"):
        return (wanted, "channels_last"), {}
    if device != "cpu":
        # Graphics cards of today are fast in reduced precision; whether in bfloat16, the driver knows.
        has_it = device.startswith("cuda") and torch.cuda.is_bf16_supported()
        return ("bfloat16" if has_it else "float32", "channels_last"), {}
    if wanted == "auto":  # a run's figures must not depend on what else the computer did when it began
        return ("float32", "channels_last"), {}
    plain, reduced = candidates = [("float32", "channels_last"), ("bfloat16", "channels_last")]
    seconds = dict.fromkeys(candidates, math.inf)
    with torch.random.fork_rng(devices=[]):
        pixels = torch.rand(min(settings.batch_size, 8), 3, settings.size, settings.size)
        networks = {layout: arrange(copy.deepcopy(network), device, layout).train() for layout in candidates}
        # In turns, so that another program's burst of work does not fall on one candidate alone; the first round
        # also pays for the choice of kernels.
        for _round in range(4):
            for layout, trial in networks.items():
                seconds[layout] = min(seconds[layout], _seconds_of_step(trial, pixels, device, layout))
    # Fewer digits must be worth it.
    chosen = reduced if seconds[reduced] < _WORTH_IT * seconds[plain] else plain
    return chosen, {layout[0]: value for layout, value in seconds.items()}


def _seconds_of_step(network: nn.Module, pixels: Tensor, device: str, layout: Layout) -> float:
    batch = arrange_batch(pixels, device, layout)
    start = time.perf_counter()
    with autocast(device, layout[0]):
        logits = network(batch)
    logits.float().square().mean().backward()
    return time.perf_counter() - start
