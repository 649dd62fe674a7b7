"""A thread that runs plain functions one at a time and gives back their results where it was made.

Request → plain callable → response: the window takes an immutable snapshot of what a job needs, the callable computes
in this thread, and the response is applied in the window's thread. There are no locks outside this file.
"""

from __future__ import annotations

import enum
import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from model_train.messages import phrase

_log = logging.getLogger(__name__)


class Order(enum.Enum):
    """Which of the waiting jobs goes next, and which are given up."""

    EVERY_ONE = "every one, first come first served"
    ONLY_LATEST = "a new job takes the place of the one that waits"
    LATEST_FIRST = "the newest first; the oldest is given up when too many wait"


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of a job.

    Args:
        ticket: The number `submit` gave.
        key: What the job was about, as passed to `submit`.
        value: What the callable returned.
        error: What it raised, or None.
    """

    ticket: int
    key: Any
    value: Any = None
    error: Exception | None = None


class Cancelled(Exception):  # noqa: N818 (it is no error: someone asked for it)
    """Raised by a job that noticed it is no longer wanted."""


@dataclass(frozen=True, eq=False)
class _Job:
    ticket: int
    key: Any
    call: Callable[[Callable[[], bool]], Any]
    unwanted: threading.Event


class JobThread(QThread):
    """Runs jobs one at a time until it is stopped.

    Signals:
        finished_job(Outcome): A job returned or raised. Connect bound methods of QObjects only, so that they run in
            the thread of their object. Jobs that were given up or cancelled send nothing.
    """

    finished_job = Signal(object)

    def __init__(
        self,
        name: str,
        order: Order,
        *,
        keep: int = 64,
        priority: QThread.Priority = QThread.Priority.InheritPriority,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._order = order
        self._keep = keep
        self._start_priority = priority
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._next_ticket = 1
        self._stopped = False
        self._condition = threading.Condition()

    def submit(self, key: Any, call: Callable[[Callable[[], bool]], Any]) -> int:
        """Have `call` run in this thread; starts the thread at the first job.

        Args:
            key: What the job is about; comes back in the outcome.
            call: Gets a function that tells whether the job is still wanted; may raise Cancelled.

        Returns:
            The ticket that its outcome will carry; 0 if the thread has been stopped, and then nothing happens.
        """
        with self._condition:
            if self._stopped:
                return 0
            job = _Job(self._next_ticket, key, call, threading.Event())
            self._next_ticket += 1
            if self._order is Order.ONLY_LATEST:
                self._waiting.clear()
                if self._running is not None:
                    self._running.unwanted.set()
            elif self._order is Order.LATEST_FIRST and len(self._waiting) >= self._keep:
                self._waiting.popleft()
            self._waiting.append(job)
            self._condition.notify()
        if not self.isRunning():
            self.start(self._start_priority)
        return job.ticket

    def cancel_all(self) -> None:
        """Give up all waiting jobs, and tell the running one that it is not wanted any more."""
        with self._condition:
            self._waiting.clear()
            if self._running is not None:
                self._running.unwanted.set()

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        with self._condition:
            return self._running is not None or bool(self._waiting)

    def stop(self, *, finish: bool = False) -> None:
        """End the thread and wait for it.

        Args:
            finish: Do the waiting jobs first (saves); otherwise they are given up.
        """
        with self._condition:
            self._stopped = True
            if not finish:
                self._waiting.clear()
                if self._running is not None:
                    self._running.unwanted.set()
            self._condition.notify()
        self.wait()

    def run(self) -> None:
        """The thread's loop; called by Qt."""
        # threading hands its hook to the threads it starts; Qt starts this one, and debuggers and coverage want it too.
        if (hook := threading.gettrace()) is not None:  # pragma: no cover (what begins to measure is not measured)
            sys.settrace(hook)
        self._work()

    def _work(self) -> None:
        while True:
            with self._condition:
                self._running = None
                while not self._waiting and not self._stopped:
                    self._condition.wait()
                if not self._waiting:
                    return
                newest_first = self._order is Order.LATEST_FIRST
                job = self._waiting.pop() if newest_first else self._waiting.popleft()
                self._running = job
            outcome = self._outcome_of(job)
            if outcome is not None:
                self.finished_job.emit(outcome)

    @staticmethod
    def _outcome_of(job: _Job) -> Outcome | None:
        try:
            value = job.call(lambda: not job.unwanted.is_set())
        except Cancelled:
            return None
        except Exception as error:  # noqa: BLE001 (whatever a job raises is its outcome, shown where it belongs)
            return None if job.unwanted.is_set() else Outcome(job.ticket, job.key, error=error)
        return None if job.unwanted.is_set() else Outcome(job.ticket, job.key, value=value)


def sentence_for(error: Exception) -> str:
    """What to tell the person about an error a job raised; unexpected ones are logged with their traceback."""
    from model_train.errors import AppError, is_lack_of_memory
    from model_train.torch_faults import torch_fault

    error = torch_fault(error) or error
    if isinstance(error, AppError):
        return str(error)
    if is_lack_of_memory(error):
        _log.info("memory ran out in a worker", exc_info=error)
        return phrase("There is not enough memory for this. Close other programs, and try again.")
    _log.error("unexpected error in a worker", exc_info=error)
    return phrase(
        "Something unexpected went wrong ({kind}: {error}). The log has the details.",
        kind=type(error).__name__,
        error=error,
    )
