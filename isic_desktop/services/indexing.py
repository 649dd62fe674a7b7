"""Fills the index of the open folder in the background, and keeps it right while people and programs work there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from isic_desktop.core import places
from isic_desktop.core.image_table import ImageFacts, ImageTable
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.late_numpy import np
from model_train.pairing import TruthFinder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from isic_desktop.core.annotation_store import AnnotationStore
    from isic_desktop.core.image_facts import FillStep
    from isic_desktop.core.image_index import ImageIndex
    from isic_desktop.core.image_listing import ImageListing

# Filling waits until the person's hands have been still for that long.
_GIVE_WAY_S = 0.25
# Looking whether annotations changed takes a second or two where there are 50,000: at most a twentieth of the time.
_SHARE_OF_TIME = 20.0
_LONGEST_REST_S = 20.0


@dataclass(frozen=True, eq=False)
class Known:
    """What became known of some images.

    Args:
        listing: The listing it is about.
        numbers: (M,) places in the listing.
        part: Their facts.
        done: Annotations that have been read so far.
        total: Annotations there are; 0 with a single image that was just saved.
        finished: Whether the index is up to date now.
        glanced: Whether all states are known by now.
    """

    listing: ImageListing
    numbers: NDArray[np.int64]
    part: ImageTable
    done: int
    total: int
    finished: bool
    glanced: bool


@dataclass(eq=False)
class _Work:
    """All that is needed to index one folder; touched by the worker only."""

    listing: ImageListing
    index: ImageIndex
    truths: TruthFinder
    table: ImageTable
    annotated: dict[int, int] = field(default_factory=dict)
    steps: Iterator[FillStep] | None = None


class Indexing(QObject):
    """Reads what is known of the images of the open folder.

    Signals:
        known(Known): Something became known.
    """

    known = Signal(object)

    def __init__(self, store: AnnotationStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._work: _Work | None = None
        self._filling = False
        self._again = False
        self._quiet_until_s = 0.0
        self._began_s = self._glanced_after_s = self._rest_until_s = 0.0
        self._thread = JobThread("indexing", Order.EVERY_ONE, priority=QThread.Priority.LowestPriority, parent=self)
        self._thread.finished_job.connect(self._take_outcome)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._step)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.fill)
        self._pruned = False

    @property
    def busy(self) -> bool:
        """Whether the index is still being filled."""
        return self._filling

    def open(self, listing: ImageListing, truth_folder: Path | None) -> None:
        """Index another folder, or the same one after images came or went.

        Args:
            listing: Its images.
            truth_folder: Where the person said its ground truth lies, if they did.
        """
        self._thread.cancel_all()
        before = self._work
        place = places.cache_dir() / "index"
        same = before is not None and before.listing.root == listing.root
        from isic_desktop.core.image_index import ImageIndex

        index = before.index if same and before is not None else ImageIndex(listing.root, place)
        truths = TruthFinder(truth_folder, listing.contents)
        work = _Work(listing, index, truths, ImageTable.empty(len(listing)))
        prune, self._pruned = not self._pruned, True

        def begin(_wanted: Callable[[], bool]) -> None:
            if before is not None and same:
                # Looked at again, since ground truth may have come or gone with the images.
                rows = listing.rows
                numbers = ((number, rows.get(before.listing.names[number])) for number in before.annotated)
                work.annotated = {now: 0 for _, now in numbers if now is not None}
                work.table.models = before.table.models
            elif before is not None:
                before.index.close()
            if prune:
                from isic_desktop.core.image_index import prune_indexes

                prune_indexes(place)

        self._work = work
        self._thread.submit(None, begin)
        self._start_over()

    @Slot()
    def fill(self) -> None:
        """Look for annotations that changed."""
        if self._filling:
            self._again = True  # when this time is through: a folder in which much happens would never get there
            return
        rest_s = self._rest_until_s - time.monotonic()
        if rest_s > 0:
            self._later.start(int(1000 * rest_s) + 1)
        else:
            self._start_over()

    def _start_over(self) -> None:
        work, store = self._work, self._store
        if work is None:
            return
        self._filling, self._again = True, False
        self._began_s, self._glanced_after_s = time.monotonic(), 0.0

        def begin(_wanted: Callable[[], bool]) -> None:
            from isic_desktop.core.image_facts import fill

            work.steps = fill(work.listing, store, work.truths, work.index, work.annotated)

        self._thread.submit(None, begin)
        self._soon.start(0)

    def hold(self) -> None:
        """Give way for a moment: the person scrolls or goes through images."""
        self._quiet_until_s = time.monotonic() + _GIVE_WAY_S

    def refresh(self, path: Path) -> None:
        """Read one image's annotation again, because it was just saved."""
        work, store = self._work, self._store
        number = work.listing.number_of(path) if work is not None else None
        if work is None or number is None:
            return

        def job(_wanted: Callable[[], bool]) -> Known:
            from isic_desktop.core.image_facts import describe

            facts = describe(path, work.listing.names[number], store, work.truths, work.index)
            work.annotated[number] = 0
            return _known(work, ((number, facts),))

        self._thread.submit(work, job)

    def stop(self) -> None:
        """End the worker and wait for it."""
        self._soon.stop()
        self._later.stop()
        self._thread.stop()
        if self._work is not None:
            self._work.index.close()

    @Slot()
    def _step(self) -> None:
        wait_s = self._quiet_until_s - time.monotonic()
        if wait_s > 0:
            self._soon.start(int(1000 * wait_s) + 1)
            return
        work = self._work
        if work is None:
            return

        def job(_wanted: Callable[[], bool]) -> Known:
            from isic_desktop.core.image_facts import FillStep

            step = next(work.steps, None) if work.steps is not None else None
            if step is None:
                step = FillStep((), 0, 0, glanced=True)
            return _known(work, step.found, step, finished=step.done == step.total and step.glanced)

        self._thread.submit(work, job)

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.key is not self._work or outcome.key is None:
            return
        if outcome.error is not None:
            sentence_for(outcome.error)  # to the log: what is not indexed is shown all the same
            self._filling = False
            return
        known: Known = outcome.value
        if known.total or known.finished:
            self._filling = not known.finished
            if known.glanced and not self._glanced_after_s:
                self._glanced_after_s = time.monotonic() - self._began_s
            if self._filling:
                self._soon.start(0)
            else:
                rest_s = min(_SHARE_OF_TIME * self._glanced_after_s, _LONGEST_REST_S)
                self._rest_until_s = time.monotonic() + rest_s
                if self._again:
                    self.fill()
        self.known.emit(known)


def _known(
    work: _Work, found: tuple[tuple[int, ImageFacts], ...], step: FillStep | None = None, *, finished: bool = False
) -> Known:
    for number, facts in found:
        work.table.put(number, facts)
    numbers = np.array([number for number, _ in found], np.int64)
    part = work.table.part(numbers)
    if step is None:
        return Known(work.listing, numbers, part, 1, 0, finished=False, glanced=True)
    return Known(work.listing, numbers, part, step.done, step.total, finished=finished, glanced=step.glanced)
