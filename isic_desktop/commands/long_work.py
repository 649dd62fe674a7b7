"""What the commands share that the window runs as children: long work on many images, told a line of JSON at a time."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from typing import Any

from model_train.errors import AppError
from model_train.messages import sent


def add_long_work_options(parser: argparse.ArgumentParser) -> None:
    """The options of a command that computes with a model for minutes."""
    parser.add_argument("--device", default="auto", metavar="DEVICE", help="auto (default), cpu, cuda, cuda:N or mps")
    parser.add_argument("--events", choices=("jsonl",), help="print one JSON object per line, for programs")
    parser.add_argument("--background", action="store_true", help="leave a core and the right of way to other programs")


def run_long_work(arguments: argparse.Namespace, work: Callable[[argparse.Namespace], int]) -> int:
    """Do the work as the options say; gives its exit code, and passes on what it raises after telling it."""
    if arguments.background:
        from model_train.background import give_way

        give_way()
    try:
        return work(arguments)
    except AppError as error:
        if arguments.events:
            emit("failed", message=str(error))
        raise


def emit(event: str, **values: Any) -> None:
    """Print an event as one line of JSON in ASCII."""
    sys.stdout.write(json.dumps({"event": event, **sent(values)}, ensure_ascii=True, allow_nan=False) + "\n")
    sys.stdout.flush()


def image_bar(total: int, *, shown: bool) -> Any:
    """A progress bar for `total` images; drawn only on a terminal, and if `shown`."""
    from tqdm import tqdm

    return closing(tqdm(total=total, unit="image", file=sys.stderr, disable=not (shown and sys.stderr.isatty())))
