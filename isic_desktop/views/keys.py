"""Keys that act while they are held: Space pans, C takes the overlay away for a look."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QTextEdit

if TYPE_CHECKING:
    from isic_desktop.views.canvas import Canvas

# A key held longer than this was held for a look; a shorter press is a switch.
_PEEK_S = 0.3
_CONTROL = Qt.KeyboardModifier.ControlModifier
_TAKES_KEYS = (QLineEdit, QTextEdit, QAbstractSpinBox, QComboBox, QAbstractButton)


class HeldKeys(QObject):
    """Watches the keys of the whole window, wherever the focus is, except in fields and on buttons.

    Args:
        canvas: What Space pans.
        overlay: The switch of the overlay.
        parent: Whose life it shares.
    """

    def __init__(self, canvas: Canvas, overlay: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._overlay = overlay
        self._peeking_since_s: float | None = None
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        overlay.triggered.connect(self._begin_peek)

    def _begin_peek(self) -> None:
        self._peeking_since_s = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Space for the canvas; notice when C is let go; leave letters to a field or button that has the focus."""
        if not isinstance(event, QKeyEvent):  # asked first: every event of the program comes by here
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._belongs_to_control(event):
                event.accept()  # it comes to the control as a key press, and to no action
                return True
            return False
        if event.isAutoRepeat():
            # Holding C must not flicker; holding Space goes on panning.
            return event.key() == Qt.Key.Key_Space and self._is_free(watched)
        pressed = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Space and self._is_free(watched):
            self._canvas.hold_pan(pressed)
            return True
        if event.key() == Qt.Key.Key_C and not pressed and self._peeking_since_s is not None:
            held_s, self._peeking_since_s = time.monotonic() - self._peeking_since_s, None
            if held_s > _PEEK_S:
                self._overlay.toggle()
        return False

    def _belongs_to_control(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & (_CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
        return plain and bool(event.text()) and isinstance(QApplication.focusWidget(), _TAKES_KEYS)

    def _is_free(self, watched: QObject) -> bool:
        focused = QApplication.focusWidget()
        window = self._canvas.window()
        if focused is None or isinstance(focused, _TAKES_KEYS) or focused.window() is not window:
            return False
        return watched is focused
