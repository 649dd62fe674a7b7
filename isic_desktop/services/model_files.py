"""Imports, exports, renames and deletes models off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core import model_files
from isic_desktop.core.gate_report import GateReport
from isic_desktop.core.model_files import DeletedModel
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for

Deed = Literal["import", "adopt", "export", "rename", "delete", "restore"]


@dataclass(frozen=True)
class Done:
    """Something that was done to a model.

    Args:
        deed: What.
        name: Of the model, by now.
        before: Its name before a rename; else empty.
        value: What the core gave: a path, two, or a DeletedModel.
    """

    deed: Deed
    name: str
    before: str = ""
    value: Any = None


class ModelFiles(QObject):
    """Does one thing after the other.

    Signals:
        done(Done): It is done.
        failed(str): It is not: a sentence. Nothing has changed.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = JobThread("model files", Order.EVERY_ONE, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._thread.busy

    def import_file(self, source: Path, name: str) -> None:
        """Take a model file from elsewhere; it is tried first."""
        self._submit(Done("import", name), lambda: model_files.import_model(source, name, _verify))

    def adopt(self, run: Path, name: str, gate: GateReport | None) -> None:
        """Make a run's best checkpoint a model with a card; one that was taken over before is not taken twice."""
        self._submit(Done("adopt", name), lambda: model_files.adopt_run(run, name, _verify, gate))

    def export(self, name: str, target: Path) -> None:
        """Copy a model and its card to a place of the person's."""
        self._submit(Done("export", name), lambda: model_files.export_model(name, target))

    def rename(self, old: str, new: str) -> None:
        """Give a model another name."""
        self._submit(Done("rename", new, old), lambda: model_files.rename_model(old, new))

    def delete(self, name: str, active: str) -> None:
        """Put a model aside; never the one in use."""
        self._submit(Done("delete", name), lambda: model_files.delete_model(name, active))

    def restore(self, deleted: DeletedModel) -> None:
        """Bring a deleted model back."""
        self._submit(Done("restore", deleted.name), lambda: model_files.restore_model(deleted))

    def stop(self) -> None:
        """End the worker and wait for it; what has begun is finished."""
        self._thread.stop()

    def _submit(self, deed: Done, call: Callable[[], object]) -> None:
        self._thread.submit(deed, lambda _wanted: call())

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(sentence_for(outcome.error))
        else:
            deed: Done = outcome.key
            name = outcome.value.stem if deed.deed == "adopt" else deed.name
            self.done.emit(Done(deed.deed, name, deed.before, outcome.value))


def _verify(path: Path) -> None:
    from model_train.checkpoint import check_checkpoint

    check_checkpoint(path)
