"""Commands whose disk fills or that are interrupted half-way: what is done stays, and the exit code says so."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from isic_photos import MASK, make_photos
from PIL import Image

from isic_desktop.cli import main
from isic_desktop.core import repredict as repredicting
from isic_desktop.core.handover import export, importing
from model_train.errors import StorageError
from model_train.images import encode_mask


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return make_photos(tmp_path / "photos", with_mask=3)


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def breaking_off(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, error: BaseException) -> None:
    """After its first item the work ends with this error."""
    whole = getattr(module, name)

    def one(*arguments: Any, **options: Any) -> Iterator[Any]:
        for item in whole(*arguments, **options):
            yield item
            raise error

    monkeypatch.setattr(module, name, one)


def disk_full() -> StorageError:
    return StorageError("The disk is full", remedy="Free some space.")


def test_that_an_export_ends_with_what_it_has_when_the_disk_is_full(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    breaking_off(monkeypatch, export, "run_export", disk_full())
    assert run("export", photos, "--format", "masks", "--out", tmp_path / "out") == 3
    assert "disk is full" in capsys.readouterr().err
    assert len(list((tmp_path / "out").glob("*.png"))) == 1


def test_that_an_interrupted_export_says_how_far_it_came(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    breaking_off(monkeypatch, export, "run_export", KeyboardInterrupt())
    assert run("export", photos, "--format", "masks", "--out", tmp_path / "out") == 130
    assert "nterrupted" in capsys.readouterr().err


def test_that_an_interrupted_import_keeps_what_came_in(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    masks = tmp_path / "masks"
    masks.mkdir()
    for number in (1, 2, 3):
        (masks / f"ISIC_000000{number}_segmentation.png").write_bytes(encode_mask(~MASK))
    breaking_off(monkeypatch, importing, "run_import", KeyboardInterrupt())
    assert run("import", masks, photos, "--replace") == 130
    saved = [path.read_bytes() for path in sorted((photos / "annotations").glob("*_Segmentation.png"))]
    assert saved.count(encode_mask(~MASK)) == 1
    assert saved.count(encode_mask(MASK)) == 2


def test_that_an_import_onto_a_full_disk_says_so_once_and_how_many_masks_are_left(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    masks = tmp_path / "masks"
    masks.mkdir()
    for number in (1, 2, 3):
        (masks / f"ISIC_000000{number}_segmentation.png").write_bytes(encode_mask(~MASK))

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert run("import", masks, photos, "--replace") == 3
    told = capsys.readouterr()
    assert told.err.count("disk is full") == 1
    assert "2 masks were not looked at" in told.err
    assert "1 failed" in told.out
    assert run("import", masks, photos, "--replace") == 0
    assert "3 replaced" in capsys.readouterr().out


@pytest.fixture
def tiny_model(tmp_path: Path) -> Path:
    from tiny_model import write_tiny_model

    return write_tiny_model(tmp_path / "tiny.safetensors")


def unpredicted(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        Image.new("RGB", (40, 30), (180, 140, 120)).save(folder / name)
    return folder


def test_that_predicting_anew_tells_a_program_that_listens_why_it_ended(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    breaking_off(monkeypatch, repredicting, "repredict", disk_full())
    folder = unpredicted(tmp_path)
    assert run("models", "repredict", tiny_model, folder, "--device", "cpu", "--events", "jsonl") == 3
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["event"] for event in events] == ["started", "image", "failed"]
    assert "disk is full" in events[-1]["message"]


def test_that_predicting_anew_ends_with_a_word_to_a_person(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = unpredicted(tmp_path)
    with monkeypatch.context() as patched:
        breaking_off(patched, repredicting, "repredict", KeyboardInterrupt())
        assert run("models", "repredict", tiny_model, folder, "--device", "cpu") == 130
    assert "after 1 of 2 images" in capsys.readouterr().err
    assert run("models", "repredict", tiny_model, folder, "--device", "cpu") == 0
    assert "2 predicted by tiny" in capsys.readouterr().out
    assert run("models", "repredict", tiny_model, tmp_path / "photos-none", "--device", "cpu") == 2


@pytest.mark.parametrize("text", ["x", "nan", "101", "-0.5"])
def test_that_a_tolerance_that_is_no_number_of_pixels_is_refused(
    text: str, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", photos, "--format", "yolo", "--out", tmp_path / "out", f"--tolerance={text}") == 2
    assert "0 to 100" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
