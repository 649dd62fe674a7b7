"""What is asked of the training service while nothing, or something else, is trained: answered, never lost."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from isic_desktop.core import places
from isic_desktop.core.training_plan import LAUNCHED, REQUEST, TrainingPlan, asked_folder
from isic_desktop.services import training
from isic_desktop.services.training import TrainingService
from model_train.pairs_file import ListedPair
from model_train.settings import TrainSettings

PAIRS = tuple(ListedPair(str(number), Path(f"/i/{number}.png"), Path(f"/m/{number}.png"), "") for number in range(4))
PLAN = TrainingPlan("tiny", TrainSettings(epochs=1, name="tiny"), PAIRS, encoder_weights="none")


@pytest.fixture
def service(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrainingService]:
    """A service whose trainings are processes that only wait."""
    line = "import time; time.sleep(60)"
    monkeypatch.setattr(training, "reentry", lambda *_words: (sys.executable, ["-c", line]))
    made = TrainingService()
    yield made
    made.cancel()
    made.stop()


def ended_run(name: str) -> Path:
    run = places.runs_dir() / name
    run.mkdir(parents=True)
    asked_folder(run).mkdir(parents=True)
    (asked_folder(run) / REQUEST).write_text('{"options": ["--epochs", "1"]}')
    (run / "config.json").write_text('{"settings": {"regime": "frozen"}}')
    event = {"event": "failed", "message": "no space left", "cancelled": False}
    (run / "events.jsonl").write_text(json.dumps(event) + "\n")
    return run


def test_that_a_second_training_is_refused_while_one_is_under_way(qtbot: QtBot, service: TrainingService) -> None:
    with qtbot.waitSignal(service.began):
        service.start(PLAN)
        assert service.is_training
    with qtbot.waitSignal(service.refused) as refusal:
        service.start(PLAN)
    assert "under way" in refusal.args[0]


def test_that_a_training_cancelled_while_it_is_started_is_ended_and_leaves_nothing(
    qtbot: QtBot, service: TrainingService
) -> None:
    with qtbot.waitSignal(service.discarded) as gone:
        service.start(PLAN)
        service.cancel()
    assert not gone.args[0].exists()
    assert not asked_folder(gone.args[0]).exists()
    assert not service.is_training
    assert service.latest is None


def test_that_a_training_that_has_ended_leaves_no_dead_process_behind(
    qtbot: QtBot, service: TrainingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "reentry", lambda *_words: (sys.executable, ["-c", ""]))
    with qtbot.waitSignal(service.ended), qtbot.waitSignal(service.began) as began:
        service.start(PLAN)
    launched = json.loads((asked_folder(began.args[0]) / LAUNCHED).read_text())
    qtbot.waitUntil(lambda: not psutil.pid_exists(launched["pid"]))


def test_that_a_program_that_cannot_be_started_again_is_told(
    qtbot: QtBot, service: TrainingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "reentry", lambda *words: ("/nowhere/at/all", list(words)))
    with qtbot.waitSignal(service.refused) as refusal:
        service.start(PLAN)
    assert "could not be started" in refusal.args[0]
    assert not service.is_training


def test_that_a_run_nobody_asked_for_here_cannot_be_resumed(qtbot: QtBot, service: TrainingService) -> None:
    run = places.runs_dir() / "foreign"
    run.mkdir(parents=True)
    with qtbot.waitSignal(service.refused) as refusal:
        service.resume(run)
    assert "--resume" in refusal.args[0]


def test_that_what_is_left_of_a_run_without_an_epoch_goes_before_it_begins_anew(
    qtbot: QtBot, service: TrainingService
) -> None:
    run = ended_run("stopped")
    with qtbot.waitSignal(service.began):
        service.resume(run)
    assert not (run / "events.jsonl").exists()


def test_that_any_run_can_be_looked_at(qtbot: QtBot, service: TrainingService) -> None:
    with qtbot.waitSignal(service.inspected) as found:
        service.inspect(ended_run("old"))
    assert (found.args[0].phase, found.args[0].message.count("no space left")) == ("failed", 1)
    assert not service.is_training


def test_that_a_training_that_ended_while_no_window_was_open_is_told_once(
    qtbot: QtBot, service: TrainingService
) -> None:
    run = ended_run("left")
    (asked_folder(run) / training._BACKGROUND).write_text("")
    with qtbot.waitSignal(service.ended) as found:
        service.look_for_one()
    assert found.args[0].run == run
    ended: list[object] = []
    service.ended.connect(ended.append)
    service.look_for_one()
    qtbot.wait(300)
    assert ended == []


def test_that_a_window_that_closes_leaves_word_of_its_training(qtbot: QtBot, service: TrainingService) -> None:
    with qtbot.waitSignal(service.began) as begun:
        service.start(PLAN)
    service.leave_running()
    marker = asked_folder(begun.args[0]) / training._BACKGROUND
    qtbot.waitUntil(marker.exists)
    service.stop_early()
    qtbot.waitUntil(lambda: (begun.args[0] / "control").exists() or not begun.args[0].is_dir())
