"""The plotting library, imported aside without a race for Qt's types."""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for

_LIBRARY = "pyqtgraph"
# What pyqtgraph imports of PySide6; it also copies every name of the first three.
_QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtTest", "QtOpenGL", "QtOpenGLWidgets")
_SLICE_S = 0.004


class PlotsLoader(QObject):
    """Imports pyqtgraph off the window's thread, where it would stall it for half a second.

    PySide6 makes the Python type of each Qt class at its first use, and two threads that make types at the same time
    can crash the process. So this thread, the window's, first makes all that pyqtgraph will touch, a few milliseconds
    at a time between the person's events; the import in the other thread then finds them made.

    Signals:
        ready(): It is imported; the plots can be made.
        failed(str): It cannot be: a sentence.
    """

    ready = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._is_ready = False
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._make_types)
        self._importer = JobThread("plots", Order.ONLY_LATEST, priority=QThread.Priority.LowPriority, parent=self)
        self._importer.finished_job.connect(self._take_outcome)

    def load(self) -> None:
        """Begin, unless it has begun; tells `ready` at once if it is there."""
        if self._is_ready:
            self.ready.emit()
        elif self._steps is None:
            self._steps = _types_made()
            self._turn.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._turn.stop()
        self._importer.stop()

    @Slot()
    def _make_types(self) -> None:
        if self._steps is None:
            return
        until = time.perf_counter() + _SLICE_S
        for _step in self._steps:
            if time.perf_counter() > until:
                return
        self._turn.stop()
        self._importer.submit(None, lambda _wanted: importlib.import_module(_LIBRARY))

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._steps = None  # asked again, it is tried again
            self.failed.emit(sentence_for(outcome.error))
        else:
            self._is_ready = True
            self.ready.emit()


def _types_made() -> Iterator[None]:
    for name in _QT_MODULES:
        try:
            module = importlib.import_module(f"PySide6.{name}")
        except ImportError:  # a build may leave out what nothing but pyqtgraph's extras use; it copes without
            continue
        yield
        for attribute in dir(module):
            getattr(module, attribute)
            yield
