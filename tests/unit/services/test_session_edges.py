"""A session between other programs, failing drives and hands that go on: nobody's work is lost or jumps in."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn import write_image
from patience import PATIENCE_S
from refusals import fails
from session_desk import MODEL, Desk, journals

from isic_desktop.core.annotation_store import AnnotationStore, SavedAnnotation
from isic_desktop.core.document import AnnotationDocument, Prediction
from isic_desktop.core.provenance import PackedMask
from isic_desktop.core.saving import snapshot
from isic_desktop.core.strokes import PixelRect
from isic_desktop.services import journaling, recovery
from model_train.errors import AppError, StorageError
from model_train.images import encode_mask, read_mask


def other_mask(desk: Desk) -> np.ndarray:
    mask = np.zeros_like(desk.document.mask)
    mask[5:25, 5:40] = True
    return mask


def foreign_save(desk: Desk, mask: np.ndarray) -> None:
    """Another program writes a mask of its own."""
    desk.mask_file().parent.mkdir(exist_ok=True)
    desk.mask_file().write_bytes(encode_mask(mask))


def test_that_the_other_programs_version_is_taken_as_one_step_after_the_stroke(desk: Desk) -> None:
    document = desk.open()
    desk.stroke()
    mine, theirs = document.mask.copy(), other_mask(desk)
    foreign_save(desk, theirs)
    desk.session.save()
    desk.wait(lambda: bool(desk.told))
    assert desk.session.unsaved_paths == [document.image_path]
    desk.session.begin("Brush")
    desk.session.paint((100, 80), (110, 90), 4, True)
    with desk.qtbot.waitSignal(desk.session.reader.answered):
        desk.session.take_from_disk()
    painted = document.mask.copy()
    assert not np.array_equal(painted, mine)
    assert not np.array_equal(painted, theirs), "nothing jumps in under a stroke"
    desk.session.end()
    assert np.array_equal(document.mask, theirs)
    desk.session.undo()
    assert np.array_equal(document.mask, painted), "one's own is not lost"
    desk.told.clear()
    desk.save()
    assert desk.told == [], "the other version has been looked at, and may be replaced now"
    assert np.array_equal(read_mask(desk.mask_file()).mask, painted)


def test_that_a_version_that_is_gone_or_unreadable_by_then_is_told_and_ones_own_stays(desk: Desk) -> None:
    document = desk.open()
    desk.stroke()
    foreign_save(desk, other_mask(desk))
    desk.session.save()
    desk.wait(lambda: bool(desk.told))
    mine = document.mask.copy()
    desk.mask_file().write_bytes(b"no picture")
    desk.told.clear()
    desk.session.take_from_disk()
    desk.wait(lambda: bool(desk.told))
    assert str(desk.mask_file()) in desk.told[0]
    assert np.array_equal(document.mask, mine)
    desk.mask_file().unlink()
    desk.told.clear()
    with desk.qtbot.waitSignal(desk.session.reader.answered):
        desk.session.take_from_disk()
    desk.save()
    assert desk.told == []
    assert np.array_equal(read_mask(desk.mask_file()).mask, mine)


def held_saves(monkeypatch: pytest.MonkeyPatch, gate: threading.Event, *, fails: int) -> None:
    """The first save waits for the gate; so many fail."""
    real, calls = AnnotationStore.save, itertools.count()

    def save(store: AnnotationStore, *args: Any, **options: Any) -> SavedAnnotation:
        number = next(calls)
        if number == 0:
            assert gate.wait(PATIENCE_S)
        if number < fails:
            raise StorageError("The drive is gone for a moment")
        return real(store, *args, **options)

    monkeypatch.setattr(AnnotationStore, "save", save)


@pytest.mark.parametrize(("fails", "told"), [(0, 0), (1, 0), (2, 1)])
def test_that_a_save_asked_for_while_one_is_under_way_comes_after_it_and_only_its_failure_is_news(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fails: int, told: int
) -> None:
    document, gate = desk.open(), threading.Event()
    desk.stroke()
    held_saves(monkeypatch, gate, fails=fails)
    desk.session.save()
    desk.stroke(60)
    desk.session.save()
    gate.set()
    desk.wait(lambda: not desk.session.saving)
    assert len(desk.told) == told
    assert bool(desk.session.unsaved_paths) is bool(told)
    desk.save()
    assert np.array_equal(read_mask(desk.mask_file()).mask, document.mask)
    assert desk.session.unsaved_paths == []


def test_that_what_was_being_saved_while_another_place_was_chosen_is_there_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate, elsewhere, chosen = threading.Event(), tmp_path / "elsewhere", dict[Path, Path]()
    elsewhere.mkdir()
    desk.session._store._place_for = lambda folder: chosen.get(folder, folder / "annotations")
    document = desk.open()
    desk.stroke()
    held_saves(monkeypatch, gate, fails=0)
    desk.session.save()
    chosen[desk.folder] = elsewhere
    desk.session.place_changed()
    gate.set()
    desk.wait(lambda: not desk.session.saving)
    desk.save()
    assert np.array_equal(read_mask(elsewhere / "a_Segmentation.png").mask, document.mask)
    assert desk.session.unsaved_paths == []


def test_that_a_run_over_the_folder_is_shown_unless_a_person_has_begun(desk: Desk) -> None:
    document = desk.open()
    theirs = other_mask(desk)
    foreign_save(desk, theirs)
    with desk.qtbot.waitSignal(desk.session.opened):
        desk.session.machine_wrote(document.image_path, "ab" * 32)
    assert np.array_equal(desk.document.mask, theirs)
    document = desk.document
    desk.stroke()
    mine = document.mask.copy()
    again = AnnotationStore().load(document.image_path, (mine.shape[1], mine.shape[0]))
    assert again is not None
    desk.session.machine_wrote(document.image_path, again.mask_sha256)
    assert desk.document is document
    desk.save()
    assert desk.told == []
    assert np.array_equal(read_mask(desk.mask_file()).mask, mine)


def test_that_nothing_is_edited_where_nothing_is_open_or_only_looking_is_allowed(desk: Desk) -> None:
    session = desk.session
    mask = np.ones((9, 9), bool)
    prediction = Prediction(mask, PackedMask.of(mask), MODEL, 0.9)

    def try_everything() -> None:
        session.begin("Brush")
        session.paint((10, 10), (20, 20), 5, True)
        session.put(PixelRect(0, 0, 9, 9), mask)
        session.end()
        session.undo()
        session.redo()
        session.clear()
        session.use_prediction()
        session.judge("accepted")
        session.go_to_step(0)
        assert not session.propose(desk.folder / "a.jpg", prediction)

    try_everything()
    session.take_from_disk()
    session.rescale("rescale_truth")
    session.reopen()
    assert session.current is None
    other = Desk(desk.qtbot, desk.folder)
    try:
        other.open()
        document = desk.open()
        assert not session.editable
        try_everything()
        assert not document.mask.any()
        assert not document.dirty
        assert document.provenance.state == "new"
    finally:
        other.end()


def test_that_a_journal_that_cannot_be_written_is_told_and_the_save_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = desk.open()
    desk.stroke()

    def refuse(*_arguments: object) -> None:
        raise AppError("The journal's drive is gone")

    monkeypatch.setattr(desk.session._journal, "_append", refuse)
    desk.save()
    assert any("journal's drive" in sentence for sentence in desk.told)
    assert np.array_equal(read_mask(desk.mask_file()).mask, document.mask)
    assert desk.session.unsaved_paths == []


def test_that_a_place_may_change_while_nothing_is_open(desk: Desk) -> None:
    desk.session.place_changed()
    desk.session._note_lock_lost(desk.folder / "annotations")
    assert desk.session.current is None
    assert desk.told == []


def test_that_a_lock_lost_in_a_stroke_reopens_the_image_after_it(desk: Desk) -> None:
    desk.open()
    shown = desk.session.current
    desk.session._note_lock_lost(desk.folder / "another" / "annotations")
    desk.session.begin("Brush")
    desk.session.paint((30, 30), (50, 50), 6, True)
    desk.session._note_lock_lost(desk.folder / "annotations")
    assert desk.session.current is shown
    painted = desk.document.mask.copy()
    desk.session.end()
    desk.wait(lambda: desk.session.current is not None and desk.session.current is not shown)
    assert np.array_equal(desk.document.mask, painted)


def test_that_an_image_replaced_by_one_of_another_size_is_locked_while_its_annotation_is_unsaved(desk: Desk) -> None:
    document = desk.open()
    desk.stroke()
    mine = document.mask.copy()
    desk.session._saver._thread.stop(finish=True)  # nothing is saved from here on
    desk.session.open(desk.folder / "b.jpg")
    desk.wait(lambda: desk.session.current is not None)
    write_image(desk.folder / "a.jpg", np.full((40, 40, 3), 90, np.uint8))
    desk.session.open(desk.folder / "a.jpg")
    desk.wait(lambda: desk.session.current is not None)
    current = desk.session.current
    assert current is not None
    assert "another size" in str(current.locked)
    assert not desk.session.editable
    assert np.array_equal(document.mask, mine)


def test_that_what_comes_back_in_a_stroke_is_a_step_after_it(desk: Desk) -> None:
    lost = desk.lose_a_stroke()
    assert desk.look()
    desk.session.begin("Brush")
    desk.session.paint((100, 80), (110, 90), 4, True)
    painted = desk.document.mask.copy()
    with desk.qtbot.waitSignal(desk.session.recovery._thread.finished_job):
        desk.session.recovery.recover()
    desk.qtbot.wait(1)
    assert np.array_equal(desk.document.mask, painted), "nothing jumps in under a stroke"
    desk.session.end()
    assert np.array_equal(desk.document.mask, lost)
    desk.session.undo()
    assert np.array_equal(desk.document.mask, painted)


def test_that_unsaved_work_that_cannot_be_looked_for_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.session.recovery.recover([])
    monkeypatch.setattr(recovery, "look_for_unsaved_work", fails)
    desk.look()
    desk.wait(lambda: bool(desk.told))
    assert "it is kept" in str(desk.told[0])
    assert "The drive is gone" in str(desk.told[0])


def test_that_a_journal_grown_long_is_shortened_and_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journaling, "_LONGEST_BYTES", 3000)
    monkeypatch.setattr(journaling, "_FOLDED_BYTES", 1500)
    desk.open()
    for number in range(40):
        desk.stroke(20.0 + number)
    painted = desk.document.mask.copy()
    (journal,) = journals()
    assert journal.stat().st_size <= 3000
    journal_service = desk.session._journal
    document = desk.document
    journal_service.forget_saved(AnnotationDocument(desk.folder / "b.jpg", painted), snapshot(document))
    desk.end()
    journal_service._do_and_wait(lambda: pytest.fail("the thread has ended"))
    desk.start()
    desk.look()
    desk.recover()
    desk.open()
    assert np.array_equal(desk.document.mask, painted)
