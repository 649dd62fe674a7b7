"""Images for the gate's window, read off its thread; and the plotting library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from isic_desktop.services.plots_loader import PlotsLoader
from model_train.images import read_reduced

_SIDE_PX = 900


class GatePictures(QObject):
    """Reads the image that was asked for last.

    Signals:
        read(Path, QImage): It is there, reduced to what a window shows.
        failed(Path, str): It cannot be read: a sentence.
        plots_ready(): pyqtgraph is imported.
    """

    read = Signal(object, object)
    failed = Signal(object, object)
    plots_ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = JobThread("gate pictures", Order.ONLY_LATEST, parent=self)
        self._reader.finished_job.connect(self._take_outcome)
        self._plots = PlotsLoader(self)
        self._plots.ready.connect(self.plots_ready)

    def ask(self, path: Path) -> None:
        """Read an image; what was asked before and is not there yet is not wanted any more."""
        self._reader.submit(path, lambda _wanted: _picture(path))

    def load_plots(self) -> None:
        """Import pyqtgraph."""
        self._plots.load()

    def stop(self) -> None:
        """End the workers and wait for them."""
        self._reader.stop()
        self._plots.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(outcome.key, sentence_for(outcome.error))
        else:
            self.read.emit(outcome.key, outcome.value)


def _picture(path: Path) -> QImage:
    pixels = read_reduced(path, _SIDE_PX)
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    side = min(1.0, 2 * _SIDE_PX / max(width, height))
    # A copy either way: the array goes with this call.
    return image.scaledToWidth(round(width * side)) if side < 1.0 else image.copy()
