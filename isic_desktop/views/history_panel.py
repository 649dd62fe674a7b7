"""The steps of the annotation in sight: where one is, what came before, what can be done again."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QDockWidget, QListWidget, QListWidgetItem, QWidget

from isic_desktop.views.words import said, tr

if TYPE_CHECKING:
    from isic_desktop.core.history import History

# More rows than this nobody reads; the oldest are summed up in one line.
_MOST_ROWS = 500


class HistoryPanel(QDockWidget):
    """A list of steps; a click, or Enter, goes to the state after a step.

    Signals:
        went_to(int): The number of steps that are to be done from the first one; all later ones are undone.
    """

    went_to = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("History"), parent)
        self.setObjectName("history_dock")
        self._labels: tuple[list[str], list[str]] | None = None
        self.setMinimumHeight(120)

    @cached_property
    def _list(self) -> QListWidget:
        # Not before it is seen: with the first QListWidget PySide6 makes a hundred other types.
        steps = QListWidget()
        steps.setObjectName("history")
        steps.setAccessibleName(tr("Steps of this annotation"))
        steps.setUniformItemSizes(True)
        steps.itemClicked.connect(self._tell)
        steps.itemActivated.connect(self._tell)
        self.setWidget(steps)
        return steps

    def showEvent(self, event: QShowEvent) -> None:
        """Make the list with its first appearance."""
        assert self._list is not None
        super().showEvent(event)

    def show_steps(self, history: History | None) -> None:
        """Show the steps of a history, or none."""
        done, undone = ([], []) if history is None else (history.undo_labels, history.redo_labels[::-1])
        if self._labels == (done, undone) or (history is None and self._list.count() == 0):
            return
        self._labels = (done, undone)
        self._list.clear()
        if history is None:
            return
        first = max(0, len(done) - _MOST_ROWS)
        start = tr("{count} steps before", count=first) if first else tr("As it was opened")
        rows = [(start, first), *((said(label), at + 1) for at, label in enumerate(done) if at >= first)]
        rows += [(said(label), len(done) + at + 1) for at, label in enumerate(undone)]
        faded = QColor(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for words, count in rows:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, count)
            if count > len(done):
                item.setForeground(faded)
                item.setToolTip(tr("Undone; click to do it again"))
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tr("Undone"))
            self._list.addItem(item)
        self._list.setCurrentRow(len(done) - first)

    @Slot(QListWidgetItem)
    def _tell(self, item: QListWidgetItem) -> None:
        self.went_to.emit(int(item.data(Qt.ItemDataRole.UserRole)))
