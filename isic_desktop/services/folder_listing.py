"""Lists a folder of images off the window's thread, and notices when files come and go."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from isic_desktop.core.image_listing import ImageListing, list_folder
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.errors import FolderError

if TYPE_CHECKING:
    from isic_desktop.core.annotation_store import AnnotationStore

# How often a folder is looked at; one that takes long less often, so that at most a fiftieth of the time goes into it.
_LOOK_EVERY_S = 2.0
_SHARE_OF_TIME = 50.0


@dataclass(frozen=True, eq=False)
class _Look:
    """What a look at the open folder gave."""

    listing: ImageListing
    places_ns: dict[Path, int]
    took_s: float


class FolderListing(QObject):
    """Lists the images of a folder and its subfolders.

    Signals:
        listed(Path, ImageListing): The folder and its images, in natural order.
        failed(Path, str): The folder cannot be listed: a sentence.
        images_changed(ImageListing): Images came or went in the folder that is watched.
        annotations_changed(): Files came, went or were replaced where its annotations lie.
    """

    listed = Signal(object, object)
    failed = Signal(object, object)
    images_changed = Signal(object)
    annotations_changed = Signal()

    def __init__(self, store: AnnotationStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._watched: ImageListing | None = None
        self._places_ns: dict[Path, int] = {}
        self._thread = JobThread("listing", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)
        self._watcher = JobThread("watching", Order.ONLY_LATEST, priority=QThread.Priority.LowPriority, parent=self)
        self._watcher.finished_job.connect(self._take_look)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    def list(self, folder: Path) -> None:
        """Begin to list a folder; an earlier request is given up."""
        store = self._store

        def job(_wanted: Callable[[], bool]) -> ImageListing:
            listing = list_folder(folder)
            for content in listing.contents:
                store.know(content)  # so that nobody reads it again for the first image
            importlib.import_module(
                "numpy"
            )  # the gallery takes it next, and must not wait for it in the window's thread
            return listing

        self._thread.submit(folder, job)

    def watch(self, listing: ImageListing | None) -> None:
        """From now on tell what comes and goes there; with None stop it."""
        self._watched = listing
        self._places_ns = {}
        self._watcher.cancel_all()
        self._timer.stop()
        if listing is not None:
            self._timer.start(int(1000 * _LOOK_EVERY_S))

    @Slot()
    def look(self) -> None:
        """Look now whether something has changed."""
        listing, store = self._watched, self._store
        if listing is None:
            return

        def job(_wanted: Callable[[], bool]) -> _Look:
            began_s = time.monotonic()
            places = {store.place(content.folder / "image") for content in listing.contents if content.images}
            fresh = listing
            if not listing.still_holds:
                try:
                    fresh = list_folder(listing.root, listing)
                except FolderError:
                    fresh = listing  # the drive is away, and may come back: what is listed stays
            return _Look(fresh, _changes(sorted(places)), time.monotonic() - began_s)

        self._watcher.submit(listing, job)

    def stop(self) -> None:
        """End the workers and wait for them."""
        self._timer.stop()
        self._watcher.stop()
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(outcome.key, sentence_for(outcome.error))
        else:
            self.listed.emit(outcome.key, outcome.value)

    @Slot(object)
    def _take_look(self, outcome: Outcome) -> None:
        if self._watched is None or outcome.key is not self._watched:
            return
        wait_s = _LOOK_EVERY_S
        if outcome.error is not None:
            sentence_for(outcome.error)  # to the log; the next look may do better
        else:
            look: _Look = outcome.value
            wait_s = max(_LOOK_EVERY_S, _SHARE_OF_TIME * look.took_s)
            before, self._places_ns = self._places_ns, look.places_ns
            images_changed = look.listing.names is not self._watched.names
            self._watched = look.listing
            if images_changed:
                self.images_changed.emit(look.listing)
            elif before and before != look.places_ns:
                self.annotations_changed.emit()
        self._timer.start(int(1000 * wait_s))


def _changes(places: Sequence[Path]) -> dict[Path, int]:
    """When each folder of annotations last changed; 0 for one that is not there."""
    changed_ns: dict[Path, int] = {}
    for place in places:
        try:
            changed_ns[place] = place.stat().st_mtime_ns
        except OSError:
            changed_ns[place] = 0
    return changed_ns
