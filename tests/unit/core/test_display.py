"""Whether a window can be opened, told before Qt is asked."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import pytest

from isic_desktop.core import display
from isic_desktop.core.display import missing_display


@pytest.mark.parametrize(
    ("environment", "platform", "can_open"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen:something"}, "linux", True),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
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
        assert missing_display({"DISPLAY": f"127.0.0.1:{port - 6000}"}, "linux") is None


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="local sockets")
def test_that_a_local_socket_is_asked() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        address = str(Path(folder) / "X0")
        assert not display._connects(socket.AF_UNIX, address)
        server.bind(address)
        server.listen()
        assert display._connects(socket.AF_UNIX, address)
