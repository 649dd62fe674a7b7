"""The real program in a window without a screen: opened, driven with events, and closed in order."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from drawn import draw_lesion, write_image, write_mask
from program_driver import Program
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isic_desktop import app
from isic_desktop.core.places import resource_path
from isic_desktop.services.job_thread import JobThread


@pytest.fixture
def open_program(qtbot: QtBot) -> Iterator[Callable[..., Program]]:
    """Start the program on a folder, or without one; every window is closed and every thread ended afterwards."""
    programs: list[Program] = []

    def open_one(*arguments: Path | str) -> Program:
        window = app.start([str(argument) for argument in arguments])
        window.activateWindow()
        programs.append(Program(window, qtbot))
        return programs[-1]

    yield open_one
    for program in programs:
        program.window.close()
        program.window.deleteLater()
    QApplication.processEvents()
    running = [thread.objectName() for thread in _job_threads() if thread.isRunning()]
    # What is left of the windows goes here, in their own thread; a later test's worker might find it otherwise.
    gc.collect()
    gc.enable()
    assert running == [], f"threads left running: {running}"


def _job_threads() -> list[JobThread]:
    return [thing for thing in gc.get_objects() if type(thing) is JobThread and shiboken6.isValid(thing)]


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A working copy of the bundled samples; returns the folder of the images."""
    shutil.copytree(resource_path("samples"), tmp_path / "samples")
    return tmp_path / "samples" / "images"


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """Three small images, the first with ground truth beside it."""
    folder = tmp_path / "images"
    folder.mkdir()
    for number in (1, 2, 3):
        write_image(folder / f"img{number}.jpg", draw_lesion(centre=(60 + 10 * number, 60)))
    rows, columns = np.ogrid[:120, :160]
    write_mask(folder / "img1_Segmentation.png", (columns - 70) ** 2 + (rows - 60) ** 2 < 30**2)
    return folder
