"""Child processes that hang, flood their output or die: the window's memory stays bounded and it says what happened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from isic_desktop.core.run_following import RunFollower
from isic_desktop.core.training_plan import LOG, asked_folder
from isic_desktop.services import child_process
from isic_desktop.services.child_events import ChildEvents
from isic_desktop.services.child_job import ChildJob

FLOOD_MB = int(os.environ.get("ISIC_FLOOD_MB", "300"))
# What a flood may take of the window's memory, whatever its length.
MOST_GROWTH_MB = 200
LINE = '{"event": "image", "padding": "' + "x" * 1000 + '"}'


class Watched:
    """A way to run a command, what it told, and how large this process became meanwhile."""

    def __init__(self, job: ChildJob | ChildEvents) -> None:
        self.job = job
        self.told: list[str] = []
        self.process = psutil.Process()
        self.largest_mb = 0.0
        if isinstance(job, ChildEvents):
            job.ended.connect(self._note_end)
        else:
            job.done.connect(self._note_end)
        job.failed.connect(self._note)

    def _note(self, sentence: str) -> None:
        self.told.append(str(sentence))

    def _note_end(self) -> None:
        self.told.append("ended")

    def run(self, qtbot: QtBot, program: str, until: Callable[[], bool] | None = None) -> float:
        """Run a line of Python; gives the growth of the memory in MB."""
        before_mb = self._memory_mb()
        self.largest_mb = before_mb
        self.job.run(program)

        def over() -> bool:
            self.largest_mb = max(self.largest_mb, self._memory_mb())
            return bool(self.told) if until is None else until()

        qtbot.waitUntil(over)
        return self.largest_mb - before_mb

    def _memory_mb(self) -> float:
        return float(self.process.memory_info().rss) / 2**20


@pytest.fixture(params=[ChildJob, ChildEvents])
def watched(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(child_process, "reentry", lambda *words: (sys.executable, ["-c", *words]))
    made = Watched(request.param())
    yield made
    made.job.stop()


def flood(stream: int, lines: str, megabytes: int) -> str:
    """A program that writes a lot and ends."""
    repeats = megabytes * 2**20 // (64 * (len(LINE) + 1))
    return (
        f"import os\ndata = ({LINE!r} + {lines!r}).encode() * 64\n"
        f"for _ in range({repeats}):\n    rest = memoryview(data)\n"
        f"    while rest: rest = rest[os.write({stream}, rest):]"
    )


@pytest.mark.parametrize("stream", [1, 2])
@pytest.mark.parametrize("lines", ["\n", ""], ids=["lines", "one line"])
def test_that_a_flood_of_output_does_not_fill_the_memory(
    watched: Watched, qtbot: QtBot, stream: int, lines: str
) -> None:
    growth_mb = watched.run(qtbot, flood(stream, lines, FLOOD_MB))
    assert growth_mb < MOST_GROWTH_MB
    assert len(watched.told) == 1
    assert watched.told[0] == "ended" or "more than can be" in watched.told[0]
    watched.told.clear()
    watched.run(qtbot, 'print(\'{"event": "next"}\')')
    assert watched.told == ["ended"], "the next command runs"


def test_that_a_child_that_hangs_can_be_given_up_and_is_gone(
    watched: Watched, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It ignores what can be ignored.
    hanging = (
        "import os, signal, time\n"
        "for number in (signal.SIGTERM, signal.SIGINT): signal.signal(number, signal.SIG_IGN)\n"
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\nwhile True: time.sleep(60)"
    )
    pid_file = tmp_path / "pid"
    watched.run(qtbot, hanging, until=lambda: pid_file.exists() and pid_file.read_text() != "")
    with monkeypatch.context() as patch:
        patch.setattr(QProcess, "waitForFinished", lambda *_: pytest.fail("the window would stand still"))
        watched.job.cancel()
    assert not watched.job.busy
    pid = int(pid_file.read_text())
    qtbot.waitUntil(lambda: not psutil.pid_exists(pid))
    assert watched.told == []
    watched.run(qtbot, "print()")
    assert watched.told == ["ended"]


DEATHS = ["os._exit(9)", "os.abort()"]
if os.name == "posix":  # Windows has no signal that kills
    DEATHS.append("os.kill(os.getpid(), 9)")


@pytest.mark.parametrize("death", DEATHS)
def test_that_a_child_that_dies_is_told_in_one_sentence(watched: Watched, qtbot: QtBot, death: str) -> None:
    watched.run(qtbot, f"import os; print('{{\"event\": \"half', end='', flush=True); {death}")
    qtbot.wait(50)
    assert len(watched.told) == 1
    assert "ended" in watched.told[0]
    assert watched.told[0].endswith(".")


def test_that_the_log_of_a_training_that_floods_is_kept_short(program_home: Path) -> None:
    run = program_home / "runs" / "loud"
    run.mkdir(parents=True)
    log = asked_folder(run) / LOG
    log.parent.mkdir(parents=True)
    follower = RunFollower(run)
    with log.open("ab") as file:  # as the child writes to it: appending, whatever is done to the file
        for number in range(20):
            file.write(f"complaint {number} ".encode() * 40_000 + b"\nthe last line\n")
            file.flush()
            follower.read()
            assert log.stat().st_size < 6 << 20
    assert follower.read().log_tail.endswith("the last line")
