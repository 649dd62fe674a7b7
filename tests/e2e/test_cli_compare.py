"""`isic-desktop models compare` as a person or a script meets it, with networks that really run."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask
from judged import annotate
from tiny_model import TINY_HEADER, write_tiny_model

from isic_desktop.__main__ import main
from isic_desktop.core import places
from isic_desktop.core.places import resource_path
from model_train.checkpoint import load_checkpoint, save_checkpoint


@pytest.fixture
def models(tmp_path: Path) -> tuple[Path, Path]:
    """A tiny model, and the same network at another threshold under the name "other"."""
    places.models_dir().mkdir(parents=True)
    first = write_tiny_model(places.models_dir() / "tiny.safetensors")
    network, header = load_checkpoint(first)
    second = places.models_dir() / "other.safetensors"
    save_checkpoint(second, network, replace(TINY_HEADER, name="other", threshold=header.threshold * 0.9))
    return first, second


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Twenty-two images of 96 × 64 px with discs of their own, outlines accepted."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(22):
        centre = (30 + 2 * number, 20 + number)
        pixels = draw_lesion(96, 64, centre)
        pixels[: number + 1] //= 2
        write_image(folder / f"p{number}.png", pixels)
        rows, columns = np.ogrid[:64, :96]
        annotate(folder / f"p{number}.png", (columns - centre[0]) ** 2 + (rows - centre[1]) ** 2 < 16**2)
    return folder


def document_of(text: str) -> dict[str, Any]:
    document = json.loads(text)
    schema = json.loads(resource_path("schemas", "models-compare.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    assert isinstance(document, dict)
    return document


def test_that_two_models_are_compared_on_accepted_annotations(
    models: tuple[Path, Path], photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "compare", "tiny", "other", "--images", str(photos), "--all", "--json"]) == 0
    document = document_of(capsys.readouterr().out)
    assert (document["old"]["name"], document["new"]["name"]) == ("tiny", "other")
    assert document["figures"]["images"] == document["compared"] == 22
    olds = [image["jaccard_old"] for image in document["images"]]
    assert document["figures"]["mean_jaccard_old"] == pytest.approx(np.mean(olds))
    assert document["figures"]["verdict"] in document["sentence"].lower() or "is worse" in document["sentence"]


def test_that_only_the_held_out_ones_count_by_default_and_a_bad_image_is_named(
    models: tuple[Path, Path], photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "compare", str(models[0]), "other", "--images", str(photos), "--json"]) == 0
    held_out = document_of(capsys.readouterr().out)
    assert 0 < held_out["compared"] < 12
    assert held_out["figures"]["verdict"] == "too few to tell"
    broken = Path(held_out["images"][0]["image"])
    broken.write_bytes(b"broken")
    assert main(["models", "compare", "tiny", "other", "--images", str(photos)]) == 3
    said = capsys.readouterr()
    assert "Too few to tell" in said.out
    assert str(broken) in said.err


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        (["tiny", "tiny", "--images", "PHOTOS"], "the same file"),
        (["tiny", "gone", "--images", "PHOTOS"], "no model named 'gone'"),
        (["tiny", "other"], "either --images or --pairs"),
        (["tiny", "other", "--images", "EMPTY"], "0 held-out images"),
        (["tiny", "other", "--images", "PHOTOS", "--lesions", "nowhere.csv"], "table of lesions"),
    ],
)
def test_that_what_cannot_be_compared_is_refused_before_torch_is_loaded(
    more: list[str],
    complaint: str,
    models: tuple[Path, Path],
    photos: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    places_of = {"PHOTOS": str(photos), "EMPTY": str(tmp_path / "empty")}
    assert main(["models", "compare", *(places_of.get(one, one) for one in more), "--events", "jsonl"]) == 2
    said = capsys.readouterr()
    assert complaint in said.err
    events = [json.loads(line) for line in said.out.splitlines()]
    assert [event["event"] for event in events] == ["failed"]
    assert complaint in events[0]["message"]


def test_that_a_process_tells_each_image_as_an_event_and_steps_back(
    models: tuple[Path, Path], photos: Path, tmp_path: Path
) -> None:
    mask = write_mask(tmp_path / "truth.png", np.ones((64, 96), bool))
    table = tmp_path / "held_out.csv"
    table.write_text("id,image,mask,lesion\n" + "".join(f"q{n},photos/p{n}.png,{mask},\n" for n in range(3)))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "isic_desktop", "models", "compare", "tiny", "other"),
            *("--pairs", str(table), "--events", "jsonl", "--background"),
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["event"] for event in events] == ["started", "image", "image", "image", "finished"]
    assert events[0]["images"] == 3
    assert [event["id"] for event in events[1:4]] == ["q0", "q1", "q2"]
    assert len(events[1]["outlines"]["truth"]) == 1
    assert events[4]["report"]["figures"]["images"] == 3


def test_that_listing_models_is_as_it_was(models: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--json"]) == 0
    assert {"tiny", "other"} < {model["name"] for model in json.loads(capsys.readouterr().out)["models"]}
