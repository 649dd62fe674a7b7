"""Which images a run trains on, validates with and tests on: split, groups, copies, leaks."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from finished_runs import events_of, same, weights_of

from model_train.checkpoint_header import read_header
from model_train.errors import AppError, PairingError
from model_train.run_folder import read_metrics
from model_train.training_job import TrainRequest, run_training

Make = Callable[..., TrainRequest]


def test_that_a_test_image_which_was_trained_on_is_refused(make_request: Make, pairs_folder: Path) -> None:
    leaking = {"test_images": [pairs_folder / "images"], "test_masks": [pairs_folder / "masks"]}
    with pytest.raises(PairingError, match="near-duplicates between training and test"):
        run_training(make_request("refused", request=leaking))
    request = make_request("allowed", request={**leaking, "allow_near_duplicates": True}, epochs=1)
    run_training(request)
    assert "test_jaccard" in read_metrics(request.out)[0]
    assert any(event["event"] == "warning" for event in events_of(request.out))


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
