"""On dense screens too no word is cut off, in German and with large letters, and no bar is wider than the screen."""

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
from cut_texts import cut_off, cut_off_on_any_page
from event_loop import turn_until
from PySide6.QtWidgets import QApplication
from isic_desktop import app
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.handover_dialog import HandoverDialog
from isic_desktop.views.words import tr

window = app.start([sys.argv[1]])
turn_until(lambda: window.canvas.has_image)
found, widths, ratio = [], [], window.devicePixelRatioF()
for action in ("tool.brush", "tool.wand", "tool.refine", "tool.ruler", "review.worst_first"):
    window.actions_by_id[action].trigger()
    QApplication.processEvents()
    widths.append(window.minimumSizeHint().width())
turn_until(window.review_bar.isVisible)
window.banner.tell("Das ist eine Nachricht.", ("one", tr("Try again")), ("two", tr("Choose another place…")))
parts = (window.scores, window.view_panel, window.gallery, window.tool_options, window.review_bar, window.banner)
turn_until(lambda: not any(cut_off(part) for part in parts))
widths.append(window.minimumSizeHint().width())
for part in parts:
    found += cut_off(part)
comfort, first = window.findChild(ComfortBench), window.findChild(FirstBench)
dialogs = [comfort.show_preferences(), comfort.show_about(), comfort.show_shortcuts(), first.show_fetching()]
for name in ("export", "import", "validate"):
    window.actions_by_id[f"file.{name}"].trigger()
    dialogs.append(window.findChild(HandoverDialog, f"{name}_dialog"))
for dialog in dialogs:
    found += cut_off_on_any_page(dialog)
    widths.append(dialog.minimumSizeHint().width())
    dialog.close()
title = window.menus["File"].title()
window.close()
print(json.dumps({"found": found, "widths": widths, "ratio": ratio, "title": title}))
"""


@pytest.mark.parametrize("density", ["1.5", "2"])
def test_that_german_in_large_letters_fits_on_a_dense_screen(tmp_path: Path, density: str) -> None:
    folder = tmp_path / "bilder"
    folder.mkdir()
    write_image(folder / "lesion.png", draw_lesion(300, 200, (150, 100)))
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.json").write_text(json.dumps({"language": "de", "font_percent": 150}), encoding="utf-8")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": density,
        "ISIC_DESKTOP_HOME": str(home),
    }
    command = [sys.executable, "-c", SCRIPT, str(folder), str(TESTS)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["ratio"] == pytest.approx(float(density), abs=0.01)
    assert told["title"] == "&Datei"
    assert told["found"] == []
    assert max(told["widths"]) <= 1280
