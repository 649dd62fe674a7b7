"""A message over the canvas, about the image in sight, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from isic_desktop.views.icons import themed_icon
from isic_desktop.views.labels import breakable
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.turning_row import TurningRow
from isic_desktop.views.words import tr

_LEAST_TEXT_PX = 260
"""With less room the buttons stand below the text: a column of single words nobody reads."""


class Banner(QFrame):
    """One message at a time, with at most two buttons; hidden while there is none.

    Signals:
        pressed(str): The person pressed a button: its remedy's id.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._about = ""
        self._message = ""
        self._behind: tuple[str, tuple[tuple[str, str], ...], bool, str] | None = None
        self._mark = QLabel()
        self._text = QLabel()
        self._text.setObjectName("banner_text")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._buttons = [QPushButton(), QPushButton()]
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys away from the canvas
            button.clicked.connect(self._tell_pressed)
        self._close = QToolButton()
        self._close.setToolTip(tr("Close this message"))
        self._close.setAccessibleName(tr("Close this message"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.clear)
        self._warns = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX // 2, GRID_PX, GRID_PX // 2)
        layout.setSpacing(GRID_PX)
        self._remedies = QWidget()
        row = QHBoxLayout(self._remedies)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(0)
        self._parts = TurningRow(self._text, self._remedies, for_letters(_LEAST_TEXT_PX))
        layout.addWidget(self._mark)
        layout.addWidget(self._parts, 1)
        layout.addWidget(self._close)
        self.hide()

    def repaint_icons(self) -> None:
        """Draw the marks in the colours of the current theme."""
        icon = themed_icon("warning" if self._warns else "info", QApplication.palette())
        self._mark.setPixmap(icon.pixmap(20, 20))
        self._mark.setAccessibleName(tr("Warning") if self._warns else tr("Note"))
        self._close.setIcon(themed_icon("close", QApplication.palette()))

    @property
    def text(self) -> str:
        """The message, empty if there is none."""
        return self._message if not self.isHidden() else ""

    def tell(self, text: str, *remedies: tuple[str, str], warns: bool = False, about: str = "image") -> None:
        """Show a message.

        Args:
            text: One or two sentences.
            remedies: At most two pairs of id and words on the button.
            warns: Whether something is wrong, or this is news.
            about: What it concerns: "image" goes when another image is shown, "save" when all is saved, and
                "program" when the person closes it. News about the image waits behind a warning that work is not
                saved.
        """
        if about == "image" and self._about == "save" and not self.isHidden():
            self._behind = (text, remedies, warns, about)
            return
        self._about = about
        self._warns = warns
        self.repaint_icons()
        self._message = text
        self._text.setText(breakable(text))
        self._remedies.hide()  # until all its buttons are as they will be: what is shown is laid out at once
        for button, remedy in zip(self._buttons, (*remedies, None, None), strict=False):
            if remedy is not None:
                button.setProperty("remedy", remedy[0])
                button.setText(remedy[1])
            button.setVisible(remedy is not None)
        self._remedies.setVisible(bool(remedies))
        self._parts.turn()
        self.show()

    def clear_about(self, about: str) -> None:
        """Show no message about this any more; one about something else stays."""
        if self._behind is not None and self._behind[3] == about:
            self._behind = None
        if self._about == about:
            self.clear()

    @Slot()
    def clear(self) -> None:
        """Show no message, or the one that waited behind it."""
        self._message = self._about = ""
        self._text.clear()
        self.hide()
        if self._behind is not None:
            (text, remedies, warns, about), self._behind = self._behind, None
            self.tell(text, *remedies, warns=warns, about=about)

    @Slot()
    def _tell_pressed(self) -> None:
        remedy = str(self.sender().property("remedy"))
        self.clear()
        self.pressed.emit(remedy)
