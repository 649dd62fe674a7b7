"""Mouse, wheel, pen and keys on the canvas, also several at a time, as hands do it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from program_driver import Program
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QInputDevice, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

Open = Callable[..., Program]
LEFT, MIDDLE, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease


@pytest.fixture
def program(open_program: Open, small_folder: Path) -> Program:
    """A program with an image that nobody has painted on, and a brush of 9 pixels."""
    made = open_program(small_folder)
    made.wait_for_image("img1.jpg")
    made.canvas.set_brush_size(9)
    made.canvas.setFocus()
    return made


def view_xy(program: Program, x: float, y: float) -> tuple[float, float]:
    return program.canvas.view.to_view((x, y))


def wheel(program: Program, turns: float, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QPointF(program.canvas.rect().center())
    globally = QPointF(program.canvas.mapToGlobal(at))
    event = QWheelEvent(
        at, globally, QPoint(), QPoint(0, round(120 * turns)), NONE, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(program.canvas, event)


def test_that_a_stroke_ends_with_its_own_button_while_another_one_pans(program: Program) -> None:
    start = view_xy(program, 30, 30)
    program.mouse(PRESS, start)
    program.mouse(PRESS, start, MIDDLE, LEFT | MIDDLE)
    program.mouse(MOVE, (start[0] + 40, start[1]), NONE, LEFT | MIDDLE)
    program.mouse(RELEASE, (start[0] + 40, start[1]), LEFT, MIDDLE)
    assert not program.canvas.drawing
    painted = program.document.mask.copy()
    assert painted[30, 30]
    before = program.canvas.view
    program.mouse(MOVE, (start[0] + 60, start[1] + 9), NONE, MIDDLE)
    assert program.canvas.view != before, "the middle button is still held"
    program.mouse(RELEASE, (start[0] + 60, start[1] + 9), MIDDLE, NONE)
    before = program.canvas.view
    program.mouse(MOVE, (start[0] + 90, start[1] + 50), NONE, NONE)
    assert program.canvas.view == before
    assert np.array_equal(program.document.mask, painted), "nothing is painted with no button held"
    program.trigger("edit.undo")
    assert not program.document.mask.any()


def test_that_panning_is_not_painting_whichever_way_it_is_done(program: Program) -> None:
    wheel(program, 3)
    at = view_xy(program, 60, 60)

    def pan(button: Qt.MouseButton) -> bool:
        before = program.canvas.view
        program.mouse(PRESS, at, button, button)
        program.mouse(MOVE, (at[0] + 30, at[1] + 20), NONE, button)
        program.mouse(RELEASE, (at[0] + 30, at[1] + 20), button, NONE)
        return program.canvas.view != before

    assert pan(MIDDLE)
    program.hold_key(Qt.Key.Key_Space, " ", True)
    assert pan(LEFT)
    program.hold_key(Qt.Key.Key_Space, " ", False)
    assert not program.document.mask.any()
    program.hold_key(Qt.Key.Key_Space, " ", True)
    QApplication.sendEvent(program.canvas, QFocusEvent(QEvent.Type.FocusOut))  # the key comes up elsewhere
    assert not pan(LEFT)
    assert program.document.mask.any()


def test_that_the_wheel_zooms_at_the_pointer_and_with_ctrl_sizes_the_brush(program: Program) -> None:
    centre = program.canvas.rect().center()
    before, size = program.canvas.view, program.canvas.brush_size_px
    under = before.to_image((centre.x(), centre.y()))
    wheel(program, 2)
    assert program.canvas.view.scale > before.scale
    assert program.canvas.view.to_image((centre.x(), centre.y())) == pytest.approx(under, abs=0.6)
    wheel(program, -2)
    assert program.canvas.view.scale == pytest.approx(before.scale)
    assert program.canvas.brush_size_px == size
    wheel(program, 1, Qt.KeyboardModifier.ControlModifier)
    larger = program.canvas.brush_size_px
    wheel(program, -1, Qt.KeyboardModifier.ControlModifier)
    assert larger > program.canvas.brush_size_px == size
    zoomed = program.canvas.view
    wheel(program, 0)  # sideways only
    assert program.canvas.view == zoomed


def test_that_a_polygon_closes_at_its_first_corner_and_escape_forgets_it(program: Program) -> None:
    program.trigger("tool.polygon")
    corners = ((20, 20), (100, 20), (100, 90))
    for corner in (*corners, (20.5, 20.5)):
        program.stroke(corner)
    assert program.document.mask[30, 90]
    assert not program.canvas.drawing
    closed = program.document.mask.copy()
    for corner in corners[:2]:
        program.stroke((corner[0] + 20, corner[1] + 20))
    program.key(Qt.Key.Key_Return, target=program.canvas)  # two corners enclose nothing
    assert not program.canvas.drawing
    for corner in corners:
        program.stroke((corner[0] + 20, corner[1] + 20))
    for _ in range(2):
        program.key(Qt.Key.Key_Backspace, target=program.canvas)
    assert program.canvas.drawing
    program.key(Qt.Key.Key_Escape, target=program.canvas)
    assert not program.canvas.drawing
    assert np.array_equal(program.document.mask, closed)


def pen(program: Program, kind: QEvent.Type, at: tuple[float, float], pressure: float) -> None:
    position = QPointF(*at)
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure | QInputDevice.Capability.Position, 1, 1,
    )  # fmt: skip
    event = QTabletEvent(
        kind, device, position, QPointF(program.canvas.mapToGlobal(position)), pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
        Qt.KeyboardModifier.NoModifier, LEFT, LEFT,
    )  # fmt: skip
    QApplication.sendEvent(program.canvas, event)


def test_that_a_pen_lifted_leaves_no_light_touch_to_the_mouse(program: Program) -> None:
    def dab(x: float) -> int:
        before = int(program.document.mask.sum())
        program.stroke((x, 60.0))
        return int(program.document.mask.sum()) - before

    program.canvas.set_brush_size(30)
    mouse = dab(25.0)
    at = view_xy(program, 75, 60)
    pen(program, QEvent.Type.TabletPress, at, 0.2)
    light = dab(75.0)
    pen(program, QEvent.Type.TabletRelease, at, 0.0)
    assert dab(125.0) == mouse
    assert 0 < light < mouse
