"""The canvas: image, annotation, outlines and the brush under the pointer."""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from isic_desktop.core.contours import Contour
from isic_desktop.core.geometry import PixelRect, ViewTransform
from isic_desktop.core.opening import RGB
from isic_desktop.core.provenance import Mask
from isic_desktop.views.canvas_layers import BaseLayer, OutlineLayer, draw_annotation, draw_brush
from isic_desktop.views.palette import PREDICTION, SURROUND, TRUTH

SMALLEST_BRUSH_PX = 1
LARGEST_BRUSH_PX = 2000
_ZOOM_STEP = 1.2
_MARGIN_PX = 4  # an outline reaches this far out of the pixels it goes round


class Tool(enum.Enum):
    """What the left mouse button does."""

    BRUSH = "Brush"
    ERASER = "Eraser"


class Canvas(QWidget):
    """Shows one image and turns the mouse into strokes.

    Signals:
        stroke_began(str): The person began to draw; the name of the tool.
        stroke_drawn(tuple, tuple, float, bool): From and to, in image coordinates (x, y); the brush's radius in image
            pixels; whether it paints or erases.
        stroke_ended(): The button was released.
        image_painted(): An image that was just shown is on the screen for the first time.
        pointer_moved(object): Image coordinates (x, y) under the pointer, or None outside the image.
        zoom_changed(float): Screen pixels (physical) per image pixel.
        brush_size_changed(int): Diameter in image pixels.
    """

    stroke_began = Signal(str)
    stroke_drawn = Signal(object, object, float, bool)
    stroke_ended = Signal()
    image_painted = Signal()
    pointer_moved = Signal(object)
    zoom_changed = Signal(float)
    brush_size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName("Image and annotation")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.tool = Tool.BRUSH
        self.brush_size_px = 40
        self.fill_opacity = 0.3
        self.shows_fill = True
        self.shows_outline = True
        self.editable = True
        self._image_wh: tuple[int, int] | None = None
        self._mask: Mask | None = None
        self._view = ViewTransform()
        self._fits = True
        self._base = BaseLayer()
        self.truth = OutlineLayer(TRUTH, Qt.PenStyle.DashLine)
        self.prediction = OutlineLayer(PREDICTION, Qt.PenStyle.DotLine)
        self._stroke_from: tuple[float, float] | None = None
        self._pan_from: QPointF | None = None
        self._pan_key_held = False
        self._pointer: QPointF | None = None
        self._unseen = False

    # What is shown

    def show_image(self, levels: tuple[RGB, ...], mask: Mask) -> None:
        """Show an image with its annotation, fitted.

        Args:
            levels: (h, w, 4) uint8 BGRX, the image and its halvings.
            mask: (H, W) bool; looked at whenever something is painted.
        """
        self._break_off()
        self._image_wh = (levels[0].shape[1], levels[0].shape[0])
        self._mask = mask
        self._base.show(levels)
        self._unseen = True
        self.fit()

    def clear(self) -> None:
        """Show no image."""
        self._break_off()
        self._image_wh = None
        self._mask = None
        self._base.show(())
        self.set_contours((), ())
        self.pointer_moved.emit(None)

    @property
    def has_image(self) -> bool:
        """Whether there is an image."""
        return self._image_wh is not None

    @property
    def drawing(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._stroke_from is not None

    @property
    def view(self) -> ViewTransform:
        """Where the image lies, in logical pixels of this widget."""
        return self._view

    def set_contours(self, truth: tuple[Contour, ...], prediction: tuple[Contour, ...]) -> None:
        """Draw these outlines, (N, 2) image coordinates each."""
        self.truth.set_contours(truth)
        self.prediction.set_contours(prediction)
        self.refresh()

    def refresh(self) -> None:
        """Paint everything anew."""
        self._base.forget()
        self.update()

    def update_pixels(self, rect: PixelRect) -> None:
        """Paint anew what changed in the annotation: only that."""
        x0, y0, x1, y1 = self._view.view_bounds(rect)
        self.update(QRect(QPoint(x0, y0), QPoint(x1, y1)).adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX))

    # Zoom and pan

    def fit(self) -> None:
        """Show the whole image."""
        if self._image_wh is not None:
            self._set_view(ViewTransform.fitted(self._image_wh, (self.width(), self.height())))
            self._fits = True

    def actual_size(self) -> None:
        """Show one image pixel on one pixel of the screen, around the pointer or the middle."""
        self.zoom(1.0 / (self._view.scale * self.devicePixelRatioF()))

    def zoom(self, factor: float) -> None:
        """Zoom around the pointer, or around the middle when it is elsewhere."""
        at = self._pointer or QPointF(self.width() / 2, self.height() / 2)
        self._zoom_at(factor, at)

    def zoom_in(self) -> None:
        """One step nearer."""
        self.zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step away."""
        self.zoom(1 / _ZOOM_STEP)

    def _zoom_at(self, factor: float, at: QPointF) -> None:
        if self._image_wh is not None:
            self._set_view(self._view.zoomed(factor, (at.x(), at.y())))

    def _set_view(self, view: ViewTransform) -> None:
        assert self._image_wh is not None
        self._view = view.kept_in_sight(self._image_wh, (self.width(), self.height()))
        self._fits = False
        self.refresh()
        self.zoom_changed.emit(self._view.scale * self.devicePixelRatioF())

    def set_brush_size(self, size_px: int) -> None:
        """Set the brush's diameter in image pixels; out of range it is brought into it."""
        size_px = min(max(size_px, SMALLEST_BRUSH_PX), LARGEST_BRUSH_PX)
        if size_px != self.brush_size_px:
            self._update_cursor_area()
            self.brush_size_px = size_px
            self._update_cursor_area()
            self.brush_size_changed.emit(size_px)

    def step_brush_size(self, steps: int) -> None:
        """Make the brush larger or smaller by about a sixth a step, at least by one pixel."""
        size = self.brush_size_px
        for _ in range(abs(steps)):
            size = max(size + 1, round(size * 1.15)) if steps > 0 else min(size - 1, round(size / 1.15))
        self.set_brush_size(size)

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left button does."""
        self._break_off()
        self.tool = tool
        self._update_cursor_area()

    def hold_pan(self, held: bool) -> None:
        """While held, dragging moves the image."""
        self._pan_key_held = held
        if not held:
            self._pan_from = None
        self._choose_cursor()
        self._update_cursor_area()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part of the canvas that needs it."""
        area = event.rect()
        painter = QPainter(self)
        if self._mask is None:
            painter.fillRect(area, SURROUND)
            return
        ratio = self.devicePixelRatioF()
        device_view = ViewTransform(self._view.scale * ratio, self._view.offset_x * ratio, self._view.offset_y * ratio)
        outlines = [layer for layer in (self.truth, self.prediction) if layer.visible]
        self._base.draw(painter, area, self.size(), ratio, device_view, outlines)
        if self.shows_fill or self.shows_outline:
            draw_annotation(
                painter,
                area,
                ratio,
                device_view,
                self._mask,
                fill_opacity=self.fill_opacity if self.shows_fill else 0.0,
                line=self.shows_outline,
            )
        if self._shows_brush():
            assert self._pointer is not None
            draw_brush(painter, self._pointer, self._brush_radius_view(), erases=self.tool is Tool.ERASER)
        if self._unseen:
            self._unseen = False
            self.image_painted.emit()

    def _shows_brush(self) -> bool:
        return self._pointer is not None and self.editable and not self._pan_key_held and self._pan_from is None

    def _brush_radius_view(self) -> float:
        return self.brush_size_px / 2 * self._view.scale

    def _update_cursor_area(self) -> None:
        if self._pointer is not None:
            reach = int(self._brush_radius_view()) + 6
            centre = self._pointer.toPoint()
            self.update(QRect(centre.x() - reach, centre.y() - reach, 2 * reach + 1, 2 * reach + 1))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted image fitted, and the middle of any other in the middle."""
        self._base.forget()
        if self._image_wh is None:
            return
        if self._fits or not event.oldSize().isValid():
            self.fit()
        else:
            change = event.size() - event.oldSize()
            self._set_view(self._view.panned(change.width() / 2, change.height() / 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, or to pan."""
        if self._image_wh is None:
            return
        pans = event.button() == Qt.MouseButton.MiddleButton or (
            self._pan_key_held and event.button() == Qt.MouseButton.LeftButton
        )
        if pans:
            self._pan_from = event.position()
            self._choose_cursor()
        elif event.button() == Qt.MouseButton.LeftButton and self.editable:
            self._stroke_from = self._view.to_image((event.position().x(), event.position().y()))
            self.stroke_began.emit(self.tool.value)
            self._draw_to(self._stroke_from)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double-click is a second dab."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, pan, or show where the brush would be."""
        position = event.position()
        if self._pan_from is not None:
            moved, self._pan_from = position - self._pan_from, position
            self._set_view(self._view.panned(moved.x(), moved.y()))
        self._move_pointer(position)
        if self._stroke_from is not None:
            self._draw_to(self._view.to_image((position.x(), position.y())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke or the panning."""
        if event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton) and self._pan_from is not None:
            self._pan_from = None
            self._choose_cursor()
            self._update_cursor_area()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._break_off()

    def _draw_to(self, to_xy: tuple[float, float]) -> None:
        start, self._stroke_from = self._stroke_from, to_xy
        self.stroke_drawn.emit(start, to_xy, self.brush_size_px / 2, self.tool is Tool.BRUSH)

    def _break_off(self) -> None:
        """End the stroke that is being drawn; what was drawn stays."""
        if self._stroke_from is not None:
            self._stroke_from = None
            self.stroke_ended.emit()

    def _move_pointer(self, position: QPointF | None) -> None:
        self._update_cursor_area()
        self._pointer = position
        self._update_cursor_area()
        if self._image_wh is None or position is None:
            self.pointer_moved.emit(None)
            return
        x, y = self._view.to_image((position.x(), position.y()))
        inside = 0 <= x < self._image_wh[0] and 0 <= y < self._image_wh[1]
        self.pointer_moved.emit((x, y) if inside else None)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The brush appears."""
        self._choose_cursor()
        self._move_pointer(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """The brush disappears."""
        super().leaveEvent(event)
        self._move_pointer(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keys that were held count as released."""
        super().focusOutEvent(event)
        self.hold_pan(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, held, pans."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hold_pan(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space released: the brush is back."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hold_pan(False)
        else:
            super().keyReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Ctrl, size the brush."""
        turns = event.angleDelta().y() / 120
        if turns == 0 or self._image_wh is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_brush_size(1 if turns > 0 else -1)
        else:
            self._zoom_at(_ZOOM_STEP**turns, event.position())
        event.accept()

    def _choose_cursor(self) -> None:
        if self._pan_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._pan_key_held:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._image_wh is not None and self.editable:
            self.setCursor(Qt.CursorShape.BlankCursor)
        else:
            self.unsetCursor()
