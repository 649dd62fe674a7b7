"""Labels that never make the window wider than the person did."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from isic_desktop.views.themes import for_letters

_ZERO_WIDTH_SPACE = "\u200b"
_LONGEST_WORD = 40


class ElidedLabel(QLabel):
    """A line of text that is cut in the middle where there is no room; the tool tip has all of it.

    Args:
        most_px: Its greatest width with letters of their usual size.
    """

    def __init__(self, most_px: int) -> None:
        super().__init__()
        self._most_px = most_px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show a text."""
        super().setText(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        """As wide as the text, up to the greatest width."""
        return super().sizeHint().boundedTo(QSize(for_letters(self._most_px), 10_000))

    def minimumSizeHint(self) -> QSize:
        """It can do with little."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        alignment = int(self.alignment()) if self.alignment() else int(Qt.AlignmentFlag.AlignVCenter)
        with QPainter(self) as painter:
            painter.drawText(room, alignment, text)


class ElidedLink(QPushButton):
    """A button that looks like a link and is cut in the middle where there is no room for all of it.

    Args:
        text: What it says.
        most_px: Its greatest width with letters of their usual size.
    """

    def __init__(self, text: str, most_px: int) -> None:
        super().__init__(text)
        self._most_px = most_px
        self.setProperty("role", "link")
        # A button's own policy grants it no less than all of its text.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the text, up to the greatest width."""
        return super().sizeHint().boundedTo(QSize(for_letters(self._most_px), 10_000))

    def minimumSizeHint(self) -> QSize:
        """It can do with little."""
        return QSize(for_letters(80), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)


class QuietHint(QLabel):
    """A quiet line, or two of them; it goes where there is no room for all of it, since it is in the guide too."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show a text; the tool tip has it in any case."""
        super().setText(text)
        self.setToolTip(text)

    def hasHeightForWidth(self) -> bool:
        """Its height is always the same."""
        return False

    def sizeHint(self) -> QSize:
        """Two lines, whatever it says: the canvas above must not jump when the tool changes."""
        return QSize(0, 2 * self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all of the text or none."""
        if self.heightForWidth(self.width()) <= self.height():
            super().paintEvent(event)


def breakable(text: str) -> str:
    """The text with places to break long words (paths, file names) at, invisible where it is not broken."""
    words = text.split(" ")
    return " ".join(_broken(word) if len(word) > _LONGEST_WORD else word for word in words)


def _broken(word: str) -> str:
    return _ZERO_WIDTH_SPACE.join(word[at : at + 20] for at in range(0, len(word), 20))
