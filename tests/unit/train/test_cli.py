from __future__ import annotations

import csv
import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from platforms import needs_sigkill
from safetensors.torch import load_file

from model_train.checkpoint_header import read_header
from model_train.cli import main

TINY = ["--size", "32", "--batch-size", "4", "--encoder-weights", "none", "--precision", "float32"]


def folders(place: Path) -> list[str]:
    return ["--images", str(place / "images"), "--masks", str(place / "masks")]


@pytest.fixture(scope="module")
def two_runs(pairs_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two runs of two epochs, trained from the command line."""
    place = tmp_path_factory.mktemp("runs")
    runs = [place / "first", place / "second"]
    for run, other in zip(runs, (["--loss", "bce"], ["--loss", "bce-dice", "--dropout", "0.2"]), strict=True):
        asked = ["train", *folders(pairs_folder), "--out", str(run), "--decoder", "skip", "--epochs", "2", *TINY]
        assert main([*asked, *other]) == 0
    return runs


def test_that_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("analyse", "train", "evaluate", "compare", "reproduce"))


def test_that_the_images_to_validate_on_can_be_named(pairs_folder: Path, tmp_path: Path) -> None:
    ids = sorted(path.stem for path in (pairs_folder / "images").iterdir())
    named, left_out = tmp_path / "named.txt", tmp_path / "left_out.txt"
    named.write_text(f"{ids[0]}\n{ids[1]}\n", encoding="utf-8-sig")  # as Windows' own editor does
    left_out.write_text(f"{ids[2]}\n", encoding="utf-8")
    asked = [
        "train",
        *folders(pairs_folder),
        "--out",
        str(tmp_path / "run"),
        "--decoder",
        "skip",
        "--epochs",
        "1",
        *TINY,
    ]
    assert main([*asked, *TINY, "--validate-on", str(named), "--exclude", str(left_out), "--loss", "bce-jaccard"]) == 0
    with (tmp_path / "run" / "split.csv").open(encoding="utf-8") as file:
        sides = {row["id"]: row["side"] for row in csv.DictReader(file)}
    assert {name for name, side in sides.items() if side == "val"} == set(ids[:2])
    assert ids[2] not in sides


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["fly"],
        ["train"],
        ["train", "--images", "a", "--masks", "b", "--out", "c", "--lr", "fast"],
        ["train", "--images", "a", "--masks", "b", "--out", "c", "--size", "100"],
        ["train", "--images", "a", "--images", "b", "--masks", "b", "--out", "c"],
        ["train", "--images", "a", "--masks", "b", "--out", "c", "--test-images", "d"],
        ["compare", "one", "--out", "there"],
        ["analyse", "--images", "a", "--masks", "b", "--out", "c", "--seed", "-1"],
        ["calibrate", "--checkpoint", "a", "--images", "b", "--masks", "c", "--out", "d", "--seed", "-1"],
        ["calibrate", "--checkpoint", "a", "--images", "b", "--masks", "c", "--out", "d", "--sample", "-1"],
        ["leave-out", "--images", "a", "--masks", "b", "--out", "c", "--cameras", "-1"],
    ],
)
def test_that_wrong_usage_ends_with_two(
    argv: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(argv) == 2
    assert capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_that_the_automatic_learning_rate_follows_the_regime(pairs_folder: Path, tmp_path: Path) -> None:
    for regime, rate in (("frozen", 1e-3), ("finetune", 1e-4)):
        out = tmp_path / regime
        asked = ["train", *folders(pairs_folder), "--out", str(out), "--regime", regime, "--decoder", "skip"]
        assert main([*asked, "--epochs", "1", *TINY]) == 0
        config = json.loads((out / "config.json").read_text())
        assert config["settings"]["lr"] == rate
        assert read_header(out / "best.safetensors").regime == regime


def test_that_events_are_one_json_object_per_line(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["train", *folders(pairs_folder), "--out", str(tmp_path / "run"), "--decoder", "skip", "--epochs", "1"]
    assert main([*asked, *TINY, "--events", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    events = [json.loads(line)["event"] for line in lines]
    assert events[0] == "started"
    assert events[-1] == "finished"
    assert lines == (tmp_path / "run" / "events.jsonl").read_text(encoding="utf-8").splitlines()


def test_that_a_failure_before_the_start_is_an_event_too(
    pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    asked = ["train", *folders(pairs_folder), "--out", str(tmp_path), "--decoder", "skip", *TINY]
    assert main([*asked, "--events", "jsonl"]) == 1
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    assert json.loads(line)["event"] == "failed"
    assert "not empty" in printed.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


def test_that_evaluate_prints_one_json_document(
    two_runs: list[Path], pairs_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["evaluate", "--checkpoint", str(two_runs[0] / "best.safetensors"), *folders(pairs_folder), "--json"]
    assert main([*asked, "--device", "cpu"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["images"]) == 10
    assert found["tta"] is False
    assert found["mean"]["jaccard"] == pytest.approx(np.mean([row["jaccard"] for row in found["images"]]))
    assert found["seen"] == 10  # these are the images it was trained on
    assert -1.0 <= found["quality_rank_correlation"] <= 1.0


def test_that_a_json_document_is_one_that_every_pipe_can_carry(
    two_runs: list[Path], pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image, mask = pairs_folder / "images" / "drawn_000.png", pairs_folder / "masks" / "drawn_000_Segmentation.png"
    (tmp_path / "pairs.csv").write_text(f"id,image,mask\nläsion_图,{image},{mask}\n", encoding="utf-8")
    asked = ["evaluate", "--checkpoint", str(two_runs[0] / "best.safetensors"), "--pairs", str(tmp_path / "pairs.csv")]
    assert main([*asked, "--device", "cpu", "--json"]) == 0
    told = capsys.readouterr().out
    assert told.isascii()
    assert [row["id"] for row in json.loads(told)["images"]] == ["läsion_图"]


def test_that_evaluate_goes_on_past_a_bad_file(
    two_runs: list[Path], write: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "set", 3)
    (folder / "images" / "drawn_001.png").write_bytes(b"no image")
    asked = ["evaluate", "--checkpoint", str(two_runs[0] / "best.safetensors"), *folders(folder), "--tta"]
    assert main([*asked, "--device", "cpu"]) == 3
    told = capsys.readouterr().out
    assert "drawn_001" in told
    assert told.count("  Jaccard ") == 2
    assert "first, the mean of four mirror images; 2 of 3 images scored, each at its own size" in told


def test_that_compare_puts_runs_side_by_side(two_runs: list[Path], tmp_path: Path) -> None:
    assert main(["compare", *map(str, two_runs), "--out", str(tmp_path / "out")]) == 0
    found = json.loads((tmp_path / "out" / "comparison.json").read_text())
    assert [row["run"] for row in found["runs"]] == ["first", "second"]
    given = [json.loads((run / "config.json").read_text())["settings"] for run in two_runs]
    for key in given[0]:  # whatever differs is told
        if given[0][key] != given[1][key] and key != "name":
            assert [row[key] for row in found["runs"]] == [settings[key] for settings in given]
    (pair,) = found["pairs"]
    assert pair["images"] == pair["left_wins"] + pair["right_wins"] + pair["ties"] == 2
    tables = [csv.DictReader((run / "best_scores.csv").read_text().splitlines()) for run in two_runs]
    scores = [{row["id"]: float(row["jaccard"]) for row in table} for table in tables]
    differences = [scores[0][name] - scores[1][name] for name in scores[0]]
    assert pair["mean_difference"] == pytest.approx(sum(differences) / 2)
    assert pair["standard_error"] == pytest.approx(abs(differences[0] - differences[1]) / 2)
    page = (tmp_path / "out" / "comparison.html").read_text()
    assert "The losses are of different kinds" in page
    assert "first minus second" in page
    assert "own input size" not in page  # both have the same
    assert "data:image/png;base64," in page
    assert "http" not in page


def test_that_a_run_whose_figures_are_not_all_there_is_named(
    two_runs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "cut"
    run.mkdir()
    (run / "metrics.csv").write_text("epoch,val_jaccard\n1,0.5\n")
    assert main(["compare", str(two_runs[0]), str(run), "--out", str(tmp_path / "out")]) == 1
    assert "The run cut has no finished epoch with all figures" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["analyse", "compare", "reproduce", "leave-out", "train"])
def test_that_an_output_folder_which_is_a_file_is_named(
    command: str, two_runs: list[Path], pairs_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a note")
    asked = [str(run) for run in two_runs] if command == "compare" else folders(pairs_folder)
    if command == "reproduce":
        asked += ["--test-images", asked[1], "--test-masks", asked[3]]
    if command == "leave-out":
        sizes = tmp_path / "sizes.csv"
        ids = [image.stem for image in (pairs_folder / "images").iterdir()]
        rows = [f"{name},{100 + number % 2},100" for number, name in enumerate(ids)]
        sizes.write_text("\n".join(["id,native_width,native_height", *rows]))
        asked += ["--aspects", str(sizes)]
    assert main([command, *asked, "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert str(tmp_path / "out") in told[0]
    assert "--out" in told[0]


def test_that_analyse_names_every_fault(write: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "set", 9)
    images, masks = folder / "images", folder / "masks"

    def mask(number: int) -> Path:
        return masks / f"drawn_{number:03d}_Segmentation.png"

    mask(0).unlink()
    Image.new("L", (64, 64), 255).save(masks / "orphan_Segmentation.png")
    Image.new("L", (64, 64), 0).save(mask(1))
    Image.new("L", (64, 64), 255).save(mask(2))
    Image.new("L", (60, 64), 255).save(mask(3))
    Image.fromarray((np.asarray(Image.open(mask(4))) > 128).astype(np.uint8)).save(mask(4))
    Image.fromarray(np.where(np.asarray(Image.open(mask(5))) > 128, 200, 30).astype(np.uint8)).save(mask(5))
    (images / "drawn_006.png").write_bytes((images / "drawn_007.png").read_bytes())
    (images / "drawn_008.png").write_bytes(b"\x89PNG broken")
    out = tmp_path / "out"
    assert main(["analyse", "--images", str(images), "--masks", str(masks), "--out", str(out)]) == 3
    found = json.loads((out / "analysis.json").read_text())
    named = {
        "image_without_mask": "drawn_000", "mask_without_image": "orphan", "empty_mask": "drawn_001",
        "full_mask": "drawn_002", "size_mismatch": "drawn_003", "mask_coded_01": "drawn_004",
        "mask_other_values": "drawn_005", "duplicate_image": "drawn_007", "unreadable": "drawn_008",
    }  # fmt: skip
    for kind, name in named.items():
        assert len(found["findings"][kind]) == 1, kind
        assert name in found["findings"][kind][0]
    assert found["counts"] == {"images": 9, "masks": 9, "pairs": 8}
    assert {"red", "green", "blue", "overall"} == set(found["pixel_mean"])
    assert {entry.name for entry in out.iterdir()} == {
        "analysis.json", "analysis.html", "sizes.png", "lesion_fraction.png", "samples.png",
    }  # fmt: skip
    assert capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_that_analyse_names_a_file_whose_name_is_no_text(write: Any, tmp_path: Path) -> None:
    folder = write(tmp_path / "set", 2)
    (folder / "images" / "drawn_000.png").rename(folder / "images" / "drawn_\udcff.png")
    assert main(["analyse", *folders(folder), "--out", str(tmp_path / "out")]) == 0
    found = json.loads((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert found["findings"]["image_without_mask"] == ["drawn_\udcff.png"]
    assert "drawn_&#56575;.png" in (tmp_path / "out" / "analysis.html").read_text(encoding="utf-8")


def test_that_pixel_statistics_are_exact(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "masks").mkdir()
    image = np.zeros((10, 20, 3), np.uint8)
    image[:, :10] = (255, 0, 51)
    Image.fromarray(image).save(tmp_path / "images" / "a.png")
    Image.fromarray(image[..., 0]).save(tmp_path / "masks" / "a.png")
    out = tmp_path / "out"
    assert main(["analyse", *folders(tmp_path), "--out", str(out)]) == 0
    found = json.loads((out / "analysis.json").read_text())
    assert found["pixel_mean"]["red"] == pytest.approx(0.5)
    assert found["pixel_std"]["blue"] == pytest.approx(0.1)
    assert found["pixel_std"]["overall"] == pytest.approx(float((image / 255.0).std()))
    assert found["lesion_fraction"]["mean"] == 0.5


def test_that_reproduce_writes_both_tasks_and_goes_on_where_it_was(
    pairs_folder: Path, write: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test = write(tmp_path / "test", 3, first=100)
    asked = ["reproduce", *folders(pairs_folder), "--test-images", str(test / "images"), "--test-masks",
             str(test / "masks"), "--out", str(tmp_path / "out"), "--epochs", "1", "--size", "32",
             "--encoder-weights", "none", "--precision", "float32", "--publishable"]  # fmt: skip
    assert main(asked) == 0
    found = json.loads((tmp_path / "out" / "reproduction.json").read_text())
    for task, regime in (("task1", "frozen"), ("task2", "finetune")):
        assert {"test_loss", "test_jaccard", "test_dice", "test_accuracy", "train_loss"} <= set(found[task]["last"])
        config = json.loads((tmp_path / "out" / task / "config.json").read_text())["settings"]
        assert (config["regime"], config["decoder"], config["batch_size"]) == (regime, "transpose", 16)
    page = (tmp_path / "out" / "reproduction.html").read_text()
    for task in ("task1", "task2"):  # outlines and nothing of the photographs
        sheet = np.asarray(Image.open(tmp_path / "out" / f"{task}_actual_predicted.png").convert("RGB")).reshape(-1, 3)
        tiles = sheet[(sheet != 40).any(axis=1)]
        assert (tiles == 128).all(axis=1).mean() > 0.3  # the rest are two outlines and the letters
    assert "0.5585" in page
    assert "0.7165" in page
    told = " ".join(page.split())
    assert "reproduce --images … --masks … --test-images … --test-masks … --out … --epochs 1 --size 32" in told
    for task, rate in (("--regime frozen", "--lr 0.001 "), ("--regime finetune", "")):  # one that is the default's
        (command,) = [one for one in told.split("<pre>") if task in one]
        assert command.count("--lr ") == bool(rate)
        assert rate in command
        assert "--precision float32 --encoder-weights none" in command
    before = load_file(tmp_path / "out" / "task1" / "last.safetensors")
    listed = tmp_path / "pairs.csv"
    rows = [f"{image},{pairs_folder / 'masks' / image.stem}_Segmentation.png"
            for image in sorted((pairs_folder / "images").iterdir())]  # fmt: skip
    listed.write_text("\n".join(["image,mask", *rows]))
    # Both are complete, so nothing is trained again; and the same pairs may be given as a list.
    assert main(["reproduce", "--pairs", str(listed), *asked[5:]]) == 0
    after = load_file(tmp_path / "out" / "task1" / "last.safetensors")
    assert all((before[name] == after[name]).all() for name in before)


# It dies when it writes the next thing after its first epoch.
KILLED_AFTER_AN_EPOCH = """
import os, pathlib, signal, sys
from model_train.cli import main
real, last = os.fsync, pathlib.Path(sys.argv[sys.argv.index("--out") + 1], "last.safetensors")
def fsync(descriptor):
    if last.exists():
        os.kill(os.getpid(), signal.SIGKILL)
    real(descriptor)
os.fsync = fsync
raise SystemExit(main(sys.argv[1:]))
"""


@needs_sigkill
def test_that_a_killed_run_resumes_to_the_same_weights(pairs_folder: Path, tmp_path: Path) -> None:
    def asked(out: Path) -> list[str]:
        options = ["--decoder", "skip", "--epochs", "4", *TINY, "--augment", "strong", "--device", "cpu"]
        return ["train", *folders(pairs_folder), "--out", str(out), *options]

    whole, parted = tmp_path / "whole", tmp_path / "parted"
    assert main(asked(whole)) == 0
    victim = subprocess.run(
        [sys.executable, "-c", KILLED_AFTER_AN_EPOCH, *asked(parted)],
        env={**os.environ, "OMP_NUM_THREADS": "1"}, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert victim.returncode == -signal.SIGKILL
    assert (parted / "last.safetensors").exists()
    assert main([*asked(parted), "--resume"]) == 0
    first, second = load_file(whole / "last.safetensors"), load_file(parted / "last.safetensors")
    assert first.keys() == second.keys()
    assert all((first[name] == second[name]).all() for name in first)


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a POSIX shell")
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", "<&- >&-"])  # with the second, a traceback would be seen
def test_that_closed_streams_are_no_error(closed: str, pairs_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    asked = ["train", *folders(pairs_folder), "--out", str(out), "--epochs", "1", *TINY, "--device", "cpu"]
    words = shlex.join([sys.executable, "-m", "model_train", *asked, "--events", "jsonl"])
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        ["sh", "-c", f"{words} {closed}"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    last = (out / "events.jsonl").read_text().splitlines()[-1]
    assert json.loads(last)["event"] == "finished"
    assert (out / "last.safetensors").exists()
