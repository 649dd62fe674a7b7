"""How soon the window can be used, as a multiple of a bare PySide6 window, and how soon after that the model is ready.

Both are medians of several process starts in turn, measured from the start of the process. Bytecode is compiled
beforehand, as it is where the program is installed.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from isic_desktop.core.places import resource_path

_STARTS = 7
_MOST_RATIO = 4.0
_MOST_MODEL_S = 3.0
_LONGEST_GAP_S = 0.2

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
def shown():
    print(time.time())
    application.quit()
QTimer.singleShot(0, shown)
application.exec()
"""
OURS = """
import sys, time
from isic_desktop import cli
cli.prepare_window()
from isic_desktop import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
window = app.start([], at_once=False)
def shown():
    print(time.time(), *[name for name in ("torch", "torchvision", "pyqtgraph", "cv2") if name in sys.modules])
    sys.stdout.flush()
    window.close()
    QApplication.instance().quit()
QTimer.singleShot(0, shown)
QApplication.instance().exec()
"""
MODEL = """
import json, sys, time
from isic_desktop import cli
cli.prepare_window()
from isic_desktop import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
window = app.start([sys.argv[1]], at_once=False)
application = QApplication.instance()
times, gaps, last = {}, [], [time.perf_counter()]
before = []
window.canvas.image_painted.connect(lambda: times.setdefault("interactive", time.time()))
def beat():
    now = time.perf_counter()
    (gaps if "interactive" in times else before).append(now - last[0])
    last[0] = now
    if "ready" in window.model_label.text():
        times["ready"] = time.time()
        print(json.dumps({**times, "longest gap": max(gaps), "gap before": max(before)}))
        sys.stdout.flush()
        window.close()
        application.quit()
timer = QTimer()
timer.timeout.connect(beat)
timer.start(1)
QTimer.singleShot(120_000, application.quit)
application.exec()
"""


def _environment(home: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **environment,
        "QT_QPA_PLATFORM": "offscreen",
        "ISIC_DESKTOP_HOME": str(home / "home"),
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        "LC_ALL": "C.UTF-8",
    }


def _run(script: str, home: Path, *arguments: str) -> tuple[float, str]:
    """When the process was started, and what it printed."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=_environment(home),
        capture_output=True,
        text=True,
        timeout=150,
        check=True,
    )
    return began, done.stdout


@pytest.mark.benchmark
def test_that_the_window_and_the_model_are_there_in_time(tmp_path: Path) -> None:
    for script in (BARE, OURS):  # bytecode, and files into the system's memory
        _run(script, tmp_path)
    bare_s, ours_s = [], []
    for _ in range(_STARTS):
        for script, times in ((BARE, bare_s), (OURS, ours_s)):
            began, printed = _run(script, tmp_path)
            shown, *loaded = printed.split()
            assert loaded == [], "these load after the window"
            times.append(float(shown) - began)
    samples = str(resource_path("samples", "images"))
    model_s, gaps_s, images_s, before_s = [], [], [], []
    for _ in range(3):
        began, printed = _run(MODEL, tmp_path, samples)
        told = json.loads(printed)
        model_s.append(told["ready"] - told["interactive"])
        gaps_s.append(told["longest gap"])
        images_s.append(told["interactive"] - began)
        before_s.append(told["gap before"])
    bare, ours, model = (statistics.median(times) for times in (bare_s, ours_s, model_s))
    print(f"\nbare PySide6 window {1000 * bare:.0f} ms, ISIC Desktop {1000 * ours:.0f} ms: {ours / bare:.2f} times")
    image_ms, before_ms = (1000 * statistics.median(times) for times in (images_s, before_s))
    print(f"first image after {image_ms:.0f} ms, longest gap between window and image {before_ms:.0f} ms")
    print(f"model ready {model:.2f} s after the first image, longest gap {1000 * statistics.median(gaps_s):.0f} ms")
    assert ours <= _MOST_RATIO * bare
    assert model <= _MOST_MODEL_S
    assert statistics.median(gaps_s) <= _LONGEST_GAP_S
