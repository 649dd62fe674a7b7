"""Whether there is a screen to open a window on: without one Qt ends the process on the spot."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

# Which package of Debian and Ubuntu holds what Qt's window plugins need.
_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
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


def missing_library(
    environment: Mapping[str, str] | None = None,
    platform: str | None = None,
    load: Callable[[str], object] = ctypes.CDLL,
) -> tuple[str, str] | None:
    """Say which system library a window needs and does not find: without it Qt ends the process on the spot.

    Loads what Qt would load next anyway, so that it costs nothing where all is well.

    Args:
        environment: The process's environment variables; by default this process's.
        platform: As `sys.platform`; by default this system's.
        load: Loads a shared library.

    Returns:
        What is missing, as a clause, and what to do about it; None if nothing is.
    """
    environment = os.environ if environment is None else environment
    platform = sys.platform if platform is None else platform
    if not platform.startswith("linux"):
        return None
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        return None
    chosen = environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    name = chosen or ("wayland" if environment.get("WAYLAND_DISPLAY") else "xcb")
    plugin = Path(found.origin).parent / "Qt" / "plugins" / "platforms" / f"libq{name}.so"
    if not plugin.is_file():
        return None
    try:
        load(str(plugin))
    except OSError as error:
        library = str(error).split(":")[0]
        package = _PACKAGES.get(library, "")
        remedy = f"On Debian and Ubuntu: sudo apt install {package}" if package else f"Install what holds {library}"
        return f"the system library {library} is missing", f"{remedy}; on other systems the package of that library."
    return None


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
