"""Hands that let go in the middle: tools, questions and wishes may be left without having done anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from drawn import write_image
from program_driver import Program
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLineEdit, QPushButton, QRadioButton, QToolButton

from isic_desktop.services.editing_jobs import EditingJobs
from isic_desktop.views.handover_dialog import HandoverDialog
from model_train.images import encode_mask

Open = Callable[..., Program]
TOOLS = ("lasso", "polygon", "wand", "refine", "pull", "ruler", "brush", "eraser")


def hover(program: Program, *image_points_xy: tuple[float, float]) -> None:
    for point in image_points_xy:
        at = program.canvas.view.to_view(point)
        program.mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    program.canvas.grab()


def key(program: Program, which: Qt.Key, *, pressed: bool = True, repeats: bool = False) -> None:
    kind = QEvent.Type.KeyPress if pressed else QEvent.Type.KeyRelease
    QApplication.sendEvent(program.canvas, QKeyEvent(kind, which, Qt.KeyboardModifier.NoModifier, "", repeats))


def test_that_a_tool_let_go_of_in_the_middle_leaves_the_annotation_as_it_is(
    open_program: Open, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.segment()
    document = program.document
    before, steps = document.mask.copy(), len(document.history.undo_labels)
    workers = program.window.findChildren(EditingJobs)
    program.trigger("view.loupe")
    for name in TOOLS:
        program.trigger(f"tool.{name}")
        hover(program, (20, 20), (150, 15), (40, 40))  # once where the loupe is
        at = program.canvas.view.to_view((40, 40))
        program.mouse(QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton)
        if name in ("brush", "eraser", "pull"):
            continue
        program.mouse(QEvent.Type.MouseButtonPress, at)
        program.canvas.grab()
        for point in ((60, 40), (60, 60)):
            at = program.canvas.view.to_view(point)
            keys = Qt.KeyboardModifier.ShiftModifier if name == "ruler" else Qt.KeyboardModifier.NoModifier
            program.mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, keys=keys)
            program.canvas.grab()
        program.wait_until(lambda: not any(worker.busy for worker in workers))
        program.canvas.grab()
        key(program, Qt.Key.Key_F9)  # no tool's
        key(program, Qt.Key.Key_Escape)
        program.trigger("tool.brush")
        program.wait_until(lambda: not any(worker.busy for worker in workers))
    program.trigger("tool.wand")
    program.stroke((-30, -30))  # beside the image
    program.trigger("tool.lasso")
    program.stroke((-60, -60), (-20, -60), (-20, -20))
    program.trigger("tool.ruler")
    program.stroke((30, 30))
    QApplication.sendEvent(program.canvas, QEvent(QEvent.Type.Leave))
    program.canvas.grab()
    assert np.array_equal(document.mask, before)
    assert len(document.history.undo_labels) == steps


def test_that_space_held_pans_however_long_it_repeats(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    canvas, document = program.canvas, program.document
    before = document.mask.copy()
    canvas.zoom(3.0)
    for repeats in (False, True):
        key(program, Qt.Key.Key_Space, repeats=repeats)
    view = canvas.view
    program.stroke((60, 60), (80, 70))
    assert canvas.view != view
    assert np.array_equal(document.mask, before)
    program.mouse(QEvent.Type.MouseButtonDblClick, (50, 50))
    program.mouse(QEvent.Type.MouseButtonRelease, (50, 50), held=Qt.MouseButton.NoButton)
    assert np.array_equal(document.mask, before)
    view = canvas.view
    program.window.resize(program.window.width() + 60, program.window.height() + 40)
    QApplication.processEvents()
    assert canvas.view.scale == view.scale, "what is not fitted stays as large as it was"
    key(program, Qt.Key.Key_Space, pressed=False, repeats=True)
    key(program, Qt.Key.Key_Space, pressed=False)
    key(program, Qt.Key.Key_F9, pressed=False)
    canvas.set_brush_size(10)
    program.stroke((60, 60), (70, 60))
    assert not np.array_equal(document.mask, before)


def test_that_a_dialog_left_without_choosing_changes_nothing_and_a_choice_is_taken(
    open_program: Open, small_folder: Path, tmp_path: Path, chosen: list[str]
) -> None:
    program = open_program()
    bench = program.workbench
    chosen += ["", str(small_folder)]
    bench.choose_truth_folder()
    bench.choose_annotations_folder()
    bench.choose_folder()
    assert bench.folder is None
    bench.choose_folder()
    program.wait_for_image("img1.jpg")
    chosen += ["", "", ""]
    bench.choose_folder()
    bench.choose_truth_folder()
    bench.choose_annotations_folder()
    assert chosen == []
    assert bench.folder == small_folder
    truths, masks = tmp_path / "truths", tmp_path / "masks"
    truths.mkdir()
    rows, columns = np.ogrid[:120, :160]
    (truths / "img2_Segmentation.png").write_bytes(encode_mask((columns - 80) ** 2 + (rows - 60) ** 2 < 900))
    chosen += [str(truths), str(masks)]
    bench.choose_truth_folder()
    program.wait_for_image("img1.jpg")
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    assert program.document.truth is not None
    bench.choose_annotations_folder()
    program.wait_for_image("img2.jpg")
    program.stroke((60, 60), (80, 70))
    program.save()
    assert (masks / "img2_Segmentation.png").is_file()
    assert not (small_folder / "annotations" / "img2_Segmentation.png").exists()
    bench.open(tmp_path / "truths")  # a folder listed meanwhile is not shown: this one was asked for last
    bench.open(small_folder)
    program.wait_for_image("img1.jpg")
    assert bench.folder == small_folder


def test_that_handing_over_says_what_is_missing_and_one_thing_goes_at_a_time(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    dialogs: dict[str, HandoverDialog] = {}
    for action, name in (("export", "export_dialog"), ("import", "import_dialog"), ("validate", "validate_dialog")):
        for _again in range(2):
            program.trigger(f"file.{action}")
        (found,) = program.window.findChildren(HandoverDialog, name)
        dialogs[name] = found

    def said(dialog: HandoverDialog) -> str:
        return dialog._said.text()

    for name, words in (("export_dialog", "Say where to"), ("import_dialog", "Say where the masks are")):
        for line in dialogs[name].findChildren(QLineEdit):
            line.clear()
        dialogs[name].wanted.emit()
        assert words in said(dialogs[name])
    validate = dialogs["validate_dialog"]
    files = validate.findChild(QRadioButton, "check.files")
    assert files is not None
    files.setChecked(True)
    for line in validate.findChildren(QLineEdit):
        line.clear()
    validate.wanted.emit()
    assert "Say what shall be checked" in said(validate)
    validate.copies_wanted.emit()
    assert "Say where repaired copies shall go" in said(validate)
    for dialog in dialogs.values():  # each button that asks for a place, left without choosing
        for button in dialog.findChildren(QPushButton) + dialog.findChildren(QToolButton):
            if button.property("kind"):
                button.click()
                (asking,) = [one for one in dialog.findChildren(QFileDialog) if one.isVisible()]
                asking.reject()
                QApplication.processEvents()
    # While one thing waits for what is open to be saved, another is told to wait.
    out = dialogs["export_dialog"].findChild(QLineEdit, "target")
    assert out is not None
    out.setText(str(tmp_path / "out"))
    dialogs["export_dialog"].wanted.emit()
    annotations = validate.findChild(QRadioButton, "check.annotations")
    assert annotations is not None
    annotations.setChecked(True)
    validate.wanted.emit()
    assert "wait until it is done" in said(validate)
    program.trigger("file.export")
    program.wait_until(lambda: not dialogs["export_dialog"].busy)
    validate.wanted.emit()
    program.wait_until(lambda: not validate.busy)
    assert "Something else" not in said(validate)
    validate.repair_wanted.emit()
    program.wait_until(lambda: not validate.busy)


def test_that_a_mask_for_an_image_that_left_the_screen_is_placed_all_the_same(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    masks = tmp_path / "masks"
    masks.mkdir()
    rows, columns = np.ogrid[:120, :160]
    disc = (columns - 50) ** 2 + (rows - 50) ** 2 < 400
    for number in (1, 2):
        (masks / f"img{number}_segmentation.png").write_bytes(encode_mask(disc))
    program.trigger("file.import")
    (dialog,) = program.window.findChildren(HandoverDialog, "import_dialog")
    (line,) = dialog.findChildren(QLineEdit)
    line.setText(str(masks))
    box = dialog.findChild(QCheckBox, "replace")
    assert box is not None
    dialog.wanted.emit()
    program.session.open(small_folder / "img3.jpg")
    program.wait_until(lambda: not dialog.busy)
    assert "2 imported" in dialog._said.text()
    for number in (1, 2):
        assert (small_folder / "annotations" / f"img{number}_Segmentation.png").is_file()


def test_that_the_gallery_tells_of_an_image_under_the_pointer(open_program: Open, small_folder: Path) -> None:
    write_image(small_folder / "img4.jpg", np.full((90, 30, 3), 120, np.uint8))  # higher than its place
    program = open_program(small_folder)
    program.wait_for_image()
    program.wait_for_index()
    gallery = program.window.gallery
    at = gallery.view.visualRect(gallery.model.index(0)).center()
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, gallery.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(gallery.view.viewport(), help_event)
    assert help_event.isAccepted()
    gallery.view.viewport().grab()
    row = gallery.model.row_of(small_folder / "img4.jpg")
    assert row is not None
    assert gallery.model.row_of(small_folder / "nowhere.jpg") is None
