"""The column of panels beside the image: as high as they are, as long as the screen has room for that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QVBoxLayout, QWidget

from isic_desktop.views.themes import for_letters

_LEAST_WIDTH_PX = 240
_LEAST_HEIGHT_PX = 160
_OTHERS_PX = 330
"""What menu, status bar, titles, read-outs and history take of a screen's height at the usual size of letters."""


class SidePanel(QScrollArea):
    """Panels one above the other. Where letters are so large that the screen has no room for all, they scroll.

    Args:
        panels: From top to bottom.
    """

    def __init__(self, *panels: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its panels have the keys
        inside = self._inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for panel in panels:
            column.addWidget(panel)
        column.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Narrower they are of no use; a window put back on a smaller screen must not squeeze them away."""
        inside = self._inside.minimumSizeHint()
        room = max(_LEAST_HEIGHT_PX, self.screen().availableSize().height() - for_letters(_OTHERS_PX))
        width = inside.width()
        if inside.height() > room:
            width += self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(max(_LEAST_WIDTH_PX, width), min(inside.height(), room))

    def sizeHint(self) -> QSize:
        """As the panels have it."""
        return self._inside.sizeHint().expandedTo(self.minimumSizeHint())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A panel came, went or grew: so does the least height."""
        handled = super().eventFilter(watched, event)
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return handled
