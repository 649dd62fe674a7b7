"""The model behind a thread of its own: loads torch late, answers the latest request, drops stale answers."""

from __future__ import annotations

import enum
import importlib
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.document import Prediction
from isic_desktop.core.preload import load_large_libraries
from isic_desktop.core.provenance import PackedMask
from isic_desktop.core.sidecar import ModelUsed
from isic_desktop.services.calm_collector import calmly
from isic_desktop.services.job_thread import Cancelled, JobThread, Order, Outcome, sentence_for
from model_train.checkpoint_header import file_sha256
from model_train.errors import AppError, CheckpointError, DeviceError
from model_train.messages import joined, phrase

if TYPE_CHECKING:
    from isic_desktop.core.batch_resume import FileStamp
    from isic_desktop.core.contours import Contour
    from isic_desktop.core.opening import RGB
    from model_train.predictor import Predictor


# What is predicted ahead: the image after the one in sight, and the one before.
_MOST_AHEAD = 2
_LONGEST_WAIT_S = 5.0


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
        instead_of: Name of the model that was asked for and cannot be used, where the bundled one took its place.
        reason: Why it cannot be used, as sentences.
        message_count: How many messages there have been, with those in `message`.
    """

    phase: ModelPhase
    name: str
    device: str = ""
    message: str = ""
    instead_of: str = ""
    reason: str = ""
    message_count: int = field(default=0, compare=False)


@dataclass(frozen=True)
class _Choice:
    """A model file that was asked for, and the hash it had when the person chose it (empty: any will do)."""

    checkpoint: Path
    sha256: str = ""
    number: int = 0  # the same file chosen again is looked at again


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
        fell_back(str, str): The model of this name is gone, damaged or another one by now, and the bundled one is
            used: the name, and why.

    Args:
        checkpoint: The model file.
        device: As for the predictor.
        sha256: The file's hash when the person chose it; a file with another one is not used. Empty: any will do.
        fallback: What is used where the model cannot be; none by default.
    """

    status_changed = Signal(object)
    busy_changed = Signal(bool)
    proposed = Signal(object)
    failed = Signal(object, object)
    fell_back = Signal(object, object)

    def __init__(
        self,
        checkpoint: Path,
        device: str = "auto",
        parent: QObject | None = None,
        *,
        sha256: str = "",
        fallback: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._choice = _Choice(checkpoint, sha256)
        self._device = device
        self._threads = 0
        self._loaded_on: tuple[str, int] | None = None  # in the worker only
        self._fallback = fallback
        self._predictor: Predictor | None = None  # this and the next six: touched in the worker only
        self._messages: list[str] = []  # all there have been; the worker adds to them
        self._ahead: list[tuple[RGB, Proposal]] = []
        self._loaded: _Choice | None = None
        self._chosen_sha256 = ""  # what the model of this choice was when it was loaded; "" as long as it was not
        self._loaded_stamp: FileStamp | None = None
        self._fell_back = ""
        self._told_messages = 0  # so many of all there have been have reached the window
        self._latest_ticket = 0
        self._told_reason = ""
        self._ending = threading.Event()
        self._others_are_there = threading.Event()
        self._others_are_there.set()
        self.status = ModelStatus(ModelPhase.ABSENT, checkpoint.stem)
        self._thread = JobThread("segmentation", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    def wait_for_others(self) -> None:
        """From now on import torch only when `others_are_there` is called, or some seconds have passed."""
        self._others_are_there.clear()

    @Slot()
    def others_are_there(self) -> None:
        """The other parts of the program have been imported.

        While the system maps torch's libraries, a thread that imports any other library waits for that, and all that
        is written in Python waits for this thread.
        """
        self._others_are_there.set()

    def warm_up(self) -> None:
        """Load torch and the model now, unless that has been done or begun."""
        if self.status.phase is ModelPhase.ABSENT:
            self._set_status(ModelStatus(ModelPhase.LOADING, self._choice.checkpoint.stem))
            self._thread.submit(None, self._job_load())

    def use_model(self, checkpoint: Path, sha256: str = "") -> None:
        """Predict with another model from now on; a request that is under way is given up.

        Args:
            checkpoint: The model file.
            sha256: Its hash, if the file is to be refused when it has another one.
        """
        self.cancel()
        self._choice = _Choice(checkpoint, sha256, self._choice.number + 1)
        self._told_reason = ""  # what is wrong with this one is told, even if it was before
        self._set_status(ModelStatus(ModelPhase.ABSENT, checkpoint.stem))
        self.warm_up()

    def use_device(self, device: str, threads: int = 0) -> None:
        """Compute elsewhere from now on; a model that is loaded is loaded again there.

        Args:
            device: As for the predictor.
            threads: Of the CPU; 0 leaves the number to torch.
        """
        if (device, threads) == (self._device, self._threads):
            return
        self._device, self._threads = device, threads
        if self.status.phase is not ModelPhase.ABSENT:
            self.cancel()
            self._set_status(ModelStatus(ModelPhase.ABSENT, self._choice.checkpoint.stem))
            self.warm_up()
        else:
            self.status_changed.emit(self.status)  # the device asked for is part of what is told

    def request(self, image_path: Path, rgb: RGB) -> None:
        """Predict for an image; whatever was asked before is not answered any more.

        Args:
            image_path: The image; comes back with the answer.
            rgb: (H, W, 3) uint8 RGB, read-only.
        """
        if self.status.phase in (ModelPhase.ABSENT, ModelPhase.FAILED):
            self._set_status(ModelStatus(ModelPhase.LOADING, self._choice.checkpoint.stem))
        load = self._job_load()

        def job(wanted: Callable[[], bool]) -> tuple[Proposal, ModelStatus]:
            status = load(wanted)
            ahead = self._ahead_for(image_path, rgb)
            return (ahead, status) if ahead is not None else self._propose(image_path, rgb, wanted)

        self._latest_ticket = self._thread.submit(image_path, job)
        self.busy_changed.emit(True)

    def predict_ahead(self, image_path: Path, rgb: RGB) -> None:
        """Predict for an image that is likely to be asked for next; only with time to spare, and nobody is told.

        Args:
            image_path: The image.
            rgb: (H, W, 3) uint8 RGB, read-only; the answer is for exactly this array.
        """
        if self.busy or self.status.phase is not ModelPhase.READY:
            return
        load = self._job_load()

        def job(wanted: Callable[[], bool]) -> ModelStatus:
            status = load(wanted)
            if wanted() and self._ahead_for(image_path, rgb) is None:
                self._remember_ahead(rgb, self._propose(image_path, rgb, wanted)[0])
            return status

        self._thread.submit(image_path, job)

    def _ahead_for(self, image_path: Path, rgb: RGB) -> Proposal | None:
        """In the worker: what was predicted ahead for this array with the model that is loaded."""
        predictor = self._predictor
        for pixels, proposal in self._ahead:
            same = proposal.image_path == image_path and pixels is rgb
            if same and predictor is not None and proposal.prediction.model.sha256 == predictor.model_sha256:
                return proposal
        return None

    def _remember_ahead(self, rgb: RGB, proposal: Proposal) -> None:
        self._ahead = [*self._ahead, (rgb, proposal)][-_MOST_AHEAD:]

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
    def device(self) -> str:
        """The device that was asked for; where the model runs is in its status."""
        return self._device

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._latest_ticket != 0

    def stop(self) -> None:
        """End the worker and wait for it."""
        self._latest_ticket = 0
        self._ending.set()
        self._others_are_there.set()
        self._thread.stop()

    def _job_load(self) -> Callable[[Callable[[], bool]], ModelStatus]:
        choice, place = self._choice, (self._device, self._threads)

        def load(_wanted: Callable[[], bool]) -> ModelStatus:
            from isic_desktop.core.batch_resume import FileStamp

            predictor = self._predictor
            here = self._loaded == choice and self._loaded_on == place
            if predictor is not None and here and self._still_the_same(predictor, choice):
                return self._ready_status(predictor)
            # Loaded before, it must still be what it was then, wherever it is to run now.
            expected = choice.sha256 or (self._chosen_sha256 if self._loaded == choice else "")
            self._predictor = predictor = None  # the old model's memory goes before the new one's comes
            self._fell_back = ""
            stamp = FileStamp.of(choice.checkpoint)
            try:
                predictor = self._load(choice.checkpoint, expected)
                expected = predictor.model_sha256
            except AppError as error:
                if self._fallback is None or self._fallback == choice.checkpoint:
                    raise
                predictor = self._load(self._fallback, "")
                self._fell_back = str(error)
            self._predictor, self._loaded, self._loaded_stamp = predictor, choice, stamp
            self._chosen_sha256 = expected
            self._loaded_on = place
            return self._ready_status(predictor)

        return load

    def _load(self, path: Path, expected_sha256: str) -> Predictor:
        """In the worker: load a model, which has to be the one of this hash; "" for any."""
        if "torch" not in sys.modules:
            self._others_are_there.wait(_LONGEST_WAIT_S)
            self._leave_at_the_end()
            _import_torch()
        self._leave_at_the_end()
        from model_train.predictor import Predictor
        from model_train.threads import use_threads

        use_threads(self._threads)
        if not path.is_file():
            what = phrase("The file of the model in use, '{name}', is gone", name=path.stem)
            raise CheckpointError(what, path=path, remedy="Choose another one under Models.")
        predictor = self._on_device(path, Predictor)
        # The bundled model changes with the program, and nobody has to be asked about that.
        if expected_sha256 not in ("", predictor.model_sha256) and path != self._fallback:
            what = phrase(
                "The file of the model in use, '{name}', was replaced by another model, which nobody compared",
                name=path.stem,
            )
            raise CheckpointError(what, path=path, remedy="If that was meant, choose it again under Models.")
        return predictor

    def _on_device(self, path: Path, make: type[Predictor]) -> Predictor:
        """In the worker: load the model where the person wants it, or on the CPU if that device is not there."""

        def tell(text: str) -> None:
            self._messages.append(text)

        try:
            return make(path, self._device, on_message=tell, between_steps=self._leave_at_the_end)
        except DeviceError as error:
            tell(phrase("{error} The CPU is used instead.", error=error))
            return make(path, "cpu", on_message=tell, between_steps=self._leave_at_the_end)

    def _leave_at_the_end(self) -> None:
        """In the worker: whoever closes the window does not wait for a model that nobody will use."""
        if self._ending.is_set():
            raise Cancelled

    def _still_the_same(self, predictor: Predictor, choice: _Choice) -> bool:
        """In the worker: whether the model that is loaded is still the one in its file."""
        from isic_desktop.core.batch_resume import FileStamp

        stamp = FileStamp.of(choice.checkpoint)
        if self._fell_back or stamp == self._loaded_stamp:
            return True
        try:
            same = file_sha256(choice.checkpoint) == predictor.model_sha256
        except CheckpointError:
            return False
        if same:
            self._loaded_stamp = stamp
        return same

    def _ready_status(self, predictor: Predictor) -> ModelStatus:
        """In the worker: where the model runs now, and what it said that has not reached the window yet.

        A job that another one followed is not answered: what was said in it is said again.
        """
        count = len(self._messages)
        message = joined(self._messages[self._told_messages : count])
        lost = self._loaded.checkpoint.stem if self._fell_back and self._loaded is not None else ""
        name, device = predictor.header.name, predictor.device_name.upper()
        return ModelStatus(ModelPhase.READY, name, device, message, lost, self._fell_back, count)

    def _propose(self, image_path: Path, rgb: RGB, wanted: Callable[[], bool]) -> tuple[Proposal, ModelStatus]:
        from isic_desktop.core.contours import trace_contours
        from isic_desktop.core.editing.threshold import mask_at

        predictor = self._predictor
        if predictor is None or not wanted():
            raise Cancelled
        began = time.perf_counter()
        small, predicted_jaccard = predictor.predict_square_with_quality(_square_of(predictor, image_path, rgb))
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
        known_reason = self._told_reason
        self._told_reason = status.reason
        self._told_messages = max(self._told_messages, status.message_count)
        self._set_status(status)
        if proposal is not None and outcome.ticket == self._latest_ticket:
            self._latest_ticket = 0
            self.busy_changed.emit(False)
            self.proposed.emit(proposal)
        # Last, so that no news about the image takes its place.
        if status.reason and status.reason != known_reason:
            self.fell_back.emit(status.instead_of, status.reason)

    def _take_failure(self, outcome: Outcome) -> None:
        assert outcome.error is not None
        sentence = sentence_for(outcome.error)
        if self.status.phase is not ModelPhase.READY:
            self._set_status(ModelStatus(ModelPhase.FAILED, self._choice.checkpoint.stem, message=sentence))
        if outcome.ticket == self._latest_ticket:
            self._latest_ticket = 0
            self.busy_changed.emit(False)
            self.failed.emit(outcome.key, sentence)

    def _set_status(self, status: ModelStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)


def _square_of(predictor: Predictor, image_path: Path, rgb: RGB) -> RGB:
    """What the network takes, read from the file as a run over the folder reads it, so that both give one mask."""
    try:
        prepared = predictor.prepare(image_path)
    except AppError:  # the drive was pulled out, but the image is still on the screen
        prepared = None
    if prepared is None or prepared.size_wh != (rgb.shape[1], rgb.shape[0]):
        return predictor.squeeze(rgb)
    return prepared.square


def _import_torch() -> None:
    """In the worker: import it so that the window waits as little as can be."""
    load_large_libraries()
    with calmly():
        importlib.import_module("model_train.predictor")
