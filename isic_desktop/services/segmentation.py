"""The model behind a thread of its own: loads torch late, answers the latest request, drops stale answers."""

from __future__ import annotations

import enum
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.document import Prediction
from isic_desktop.core.opening import RGB
from isic_desktop.core.provenance import PackedMask
from isic_desktop.core.sidecar import ModelUsed
from isic_desktop.services.job_thread import Cancelled, JobThread, Order, Outcome, sentence_for

if TYPE_CHECKING:
    from isic_desktop.core.contours import Contour
    from model_train.predictor import Predictor


class ModelPhase(enum.Enum):
    """How far the model is."""

    ABSENT = "not loaded"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class ModelStatus:
    """What the status bar tells of the model.

    Args:
        phase: How far it is.
        name: Of the model.
        device: Where it runs, e.g. "CPU"; empty until it is loaded.
        message: What went wrong or was changed, as a sentence; else empty.
    """

    phase: ModelPhase
    name: str
    device: str = ""
    message: str = ""


@dataclass(frozen=True, eq=False)
class Proposal:
    """A prediction for one image, with the outline to draw.

    Args:
        image_path: The image.
        prediction: Mask and provenance.
        contours: Boundary of the mask.
    """

    image_path: Path
    prediction: Prediction
    contours: tuple[Contour, ...]


class SegmentationService(QObject):
    """Predicts on a worker thread.

    Signals:
        status_changed(ModelStatus): The model began to load, is ready, or failed.
        busy_changed(bool): A prediction was begun, or none is under way any more.
        proposed(Proposal): The answer to the latest request.
        failed(Path, str): The latest request failed: the image and a sentence.
    """

    status_changed = Signal(object)
    busy_changed = Signal(bool)
    proposed = Signal(object)
    failed = Signal(object, str)

    def __init__(self, checkpoint: Path, device: str = "auto", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checkpoint = checkpoint
        self._device = device
        self._predictor: Predictor | None = None  # this and the next two: touched in the worker only
        self._messages: list[str] = []
        self._loaded_checkpoint: Path | None = None
        self._latest_ticket = 0
        self.status = ModelStatus(ModelPhase.ABSENT, checkpoint.stem)
        self._thread = JobThread("segmentation", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    def warm_up(self) -> None:
        """Load torch and the model now, unless that has been done or begun."""
        if self.status.phase is ModelPhase.ABSENT:
            self._set_status(ModelStatus(ModelPhase.LOADING, self._checkpoint.stem))
            self._thread.submit(None, self._job_load())

    def use_model(self, checkpoint: Path) -> None:
        """Predict with another model from now on; a request that is under way is given up."""
        self.cancel()
        self._checkpoint = checkpoint
        self._set_status(ModelStatus(ModelPhase.ABSENT, checkpoint.stem))
        self.warm_up()

    def request(self, image_path: Path, rgb: RGB) -> None:
        """Predict for an image; whatever was asked before is not answered any more.

        Args:
            image_path: The image; comes back with the answer.
            rgb: (H, W, 3) uint8 RGB, read-only.
        """
        if self.status.phase in (ModelPhase.ABSENT, ModelPhase.FAILED):
            self._set_status(ModelStatus(ModelPhase.LOADING, self._checkpoint.stem))
        load = self._job_load()

        def job(wanted: Callable[[], bool]) -> tuple[Proposal, ModelStatus]:
            load(wanted)
            return self._propose(image_path, rgb, wanted)

        self._latest_ticket = self._thread.submit(image_path, job)
        self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Give up the request that is under way; its answer, if it still comes, is dropped."""
        was_busy = self._latest_ticket != 0
        self._latest_ticket = 0
        # A load goes on: giving it up would only make the next request wait for it again.
        if was_busy:
            self._thread.cancel_all()
            self.busy_changed.emit(False)
            if self.status.phase is ModelPhase.LOADING:
                self._thread.submit(None, self._job_load())

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._latest_ticket != 0

    def stop(self) -> None:
        """End the worker and wait for it."""
        self._latest_ticket = 0
        self._thread.stop()

    def _job_load(self) -> Callable[[Callable[[], bool]], ModelStatus]:
        checkpoint, device = self._checkpoint, self._device

        def load(_wanted: Callable[[], bool]) -> ModelStatus:
            if self._predictor is None or self._loaded_checkpoint != checkpoint:
                from model_train.predictor import Predictor

                self._predictor = None  # the old model's memory goes before the new one's comes
                self._predictor = Predictor(checkpoint, device, on_message=lambda text: self._messages.append(text))
                self._loaded_checkpoint = checkpoint
            return self._ready_status(self._predictor)

        return load

    def _ready_status(self, predictor: Predictor) -> ModelStatus:
        """In the worker: where the model runs now, and what it said since the last time."""
        message, self._messages = " ".join(self._messages), []
        return ModelStatus(ModelPhase.READY, predictor.header.name, predictor.device_name.upper(), message)

    def _propose(self, image_path: Path, rgb: RGB, wanted: Callable[[], bool]) -> tuple[Proposal, ModelStatus]:
        from isic_desktop.core.contours import trace_contours
        from isic_desktop.core.editing.threshold import mask_at

        predictor = self._predictor
        if predictor is None or not wanted():
            raise Cancelled
        began = time.perf_counter()
        small, predicted_jaccard = predictor.predict_small_with_quality(rgb)
        threshold = predictor.header.threshold
        mask = mask_at(small, (rgb.shape[0], rgb.shape[1]), threshold)
        for array in (small, mask):
            array.setflags(write=False)
        model = ModelUsed(
            name=predictor.header.name,
            sha256=predictor.model_sha256,
            threshold=threshold,
            engine=predictor.engine,
            precision=predictor.precision,
        )
        seconds = time.perf_counter() - began
        prediction = Prediction(mask, PackedMask.of(mask), model, predicted_jaccard, seconds, small)
        return Proposal(image_path, prediction, trace_contours(mask)), self._ready_status(predictor)

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._take_failure(outcome)
            return
        proposal, status = outcome.value if isinstance(outcome.value, tuple) else (None, outcome.value)
        self._set_status(status)
        if proposal is not None and outcome.ticket == self._latest_ticket:
            self._latest_ticket = 0
            self.busy_changed.emit(False)
            self.proposed.emit(proposal)

    def _take_failure(self, outcome: Outcome) -> None:
        assert outcome.error is not None
        sentence = sentence_for(outcome.error)
        if self.status.phase is not ModelPhase.READY:
            self._set_status(ModelStatus(ModelPhase.FAILED, self._checkpoint.stem, message=sentence))
        if outcome.ticket == self._latest_ticket:
            self._latest_ticket = 0
            self.busy_changed.emit(False)
            self.failed.emit(outcome.key, sentence)

    def _set_status(self, status: ModelStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
