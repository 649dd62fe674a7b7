"""The one way to run things aside: who goes first, who is given up, and what is told of an error."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from patience import PATIENCE_S
from pytestqt.qtbot import QtBot

from isic_desktop.services.job_thread import Cancelled, JobThread, Order, Outcome, sentence_for
from model_train.errors import UsageError


class Jobs:
    """Jobs that wait for a gate, so that others queue behind the first."""

    def __init__(self, thread: JobThread) -> None:
        self.gate = threading.Event()
        self.begun = threading.Event()
        self.thread = thread
        self.outcomes: list[Outcome] = []
        self.receiver = Receiver(self.outcomes)
        thread.finished_job.connect(self.receiver.take)

    def hold(self) -> None:
        def wait(_wanted: Callable[[], bool]) -> str:
            self.begun.set()
            self.gate.wait(PATIENCE_S)
            return "held"

        self.thread.submit("held", wait)
        assert self.begun.wait(PATIENCE_S)

    def add(self, *names: str) -> None:
        for name in names:
            self.thread.submit(name, lambda _wanted, name=name: name)


class Receiver:
    def __init__(self, outcomes: list[Outcome]) -> None:
        self._outcomes = outcomes

    def take(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)


@pytest.fixture(params=list(Order))
def jobs(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Jobs]:
    thread = JobThread("test", request.param, keep=2)
    made = Jobs(thread)
    yield made
    made.gate.set()
    thread.stop()


EXPECTED = {
    Order.EVERY_ONE: ["held", "a", "b", "c"],
    Order.ONLY_LATEST: ["c"],  # the running one is not wanted any more either
    Order.LATEST_FIRST: ["held", "c", "b"],  # two are kept; the oldest is given up
}


def test_that_each_order_keeps_its_promise(jobs: Jobs, qtbot: QtBot) -> None:
    jobs.hold()
    jobs.add("a", "b", "c")
    assert jobs.thread.busy
    jobs.gate.set()
    qtbot.waitUntil(lambda: not jobs.thread.busy)
    expected = EXPECTED[jobs.thread._order]
    qtbot.waitUntil(lambda: len(jobs.outcomes) >= len(expected))
    qtbot.wait(20)
    assert [outcome.value for outcome in jobs.outcomes] == expected


def test_that_what_is_given_up_says_nothing_and_what_comes_after_the_end_is_not_done(jobs: Jobs, qtbot: QtBot) -> None:
    jobs.hold()
    jobs.add("a")
    jobs.thread.cancel_all()
    jobs.gate.set()
    qtbot.waitUntil(lambda: not jobs.thread.busy)
    jobs.thread.stop()
    assert jobs.thread.submit("late", lambda _wanted: pytest.fail("it was done")) == 0
    qtbot.wait(20)
    assert jobs.outcomes == []


def test_that_a_cancelled_job_is_no_error_and_an_error_is_an_outcome(jobs: Jobs, qtbot: QtBot) -> None:
    def cancelled(_wanted: Callable[[], bool]) -> None:
        raise Cancelled

    def wrong(_wanted: Callable[[], bool]) -> None:
        raise UsageError("It makes no sense")

    jobs.thread.submit("cancelled", cancelled)
    qtbot.waitUntil(lambda: not jobs.thread.busy)
    jobs.thread.submit("wrong", wrong)
    qtbot.waitUntil(lambda: bool(jobs.outcomes))
    assert [(outcome.key, str(outcome.error)) for outcome in jobs.outcomes] == [("wrong", "It makes no sense.")]


def test_that_an_error_nobody_foresaw_is_logged_and_told_with_its_kind(caplog: pytest.LogCaptureFixture) -> None:
    assert sentence_for(UsageError("It makes no sense", remedy="Think again")) == "It makes no sense. Think again."
    with caplog.at_level(logging.ERROR):
        said = sentence_for(ZeroDivisionError("division by zero"))
    assert "ZeroDivisionError: division by zero" in said
    assert "unexpected error" in caplog.text
