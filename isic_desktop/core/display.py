"""Whether there is a screen to open a window on: without one Qt ends the process on the spot."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

# Which package of Debian and Ubuntu holds what Qt's window plugins need.
_PACKAGES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libX11.so.6": "libx11-6",
    "libxcb.so.1": "libxcb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
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
_LIBRARY = re.compile(r"\b[\w.+-]+\.so(\.\d+)*(?=: cannot open|: file too short|: invalid ELF)")


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
    reasons = [_why_not(name, environment) for name in _window_systems(environment)]
    return None if None in reasons else next(filter(None, reasons), "there is no display")


def missing_library(
    environment: Mapping[str, str] | None = None,
    platform: str | None = None,
    load: Callable[[str], object] | None = None,
    plugins: Path | None = None,
) -> tuple[str, str] | None:
    """Say which system library a window needs and does not find: without it Qt ends the process on the spot.

    Loads what Qt would load next anyway, so that it costs nothing where all is well.

    Args:
        environment: The process's environment variables; by default this process's.
        platform: As `sys.platform`; by default this system's.
        load: Loads a shared library.
        plugins: Where Qt's window systems lie; by default those of PySide6.

    Returns:
        What is missing, as a clause, and what to do about it; None if nothing is.
    """
    environment = os.environ if environment is None else environment
    platform = sys.platform if platform is None else platform
    if not platform.startswith("linux"):
        return None
    if plugins is None:
        found = importlib.util.find_spec("PySide6")
        if found is None or found.origin is None:
            return None
        plugins = Path(found.origin).parent / "Qt" / "plugins" / "platforms"
    missing = None
    for name in _window_systems(environment):
        plugin = plugins / f"libq{name}.so"
        if _why_not(name, environment) is not None:
            continue
        if not plugin.is_file():
            known = ", ".join(sorted(path.stem.removeprefix("libq") for path in plugins.glob("libq*.so")))
            why = f"there is no window system '{name}', which QT_QPA_PLATFORM asks for"
            missing = missing or (why, f"Unset QT_QPA_PLATFORM, or choose one of: {known}.")
            continue
        try:
            # Not as a default: a frozen program puts its own CDLL into ctypes.
            (ctypes.CDLL if load is None else load)(str(plugin))
        except OSError as error:
            missing = missing or _named(error)
        else:
            return None
    return missing


def _window_systems(environment: Mapping[str, str]) -> list[str]:
    """The window systems Qt tries, in its order."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [name.split(":")[0] for name in chosen.split(";") if name]
    names = []
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        names.append("wayland")
    return [*names, "xcb"]


def _why_not(name: str, environment: Mapping[str, str]) -> str | None:
    """Why a window system has no screen for us; None if it has, or if only Qt knows."""
    if name == "xcb":
        display = environment.get("DISPLAY")
        if not display:
            return "there is no display"
        return None if _answers(display) else f"the display {display} does not answer"
    if name.startswith("wayland") and not environment.get("WAYLAND_SOCKET"):
        folder, socket_name = environment.get("XDG_RUNTIME_DIR", ""), environment.get("WAYLAND_DISPLAY") or "wayland-0"
        if not _connects(socket.AF_UNIX, os.path.join(folder, socket_name)):  # noqa: PTH118 (a whole path replaces)
            return f"the display {socket_name} does not answer"
    return None


def _named(error: OSError) -> tuple[str, str]:
    """What a library that could not be loaded lacks, and the remedy."""
    words = str(error)
    # A frozen program says only that loading failed; what the system said is the cause.
    while error.__cause__ is not None and isinstance(error.__cause__, OSError):
        error = error.__cause__
        words = str(error)
    found = _LIBRARY.search(words)
    if found is None:
        return f"Qt's window system cannot be loaded ({words})", "Install the program again."
    library = found.group()
    package = _PACKAGES.get(library, "")
    remedy = f"On Debian and Ubuntu: sudo apt install {package}" if package else f"Install what holds {library}"
    return f"the system library {library} is missing", f"{remedy}; on other systems the package of that library."


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
