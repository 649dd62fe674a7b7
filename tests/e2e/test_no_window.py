"""Where no window can be opened, one sentence says why and what to do; the process never aborts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from platforms import linux_only

from isic_desktop.cli import main
from isic_desktop.commands import demo
from isic_desktop.core.display import missing_library
from isic_desktop.core.preload import LIBRARIES, load_large_libraries, preload_torch_libraries

ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", "isic_desktop"],
        env={**kept, "ISIC_DESKTOP_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )


@linux_only
@pytest.mark.parametrize("environment", [{"QT_QPA_PLATFORM": "xcb"}, {"DISPLAY": ":4711", "QT_QPA_PLATFORM": "xcb"}])
def test_that_a_missing_display_is_one_sentence_and_no_abort(tmp_path: Path, environment: dict[str, str]) -> None:
    done = run(tmp_path, **environment)
    assert done.returncode == 2
    assert "The window cannot be opened" in done.stderr
    assert "ssh -X" in done.stderr
    assert "Traceback" not in done.stderr


@linux_only
def test_that_a_window_system_nobody_knows_is_one_sentence_and_no_abort(tmp_path: Path) -> None:
    done = run(tmp_path, QT_QPA_PLATFORM="nonsense")
    assert done.returncode == 2
    assert "no window system 'nonsense'" in done.stderr
    assert "Unset QT_QPA_PLATFORM" in done.stderr


def test_that_a_missing_library_is_named_with_its_package() -> None:
    def fail(_name: str) -> object:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    missing = missing_library({"QT_QPA_PLATFORM": "eglfs"}, "linux", fail)
    assert missing is not None
    assert "libxcb-cursor.so.0" in missing[0]
    assert "apt install libxcb-cursor0" in missing[1]
    assert missing_library({"DISPLAY": ":0"}, "win32", fail) is None
    assert missing_library({"QT_QPA_PLATFORM": "offscreen"}, "linux", lambda name: name) is None


def test_that_torchs_low_libraries_are_loaded_first_on_windows_and_nowhere_else(tmp_path: Path) -> None:
    for name in LIBRARIES:
        (tmp_path / name).touch()
    loaded: list[str] = []
    assert preload_torch_libraries(platform="linux", folder=tmp_path, load=loaded.append) == ()
    assert loaded == []
    assert preload_torch_libraries(platform="win32", folder=tmp_path, load=loaded.append) == LIBRARIES
    assert [Path(name).name for name in loaded] == list(LIBRARIES)

    def fail(_name: str) -> object:
        raise OSError("WinError 1114")

    assert preload_torch_libraries(platform="win32", folder=tmp_path, load=fail) == ()


def test_that_torchs_large_libraries_are_loaded_in_its_order_and_those_that_fail_are_left_to_it(tmp_path: Path) -> None:
    names = ("libtorch_global_deps.so", "libtorch_python.so")
    for name in names:
        (tmp_path / name).touch()
    asked: list[tuple[str, bool]] = []

    def load(path: Path, flags: int) -> bool:
        asked.append((path.name, bool(flags & os.RTLD_GLOBAL)))
        return "deps" in path.name

    assert load_large_libraries(platform="linux", folder=tmp_path, load=load) == names[:1]
    assert asked == [(names[0], True), (names[1], False)], "what others share is there for all, the rest for torch"
    assert load_large_libraries(platform="darwin", folder=tmp_path, load=load) == (), "they have another ending there"
    assert load_large_libraries(platform="win32", folder=tmp_path, load=load) == ()
    assert load_large_libraries(platform=sys.platform, folder=tmp_path) == (), "an empty file is no library"
    assert load_large_libraries(folder=tmp_path / "nowhere") == ()


@linux_only
def test_that_torchs_libraries_are_there_before_torch_is_and_torch_takes_them() -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom isic_desktop.core.preload import load_large_libraries\n"
        "loaded = load_large_libraries()\n"
        "assert 'libtorch_python.so' in loaded and 'torch' not in sys.modules, loaded\n"
        "mapped = lambda: {line.split()[-1] for line in Path('/proc/self/maps').open() if 'libtorch' in line}\n"
        "before = mapped()\n"
        "import torch\n"
        "assert float(torch.ones(3).sum()) == 3.0\n"
        "after = mapped()\n"
        "assert any('libtorch_cpu' in name for name in before), before\n"
        "assert len({Path(name).name for name in after}) == len(after), after\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr


@linux_only
def test_that_the_demo_does_without_a_window_that_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[Path] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    monkeypatch.setattr(demo, "_run_headless", lambda out: ran.append(out) or 0)
    assert main(["demo"]) == 0
    assert ran == [demo.DEFAULT_OUT]
    assert "there is no window system 'nonsense'" in capsys.readouterr().err


@linux_only
def test_that_without_a_library_of_qts_the_demo_does_all_but_the_screenshot(tmp_path: Path) -> None:
    # A Qt that asks the system for a library that is not there, in place of the real one: the error is the system's.
    package = tmp_path / "elsewhere" / "PySide6"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "import ctypes\n\ntry:\n    ctypes.CDLL('libEGL.so.4711')\n"
        "except OSError as error:\n    raise ImportError(str(error))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(package.parent), str(ROOT)))}
    environment["ISIC_DESKTOP_HOME"] = str(tmp_path / "home")
    words = [sys.executable, "-m", "isic_desktop", "demo", "--headless", "--out", "out"]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert "There is no screenshot of the program: the system library libEGL.so.4711 is missing" in last
    assert "sudo apt install libegl1" in last
    assert len(list((tmp_path / "out").glob("*_Segmentation.png"))) == 6
    assert len(list((tmp_path / "out" / "overlays").glob("*.png"))) == 6
