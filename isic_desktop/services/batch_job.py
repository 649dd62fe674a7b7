"""Runs the folder engine in a thread of the window's process: progress, pause, cancel, what became of each image."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.batch import ImageResult, SegmentOptions, segment_images
from isic_desktop.core.batch_plan import STATE_FOLDER, SegmentPlan
from isic_desktop.core.batch_report import csv_report, json_report
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.json_text import encode_json
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.atomic import storage_error, write_bytes
from model_train.errors import AppError
from model_train.messages import phrase

# Results go to the window in bunches: a signal for each would keep it busy with nothing else.
_TELL_EVERY_S = 0.1
# The rate is that of the last seconds, so that a pause or a slow drive shows.
_RATE_OVER_S = 20.0


@dataclass(frozen=True)
class BatchRequest:
    """What a run is to do.

    Args:
        images: In their order; at least one.
        checkpoint: The model file.
        device: As for the predictor.
        with_quality: Predict the quality of each mask too.
    """

    images: Sequence[Path]
    checkpoint: Path
    device: str = "auto"
    with_quality: bool = True


@dataclass(frozen=True)
class BatchProgress:
    """How far a run is.

    Args:
        done: Images that have been gone through.
        total: Images of the run.
        rate_per_s: Images a second lately; 0 while it is not known.
        left_s: Seconds to go; None while they are not known.
        counts: Images of each status.
        paused: Whether it waits for the person.
    """

    done: int
    total: int
    rate_per_s: float = 0.0
    left_s: float | None = None
    counts: dict[str, int] = field(default_factory=dict)
    paused: bool = False


@dataclass(frozen=True, eq=False)
class BatchOutcome:
    """What a run has come to.

    Args:
        request: What was asked.
        results: Of the images it went through, in order.
        stopped: Why it ended before its last image, as a sentence; empty if it did not.
        cancelled: The person ended it.
        model: Name, sha256, threshold, engine and precision; empty if the model was never loaded.
        out: The folder of the first image's mask.
    """

    request: BatchRequest
    results: tuple[ImageResult, ...]
    stopped: str
    cancelled: bool
    model: dict[str, object]
    out: Path


class BatchService(QObject):
    """One run at a time.

    Signals:
        progressed(BatchProgress): It went on; at most ten times a second.
        made(list): ImageResult of the images gone through since the last time.
        finished(BatchOutcome): The run has ended, one way or another.
    """

    progressed = Signal(object)
    made = Signal(object)
    finished = Signal(object)

    def __init__(self, store: AnnotationStore, locks: FolderLocks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._locks = locks
        self._running: _Run | None = None
        self._claimed: frozenset[Path] = frozenset()
        self._thread = JobThread("batch", Order.EVERY_ONE, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    @property
    def running(self) -> bool:
        """Whether a run has begun and not ended."""
        return self._running is not None

    @property
    def paused(self) -> bool:
        """Whether a run waits for the person."""
        return self._running is not None and self._running.paused

    def claim(self, images: Iterable[Path]) -> None:
        """Say which images a person is at work on, unsaved: they are kept as they are."""
        self._claimed = frozenset(images)

    def start(self, request: BatchRequest) -> None:
        """Begin a run; nothing happens while another one is under way."""
        if self._running is not None:
            return
        run = _Run(self, request, self._store, self._locks)
        self._running = run
        self._thread.submit(request, run.go)
        self.progressed.emit(run.progress())

    def is_claimed(self, image: Path) -> bool:
        """Whether a person is at work on an image; may be asked in any thread."""
        return image in self._claimed

    def pause(self, paused: bool) -> None:
        """Have the run wait after the images that are under way, or go on."""
        if self._running is not None:
            self._running.pause(paused)
            self.progressed.emit(self._running.progress())

    def cancel(self) -> None:
        """End the run after the images that are under way; what is done stays."""
        if self._running is not None:
            self._running.cancel()

    def stop(self) -> None:
        """End the run and its thread, and wait for them."""
        self.cancel()
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        run, self._running = self._running, None
        assert run is not None
        self.finished.emit(run.outcome(sentence_for(outcome.error) if outcome.error is not None else ""))


class _Run:
    """A run; its methods but `go` may be called in the window's thread meanwhile."""

    def __init__(
        self, service: BatchService, request: BatchRequest, store: AnnotationStore, locks: FolderLocks
    ) -> None:
        self._service = service
        self._request = request
        self._store = store
        self._locks = locks
        self._results: list[ImageResult] = []
        self._counts: Counter[str] = Counter()
        self._model: dict[str, object] = {}
        self._may_go = threading.Event()
        self._may_go.set()
        self._cancelled = threading.Event()
        self._moments: deque[tuple[float, int]] = deque()  # when, and how many were through by then
        self._told_s = 0.0

    @property
    def paused(self) -> bool:
        return not self._may_go.is_set()

    def pause(self, paused: bool) -> None:
        self._moments = deque()  # a new one: the worker may be in the middle of the old one
        if paused:
            self._may_go.clear()
        else:
            self._may_go.set()

    def cancel(self) -> None:
        self._cancelled.set()
        self._may_go.set()

    def progress(self) -> BatchProgress:
        done, total = len(self._results), len(self._request.images)
        rate, left = 0.0, None
        moments = tuple(self._moments)
        if len(moments) > 1 and moments[-1][1] > moments[0][1]:
            rate = (moments[-1][1] - moments[0][1]) / max(1e-6, moments[-1][0] - moments[0][0])
            left = (total - done) / rate
        return BatchProgress(done, total, rate, left, dict(self._counts), self.paused)

    def outcome(self, stopped: str) -> BatchOutcome:
        out = self._store.paths(self._request.images[0]).mask.parent
        cancelled = self._cancelled.is_set() and len(self._results) < len(self._request.images)
        return BatchOutcome(self._request, tuple(self._results), stopped, cancelled, self._model, out)

    # In the worker

    def go(self, wanted: Callable[[], bool]) -> None:
        from model_train.predictor import Predictor

        predictor = Predictor(self._request.checkpoint, self._request.device)
        self._model = {
            "name": predictor.header.name,
            "sha256": predictor.model_sha256,
            "threshold": predictor.header.threshold,
            "engine": predictor.engine,
            "precision": predictor.precision,
        }

        def is_cancelled() -> bool:
            while not self._may_go.wait(0.2):
                if not wanted():
                    return True
            return self._cancelled.is_set() or not wanted()

        if is_cancelled():
            return
        plan = self._plan()
        options = SegmentOptions(with_quality=self._request.with_quality, is_claimed=self._service.is_claimed)
        fresh: list[ImageResult] = []
        for result in segment_images(plan, predictor, options, is_cancelled=is_cancelled):
            self._note(result, fresh)
        self._tell(fresh)

    def _plan(self) -> SegmentPlan:
        """Become the writer of each folder; raises FolderError and StorageError."""
        images = tuple(self._request.images)
        plan = SegmentPlan(images, Path(), self._store.paths)
        places = plan.places()
        for place in places:
            holder = self._locks.acquire(place)
            if holder is not None:
                raise AppError(
                    phrase("{place} is in use by {holder}", place=place, holder=holder.words),
                    remedy="Close it there, then start again.",
                )
        state = places[0] / STATE_FOLDER
        try:
            if not places[0].is_dir():
                places[0].mkdir()  # without parents: a drive that was pulled out must not come to life elsewhere
            state.mkdir(exist_ok=True)
        except OSError as error:
            raise storage_error(error, state) from error
        return SegmentPlan(images, places[0], self._store.paths)

    def _note(self, result: ImageResult, fresh: list[ImageResult]) -> None:
        self._results.append(result)
        self._counts[result.status] += 1
        fresh.append(result)
        now = time.monotonic()
        if now - self._told_s >= _TELL_EVERY_S:
            self._told_s = now
            self._tell(fresh)

    def _tell(self, fresh: list[ImageResult]) -> None:
        now = time.monotonic()
        moments = self._moments
        moments.append((now, len(self._results)))
        while now - moments[0][0] > _RATE_OVER_S:
            moments.popleft()
        self._service.made.emit(list(fresh))
        fresh.clear()
        self._service.progressed.emit(self.progress())


def write_report(outcome: BatchOutcome, path: Path) -> None:
    """Write what became of each image; raises StorageError.

    Args:
        outcome: Of the run.
        path: The file; one whose name ends in `.json` becomes JSON, as of `isic-desktop segment --json`, others CSV.
    """
    if path.suffix.lower() == ".json":
        model = {key: outcome.model.get(key) for key in ("name", "sha256", "threshold")}
        stopped = outcome.stopped or ("Cancelled." if outcome.cancelled else None)
        write_bytes(path, encode_json(json_report(outcome.results, out=outcome.out, model=model, stopped=stopped)))
    else:
        write_bytes(path, csv_report(outcome.results))
