"""Export, import and the ISIC check in the window, driven with real events."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QRadioButton

from isic_desktop.core.handover.formats import Format
from isic_desktop.views.export_dialog import FORMATS
from isic_desktop.views.handover_dialog import HandoverDialog
from model_train.images import encode_mask, read_mask

Open = Callable[..., Program]


def disc(radius: int = 20, centre: tuple[int, int] = (80, 60)) -> np.ndarray:
    y, x = np.ogrid[:120, :160]
    return (x - centre[0]) ** 2 + (y - centre[1]) ** 2 < radius**2


def dialog_of(program: Program, action_id: str, name: str) -> HandoverDialog:
    program.trigger(action_id)
    dialog = program.window.findChild(HandoverDialog, name)
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    return dialog


def write(dialog: HandoverDialog, name: str, text: object) -> None:
    line = dialog.findChild(QLineEdit, name)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, str(text))


def tick(dialog: HandoverDialog, name: str) -> None:
    box = dialog.findChild(QCheckBox, name) or dialog.findChild(QRadioButton, name)
    assert box is not None
    assert box.isEnabled()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center().transposed() / 2)
    if not box.isChecked():
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()


def choose(dialog: HandoverDialog, text: str) -> None:
    box = dialog.findChild(QComboBox, "format")
    assert box is not None
    box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchContains))


def press(program: Program, dialog: HandoverDialog, name: str = "run") -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: not dialog.busy)


def mask_of(folder: Path, stem: str) -> np.ndarray:
    return read_mask(folder / "annotations" / f"{stem}_Segmentation.png").mask


def test_that_unsaved_strokes_are_saved_and_exported_and_the_rest_is_named(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((40, 40), (90, 60))
    document = program.document
    dialog = dialog_of(program, "file.export", "export_dialog")
    choose(dialog, "Masks")
    write(dialog, "target", tmp_path / "out")
    press(program, dialog)
    assert np.array_equal(read_mask(tmp_path / "out" / "img1_Segmentation.png").mask, document.mask)
    assert "1 annotation was handed over" in dialog.summary
    assert "2 images were left out" in dialog.summary
    assert dialog.notes == [
        "Left out: img2.jpg. There is no annotation yet.",
        "Left out: img3.jpg. There is no annotation yet.",
    ]
    before = (tmp_path / "out" / "img1_Segmentation.png").read_bytes()
    press(program, dialog)
    assert "would be replaced" in dialog.summary
    assert (tmp_path / "out" / "img1_Segmentation.png").read_bytes() == before
    tick(dialog, "overwrite")
    press(program, dialog)
    assert "1 annotation was handed over" in dialog.summary


def test_that_every_format_can_be_exported_from_the_window(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((40, 40), (90, 60))
    dialog = dialog_of(program, "file.export", "export_dialog")
    for form, words, _ in FORMATS:
        choose(dialog, words)
        # A fitting name beside the folder is offered.
        line = dialog.findChild(QLineEdit, "target")
        assert line is not None
        assert line.text() == str(tmp_path / f"images-{form.value}{form.single_file}")
        press(program, dialog)
        assert "1 annotation was handed over" in dialog.summary
        assert Path(line.text()).exists()
    assert {form for form, _, _ in FORMATS} == set(Format)


def test_that_choices_keep_their_height_whatever_format_is_chosen(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    dialog = dialog_of(program, "file.export", "export_dialog")
    choices = dialog.findChildren(QRadioButton)
    assert len(choices) == 4
    for _form, words, *_ in FORMATS:
        choose(dialog, words)
        program.qtbot.wait(1)
        squeezed = [one.text() for one in choices if one.height() < one.sizeHint().height()]
        assert squeezed == [], words


def test_that_accepted_selected_and_filtered_images_can_be_exported(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((40, 40), (90, 60))
    program.trigger("annotation.accept")
    program.wait_for_image("img2.jpg")
    program.stroke((40, 40), (90, 60))
    program.save()
    dialog = dialog_of(program, "file.export", "export_dialog")
    choose(dialog, "COCO")
    for which, names in (
        ("accepted", ["img1.jpg"]),
        ("selected", ["img2.jpg"]),
        ("filtered", ["img1.jpg", "img2.jpg"]),
    ):
        tick(dialog, f"which.{which}")
        write(dialog, "target", tmp_path / f"{which}.json")
        press(program, dialog)
        document = json.loads((tmp_path / f"{which}.json").read_text())
        assert [image["file_name"] for image in document["images"]] == names, which


def test_that_an_import_becomes_annotations_and_the_one_in_sight_can_be_undone(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    program.stroke((40, 40), (90, 60))
    painted = program.session.document.mask.copy()  # type: ignore[union-attr]
    program.trigger("image.previous")
    program.wait_for_image("img1.jpg")
    masks = tmp_path / "masks"
    masks.mkdir()
    for number in (1, 2, 3, 9):
        (masks / f"img{number}_Segmentation.png").write_bytes(encode_mask(disc(20 + number)))
    dialog = dialog_of(program, "file.import", "import_dialog")
    write(dialog, "source", masks)
    press(program, dialog)
    document = program.document
    assert np.array_equal(document.mask, disc(21))
    assert document.provenance.origin == "imported"
    assert "2 imported, 1 kept as a person left them, 1 failed" in dialog.summary
    assert any("img9" in note and "no image" in note for note in dialog.notes)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert np.array_equal(mask_of(small_folder, "img1"), disc(21))
    assert np.array_equal(mask_of(small_folder, "img2"), painted)
    assert np.array_equal(mask_of(small_folder, "img3"), disc(23))
    model = program.window.gallery.model
    program.wait_until(lambda: model.state_of(small_folder / "img3.jpg") == "corrected")
    sidecar = json.loads((small_folder / "annotations" / "img1_Segmentation.json").read_text())
    assert sidecar["origin"] == "imported"
    program.trigger("edit.undo")
    assert not document.mask.any()
    program.trigger("edit.redo")
    assert np.array_equal(document.mask, disc(21))
    (masks / "img9_Segmentation.png").unlink()
    tick(dialog, "replace")
    press(program, dialog)
    assert "1 replaced" in dialog.summary
    assert np.array_equal(mask_of(small_folder, "img2"), disc(22))
    (aside,) = (small_folder / "annotations" / "set-aside").iterdir()
    assert np.array_equal(read_mask(aside / "img2_Segmentation.png").mask, painted)


def test_that_what_a_person_painted_in_sight_stays_unless_replacing_was_asked_for(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    painted = program.painted("img1.jpg", (40, 40), (90, 60))
    masks = tmp_path / "masks"
    masks.mkdir()
    (masks / "img1.png").write_bytes(encode_mask(disc()))
    dialog = dialog_of(program, "file.import", "import_dialog")
    write(dialog, "source", masks)
    press(program, dialog)
    assert "1 kept" in dialog.summary
    assert np.array_equal(program.document.mask, painted)
    tick(dialog, "replace")
    press(program, dialog)
    assert "1 replaced" in dialog.summary
    assert np.array_equal(program.document.mask, disc())
    program.trigger("edit.undo")
    assert np.array_equal(program.document.mask, painted)


def test_that_a_hostile_source_is_refused_with_a_sentence_and_nothing_changes(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../img1_segmentation.png", encode_mask(disc()))
    (tmp_path / "y.json").write_text("[" * 200_000)
    dialog = dialog_of(program, "file.import", "import_dialog")
    for name, told in (("x.zip", "leads out"), ("y.json", "not JSON"), ("gone", "nothing called")):
        write(dialog, "source", tmp_path / name)
        press(program, dialog)
        assert told in dialog.summary
    assert not list((small_folder / "annotations").glob("*_Segmentation*"))


def test_that_annotations_are_checked_and_repaired_the_one_in_sight_as_a_step(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        (small_folder / f"img{number}.jpg").rename(small_folder / f"ISIC_000000{number}.jpg")
    (small_folder / "img1_Segmentation.png").unlink()
    place = small_folder / "annotations"
    place.mkdir()
    bad = disc() & ~disc(5)
    bad[2:5, 2:5] = True
    for number, mask in ((1, bad), (2, bad), (3, disc())):
        (place / f"ISIC_000000{number}_Segmentation.png").write_bytes(encode_mask(mask))
    program = open_program(small_folder)
    program.wait_for_image("ISIC_0000001.jpg")
    dialog = dialog_of(program, "file.validate", "validate_dialog")
    press(program, dialog)
    assert "1 of 3 masks are valid" in dialog.summary
    assert dialog.notes[0] == "ISIC_0000001.jpg: It has 2 regions. It has a hole."
    write(dialog, "out", tmp_path / "fixed.zip")
    press(program, dialog, "copies")
    with zipfile.ZipFile(tmp_path / "fixed.zip") as archive:
        assert len(archive.namelist()) == 3
    assert np.array_equal(mask_of(small_folder, "ISIC_0000002"), bad)
    press(program, dialog)
    press(program, dialog, "repair")
    assert "2 annotations were repaired" in dialog.summary
    document = program.document
    assert np.array_equal(document.mask, disc())
    assert np.array_equal(mask_of(small_folder, "ISIC_0000002"), disc())
    (aside,) = (place / "set-aside").iterdir()
    assert np.array_equal(read_mask(aside / "ISIC_0000002_Segmentation.png").mask, bad)
    program.trigger("edit.undo")
    assert np.array_equal(document.mask, bad)
    program.trigger("edit.redo")
    press(program, dialog)
    assert "3 of 3 masks are valid" in dialog.summary


def test_that_files_can_be_checked_without_an_open_folder(open_program: Open, tmp_path: Path) -> None:
    masks = tmp_path / "masks"
    masks.mkdir()
    (masks / "ISIC_0000001_segmentation.png").write_bytes(encode_mask(disc()))
    Image.fromarray(disc().astype(np.uint8)).save(masks / "ISIC_0000002_segmentation.png")
    program = open_program()
    assert not program.window.actions_by_id["file.export"].isEnabled()
    dialog = dialog_of(program, "file.validate", "validate_dialog")
    write(dialog, "target", masks)
    press(program, dialog)
    assert "1 of 2 masks are valid" in dialog.summary
    assert dialog.notes == ["ISIC_0000002_segmentation.png: It is coded 0/1 instead of 0/255."]


def test_that_the_window_stays_usable_and_an_export_can_be_stopped(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    for number in range(10, 90):
        source = small_folder / "img2.jpg"
        (small_folder / f"img{number}.jpg").write_bytes(source.read_bytes())
    place = small_folder / "annotations"
    place.mkdir()
    for number in range(10, 90):
        (place / f"img{number}_Segmentation.png").write_bytes(encode_mask(disc()))
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    dialog = dialog_of(program, "file.export", "export_dialog")
    choose(dialog, "Contact sheet")
    write(dialog, "target", tmp_path / "x.pdf")
    run, close = (dialog.findChild(QPushButton, name) for name in ("run", "close"))
    assert run is not None
    assert close is not None
    QTest.mouseClick(run, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: " of 80" in dialog.summary)
    program.stroke((40, 40), (90, 60))
    assert program.session.document is not None
    assert program.session.document.mask.any()
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: not dialog.busy)
    assert dialog.isVisible()
    assert "Stopped after" in dialog.summary
    assert not (tmp_path / "x.pdf").exists()
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_that_changes_that_cannot_be_saved_are_named_as_not_handed_over(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((40, 40), (90, 60))
    program.save()
    # Another program saves a mask of its own, so that ours is not written over it.
    (small_folder / "annotations" / "img1_Segmentation.png").write_bytes(encode_mask(disc()))
    program.stroke((40, 80), (90, 90))
    dialog = dialog_of(program, "file.export", "export_dialog")
    write(dialog, "target", tmp_path / "out")
    press(program, dialog)
    assert dialog.notes[0].startswith("img1.jpg was handed over as it was last saved")
    assert np.array_equal(read_mask(tmp_path / "out" / "img1_Segmentation.png").mask, disc())
    assert program.session.document is not None
    program.session.save(overwrite=True)
    program.wait_until(lambda: not program.session.unsaved_paths)
