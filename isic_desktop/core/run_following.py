"""Following a run that trains in another process, by the files it writes; whatever they hold."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from isic_desktop.core.json_text import read_json
from isic_desktop.core.run_process import PROCESS, RunProcess, read_process
from isic_desktop.core.training_plan import LAUNCHED, LOG, asked_folder
from model_train.messages import phrase, received
from model_train.run_folder import EVENTS

Phase = Literal["starting", "running", "finished", "cancelled", "failed", "died", "vanished"]
ENDED: frozenset[Phase] = frozenset({"finished", "cancelled", "failed", "died", "vanished"})

PLATEAU_EPOCHS = 5
_READ_BYTES = 4 << 20
_LONGEST_LINE_BYTES = 1 << 20
_TAIL_BYTES = 4096
_LARGEST_LOG_BYTES = 4 << 20
_LITTLE_SPACE_BYTES = 20 << 20


@dataclass(frozen=True)
class RunNews:
    """How far a run has come.

    Attributes:
        run: Its folder.
        phase: Whether it goes on, and if not, how it ended.
        epoch, epochs: Finished, and asked for.
        batch, batches: Of the epoch under way.
        rows: One for each finished epoch: the columns of `metrics.csv`.
        remaining_s: What is left, s, by what was measured; None if there is no telling yet.
        sample: The latest sheet of validation images; None if there is none.
        best_epoch, best_jaccard: The best epoch so far; 0 before the first.
        train, val: How many images it trains and validates on.
        device: Where it computes.
        warnings: What it told.
        stopped: Whether it was stopped early.
        message: Why it ended, as a sentence.
        log_tail: The last lines it printed.
        unreadable: How many lines of its events made no sense.
        plateau: For how many epochs the validation IoU has not become better, if that is long.
        memory_bytes: What the process takes now.
    """

    run: Path
    phase: Phase = "starting"
    epoch: int = 0
    epochs: int = 0
    batch: int = 0
    batches: int = 0
    rows: tuple[Mapping[str, float], ...] = ()
    remaining_s: float | None = None
    sample: Path | None = None
    best_epoch: int = 0
    best_jaccard: float = 0.0
    train: int = 0
    val: int = 0
    device: str = ""
    warnings: tuple[str, ...] = ()
    stopped: bool = False
    message: str = ""
    log_tail: str = ""
    unreadable: int = 0
    plateau: int = 0
    memory_bytes: int = 0

    @property
    def name(self) -> str:
        """Of the run."""
        return self.run.name

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come."""
        return self.phase in ENDED

    @property
    def share(self) -> float:
        """How much is done, in [0, 1]."""
        begun = self.batch / self.batches if self.batches and self.epoch < self.epochs else 0.0
        return min(1.0, (self.epoch + begun) / self.epochs) if self.epochs else 0.0


@dataclass
class _Told:
    """What the events said so far."""

    epoch: int = 0
    epochs: int = 0
    batch: int = 0
    batches: int = 0
    rows: dict[int, dict[str, float]] = field(default_factory=dict)
    sample: str = ""
    train: int = 0
    val: int = 0
    device: str = ""
    warnings: list[str] = field(default_factory=list)
    epoch_began_s: float = 0.0
    last_batch_s: float = 0.0
    end: dict[str, Any] | None = None
    unreadable: int = 0


class RunFollower:
    """Reads what a run has written since the last time; used by one thread at a time.

    Args:
        run: The run's folder, which may not be there yet.
    """

    def __init__(self, run: Path) -> None:
        self.run = run
        self._asked = asked_folder(run)
        self._told = _Told()
        self._read_bytes = 0
        self._partial = b""
        self._was_there = run.is_dir()
        self._launched_at_bytes = _launched_at(self._asked / LAUNCHED)

    @property
    def process(self) -> RunProcess | None:
        """The process that trains, if it is known."""
        return read_process(self._asked / LAUNCHED) or read_process(self.run / PROCESS)

    def read(self) -> RunNews:
        """Read on; never raises because of what the files hold."""
        process = self.process
        running = process is not None and process.is_running  # asked first: what it wrote before it ended is read
        self._read_events()
        self._cap_log()
        there = self.run.is_dir()
        self._was_there = self._was_there or there
        phase, message = self._phase(running=running, there=there)
        told = self._told
        rows = tuple(told.rows[epoch] for epoch in sorted(told.rows))
        best = max(rows, key=lambda row: row["val_jaccard"], default=None)
        sample = self.run / told.sample if told.sample else None
        return RunNews(
            run=self.run,
            phase=phase,
            epoch=max(told.rows, default=0),
            epochs=told.epochs,
            batch=told.batch,
            batches=told.batches,
            rows=rows,
            remaining_s=self._remaining_s() if phase == "running" else None,
            sample=sample,
            best_epoch=int(best["epoch"]) if best else 0,
            best_jaccard=best["val_jaccard"] if best else 0.0,
            train=told.train,
            val=told.val,
            device=told.device,
            warnings=tuple(told.warnings),
            stopped=bool(told.end and told.end.get("stopped")),
            message=message,
            log_tail=read_tail(self._asked / LOG),
            unreadable=told.unreadable,
            plateau=plateau_epochs(rows),
            memory_bytes=process.memory_bytes if running and process is not None else 0,
        )

    # Events

    def _read_events(self) -> None:
        path = self.run / EVENTS
        with suppress(OSError), path.open("rb") as file:
            file.seek(self._read_bytes)
            content = file.read(_READ_BYTES)
            began_at = self._read_bytes - len(self._partial)
            self._read_bytes += len(content)
            *lines, self._partial = (self._partial + content).split(b"\n")
            if len(self._partial) > _LONGEST_LINE_BYTES:
                self._partial = b""
                self._told.unreadable += 1
            for line in lines:
                self._take_line(line, began_at)
                began_at += len(line) + 1

    def _take_line(self, line: bytes, at_bytes: int) -> None:
        if not line.strip():
            return
        try:
            event = json.loads(line.decode("utf-8"))
            self._take(event, at_bytes)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            self._told.unreadable += 1

    def _take(self, event: dict[str, Any], at_bytes: int) -> None:
        told, kind = self._told, event["event"]
        if kind == "started":
            told.epochs, told.train, told.val = int(event["epochs"]), int(event["train"]), int(event["val"])
            told.device = str(event["device"])
            told.batch = told.batches = 0
            told.end = None
            told.epoch_began_s = _time_s(event)
            told.rows = {epoch: row for epoch, row in told.rows.items() if epoch <= int(event["epoch"])}
        elif kind == "batch":
            told.epoch, told.batch, told.batches = int(event["epoch"]), int(event["batch"]), int(event["batches"])
            told.last_batch_s = _time_s(event)
        elif kind == "epoch":
            row = {key: float(value) for key, value in event.items() if _is_number(value)}
            if not {"epoch", "val_jaccard", "train_loss", "val_loss"} <= set(row):
                raise KeyError("epoch")
            told.rows[int(row["epoch"])] = row
            told.batch = 0
            told.epoch_began_s = _time_s(event)
        elif kind == "sample":
            name = Path(str(event["file"]))
            if name.is_absolute() or ".." in name.parts:
                raise ValueError("file")
            told.sample = str(name)
        elif kind == "warning":
            told.warnings.append(received(event, "message"))
        elif kind in ("finished", "failed") and at_bytes >= self._launched_at_bytes:
            told.end = event

    def _remaining_s(self) -> float | None:
        told = self._told
        left = told.epochs - max(told.rows, default=0)
        last = [row["seconds"] for _epoch, row in sorted(told.rows.items()) if "seconds" in row][-3:]
        begun = told.batch / told.batches if told.batches else 0.0
        if last:
            return max(0.0, sum(last) / len(last) * (left - begun))
        taken_s = told.last_batch_s - told.epoch_began_s
        return taken_s / begun * (left - begun) if begun > 0.0 and taken_s > 0.0 else None

    # How it stands

    def _phase(self, *, running: bool, there: bool) -> tuple[Phase, str]:
        end = self._told.end
        if self._was_there and not there:
            return "vanished", (
                phrase(
                    "The run's folder is gone: {run}. What was trained went with it. If it lay on a drive "
                    "that was taken away, put the drive back and resume.",
                    run=self.run,
                )
            )
        if running:
            return ("running" if self._told.epochs and end is None else "starting"), ""
        if end is not None and end["event"] == "finished":
            return "finished", ""
        if end is not None and end.get("cancelled"):
            return "cancelled", ""
        if end is not None:
            return "failed", received(end, "message") or phrase("The training failed.")
        return "died", self._why_it_died()

    def _why_it_died(self) -> str:
        kept = phrase("The last finished epoch is kept.") if self._told.rows else phrase("No epoch was finished.")
        lines = [line for line in read_tail(self._asked / LOG).splitlines() if line.strip()]
        with suppress(OSError):
            place = self.run if self.run.is_dir() else self.run.parent
            if shutil.disk_usage(place).free < _LITTLE_SPACE_BYTES or any("No space left" in line for line in lines):
                return phrase("The disk is full: free some space, then resume. {kept}", kept=kept)
        if any("MemoryError" in line or "can't allocate memory" in line for line in lines):
            return phrase(
                "Memory ran out: close other programs, or take a smaller input size or batch. {kept}", kept=kept
            )
        if lines and not self._told.epochs:
            return phrase("The training could not start: {reason}", reason=lines[-1])
        if any(line.startswith("Traceback") for line in lines):
            return phrase("The training ended with an error: {reason} {kept}", reason=lines[-1], kept=kept)
        return phrase("The training was ended from outside, or the system took its memory. {kept}", kept=kept)

    def _cap_log(self) -> None:
        """Keep a program that prints without end from filling the disk: the newest lines stay."""
        path = self._asked / LOG
        with suppress(OSError):
            if path.stat().st_size > _LARGEST_LOG_BYTES:
                tail = read_tail(path).encode("utf-8", "replace")
                with path.open("r+b") as file:
                    file.truncate(0)
                    file.write(b"[older lines were removed]\n" + tail)


def plateau_epochs(rows: tuple[Mapping[str, float], ...]) -> int:
    """For how many epochs the validation IoU has not become better; 0 while that is not long."""
    if not rows:
        return 0
    best = max(range(len(rows)), key=lambda number: rows[number]["val_jaccard"])
    waited = len(rows) - 1 - best
    return waited if waited >= PLATEAU_EPOCHS else 0


def read_tail(path: Path, most_bytes: int = _TAIL_BYTES) -> str:
    """The last whole lines of a text file; empty if there is none."""
    with suppress(OSError), path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - most_bytes))
        content = file.read(most_bytes)
        if size > most_bytes:
            content = content.partition(b"\n")[2] or content
        text = content.decode("utf-8", "replace").replace("\r", "\n").replace("\0", "")
        return "\n".join(line[:500] for line in text.splitlines())
    return ""


def _launched_at(path: Path) -> int:
    """How long the events were when the process was started: what is before is of an earlier one."""
    try:
        value = read_json(path)["events_bytes"]
        return int(value)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return 0


def _time_s(event: Mapping[str, Any]) -> float:
    return datetime.fromisoformat(event["time_utc"]).timestamp()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
