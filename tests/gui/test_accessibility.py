"""Names for screen readers, keys for every control, colours that can be told apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from every_window import every_window
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from window_classes import window_classes

from isic_desktop.views.palette import LAYERS, dark_palette, light_palette, style_sheet

OpenProgram = Callable[..., Program]
CONTROLS = (
    QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit, QTextEdit, QAbstractItemView,
    QKeySequenceEdit,
)  # fmt: skip
ROLE = QPalette.ColorRole


def controls_of(root: QWidget) -> list[QWidget]:
    """What a person can work, without the parts Qt makes inside its own controls."""
    found = []
    for widget in root.findChildren(QWidget):
        ancestors = []
        while (parent := (ancestors[-1] if ancestors else widget).parentWidget()) is not None:
            ancestors.append(parent)
        inner = (QAbstractSpinBox, QComboBox, QKeySequenceEdit, QLineEdit, QAbstractItemView)
        of_qt = any(isinstance(ancestor, inner) for ancestor in ancestors) or isinstance(widget, QScrollBar)
        of_qt |= widget.objectName().startswith("qt_") or type(widget).__name__.startswith(("QHeader", "QTableCorner"))
        of_qt |= any(type(ancestor).__name__ in ("QTabBar", "QMenuBar") for ancestor in ancestors)
        # What is hidden has no words yet, such as a message's buttons while there is no message.
        wordless = isinstance(widget, QAbstractButton) and not widget.text() and not widget.isVisibleTo(root)
        if isinstance(widget, CONTROLS) and widget.window() is root and not of_qt and not wordless:
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    action = widget.defaultAction() if hasattr(widget, "defaultAction") else None
    buddy = next((label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget), "")
    return widget.accessibleName() or text or (action.text() if action is not None else "") or buddy


@pytest.fixture
def everything(open_program: OpenProgram, small_folder: Path) -> list[QWidget]:
    """The main window with all its panels and bars, and every dialog."""
    program = open_program(small_folder)
    program.wait_for_image()
    return every_window(program)


def pages_of(root: QWidget) -> Iterator[str]:
    """Turn to each page of a window that has tabs; gives its title."""
    tabs = next((tabs for tabs in root.findChildren(QTabWidget) if tabs.window() is root), None)
    for page in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            tabs.setCurrentIndex(page)
            QApplication.processEvents()
        yield tabs.tabText(page) if tabs is not None else ""


def test_that_no_window_of_the_program_is_forgotten_here(everything: list[QWidget]) -> None:
    seen = {type(part) for root in everything for part in (root, *root.findChildren(QWidget)) if part.isVisible()}
    missing = [kind.__name__ for kind in window_classes() - seen]
    assert missing == [], "open it in tests/every_window.py"
    shown = [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert sorted(shown) == sorted(type(root).__name__ for root in everything)
    panels = ("tour", "review_bar", "banner", "history", "readouts", "saved_view", "threshold", "tool_options")
    names = {part.objectName() for part in everything[0].findChildren(QWidget) if part.isVisible()}
    assert [panel for panel in panels if panel not in names] == []


def test_that_every_control_has_a_name_and_can_be_reached_with_the_keyboard(everything: list[QWidget]) -> None:
    nameless, unreachable = [], []
    for root in everything:
        for widget in controls_of(root):
            where = f"{root.objectName()}: {type(widget).__name__} {widget.objectName()}"
            if not name_of(widget):
                nameless.append(where)
            # What stands in a tool bar has a key of its own, or a menu entry.
            action = widget.defaultAction() if hasattr(widget, "defaultAction") else None
            if action is None and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                unreachable.append(where)
    assert not nameless, "\n".join(nameless)
    assert not unreachable, "\n".join(unreachable)


def walk(root: QWidget) -> tuple[list[QWidget], list[QWidget]]:
    """Press Tab until it comes back; gives what had the focus, and what looked the same without it."""
    visited: list[QWidget] = []
    unseen: list[QWidget] = []
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at is None or at in visited:
            break
        visited.append(at)
        with_focus = at.grab().toImage()
        at.clearFocus()
        if at.grab().toImage() == with_focus:
            unseen.append(at)
        at.setFocus(Qt.FocusReason.TabFocusReason)
    return visited, unseen


def test_that_tab_goes_through_every_control_and_shows_where_it_is(everything: list[QWidget]) -> None:
    passed_over, unseen = [], []
    for root in everything:
        root.show()
        root.activateWindow()
        for page in pages_of(root):
            QApplication.processEvents()
            visited, looks_the_same = walk(root)
            unseen += [f"{root.objectName()} {page}: {type(at).__name__} {at.objectName()}" for at in looks_the_same]
            for widget in controls_of(root):
                # Of a group of radio buttons Tab finds the chosen one, and arrows the others.
                of_group = isinstance(widget, QRadioButton) and not widget.isChecked()
                wanted = widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                inside = any(widget.isAncestorOf(seen) for seen in visited)
                if wanted and not of_group and widget not in visited and not inside:
                    passed_over.append(f"{root.objectName()} {page}: {type(widget).__name__} {widget.objectName()}")
    assert not passed_over, "\n".join(passed_over)
    assert not unseen, "\n".join(unseen)


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio of WCAG 2.2, 1…21."""

    def luminance(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [light_palette, dark_palette])
def test_that_words_and_focus_stand_out_as_wcag_asks(qapp: QApplication, palette: Callable[[], QPalette]) -> None:
    colours = palette()
    words = [
        (ROLE.WindowText, ROLE.Window), (ROLE.Text, ROLE.Base), (ROLE.Text, ROLE.AlternateBase),
        (ROLE.ButtonText, ROLE.Button), (ROLE.HighlightedText, ROLE.Highlight), (ROLE.ToolTipText, ROLE.ToolTipBase),
        (ROLE.PlaceholderText, ROLE.Window), (ROLE.PlaceholderText, ROLE.Base), (ROLE.Link, ROLE.Base),
        (ROLE.Link, ROLE.Window),
    ]  # fmt: skip
    for above, below in words:
        assert contrast(colours.color(above), colours.color(below)) >= 4.5, f"{above.name} on {below.name}"
    for below in (ROLE.Window, ROLE.Base, ROLE.Button):  # the frame of what has the focus
        assert contrast(colours.color(ROLE.Accent), colours.color(below)) >= 3, below.name
    assert ":focus" in style_sheet(colours)


# Full colour blindness after Machado, Oliveira and Fernandes, doi:10.1109/TVCG.2009.113 (linear RGB).
BLINDNESS = {
    "none": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Okabe and Ito's sky blue and bluish green are nearly one for the few who have no blue cones: told in the preferences.
SAFE_FOR = {"okabe_ito": ("none", "protan", "deutan"), "bright": tuple(BLINDNESS)}


def lab(linear: np.ndarray) -> np.ndarray:
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    xyz = np.array(to_xyz) @ linear / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in LAYERS for kind in SAFE_FOR[name]])
def test_that_the_layers_stay_apart_for_colour_blind_eyes(name: str, kind: str) -> None:
    colours = LAYERS[name]

    def seen(colour: tuple[int, int, int]) -> np.ndarray:
        part = np.array(colour) / 255
        linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        return lab(np.clip(np.array(BLINDNESS[kind]) @ linear, 0, 1))

    outlines = (colours.annotation, colours.truth, colours.prediction)
    for one, other in itertools.combinations(outlines, 2):
        assert np.linalg.norm(seen(one) - seen(other)) > 25
    assert np.linalg.norm(seen(colours.false_positive) - seen(colours.false_negative)) > 25
