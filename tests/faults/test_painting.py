"""Memory runs out while the window paints: the person is told, and the window goes on."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# A painter that outlives the painting of its widget lets Qt end the process: the program has one of its own here.
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from isic_desktop.app import run
from isic_desktop.views import canvas_layers
from isic_desktop.views.canvas import Canvas
paint, painted = canvas_layers.AnnotationLayer.draw, []
def again():
    for window in QApplication.topLevelWidgets():
        for canvas in window.findChildren(Canvas):
            if len(painted) < 12:
                canvas.update()
            elif canvas.isVisible():
                print("told:", window.findChild(QLabel, "crash_text") is not None, flush=True)
                window.close()
def draw(layer, *where):
    painted.append(len(painted))
    QTimer.singleShot(30, again)
    if 3 <= painted[-1] < 9:
        raise MemoryError
    paint(layer, *where)
canvas_layers.AnnotationLayer.draw = draw
code = run(sys.argv[1:])
print("painted", len(painted) >= 12)
sys.exit(code)
"""


@pytest.mark.timeout(300)
def test_that_memory_that_runs_out_while_painting_is_told_and_the_window_goes_on(small_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(small_folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=250, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.split("\n")[:2] == ["told: True", "painted True"], done.stderr[-3000:]
    assert "active painter" not in done.stderr


def painters_left_to_chance(source: str) -> list[int]:
    """Lines where a painter is made that a fault would leave alive: outside of a `with`."""
    tree = ast.parse(source)
    in_order = {id(item.context_expr) for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("QPainter", "QStylePainter")
        and id(node) not in in_order
    ]


def test_that_every_painter_ends_with_what_it_was_made_for() -> None:
    assert painters_left_to_chance("with QPainter(a) as b:\n    c = QPainter(d)\n") == [2]
    for path in (ROOT / "isic_desktop").rglob("*.py"):
        assert painters_left_to_chance(path.read_text()) == [], path
