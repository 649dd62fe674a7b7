"""How the benchmarks of the window wait, count and print."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QTimer
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
    """Memory of this process now, MB."""
    return float(psutil.Process().memory_info().rss) / 1e6


def peak_mb() -> float:
    """The most memory since `forget_peak`, MB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3


def forget_peak() -> None:
    """Let `peak_mb` begin anew."""
    Path("/proc/self/clear_refs").write_text("5")


class Heartbeat:
    """Notes how long the event loop was away, as a timer of one millisecond sees it."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.pauses.append(now - self._last)
        self._last = now

    def take(self, what: str) -> float:
        """Print and forget what was noted; gives the longest pause in seconds."""
        pauses, self.pauses = self.pauses, []
        describe(what, pauses)
        return max(pauses)
