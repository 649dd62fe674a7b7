"""A mouse that paints: real events on the image, for the scripts that take pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from isic_desktop.views.canvas import Canvas


def drag(
    canvas: Canvas,
    *image_points_xy: tuple[float, float],
    release: bool = True,
    on_event: Callable[[QPointF], None] = lambda _at: None,
) -> None:
    """Move to the first point, press, drag over the others and let go.

    Args:
        canvas: Where.
        image_points_xy: (x, y) each, pixels of the image.
        release: Whether the button is let go at the last point.
        on_event: Called after each event with where the mouse is, pixels of the canvas.
    """
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    points = [QPointF(*canvas.view.to_view(point)) for point in image_points_xy]
    steps = [(QEvent.Type.MouseMove, points[0], none, none), (QEvent.Type.MouseButtonPress, points[0], left, left)]
    steps += [(QEvent.Type.MouseMove, point, none, left) for point in points[1:]]
    steps += [(QEvent.Type.MouseButtonRelease, points[-1], left, none)] if release else []
    for kind, at, button, held in steps:
        event = QMouseEvent(kind, at, QPointF(canvas.mapToGlobal(at)), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)
        on_event(at)
