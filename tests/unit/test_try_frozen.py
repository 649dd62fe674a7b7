"""The trial of a frozen program notices what a person would: no window, no image in it, an end in disorder."""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from packaging_scripts import load_script
from platforms import linux_only

from isic_desktop.core.places import resource_path
from model_train.images import read_image

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = resource_path("samples") / "images" / "sample_01_network.jpg"
needs_a_server = pytest.mark.skipif(
    shutil.which("Xvfb") is None or shutil.which("xwininfo") is None, reason="needs xvfb and x11-utils"
)


@pytest.fixture
def trying() -> ModuleType:
    return load_script("try_frozen")


def program(folder: Path, script: str) -> Path:
    """A program that can be started like a frozen one."""
    path = folder / "isic-desktop"
    path.write_text(f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n{script}\n")
    path.chmod(0o755)
    return path


REAL = "from isic_desktop.cli import main\nsys.exit(main())"


def dump(pixels: np.ndarray, low_first: bool = True) -> bytes:
    """An X window dump of (H, W, 3) RGB as Xvfb keeps one, with two colours and two pixels of padding a row."""
    height, width = pixels.shape[:2]
    rows = np.zeros((height, width + 2, 4), np.uint8)
    rows[:, :width, :3] = pixels[..., ::-1]
    if not low_first:
        rows = rows[..., ::-1]
    fields = [0] * 25
    for at, value in {0: 107, 1: 7, 2: 2, 3: 24, 4: width, 5: height, 7: int(not low_first), 11: 32, 19: 2}.items():
        fields[at] = value
    fields[12] = 4 * (width + 2)
    return struct.pack(">25I", *fields) + b"Xvfb :0" + bytes(24) + rows.tobytes()


@pytest.mark.parametrize("low_first", [True, False])
def test_that_a_screen_is_read_as_it_was_painted(trying: ModuleType, low_first: bool) -> None:
    painted = np.random.default_rng(1).integers(0, 256, (5, 7, 3), dtype=np.uint8)
    np.testing.assert_array_equal(trying.pixels_of_xwd(dump(painted, low_first)), painted)


def test_that_an_image_on_a_screen_is_told_from_a_screen_without_it(trying: ModuleType) -> None:
    image = read_image(SAMPLE)
    screen = np.full((1000, 1600, 3), 240, np.uint8)
    screen[:, 800:] = 30
    assert trying.share_in_colours_of(image, screen) < 0.01
    screen[100:800, 100:1000] = np.resize(image[image.shape[0] // 2, image.shape[1] // 2], (700, 900, 3))
    assert trying.share_in_colours_of(image, screen) > 0.3


def test_that_titles_are_read_and_windows_without_one_passed_over(trying: ModuleType) -> None:
    tree = (
        "xwininfo: Window id: 0x3f (the root window) (has no name)\n\n     2 children:\n"
        '     0x200008 "a.jpg – images – ISIC Desktop": ("isic-desktop" "isic_desktop")  1280x800+0+0\n'
        "     0x200005 (has no name): ()  3x3+0+0  +0+0\n"
    )
    assert trying.titles_in(tree) == ["a.jpg – images – ISIC Desktop"]


@linux_only
def test_that_without_an_x_server_it_says_that_the_window_was_not_tried(
    trying: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(trying.shutil, "which", lambda _name: None)
    monkeypatch.setattr(trying, "_NO_SCREEN", ())
    trial = trying.Trial(program(tmp_path, "sys.exit(0)"), tmp_path)
    assert trying.try_window(trial, tmp_path, SAMPLE) == 3
    assert "THE WINDOW WAS NOT TRIED" in capsys.readouterr().err


@linux_only
@needs_a_server
def test_that_the_real_window_is_seen_with_its_image_and_closed_in_order(
    trying: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SAMPLE.parent, tmp_path / "images")
    first = tmp_path / "images" / SAMPLE.name
    trial = trying.Trial(program(tmp_path, REAL), tmp_path)
    assert trying.try_window(trial, first.parent, first, tmp_path / "seen.png") == 0
    told = capsys.readouterr().out
    assert f"the window shows {first.name} (title, image and log)" in told
    assert "the window closed in order" in told
    assert told.count("The window cannot be opened") == 4
    assert read_image(tmp_path / "seen.png").shape == (1000, 1600, 3)
    # The same window, but another image is expected in it.
    monkeypatch.setattr(trying, "_WINDOW_WITHIN_S", 4)
    shutil.copy(first, tmp_path / "other.jpg")
    with trying.own_screen(tmp_path) as screen, pytest.raises(SystemExit, match="a window called other"):
        trial.open_window(first.parent, tmp_path / "other.jpg", screen)


@linux_only
@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("sys.exit(0)", "ended by itself with 0"),
        ("import time; time.sleep(600)", "still not seen: the image in the log"),
    ],
)
def test_that_a_program_without_a_window_is_found_out(
    trying: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    monkeypatch.setattr(trying, "_WINDOW_WITHIN_S", 3)
    with pytest.raises(SystemExit, match=told):
        trying.Trial(program(tmp_path, script), tmp_path).open_window(tmp_path, SAMPLE, None)


@linux_only
def test_that_an_end_with_a_fault_is_found_out(trying: ModuleType, tmp_path: Path) -> None:
    height, width = read_image(SAMPLE).shape[:2]
    script = (
        "import os, pathlib, signal, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: os._exit(7))\n"
        "log = pathlib.Path(os.environ['ISIC_DESKTOP_HOME']) / 'logs' / 'isic-desktop.log'\n"
        "log.parent.mkdir(parents=True)\n"
        f"log.write_text('an image of {width} x {height} pixels is shown')\n"
        "time.sleep(600)"
    )
    with pytest.raises(SystemExit, match="the program ended with 7"):
        trying.Trial(program(tmp_path, script), tmp_path).open_window(tmp_path, SAMPLE, None)


@linux_only
@pytest.mark.parametrize("script", ["os.abort()", "sys.exit('a traceback\\nof two lines')", "sys.exit(0)"])
def test_that_an_abort_instead_of_a_sentence_is_found_out(trying: ModuleType, tmp_path: Path, script: str) -> None:
    trial = trying.Trial(program(tmp_path, f"import os\n{script}"), tmp_path)
    with pytest.raises(SystemExit, match="the program ended with"):
        trial.refuse_window({"DISPLAY": ":4711"})
