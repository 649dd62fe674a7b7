"""What has to be loaded before Qt, so that torch can be loaded after it: on Windows, and only there.

WORKAROUND https://github.com/pytorch/pytorch/issues/166628: since torch 2.9, `c10.dll` fails to initialise (WinError
1114) once Qt has brought its own runtime libraries into the process. Loaded first, both get along. Not run on the
machine this was written on; the workflow's Windows build does.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path

# The small ones that the large ones need; those are loaded with torch itself, when the window is there.
LIBRARIES = ("libiomp5md.dll", "c10.dll")


def preload_torch_libraries(
    *,
    platform: str = sys.platform,
    folder: Path | None = None,
    load: Callable[[str], object] = ctypes.CDLL,
) -> tuple[str, ...]:
    """Load torch's low libraries now; elsewhere than on Windows nothing is done.

    Args:
        platform: As `sys.platform`.
        folder: Where torch's libraries lie; by default those of the torch that would be imported.
        load: Loads one.

    Returns:
        The libraries that were loaded. One that is missing or cannot be loaded is left out: torch will say why.
    """
    if platform != "win32":
        return ()
    if folder is None:
        found = importlib.util.find_spec("torch")
        if found is None or found.origin is None:
            return ()
        folder = Path(found.origin).parent / "lib"
    if hasattr(os, "add_dll_directory") and folder.is_dir():
        os.add_dll_directory(str(folder))
    loaded = []
    for name in LIBRARIES:
        if (folder / name).is_file():
            try:
                load(str(folder / name))
            except OSError:
                continue
            loaded.append(name)
    return tuple(loaded)
