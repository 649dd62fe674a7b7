"""What a training would cost on this machine: a few real steps, measured."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from model_train.augment import augment_batch
from model_train.checkpoint import save_checkpoint
from model_train.checkpoint_header import CheckpointHeader
from model_train.dataset import DecodedPairs, Pair
from model_train.lanes import choose_kernels
from model_train.losses import per_image_loss
from model_train.network import LesionNetwork
from model_train.optimisation import MovingAverage, arrange, arrange_batch, autocast, build_optimiser, choose_layout
from model_train.pictures import draw_curves
from model_train.predictor import resolve_device
from model_train.resume_state import save_state
from model_train.settings import TrainSettings

_STEPS = 4
_LONG_STEP_S = 4.0
_DECODED = 8


def probe(settings: TrainSettings, pairs: Sequence[Pair], device: str = "auto") -> dict[str, Any]:
    """Measure the parts of a training: decoding, steps, validation, and what an epoch writes.

    Weights are random, since they do not change the time. The image pixels are noise of the right size, except
    those that are decoded.

    Args:
        settings: Of the training.
        pairs: A few of them are decoded, spread over the list.
        device: As for `train`.

    Returns:
        JSON-ready: `seconds_per_decoded_image`, `seconds_per_step` (a whole batch), `batch_size`,
        `seconds_per_validation_image`, `seconds_per_save` (checkpoint, state and curves of an epoch),
        `seconds_to_choose` (number format, once), `peak_bytes` (of this process), `device` and `precision`.

    Raises:
        AppError: A pair cannot be decoded, or the device cannot be used.
    """
    began = time.perf_counter()
    settings.check_steps(min(settings.batch_size, len(pairs)))
    device = resolve_device(device)
    chosen = [pairs[number] for number in np.unique(np.linspace(0, len(pairs) - 1, _DECODED).astype(int))]
    cache = DecodedPairs(chosen, settings.size)
    decoding_s = (time.perf_counter() - began) / len(chosen)
    cache.close()
    network = LesionNetwork(settings.decoder, settings.decoder_settings())
    network.freeze_encoder(None if settings.regime == "frozen" else settings.unfreeze_from)
    began = time.perf_counter()
    layout, _candidates = choose_layout(network, settings, device)
    choosing_s = time.perf_counter() - began
    arrange(network, device, layout)
    lanes = choose_kernels(network, settings, device, layout)
    optimiser = build_optimiser(network, settings)
    average = MovingAverage(network, settings.ema) if settings.ema > 0.0 else None
    size, count = settings.size, min(settings.batch_size, max(1, len(pairs)))
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (count, size, size, 3), dtype=np.uint8)
    masks = (random.random((count, size, size)) < 0.5).astype(np.uint8)
    generator = torch.Generator().manual_seed(0)

    def step() -> None:
        network.train()
        pixels, truth = augment_batch(images, masks, np.ones(count, np.float32), settings.augment, generator)
        optimiser.zero_grad(set_to_none=True)
        batch = arrange_batch(pixels, device, layout)
        if lanes is not None and count > 1:
            lanes.compute(batch, truth, (1, 2), lambda: None)
        else:
            with autocast(device, layout[0]):
                logits = network(batch)
            loss = per_image_loss(settings.loss, logits.float(), truth.to(device)).sum() / count
            loss.backward()  # type: ignore[no-untyped-call]
            loss.item()  # waits for the graphics card
        optimiser.step()
        if average is not None:
            average.update(network, 1)

    def validate() -> None:
        network.eval()
        with torch.inference_mode():
            pixels = torch.from_numpy(images).permute(0, 3, 1, 2).float().to(device) / 255.0
            network(pixels)[0, 0, 0, 0].item()

    def save() -> None:
        with tempfile.TemporaryDirectory(prefix="isic-probe-") as name:
            header = CheckpointHeader(name="probe", decoder=settings.decoder, input_size_px=size)
            save_checkpoint(Path(name) / "best", network, header)
            save_state(Path(name) / "last", network, optimiser, average, {})
            row = {f"{side}_{key}": 0.5 for side in ("train", "val") for key in ("loss", "jaccard", "dice", "accuracy")}
            draw_curves(Path(name), [{"epoch": 1, "lr": settings.lr, **row}])

    found = {
        "seconds_per_decoded_image": decoding_s,
        "seconds_per_step": _median_s(step),
        "batch_size": count,
        "seconds_per_validation_image": _median_s(validate) / count,
        "seconds_per_save": _median_s(save),
        "seconds_to_choose": choosing_s,
        "peak_bytes": peak_bytes(),
        "device": device,
        "precision": layout[0],
    }
    if lanes is not None:
        lanes.close()
    return found


def _median_s(call: Callable[[], None]) -> float:
    """Median time of a call; the first one, which chooses kernels and loads modules, is not counted."""
    times: list[float] = []
    for _ in range(_STEPS):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
        if sum(times) > _LONG_STEP_S and len(times) > 1:
            break
    return statistics.median(times[1:])


def peak_bytes() -> int:
    """The most memory this process has had."""
    import psutil

    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak if sys.platform == "darwin" else peak * 1024)
