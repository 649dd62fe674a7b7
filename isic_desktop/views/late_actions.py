"""What is asked for before the part that answers it is there, in the first moments of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import SIGNAL, QObject, Slot
from PySide6.QtGui import QAction

_TRIGGERED = SIGNAL("triggered(bool)")


class LateActions(QObject):
    """Remembers which actions were triggered, and triggers those again that only a later part answers.

    Args:
        actions: All actions; those that only switch something are left alone.
        parent: Whose life it shares.
    """

    def __init__(self, actions: Iterable[QAction], parent: QObject) -> None:
        super().__init__(parent)
        # With how many parts (and menus) listened to each at first.
        self._listeners = {action: action.receivers(_TRIGGERED) for action in actions if not action.isCheckable()}
        self._asked: list[QAction] = []
        for action in self._listeners:
            action.triggered.connect(self._note)

    @Slot()
    def _note(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and action not in self._asked:
            self._asked.append(action)

    @Slot()
    def answer(self) -> None:
        """All parts are there: do what was asked of those that came later, where it can be done."""
        for action in self._listeners:
            action.triggered.disconnect(self._note)
        for action in self._asked:
            if action.receivers(_TRIGGERED) > self._listeners[action]:
                action.trigger()  # nothing happens if it has been disabled
        self._asked.clear()
        self._listeners.clear()
