from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from model_train.cli import main
from model_train.errors import PairingError, UsageError
from model_train.pairs_file import ListedPair, read_pairs_file, write_pairs_file

TINY = ["--decoder", "skip", "--epochs", "1", "--size", "32", "--batch-size", "4", "--encoder-weights", "none",
        "--precision", "float32"]  # fmt: skip


def listed(folder: Path, path: Path, lesions: dict[str, str] | None = None) -> Path:
    pairs = [
        ListedPair(
            image.stem, image, folder / "masks" / f"{image.stem}_Segmentation.png", (lesions or {}).get(image.stem, "")
        )
        for image in sorted((folder / "images").iterdir())
    ]
    write_pairs_file(path, pairs)
    return path


def test_that_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    pairs = [
        ListedPair("a b", tmp_path / 'odd, "name".png', tmp_path / "m.png", "L1"),
        ListedPair("c", tmp_path, tmp_path),
    ]
    write_pairs_file(tmp_path / "pairs.csv", pairs)
    assert read_pairs_file(tmp_path / "pairs.csv") == pairs


def test_that_paths_may_be_relative_and_ids_left_out(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("image,mask\nimages/a.png,masks/a.png\n")
    (pair,) = read_pairs_file(tmp_path / "pairs.csv")
    assert pair == ListedPair("a", tmp_path / "images" / "a.png", tmp_path / "masks" / "a.png")


@pytest.mark.parametrize(
    ("text", "error", "word"),
    [
        ("picture,mask\na,b\n", UsageError, "columns"),
        ("image,mask\n", PairingError, "empty"),
        ("image,mask\na.png,\n", PairingError, "no mask"),
        ("image,mask\na.png,m.png\nb/a.png,n.png\n", PairingError, "called a"),
    ],
)
def test_that_a_list_that_makes_no_sense_is_refused(
    tmp_path: Path, text: str, error: type[Exception], word: str
) -> None:
    (tmp_path / "pairs.csv").write_text(text)
    with pytest.raises(error, match=word):
        read_pairs_file(tmp_path / "pairs.csv")


def test_that_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_pairs_file(tmp_path / "none.csv")


def test_that_training_takes_a_list_and_keeps_lesions_together(pairs_folder: Path, tmp_path: Path) -> None:
    lesions = {f"drawn_{number:03d}": f"L{number // 2}" for number in range(10)}
    pairs = listed(pairs_folder, tmp_path / "pairs.csv", lesions)
    assert main(["train", "--pairs", str(pairs), "--out", str(tmp_path / "run"), *TINY]) == 0
    with (tmp_path / "run" / "split.csv").open() as file:
        sides = {row["id"]: row["side"] for row in csv.DictReader(file)}
    assert len(sides) == 10
    assert all(sides[f"drawn_{2 * number:03d}"] == sides[f"drawn_{2 * number + 1:03d}"] for number in range(5))
    # Nothing in the run's folder holds a path.
    assert all(str(tmp_path) not in path.read_text(errors="replace") for path in (tmp_path / "run").glob("*.json*"))


def test_that_a_list_and_folders_exclude_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--pairs", "p.csv", "--images", "a", "--masks", "b", "--out", str(tmp_path / "r")]) == 2
    assert main(["train", "--out", str(tmp_path / "r")]) == 2
    assert main(["analyse", "--out", str(tmp_path / "r")]) == 2
    assert "--pairs" in capsys.readouterr().err


def test_that_an_analysis_of_a_list_names_the_pairs_concerned(
    write: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "set", 4)
    (folder / "images" / "drawn_001.png").write_bytes(b"no image")
    (folder / "images" / "drawn_003.png").write_bytes((folder / "images" / "drawn_000.png").read_bytes())
    pairs = listed(folder, tmp_path / "pairs.csv")
    assert main(["analyse", "--pairs", str(pairs), "--out", str(tmp_path / "out"), "--events", "jsonl"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert json.loads(lines[0]) == {"event": "looked", "done": 0, "total": 4}
    found = json.loads((tmp_path / "out" / "analysis.json").read_text())
    assert found["concerned"]["unreadable"] == [[1]]
    assert found["concerned"]["duplicate_image"] == [[3, 0]]
    assert found["counts"]["pairs"] == 4


def test_that_a_probe_of_steps_too_small_says_what_the_training_would(
    pairs_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["probe", "--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks")]
    assert main([*asked, "--size", "32", "--batch-size", "1", "--device", "cpu"]) == 2
    assert "1 images in a step, and needs 2 at --size 32" in capsys.readouterr().err


def test_that_a_probe_measures_each_part_and_leaves_a_core(pairs_folder: Path, tmp_path: Path) -> None:
    pairs = listed(pairs_folder, tmp_path / "pairs.csv")
    asked = ["probe", "--pairs", str(pairs), "--regime", "frozen", *TINY, "--background"]
    environment = {**os.environ, "OMP_NUM_THREADS": "64"}
    done = subprocess.run(
        [sys.executable, "-m", "model_train", *asked], capture_output=True, text=True, timeout=600, env=environment
    )
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    for key in ("seconds_per_decoded_image", "seconds_per_step", "seconds_per_validation_image", "seconds_per_save"):
        assert 0.0 < measured[key] < 60.0, key
    assert measured["peak_bytes"] > 100e6
    assert measured["batch_size"] == 4
