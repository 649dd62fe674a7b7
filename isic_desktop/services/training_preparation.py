"""What happens before a training: finding its images, looking at them, measuring what it will cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.training_check import CheckedData, read_check, verdict
from isic_desktop.core.training_data import DataChoice, GatheredData, gather
from isic_desktop.core.training_estimate import estimate
from isic_desktop.core.training_plan import PAIRS, TrainingPlan
from isic_desktop.services.child_job import ChildJob
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.errors import FolderError
from model_train.messages import phrase, system_reason
from model_train.pairs_file import ListedPair, write_pairs_file


class TrainingPreparation(QObject):
    """Gathers pairs, has them analysed by a child process, and has a short probe measured by another.

    Signals:
        gathered(GatheredData): The pairs of the choice that was asked for last.
        progressed(int, int): How many of how many images were looked at.
        checked(CheckedData): What can be trained on.
        check_failed(str): The images could not be looked at: a sentence.
        estimated(Estimate): What the plan that was asked about last costs here.
        estimate_failed(str): It could not be measured: a sentence.
    """

    gathered = Signal(object)
    progressed = Signal(int, int)
    checked = Signal(object)
    check_failed = Signal(object)
    estimated = Signal(object)
    estimate_failed = Signal(object)

    def __init__(self, store: AnnotationStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._listed: tuple[ListedPair, ...] = ()
        self._plan: TrainingPlan | None = None
        self._gatherer = JobThread(
            "training data", Order.ONLY_LATEST, priority=QThread.Priority.LowPriority, parent=self
        )
        self._gatherer.finished_job.connect(self._take_gathered)
        self._writer = JobThread("training lists", Order.EVERY_ONE, parent=self)
        self._writer.finished_job.connect(self._take_written)
        self._analysis = ChildJob(self)
        self._analysis.progressed.connect(self.progressed)
        self._analysis.done.connect(self._read_check)
        self._analysis.failed.connect(self.check_failed)
        self._probe = ChildJob(self)
        self._probe.done.connect(self._take_probe)
        self._probe.failed.connect(self.estimate_failed)

    @property
    def checking(self) -> bool:
        """Whether the images are being looked at."""
        return self._analysis.busy

    def gather(self, choice: DataChoice) -> None:
        """Find the pairs of a choice; one asked for before is given up."""
        store = self._store
        self._gatherer.submit(choice, lambda wanted: gather(choice, store, wanted))

    def check(self, listed: Sequence[ListedPair]) -> None:
        """Look at pairs; a check under way is given up."""
        self.cancel_check()
        self._listed = tuple(listed)
        if not self._listed:
            refusal, advice = verdict(0, 0, 0)
            self.checked.emit(CheckedData((), (), (), (), 0, (), refusal, advice))
            return
        self._writer.submit(("check", self._listed), _list_writer(_folder("check"), self._listed))

    def cancel_check(self) -> None:
        """Give up the check under way."""
        self._listed = ()
        self._analysis.cancel()

    def estimate(self, plan: TrainingPlan) -> None:
        """Measure what a plan would cost; one asked about before is given up."""
        self.cancel_estimate()
        self._plan = plan
        self._writer.submit(("probe", plan), _list_writer(_folder("probe"), plan.pairs))

    def cancel_estimate(self) -> None:
        """Give up the measurement under way."""
        self._plan = None
        self._probe.cancel()

    def stop(self) -> None:
        """End the threads and the child processes."""
        self._analysis.stop()
        self._probe.stop()
        self._gatherer.stop()
        self._writer.stop()

    @Slot(object)
    def _take_gathered(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.check_failed.emit(sentence_for(outcome.error))
            return
        found: GatheredData = outcome.value
        self.gathered.emit(found)

    @Slot(object)
    def _take_written(self, outcome: Outcome) -> None:
        what, about = outcome.key
        if what == "read":
            if about is self._listed and outcome.error is None:
                self.checked.emit(outcome.value)
            elif about is self._listed and outcome.error is not None:
                self.check_failed.emit(sentence_for(outcome.error))
        elif what == "check" and about is self._listed:
            if outcome.error is not None:
                self.check_failed.emit(sentence_for(outcome.error))
                return
            folder: Path = outcome.value
            words = ["--pairs", str(folder / PAIRS), "--out", str(folder), "--background", "--events", "jsonl"]
            self._analysis.run("model-train", "analyse", *words)
        elif what == "probe" and about is self._plan is not None:
            if outcome.error is not None:
                self.estimate_failed.emit(sentence_for(outcome.error))
                return
            pairs = str(outcome.value / PAIRS)
            self._probe.run("model-train", "probe", "--pairs", pairs, *self._plan.options(), "--background")

    @Slot(str)
    def _read_check(self, _printed: str) -> None:
        listed = self._listed
        self._writer.submit(("read", listed), lambda _wanted: read_check(_folder("check"), listed))

    @Slot(str)
    def _take_probe(self, printed: str) -> None:
        plan = self._plan
        if plan is None:
            return
        try:
            self.estimated.emit(estimate(printed, plan.settings, len(plan.pairs)))
        except Exception as error:  # noqa: BLE001 (whatever the child printed is its outcome)
            self.estimate_failed.emit(sentence_for(error))


def _folder(name: str) -> Path:
    return places.cache_dir() / "training" / name


def _list_writer(folder: Path, pairs: Sequence[ListedPair]) -> Callable[[Callable[[], bool]], Path]:
    def job(_wanted: Callable[[], bool]) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = system_reason(error)
            what = phrase("The folder for temporary files cannot be used ({reason})", reason=reason)
            raise FolderError(what, path=folder, remedy="Free some space on the disk.") from error
        write_pairs_file(folder / PAIRS, pairs)
        return folder

    return job
