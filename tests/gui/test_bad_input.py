"""Wrong folders and broken files in the window: one clear message, and the rest goes on."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask
from PIL import Image
from program_driver import Program
from refusals import fail_writes_into

from isic_desktop.views import dialogs
from model_train.images import read_mask

Open = Callable[..., Program]


def test_that_a_folder_without_images_says_so_and_what_to_do(open_program: Open, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing here")
    program = open_program(tmp_path)
    program.wait_until(lambda: "holds no" in program.window.message_page.text)
    assert str(tmp_path) in program.window.message_page.text
    assert not program.window.actions_by_id["image.segment"].isEnabled()


def test_that_a_missing_folder_is_named(open_program: Open, tmp_path: Path) -> None:
    program = open_program(tmp_path / "gone")
    program.wait_until(lambda: str(tmp_path / "gone") in program.window.message_page.text)


def test_that_a_broken_image_is_named_and_the_next_one_opens(open_program: Open, small_folder: Path) -> None:
    content = (small_folder / "img1.jpg").read_bytes()
    (small_folder / "img1.jpg").write_bytes(content[: len(content) // 2])
    (small_folder / "img0.jpg").write_text("this is not an image")
    program = open_program(small_folder)
    program.wait_until(lambda: "img0.jpg" in program.window.message_page.text)
    program.trigger("image.next")
    program.wait_until(lambda: "img1.jpg" in program.window.message_page.text)
    program.trigger("image.next")
    program.wait_for_image("img2.jpg")
    assert program.canvas.has_image


def test_that_a_folder_that_vanishes_while_open_is_noticed_and_nothing_breaks(
    open_program: Open, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    shutil.rmtree(small_folder)
    program.trigger("image.next")
    program.wait_until(lambda: "img2.jpg" in program.window.message_page.text)


def test_that_a_rotated_photograph_is_shown_and_saved_upright(open_program: Open, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(draw_lesion(160, 120)).save(tmp_path / "turned.jpg", exif=exif)
    program = open_program(tmp_path)
    program.wait_for_image()
    document = program.document
    assert document.shape == (160, 120)
    program.stroke((30, 140))
    program.save()
    saved = read_mask(tmp_path / "annotations" / "turned_Segmentation.png").mask
    assert saved.shape == (160, 120)
    assert saved[140, 30]


def test_that_a_truth_of_another_size_gives_no_score_and_says_why(open_program: Open, small_folder: Path) -> None:
    write_mask(small_folder / "img1_Segmentation.png", np.ones((60, 80), bool))
    program = open_program(small_folder)
    program.wait_for_image()
    assert program.session.document is not None
    assert program.session.document.overlap is None
    assert "80 × 60" in program.window.banner.text
    assert "img1_Segmentation.png" in program.window.banner.text


def test_that_a_truth_coded_0_1_is_detected_and_can_be_rescaled(open_program: Open, small_folder: Path) -> None:
    stored = read_mask(small_folder / "img1_Segmentation.png").mask
    Image.fromarray(stored.astype(np.uint8)).save(small_folder / "img1_Segmentation.png")
    program = open_program(small_folder)
    program.wait_for_image()
    assert "coded 0/1" in program.window.banner.text
    program.window.banner.pressed.emit("rescale_truth")
    program.wait_until(lambda: program.session.current is not None and not program.window.banner.text)
    assert program.session.document is not None
    assert program.session.document.truth is not None
    assert np.array_equal(program.session.document.truth, stored)


def test_that_a_broken_annotation_locks_the_image_and_is_left_as_it_is(open_program: Open, small_folder: Path) -> None:
    (small_folder / "annotations").mkdir()
    broken = small_folder / "annotations" / "img1_Segmentation.png"
    broken.write_bytes(b"no picture at all")
    program = open_program(small_folder)
    program.wait_for_image()
    assert "img1_Segmentation.png" in program.window.banner.text
    program.stroke((20, 20), (40, 40))
    program.segment()
    program.window.close()
    assert broken.read_bytes() == b"no picture at all"


def test_that_a_full_disk_loses_nothing_and_saving_works_again_later(
    open_program: Open, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program(small_folder)
    painted = program.painted("img1.jpg", (20, 20), (60, 60))
    with monkeypatch.context() as patch:
        fail_writes_into(patch, small_folder, errno.ENOSPC)
        program.trigger("image.next")
        program.wait_until(lambda: "img1.jpg" in program.window.banner.text)
        assert "free some space" in program.window.banner.text
        assert "Not saved" in program.window.saved_label.text()
        program.trigger("image.previous")
        program.wait_for_image("img1.jpg")
        assert np.array_equal(program.session.document.mask, painted)
    program.trigger("annotation.save")
    program.wait_until(lambda: not program.session.unsaved_paths)
    saved = read_mask(small_folder / "annotations" / "img1_Segmentation.png").mask
    assert np.array_equal(saved, painted)


def test_that_a_read_only_folder_offers_another_place_which_is_remembered(
    open_program: Open, small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    program = open_program(small_folder)
    painted = program.painted("img1.jpg", (20, 20), (60, 60))
    with monkeypatch.context() as patch:
        fail_writes_into(patch, small_folder, errno.EROFS)
        program.trigger("annotation.save")
        program.wait_until(lambda: "read-only" in program.window.banner.text)
    program.workbench.use_annotations_folder(small_folder, elsewhere)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert np.array_equal(read_mask(elsewhere / "img1_Segmentation.png").mask, painted)
    program.window.close()
    again = open_program(small_folder)
    again.wait_for_image("img1.jpg")
    assert again.session.document is not None
    assert np.array_equal(again.session.document.mask, painted)


def test_that_closing_with_unsaved_work_asks_and_stays_open_when_told_so(
    open_program: Open, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.stroke((20, 20), (60, 60))
    asked: list[int] = []

    def stay(_parent: object, paths: list[Path]) -> str:
        asked.append(len(paths))
        return "stay"

    with monkeypatch.context() as patch:
        fail_writes_into(patch, small_folder, errno.ENOSPC)
        patch.setattr(dialogs, "ask_about_unsaved", stay)
        assert not program.window.close()
    assert asked == [1]
    assert program.window.isVisible()
    assert program.window.close()
    assert (small_folder / "annotations" / "img1_Segmentation.png").exists()


def test_that_a_mask_changed_by_another_program_is_noticed_before_it_is_overwritten(
    open_program: Open, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((20, 20), (60, 60))
    program.save()
    assert program.session.document is not None
    foreign = np.zeros((120, 160), bool)
    foreign[90:110, 100:150] = True
    path = write_mask(small_folder / "annotations" / "img1_Segmentation.png", foreign)
    program.stroke((20, 90), (60, 90))
    mine = program.session.document.mask.copy()
    program.trigger("annotation.save")
    program.wait_until(lambda: "another program" in program.window.banner.text)
    assert np.array_equal(read_mask(path).mask, foreign)
    program.window.banner.pressed.emit("reload")
    program.wait_until(lambda: np.array_equal(program.session.document.mask, foreign))  # type: ignore[union-attr]
    program.trigger("edit.undo")
    assert np.array_equal(program.session.document.mask, mine)
    program.save()
    assert np.array_equal(read_mask(path).mask, mine)


def test_that_a_missing_model_is_named_and_painting_goes_on(
    open_program: Open, small_folder: Path, program_home: Path
) -> None:
    (program_home / "models").mkdir()
    shutil.copy(small_folder / "img1.jpg", program_home / "models" / "mine.safetensors")
    (program_home / "settings.json").write_text('{"active_model": "mine"}')
    program = open_program(small_folder)
    assert "mine.safetensors" in program.window.banner.text
    program.wait_for_image()
    program.stroke((20, 20), (60, 60))
    assert program.session.document is not None
    assert program.session.document.mask.any()


@pytest.mark.parametrize("name", ["пациент 7 – Muttermal.jpg", "a" * 180 + ".jpg", 'шрам\'s "x" #1 %20.JPG'])
def test_that_unusual_names_are_opened_and_saved(open_program: Open, tmp_path: Path, name: str) -> None:
    write_image(tmp_path / name, draw_lesion()) if name.endswith("jpg") else Image.fromarray(draw_lesion()).save(
        tmp_path / name, format="JPEG"
    )
    program = open_program(tmp_path)
    program.wait_for_image(name)
    program.stroke((20, 20), (60, 60))
    program.save()
    assert len(list((tmp_path / "annotations").glob("*_Segmentation.png"))) == 1


@pytest.mark.parametrize("size", [(1, 1), (20_000, 40), (3, 5000)])
def test_that_images_of_extreme_shape_can_be_shown_and_painted(
    open_program: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    write_image(tmp_path / "odd.png", np.full((size[1], size[0], 3), 180, np.uint8))
    program = open_program(tmp_path)
    program.wait_for_image()
    program.canvas.set_brush_size(5)
    program.stroke((size[0] / 2, size[1] / 2))
    assert program.session.document is not None
    assert program.session.document.mask.any()
    program.trigger("view.actual_size")
    program.trigger("view.fit")
    program.save()
    saved = read_mask(tmp_path / "annotations" / "odd_Segmentation.png").mask
    assert np.array_equal(saved, program.session.document.mask)


def test_that_an_annotation_saved_before_is_there_after_choosing_another_place(
    open_program: Open, small_folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((20, 20), (60, 60))
    program.save()
    program.workbench.use_annotations_folder(small_folder, elsewhere)
    program.wait_until(lambda: not program.session.unsaved_paths)
    old = small_folder / "annotations" / "img1_Segmentation.png"
    assert (elsewhere / "img1_Segmentation.png").read_bytes() == old.read_bytes()


@pytest.mark.parametrize("kind", ["missing", "empty", "no image"])
def test_that_a_folder_that_cannot_be_opened_leaves_the_good_one(
    open_program: Open, small_folder: Path, tmp_path: Path, kind: str
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((20, 20), (60, 60))
    document = program.session.document
    wanted = tmp_path / "other"
    if kind == "empty":
        wanted.mkdir()
    elif kind == "no image":
        wanted.write_text("not a folder")
    program.workbench.open(wanted)
    program.wait_until(lambda: "other" in program.window.banner.text)
    assert program.session.document is document
    assert len(program.window.gallery.model.paths) == 3
    assert program.canvas.isVisible()


def test_that_long_names_never_widen_the_window(
    open_program: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "n" * 225 + ".png"
    write_image(tmp_path / name, draw_lesion())
    write_image(tmp_path / "z.png", draw_lesion())
    program = open_program(tmp_path)
    program.wait_for_image(name)
    width, gallery = program.window.width(), program.window.gallery.width()
    program.stroke((20, 20), (60, 60))
    with monkeypatch.context() as patch:
        fail_writes_into(patch, tmp_path, errno.ENOSPC)
        program.trigger("image.next")
        program.wait_until(lambda: "not saved" in program.window.banner.text)
        program.qtbot.wait(50)
        assert program.window.width() == width
        assert program.window.gallery.width() == gallery
    program.trigger("annotation.save")
    program.wait_until(lambda: not program.session.saving)


def test_that_a_note_about_an_image_goes_with_it(open_program: Open, small_folder: Path) -> None:
    (small_folder / "img2.jpg").write_text("not an image")
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((20, 20))
    program.segment()
    assert "prediction" in program.window.banner.text
    program.trigger("image.next")
    program.wait_until(lambda: "img2.jpg" in program.window.message_page.text)
    assert program.window.banner.text == ""


def test_that_unsaved_work_is_told_before_news_about_the_image(
    open_program: Open, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    program.stroke((20, 20), (60, 60))
    with monkeypatch.context() as patch:
        fail_writes_into(patch, small_folder, errno.ENOSPC)
        program.trigger("annotation.save")
        program.wait_until(lambda: "not saved" in program.window.banner.text)
        program.segment()
        assert "not saved" in program.window.banner.text
    program.trigger("annotation.save")
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert "Your annotation is as it was" in program.window.banner.text


def test_that_an_image_without_annotation_has_no_score(open_program: Open, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image("img1.jpg")
    assert program.window.scores.value_of("jaccard")() == "–"
    program.stroke((70, 60))
    program.wait_until(lambda: program.window.scores.value_of("jaccard")() != "–")
