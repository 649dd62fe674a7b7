"""How the program starts itself for work that must not share the window's process."""

from __future__ import annotations

import sys


def reentry(*arguments: str) -> tuple[str, list[str]]:
    """The program and arguments that run this very program again.

    A frozen build is its own interpreter; installed or in a checkout, the interpreter runs the package.

    Args:
        arguments: As on the command line, such as "train", "--out", "…".

    Returns:
        What to start, and the arguments to start it with.
    """
    if getattr(sys, "frozen", False):
        return sys.executable, list(arguments)
    return sys.executable, ["-m", "isic_desktop", *arguments]
