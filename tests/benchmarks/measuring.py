"""How the benchmarks of the window wait and count."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import psutil
from figures import note
from program_driver import Program
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

PAUSE_LIMIT_MS = 50.0


def settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def wait(reached: Callable[[], bool], most_s: float = 120.0) -> None:
    """Turn the event loop until something is reached, looking every half millisecond."""
    end = time.monotonic() + most_s
    while not reached():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.0005)


def note_ms(name: str, seconds: list[float], *, at_most: float | None = None, by: str = "median") -> float:
    """Note durations in milliseconds; gives what is held against the target, in milliseconds."""
    return note(name, [1e3 * one for one in seconds], "ms", at_most=at_most, by=by)


def resident_mb() -> float:
    """Memory of this process now, MB."""
    return float(psutil.Process().memory_info().rss) / 1e6


def peak_mb(process: int | str = "self") -> float:
    """The most memory since the process began, or since `forget_peak`, MB (Linux)."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0) * 1024 / 1e6


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

    def forget(self) -> None:
        """Begin anew."""
        self.pauses, self._last = [], time.perf_counter()

    def take(self, what: str, *, at_most_ms: float | None = None) -> float:
        """Record and forget what was noted; gives the longest pause in seconds."""
        pauses, self.pauses = self.pauses, []
        return note_ms(f"event loop away: {what}", pauses, at_most=at_most_ms, by="worst") / 1e3


def heartbeat_of(program: Program) -> Heartbeat:
    """The heartbeat of a window that has come to rest, with an image in sight and its model ready."""
    program.wait_for_image()
    program.wait_until(lambda: program.segmentation.status.device != "")
    settle(2.0)
    heart = Heartbeat()
    settle(2.0)
    heart.take("idle")
    return heart
