"""The command line as a person or a script meets it: what is printed where, and with which exit code."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from PIL import Image
from red_predictor import RedPredictor, be_the_default, draw_lesion, lesion_mask, write_truth
from tiny_model import write_header_only_model, write_tiny_model

from isic_desktop import __version__
from isic_desktop.__main__ import main
from isic_desktop.commands import segment
from isic_desktop.core import model_registry
from isic_desktop.core.places import resource_path
from isic_desktop.core.settings import Settings
from model_train.scores import SCORE_NAMES

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for number in (1, 2, 10):
        draw_lesion(tmp_path / "photos" / f"x{number}.png", lesion=(5, 5, 10 + number, 15))
    return tmp_path / "photos"


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model by name of the bundled default, behind which the red predictor works."""
    return be_the_default(tmp_path / "bundled", monkeypatch)


def valid(text: str, schema: str) -> Any:
    """The one JSON document in a text, checked against its schema."""
    document = json.loads(text)
    jsonschema.validate(document, json.loads(resource_path("schemas", f"{schema}.schema.json").read_text("utf-8")))
    return document


def test_that_every_schema_is_one() -> None:
    schemas = sorted(resource_path("schemas").glob("*.schema.json"))
    assert {path.name.split(".")[0] for path in schemas} >= {
        "sidecar-1",
        "segment-report",
        "score-report",
        "models",
        "actions",
    }
    for path in schemas:
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_that_segment_prints_one_document_and_writes_masks_and_a_report(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    (photos / "bad.jpg").write_bytes(b"")
    assert main(["segment", str(photos), "--out", str(out), "--json"]) == 3
    printed = capsys.readouterr()
    document = valid(printed.out, "segment-report")
    assert [image["id"] for image in document["images"]] == ["bad", "x1", "x2", "x10"]
    assert [image["status"] for image in document["images"]] == ["failed", "done", "done", "done"]
    assert document["mean"] is None
    assert document["stopped"] is None
    assert "bad.jpg" in document["images"][0]["error"]
    assert "bad.jpg" in printed.err
    assert "jaccard" not in document["images"][1]
    with (out / "report.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [
        "file",
        "id",
        "status",
        "width",
        "height",
        "lesion_fraction",
        "seconds",
        "jaccard",
        "dice",
        "accuracy",
        "sensitivity",
        "specificity",
        "thresholded_jaccard",
        "predicted_jaccard",
        "error",
    ]
    assert [row[1] for row in rows[1:]] == ["bad", "x1", "x2", "x10"]
    for sidecar in out.glob("*_Segmentation.json"):
        written = valid(sidecar.read_text("utf-8"), "sidecar-1")
        assert (written["origin"], written["state"], written["changed_pixels"]) == ("machine", "predicted", 0)
    assert sorted(path.name for path in out.iterdir()) == [
        ".isic-desktop",
        "report.csv",
        "report.json",
        "x10_Segmentation.json",
        "x10_Segmentation.png",
        "x1_Segmentation.json",
        "x1_Segmentation.png",
        "x2_Segmentation.json",
        "x2_Segmentation.png",
    ]


def test_that_segment_with_ground_truth_gives_scores_and_their_mean(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = tmp_path / "truth"
    write_truth(truth / "x1_Segmentation.png", lesion_mask(lesion=(5, 5, 11, 15)))
    write_truth(truth / "x2_segmentation.png", lesion_mask(lesion=(5, 5, 8, 15)))
    arguments = ["segment", str(photos), "--out", str(tmp_path / "out"), "--truth", str(truth)]
    assert main([*arguments, "--json"]) == 0
    printed = capsys.readouterr()
    document = valid(printed.out, "segment-report")
    first, second, third = document["images"]
    assert first["jaccard"] == 1.0
    assert second["jaccard"] == pytest.approx(3 / 7)
    assert second["thresholded_jaccard"] == 0.0
    assert "jaccard" not in third
    assert document["without_truth"] == ["x10"]
    assert "x10" in printed.err
    assert document["mean"]["jaccard"] == pytest.approx((1 + 3 / 7) / 2)
    assert set(document["mean"]) == set(SCORE_NAMES)
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert "3 done (3 of them by an earlier run)" in text
    assert "Jaccard 0.7143" in text


def test_that_the_masks_of_segment_score_as_segment_said(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth, out = tmp_path / "truth", tmp_path / "out"
    for number in (1, 2, 10):
        write_truth(truth / f"x{number}_Segmentation.png", lesion_mask())
    main(["segment", str(photos), "--out", str(out), "--truth", str(truth), "--json"])
    said = json.loads(capsys.readouterr().out)
    assert main(["score", str(out), str(truth), "--json"]) == 0
    scored = valid(capsys.readouterr().out, "score-report")
    assert scored["mean"] == said["mean"]
    by_id = {image["id"]: image for image in said["images"]}
    for image in scored["images"]:
        for name in SCORE_NAMES:
            assert image[name] == by_id[image["id"]][name]


def test_that_segment_keeps_a_persons_mask_and_says_so(
    photos: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    write_truth(out / "x2_Segmentation.png", lesion_mask(lesion=(0, 0, 3, 3)))
    before = (out / "x2_Segmentation.png").read_bytes()
    assert main(["segment", str(photos), "--out", str(out)]) == 0
    assert "1 kept" in capsys.readouterr().out
    assert (out / "x2_Segmentation.png").read_bytes() == before
    rows = list(csv.DictReader((out / "report.csv").read_text("utf-8").splitlines()))
    assert [row["status"] for row in rows] == ["done", "kept", "done"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["segment", "photos", "--out", "out", "--model", "nosuch"], "no model named 'nosuch'"),
        (["segment", "photos", "--out", "out", "--model", "./none.safetensors"], "no such model file"),
        (["segment", "photos", "--out", "out", "--truth", "nowhere"], "nowhere"),
        (["segment", "nowhere", "--out", "out"], "nowhere"),
        (["segment", "empty", "--out", "out"], "no image"),
        (["segment", "photos", "--out", "photos/x1.png"], "not a folder"),
        (["segment", "photos", "twin", "--out", "out"], "would both become"),
        (["segment", "photos"], "--out"),
        (["segment", "photos", "--out", "out", "--threshold", "2"], "between 0 and 1"),
        (["segment", "--out", "out"], "INPUT"),
        (["score", "nowhere", "photos"], "nowhere"),
        (["score", "empty", "photos"], "no mask"),
        (["score", "photos"], "TRUTH"),
        (["photoz"], "no folder and no command"),
        (["segmnt"], "Did you mean 'segment'"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_that_a_senseless_request_is_refused_in_a_sentence(
    arguments: list[str],
    words: str,
    photos: Path,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    draw_lesion(tmp_path / "twin" / "x2.jpg")
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert "Traceback" not in printed.err
    assert not list(tmp_path.glob("out/*_Segmentation.png"))


def test_that_score_names_what_is_missing_and_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions, truth = tmp_path / "predictions", tmp_path / "truth"
    write_truth(predictions / "a_Segmentation.png", lesion_mask())
    write_truth(predictions / "extra_mask.png", lesion_mask())
    write_truth(truth / "a_segmentation.png", lesion_mask())
    write_truth(truth / "b_Segmentation.png", lesion_mask())
    assert main(["score", str(predictions), str(truth), "--json"]) == 3
    printed = capsys.readouterr()
    document = valid(printed.out, "score-report")
    assert document["missing"] == ["b"]
    assert document["extra"] == ["extra"]
    assert [image["id"] for image in document["images"]] == ["a"]
    assert document["mean"]["dice"] == 1.0
    assert "b" in printed.err


def test_that_score_names_sizes_that_differ_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions, truth = tmp_path / "predictions", tmp_path / "truth"
    for name in ("a", "b", "c"):
        write_truth(predictions / f"{name}.png", lesion_mask())
        write_truth(truth / f"{name}.png", lesion_mask(wh=(41, 30) if name == "b" else (40, 30)))
    (predictions / "c.png").write_bytes(b"broken")
    assert main(["score", str(predictions), str(truth), "--json"]) == 3
    document = valid(capsys.readouterr().out, "score-report")
    assert [image["id"] for image in document["images"]] == ["a"]
    assert [failure["id"] for failure in document["failed"]] == ["b", "c"]
    assert str(predictions / "b.png") in document["failed"][0]["error"]
    assert "40 × 30" in document["failed"][0]["error"]


def test_that_masks_coded_0_and_1_are_said_so_and_can_be_rescaled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    predictions, truth = tmp_path / "predictions", tmp_path / "truth"
    write_truth(predictions / "a.png", lesion_mask())
    write_truth(truth / "a.png", lesion_mask(), value=1)
    assert main(["score", str(predictions), str(truth), "--json"]) == 3
    printed = capsys.readouterr()
    assert "--rescale-01" in json.loads(printed.out)["failed"][0]["error"]
    assert main(["score", str(predictions), str(truth), "--json", "--rescale-01"]) == 0
    assert json.loads(capsys.readouterr().out)["mean"]["jaccard"] == 1.0


def test_that_score_prints_a_table_with_the_mean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_truth(tmp_path / "p" / "ISIC_1_Segmentation.png", lesion_mask(lesion=(5, 5, 20, 10)))
    write_truth(tmp_path / "t" / "ISIC_1_Segmentation.png", lesion_mask())
    assert main(["score", str(tmp_path / "p"), str(tmp_path / "t")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["id", "Jaccard", "Dice"]
    assert lines[1].split()[:3] == ["ISIC_1", "0.5000", "0.6667"]
    assert lines[-1].split()[0] == "mean"


def test_that_two_mask_files_can_be_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_truth(tmp_path / "mine.png", np.zeros((4, 4), bool))
    write_truth(tmp_path / "theirs.png", np.zeros((4, 4), bool))
    assert main(["score", str(tmp_path / "mine.png"), str(tmp_path / "theirs.png"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["mean"]["jaccard"] == 1.0


def test_that_images_beside_their_masks_are_not_scored_as_masks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw_lesion(tmp_path / "both" / "a.png")
    write_truth(tmp_path / "both" / "a_Segmentation.png", lesion_mask())
    write_truth(tmp_path / "both" / "b_Segmentation.png", lesion_mask())
    assert main(["score", str(tmp_path / "both"), str(tmp_path / "both"), "--json"]) == 0
    assert [image["id"] for image in json.loads(capsys.readouterr().out)["images"]] == ["a", "b"]
    write_truth(tmp_path / "both" / "b_mask.png", lesion_mask())
    assert main(["score", str(tmp_path / "both"), str(tmp_path / "both")]) == 2
    assert "Two masks have the id 'b'" in capsys.readouterr().err


def test_that_models_are_listed_with_what_their_files_say(
    model: Path, program_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_header_only_model(program_home / "models" / "mine.safetensors")
    settings = Settings()
    settings.active_model = "mine"
    settings.save()
    assert main(["models", "--json"]) == 0
    models = valid(capsys.readouterr().out, "models")["models"]
    assert [(entry["name"], entry["active"], entry["bundled"]) for entry in models] == [
        (model_registry.DEFAULT_MODEL, False, True),
        ("mine", True, False),
    ]
    assert models[1]["decoder"] == "skip"
    assert main(["models"]) == 0
    assert "* mine" in capsys.readouterr().out
    (program_home / "models" / "broken.safetensors").write_bytes(b"junk")
    assert main(["models", "--json"]) == 3
    printed = capsys.readouterr()
    assert {entry["name"]: bool(entry["error"]) for entry in valid(printed.out, "models")["models"]}["broken"]
    assert "broken.safetensors" in printed.err


def test_that_actions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actions", "--json"]) == 0
    actions = {entry["id"]: entry for entry in valid(capsys.readouterr().out, "actions")}
    assert {"file.open_folder", "image.segment", "edit.undo", "tool.brush", "annotation.save"} <= set(actions)
    assert main(["actions"]) == 0
    assert "image.segment" in capsys.readouterr().out


def test_that_version_and_help_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"isic-desktop {__version__}\n"
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    for word in ("segment", "score", "models", "actions", "demo", "train", "examples:", "./demo"):
        assert re.search(rf"{re.escape(word)}", text)
    for command in ("segment", "score", "models", "actions", "demo"):
        assert main([command, "--help"]) == 0
        assert f"isic-desktop {command}" in capsys.readouterr().out


def test_that_train_is_the_training_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--help"]) == 0
    assert "--regime" in capsys.readouterr().out
    assert main(["train"]) == 2


def test_that_an_interrupted_run_says_how_to_go_on(
    photos: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(RedPredictor):
        def predict_prepared(self, inputs, *, with_quality):  # type: ignore[no-untyped-def]
            if self.predicted == 1:
                raise KeyboardInterrupt
            return super().predict_prepared(inputs, with_quality=with_quality)

    arguments = ["segment", str(photos), "--out", str(tmp_path / "out")]
    with monkeypatch.context() as patch:
        patch.setattr(segment, "load_predictor", lambda model, device: Interrupted())
        assert main(arguments) == 130
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "same command again" in printed.err
    assert main(arguments) == 0
    assert "(1 of them by an earlier run)" in capsys.readouterr().out


def test_that_names_no_console_can_show_are_printed_with_escapes(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = b"l\xe4sion.png".decode("utf-8", "surrogateescape")
    draw_lesion(tmp_path / "photos" / odd)
    draw_lesion(tmp_path / "photos" / "日本語.png")
    assert main(["segment", str(tmp_path / "photos"), "--out", str(tmp_path / "out"), "--json"]) == 0
    printed = capsys.readouterr().out
    assert printed.isascii()
    assert {image["id"] for image in valid(printed, "segment-report")["images"]} == {Path(odd).stem, "日本語"}
    assert (tmp_path / "out" / "日本語_Segmentation.png").is_file()


def test_that_without_a_display_the_window_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for arguments in ([], [str(tmp_path)]):
        assert main(arguments) == 2
        error = capsys.readouterr().err
        assert "no display" in error
        assert "isic-desktop segment" in error


def run_program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "isic_desktop", *arguments],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        timeout=600,
        check=False,
        **options,
    )


def test_that_the_real_program_segments_with_a_real_network(tmp_path: Path) -> None:
    model = write_tiny_model(tmp_path / "tiny.safetensors")
    photos = tmp_path / "photos"
    photos.mkdir()
    noise = np.random.default_rng(1).integers(0, 256, (50, 70, 3), dtype=np.uint8)
    Image.fromarray(noise).save(photos / "a.png")
    (photos / "b.jpg").write_bytes(b"\xff\xd8\xff truncated")
    done = run_program(
        "segment", str(photos), "--out", str(tmp_path / "out"), "--model", str(model), "--device", "cpu", "--json"
    )
    assert done.returncode == 3, done.stderr
    document = valid(done.stdout, "segment-report")
    assert [image["status"] for image in document["images"]] == ["done", "failed"]
    assert 0 < document["images"][0]["lesion_fraction"] < 1
    assert "Traceback" not in done.stderr
    assert "\r" not in done.stderr  # no progress bar where nobody looks at a terminal


def test_that_waiting_threads_are_told_to_sleep_unless_someone_chose_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    main(["--version"])
    assert os.environ["OMP_WAIT_POLICY"] == "PASSIVE"
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    main(["--version"])
    assert os.environ["OMP_WAIT_POLICY"] == "ACTIVE"
    capsys.readouterr()


def test_that_quick_commands_load_neither_torch_nor_qt() -> None:
    script = (
        "import sys\n"
        "from isic_desktop.cli import main\n"
        "codes = [main(['--version']), main(['actions', '--json']), main(['--help']), main(['nosuch'])]\n"
        "main(['models', '--json'])\n"
        "heavy = [name for name in ('torch', 'torchvision', 'PySide6', 'cv2', 'matplotlib') if name in sys.modules]\n"
        "assert codes == [0, 0, 0, 2], codes\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=CHECKOUT, check=False)
    assert done.returncode == 0, done.stderr
