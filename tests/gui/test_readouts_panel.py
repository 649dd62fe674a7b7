"""Read-outs follow the strokes; a line along a ruler gives millimetres."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QPushButton

from isic_desktop.core.readouts import measure
from isic_desktop.views.readoutbench import ReadOutBench
from isic_desktop.views.readouts_panel import ReadOutsPanel

Open = Callable[..., Program]


def bench_of(program: Program) -> ReadOutBench:
    bench = program.window.findChild(ReadOutBench)
    assert bench is not None
    return bench


def panel_of(program: Program) -> ReadOutsPanel:
    return bench_of(program).panel


def draw_ruler(program: Program, start: tuple[float, float], end: tuple[float, float]) -> None:
    program.trigger("tool.ruler")
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    program.stroke(start, middle, end)


def press(program: Program, name: str) -> None:
    button = panel_of(program).findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    program.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_read_outs_follow_each_stroke_undo_and_the_next_image(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    panel = panel_of(program)
    assert panel.value("area") == "–"
    program.stroke((40, 40), (90, 60))
    document = program.document
    program.wait_until(lambda: panel.value("area") == f"{document.lesion_pixels:,} px".replace(",", "\u202f"))
    found = measure(document.mask, program.session.current.rgb)  # type: ignore[union-attr]
    assert found is not None
    assert panel.value("diameter") == f"{found.diameter_px:.0f} px"
    assert panel.value("irregularity") == f"{found.irregularity:.2f}"
    assert panel.value("colours").startswith(str(found.colour_count))
    program.trigger("edit.undo")
    program.wait_until(lambda: panel.value("area") == "–")
    program.trigger("edit.redo")
    program.wait_until(lambda: panel.value("area") != "–")
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    program.wait_until(lambda: panel.value("area") == "–")


def test_that_a_line_along_the_ruler_gives_millimetres_for_the_image_and_is_kept(
    open_program: Open, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    panel = panel_of(program)
    program.canvas.set_brush_size(40)
    program.stroke((80, 60))
    program.wait_until(lambda: panel.value("area") != "–")
    document = program.document
    before = document.mask.copy()
    draw_ruler(program, (20, 100), (120, 100))
    assert np.array_equal(document.mask, before)
    assert panel.asks_for_length
    length = panel.findChild(QDoubleSpinBox, "ruler.length")
    assert length is not None
    length.setValue(5.0)
    press(program, "ruler.image")
    program.wait_until(lambda: "mm" in panel.value("area"))
    assert not panel.asks_for_length
    found = measure(document.mask)
    assert found is not None
    # A line of about 100 pixels, as exact as the mouse on a zoomed canvas.
    shown = float(panel.value("area").split()[0])
    assert shown == pytest.approx(found.area_px * 0.05**2, rel=0.02)
    kept = json.loads((small_folder / "annotations" / "calibration.json").read_text())
    assert kept["images"]["img1.jpg"]["length_mm"] == 5.0
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    program.stroke((80, 60))
    program.trigger("tool.brush")
    program.stroke((80, 60))
    program.wait_until(lambda: panel.value("area").endswith("px"))
    program.trigger("image.previous")
    program.wait_for_image("img1.jpg")
    program.wait_until(lambda: "mm" in panel.value("area"))
    press(program, "readout.forget")
    program.wait_until(lambda: panel.value("area").endswith("px"))


def test_that_a_ruler_for_the_folder_holds_for_its_other_images(open_program: Open, small_folder: Path) -> None:
    write_image(small_folder / "img9.jpg", draw_lesion(200, 150))
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    panel = panel_of(program)
    draw_ruler(program, (20, 20), (120, 20))
    press(program, "ruler.folder")
    program.trigger("tool.brush")
    for name, unit in (("img2.jpg", "mm"), ("img3.jpg", "mm"), ("img9.jpg", "px")):
        program.trigger("image.next")
        program.wait_for_image(name)
        program.stroke((80, 60))
        program.wait_until(lambda unit=unit: unit in panel.value("diameter"))  # type: ignore[misc]
    assert "160 × 120" in panel.findChild(object, "readout.scale").text()  # type: ignore[union-attr]


def test_that_escape_or_another_tool_takes_the_line_away(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    panel = panel_of(program)
    draw_ruler(program, (20, 20), (120, 20))
    assert panel.asks_for_length
    program.key(Qt.Key.Key_Escape, target=program.canvas)
    assert not panel.asks_for_length
    draw_ruler(program, (20, 20), (120, 20))
    program.trigger("tool.brush")
    assert not panel.asks_for_length
    draw_ruler(program, (20, 20), (20.5, 20))
    assert not (panel.asks_for_length and panel.findChild(QPushButton, "ruler.image").isEnabled())  # type: ignore[union-attr]
    assert not (small_folder / "annotations" / "calibration.json").exists()


def test_that_a_damaged_file_of_rulers_is_told_and_set_aside_by_the_next(
    open_program: Open, small_folder: Path
) -> None:
    place = small_folder / "annotations"
    place.mkdir()
    (place / "calibration.json").write_text("{")
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    panel = panel_of(program)
    scale = panel.findChild(object, "readout.scale")
    program.wait_until(lambda: "damaged" in scale.text())  # type: ignore[union-attr]
    draw_ruler(program, (20, 20), (120, 20))
    press(program, "ruler.folder")
    program.wait_until(lambda: "µm" in scale.text())  # type: ignore[union-attr]
    assert (place / "calibration.set-aside-1.json").read_text() == "{"
