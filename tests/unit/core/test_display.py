"""Whether a window can be opened, told before Qt is asked."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from platforms import linux_only

from isic_desktop.core import display
from isic_desktop.core.display import missing_display, missing_library


@pytest.mark.parametrize(
    ("environment", "platform", "can_open"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-987"}, "linux", False),
        ({"WAYLAND_SOCKET": "7", "QT_QPA_PLATFORM": "wayland"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen:something"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "linux", False),
        ({"QT_QPA_PLATFORM": "xcb;offscreen"}, "linux", True),
        ({"DISPLAY": ":987"}, "linux", False),
        ({"DISPLAY": "localhost:987.0"}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_that_a_missing_display_is_noticed(environment: dict[str, str], platform: str, can_open: bool) -> None:
    reason = missing_display(environment, platform)
    assert (reason is None) == can_open
    if reason is not None:
        assert "display" in reason


def test_that_a_display_that_answers_is_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        answering = {"DISPLAY": f"127.0.0.1:{port - 6000}"}
        assert missing_display(answering, "linux") is None
        # Qt turns to X where Wayland does not answer, unless it is told which to take.
        assert missing_display({**answering, "WAYLAND_DISPLAY": "wayland-987"}, "linux") is None
        assert missing_display({**answering, "QT_QPA_PLATFORM": "wayland"}, "linux") is not None


@linux_only
def test_that_a_local_socket_is_asked() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        address = str(Path(folder) / "X0")
        assert not display._connects(socket.AF_UNIX, address)
        server.bind(address)
        server.listen()
        assert display._connects(socket.AF_UNIX, address)


@pytest.fixture
def wayland_and_x(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a session with both window systems; each answers."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(str(Path(folder) / "wayland-0"))
        server.listen()
        with socket.create_server(("127.0.0.1", 0)) as x_server:
            port = x_server.getsockname()[1]
            yield {"XDG_RUNTIME_DIR": folder, "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": f"127.0.0.1:{port - 6000}"}


def plugins(folder: Path) -> Path:
    for name in ("xcb", "wayland", "offscreen"):
        (folder / f"libq{name}.so").touch()
    return folder


@linux_only
def test_that_x_serves_where_wayland_lacks_a_library(tmp_path: Path, wayland_and_x: dict[str, str]) -> None:
    folder, tried = plugins(tmp_path), []

    def load(plugin: str) -> None:
        tried.append(Path(plugin).stem)
        if "wayland" in plugin:
            raise OSError("libwayland-cursor.so.0: cannot open shared object file: No such file or directory")

    assert missing_library(wayland_and_x, "linux", load, folder) is None
    assert tried == ["libqwayland", "libqxcb"]
    missing = missing_library({**wayland_and_x, "QT_QPA_PLATFORM": "wayland"}, "linux", load, folder)
    assert missing is not None
    assert "libwayland-cursor.so.0" in missing[0]
    assert "libwayland-cursor0" in missing[1]


@linux_only
def test_that_a_frozen_programs_words_do_not_hide_which_library_is_missing(
    tmp_path: Path, wayland_and_x: dict[str, str]
) -> None:
    def load(plugin: str) -> None:
        why = OSError("libEGL.so.1: cannot open shared object file: No such file or directory")
        raise OSError(f"Failed to load dynlib/dll '{plugin}'. Most likely it was not found.") from why

    missing = missing_library(wayland_and_x, "linux", load, plugins(tmp_path))
    assert missing == (
        "the system library libEGL.so.1 is missing",
        "On Debian and Ubuntu: sudo apt install libegl1; on other systems the package of that library.",
    )


def test_that_a_window_system_nobody_knows_is_told_with_those_there_are(tmp_path: Path) -> None:
    missing = missing_library({"QT_QPA_PLATFORM": "nonsense"}, "linux", lambda name: name, plugins(tmp_path))
    assert missing is not None
    assert "'nonsense'" in missing[0]
    assert "offscreen, wayland, xcb" in missing[1]
