"""The open folder: list and grid, filters, saved views, and files that come and go."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from annotated import annotate, disc, make_folder
from drawn import draw_lesion, write_image, write_mask
from platforms import needs_links
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QToolButton, QWidget

from isic_desktop.core.image_table import STATES
from isic_desktop.services.folder_listing import FolderListing
from isic_desktop.views.gallery import GalleryView
from isic_desktop.views.gallery_model import SCORE_ROLE

Open = Callable[..., Program]


def shown(program: Program) -> list[str]:
    return [path.name for path in program.window.gallery.model.paths]


def find(program: Program, kind: type, name: str) -> QWidget:
    widget = program.window.findChild(kind, name)
    assert isinstance(widget, QWidget), name
    return widget


def look_now(program: Program) -> None:
    """As the program does by itself every other second."""
    listing = program.window.findChild(FolderListing)
    assert listing is not None
    listing.look()
    program.wait_until(lambda: not listing._watcher.busy)
    QApplication.processEvents()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Eight images in all states; the first four with ground truth."""
    folder = tmp_path / "mixed"
    images = make_folder(folder, 8, truth_for=4)
    annotate(images[0], "predicted", radius=20, predicted_jaccard=0.9)
    annotate(images[1], "corrected", radius=29, note="ruler in the picture")
    annotate(images[2], "accepted", radius=24)
    annotate(images[4], "rejected", radius=10, predicted_jaccard=0.55, model="own")
    annotate(images[5], "predicted", radius=40, predicted_jaccard=0.7)
    return folder


def test_that_states_counts_and_progress_are_shown_with_marks_of_their_own(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    program.wait_until(lambda: "2 of 8 reviewed" in program.window.gallery._reviewed.text())
    texts = [find(program, QToolButton, f"filter_state.{state}").property("text") for state in STATES]
    assert texts == ["○ 3", "◐ 2", "✎ 1", "✓ 1", "✕ 1"]
    assert len({text[0] for text in texts}) == len(STATES)


def test_that_a_state_is_picked_and_all_come_back(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    button = find(program, QToolButton, "filter_state.predicted")
    program.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: shown(program) == ["img1.jpg", "img6.jpg"])
    program.trigger("gallery.show_all")
    program.wait_until(lambda: len(shown(program)) == 8)


def test_that_images_are_found_and_opened_by_keys_alone(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    program.trigger("gallery.search")
    field = find(program, QLineEdit, "filter_text")
    assert QApplication.focusWidget() is field
    program.qtbot.keyClicks(field, "RULER")
    program.wait_until(lambda: shown(program) == ["img2.jpg"])
    assert program.session.current_path == mixed / "img1.jpg", "what is in sight stays, though it is not listed"
    program.qtbot.keyClick(field, Qt.Key.Key_Return)
    program.wait_until(lambda: QApplication.focusWidget() is program.canvas)
    program.key(Qt.Key.Key_D)
    program.wait_for_image("img2.jpg")


def test_that_a_filter_nothing_fits_says_so_and_offers_the_way_back(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.qtbot.keyClicks(find(program, QLineEdit, "filter_text"), "no such name")
    program.wait_until(lambda: shown(program) == [])
    button = find(program, QWidget, "show_all")
    assert button.isVisible()
    program.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: len(shown(program)) == 8)
    assert not button.isVisible()
    assert program.canvas.has_image


def test_that_a_filter_and_order_are_kept_under_a_name_for_next_time(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    find(program, QToolButton, "filter_more").click()  # type: ignore[attr-defined]
    low = find(program, QDoubleSpinBox, "filter_jaccard.high")
    low.setValue(0.9)  # type: ignore[attr-defined]
    sort = find(program, QComboBox, "sort")
    sort.setCurrentIndex(sort.findData("jaccard"))  # type: ignore[attr-defined]
    program.wait_until(lambda: shown(program) == ["img1.jpg", "img3.jpg"])
    view = find(program, QComboBox, "saved_view")
    program.qtbot.keyClicks(view, "Weak ones")
    program.qtbot.keyClick(view, Qt.Key.Key_Return)
    program.trigger("gallery.show_all")
    program.window.close()

    again = open_program(mixed)
    again.wait_for_image()
    again.wait_for_index()
    view = find(again, QComboBox, "saved_view")
    assert [view.itemText(number) for number in range(view.count())] == ["Weak ones"]  # type: ignore[attr-defined]
    view.setCurrentIndex(0)  # type: ignore[attr-defined]
    view.activated.emit(0)  # type: ignore[attr-defined]
    again.wait_until(lambda: shown(again) == ["img1.jpg", "img3.jpg"])
    find(again, QToolButton, "remove_view").click()  # type: ignore[attr-defined]
    assert view.count() == 0  # type: ignore[attr-defined]


def test_that_the_order_is_worst_first_with_the_failure_line(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    sort = find(program, QComboBox, "sort")
    sort.setCurrentIndex(sort.findData("worst"))  # type: ignore[attr-defined]
    program.wait_until(lambda: shown(program)[0] != "img1.jpg" or shown(program)[1] == "img5.jpg")
    truth = disc(30)
    jaccards = {f"img{n}.jpg": disc(r).sum() / truth.sum() for n, r in ((1, 20), (2, 29), (3, 24))}
    expected = sorted([*jaccards.items(), ("img5.jpg", 0.55), ("img6.jpg", 0.7)], key=lambda pair: pair[1])
    program.wait_until(lambda: shown(program)[:5] == [name for name, _ in expected])
    model = program.window.gallery.model
    scores = [model.data(model.index(row), SCORE_ROLE) for row in range(8)]
    assert [None if score is None else round(score[0], 3) for score in scores[:5]] == [
        round(float(value), 3) for _, value in expected
    ]
    assert scores[5:] == [None, None, None]
    lines = [row for row in range(8) if model._failure_row == row]
    assert lines == [sum(value < 0.65 for _, value in expected)]


def test_that_the_grid_shows_the_same_images_and_is_remembered(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.trigger("gallery.grid")
    view = program.window.findChild(GalleryView)
    assert view is not None
    model = program.window.gallery.model
    program.wait_until(lambda: all(model.thumbnail_of(path) is not None for path in model.paths))
    QApplication.processEvents()
    first, second = (view.visualRect(model.index(row)) for row in (0, 1))
    assert first.top() == second.top()
    assert second.left() >= first.right()
    program.key(Qt.Key.Key_Right, target=view)
    program.wait_for_image("img2.jpg")
    program.window.close()
    assert open_program(mixed).window.actions_by_id["gallery.grid"].isChecked()


def test_that_images_that_come_and_go_are_noticed_and_the_one_in_sight_stays(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.window.gallery.go_to(3)
    program.wait_for_image("img4.jpg")
    document = program.session.document
    write_image(mixed / "img0.jpg", draw_lesion())
    (mixed / "img2.jpg").unlink()
    (mixed / "later").mkdir()
    write_image(mixed / "later" / "img10.jpg", draw_lesion())
    program.wait_until(lambda: "img10.jpg" in shown(program))
    assert shown(program) == [f"img{n}.jpg" for n in (0, 1, 3, 4, 5, 6, 7, 8, 10)]
    assert program.session.document is document
    assert program.window.gallery.current_row == 3
    (mixed / "img4.jpg").unlink()
    look_now(program)
    program.wait_until(lambda: "img4.jpg" not in shown(program))
    assert program.session.document is document
    program.key(Qt.Key.Key_D)
    program.wait_for_image("img5.jpg")


def test_that_ground_truth_that_comes_while_the_folder_is_open_is_found(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    write_mask(mixed / "img6_Segmentation.png", disc(30))
    write_image(mixed / "img9.jpg", draw_lesion())  # something that changes the list too
    program.wait_until(lambda: "img9.jpg" in shown(program))
    model = program.window.gallery.model
    number = model.listing.rows["img6.jpg"]
    program.wait_until(lambda: not np.isnan(model.table.jaccard[number]))
    program.window.gallery.go_to(5)
    program.wait_for_image("img6.jpg")
    assert program.session.document is not None
    assert program.session.document.truth is not None


def test_that_annotations_made_by_another_program_show_up(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    look_now(program)
    annotate(mixed / "img8.jpg", "accepted")
    (mixed / "annotations" / "img3_Segmentation.png").unlink()
    look_now(program)
    model = program.window.gallery.model
    program.wait_until(lambda: model.state_of(mixed / "img8.jpg") == "accepted")
    program.wait_until(lambda: model.state_of(mixed / "img3.jpg") == "new")


@needs_links
def test_that_links_in_a_circle_and_hostile_files_are_no_trouble(open_program: Open, mixed: Path) -> None:
    (mixed / "round").symlink_to(mixed, target_is_directory=True)
    (mixed / "gone.jpg").symlink_to(mixed / "nowhere.jpg")
    (mixed / "annotations" / "img1_Segmentation.json").write_text("[" * 200_000)
    (mixed / "annotations" / "img2_Segmentation.json").write_text('{"isic_desktop_sidecar": 1, "state": "root"}')
    (mixed / "annotations" / "img3_Segmentation.png").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(100))
    program = open_program(mixed)
    program.wait_until(lambda: len(program.window.gallery.model.paths) == 9)
    program.wait_for_index()
    assert sorted(shown(program)) == sorted([*(f"img{n}.jpg" for n in range(1, 9)), "gone.jpg"])
    assert {program.window.gallery.model.state_of(mixed / f"img{n}.jpg") for n in (1, 2, 3)} == {"corrected"}


def test_that_an_index_deleted_while_nobody_looks_is_built_again(
    open_program: Open, mixed: Path, program_home: Path
) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    states = program.window.gallery.model.table.state.tolist()
    jaccards = program.window.gallery.model.table.jaccard.copy()
    program.window.close()
    (file,) = (program_home / "cache" / "index").glob("*.sqlite3")
    file.unlink()
    again = open_program(mixed)
    again.wait_for_image()
    again.wait_for_index()
    table = again.window.gallery.model.table
    assert table.state.tolist() == states
    assert np.array_equal(table.jaccard, jaccards, equal_nan=True)
    assert file.is_file()


def test_that_a_picked_handful_is_what_is_handed_on(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    gallery = program.window.gallery
    view = gallery.view
    for row in (2, 4):
        program.qtbot.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            view.visualRect(gallery.model.index(row)).center(),
        )
    assert [path.name for path in gallery.selected_paths()] == ["img1.jpg", "img3.jpg", "img5.jpg"]
    (mixed / "img2.jpg").unlink()
    look_now(program)
    program.wait_until(lambda: "img2.jpg" not in shown(program))
    assert [path.name for path in gallery.selected_paths()] == ["img1.jpg", "img3.jpg", "img5.jpg"]
    assert len(gallery.all_paths()) == len(gallery.shown_paths()) == 7


def test_that_the_row_of_the_image_in_sight_follows_the_hand(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    program.wait_for_index()
    program.stroke((20, 20), (60, 60))
    model = program.window.gallery.model
    assert model.state_of(mixed / "img1.jpg") == "corrected"
    document = program.document
    assert document.overlap is not None
    assert model.data(model.index(0), SCORE_ROLE) == (pytest.approx(document.overlap.jaccard), True)
    program.save()
    program.wait_for_index()
    assert model.state_of(mixed / "img1.jpg") == "corrected"


def test_that_the_gallery_paints_a_picture_of_each_image(open_program: Open, mixed: Path) -> None:
    program = open_program(mixed)
    program.wait_for_image()
    model, view = program.window.gallery.model, program.window.gallery.view
    program.wait_until(lambda: all(model.thumbnail_of(path) is not None for path in model.paths))
    QApplication.processEvents()
    picture = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rect = view.visualRect(model.index(1))
    skin = picture.pixelColor(rect.left() + 20, rect.top() + 12)
    assert (skin.red(), skin.green(), skin.blue()) == (
        pytest.approx(225, abs=12),
        pytest.approx(180, abs=12),
        pytest.approx(160, abs=12),
    )
    place = find(program, QLabel, "gallery_count")
    assert place.property("text") == "1 / 8 images"
