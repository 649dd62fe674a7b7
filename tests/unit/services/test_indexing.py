"""Indexing in the background: it tells what it finds, gives way to the person, and does not run all the time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from annotated import annotate, make_folder
from pytestqt.qtbot import QtBot

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.image_listing import ImageListing, list_folder
from isic_desktop.core.image_table import STATES, ImageTable
from isic_desktop.services import indexing as indexing_module
from isic_desktop.services.indexing import Indexing, Known


class Follower:
    """Keeps a table as the window does."""

    def __init__(self, indexing: Indexing, listing: ImageListing) -> None:
        self.table = ImageTable.empty(len(listing))
        self.news: list[Known] = []
        indexing.known.connect(self.take)

    def take(self, known: Known) -> None:
        self.news.append(known)
        self.table.merge(known.numbers, known.part)

    def states(self) -> list[str]:
        return [STATES[state] for state in self.table.state]


@pytest.fixture
def indexing(qtbot: QtBot) -> Iterator[Indexing]:
    service = Indexing(AnnotationStore())
    yield service
    service.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    images = make_folder(tmp_path / "images", 4, truth_for=1)
    annotate(images[0], "predicted")
    annotate(images[2], "accepted")
    return tmp_path / "images"


def test_that_a_folder_becomes_known_and_what_is_saved_later_too(
    qtbot: QtBot, indexing: Indexing, folder: Path
) -> None:
    listing = list_folder(folder)
    follower = Follower(indexing, listing)
    indexing.open(listing, None)
    qtbot.waitUntil(lambda: not indexing.busy)
    assert follower.states() == ["predicted", "new", "accepted", "new"]
    assert follower.table.jaccard[0] == pytest.approx(1.0)
    assert follower.news[-1].finished
    annotate(folder / "img4.jpg", "rejected")
    indexing.refresh(folder / "img4.jpg")
    qtbot.waitUntil(lambda: follower.states()[3] == "rejected")


def test_that_it_gives_way_while_the_person_scrolls(qtbot: QtBot, indexing: Indexing, folder: Path) -> None:
    listing = list_folder(folder)
    follower = Follower(indexing, listing)
    indexing.open(listing, None)
    held_s = time.monotonic()
    indexing.hold()
    qtbot.waitUntil(lambda: bool(follower.news))
    assert time.monotonic() - held_s >= indexing_module._GIVE_WAY_S
    qtbot.waitUntil(lambda: not indexing.busy)
    assert follower.states() == ["predicted", "new", "accepted", "new"]


def test_that_a_folder_in_which_much_happens_is_not_looked_through_all_the_time(
    qtbot: QtBot, indexing: Indexing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = [1000.0]

    def clock() -> float:
        now_s[0] += 0.1  # so that looking took a while
        return now_s[0]

    monkeypatch.setattr(indexing_module, "time", SimpleNamespace(monotonic=clock))
    monkeypatch.setattr(indexing_module, "_SHARE_OF_TIME", 1e6)
    listing = list_folder(folder)
    follower = Follower(indexing, listing)
    indexing.open(listing, None)
    qtbot.waitUntil(lambda: not indexing.busy)
    annotate(folder / "img2.jpg", "corrected")
    for _ in range(5):
        indexing.fill()
    assert not indexing.busy
    assert indexing._later.isActive()  # it will look by itself
    now_s[0] += indexing_module._LONGEST_REST_S
    indexing._later.start(0)
    qtbot.waitUntil(lambda: follower.states()[1] == "corrected")
