"""Tools whose answer is computed aside: wand and refine. The annotation changes when the answer is there."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from isic_desktop.core.contours import Contour, trace_contours
from isic_desktop.core.geometry import PixelRect
from isic_desktop.core.provenance import Mask
from isic_desktop.core.strokes import covered, segment_rect
from isic_desktop.core.texts import marked
from isic_desktop.views.tools.base import (
    XY,
    CanvasTool,
    Editing,
    Pointer,
    Surface,
    around,
    draw_cross,
    draw_line,
)
from model_train.late_numpy import np

if TYPE_CHECKING:
    from isic_desktop.core.editing.wand import WandField
    from isic_desktop.services.editing_jobs import EditingJobs

_Region = tuple[PixelRect, Mask]


class _ComputedTool(CanvasTool):
    """A tool with a thread to compute in.

    Args:
        surface: The canvas.
        editing: The annotation.
        jobs: Where to compute.
    """

    def __init__(self, surface: Surface, editing: Editing, jobs: EditingJobs) -> None:
        super().__init__(surface, editing)
        self.jobs = jobs

    def _apply_when_computed(self, compute: Callable[[], _Region], combine: Callable[[Mask, Mask], Mask]) -> None:
        """Have a region computed, and change the annotation by it if the same image is still on the screen."""
        opened = self.editing.current

        def apply(region: _Region) -> None:
            rect, pixels = region
            if opened is None or self.editing.current is not opened or rect.empty:
                return
            self.editing.begin(self.name)
            self.editing.put(rect, combine(opened.document.mask[rect.slices], pixels))
            self.editing.end()

        self.jobs.run(compute, apply)


def _add(before: Mask, region: Mask) -> Mask:
    return before | region


def _take_away(before: Mask, region: Mask) -> Mask:
    return before & ~region


def _replace(_before: Mask, region: Mask) -> Mask:
    return region


class Wand(_ComputedTool):
    """Selects what has the colour under the pointer; dragging away widens the tolerance."""

    name = marked("Wand")
    hint = marked("Drag to widen · Alt: take away")
    start_tolerance = 6.0
    tolerance_per_view_px = 0.15

    def __init__(self, surface: Surface, editing: Editing, jobs: EditingJobs) -> None:
        super().__init__(surface, editing, jobs)
        self.contiguous = True
        self.edge_aware = True
        self._pressed_at: QPointF | None = None
        self._subtracts = False
        self._tolerance = self.start_tolerance
        self._field: WandField | None = None
        self._preview: tuple[Contour, ...] = ()
        self._seed_rc = (0, 0)

    @property
    def busy(self) -> bool:
        """Whether the button is held."""
        return self._pressed_at is not None

    def press(self, pointer: Pointer) -> None:
        """Take the colour under the pointer."""
        opened = self.editing.current
        if opened is None:
            return
        row, column = math.floor(pointer.image_xy[1]), math.floor(pointer.image_xy[0])
        height, width = opened.document.shape
        if not (0 <= row < height and 0 <= column < width):
            return
        self._pressed_at = pointer.view
        self._subtracts = pointer.alt
        self._tolerance = self.start_tolerance
        self._seed_rc = (row, column)
        self._field = None
        self._ask_for_preview()

    def move(self, pointer: Pointer) -> None:
        """Widen or narrow the tolerance."""
        if self._pressed_at is not None:
            way = math.dist(self._pressed_at.toTuple(), pointer.view.toTuple())
            self._tolerance = self.start_tolerance + way * self.tolerance_per_view_px
            self._ask_for_preview()

    def release(self, pointer: Pointer) -> None:
        """Decide at full resolution and change the annotation."""
        if self._pressed_at is None:
            return
        self.move(pointer)
        select, tolerance = self._prepared(), self._tolerance
        combine = _take_away if self._subtracts else _add
        self.break_off()
        self._apply_when_computed(lambda: select().exact(tolerance), combine)

    def break_off(self) -> None:
        """Forget the preview."""
        self.jobs.cancel()
        self._pressed_at = None
        self._field = None
        area = self.area(None)
        self._preview = ()
        self.surface.update(area)

    def _prepared(self) -> Callable[[], WandField]:
        opened, seed_rc, field = self.editing.current, self._seed_rc, self._field
        contiguous, edge_aware = self.contiguous, self.edge_aware
        assert opened is not None
        rgb = opened.rgb

        def prepare() -> WandField:
            from isic_desktop.core.editing.wand import WandField

            return field or WandField(rgb, seed_rc, contiguous=contiguous, edge_aware=edge_aware)

        return prepare

    def _ask_for_preview(self) -> None:
        prepared, tolerance = self._prepared(), self._tolerance

        def compute() -> tuple[WandField, tuple[Contour, ...]]:
            field = prepared()
            rect, pixels = field.select(tolerance)
            corner = np.array([rect.left, rect.top], dtype=np.float32)
            return field, tuple(line + corner for line in trace_contours(pixels))

        self.jobs.run(compute, self._show_preview)

    def _show_preview(self, computed: tuple[WandField, tuple[Contour, ...]]) -> None:
        if self._pressed_at is None:
            return
        before = self.area(None)
        self._field, self._preview = computed
        self.surface.update(before.united(self.area(None)))

    def area(self, pointer: QPointF | None) -> QRect:
        """The preview and the pointer."""
        area = around(pointer, 10) if pointer is not None else QRect()
        for line in self._preview:
            left, top = self.surface.view.to_view(tuple(line.min(axis=0).tolist()))
            right, bottom = self.surface.view.to_view(tuple(line.max(axis=0).tolist()))
            area = area.united(QRectF(left - 4, top - 4, right - left + 8, bottom - top + 8).toAlignedRect())
        return area

    def draw(self, painter: QPainter, pointer: QPointF | None) -> None:
        """What would be selected, the tolerance, and a cross."""
        to_view = self.surface.view.to_view
        for line in self._preview:
            points = QPolygonF([QPointF(*to_view((x, y))) for x, y in line.tolist()])
            draw_line(painter, points, closed=True, dashed=self._subtracts)
        if pointer is not None:
            draw_cross(painter, pointer)


class Refine(_ComputedTool):
    """Paint roughly over a lesion, or with Shift draw a box round it: the outline snaps to the image."""

    name = marked("Refine")
    hint = marked("Paint roughly over the lesion · Shift: draw a box")
    uses_size = True

    def __init__(self, surface: Surface, editing: Editing, jobs: EditingJobs) -> None:
        super().__init__(surface, editing, jobs)
        self._path_xy: list[XY] = []
        self._draws_box = False

    @property
    def busy(self) -> bool:
        """Whether the button is held."""
        return bool(self._path_xy)

    def press(self, pointer: Pointer) -> None:
        """Begin to paint, or a box."""
        self._draws_box = pointer.shift
        self._path_xy = [pointer.image_xy]
        self.surface.update(self.area(pointer.view))

    def move(self, pointer: Pointer) -> None:
        """Go on painting, or draw the box larger."""
        if not self._path_xy:
            return
        before = self.area(pointer.view)
        if self._draws_box:
            self._path_xy = [self._path_xy[0], pointer.image_xy]
        else:
            self._path_xy.append(pointer.image_xy)
        self.surface.update(before.united(self.area(pointer.view)))

    def release(self, pointer: Pointer) -> None:
        """Have the outline found."""
        if not self._path_xy:
            return
        self.move(pointer)
        path_xy, draws_box, opened = list(self._path_xy), self._draws_box, self.editing.current
        self.break_off()
        if opened is None:
            return
        rgb, mask = opened.rgb, opened.document.mask.copy()
        prediction = opened.document.prediction
        probability = prediction.small_probability if prediction is not None else None
        radius_px = self.surface.brush_size_px / 2

        def compute() -> _Region:
            from isic_desktop.core.editing.refine import refine_box, refine_painted

            if draws_box:
                return refine_box(rgb, _box(path_xy), probability, mask)
            return refine_painted(rgb, _painted(path_xy, radius_px, mask.shape), probability, mask)

        self._apply_when_computed(compute, _replace)

    def break_off(self) -> None:
        """Forget what was painted; the annotation has not been touched yet."""
        if self._path_xy:
            area = self.area(None)
            self._path_xy = []
            self.surface.update(area)

    def _radius_view(self) -> float:
        return self.surface.brush_size_px / 2 * self.surface.view.scale

    def _view_points(self) -> list[QPointF]:
        return [QPointF(*self.surface.view.to_view(point)) for point in self._path_xy]

    def area(self, pointer: QPointF | None) -> QRect:
        """The paint and the brush."""
        reach = self._radius_view() + 6
        area = around(pointer, reach) if pointer is not None else QRect()
        if self._path_xy:
            points = QPolygonF(self._view_points())
            area = area.united(points.boundingRect().adjusted(-reach, -reach, reach, reach).toAlignedRect())
        return area

    def draw(self, painter: QPainter, pointer: QPointF | None) -> None:
        """The rough paint or the box, and the brush as a dotted circle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self._view_points()
        if self._path_xy and self._draws_box:
            draw_line(painter, QPolygonF(QRectF(points[0], points[-1]).normalized()), closed=True, dashed=True)
        elif self._path_xy:
            path = QPainterPath()
            path.addPolygon(QPolygonF(points))
            pen = QPen(QColor(255, 255, 255, 110), 2 * self._radius_view())
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if len(self._path_xy) == 1:
                painter.drawPoint(points[0])
            else:
                painter.drawPath(path)
        if pointer is not None:
            circle = QPainterPath()
            circle.addEllipse(pointer, self._radius_view(), self._radius_view())
            draw_line(painter, circle.toFillPolygon(), closed=True, dashed=True)


def _box(path_xy: list[XY]) -> PixelRect:
    (x0, y0), (x1, y1) = path_xy[0], path_xy[-1]
    return PixelRect(math.floor(min(y0, y1)), math.floor(min(x0, x1)), math.ceil(max(y0, y1)), math.ceil(max(x0, x1)))


def _painted(path_xy: list[XY], radius_px: float, shape: tuple[int, ...]) -> Mask:
    painted = np.zeros(shape, dtype=np.bool_)
    for start, end in zip(path_xy, path_xy[1:] or path_xy, strict=False):
        rect = segment_rect(start, end, radius_px, shape[0], shape[1])
        if not rect.empty:
            painted[rect.slices] |= covered(start, end, radius_px, rect)
    return painted
