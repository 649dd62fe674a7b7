"""Training beside a person's work: one core and the right of way stay with everything else."""

from __future__ import annotations

import contextlib
import os
import sys

_NICE = 10
_BELOW_NORMAL = 0x4000


def background_threads() -> int:
    """How many threads a training may use that leaves a core alone."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, usable - 1)


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


def limit_threads() -> None:
    """Tell torch and OpenCV, which is possible only once they are there."""
    import cv2
    import torch

    torch.set_num_threads(background_threads())
    cv2.setNumThreads(background_threads())
