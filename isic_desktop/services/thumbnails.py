"""Small pictures of images and the state of their annotations, made off the window's thread and kept on disk."""

from __future__ import annotations

import hashlib
import logging
import os
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtGui import QImage

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.sidecar import read_sidecar
from isic_desktop.services.job_thread import Cancelled, JobThread, Order, Outcome, sentence_for
from model_train import atomic
from model_train.errors import AppError
from model_train.images import read_reduced

_log = logging.getLogger(__name__)

THUMBNAIL_PX = 192
"""Longest side of a thumbnail; shown at half of it, so that it is sharp on a screen of twice the density."""

_CACHE_LIMIT_BYTES = 256 * 1024 * 1024
_MOST_WAITING = 200


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """What the gallery shows of an image.

    Args:
        path: The image file.
        picture: At most THUMBNAIL_PX on its longer side; null if the image cannot be read.
        state: State of the annotation: "new", "predicted", "corrected", "accepted" or "rejected".
        error: Why there is no picture, as a sentence; empty if there is one.
    """

    path: Path
    picture: QImage
    state: str
    error: str = ""


class ThumbnailService(QObject):
    """Makes thumbnails, what was asked last first.

    Signals:
        made(Thumbnail): A thumbnail is there.
    """

    made = Signal(object)

    def __init__(self, store: AnnotationStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self._waiting: OrderedDict[Path, int] = OrderedDict()
        self._thread = JobThread(
            "thumbnails",
            Order.LATEST_FIRST,
            keep=_MOST_WAITING,
            priority=QThread.Priority.LowPriority,
            parent=self,
        )
        self._thread.finished_job.connect(self._take_outcome)
        self._pruned = False

    def request(self, path: Path) -> None:
        """Ask for a thumbnail; asking again while it waits does nothing."""
        if path in self._waiting:
            return
        store = self.store

        def job(wanted: Callable[[], bool]) -> Thumbnail:
            return _make(path, store, wanted)

        self._waiting[path] = self._thread.submit(path, job)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)  # the thread gave it up too; it is asked for again when it is seen

    def forget_all(self) -> None:
        """Give up all requests: another folder is shown."""
        self._waiting.clear()
        self._thread.cancel_all()

    def stop(self) -> None:
        """End the worker and wait for it."""
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if self._waiting.get(outcome.key) != outcome.ticket:
            return
        del self._waiting[outcome.key]
        if outcome.error is not None:
            self.made.emit(Thumbnail(outcome.key, QImage(), "new", sentence_for(outcome.error)))
        else:
            self.made.emit(outcome.value)
        if not self._pruned and not self._waiting:
            self._pruned = True
            self._thread.submit(None, lambda wanted: prune_cache(_cache_folder(), _CACHE_LIMIT_BYTES, wanted))


def _make(path: Path, store: AnnotationStore, wanted: Callable[[], bool]) -> Thumbnail:
    if not wanted():
        raise Cancelled
    state = annotation_state(path, store)
    try:
        picture = _cached_or_made(path)
    except AppError as error:
        return Thumbnail(path, QImage(), state, str(error))
    rgb = picture.convert("RGB")
    image = QImage(rgb.tobytes(), rgb.width, rgb.height, 3 * rgb.width, QImage.Format.Format_RGB888)
    return Thumbnail(path, image.copy(), state)  # copied, since the bytes go with this call


def annotation_state(path: Path, store: AnnotationStore) -> str:
    """State of an image's annotation as its sidecar tells it; a mask without one counts as corrected."""
    paths = store.paths(path)
    try:
        if not paths.mask.exists():
            return "new"
        return read_sidecar(paths.sidecar).state
    except (AppError, OSError):
        return "corrected"


def _cache_folder() -> Path:
    return places.cache_dir() / "thumbnails"


def _cached_or_made(path: Path) -> Image.Image:
    try:
        status = path.stat()
    except OSError:
        status = None  # reading it below says what is wrong
    cached: Path | None = None
    if status is not None:
        identity = f"{path.absolute()}\0{status.st_mtime_ns}\0{status.st_size}\0{THUMBNAIL_PX}"
        name = hashlib.sha256(os.fsencode(identity)).hexdigest()
        cached = _cache_folder() / name[:2] / f"{name}.jpg"
        with suppress(OSError), Image.open(cached) as stored:
            stored.load()
            return stored
    rgb = read_reduced(path, THUMBNAIL_PX)
    picture = Image.fromarray(rgb)
    picture.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), Image.Resampling.BILINEAR, reducing_gap=2.0)
    if cached is not None:
        try:
            cached.parent.mkdir(parents=True, exist_ok=True)
            with atomic.open_atomic(cached) as file:
                picture.save(file, format="JPEG", quality=88)
        except (AppError, OSError) as error:
            # Without a cache the gallery is slower, and nothing else: not worth a word to the person.
            _log.warning("thumbnail not cached: %s", error)
    return picture


def prune_cache(folder: Path, limit_bytes: int, wanted: Callable[[], bool]) -> int:
    """Delete the thumbnails that were not made or used for longest until the rest fits; returns how many went."""
    files: list[tuple[float, int, Path]] = []
    for file in folder.glob("*/*.jpg"):
        with suppress(OSError):
            status = file.stat()
            files.append((status.st_mtime, status.st_size, file))
    total = sum(size for _, size, _ in files)
    removed = 0
    for _, size, file in sorted(files):
        if total <= limit_bytes or not wanted():
            break
        with suppress(OSError):
            file.unlink()
            removed += 1
        total -= size
    return removed
