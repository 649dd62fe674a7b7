from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from model_train.control import Cancelled, Control
from model_train.errors import FolderError, TrainingError, UsageError
from model_train.run_folder import EventLog, check_run_folder, read_config, read_metrics
from model_train.run_lock import opened_run
from model_train.settings import TrainSettings


def test_that_an_event_is_one_line_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    EventLog(tmp_path, to_stdout=True, rank=1, world_size=2).emit("warning", message="zwei\nZeilen")
    (line,) = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    event = json.loads(line)
    assert (event["event"], event["rank"], event["world_size"]) == ("warning", 1, 2)
    assert event["message"] == "zwei\nZeilen"
    assert capsys.readouterr().out == line + "\n"


def test_that_an_event_may_name_what_no_output_can_show(tmp_path: Path) -> None:
    name = "drawn_图_\udcff.png"  # as Python reads a name of other bytes
    with (tmp_path / "out").open("w", encoding="ascii") as narrow, redirect_stdout(narrow):
        events = EventLog(tmp_path, to_stdout=True)
        events.emit("warning", message=name)
        events.emit("finished")
    for told in ("out", "events.jsonl"):
        lines = (tmp_path / told).read_text(encoding="ascii").splitlines()
        assert [json.loads(line)["event"] for line in lines] == ["warning", "finished"]
        assert json.loads(lines[0])["message"] == name


def test_that_a_broken_standard_output_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Broken())
    log = EventLog(tmp_path, to_stdout=True)
    log.emit("batch", loss=1.0)
    log.emit("batch", loss=0.5)
    assert len((tmp_path / "events.jsonl").read_text().splitlines()) == 2


def test_that_a_half_written_last_line_is_closed(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text('{"event": "ba')
    EventLog(tmp_path, to_stdout=False).emit("started")
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    assert json.loads(lines[1])["event"] == "started"


def test_that_a_run_folder_which_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="file"):
        check_run_folder(tmp_path / "file" / "run", resume=False)


def test_that_leftovers_and_old_requests_are_gone_when_a_run_is_resumed(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "control").write_text("stop")
    (tmp_path / ".writing-abc").write_text("half")
    with opened_run(tmp_path, resume=True):
        pass
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["config.json", "process.json"]


def test_that_damaged_run_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="not a run folder"):
        read_config(tmp_path)
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(TrainingError, match="damaged"):
        read_config(tmp_path)
    (tmp_path / "metrics.csv").write_text("epoch,val_jaccard\n1,high\n")
    with pytest.raises(TrainingError, match="metrics"):
        read_metrics(tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"regime": "half"}, {"decoder": "deep"}, {"size": 100}, {"size": 0}, {"size": 4128}, {"epochs": 0},
        {"batch_size": 0}, {"lr": 0.0}, {"lr": float("nan")}, {"val_fraction": 0.0}, {"val_fraction": 1.0},
        {"ema": 1.0}, {"dropout": -0.1}, {"seed": -1}, {"seed": 1 << 63}, {"augment": "wild"}, {"weight_decay": -1.0},
        {"name": "n" * 1001}, {"decoder_widths": "8,8,8,8,8"}, *(
            {"decoder": "skip", "decoder_widths": widths} for widths in
            ("8", "8,8,8,8,8,8", "8,8,8,8,0", "8,8,8,8,2049", "8,8,8,8,-8", "8, 8, 8, 8, 8", "8,8,8,8,", "9" * 9)
        ),
    ],
)  # fmt: skip
def test_that_senseless_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        TrainSettings(**wrong)  # type: ignore[arg-type]


def test_that_the_widths_of_a_model_to_start_from_are_taken_unless_others_are_asked_for() -> None:
    plain, asked = TrainSettings(decoder="skip"), TrainSettings(decoder="skip", decoder_widths="1,2,3,4,5")
    start = {"widths": [4, 6, 8, 10, 12]}
    assert plain.following(start).decoder_widths == "4,6,8,10,12"
    assert asked.following(start) == asked
    assert TrainSettings().following(start) == TrainSettings()
    assert plain.following({}) == plain.following({"widths": 7}) == plain
    with pytest.raises(UsageError):
        plain.following({"widths": [4, 6, "x", 10, 12]})


def test_that_the_command_names_what_differs_from_the_defaults() -> None:
    command = TrainSettings(regime="frozen", size=256).command()
    assert "--regime frozen" in command
    assert "--size 256" in command
    assert "--epochs" not in command


def test_that_lines_on_standard_input_are_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        control = Control(tmp_path, listen_stdin=True)
        os.write(writing, b"sto")
        os.write(writing, b"p\ncancel\n")
        assert control._cancel.wait(240)
        assert control.stop_requested
        with pytest.raises(Cancelled):
            control.check()
        os.close(writing)
        control.close()


def test_that_the_end_of_standard_input_is_no_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(writing)
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        control = Control(tmp_path, listen_stdin=True)
        control.check()
        assert not control.stop_requested
        control.close()


def test_that_signals_stop_first_and_cancel_then(tmp_path: Path) -> None:
    import signal

    before = signal.getsignal(signal.SIGINT)  # ignored where the tests were started in the background
    control = Control(tmp_path, listen_signals=True)
    try:
        signal.raise_signal(signal.SIGINT)
        control.check()
        assert control.stop_requested
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            control.check()
    finally:
        control.close()
    assert signal.getsignal(signal.SIGINT) is before
