from __future__ import annotations

import errno
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from model_train.atomic import storage_error
from model_train.cli import main
from model_train.run_display import ShownEvents
from model_train.run_folder import EventLog
from model_train.standard_streams import say_result

TINY = ["--size", "32", "--batch-size", "4", "--encoder-weights", "none", "--decoder", "skip", "--device", "cpu"]


class Broken(io.StringIO):
    """A stream whose reader has gone."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError


def asked_for(pairs: Path, out: Path, *more: str) -> list[str]:
    folders = ["--images", str(pairs / "images"), "--masks", str(pairs / "masks")]
    return ["train", *folders, "--out", str(out), *TINY, *more]


def test_that_a_log_tells_each_epoch_and_the_output_where_the_best_is(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked_for(pairs_folder, tmp_path / "run", "--epochs", "2")) == 0
    printed = capsys.readouterr()
    first, *epochs = printed.err.splitlines()
    assert "8 pairs to train on, 2 to validate with" in first
    assert [line.split()[:2] for line in epochs] == [["epoch", "1"], ["epoch", "2"]]
    (result,) = printed.out.splitlines()
    assert "validation Jaccard" in result
    assert str(tmp_path / "run" / "best.safetensors") in result


def test_that_warnings_reach_the_person_where_there_is_no_terminal(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watched = ["--test-images", str(pairs_folder / "images"), "--test-masks", str(pairs_folder / "masks")]
    more = [*watched, "--allow-near-duplicates", "--epochs", "1"]
    assert main(asked_for(pairs_folder, tmp_path / "run", *more)) == 0
    assert "near-duplicates between training and test" in capsys.readouterr().err


@pytest.mark.parametrize("terminal", [True, False])
def test_that_an_error_is_told_once(
    terminal: bool,
    pairs_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    # One step an epoch, which spoils the weights.
    spoilt = ["--epochs", "1", "--batch-size", "16", "--lr", "1e30"]
    assert main(asked_for(pairs_folder, tmp_path / "run", *spoilt)) == 1
    printed = capsys.readouterr()
    assert printed.err.count("no longer a number") == 1
    assert "best" not in printed.err + printed.out  # there is none yet


def test_that_a_disk_that_fills_is_told_with_how_to_go_on(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_for(pairs_folder, tmp_path / "run", "--epochs", "1")
    with monkeypatch.context() as patched:

        def full(path: Path, *_others: object) -> None:
            raise storage_error(OSError(errno.ENOSPC, "No space left on device"), path)

        patched.setattr("model_train.training.save_state", full)
        assert main(asked) == 1
    told = capsys.readouterr().err
    assert "last.safetensors. The disk is full: free some space, or save to another folder. Then go on with" in told
    assert main([*asked, "--resume"]) == 0


def test_that_a_terminal_sees_a_bar_and_the_epochs(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(asked_for(pairs_folder, tmp_path / "run", "--epochs", "1")) == 0
    told = capsys.readouterr().err
    assert "decoding" in told
    assert "epoch 1:" in told  # the bar
    assert "epoch   1  loss" in told


@pytest.mark.parametrize("bar", [True, False])
def test_that_a_broken_standard_error_is_no_error(bar: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Broken())
    shown = ShownEvents(EventLog(tmp_path, to_stdout=False), bar=bar)
    shown.emit("batch", epoch=1, batch=1, batches=2, loss=0.5)
    shown.emit("batch", epoch=1, batch=2, batches=2, loss=0.5)
    shown.emit("warning", message="Something is odd.")
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["batch", "batch", "warning"]


def test_that_a_result_nobody_reads_any_more_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    kept, stdout = os.dup(writing), sys.stdout
    try:
        with os.fdopen(writing, "w", encoding="utf-8") as broken:
            sys.stdout = broken
            say_result("0.85")
            say_result("0.86")  # which goes nowhere
    finally:
        sys.stdout = stdout
        os.close(kept)


@pytest.mark.skipif(os.name != "posix", reason="pipes are broken by a POSIX shell")
def test_that_a_reader_who_leaves_early_sees_no_traceback(
    tiny_checkpoint: Path, pairs_folder: Path, tmp_path: Path
) -> None:
    asked = ["--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks"), "--device", "cpu"]
    command = [sys.executable, "-m", "model_train", "evaluate", "--checkpoint", str(tiny_checkpoint), *asked]
    shell = f"{shlex.join(command)} | exec 0<&-"  # which reads nothing
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        ["bash", "-c", f"{shell}; exit ${{PIPESTATUS[0]}}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode in (0, 1)  # 0 where all was written before the reader had gone


def test_that_ids_which_no_image_has_are_told(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ids.txt").write_text("drawn_000\ndrawn_001.png\n")
    more = ["--exclude", str(tmp_path / "ids.txt"), "--epochs", "1"]
    assert main(asked_for(pairs_folder, tmp_path / "run", *more)) == 0
    told = capsys.readouterr().err
    assert "1 of the 2 ids given with --exclude are not among the images, such as drawn_001.png." in told
    assert "--validate-on" not in told


def test_that_a_renamed_run_goes_on_under_the_name_it_had(pairs_folder: Path, tmp_path: Path) -> None:
    assert main(asked_for(pairs_folder, tmp_path / "first", "--epochs", "1")) == 0
    (tmp_path / "first").rename(tmp_path / "second")
    assert main(asked_for(pairs_folder, tmp_path / "second", "--epochs", "1", "--resume")) == 0
    assert json.loads((tmp_path / "second" / "config.json").read_text())["settings"]["name"] == "first"
    assert main(asked_for(pairs_folder, tmp_path / "nothing", "--epochs", "1", "--resume")) == 1


def test_that_leaving_too_many_out_is_told(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = sorted(path.stem for path in (pairs_folder / "images").iterdir())
    (tmp_path / "ids.txt").write_text("\n".join(names[1:]))
    assert main(asked_for(pairs_folder, tmp_path / "run", "--exclude", str(tmp_path / "ids.txt"))) == 1
    told = capsys.readouterr().err
    assert "Of 10 pairs too few are left to train with: 1. Leave fewer out with --exclude." in told
