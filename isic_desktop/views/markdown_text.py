"""Markdown as Qt shows it, without what Markdown can only say clumsily."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument, QTextTable


def show_markdown(document: QTextDocument, text: str) -> None:
    """Fill a document; tables whose heading is empty, which Markdown cannot leave out, are shown without one."""
    document.setMarkdown(text)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            cells = [frame.cellAt(0, column) for column in range(frame.columns())]
            if frame.rows() > 1 and all(cell.firstCursorPosition() == cell.lastCursorPosition() for cell in cells):
                frame.removeRows(0, 1)
