from __future__ import annotations

import os
import subprocess
import sys

import pytest

_PROGRAM = """
import resource, sys
from concurrent.futures import ThreadPoolExecutor
import torch
from model_train.memory import keep_freed_memory
torch.set_num_threads(1)
kept = sys.argv[1] == "kept" and keep_freed_memory()
def turn(number):
    global before
    if number == 20:  # the heap finds its size within the first few: how soon, depends on where the pieces come to lie
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    torch.ones(12_000_000).mul(2.0)
with ThreadPoolExecutor(1, initializer=torch.set_num_threads, initargs=(1,)) as pool:
    list((pool.map if sys.argv[2] == "aside" else map)(turn, range(30)))
print(int(kept), resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc hands large pieces back at once")
@pytest.mark.parametrize("thread", ["main", "aside"])
def test_that_freed_memory_is_used_again_without_asking_the_system(thread: str) -> None:
    faults = []
    for choice in ("given back", "kept"):
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, choice, thread],
            capture_output=True,
            text=True,
            check=True,
            env=dict(os.environ),
        )
        kept, count = map(int, done.stdout.split())
        if choice == "kept" and not kept:
            pytest.skip("this system's C library has no such choice")
        faults.append(count)
    assert faults[1] < faults[0] / 5
