"""Filters and orders the images of the open folder off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.image_table import ImageTable, ViewQuery, select
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.late_numpy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from isic_desktop.core.image_listing import ImageListing


@dataclass(frozen=True, eq=False)
class Selection:
    """What to show.

    Args:
        listing: The images there are.
        table: What is known of them, if the listing is another one than before; else None.
        query: What was asked.
        order: (M,) int32 places in the listing, in the order to show them.
        rows: (N,) int32 where each image of the listing stands in `order`, -1 for those that are left out.
    """

    listing: ImageListing
    table: ImageTable | None
    query: ViewQuery
    order: NDArray[np.int32]
    rows: NDArray[np.int32]


def select_images(listing: ImageListing, table: ImageTable, query: ViewQuery, *, new: bool = False) -> Selection:
    """Find what to show.

    Args:
        listing: The images.
        table: What is known of them.
        query: What is wanted.
        new: The listing is another one than before, so that the table goes with the answer.
    """
    order = select(table, listing.names, query)
    rows = np.full(len(listing), -1, np.int32)
    rows[order] = np.arange(len(order), dtype=np.int32)
    return Selection(listing, table if new else None, query, order, rows)


class Selecting(QObject):
    """Answers the latest question.

    Signals:
        selected(Selection): What to show.
    """

    selected = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = JobThread("selecting", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    def select(self, listing: ImageListing, table: ImageTable, query: ViewQuery) -> None:
        """Find what to show; an earlier question is given up.

        Args:
            listing: The images.
            table: What is known of them; copied now.
            query: What is wanted.
        """
        snapshot = table.copy()
        self._thread.submit(None, lambda _wanted: select_images(listing, snapshot, query))

    def relist(self, old: ImageListing, table: ImageTable, new: ImageListing, query: ViewQuery) -> None:
        """Find what to show after images came or went.

        Args:
            old: The listing that the table is about.
            table: What is known; copied now.
            new: What is there now.
            query: What is wanted.
        """
        snapshot = table.copy()

        def job(_wanted: Callable[[], bool]) -> Selection:
            before = np.array([old.rows.get(name, -1) for name in new.names], np.int64)
            return select_images(new, snapshot.moved(before), query, new=True)

        self._thread.submit(None, job)

    def stop(self) -> None:
        """End the worker and wait for it."""
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            sentence_for(outcome.error)  # to the log; what is shown stays
        else:
            self.selected.emit(outcome.value)
