"""The ruler: a line along a scale in the image, to learn how long a pixel is. It changes nothing in the annotation."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPolygonF

from isic_desktop.core.texts import marked
from isic_desktop.views.tools.base import XY, CanvasTool, Editing, Pointer, Surface, draw_cross, draw_line

_TICK_PX = 7.0


class RulerTool(CanvasTool):
    """Drag a line along the ruler; Shift keeps it level or upright.

    Args:
        on_line: Called with both ends (image coordinates) when a line was drawn, and with None twice when it is gone.
    """

    name = marked("Ruler")
    hint = marked("Drag along the ruler in the image · Shift: level or upright")

    def __init__(self, surface: Surface, editing: Editing, on_line: Callable[[XY | None, XY | None], None]) -> None:
        super().__init__(surface, editing)
        self._on_line = on_line
        self._start: XY | None = None
        self._end: XY | None = None
        self._dragging = False

    @property
    def busy(self) -> bool:
        """Whether a line is being drawn."""
        return self._dragging

    def press(self, pointer: Pointer) -> None:
        """Begin a line; the one before it goes."""
        self.forget()
        self._start = self._end = self._inside(pointer.image_xy)
        self._dragging = True

    def move(self, pointer: Pointer) -> None:
        """Stretch the line."""
        if self._dragging and self._start is not None:
            before = self.area(None)
            x, y = self._inside(pointer.image_xy)
            if pointer.shift:
                level = abs(x - self._start[0]) >= abs(y - self._start[1])
                x, y = (x, self._start[1]) if level else (self._start[0], y)
            self._end = (x, y)
            self.surface.update(before.united(self.area(None)))

    def release(self, pointer: Pointer) -> None:
        """The line is drawn; it stays in sight until it is used."""
        self.move(pointer)
        if self._dragging and self._start is not None and self._end is not None:
            self._dragging = False
            if math.dist(self._start, self._end) > 0:
                self._on_line(self._start, self._end)
            else:
                self.forget()

    def key(self, key: Qt.Key) -> bool:
        """Escape takes the line away."""
        if key == Qt.Key.Key_Escape and self._start is not None:
            self.forget()
            return True
        return False

    def break_off(self) -> None:
        """Another tool or image comes: the line goes."""
        self.forget()

    def forget(self) -> None:
        """Take the line away."""
        if self._start is not None:
            area = self.area(None)
            self._start = self._end = None
            self._dragging = False
            self.surface.update(area)
            self._on_line(None, None)

    def _inside(self, at: XY) -> XY:
        current = self.editing.current
        if current is None:
            return at
        height, width = current.rgb.shape[:2]
        return min(max(at[0], 0.0), float(width)), min(max(at[1], 0.0), float(height))

    def draw(self, painter: QPainter, pointer: QPointF | None) -> None:
        """The line with a tick across each end, and a cross under the pointer."""
        if self._start is not None and self._end is not None:
            start, end = (QPointF(*self.surface.view.to_view(at)) for at in (self._start, self._end))
            draw_line(painter, QPolygonF([start, end]), closed=False)
            along = end - start
            length = math.hypot(along.x(), along.y())
            if length > 0:
                across = QPointF(-along.y(), along.x()) * (_TICK_PX / length)
                for at in (start, end):
                    draw_line(painter, QPolygonF([at - across, at + across]), closed=False)
        if pointer is not None:
            draw_cross(painter, pointer)

    def area(self, pointer: QPointF | None) -> QRect:
        """The line and the pointer."""
        points = [QPointF(*self.surface.view.to_view(at)) for at in (self._start, self._end) if at is not None]
        if pointer is not None:
            points.append(pointer)
        if not points:
            return QRect()
        return QPolygonF(points).boundingRect().toAlignedRect().adjusted(-12, -12, 12, 12)
