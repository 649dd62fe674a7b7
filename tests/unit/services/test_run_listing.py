"""Runs listed, deleted and compared off the window's thread."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from isic_desktop.core import places, runs
from isic_desktop.services import child_process
from isic_desktop.services.run_listing import RunListing


@pytest.fixture
def listing(qtbot: QtBot) -> Iterator[RunListing]:
    made = RunListing()
    yield made
    made.stop()


def make_run(name: str) -> Path:
    run = places.runs_dir() / name
    run.mkdir(parents=True)
    (run / "config.json").write_text('{"settings": {"regime": "frozen"}}')
    return run


def test_that_runs_are_listed_and_a_deleted_one_is_not(qtbot: QtBot, listing: RunListing) -> None:
    make_run("first")
    second = make_run("second")
    with qtbot.waitSignal(listing.listed) as found:
        listing.list()
    assert {one.name for one in found.args[0]} == {"first", "second"}
    with qtbot.waitSignal(listing.listed) as left:
        listing.delete(second)
    assert [one.name for one in left.args[0]] == ["first"]
    assert not second.exists()


def test_that_a_run_that_cannot_be_deleted_is_named(
    qtbot: QtBot, listing: RunListing, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run("kept")

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(runs.shutil, "rmtree", refuse)
    with qtbot.waitSignal(listing.failed) as failure:
        listing.delete(run)
    assert str(run) in failure.args[0]
    assert "Permission denied" in failure.args[0]
    assert run.is_dir()


def compare_by(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """The child that compares is one that writes this."""
    place = places.cache_dir() / "training" / "comparison"
    place.mkdir(parents=True)
    line = f"open({str(place / 'comparison.json')!r}, 'w').write({written!r})"
    monkeypatch.setattr(child_process, "reentry", lambda *_words: (sys.executable, ["-c", line]))


def test_that_a_comparison_is_handed_over_with_its_report(
    qtbot: QtBot, listing: RunListing, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"runs": [], "pairs": [{"runs": ["a", "b"]}]}
    compare_by(monkeypatch, json.dumps(told))
    with qtbot.waitSignal(listing.compared) as found:
        listing.compare([make_run("a"), make_run("b")])
    report, value = found.args
    assert report.name == "comparison.html"
    assert value == told


@pytest.mark.parametrize("written", ["", "[]", '{"pairs": 5}', "{"])
def test_that_a_comparison_that_makes_no_sense_is_told(
    written: str, qtbot: QtBot, listing: RunListing, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare_by(monkeypatch, written)
    with qtbot.waitSignal(listing.failed) as failure:
        listing.compare([make_run("a"), make_run("b")])
    assert "cannot be read" in failure.args[0]
