"""Predict anew, with another model, where no person has judged yet: what is new or merely predicted, nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.batch import ImageResult, SegmentOptions, SegmentPredictor, segment_images
from isic_desktop.core.batch_plan import STATE_FOLDER, SegmentPlan
from isic_desktop.core.folder_lock import FolderLocks
from model_train.atomic import storage_error
from model_train.errors import AppError
from model_train.messages import phrase

Status = Literal["predicted", "kept", "failed"]


@dataclass(frozen=True)
class Repredicted:
    """What became of one image.

    Args:
        image: The image file.
        status: "predicted" by the model asked for; "kept", since a person's mask is never replaced; or "failed".
        error: Why it failed, as a sentence; else empty.
    """

    image: Path
    status: Status
    error: str = ""


def repredict(
    images: Sequence[Path],
    store: AnnotationStore,
    predictor: SegmentPredictor,
    locks: FolderLocks,
    *,
    trusted_process_id: int = 0,
    options: SegmentOptions | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Repredicted]:
    """Give every image that nobody has judged a prediction of this model, in its own annotations folder.

    The engine and its rule of ownership are those of `segment`: a mask is replaced only if its sidecar says that it
    is the machine's, untouched, and another model's.

    Args:
        images: Image files, those of one folder next to each other.
        store: Where annotations lie.
        predictor: The loaded model.
        locks: Where this process locks folders.
        trusted_process_id: The program that asked for this; where it is the writer of a folder, that is no hindrance.
        options: How to segment.
        is_cancelled: Asked between images.

    Yields:
        One result per image, in order; fewer if cancelled.

    Raises:
        StorageError: The disk is full or gone; what was yielded is on the disk.
    """
    for _place, group in groupby(images, store.place):
        if is_cancelled():
            return
        folder_images = list(group)
        problem = _problem_with(store.place(folder_images[0]), locks, trusted_process_id)
        if problem:
            yield from (Repredicted(image, "failed", problem) for image in folder_images)
            continue
        yield from _in_folder(folder_images, store, predictor, options, is_cancelled)


def _problem_with(place: Path, locks: FolderLocks, trusted_process_id: int) -> str:
    try:
        holder = locks.acquire(place)
    except AppError as error:
        return str(error)
    if holder is None or (holder.process_id and holder.process_id in (trusted_process_id, os.getpid())):
        return ""
    return phrase(
        "The folder is open in {holder}, which alone may write there: {place}. Close it there, and try again.",
        holder=holder.words,
        place=place,
    )


def _in_folder(
    images: Sequence[Path],
    store: AnnotationStore,
    predictor: SegmentPredictor,
    options: SegmentOptions | None,
    is_cancelled: Callable[[], bool],
) -> Iterator[Repredicted]:
    place = store.place(images[0])
    try:
        (place / STATE_FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        sentence = str(storage_error(error, place))
        yield from (Repredicted(image, "failed", sentence) for image in images)
        return
    plan = SegmentPlan(tuple(images), place, store.paths)
    for result in segment_images(plan, predictor, options, is_cancelled=is_cancelled):
        yield Repredicted(result.file, _status(result), result.error)


def _status(result: ImageResult) -> Status:
    return "predicted" if result.status == "done" else result.status
