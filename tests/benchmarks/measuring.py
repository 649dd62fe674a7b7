"""How the benchmarks of the window wait, count and print."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def describe(name: str, seconds: list[float], **more: str) -> None:
    extra = "".join(f"  {key} {value}" for key, value in more.items())
    print(
        f"{name:<44} p50 {1e3 * statistics.median(seconds):7.2f} ms  p99 {1e3 * percentile(seconds, 0.99):7.2f} ms"
        f"  max {1e3 * max(seconds):7.2f} ms{extra}"
    )


def settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def resident_mb() -> float:
    """Memory of this process now, MB (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def peak_mb() -> float:
    """The most memory since `forget_peak`, MB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3


def forget_peak() -> None:
    """Let `peak_mb` begin anew."""
    Path("/proc/self/clear_refs").write_text("5")
