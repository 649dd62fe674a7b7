from __future__ import annotations

import contextlib
import csv
import json
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from safetensors.torch import save as save_tensors

from model_train.checkpoint_header import read_header
from model_train.control import Cancelled
from model_train.dataset import Pair, read_pair_mask
from model_train.errors import AppError, CheckpointError, PairingError, StorageError, TrainingError, UsageError
from model_train.network import LesionNetwork
from model_train.predictor import Predictor
from model_train.run_folder import read_metrics
from model_train.training import Progress, Trainer, progress_from
from model_train.training_job import TrainRequest, _name_of, run_training

Make = Callable[..., TrainRequest]


def events_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]


def weights_of(folder: Path, prefix: str = "network.") -> dict[str, torch.Tensor]:
    tensors = load_file(folder / "last.safetensors")
    return {name: value for name, value in tensors.items() if name.startswith(prefix)}


def same(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> bool:
    return first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


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


@pytest.mark.parametrize("batch", [2, 3, 4, 6])  # the second is in the first epoch, before there is a state
def test_that_an_interrupted_run_ends_with_the_same_weights(make_request: Make, batch: int) -> None:
    settings = {"epochs": 3, "augment": "strong", "schedule": "cosine", "ema": 0.9, "loss": "bce-dice", "dropout": 0.3}
    whole, parted = make_request("whole", **settings), make_request("parted", **settings)
    run_training(whole)
    with pytest.raises(Cancelled):
        run_training(parted, on_trainer=Interrupt(batch))
    with (parted.out / "events.jsonl").open("a") as file:
        file.write('{"event": "bat')  # as a killed process leaves it
    run_training(replace(parted, resume=True))
    assert same(weights_of(whole.out, ""), weights_of(parted.out, ""))
    best = [load_file(request.out / "best.safetensors") for request in (whole, parted)]
    assert same(*best)
    columns = ("epoch", "train_loss", "val_loss", "val_jaccard", "lr")
    tables = [[[row[key] for key in columns] for row in read_metrics(one.out)] for one in (whole, parted)]
    assert tables[0] == tables[1]
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
    read: list[Path] = []

    def slow(pair: Pair, size_wh: tuple[int, int]) -> Any:
        if not read:
            (request.out / "control").write_text("cancel")
        read.append(pair.mask)
        time.sleep(2)  # so long may the processor be elsewhere before the last of ten images is begun
        return read_pair_mask(pair, size_wh)

    monkeypatch.setattr("model_train.dataset.read_pair_mask", slow)
    with pytest.raises(Cancelled):
        run_training(request)
    assert len(read) < 10
    assert events_of(request.out)[-1]["cancelled"] is True


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


@pytest.mark.parametrize(
    "lack", [torch.OutOfMemoryError("fake"), RuntimeError("DefaultCPUAllocator: can't allocate memory: fake")]
)
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


def test_that_a_test_image_which_was_trained_on_is_refused(make_request: Make, pairs_folder: Path) -> None:
    leaking = {"test_images": [pairs_folder / "images"], "test_masks": [pairs_folder / "masks"]}
    with pytest.raises(PairingError, match="near-duplicates between training and test"):
        run_training(make_request("refused", request=leaking))
    request = make_request("allowed", request={**leaking, "allow_near_duplicates": True}, epochs=1)
    run_training(request)
    assert "test_jaccard" in read_metrics(request.out)[0]
    assert any(event["event"] == "warning" for event in events_of(request.out))


def test_that_training_can_start_from_a_model(make_request: Make, tiny_checkpoint: Path) -> None:
    seen: list[dict[str, torch.Tensor]] = []

    def look(trainer: Trainer) -> None:
        seen.append({name: value.clone() for name, value in trainer.network.state_dict().items()})

    run_training(make_request(request={"init_file": tiny_checkpoint}, epochs=1), on_trainer=look)
    stored = load_file(tiny_checkpoint)
    assert all(torch.equal(value, stored[name].to(value.dtype)) for name, value in seen[0].items())
    with pytest.raises(CheckpointError, match="decoder skip, not transpose"):
        run_training(make_request("other", request={"init_file": tiny_checkpoint}, decoder="transpose"))


def test_that_a_missing_mask_is_named(make_request: Make, write: Any, tmp_path: Path) -> None:
    folder = write(tmp_path / "torn", 3)
    (folder / "masks" / "drawn_001_Segmentation.png").unlink()
    request = make_request(request={"images": [folder / "images"], "masks": [folder / "masks"]})
    with pytest.raises(PairingError, match="drawn_001"):
        run_training(request)
    told = events_of(request.out)[-1]
    assert told["event"] == "failed"
    assert "drawn_001" in told["message"]
    assert str(tmp_path) not in told["message"]


def test_that_one_pair_is_too_few(make_request: Make, write: Any, tmp_path: Path) -> None:
    folder = write(tmp_path / "one", 1)
    with pytest.raises(AppError, match="at least two pairs"):
        run_training(make_request(request={"images": [folder / "images"], "masks": [folder / "masks"]}))


def test_that_a_cache_beyond_its_budget_lies_on_disk_and_gives_the_same(make_request: Make) -> None:
    memory, disk = make_request("memory", epochs=1), make_request("disk", epochs=1)
    places: list[bool] = []
    run_training(memory)
    run_training(
        replace(disk, cache_budget_bytes=100), on_trainer=lambda trainer: places.append(trainer.sets.train.on_disk)
    )
    assert places == [True]
    assert same(weights_of(memory.out), weights_of(disk.out))


def test_that_groups_of_a_table_stay_on_one_side(make_request: Make, tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("id,group\n" + "".join(f"drawn_{number:03d},patient{number % 3}\n" for number in range(10)))
    request = make_request(epochs=1, request={"groups": table})
    run_training(request)
    with (request.out / "split.csv").open(newline="") as file:
        sides = {row["id"]: row["side"] for row in csv.DictReader(file)}
    for group in range(3):
        assert len({side for name, side in sides.items() if int(name[-3:]) % 3 == group}) == 1
    assert set(sides.values()) == {"train", "val"}


def test_that_copies_within_the_training_images_stay_on_one_side(
    make_request: Make, write: Any, tmp_path: Path
) -> None:
    folder = write(tmp_path / "set", 4)
    for number in range(4):  # each image twice
        for kind, ending in (("images", ""), ("masks", "_Segmentation")):
            content = (folder / kind / f"drawn_{number:03d}{ending}.png").read_bytes()
            (folder / kind / f"copy_{number:03d}{ending}.png").write_bytes(content)
    for seed in range(3):
        places = {"images": [folder / "images"], "masks": [folder / "masks"]}
        request = make_request(f"run{seed}", epochs=1, seed=seed, request=places)
        run_training(request)
        with (request.out / "split.csv").open(newline="") as file:
            sides = {row["id"]: row["side"] for row in csv.DictReader(file)}
        assert all(sides[f"copy_{number:03d}"] == sides[f"drawn_{number:03d}"] for number in range(4))


def test_that_excluded_ids_are_left_out_and_ancestors_are_remembered(
    make_request: Make, tiny_checkpoint: Path, tmp_path: Path
) -> None:
    first = make_request("first", epochs=1)
    run_training(first)
    request = make_request(
        "second",
        epochs=1,
        request={"exclude": frozenset({"drawn_000", "drawn_001"}), "init_file": first.out / "best.safetensors"},
    )
    run_training(request)
    assert len((request.out / "split.csv").read_text().splitlines()) == 9
    header = read_header(request.out / "best.safetensors")
    assert set(read_header(first.out / "best.safetensors").training_hashes) <= set(header.training_hashes)
    assert header.training["before"]["name"] == "tiny"
    warned = [event["message"] for event in events_of(request.out) if event["event"] == "warning"]
    assert any("starting model was trained on" in message for message in warned)
