"""Full disks and kills while a folder is segmented: what is done stays done, and the next run finishes the rest."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from platforms import needs_sigkill
from red_predictor import RedPredictor, be_the_default, draw_lesion
from tiny_model import write_tiny_model

from isic_desktop.__main__ import main
from isic_desktop.core import batch
from isic_desktop.core.annotation_store import annotation_owner, annotation_paths
from isic_desktop.core.batch import SegmentOptions, segment_images
from isic_desktop.core.batch_plan import plan_segmentation
from isic_desktop.core.batch_resume import ResumeState
from isic_desktop.core.sidecar import read_sidecar
from model_train import atomic
from model_train.errors import StorageError
from model_train.images import read_mask

CHECKOUT = Path(__file__).resolve().parents[2]


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


def from_call(first: int, last: int, real: Callable[..., object], error: BaseException) -> Callable[..., object]:
    """A function that does what `real` does, except that its calls of those numbers raise."""
    calls = 0

    def counting(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if first <= calls <= last:
            raise error
        return real(*arguments, **options)

    return counting


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for number in range(5):
        draw_lesion(tmp_path / "photos" / f"x{number}.png", lesion=(5, 5, 10 + number, 15))
    return tmp_path / "photos"


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return be_the_default(tmp_path / "bundled", monkeypatch)


def masks(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*_Segmentation.png")}


def left_alone(photos: Path, out: Path) -> dict[str, bytes]:
    list(segment_images(plan_segmentation([photos], out), RedPredictor()))
    return masks(out)


def temporary_files(out: Path) -> list[Path]:
    return [path for path in out.rglob("*") if path.name.startswith(atomic.TEMPORARY_PREFIX)]


def test_that_a_full_disk_ends_the_run_in_one_sentence_and_the_next_one_finishes_it(
    photos: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = ["segment", str(photos), "--out", str(out), "--json"]
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as patch:
        patch.setattr(batch, "_WRITERS", 1)  # so that the calls have an order
        patch.setattr(os, "fsync", from_call(8, 10**9, os.fsync, full))
        assert main(arguments) == 3
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert "disk is full" in document["stopped"]
    assert printed.err.count("disk is full") == 1
    assert "Traceback" not in printed.err
    assert len(document["images"]) < 5  # how many were through by then is the lanes' affair
    assert not temporary_files(out)
    assert not (out / "report.csv").exists()
    for image in document["images"]:
        assert annotation_owner(annotation_paths(out, image["id"])) == "machine"
    assert main(arguments) == 0
    again = json.loads(capsys.readouterr().out)
    assert sum(image["resumed"] for image in again["images"]) >= len(document["images"])
    assert masks(out) == left_alone(photos, tmp_path / "alone")


def test_that_a_disk_that_fills_up_at_the_report_is_told(
    photos: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    real = atomic.write_bytes

    def full_at_the_report(path: Path, content: bytes) -> None:
        if path.name == "report.csv":
            raise atomic.storage_error(OSError(errno.ENOSPC, "No space left on device"), path)
        real(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "write_bytes", full_at_the_report)
        assert main(["segment", str(photos), "--out", str(out), "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    assert "report.csv" in document["stopped"]
    assert [image["status"] for image in document["images"]] == ["done"] * 5
    assert len(masks(out)) == 5


def test_that_a_full_disk_at_the_resume_state_ends_the_run(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = StorageError("Cannot write the file (No space left on device)", path=tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(ResumeState, "_append", from_call(3, 10**9, ResumeState._append, full))
        stream = segment_images(plan_segmentation([photos], tmp_path / "out"), RedPredictor())
        with pytest.raises(StorageError):
            list(stream)
    results = list(segment_images(plan_segmentation([photos], tmp_path / "out"), RedPredictor()))
    assert [result.status for result in results] == ["done"] * 5
    assert masks(tmp_path / "out") == left_alone(photos, tmp_path / "alone")


@pytest.mark.parametrize("replace_call", range(1, 11))
def test_that_a_kill_at_any_replacement_is_made_good_by_the_next_run(
    replace_call: int, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", from_call(replace_call, 10**9, os.replace, Killed()))
        stream = segment_images(plan_segmentation([photos], out), RedPredictor())
        with pytest.raises(Killed):
            list(stream)
    finished = len(list(out.glob("*_Segmentation.json")))
    assert finished >= (replace_call - 1) // 2 - batch._WRITERS  # those written at the same time may be half done
    predictor = RedPredictor()
    results = list(segment_images(plan_segmentation([photos], out), predictor))
    assert [result.status for result in results] == ["done"] * 5
    assert predictor.predicted == 5 - finished
    assert masks(out) == left_alone(photos, tmp_path / "alone")
    for number in range(5):
        assert annotation_owner(annotation_paths(out, f"x{number}")) == "machine"


def test_that_a_folder_that_cannot_be_written_to_is_refused_before_the_work(
    photos: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, content: bytes) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", refuse)
        assert main(["segment", str(photos), "--out", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(tmp_path / "out") in printed.err
    assert "another folder" in printed.err


# Whatever its other lanes and writers are about just then.
KILLED_AT_THE_EIGHTH = """
import itertools, os, signal
from isic_desktop.__main__ import main
from isic_desktop.core import batch_work
save, calls = batch_work.save_encoded, itertools.count(1)
def save_seven(*arguments, **options):
    if next(calls) == 8:
        os.kill(os.getpid(), signal.SIGKILL)
    return save(*arguments, **options)
batch_work.save_encoded = save_seven
raise SystemExit(main())
"""


@needs_sigkill
def test_that_a_killed_process_loses_nothing_and_the_next_one_gives_the_same_masks(tmp_path: Path) -> None:
    """A real program with a real network, killed in the middle."""
    model = write_tiny_model(tmp_path / "tiny.safetensors")
    photos = tmp_path / "photos"
    photos.mkdir()
    random = np.random.default_rng(3)
    for number in range(24):
        coarse = random.integers(0, 256, (12, 16, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((640, 480)).save(photos / f"p{number}.jpg")

    def command(out: Path, *program: str) -> list[str]:
        options = ["--model", str(model), "--device", "cpu", "--json"]
        return [
            sys.executable,
            *(program or ("-m", "isic_desktop")),
            "segment",
            str(photos),
            "--out",
            str(out),
            *options,
        ]

    killed = tmp_path / "killed"
    process = subprocess.run(
        command(killed, "-c", KILLED_AT_THE_EIGHTH), cwd=CHECKOUT, capture_output=True, timeout=600, check=False
    )
    assert process.returncode == -signal.SIGKILL, process.stderr
    done_before = masks(killed)
    assert 4 <= len(done_before) < 24
    for name in done_before:
        assert read_mask(killed / name).mask.shape == (480, 640)
    for path in killed.glob("*_Segmentation.json"):
        read_sidecar(path)

    resumed = subprocess.run(command(killed), cwd=CHECKOUT, capture_output=True, text=True, timeout=600, check=False)
    assert resumed.returncode == 0, resumed.stderr
    images = json.loads(resumed.stdout)["images"]
    assert [image["status"] for image in images] == ["done"] * 24
    assert sum(image["resumed"] for image in images) >= len(done_before) - batch._WRITERS
    alone = tmp_path / "alone"
    subprocess.run(command(alone), cwd=CHECKOUT, capture_output=True, timeout=600, check=True)
    assert masks(killed) == masks(alone)
    assert any(read_mask(alone / name).mask.any() and not read_mask(alone / name).mask.all() for name in masks(alone))


def test_that_a_record_of_an_older_mask_is_not_taken_for_the_newer_ones(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    every_pixel = SegmentOptions(threshold=0.01)
    list(segment_images(plan_segmentation([photos], out), RedPredictor(), every_pixel))
    with monkeypatch.context() as patch:  # killed each time before the new mask was recorded as done
        patch.setattr(ResumeState, "record_done", lambda *_: None)
        list(segment_images(plan_segmentation([photos], out), RedPredictor()))
    results = list(segment_images(plan_segmentation([photos], out), RedPredictor()))
    assert all(result.resumed for result in results)
    for result in results:
        assert result.mask is not None
        assert result.lesion_fraction == pytest.approx(read_mask(result.mask).mask.mean())


def test_that_a_full_disk_while_old_results_are_taken_over_is_not_blamed_on_the_images(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    list(segment_images(plan_segmentation([photos], out), RedPredictor()))
    (out / ".isic-desktop" / "segment.jsonl").unlink()
    full = StorageError("Cannot write the file (No space left on device)", path=out)
    with monkeypatch.context() as patch:
        patch.setattr(ResumeState, "_append", from_call(1, 10**9, ResumeState._append, full))
        with pytest.raises(StorageError):
            list(segment_images(plan_segmentation([photos], out), RedPredictor()))


def test_that_half_written_files_of_a_killed_run_are_cleared_away(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    old, young = (out / f"{atomic.TEMPORARY_PREFIX}{name}" for name in ("old", "young"))
    for path in (old, young):
        path.write_bytes(b"half a ma")
    os.utime(old, (1000, 1000))
    list(segment_images(plan_segmentation([photos], out), RedPredictor()))
    assert not old.exists()
    assert young.exists()  # it may belong to a program that is writing right now
