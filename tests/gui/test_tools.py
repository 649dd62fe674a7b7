"""Every tool and view, driven with mouse and keys in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image
from program_driver import Program
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QCheckBox, QSlider

from isic_desktop.core.document import AnnotationDocument
from isic_desktop.services.editing_jobs import EditingJobs
from isic_desktop.views.canvas import Canvas
from isic_desktop.views.canvas_layers import ViewMode
from model_train.scores import count_overlap

Open = Callable[..., Program]


def opened(program: Program) -> AnnotationDocument:
    program.wait_for_image()
    assert program.session.document is not None
    return program.session.document


def wait_for_jobs(program: Program) -> None:
    workers = program.window.findChildren(EditingJobs)
    assert len(workers) == 4
    program.wait_until(lambda: not any(worker.busy for worker in workers))


def click(program: Program, image_xy: tuple[float, float]) -> None:
    program.stroke(image_xy)


def test_that_shift_draws_a_straight_line_from_the_last_stroke(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.canvas.set_brush_size(6)
    program.stroke((20, 20))
    program.stroke((120, 100), keys=Qt.KeyboardModifier.ShiftModifier)
    for share in np.linspace(0, 1, 30):
        assert document.mask[int(20 + 80 * share), int(20 + 100 * share)]
    assert not document.mask[100, 20]
    assert document.history.undo_labels == ["Brush", "Brush"]


def test_that_a_lasso_adds_and_with_alt_takes_away(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.trigger("tool.lasso")
    program.stroke((20, 20), (100, 20), (100, 90), (20, 90))
    assert document.mask[25:85, 25:95].all()
    assert document.history.undo_labels == ["Lasso"]
    program.stroke((40, 40), (60, 40), (60, 60), (40, 60), keys=Qt.KeyboardModifier.AltModifier)
    assert not document.mask[42:58, 42:58].any()
    assert document.mask[30, 30]  # the hole is kept a hole
    program.trigger("edit.undo")
    assert document.mask[42:58, 42:58].all()


def test_that_a_polygon_is_closed_by_double_click_and_enter(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.trigger("tool.polygon")
    program.canvas.setFocus()
    for corner in ((20, 20), (100, 20), (100, 90)):
        click(program, corner)
    assert not document.mask.any()
    program.mouse(QEvent.Type.MouseButtonDblClick, program.canvas.view.to_view((100, 90)))
    assert document.mask[30, 90]
    assert not document.mask[80, 30]
    first = document.mask.copy()
    for corner in ((20, 100), (60, 100), (60, 115), (150, 5)):
        click(program, corner)
    program.key(Qt.Key.Key_Backspace, target=program.canvas)
    program.key(Qt.Key.Key_Return, target=program.canvas)
    assert document.mask[103, 55]
    assert not document.mask[20, 140]
    program.trigger("edit.undo")
    assert np.array_equal(document.mask, first)


def test_that_a_double_click_with_the_brush_is_a_second_dab(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.stroke((40, 40))
    at = program.canvas.view.to_view((110.0, 80.0))
    program.mouse(QEvent.Type.MouseButtonDblClick, at)
    program.mouse(QEvent.Type.MouseButtonRelease, at, held=Qt.MouseButton.NoButton)
    assert document.mask[80, 110]
    assert document.mask[40, 40]


def test_that_the_wand_selects_the_lesion_by_its_colour(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.trigger("tool.wand")
    program.stroke((70, 60), (75, 64))
    wait_for_jobs(program)
    assert document.truth is not None
    assert count_overlap(document.mask, document.truth).jaccard > 0.9
    assert document.history.undo_labels == ["Wand"]


def test_that_refine_snaps_rough_paint_and_a_box_to_the_lesion(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    assert document.truth is not None
    program.trigger("tool.refine")
    program.canvas.set_brush_size(30)
    program.stroke((55, 50), (85, 50), (85, 72), (55, 72), (70, 60))
    wait_for_jobs(program)
    assert count_overlap(document.mask, document.truth).jaccard > 0.85
    program.trigger("edit.clear")
    program.stroke((30, 20), (112, 102), keys=Qt.KeyboardModifier.ShiftModifier)
    wait_for_jobs(program)
    assert count_overlap(document.mask, document.truth).jaccard > 0.85


def test_that_the_outline_can_be_pulled(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.canvas.set_brush_size(50)
    program.stroke((70, 60))
    before = document.mask.copy()
    program.trigger("tool.pull")
    program.canvas.set_brush_size(30)
    program.stroke((95, 60), (100, 60), (107, 60))
    assert document.mask[60, 103]
    assert not before[60, 103]
    assert np.array_equal(document.mask[:, :60], before[:, :60])
    assert len(document.history.undo_labels) == 2
    program.trigger("edit.undo")
    assert np.array_equal(document.mask, before)


def test_that_a_region_can_be_given_back_to_the_prediction(open_program: Open, samples: Path) -> None:
    program = open_program(samples)
    document = opened(program)
    program.segment()
    assert document.prediction is not None
    predicted = document.prediction.mask.copy()
    program.canvas.set_brush_size(80)
    program.stroke((60, 60), (200, 60))
    program.stroke((60, 700), (200, 700))
    program.trigger("tool.revert")
    program.stroke((5, 5), (300, 5), (300, 150), (5, 150))
    assert np.array_equal(document.mask[:150, :290], predicted[:150, :290])
    assert not np.array_equal(document.mask, predicted)


@pytest.mark.parametrize(
    ("action_id", "label"),
    [
        ("mask.fill_holes", "Fill holes"),
        ("mask.keep_largest", "Keep the largest region"),
        ("mask.remove_specks", "Remove specks"),
        ("mask.smooth", "Smooth"),
        ("mask.grow", "Grow"),
        ("mask.shrink", "Shrink"),
    ],
)
def test_that_cleaning_up_is_one_undo_step(open_program: Open, small_folder: Path, action_id: str, label: str) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.canvas.set_brush_size(40)
    program.stroke((60, 60), (100, 60))
    program.canvas.set_brush_size(2)
    program.stroke((140, 110))
    program.trigger("tool.eraser")
    program.stroke((80, 60))
    before = document.mask.copy()
    program.trigger(action_id)
    wait_for_jobs(program)
    assert document.history.undo_labels[-1] == label
    after = document.mask.copy()
    assert not np.array_equal(after, before)
    checks: dict[str, bool] = {
        "Fill holes": bool(after[60, 80]) and bool(after[110, 140]),
        "Keep the largest region": not after[105:, 130:].any() and not after[60, 80],
        "Remove specks": not after[105:, 130:].any(),
        "Smooth": bool(after[60, 60]),
        "Grow": bool((after >= before).all()),
        "Shrink": bool((after <= before).all()),
    }
    assert checks[label]
    program.trigger("edit.undo")
    assert np.array_equal(document.mask, before)


def test_that_the_threshold_moves_the_outline_live_and_is_one_step(open_program: Open, samples: Path) -> None:
    program = open_program(samples)
    document = opened(program)
    program.segment()
    wait_for_jobs(program)
    predicted = document.mask.copy()
    slider = program.window.findChild(QSlider, "threshold")
    assert slider is not None
    assert slider.value() == 50
    slider.setSliderDown(True)
    sizes = []
    slider.setValue(55)
    wait_for_jobs(program)
    for percent in (60, 75, 90, 97):
        slider.setValue(percent)
        sizes.append(int(document.mask.sum()))
    slider.setSliderDown(False)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0]
    assert document.history.undo_labels[-1] == "Threshold"
    assert document.provenance.state == "corrected"
    program.trigger("edit.undo")
    assert np.array_equal(document.mask, predicted)


def test_that_every_view_mode_paints_and_leaves_the_annotation_alone(open_program: Open, samples: Path) -> None:
    program = open_program(samples)
    document = opened(program)
    program.segment()
    mask = document.mask.copy()
    pictures = []
    for mode in ViewMode:
        assert program.window.view_panel.mode is mode
        pictures.append(program.canvas.grab().toImage())
        program.trigger("view.cycle")
    for one in range(len(pictures)):
        for other in range(one):
            assert pictures[one] != pictures[other]
    assert np.array_equal(document.mask, mask)


@pytest.mark.parametrize("action_id", ["view.contrast", "view.constancy", "view.hairless"])
def test_that_enhancement_changes_the_view_and_never_the_pixels(
    open_program: Open, samples: Path, action_id: str
) -> None:
    program = open_program(samples)
    document = opened(program)
    assert program.session.current is not None
    pixels = program.session.current.rgb.copy()
    plain = program.canvas.grab().toImage()
    program.trigger(action_id)
    wait_for_jobs(program)
    assert "view only" in program.canvas.note
    assert program.canvas.grab().toImage() != plain
    assert np.array_equal(program.session.current.rgb, pixels)
    program.trigger("view.as_taken")
    assert program.canvas.note == ""
    assert program.canvas.grab().toImage() == plain
    assert not document.dirty


def test_that_the_truth_can_be_looked_at_but_not_painted(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.trigger("view.truth_instead")
    assert "Ground truth" in program.canvas.note
    program.stroke((20, 20))
    assert not document.mask.any()
    program.trigger("view.truth_instead")
    program.stroke((20, 20))
    assert document.mask.any()
    assert document.truth is not None
    assert not document.truth[20, 20]


def test_that_blinking_and_comparing_show_each_mask_and_come_back(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.segment()
    program.trigger("view.blink")
    seen = set()

    def all_seen() -> bool:
        seen.add(program.canvas.note)
        return len(seen) == 3

    program.wait_until(all_seen)
    program.trigger("view.blink")
    assert program.canvas.annotation.mask is document.mask
    program.trigger("view.compare")
    assert program.window.compare_page.isVisible()
    for name in ("prediction", "annotation", "truth"):
        pane = program.window.findChild(Canvas, f"compare_{name}")
        picture = pane.grab().toImage()
        middle = picture.pixelColor(QPointF(*pane.view.to_view((70, 62))).toPoint())
        skin = picture.pixelColor(QPointF(*pane.view.to_view((12, 12))).toPoint())
        assert 200 < skin.red() < 240
        assert 60 < middle.green() < 150
    program.trigger("view.compare")
    assert program.canvas.isVisible()


def test_that_the_next_error_is_brought_into_the_middle(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.canvas.set_brush_size(10)
    program.stroke((140, 20))
    program.trigger("view.next_error")
    wait_for_jobs(program)
    middle = program.canvas.view.to_image((program.canvas.width() / 2, program.canvas.height() / 2))
    assert np.hypot(middle[0] - 70, middle[1] - 60) < 5  # the missing lesion is the largest error
    program.trigger("view.next_error")
    middle = program.canvas.view.to_image((program.canvas.width() / 2, program.canvas.height() / 2))
    assert np.hypot(middle[0] - 140, middle[1] - 20) < 5
    assert document.truth is not None


def test_that_boundary_distances_follow_within_a_moment(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    assert document.truth is not None
    program.canvas.set_brush_size(60)
    program.stroke((70, 60))
    label = program.window.scores.value_of("hd95_px")
    program.wait_until(lambda: label().endswith("px"))
    assert float(label().removesuffix(" px")) < 6


def test_that_the_loupe_magnifies_under_the_pointer(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    opened(program)
    at = program.canvas.view.to_view((70, 60))
    program.mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    plain = program.canvas.grab().toImage()
    program.trigger("view.loupe")
    assert program.canvas.grab().toImage() != plain
    program.trigger("view.loupe")
    assert program.canvas.grab().toImage() == plain


def test_that_a_tool_left_in_the_middle_leaves_nothing_behind(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    document = opened(program)
    program.trigger("tool.polygon")
    click(program, (20, 20))
    click(program, (100, 20))
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    other = program.document
    program.trigger("tool.brush")
    assert not program.canvas.drawing
    assert not document.mask.any()
    assert not other.mask.any()


def test_that_the_image_keeps_its_colours_at_every_zoom(open_program: Open, samples: Path) -> None:
    program = open_program(samples)
    document = opened(program)
    program.window.view_panel.set_mode(ViewMode.ALONE)
    assert program.session.current is not None
    rgb = program.session.current.rgb
    height, width = document.shape
    for zoom in (1.0, 0.45, 0.2, 0.05, 3.0):
        program.trigger("view.fit")
        program.canvas.zoom(zoom)
        shown = program.canvas.grab().toImage()
        view = program.canvas.view
        x, y = view.to_view((width * 0.5, height * 0.5))
        colour = shown.pixelColor(int(x), int(y))
        reach = max(4, int(2 / view.scale))
        patch = rgb[height // 2 - reach : height // 2 + reach, width // 2 - reach : width // 2 + reach].reshape(-1, 3)
        low, high = patch.min(axis=0).astype(int) - 6, patch.max(axis=0).astype(int) + 6
        seen = np.array([colour.red(), colour.green(), colour.blue()])
        assert (seen >= low).all(), (zoom, seen, low)
        assert (seen <= high).all(), (zoom, seen, high)


def test_that_the_wand_can_take_all_of_a_colour(open_program: Open, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    pixels = draw_lesion(200, 120, (50, 60))
    pixels[40:80, 130:170] = pixels[60, 50]
    write_image(folder / "two.png", pixels)
    program = open_program(folder)
    document = opened(program)
    program.trigger("tool.wand")
    program.stroke((50, 60))
    wait_for_jobs(program)
    assert document.mask[60, 50]
    assert not document.mask[60, 150]
    box = program.window.tool_options.findChild(QCheckBox, "wand_contiguous")
    assert box is not None
    assert box.isVisible()
    box.setChecked(False)
    program.stroke((50, 60))
    wait_for_jobs(program)
    assert document.mask[60, 150]
