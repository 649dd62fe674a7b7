"""The canvas: image, annotation, outlines and the brush under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from isic_desktop.core.geometry import PixelRect, ViewTransform
from isic_desktop.views.canvas_layers import AnnotationLayer, BaseLayer, OutlineLayer
from isic_desktop.views.focus_frame import FocusFrame
from isic_desktop.views.palette import PREDICTION, SURROUND, TRUTH, LayerColours
from isic_desktop.views.tools.base import CanvasTool, Pointer
from isic_desktop.views.words import tr

if TYPE_CHECKING:
    from isic_desktop.core.contours import Contour
    from isic_desktop.core.opening import RGB
    from isic_desktop.core.provenance import Mask

SMALLEST_BRUSH_PX = 1
LARGEST_BRUSH_PX = 2000
_ZOOM_STEP = 1.2
_LOUPE_PX = 200
_LOUPE_FACTOR = 4.0
_MARGIN_PX = 4  # an outline reaches this far out of the pixels it goes round


_NOTE_STYLE = "background: rgba(0, 0, 0, 170); color: white; padding: 4px 8px; border-radius: 4px;"


class Canvas(QWidget):
    """Shows one image and passes the mouse to the current tool.

    Signals:
        gesture_ended(): The tool finished what it was doing.
        image_painted(): An image that was just shown is on the screen for the first time.
        pointer_moved(object): Image coordinates (x, y) under the pointer, or None outside the image.
        view_changed(ViewTransform): The image was moved or zoomed.
        zoom_changed(float): Screen pixels (physical) per image pixel.
        brush_size_changed(int): Diameter in image pixels.
    """

    gesture_ended = Signal()
    image_painted = Signal()
    pointer_moved = Signal(object)
    view_changed = Signal(object)
    zoom_changed = Signal(float)
    brush_size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(tr("Image and annotation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._focus_frame = FocusFrame(self)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.tool: CanvasTool | None = None
        self.brush_size_px = 40
        self.editable = True
        self.loupe_on = False
        self.annotation = AnnotationLayer()
        self._image_wh: tuple[int, int] | None = None
        self._view = ViewTransform()
        self._fits = True
        self._base = BaseLayer()
        self.truth = OutlineLayer(TRUTH, Qt.PenStyle.DashLine)
        self.prediction = OutlineLayer(PREDICTION, Qt.PenStyle.DotLine)
        self._pen_pressure = 1.0
        self._pan_from: QPointF | None = None
        self._pan_button = Qt.MouseButton.NoButton  # which one pans: a stroke may be under way with the other
        self._pan_key_held = False
        self._pointer: QPointF | None = None
        self._unseen = False
        self._note = QLabel(self)
        self._note.setObjectName("canvas_note")
        self._note.setStyleSheet(_NOTE_STYLE)
        self._note.move(12, 12)
        self._note.hide()

    # What is shown

    def use_colours(self, colours: LayerColours) -> None:
        """Paint the layers in other colours."""
        self.annotation.colour = colours.annotation
        self.annotation.error_colours = (colours.false_positive, colours.false_negative)
        self.truth.set_colour(colours.truth)
        self.prediction.set_colour(colours.prediction)
        self.refresh()

    def show_image(self, levels: tuple[RGB, ...], mask: Mask) -> None:
        """Show an image with its annotation, fitted.

        Args:
            levels: (h, w, 4) uint8 BGRX, the image and its halvings.
            mask: (H, W) bool; looked at whenever something is painted.
        """
        self._break_off()
        self._image_wh = (levels[0].shape[1], levels[0].shape[0])
        self.annotation.mask = mask
        self.annotation.truth = None
        self.annotation.set_heat(None)
        self.show_note("")
        self._base.show(levels)
        self._unseen = True
        self.fit()

    def clear(self) -> None:
        """Show no image."""
        self._break_off()
        self._image_wh = None
        self.annotation.mask = None
        self._base.show(())
        self.set_contours((), ())
        self.pointer_moved.emit(None)

    def show_levels(self, levels: tuple[RGB, ...]) -> None:
        """Show the same image otherwise (enhanced, or as it was taken); the view stays."""
        self._base.show(levels)
        self.update()

    def show_note(self, text: str) -> None:
        """Say on the canvas that what is seen is not the annotation, or not the image as it was taken."""
        self._note.setText(text)
        self._note.adjustSize()
        self._note.setVisible(bool(text))

    @property
    def note(self) -> str:
        """What the canvas says about itself, empty for nothing."""
        return self._note.text()

    @property
    def has_image(self) -> bool:
        """Whether there is an image."""
        return self._image_wh is not None

    @property
    def drawing(self) -> bool:
        """Whether a stroke or another gesture is under way."""
        return self.tool is not None and self.tool.busy

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
            self._set_view(ViewTransform.fitted(self._image_wh, (self.width(), self.height())), fits=True)

    @property
    def fits(self) -> bool:
        """Whether the whole image is shown, and stays so when the window changes its size."""
        return self._fits

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

    def _set_view(self, view: ViewTransform, *, fits: bool = False) -> None:
        assert self._image_wh is not None
        self._view = view.kept_in_sight(self._image_wh, (self.width(), self.height()))
        self._fits = fits
        self.refresh()
        self.zoom_changed.emit(self._view.scale * self.devicePixelRatioF())
        self.view_changed.emit(self._view)

    def follow(self, view: ViewTransform) -> None:
        """Show the same part of the image as another canvas."""
        if self._image_wh is not None and view != self._view:
            self._set_view(view)

    def go_to(self, rect: PixelRect) -> None:
        """Bring a part of the image into the middle, near enough to see it well."""
        rows, columns = rect.shape
        room = 0.4 * min(self.width(), self.height())
        scale = min(max(room / max(rows, columns, 1), self._view.scale), 8.0)
        centre_x, centre_y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
        self._set_view(ViewTransform(scale, self.width() / 2 - centre_x * scale, self.height() / 2 - centre_y * scale))

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

    def set_tool(self, tool: CanvasTool | None) -> None:
        """Choose what the left button does."""
        self._break_off()
        self._update_cursor_area()
        self.tool = tool
        self._choose_cursor()
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
        with QPainter(self) as painter:
            if self.annotation.mask is None:
                painter.fillRect(area, SURROUND)
                return
            ratio = self.devicePixelRatioF()
            device_view = ViewTransform(
                self._view.scale * ratio, self._view.offset_x * ratio, self._view.offset_y * ratio
            )
            outlines = [layer for layer in (self.truth, self.prediction) if layer.visible]
            self._base.draw(painter, area, self.size(), ratio, device_view, outlines)
            self.annotation.draw(painter, area, ratio, device_view)
            if self.tool is not None and self.editable:
                painter.save()
                self.tool.draw(painter, self._tool_pointer())
                painter.restore()
            if self.loupe_on and self._pointer is not None:
                self._draw_loupe(painter, ratio)
        if self._unseen:
            self._unseen = False
            self.image_painted.emit()

    def _loupe_area(self) -> QRect:
        """The corner of the canvas that the loupe takes: one the pointer is not in."""
        size = min(_LOUPE_PX, self.width() // 3, self.height() // 2)
        corner = QRect(self.width() - size - 12, 12, size, size)
        if self._pointer is not None and corner.adjusted(-40, -40, 40, 40).contains(self._pointer.toPoint()):
            corner.moveLeft(12)
        return corner

    def _draw_loupe(self, painter: QPainter, ratio: float) -> None:
        assert self._pointer is not None
        place = self._loupe_area()
        size_px = round(place.width() * ratio)
        x, y = self._view.to_image((self._pointer.x(), self._pointer.y()))
        scale = max(self._view.scale * ratio, 1.0) * _LOUPE_FACTOR
        view = ViewTransform(scale, size_px / 2 - x * scale, size_px / 2 - y * scale)
        magnified = QImage(size_px, size_px, QImage.Format.Format_RGB32)
        with QPainter(magnified) as inner:
            self._base.draw_magnified(inner, size_px, view)
            self.annotation.draw(inner, QRect(0, 0, size_px, size_px), 1.0, view)
        painter.drawImage(place, magnified)
        painter.setPen(QPen(Qt.GlobalColor.white, 1))
        painter.drawRect(place)
        centre = place.center()
        painter.drawLine(centre.x() - 6, centre.y(), centre.x() + 6, centre.y())
        painter.drawLine(centre.x(), centre.y() - 6, centre.x(), centre.y() + 6)

    def _tool_pointer(self) -> QPointF | None:
        """Where the tool's cursor is drawn; None while the pointer is away or moves the image."""
        return None if self._pan_key_held or self._pan_from is not None else self._pointer

    def _update_cursor_area(self) -> None:
        if self.tool is not None:
            self.update(self.tool.area(self._pointer))

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
            self._pan_from, self._pan_button = event.position(), event.button()
            self._choose_cursor()
        elif event.button() == Qt.MouseButton.LeftButton and self.editable and self.tool is not None:
            self.tool.press(self._pointer_of(event))
            self._tell_if_ended(True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double-click closes what a tool has open, and is a second dab otherwise."""
        plain = event.button() == Qt.MouseButton.LeftButton and not self._pan_key_held
        if plain and self.editable and self.tool is not None and self._image_wh is not None:
            self.tool.double_click(self._pointer_of(event))
            self._tell_if_ended(True)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, pan, or show where the brush would be."""
        position = event.position()
        if self._pan_from is not None:
            moved, self._pan_from = position - self._pan_from, position
            self._set_view(self._view.panned(moved.x(), moved.y()))
        self._move_pointer(position)
        if self.tool is not None and self.editable and self._pan_from is None:
            self.tool.move(self._pointer_of(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke or the panning."""
        if self._pan_from is not None and event.button() == self._pan_button:
            self._pan_from = None
            self._choose_cursor()
            self._update_cursor_area()
        elif event.button() == Qt.MouseButton.LeftButton and self.tool is not None and self.editable:
            was_busy = self.tool.busy
            self.tool.release(self._pointer_of(event))
            self._tell_if_ended(was_busy)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Remember the pen's pressure; Qt sends a mouse event for the rest."""
        lifted = event.type() == QEvent.Type.TabletRelease
        self._pen_pressure = 1.0 if lifted else max(event.pressure(), 0.0)
        event.ignore()

    def _pointer_of(self, event: QMouseEvent) -> Pointer:
        position, keys = event.position(), event.modifiers()
        return Pointer(
            position,
            self._view.to_image((position.x(), position.y())),
            shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(keys & Qt.KeyboardModifier.AltModifier),
            pressure=self._pen_pressure,
        )

    def _tell_if_ended(self, was_busy: bool) -> None:
        if was_busy and not self.drawing:
            self.gesture_ended.emit()

    def _break_off(self) -> None:
        """End the gesture that is under way; what was done to the annotation stays."""
        if self.tool is not None and self.tool.busy:
            self.tool.break_off()
            self.gesture_ended.emit()

    def _move_pointer(self, position: QPointF | None) -> None:
        self._update_cursor_area()
        if self.loupe_on:
            self.update(self._loupe_area())
        self._pointer = position
        if self.loupe_on:
            self.update(self._loupe_area())
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
        elif self.tool is not None and self.tool.key(Qt.Key(event.key())):
            self._tell_if_ended(True)
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
        elif self._image_wh is not None and self.editable and self.tool is not None:
            self.setCursor(Qt.CursorShape.BlankCursor)
        else:
            self.unsetCursor()
