"""The command line on its way to the window, and the demo that needs none."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from platforms import linux_only

from isic_desktop.__main__ import main
from isic_desktop.core.places import resource_path
from isic_desktop.core.samples import copy_samples
from model_train.errors import FolderError
from model_train.images import read_image_size, read_mask
from model_train.pairing import find_truth, list_images

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What windows were opened with, instead of windows."""
    import isic_desktop.app

    calls: list[list[str]] = []

    def remember(argv: list[str]) -> int:
        calls.append(list(argv))
        return 0

    monkeypatch.setattr(isic_desktop.app, "run", remember)
    return calls


def test_that_no_argument_or_a_folder_opens_the_window(opened: list[list[str]], tmp_path: Path) -> None:
    assert main([]) == 0
    assert main([str(tmp_path)]) == 0
    assert opened == [[], [str(tmp_path)]]


def test_that_a_folder_called_like_a_command_is_opened_by_its_path(
    opened: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "demo").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["./demo"]) == 0
    assert opened == [["./demo"]]


def test_that_the_demo_opens_a_copy_of_the_samples(opened: list[list[str]], program_home: Path) -> None:
    assert main(["demo"]) == 0
    (folder,) = opened[0]
    assert Path(folder).is_relative_to(program_home)
    images = list_images(Path(folder))
    assert len(images) == 6
    for image in images:
        assert find_truth(image) is not None


def test_that_samples_worked_on_are_not_replaced(tmp_path: Path) -> None:
    images = copy_samples(tmp_path / "samples")
    (images / "annotations").mkdir()
    (images / "annotations" / "mine.png").write_bytes(b"mine")
    first = list_images(images)[0]
    first.write_bytes(b"changed by the person")
    assert copy_samples(tmp_path / "samples") == images
    assert first.read_bytes() == b"changed by the person"
    assert (images / "annotations" / "mine.png").read_bytes() == b"mine"


def test_that_samples_that_cannot_be_copied_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderError) as caught:
        copy_samples(tmp_path / "file")
    assert str(tmp_path / "file") in str(caught.value)


def test_that_the_demo_without_a_window_writes_masks_overlays_report_and_screenshot(
    tmp_path: Path, program_home: Path
) -> None:
    out = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "isic_desktop", "demo", "--headless", "--out", str(out)],
        cwd=CHECKOUT,
        env={name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    rows = list(csv.DictReader((out / "report.csv").read_text("utf-8").splitlines()))
    assert len(rows) == 6
    assert {row["status"] for row in rows} == {"done"}
    for row in rows:
        size_wh = read_image_size(Path(row["file"]))
        mask = read_mask(out / f"{row['id']}_Segmentation.png")
        assert mask.mask.shape == size_wh[::-1]
        assert 0.01 < mask.mask.mean() < 0.9
        assert read_image_size(out / "overlays" / f"{row['id']}_overlay.png") == size_wh
    with Image.open(out / "screenshot.png") as picture:
        assert picture.width >= 1000
        assert np.asarray(picture.convert("L")).std() > 20  # not a blank window
    for place in (out, out / "screenshot.png", out / "overlays"):
        assert str(place) in done.stdout
    assert not list(resource_path("samples").rglob("annotations"))


@linux_only
def test_that_without_a_display_the_real_program_refuses_in_a_sentence(tmp_path: Path) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "isic_desktop", str(tmp_path)],
        cwd=CHECKOUT,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "no display" in done.stderr
    assert "Traceback" not in done.stderr
