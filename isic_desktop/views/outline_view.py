"""An image with the outlines of two models and the true one, for looking at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from isic_desktop.core.gate_evaluation import Outline
from isic_desktop.views.palette import ANNOTATION, GRID_PX, PREDICTION, SURROUND, TRUTH

# Colour and line of each outline; the lines differ as well, for eyes that cannot tell the colours apart.
STYLES: dict[str, tuple[tuple[int, int, int], Qt.PenStyle]] = {
    "truth": (TRUTH, Qt.PenStyle.DashLine),
    "old": (ANNOTATION, Qt.PenStyle.DotLine),
    "new": (PREDICTION, Qt.PenStyle.SolidLine),
}
_LINE_PX = 2.0
_HALO = QColor(0, 0, 0, 150)


class OutlineView(QWidget):
    """Shows an image as large as there is room, with outlines over it."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self._size_wh = (0, 0)
        self._outlines: dict[str, list[QPolygonF]] = {}
        self._message = ""
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A good size to compare outlines at."""
        return QSize(460, 360)

    @property
    def shown(self) -> tuple[str, ...]:
        """The outlines that are drawn now."""
        return tuple(self._outlines) if not self._picture.isNull() else ()

    def say(self, message: str) -> None:
        """Show a sentence instead of an image."""
        self._picture, self._outlines, self._message = QImage(), {}, message
        self.update()

    def show_outlines(
        self, picture: QImage, size_wh: tuple[int, int], outlines: Mapping[str, Sequence[Outline]]
    ) -> None:
        """Show an image.

        Args:
            picture: The image at any size.
            size_wh: Its true width and height, in whose pixels the outlines are.
            outlines: Closed lines of "truth", "old" and "new".
        """
        self._picture, self._size_wh, self._message = picture, size_wh, ""
        self._outlines = {
            name: [QPolygonF([QPointF(x, y) for x, y in line]) for line in lines] for name, lines in outlines.items()
        }
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint image and outlines."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), SURROUND)
            if self._picture.isNull():
                painter.setPen(QColor("#f0f0f0"))
                room = self.rect().adjusted(2 * GRID_PX, GRID_PX, -2 * GRID_PX, -GRID_PX)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._message)
                return
            width, height = self._size_wh
            scale = min((self.width() - GRID_PX) / max(1, width), (self.height() - GRID_PX) / max(1, height))
            left, top = (self.width() - width * scale) / 2, (self.height() - height * scale) / 2
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(left, top, width * scale, height * scale), self._picture)
            painter.translate(left, top)
            painter.scale(scale, scale)
            for name, lines in self._outlines.items():
                rgb, style = STYLES[name]
                for halo in (True, False):
                    pen = QPen(_HALO if halo else QColor(*rgb), _LINE_PX + (1.5 if halo else 0.0))
                    pen.setCosmetic(True)  # as wide on the screen whatever the image's size
                    pen.setStyle(Qt.PenStyle.SolidLine if halo and style is Qt.PenStyle.SolidLine else style)
                    painter.setPen(pen)
                    for line in lines:
                        painter.drawPolygon(line)


class OutlineLegend(QWidget):
    """Names the outlines, each beside a piece of its line."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID_PX)
        self._labels: dict[str, QLabel] = {}
        for name in STYLES:
            self._row.addWidget(_Line(name))
            self._labels[name] = QLabel()
            self._row.addWidget(self._labels[name])
            self._row.addSpacing(GRID_PX)
        self._row.addStretch(1)

    def name_outlines(self, words: Mapping[str, str]) -> None:
        """Set what the outlines are called."""
        for name, text in words.items():
            self._labels[name].setText(text)


class _Line(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._rgb, self._style = STYLES[name]
        self.setFixedSize(28, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QPen(QColor(*self._rgb), 3, self._style))
            painter.drawLine(0, 6, 28, 6)
