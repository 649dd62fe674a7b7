"""Imports what the first image will need, aside, as soon as the window is there."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.preload import map_library
from isic_desktop.services.job_thread import JobThread, Order, Outcome

# In the order in which they will be wanted. Nothing here touches Qt, whose types must not be made in two threads.
MODULES = (
    "numpy",
    "isic_desktop.core.opening",
    "isic_desktop.core.image_facts",
    "cv2",
    "isic_desktop.core.readouts",
    "isic_desktop.core.handover.annotation_check",
    "isic_desktop.core.handover.export",
    "isic_desktop.core.handover.importing",
)
# Their large extension modules: mapped first, since the system does that beside the window, and an import would not.
_EXTENSIONS = (("numpy", "_core/_multiarray_umath*.so"), ("cv2", "cv2*.so"))


class Forerunner(QObject):
    """Keeps the first image from waiting for what the window does without.

    Whoever needs one of the modules meanwhile waits for it no longer than if it had not been begun.

    Signals:
        arrived(): All has been imported, or cannot be; told once.
    """

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = JobThread("forerunner", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._tell)

    def run_ahead(self) -> None:
        """Begin to import."""
        self._thread.submit(None, _import_all)

    def stop(self) -> None:
        """End the thread after the module it is at."""
        self._thread.stop()

    @Slot(object)
    def _tell(self, _outcome: Outcome) -> None:
        self.arrived.emit()


def _import_all(wanted: Callable[[], bool]) -> None:
    if sys.platform != "win32":
        for package, pattern in _EXTENSIONS:
            found = importlib.util.find_spec(package)
            if found is not None and found.origin is not None:
                for path in Path(found.origin).parent.glob(pattern):
                    map_library(path, os.RTLD_NOW)  # whether it can or not: the import that needs it will say
    for name in MODULES:
        if wanted():
            importlib.import_module(name)
