"""Exports, imports and checks off the window's thread, one at a time, with progress and a way to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.handover.annotation_check import AnnotationValidator, CheckedAnnotation
from isic_desktop.core.handover.export import Exported, plan_export, run_export
from isic_desktop.core.handover.formats import ExportOptions, Format
from isic_desktop.core.handover.gathering import LeftOut, gather
from isic_desktop.core.handover.importing import Imported, ImportOptions, run_import
from isic_desktop.core.handover.incoming import SourceFormat, guess_format, open_source
from isic_desktop.core.handover.isic_check import Checked, IsicValidator
from isic_desktop.core.handover.replacing import new_run_name, place_mask
from isic_desktop.core.strokes import Mask
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from model_train.errors import AppError, UsageError
from model_train.messages import phrase
from model_train.pairing import list_images

# Often enough to watch, seldom enough not to keep the window busy.
_TOLD_EVERY_S = 0.05

_Result = TypeVar("_Result")


@dataclass(frozen=True, eq=False)
class ExportWish:
    """What a person wants handed over.

    Args:
        folder: The open folder.
        form: In which form.
        out: Where to.
        images: Which images; None for all.
        states: Only annotations in one of these states; empty for any.
        options: How.
        overwrite: Replace files that are there already.
    """

    folder: Path
    form: Format
    out: Path
    images: Sequence[Path] | None = None
    states: frozenset[str] = frozenset()
    options: ExportOptions = field(default_factory=ExportOptions)
    overwrite: bool = False


@dataclass(frozen=True, eq=False)
class ExportReport:
    """What became of an export.

    Args:
        wish: What was wanted.
        done: One result for each annotation.
        left_out: Images without one, and those that were not wanted.
        cancelled: Whether the person stopped it.
    """

    wish: ExportWish
    done: tuple[Exported, ...]
    left_out: tuple[LeftOut, ...]
    cancelled: bool


@dataclass(frozen=True, eq=False)
class ImportWish:
    """What a person wants taken in.

    Args:
        source: A file or folder.
        form: What it is; None for what it looks like.
        folder: The open folder.
        options: How.
        rescale_01: Read 0/1 as 0/255.
    """

    source: Path
    form: SourceFormat | None
    folder: Path
    options: ImportOptions
    rescale_01: bool = False


@dataclass(frozen=True, eq=False)
class ImportReport:
    """What became of an import.

    Args:
        wish: What was wanted.
        results: One for each mask.
        refused: What could not be used at all.
        cancelled: Whether the person stopped it.
    """

    wish: ImportWish
    results: tuple[Imported, ...]
    refused: tuple[LeftOut, ...]
    cancelled: bool


@dataclass(frozen=True, eq=False)
class CheckReport:
    """What a check or repair by the ISIC rules found.

    Args:
        results: What was checked, and the name of the repaired file, "" for none.
        annotations: The same for annotations of the open folder, where these were checked.
        left_out: Images without annotation.
        cancelled: Whether the person stopped it.
        out: Where repaired masks were written; None after a check.
    """

    results: tuple[tuple[Checked, str], ...]
    annotations: tuple[CheckedAnnotation, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cancelled: bool = False
    out: Path | None = None


@dataclass(frozen=True, eq=False)
class RepairReport:
    """What became of annotations that were repaired in their place.

    Args:
        repaired: Images whose annotation was repaired and saved.
        failed: Images where that failed, with the reason.
        handed_back: The image on the screen and its repaired mask, to become a step that can be undone.
        set_aside: Where the old files are; None if none were replaced.
    """

    repaired: tuple[Path, ...]
    failed: tuple[LeftOut, ...]
    handed_back: tuple[Path, Mask] | None
    set_aside: Path | None


class HandoverService(QObject):
    """Runs one job at a time.

    Args:
        store: Where annotations are.
        locks: The locks of the open folder; the folders a job writes to are kept locked meanwhile.

    Signals:
        progressed(int, int): So many of so many are done.
        finished(object): ExportReport, ImportReport, CheckReport, RepairReport, or a tuple of Imported.
        failed(str): The job could not begin, or ended early: a sentence.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, store: AnnotationStore, locks: FolderLocks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._locks = locks
        self._stop_asked = threading.Event()
        self._last_told_s = 0.0
        self._thread = JobThread("handing over", Order.EVERY_ONE, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._thread.busy

    def cancel(self) -> None:
        """Stop after the image that is being worked on; what is done stays and is reported."""
        self._stop_asked.set()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._stop_asked.set()
        self._thread.stop()

    def export(self, wish: ExportWish) -> None:
        """Hand annotations over."""
        self._run(lambda: self._export(wish))

    def take_in(self, wish: ImportWish) -> None:
        """Take masks in."""
        self._run(lambda: self._take_in(wish))

    def place(self, masks: Sequence[tuple[str, Path, Mask]], *, replace_persons: bool) -> None:
        """Save masks that were handed back for an image which has left the screen meanwhile."""
        self._run(lambda: self._place(masks, replace_persons=replace_persons))

    def check_annotations(self, folder: Path) -> None:
        """Check the annotations of the open folder by the ISIC rules."""
        self._run(lambda: self._check_annotations(folder, None, overwrite=False))

    def check_files(self, target: Path, images: Path | None) -> None:
        """Check the masks of a folder or ZIP file."""
        self._run(lambda: self._check_files(target, images, None, overwrite=False))

    def repair_copies(self, target: Path | None, folder: Path | None, out: Path, *, overwrite: bool) -> None:
        """Write valid masks to a new place.

        Args:
            target: A folder of masks or a ZIP file; None for the annotations of `folder`.
            folder: The folder of the images.
            out: A folder or ZIP file.
            overwrite: Replace files that are there already.
        """
        if target is not None:
            self._run(lambda: self._check_files(target, folder, out, overwrite=overwrite))
        elif folder is not None:
            self._run(lambda: self._check_annotations(folder, out, overwrite=overwrite))

    def repair_in_place(self, folder: Path, names: frozenset[str], on_screen: Path | None) -> None:
        """Repair annotations where they are; the old files are set aside, that on the screen is handed back."""
        self._run(lambda: self._repair(folder, names, on_screen))

    def _run(self, job: Callable[[], Any]) -> None:
        self._stop_asked.clear()
        self._last_told_s = 0.0
        self._thread.submit(None, lambda _wanted: job())

    # In the thread

    def _wanted(self) -> bool:
        return not self._stop_asked.is_set()

    def _tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total or now - self._last_told_s > _TOLD_EVERY_S:
            self._last_told_s = now
            self.progressed.emit(done, total)

    def _export(self, wish: ExportWish) -> ExportReport:
        gathered = gather(wish.folder, self._store, images=wish.images, states=wish.states)
        plan = plan_export(wish.folder, wish.form, wish.out, gathered, wish.options, overwrite=wish.overwrite)
        done: list[Exported] = []
        run = run_export(plan)
        for result in run:
            done.append(result)
            self._tell(len(done), len(plan.chosen))
            if not self._wanted() and len(done) < len(plan.chosen):
                run.close()  # a form that is one file leaves nothing behind
                return ExportReport(wish, tuple(done), plan.left_out, cancelled=True)
        return ExportReport(wish, tuple(done), plan.left_out, cancelled=False)

    def _take_in(self, wish: ImportWish) -> ImportReport:
        images = list_images(wish.folder, recursive=True)
        form = wish.form or guess_format(wish.source)
        results: list[Imported] = []
        with open_source(wish.source, form, rescale_01=wish.rescale_01) as source:
            if not source.offered and not source.refused:
                raise UsageError(
                    phrase("There is no mask of this kind in {source}", source=wish.source), remedy="Choose what it is."
                )
            with self._locks.pinned({self._store.place(image) for image in images}) as holder:
                if holder is not None:
                    raise UsageError(
                        phrase("The folder is open in {holder}", holder=holder.words), remedy="Close it there first."
                    )
                for result in run_import(source, wish.folder, images, self._store, wish.options, wanted=self._wanted):
                    results.append(result)
                    self._tell(len(results), len(source.offered))
            return ImportReport(wish, tuple(results), source.refused, len(results) < len(source.offered))

    def _place(self, masks: Sequence[tuple[str, Path, Mask]], *, replace_persons: bool) -> tuple[Imported, ...]:
        run_name = new_run_name()
        results = []
        for source, image, mask in masks:
            try:
                placed = place_mask(self._store, image, mask, replace_persons=replace_persons, run_name=run_name)
            except AppError as error:
                results.append(Imported(source, "failed", image, str(error)))
            else:
                results.append(Imported(source, placed.outcome, image, set_aside=placed.set_aside))
        return tuple(results)

    def _check_annotations(self, folder: Path, out: Path | None, *, overwrite: bool) -> CheckReport:
        validator = AnnotationValidator(folder, self._store)
        total = len(validator.chosen)
        left_out = tuple(validator.left_out)
        if out is not None:
            repaired = self._until_cancelled(validator.repair(out, overwrite=overwrite), total)
            return CheckReport(repaired, left_out=left_out, cancelled=len(repaired) < total, out=out)
        found = self._until_cancelled(validator.check(), total)
        return CheckReport(tuple((item.checked, "") for item in found), found, left_out, len(found) < total)

    def _check_files(self, target: Path, images: Path | None, out: Path | None, *, overwrite: bool) -> CheckReport:
        validator = IsicValidator(target, images)
        total = len(validator.names)
        if out is not None:
            results = self._until_cancelled(validator.repair(out, overwrite=overwrite), total)
        else:
            results = tuple((checked, "") for checked in self._until_cancelled(validator.check(), total))
        return CheckReport(results, cancelled=len(results) < total, out=out)

    def _until_cancelled(self, run: Iterator[_Result], total: int) -> tuple[_Result, ...]:
        results: list[_Result] = []
        for result in run:
            results.append(result)
            self._tell(len(results), total)
            if not self._wanted():
                break  # with the last reference to it the run ends, and a ZIP file that is not finished goes
        return tuple(results)

    def _repair(self, folder: Path, names: frozenset[str], on_screen: Path | None) -> RepairReport:
        validator = AnnotationValidator(folder, self._store)
        wanted = [chosen for chosen in validator.chosen if chosen.name in names]
        run_name = new_run_name()
        repaired: list[Path] = []
        failed: list[LeftOut] = []
        handed_back: tuple[Path, Mask] | None = None
        aside: Path | None = None
        with self._locks.pinned({chosen.paths.mask.parent for chosen in wanted}) as holder:
            if holder is not None:
                raise UsageError(
                    phrase("The folder is open in {holder}", holder=holder.words), remedy="Close it there first."
                )
            for number, chosen in enumerate(wanted, start=1):
                if not self._wanted():
                    break
                try:
                    if chosen.image == on_screen:
                        handed_back = (chosen.image, validator.repaired_mask(chosen))
                    else:
                        aside = validator.repair_in_place(chosen, run_name) or aside
                        repaired.append(chosen.image)
                except AppError as error:
                    failed.append(LeftOut(chosen.name, str(error), failed=True))
                self._tell(number, len(wanted))
        return RepairReport(tuple(repaired), tuple(failed), handed_back, aside)

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(sentence_for(outcome.error))
        else:
            self.finished.emit(outcome.value)
