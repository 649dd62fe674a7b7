"""Polygon and freehand lasso: outline a region, then add it, take it away, or give it back to the prediction."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPolygonF

from isic_desktop.core.texts import marked
from isic_desktop.views.tools.base import XY, CanvasTool, Editing, Pointer, Surface, around, draw_cross, draw_line
from model_train.late_numpy import np

if TYPE_CHECKING:
    from isic_desktop.core.provenance import Mask

# Freehand points nearer than this on the screen add nothing but work.
_NEAREST_VIEW_PX = 1.5
_CLOSES_WITHIN_VIEW_PX = 8.0


class _Outline(CanvasTool):
    """Collects corners and applies the region they enclose."""

    hint = marked("Alt: take away")
    _subtracts = False

    def __init__(self, surface: Surface, editing: Editing) -> None:
        super().__init__(surface, editing)
        self._points_xy: list[XY] = []

    @property
    def busy(self) -> bool:
        """Whether an outline is begun."""
        return bool(self._points_xy)

    def break_off(self) -> None:
        """Forget the outline; the annotation has not been touched yet."""
        if self._points_xy:
            area = self.area(None)
            self._points_xy.clear()
            self.surface.update(area)

    def _apply(self) -> None:
        points, current = list(self._points_xy), self.editing.current
        self.break_off()
        if len(points) < 3 or current is None:
            return
        mask = current.document.mask
        from isic_desktop.core.editing.region_shapes import polygon_pixels

        rect, region = polygon_pixels(points, mask.shape[0], mask.shape[1])
        if rect.empty:
            return
        self.editing.begin(self.name)
        self.editing.put(rect, self._changed(mask[rect.slices], region, rect.slices))
        self.editing.end()

    def _changed(self, pixels: Mask, region: Mask, _place: tuple[slice, slice]) -> Mask:
        return pixels & ~region if self._subtracts else pixels | region

    def _view_points(self) -> list[QPointF]:
        to_view = self.surface.view.to_view
        return [QPointF(*to_view(point)) for point in self._points_xy]

    def area(self, pointer: QPointF | None) -> QRect:
        """The outline and the pointer."""
        points = self._view_points()
        if pointer is not None:
            points.append(pointer)
        if not points:
            return QRect()
        return QPolygonF(points).boundingRect().toAlignedRect().adjusted(-12, -12, 12, 12)


class Lasso(_Outline):
    """Draw round a region; released, it is filled."""

    name = marked("Lasso")

    def press(self, pointer: Pointer) -> None:
        """Begin to draw."""
        self._subtracts = pointer.alt
        self._points_xy = [pointer.image_xy]

    def move(self, pointer: Pointer) -> None:
        """Go on drawing."""
        if self._points_xy:
            last = QPointF(*self.surface.view.to_view(self._points_xy[-1]))
            if math.dist(last.toTuple(), pointer.view.toTuple()) >= _NEAREST_VIEW_PX:
                self._points_xy.append(pointer.image_xy)
                self.surface.update(self.area(pointer.view))

    def release(self, pointer: Pointer) -> None:
        """Close the outline and apply it."""
        self.move(pointer)
        self._apply()

    def draw(self, painter: QPainter, pointer: QPointF | None) -> None:
        """The outline so far, and a cross."""
        if self._points_xy:
            draw_line(painter, QPolygonF(self._view_points()), closed=True, dashed=self._subtracts)
        if pointer is not None:
            draw_cross(painter, pointer)


class Polygon(_Outline):
    """Click the corners; a double-click, Enter, or a click on the first corner closes it."""

    name = marked("Polygon")
    hint = marked("Double-click or Enter closes · Backspace takes a corner back · Alt: take away")

    def press(self, pointer: Pointer) -> None:
        """Set a corner, or close at the first one."""
        if len(self._points_xy) >= 3:
            first = QPointF(*self.surface.view.to_view(self._points_xy[0]))
            if math.dist(first.toTuple(), pointer.view.toTuple()) <= _CLOSES_WITHIN_VIEW_PX:
                self._apply()
                return
        if not self._points_xy:
            self._subtracts = pointer.alt
        self._points_xy.append(pointer.image_xy)
        self.surface.update(self.area(pointer.view))

    def move(self, pointer: Pointer) -> None:
        """The line to the next corner follows the pointer."""
        if self._points_xy:
            self.surface.update(self.area(pointer.view))

    def double_click(self, pointer: Pointer) -> None:
        """Close the polygon; the first of the two clicks has set its last corner."""
        del pointer
        self._apply()

    def key(self, key: Qt.Key) -> bool:
        """Enter closes, Backspace takes a corner back, Escape forgets the polygon."""
        if not self._points_xy:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        elif key == Qt.Key.Key_Backspace:
            area = self.area(None)
            self._points_xy.pop()
            self.surface.update(area)
        elif key == Qt.Key.Key_Escape:
            self.break_off()
        else:
            return False
        return True

    def draw(self, painter: QPainter, pointer: QPointF | None) -> None:
        """Corners and lines so far, and the one to the pointer."""
        if self._points_xy:
            points = self._view_points()
            for point in points:
                painter.fillRect(around(point, 1), Qt.GlobalColor.white)
            if pointer is not None:
                points.append(pointer)
            draw_line(painter, QPolygonF(points), closed=False, dashed=self._subtracts)
        if pointer is not None:
            draw_cross(painter, pointer)


class Revert(Lasso):
    """Draw round a region to give it back to the prediction."""

    name = marked("Back to the prediction")
    hint = marked("Draw round what the model had right")

    def _changed(self, pixels: Mask, region: Mask, place: tuple[slice, slice]) -> Mask:
        current = self.editing.current
        prediction = current.document.prediction if current is not None else None
        if prediction is None:
            return pixels
        return np.where(region, prediction.mask[place], pixels)
