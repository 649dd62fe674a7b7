"""Two parts of a bar: side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from isic_desktop.views.palette import GRID_PX


class TurningRow(QWidget):
    """A row that turns into a column before it makes the window wider than the person did.

    Args:
        first: What stands on the left, or above; it takes what room there is.
        second: What stands on the right, or below.
        least_px: Less than this the first part gets only in a column.
    """

    def __init__(self, first: QWidget, second: QWidget, least_px: int = 0) -> None:
        super().__init__()
        self._first = first
        self._second = second
        self._least_px = least_px
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID_PX)
        self._row.addWidget(first, 1)
        self._row.addWidget(second)

    @property
    def is_turned(self) -> bool:
        """Whether one part stands below the other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As narrow as a column; as high as it is now."""
        parts = [part.minimumSizeHint().width() for part in self._parts()]
        return QSize(max(parts, default=0), self._row.minimumSize().height())

    def turn(self) -> None:
        """Choose row or column for the width there is now."""
        needed = max(self._least_px, self._first.minimumSizeHint().width())
        if not self._second.isHidden():
            needed += self._row.spacing() + self._second.sizeHint().width()
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if needed <= self.width() else direction.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room now, or less."""
        super().resizeEvent(event)
        self.turn()

    def _parts(self) -> list[QWidget]:
        return [part for part in (self._first, self._second) if not part.isHidden()]
