"""The short animation of README, from the real program: `make screenshots`.

A sample is opened, segmented, corrected with the brush while the scores follow, accepted, and the next one comes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["ISIC_DESKTOP_HOME"] = tempfile.mkdtemp(prefix="isic-desktop-animation-")

from mouse import drag
from PIL import Image
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QApplication

from isic_desktop import app
from isic_desktop.core.samples import copy_samples
from isic_desktop.views.workbench import Workbench

_TIMEOUT_S = 900.0
_ARROW = QPolygon(
    [QPoint(0, 0), QPoint(0, 17), QPoint(4, 13), QPoint(7, 19), QPoint(10, 18), QPoint(7, 12), QPoint(12, 12)]
)


class Film:
    """Works the window and keeps frames of it."""

    def __init__(self) -> None:
        window = app.start([str(copy_samples(Path(os.environ["ISIC_DESKTOP_HOME"]) / "samples"))])
        window.resize(1200, 720)
        self.window = window
        workbench = window.findChild(Workbench)
        assert workbench is not None
        self.workbench = workbench
        self.frames: list[Image.Image] = []
        self.milliseconds: list[int] = []
        self._pointer: QPoint | None = None

    def turn(self, seconds: float) -> None:
        """Let the program work."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)

    def wait(self, reached: Callable[[], bool]) -> None:
        """Let the program work until something is so."""
        end = time.monotonic() + _TIMEOUT_S
        while not reached():
            if time.monotonic() > end:
                sys.exit("the program did not get that far in a quarter of an hour")
            self.turn(0.02)

    def keep(self, for_ms: int) -> None:
        """Keep what the window shows now, with the pointer, as a frame."""
        self.turn(0.1)
        shown = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        if self._pointer is not None:
            painter = QPainter(shown)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(self._pointer)
            painter.setPen(QPen(QColor("black"), 1))
            painter.setBrush(QColor("white"))
            painter.drawPolygon(_ARROW)
            painter.end()
        size = shown.width(), shown.height()
        self.frames.append(
            Image.frombuffer("RGB", size, bytes(shown.constBits()), "raw", "RGB", shown.bytesPerLine(), 1)
        )
        self.milliseconds.append(for_ms)

    def do(self, action_id: str) -> None:
        """Trigger an action."""
        self.window.actions_by_id[action_id].trigger()
        self.wait(lambda: self.workbench.session.current is not None and not self.workbench.segmentation.busy)
        self.turn(0.5)

    def paint(self, *image_points_xy: tuple[float, float]) -> None:
        """Drag the brush over points of the image, a frame for each."""
        canvas = self.window.canvas

        def keep(at: QPointF) -> None:
            self._pointer = canvas.mapTo(self.window, at.toPoint())
            self.keep(160)

        drag(canvas, *image_points_xy, on_event=keep)

    def save(self, path: Path) -> None:
        """Write all frames."""
        first, *others = self.frames
        first.save(path, save_all=True, append_images=others, duration=self.milliseconds, loop=0, quality=72, method=6)


def main() -> int:
    """Film the main job."""
    film = Film()
    film.wait(lambda: film.window.canvas.has_image)
    film.turn(1.0)
    film.keep(1200)
    film.wait(lambda: film.workbench.segmentation.status.device != "")
    film.do("image.segment")
    film.keep(1600)
    film.do("tool.eraser")
    film.paint((440, 648), (480, 650), (520, 642), (560, 642), (600, 644), (640, 632))
    film.keep(900)
    film.paint((236, 458), (254, 486), (278, 516), (300, 544))
    film.keep(1200)
    film.do("annotation.accept")
    film.keep(900)
    film.do("image.segment")
    film.keep(1600)
    out = Path(__file__).resolve().parents[1] / "resources" / "screenshots"
    film.save(out / "correcting.webp")
    film.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
