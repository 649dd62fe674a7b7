"""Trains in a process of its own, follows it by its files, ends it, or leaves it running and finds it again."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from isic_desktop.core import places
from isic_desktop.core.model_names import free_name
from isic_desktop.core.run_following import RunFollower, RunNews
from isic_desktop.core.run_process import note_process
from isic_desktop.core.runs import list_runs, remove_run
from isic_desktop.core.training_plan import (
    LAUNCHED,
    LOG,
    TrainingPlan,
    asked_folder,
    can_resume,
    free_run,
    read_options,
    train_arguments,
    write_plan,
)
from isic_desktop.services.child_process import child_variables
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for
from isic_desktop.services.reentry import reentry
from model_train.atomic import write_text
from model_train.errors import StorageError, TrainingError
from model_train.messages import phrase, system_reason
from model_train.run_folder import BEST, CONTROL, EVENTS

_LOOK_EVERY_MS = 300
_BACKGROUND = "background"
"""A file beside what was asked: the window was closed while this run went on, and its end is still to be told."""


class TrainingService(QObject):
    """One training at a time.

    The child is detached from the beginning, so that neither a crash of the window nor its closing ends it, and
    reattaching needs nothing but the run's files.

    Signals:
        began(Path): A run is followed from now on: started, resumed, or found running.
        news(RunNews): How far it has come.
        ended(RunNews): It goes on no more, for whatever reason.
        run_finished(Path): It ended in order, and there is a model: `best.safetensors` in the run's folder.
        discarded(Path): It was cancelled and its folder removed.
        refused(str): What was asked for cannot be done: a sentence.
        inspected(RunNews): How the run stands that was asked about.
    """

    began = Signal(object)
    news = Signal(object)
    ended = Signal(object)
    run_finished = Signal(object)
    discarded = Signal(object)
    refused = Signal(object)
    inspected = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._follower: RunFollower | None = None
        self._launching = False
        self._cancel_wanted = False
        self._latest: RunNews | None = None
        self._reader = JobThread(
            "following a training", Order.EVERY_ONE, priority=QThread.Priority.LowPriority, parent=self
        )
        self._reader.finished_job.connect(self._take_news)
        self._worker = JobThread("training files", Order.EVERY_ONE, parent=self)
        self._worker.finished_job.connect(self._take_outcome)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def latest(self) -> RunNews | None:
        """What is known of the run followed now or last."""
        return self._latest

    @property
    def is_training(self) -> bool:
        """Whether a run is being started or goes on."""
        return self._launching or self._follower is not None

    def start(self, plan: TrainingPlan) -> None:
        """Begin a training."""

        def job(_wanted: Callable[[], bool]) -> Path:
            # One name for the run and its model, which no other has.
            run = free_run(free_name(plan.name))
            named = replace(plan, name=run.name, settings=replace(plan.settings, name=run.name))
            write_plan(named, run)
            _launch(run, named.options(), resume=False)
            return run

        self._begin(job)

    def resume(self, run: Path) -> None:
        """Go on with a run after its last finished epoch; without one it begins anew on the same images."""

        def job(_wanted: Callable[[], bool]) -> Path:
            options = read_options(run)
            process = RunFollower(run).process
            if process is not None and process.is_running:
                return run
            resumes = can_resume(run)
            if not resumes and run.is_dir():
                _clear(run)
            _launch(run, options, resume=resumes)
            return run

        self._begin(job)

    def stop_early(self) -> None:
        """Have the training end after this epoch and keep the best."""
        if self._follower is not None:
            run = self._follower.run
            self._worker.submit("stop", lambda _wanted: write_text(run / CONTROL, "stop"))

    def cancel(self) -> None:
        """End the training at once and remove the run; one that is just being started, as soon as it is."""
        self._cancel_wanted = self._launching
        if self._follower is None:
            return
        follower, self._follower = self._follower, None
        self._timer.stop()
        run = follower.run

        def job(_wanted: Callable[[], bool]) -> Path:
            process = follower.process
            if process is not None:
                process.end()
            remove_run(run)
            return run

        self._worker.submit("cancel", job)

    def leave_running(self) -> None:
        """The window closes and the training goes on; the next start finds it."""
        if self._follower is not None:
            run = self._follower.run
            self._worker.submit("leave", lambda _wanted: write_text(asked_folder(run) / _BACKGROUND, ""))

    def inspect(self, run: Path) -> None:
        """Read once how a run stands, whichever it is."""
        self._reader.submit("inspect", lambda _wanted: RunFollower(run).read())

    @Slot()
    def look_for_one(self) -> None:
        """Find a training that was left running, or that ended while no window was open."""

        def job(_wanted: Callable[[], bool]) -> Path | None:
            left: Path | None = None
            for summary in list_runs():
                marker = asked_folder(summary.run) / _BACKGROUND
                if summary.is_running:
                    _forget(marker)
                    return summary.run
                if marker.exists():
                    _forget(marker)
                    left = left or summary.run
            return left

        if places.runs_dir().is_dir() and not self.is_training:
            self._worker.submit("look", job)

    def stop(self) -> None:
        """End the threads; a training that goes on is left alone."""
        self._timer.stop()
        self._worker.stop(finish=True)
        self._reader.stop()

    # Launching

    def _begin(self, job: Callable[[Callable[[], bool]], Path]) -> None:
        if self.is_training:
            self.refused.emit("A training is under way. Wait for its end, or stop it early.")
            return
        self._launching = True
        self._worker.submit("launch", job)

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.key == "launch":
            self._launching = False
        if outcome.error is not None:
            self.refused.emit(sentence_for(outcome.error))
        elif outcome.key == "cancel":
            self._latest = None
            self.discarded.emit(outcome.value)
        elif outcome.value is not None and outcome.key in ("launch", "look") and self._follower is None:
            self._follow(outcome.value)
            if self._cancel_wanted:
                self.cancel()

    # Following

    def _follow(self, run: Path) -> None:
        self._follower = RunFollower(run)
        self._latest = RunNews(run)
        self.began.emit(run)
        self.news.emit(self._latest)
        self._timer.start()
        self._look()

    @Slot()
    def _look(self) -> None:
        follower = self._follower
        if follower is not None and not self._reader.busy:
            self._reader.submit(follower, lambda _wanted: follower.read())

    @Slot(object)
    def _take_news(self, outcome: Outcome) -> None:
        if outcome.key == "inspect" and outcome.error is None:
            self.inspected.emit(outcome.value)
        if outcome.key is not self._follower:
            return
        if outcome.error is not None:
            self._timer.stop()
            self._follower = None
            self.refused.emit(sentence_for(outcome.error))
            return
        news: RunNews = outcome.value
        self._latest = news
        if news.has_ended:
            self._timer.stop()
            process, self._follower = self._follower.process, None
            if process is not None and news.phase == "vanished":
                # Nothing it does can be kept any more.
                self._worker.submit("end", lambda _wanted: process.end())
        self.news.emit(news)
        if news.has_ended:
            self.ended.emit(news)
            if news.phase == "finished" and (news.run / BEST).is_file():
                self.run_finished.emit(news.run)


def _launch(run: Path, options: list[str], *, resume: bool) -> None:
    """Start the child; it belongs to nobody from its first moment."""
    asked = asked_folder(run)
    events_bytes = 0
    with suppress(OSError):
        events_bytes = (run / EVENTS).stat().st_size
    with suppress(OSError):
        (asked / LOG).unlink(missing_ok=True)
    program, words = reentry(*train_arguments(run, options, resume=resume))
    # Not a QProcess: that one ends its child when it goes, and tells no number of a child it has let go.
    detached: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        detached = {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    try:
        with (asked / LOG).open("ab") as log:
            child = subprocess.Popen(
                [program, *words],
                env=child_variables(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # the same events are in the run's folder
                stderr=log,
                **detached,
            )
    except OSError as error:
        what = phrase("The training could not be started ({reason})", reason=system_reason(error))
        remedy = "Free some memory and disk space, or install the program anew."
        raise TrainingError(what, path=asked / LOG, remedy=remedy) from error
    # Buried as soon as it ends, whoever looks at it then; where it outlives this program, nobody waits for it.
    threading.Thread(target=child.wait, name="burying a training", daemon=True).start()
    try:
        note_process(asked / LAUNCHED, child.pid, events_bytes)
    except StorageError:
        child.kill()  # else it would train on, and the window say that it could not be started
        raise


def _clear(run: Path) -> None:
    """Remove the folder of a run that has no finished epoch, so that it can begin anew."""
    import shutil

    try:
        shutil.rmtree(run)
    except OSError as error:
        reason = system_reason(error)
        what = phrase("What is left of the run cannot be removed ({reason})", reason=reason)
        raise StorageError(what, path=run, remedy="Remove the folder by hand, then try again.") from error


def _forget(marker: Path) -> None:
    with suppress(OSError):
        marker.unlink(missing_ok=True)
