"""The user guide inside the program shows its pictures whole, beside their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from program_driver import Program
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication

from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.help_window import HelpWindow
from isic_desktop.views.markdown_text import show_markdown


@pytest.fixture
def guide(open_program: Callable[..., Program]) -> Iterator[HelpWindow]:
    comfort = open_program().window.findChild(ComfortBench)
    assert isinstance(comfort, ComfortBench)
    dialog = comfort.show_guide()
    assert isinstance(dialog, HelpWindow)
    QApplication.processEvents()
    yield dialog
    dialog.close()


def pictures_of(guide: HelpWindow) -> list[tuple[str, int, int]]:
    """Name, width in points and number of columns of the table around it (1 without one) of each picture."""
    document, found = guide.page.document(), []
    cursor = QTextCursor(document)
    for place in range(document.characterCount() - 1):
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        picture = cursor.charFormat().toImageFormat()
        if cursor.selectedText() == "\ufffc" and picture.isValid():
            image = guide.page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(picture.name()))
            assert isinstance(image, QImage), picture.name()
            table = cursor.currentTable()
            found.append((picture.name(), image.deviceIndependentSize().width(), table.columns() if table else 1))
    return found


@pytest.mark.parametrize("width", [920, 640])
def test_that_pictures_fit_the_page_and_beside_each_other_their_column(guide: HelpWindow, width: int) -> None:
    guide.resize(width, 720)
    QApplication.processEvents()
    pictures = pictures_of(guide)
    assert len(pictures) >= 25
    assert any(columns == 2 for _, _, columns in pictures)
    room = guide.page.viewport().width()
    wide = [name for name, wide_px, columns in pictures if wide_px * columns > room]
    assert wide == []
    assert guide.page.horizontalScrollBar().maximum() == 0


def test_that_no_heading_of_the_contents_is_cut_off(guide: HelpWindow) -> None:
    list_of = guide.contents
    assert list_of.sizeHintForColumn(0) <= list_of.viewport().width()


def test_that_an_empty_heading_of_a_table_is_not_shown_and_a_filled_one_is(qapp: QApplication) -> None:
    document = QTextDocument()
    show_markdown(document, "| | |\n|---|---|\n| a | b |\n\n| key | tool |\n|---|---|\n| B | brush |\n")
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert [table.rows() for table in tables] == [1, 2]


def test_that_words_found_are_brought_into_sight(guide: HelpWindow) -> None:
    guide.search.setText("tritanopia")
    assert guide.page.textCursor().selectedText() == "tritanopia"
    place = guide.page.cursorRect()
    assert guide.page.viewport().rect().contains(place)
    first = guide.page.textCursor().position()
    guide.search.setText("outline")
    for _ in range(3):
        guide.find_next()
    assert guide.page.viewport().rect().contains(guide.page.cursorRect())
    assert guide.page.textCursor().position() != first
    guide.search.setText("no such words")
    assert "0" in guide._hits.text()
    assert guide.contents.item(1).flags() & Qt.ItemFlag.ItemIsSelectable
