"""Segment many images: the engine behind `isic-desktop segment`.

Each image passes through three stages: a reader thread decides whether there is anything to do and decodes it,
the caller's thread runs the network, a writer thread encodes and saves. Reading goes on ahead of the network and
writing behind it, each by a few images only, so that memory does not grow with the folder.

One bad file never ends a run. What does end it is a disk that cannot be written to.
"""

from __future__ import annotations

import errno
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.annotation_store import (
    AnnotationPaths,
    ChangedOnDiskError,
    annotation_paths,
    load_annotation,
    mask_file_sha256,
    owner_of,
    save_annotation,
)
from isic_desktop.core.batch_plan import SegmentPlan
from isic_desktop.core.batch_resume import DoneRecord, FileStamp, ResumeState
from isic_desktop.core.scoring import overlap_with_file
from isic_desktop.core.sidecar import ModelUsed, Sidecar, image_file_sha256, read_sidecar, utc_now
from model_train.atomic import remove_leftovers
from model_train.checkpoint_header import CheckpointHeader
from model_train.errors import AppError, MaskError, SidecarError, StorageError
from model_train.images import read_image, read_image_size, read_mask
from model_train.pairing import TruthFinder, list_masks
from model_train.scores import Overlap

Status = Literal["done", "kept", "failed"]

# A name can be impossible on a drive that is otherwise fine: then only that image fails.
_NAME_ERRORS = (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL)


class SegmentPredictor(Protocol):
    """What the engine needs of a predictor; `model_train.predictor.Predictor` is one."""

    @property
    def header(self) -> CheckpointHeader:
        """The checkpoint's description."""

    @property
    def model_sha256(self) -> str:
        """Of the checkpoint file."""

    @property
    def engine(self) -> str:
        """What runs the forward pass."""

    @property
    def precision(self) -> str:
        """Of the forward pass."""

    def predict_batch_with_quality(
        self, images: Sequence[NDArray[np.uint8]]
    ) -> list[tuple[NDArray[np.float32], float]]:
        """For each image (H, W, 3) a probability (H, W) in [0, 1], and the Jaccard index it is likely to have."""


@dataclass(frozen=True)
class SegmentOptions:
    """How to segment.

    Args:
        threshold: A pixel is lesion where its probability is above this; None for the model's own.
        truth_folder: Where ground truth lies, for scores; None for none.
        rescale_01: Read ground truth coded 0/1 as 0/255 instead of refusing it.
        batch_size: Images per forward pass. The last bits of a float32 result depend on the size of the batch it
            was computed in; at 1, a resumed run gives the same masks, bit for bit, as one that was left alone.
        reader_threads: Images decoded at the same time.
    """

    threshold: float | None = None
    truth_folder: Path | None = None
    rescale_01: bool = False
    batch_size: int = 1
    reader_threads: int = 2


@dataclass(frozen=True)
class ImageResult:
    """What became of one image.

    Args:
        file: The image as it was given.
        id: Its stem.
        status: `done`; `kept` where a person's mask lies, which is never replaced; `failed`.
        error: Why it failed or could not be scored, as sentences; else empty.
        mask: The mask file, if there is one.
        width: Oriented, px; None if unknown.
        height: Likewise.
        lesion_fraction: Share of lesion pixels, in [0, 1].
        seconds: Decoding, prediction and writing.
        overlap: Counts against the ground truth, where it is known.
        resumed: It was done by an earlier run and is still valid.
        without_truth: Ground truth was asked for, and this image has none.
    """

    file: Path
    id: str
    status: Status
    error: str = ""
    mask: Path | None = None
    width: int | None = None
    height: int | None = None
    lesion_fraction: float | None = None
    seconds: float | None = None
    overlap: Overlap | None = None
    resumed: bool = False
    without_truth: bool = False


@dataclass(frozen=True, eq=False)
class _Job:
    """An image that is to be segmented, without its pixels."""

    file: Path
    truth: Path | None
    paths: AnnotationPaths
    image_sha256: str
    stamp: FileStamp | None
    replaced: Sidecar | None
    expected_mask_sha256: str | None
    seconds: float


_Decoded = tuple[_Job, NDArray[np.uint8]]


def segment_images(
    plan: SegmentPlan,
    predictor: SegmentPredictor,
    options: SegmentOptions | None = None,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Generator[ImageResult, None, None]:
    """Segment the images of a plan, giving each result as it comes, in the plan's order.

    Masks and sidecars are written to `plan.out`. What an earlier run of the same model and threshold has done
    there is taken over; a mask that is not the machine's own is left alone. Closing the generator, like
    cancelling, lets the writes that have begun come to their end.

    Args:
        plan: From `plan_segmentation`.
        predictor: The loaded model.
        options: How to segment.
        is_cancelled: Asked between images; when it says so, the generator ends early.

    Yields:
        One result per image; fewer if cancelled.

    Raises:
        StorageError: The disk is full or gone; what was yielded is on disk, and a further run goes on from there.
        FolderError: The ground truth folder cannot be read, or the output folder is gone.
    """
    yield from _Engine(plan, predictor, options or SegmentOptions()).run(is_cancelled)


class _Engine:
    def __init__(self, plan: SegmentPlan, predictor: SegmentPredictor, options: SegmentOptions) -> None:
        self._plan = plan
        self._predictor = predictor
        self._options = options
        header = predictor.header
        self._model = ModelUsed(
            name=header.name,
            sha256=predictor.model_sha256,
            threshold=header.threshold if options.threshold is None else options.threshold,
            engine=predictor.engine,
            precision=predictor.precision,
        )
        self._truths: TruthFinder | None = None
        if options.truth_folder is not None:
            list_masks(options.truth_folder)  # raises where the finder would find nothing in silence
            self._truths = TruthFinder(options.truth_folder)
        remove_leftovers(plan.out)
        self._state = ResumeState(plan.out)

    def run(self, is_cancelled: Callable[[], bool]) -> Iterator[ImageResult]:
        options = self._options
        waiting = iter(self._plan.images)
        reading: deque[Future[_Decoded | ImageResult]] = deque()
        writing: deque[Future[ImageResult]] = deque()
        readers = ThreadPoolExecutor(options.reader_threads, thread_name_prefix="segment-read")
        writer = ThreadPoolExecutor(1, thread_name_prefix="segment-write")
        try:
            while not is_cancelled():
                while len(reading) < options.reader_threads + options.batch_size:
                    image = next(waiting, None)
                    if image is None:
                        break
                    truth = self._truths.find(image) if self._truths is not None else None
                    reading.append(readers.submit(self._read, image, truth))
                if not reading:
                    break
                group = [reading.popleft().result() for _ in range(min(options.batch_size, len(reading)))]
                writing.extend(self._predict(group, writer))
                while writing and (writing[0].done() or len(writing) > options.batch_size + 2):
                    yield writing.popleft().result()
            while writing:
                yield writing.popleft().result()
        finally:
            # Waits for what has begun: a write is never cut off, and no thread outlives the run.
            readers.shutdown(wait=True, cancel_futures=True)
            writer.shutdown(wait=True, cancel_futures=True)

    # Reader threads

    def _read(self, file: Path, truth: Path | None) -> _Decoded | ImageResult:
        """Decide what is to be done with an image, and decode it if it is to be segmented."""
        try:
            return self._decide(file, truth)
        except StorageError:
            raise  # the output's disk, not the image
        except AppError as error:
            return ImageResult(file, file.stem, "failed", str(error))
        except Exception as error:  # noqa: BLE001 (one bad file must not end a run of thousands)
            return ImageResult(file, file.stem, "failed", _unexpected(file, error))

    def _decide(self, file: Path, truth: Path | None) -> _Decoded | ImageResult:
        begin = time.perf_counter()
        paths = annotation_paths(self._plan.out, file.stem)
        size_wh = read_image_size(file)
        stamp = FileStamp.of(file)
        mask_sha256 = mask_file_sha256(paths.mask)
        replaced: Sidecar | None = None
        image_sha256 = ""
        if mask_sha256 is not None:
            try:
                replaced = read_sidecar(paths.sidecar)
            except SidecarError:
                replaced = None
            if owner_of(replaced, mask_sha256) != "machine":
                cut_off = replaced is None or replaced.mask_sha256 != mask_sha256
                if not (cut_off and self._state.begun_mask(file.stem) == mask_sha256):
                    return self._keep(file, truth, paths, size_wh)
            elif replaced is not None and replaced.model == self._model:
                known = self._state.done(file.stem)
                if known is not None and (
                    known.image is None or known.image != stamp or known.mask_sha256 != mask_sha256
                ):
                    known = None
                if known is None:
                    image_sha256 = image_file_sha256(file)
                if known is not None or image_sha256 == replaced.image_sha256:
                    return self._take_over(file, truth, paths, size_wh, mask_sha256, known)
        pixels = read_image(file)
        image_sha256 = image_sha256 or image_file_sha256(file)
        job = _Job(
            file=file,
            truth=truth,
            paths=paths,
            image_sha256=image_sha256,
            stamp=stamp,
            replaced=replaced,
            expected_mask_sha256=mask_sha256,
            seconds=time.perf_counter() - begin,
        )
        return job, pixels

    def _keep(self, file: Path, truth: Path | None, paths: AnnotationPaths, size_wh: tuple[int, int]) -> ImageResult:
        """Report a person's mask, with its scores."""
        result = ImageResult(file, file.stem, "kept", mask=paths.mask, width=size_wh[0], height=size_wh[1])
        try:
            loaded = load_annotation(paths, size_wh)
        except MaskError as error:
            return replace(result, error=str(error))
        if loaded is None:
            return replace(result, status="failed", error=f"The mask was removed meanwhile: {paths.mask}.", mask=None)
        mask = loaded.mask
        if loaded.coded_01:
            if not self._options.rescale_01:
                sentence = f"The mask is coded 0/1 and would count as empty: {paths.mask}. Score it with --rescale-01."
                return replace(result, error=sentence)
            mask = loaded.rescaled
        result = replace(result, lesion_fraction=float(mask.mean()))
        return self._scored(result, mask, truth)

    def _take_over(
        self,
        file: Path,
        truth: Path | None,
        paths: AnnotationPaths,
        size_wh: tuple[int, int],
        mask_sha256: str,
        known: DoneRecord | None,
    ) -> ImageResult:
        """Report what an earlier run has done."""
        result = ImageResult(
            file, file.stem, "done", mask=paths.mask, width=size_wh[0], height=size_wh[1], resumed=True
        )
        if known is not None:
            result = replace(result, seconds=known.seconds, lesion_fraction=known.lesion_fraction)
            if known.truth == self._truth_key(truth):
                return replace(result, overlap=known.overlap, without_truth=self._truths is not None and truth is None)
        mask = read_mask(paths.mask).mask
        result = self._scored(replace(result, lesion_fraction=float(mask.mean())), mask, truth)
        self._record(result, FileStamp.of(file), mask_sha256, truth)
        return result

    # The caller's thread

    def _predict(
        self, group: Sequence[_Decoded | ImageResult], writer: ThreadPoolExecutor
    ) -> list[Future[ImageResult]]:
        """Run the network on the decoded images of a group; the results keep the group's order."""
        begin = time.perf_counter()
        decoded = [entry for entry in group if not isinstance(entry, ImageResult)]
        try:
            pixels = [pixels for _, pixels in decoded]
            predictions = self._predictor.predict_batch_with_quality(pixels) if decoded else []
            masks = [(probability >= self._model.threshold, quality) for probability, quality in predictions]
        except Exception as error:  # noqa: BLE001 (as above; the network may run out of memory on one image)
            if len(group) > 1:
                return [future for entry in group for future in self._predict([entry], writer)]
            file = decoded[0][0].file
            message = str(error) if isinstance(error, AppError) else _unexpected(file, error)
            return [_finished(ImageResult(file, file.stem, "failed", message))]
        seconds = (time.perf_counter() - begin) / max(1, len(decoded))
        made = iter(masks)
        futures = []
        for entry in group:
            if isinstance(entry, ImageResult):
                futures.append(_finished(entry))
            else:
                job = replace(entry[0], seconds=entry[0].seconds + seconds)
                futures.append(writer.submit(self._write, job, *next(made)))
        return futures

    # The writer thread

    def _write(self, job: _Job, mask: NDArray[np.bool_], predicted_jaccard: float) -> ImageResult:
        height, width = mask.shape
        result = ImageResult(
            job.file,
            job.file.stem,
            "done",
            mask=job.paths.mask,
            width=width,
            height=height,
            lesion_fraction=float(mask.mean()),
        )
        begin = time.perf_counter()
        try:
            saved = save_annotation(
                job.paths,
                mask,
                self._sidecar(job, width, height, predicted_jaccard),
                expected_mask_sha256=job.expected_mask_sha256,
                before_replace=lambda mask_sha256: self._state.record_begin(job.file.stem, mask_sha256),
            )
        except ChangedOnDiskError:
            # Someone has just put a mask there: it is theirs.
            return self._keep(job.file, job.truth, job.paths, (width, height))
        except StorageError as error:
            if isinstance(error.__cause__, OSError) and error.__cause__.errno in _NAME_ERRORS:
                return replace(result, status="failed", error=str(error), mask=None, lesion_fraction=None)
            raise
        except (MaskError, SidecarError) as error:
            return replace(result, status="failed", error=str(error), mask=None, lesion_fraction=None)
        result = replace(result, seconds=job.seconds + time.perf_counter() - begin)
        result = self._scored(result, mask, job.truth)
        self._record(result, job.stamp, saved.mask_sha256, job.truth)
        return result

    def _sidecar(self, job: _Job, width: int, height: int, predicted_jaccard: float) -> Sidecar:
        now = utc_now()
        fresh = Sidecar(
            image=job.file.name,
            image_sha256=job.image_sha256,
            width=width,
            height=height,
            mask_sha256=job.image_sha256,  # takes the mask's own place until that is known; see save_annotation
            state="predicted",
            origin="machine",
            model=self._model,
            created_utc=now,
            modified_utc=now,
            predicted_jaccard=round(predicted_jaccard, 4),
        )
        old = job.replaced
        if old is None:
            return fresh
        # What a person or another program noted beside an older prediction stays.
        return replace(
            fresh,
            created_utc=old.created_utc,
            annotator=old.annotator,
            note=old.note,
            tags=old.tags,
            unknown=old.unknown,
        )

    # Shared

    def _record(self, result: ImageResult, stamp: FileStamp | None, mask_sha256: str, truth: Path | None) -> None:
        # With an error in it a result is not worth remembering: the next run looks again.
        scored = not result.error
        record = DoneRecord(
            image=stamp,
            mask_sha256=mask_sha256,
            seconds=round(result.seconds or 0.0, 6),
            lesion_fraction=result.lesion_fraction or 0.0,
            truth=self._truth_key(truth) if scored else "not scored",
            overlap=result.overlap,
        )
        self._state.record_done(result.id, record)

    def _truth_key(self, truth: Path | None) -> str:
        if truth is None:
            return ""
        stamp = FileStamp.of(truth)
        return f"{truth.absolute()}|{stamp}|{'0/1' if self._options.rescale_01 else '0/255'}"

    def _scored(self, result: ImageResult, mask: NDArray[np.bool_], truth: Path | None) -> ImageResult:
        if truth is None:
            return replace(result, without_truth=self._truths is not None)
        try:
            overlap = overlap_with_file(mask, truth, rescale_01=self._options.rescale_01)
        except MaskError as error:
            return replace(result, error=f"Not scored. {error}")
        return replace(result, overlap=overlap)


def _unexpected(file: Path, error: Exception) -> str:
    reason = " ".join(str(error).split())[:300]
    return f"The image could not be segmented ({type(error).__name__}: {reason}): {file}. Open it to look at it."


def _finished(result: ImageResult) -> Future[ImageResult]:
    future: Future[ImageResult] = Future()
    future.set_result(result)
    return future
