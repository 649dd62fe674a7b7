"""In which number format a run computes: decided once, written down, and kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from model_train import optimisation
from model_train.checkpoint_header import read_header
from model_train.control import Cancelled
from model_train.training_job import TrainRequest, run_training

Make = Callable[..., TrainRequest]


def events_of(folder: Path, kind: str) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]
    return [event for event in events if event["event"] == kind]


def measure(monkeypatch: pytest.MonkeyPatch, **seconds: float) -> None:
    """Have trials of number formats find these seconds."""
    monkeypatch.setattr(optimisation, "_seconds_of_step", lambda _n, _p, _d, layout: seconds[layout[0]])


def test_that_the_clock_does_not_decide_how_a_processor_computes(
    make_request: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure(monkeypatch, float32=1.0, bfloat16=0.1)
    request = make_request(precision="auto", epochs=1)
    run_training(request)
    assert [event["precision"] for event in events_of(request.out, "started")] == ["float32"]


def test_that_a_run_keeps_what_was_measured_and_names_the_option_that_repeats_it(
    make_request: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure(monkeypatch, float32=1.0, bfloat16=0.1)
    request = make_request(precision="fastest", epochs=1)
    with pytest.raises(Cancelled):  # in its first epoch, before there is a state to go on from
        run_training(request, on_trainer=lambda trainer: trainer.control.request_cancel())
    measure(monkeypatch, float32=0.1, bfloat16=1.0)
    run_training(replace(request, resume=True))
    assert [event["precision"] for event in events_of(request.out, "started")] == ["bfloat16", "bfloat16"]
    config = json.loads((request.out / "config.json").read_text())
    assert config["settings"]["precision"] == "fastest"
    assert config["precision"] == "bfloat16"
    assert config["trial_seconds_per_step"] == {"float32": 1.0, "bfloat16": 0.1}
    header = read_header(request.out / "best.safetensors")
    for command in (config["command"], header.training["command"]):
        assert "--precision bfloat16" in command


def test_that_going_on_with_other_threads_is_told(make_request: Make) -> None:
    request = make_request(epochs=2)
    run_training(request, on_trainer=lambda trainer: trainer.control.request_stop())
    assert json.loads((request.out / "config.json").read_text())["threads"] == 1
    torch.set_num_threads(2)
    try:
        run_training(replace(request, resume=True))
    finally:
        torch.set_num_threads(1)
    (warning,) = events_of(request.out, "warning")
    assert "began with 1 threads and goes on with 2" in warning["message"]
    assert [event["threads"] for event in events_of(request.out, "started")] == [1, 2]
