"""Where no window can be opened, one sentence says why and what to do; the process never aborts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from isic_desktop.core.display import missing_library
from isic_desktop.core.preload import LIBRARIES, preload_torch_libraries


def run(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", "isic_desktop"],
        env={**kept, "ISIC_DESKTOP_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


# The X libraries and DISPLAY exist on Linux only; elsewhere the window would open and stay.
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("environment", [{"QT_QPA_PLATFORM": "xcb"}, {"DISPLAY": ":4711", "QT_QPA_PLATFORM": "xcb"}])
def test_that_a_missing_display_is_one_sentence_and_no_abort(tmp_path: Path, environment: dict[str, str]) -> None:
    done = run(tmp_path, **environment)
    assert done.returncode == 2
    assert "The window cannot be opened" in done.stderr
    assert "ssh -X" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_a_missing_library_is_named_with_its_package() -> None:
    def fail(_name: str) -> object:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    missing = missing_library({"DISPLAY": ":0"}, "linux", fail)
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
