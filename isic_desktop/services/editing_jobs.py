"""Runs what a tool has to compute aside, the latest wish only, and hands the answer back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for


class EditingJobs(QObject):
    """A thread for tools.

    Signals:
        busy_changed(bool): A computation began, or none is under way any more.
        failed(str): One failed: a sentence.
    """

    busy_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._then: Callable[[Any], None] | None = None
        self._latest_ticket = 0
        self._thread = JobThread("editing", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._latest_ticket != 0

    def run(self, call: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Compute `call` aside; `then` gets its result in the thread of this object.

        What was asked before and is not answered yet is given up.
        """
        was_busy = self.busy
        self._then = then
        self._latest_ticket = self._thread.submit(None, lambda _wanted: call())
        if not was_busy:
            self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Give up what is under way."""
        if self.busy:
            self._latest_ticket = 0
            self._then = None
            self._thread.cancel_all()
            self.busy_changed.emit(False)

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._latest_ticket = 0
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.ticket != self._latest_ticket:
            return
        then, self._then = self._then, None
        self._latest_ticket = 0
        self.busy_changed.emit(False)
        if outcome.error is not None:
            self.failed.emit(sentence_for(outcome.error))
        elif then is not None:
            then(outcome.value)
