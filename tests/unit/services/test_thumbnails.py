"""Thumbnails: made once, kept on the disk within a budget, the ones looked at last go last."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from annotated import make_folder
from kept import Keep
from pytestqt.qtbot import QtBot
from refusals import fails

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.services import thumbnails
from isic_desktop.services.thumbnails import Thumbnail, ThumbnailService, prune_cache
from model_train import images


def make(qtbot: QtBot, service: ThumbnailService, path: Path, box_wh: tuple[int, int] = (84, 64)) -> Thumbnail:
    with qtbot.waitSignal(service.made) as answer:
        service.request(path, box_wh)
    assert answer.args is not None
    made = answer.args[0]
    assert isinstance(made, Thumbnail)
    return made


def cached(home: Path) -> list[Path]:
    return sorted((home / "cache" / "thumbnails").glob("*/*.jpg"))


def test_that_a_thumbnail_fits_its_box_and_is_made_only_once(
    qtbot: QtBot, tmp_path: Path, program_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (image,) = make_folder(tmp_path, 1)
    service = ThumbnailService(AnnotationStore())
    made = make(qtbot, service, image)
    assert (made.picture.width(), made.picture.height()) == (84, 63)
    assert made.written_bytes > 0
    service.stop()
    assert len(cached(program_home)) == 1
    monkeypatch.setattr(images, "read_reduced", None)  # whoever reads the image again fails
    again = ThumbnailService(AnnotationStore())
    second = make(qtbot, again, image, (40, 40))
    assert (second.picture.width(), second.picture.height()) == (40, 30)
    assert second.written_bytes == 0
    assert not second.error
    again.stop()


def test_that_an_image_that_was_replaced_gets_a_new_thumbnail(qtbot: QtBot, tmp_path: Path, program_home: Path) -> None:
    (image,) = make_folder(tmp_path, 1)
    service = ThumbnailService(AnnotationStore())
    make(qtbot, service, image)
    os.utime(image, (1, 1))
    make(qtbot, service, image)
    service.stop()
    assert len(cached(program_home)) == 2


def test_that_what_was_looked_at_lately_stays_when_the_cache_is_full(tmp_path: Path) -> None:
    files = []
    for number in range(5):
        file = tmp_path / "ab" / f"{number}.jpg"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x" * 1000)
        os.utime(file, (1000 + number, 1000 + number))
        files.append(file)
    thumbnails._note_used(files[0])
    assert files[0].stat().st_mtime > 1_000_000  # now, and not when it was made
    assert prune_cache(tmp_path, 2500, lambda: True) == 3
    assert [file.exists() for file in files] == [True, False, False, False, True]


def test_that_the_cache_stays_within_its_budget_while_the_program_runs(
    qtbot: QtBot, tmp_path: Path, program_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "_PRUNE_AFTER_BYTES", 4000)
    monkeypatch.setattr(thumbnails, "_CACHE_LIMIT_BYTES", 6000)
    images = make_folder(tmp_path, 12)
    service = ThumbnailService(AnnotationStore())
    sizes = [make(qtbot, service, image).written_bytes for image in images]
    assert sum(sizes) > 12_000
    qtbot.waitUntil(lambda: not service._thread.busy)
    service.stop()
    assert sum(file.stat().st_size for file in cached(program_home)) < 6000 + 4000 + max(sizes)


def test_that_a_cache_that_cannot_be_written_costs_only_time(
    qtbot: QtBot, tmp_path: Path, program_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (program_home / "cache").write_text("a file where the folder should be")
    (image,) = make_folder(tmp_path, 1)
    service = ThumbnailService(AnnotationStore())
    made = make(qtbot, service, image)
    assert not made.picture.isNull()
    assert "thumbnail not cached" in caplog.text
    service.stop()


@pytest.mark.parametrize("size_hw", [(50_000, 60_000), (9_000, 9_000), (300, 20)])
def test_that_a_kept_thumbnail_that_claims_another_size_is_made_anew(
    qtbot: QtBot, tmp_path: Path, program_home: Path, size_hw: tuple[int, int]
) -> None:
    (image,) = make_folder(tmp_path, 1)
    service = ThumbnailService(AnnotationStore())
    sound = make(qtbot, service, image).picture
    (kept,) = cached(program_home)
    content = bytearray(kept.read_bytes())
    start_of_frame = content.index(b"\xff\xc0")
    content[start_of_frame + 5 : start_of_frame + 9] = struct.pack(">HH", *size_hw)
    kept.write_bytes(content)
    made = make(qtbot, service, image)
    service.stop()
    assert not made.error
    assert made.written_bytes > 0
    assert made.picture == sound
    assert kept.read_bytes() != content


def test_that_thumbnails_asked_for_in_passing_are_given_up_and_a_fault_is_shown_in_its_place(
    qtbot: QtBot, keep: Keep, tmp_path: Path, program_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = make_folder(tmp_path / "images", 4)
    service = keep(ThumbnailService(AnnotationStore()))
    monkeypatch.setattr(thumbnails, "_MOST_WAITING", 1)
    made: list[Thumbnail] = []
    service.made.connect(made.append)
    for image in images:
        service.request(image)
    qtbot.waitUntil(lambda: any(one.path == images[-1] for one in made))
    assert [one.path for one in made] == images[-1:]
    service.request(images[0])
    service.forget_all()
    service.request(images[1])
    qtbot.waitUntil(lambda: len(made) == 2)
    assert made[-1].path == images[1]
    images[2].unlink()
    service.request(images[2])
    qtbot.waitUntil(lambda: len(made) == 3)
    assert made[-1].picture.isNull()
    monkeypatch.setattr(thumbnails, "_make", fails)
    service.request(images[3])
    qtbot.waitUntil(lambda: len(made) == 4)
    assert "The drive is gone" in str(made[-1].error)
    folder = program_home / "cache" / "thumbnails"
    kept = len(list(folder.glob("*/*.jpg")))
    assert kept >= 2
    assert prune_cache(folder, 0, lambda: True) == kept
    assert not list(folder.glob("*/*.jpg"))
