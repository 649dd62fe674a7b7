"""Pictures for the training views, made aside: augmented images, sheets of a run; and the plotting library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from PySide6.QtGui import QImage

from isic_desktop.services.job_thread import Cancelled, JobThread, Order, Outcome, sentence_for
from isic_desktop.services.plots_loader import PlotsLoader
from model_train.pairs_file import ListedPair

_TILE_PX = 128
PREVIEW_IMAGES = 6


class TrainingPictures(QObject):
    """Makes pictures off the window's thread.

    Signals:
        augmented(list): QImages of augmented images with their outlines, in the order of the pairs.
        augment_failed(str): They cannot be shown: a sentence.
        read(Path, QImage): A picture file that was asked for; null if it cannot be read.
        plots_ready(): pyqtgraph is imported.
    """

    augmented = Signal(object)
    augment_failed = Signal(object)
    read = Signal(object, object)
    plots_ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        low = QThread.Priority.LowPriority
        self._augmenter = JobThread("augmentation", Order.ONLY_LATEST, priority=low, parent=self)
        self._augmenter.finished_job.connect(self._take_augmented)
        self._reader = JobThread("training pictures", Order.EVERY_ONE, priority=low, parent=self)
        self._reader.finished_job.connect(self._take_read)
        self._plots = PlotsLoader(self)
        self._plots.ready.connect(self.plots_ready)
        self._plots.failed.connect(self.augment_failed)

    def augment(self, pairs: Sequence[ListedPair], name: str, seed: int, size_px: int) -> None:
        """Show what the network would see of some images.

        Args:
            pairs: The images; a few are taken, spread over the list.
            name: Of the augmentation.
            seed: Of its randomness.
            size_px: Side of the network's input.
        """
        step = max(1, len(pairs) // PREVIEW_IMAGES)
        chosen = tuple(pairs[::step][:PREVIEW_IMAGES])
        self._augmenter.submit(None, lambda wanted: _augmented(chosen, name, seed, size_px, wanted))

    def read_picture(self, path: Path, width_px: int = 0) -> None:
        """Read a picture file, and scale it to a width if one is given."""

        def job(_wanted: Callable[[], bool]) -> QImage:
            picture = QImage(str(path))
            smooth = Qt.TransformationMode.SmoothTransformation
            return picture.scaledToWidth(width_px, smooth) if width_px and not picture.isNull() else picture

        self._reader.submit(path, job)

    def load_plots(self) -> None:
        """Import pyqtgraph; tells `plots_ready`, at once if it is there."""
        self._plots.load()

    def stop(self) -> None:
        """End the threads."""
        self._augmenter.stop()
        self._reader.stop()
        self._plots.stop()

    @Slot(object)
    def _take_augmented(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.augment_failed.emit(sentence_for(outcome.error))
        else:
            self.augmented.emit(outcome.value)

    @Slot(object)
    def _take_read(self, outcome: Outcome) -> None:
        self.read.emit(outcome.key, outcome.value if outcome.error is None else QImage())


def _augmented(
    pairs: Sequence[ListedPair], name: str, seed: int, size_px: int, wanted: Callable[[], bool]
) -> list[QImage]:
    from model_train.pictures import draw_augmented

    if not wanted():
        raise Cancelled
    side = max(_TILE_PX, size_px)
    pictures = []
    for drawn in draw_augmented(pairs, name, seed, side):
        picture = QImage(drawn.data, side, side, 3 * side, QImage.Format.Format_RGB888)
        pictures.append(picture.copy())  # the pixels go with this call
    return pictures
