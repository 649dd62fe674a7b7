"""How a person or a program ends a run: a signal, a line on standard input, or a word in the run's `control` file."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from model_train.run_folder import CONTROL
from model_train.strict_json import read_limited


class Cancelled(Exception):  # noqa: N818 (a request, not an error)
    """The run was asked to leave at once."""


class Control:
    """Listens for `stop` (finish the epoch, keep the best) and `cancel` (leave at once).

    Args:
        folder: The run's folder, whose file `control` is looked at.
        listen_stdin: Read lines from standard input; its end is no request.
        listen_signals: SIGINT means stop, a second one cancel; SIGTERM means cancel.
    """

    def __init__(self, folder: Path, *, listen_stdin: bool = False, listen_signals: bool = False) -> None:
        self._path = folder / CONTROL
        self._stop = threading.Event()
        self._cancel = threading.Event()
        self._closed = threading.Event()
        self._old_handlers: dict[int, Any] = {}
        if listen_signals and threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._old_handlers[number] = signal.signal(number, self._on_signal)
        if listen_stdin:
            threading.Thread(target=self._read_stdin, name="control", daemon=True).start()

    def request_stop(self) -> None:
        """Ask to finish the epoch and keep the best."""
        self._stop.set()

    def request_cancel(self) -> None:
        """Ask to leave at once."""
        self._cancel.set()

    @property
    def stop_requested(self) -> bool:
        """Whether the run should end after this epoch."""
        return self._stop.is_set()

    def check(self) -> None:
        """Look for requests; called between batches.

        Raises:
            Cancelled: The run should leave now.
        """
        with contextlib.suppress(OSError, ValueError):
            self._obey(read_limited(self._path, 1 << 10).decode())
        if self._cancel.is_set():
            raise Cancelled

    def close(self) -> None:
        """Give back the signal handlers."""
        self._closed.set()
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)
        self._old_handlers.clear()

    def _obey(self, word: str) -> None:
        if word.strip() == "stop":
            self._stop.set()
        elif word.strip() == "cancel":
            self._cancel.set()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGTERM or self._stop.is_set():
            self._cancel.set()
        self._stop.set()

    def _read_stdin(self) -> None:
        # Whoever closed standard input has nothing more to say; the run goes on.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            descriptor = sys.stdin.fileno()
            pending = b""
            while not self._closed.is_set():
                if os.name == "posix" and not select.select([descriptor], [], [], 0.5)[0]:
                    continue
                piece = os.read(descriptor, 4096)
                if not piece:
                    return
                *lines, pending = (pending + piece).split(b"\n")
                for line in lines:
                    self._obey(line.decode("utf-8", "replace"))
