"""How much faster an epoch is than the plain loop a student writes, both measured in the same run.

Prints seconds per epoch and ratios, for each regime; ISIC_BENCH_ITEMS sets the number of images (720 by default),
which are the 60 native training pairs of the shared data, listed again and again.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import v2

from model_train.dataset import DecodedPairs, Pair, collect_pairs
from model_train.encoder_weights import load_encoder_weights
from model_train.network import LesionNetwork
from model_train.settings import AUTO_LR, TrainSettings
from model_train.training import Trainer
from model_train.training_job import TrainRequest, run_training

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]
SIZE_PX = 128
BATCH = 16
ITEMS = int(os.environ.get("ISIC_BENCH_ITEMS", "720"))


class PlainPairs(Dataset[tuple[Tensor, Tensor]]):
    """Decodes the full-size JPEG each time it is asked, and augments it alone."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.pairs = pairs
        self.augment = v2.Compose([
            v2.RandomHorizontalFlip(), v2.RandomVerticalFlip(),
            v2.RandomAffine(20, scale=(0.9, 1.1)),
        ])  # fmt: skip
        self.light = v2.ColorJitter(brightness=0.1, contrast=0.1)
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


def plain_epochs(pairs: list[Pair], regime: str, weights: Path, epochs: int) -> list[float]:
    """Seconds of each epoch of the plain loop: float32, contiguous, two workers."""
    torch.manual_seed(0)
    network = LesionNetwork("transpose")
    load_encoder_weights(network, str(weights))
    if regime == "frozen":
        for value in network.encoder.parameters():
            value.requires_grad_(False)
    trained = [value for value in network.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=AUTO_LR[regime])
    loader = DataLoader(PlainPairs(pairs), batch_size=BATCH, shuffle=True, num_workers=2)
    criterion = nn.BCEWithLogitsLoss()
    seconds = []
    for _epoch in range(epochs):
        start = time.perf_counter()
        network.train()
        for pixels, truth in loader:
            optimiser.zero_grad()
            loss = criterion(network(pixels), truth)
            loss.backward()
            optimiser.step()
        seconds.append(time.perf_counter() - start)
    return seconds


@pytest.fixture(scope="module")
def listed(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The native training pairs, listed again and again under new names, by links."""
    place = tmp_path_factory.mktemp("listed")
    native = shared_data / "isic2016_native" / "train"
    pairs = collect_pairs([native / "images"], [native / "masks"])
    (place / "images").mkdir()
    (place / "masks").mkdir()
    for number in range(ITEMS):
        pair = pairs[number % len(pairs)]
        (place / "images" / f"copy{number:04d}_{pair.id}{pair.image.suffix}").symlink_to(pair.image)
        (place / "masks" / f"copy{number:04d}_{pair.id}_Segmentation.png").symlink_to(pair.mask)
    return place


@pytest.mark.parametrize("regime", ["finetune", "frozen"])
def test_that_an_epoch_is_several_times_as_fast_as_the_plain_loop(
    regime: str,
    listed: Path,
    encoder_weights: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pairs = collect_pairs([listed / "images"], [listed / "masks"])
    trained: list[Pair] = []
    start = time.perf_counter()
    settings = TrainSettings(
        regime=regime, epochs=2, size=SIZE_PX, batch_size=BATCH, lr=AUTO_LR[regime], val_fraction=0.02
    )
    request = TrainRequest(
        images=[listed / "images"], masks=[listed / "masks"], out=tmp_path / "run", settings=settings,
        encoder_file=encoder_weights, device="cpu",
    )  # fmt: skip
    ready: list[float] = []

    def begin(trainer: Trainer) -> None:
        ready.append(time.perf_counter())
        trained.extend(trainer.sets.train.pairs)

    progress = run_training(request, on_trainer=begin)
    caching_s = ready[0] - start
    ours = [row["train_seconds"] * len(pairs) / len(trained) for row in progress.rows]
    plain = plain_epochs(pairs, regime, encoder_weights, 1)[0]
    first, steady = plain / (caching_s + ours[0]), plain / ours[1]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{regime}: plain loop {plain:.1f} s per epoch of {len(pairs)}; ours {caching_s + ours[0]:.1f} s with "
            f"building the cache ({first:.2f} times as fast), then {ours[1]:.1f} s ({steady:.2f} times), in "
            f"{' '.join(progress.layout)}\n"
        )
    assert steady > 1.0


def show_factor(name: str, before_s: float, after_s: float) -> None:
    """Print what one technique gave."""
    sys.stdout.write(f"{name}: {before_s:.2f} s → {after_s:.2f} s, factor {before_s / after_s:.2f}\n")


def test_that_each_technique_is_measured_alone(
    listed: Path, encoder_weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = collect_pairs([listed / "images"], [listed / "masks"])[:64]
    plain = PlainPairs(pairs)
    start = time.perf_counter()
    for number in range(len(pairs)):
        plain[number]
    decoding_s = time.perf_counter() - start
    cache = DecodedPairs(pairs, SIZE_PX)
    from model_train.augment import augment_batch

    start = time.perf_counter()
    for first in range(0, len(pairs), BATCH):
        some = slice(first, first + BATCH)
        augment_batch(cache.images[some], cache.masks[some], cache.aspects[some], "course", torch.Generator())
    cached_s = time.perf_counter() - start
    network = LesionNetwork("transpose")
    load_encoder_weights(network, str(encoder_weights))
    from model_train.optimisation import choose_layout

    _layout, seconds = choose_layout(network, TrainSettings(size=SIZE_PX, batch_size=8), "cpu")
    with capsys.disabled():
        sys.stdout.write("\n")
        show_factor("decode cache and batched augmentation, 64 images", decoding_s, cached_s)
        for name, value in seconds.items():
            show_factor(f"step of 8 images, {name}", seconds["float32 channels_last"], value)
    assert cached_s < decoding_s
