"""Before a training: what is asked last counts, and whatever the children say or do not say becomes a sentence."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drawn import draw_lesion, write_image
from pytestqt.qtbot import QtBot

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.training_check import KINDS
from isic_desktop.core.training_data import DataChoice
from isic_desktop.core.training_plan import TrainingPlan
from isic_desktop.services import child_process
from isic_desktop.services.training_preparation import TrainingPreparation
from model_train.pairs_file import ListedPair, read_pairs_file
from model_train.settings import TrainSettings

PROBED = {
    "seconds_per_decoded_image": 0.1, "seconds_per_step": 2.0, "batch_size": 8, "seconds_per_validation_image": 0.05,
    "seconds_per_save": 1.0, "seconds_to_choose": 3.0, "peak_bytes": 10**9, "device": "cpu", "precision": "float32",
}  # fmt: skip
LISTED = [ListedPair(f"p{number}", Path(f"/i/{number}.png"), Path(f"/m/{number}.png"), "") for number in range(8)]
PLAN = TrainingPlan("x", TrainSettings(epochs=2, batch_size=8), tuple(LISTED), encoder_weights="none")


@pytest.fixture
def preparation(qtbot: QtBot) -> Iterator[TrainingPreparation]:
    made = TrainingPreparation(AnnotationStore())
    yield made
    made.stop()


class Children:
    """The child processes of the test: lines of Python in the place of the program's own commands."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.words: list[tuple[str, ...]] = []
        self.line = ""
        monkeypatch.setattr(child_process, "reentry", self.reentry)

    def reentry(self, *words: str) -> tuple[str, list[str]]:
        self.words.append(words)
        return sys.executable, ["-c", self.line]

    def say(self, value: Any) -> None:
        self.line = f"print({json.dumps(value)!r})"

    def write_analysis(self, value: Any) -> None:
        path = places.cache_dir() / "training" / "check" / "analysis.json"
        self.line = f"open({str(path)!r}, 'w').write({json.dumps(value)!r}); print('{{\"done\": 8, \"total\": 8}}')"


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    return Children(monkeypatch)


def test_that_a_choice_is_gathered_and_one_that_cannot_be_is_told(
    qtbot: QtBot, preparation: TrainingPreparation, tmp_path: Path
) -> None:
    (tmp_path / "photos").mkdir()
    write_image(tmp_path / "photos" / "a.png", draw_lesion())
    with qtbot.waitSignal(preparation.gathered) as found:
        preparation.gather(DataChoice(folders=(tmp_path / "photos",)))
    assert found.args[0].pairs == ()
    with qtbot.waitSignal(preparation.gathered) as found:
        preparation.gather(DataChoice(folders=(tmp_path / "photos",), lesions=tmp_path / "missing.csv"))
    assert "missing.csv" in found.args[0].problem


def test_that_an_analysis_is_asked_for_with_all_pairs_and_read(
    qtbot: QtBot, preparation: TrainingPreparation, children: Children
) -> None:
    findings = {kind: [] for kind in KINDS}
    children.write_analysis({"findings": findings, "concerned": findings})
    progress: list[tuple[int, int]] = []
    preparation.progressed.connect(lambda done, total: progress.append((done, total)))
    with qtbot.waitSignal(preparation.checked) as found:
        preparation.check(LISTED)
    checked = found.args[0]
    assert len(checked.pairs) + len(checked.held_out) == len(LISTED)
    (words,) = children.words
    assert words[:2] == ("model-train", "analyse")
    assert len(read_pairs_file(Path(words[words.index("--pairs") + 1]))) == len(LISTED)
    assert progress == [] or progress[-1] == (8, 8)
    assert not preparation.checking


def test_that_without_pairs_nothing_is_started_and_it_is_said(
    qtbot: QtBot, preparation: TrainingPreparation, children: Children
) -> None:
    with qtbot.waitSignal(preparation.checked) as found:
        preparation.check([])
    assert "no image to train on" in found.args[0].refusal
    assert children.words == []


@pytest.mark.parametrize("written", [{}, {"findings": 5, "concerned": 5}, []])
def test_that_an_analysis_that_makes_no_sense_is_told(
    written: object, qtbot: QtBot, preparation: TrainingPreparation, children: Children
) -> None:
    children.write_analysis(written)
    with qtbot.waitSignal(preparation.check_failed) as failure:
        preparation.check(LISTED)
    assert "cannot be read" in failure.args[0]


def test_that_a_check_given_up_says_nothing_more(
    qtbot: QtBot, preparation: TrainingPreparation, children: Children
) -> None:
    children.line = "import time; time.sleep(60)"
    said: list[object] = []
    preparation.checked.connect(said.append)
    preparation.check_failed.connect(said.append)
    preparation.check(LISTED)
    qtbot.waitUntil(lambda: preparation.checking)
    preparation.cancel_check()
    qtbot.wait(50)
    assert said == []
    assert not preparation.checking


def test_that_a_plan_is_measured_and_the_costs_told(
    qtbot: QtBot, preparation: TrainingPreparation, children: Children
) -> None:
    children.say(PROBED)
    with qtbot.waitSignal(preparation.estimated) as found:
        preparation.estimate(PLAN)
    assert found.args[0].device == "cpu"
    assert children.words[0][:2] == ("model-train", "probe")
    assert set(PLAN.options()) <= set(children.words[0])


def test_that_a_measurement_that_makes_no_sense_is_told(
    qtbot: QtBot, preparation: TrainingPreparation, children: Children
) -> None:
    children.say({"seconds_per_step": None})
    with qtbot.waitSignal(preparation.estimate_failed) as failure:
        preparation.estimate(PLAN)
    assert "no figures" in failure.args[0]


def test_that_a_folder_for_lists_that_cannot_be_made_is_named(
    qtbot: QtBot, preparation: TrainingPreparation, children: Children
) -> None:
    places.cache_dir().mkdir(parents=True, exist_ok=True)
    (places.cache_dir() / "training").write_text("a file where the folder should be")
    with qtbot.waitSignal(preparation.check_failed) as failure:
        preparation.check(LISTED)
    assert "temporary files" in failure.args[0]
    with qtbot.waitSignal(preparation.estimate_failed) as failure:
        preparation.estimate(PLAN)
    assert "temporary files" in failure.args[0]
    assert children.words == []
