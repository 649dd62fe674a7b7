"""Services that are asked to end what never began, told of what nobody awaits, or whose work fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from kept import Keep
from pytestqt.qtbot import QtBot
from refusals import fails

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.settings import Settings
from isic_desktop.services import forerunner, model_listing
from isic_desktop.services.boundary_watch import BoundaryWatch
from isic_desktop.services.child_events import ChildEvents
from isic_desktop.services.child_job import ChildJob
from isic_desktop.services.editing_jobs import EditingJobs
from isic_desktop.services.handover import HandoverService
from isic_desktop.services.indexing import Indexing
from isic_desktop.services.job_thread import Outcome
from isic_desktop.services.model_listing import ModelListing
from isic_desktop.services.readout_watch import ReadOutWatch
from isic_desktop.services.training import TrainingService


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


def test_that_models_that_cannot_be_listed_are_told(qtbot: QtBot, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_listing, "list_models", fails)
    listing = keep(ModelListing(Settings()))
    with qtbot.waitSignal(listing.failed) as told:
        listing.list()
    assert told.args is not None
    assert "The drive is gone" in str(told.args[0])


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
