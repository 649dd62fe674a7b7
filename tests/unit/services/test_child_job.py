"""Commands in child processes: their answer, their complaint, and being given up."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from isic_desktop.services import child_process
from isic_desktop.services.child_job import ChildJob


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildJob]:
    """A job whose command is a line of Python."""
    monkeypatch.setattr(child_process, "reentry", lambda *words: (sys.executable, ["-c", *words]))
    made = ChildJob()
    yield made
    made.stop()


def test_that_progress_and_answer_are_told(qtbot: QtBot, job: ChildJob) -> None:
    told: list[tuple[int, int]] = []
    job.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(job.done) as answer:
        job.run("print('{\"done\": 1, \"total\": 2}'); print('{\"total\": '); print('answer')")
    assert answer.args[0].splitlines()[-1] == "answer"
    assert not job.busy
    assert set(told) <= {(1, 2)}  # what comes in one piece may be looked at once, or again for its last line


def test_that_the_last_line_of_a_complaint_is_the_reason(qtbot: QtBot, job: ChildJob) -> None:
    with qtbot.waitSignal(job.failed) as failure:
        job.run("import sys; print('first', file=sys.stderr); print('The disk is full.', file=sys.stderr); sys.exit(1)")
    assert failure.args == ["The disk is full."]
    with qtbot.waitSignal(job.failed) as failure:
        job.run("import os; os._exit(7)")
    assert "without a word (code 7)" in failure.args[0]


def test_that_a_new_command_takes_the_place_of_the_old_one(qtbot: QtBot, job: ChildJob) -> None:
    answers: list[str] = []
    job.done.connect(answers.append)
    failures: list[str] = []
    job.failed.connect(failures.append)
    job.run("import time; print('old', flush=True); time.sleep(60)")
    qtbot.wait(50)
    job.run("print('new')")
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(50)
    assert [answer.strip() for answer in answers] == ["new"]
    assert failures == []


def test_that_a_program_that_is_gone_is_told(qtbot: QtBot, job: ChildJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "reentry", lambda *words: ("/nowhere/at/all", list(words)))
    with qtbot.waitSignal(job.failed) as failure:
        job.run("x")
    assert "could not be started" in failure.args[0]
