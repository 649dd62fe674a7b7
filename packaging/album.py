"""A running program, a photographer, and the states that are worth a look: part of `make pictures`."""

from __future__ import annotations

import http.server
import shutil
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

# The check of what can be read is the tests' own, so that pictures and tests never disagree.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from cut_texts import cut_off, turned_pages
from mouse import drag
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from window_classes import window_classes

from isic_desktop.core.samples import copy_samples
from isic_desktop.views.main_window import MainWindow
from model_train.synthetic import SAMPLES, write_samples

__all__ = ["Album", "SlowServer", "drawn_pairs", "photos", "window_classes"]
_TIMEOUT_S = 900.0
_SMALL_SCREEN_WH = (1366, 768)


class Album:
    """Keeps pictures, and notes what cannot be read in full or does not fit a small screen.

    Args:
        window: The program's window.
        home: A folder to work in.
        out: Where the pictures go.

    Attributes:
        faults: What was noticed, a line each.
        kinds: The classes of widgets there is a picture of.
    """

    def __init__(self, window: MainWindow, home: Path, out: Path) -> None:
        self.window = window
        self.home = home
        self.out = out
        self.faults: list[str] = []
        self.kinds: set[type] = set()
        self._names: set[str] = set()
        out.mkdir(parents=True, exist_ok=True)

    def settle(self, seconds: float = 0.2) -> None:
        """Let the program work."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)

    def wait(self, reached: Callable[[], bool], what: str = "") -> None:
        """Let the program work until something is so."""
        end = time.monotonic() + _TIMEOUT_S
        while not reached():
            if time.monotonic() > end:
                sys.exit(f"the program did not get that far: {what}")
            self.settle(0.02)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture of a widget, or of the window."""
        widget = widget or self.window
        self.settle()
        if name in self._names:
            sys.exit(f"there are two pictures called {name}")
        self._names.add(name)
        widget.grab().save(str(self.out / f"{name}.png"))
        self.kinds |= {type(widget), *(type(part) for part in widget.findChildren(QWidget) if part.isVisible())}
        self.faults += [f"{name}: {text}" for text in cut_off(widget)]
        least = widget.minimumSizeHint()
        if least.width() > _SMALL_SCREEN_WH[0] or least.height() > _SMALL_SCREEN_WH[1]:
            self.faults.append(f"{name}: needs {least.width()}×{least.height()}, more than a small screen")

    def take_tabs(self, name: str, dialog: QWidget) -> None:
        """Keep a picture of each page of a dialog."""
        for page in turned_pages(dialog):
            self.take(f"{name}_{page + 1}", dialog)

    def take_question(self, name: str, ask: Callable[[], object]) -> None:
        """Keep a picture of a box that halts its caller, and press its button that changes nothing."""

        def answer() -> None:
            box = QApplication.activeModalWidget()
            if box is None:
                QTimer.singleShot(50, answer)
                return
            self.take(name, box)
            box.close()

        QTimer.singleShot(50, answer)
        ask()

    def do(self, action_id: str) -> None:
        """Trigger an action."""
        action = self.window.actions_by_id[action_id]
        if not action.isEnabled():
            sys.exit(f"{action_id} cannot be done now")
        action.trigger()
        self.settle(0.4)

    def press(self, name: str, root: QWidget | None = None) -> None:
        """Press a button by its object name."""
        button = (root or self.window).findChild(QPushButton, name)
        assert button is not None, name
        self.wait(lambda: button.isEnabled(), name)
        button.click()

    def drag(self, *image_points_xy: tuple[float, float], release: bool = True) -> None:
        """Drag the mouse over points of the image."""
        drag(self.window.canvas, *image_points_xy, release=release)
        self.settle(0.2)


def photos(home: Path) -> Path:
    """The samples, an image that is damaged, and one that is none."""
    images = copy_samples(home / "samples")
    folder = home / "photos" / "images"
    if not folder.exists():
        shutil.copytree(images.parent, folder.parent)
        content = min(images.glob("*.jpg")).read_bytes()
        (folder / "sample_07_damaged.jpg").write_bytes(content[: len(content) // 2])
        (folder / "sample_08_text.jpg").write_text("This is a text.", encoding="utf-8")
    return folder


def drawn_pairs(home: Path, count_per_recipe: int = 5) -> tuple[Path, Path]:
    """Images and masks drawn to train on: the folders of both."""
    folder = home / "drawn"
    if not folder.exists():
        write_samples(
            folder,
            [
                replace(recipe, name=f"{recipe.name}_{number}", seed=1000 * number + recipe.seed, size=(192, 256))
                for recipe in SAMPLES
                for number in range(1, count_per_recipe + 1)
            ],
        )
    return folder / "images", folder / "masks"


class SlowServer:
    """A server of this computer that begins to send archives and then stalls.

    Attributes:
        url: Where it is.
    """

    def __init__(self) -> None:
        self._end = end = threading.Event()

        class Handler(http.server.BaseHTTPRequestHandler):
            def _begin(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", "160000000")
                self.end_headers()

            def do_HEAD(self) -> None:
                self._begin()

            def do_GET(self) -> None:
                self._begin()
                self.wfile.write(b"PK\x03\x04" + bytes(12_000_000))
                end.wait()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
                """Nothing is told."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Hang up."""
        self._end.set()
        self._server.shutdown()
        self._server.server_close()
