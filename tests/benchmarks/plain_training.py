"""The loop a student writes, and one training step made faster technique by technique; run as processes of their own.

`plain_training.py loop IMAGES MASKS REGIME WEIGHTS` prints the seconds of one epoch;
`plain_training.py techniques REGIME WEIGHTS` prints milliseconds per step as JSON, one technique more each time.
A process of its own, since the memory that training keeps would help the plain loop as well.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset
from torchvision.models import mobilenet_v2
from torchvision.transforms import v2

from model_train import layers
from model_train.dataset import Pair, collect_pairs
from model_train.encoder_weights import load_encoder_weights
from model_train.fused import fuse_encoder
from model_train.lanes import Lanes
from model_train.memory import keep_freed_memory
from model_train.network import LesionNetwork
from model_train.optimisation import build_optimiser
from model_train.settings import AUTO_LR, TrainSettings

SIZE_PX = 128
BATCH = 16


class PlainPairs(Dataset[tuple[Tensor, Tensor]]):
    """Decodes the full-size JPEG each time it is asked, and augments it alone."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.pairs = pairs
        self.augment = v2.Compose([v2.RandomHorizontalFlip(), v2.RandomVerticalFlip()])
        self.light = v2.ColorJitter(brightness=0.1, contrast=0.1, saturation=0.1)
        self.normalise = v2.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])

    def __len__(self) -> int:
        return len(self.pairs)

    def __getitem__(self, number: int) -> tuple[Tensor, Tensor]:
        pair = self.pairs[number]
        size = (SIZE_PX, SIZE_PX)
        image = np.asarray(Image.open(pair.image).convert("RGB").resize(size))
        mask = np.asarray(Image.open(pair.mask).convert("L").resize(size, Image.Resampling.NEAREST))
        pixels = torch.from_numpy(image.copy()).permute(2, 0, 1).float() / 255.0
        both = self.augment(torch.cat((pixels, torch.from_numpy(mask.copy())[None].float() / 255.0)))
        return self.normalise(self.light(both[:3])), (both[3:] > 0.5).float()


def library_network(weights: Path, regime: str) -> LesionNetwork:
    """The course network built of the library's own layers."""
    network = LesionNetwork("transpose")
    load_encoder_weights(network, str(weights))
    state = network.encoder.features.state_dict()
    network.encoder.features = mobilenet_v2().features
    network.encoder.features.load_state_dict(state)
    for layer in network.decoder.layers:
        if isinstance(layer, layers.TransposedConv):
            layer.__class__ = nn.ConvTranspose2d
        elif isinstance(layer, layers.LastConv):
            layer.__class__ = nn.Conv2d
        elif isinstance(layer, layers.Dropout):
            layer.__class__ = nn.Dropout
    if regime == "frozen":
        network.encoder.requires_grad_(False)
    return network


def plain_epoch(pairs: list[Pair], regime: str, weights: Path) -> float:
    """Seconds of an epoch of the plain loop: float32, contiguous, two workers."""
    torch.manual_seed(0)
    network = library_network(weights, regime)
    trained = [value for value in network.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=AUTO_LR[regime])
    loader = DataLoader(PlainPairs(pairs), batch_size=BATCH, shuffle=True, num_workers=2)
    criterion = nn.BCEWithLogitsLoss()
    start = time.perf_counter()
    network.train()
    for pixels, truth in loader:
        optimiser.zero_grad()
        loss = criterion(network(pixels), truth)
        loss.backward()
        optimiser.step()
    return time.perf_counter() - start


def step_of(network: LesionNetwork, optimiser: torch.optim.Optimizer, channels_last: bool) -> Callable[[], float]:
    """A training step on noise that tells its seconds."""
    memory_format = torch.channels_last if channels_last else torch.contiguous_format
    network.to(memory_format=memory_format)  # type: ignore[call-overload]
    network.train()
    pixels = torch.randn(BATCH, 3, SIZE_PX, SIZE_PX).contiguous(memory_format=memory_format)
    truth = (torch.rand(BATCH, 1, SIZE_PX, SIZE_PX) > 0.5).float()
    criterion = nn.BCEWithLogitsLoss()

    def step() -> float:
        start = time.perf_counter()
        optimiser.zero_grad()
        criterion(network(pixels), truth).backward()
        optimiser.step()
        return time.perf_counter() - start

    return step


def step_in_lanes(network: LesionNetwork, optimiser: torch.optim.Optimizer) -> Callable[[], float]:
    """A training step whose halves two threads compute."""
    lanes = Lanes(network, "bce", torch.get_num_threads())
    pixels = torch.randn(BATCH, 3, SIZE_PX, SIZE_PX).contiguous(memory_format=torch.channels_last)
    truth = (torch.rand(BATCH, 1, SIZE_PX, SIZE_PX) > 0.5).float()

    def step() -> float:
        start = time.perf_counter()
        optimiser.zero_grad()
        lanes.compute(pixels, truth, (1, 2), lambda: None)
        optimiser.step()
        return time.perf_counter() - start

    return step


def techniques(regime: str, weights: Path) -> dict[str, float]:
    """Milliseconds per step, one technique added after the other; the least of some, since others use the machine."""
    torch.manual_seed(0)
    steps = {}
    for name in ("library, contiguous", "+ channels last"):
        network = library_network(weights, regime)
        trained = [value for value in network.parameters() if value.requires_grad]
        steps[name] = step_of(network, torch.optim.AdamW(trained), name != "library, contiguous")
    for name in ("+ our layers", "+ one walk of AdamW"):
        network = LesionNetwork("transpose")
        load_encoder_weights(network, str(weights))
        network.freeze_encoder(None if regime == "frozen" else 0)
        trained = [value for value in network.parameters() if value.requires_grad]
        ours = build_optimiser(network, TrainSettings(regime=regime))
        plain = torch.optim.AdamW(trained)
        steps[name] = step_of(network, ours if "walk" in name else plain, True)
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _round in range(6):
        for name, step in steps.items():
            seconds[name].append(step())
    if keep_freed_memory():
        seconds["+ freed memory kept"] = [step() for _round in range(8)]
    if regime == "frozen":
        network.frozen_encoder = fuse_encoder(network, SIZE_PX)
        seconds["+ fused encoder"] = [step() for _round in range(8)]
    if torch.get_num_threads() > 1:
        halved = step_in_lanes(network, ours)
        seconds["+ halves in two threads"] = [halved() for _round in range(8)]
    return {name: 1000.0 * min(values[1:]) for name, values in seconds.items()}


if __name__ == "__main__":
    if sys.argv[1] == "loop":
        found: object = plain_epoch(
            collect_pairs([Path(sys.argv[2])], [Path(sys.argv[3])]), sys.argv[4], Path(sys.argv[5])
        )
    else:
        found = techniques(sys.argv[2], Path(sys.argv[3]))
    sys.stdout.write(json.dumps(found) + "\n")
