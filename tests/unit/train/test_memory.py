from __future__ import annotations

import os
import subprocess
import sys

import cv2
import numpy as np
import pytest
import torch

from model_train.errors import is_lack_of_memory

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


def test_that_lack_of_memory_is_known_in_whatever_words_it_is_told() -> None:
    with pytest.raises(cv2.error) as told_by_opencv:
        cv2.resize(np.zeros((2, 2), np.uint8), (1 << 30, 1 << 30))
    with pytest.raises(RuntimeError) as told_by_torch:
        torch.empty(1 << 60, dtype=torch.uint8)
    with pytest.raises(MemoryError) as told_by_numpy:
        np.empty(1 << 60, np.uint8)
    for told in (told_by_opencv, told_by_torch, told_by_numpy):
        assert is_lack_of_memory(told.value)
    with pytest.raises(cv2.error) as another:
        cv2.resize(np.zeros((2, 2), np.uint8), (0, 0))
    assert not is_lack_of_memory(another.value)
