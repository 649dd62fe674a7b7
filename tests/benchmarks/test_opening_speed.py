"""Images of 4288 × 2848: what one weighs, how soon it is on the screen, how soon the distances follow a stroke.

Run with `make bench`; the memory is right only where this is the first test of its process. "Read ahead" are the
neighbours of the image on the screen, "cold" is any other one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn import draw_lesion, write_image
from figures import note
from measuring import forget_peak, note_ms, peak_mb, resident_mb, settle
from program_driver import Program
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from isic_desktop.services.boundary_watch import BoundaryWatch

pytestmark = pytest.mark.benchmark
LOAD = "Opening images of 12 megapixels"


def seconds_to_show(program: Program, path: Path) -> float:
    loop = QEventLoop()
    program.session.opened.connect(loop.quit)  # after the window's own reactions, which were connected before
    began = time.perf_counter()
    program.window.gallery.go_to(int(path.stem.removeprefix("large")) - 1)
    loop.exec()
    QApplication.processEvents()
    seconds = time.perf_counter() - began
    program.session.opened.disconnect(loop.quit)
    assert program.session.current is not None
    assert program.session.current.path == path
    return seconds


def turn(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def test_what_one_large_image_weighs(open_program: Callable[..., Program], large_folder: Path, tmp_path: Path) -> None:
    write_image(tmp_path / "small.jpg", draw_lesion())
    program = open_program(tmp_path)
    program.wait_for_image()
    program.segment()  # the model is loaded
    settle(2.0)
    idle_mb = resident_mb()
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "large1.jpg").symlink_to(large_folder / "large1.jpg")
    forget_peak()
    program.workbench.open(tmp_path / "one")
    program.wait_for_image("large1.jpg")
    settle(2.0)
    opened_mb = peak_mb() - idle_mb
    forget_peak()
    program.segment()
    program.stroke((2000, 1000), (2400, 1600))
    program.trigger("edit.undo")
    settle(2.0)
    note("memory of the window with its model", idle_mb, "MB")
    note("memory above that, most while opening one image", opened_mb, "MB", at_most=250)
    note("memory above that, most while segmenting and painting", peak_mb() - idle_mb, "MB", at_most=250)


def test_how_soon_an_image_and_its_distances_are_there(
    open_program: Callable[..., Program], large_folder: Path
) -> None:
    program = open_program(large_folder)
    program.wait_for_image()
    settle(3.0)
    paths = sorted(large_folder.glob("large*.jpg"))
    # Neighbours of what is on the screen are read ahead; a jump of three or more is not, until it has been there.
    cold, ahead = [], []
    for number in (4, 7):
        cold.append(seconds_to_show(program, paths[number]))
        settle(3.0)
    for number in (6, 5, 4, 3, 2, 1):
        ahead.append(seconds_to_show(program, paths[number]))
        settle(1.5)
    for number in (5, 7):
        cold.append(seconds_to_show(program, paths[number]))
        settle(3.0)
    note_ms("selection to image shown, cold", cold, at_most=300)
    note_ms("selection to image shown, read ahead", ahead, at_most=30)

    watch = program.window.findChild(BoundaryWatch)
    assert watch is not None
    loop = QEventLoop()
    watch.measured.connect(loop.quit)
    program.segment()
    settle(2.0)
    distances = []
    for number in range(8):
        program.session.begin("Brush")
        for step in range(20):
            at = 1000 + 30 * step + 50 * number, 800 + 20 * step
            program.session.paint(at, (at[0] + 30, at[1] + 20), 30, number % 2 == 0)
        began = time.perf_counter()
        program.session.end()
        loop.exec()
        distances.append(time.perf_counter() - began)
        turn(300)
    note_ms("end of a stroke to boundary distances", distances, at_most=300)
