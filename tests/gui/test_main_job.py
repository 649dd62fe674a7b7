"""The main job in the window: open, segment, correct, watch the scores, save, go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from drawn import draw_lesion, write_image
from program_driver import Program
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from isic_desktop.core.actions import ACTIONS
from model_train.images import read_mask
from model_train.scores import count_overlap

Open = Callable[..., Program]


def sidecar_of(folder: Path, stem: str) -> dict[str, object]:
    text = (folder / "annotations" / f"{stem}_Segmentation.json").read_text(encoding="utf-8")
    value: dict[str, object] = json.loads(text)
    return value


def mask_of(folder: Path, stem: str) -> np.ndarray:
    return read_mask(folder / "annotations" / f"{stem}_Segmentation.png").mask


def test_that_every_action_of_the_table_is_a_qaction_with_its_id(open_program: Open) -> None:
    program = open_program()
    for spec in ACTIONS:
        action = program.window.findChild(QAction, spec.id)
        assert action is not None, spec.id
        assert [key.toString() for key in action.shortcuts()] == list(spec.shortcuts)
    assert program.window.findChild(QWidget, "canvas") is program.canvas


def test_that_one_key_outlines_the_lesion_and_a_correction_is_saved_as_painted(
    open_program: Open, samples: Path
) -> None:
    program = open_program(samples)
    program.wait_for_image()
    document = program.document
    assert document.truth is not None
    stem = document.image_path.stem
    program.key(Qt.Key.Key_S)
    program.wait_until(lambda: document.prediction is not None)
    assert document.provenance.state == "predicted"
    assert document.overlap is not None
    segmented = document.overlap.jaccard
    assert segmented > 0.6

    program.canvas.set_brush_size(60)
    program.stroke((30, 30), (90, 40), (150, 30))
    assert document.provenance.state == "corrected"
    assert document.overlap.jaccard < segmented
    shown = program.window.scores.findChild(QWidget, "score.jaccard")
    assert shown is not None
    assert shown.property("text") == f"{document.overlap.jaccard:.3f}"
    assert document.overlap == count_overlap(document.mask, document.truth)
    painted = document.mask.copy()

    program.key(Qt.Key.Key_D)
    program.wait_until(lambda: program.session.current_path != document.image_path)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert np.array_equal(mask_of(samples, stem), painted)
    sidecar = sidecar_of(samples, stem)
    assert sidecar["state"] == "corrected"
    assert sidecar["origin"] == "person"
    assert sidecar["changed_pixels"] == document.changed_pixels
    assert sidecar["model"]["name"] == "skip-256"  # type: ignore[index]


def test_that_undo_and_redo_follow_the_strokes(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    document = program.document
    program.stroke((20, 20), (60, 60))
    first = document.mask.copy()
    program.trigger("tool.eraser")
    program.stroke((40, 40), (45, 45))
    second = document.mask.copy()
    assert second.sum() < first.sum()
    program.trigger("edit.undo")
    assert np.array_equal(document.mask, first)
    program.trigger("edit.undo")
    assert not document.mask.any()
    assert not program.window.actions_by_id["edit.undo"].isEnabled()
    program.trigger("edit.redo")
    program.trigger("edit.redo")
    assert np.array_equal(document.mask, second)


def test_that_a_stroke_is_where_the_mouse_was_at_any_zoom(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    document = program.document
    program.canvas.set_brush_size(9)
    for zoom in (1.0, 0.37, 7.3):
        program.trigger("view.fit")
        program.canvas.zoom(zoom)
        before = document.mask.copy()
        centre = program.canvas.view.to_image((program.canvas.width() / 2, program.canvas.height() / 2))
        at = (min(max(centre[0], 12), 148), min(max(centre[1], 12), 108))
        program.stroke(at)
        rows, columns = np.mgrid[:120, :160] + 0.5
        distance = np.hypot(columns - at[0], rows - at[1])
        assert (document.mask | (distance > 4.4)).all()
        assert (document.mask == before)[distance > 4.6].all()
        program.trigger("edit.undo")


def test_that_leaving_an_image_saves_it_and_coming_back_shows_it(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    painted = program.painted("img1.jpg", (20, 20), (60, 60))
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    program.trigger("image.previous")
    program.wait_for_image("img1.jpg")
    assert np.array_equal(program.session.document.mask, painted)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert np.array_equal(mask_of(small_folder, "img1"), painted)


def test_that_a_closed_window_is_gone_before_its_threads_have_ended(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    seen: list[tuple[bool, bool]] = []
    program.workbench._stoppers.insert(0, lambda: seen.append((program.window.isVisible(), program.canvas.isVisible())))
    program.window.close()
    assert seen == [(False, False)], "the person would look at a window that does not answer"


def test_that_closing_the_window_saves(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.stroke((20, 20), (60, 60))
    assert program.session.document is not None
    painted = program.session.document.mask.copy()
    assert program.window.close()
    assert np.array_equal(mask_of(small_folder, "img1"), painted)


def test_that_segmenting_again_leaves_a_persons_work_alone_until_asked(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.stroke((20, 20), (60, 60))
    document = program.document
    painted = document.mask.copy()
    program.segment()
    assert np.array_equal(document.mask, painted)
    assert "Your annotation is as it was" in program.window.banner.text
    program.trigger("image.use_prediction")
    assert not np.array_equal(document.mask, painted)
    assert document.provenance.origin == "machine"
    program.trigger("edit.undo")
    assert np.array_equal(document.mask, painted)
    assert document.provenance.origin == "person"


def test_that_a_saved_mask_of_a_person_is_not_replaced_after_reopening(open_program: Open, small_folder: Path) -> None:
    first = open_program(small_folder)
    first.wait_for_image()
    first.stroke((20, 20), (60, 60))
    first.window.close()
    painted = mask_of(small_folder, "img1")
    second = open_program(small_folder)
    second.wait_for_image()
    second.segment()
    assert second.session.document is not None
    assert np.array_equal(second.session.document.mask, painted)


def test_that_a_prediction_waits_for_the_end_of_the_stroke(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    document = program.document
    program.wait_until(lambda: program.segmentation.status.device != "")
    at = program.canvas.view.to_view((30.0, 30.0))
    program.trigger("image.segment")
    program.mouse(QEvent.Type.MouseButtonPress, at)
    program.wait_until(lambda: not program.segmentation.busy)
    assert document.prediction is None
    during = document.mask.copy()
    program.mouse(QEvent.Type.MouseButtonRelease, at, held=Qt.MouseButton.NoButton)
    assert document.prediction is not None
    assert np.array_equal(document.mask, during)


def test_that_only_the_image_in_sight_gets_an_answer(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.wait_until(lambda: program.segmentation.status.device != "")
    program.trigger("image.segment")
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    program.segment()
    document = program.document
    assert document.image_path.name == "img2.jpg"
    assert document.prediction is not None
    assert not (small_folder / "annotations" / "img1_Segmentation.png").exists()


def test_that_a_segmentation_can_be_cancelled(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.trigger("image.segment")
    assert not program.window.progress.isHidden()
    program.trigger("image.cancel_segment")
    assert program.window.progress.isHidden()
    program.qtbot.wait(300)
    assert program.session.document is not None
    assert program.session.document.prediction is None
    program.segment()
    assert program.session.document.prediction is not None


def test_that_accepting_goes_on_and_is_recorded(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.segment()
    program.key(Qt.Key.Key_Q)
    program.wait_for_image("img2.jpg")
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert sidecar_of(small_folder, "img1")["state"] == "accepted"
    program.stroke((20, 20))
    program.key(Qt.Key.Key_Z)
    program.wait_for_image("img3.jpg")
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert sidecar_of(small_folder, "img2")["state"] == "rejected"


def test_that_an_emptied_annotation_is_saved_and_kept(open_program: Open, samples: Path) -> None:
    program = open_program(samples)
    program.wait_for_image()
    assert program.session.current_path is not None
    stem = program.session.current_path.stem
    program.segment()
    program.trigger("edit.clear")
    program.save()
    assert not mask_of(samples, stem).any()
    assert sidecar_of(samples, stem)["origin"] == "person"
    program.session.reopen()
    program.wait_for_image()
    program.segment()
    assert program.session.document is not None
    assert not program.session.document.mask.any()


def test_that_letters_typed_into_the_brush_size_are_no_shortcuts(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    field = program.window.tool_options.findChild(QWidget, "qt_spinbox_lineedit")
    assert field is not None
    field.setFocus()
    program.key(Qt.Key.Key_D, target=field)
    program.qtbot.wait(100)
    assert program.session.current_path is not None
    assert program.session.current_path.name == "img1.jpg"


def test_that_the_wheel_zooms_at_the_pointer_and_with_ctrl_sizes_the_brush(
    open_program: Open, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    canvas = program.canvas
    at = QPointF(canvas.width() / 3, canvas.height() / 3)

    def wheel(modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            at,
            QPointF(canvas.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)

    before, size = canvas.view, canvas.brush_size_px
    wheel(Qt.KeyboardModifier.NoModifier)
    assert canvas.view.scale > before.scale
    assert np.allclose(canvas.view.to_image((at.x(), at.y())), before.to_image((at.x(), at.y())))
    wheel(Qt.KeyboardModifier.ControlModifier)
    assert canvas.brush_size_px > size
    assert program.session.document is not None
    assert not program.session.document.mask.any()


def test_that_space_pans_while_held(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.canvas.setFocus()
    program.canvas.zoom(4)
    before = program.canvas.view
    program.hold_key(Qt.Key.Key_Space, " ", True)
    program.mouse(QEvent.Type.MouseButtonPress, (200, 200))
    program.mouse(QEvent.Type.MouseMove, (230, 190), Qt.MouseButton.NoButton)
    program.mouse(QEvent.Type.MouseButtonRelease, (230, 190), held=Qt.MouseButton.NoButton)
    program.hold_key(Qt.Key.Key_Space, " ", False)
    assert program.canvas.view.offset_x - before.offset_x == 30
    assert program.canvas.view.offset_y - before.offset_y == -10
    assert program.session.document is not None
    assert not program.session.document.mask.any()
    program.stroke((80, 60))
    assert program.session.document.mask.any()


def test_that_the_gallery_lists_images_in_natural_order_with_thumbnails(open_program: Open, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in (10, 9, 1, 2):
        write_image(folder / f"lesion{number}.png", draw_lesion())
    program = open_program(folder)
    program.wait_for_image()
    model = program.window.gallery.model
    assert [path.name for path in model.paths] == ["lesion1.png", "lesion2.png", "lesion9.png", "lesion10.png"]
    view = program.window.findChild(QListView, "gallery")
    assert view is not None
    program.wait_until(lambda: all(model.thumbnail_of(path) is not None for path in model.paths))
    for path in model.paths:
        made = model.thumbnail_of(path)
        assert made is not None
        assert not made.picture.isNull()


def test_that_the_theme_changes_and_is_remembered(open_program: Open) -> None:
    program = open_program()
    program.trigger("view.theme_dark")
    assert QApplication.palette().window().color().lightness() < 80
    program.window.close()
    again = open_program()
    assert QApplication.palette().window().color().lightness() < 80
    assert again.window.actions_by_id["view.theme_dark"].isChecked()
    again.trigger("view.theme_light")
    assert QApplication.palette().window().color().lightness() > 200


def test_that_an_image_of_the_networks_own_size_is_segmented(open_program: Open, tmp_path: Path) -> None:
    folder = tmp_path / "square"
    folder.mkdir()
    write_image(folder / "square.png", draw_lesion(256, 256, (128, 128)))
    program = open_program(folder)
    program.wait_for_image()
    program.segment()
    assert program.session.document is not None
    assert program.session.document.prediction is not None


def test_that_the_scores_follow_while_the_stroke_is_drawn(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    document = program.document
    shown = program.window.scores.value_of("jaccard")
    assert shown() == "–"
    points = [program.canvas.view.to_view((50.0 + 5 * step, 60.0)) for step in range(9)]
    program.mouse(QEvent.Type.MouseButtonPress, points[0])
    for point in points[1:]:
        program.mouse(QEvent.Type.MouseMove, point, Qt.MouseButton.NoButton)
    program.wait_until(lambda: shown() not in ("–", "0.000"))
    assert program.canvas.drawing
    assert document.overlap is not None
    assert shown() == f"{document.overlap.jaccard:.3f}"
    program.mouse(QEvent.Type.MouseButtonRelease, points[-1], held=Qt.MouseButton.NoButton)


def test_that_letters_on_a_button_are_no_shortcuts_and_clicks_leave_the_keys_to_the_canvas(
    open_program: Open, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    box = program.window.view_panel.truth
    box.setFocus()
    program.wait_until(lambda: QApplication.focusWidget() is box)
    program.key(Qt.Key.Key_D, target=box)
    program.qtbot.wait(100)
    assert program.session.current_path is not None
    assert program.session.current_path.name == "img1.jpg"
    program.canvas.setFocus()
    program.qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is program.canvas
    program.key(Qt.Key.Key_D, target=program.canvas)
    program.wait_for_image("img2.jpg")


def test_that_the_pens_pressure_sets_the_width(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    document = program.document
    program.canvas.set_brush_size(40)

    def dab(pressure: float) -> int:
        at = QPointF(*program.canvas.view.to_view((80.0, 60.0)))
        globally = QPointF(program.canvas.mapToGlobal(at))
        left, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        pen = QPointingDevice.primaryPointingDevice()
        for kind, held in ((QEvent.Type.TabletPress, left), (QEvent.Type.TabletRelease, Qt.MouseButton.NoButton)):
            press = kind == QEvent.Type.TabletPress
            tablet = QTabletEvent(kind, pen, at, globally, pressure if press else 0.0, 0, 0, 0, 0, 0, keys, left, held)
            QApplication.sendEvent(program.canvas, tablet)
            # Qt follows an unused tablet event with the mouse event it stands for.
            mouse = QEvent.Type.MouseButtonPress if press else QEvent.Type.MouseButtonRelease
            program.mouse(mouse, (at.x(), at.y()), held=held)
        pixels = int(document.mask.sum())
        program.trigger("edit.undo")
        return pixels

    light, firm = dab(0.5), dab(1.0)
    assert 0.2 * firm < light < 0.3 * firm
