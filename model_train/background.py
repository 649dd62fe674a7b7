"""How a training shares the processor: beside a person's work one core and the right of way are everything else's."""

from __future__ import annotations

import contextlib
import os
import sys

from model_train.cores import usable_cores

_NICE = 10
_BELOW_NORMAL = 0x4000
_LOOKS = 10_000
"""How often a waiting thread looks again before it sleeps: GNU's OpenMP counts looks, not time."""


def background_threads() -> int:
    """How many threads a training may use that leaves a core alone."""
    return max(1, usable_cores() - 1)


def give_way() -> None:
    """Lower this process's priority and leave a core to others; call before torch is imported."""
    os.environ["OMP_NUM_THREADS"] = str(background_threads())
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        with contextlib.suppress(OSError):
            os.nice(_NICE)


def wait_briefly() -> None:
    """Let a thread that waits for another look again for a moment before it sleeps; call before torch is imported.

    A training step is some hundred operations, at the end of each of which threads wait for each other. To wake one
    that sleeps takes as long as some of them do: with threads that sleep at once (OMP_WAIT_POLICY=PASSIVE) a step of
    fine-tuning took 500 ms instead of 430 on two cores (`tests/benchmarks/plain_training.py techniques finetune`).
    Threads that wait awake for milliseconds, as they do unless told otherwise, gain nothing more, and keep other
    programs from the cores.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", str(_LOOKS))


def limit_threads() -> None:
    """Tell torch and OpenCV, which is possible only once they are there."""
    import cv2
    import torch

    torch.set_num_threads(background_threads())
    cv2.setNumThreads(background_threads())
