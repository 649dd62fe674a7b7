"""How much faster an epoch is than the plain loop a student writes, both measured in the same run.

ISIC_BENCH_ITEMS sets the number of images (720 by default), which are the 60 native training pairs of the shared data,
listed again and again; ISIC_BENCH_TRAINING_ROUNDS how often both are measured in turns (2).
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import psutil
import pytest
import torch
from figures import note
from plain_training import BATCH, SIZE_PX, PlainPairs

from model_train.augment import augment_batch
from model_train.dataset import DecodedPairs, collect_pairs

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]
LOAD = "A training epoch against the plain loop"
ITEMS = int(os.environ.get("ISIC_BENCH_ITEMS", "720"))
ROUNDS = int(os.environ.get("ISIC_BENCH_TRAINING_ROUNDS", "2"))
WANTED = {"finetune": 3.0, "frozen": 4.0}
_LOOK_EVERY_S = 3.0


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


def run_python(*arguments: object) -> tuple[str, float]:
    """Run Python in a process of its own, as a student or a person would.

    Gives what it prints and the most memory of it and its children together, MB. That is looked at seldom: the system
    walks over all of their pages each time, and holds up who asks for memory meanwhile.
    """
    with TemporaryFile("w+") as told, TemporaryFile("w+") as complaint:
        command = [sys.executable, *map(str, arguments)]
        process = psutil.Popen(command, stdout=told, stderr=complaint, stdin=subprocess.DEVNULL)
        most = 0.0
        while process.poll() is None:
            most = max(most, family_mb(process))
            with suppress(psutil.TimeoutExpired):
                process.wait(_LOOK_EVERY_S)
        told.seek(0)
        complaint.seek(0)
        assert process.returncode == 0, complaint.read()
        return told.read(), most


def family_mb(process: psutil.Process) -> float:
    """Memory that a process and its children do not share with others, MB; shared pages are counted once."""
    total = 0.0
    with suppress(psutil.Error):
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):  # it may have ended a moment ago
                total += one.memory_full_info().pss / 1e6
    return total


def plain_training(*arguments: object) -> tuple[Any, float]:
    printed, most_mb = run_python(Path(__file__).with_name("plain_training.py"), *arguments)
    return json.loads(printed), most_mb


@pytest.mark.parametrize("regime", ["finetune", "frozen"])
def test_that_an_epoch_is_several_times_as_fast_as_the_plain_loop(
    regime: str, listed: Path, encoder_weights: Path, tmp_path: Path
) -> None:
    plain_s, ours_s, first_s, plain_mb, ours_mb = [], [], [], [], []
    for turn in range(ROUNDS):
        run = tmp_path / f"run{turn}"
        _, most_mb = run_python(
            "-m", "model_train", "train", "--images", listed / "images", "--masks", listed / "masks", "--out", run,
            "--regime", regime, "--decoder", "transpose", "--size", SIZE_PX, "--batch-size", BATCH, "--epochs", 3,
            "--val-fraction", 0.02, "--encoder-weights", encoder_weights, "--device", "cpu", "--events", "jsonl",
        )  # fmt: skip
        ours_mb.append(most_mb)
        seconds, most_mb = plain_training("loop", listed / "images", listed / "masks", regime, encoder_weights)
        plain_s.append(seconds)
        plain_mb.append(most_mb)
        events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
        began = json.loads((run / "process.json").read_text())["started_utc"]
        caching_s = (datetime.fromisoformat(events[0]["time_utc"]) - datetime.fromisoformat(began)).total_seconds()
        with (run / "metrics.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        # As if all had been trained on: a fiftieth is left out for validation.
        epochs = [float(row["train_seconds"]) * ITEMS / events[0]["train"] for row in rows]
        first_s.append(caching_s + epochs[0])
        ours_s.append(epochs[1:])
    kind = f"{events[0]['precision']} {events[0]['memory_layout']}"
    note(f"{regime}: plain loop, an epoch of {ITEMS} images", plain_s, "s")
    note(f"{regime}: ours with building the cache", first_s, "s")
    note(f"{regime}: ours then, {kind}", [one for epochs in ours_s for one in epochs], "s")
    first = [plain / one for plain, one in zip(plain_s, first_s, strict=True)]
    note(f"{regime}: times as fast as the plain loop, with building the cache", first, "times")
    steady = [plain / one for plain, epochs in zip(plain_s, ours_s, strict=True) for one in epochs]
    ratio = note(f"{regime}: times as fast as the plain loop then", steady, "times", at_least=WANTED[regime])
    note(f"{regime}: memory of the plain loop with its workers", plain_mb, "MB")
    note(f"{regime}: memory of ours", ours_mb, "MB")
    assert ratio > 1.0


@pytest.mark.parametrize("regime", ["finetune", "frozen"])
def test_that_each_technique_of_a_step_is_measured(regime: str, encoder_weights: Path) -> None:
    found, _ = plain_training("techniques", regime, encoder_weights)
    names = list(found)
    for before, name in zip([names[0], *names], names, strict=False):
        note(f"{regime}, a step of {BATCH} images of {SIZE_PX} px, {name}", found[name], "ms")
        if name != names[0]:
            note(f"{regime}: factor of {name.removeprefix('+ ')}", found[before] / found[name], "times")
    assert found[names[-1]] < found[names[0]]


def test_that_decoding_once_and_changing_batches_saves_time(listed: Path) -> None:
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
    note("64 images decoded and changed one by one", decoding_s, "s")
    note("factor of the decode cache", decoding_s / alone_s, "times")
    note("factor of changing in batches", alone_s / batched_s, "times")
    assert batched_s < alone_s < decoding_s
