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
from figures import note

from isic_desktop.core.places import resource_path

LOAD = "Start-up"
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
    print(next((line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), 0))
    application.quit()
QTimer.singleShot(0, shown)
application.exec()
"""
OURS = """
import sys, time
from isic_desktop import cli
from isic_desktop.commands import window as opening
opening.prepare_window()
from isic_desktop import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
window = app.start([], at_once=False)
def shown():
    print(time.time(), *[name for name in ("torch", "torchvision", "pyqtgraph", "cv2") if name in sys.modules])
    print(next((line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), 0))
    sys.stdout.flush()
    window.close()
    QApplication.instance().quit()
QTimer.singleShot(0, shown)
QApplication.instance().exec()
"""
MODEL = """
import json, sys, time
from isic_desktop import cli
from isic_desktop.commands import window as opening
opening.prepare_window()
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
        resident = next((line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")), 0)
        print(json.dumps({**times, "longest gap": max(gaps), "gap before": max(before), "resident": int(resident)}))
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
    bare_s, ours_s, bare_mb, ours_mb = [], [], [], []
    for _ in range(_STARTS):
        for script, times, peaks in ((BARE, bare_s, bare_mb), (OURS, ours_s, ours_mb)):
            began, printed = _run(script, tmp_path)
            first, peak_kb = printed.splitlines()
            shown, *loaded = first.split()
            assert loaded == [], "these load after the window"
            times.append(float(shown) - began)
            peaks.append(int(peak_kb) * 1024 / 1e6)
    samples = str(resource_path("samples", "images"))
    model_s, gaps_s, images_s, before_s, ready_mb = [], [], [], [], []
    for _ in range(3):
        began, printed = _run(MODEL, tmp_path, samples)
        told = json.loads(printed)
        model_s.append(told["ready"] - told["interactive"])
        gaps_s.append(told["longest gap"])
        images_s.append(told["interactive"] - began)
        before_s.append(told["gap before"])
        ready_mb.append(told["resident"] * 1024 / 1e6)
    bare, ours, model = (statistics.median(times) for times in (bare_s, ours_s, model_s))
    note("bare PySide6 window, from the start of its process", [1000 * one for one in bare_s], "ms")
    note("ISIC Desktop, from the start of its process", [1000 * one for one in ours_s], "ms")
    ratios = [one / other for one, other in zip(ours_s, bare_s, strict=True)]
    note("ISIC Desktop as a multiple of a bare window", ratios, "times", at_most=_MOST_RATIO)
    note("first image on the screen, from the start of the process", [1000 * one for one in images_s], "ms")
    note("longest gap between window and image", [1000 * one for one in before_s], "ms")
    note("model ready after the first image", model_s, "s", at_most=_MOST_MODEL_S)
    note("longest gap while the model loads", [1000 * one for one in gaps_s], "ms", at_most=1000 * _LONGEST_GAP_S)
    note("memory of a bare window", bare_mb, "MB")
    note("memory of ISIC Desktop when its window is there", ours_mb, "MB")
    note("memory of ISIC Desktop when its model is ready", ready_mb, "MB")
    assert ours <= _MOST_RATIO * bare
    assert model <= _MOST_MODEL_S
    assert statistics.median(gaps_s) <= _LONGEST_GAP_S
