"""Read-outs of the lesion in sight, measured off the window's thread after each change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.calibration import Calibrations, Ruler, Scale, set_unusable_aside
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.errors import AppError, is_lack_of_memory

if TYPE_CHECKING:
    from isic_desktop.core.annotation_store import AnnotationStore
    from isic_desktop.core.document import AnnotationDocument
    from isic_desktop.core.opening import RGB
    from isic_desktop.core.readouts import ReadOuts


@dataclass(frozen=True)
class KnownScale:
    """How long a pixel of an image is.

    Args:
        image: The image file.
        scale: What is known.
        own: Whether the image has a ruler of its own.
        problem: Why the rulers cannot be read, as a sentence; empty if they can.
    """

    image: Path
    scale: Scale
    own: bool = False
    problem: str = ""


class ReadOutWatch(QObject):
    """Measures lesions, and keeps rulers.

    Signals:
        measured(AnnotationDocument, ReadOuts): The newest read-outs of a document; None in their place when the mask
            is empty, or memory ran out.
        scale_found(KnownScale): How long a pixel of an image is; after each change too.
        failed(str): A ruler could not be kept: a sentence.
    """

    measured = Signal(object, object)
    scale_found = Signal(object)
    failed = Signal(object)

    def __init__(self, store: AnnotationStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._measuring = JobThread("read-outs", Order.ONLY_LATEST, parent=self)
        self._measuring.finished_job.connect(self._take_measured)
        self._rulers = JobThread("rulers", Order.EVERY_ONE, parent=self)
        self._rulers.finished_job.connect(self._take_scale)
        self._asked: tuple[AnnotationDocument, int] | None = None

    def measure(self, document: AnnotationDocument, rgb: RGB) -> None:
        """Measure a document; the answer to an older request is dropped.

        Args:
            document: The annotation; its mask is copied now.
            rgb: (H, W, 3) uint8, the image as it was taken, read-only.
        """
        if self._asked == (document, document.revision):
            return
        self._asked = (document, document.revision)
        mask = document.mask.copy()

        def job(_wanted: Callable[[], bool]) -> ReadOuts | None:
            from isic_desktop.core.readouts import measure

            return measure(mask, rgb)

        self._measuring.submit(document, job)

    def look_up(self, image: Path, size_wh: tuple[int, int]) -> None:
        """Find out how long a pixel of an image is."""
        place = self._store.place(image)
        self._rulers.submit(image, lambda _wanted: _known(place, image, size_wh))

    def keep(self, image: Path, ruler: Ruler, *, for_folder: bool) -> None:
        """Keep a ruler for an image or for its folder."""
        place = self._store.place(image)

        def job(_wanted: Callable[[], bool]) -> KnownScale:
            set_unusable_aside(place)
            Calibrations(place).save(image.name, ruler, for_folder=for_folder)
            return _known(place, image, ruler.size_wh)

        self._rulers.submit(image, job)

    def forget(self, image: Path, size_wh: tuple[int, int], *, for_folder: bool) -> None:
        """Forget the ruler of an image or of its folder."""
        place = self._store.place(image)

        def job(_wanted: Callable[[], bool]) -> KnownScale:
            Calibrations(place).forget(image.name, for_folder=for_folder)
            return _known(place, image, size_wh)

        self._rulers.submit(image, job)

    def stop(self) -> None:
        """End the threads and wait for them; a ruler that is being kept is kept."""
        self._measuring.stop()
        self._rulers.stop(finish=True)

    @Slot(object)
    def _take_measured(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            if not is_lack_of_memory(outcome.error):
                raise outcome.error
            self._asked = None  # it is tried again at the next occasion; until then no figures stand there
        self.measured.emit(outcome.key, outcome.value)

    @Slot(object)
    def _take_scale(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(sentence_for(outcome.error))
        else:
            self.scale_found.emit(outcome.value)


def _known(place: Path, image: Path, size_wh: tuple[int, int]) -> KnownScale:
    try:
        rulers = Calibrations(place)
    except AppError as error:
        return KnownScale(image, Scale(), problem=str(error))
    scale = rulers.scale_of(image.name, size_wh)
    return KnownScale(image, scale, own=rulers.ruler_of(image.name) is not None)
