"""A training in a real child process, followed, stopped, killed, resumed and found again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask
from kept import Keep
from patience import PATIENCE_S
from platforms import needs_sigkill
from pytestqt.qtbot import QtBot
from refusals import fails

from isic_desktop.core import places
from isic_desktop.core.run_following import RunFollower, RunNews
from isic_desktop.core.run_process import note_process
from isic_desktop.core.runs import list_runs, summarise
from isic_desktop.core.training_plan import LAUNCHED, LOG, TrainingPlan, asked_folder, write_plan
from isic_desktop.services.training import TrainingService
from model_train.pairs_file import ListedPair
from model_train.settings import TrainSettings


@pytest.fixture
def pairs(tmp_path: Path) -> tuple[ListedPair, ...]:
    """Six drawn pairs of 64 px."""
    found = []
    rows, columns = np.ogrid[:64, :64]
    for number in range(6):
        image = write_image(tmp_path / f"img{number}.png", draw_lesion(64, 64, (20 + 4 * number, 34 - 2 * number)))
        disc = (columns - 20 - 4 * number) ** 2 + (rows - 34 + 2 * number) ** 2 < 16**2
        mask = write_mask(tmp_path / f"img{number}_Segmentation.png", disc)
        found.append(ListedPair(image.stem, image, mask, f"L{number}"))
    return tuple(found)


@pytest.fixture
def plan(pairs: tuple[ListedPair, ...]) -> Callable[..., TrainingPlan]:
    def make(name: str = "tiny", **settings: object) -> TrainingPlan:
        values = {"epochs": 2, "size": 32, "batch_size": 4, "decoder": "skip", "precision": "float32", "name": name}
        return TrainingPlan(name, TrainSettings(**(values | settings)), pairs, encoder_weights="none", device="cpu")

    return make


@pytest.fixture
def service() -> Iterator[TrainingService]:
    training = TrainingService()
    yield training
    training.cancel()
    training.stop()


def news_of(service: TrainingService) -> RunNews:
    assert service.latest is not None
    return service.latest


def test_that_a_run_is_followed_to_its_model(
    qtbot: QtBot, service: TrainingService, plan: Callable[..., TrainingPlan]
) -> None:
    finished: list[Path] = []
    service.run_finished.connect(finished.append)
    service.start(plan(regime="frozen", lr=1e-3))
    assert service.is_training
    refused: list[str] = []
    service.refused.connect(refused.append)
    service.start(plan("second"))
    assert "under way" in refused[0]
    qtbot.waitUntil(lambda: bool(finished))
    news = news_of(service)
    assert (news.phase, news.epoch, news.epochs, news.stopped) == ("finished", 2, 2, False)
    assert len(news.rows) == 2
    assert news.rows[1]["val_jaccard"] >= 0.0
    assert news.sample is not None
    assert news.sample.is_file()
    assert (finished[0] / "best.safetensors").is_file()
    assert not service.is_training
    (summary,) = list_runs()
    assert (summary.phase, summary.has_model, summary.can_resume, len(summary.rows)) == ("finished", True, True, 2)
    assert summary.settings["regime"] == "frozen"
    # It left a core, and gave way: what the log holds would be complaints.
    assert (asked_folder(finished[0]) / LOG).read_text() == ""


def test_that_stopping_early_keeps_the_best_and_another_program_finds_the_run(
    qtbot: QtBot, service: TrainingService, plan: Callable[..., TrainingPlan]
) -> None:
    service.start(plan(epochs=10_000))
    qtbot.waitUntil(lambda: service.latest is not None and service.latest.epoch >= 1)
    run = news_of(service).run
    service.leave_running()
    service.stop()
    later = TrainingService()
    try:
        later.look_for_one()
        qtbot.waitUntil(lambda: later.latest is not None and later.latest.epoch >= 2)
        assert news_of(later).run == run
        later.stop_early()
        qtbot.waitUntil(lambda: news_of(later).has_ended)
        news = news_of(later)
        assert (news.phase, news.stopped) == ("finished", True)
        assert (run / "best.safetensors").is_file()
    finally:
        later.cancel()
        later.stop()


def test_that_a_killed_run_says_so_and_goes_on_where_it_was(
    qtbot: QtBot, service: TrainingService, plan: Callable[..., TrainingPlan]
) -> None:
    service.start(plan(epochs=10_000))
    qtbot.waitUntil(lambda: service.latest is not None and service.latest.epoch >= 2)
    run = news_of(service).run
    os.kill(json.loads((run / "process.json").read_text())["pid"], signal.SIGKILL)
    qtbot.waitUntil(lambda: news_of(service).has_ended)
    assert news_of(service).phase == "died"
    assert "last finished epoch is kept" in news_of(service).message
    assert summarise(run).phase == "died"
    done = news_of(service).epoch
    service.resume(run)
    qtbot.waitUntil(lambda: news_of(service).phase == "running" and news_of(service).epoch > done)
    rows = news_of(service).rows
    assert [row["epoch"] for row in rows] == list(range(1, len(rows) + 1))
    service.cancel()
    gone: list[Path] = []
    service.discarded.connect(gone.append)
    qtbot.waitUntil(lambda: bool(gone))
    assert not run.exists()
    assert list_runs() == []


def test_that_a_child_that_dies_at_import_says_why(
    qtbot: QtBot,
    service: TrainingService,
    plan: Callable[..., TrainingPlan],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "torch.py").write_text("raise ImportError('libgomp.so.1: cannot open shared object file')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))
    service.start(plan())
    qtbot.waitUntil(lambda: service.latest is not None and service.latest.has_ended)
    news = news_of(service)
    assert news.phase == "died"
    assert "could not start" in news.message
    assert "libgomp" in news.message
    assert "Install it again" in news.log_tail
    # With torch back in order the same run begins anew.
    monkeypatch.delenv("PYTHONPATH")
    service.resume(news.run)
    qtbot.waitUntil(lambda: news_of(service).phase == "finished")


def test_that_a_run_folder_that_vanished_is_told(
    qtbot: QtBot, service: TrainingService, plan: Callable[..., TrainingPlan]
) -> None:
    import shutil

    service.start(plan(epochs=10_000))
    qtbot.waitUntil(lambda: service.latest is not None and service.latest.phase == "running")
    run = news_of(service).run
    process = RunFollower(run).process
    assert process is not None
    shutil.rmtree(run, ignore_errors=True)
    shutil.rmtree(run, ignore_errors=True)
    qtbot.waitUntil(lambda: news_of(service).has_ended)
    assert news_of(service).phase == "vanished"
    assert str(run) in news_of(service).message
    qtbot.waitUntil(lambda: not process.is_running)


def test_that_a_disk_that_fills_is_told_and_the_run_goes_on_when_there_is_room(
    qtbot: QtBot,
    service: TrainingService,
    plan: Callable[..., TrainingPlan],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The second epoch finds no room: every fsync of the child fails when the first has been told.
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "sitecustomize.py").write_text(
        "import errno, os, pathlib\n"
        "real = os.fsync\n"
        "def fsync(descriptor):\n"
        f"    told = pathlib.Path({str(places.runs_dir() / 'tiny' / 'events.jsonl')!r})\n"
        "    if told.exists() and 'val_jaccard' in told.read_text():\n"
        "        raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "    real(descriptor)\n"
        "os.fsync = fsync\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "full"))
    service.start(plan(epochs=3))
    qtbot.waitUntil(lambda: service.latest is not None and service.latest.has_ended)
    news = news_of(service)
    assert news.phase == "failed"
    assert "disk is full" in news.message
    assert news.epoch == 1
    monkeypatch.delenv("PYTHONPATH")
    service.resume(news.run)
    qtbot.waitUntil(lambda: news_of(service).phase == "finished")
    assert news_of(service).epoch == 3


def test_that_a_plan_on_a_place_that_cannot_be_written_is_refused(
    qtbot: QtBot, service: TrainingService, plan: Callable[..., TrainingPlan]
) -> None:
    places.runs_dir().parent.mkdir(parents=True, exist_ok=True)
    places.runs_dir().write_text("a file where the folder should be")
    refused: list[str] = []
    service.refused.connect(refused.append)
    service.start(plan())
    qtbot.waitUntil(lambda: bool(refused))
    assert "folder of runs cannot be used" in refused[0]
    assert not service.is_training


def test_that_a_frozen_build_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from isic_desktop.services.reentry import reentry

    assert reentry("train", "--out", "x") == (sys.executable, ["-m", "isic_desktop", "train", "--out", "x"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/isic-desktop/isic-desktop")
    assert reentry("train", "--out", "x") == ("/opt/isic-desktop/isic-desktop", ["train", "--out", "x"])


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
