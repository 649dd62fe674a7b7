"""The real window for the kill test, with a person at it who paints with the mouse until it is killed.

Started as `python painting_window.py FOLDER SEED`; what it does and tells is what `painting_process` does, which has no
window: what was not saved comes back by the banner's button, images are chosen in the gallery.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from painting_process import Painter
from program_driver import Program
from PySide6.QtWidgets import QPushButton

from isic_desktop import app


class PersonAtTheWindow(Painter):
    """Paints and saves by the program's own mouse events, keys and buttons."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.window = app.start([str(folder)])
        self.program = Program(self.window, None)  # type: ignore[arg-type]
        super().__init__(folder, seed, self.program.session)

    def open(self, path: Path) -> None:
        self.window.gallery.chosen.emit(path)
        self.turn(until=lambda: self.session.current is not None and self.session.current.path == path)
        assert self.session.editable, self.failures

    def bring_back(self) -> None:
        recovery = self.session.recovery
        self.turn(until=lambda: self.session.current is not None and not recovery._thread.busy)
        self.turn(0.01)  # the answer, which was posted before the thread was idle
        if recovery.images:
            self.turn(until=lambda: self._button() is not None)
            button = self._button()
            assert button is not None
            button.click()
            self.turn(until=lambda: not recovery._thread.busy)
            self.turn(0.01)

    def _button(self) -> QPushButton | None:
        buttons = self.window.banner.findChildren(QPushButton)
        found = [button for button in buttons if button.text() == "Bring it back" and button.isVisible()]
        return found[0] if found else None

    def stroke(self) -> None:
        height, width = self.program.document.shape
        self.program.canvas.set_brush_size(self.random.randint(2, 40))
        self.program.trigger("tool.brush" if self.random.random() < 0.7 else "tool.eraser")
        x, y = self.random.uniform(0, width), self.random.uniform(0, height)
        points = [(x, y)]
        for _ in range(self.random.randint(1, 5)):
            x = min(max(x + self.random.uniform(-40, 40), 0), width - 1)
            y = min(max(y + self.random.uniform(-40, 40), 0), height - 1)
            points.append((x, y))
        self.program.stroke(*points)

    def undo(self) -> None:
        for _ in range(self.random.randint(1, 4)):
            self._trigger("edit.undo")

    def redo(self) -> None:
        self._trigger("edit.redo")

    def save(self) -> None:
        self._trigger("annotation.save")

    def _trigger(self, action_id: str) -> None:
        self.window.actions_by_id[action_id].trigger()  # nothing happens while it is disabled, as for a person


def main() -> None:
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    person = PersonAtTheWindow(folder, seed)
    person.recover()
    if seed >= 0:
        person.edit()
    # The window is asked to close as a person would, and is gone when its workers are.
    person.window.close()
    person.turn(until=lambda: not person.window.isVisible())
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
