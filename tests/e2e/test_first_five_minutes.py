"""A newcomer gets from the start page to a corrected and saved mask by the tour alone, in at most six actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.tour import TOUR

OpenProgram = Callable[..., Program]
MOST_ACTIONS = 6


def tour_of(program: Program) -> FirstBench:
    bench = program.window.findChild(FirstBench)
    assert bench is not None
    return bench


class Newcomer:
    """Somebody who does what the bubble says, with mouse and keys; every click, key and stroke is counted."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.actions = 0

    def click(self, name: str) -> None:
        self.actions += 1
        widget = self.program.window.findChild(QPushButton, name)
        assert widget.isVisible()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        QTest.keyClick(self.program.window.focusWidget() or self.program.window, key, modifier)

    def paint(self) -> None:
        self.actions += 1
        self.program.stroke((200, 200), (260, 240))


def test_that_the_tour_leads_to_a_corrected_and_saved_mask(open_program: OpenProgram, program_home: Path) -> None:
    program = open_program()
    bench = tour_of(program)
    person = Newcomer(program)
    person.click("start.help.tour")
    what_to_do: dict[str, Callable[[], None]] = {
        "open": lambda: person.click("start.file.open_samples"),
        "segment": lambda: person.press(Qt.Key.Key_S),
        "correct": person.paint,
        "save": lambda: person.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    }
    seen = []
    while bench.tour.step is not None:
        step = bench.tour.step
        bubble = program.window.findChild(QWidget, "tour")
        assert bubble.isVisible()
        assert program.window.rect().contains(bubble.geometry()), f"{step.id}: the bubble is not in the window"
        assert program.window.findChild(QLabel, "tour_text").text() == step.text
        seen.append(step.id)
        what_to_do[step.id]()
        program.wait_until(lambda step=step: bench.tour.step is not step)  # type: ignore[misc]
    assert seen == [step.id for step in TOUR]
    assert person.actions <= MOST_ACTIONS
    saved = list(program_home.rglob("*_Segmentation.png"))
    mine = [path for path in saved if path.parent.name == "annotations"]
    assert len(mine) == 1
    mask = np.asarray(Image.open(mine[0])) > 0
    assert mask[220, 230], "what was painted is in the file"
    assert mask.sum() > 10_000, "and so is what the model outlined"
    assert "Saved" in program.window.saved_label.text()
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
