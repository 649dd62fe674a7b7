"""A window that is killed, and two windows on one folder: what the person sees, and that nothing is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from model_train.images import read_mask

Open = Callable[..., Program]

# A person's window in a process of its own: opens a folder, paints two strokes with the mouse, undoes one, waits.
PAINTING_WINDOW = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from PySide6.QtCore import QCoreApplication
import numpy as np
from program_driver import Program
from isic_desktop import app

window = app.start([sys.argv[1]])
program = Program(window, None)

def wait(reached):
    end = time.monotonic() + 240
    while not reached():
        assert time.monotonic() < end, "waited four minutes"
        QCoreApplication.processEvents()
        time.sleep(0.002)

wait(lambda: program.session.current is not None)
durable = []
program.session.durable.connect(lambda path, revision: durable.append(revision))
if sys.argv[3] == "paint":
    program.canvas.set_brush_size(9)
    program.stroke((20, 20), (60, 60))
    program.stroke((100, 20), (60, 90))
    program.trigger("edit.undo")
    wait(lambda: durable and durable[-1] == 3)
    np.save(sys.argv[4], program.session.document.mask)
print("ready", flush=True)
while True:
    QCoreApplication.processEvents()
    time.sleep(0.01)
"""


@contextmanager
def other_window(folder: Path, do: str, mask_file: Path) -> Iterator[subprocess.Popen[str]]:
    tests = str(Path(__file__).resolve().parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", PAINTING_WINDOW, str(folder), tests, do, str(mask_file)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()
            process.wait()


def press(program: Program, words: str) -> None:
    buttons = [button for button in program.window.banner.findChildren(QPushButton) if button.text() == words]
    assert len(buttons) == 1
    assert buttons[0].isVisible()
    program.qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def test_that_a_killed_windows_strokes_are_offered_and_come_back_to_be_undone(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    with other_window(small_folder, "paint", tmp_path / "mask.npy"):
        pass  # killed at once
    painted = np.load(tmp_path / "mask.npy")
    assert painted.any()
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    assert program.session.document is not None
    assert not program.session.document.mask.any()
    program.wait_until(lambda: "was not saved last time: img1.jpg" in program.window.banner.text)
    press(program, "Look later")
    assert program.window.banner.text == ""
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    program.trigger("image.previous")
    program.wait_for_image("img1.jpg")
    program.wait_until(lambda: "was not saved last time" in program.window.banner.text)
    press(program, "Bring it back")
    program.wait_until(lambda: program.session.document is not None and bool(program.session.document.mask.any()))
    assert np.array_equal(program.session.document.mask, painted)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert np.array_equal(read_mask(small_folder / "annotations" / "img1_Segmentation.png").mask, painted)
    program.trigger("edit.redo")
    assert program.session.document.mask.sum() > painted.sum()
    program.trigger("edit.undo")
    program.trigger("edit.undo")
    assert not program.session.document.mask.any()


def test_that_the_second_window_on_a_folder_only_looks_until_the_first_is_gone(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    with other_window(small_folder, "look", tmp_path / "mask.npy") as first:
        program = open_program(small_folder)
        program.wait_for_image("img1.jpg")
        assert f"process {first.pid}" in program.window.banner.text
        press(program, "Open read-only")
        program.stroke((20, 20), (60, 60))
        assert program.session.document is not None
        assert not program.session.document.mask.any()
        assert not program.window.actions_by_id["annotation.accept"].isEnabled()
        program.segment()
        assert program.session.document.prediction is not None
        assert not program.session.document.mask.any()
        assert "Your annotation is as it was" in program.window.banner.text
    program.wait_until(lambda: program.session.editable)
    program.stroke((20, 20), (60, 60))
    assert program.session.document.mask.any()
