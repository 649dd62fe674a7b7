"""How much faster an epoch is than the plain loop a student writes, both measured in the same run.

Prints seconds per epoch and ratios, for each regime; ISIC_BENCH_ITEMS sets the number of images (720 by default),
which are the 60 native training pairs of the shared data, listed again and again.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import torch
from plain_training import BATCH, SIZE_PX, PlainPairs

from model_train.augment import augment_batch
from model_train.dataset import DecodedPairs, collect_pairs

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]
ITEMS = int(os.environ.get("ISIC_BENCH_ITEMS", "720"))
WANTED = {"finetune": 3.0, "frozen": 4.0}


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


def run_python(*arguments: object) -> str:
    """Run Python in a process of its own, as a student or a person would, and give what it prints."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return done.stdout


def plain_training(*arguments: object) -> Any:
    return json.loads(run_python(Path(__file__).with_name("plain_training.py"), *arguments))


def show(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@pytest.mark.parametrize("regime", ["finetune", "frozen"])
def test_that_an_epoch_is_several_times_as_fast_as_the_plain_loop(
    regime: str, listed: Path, encoder_weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run"
    run_python(
        "-m", "model_train", "train", "--images", listed / "images", "--masks", listed / "masks", "--out", run,
        "--regime", regime, "--decoder", "transpose", "--size", SIZE_PX, "--batch-size", BATCH, "--epochs", 3,
        "--val-fraction", 0.02, "--encoder-weights", encoder_weights, "--device", "cpu", "--events", "jsonl",
    )  # fmt: skip
    plain_s = plain_training("loop", listed / "images", listed / "masks", regime, encoder_weights)
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    began = json.loads((run / "process.json").read_text())["started_utc"]
    caching_s = (datetime.fromisoformat(events[0]["time_utc"]) - datetime.fromisoformat(began)).total_seconds()
    with (run / "metrics.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    # As if all had been trained on: a fiftieth is left out for validation.
    ours = [float(row["train_seconds"]) * ITEMS / events[0]["train"] for row in rows]
    first, steady = caching_s + ours[0], min(ours[1:])
    with capsys.disabled():
        show(
            f"\n{regime}: plain loop {plain_s:.1f} s per epoch of {ITEMS}; ours {first:.1f} s with building the cache "
            f"({plain_s / first:.2f} times as fast), then {steady:.1f} s ({plain_s / steady:.2f} times; wanted: "
            f"{WANTED[regime]:g}), in {events[0]['precision']} {events[0]['memory_layout']}"
        )
    assert plain_s / steady > 1.0


@pytest.mark.parametrize("regime", ["finetune", "frozen"])
def test_that_each_technique_of_a_step_is_measured(
    regime: str, encoder_weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = plain_training("techniques", regime, encoder_weights)
    names = list(found)
    with capsys.disabled():
        show(f"\n{regime}, a step of {BATCH} images of {SIZE_PX} px:")
        for before, name in zip([names[0], *names], names, strict=False):
            show(f"  {name:28} {found[name]:6.0f} ms, factor {found[before] / found[name]:.2f}")
    assert found[names[-1]] < found[names[0]]


def test_that_decoding_once_and_changing_batches_saves_time(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = collect_pairs([listed / "images"], [listed / "masks"])[:64]
    plain = PlainPairs(pairs)
    start = time.perf_counter()
    for number in range(len(pairs)):
        plain[number]
    decoding_s = time.perf_counter() - start
    cache = DecodedPairs(pairs, SIZE_PX)
    start = time.perf_counter()
    squares = [torch.from_numpy(cache.images[number]).permute(2, 0, 1).float() / 255.0 for number in range(len(pairs))]
    for number, pixels in enumerate(squares):
        both = plain.augment(torch.cat((pixels, torch.from_numpy(cache.masks[number])[None].float())))
        plain.normalise(plain.light(both[:3]))
    alone_s = time.perf_counter() - start
    start = time.perf_counter()
    for first in range(0, len(pairs), BATCH):
        some = slice(first, first + BATCH)
        augment_batch(cache.images[some], cache.masks[some], cache.aspects[some], "course", torch.Generator())
    batched_s = time.perf_counter() - start
    with capsys.disabled():
        show(f"\n64 images: decoded and changed one by one {decoding_s:.2f} s")
        show(f"  from the decode cache, changed one by one {alone_s:.2f} s, factor {decoding_s / alone_s:.1f}")
        show(f"  from the decode cache, changed in batches {batched_s:.3f} s, factor {alone_s / batched_s:.1f}")
    assert batched_s < alone_s < decoding_s
