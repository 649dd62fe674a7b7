"""Torch's shared libraries, loaded before torch: on Windows before Qt, elsewhere so that the window goes on meanwhile.

WORKAROUND https://github.com/pytorch/pytorch/issues/166628: since torch 2.9, `c10.dll` fails to initialise (WinError
1114) once Qt has brought its own runtime libraries into the process. Loaded first, both get along. Not yet run on
Windows; the release workflow's build does.
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
# In the order in which torch loads them: what is shared with others first, then all the rest.
_LARGE_ONES = ("libtorch_global_deps", "libtorch_python")


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
    folder = folder or _torch_folder()
    if folder is None:
        return ()
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


def load_large_libraries(
    *,
    platform: str = sys.platform,
    folder: Path | None = None,
    load: Callable[[Path, int], bool] | None = None,
) -> tuple[str, ...]:
    """Load torch's large libraries, some hundred megabytes, without holding Python up: for threads beside a window.

    An `import` holds Python's lock while the system maps a library and ties its symbols, for a quarter of a second
    and more; here the lock is free, and the import that follows finds the libraries there.

    Args:
        platform: As `sys.platform`. On Windows nothing is done, since torch itself loads its libraries like this.
        folder: Where torch's libraries lie; by default those of the torch that would be imported.
        load: Loads one, by its path and the flags of `dlopen`, and tells whether it could.

    Returns:
        The libraries that were loaded. One that is missing or cannot be loaded is left out: torch will say why.
    """
    folder = folder or _torch_folder()
    if platform == "win32" or folder is None:
        return ()
    load = load or map_library
    ending = ".dylib" if platform == "darwin" else ".so"
    loaded = []
    for stem in _LARGE_ONES:
        path = folder / f"{stem}{ending}"
        if path.is_file():
            scope = os.RTLD_GLOBAL if stem == _LARGE_ONES[0] else os.RTLD_LOCAL
            if load(path, os.RTLD_NOW | scope):
                loaded.append(path.name)
    return tuple(loaded)


def map_library(path: Path, flags: int) -> bool:
    """Load a shared library with Python's lock free; not on Windows. Tells whether it could be loaded.

    Args:
        path: The library, or the extension module.
        flags: As `os.RTLD_NOW` and its like.
    """
    # Called as a foreign function, since `ctypes.CDLL(path)` itself holds the lock.
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    return dlopen(os.fsencode(path), flags) is not None


def _torch_folder() -> Path | None:
    found = importlib.util.find_spec("torch")
    return None if found is None or found.origin is None else Path(found.origin).parent / "lib"
