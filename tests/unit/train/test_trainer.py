"""A run from its request to its folder: what it holds, what it changes, what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from finished_runs import events_of, same, weights_of
from safetensors.torch import load_file

from model_train import pictures, training
from model_train.checkpoint import load_checkpoint
from model_train.checkpoint_header import read_header
from model_train.errors import CheckpointError, TrainingError, UsageError
from model_train.network import LesionNetwork
from model_train.pictures import draw_curves
from model_train.predictor import Predictor
from model_train.run_folder import read_metrics
from model_train.training import Trainer
from model_train.training_job import TrainRequest, _name_of, run_training

LACKS = [torch.OutOfMemoryError("fake"), RuntimeError("DefaultCPUAllocator: can't allocate memory: fake")]
Make = Callable[..., TrainRequest]


def test_that_a_run_folder_holds_all_that_was_promised(make_request: Make) -> None:
    request = make_request()
    progress = run_training(request)
    assert progress.epoch == 2
    names = {entry.relative_to(request.out).as_posix() for entry in request.out.rglob("*") if entry.is_file()}
    assert names == {
        "config.json", "split.csv", "metrics.csv", "events.jsonl", "best.safetensors", "last.safetensors",
        "curves.png", "process.json", "best_scores.csv", "samples/epoch_001.png", "samples/epoch_002.png",
    }  # fmt: skip
    rows = read_metrics(request.out)
    assert [row["epoch"] for row in rows] == [1, 2]
    assert {"train_loss", "val_loss", "val_jaccard", "val_dice", "val_accuracy", "lr", "seconds"} <= set(rows[0])
    kinds = [event["event"] for event in events_of(request.out)]
    assert kinds[0] == "started"
    assert kinds[-1] == "finished"
    assert {"batch", "epoch", "sample", "checkpoint"} <= set(kinds)
    header = read_header(request.out / "best.safetensors")
    assert len(header.training_hashes) == 10
    assert Predictor(request.out / "best.safetensors", "cpu").header == header


@pytest.mark.parametrize(("between_s", "drawn"), [(0.0, [1, 2, 3]), (1e6, [3])])
def test_that_curves_are_drawn_every_now_and_then_and_when_a_run_ends(
    between_s: float, drawn: list[int], make_request: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def note(folder: Path, rows: Sequence[Mapping[str, object]]) -> None:
        written.append(len(rows))
        draw_curves(folder, rows)

    monkeypatch.setattr(training, "_BETWEEN_CURVES_S", between_s)
    monkeypatch.setattr(pictures, "draw_curves", note)
    request = make_request(epochs=3)
    run_training(request)
    assert written == drawn
    assert (request.out / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_that_no_run_holds_an_absolute_path(make_request: Make, pairs_folder: Path) -> None:
    request = make_request()
    run_training(request)
    for entry in request.out.rglob("*"):
        if entry.is_file():
            content = entry.read_bytes()
            for path in (pairs_folder, request.out, Path.home()):
                assert str(path).encode() not in content, entry.name


def test_that_headers_name_folders_of_images_without_home_and_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "anna"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "anna"))
    home = Path.home()
    assert _name_of(home / "images") == "images"
    assert _name_of(home / "isic" / "images") == "isic"
    assert _name_of(home / "isic" / "other" / ".." / "train" / "images") == "isic/train"
    root = Path(tmp_path.anchor)
    assert _name_of(root / "images") == "images"
    assert _name_of(root / "drawn" / "images") == "drawn"


def test_that_a_frozen_encoder_does_not_change_by_one_bit(make_request: Make) -> None:
    before: dict[str, torch.Tensor] = {}
    trainers: list[Trainer] = []

    def remember(trainer: Trainer) -> None:
        before.update({name: value.clone() for name, value in trainer.network.state_dict().items()})
        trainers.append(trainer)

    run_training(make_request(regime="frozen", ema=0.9, augment="strong"), on_trainer=remember)
    after = trainers[0].network.state_dict()
    average = trainers[0].average
    assert average is not None
    for name, value in before.items():
        if name.startswith("encoder."):
            assert torch.equal(after[name], value), name
            assert torch.equal(average.network.state_dict()[name], value), name
    changed = [name for name in before if name.startswith("decoder.") and not torch.equal(after[name], before[name])]
    assert len(changed) > 20
    inside = {id(value) for value in trainers[0].network.decoder.parameters()}
    assert {id(value) for value in trainers[0].optimiser.state} == inside


@pytest.mark.parametrize("first", [0, 7])
def test_that_finetuning_changes_the_encoder_from_the_stage_on(make_request: Make, first: int) -> None:
    before: dict[str, torch.Tensor] = {}
    trainers: list[Trainer] = []

    def remember(trainer: Trainer) -> None:
        before.update({name: value.clone() for name, value in trainer.network.state_dict().items()})
        trainers.append(trainer)

    run_training(make_request(regime="finetune", unfreeze_from=first, epochs=1), on_trainer=remember)
    after = trainers[0].network.state_dict()
    for name, value in before.items():
        if name.startswith("encoder."):
            stage = int(name.split(".")[2])
            assert torch.equal(after[name], value) == (stage < first), name


def test_that_the_same_request_gives_the_same_weights(make_request: Make) -> None:
    first, second = make_request("first", augment="strong"), make_request("second", augment="strong")
    run_training(first)
    run_training(second)
    assert same(weights_of(first.out), weights_of(second.out))
    assert (first.out / "split.csv").read_bytes() == (second.out / "split.csv").read_bytes()


def test_that_patience_ends_a_run_that_no_longer_improves(make_request: Make) -> None:
    request = make_request(epochs=30, patience=1, lr=1e-12)
    assert run_training(request).epoch < 10


def test_that_a_batch_larger_than_the_set_is_one_batch(make_request: Make) -> None:
    request = make_request(batch_size=1000, epochs=1)
    run_training(request)
    assert [event["batches"] for event in events_of(request.out) if event["event"] == "batch"] == [1]


@pytest.mark.parametrize(("regime", "decoder"), [("finetune", "transpose"), ("frozen", "skip")])
def test_that_steps_too_small_for_batch_statistics_are_told_before_the_first(
    regime: str, decoder: str, make_request: Make
) -> None:
    request = make_request(batch_size=1, regime=regime, decoder=decoder)
    with pytest.raises(UsageError, match="1 images in a step, and needs 2 at --size 32"):
        run_training(request)
    assert not (request.out / "config.json").exists()


def test_that_single_images_are_enough_where_no_statistics_are_learned(make_request: Make) -> None:
    request = make_request(batch_size=1, regime="frozen", decoder="transpose", epochs=1)
    assert run_training(request).step == 8


def test_that_a_loss_that_is_no_number_ends_with_a_message(make_request: Make) -> None:
    def spoil(trainer: Trainer) -> None:
        with torch.no_grad():
            next(trainer.network.decoder.parameters()).fill_(float("nan"))

    request = make_request()
    with pytest.raises(TrainingError, match="no longer a number"):
        run_training(request, on_trainer=spoil)
    assert events_of(request.out)[-1]["event"] == "failed"
    assert not (request.out / "best.safetensors").exists()


def test_that_a_last_step_which_spoils_the_weights_is_told_and_saves_nothing(make_request: Make) -> None:
    request = make_request(batch_size=16, lr=1e30)  # the only step of the epoch
    with pytest.raises(TrainingError, match="no longer a number"):
        run_training(request)
    assert events_of(request.out)[-1]["event"] == "failed"
    assert not list(request.out.glob("*.safetensors"))


@pytest.mark.parametrize("lack", LACKS)
def test_that_full_memory_halves_the_batch_and_keeps_the_effective_one(
    lack: RuntimeError, make_request: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"decoder": "transpose", "regime": "frozen", "dropout": 0.0, "augment": "none", "epochs": 1}
    plain, tight = make_request("plain", **settings), make_request("tight", **settings)
    run_training(plain)
    forward = LesionNetwork.forward

    def small_memory(self: LesionNetwork, image: torch.Tensor) -> torch.Tensor:
        if self.training and len(image) > 2:
            raise lack
        return forward(self, image)

    monkeypatch.setattr(LesionNetwork, "forward", small_memory)
    run_training(tight)
    warnings = [event["message"] for event in events_of(tight.out) if event["event"] == "warning"]
    assert len(warnings) == 1
    assert "the batch stays" in warnings[0]
    first, second = weights_of(plain.out), weights_of(tight.out)
    assert all(torch.allclose(first[name].float(), second[name].float(), atol=1e-5) for name in first)


@pytest.mark.parametrize("lack", LACKS)
def test_that_memory_which_runs_out_while_an_epoch_is_scored_costs_no_epoch(
    lack: RuntimeError, make_request: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, tight, tighter = (make_request(name, epochs=1, val_fraction=0.4) for name in ("plain", "tight", "tighter"))
    run_training(plain)
    forward, most = LesionNetwork.forward, 1

    def small_memory(self: LesionNetwork, image: torch.Tensor) -> torch.Tensor:
        if not self.training and len(image) > most:
            raise lack
        return forward(self, image)

    monkeypatch.setattr(LesionNetwork, "forward", small_memory)
    run_training(tight)
    warnings = [event["message"] for event in events_of(tight.out) if event["event"] == "warning"]
    assert [message for message in warnings if "scored" in message] == [
        "Memory ran out: images scored at once from now on: 2.", "Memory ran out: images scored at once from now on: 1."
    ]  # fmt: skip
    first, second = read_metrics(plain.out)[0], read_metrics(tight.out)[0]
    assert first["val_jaccard"] == pytest.approx(second["val_jaccard"], abs=1e-4)
    most = 0
    with pytest.raises(TrainingError, match="not enough memory to score one image"):
        run_training(tighter)
    assert events_of(tighter.out)[-1]["event"] == "failed"


def test_that_a_card_too_small_for_one_image_gives_way_to_the_processor(
    make_request: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = make_request(epochs=1)
    trainers: list[Trainer] = []
    gradients = Trainer._gradients

    def too_small(self: Trainer, *arguments: Any) -> Any:
        if self.device != "cpu":
            raise torch.OutOfMemoryError("fake")
        return gradients(self, *arguments)

    def pretend(trainer: Trainer) -> None:
        trainer.device = "mps"  # nothing is moved there: the first step already fails
        trainers.append(trainer)

    monkeypatch.setattr(Trainer, "_gradients", too_small)
    monkeypatch.setattr("model_train.training.arrange", lambda network, *_place: network)
    monkeypatch.setattr("model_train.training.choose_layout", lambda *_a: (("float32", "channels_last"), {}))
    run_training(request, on_trainer=pretend)
    assert trainers[0].device == "cpu"
    assert (
        "going on with the processor"
        in [event["message"] for event in events_of(request.out) if event["event"] == "warning"][-1]
    )


def test_that_weights_that_cannot_be_used_are_told_before_anything_is_written_down(
    make_request: Make, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(b"no weights")
    for number, given in enumerate(({"init_file": bad}, {"encoder_file": bad})):
        request = make_request(f"run{number}", request=given)
        with pytest.raises(CheckpointError, match=r"bad\.safetensors"):
            run_training(request)
        assert sorted(entry.name for entry in request.out.iterdir()) == ["events.jsonl", "process.json"]
        # Once there are good ones, --resume begins the run.
        again = replace(request, resume=True, init_file=None, encoder_file=None)
        assert run_training(again).epoch == 2


def test_that_a_used_folder_is_not_overwritten(make_request: Make) -> None:
    request = make_request()
    request.out.mkdir()
    (request.out / "thesis.txt").write_text("mine")
    with pytest.raises(TrainingError, match="not empty"):
        run_training(request)
    assert [entry.name for entry in request.out.iterdir()] == ["thesis.txt"]


def test_that_training_can_start_from_a_model(make_request: Make, tiny_checkpoint: Path) -> None:
    seen: list[dict[str, torch.Tensor]] = []

    def look(trainer: Trainer) -> None:
        seen.append({name: value.clone() for name, value in trainer.network.state_dict().items()})

    run_training(make_request(request={"init_file": tiny_checkpoint}, epochs=1), on_trainer=look)
    stored = load_file(tiny_checkpoint)
    assert all(torch.equal(value, stored[name].to(value.dtype)) for name, value in seen[0].items())
    with pytest.raises(CheckpointError, match="decoder skip, not transpose"):
        run_training(make_request("other", request={"init_file": tiny_checkpoint}, decoder="transpose"))


def test_that_the_decoders_widths_can_be_asked_for_and_are_those_of_the_model_that_training_starts_from(
    make_request: Make,
) -> None:
    narrow = make_request("narrow", decoder_widths="4,6,8,10,12", epochs=1)
    run_training(narrow)
    best = narrow.out / "best.safetensors"
    assert load_checkpoint(best)[0].settings["widths"] == [4, 6, 8, 10, 12]
    on = make_request("on", request={"init_file": best}, epochs=1, loss="bce-lovasz", dropout=0.3)
    run_training(on)
    network, _header = load_checkpoint(on.out / "best.safetensors")
    assert network.settings == {"widths": [4, 6, 8, 10, 12], "dropout": 0.3}
    with pytest.raises(CheckpointError, match="other widths") as refused:
        run_training(make_request("other", request={"init_file": best}, decoder_widths="4,6,8,10,14"))
    assert "--decoder-widths" in refused.value.remedy
