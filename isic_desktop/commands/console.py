"""What the commands have in common: exit codes, and what is printed where.

Standard output carries results only (with `--json` exactly one document); everything said to a person on the way
goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

PROGRAM = "isic-desktop"
EXIT_DONE = 0
EXIT_REFUSED = 2
"""Nothing was done: the request or its surroundings do not allow it."""
EXIT_PARTLY = 3
"""Done, but for the items that were named."""
EXIT_INTERRUPTED = 130


def typed_name() -> str:
    """What a person types to start this program: its name, or where that is not found, its place."""
    import shutil  # here: the window, which never asks, opens the sooner

    if shutil.which(PROGRAM) is not None:
        return PROGRAM
    program = Path(sys.executable) if getattr(sys, "frozen", False) else Path(sys.executable).parent / PROGRAM
    if not program.is_file():
        return f"{sys.executable} -m isic_desktop"
    return str(program.relative_to(Path.cwd())) if program.is_relative_to(Path.cwd()) else str(program)


def say(message: str) -> None:
    """Tell the person something, on standard error."""
    print(message, file=sys.stderr, flush=True)


def complain(message: str) -> None:
    """As `say`, for faults, with the program's name before it."""
    say(f"{PROGRAM}: {message}")


def print_json(document: Any) -> None:
    """Print a document on standard output, in ASCII, which every console and pipe can carry."""
    sys.stdout.write(json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False) + "\n")
    sys.stdout.flush()


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")


def add_rescale_option(parser: argparse.ArgumentParser) -> None:
    """Add `--rescale-01`."""
    parser.add_argument(
        "--rescale-01",
        action="store_true",
        help="read masks coded 0/1 as 0/255 (without it they are refused, since they would count as empty)",
    )


def threshold(text: str) -> float:
    """An argument between 0 and 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 < value < 1.0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number between 0 and 1")
    return value


def describe_scores(scores: dict[str, float]) -> str:
    """The mean scores in one line."""
    words = (
        ("Jaccard", "jaccard"),
        ("Dice", "dice"),
        ("accuracy", "accuracy"),
        ("sensitivity", "sensitivity"),
        ("specificity", "specificity"),
        ("thresholded Jaccard", "thresholded_jaccard"),
    )
    return ", ".join(f"{word} {scores[key]:.4f}" for word, key in words)
