"""Export, import and validate on the command line: what is printed where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from isic_photos import MASK, make_photos

from isic_desktop.__main__ import main
from isic_desktop.commands import export as export_command
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.handover.formats import Format
from isic_desktop.core.places import resource_path
from model_train.images import encode_mask, read_mask


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return make_photos(tmp_path / "photos", with_mask=2)


def document(text: str, schema: str) -> Any:
    found = json.loads(text)
    jsonschema.validate(found, json.loads(resource_path("schemas", f"{schema}.schema.json").read_text("utf-8")))
    return found


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_that_the_command_line_offers_every_format() -> None:
    assert export_command._formats() == tuple(form.value for form in Format)


@pytest.mark.parametrize("form", [form.value for form in Format])
def test_that_export_writes_names_what_it_leaves_out_and_refuses_to_replace(
    form: str, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"out{Format(form).single_file}"
    assert run("export", photos, "--format", form, "--out", out) == 0
    told = capsys.readouterr()
    assert "2 annotations were handed over" in told.out
    assert "ISIC_0000003.png. There is no annotation yet." in told.err
    assert run("export", photos, "--format", form, "--out", out) == 2
    assert "would be replaced" in capsys.readouterr().err
    assert run("export", photos, "--format", form, "--out", out, "--overwrite", "--json") == 0
    found = document(capsys.readouterr().out, "export-report")
    assert [image["name"] for image in found["images"]] == ["ISIC_0000001.png", "ISIC_0000002.png"]
    assert [item["name"] for item in found["left_out"]] == ["ISIC_0000003.png"]


def test_that_one_bad_annotation_is_named_and_the_rest_goes_on(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "annotations" / "ISIC_0000001_Segmentation.png").write_bytes(encode_mask(MASK[:-1]))
    assert run("export", photos, "--format", "masks", "--out", tmp_path / "out", "--json") == 3
    told = capsys.readouterr()
    assert "ISIC_0000001_Segmentation.png" in told.err
    found = document(told.out, "export-report")
    assert [bool(image["error"]) for image in found["images"]] == [True, False]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ISIC_0000002_Segmentation.png"]


def test_that_states_and_named_images_choose(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", photos, "--format", "coco", "--out", tmp_path / "x.json", "--state", "accepted") == 2
    capsys.readouterr()
    only = ("--only", photos / "ISIC_0000002.png")
    assert run("export", photos, "--format", "coco", "--out", tmp_path / "x.json", "--json", *only) == 0
    assert len(document(capsys.readouterr().out, "export-report")["images"]) == 1
    assert run("export", photos, "--format", "coco", "--out", tmp_path / "y.json", "--only", "gone.png") == 2


def test_that_import_takes_in_keeps_and_replaces(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    masks = tmp_path / "masks"
    masks.mkdir()
    for number in (1, 3, 9):
        (masks / f"ISIC_000000{number}_segmentation.png").write_bytes(encode_mask(~MASK))
    assert run("import", masks, photos, "--json") == 3
    found = document(capsys.readouterr().out, "import-report")
    assert [mask["status"] for mask in found["masks"]] == ["kept", "imported", "failed"]
    assert not (photos / "annotations" / ".lock").exists()
    (masks / "ISIC_0000009_segmentation.png").unlink()
    assert run("import", masks, photos, "--replace") == 0
    told = capsys.readouterr()
    assert told.out == "2 masks: 0 imported, 1 replaced, 1 unchanged.\n"
    assert "set-aside" in told.err
    mask = photos / "annotations" / "ISIC_0000001_Segmentation.png"
    assert np.array_equal(read_mask(mask).mask, ~MASK)


def test_that_import_refuses_a_folder_that_another_program_writes_to(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    masks = tmp_path / "masks"
    masks.mkdir()
    (masks / "ISIC_0000003.png").write_bytes(encode_mask(MASK))
    locks = FolderLocks()
    assert locks.acquire(photos / "annotations") is None
    try:
        assert run("import", masks, photos) == 2
    finally:
        locks.release_except(())
    assert "is open in" in capsys.readouterr().err
    assert not (photos / "annotations" / "ISIC_0000003_Segmentation.png").exists()


def test_that_validate_names_faults_and_repairs_to_another_place(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("validate", photos) == 0
    assert "2 of 2 masks are valid" in capsys.readouterr().out
    masks = tmp_path / "masks"
    masks.mkdir()
    holed = MASK.copy()
    holed[10, 12] = False
    (masks / "ISIC_0000001_Segmentation.png").write_bytes(encode_mask(holed))
    (masks / "mole_segmentation.png").write_bytes(encode_mask(MASK))
    assert run("validate", masks, "--json") == 3
    found = document(capsys.readouterr().out, "validate-report")
    assert [[fault["rule"] for fault in mask["faults"]] for mask in found["masks"]] == [["name", "holes"], ["name"]]
    assert run("validate", masks, "--images", photos, "--repair", tmp_path / "x.zip", "--json") == 3
    found = document(capsys.readouterr().out, "validate-report")
    assert [mask["written"] for mask in found["masks"]] == ["ISIC_0000001_segmentation.png", None]
    assert run("validate", tmp_path / "x.zip", "--images", photos) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "gone", "--format", "csv", "--out", "x.csv"),
        ("export", ".", "--format", "csv", "--out", "x.csv", "--annotations", "gone"),
        ("export", ".", "--format", "csv", "--out", "x.csv", "--tolerance", "-1"),
        ("export", ".", "--format", "nonsense", "--out", "x"),
        ("import", "gone", "."),
        ("import", ".", "gone"),
        ("validate", "gone"),
    ],
)
def test_that_what_cannot_be_done_is_refused_with_a_sentence(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(("isic-desktop:", "usage:"))
    assert list(tmp_path.iterdir()) == []
