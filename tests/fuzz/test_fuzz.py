"""Damaged files of every kind: each is read or refused with a sentence, never with a crash, a hang or a flood.

The short version damages 40 files a reader; the long one (`make fuzz`) 1,500, or as many as `ISIC_FUZZ` says.
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


def damage_and_read(name: str, count: int, seed: int, scratch: Path) -> None:
    words = [sys.executable, str(WORKER), name, str(count), str(seed), str(scratch)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, capture_output=True, text=True, timeout=3000, check=False, env=environment)
    kept = sorted(path.name for path in (scratch / "found").iterdir()) or [str(scratch / "last")]
    assert done.returncode == 0, f"{name}, seed {seed}: {kept}\n{done.stdout}\n{done.stderr[-6000:]}"
    print(f"{name}: {done.stdout.strip()}")  # noqa: T201


@pytest.mark.parametrize("name", NAMES)
def test_that_damaged_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    damage_and_read(name, 40, 1, tmp_path / "scratch")


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", NAMES)
def test_that_many_damaged_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    damage_and_read(
        name, int(os.environ.get("ISIC_FUZZ", "1500")), int(os.environ.get("ISIC_SEED", "2")), tmp_path / "scratch"
    )
