"""Pulls the outline with a soft radius."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPainterPath

from isic_desktop.core.texts import marked
from isic_desktop.views.tools.base import CanvasTool, Pointer, around, draw_cross, draw_line

if TYPE_CHECKING:
    from isic_desktop.core.editing.contour_drag import ContourDrag


class Pull(CanvasTool):
    """Drag the outline; what is near the pointer comes along, the less the farther away."""

    name = marked("Pull the outline")
    hint = marked("Brush size: how much comes along")
    uses_size = True

    _drag: ContourDrag | None = None

    @property
    def busy(self) -> bool:
        """Whether the outline is being pulled."""
        return self._drag is not None

    def press(self, pointer: Pointer) -> None:
        """Take hold."""
        opened = self.editing.current
        if opened is not None:
            self.editing.begin(self.name)
            from isic_desktop.core.editing.contour_drag import ContourDrag

            self._drag = ContourDrag(opened.document.mask, pointer.image_xy, self._radius_px())

    def move(self, pointer: Pointer) -> None:
        """Pull."""
        if self._drag is not None:
            rect, pixels = self._drag.to(pointer.image_xy)
            if not rect.empty:
                self.editing.put(rect, pixels)

    def release(self, pointer: Pointer) -> None:
        """Let go."""
        self.move(pointer)
        self.break_off()

    def break_off(self) -> None:
        """End the gesture; the outline stays where it was pulled."""
        if self._drag is not None:
            self._drag = None
            self.editing.end()

    def _radius_px(self) -> float:
        # Twice the brush's: near the rim hardly anything moves.
        return float(max(4, self.surface.brush_size_px))

    def area(self, pointer: QPointF | None) -> QRect:
        """The reach around the pointer."""
        return around(pointer, self._radius_px() * self.surface.view.scale + 6) if pointer is not None else QRect()

    def draw(self, painter: QPainter, pointer: QPointF | None) -> None:
        """The reach as a circle, with a cross in it."""
        if pointer is not None:
            circle = QPainterPath()
            reach = self._radius_px() * self.surface.view.scale
            circle.addEllipse(pointer, reach, reach)
            draw_line(painter, circle.toFillPolygon(), closed=True)
            draw_cross(painter, pointer)
