"""Lists, compares and deletes runs off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core import places
from isic_desktop.core.json_text import read_json
from isic_desktop.core.runs import list_runs, remove_run
from isic_desktop.services.child_job import ChildJob
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.errors import TrainingError


class RunListing(QObject):
    """Knows the runs.

    Signals:
        listed(list): RunSummary of each, the newest first.
        compared(Path, dict): The report of a comparison (HTML), and what `comparison.json` says.
        failed(str): What was asked for cannot be done: a sentence.
    """

    listed = Signal(object)
    compared = Signal(object, object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = JobThread("runs", Order.EVERY_ONE, parent=self)
        self._thread.finished_job.connect(self._take_outcome)
        self._comparison = ChildJob(self)
        self._comparison.done.connect(self._read_comparison)
        self._comparison.failed.connect(self.failed)

    def list(self) -> None:
        """List the runs."""
        self._thread.submit("list", lambda _wanted: list_runs())

    def delete(self, run: Path) -> None:
        """Delete a run and list what is left."""

        def job(_wanted: Callable[[], bool]) -> Any:
            remove_run(run)
            return list_runs()

        self._thread.submit("list", job)

    def compare(self, runs: Sequence[Path]) -> None:
        """Write the report that compares these runs."""
        self._comparison.run("model-train", "compare", *map(str, runs), "--out", str(_place()))

    def stop(self) -> None:
        """End the worker and the child."""
        self._comparison.stop()
        self._thread.stop()

    @Slot(str)
    def _read_comparison(self, _printed: str) -> None:
        self._thread.submit("compared", lambda _wanted: _read(_place() / "comparison.json"))

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(sentence_for(outcome.error))
        elif outcome.key == "list":
            self.listed.emit(outcome.value)
        else:
            self.compared.emit(_place() / "comparison.html", outcome.value)


def _place() -> Path:
    return places.cache_dir() / "training" / "comparison"


def _read(path: Path) -> dict[str, Any]:
    try:
        value = read_json(path)
        if isinstance(value, dict) and isinstance(value.get("pairs"), list):
            return value
        cause: Exception | None = None
    except (OSError, ValueError) as error:
        cause = error
    raise TrainingError("The comparison cannot be read", path=path, remedy="Compare again.") from cause
