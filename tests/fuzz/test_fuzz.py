"""Damaged files of every kind: each is read or refused with a sentence, never with a crash, a hang or a flood.

The short version damages 40 files a reader; the long one (`make fuzz`) 1,500, or as many as `ISIC_FUZZ` says. A reader
whose files are megabytes gets a third of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from readers import READERS

WORKER = Path(__file__).with_name("fuzz_worker.py")
NAMES = [reader.name for reader in READERS]
HEAVY = ["checkpoints", "encoder weights", "states of trainings"]
LIGHT = [name for name in NAMES if name not in HEAVY]


def damage_and_read(names: list[str], count: int, seed: int, scratch: Path) -> None:
    words = [sys.executable, str(WORKER), ",".join(names), str(count), str(seed), str(scratch)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, capture_output=True, text=True, timeout=3000, check=False, env=environment)
    kept = [*map(str, sorted(scratch.glob("*/found/*"))), *map(str, sorted(scratch.glob("*/last")))]
    told = f"{names}, seed {seed}: {kept}\n{done.stdout}\n{done.stderr[-6000:]}"
    assert done.returncode == 0, told
    assert done.stdout.count(" 0 bad") == len(names), told
    print(done.stdout.strip())  # noqa: T201


# Starting a process takes longer than forty files do: a few share one.
@pytest.mark.parametrize("first", range(4))
def test_that_damaged_files_are_read_or_refused(first: int, tmp_path: Path) -> None:
    damage_and_read(LIGHT[first::4], 40, 1, tmp_path / "scratch")


def test_that_damaged_models_are_read_or_refused(tmp_path: Path) -> None:
    damage_and_read(HEAVY, 6, 1, tmp_path / "scratch")


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", NAMES)
def test_that_many_damaged_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    count = int(os.environ.get("ISIC_FUZZ", "1500"))
    seed = int(os.environ.get("ISIC_SEED", "2"))
    damage_and_read([name], count // 3 if name in HEAVY else count, seed, tmp_path / "scratch")
