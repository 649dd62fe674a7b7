"""On screens of every density a stroke lands where the pointer is, and is shown where it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from drawn import draw_lesion, write_image

TESTS = Path(__file__).resolve().parents[1]
SCRIPT = """
import json, sys
sys.path.insert(0, sys.argv[2])
from event_loop import turn_until
from isic_desktop import app
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

window = app.start([sys.argv[1]])
canvas = window.canvas
turn_until(lambda: canvas.has_image)
results = []
canvas.set_brush_size(7)
for zoom in (1.0, 0.6, 5.3):
    window.actions_by_id["view.fit"].trigger()
    canvas.zoom(zoom)
    target = canvas.view.to_image((canvas.width() / 2 + 3.25, canvas.height() / 2 - 2.75))
    at = QPointF(*canvas.view.to_view(target))
    for kind, held in ((QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
                       (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton)):
        event = QMouseEvent(kind, at, QPointF(canvas.mapToGlobal(at)), Qt.MouseButton.LeftButton, held,
                            Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)
    rows, columns = canvas.annotation.mask.nonzero()
    canvas.annotation.fill_opacity = 1.0
    canvas.set_tool(None)
    picture = canvas.grab().toImage()
    ratio = picture.width() / canvas.width()
    left, top = canvas.view.to_view((columns.mean() + 0.5, rows.mean() + 0.5))
    colour = picture.pixelColor(int(left * ratio), int(top * ratio))
    results.append({"target": target, "centre": [columns.mean() + 0.5, rows.mean() + 0.5], "count": len(rows),
                    "colour": [colour.red(), colour.green(), colour.blue()], "ratio": ratio})
    window.actions_by_id["tool.brush"].trigger()
    window.actions_by_id["edit.undo"].trigger()
window.close()
print(json.dumps(results))
"""


@pytest.mark.parametrize("density", ["1", "1.5", "2"])
def test_that_a_dab_lands_under_the_pointer_and_shows_there(tmp_path: Path, density: str) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    write_image(folder / "lesion.png", draw_lesion(300, 200, (150, 100)))
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": density,
        "ISIC_DESKTOP_HOME": str(tmp_path / "home"),
    }
    command = [sys.executable, "-c", SCRIPT, str(folder), str(TESTS)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stderr
    dabs = json.loads(result.stdout)
    assert len(dabs) == 3
    for dab in dabs:
        assert dab["ratio"] == pytest.approx(float(density), abs=0.01)
        assert dab["centre"] == pytest.approx(dab["target"], abs=0.51)
        assert 30 <= dab["count"] <= 47  # a disc of 7 pixels across
        assert dab["colour"] == pytest.approx([0x56, 0xB4, 0xE9], abs=3)
