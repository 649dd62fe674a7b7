"""Keeps Python's collector of garbage from halting the window."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Slot

from isic_desktop.services.segmentation import ModelPhase, ModelStatus, SegmentationService


class CalmCollector(QObject):
    """Takes what stays for good out of the collector's rounds, once the model is there.

    Torch brings half a million objects. Looking through them all takes a quarter of a second, in which nothing else
    runs, whichever thread made the object that was one too many.

    Args:
        segmentation: Tells when the model is there.
        parent: Whose life it shares.
    """

    def __init__(self, segmentation: SegmentationService, parent: QObject) -> None:
        super().__init__(parent)
        self._segmentation = segmentation
        segmentation.status_changed.connect(self._look)

    @Slot(object)
    def _look(self, status: ModelStatus) -> None:
        if status.phase is ModelPhase.READY:
            gc.freeze()
            self._segmentation.status_changed.disconnect(self._look)
