from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from model_train.cli import main
from model_train.dataset import Pair
from model_train.errors import UsageError
from model_train.leave_out import OTHERS, read_cameras
from model_train.run_folder import read_metrics

TINY = ["--size", "32", "--batch-size", "4", "--encoder-weights", "none", "--precision", "float32", "--epochs", "1"]
NATIVE = {"a": (1000, 700), "b": (1000, 700), "c": (1000, 700), "d": (640, 480), "e": (640, 480), "f": (320, 200)}


def write_sizes(path: Path, sizes: dict[str, tuple[int, int]]) -> Path:
    rows = [f"{name},{width},{height}" for name, (width, height) in sizes.items()]
    path.write_text("\n".join(["id,native_width,native_height", *rows, "g,,"]) + "\n", encoding="utf-8")
    return path


def test_that_the_largest_groups_go_by_size_and_the_rest_together(tmp_path: Path) -> None:
    pairs = [Pair(name, Path(f"{name}.png"), Path(f"{name}_Segmentation.png")) for name in [*NATIVE, "g", "h"]]
    sizes = write_sizes(tmp_path / "sizes.csv", NATIVE)
    cameras = read_cameras(pairs, sizes, 2)
    named = {camera: [pair.id for pair in held] for camera, held in cameras.items()}
    assert named == {"1000×700": ["a", "b", "c"], "640×480": ["d", "e"], OTHERS: ["g", "h", "f"]}
    with pytest.raises(UsageError, match="All images are of one size"):
        read_cameras(pairs[:3], sizes, 2)


def test_that_each_camera_is_scored_by_a_network_that_never_saw_it(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = sorted(path.stem for path in (pairs_folder / "images").iterdir())
    sizes = write_sizes(tmp_path / "sizes.csv", dict.fromkeys(ids[:4], (1000, 700)) | dict.fromkeys(ids[4:], (64, 64)))
    out = tmp_path / "out"
    asked = ["--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks"), "--decoder", "skip"]
    command = ["leave-out", *asked, *TINY, "--out", str(out), "--aspects", str(sizes), "--cameras", "1"]
    assert main(command) == 0
    told = json.loads((out / "leave_out.json").read_text(encoding="utf-8"))
    cameras = {row["camera"]: row for row in told["cameras"]}
    assert {name: row["images"] for name, row in cameras.items()} == {"64×64": 6, OTHERS: 4}
    for name, held in (("64x64", ids[4:]), ("all_other_sizes", ids[:4])):
        trained = (out / name / "split.csv").read_text(encoding="utf-8")
        assert not any(one in trained for one in held)
    assert all(0.0 <= row["jaccard"] <= 1.0 for row in cameras.values())
    everything = (out / "with_all" / "split.csv").read_text(encoding="utf-8")
    assert sum(row["seen_images"] for row in cameras.values()) == everything.count(",val,") == 2
    assert "Worst:" in capsys.readouterr().out


def test_that_images_which_look_like_ones_of_other_cameras_do_not_count(
    pairs_folder: Path, write: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write(tmp_path / "other", 2, first=90, side_px=96)
    for number in (0, 1):  # two lesions that both cameras have
        for kind, end in (("images", ""), ("masks", "_Segmentation")):
            with Image.open(pairs_folder / kind / f"drawn_00{number}{end}.png") as image:
                image.resize((96, 96)).save(other / kind / f"again_00{number}{end}.png")
    asked = ["--decoder", "skip"]
    for folder in (pairs_folder, other):
        asked += ["--images", str(folder / "images"), "--masks", str(folder / "masks")]
    out = tmp_path / "out"
    assert main(["leave-out", *asked, *TINY, "--out", str(out), "--cameras", "2"]) == 0
    told = json.loads((out / "leave_out.json").read_text(encoding="utf-8"))
    found = {row["camera"]: (row["images"], row["look_alikes"]) for row in told["cameras"]}
    assert found == {"64×64": (8, 2), "96×96": (2, 2)}
    assert "2 more images look like" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["leave-out", "reproduce"])
def test_that_one_stopped_early_is_not_taken_for_a_whole_one(
    command: str,
    pairs_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks")]
    ids = sorted(path.stem for path in (pairs_folder / "images").iterdir())
    sizes = write_sizes(tmp_path / "sizes.csv", dict.fromkeys(ids[:5], (1000, 700)))
    out = tmp_path / "out"
    settings = ["--epochs", "3", "--size", "32", "--encoder-weights", "none"]
    if command == "reproduce":
        more = ["--test-images", asked[1], "--test-masks", asked[3], "--allow-near-duplicates"]
    else:
        more = ["--aspects", str(sizes), "--cameras", "1", "--decoder", "skip", "--batch-size", "4"]
    with monkeypatch.context() as asking:
        asking.setattr("model_train.control.Control.stop_requested", lambda self: True)
        assert main([command, *asked, *settings, *more, "--out", str(out)]) == 130
    assert "the same command goes on" in capsys.readouterr().err
    assert not [*out.glob("*.html"), *out.glob("*.json")]
    assert len(read_metrics(next(entry for entry in out.iterdir() if entry.is_dir()))) == 1
    if command == "reproduce":
        assert main([command, *asked, *settings, *more, "--out", str(out)]) == 0
        assert json.loads((out / "reproduction.json").read_text(encoding="utf-8"))["task1"]["epochs"] == 3


@pytest.mark.long
def test_that_an_interrupted_one_is_gone_on_with(pairs_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ["--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks"), "--decoder", "skip"]
    ids = sorted(path.stem for path in (pairs_folder / "images").iterdir())
    sizes = write_sizes(tmp_path / "sizes.csv", dict.fromkeys(ids[:5], (1000, 700)))
    command = ["leave-out", *asked, *TINY, "--out", str(out), "--aspects", str(sizes), "--cameras", "1"]
    assert main(command) == 0
    first = (out / "leave_out.json").read_text(encoding="utf-8")
    shutil.rmtree(out / "all_other_sizes")
    (out / "leave_out.json").unlink()
    before = (out / "1000x700" / "best.safetensors").stat().st_mtime_ns
    assert main(command) == 0
    assert (out / "1000x700" / "best.safetensors").stat().st_mtime_ns == before
    assert (out / "leave_out.json").read_text(encoding="utf-8") == first


def test_that_a_starting_checkpoint_is_refused(pairs_folder: Path, tmp_path: Path, tiny_checkpoint: Path) -> None:
    asked = ["--images", str(pairs_folder / "images"), "--masks", str(pairs_folder / "masks"), "--decoder", "skip"]
    assert main(["leave-out", *asked, *TINY, "--out", str(tmp_path / "o"), "--init", str(tiny_checkpoint)]) == 2
    assert not (tmp_path / "o").exists()
