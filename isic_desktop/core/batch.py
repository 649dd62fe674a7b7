"""Segment many images: the engine behind `isic-desktop segment` and the window's dialog.

A few lanes, one a processor core, each take a group of images through all that costs computing time: decide whether
there is anything to do, decode, run the network, make and encode the masks. While one lane decodes another is in the
network. Writing is waiting for the disk mostly, and is left to threads of its own. Each of these runs ahead by a few
images only, so that memory does not grow with the folder.

One bad file never ends a run. What does end it is a disk that cannot be written to.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.batch_plan import SegmentPlan
from isic_desktop.core.batch_resume import ResumeState
from isic_desktop.core.batch_types import ImageResult as ImageResult
from isic_desktop.core.batch_types import SegmentOptions as SegmentOptions
from isic_desktop.core.batch_types import SegmentPredictor as SegmentPredictor
from isic_desktop.core.batch_types import Status as Status
from isic_desktop.core.batch_work import ImageWork, Job, unexpected
from model_train.atomic import remove_leftovers, sync_folder
from model_train.cores import usable_cores
from model_train.errors import AppError, StorageError
from model_train.network_input import MaskMaker

_WRITERS = 4
_MOST_LANES = 16
# Forward passes that a lane makes in a row: decoding and forward passes drive each other's data out of the processor's
# cache, so that taking turns less often is cheaper.
_MOST_PASSES = 4
# Encoded masks that wait for the disk; a drive that is slower than the network holds the lanes back.
_MOST_WAITING = 64

_Ending = ImageResult | Future[ImageResult]


def segment_images(
    plan: SegmentPlan,
    predictor: SegmentPredictor,
    options: SegmentOptions | None = None,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
    state: ResumeState | None = None,
) -> Generator[ImageResult, None, None]:
    """Segment the images of a plan, giving each result as it comes, in the plan's order.

    Masks and sidecars are written to `plan.out`. What an earlier run of the same model and threshold has done
    there is taken over; a mask that is not the machine's own is left alone. Closing the generator, like
    cancelling, lets the writes that have begun come to their end.

    Args:
        plan: From `plan_segmentation`.
        predictor: The loaded model.
        options: How to segment.
        is_cancelled: Asked between images, in several threads; when it says so, the generator ends early. It may
            take its time to answer: that is how a run is paused.
        state: What earlier runs did; read from `plan.out` if it is not given. One that is given stays open.

    Yields:
        One result per image; fewer if cancelled.

    Raises:
        StorageError: The disk is full or gone; what was yielded is on disk, and a further run goes on from there.
        FolderError: The ground truth folder cannot be read, or the output folder is gone.
    """
    options = options or SegmentOptions()
    for place in plan.places():
        remove_leftovers(place)
    with nullcontext(state) if state is not None else ResumeState(plan.out) as known:
        work = ImageWork(plan, predictor, options, known)
        try:
            yield from _Lanes(work, predictor, options, is_cancelled).run(plan.images)
        finally:
            # Once for all images: a power cut during the run may cost masks, which the next run makes again.
            for place in plan.places():
                sync_folder(place)


class _Cancelled(Exception):  # noqa: N818 (it is no error: someone asked for it)
    pass


class _Lanes:
    def __init__(
        self, work: ImageWork, predictor: SegmentPredictor, options: SegmentOptions, is_cancelled: Callable[[], bool]
    ) -> None:
        self._work = work
        self._predictor = predictor
        self._options = options
        self._is_cancelled = is_cancelled
        self._stopped = threading.Event()
        self._group_size = options.batch_size or predictor.batch_size
        self._lane_count = options.lanes or min(_MOST_LANES, usable_cores())
        self._makers = threading.local()
        self._room = threading.BoundedSemaphore(_MOST_WAITING)
        self._writers: ThreadPoolExecutor | None = None

    def run(self, images: Sequence[Path]) -> Iterator[ImageResult]:
        groups = self._groups(images)
        under_way: deque[Future[list[_Ending]]] = deque()
        lanes = ThreadPoolExecutor(self._lane_count, thread_name_prefix="segment-lane")
        self._writers = ThreadPoolExecutor(_WRITERS, thread_name_prefix="segment-write")
        try:
            while True:
                # One group more than lanes, so that none waits for this thread.
                while len(under_way) <= self._lane_count and (group := next(groups, None)):
                    under_way.append(lanes.submit(self._go_through, group))
                if not under_way:
                    return
                for ending in under_way.popleft().result():
                    yield ending if isinstance(ending, ImageResult) else ending.result()
        except _Cancelled:
            return
        finally:
            # Waits for what has begun: a write is never cut off, and no thread outlives the run.
            self._stopped.set()
            lanes.shutdown(wait=True, cancel_futures=True)
            self._writers.shutdown(wait=True)

    def _groups(self, images: Sequence[Path]) -> Iterator[Sequence[Path]]:
        """What a lane takes at a time; towards the end less, so that none is at work alone for long."""
        at = 0
        while at < len(images):
            passes = (len(images) - at) // (2 * self._lane_count * self._group_size)
            count = self._group_size * min(_MOST_PASSES, max(1, passes))
            yield images[at : at + count]
            at += count

    def _go_through(self, group: Sequence[Path]) -> list[_Ending]:
        """Take a group through the lane; images after a cancellation are left out."""
        entries: list[Job | ImageResult] = []
        for file in group:
            if self._stopped.is_set() or self._is_cancelled():
                break
            entries.append(self._work.read(file))
        endings = self._predict(entries)
        if not endings:
            raise _Cancelled
        return endings

    def _predict(self, entries: Sequence[Job | ImageResult]) -> list[_Ending]:
        """Run the network on the images that are to be segmented; the order is kept."""
        jobs = [entry for entry in entries if isinstance(entry, Job)]
        try:
            found = self._predictor.predict_prepared(
                [job.input for job in jobs], with_quality=self._options.with_quality
            ) if jobs else []  # fmt: skip
        except Exception as error:  # noqa: BLE001 (the network may run out of memory on one image)
            if len(entries) > 1:
                return [ending for entry in entries for ending in self._predict([entry])]
            file = jobs[0].file
            return [ImageResult(file, file.stem, "failed", _sentence(file, error))]
        made = iter(found)
        return [entry if isinstance(entry, ImageResult) else self._make(entry, *next(made)) for entry in entries]

    def _make(self, job: Job, probability: NDArray[np.float32], quality: float | None) -> _Ending:
        maker: MaskMaker | None = getattr(self._makers, "maker", None)
        if maker is None:
            maker = self._makers.maker = MaskMaker()
        try:
            write = self._work.make(job, probability, quality, maker)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 (one bad file must not end a run of thousands)
            return ImageResult(job.file, job.file.stem, "failed", _sentence(job.file, error))
        assert self._writers is not None
        self._room.acquire()
        ending = self._writers.submit(write)
        ending.add_done_callback(lambda _: self._room.release())
        return ending


def _sentence(file: Path, error: Exception) -> str:
    return str(error) if isinstance(error, AppError) else unexpected(file, error)
