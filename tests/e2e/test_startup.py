"""Torch comes after the first image is on the screen, and the window says when the model is ready."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from isic_desktop.core.places import resource_path

SCRIPT = """
import json, sys, time
from isic_desktop import app
from PySide6.QtWidgets import QApplication

window = app.start([sys.argv[1]])
heavy = ("torch", "torchvision", "pyqtgraph")
seen = {"at start": [name for name in heavy if name in sys.modules]}
window.canvas.image_painted.connect(lambda: seen.update({"first image": [n for n in heavy if n in sys.modules]}))
end = time.monotonic() + 240
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


WINDOW = """
import json, linecache, sys
from pathlib import Path
before = set(sys.modules)  # what Python itself brings, or what measures coverage
from isic_desktop import cli
from isic_desktop.commands import window as opening

opening.prepare_window()
from isic_desktop import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

window = app.start([], at_once=False)
late = ("numpy", "PIL", "cv2", "sqlite3", "filelock", "requests", "isic_desktop.commands.segment")
seen = {"early": [name for name in late if name in set(sys.modules) - before]}
seen["sources"] = [name for name in linecache.cache if Path(name).parent.name in ("core", "views", "model_train")]
actions = window.actions_by_id
seen["can open"] = actions["file.open_folder"].isEnabled() and window.isVisible()
window.close()
print(json.dumps(seen))
"""

EAGER = """
import json, sys, time
from isic_desktop import cli
from isic_desktop.commands import window as opening
opening.prepare_window()
from isic_desktop import app
from PySide6.QtWidgets import QApplication

window = app.start([sys.argv[1]], at_once=False)
seen = {"parts": [name for name in sys.modules if name.endswith(("handoverbench", "trainbench"))]}
window.actions_by_id["file.validate"].trigger()
window.actions_by_id["train.runs"].trigger()
window.actions_by_id["train.runs"].trigger()

def shown():
    return sorted(top.objectName() for top in QApplication.topLevelWidgets() if top.isVisible() and top is not window)

end = time.monotonic() + 240
while not (len(shown()) >= 2 and window.canvas.has_image) and time.monotonic() < end:
    QApplication.processEvents()
    time.sleep(0.005)
seen["shown"] = shown()
exported = window.actions_by_id["file.export"]
seen["export"] = exported.isEnabled()
exported.trigger()
seen["later"] = shown()
window.close()
print(json.dumps(seen))
"""


def _seen_by(script: str, home: Path, *arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ISIC_DESKTOP_HOME": str(home)}
    command = [sys.executable, "-c", script, *arguments]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert result.returncode == 0, result.stderr
    return dict(json.loads(result.stdout))


def test_that_the_window_can_be_used_before_what_only_images_need_is_imported(tmp_path: Path) -> None:
    seen = _seen_by(WINDOW, tmp_path / "home")
    assert seen["early"] == []
    assert seen["sources"] == [], "an import reads the compiled module only"
    assert seen["can open"]


def test_that_what_is_asked_for_before_its_part_is_there_is_done_as_soon_as_it_is(tmp_path: Path) -> None:
    seen = _seen_by(EAGER, tmp_path / "home", str(resource_path("samples", "images")))
    assert seen["parts"] == [], "these follow the window"
    assert seen["shown"] == ["training_window", "validate_dialog"]
    assert seen["export"], "the folder was shown before the part that hands over was there"
    assert seen["later"] == ["export_dialog", "training_window", "validate_dialog"]


def test_that_torch_is_imported_only_after_the_first_image_is_painted(tmp_path: Path) -> None:
    samples = resource_path("samples", "images")
    seen = _seen_by(SCRIPT, tmp_path / "home", str(samples))
    assert seen["at start"] == []
    assert seen["first image"] == []
    assert seen["torch at the end"]
    assert seen["needless"] == [], "the model is ready without these, which take longer to import than torch"
    assert "skip-256" in seen["status"]
    assert "ready" in seen["status"]
