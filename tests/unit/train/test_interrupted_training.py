"""Runs that are stopped, cancelled, killed or run out of disk, and what can be resumed."""

from __future__ import annotations

import contextlib
import json
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from finished_runs import events_of, same, weights_of
from patience import PATIENCE_S
from safetensors import safe_open
from safetensors.torch import load_file
from safetensors.torch import save as save_tensors

from model_train.control import Cancelled
from model_train.dataset import Pair, read_pair_mask
from model_train.errors import CheckpointError, StorageError, TrainingError
from model_train.network import LesionNetwork
from model_train.run_folder import read_metrics
from model_train.training import Progress, Trainer, progress_from
from model_train.training_job import TrainRequest, run_training

Make = Callable[..., TrainRequest]


class Interrupt:
    """Cancels a run at the given batch of all its batches."""

    def __init__(self, batch: int) -> None:
        self.left = batch

    def __call__(self, trainer: Trainer) -> None:
        check = trainer.control.check

        def counted() -> None:
            self.left -= 1
            if self.left == 0:
                trainer.control.request_cancel()
            check()

        trainer.control.check = counted  # type: ignore[method-assign]


def test_that_an_interrupted_run_ends_with_the_same_weights(make_request: Make) -> None:
    settings = {"epochs": 3, "augment": "strong", "schedule": "cosine", "ema": 0.9, "loss": "bce-dice", "dropout": 0.3}
    whole = make_request("whole", **settings)
    run_training(whole)
    columns = ("epoch", "train_loss", "val_loss", "val_jaccard", "lr")
    for batch in (2, 3, 4, 6):  # the second is in the first epoch, before there is a state
        parted = make_request(f"parted {batch}", **settings)
        with pytest.raises(Cancelled):
            run_training(parted, on_trainer=Interrupt(batch))
        with (parted.out / "events.jsonl").open("a") as file:
            file.write('{"event": "bat')  # as a killed process leaves it
        run_training(replace(parted, resume=True))
        assert same(weights_of(whole.out, ""), weights_of(parted.out, "")), batch
        best = [load_file(request.out / "best.safetensors") for request in (whole, parted)]
        assert same(*best), batch
        tables = [[[row[key] for key in columns] for row in read_metrics(one.out)] for one in (whole, parted)]
        assert tables[0] == tables[1], batch
        assert '{"event": "bat\n' in (parted.out / "events.jsonl").read_text()


def test_that_a_run_that_ended_while_reading_its_images_begins_once_more(make_request: Make) -> None:
    whole, parted = make_request("whole", epochs=1), make_request("parted", epochs=1)
    run_training(whole)
    parted.out.mkdir()
    for name in ("process.json", "events.jsonl"):
        (parted.out / name).write_bytes((whole.out / name).read_bytes())
    with pytest.raises(TrainingError, match="by --resume"):
        run_training(parted)
    run_training(replace(parted, resume=True))
    assert same(weights_of(whole.out, ""), weights_of(parted.out, ""))
    assert (whole.out / "split.csv").read_bytes() == (parted.out / "split.csv").read_bytes()


def test_that_a_disk_that_fills_leaves_a_state_to_resume_from(
    make_request: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from model_train import resume_state

    whole, parted = make_request("whole", epochs=3), make_request("parted", epochs=3)
    run_training(whole)
    write = resume_state.write_bytes
    calls = []

    def full(path: Path, content: bytes) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise StorageError("Cannot write the file (No space left on device)", path=path)
        write(path, content)

    monkeypatch.setattr(resume_state, "write_bytes", full)
    with pytest.raises(StorageError):
        run_training(parted)
    assert events_of(parted.out)[-1]["event"] == "failed"
    run_training(replace(parted, resume=True))
    assert same(weights_of(whole.out, ""), weights_of(parted.out, ""))
    assert [row["epoch"] for row in read_metrics(parted.out)] == [1, 2, 3]


def test_that_stop_finishes_the_epoch_and_can_be_resumed(make_request: Make) -> None:
    request = make_request(epochs=3)
    progress = run_training(request, on_trainer=lambda trainer: trainer.control.request_stop())
    assert progress.epoch == 1
    last = events_of(request.out)[-1]
    assert (last["event"], last["stopped"]) == ("finished", True)
    assert run_training(replace(request, resume=True)).epoch == 3


def test_that_an_epoch_whose_event_a_kill_prevented_is_told_by_the_resumed_run(make_request: Make) -> None:
    request = make_request(epochs=2)
    run_training(request, on_trainer=lambda trainer: trainer.control.request_stop())
    events = request.out / "events.jsonl"
    lines = events.read_text().splitlines(keepends=True)
    events.write_text("".join(line for line in lines if '"event": "epoch"' not in line))
    run_training(replace(request, resume=True))
    assert [one["epoch"] for one in events_of(request.out) if one["event"] == "epoch"] == [1, 2]


@pytest.mark.parametrize(("word", "epochs"), [("stop\n", 1), ("cancel", 0)])
def test_that_the_control_file_is_obeyed(make_request: Make, word: str, epochs: int) -> None:
    request = make_request(epochs=3)

    def write(trainer: Trainer) -> None:
        (trainer.folder / "control").write_text(word)

    if epochs:
        assert run_training(request, on_trainer=write).epoch == epochs
    else:
        with pytest.raises(Cancelled):
            run_training(request, on_trainer=write)
        assert events_of(request.out)[-1]["cancelled"] is True
    assert json.loads((request.out / "process.json").read_text())["pid"] > 0


@pytest.mark.parametrize(("epochs", "leaves"), [(2, True), (1, False)])
def test_that_a_signal_which_comes_while_an_epoch_is_written_cancels_what_is_left(
    epochs: int, leaves: bool, make_request: Make
) -> None:
    def interrupt(trainer: Trainer) -> None:
        finish = trainer._finish_epoch

        def finished(*arguments: Any) -> None:
            finish(*arguments)
            trainer.control._on_signal(signal.SIGTERM, None)

        trainer._finish_epoch = finished  # type: ignore[method-assign]

    request = make_request(epochs=epochs)
    with pytest.raises(Cancelled) if leaves else contextlib.nullcontext():
        run_training(request, on_trainer=interrupt)
    assert events_of(request.out)[-1]["event"] == ("failed" if leaves else "finished")


def test_that_cancel_is_obeyed_while_images_are_read(make_request: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    request = make_request()
    first = min((request.masks[0]).iterdir())
    read: list[Path] = []

    given_up, shut_down = threading.Event(), ThreadPoolExecutor.shutdown

    def first_only(pair: Pair, size_wh: tuple[int, int]) -> Any:
        read.append(pair.mask)
        if pair.mask == first:
            (request.out / "control").write_text("cancel")
        else:
            assert given_up.wait(PATIENCE_S)
        return read_pair_mask(pair, size_wh)

    def noticed(pool: ThreadPoolExecutor, wait: bool = True, *, cancel_futures: bool = False) -> None:
        shut_down(pool, wait=False, cancel_futures=cancel_futures)
        given_up.set()
        shut_down(pool, wait=wait)

    monkeypatch.setattr("model_train.dataset.read_pair_mask", first_only)
    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", noticed)
    with pytest.raises(Cancelled):
        run_training(request)
    assert len(read) < 10
    assert events_of(request.out)[-1]["cancelled"] is True


def test_that_only_the_same_run_can_be_resumed(make_request: Make, write: Any, tmp_path: Path) -> None:
    request = make_request(epochs=1)
    with pytest.raises(TrainingError, match="no run to resume"):
        run_training(replace(request, resume=True))
    run_training(request)
    with pytest.raises(TrainingError, match="--seed 0, not 1"):
        run_training(replace(request, resume=True, settings=replace(request.settings, seed=1)))
    other = write(tmp_path / "other", 4, first=50)
    with pytest.raises(TrainingError, match="not those the run began with"):
        run_training(replace(request, resume=True, images=[other / "images"], masks=[other / "masks"]))


def test_that_a_run_is_left_at_once_while_an_epoch_is_scored(
    make_request: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, left = (make_request(name, epochs=2, batch_size=2, val_fraction=0.4) for name in ("plain", "left"))
    run_training(plain)
    forward, scored = LesionNetwork.forward, 0

    def cancelling(self: LesionNetwork, image: torch.Tensor) -> torch.Tensor:
        nonlocal scored
        if not self.training and any(
            event["event"] == "batch" and event["epoch"] == 2 for event in events_of(left.out)
        ):
            scored += 1
            (left.out / "control").write_text("cancel")
        return forward(self, image)

    with monkeypatch.context() as asking:
        asking.setattr(LesionNetwork, "forward", cancelling)
        with pytest.raises(Cancelled):
            run_training(left)
    assert scored == 1, "of two batches"
    assert len(read_metrics(left.out)) == 1
    run_training(replace(left, resume=True))
    first, second = load_file(plain.out / "best.safetensors"), load_file(left.out / "best.safetensors")
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_that_a_run_of_another_version_is_refused(make_request: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    request = make_request(epochs=1)
    run_training(request)
    monkeypatch.setattr("model_train.resume_state.STATE_VERSION", 7)
    with pytest.raises(CheckpointError, match=r"has version 1, this program reads version 7.*last\.safetensors"):
        run_training(replace(request, resume=True))
    config = json.loads((request.out / "config.json").read_text())
    config["settings"]["novelty"] = 1
    (request.out / "config.json").write_text(json.dumps(config))
    with pytest.raises(TrainingError, match=r"another version of the program.*such as novelty"):
        run_training(replace(request, resume=True))


def test_that_a_run_from_before_a_setting_was_there_goes_on_as_it_began(make_request: Make) -> None:
    request = make_request(epochs=1)
    run_training(request)
    config = json.loads((request.out / "config.json").read_text())
    del config["settings"]["decoder_widths"]
    (request.out / "config.json").write_text(json.dumps(config))
    assert run_training(replace(request, resume=True)).epoch == 1
    wider = replace(request.settings, decoder_widths="4,6,8,10,12")
    with pytest.raises(TrainingError, match=r"--decoder-widths"):
        run_training(replace(request, resume=True, settings=wider))


def test_that_a_damaged_state_is_refused(make_request: Make) -> None:
    request = make_request(epochs=1)
    run_training(request)
    state = request.out / "last.safetensors"
    state.write_bytes(state.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match="damaged"):
        run_training(replace(request, resume=True, settings=request.settings))


@pytest.mark.parametrize(
    "wrong",
    [
        {"epoch": -1}, {"epoch": True}, {"epoch": 7}, {"step": 1.5}, {"parts": 0}, {"layout": ["int8", "contiguous"]},
        {"layout": "x"}, {"best_jaccard": "0.5"}, {"best_jaccard": 10**400}, {"rows": [{}]}, {"rows": None},
        {"more": 1},
    ],
)  # fmt: skip
def test_that_a_state_whose_progress_makes_no_sense_is_refused(wrong: dict[str, Any], tmp_path: Path) -> None:
    saved = {**vars(Progress(1, 4, 0.5, 1)), "rows": [{"epoch": 1, "val_jaccard": 0.5}]}
    assert progress_from(saved, tmp_path).step == 4
    with pytest.raises(CheckpointError, match="damaged"):
        progress_from({**saved, **wrong}, tmp_path)


def test_that_a_state_whose_averages_have_other_shapes_is_refused_before_the_first_step(make_request: Make) -> None:
    request = make_request(epochs=1)
    run_training(request)
    state = request.out / "last.safetensors"
    with safe_open(state, framework="pt") as file:
        metadata = file.metadata()
        tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 (not a dict)
    name = next(name for name, value in tensors.items() if name.endswith("exp_avg") and value.ndim > 1)
    for wrong in (tensors[name][:1], None):
        changed = (
            {**tensors, name: wrong.clone()} if wrong is not None else {k: v for k, v in tensors.items() if k != name}
        )
        state.write_bytes(save_tensors(changed, metadata=metadata))
        with pytest.raises(CheckpointError, match="another network"):
            run_training(replace(request, resume=True, settings=request.settings))
