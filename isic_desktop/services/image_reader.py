"""Reading images with all that belongs to them: the one that is wanted, and ahead those that are likely to be next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from isic_desktop.core.file_memo import FileMemo
from isic_desktop.core.folder_lock import FolderLocks, Holder
from isic_desktop.services.job_thread import JobThread, Order
from model_train.errors import AppError
from model_train.messages import phrase
from model_train.pairing import FolderContent, TruthFinder

if TYPE_CHECKING:
    from isic_desktop.core.annotation_store import AnnotationStore, LoadedAnnotation
    from isic_desktop.core.opening import OpenedImage

# What was read last and what is read ahead: three images of twelve megapixels with masks and ground truth.
_MEMO_BYTES = 400 * 1024 * 1024


class ImageReader(QObject):
    """Reads one image at a time, under the lock of its folder; whatever is asked for last counts.

    Signals:
        answered(Outcome): Of the job whose ticket the asking method gave: an OpenedImage from `open`, the
            LoadedAnnotation or None from `reload`, or the error.
        read_ahead(Path, RGB): The pixels of an image that is likely to be the next.

    Attributes:
        memo: What was read, as long as there is room for it.
    """

    answered = Signal(object)
    read_ahead = Signal(object, object)

    def __init__(self, store: AnnotationStore, locks: FolderLocks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._locks = locks
        self._truth_finder = TruthFinder()
        self._rescaled_truth: set[Path] = set()
        self._rescaled_annotation: set[Path] = set()
        self.memo = FileMemo(_MEMO_BYTES)
        self._ahead = JobThread("prefetch", Order.ONLY_LATEST, priority=QThread.Priority.LowPriority, parent=self)
        self._loader = JobThread("opening", Order.ONLY_LATEST, parent=self)
        self._loader.finished_job.connect(self.answered)

    def use_truth_folder(self, folder: Path | None, known: Iterable[FolderContent] = ()) -> None:
        """Take ground truth from `folder` only, or, with None, from the usual places.

        Args:
            folder: Where the person said it lies.
            known: What has been read of the folders of images just now.
        """
        self._truth_finder = TruthFinder(folder, known)

    def rescale(self, path: Path, which: str) -> None:
        """From now on read a mask of this image that is coded 0/1 as 0/255: "rescale_truth" or "rescale_annotation"."""
        (self._rescaled_truth if which == "rescale_truth" else self._rescaled_annotation).add(path)

    def open(self, path: Path, unsaved: Sequence[Path]) -> int:
        """Read an image, its annotation and its ground truth; the folder's lock is taken first.

        Args:
            path: The image.
            unsaved: Images whose folders stay locked, because their annotations are not on the disk yet.
        """
        self._ahead.cancel_all()
        store, finder, locks, memo = self._store, self._truth_finder, self._locks, self.memo
        rescale_truth, rescale_annotation = path in self._rescaled_truth, path in self._rescaled_annotation

        def job(_wanted: Callable[[], bool]) -> OpenedImage:
            from isic_desktop.core.opening import open_image

            place = store.place(path)
            locks.release_except({place, *(store.place(other) for other in unsaved)})
            # First the lock: what is read under it stays as it was read.
            holder = locks.acquire(place)
            opened = open_image(
                path,
                store,
                finder.find,
                rescale_truth=rescale_truth,
                rescale_annotation=rescale_annotation,
                memo=memo,
            )
            return opened if holder is None else _for_looking(opened, holder)

        return self._loader.submit(path, job)

    def reload(self, path: Path, size_wh: tuple[int, int]) -> int:
        """Read an image's saved annotation once more."""
        store = self._store

        def job(_wanted: Callable[[], bool]) -> LoadedAnnotation | None:
            return store.load(path, size_wh)

        return self._loader.submit(path, job)

    def prefetch(self, paths: Sequence[Path]) -> None:
        """Read these images ahead, the first one first; reading any other image comes before it."""
        store, finder, memo = self._store, self._truth_finder, self.memo

        def job(wanted: Callable[[], bool]) -> None:
            from isic_desktop.core.opening import open_image

            for path in paths:
                if not wanted():
                    return
                # What is wrong with an image is told when it is its turn.
                with suppress(AppError):
                    self.read_ahead.emit(path, open_image(path, store, finder.find, memo=memo).rgb)

        self._ahead.submit(None, job)

    def stop(self) -> None:
        """End the workers and wait for them."""
        self._ahead.stop()
        self._loader.stop()


def _for_looking(opened: OpenedImage, holder: Holder) -> OpenedImage:
    """An image in whose folder someone else writes."""
    why = phrase(
        "This folder is open in {holder}. Here it can be looked at; it can be edited as soon as "
        "the other one closes it.",
        holder=holder.words,
    )
    from isic_desktop.core.opening import Notice

    notices = (Notice(why, "open_read_only"), *opened.notices)
    return replace(opened, locked=opened.locked or why, held_elsewhere=True, notices=notices)
