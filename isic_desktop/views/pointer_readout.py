"""Where the pointer is and how large the image is shown, in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from isic_desktop.views.main_window import MainWindow

_EVERY_MS = 50


class PointerReadOut(QObject):
    """Follows the canvas; not at each move, since laying the status bar out anew takes longer than the stroke itself.

    Args:
        window: The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._label = window.pointer_label
        self._pointer = ""
        self._zoom = ""
        self._soon = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._soon.timeout.connect(self._show)
        window.canvas.pointer_moved.connect(self._note_pointer)
        window.canvas.zoom_changed.connect(self._note_zoom)

    @Slot(object)
    def _note_pointer(self, image_xy: tuple[float, float] | None) -> None:
        self._pointer = f"x {int(image_xy[0])}  y {int(image_xy[1])}" if image_xy is not None else ""
        if not self._soon.isActive():
            self._soon.start()

    @Slot(float)
    def _note_zoom(self, scale: float) -> None:
        self._zoom = f"{100 * scale:.0f} %"
        self._show()

    @Slot()
    def _show(self) -> None:
        self._label.setText("   ·   ".join(part for part in (self._pointer, self._zoom) if part))
