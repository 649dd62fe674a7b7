"""Shows that the keys belong to a picture, to a person who came there with the Tab key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QWidget

_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_AS_BEFORE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FocusFrame(QFrame):
    """A line around a widget while it has the focus; a click with the mouse shows none, since the eye is there already.

    Args:
        around: The widget.
    """

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setObjectName("focus_frame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._wanted = False
        self.hide()
        around.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget's size and focus."""
        around = self.parentWidget()
        if watched is around and around is not None:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(around.rect())
            elif isinstance(event, QFocusEvent):
                if event.gotFocus() and event.reason() not in _AS_BEFORE:
                    self._wanted = event.reason() in _BY_KEYS
                self.setVisible(event.gotFocus() and self._wanted)
        return False
