"""What is done to one image of a run: decide, read, make the mask, write it, report. Used from several threads."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core import settling
from isic_desktop.core.annotation_store import (
    AnnotationPaths,
    ChangedOnDiskError,
    load_annotation,
    owner_of,
    save_encoded,
)
from isic_desktop.core.batch_plan import SegmentPlan
from isic_desktop.core.batch_resume import DoneRecord, FileStamp, ResumeState
from isic_desktop.core.batch_types import ImageResult, SegmentOptions, SegmentPredictor
from isic_desktop.core.scoring import overlap_with_file
from isic_desktop.core.sidecar import ModelUsed, Sidecar, image_file_sha256, utc_now
from model_train.errors import AppError, MaskError, SidecarError, StorageError, is_lack_of_memory
from model_train.images import encode_mask, read_image_size, read_mask
from model_train.messages import phrase
from model_train.network_input import MaskMaker, NetworkInput
from model_train.pairing import TruthFinder, list_masks

# A name can be impossible on a drive that is otherwise fine: then only that image fails.
_NAME_ERRORS = (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL)
_NO_PIXELS = np.empty((0, 0, 3), np.uint8)


class _ClaimedError(Exception):
    """A person began to work on the image while its mask was made."""


@dataclass(frozen=True, eq=False)
class Job:
    """An image that is to be segmented, read.

    Args:
        file: The image.
        truth: Its ground truth file, if scores are asked for and there is one.
        paths: Where mask and sidecar go.
        image_sha256: Of the image file.
        stamp: Of the image file, before it was read.
        replaced: The sidecar of the machine's mask that lies there, if any.
        expected_mask_sha256: Of the mask that lies there, None for none.
        seconds: Spent on it so far.
        input: What the network takes.
    """

    file: Path
    truth: Path | None
    paths: AnnotationPaths
    image_sha256: str
    stamp: FileStamp | None
    replaced: Sidecar | None
    expected_mask_sha256: str | None
    seconds: float
    input: NetworkInput


class ImageWork:
    """The steps of a run for single images.

    Args:
        plan: Where masks go.
        predictor: The loaded model.
        options: How.
        state: What earlier runs did.

    Raises:
        FolderError: The ground truth folder cannot be read.
    """

    def __init__(
        self, plan: SegmentPlan, predictor: SegmentPredictor, options: SegmentOptions, state: ResumeState
    ) -> None:
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
        self._truths_lock = threading.Lock()
        if options.truth_folder is not None:
            list_masks(options.truth_folder)  # raises where the finder would find nothing in silence
            self._truths = TruthFinder(options.truth_folder)
        self._state = state

    def read(self, file: Path) -> Job | ImageResult:
        """Decide what is to be done with an image, and decode it if it is to be segmented.

        Raises:
            StorageError: The output's disk is full or gone.
        """
        try:
            return self._decide(file, self._truth_of(file))
        except StorageError:
            raise  # the output's disk, not the image
        except AppError as error:
            return ImageResult(file, file.stem, "failed", str(error))
        except Exception as error:  # noqa: BLE001 (one bad file must not end a run of thousands)
            return ImageResult(file, file.stem, "failed", unexpected(file, error))

    def _truth_of(self, file: Path) -> Path | None:
        if self._truths is None:
            return None
        with self._truths_lock:  # it lists folders once and remembers them
            return self._truths.find(file)

    def _decide(self, file: Path, truth: Path | None) -> Job | ImageResult:
        begin = time.perf_counter()
        paths = self._plan.paths(file)
        if self._options.is_claimed(file):
            return self._claimed(file, paths)
        stamp = FileStamp.of(file)
        key = self._plan.key(file)
        mask_sha256, replaced = settling.settled_annotation(paths, lambda found: self._state.begun_mask(key) == found)
        image_sha256 = ""
        if mask_sha256 is not None:
            if owner_of(replaced, mask_sha256) != "machine":
                cut_off = replaced is None or replaced.mask_sha256 != mask_sha256
                if not (cut_off and self._state.begun_mask(key) == mask_sha256):
                    return self._keep(file, truth, paths, read_image_size(file))
            elif replaced is not None and self._is_what_is_wanted(replaced):
                known = self._state.done(key)
                if known is not None and (
                    known.image is None or known.image != stamp or known.mask_sha256 != mask_sha256
                ):
                    known = None
                if known is None:
                    image_sha256 = image_file_sha256(file)
                if known is not None or image_sha256 == replaced.image_sha256:
                    result = self._take_over(file, truth, paths, read_image_size(file), mask_sha256, known)
                    return replace(result, predicted_jaccard=replaced.predicted_jaccard)
        prepared = self._predictor.prepare(file)
        image_sha256 = image_sha256 or image_file_sha256(file)
        return Job(
            file=file,
            truth=truth,
            paths=paths,
            image_sha256=image_sha256,
            stamp=stamp,
            replaced=replaced,
            expected_mask_sha256=mask_sha256,
            seconds=time.perf_counter() - begin,
            input=prepared,
        )

    def _is_what_is_wanted(self, present: Sidecar) -> bool:
        has_quality = present.predicted_jaccard is not None or not self._options.with_quality
        return present.model == self._model and has_quality

    def _claimed(self, file: Path, paths: AnnotationPaths) -> ImageResult:
        """A person is at work on it: not even a look at what lies on the disk, which is about to be theirs."""
        return ImageResult(file, file.stem, "kept", mask=paths.mask if paths.mask.exists() else None)

    def _keep(self, file: Path, truth: Path | None, paths: AnnotationPaths, size_wh: tuple[int, int]) -> ImageResult:
        """Report a person's mask, with its scores."""
        result = ImageResult(file, file.stem, "kept", mask=paths.mask, width=size_wh[0], height=size_wh[1])
        try:
            loaded = load_annotation(paths, size_wh)
        except MaskError as error:
            return replace(result, error=str(error))
        if loaded is None:
            return replace(
                result,
                status="failed",
                error=phrase("The mask was removed meanwhile: {mask}.", mask=paths.mask),
                mask=None,
            )
        mask = loaded.mask
        if loaded.coded_01:
            if not self._options.rescale_01:
                sentence = phrase(
                    "The mask is coded 0/1 and would count as empty: {mask}. Score it with --rescale-01.",
                    mask=paths.mask,
                )
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

    def make(
        self, job: Job, probability: NDArray[np.float32], quality: float | None, maker: MaskMaker
    ) -> Callable[[], ImageResult]:
        """Make the mask of an image and encode it; what is returned writes it, which is waiting for the disk mostly.

        Args:
            job: The image.
            probability: (S, S) float32 in [0, 1].
            quality: The Jaccard index it is likely to have, or None.
            maker: Of this thread.

        Returns:
            To be called once, in any thread; raises StorageError.
        """
        begin = time.perf_counter()
        width, height = job.input.size_wh
        mask = maker.mask(probability, job.input.size_wh, self._model.threshold)
        content = encode_mask(mask)
        result = ImageResult(
            job.file,
            job.file.stem,
            "done",
            mask=job.paths.mask,
            width=width,
            height=height,
            lesion_fraction=np.count_nonzero(mask) / mask.size,
            predicted_jaccard=None if quality is None else round(quality, 4),
        )
        result = self._scored(result, mask, job.truth)
        seconds = job.seconds + time.perf_counter() - begin
        # Without the arrays: hundreds of these may wait for a slow drive.
        job = replace(job, input=NetworkInput(_NO_PIXELS, job.input.size_wh))
        return lambda: self._write(job, content, result, seconds)

    def _read_when_settled(self, file: Path) -> Job | ImageResult:
        """Decide anew; another run may have put its mask in its place, and be about to do so with the sidecar."""
        end = time.monotonic() + settling.SETTLING_S
        while isinstance(again := self.read(file), Job) and time.monotonic() < end:
            time.sleep(0.02)
        return again

    def _write(self, job: Job, content: bytes, result: ImageResult, seconds: float, tries: int = 2) -> ImageResult:
        begin = time.perf_counter()

        def before_replace(mask_sha256: str) -> None:
            if self._options.is_claimed(job.file):
                raise _ClaimedError
            self._state.record_begin(self._plan.key(job.file), mask_sha256)

        try:
            saved = save_encoded(
                job.paths,
                content,
                self._sidecar(job, result),
                expected_mask_sha256=job.expected_mask_sha256,
                before_replace=before_replace,
                sync_names=False,  # done once, when the run ends
            )
        except _ClaimedError:
            return self._claimed(job.file, job.paths)
        except ChangedOnDiskError:
            # Someone has just put a mask there. A person's is theirs; another run's may be what was wanted.
            again = self._read_when_settled(job.file)
            if isinstance(again, ImageResult):
                return again
            if tries > 1:
                return self._write(again, content, result, seconds, tries - 1)
            sentence = phrase("Another program is writing masks there too. Let it end, then start again")
            return replace(result, status="failed", error=f"{sentence}: {job.paths.mask}.", mask=None)
        except StorageError as error:
            if isinstance(error.__cause__, OSError) and error.__cause__.errno in _NAME_ERRORS:
                return replace(result, status="failed", error=str(error), mask=None, lesion_fraction=None)
            raise
        except (MaskError, SidecarError) as error:
            return replace(result, status="failed", error=str(error), mask=None, lesion_fraction=None)
        seconds += time.perf_counter() - begin
        result = replace(result, seconds=seconds, mask_sha256=saved.mask_sha256)
        self._record(result, job.stamp, saved.mask_sha256, job.truth)
        return result

    def _sidecar(self, job: Job, result: ImageResult) -> Sidecar:
        now = utc_now()
        width, height = job.input.size_wh
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
            predicted_jaccard=result.predicted_jaccard,
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
        self._state.record_done(self._plan.key(result.file), record)

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
            return replace(result, error=phrase("Not scored. {error}", error=error))
        return replace(result, overlap=overlap)


def unexpected(file: Path, error: Exception) -> str:
    """What to tell about an error that nobody foresaw, or about memory that ran out."""
    if is_lack_of_memory(error):
        return phrase("There is not enough memory to segment the image: {file}. Close other programs.", file=file)
    reason = " ".join(str(error).split())[:300]
    return phrase(
        "The image could not be segmented ({kind}: {reason}): {file}. Open it to look at it.",
        kind=type(error).__name__,
        reason=reason,
        file=file,
    )
