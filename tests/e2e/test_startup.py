"""Torch comes after the first image is on the screen, and the window says when the model is ready."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from isic_desktop.core.places import resource_path

SCRIPT = """
import json, sys, time
from isic_desktop import app
from PySide6.QtWidgets import QApplication

window = app.start([sys.argv[1]])
heavy = ("torch", "torchvision", "pyqtgraph")
seen = {"at start": [name for name in heavy if name in sys.modules]}
window.canvas.image_painted.connect(lambda: seen.update({"first image": [n for n in heavy if n in sys.modules]}))
end = time.monotonic() + 120
while "ready" not in window.model_label.text() and time.monotonic() < end:
    QApplication.processEvents()
    time.sleep(0.01)
seen["status"] = window.model_label.text()
seen["torch at the end"] = "torch" in sys.modules
needless = ("torchvision", "torch._dynamo", "torch._inductor", "sympy")
seen["needless"] = [name for name in needless if name in sys.modules]
window.close()
print(json.dumps(seen))
"""


def test_that_torch_is_imported_only_after_the_first_image_is_painted(tmp_path: Path) -> None:
    samples = resource_path("samples", "images")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ISIC_DESKTOP_HOME": str(tmp_path / "home")}
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(samples)], env=environment, capture_output=True, text=True, timeout=200
    )
    assert result.returncode == 0, result.stderr
    seen = json.loads(result.stdout)
    assert seen["at start"] == []
    assert seen["first image"] == []
    assert seen["torch at the end"]
    assert seen["needless"] == [], "the model is ready without these, which take longer to import than torch"
    assert "skip-256" in seen["status"]
    assert "ready" in seen["status"]
