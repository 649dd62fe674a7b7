"""The runs of the program: each one's settings and figures, whatever state its folder is in."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from isic_desktop.core import places
from isic_desktop.core.json_text import decode_json, read_json
from isic_desktop.core.run_following import Phase, RunFollower
from isic_desktop.core.training_plan import ASKED, REQUEST, asked_folder
from model_train.errors import AppError, StorageError
from model_train.messages import joined, phrase, system_reason
from model_train.run_folder import BEST, CONFIG, EVENTS, METRICS
from model_train.strict_json import open_table

_TAIL_BYTES = 1 << 16


@dataclass(frozen=True)
class RunSummary:
    """One run as the list shows it.

    Attributes:
        run: Its folder.
        phase: How it ended, or that it goes on.
        settings: From its `config.json`; empty if that cannot be read.
        rows: From its `metrics.csv`: one for each finished epoch.
        started_utc: When its first process began, ISO 8601; empty if unknown.
        train, val: How many images it trained and validated on; 0 if unknown.
        has_model: Whether there is a checkpoint.
        can_resume: Whether the window knows how to go on with it.
        problem: What is wrong with its files, as a sentence; may be empty.
    """

    run: Path
    phase: Phase
    settings: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[Mapping[str, float], ...] = ()
    started_utc: str = ""
    train: int = 0
    val: int = 0
    has_model: bool = False
    can_resume: bool = False
    problem: str = ""

    @property
    def name(self) -> str:
        """Of the run."""
        return self.run.name

    @property
    def best(self) -> Mapping[str, float] | None:
        """The row of the epoch with the best validation IoU."""
        return max(self.rows, key=lambda row: row["val_jaccard"], default=None)

    @property
    def is_running(self) -> bool:
        """Whether its process is there."""
        return self.phase in ("starting", "running")


def list_runs(folder: Path | None = None) -> list[RunSummary]:
    """All runs, the newest first.

    Args:
        folder: Where they lie; by default the program's own place. If it is missing there are none.
    """
    folder = folder or places.runs_dir()
    runs: set[Path] = set()
    with suppress(OSError):
        runs |= {entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith(".")}
    with suppress(OSError):
        # Asked for, but its folder never came or is gone.
        runs |= {folder / entry.name for entry in (folder / ASKED).iterdir() if (entry / REQUEST).is_file()}
    return sorted((summarise(run) for run in runs), key=lambda one: (one.started_utc or "9", one.name), reverse=True)


def summarise(run: Path) -> RunSummary:
    """Read one run; damage is told in `problem`, never raised."""
    problems: list[str] = []
    settings: dict[str, Any] = {}
    if not run.is_dir():
        problems.append(phrase("Its folder is gone."))
    else:
        try:
            value = read_json(run / CONFIG)
            settings = dict(value["settings"])
        except FileNotFoundError:
            problems.append(phrase("It ended before it began to train."))
        except (OSError, ValueError, KeyError, TypeError):
            problems.append(phrase("Its settings are damaged."))
    rows, damaged = _read_rows(run / METRICS)
    if damaged:
        problems.append(phrase("Its figures are damaged."))
    started = _first_event(run / EVENTS)
    return RunSummary(
        run=run,
        phase=_phase(run),
        settings=settings,
        rows=rows,
        started_utc=str(started.get("time_utc", "")),
        train=_count(started.get("train")),
        val=_count(started.get("val")),
        has_model=(run / BEST).is_file(),
        can_resume=(asked_folder(run) / REQUEST).is_file(),
        problem=joined(problems),
    )


def newest_of_each_regime(runs: Iterable[RunSummary]) -> tuple[RunSummary, RunSummary] | None:
    """The newest frozen and the newest fine-tuned run with figures, if there is one of each.

    Args:
        runs: The newest first.
    """
    found: dict[str, RunSummary] = {}
    for one in runs:
        if one.rows:
            found.setdefault(str(one.settings.get("regime")), one)
    if "frozen" in found and "finetune" in found:
        return found["frozen"], found["finetune"]
    return None


def remove_run(run: Path) -> None:
    """Delete a run and what was asked for it; one that is gone already is fine.

    Raises:
        StorageError: Something of it cannot be deleted.
    """
    for folder in (run, asked_folder(run)):
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            reason = system_reason(error)
            what = phrase("The run cannot be deleted ({reason})", reason=reason)
            raise StorageError(what, path=folder, remedy="Delete the folder by hand.") from error


def _phase(run: Path) -> Phase:
    process = RunFollower(run).process
    if process is not None and process.is_running:
        return "running"
    if not run.is_dir():
        return "vanished"
    for line in reversed(_tail(run / EVENTS).splitlines()):
        with suppress(ValueError, KeyError, TypeError):
            event = decode_json(line.encode())
            if event["event"] == "finished":
                return "finished"
            if event["event"] == "failed":
                return "cancelled" if event.get("cancelled") else "failed"
            if event["event"] in ("started", "batch", "epoch"):
                return "died"
    return "died"


def _tail(path: Path) -> str:
    with suppress(OSError), path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - _TAIL_BYTES))
        return file.read(_TAIL_BYTES).decode("utf-8", "replace")
    return ""


def _first_event(path: Path) -> Mapping[str, Any]:
    """The event `started`, which comes among the first."""
    with suppress(OSError), path.open("rb") as file:
        for line in file.read(_TAIL_BYTES).splitlines():
            with suppress(ValueError, TypeError, AttributeError):
                event = decode_json(line)
                if event.get("event") == "started":
                    return dict(event)
    return {}


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _read_rows(path: Path) -> tuple[tuple[Mapping[str, float], ...], bool]:
    """The finite numbers of `metrics.csv`, and whether a line of it made no sense."""
    rows: list[Mapping[str, float]] = []
    try:
        for line in csv.DictReader(open_table(path, errors="replace")):
            row = {key: float(value) for key, value in line.items() if key and value}
            if not {"epoch", "val_jaccard"} <= set(row):
                return tuple(rows), True
            rows.append(row)
    except FileNotFoundError:
        return (), False
    except (OSError, ValueError, TypeError, csv.Error, AppError):
        return tuple(rows), True
    return tuple(rows), False
