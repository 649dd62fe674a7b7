"""Markdown as Qt shows it, without what Markdown can only say clumsily."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable


def show_markdown(document: QTextDocument, text: str) -> None:
    """Fill a document.

    Tables whose heading is empty, which Markdown cannot leave out, are shown without one. The name of a picture in a
    table gets the number of columns as its fragment (`wand.png#2`), so that it can be made to fit.
    """
    document.setMarkdown(text)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            cells = [frame.cellAt(0, column) for column in range(frame.columns())]
            if frame.rows() > 1 and all(cell.firstCursorPosition() == cell.lastCursorPosition() for cell in cells):
                frame.removeRows(0, 1)
            _name_pictures(document, frame)


def _name_pictures(document: QTextDocument, table: QTextTable) -> None:
    cursor = QTextCursor(document)
    for place in range(table.firstPosition(), table.lastPosition()):
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        picture = cursor.charFormat().toImageFormat()
        if cursor.selectedText() == "\ufffc" and picture.isValid():
            picture.setName(f"{picture.name()}#{table.columns()}")
            cursor.setCharFormat(picture)
