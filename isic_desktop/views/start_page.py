"""What the window shows while no folder is open: the next step, as buttons."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from isic_desktop.views.icons import program_icon
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.words import tr


class StartPage(QWidget):
    """A greeting with the two ways to begin.

    Args:
        open_folder: The action behind the first button.
        open_samples: The action behind the second.
    """

    def __init__(self, open_folder: QAction, open_samples: QAction) -> None:
        super().__init__()
        self.setObjectName("start_page")
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(72, 72))
        title = QLabel(tr("Outline skin lesions"))
        title.setProperty("role", "title")
        text = QLabel(
            tr(
                "Open a folder of dermoscopy images. The model outlines each lesion,\n"
                "you correct the outline, and the scores show how well it fits."
            )
        )
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hint = QLabel(tr("Or drop a folder here."))
        hint.setProperty("role", "muted")
        legal = QLabel(tr("Research use only; not a medical device."))
        legal.setProperty("role", "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addStretch(1)
        for action, default in ((open_folder, True), (open_samples, False)):
            button = QPushButton(action.text())
            button.setDefault(default)
            button.setMinimumHeight(4 * GRID_PX)
            button.clicked.connect(action.trigger)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID_PX)
        layout.addStretch(2)
        for widget in (picture, title, text):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(buttons)
        layout.addWidget(hint, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        layout.addWidget(legal, alignment=Qt.AlignmentFlag.AlignHCenter)


class MessagePage(QWidget):
    """A sentence in the middle of the canvas: what is being waited for, or why there is no image, and what next.

    Args:
        remedies: Actions that may be offered as buttons, by their ids.

    Attributes:
        text: The sentence shown.
    """

    def __init__(self, remedies: dict[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("message_page")
        self._remedies = remedies
        self.text = ""
        self._label = QLabel()
        self._label.setObjectName("message_text")
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setWordWrap(True)
        # It has the upper half of the page to itself, so that no line is ever cut off.
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self._button = QPushButton()
        self._button.setMinimumHeight(4 * GRID_PX)
        self._button.clicked.connect(self._press)
        column = QVBoxLayout(self)
        column.setContentsMargins(10 * GRID_PX, GRID_PX, 10 * GRID_PX, GRID_PX)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(self._label, 4)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)

    def tell(self, title: str, text: str, remedy: str = "") -> None:
        """Show a title, a sentence, and a button for the action `remedy` (none if it is empty)."""
        self.text = text
        self._label.setText(f"<b>{html.escape(title)}</b><br><br>{html.escape(text)}")
        self._button.setVisible(bool(remedy))
        self._button.setProperty("remedy", remedy)
        if remedy:
            self._button.setText(self._remedies[remedy].text())

    @Slot()
    def _press(self) -> None:
        self._remedies[str(self._button.property("remedy"))].trigger()
