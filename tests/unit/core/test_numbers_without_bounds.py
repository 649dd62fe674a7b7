"""Numbers that JSON may hold and a float cannot: told like any other damage, never a crash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isic_desktop.core.batch_resume import ResumeState
from isic_desktop.core.calibration import FILE_NAME, Calibrations
from isic_desktop.core.run_following import RunFollower
from isic_desktop.core.run_process import read_process
from isic_desktop.core.settings import Settings
from isic_desktop.core.sidecar import read_sidecar
from isic_desktop.core.training_estimate import estimate
from isic_desktop.core.training_plan import LAUNCHED, asked_folder
from model_train.checkpoint_header import header_from_json
from model_train.errors import CheckpointError, SidecarError, TrainingError
from model_train.quality import SIGNS
from model_train.settings import TrainSettings
from model_train.strict_json import decode_json

HUGE = ["1" + "0" * 400, "1e999", "-1e999"]
PROBED = {
    "seconds_per_decoded_image": 0.1, "seconds_per_step": 2.0, "batch_size": 8, "seconds_per_validation_image": 0.05,
    "seconds_per_save": 1.0, "seconds_to_choose": 3.0, "peak_bytes": 10**9, "device": "cpu", "precision": "float32",
}  # fmt: skip


@pytest.mark.parametrize("number", HUGE)
def test_that_a_probe_of_impossible_figures_gives_no_estimate(number: str) -> None:
    text = json.dumps(PROBED).replace("2.0", number)
    with pytest.raises(TrainingError, match="no figures"):
        estimate(text, TrainSettings(), 10)


@pytest.mark.parametrize("number", HUGE)
def test_that_an_impossible_process_is_none(number: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(f'{{"pid": {number}, "started_s": 1.0}}')
    (tmp_path / "b.json").write_text(f'{{"pid": 5, "started_s": {number}}}')
    for name in ("a.json", "b.json"):
        process = read_process(tmp_path / name)
        assert process is None or not process.is_running


@pytest.mark.parametrize("number", HUGE[1:])
def test_that_a_launch_at_an_impossible_place_is_one_at_the_beginning(number: str, tmp_path: Path) -> None:
    run = tmp_path / "runs" / "one"
    run.mkdir(parents=True)
    asked_folder(run).mkdir(parents=True)
    (asked_folder(run) / LAUNCHED).write_text(f'{{"pid": 5, "started_s": 1.0, "events_bytes": {number}}}')
    event = {"event": "failed", "message": "no space left", "cancelled": False}
    (run / "events.jsonl").write_text(json.dumps(event) + "\n")
    read = RunFollower(run).read()
    assert read.phase == "failed"
    assert "no space left" in read.message


@pytest.mark.parametrize("number", HUGE)
def test_that_an_impossible_line_of_a_batch_costs_that_image_only(number: str, tmp_path: Path) -> None:
    (tmp_path / ".isic-desktop").mkdir()
    line = (
        '{"stem": "%s", "image": {"name": "a", "size_bytes": %s, "mtime_ns": 1}, "mask_sha256": "ab", '
        '"seconds": %s, "lesion_fraction": 0.5, "truth": "", "overlap": null}\n'
    )
    (tmp_path / ".isic-desktop" / "segment.jsonl").write_text(line % ("a", number, number) + line % ("b", "7", "1.5"))
    with ResumeState(tmp_path) as state:
        assert state.done("a") is None
        assert state.done("b") is not None


def test_that_infinity_in_other_words_is_no_json_either() -> None:
    assert decode_json(b"[1e300, -2.5, 1e-999]") == [1e300, -2.5, 0.0]
    for number in HUGE[1:]:
        with pytest.raises(ValueError, match="beyond all numbers"):
            decode_json(f"[{number}]".encode())


@pytest.mark.parametrize("number", HUGE)
def test_that_settings_with_impossible_numbers_can_still_be_saved(number: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(f'{{"overlay_opacity": {number}, "of_a_later_version": {number}}}')
    settings = Settings(path)
    assert 0.0 <= settings.overlay_opacity <= 1.0
    settings.brush_size_px = 12
    settings.save()
    assert Settings(path).brush_size_px == 12


@pytest.mark.parametrize("number", HUGE[1:])
def test_that_notes_that_could_not_be_written_again_are_refused_when_they_are_read(number: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(f'{{"isic_desktop_calibration": 1, "of_a_later_version": {number}}}')
    with pytest.raises(SidecarError, match="damaged"):
        Calibrations(tmp_path)
    (tmp_path / "a.json").write_text(f'{{"isic_desktop": 1, "of_a_later_version": {number}}}')
    with pytest.raises(SidecarError, match="damaged"):
        read_sidecar(tmp_path / "a.json")


def test_that_an_impossible_calibration_of_a_model_is_refused() -> None:
    from tiny_model import TINY_HEADER

    values = json.loads(TINY_HEADER.as_json())
    values["quality"] = {"weights": dict.fromkeys(SIGNS, 10**400), "offset": 0.0}
    with pytest.raises(CheckpointError, match="quality"):
        header_from_json(json.dumps(values))
