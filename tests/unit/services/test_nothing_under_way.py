"""Services that are asked to end what never began, told of what nobody awaits, or whose work fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from annotated import make_folder
from drawn import write_image
from patience import PATIENCE_S
from platforms import needs_sigkill
from pytestqt.qtbot import QtBot
from session_desk import Desk, journals

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.image_listing import list_folder
from isic_desktop.core.run_following import RunFollower
from isic_desktop.core.run_process import note_process
from isic_desktop.core.saving import snapshot
from isic_desktop.core.settings import Settings
from isic_desktop.core.training_plan import LAUNCHED, TrainingPlan, asked_folder, write_plan
from isic_desktop.services import forerunner, journaling, model_listing, recovery, thumbnails
from isic_desktop.services.boundary_watch import BoundaryWatch
from isic_desktop.services.child_events import ChildEvents
from isic_desktop.services.child_job import ChildJob
from isic_desktop.services.editing_jobs import EditingJobs
from isic_desktop.services.handover import HandoverService
from isic_desktop.services.indexing import Indexing
from isic_desktop.services.job_thread import Outcome
from isic_desktop.services.lock_watch import LockWatch
from isic_desktop.services.model_listing import ModelListing
from isic_desktop.services.readout_watch import ReadOutWatch
from isic_desktop.services.thumbnails import Thumbnail, ThumbnailService, prune_cache
from isic_desktop.services.training import TrainingService
from model_train.errors import AppError, StorageError
from model_train.pairs_file import ListedPair
from model_train.settings import TrainSettings

Keep = Callable[[Any], Any]


@pytest.fixture
def keep(qtbot: QtBot) -> Iterator[Keep]:
    """Ends what it is given when the test is over."""
    made: list[Any] = []

    def kept(service: Any) -> Any:
        made.append(service)
        return service

    yield kept
    for service in made:
        service.stop()


def fails(*_arguments: object, **_options: object) -> None:
    raise StorageError("The drive is gone", remedy="Put it back.")


def test_that_ending_what_never_began_does_nothing(keep: Keep, tmp_path: Path) -> None:
    training = keep(TrainingService())
    told: list[object] = []
    for happening in (training.refused, training.news, training.ended):
        happening.connect(lambda *words: told.append(words))
    training.stop_early()
    training.leave_running()
    training.cancel()
    for child in (keep(ChildJob()), keep(ChildEvents())):
        child.failed.connect(told.append)
        child.cancel()
        child._read_output()
        child._read_errors()
        assert not child.busy
    handover = keep(HandoverService(AnnotationStore(), FolderLocks()))
    handover.repair_copies(None, None, tmp_path / "out", overwrite=False)
    indexing = keep(Indexing(AnnotationStore()))
    indexing.fill()
    indexing._step()
    indexing.refresh(tmp_path / "a.jpg")
    assert not indexing.busy
    assert told == []
    assert list(tmp_path.iterdir()) == []


def test_that_a_run_which_trains_already_is_followed_and_not_begun_twice(
    qtbot: QtBot, keep: Keep, program_home: Path
) -> None:
    training = keep(TrainingService())
    pair = ListedPair("a", Path("/i/a.png"), Path("/m/a.png"), "")
    run = program_home / "runs" / "one"
    run.mkdir(parents=True)
    asked_folder(run).mkdir(parents=True)
    write_plan(TrainingPlan("one", TrainSettings(name="one"), (pair,)), run)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
        note_process(asked_folder(run) / LAUNCHED, child.pid, 0)
        with qtbot.waitSignal(training.began):
            training.resume(run)
        assert training.is_training
        assert RunFollower(run).process is not None
        assert sorted(entry.name for entry in run.iterdir()) == [], "nothing was begun anew"
        training.cancel()
        child.wait(60)
    qtbot.waitUntil(lambda: not run.exists())


def test_that_a_run_that_cannot_be_followed_is_told(
    qtbot: QtBot, keep: Keep, program_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = keep(TrainingService())
    monkeypatch.setattr(RunFollower, "read", fails)
    with qtbot.waitSignal(training.refused) as told:
        training._follow(program_home / "runs" / "one")
    assert told.args is not None
    assert "The drive is gone" in str(told.args[0])
    assert not training.is_training


def test_that_a_folder_lock_nobody_waits_for_is_not_asked_for(
    qtbot: QtBot, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locks = FolderLocks()
    watch = keep(LockWatch(AnnotationStore(), locks))
    answers: list[object] = []
    watch.answered.connect(lambda *words: answers.append(words))
    watch.keep_asking(tmp_path / "a.jpg")
    watch.rest()
    watch._ask_again()
    monkeypatch.setattr(locks, "acquire", fails)
    with qtbot.waitSignal(watch._asker.finished_job):
        watch.ask(tmp_path / "a.jpg")
    qtbot.wait(1)
    assert answers == []


def test_that_models_that_cannot_be_listed_are_told(qtbot: QtBot, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_listing, "list_models", fails)
    listing = keep(ModelListing(Settings()))
    with qtbot.waitSignal(listing.failed) as told:
        listing.list()
    assert told.args is not None
    assert "The drive is gone" in str(told.args[0])


def test_that_thumbnails_asked_for_in_passing_are_given_up_and_a_fault_is_shown_in_its_place(
    qtbot: QtBot, keep: Keep, tmp_path: Path, program_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = make_folder(tmp_path / "images", 4)
    service = keep(ThumbnailService(AnnotationStore()))
    monkeypatch.setattr(thumbnails, "_MOST_WAITING", 1)
    made: list[Thumbnail] = []
    service.made.connect(made.append)
    for image in images:
        service.request(image)
    qtbot.waitUntil(lambda: any(one.path == images[-1] for one in made))
    assert [one.path for one in made] == images[-1:]
    service.request(images[0])
    service.forget_all()
    service.request(images[1])
    qtbot.waitUntil(lambda: len(made) == 2)
    assert made[-1].path == images[1]
    images[2].unlink()
    service.request(images[2])
    qtbot.waitUntil(lambda: len(made) == 3)
    assert made[-1].picture.isNull()
    monkeypatch.setattr(thumbnails, "_make", fails)
    service.request(images[3])
    qtbot.waitUntil(lambda: len(made) == 4)
    assert "The drive is gone" in str(made[-1].error)
    folder = program_home / "cache" / "thumbnails"
    kept = len(list(folder.glob("*/*.jpg")))
    assert kept >= 2
    assert prune_cache(folder, 0, lambda: True) == kept
    assert not list(folder.glob("*/*.jpg"))


def test_that_a_computation_given_up_is_not_answered(qtbot: QtBot, keep: Keep) -> None:
    jobs = keep(EditingJobs())
    answers: list[int] = []
    jobs.run(lambda: 1, answers.append)
    jobs.cancel()
    jobs._take_outcome(Outcome(1, None, 1))
    jobs.run(lambda: 2, answers.append)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert answers == [2]


def test_that_only_a_lack_of_memory_is_taken_for_one(keep: Keep) -> None:
    boundary, readouts = keep(BoundaryWatch()), keep(ReadOutWatch(AnnotationStore()))
    for take in (boundary._take_outcome, readouts._take_measured):
        with pytest.raises(ValueError, match="no figure"):
            take(Outcome(1, None, error=ValueError("no figure")))


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_that_running_ahead_stops_when_nobody_wants_it(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forerunner.sys, "platform", system)
    monkeypatch.setattr(forerunner, "_EXTENSIONS", (("no_such_package_anywhere", "*.so"),))
    imported: list[str] = []
    monkeypatch.setattr(forerunner.importlib, "import_module", imported.append)
    forerunner._import_all(lambda: False)
    assert imported == []
    forerunner._import_all(lambda: True)
    assert imported == list(forerunner.MODULES)


# Sessions


def test_that_a_place_may_change_while_nothing_is_open(desk: Desk) -> None:
    desk.session.place_changed()
    desk.session._note_lock_lost(desk.folder / "annotations")
    assert desk.session.current is None
    assert desk.told == []


def test_that_a_lock_lost_in_a_stroke_reopens_the_image_after_it(desk: Desk) -> None:
    desk.open()
    shown = desk.session.current
    desk.session._note_lock_lost(desk.folder / "another" / "annotations")
    desk.session.begin("Brush")
    desk.session.paint((30, 30), (50, 50), 6, True)
    desk.session._note_lock_lost(desk.folder / "annotations")
    assert desk.session.current is shown
    painted = desk.document.mask.copy()
    desk.session.end()
    desk.wait(lambda: desk.session.current is not None and desk.session.current is not shown)
    assert np.array_equal(desk.document.mask, painted)


def test_that_an_image_replaced_by_one_of_another_size_is_locked_while_its_annotation_is_unsaved(desk: Desk) -> None:
    document = desk.open()
    desk.stroke()
    mine = document.mask.copy()
    desk.session._saver._thread.stop(finish=True)  # nothing is saved from here on
    desk.session.open(desk.folder / "b.jpg")
    desk.wait(lambda: desk.session.current is not None)
    write_image(desk.folder / "a.jpg", np.full((40, 40, 3), 90, np.uint8))
    desk.session.open(desk.folder / "a.jpg")
    desk.wait(lambda: desk.session.current is not None)
    current = desk.session.current
    assert current is not None
    assert "another size" in str(current.locked)
    assert not desk.session.editable
    assert np.array_equal(document.mask, mine)


def test_that_what_comes_back_in_a_stroke_is_a_step_after_it(desk: Desk) -> None:
    desk.open()
    desk.stroke()
    lost = desk.document.mask.copy()
    desk.end()
    desk.start()
    desk.open()
    assert desk.look()
    desk.session.begin("Brush")
    desk.session.paint((100, 80), (110, 90), 4, True)
    painted = desk.document.mask.copy()
    with desk.qtbot.waitSignal(desk.session.recovery._thread.finished_job):
        desk.session.recovery.recover()
    desk.qtbot.wait(1)
    assert np.array_equal(desk.document.mask, painted), "nothing jumps in under a stroke"
    desk.session.end()
    assert np.array_equal(desk.document.mask, lost)
    desk.session.undo()
    assert np.array_equal(desk.document.mask, painted)


def test_that_unsaved_work_that_cannot_be_looked_for_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.session.recovery.recover([])
    monkeypatch.setattr(recovery, "look_for_unsaved_work", fails)
    desk.look()
    desk.wait(lambda: bool(desk.told))
    assert "it is kept" in str(desk.told[0])
    assert "The drive is gone" in str(desk.told[0])


def test_that_a_journal_grown_long_is_shortened_and_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journaling, "_LONGEST_BYTES", 3000)
    monkeypatch.setattr(journaling, "_FOLDED_BYTES", 1500)
    desk.open()
    for number in range(40):
        desk.stroke(20.0 + number)
    painted = desk.document.mask.copy()
    (journal,) = journals()
    assert journal.stat().st_size <= 3000
    journal_service = desk.session._journal
    document = desk.document
    journal_service.forget_saved(AnnotationDocument(desk.folder / "b.jpg", painted), snapshot(document))
    desk.end()
    journal_service._do_and_wait(lambda: pytest.fail("the thread has ended"))
    desk.start()
    desk.look()
    desk.recover()
    desk.open()
    assert np.array_equal(desk.document.mask, painted)


def test_that_a_folder_listed_anew_takes_no_answer_about_another(qtbot: QtBot, keep: Keep, tmp_path: Path) -> None:
    from isic_desktop.services.folder_listing import FolderListing

    make_folder(tmp_path / "images", 2)
    listing = keep(FolderListing(AnnotationStore()))
    changed: list[object] = []
    for happening in (listing.images_changed, listing.annotations_changed):
        happening.connect(lambda *words: changed.append(words))
    first = list_folder(tmp_path / "images")
    listing._take_look(Outcome(1, first, error=AppError("x")))
    listing.watch(first)
    listing._take_look(Outcome(2, list_folder(tmp_path / "images"), error=AppError("x")))
    listing._take_look(Outcome(3, first, error=AppError("The drive is gone")))
    assert changed == []


@needs_sigkill
def test_that_a_training_that_was_stopped_by_the_system_is_ended_all_the_same(
    qtbot: QtBot, keep: Keep, program_home: Path
) -> None:
    training = keep(TrainingService())
    run = program_home / "runs" / "one"
    for folder in (run, asked_folder(run)):
        folder.mkdir(parents=True, exist_ok=True)
    # As a training does: asked to end, it first ends what it is at; the default would end a stopped process, too.
    words = "import signal, time; signal.signal(signal.SIGTERM, print); print(flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"\n"
        note_process(asked_folder(run) / LAUNCHED, child.pid, 0)
        training._follow(run)
        os.kill(child.pid, signal.SIGSTOP)
        training.cancel()
        assert not training.is_training, "the window goes on at once"
        child.wait(PATIENCE_S)
    qtbot.waitUntil(lambda: not run.exists())
