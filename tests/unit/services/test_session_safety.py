"""The session never loses work: crashes, foreign changes, failing disks, a second program, answers that come late."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask
from patience import PATIENCE_S
from session_desk import MODEL, Desk, journals

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore, SavedAnnotation
from isic_desktop.core.document import Prediction
from isic_desktop.core.provenance import PackedMask
from isic_desktop.core.sidecar import read_sidecar
from isic_desktop.services import journaling
from isic_desktop.services import session as session_module
from model_train.errors import AppError, StorageError
from model_train.images import encode_mask, read_mask

# After a crash


def test_that_unsaved_work_is_offered_and_comes_back_with_its_history(desk: Desk) -> None:
    document = desk.open()
    desk.stroke(20)
    desk.stroke(60)
    desk.session.undo()
    desk.stroke(90)
    mask, seconds = document.mask.copy(), document.work_seconds
    desk.end()
    desk.start()
    assert desk.look() == (document.image_path,)
    assert not desk.mask_file().exists()
    desk.recover()
    assert np.array_equal(read_mask(desk.mask_file()).mask, mask)
    again = desk.open()
    assert again.work_seconds == seconds
    assert np.array_equal(again.mask, mask)
    assert again.history.undo_labels == ["Brush", "Brush"]
    desk.session.undo()
    desk.session.undo()
    assert not again.mask.any()
    desk.session.leave()
    desk.wait(lambda: not desk.session.unsaved_paths)
    desk.end()
    assert journals() == []
    assert list(places.journal_dir().iterdir()) == []


def test_that_work_not_looked_at_is_offered_again_at_every_start(desk: Desk) -> None:
    image = desk.open().image_path
    desk.stroke()
    desk.end()
    for _ in range(3):
        desk.start()
        assert desk.look() == (image,)
        desk.end()
    assert len(journals()) == 1


def test_that_nothing_is_offered_when_everything_was_saved(desk: Desk) -> None:
    desk.open()
    desk.stroke()
    desk.save()
    assert len(journals()) == 1  # for its history, while it is on the screen
    desk.end()
    assert journals() == []
    desk.start()
    assert desk.look() == ()


def test_that_a_journal_whose_last_change_is_saved_goes_without_a_word(desk: Desk) -> None:
    desk.open()
    desk.stroke()
    desk.save()
    kept = journals()[0].read_bytes()
    desk.end()
    dead = places.journal_dir() / "dead"
    dead.mkdir(parents=True)
    (dead / "x.journal").write_bytes(kept)
    desk.start()
    assert desk.look() == ()
    assert journals() == []


def test_that_a_judgement_whose_sidecar_is_missing_comes_back(desk: Desk) -> None:
    desk.open()
    desk.stroke()
    desk.save()
    sidecar = desk.mask_file().with_suffix(".json")
    before = sidecar.read_bytes()
    desk.session.judge("accepted")
    desk.save()
    kept = journals()[0].read_bytes()
    desk.end()
    sidecar.write_bytes(before)  # killed between mask and sidecar: the mask's bytes are the same
    dead = places.journal_dir() / "dead"
    dead.mkdir(parents=True)
    (dead / "x.journal").write_bytes(kept)
    desk.start()
    assert len(desk.look()) == 1
    desk.recover()
    assert read_sidecar(sidecar).state == "accepted"


def test_that_the_image_on_the_screen_gets_its_work_back_at_once(desk: Desk) -> None:
    mask = desk.lose_a_stroke()
    assert not desk.document.mask.any()
    desk.look()
    desk.recover()
    desk.wait(lambda: desk.session.current is not None)
    assert np.array_equal(desk.document.mask, mask)
    assert desk.document.history.undo_labels == ["Brush"]


def test_that_work_begun_again_meanwhile_is_one_undo_away(desk: Desk) -> None:
    desk.open()
    desk.stroke(20)
    old = desk.document.mask.copy()
    desk.end()
    desk.start()
    desk.look()
    desk.open()
    desk.stroke(90)
    new = desk.document.mask.copy()
    desk.recover()
    assert np.array_equal(desk.document.mask, old)
    desk.session.undo()
    assert np.array_equal(desk.document.mask, new)
    desk.save()
    desk.end()
    assert journals() == []


def test_that_a_mask_changed_since_by_someone_else_is_not_overwritten(desk: Desk) -> None:
    desk.open()
    desk.stroke(20)
    desk.save()
    desk.stroke(60)
    mine = desk.document.mask.copy()
    desk.end()
    foreign = encode_mask(np.eye(120, 160, dtype=bool))
    desk.mask_file().write_bytes(foreign)
    desk.start()
    desk.look()
    desk.recover()
    assert desk.mask_file().read_bytes() == foreign
    assert any("changed by another program" in sentence for sentence in desk.told)
    assert desk.session.unsaved_paths == [desk.folder / "a.jpg"]
    assert len(journals()) == 1
    assert np.array_equal(desk.open().mask, mine)
    desk.session.save(overwrite=True)
    desk.wait(lambda: not desk.session.saving)
    assert np.array_equal(read_mask(desk.mask_file()).mask, mine)


def test_that_a_crash_between_two_saves_of_one_image_is_not_taken_for_another_program(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, save, calls = threading.Event(), AnnotationStore.save, itertools.count()

    def slow_then_never(store: AnnotationStore, *args: Any, **options: Any) -> SavedAnnotation:
        if next(calls):
            raise AppError("The program ended here")
        assert drawn.wait(PATIENCE_S)
        return save(store, *args, **options)

    desk.open()
    desk.stroke(20)
    monkeypatch.setattr(AnnotationStore, "save", slow_then_never)
    desk.session.save()
    desk.session.begin("Brush")
    desk.session.paint((60, 30), (80, 50), 6, True)
    desk.session.leave()  # ends the stroke and asks for a second save while the first is under way
    drawn.set()
    desk.wait(lambda: bool(desk.told))
    desk.end()
    monkeypatch.setattr(AnnotationStore, "save", save)
    desk.start()
    desk.look()
    desk.recover()
    assert desk.told == []
    assert read_mask(desk.mask_file()).mask[40, 70]
    desk.end()
    assert journals() == []


def test_that_work_on_an_image_that_is_gone_or_changed_is_kept_and_told(desk: Desk) -> None:
    image = desk.open().image_path
    desk.stroke()
    desk.end()
    original = image.read_bytes()
    for change in (image.unlink, lambda: write_image(image, draw_lesion(centre=(20, 20)))):
        change()
        desk.start()
        assert desk.look() == (image,)
        desk.recover()
        assert len(desk.told) == 1
        assert "It is kept" in desk.told[0]
        desk.end()
    image.write_bytes(original)
    desk.start()
    desk.look()
    desk.recover()
    assert desk.mask_file().exists()


def test_that_a_recovery_that_fails_leaves_the_work_where_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    image = desk.open().image_path
    desk.stroke()
    mask = desk.document.mask.copy()
    desk.end()
    before = {path: path.read_bytes() for path in journals()}
    desk.start()
    desk.look()

    def full(*_arguments: object) -> None:
        raise StorageError("Cannot write the file (No space left on device)")

    with monkeypatch.context() as patch:
        patch.setattr(journaling, "JournalFile", full)
        desk.recover()
    assert "No space left" in desk.told[0]
    assert {path: path.read_bytes() for path in journals()} == before
    assert desk.session.recovery.images == (image,)
    desk.recover()
    assert np.array_equal(desk.open().mask, mask)


def test_that_damaged_and_newer_journals_are_set_aside_and_named(desk: Desk) -> None:
    desk.open()
    desk.stroke()
    desk.end()
    good = journals()[0]
    for name, content in (("bad", b"\1" + good.read_bytes()), ("worse", good.read_bytes()[:9] + b"\xff" * 200)):
        (good.parent / f"{name}.journal").write_bytes(content)
    desk.start()
    assert len(desk.look()) == 1
    assert len(desk.told) == 2
    aside = sorted((places.journal_dir() / "set-aside").iterdir())
    assert len(aside) == 2
    assert all(any(str(path) in sentence for sentence in desk.told) for path in aside)


def test_that_the_journal_of_a_program_that_lives_is_left_alone(desk: Desk) -> None:
    desk.open()
    desk.stroke()
    first = desk.session
    desk.start()
    assert desk.look() == ()
    assert len(journals()) == 1
    first.stop()
    assert len(desk.look()) == 1


# When the disk fails


def test_that_an_image_that_cannot_be_saved_keeps_its_work_and_its_journal(desk: Desk) -> None:
    document = desk.open()
    annotations = desk.folder / "annotations"
    desk.stroke()
    desk.session._locks.release_except(())
    annotations.write_text("in the way")
    for _ in range(3):
        desk.session.leave()
        desk.wait(lambda: not desk.session.saving)
        desk.open("b.jpg")
        assert desk.session.unsaved_paths == [document.image_path]
        assert len(journals()) == 1
        assert desk.open() is document
    annotations.unlink()
    desk.save()
    assert np.array_equal(read_mask(desk.mask_file()).mask, document.mask)


def test_that_every_step_is_saved_at_once_while_the_journal_cannot_be_written(desk: Desk) -> None:
    places.journal_dir().parent.mkdir(parents=True, exist_ok=True)
    places.journal_dir().write_text("in the way")
    document = desk.open()
    desk.stroke()
    assert any(str(places.journal_dir()) in sentence for sentence in desk.told)
    desk.wait(lambda: not desk.session.unsaved_paths)
    assert np.array_equal(read_mask(desk.mask_file()).mask, document.mask)
    places.journal_dir().unlink()
    desk.told.clear()
    desk.stroke(70)
    assert len(journals()) == 1
    desk.end()
    desk.start()
    desk.look()
    desk.recover()
    assert np.array_equal(desk.open().mask, document.mask)


def test_that_journal_and_masks_may_fail_together_without_a_storm(desk: Desk) -> None:
    places.journal_dir().parent.mkdir(parents=True, exist_ok=True)
    places.journal_dir().write_text("in the way")
    document = desk.open()
    desk.session._locks.release_except(())
    (desk.folder / "annotations").write_text("in the way")
    desk.stroke()
    desk.qtbot.wait(300)
    assert len(desk.told) < 10
    assert desk.session.unsaved_paths == [document.image_path]
    (desk.folder / "annotations").unlink()
    desk.save()
    assert np.array_equal(read_mask(desk.mask_file()).mask, document.mask)


def test_that_a_tidied_journal_folder_is_made_again(desk: Desk) -> None:
    import shutil

    document = desk.open()
    desk.stroke(20)
    shutil.rmtree(places.journal_dir())
    desk.stroke(60)
    desk.end()
    desk.start()
    desk.look()
    desk.recover()
    again = desk.open()
    assert np.array_equal(again.mask, document.mask)
    assert again.history.undo_labels == ["Brush", "Brush"]


# Answers that come late, and time


def test_that_nothing_jumps_in_under_a_stroke(desk: Desk) -> None:
    document = desk.open()
    desk.stroke(20)
    desk.save()
    write_mask(desk.mask_file(), np.ones((120, 160), bool))
    desk.session.begin("Brush")
    desk.session.paint((60, 30), (70, 30), 5, True)
    with desk.qtbot.waitSignal(desk.session.reader.answered):
        desk.session.take_from_disk()
    during = document.mask.copy()
    assert not during.all()
    desk.session.paint((70, 30), (80, 30), 5, True)
    desk.session.end()
    assert document.mask.all()
    assert document.history.undo_labels == ["Brush", "Brush", "Load the other version"]


def test_that_a_prediction_waits_for_the_end_of_the_stroke(desk: Desk) -> None:
    document = desk.open()
    mask = np.ones((120, 160), bool)
    desk.session.begin("Brush")
    assert not desk.session.propose(document.image_path, Prediction(mask, PackedMask.of(mask), MODEL))
    assert document.prediction is None
    desk.session.paint((60, 30), (70, 30), 5, True)
    desk.session.end()
    assert document.prediction is not None
    assert not document.mask.all()
    assert document.history.undo_labels == ["Brush"]


def test_that_a_mask_that_cannot_be_loaded_leaves_the_image_on_the_screen(desk: Desk) -> None:
    document = desk.open()
    desk.stroke(20)
    desk.save()
    desk.mask_file().write_bytes(b"no picture")
    with desk.qtbot.waitSignal(desk.session.save_failed):
        desk.session.take_from_disk()
    assert desk.document is document


def test_that_an_image_saved_while_it_is_opened_again_is_shown_as_saved(desk: Desk) -> None:
    desk.open()
    desk.stroke(20)
    mask = desk.document.mask.copy()
    for number in range(5):
        desk.session.open(desk.folder / "b.jpg")
        desk.session.open(desk.folder / "a.jpg")
        desk.wait(lambda: desk.session.current is not None)
        assert np.array_equal(desk.document.mask, mask)
        desk.stroke(40.0 + 15 * number)
        mask = desk.document.mask.copy()
        assert desk.told == []


def test_that_work_seconds_count_work_and_no_pauses(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(session_module.time, "monotonic", lambda: now[0])
    document = desk.open()

    def after(seconds: float, act: Callable[[], object]) -> None:
        now[0] += seconds
        act()

    after(4, lambda: desk.session.begin("Brush"))  # looking before the first stroke is work
    after(2, lambda: desk.session.paint((30, 30), (60, 60), 5, True))
    after(1, desk.session.end)
    assert document.work_seconds == 7
    after(600, desk.session.undo)  # a pause
    after(5, desk.session.redo)
    after(3, lambda: desk.session.judge("accepted"))
    assert document.work_seconds == 15
    monkeypatch.undo()
    desk.save()
    value = json.loads(desk.mask_file().with_suffix(".json").read_text())
    assert value["work_seconds"] == 15.0
    desk.session.leave()
    again = desk.open()
    assert again.work_seconds == 15.0
    desk.session.end()
    desk.qtbot.wait(20)
    assert not again.dirty
