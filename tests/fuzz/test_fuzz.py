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
from platforms import needs_forks
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
    if count >= 500:
        assert " 0 taken" not in done.stdout, f"no damage was slight enough to be read: {told}"
    print(done.stdout.strip())  # noqa: T201


# Each ill reader is met by a process of its own: it may be ended by it.
ILL = """
import ctypes, os, sys, time
sys.path[:0] = [sys.argv[1]]
import fuzz_worker
import numpy as np
from pathlib import Path
from reader import Reader
fuzz_worker.LONGEST_S = 0.5
fuzz_worker.MOST_BYTES = fuzz_worker.peak_bytes() + (64 << 20)
WHOLE = b'{"a": 1, "b": [1, 2, 3]}' * 20
def ill(how):
    def read(path):
        if path.read_bytes() == WHOLE:
            return how != "takes nothing"
        return {"crashes": lambda: 1 + "", "hangs": lambda: time.sleep(60), "ends": os.abort,
                "floods": lambda: np.ones(128 << 20, np.uint8), "takes nothing": int, "is well": int}[how]()
    return Reader(how, "x.json", lambda _folder: [WHOLE], read)
for how in ("crashes", "hangs", "ends", "floods", "takes nothing", "is well"):
    if not (child := os.fork()):
        os._exit(fuzz_worker.damage(ill(how), 3, 1, Path(sys.argv[2], how)))
    print(how, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sep=": ", flush=True)
"""


@needs_forks
def test_that_an_ill_reader_is_found_and_its_file_kept(tmp_path: Path) -> None:
    words = [sys.executable, "-c", ILL, str(WORKER.parent), str(tmp_path)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=True, env=environment)
    ends = dict(line.split(": ") for line in done.stdout.splitlines() if ", " not in line)
    assert ends.pop("is well") == "0", done
    assert set(ends) == {"crashes", "hangs", "ends", "floods", "takes nothing"}
    assert all(int(code) != 0 for code in ends.values()), done
    for how in ("crashes", "floods"):
        assert list((tmp_path / how / "found").iterdir()), done
    for how in ("hangs", "ends"):
        assert (tmp_path / how / "last").read_bytes(), done


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
