"""Names of images in folders: read once, read again only where something changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from drawn import draw_lesion, write_image

from isic_desktop.core.image_listing import ImageListing, list_folder
from model_train import pairing
from model_train.errors import FolderError
from model_train.pairing import list_images


def fill(folder: Path) -> None:
    for name in ("b10.jpg", "b9.jpg", "inner/a.jpg", "inner/deeper/c.png", "other/a.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_image(folder / name, draw_lesion(8, 8))


def age(listing: ImageListing) -> None:
    """As if the folders had been left alone for a while before they were read."""
    for content in listing.contents:
        os.utime(content.folder, ns=(time.time_ns(), time.time_ns() - 60 * 10**9))


def test_that_the_listing_is_that_of_list_images(tmp_path: Path) -> None:
    fill(tmp_path)
    listing = list_folder(tmp_path)
    assert [listing.path(number) for number in range(len(listing))] == list_images(tmp_path, recursive=True)
    assert listing.names == ("b9.jpg", "b10.jpg", "inner/a.jpg", "inner/deeper/c.png", "other/a.jpg")
    for number, name in enumerate(listing.names):
        assert listing.number_of(tmp_path / name) == number
    assert listing.number_of(tmp_path / "gone.jpg") is None
    assert listing.number_of(Path("/elsewhere/b9.jpg")) is None
    places = [name for content, numbers in listing.folders() for name in (listing.names[n] for n in numbers)]
    assert places == list(listing.names)


def test_that_only_changed_folders_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    age(list_folder(tmp_path))
    listing = list_folder(tmp_path)
    assert listing.still_holds
    read: list[Path] = []
    real = pairing.scan_folder

    def counting(folder: Path) -> pairing.FolderContent:
        read.append(folder)
        return real(folder)

    monkeypatch.setattr(pairing, "scan_folder", counting)
    write_image(tmp_path / "inner" / "b.jpg", draw_lesion(8, 8))
    assert not listing.still_holds
    fresh = list_folder(tmp_path, listing)
    assert read == [tmp_path / "inner"]
    assert "inner/b.jpg" in fresh.names
    again = list_folder(tmp_path, fresh)
    assert again.names is fresh.names, "nothing came or went"


def test_that_a_folder_that_had_just_changed_is_read_again(tmp_path: Path) -> None:
    fill(tmp_path)
    assert not list_folder(tmp_path).still_holds, "a second change within one tick of the clock would go unnoticed"


def test_that_a_folder_that_vanished_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="not there"):
        list_folder(tmp_path / "gone")


def test_that_images_with_a_number_in_each_place_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("ISIC_0000010.JPG", "ISIC_0000009.jpg", "ISIC_0000100.jpg"):
        write_image(tmp_path / name, draw_lesion(8, 8))
    assert list_folder(tmp_path).names == ("ISIC_0000009.jpg", "ISIC_0000010.JPG", "ISIC_0000100.jpg")
