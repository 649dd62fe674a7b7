"""Remembers what was made from files, as long as the files stay as they are, within a budget of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")
_Stamp = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, eq=False)
class _Entry:
    stamp: _Stamp
    value: Any
    size_bytes: int


class FileMemo:
    """What was read lately; safe to use from several threads.

    Args:
        budget_bytes: For all that is remembered together; what was used longest ago goes first. With 0 nothing is.
    """

    def __init__(self, budget_bytes: int) -> None:
        self.budget_bytes = budget_bytes
        self._entries: OrderedDict[tuple[str, tuple[Path, ...]], _Entry] = OrderedDict()
        self._used_bytes = 0
        self._lock = threading.Lock()

    @property
    def used_bytes(self) -> int:
        """What is remembered now, as told by the makers."""
        return self._used_bytes

    def get(self, kind: str, files: tuple[Path, ...], make: Callable[[], _T], size_bytes: Callable[[_T], int]) -> _T:
        """Give what `make` made of these files before, or have it made.

        Args:
            kind: What is made of them.
            files: The files it depends on; a missing one counts as a state too.
            make: Reads the files; what it raises is passed on and not remembered.
            size_bytes: How much memory a value takes.

        Returns:
            The value; it may be shared, so it must not be changed.
        """
        key = (kind, files)
        # Before reading: a file that changes while it is read is read again the next time.
        stamp = tuple(_stamp(file) for file in files)
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and entry.stamp == stamp:
                self._entries.move_to_end(key)
                value: _T = entry.value
                return value
        made = make()
        size = size_bytes(made)
        if size <= self.budget_bytes:
            with self._lock:
                self._drop(key)
                self._entries[key] = _Entry(stamp, made, size)
                self._used_bytes += size
                while self._used_bytes > self.budget_bytes:
                    self._drop(next(iter(self._entries)))
        return made

    def _drop(self, key: tuple[str, tuple[Path, ...]]) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._used_bytes -= entry.size_bytes


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
