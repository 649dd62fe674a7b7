"""A newcomer gets from the start page to a corrected and saved mask by the tour alone, in at most six actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.tour import TOUR

OpenProgram = Callable[..., Program]
MOST_ACTIONS = 6


def tour_of(program: Program) -> FirstBench:
    bench = program.window.findChild(FirstBench)
    assert bench is not None
    return bench


def test_that_the_tour_leads_to_a_corrected_and_saved_mask(open_program: OpenProgram, program_home: Path) -> None:
    program = open_program()
    bench = tour_of(program)
    program.window.findChild(QPushButton, "start.help.tour").click()
    actions = 1
    seen = []
    while bench.tour.step is not None:
        step = bench.tour.step
        bubble = program.window.findChild(QWidget, "tour")
        assert bubble.isVisible()
        assert program.window.rect().contains(bubble.geometry()), f"{step.id}: the bubble is not in the window"
        assert program.window.findChild(QLabel, "tour_text").text() == step.text
        seen.append(step.id)
        actions += 1
        if step.action:
            program.wait_until(program.window.actions_by_id[step.action].isEnabled)
            program.trigger(step.action)
        else:
            program.wait_until(lambda: not program.segmentation.busy)
            program.stroke((200, 200), (260, 240))
        program.wait_until(lambda step=step: bench.tour.step is not step)
    assert seen == [step.id for step in TOUR]
    assert actions <= MOST_ACTIONS
    saved = list(program_home.rglob("*_Segmentation.png"))
    mine = [path for path in saved if path.parent.name == "annotations"]
    assert len(mine) == 1
    assert np.asarray(Image.open(mine[0])).any()
    program.window.findChild(QPushButton, "tour_leave").click()
    assert not program.window.findChild(QWidget, "tour").isVisible()


def test_that_the_tour_can_be_skipped(open_program: OpenProgram) -> None:
    program = open_program()
    program.trigger("help.tour")
    program.window.findChild(QPushButton, "tour_leave").click()
    assert tour_of(program).tour.step is None
    assert not program.window.findChild(QWidget, "tour").isVisible()


def test_that_recent_folders_are_offered_and_missing_ones_marked(
    open_program: OpenProgram, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    bench = tour_of(program)
    page, settings = program.window.start_page, program.workbench._settings
    gone = tmp_path / "gone"
    settings.add_recent_folder(gone)
    bench.look_for_recent()
    program.wait_until(lambda: len(page.findChildren(QPushButton, "recent_folder")) == 2)
    first, second = page.findChildren(QPushButton, "recent_folder")
    assert not first.isEnabled()
    assert "not there" in first.text()
    assert second.isEnabled()
    page.removed.emit(gone)
    program.wait_until(
        lambda: gone not in settings.recent_folders and len(page.findChildren(QPushButton, "recent_folder")) == 1
    )
    assert settings.recent_folders == (small_folder,)


def test_that_the_whole_job_can_be_done_with_the_keyboard_alone(open_program: OpenProgram, samples: Path) -> None:
    program = open_program(samples)
    program.wait_for_image()
    program.canvas.setFocus()
    program.key(Qt.Key.Key_S)
    program.wait_until(lambda: not program.segmentation.busy and program.session.document.prediction is not None)
    before = program.session.document.mask.copy()
    program.key(Qt.Key.Key_Period)  # grow by a pixel
    program.wait_until(lambda: bool((program.session.document.mask != before).any()))
    program.qtbot.keyClick(program.canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert list(samples.rglob("annotations/*_Segmentation.png"))
    reached = set()
    for _ in range(80):
        program.qtbot.keyClick(program.window.focusWidget() or program.window, Qt.Key.Key_Tab)
        focused = program.window.focusWidget()
        reached.add(focused)
    assert program.canvas in reached
    assert len(reached) >= 8, "Tab goes through the controls"
