"""Brush and eraser."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from isic_desktop.core.texts import marked
from isic_desktop.views.tools.base import HALO, XY, CanvasTool, Pointer, around, draw_cross

# A circle smaller than this is no use as a cursor.
_SMALLEST_CIRCLE_PX = 3.0
_LIGHTEST_PRESSURE = 0.15


class Brush(CanvasTool):
    """Paints with a round brush; with Shift, a straight line from the end of the last stroke."""

    name = marked("Brush")
    hint = marked("Shift: straight line")
    uses_size = True
    paints = True

    _from: XY | None = None
    _last_end: XY | None = None
    _ring: tuple[tuple[float, float], QPixmap] | None = None

    @property
    def busy(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._from is not None

    def press(self, pointer: Pointer) -> None:
        """Begin a stroke with a dab, or with a straight line."""
        self.editing.begin(self.name)
        self._from = pointer.image_xy
        if pointer.shift and self._last_end is not None:
            self._from = self._last_end
        self._draw_to(pointer)

    def move(self, pointer: Pointer) -> None:
        """Go on with the stroke."""
        if self._from is not None:
            self._draw_to(pointer)

    def release(self, pointer: Pointer) -> None:
        """End the stroke."""
        if self._from is not None:
            self._last_end = pointer.image_xy
            self.break_off()

    def break_off(self) -> None:
        """End the stroke; what was drawn stays."""
        if self._from is not None:
            self._from = None
            self.editing.end()

    def forget_last_end(self) -> None:
        """Another image is shown: no line starts where a stroke on the last one ended."""
        self._last_end = None

    def _draw_to(self, pointer: Pointer) -> None:
        start, self._from = self._from, pointer.image_xy
        assert start is not None
        radius_px = self.surface.brush_size_px / 2 * max(pointer.pressure, _LIGHTEST_PRESSURE)
        self.editing.paint(start, pointer.image_xy, radius_px, self.paints)

    def _radius_view(self) -> float:
        return self.surface.brush_size_px / 2 * self.surface.view.scale

    def draw(self, painter: QPainter, pointer: QPointF | None) -> None:
        """The brush as the circle it covers: light with a dark halo; the eraser's is dashed."""
        if pointer is None:
            return
        radius = self._radius_view()
        if radius < _SMALLEST_CIRCLE_PX:
            draw_cross(painter, pointer)
            return
        ring = self._ring_of(radius, painter.device().devicePixelRatio())
        half = ring.deviceIndependentSize().width() / 2
        painter.drawPixmap(QPointF(pointer.x() - half, pointer.y() - half), ring)

    def _ring_of(self, radius: float, ratio: float) -> QPixmap:
        """The circle as a picture: stroking it anew at each move would take longer than all the rest."""
        if self._ring is None or self._ring[0] != (radius, ratio):
            side = 2 * math.ceil(radius + 3) + 1
            pixmap = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                bright = QPen(QColor("white"), 1.2)
                if not self.paints:
                    bright.setDashPattern([4, 3])
                for pen in (QPen(HALO, 3), bright):
                    painter.setPen(pen)
                    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
            self._ring = ((radius, ratio), pixmap)
        return self._ring[1]

    def area(self, pointer: QPointF | None) -> QRect:
        """The circle with its halo."""
        return around(pointer, max(self._radius_view(), 8.0) + 3) if pointer is not None else QRect()


class Eraser(Brush):
    """Erases with a round brush."""

    name = marked("Eraser")
    paints = False
