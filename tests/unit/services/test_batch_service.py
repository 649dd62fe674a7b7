"""A run over a folder, without a window: begun once, paused, given up before it begins, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated import make_folder
from pytestqt.qtbot import QtBot
from tiny_model import write_tiny_model

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.services import batch_job
from isic_desktop.services.batch_job import BatchOutcome, BatchProgress, BatchRequest, BatchService


@pytest.fixture
def service(qtbot: QtBot) -> Iterator[BatchService]:
    locks = FolderLocks()
    made = BatchService(AnnotationStore(), locks)
    yield made
    made.stop()
    locks.release_except([])


@pytest.fixture
def request_for(tmp_path: Path) -> BatchRequest:
    """Three images whose folder has no annotations yet."""
    images = make_folder(tmp_path / "images", 3)
    return BatchRequest(images, write_tiny_model(tmp_path / "m.safetensors"), "cpu")


def outcome_of(qtbot: QtBot, service: BatchService, request: BatchRequest) -> BatchOutcome:
    with qtbot.waitSignal(service.finished) as end:
        service.start(request)
    assert end.args is not None
    return end.args[0]  # type: ignore[no-any-return]


def test_that_a_run_is_begun_once_and_none_is_paused_or_ended_without_one(
    qtbot: QtBot, service: BatchService, request_for: BatchRequest
) -> None:
    told: list[BatchProgress] = []
    service.progressed.connect(told.append)
    service.pause(True)
    service.cancel()
    assert told == []
    assert not service.paused
    with qtbot.waitSignal(service.finished) as end:
        service.start(request_for)
        service.start(BatchRequest(request_for.images[:1], request_for.checkpoint, "cpu"))
    assert end.args is not None
    assert [result.status for result in end.args[0].results] == ["done"] * 3
    assert len(list((request_for.images[0].parent / "annotations").glob("*.png"))) == 3
    assert not service.running


def test_that_a_run_given_up_before_it_began_writes_nothing(
    qtbot: QtBot, service: BatchService, request_for: BatchRequest
) -> None:
    with qtbot.waitSignal(service.finished) as end:
        service.start(request_for)
        service.pause(True)
        service.cancel()
        service.pause(False)
    assert end.args is not None
    assert end.args[0].cancelled
    assert end.args[0].results == ()
    assert not (request_for.images[0].parent / "annotations").exists()


def test_that_a_paused_run_ends_with_the_program(service: BatchService, request_for: BatchRequest) -> None:
    service.start(request_for)
    service.pause(True)
    assert service.paused
    service.stop()
    assert not list(request_for.images[0].parent.rglob("*_Segmentation.png"))


def test_that_the_rate_is_that_of_the_last_moments(
    qtbot: QtBot, service: BatchService, request_for: BatchRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_job, "_TELL_EVERY_S", 0.0)
    monkeypatch.setattr(batch_job, "_RATE_OVER_S", 0.0)
    told: list[BatchProgress] = []
    service.progressed.connect(told.append)
    outcome = outcome_of(qtbot, service, request_for)
    assert len(outcome.results) == 3
    assert [progress.done for progress in told] == sorted(progress.done for progress in told)
    assert told[-1].done == 3
    assert told[-1].rate_per_s == 0.0  # of a single moment there is none
