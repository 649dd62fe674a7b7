"""What the canvas paints, layer by layer; each layer paints only the rectangle it is asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from isic_desktop.core.contours import Contour
from isic_desktop.core.geometry import ViewTransform
from isic_desktop.core.opening import RGB
from isic_desktop.core.overlay_pixels import OverlayStyle, render_overlay
from isic_desktop.core.provenance import Mask
from isic_desktop.views.palette import ANNOTATION, SURROUND

_HALO = QColor(0, 0, 0, 150)
# From this magnification on, image pixels are shown as the squares they are.
_SQUARES_FROM_SCALE = 3.0


class OutlineLayer:
    """A mask that does not change while it is shown, as closed lines of constant width.

    Args:
        colour: (red, green, blue).
        line: Dashes or dots, so that it is told apart without colour.
    """

    def __init__(self, colour: tuple[int, int, int], line: Qt.PenStyle) -> None:
        self.visible = True
        self._path = QPainterPath()
        self._halo = QPen(_HALO, 3.2)
        self._halo.setCosmetic(True)
        self._pen = QPen(QColor(*colour), 1.8, line)
        self._pen.setCosmetic(True)
        self._pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if line is Qt.PenStyle.DashLine:
            self._pen.setDashPattern([5, 3])
        else:
            self._pen.setDashPattern([1.4, 2.2])

    def set_contours(self, contours: tuple[Contour, ...]) -> None:
        """Show these lines, (N, 2) image coordinates each."""
        self._path = QPainterPath()
        for contour in contours:
            self._path.addPolygon(QPolygonF([QPointF(x, y) for x, y in contour.tolist()]))
            self._path.closeSubpath()

    def draw(self, painter: QPainter, view: ViewTransform, ratio: float) -> None:
        """Draw with a painter in device pixels."""
        if self._path.isEmpty():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(view.offset_x, view.offset_y)
        painter.scale(view.scale, view.scale)
        for pen in (self._halo, self._pen):
            scaled = QPen(pen)
            scaled.setWidthF(pen.widthF() * ratio)
            painter.setPen(scaled)
            painter.drawPath(self._path)
        painter.restore()


class BaseLayer:
    """Surround, image and static outlines, painted once for each view and then copied piece by piece."""

    def __init__(self) -> None:
        self._levels: list[QImage] = []
        self._kept_arrays: tuple[RGB, ...] = ()  # the QImages alias their memory
        self._painted: QImage | None = None

    def show(self, levels: tuple[RGB, ...]) -> None:
        """Use another image: (h, w, 4) uint8 BGRX arrays, each half the one before."""
        self._kept_arrays = levels
        self._levels = [
            QImage(level.data, level.shape[1], level.shape[0], level.shape[1] * 4, QImage.Format.Format_RGB32)
            for level in levels
        ]
        self.forget()

    def forget(self) -> None:
        """The view changed: paint anew at the next occasion."""
        self._painted = None

    def draw(
        self,
        painter: QPainter,
        area: QRect,
        size: QSize,
        ratio: float,
        view: ViewTransform,
        outlines: Sequence[OutlineLayer],
    ) -> None:
        """Draw the part in `area` (logical pixels); `view` is in device pixels."""
        if self._painted is None:
            self._painted = self._paint(size, ratio, view, outlines)
        source = QRectF(area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio)
        painter.drawImage(QRectF(area), self._painted, source)

    def _paint(self, size: QSize, ratio: float, view: ViewTransform, outlines: Sequence[OutlineLayer]) -> QImage:
        width, height = math.ceil(size.width() * ratio), math.ceil(size.height() * ratio)
        painted = QImage(width, height, QImage.Format.Format_RGB32)
        painted.fill(SURROUND)
        painter = QPainter(painted)
        if self._levels:
            full = self._levels[0]
            level = 0
            while level + 1 < len(self._levels) and view.scale * 2 ** (level + 1) <= 1.0:
                level += 1
            picture = self._levels[level]
            # Only what is in sight: the painter would walk over all of it.
            left, top = view.to_image((0, 0))
            right, bottom = view.to_image((width, height))
            seen = QRectF(QPointF(math.floor(left), math.floor(top)), QPointF(math.ceil(right), math.ceil(bottom)))
            seen = seen.intersected(QRectF(0, 0, full.width(), full.height()))
            corner = view.to_view((seen.left(), seen.top()))
            target = QRectF(corner[0], corner[1], seen.width() * view.scale, seen.height() * view.scale)
            shrunk_x, shrunk_y = picture.width() / full.width(), picture.height() / full.height()
            source = QRectF(
                seen.left() * shrunk_x, seen.top() * shrunk_y, seen.width() * shrunk_x, seen.height() * shrunk_y
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.scale < _SQUARES_FROM_SCALE)
            painter.drawImage(target, picture, source)
        for outline in outlines:
            outline.draw(painter, view, ratio)
        painter.end()
        return painted


def draw_annotation(
    painter: QPainter,
    area: QRect,
    ratio: float,
    view: ViewTransform,
    mask: Mask,
    *,
    fill_opacity: float,
    line: bool,
) -> None:
    """Draw the annotation in `area` (logical pixels); `view` is in device pixels."""
    x, y = math.floor(area.x() * ratio), math.floor(area.y() * ratio)
    width = math.ceil((area.x() + area.width()) * ratio) - x
    height = math.ceil((area.y() + area.height()) * ratio) - y
    if width <= 0 or height <= 0:
        return
    style = OverlayStyle(ANNOTATION, fill_opacity, line, max(1, round(ratio)))
    colours = render_overlay(mask, view, x, y, width, height, style)
    image = QImage(colours.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    painter.drawImage(x, y, image)
    painter.restore()


def draw_brush(painter: QPainter, centre: QPointF, radius: float, *, erases: bool) -> None:
    """Draw the brush as the circle it covers: light with a dark halo; the eraser's is dashed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if radius < 3:
        # Too small to see as a circle: a cross marks the spot.
        for pen in (QPen(_HALO, 3), QPen(Qt.GlobalColor.white, 1)):
            painter.setPen(pen)
            painter.drawLine(centre - QPointF(6, 0), centre + QPointF(6, 0))
            painter.drawLine(centre - QPointF(0, 6), centre + QPointF(0, 6))
    else:
        bright = QPen(Qt.GlobalColor.white, 1.2)
        if erases:
            bright.setDashPattern([4, 3])
        for pen in (QPen(_HALO, 3), bright):
            painter.setPen(pen)
            painter.drawEllipse(centre, radius, radius)
    painter.restore()
