"""A disk that is full from the moment a certain function of the program begins."""

from __future__ import annotations

import errno
import io
import os
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType
from typing import Any

import pytest
from small_disk import SmallDisk

# By these a sentence says that it was the disk.
FULL = ("disk is full", "No space left", "File too large", "larger than allowed", "are free")
_WRITING_CALLS = {
    "close", "commit", "execute", "executemany", "flush", "fsync", "mkdir", "open", "posix_fallocate", "rename",
    "replace", "truncate", "write",
}  # fmt: skip


class FullFrom:
    """Within the block the disk becomes full when the program enters a function, in whichever thread.

    A small file system has room for a name when it has none for a page. A function that only renames, or makes a file
    with nothing in it, is met by `names`: from then on the system refuses new names too, as full disks of other kinds
    do.

    Args:
        disk: The disk.
        place: The function, as `writing_places` names it.
        names: Whether new names are refused as well.
    """

    def __init__(self, disk: SmallDisk, place: str, *, names: bool) -> None:
        self._disk = disk
        self._module, _, self._name = place.partition(":")
        self._names = names
        self._stack = ExitStack()
        self._guard = threading.Lock()
        self.entered = False
        self.refused = 0

    def __enter__(self) -> FullFrom:
        self._stack.__enter__()
        threading.setprofile(self._see)
        self._stack.callback(threading.setprofile, None)  # type: ignore[arg-type]
        sys.setprofile(self._see)
        self._stack.callback(sys.setprofile, None)
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def _see(self, frame: FrameType, event: str, called: Any) -> None:
        if event == "call":
            if not self.entered and self._is_it(frame):
                with self._guard:
                    if not self.entered:
                        self._fill()
        elif event == "c_exception" and self.entered and called.__name__ in _WRITING_CALLS:
            self.refused += 1

    def _is_it(self, frame: FrameType) -> bool:
        name = frame.f_code.co_qualname
        inner = f"{self._name}.<locals>."  # what it hands to another thread
        return (name == self._name or name.startswith(inner)) and frame.f_globals.get("__name__") == self._module

    def _fill(self) -> None:
        self._stack.enter_context(self._disk.with_free(0))
        if self._names:
            patch = self._stack.enter_context(pytest.MonkeyPatch.context())
            for owner, name in ((os, "mkdir"), (os, "rename"), (os, "replace"), (os, "open"), (io, "open")):
                patch.setattr(owner, name, self._refusing(getattr(owner, name)))
        self.entered = True

    def _refusing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        makes_always = real.__name__ != "open"

        def refuse(path: Any, *rest: Any, **options: Any) -> Any:
            inside = isinstance(path, (str, os.PathLike)) and str(path).startswith(str(self._disk.folder))
            if inside and (makes_always or _makes(rest, options)):
                self.refused += 1
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            return real(path, *rest, **options)

        return refuse


def _makes(rest: tuple[Any, ...], options: dict[str, Any]) -> bool:
    mode = rest[0] if rest else options.get("mode", options.get("flags", "r"))
    return bool(mode & os.O_CREAT) if isinstance(mode, int) else bool(set(mode) & set("wax"))
