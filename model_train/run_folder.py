"""A run's folder: configuration, split, metrics, events, checkpoints and the state to resume from."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from model_train.atomic import append_whole, write_json, write_text
from model_train.cells import defused
from model_train.errors import FolderError, TrainingError
from model_train.messages import phrase, sent, system_reason
from model_train.process_birth import birth_of
from model_train.standard_streams import silence_output
from model_train.strict_json import open_table, read_json

CONFIG, SPLIT, METRICS, EVENTS = "config.json", "split.csv", "metrics.csv", "events.jsonl"
BEST, LAST, CURVES, SAMPLES = "best.safetensors", "last.safetensors", "curves.png", "samples"
PROCESS, CONTROL, BEST_SCORES, LOCK = "process.json", "control", "best_scores.csv", ".lock"


def make_folder(folder: Path) -> list[Path]:
    """Make a folder for what a command writes, if it is not there; gives what lies in it. Raises FolderError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return list(folder.iterdir())
    except OSError as error:
        reason = system_reason(error)
        remedy = "Choose another folder with --out."
        raise FolderError(
            phrase("Cannot use the output folder ({reason})", reason=reason), path=folder, remedy=remedy
        ) from error


def check_run_folder(folder: Path, *, resume: bool) -> None:
    """Create the folder of a new run, or check that of one to be resumed.

    Raises:
        FolderError: It cannot be created.
        TrainingError: It is not empty and resuming was not asked for, or there is nothing to resume.
    """
    if resume:
        # A run that ended while its images were read has no more than its process and events.
        if not (folder / CONFIG).is_file() and not (folder / PROCESS).is_file():
            raise TrainingError("There is no run to resume", path=folder, remedy="Leave --resume out to start one.")
    elif any(entry.name != LOCK for entry in make_folder(folder)):
        remedy = "Choose a new one, or go on with the run there by --resume."
        raise TrainingError("The run folder is not empty", path=folder, remedy=remedy)


def read_config(folder: Path) -> dict[str, Any]:
    """Read a run's `config.json`; raises TrainingError when it is missing or damaged."""
    path = folder / CONFIG
    try:
        value = read_json(path)
    except OSError as error:
        raise TrainingError("This is not a run folder", path=folder, remedy="Choose one made by train.") from error
    except ValueError as error:
        raise TrainingError("The run's configuration is damaged", path=path, remedy="Train again.") from error
    if not isinstance(value, dict) or not isinstance(value.get("settings"), dict):
        raise TrainingError("The run's configuration is damaged", path=path, remedy="Train again.")
    return value


def write_process(folder: Path) -> None:
    """Say which process works here and since when, so that a program that went away can find it again."""
    pid = os.getpid()
    write_json(folder / PROCESS, {"pid": pid, "started_utc": utc_now(), "birth": birth_of(pid)})


def write_metrics(folder: Path, rows: Sequence[Mapping[str, Any]], name: str = METRICS) -> None:
    """Write a table with the first row's keys as heads (`metrics.csv`: one row per epoch); raises StorageError."""
    if not rows:
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {key: defused(cell) if isinstance(cell, str) else cell for key, cell in row.items()} for row in rows
    )
    write_text(folder / name, text.getvalue())


def read_metrics(folder: Path) -> list[dict[str, float]]:
    """Read `metrics.csv` as numbers; raises TrainingError when it is missing or damaged."""
    path = folder / METRICS
    try:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(open_table(path))]
    except (OSError, ValueError, TypeError, csv.Error) as error:
        remedy = "Choose a run folder with at least one finished epoch."
        raise TrainingError("The run's metrics cannot be read", path=path, remedy=remedy) from error


class EventLog:
    """Appends one JSON object per line to `events.jsonl`, and to standard output when asked.

    A broken standard output is no error: the file is what counts.

    Args:
        folder: The run's folder; None writes no file (processes other than the first).
        to_stdout: Print each event too.
        rank: Number of this process.
        world_size: How many processes train together.
    """

    def __init__(self, folder: Path | None, *, to_stdout: bool, rank: int = 0, world_size: int = 1) -> None:
        self._path = folder / EVENTS if folder is not None else None
        self._to_stdout = to_stdout
        self._place = {"rank": rank, "world_size": world_size}
        if self._path is not None:
            _close_last_line(self._path)

    def emit(self, event: str, **values: Any) -> None:
        """Append an event: started, batch, epoch, sample, checkpoint, warning, failed or finished."""
        # In ASCII, which every standard output takes, and which holds names of files that are no text.
        line = json.dumps({"event": event, "time_utc": utc_now(), **self._place, **sent(values)})
        if self._path is not None:
            # A full disk shows at the next checkpoint, with a message; losing an event is not worth a run.
            with suppress(OSError):
                append_whole(self._path, f"{line}\n".encode())
        if self._to_stdout:
            try:
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
            except (OSError, ValueError):
                self._to_stdout = False
                silence_output()


def _close_last_line(path: Path) -> None:
    """End a line that a killed process left unfinished, so that the next event starts a line of its own."""
    with suppress(OSError), path.open("rb+") as file:
        if file.seek(0, os.SEEK_END) > 0:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")


def utc_now() -> str:
    """Give the time, ISO 8601, UTC, to the millisecond."""
    return datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds")
