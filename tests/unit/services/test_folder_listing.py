"""A folder is listed and watched aside: what comes and goes is told, and a drive that is away comes back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated import make_folder
from drawn import draw_lesion, write_image
from kept import Keep
from pytestqt.qtbot import QtBot

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.image_listing import ImageListing, list_folder
from isic_desktop.services import plots_loader
from isic_desktop.services.folder_listing import FolderListing
from isic_desktop.services.job_thread import Outcome
from isic_desktop.services.plots_loader import PlotsLoader
from model_train.errors import AppError


@pytest.fixture
def listing(qtbot: QtBot) -> Iterator[FolderListing]:
    made = FolderListing(AnnotationStore())
    yield made
    made.stop()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    (folder / "annotations").mkdir(parents=True)
    write_image(folder / "a.png", draw_lesion())
    return folder


def listed(qtbot: QtBot, listing: FolderListing, folder: Path) -> ImageListing:
    with qtbot.waitSignal(listing.listed) as found:
        listing.list(folder)
    assert found.args[0] == folder
    return found.args[1]


def test_that_a_folder_that_is_not_there_is_told_with_a_remedy(
    qtbot: QtBot, listing: FolderListing, tmp_path: Path
) -> None:
    with qtbot.waitSignal(listing.failed) as failure:
        listing.list(tmp_path / "gone")
    assert failure.args[0] == tmp_path / "gone"
    assert "gone" in failure.args[1]


def test_that_images_and_annotations_that_come_are_told_and_a_drive_that_is_away_is_waited_for(
    qtbot: QtBot, listing: FolderListing, photos: Path, tmp_path: Path
) -> None:
    listing.look()  # nothing is watched yet
    listing.watch(listed(qtbot, listing, photos))
    write_image(photos / "b.png", draw_lesion())
    with qtbot.waitSignal(listing.images_changed) as changed:
        listing.look()
    assert [Path(name).name for name in changed.args[0].names] == ["a.png", "b.png"]
    photos.rename(tmp_path / "away")
    news: list[object] = []
    listing.images_changed.connect(news.append)
    listing.look()
    qtbot.waitUntil(lambda: not listing._watcher.busy)
    qtbot.wait(20)
    assert news == []  # what is listed stays
    (tmp_path / "away").rename(photos)
    (photos / "annotations" / "a_Segmentation.png").write_bytes(b"")
    os.utime(photos / "annotations", ns=(1, 1))
    with qtbot.waitSignal(listing.annotations_changed):
        listing.look()


def test_that_a_folder_that_is_not_watched_any_more_tells_nothing(
    qtbot: QtBot, listing: FolderListing, photos: Path
) -> None:
    listing.watch(listed(qtbot, listing, photos))
    write_image(photos / "b.png", draw_lesion())
    news: list[object] = []
    listing.images_changed.connect(news.append)
    listing.look()
    listing.watch(None)
    qtbot.waitUntil(lambda: not listing._watcher.busy)
    qtbot.wait(20)
    assert news == []


def test_that_plots_that_cannot_be_loaded_are_told_and_tried_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plots_loader, "_QT_MODULES", ("QtNothingOfTheKind",))
    monkeypatch.setattr(plots_loader, "_LIBRARY", "nothing_of_the_kind")
    loader = PlotsLoader()
    try:
        with qtbot.waitSignal(loader.failed) as failure:
            loader.load()
            loader.load()  # asked twice is begun once
        assert "nothing_of_the_kind" in failure.args[0]
        monkeypatch.setattr(plots_loader, "_LIBRARY", "json")
        with qtbot.waitSignal(loader.ready):
            loader.load()
        with qtbot.waitSignal(loader.ready):
            loader.load()  # it is there
    finally:
        loader.stop()


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
