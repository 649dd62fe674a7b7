"""What the window shows while no folder is open: the next step, as buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from isic_desktop.views.icons import program_icon
from isic_desktop.views.palette import GRID_PX


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
        title = QLabel("Outline skin lesions")
        title.setProperty("role", "title")
        text = QLabel(
            "Open a folder of dermoscopy images. The model outlines each lesion,\n"
            "you correct the outline, and the scores show how well it fits."
        )
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hint = QLabel("Or drop a folder here.")
        hint.setProperty("role", "muted")
        legal = QLabel("Research use only; not a medical device.")
        legal.setProperty("role", "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX)
        buttons.addStretch(1)
        for action, words, default in ((open_folder, "Open folder…", True), (open_samples, "Open the samples", False)):
            button = QPushButton(words)
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
    """A sentence in the middle of the canvas: what is being waited for, or why there is no image."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message_page")
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._text = QLabel()
        self._text.setObjectName("message_text")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setMinimumWidth(360)
        self._text.setMaximumWidth(640)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID_PX, GRID_PX, 4 * GRID_PX, GRID_PX)
        layout.setSpacing(GRID_PX)
        layout.addStretch(2)
        layout.addWidget(self._title, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._text, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def tell(self, title: str, text: str) -> None:
        """Show a title and a sentence."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()
