"""Take the screenshots of README and user guide from the real program: `make screenshots`.

Drives the window without a screen on a copy of the bundled samples, with the bundled model. Pictures are written with
a palette, which keeps them small.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
_HOME = tempfile.mkdtemp(prefix="isic-desktop-screenshots-")
os.environ["ISIC_DESKTOP_HOME"] = _HOME

import numpy as np
from mouse import drag
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from isic_desktop import app
from isic_desktop.core.samples import copy_samples
from isic_desktop.views.canvas_layers import ViewMode
from isic_desktop.views.handover_dialog import HandoverDialog
from isic_desktop.views.main_window import MainWindow
from isic_desktop.views.workbench import Workbench

_TIMEOUT_S = 900.0


def _settle(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def _wait(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + _TIMEOUT_S
    while not reached():
        if time.monotonic() > end:
            sys.exit("the program did not get that far in a quarter of an hour")
        _settle(0.02)


class Photographer:
    """Works the window and keeps pictures of it.

    Args:
        window: The program's window.
        out: Where the pictures go.
    """

    def __init__(self, window: MainWindow, out: Path) -> None:
        self.window = window
        self.out = out

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Save what a widget (or the window) shows."""
        _settle(0.3)
        shown = (widget or self.window).grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine())
        pixels = rows[:, : 3 * shown.width()].reshape(shown.height(), shown.width(), 3)
        picture = Image.fromarray(pixels).quantize(256, method=Image.Quantize.FASTOCTREE)
        picture.save(self.out / f"{name}.png", optimize=True)

    def do(self, action_id: str) -> None:
        """Trigger an action."""
        self.window.actions_by_id[action_id].trigger()
        _settle(0.6)

    def drag(self, *image_points_xy: tuple[float, float], release: bool = True) -> None:
        """Drag the mouse over points of the image."""
        drag(self.window.canvas, *image_points_xy, release=release)
        _settle(0.3)


def main() -> None:
    """Take all pictures."""
    resources = Path(__file__).resolve().parents[1] / "resources"
    guide = resources / "guide"
    guide.mkdir(exist_ok=True)
    window = app.start([])
    window.resize(1280, 800)
    photographer = Photographer(window, guide)
    workbench = window.findChild(Workbench)
    assert workbench is not None
    photographer.take("start")
    images = copy_samples(Path(_HOME) / "samples")
    workbench.open(images)
    _wait(lambda: window.canvas.has_image)
    window.actions_by_id["image.segment"].trigger()
    _wait(lambda: not workbench.segmentation.busy)
    _settle(2.0)
    photographer.out = resources / "screenshots"
    photographer.take("window")
    photographer.out = guide
    photographer.drag((250, 430), (290, 520), (330, 590))
    photographer.take("brush")
    photographer.do("edit.undo")
    for mode in ViewMode:
        window.view_panel.set_mode(mode)
        photographer.take("view_" + mode.name.lower(), window.canvas)
    window.view_panel.set_mode(ViewMode.FILL)
    photographer.do("view.compare")
    photographer.take("compare", window.compare_page)
    photographer.do("view.compare")
    photographer.do("view.loupe")
    photographer.drag((700, 300))
    photographer.do("edit.undo")
    photographer.take("loupe", window.canvas)
    photographer.do("view.loupe")
    photographer.do("view.hairless")
    _settle(2.0)
    photographer.take("hairs", window.canvas)
    photographer.do("view.as_taken")
    photographer.do("tool.ruler")
    photographer.drag((985, 54), (985, 400), (985, 593))
    ruler = window.findChild(QPushButton, "ruler.image")
    assert ruler is not None
    ruler.click()
    _settle(1.5)
    photographer.take("readouts")
    for action_id, name, dialog_name in (
        ("file.export", "export", "export_dialog"),
        ("file.validate", "validate", "validate_dialog"),
    ):
        window.actions_by_id[action_id].trigger()
        dialog = window.findChild(HandoverDialog, dialog_name)
        assert dialog is not None
        if name == "validate":
            dialog.run_button.click()
            _wait(lambda dialog=dialog: not dialog.busy)
        photographer.take(name, dialog)
        dialog.hide()
    photographer.do("tool.wand")
    photographer.drag((560, 480), (620, 520), release=False)
    _settle(1.0)
    photographer.take("wand", window.canvas)
    photographer.do("tool.lasso")
    photographer.do("view.theme_dark")
    photographer.take("dark")
    window.close()
    shutil.rmtree(_HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
