"""What the canvas paints, layer by layer; each layer paints only the rectangle it is asked for."""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from isic_desktop.core.contours import Contour, lines_in_sight, simplified
from isic_desktop.core.overlay_pixels import ARGB, ErrorStyle, OverlayStyle, render_errors, render_overlay
from isic_desktop.core.texts import marked
from isic_desktop.views.palette import ANNOTATION, FALSE_NEGATIVE, FALSE_POSITIVE, SURROUND
from model_train.late_numpy import np

if TYPE_CHECKING:
    from isic_desktop.core.document import Probability
    from isic_desktop.core.geometry import ViewTransform
    from isic_desktop.core.opening import RGB
    from isic_desktop.core.provenance import Mask

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
        self._contours: tuple[Contour, ...] = ()
        self._simplified: dict[int, list[Contour]] = {}
        self._halo = QPen(_HALO, 3.2)
        self._halo.setCosmetic(True)
        self._pen = QPen(QColor(*colour), 1.8, line)
        self._pen.setCosmetic(True)
        self._pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if line is Qt.PenStyle.DashLine:
            self._pen.setDashPattern([5, 3])
        else:
            self._pen.setDashPattern([1.4, 2.2])

    def set_colour(self, colour: tuple[int, int, int]) -> None:
        """Draw the lines in another colour, (red, green, blue)."""
        self._pen.setColor(QColor(*colour))

    def set_contours(self, contours: tuple[Contour, ...]) -> None:
        """Show these lines, (N, 2) image coordinates each."""
        self._contours = contours
        self._simplified = {}

    def draw(self, painter: QPainter, view: ViewTransform, ratio: float, size: QSize) -> None:
        """Draw with a painter in device pixels; `size` is what it paints on."""
        if not self._contours:
            return
        path = self._path_in_sight(view, size)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (self._halo, self._pen):
            scaled = QPen(pen)
            scaled.setWidthF(pen.widthF() * ratio)
            painter.setPen(scaled)
            painter.drawPath(path)
        painter.restore()

    def _path_in_sight(self, view: ViewTransform, size: QSize) -> QPainterPath:
        """The lines in device pixels: no finer than the screen shows them, and no farther than it reaches.

        Dashing every step of a twelve-megapixel outline would take a quarter of a second.
        """
        level = math.floor(math.log2(view.scale))
        if level not in self._simplified:
            tolerance_px = 0.35 / 2.0 ** (level + 1)
            self._simplified[level] = [simplified(contour, tolerance_px) for contour in self._contours]
        margin = 8 / view.scale
        left, top = view.to_image((0, 0))
        right, bottom = view.to_image((size.width(), size.height()))
        offset, path = np.array([view.offset_x, view.offset_y]), QPainterPath()
        for contour in self._simplified[level]:
            for line in lines_in_sight(contour, left - margin, top - margin, right + margin, bottom + margin):
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in (line * view.scale + offset).tolist()]))
        return path


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

    def draw_magnified(self, painter: QPainter, size_px: int, view: ViewTransform) -> None:
        """Draw the image alone with another view, for the loupe; the painter is in device pixels."""
        painter.drawImage(0, 0, self._paint(QSize(size_px, size_px), 1.0, view, ()))

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
        with QPainter(painted) as painter:
            if self._levels:
                self._draw_picture(painter, width, height, view)
            for outline in outlines:
                outline.draw(painter, view, ratio, painted.size())
        return painted

    def _draw_picture(self, painter: QPainter, width: int, height: int, view: ViewTransform) -> None:
        """Draw what is in sight of the image on a canvas of this size, device pixels."""
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


class ViewMode(enum.Enum):
    """How the annotation is shown; the value is what the person reads."""

    FILL = marked("Fill and outline")
    OUTLINE = marked("Outline")
    ERRORS = marked("Errors")
    HEAT = marked("Heat map")
    ALONE = marked("Image alone")


class AnnotationLayer:
    """The annotation in one of the view modes; painted anew wherever it changed.

    Attributes:
        mode: How it is shown.
        visible: Whether it is shown at all.
        fill_opacity: Of the fill, 0…1.
        mask: (H, W) bool, looked at whenever something is painted.
        truth: (H, W) bool, for the errors; without one they are shown as a fill.
        colour: (red, green, blue) of fill and outline.
        error_colours: Those of what is too much and of what is missing.
    """

    def __init__(self) -> None:
        self.mode = ViewMode.FILL
        self.visible = True
        self.fill_opacity = 0.3
        self.mask: Mask | None = None
        self.truth: Mask | None = None
        self.colour = ANNOTATION
        self.error_colours = (FALSE_POSITIVE, FALSE_NEGATIVE)
        self._heat: QImage | None = None

    def set_heat(self, probability: Probability | None) -> None:
        """Use this probability for the heat map: (S, S) float32 in [0, 1], or none."""
        if probability is None:
            self._heat = None
            return
        colours = _heat_colours()[np.rint(probability * 255).astype(np.uint8)]
        height, width = colours.shape
        image = QImage(colours.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
        self._heat = image.copy()  # of its own, since the array goes with this call

    def draw(self, painter: QPainter, area: QRect, ratio: float, view: ViewTransform) -> None:
        """Draw the part in `area` (logical pixels); `view` is in device pixels."""
        mask = self.mask
        if mask is None or not self.visible or self.mode is ViewMode.ALONE:
            return
        x, y = math.floor(area.x() * ratio), math.floor(area.y() * ratio)
        width = math.ceil((area.x() + area.width()) * ratio) - x
        height = math.ceil((area.y() + area.height()) * ratio) - y
        if width <= 0 or height <= 0:
            return
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        fill_opacity = self.fill_opacity if self.mode in (ViewMode.FILL, ViewMode.ERRORS) else 0.0
        if self.mode is ViewMode.HEAT and self._heat is not None:
            painter.setClipRect(QRect(x, y, width, height))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            corner = QPointF(view.offset_x, view.offset_y)
            painter.drawImage(
                QRectF(corner.x(), corner.y(), mask.shape[1] * view.scale, mask.shape[0] * view.scale), self._heat
            )
        if self.mode is ViewMode.ERRORS and self.truth is not None:
            stripes = max(2, round(3 * ratio))
            errors = ErrorStyle(self.colour, *self.error_colours, stripe_px=stripes)
            _put(painter, x, y, render_errors(mask, self.truth, view, x, y, width, height, errors))
            fill_opacity = 0.0
        style = OverlayStyle(self.colour, fill_opacity, True, max(1, round(ratio)))
        _put(painter, x, y, render_overlay(mask, view, x, y, width, height, style))
        painter.restore()


def _put(painter: QPainter, x: int, y: int, colours: ARGB) -> None:
    height, width = colours.shape
    painter.drawImage(x, y, QImage(colours.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied))


@lru_cache
def _heat_colours() -> ARGB:
    """Clear where the probability is 0, over violet and orange to yellow at 1: lightness grows all the way."""
    stops = np.array([0.0, 0.15, 0.5, 0.8, 1.0])
    reds, greens, blues = [40, 80, 190, 250, 255], [10, 20, 60, 150, 240], [90, 130, 90, 40, 120]
    alphas = [0.0, 0.25, 0.55, 0.6, 0.6]
    at = np.linspace(0.0, 1.0, 256)
    alpha = np.interp(at, stops, alphas)
    table = np.rint(alpha * 255).astype(np.uint32) << 24
    for values, shift in ((reds, 16), (greens, 8), (blues, 0)):
        table |= np.rint(np.interp(at, stops, values) * alpha).astype(np.uint32) << shift
    return table.astype(np.uint32)
