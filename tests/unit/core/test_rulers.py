"""Rulers: how long a pixel is, for an image or for its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isic_desktop.core.calibration import Calibrations, Ruler, Scale, set_unusable_aside
from model_train.errors import SidecarError, UsageError

TEN_MM = Ruler((10.0, 10.0), (210.0, 10.0), 10.0, (640, 480))


def test_that_an_images_own_ruler_wins_over_the_folders(tmp_path: Path) -> None:
    place = tmp_path / "annotations"
    Calibrations(place).save("a.jpg", TEN_MM, for_folder=True)
    own = Ruler((0.0, 0.0), (0.0, 100.0), 10.0, (640, 480))
    Calibrations(place).save("b.jpg", own, for_folder=False)
    kept = Calibrations(place)
    assert kept.scale_of("a.jpg", (640, 480)) == Scale(0.05, "folder")
    assert kept.scale_of("b.jpg", (640, 480)) == Scale(0.1, "image")
    kept.forget("b.jpg", for_folder=False)
    assert Calibrations(place).scale_of("b.jpg", (640, 480)) == Scale(0.05, "folder")
    kept.forget("b.jpg", for_folder=True)
    assert Calibrations(place).scale_of("b.jpg", (640, 480)) == Scale()


def test_that_a_folders_ruler_does_not_hold_for_images_of_another_size(tmp_path: Path) -> None:
    calibrations = Calibrations(tmp_path)
    calibrations.save("a.jpg", TEN_MM, for_folder=True)
    scale = calibrations.scale_of("large.jpg", (6400, 4800))
    assert scale.mm_per_px is None
    assert "640 × 480" in scale.remark


def test_that_a_ruler_for_the_folder_replaces_the_images_own(tmp_path: Path) -> None:
    calibrations = Calibrations(tmp_path)
    calibrations.save("a.jpg", TEN_MM, for_folder=False)
    wider = Ruler((0.0, 0.0), (400.0, 0.0), 10.0, (640, 480))
    calibrations.save("a.jpg", wider, for_folder=True)
    assert Calibrations(tmp_path).scale_of("a.jpg", (640, 480)) == Scale(0.025, "folder")


@pytest.mark.parametrize(
    "ruler",
    [
        Ruler((10.0, 10.0), (12.0, 10.0), 10.0, (640, 480)),
        Ruler((10.0, 10.0), (210.0, 10.0), 0.0, (640, 480)),
        Ruler((10.0, 10.0), (210.0, 10.0), float("nan"), (640, 480)),
        Ruler((10.0, 10.0), (float("inf"), 10.0), 10.0, (640, 480)),
        Ruler((10.0, 10.0), (210.0, 10.0), 1e9, (640, 480)),
    ],
)
def test_that_a_ruler_of_no_use_is_refused_and_nothing_is_written(tmp_path: Path, ruler: Ruler) -> None:
    with pytest.raises(UsageError):
        Calibrations(tmp_path).save("a.jpg", ruler, for_folder=True)
    assert list(tmp_path.iterdir()) == []


def test_that_unknown_keys_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    path.write_text('{"isic_desktop_calibration": 1, "camera": "x", "images": {"z.jpg": {"strange": 1}}}')
    Calibrations(tmp_path).save("a.jpg", TEN_MM, for_folder=False)
    value = json.loads(path.read_text())
    assert value["camera"] == "x"
    assert value["images"]["z.jpg"] == {"strange": 1}
    assert value["images"]["a.jpg"]["mm_per_px"] == 0.05


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "{}", '{"isic_desktop_calibration": 2}', '{"isic_desktop_calibration": 1, "a": NaN}', "[" * 100_000],
)
def test_that_a_file_that_cannot_be_used_is_named_and_can_be_set_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(text)
    with pytest.raises(SidecarError, match=r"calibration\.json"):
        Calibrations(tmp_path)
    aside = set_unusable_aside(tmp_path)
    assert aside is not None
    assert aside.read_text() == text
    Calibrations(tmp_path).save("a.jpg", TEN_MM, for_folder=True)
    assert set_unusable_aside(tmp_path) is None


@pytest.mark.parametrize(
    "entry",
    [
        {"line_xy": [[0, 0], [1e300, 0]], "length_mm": 10, "size_wh": [640, 480]},
        {"line_xy": [[0, 0], ["x", 0]], "length_mm": 10, "size_wh": [640, 480]},
        {"line_xy": [[0, 0], [True, 0]], "length_mm": 10, "size_wh": [640, 480]},
        {"line_xy": [[0, 0]], "length_mm": 10, "size_wh": [640, 480]},
        {"line_xy": [[0, 0], [100, 0]], "length_mm": -1, "size_wh": [640, 480]},
        {"line_xy": [[0, 0], [100, 0]], "length_mm": 10, "size_wh": [640.5, 480]},
        {"line_xy": [[0, 0], [100, 0]], "length_mm": 10},
        "text",
        None,
        17,
    ],
)
def test_that_an_entry_of_the_wrong_kind_counts_as_none(tmp_path: Path, entry: object) -> None:
    text = json.dumps({"isic_desktop_calibration": 1, "folder": entry, "images": {"a.jpg": entry}})
    (tmp_path / "calibration.json").write_text(text)
    assert Calibrations(tmp_path).scale_of("a.jpg", (640, 480)) == Scale()
