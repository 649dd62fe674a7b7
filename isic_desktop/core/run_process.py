"""The process that trains a run: whether it is still there, although another may have got its number since."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from isic_desktop.core.json_text import read_json
from model_train.atomic import write_json
from model_train.process_birth import birth_of

PROCESS = "process.json"
# The system's clock may have been set since; numbers come round much later than that.
_TOLERANCE_S = 30.0


@dataclass(frozen=True)
class RunProcess:
    """A process by its number, the time it was known to run, s since 1970, and its birth, if that is known."""

    pid: int
    seen_s: float
    birth: str = ""

    @property
    def is_running(self) -> bool:
        """Whether this very process still runs, and not a newer one with its number, or one not yet buried."""
        import psutil

        with suppress(psutil.Error, OSError):
            process = psutil.Process(self.pid)
            if process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD):
                return False
            if self.birth and (birth := birth_of(self.pid)):
                return birth == self.birth
            return bool(process.create_time() <= self.seen_s + _TOLERANCE_S)
        return False

    def end(self, grace_s: float = 3.0) -> None:
        """Ask it to end, give it some time to clear up, and then end it; waits until it is gone."""
        import psutil

        if not self.is_running:
            return
        with suppress(psutil.Error, OSError):
            process = psutil.Process(self.pid)
            process.terminate()
            try:
                process.wait(grace_s)
            except psutil.TimeoutExpired:
                process.kill()
                process.wait(grace_s)

    @property
    def memory_bytes(self) -> int:
        """The memory it has now; 0 if that cannot be told."""
        import psutil

        with suppress(psutil.Error, OSError):
            return int(psutil.Process(self.pid).memory_info().rss)
        return 0


def note_process(path: Path, pid: int, events_bytes: int) -> RunProcess:
    """Write down a process that was just started, and how long the run's events were then; raises StorageError."""
    import psutil

    try:
        since_s = psutil.Process(pid).create_time()
    except psutil.Error:  # it is gone already
        since_s = 0.0
    process = RunProcess(pid, since_s, birth_of(pid))
    value = {"pid": pid, "started_s": since_s, "birth": process.birth, "events_bytes": events_bytes}
    write_json(path, value)
    return process


def read_process(path: Path) -> RunProcess | None:
    """Read who trains: a note of ours, or the `process.json` that `train` writes; None if there is no telling."""
    try:
        value = read_json(path)
        pid = value["pid"]
        if not isinstance(pid, int) or isinstance(pid, bool) or pid <= 0:
            return None
        birth = str(value.get("birth", ""))
        if "started_s" in value:
            # Infinity would be later than any process, and so make this one ours.
            return RunProcess(pid, float(value["started_s"]), birth) if math.isfinite(value["started_s"]) else None
        return RunProcess(pid, datetime.fromisoformat(value["started_utc"]).timestamp(), birth)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
