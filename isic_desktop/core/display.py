"""Whether there is a screen to open a window on: without one Qt ends the process on the spot."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping

_WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def missing_display(environment: Mapping[str, str] | None = None, platform: str | None = None) -> str | None:
    """Say why no window can be opened.

    Args:
        environment: The process's environment variables; by default this process's.
        platform: As `sys.platform`; by default this system's.

    Returns:
        A clause such as "there is no display", or None if a window can (most likely) be opened.
    """
    environment = os.environ if environment is None else environment
    platform = sys.platform if platform is None else platform
    if platform in {"win32", "darwin", "cygwin"}:
        return None
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen.split(":")[0].split(";")[0] in _WITHOUT_SCREEN:
        return None
    if environment.get("WAYLAND_DISPLAY") or environment.get("WAYLAND_SOCKET"):
        return None
    display = environment.get("DISPLAY")
    if not display:
        return None if chosen and not chosen.startswith("xcb") else "there is no display"
    return None if _answers(display) else f"the display {display} does not answer"


def _answers(display: str) -> bool:
    """Whether an X server listens where DISPLAY says; what cannot be understood is left to Qt."""
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit() or host.startswith("/"):
        return True
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 (the X server's own place)
        addresses = [path, f"\0{path}"] if sys.platform.startswith("linux") else [path]
        return any(_connects(socket.AF_UNIX, address) for address in addresses)
    return _connects(socket.AF_INET, (host, 6000 + int(number)))


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(3.0)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
