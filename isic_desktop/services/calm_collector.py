"""Has Python's collector of garbage run where and when it does no harm to the window."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 500


class WindowCollector(QObject):
    """Collects garbage in the window's thread, and nowhere else, as long as there is a window.

    By itself Python collects in whichever thread made the object that was one too many. A widget among the garbage is
    then destroyed in that thread, and Qt waits there for the window's thread, which may just be waiting for that one.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def begin(self) -> None:
        """Look twice a second whether so much was made that it is time; until then nothing is collected."""
        self._timer.start()

    @Slot()
    def _collect(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return


@contextmanager
def calmly() -> Iterator[None]:
    """While torch is imported: collect nothing, and then take all there is out of the collector's rounds for good.

    Torch brings half a million objects, which stay. Looking through them all takes a quarter of a second, in which
    nothing else runs, whichever thread made the object that was one too many.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
