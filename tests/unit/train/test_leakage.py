"""Images that look alike never lie on two sides: training, validation and test."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from model_train.errors import PairingError
from model_train.perceptual_hash import NEAR_DUPLICATE_BITS, perceptual_hash
from model_train.training_job import TrainRequest, run_training

Make = Callable[..., TrainRequest]


def write_again(folder: Path, number: int, into: Path | None = None) -> str:
    """Save an image once more as other programs do, and its mask: smaller, brighter, compressed; gives its name."""
    into = into or folder
    (into / "images").mkdir(parents=True, exist_ok=True)
    (into / "masks").mkdir(exist_ok=True)
    name, again = f"drawn_{number:03d}", f"again_{number:03d}"
    with Image.open(folder / "images" / f"{name}.png") as image:
        brighter = np.clip(np.asarray(image.resize((56, 56))).astype(int) + 9, 0, 255).astype(np.uint8)
    Image.fromarray(brighter).save(into / "images" / f"{again}.jpg", quality=80)
    with Image.open(folder / "masks" / f"{name}_Segmentation.png") as mask:
        mask.resize((56, 56), Image.Resampling.NEAREST).save(into / "masks" / f"{again}_Segmentation.png")
    return again


def sides_of(run: Path) -> dict[str, str]:
    with (run / "split.csv").open(newline="") as file:
        return {row["id"]: row["side"] for row in csv.DictReader(file)}


def warnings_of(run: Path) -> list[str]:
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    return [event["message"] for event in events if event["event"] == "warning"]


@pytest.fixture
def pool(write: Any, tmp_path: Path) -> Path:
    """Six images, and each saved once more by another program."""
    folder: Path = write(tmp_path / "pool", 6)
    for number in range(6):
        again = write_again(folder, number)
        hashes = [
            int(perceptual_hash(np.asarray(Image.open(folder / "images" / name))), 16)
            for name in (f"drawn_{number:03d}.png", f"{again}.jpg")
        ]
        assert 0 <= (hashes[0] ^ hashes[1]).bit_count() <= NEAR_DUPLICATE_BITS
    return folder


def test_that_images_saved_once_more_stay_on_one_side(make_request: Make, pool: Path) -> None:
    for seed in range(3):
        places = {"images": [pool / "images"], "masks": [pool / "masks"]}
        request = make_request(f"run{seed}", epochs=1, seed=seed, val_fraction=0.4, request=places)
        run_training(request)
        sides = sides_of(request.out)
        assert set(sides.values()) == {"train", "val"}
        assert all(sides[f"again_{number:03d}"] == sides[f"drawn_{number:03d}"] for number in range(6))


def test_that_what_looks_like_a_named_validation_image_validates_too_and_is_told(
    make_request: Make, pool: Path
) -> None:
    places = {"images": [pool / "images"], "masks": [pool / "masks"], "validate_on": frozenset({"drawn_002"})}
    request = make_request(epochs=1, request=places)
    run_training(request)
    assert {name for name, side in sides_of(request.out).items() if side == "val"} == {"again_002", "drawn_002"}
    (told,) = warnings_of(request.out)
    assert "1 images validate too, such as again_002" in told


@pytest.mark.parametrize("side", ["training", "validation"])
def test_that_a_test_image_which_was_trained_on_or_selected_on_is_refused_unless_allowed(
    side: str, make_request: Make, pairs_folder: Path, tmp_path: Path
) -> None:
    write_again(pairs_folder, 3 if side == "validation" else 4, tmp_path / "test")
    places = {
        "test_images": [tmp_path / "test" / "images"], "test_masks": [tmp_path / "test" / "masks"],
        "validate_on": frozenset({"drawn_003"}),
    }  # fmt: skip
    with pytest.raises(PairingError, match=f"1 near-duplicates between {side} and test, such as drawn_00[34]"):
        run_training(make_request("refused", request=places))
    assert not (tmp_path / "refused" / "split.csv").exists()
    allowed = make_request("allowed", epochs=1, request={**places, "allow_near_duplicates": True})
    run_training(allowed)
    assert f"between {side} and test" in warnings_of(allowed.out)[0]
