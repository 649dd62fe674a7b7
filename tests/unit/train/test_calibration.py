from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from model_train.calibration import calibrate, choose_pairs
from model_train.checkpoint import read_tensors
from model_train.checkpoint_header import read_header
from model_train.cli import main
from model_train.dataset import Pair, collect_pairs
from model_train.errors import UsageError
from model_train.predictor import Predictor
from model_train.quality import SIGNS


def test_that_calibrating_changes_the_estimate_and_nothing_else(
    pairs_folder: Path, tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "calibrated.safetensors"
    asked = ["--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks")]
    assert main(["calibrate", "--checkpoint", str(tiny_checkpoint), *asked, "--out", str(out)]) == 0
    assert "10 images" in capsys.readouterr().out
    once = ["calibrate", "--checkpoint", str(tiny_checkpoint), *asked, "--out", str(tmp_path / "never")]
    assert main([*once, "--sample", "3", "--sample", "4"]) == 2
    before, after = read_tensors(tiny_checkpoint), read_tensors(out)
    assert before.keys() == after.keys()
    assert all(bool((before[name] == after[name]).all()) for name in before)
    header = read_header(out)
    assert set(header.quality["weights"]) == set(SIGNS)
    assert read_header(tiny_checkpoint).quality == {}
    image = np.asarray(Image.open(next((pairs_folder / "images").iterdir())).convert("RGB"))
    plain, fitted = (Predictor(file, "cpu").predict_with_quality(image) for file in (tiny_checkpoint, out))
    np.testing.assert_array_equal(plain[0], fitted[0])
    assert 0.0 <= fitted[1] <= 1.0
    assert fitted[1] != plain[1]


def test_that_a_checkpoint_can_be_scored_and_calibrated_at_another_size_of_input(
    pairs_folder: Path, tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "larger.safetensors"
    asked = ["--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks")]

    def scored(checkpoint: Path, *size: str) -> dict[str, Any]:
        assert main(["evaluate", "--checkpoint", str(checkpoint), *asked, "--json", *size]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    own, larger = scored(tiny_checkpoint), scored(tiny_checkpoint, "--size", "64")
    assert (own["input_size_px"], larger["input_size_px"]) == (32, 64)
    assert own["mean"]["jaccard"] != larger["mean"]["jaccard"]
    assert main(["calibrate", "--checkpoint", str(tiny_checkpoint), *asked, "--out", str(out), "--size", "64"]) == 0
    capsys.readouterr()
    assert read_header(out).input_size_px == 64
    assert scored(out)["mean"]["jaccard"] == larger["mean"]["jaccard"]
    for wrong in ("0", "33", "-32", "4128", "wide"):
        assert main(["evaluate", "--checkpoint", str(tiny_checkpoint), *asked, "--size", wrong]) == 2


def test_that_too_few_images_are_refused(pairs_folder: Path, tiny_checkpoint: Path, tmp_path: Path) -> None:
    pairs = collect_pairs([pairs_folder / "images"], [pairs_folder / "masks"])
    with pytest.raises(UsageError, match="at least 10 outlined images, not 3"):
        calibrate(tiny_checkpoint, pairs[:3], tmp_path / "out.safetensors")
    assert not (tmp_path / "out.safetensors").exists()


def test_that_a_sample_is_the_same_each_time() -> None:
    pairs = [Pair(f"i{number:02d}", Path("i"), Path("m")) for number in range(30)]
    first = choose_pairs(pairs, 5, 0)
    assert first == choose_pairs(pairs, 5, 0)
    assert len({pair.id for pair in first}) == 5
    assert choose_pairs(pairs, 0, 0) == pairs
    assert first != choose_pairs(pairs, 5, 1)
