"""Standard input, output and error, where whoever started the program closed them."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def open_missing_streams() -> None:
    """Give a program that was started without one of its three streams an empty one.

    Python has None for a closed one; and the next file that is opened gets its number, so that what is printed by a
    library would be written into it.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is not None:
            continue
        stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115, PTH123 (it stays open as long as the program)
        if stream.fileno() != number and not _is_open(number):
            os.dup2(stream.fileno(), number)
        setattr(sys, name, stream)


def say_result(line: str) -> None:
    """Print a line on standard output; that nobody reads it any more is no error."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except (OSError, ValueError):
        silence_output()


def silence_output() -> None:
    """Let a standard output that is broken lead nowhere: Python flushes it once more at its end, and would fail."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
