"""The whole job without a mouse: nothing but key events, each sent to whatever has the focus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QPushButton, QWidget

from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.handover_dialog import HandoverDialog

OpenProgram = Callable[..., Program]
KEY, PLAIN = Qt.Key, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_TABS = 120


class Keyboard:
    """Ten fingers: keys go to the window that is active, to the widget in it that has the focus."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        if QApplication.activeWindow() is None:
            # A dialog was closed: a desktop makes the window behind it active, without a screen nobody does.
            self.program.window.activateWindow()
            self.program.wait_until(self.program.window.isActiveWindow)
        QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow() or self.program.window, key, modifiers)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a widget has the focus."""
        for _ in range(MOST_TABS):
            if QApplication.focusWidget() is widget:
                return
            self.press(KEY.Key_Tab)
        raise AssertionError(f"Tab does not come to {widget.objectName()}")


def test_that_the_whole_job_can_be_done_with_the_keyboard_alone(open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program()
    hand = Keyboard(program)
    hand.tab_to(program.window.findChild(QPushButton, "start.file.open_samples"))
    hand.press(KEY.Key_Space)
    program.wait_for_image()

    # Outline, correct, undo, save.
    hand.press(KEY.Key_S)
    program.wait_until(lambda: not program.segmentation.busy and program.session.document.prediction is not None)
    outlined = program.session.document.mask.copy()
    hand.press(KEY.Key_Period)
    program.wait_until(lambda: bool((program.session.document.mask != outlined).any()))
    grown = program.session.document.mask.copy()
    hand.press(KEY.Key_Z, CTRL)
    program.wait_until(lambda: bool((program.session.document.mask == outlined).all()))
    hand.press(KEY.Key_Z, CTRL | SHIFT)
    program.wait_until(lambda: bool((program.session.document.mask == grown).all()))
    hand.press(KEY.Key_S, CTRL)
    program.wait_until(lambda: not program.session.unsaved_paths)
    first = program.session.current_path
    written = first.parent / "annotations" / f"{first.stem}_Segmentation.png"
    assert ((np.asarray(Image.open(written)) > 0) == grown).all()

    # Judge it and the next one.
    hand.press(KEY.Key_Q)
    program.wait_until(lambda: program.session.current is not None and program.session.current_path != first)
    second = program.session.current_path
    hand.press(KEY.Key_S)
    program.wait_until(lambda: not program.segmentation.busy and program.session.document.prediction is not None)
    hand.press(KEY.Key_Z)
    program.wait_until(lambda: program.session.current is not None and program.session.current_path != second)
    states = {}
    for image in (first, second):
        sidecar = image.parent / "annotations" / f"{image.stem}_Segmentation.json"
        program.wait_until(sidecar.is_file)
        states[image] = json.loads(sidecar.read_text(encoding="utf-8"))["state"]
    assert states == {first: "accepted", second: "rejected"}

    # Hand the accepted one over.
    hand.press(KEY.Key_E, CTRL)
    dialog = program.window.findChild(HandoverDialog, "export_dialog")
    program.wait_until(dialog.isVisible)
    hand.tab_to(dialog.findChild(QLineEdit, "target"))
    hand.press(KEY.Key_A, CTRL)
    hand.write(str(tmp_path / "masks"))
    hand.press(KEY.Key_Return)
    program.wait_until(lambda: bool(dialog.summary) and not dialog.busy)
    assert (tmp_path / "masks" / written.name).is_file()
    hand.press(KEY.Key_Escape)
    assert not dialog.isVisible()


def test_that_dialogs_and_panels_are_worked_with_the_keyboard_alone(
    open_program: OpenProgram, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    hand, window = Keyboard(program), program.window
    comfort = window.findChild(ComfortBench)
    program.stroke((20, 20), (60, 60))
    program.stroke((90, 20), (90, 60))

    hand.press(KEY.Key_H, CTRL | SHIFT)
    steps = window.findChild(QListWidget, "history")
    program.wait_until(lambda: steps is not None and steps.count() == 3)
    hand.tab_to(steps)
    hand.press(KEY.Key_Home)
    hand.press(KEY.Key_Return)
    assert not program.session.document.mask.any(), "Enter in the history goes to the state as it was opened"
    hand.press(KEY.Key_H, CTRL | SHIFT)
    assert not comfort.history.isVisible()

    hand.press(KEY.Key_Comma, CTRL)
    preferences = comfort._open["preferences"]
    theme = preferences.findChild(QComboBox, "preference_theme")
    hand.tab_to(theme)
    hand.press(KEY.Key_End)
    assert comfort.preferences.settings.theme == theme.currentData() == "dark"
    assert QApplication.palette().window().color().lightness() < 64
    hand.press(KEY.Key_Home)
    assert comfort.preferences.settings.theme == "system"
    hand.press(KEY.Key_Escape)
    program.wait_until(lambda: "preferences" not in comfort._open)

    hand.press(KEY.Key_F1)
    guide = comfort._open["guide"]
    assert QApplication.focusWidget() is guide.findChild(QLineEdit, "guide_search")
    hand.write("wand")
    hand.press(KEY.Key_Return)
    assert guide.page.textCursor().selectedText().casefold() == "wand"
    hand.press(KEY.Key_Escape)
    program.wait_until(lambda: "guide" not in comfort._open)

    hand.press(KEY.Key_F, CTRL)
    hand.write("img3")
    program.wait_until(lambda: window.gallery.model.rowCount() == 1)
    hand.press(KEY.Key_Return)
    program.wait_until(lambda: QApplication.focusWidget() is program.canvas)
    hand.press(KEY.Key_D)
    program.wait_for_image("img3.jpg")
    hand.press(KEY.Key_F, CTRL | SHIFT)
    program.wait_until(lambda: window.gallery.model.rowCount() == 3)


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_that_each_menu_is_opened_by_its_letter(open_program: OpenProgram) -> None:
    program = open_program()
    hand = Keyboard(program)
    menus = {menu.title(): menu for menu in program.window.menus.values() if "&" in menu.title()}
    letters = {title[title.index("&") + 1].upper(): menu for title, menu in menus.items()}
    assert len(letters) == len(menus) == len(program.window.menuBar().actions())
    program.wait_until(program.window.isActiveWindow)
    for letter, menu in letters.items():
        hand.press(getattr(KEY, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)
        program.wait_until(menu.isVisible)
        QTest.keyClick(menu, KEY.Key_Escape)
        assert not menu.isVisible()
        hand.press(KEY.Key_Escape)  # leaves the bar
