"""What the services of gate and models make of children that say odd things."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from isic_desktop.services.gate import GateRequest, GateService
from isic_desktop.services.repredicting import RepredictService

STARTED = '{"event": "started", "images": 1}'
IMAGE = (
    '{"event": "image", "id": "a", "image": "a.png", "truth": "b.png", "kind": "accepted", "untouched_of": "", '
    '"jaccard_old": 0.5, "jaccard_new": %s, "seen_by": [], "error": null, "width": 1, "height": 1, "outlines": {}}'
)


def play(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    script = "import sys\n" + "".join(f"print({line!r})\n" for line in lines)
    monkeypatch.setattr("isic_desktop.services.child_process.reentry", lambda *_words: (sys.executable, ["-c", script]))


def test_that_the_command_line_is_what_the_person_asked_for(tmp_path: Path) -> None:
    plain = GateRequest("skip-256", "mine", tmp_path)
    assert plain.arguments()[:4] == ["models", "compare", "skip-256", "mine"]
    assert plain.arguments()[-2:] == ["--images", str(tmp_path)]
    assert GateRequest("a", "b", tmp_path, everything=True).arguments()[-1] == "--all"
    listed = GateRequest("a", "b", tmp_path, tmp_path / "held_out.csv", everything=True).arguments()
    assert listed[-2:] == ["--pairs", str(tmp_path / "held_out.csv")]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((STARTED,), "without a verdict"),
        ((STARTED, IMAGE % "7.5"), "cannot be read"),
        ((STARTED, '{"event": "image"}'), "cannot be read"),
        (('{"event": "started", "images": "many"}',), "cannot be read"),
        ((STARTED, IMAGE % "0.7", '{"event": "finished", "report": {}}'), "cannot be read"),
    ],
)
def test_that_a_comparison_that_cannot_be_read_is_no_verdict(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], reason: str
) -> None:
    play(monkeypatch, *lines)
    service = GateService()
    reports: list[object] = []
    service.finished.connect(reports.append)
    with qtbot.waitSignal(service.failed) as failed:
        service.compare(GateRequest("a", "b"))
    assert reason in failed.args[0]
    assert reports == []
    service.stop()


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((STARTED,), "before all images were done"),
        (('{"event": "started"}',), "cannot be read"),
        ((STARTED, '{"event": "finished", "predicted": 1, "kept": 0}'), "cannot be read"),
    ],
)
def test_that_predicting_anew_that_cannot_be_followed_says_so(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: tuple[str, ...], reason: str
) -> None:
    play(monkeypatch, *lines)
    service = RepredictService()
    with qtbot.waitSignal(service.failed) as failed:
        service.begin("active", tmp_path)
    assert reason in failed.args[0]
    service.stop()


def test_that_a_child_that_never_ends_is_ended_with_the_program(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = f"import pathlib, time; pathlib.Path({str(tmp_path / 'began')!r}).touch(); time.sleep(600)"
    monkeypatch.setattr("isic_desktop.services.child_process.reentry", lambda *_words: (sys.executable, ["-c", script]))
    service = RepredictService()
    service.begin("active", tmp_path)
    qtbot.waitUntil((tmp_path / "began").exists)
    assert service.busy
    service.stop()
    assert not service.busy
