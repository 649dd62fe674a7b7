"""What every tool of the canvas is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from isic_desktop.core.geometry import PixelRect, ViewTransform
    from isic_desktop.core.opening import OpenedImage
    from isic_desktop.core.provenance import Mask

HALO = QColor(0, 0, 0, 150)
XY = tuple[float, float]


@dataclass(frozen=True)
class Pointer:
    """Where the mouse or pen is.

    Args:
        view: On the canvas, logical pixels.
        image_xy: In the image, continuous coordinates; may lie outside.
        shift: Whether Shift is held.
        alt: Whether Alt is held.
        pressure: Of a pen, 0…1; 1 for a mouse.
    """

    view: QPointF
    image_xy: XY
    shift: bool = False
    alt: bool = False
    pressure: float = 1.0


class Surface(Protocol):
    """What a tool knows of the canvas it works on."""

    brush_size_px: int

    @property
    def view(self) -> ViewTransform:
        """Where the image lies."""

    def update(self, area: QRect) -> None:
        """Paint this part anew."""


class Editing(Protocol):
    """What a tool may do to the annotation: the part of the session it needs."""

    @property
    def current(self) -> OpenedImage | None:
        """The image on the screen."""

    def begin(self, label: str) -> None:
        """Start a gesture."""

    def paint(self, start_xy: XY, end_xy: XY, radius_px: float, value: bool) -> None:
        """Draw a round brush."""

    def put(self, rect: PixelRect, pixels: Mask) -> None:
        """Set a rectangle."""

    def end(self) -> None:
        """End the gesture as one undo step."""


class CanvasTool:
    """A tool; the canvas passes it the mouse, and asks it to draw its cursor and preview.

    Attributes:
        name: What the tool options and undo steps call it.
        hint: What its modifiers do, in a few words.
        uses_size: Whether the brush size means something to it.
    """

    name = ""
    hint = ""
    uses_size = False

    def __init__(self, surface: Surface, editing: Editing) -> None:
        self.surface = surface
        self.editing = editing

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return False

    def press(self, pointer: Pointer) -> None:
        """The left button went down."""

    def move(self, pointer: Pointer) -> None:
        """The pointer moved, with the button down or not."""

    def release(self, pointer: Pointer) -> None:
        """The left button went up."""

    def double_click(self, pointer: Pointer) -> None:
        """Two presses in short order; a second press unless the tool closes something with it."""
        self.press(pointer)

    def key(self, key: Qt.Key) -> bool:
        """Enter, Escape or Backspace; whether the tool had a use for it."""
        del key
        return False

    def break_off(self) -> None:
        """Another tool or image comes: end the gesture; what was done to the annotation stays."""

    def draw(self, painter: QPainter, pointer: QPointF | None) -> None:
        """Draw cursor and preview over the annotation, in logical pixels."""

    def area(self, pointer: QPointF | None) -> QRect:
        """What `draw` would paint on."""
        del pointer
        return QRect()


def draw_line(painter: QPainter, points: QPolygonF, *, closed: bool, dashed: bool = False) -> None:
    """Draw a light line with a dark halo, as all previews are."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bright = QPen(QColor("white"), 1.4)
    if dashed:
        bright.setDashPattern([4, 3])
    for pen in (QPen(HALO, 3.2), bright):
        painter.setPen(pen)
        if closed:
            painter.drawPolygon(points)
        else:
            painter.drawPolyline(points)


def draw_cross(painter: QPainter, at: QPointF) -> None:
    """Draw a small cross: the cursor of tools that act on a point."""
    for pen in (QPen(HALO, 3), QPen(QColor("white"), 1)):
        painter.setPen(pen)
        for dx, dy in ((7, 0), (0, 7)):
            offset = QPointF(dx, dy)
            painter.drawLine(at - offset, at - offset * 0.3)
            painter.drawLine(at + offset * 0.3, at + offset)


def around(point: QPointF, reach: float) -> QRect:
    """The square around a point."""
    reach_px = int(reach) + 2
    centre = point.toPoint()
    return QRect(centre.x() - reach_px, centre.y() - reach_px, 2 * reach_px + 1, 2 * reach_px + 1)
