"""The window in little room: nothing is cut off, and the keys belong to the image from the start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QLineEdit, QScrollArea

from isic_desktop.views.canvas import Canvas


@pytest.mark.parametrize("size_wh", [(1280, 720), (1000, 640)])
def test_that_no_name_of_a_score_is_cut_off(
    open_program: Callable[..., Program], samples: Path, size_wh: tuple[int, int]
) -> None:
    program = open_program(samples)
    program.wait_for_image()
    program.window.resize(*size_wh)
    QApplication.processEvents()
    assert (program.window.width(), program.window.height()) == size_wh
    program.stroke((500, 300), (540, 320))
    QApplication.processEvents()
    short = [
        label.text()
        for label in program.window.scores.findChildren(QLabel)
        if label.isVisible() and not label.wordWrap() and label.width() < label.sizeHint().width()
    ]
    assert short == []


def test_that_letters_are_keys_of_the_image_right_after_a_folder_was_opened(
    open_program: Callable[..., Program], small_folder: Path
) -> None:
    program = open_program()
    search = program.window.gallery.filter_bar.findChild(QLineEdit)
    assert search is not None
    search.setFocus()  # as Qt may do by itself when a window is activated
    program.workbench.open(small_folder)
    program.wait_for_image("img1.jpg")
    program.key(Qt.Key.Key_D)
    program.wait_for_image("img2.jpg")
    assert search.text() == ""
    program.workbench.open(small_folder)
    program.wait_for_image("img1.jpg")
    search.setEnabled(True)
    search.setFocus()
    program.key(Qt.Key.Key_D)
    assert search.text() == "d"


@pytest.mark.parametrize(("size_wh", "below"), [((1500, 500), False), ((1000, 1000), True)])
def test_that_compared_masks_are_shown_whole_and_as_large_as_there_is_room(
    open_program: Callable[..., Program], small_folder: Path, size_wh: tuple[int, int], below: bool
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.window.resize(1280, 800)
    program.trigger("view.compare")
    program.window.resize(*size_wh)
    QApplication.processEvents()
    panes = [program.window.findChild(Canvas, f"compare_{name}") for name in ("prediction", "annotation", "truth")]
    lefts = {pane.mapTo(program.window, pane.rect().topLeft()).x() for pane in panes}
    assert (len(lefts) == 1) == below
    for pane in panes:
        left, top = pane.view.to_view((0, 0))
        right, bottom = pane.view.to_view((160, 120))
        assert left >= 0
        assert top >= 0
        assert right <= pane.width()
        assert bottom <= pane.height()
        assert max((right - left) / pane.width(), (bottom - top) / pane.height()) > 0.8
    panes[1].zoom(3.0)
    scales = {pane.view.scale for pane in panes}
    assert len(scales) == 1
    assert not any(pane.fits for pane in panes)
    panes[2].fit()
    assert all(pane.fits for pane in panes)


def test_that_letters_stay_keys_of_the_images_on_the_way_over_one_that_cannot_be_shown(
    open_program: Callable[..., Program], small_folder: Path
) -> None:
    (small_folder / "img2.jpg").write_bytes(b"no image")
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    for name in ("img2.jpg", "img3.jpg"):
        program.key(Qt.Key.Key_D)
        program.wait_until(lambda name=name: program.session.current_path == small_folder / name)  # type: ignore[misc]
        program.wait_until(lambda: program.window.message_page.isVisible() or program.session.current is not None)
        QApplication.processEvents()
    program.wait_for_image("img3.jpg")
    assert QApplication.focusWidget() is program.canvas
    search = program.window.gallery.filter_bar.findChild(QLineEdit)
    assert search is not None
    assert search.text() == ""


def test_that_read_outs_are_seen_without_scrolling_until_the_person_wants_it_otherwise(
    open_program: Callable[..., Program], samples: Path
) -> None:
    program = open_program(samples)
    program.window.resize(1280, 800)
    program.wait_for_image()
    program.segment()
    program.wait_until(lambda: program.window.findChild(QLabel, "readout.area").text() != "–")
    docks = [program.window.findChild(QDockWidget, f"{name}_dock") for name in ("side", "readouts")]
    area = docks[1].findChild(QScrollArea)
    program.wait_until(lambda: area.verticalScrollBar().maximum() == 0)
    assert docks[0].findChild(QScrollArea).verticalScrollBar().maximum() == 0, "nothing is squeezed for it"
    program.window.resizeDocks(docks, [600, 120], Qt.Orientation.Vertical)
    program.wait_until(lambda: docks[1].height() < 160)
    program.window.close()
    again = open_program()
    again.wait_for_image()
    again.qtbot.wait(50)
    assert again.window.findChild(QDockWidget, "readouts_dock").height() < 160
