"""Small pictures of images and the state of their annotations, made off the window's thread and kept on disk."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtGui import QImage

from isic_desktop.core import places
from isic_desktop.core.sidecar import read_sidecar
from isic_desktop.services.job_thread import Cancelled, JobThread, Order, Outcome, sentence_for
from model_train import atomic
from model_train.errors import AppError

if TYPE_CHECKING:
    from PIL import Image

    from isic_desktop.core.annotation_store import AnnotationStore

_log = logging.getLogger(__name__)

THUMBNAIL_PX = 256
"""Longest side of a thumbnail in the cache."""

_CACHE_LIMIT_BYTES = 256 * 1024 * 1024
# Looking the cache through takes a while; until that much is new it cannot be far above its limit.
_PRUNE_AFTER_BYTES = 32 * 1024 * 1024
_MOST_WAITING = 200
# A thumbnail counts as used again when that long has gone by, so that looking does not mean writing.
_USED_AGAIN_S = 3600.0


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """What the gallery shows of an image.

    Args:
        path: The image file.
        picture: RGB32, fitted into the box that was asked for; null if the image cannot be read.
        state: State of the annotation: "new", "predicted", "corrected", "accepted" or "rejected".
        error: Why there is no picture, as a sentence; empty if there is one.
        written_bytes: How much the cache grew by it.
    """

    path: Path
    picture: QImage
    state: str
    error: str = ""
    written_bytes: int = 0


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
        # The first prune comes soon: the program may have been ended before it was its turn last time.
        self._written_bytes = _PRUNE_AFTER_BYTES

    def request(self, path: Path, box_wh: tuple[int, int] = (THUMBNAIL_PX, THUMBNAIL_PX)) -> None:
        """Ask for a thumbnail; asking again while it waits does nothing.

        Args:
            path: The image.
            box_wh: Width and height in pixels of the screen that it is to fit into.
        """
        if path in self._waiting:
            return
        store = self.store

        def job(wanted: Callable[[], bool]) -> Thumbnail:
            return _make(path, store, box_wh, wanted)

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
            self._written_bytes += outcome.value.written_bytes
        if self._written_bytes >= _PRUNE_AFTER_BYTES and not self._waiting:
            self._written_bytes = 0
            self._thread.submit(None, lambda wanted: prune_cache(_cache_folder(), _CACHE_LIMIT_BYTES, wanted))


def _make(path: Path, store: AnnotationStore, box_wh: tuple[int, int], wanted: Callable[[], bool]) -> Thumbnail:
    from PIL import Image

    if not wanted():
        raise Cancelled
    state = annotation_state(path, store)
    try:
        picture, written_bytes = _cached_or_made(path)
    except AppError as error:
        return Thumbnail(path, QImage(), state, str(error))
    # Fitted here, so that the window only copies pixels; and in the screen's own format.
    picture.thumbnail(box_wh, Image.Resampling.BILINEAR, reducing_gap=2.0)
    rgb = picture.convert("RGB")
    image = QImage(rgb.tobytes(), rgb.width, rgb.height, 3 * rgb.width, QImage.Format.Format_RGB888)
    shown = image.convertToFormat(QImage.Format.Format_RGB32)
    return Thumbnail(path, shown, state, written_bytes=written_bytes)


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


def _cached_or_made(path: Path) -> tuple[Image.Image, int]:
    """The picture, and how many bytes were written to the cache for it."""
    from PIL import Image

    from model_train.images import read_reduced

    try:
        status = path.stat()
    except OSError:
        status = None  # reading it below says what is wrong
    cached: Path | None = None
    if status is not None:
        identity = f"{path.absolute()}\0{status.st_mtime_ns}\0{status.st_size}\0{THUMBNAIL_PX}"
        name = hashlib.sha256(os.fsencode(identity)).hexdigest()
        cached = _cache_folder() / name[:2] / f"{name}.jpg"
        kept = _kept(cached)
        if kept is not None:
            return kept, 0
    rgb = read_reduced(path, THUMBNAIL_PX)
    picture = Image.fromarray(rgb)
    picture.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), Image.Resampling.BILINEAR, reducing_gap=2.0)
    if cached is not None:
        try:
            cached.parent.mkdir(parents=True, exist_ok=True)
            with atomic.open_atomic(cached) as file:
                picture.save(file, format="JPEG", quality=88)
            return picture, cached.stat().st_size
        except (AppError, OSError) as error:
            # Without a cache the gallery is slower, and nothing else: not worth a word to the person.
            _log.warning("thumbnail not cached: %s", error)
    return picture, 0


def _kept(cached: Path) -> Image.Image | None:
    """The picture of an earlier time; None if there is none, or a damaged one, so that it is made anew."""
    from PIL import Image

    from model_train.images import read_image, read_image_size

    try:
        if not cached.exists() or max(read_image_size(cached)) > THUMBNAIL_PX:
            return None
        picture = Image.fromarray(read_image(cached))
        _note_used(cached)
    except (AppError, OSError):
        return None
    return picture


def _note_used(cached: Path) -> None:
    """What was looked at lately goes last when the cache is full."""
    if time.time() - cached.stat().st_mtime > _USED_AGAIN_S:
        os.utime(cached)


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
