"""One process at a time trains a run, and one that died holds nothing."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from patience import PATIENCE_S
from platforms import needs_sigkill

from model_train.cli import main
from model_train.errors import FolderError, TrainingError
from model_train.process_birth import birth_of
from model_train.run_folder import LOCK
from model_train.run_lock import opened_run
from model_train.training import Trainer
from model_train.training_job import TrainRequest, run_training

Make = Callable[..., TrainRequest]


def files_of(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("resume", [True, False])
def test_that_a_second_process_is_refused_and_touches_nothing(resume: bool, make_request: Make) -> None:
    request = make_request(epochs=1)
    refusals: list[str] = []

    def begin_again(trainer: Trainer) -> None:
        (request.out / ".writing-epoch").write_text("of the first")
        (request.out / "control").write_text("stop")
        before = files_of(request.out)
        with pytest.raises(TrainingError) as refusal:
            run_training(replace(request, resume=resume))
        refusals.append(str(refusal.value))
        assert files_of(request.out) == before

    assert run_training(request, on_trainer=begin_again).epoch == 1
    (told,) = refusals
    assert str(request.out) in told
    if resume:
        assert f"Process {os.getpid()} trains this run" in told
        assert "control" in told


def test_that_a_run_which_ended_leaves_no_lock_behind(make_request: Make) -> None:
    request = make_request(epochs=1)
    run_training(request)
    assert not (request.out / LOCK).exists()
    assert run_training(replace(request, resume=True)).epoch == 1


# It stands still, for ever, when it writes the next thing after its first epoch.
STANDS_STILL = """
import os, pathlib, sys, time
from model_train.cli import main
real, last = os.fsync, pathlib.Path(sys.argv[sys.argv.index("--out") + 1], "last.safetensors")
def fsync(descriptor):
    if last.exists():
        print("stands", flush=True)
        time.sleep(3600)
    real(descriptor)
os.fsync = fsync
raise SystemExit(main(sys.argv[1:]))
"""


@needs_sigkill
def test_that_a_run_is_refused_while_its_process_lives_and_goes_on_when_it_was_killed(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run"
    asked = [
        "train", "--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks"), "--out", str(run),
        "--decoder", "skip", "--epochs", "2", "--size", "32", "--batch-size", "4", "--encoder-weights", "none",
        "--precision", "float32", "--device", "cpu",
    ]  # fmt: skip
    first = subprocess.Popen(
        [sys.executable, "-c", STANDS_STILL, *asked],
        env={**os.environ, "OMP_NUM_THREADS": "1"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == b"stands\n"
        assert main([*asked, "--resume", "--events", "jsonl"]) == 1
        told = capsys.readouterr()
        assert len(told.err.splitlines()) == 1
        assert f"Process {first.pid} trains this run: {run}" in told.err
        assert "--resume" in told.err
        (line,) = told.out.splitlines()
        assert json.loads(line)["event"] == "failed"
        assert str(tmp_path) not in line
    finally:
        first.send_signal(signal.SIGKILL)
        first.communicate(timeout=PATIENCE_S)
    assert main([*asked, "--resume"]) == 0
    assert json.loads((run / "events.jsonl").read_text().splitlines()[-1])["event"] == "finished"


def test_that_a_folder_with_nothing_but_a_dead_process_s_lock_is_empty(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_bytes(b"")
    with opened_run(tmp_path, resume=False):
        assert json.loads((tmp_path / "process.json").read_text())["pid"] == os.getpid()


def test_that_a_holder_that_cannot_be_named_is_told_as_such(tmp_path: Path) -> None:
    # It took the lock a moment ago; what is written down is the process before it.
    (tmp_path / "process.json").write_text(json.dumps({"pid": os.getpid(), "birth": "of an earlier process"}))
    with FileLock(tmp_path / LOCK), pytest.raises(TrainingError, match="Another process trains this run"):
        opened_run(tmp_path, resume=True).__enter__()


def test_that_a_drive_without_locks_goes_by_the_process_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_here(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(FileLock, "acquire", none_here)
    other = os.getppid()
    (tmp_path / "process.json").write_text(json.dumps({"pid": other, "birth": birth_of(other)}))
    if birth_of(other):  # elsewhere a number alone does not tell an old process from a new one
        with pytest.raises(TrainingError, match=f"Process {other} trains this run"):
            opened_run(tmp_path, resume=True).__enter__()
    (tmp_path / "process.json").write_text(json.dumps({"pid": other, "birth": "of one that died"}))
    with opened_run(tmp_path, resume=True):
        assert json.loads((tmp_path / "process.json").read_text())["pid"] == os.getpid()


def test_that_a_lock_which_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(FileLock, "acquire", refused)
    with pytest.raises(FolderError, match="Cannot use the run folder"):
        opened_run(tmp_path / "run", resume=False).__enter__()
