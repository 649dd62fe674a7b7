"""Boundary distances, measured off the window's thread after each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.services.job_thread import JobThread, Order, Outcome
from model_train.errors import is_lack_of_memory

if TYPE_CHECKING:
    from isic_desktop.core.document import AnnotationDocument
    from model_train.boundary import BoundaryDistance


class BoundaryWatch(QObject):
    """Measures how far annotation and ground truth lie apart.

    Signals:
        measured(AnnotationDocument, BoundaryDistance): The newest distances of a document; None in place of the
            distances when one of the two masks is empty, or memory ran out.
    """

    measured = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = JobThread("boundary", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)
        self._asked: tuple[AnnotationDocument, int] | None = None

    def measure(self, document: AnnotationDocument) -> None:
        """Measure a document that has ground truth; the answer to an older request is dropped."""
        if document.truth is None or self._asked == (document, document.revision):
            return
        self._asked = (document, document.revision)
        mask, truth = document.mask.copy(), document.truth

        def job(_wanted: Callable[[], bool]) -> BoundaryDistance | None:
            from model_train.boundary import boundary_distance

            return boundary_distance(mask, truth)

        self._thread.submit(document, job)

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            if not is_lack_of_memory(outcome.error):
                raise outcome.error
            self._asked = None  # it is tried again at the next occasion; until then no figures stand there
        self.measured.emit(outcome.key, outcome.value)
