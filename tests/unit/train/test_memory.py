from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from model_train.errors import is_lack_of_memory

# Each way is gone in a process of its own, since the choice cannot be taken back; torch comes only once.
_PROGRAM = """
import os, resource
from concurrent.futures import ThreadPoolExecutor
import torch
from model_train.memory import keep_freed_memory
torch.set_num_threads(1)
def turn(number):
    global before
    if number == 20:  # the heap finds its size within the first few: how soon, depends on where the pieces come to lie
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    torch.ones(9_000_000).mul(2.0)
for choice in ("given back", "kept"):
    for thread in ("main", "aside"):
        if not (child := os.fork()):
            kept = choice == "kept" and keep_freed_memory()
            with ThreadPoolExecutor(1, initializer=torch.set_num_threads, initargs=(1,)) as pool:
                list((pool.map if thread == "aside" else map)(turn, range(30)))
            print(thread, int(kept), resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before, flush=True)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc hands large pieces back at once")
def test_that_freed_memory_is_used_again_without_asking_the_system() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    told = [line.split() for line in done.stdout.splitlines()]
    assert [line[0] for line in told] == ["main", "aside"] * 2
    if not all(int(kept) for _thread, kept, _count in told[2:]):
        pytest.skip("this system's C library has no such choice")
    counts = [int(count) for _thread, _kept, count in told]
    for given_back, kept in zip(counts[:2], counts[2:], strict=True):
        assert kept < given_back / 5, counts


_HEAPS = """
import ctypes, sys, threading
from model_train.memory import use_few_arenas
few = sys.argv[1] == "few" and use_few_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
together = threading.Barrier(6)
def work():
    together.wait()
    pieces = [libc.malloc(5000) for _ in range(200)]
    together.wait()  # all have a heap at the same time
    for piece in pieces:
        libc.free(piece)
threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc.fopen.restype, libc.malloc_info.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p]
libc.fclose.argtypes = [ctypes.c_void_p]
told = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, told)
libc.fclose(told)
print(int(few))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc has a heap for each thread")
def test_that_a_program_of_many_threads_has_few_heaps(tmp_path: Path) -> None:
    heaps = {}
    for choice in ("many", "few"):
        done = subprocess.run(
            [sys.executable, "-c", _HEAPS, choice, str(tmp_path / choice)], capture_output=True, text=True, check=True
        )
        if choice == "few" and done.stdout != "1\n":
            pytest.skip("this system's C library has no such choice")
        heaps[choice] = (tmp_path / choice).read_text().count("<heap ")
    assert heaps["few"] <= 2 < heaps["many"], heaps


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
