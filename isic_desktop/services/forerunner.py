"""Imports what the first image will need, aside, as soon as the window is there."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from PySide6.QtCore import QObject

from isic_desktop.services.job_thread import JobThread, Order

# In the order in which they will be wanted. Nothing here touches Qt, whose types must not be made in two threads.
MODULES = ("numpy", "isic_desktop.core.opening", "isic_desktop.core.image_facts", "cv2", "isic_desktop.core.readouts")


class Forerunner(QObject):
    """Keeps the first image from waiting for what the window does without.

    Whoever needs one of the modules meanwhile waits for it no longer than if it had not been begun.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = JobThread("forerunner", Order.ONLY_LATEST, parent=self)

    def run_ahead(self) -> None:
        """Begin to import."""
        self._thread.submit(None, _import_all)

    def stop(self) -> None:
        """End the thread after the module it is at."""
        self._thread.stop()


def _import_all(wanted: Callable[[], bool]) -> None:
    for name in MODULES:
        if wanted():
            importlib.import_module(name)
