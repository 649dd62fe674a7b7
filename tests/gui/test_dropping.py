"""What a person drops on the window is opened, or the window says why not and keeps what it shows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from program_driver import Program
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

OpenProgram = Callable[..., Program]


def drop(program: Program, things: Sequence[Path | QUrl | str], on: QWidget | None = None) -> bool:
    """Drag things over a widget of the window and let go; whether the window would take them."""
    carried = QMimeData()
    urls = [thing if isinstance(thing, QUrl) else QUrl.fromLocalFile(str(thing)) for thing in things]
    if things and isinstance(things[0], str):
        carried.setText(things[0])
    else:
        carried.setUrls(urls)
    window = program.window
    widget = on or window
    place = widget.mapTo(window, widget.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # Qt asks the widget under the pointer, and then those around it, for one that takes drops.
    under = window.childAt(place)
    while under is not None and under is not window and not under.acceptDrops():
        under = under.parentWidget()
    assert under in (None, window), f"{under} would take the drop from the window"
    entering = QDragEnterEvent(QPoint(place), Qt.DropAction.CopyAction, carried, buttons, keys)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    if not entering.isAccepted():
        return False
    dropping = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, carried, buttons, keys)
    dropping.ignore()
    QApplication.sendEvent(window, dropping)
    assert dropping.isAccepted()
    return True


def test_that_a_folder_dropped_on_the_start_page_is_opened(open_program: OpenProgram, small_folder: Path) -> None:
    program = open_program()
    assert drop(program, [small_folder])
    program.wait_for_image()
    assert program.session.current.path.parent == small_folder
    assert program.window.gallery.isVisible()


def test_that_a_folder_dropped_on_an_image_takes_its_place_and_the_work_is_saved(
    open_program: OpenProgram, small_folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "others"
    shutil.copytree(small_folder, other)
    program = open_program(small_folder)
    program.wait_for_image()
    first = program.session.current.path
    program.stroke((20, 20), (30, 20))
    assert drop(program, [other], on=program.canvas)
    program.wait_until(
        lambda: program.session.current is not None and program.session.current.path.is_relative_to(other)
    )
    saved = first.parent / "annotations" / f"{first.stem}_Segmentation.png"
    program.wait_until(saved.is_file)


def test_that_an_image_dropped_is_gone_to_among_those_of_its_folder(
    open_program: OpenProgram, small_folder: Path
) -> None:
    program = open_program()
    images = sorted(small_folder.glob("*.jpg"))
    assert drop(program, [images[-1]], on=program.window.gallery)
    program.wait_for_image(images[-1].name)
    assert program.window.gallery.model.rowCount() >= len(images)


def test_that_of_several_things_the_first_that_can_be_opened_counts(
    open_program: OpenProgram, small_folder: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("no image")
    images = sorted(small_folder.glob("*.jpg"))
    program = open_program()
    assert drop(program, [notes, images[1], images[0]])
    program.wait_for_image(images[1].name)


@pytest.mark.parametrize("name", ["gone", "gone.jpg", "notes.txt"])
def test_that_what_vanished_or_is_no_image_is_told_and_what_is_open_stays(
    open_program: OpenProgram, small_folder: Path, tmp_path: Path, name: str
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    shown = program.session.current.path
    if name == "notes.txt":
        (tmp_path / name).write_text("no image")
    assert drop(program, [tmp_path / name])
    program.wait_until(lambda: name in program.window.banner.text)
    assert program.session.current.path == shown
    program.stroke((20, 20), (30, 20))
    assert program.session.document.mask[20, 25], "the person can go on"


def test_that_what_comes_from_elsewhere_or_is_no_file_is_not_taken(
    open_program: OpenProgram, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    assert not drop(program, [QUrl("https://example.org/a.jpg")])
    assert not drop(program, ["only words"])
    assert not drop(program, [])
    assert program.session.current.path.parent == small_folder
