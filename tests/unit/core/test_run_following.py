"""What a run wrote, read back, whatever it holds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.run_following import RunFollower, plateau_epochs, read_tail
from isic_desktop.core.run_process import RunProcess, birth_of, note_process, read_process
from isic_desktop.core.training_plan import LAUNCHED, LOG, asked_folder

START = {"event": "started", "epoch": 0, "epochs": 4, "train": 8, "val": 2, "device": "cpu"}


def event(kind: str, second: float = 0.0, **values: object) -> str:
    at = f"2026-11-22T10:00:{second:06.3f}+00:00"
    return json.dumps({"event": kind, "time_utc": at, "rank": 0, "world_size": 1, **values})


def epoch(number: int, jaccard: float = 0.5, second: float = 0.0, **more: object) -> str:
    row = {"epoch": number, "train_loss": 0.4, "val_loss": 0.5, "val_jaccard": jaccard, "seconds": 2.0, "lr": 1e-3}
    return event("epoch", second, **(row | more))


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "runs" / "one"
    folder.mkdir(parents=True)
    asked_folder(folder).mkdir(parents=True)
    return folder


@pytest.fixture
def write(run: Path) -> Callable[..., None]:
    def append(*lines: str) -> None:
        with (run / "events.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)

    return append


def say_that_it_runs(run: Path) -> None:
    """This test's own process poses as the one that trains."""
    note_process(asked_folder(run) / LAUNCHED, os.getpid(), 0)


def test_that_events_add_up_to_rows_progress_and_what_is_left(run: Path, write: Callable[..., None]) -> None:
    say_that_it_runs(run)
    follower = RunFollower(run)
    assert follower.read().phase == "starting"
    write(json.dumps({**START, "time_utc": "2026-11-22T10:00:00+00:00"}))
    write(event("batch", 1.0, epoch=1, batch=1, batches=4, loss=0.7))
    news = follower.read()
    assert (news.phase, news.epochs, news.batch, news.train, news.val) == ("running", 4, 1, 8, 2)
    assert news.share == pytest.approx(1 / 16)
    assert news.remaining_s == pytest.approx(15.0)  # a sixteenth took one second
    write(epoch(1, 0.6), event("sample", epoch=1, file="samples/epoch_001.png"), epoch(2, 0.55))
    news = follower.read()
    assert [row["epoch"] for row in news.rows] == [1, 2]
    assert (news.best_epoch, news.best_jaccard) == (1, 0.6)
    assert news.sample == run / "samples" / "epoch_001.png"
    assert news.remaining_s == pytest.approx(4.0)


def test_that_lines_that_make_no_sense_are_counted_and_passed_over(run: Path, write: Callable[..., None]) -> None:
    say_that_it_runs(run)
    write(json.dumps({**START, "time_utc": "2026-11-22T10:00:00+00:00"}))
    write("", "{", "[]", "null", '"text"', '{"event": "epoch"}', '{"event": "batch", "epoch": "x"}', "\x00\x01")
    write(event("sample", file="../../etc/passwd"), event("sample", file="/etc/passwd"), "[" * 100_000)
    write(epoch(1, float("nan")), epoch(1, val_jaccard=True), epoch(1, 0.7))
    news = RunFollower(run).read()
    assert news.phase == "running"
    assert [row["val_jaccard"] for row in news.rows] == [0.7]
    assert news.unreadable == 12
    assert news.sample is None


@settings(max_examples=50, deadline=None)
@given(content=st.binary(max_size=400))
def test_that_no_content_of_a_file_stops_the_reading(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    run = tmp_path_factory.mktemp("runs") / "one"
    run.mkdir()
    asked_folder(run).mkdir(parents=True)
    for path in (run / "events.jsonl", run / "process.json", asked_folder(run) / LAUNCHED, asked_folder(run) / LOG):
        path.write_bytes(content)
    follower = RunFollower(run)
    assert follower.read().has_ended
    assert follower.read().has_ended


def test_that_half_a_line_waits_for_its_other_half(run: Path, write: Callable[..., None]) -> None:
    say_that_it_runs(run)
    write(json.dumps({**START, "time_utc": "2026-11-22T10:00:00+00:00"}))
    line = epoch(1, 0.8)
    with (run / "events.jsonl").open("a") as file:
        file.write(line[:20])
    follower = RunFollower(run)
    assert follower.read().rows == ()
    write(line[20:])
    news = follower.read()
    assert len(news.rows) == 1
    assert news.unreadable == 0


def test_that_a_line_without_end_does_not_fill_the_memory(run: Path) -> None:
    say_that_it_runs(run)
    (run / "events.jsonl").write_bytes(b"x" * (3 << 20))
    news = RunFollower(run).read()
    assert news.unreadable == 1


@pytest.mark.parametrize(
    ("line", "phase", "word"),
    [
        (event("finished", stopped=True, epoch=1), "finished", ""),
        (event("failed", message="Cancelled.", cancelled=True), "cancelled", ""),
        (event("failed", message="The loss is no longer a number.", cancelled=False), "failed", "no longer a number"),
        ("", "died", "last finished epoch is kept"),
    ],
)
def test_that_the_end_is_told_as_it_was(
    run: Path, write: Callable[..., None], line: str, phase: str, word: str
) -> None:
    write(json.dumps({**START, "time_utc": "2026-11-22T10:00:00+00:00"}), epoch(1), line)
    news = RunFollower(run).read()
    assert news.phase == phase
    assert word in news.message


def test_that_the_end_of_an_earlier_process_is_not_that_of_the_resumed_one(
    run: Path, write: Callable[..., None]
) -> None:
    write(json.dumps({**START, "time_utc": "2026-11-22T10:00:00+00:00"}), epoch(1))
    write(event("failed", message="The disk was full.", cancelled=False))
    note_process(asked_folder(run) / LAUNCHED, 2**22 - 1, (run / "events.jsonl").stat().st_size)
    news = RunFollower(run).read()
    assert news.phase == "died"  # the new process wrote nothing
    assert len(news.rows) == 1


def test_that_a_vanished_folder_is_told(run: Path, write: Callable[..., None]) -> None:
    say_that_it_runs(run)
    write(json.dumps({**START, "time_utc": "2026-11-22T10:00:00+00:00"}))
    follower = RunFollower(run)
    assert follower.read().phase == "running"
    shutil.rmtree(run)
    news = follower.read()
    assert news.phase == "vanished"
    assert str(run) in news.message


def test_that_the_log_says_why_a_training_did_not_start(run: Path) -> None:
    log = asked_folder(run) / LOG
    log.write_text("Traceback (most recent call last):\n  File …\nImportError: libgomp.so.1 is missing\n")
    assert "libgomp.so.1 is missing" in RunFollower(run).read().message
    log.write_text("Traceback (most recent call last):\nMemoryError\n")
    assert "Memory ran out" in RunFollower(run).read().message
    log.write_text("OSError: [Errno 28] No space left on device\n")
    assert "disk is full" in RunFollower(run).read().message


def test_that_a_flood_of_output_is_cut_and_its_end_kept(run: Path) -> None:
    log = asked_folder(run) / LOG
    log.write_text("noise\n" * 1_000_000 + "the last line\n")
    news = RunFollower(run).read()
    assert news.log_tail.endswith("the last line")
    assert log.stat().st_size < 10_000
    assert read_tail(log).endswith("the last line")


def test_that_a_number_that_another_process_got_since_is_not_taken_for_ours(tmp_path: Path) -> None:
    assert RunProcess(os.getpid(), time.time()).is_running
    assert not RunProcess(os.getpid(), time.time() - 10 * 365 * 86400).is_running
    assert not RunProcess(2**22 - 1, time.time()).is_running
    for text in ("", "{}", '{"pid": -1, "started_s": 0}', '{"pid": true, "started_s": 0}', '{"pid": 5}', "[1]"):
        (tmp_path / "p.json").write_text(text)
        assert read_process(tmp_path / "p.json") is None


def test_that_a_plateau_is_noticed_after_five_epochs() -> None:
    rows = tuple({"val_jaccard": value} for value in (0.5, 0.7, 0.6, 0.6, 0.7, 0.6))
    assert plateau_epochs(rows) == 0
    assert plateau_epochs((*rows, {"val_jaccard": 0.69})) == 5
    assert plateau_epochs(()) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is left of an ended process on Windows but its handles")
def test_that_a_process_not_yet_buried_is_over_and_is_not_ended_twice() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        ended = RunProcess(child.pid, 1e12, birth_of(child.pid))
        assert not ended.is_running
        ended.end()
    assert child.returncode == 0
