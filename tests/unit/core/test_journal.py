"""The journal: base and changes give back the mask and its history, and no damage is worse than what it destroys."""

from __future__ import annotations

import os
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isic_desktop.core.document import AnnotationDocument, Prediction
from isic_desktop.core.history import Change
from isic_desktop.core.journal import MAX_JOURNAL_BYTES, SUFFIX, JournalError, JournalFile, read_journal
from isic_desktop.core.journal_folder import JournalFolder
from isic_desktop.core.journal_format import _HEAD, _LENGTH, MAGIC, Entry, Journal, JournalBase, Saving
from isic_desktop.core.provenance import PackedMask, Provenance
from isic_desktop.core.sidecar import ModelUsed
from isic_desktop.core.strokes import Mask
from model_train.errors import StorageError

MODEL = ModelUsed("skip-256", "ab" * 32, 0.5, "torch", "float32", {"later": [1, 2]})
SHAPE = (61, 83)
IMAGE = Path("/images/a ü\udcff.jpg")

points = st.tuples(st.floats(-20, 110), st.floats(-20, 90))
strokes = st.tuples(st.lists(points, min_size=1, max_size=4), st.floats(0.3, 25), st.booleans())
edits = st.lists(
    st.one_of(strokes, st.sampled_from(["undo", "undo", "redo", "propose", "use", "clear", "accept", "save", "fold"])),
    min_size=1,
    max_size=16,
)


def disc(seed: int) -> Mask:
    rng = np.random.default_rng(seed)
    rows, columns = np.ogrid[: SHAPE[0], : SHAPE[1]]
    mask: Mask = (rows - rng.uniform(10, 50)) ** 2 + (columns - rng.uniform(10, 70)) ** 2 < rng.uniform(5, 25) ** 2
    return mask


def opened(seed: int, *, empty: bool = False) -> AnnotationDocument:
    mask = np.zeros(SHAPE, bool) if empty else disc(seed)
    packed = PackedMask.of(mask)
    provenance = Provenance() if empty else Provenance("person", "corrected", baseline=packed)
    return AnnotationDocument(IMAGE, mask, provenance, "", 1.5, "cd" * 32, opened_mask=packed)


def perform(document: AnnotationDocument, edit: object) -> None:
    if edit == "undo":
        document.undo()
    elif edit == "redo":
        document.redo()
    elif edit == "propose":
        document.propose(Prediction(disc(77), PackedMask.of(disc(77)), MODEL, 0.9))
    elif edit == "use":
        document.use_prediction()
    elif edit == "clear":
        document.swap_in("Clear", np.zeros(SHAPE, bool))
    elif edit == "accept":
        document.judge("accepted")
    else:
        path, radius, value = edit  # type: ignore[misc]
        document.begin("Brush")
        for start, end in zip(path, path[1:] + path[-1:], strict=True):
            document.paint(start, end, radius, value)
        document.end()


def same_provenance(one: Provenance, other: Provenance) -> bool:
    baselines = [None if p.baseline is None else p.baseline.unpacked().tobytes() for p in (one, other)]
    return baselines[0] == baselines[1] and (one.origin, one.state, one.model, one.predicted_jaccard) == (
        other.origin,
        other.state,
        other.model,
        other.predicted_jaccard,
    )


def check_same(again: AnnotationDocument, document: AnnotationDocument) -> None:
    assert np.array_equal(again.mask, document.mask)
    assert same_provenance(again.provenance, document.provenance)
    assert again.changed_pixels == document.changed_pixels
    assert again.lesion_pixels == document.lesion_pixels
    assert (again.image_path, again.image_sha256) == (document.image_path, document.image_sha256)
    assert again.dirty


@given(edits, st.integers(0, 50), st.booleans())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_that_a_journal_gives_back_mask_history_and_provenance_after_any_edits(
    tmp_path: Path, sequence: list[object], seed: int, empty: bool
) -> None:
    document = opened(seed, empty=empty)
    file = JournalFile(tmp_path / "a.journal", JournalBase.of(document))
    incoming: list[Change] = []
    document.recorder = incoming.append
    folded = False
    for edit in sequence:
        if edit == "save":
            file.append([Saving(document.revision, "ef" * 32)])
        elif edit == "fold":
            file.shorten(300)
            folded = True
        else:
            document.work_seconds += 0.25
            perform(document, edit)
        file.append(incoming)
        incoming.clear()
    file.close()
    journal = read_journal(file.path)
    assert journal is not None
    assert not journal.damaged
    assert journal.good_bytes == file.path.stat().st_size
    again = journal.document()
    check_same(again, document)
    if journal.changes:
        assert again.revision == document.revision
    if not folded:
        assert again.history.undo_labels == document.history.undo_labels
        assert again.history.redo_labels == document.history.redo_labels
    # Whatever part of the history is there leads to where it led then.
    steps = len(again.history.undo_labels)
    for _ in range(steps):
        again.undo()
        document.undo()
        assert np.array_equal(again.mask, document.mask)
        assert same_provenance(again.provenance, document.provenance)
    for _ in range(steps):
        again.redo()
        document.redo()
    check_same(again, document)


@given(edits, edits, st.integers(0, 50))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_that_what_came_after_a_save_survives_forgetting_what_was_saved(
    tmp_path: Path, first: list[object], then: list[object], seed: int
) -> None:
    document = opened(seed, empty=True)
    file = JournalFile(tmp_path / "a.journal", JournalBase.of(document))
    incoming: list[Change] = []
    document.recorder = incoming.append
    for edit in first:
        if edit not in ("save", "fold"):
            perform(document, edit)
    file.append(incoming)
    incoming.clear()
    saved = JournalBase.of(document)
    for edit in then:
        if edit not in ("save", "fold"):
            perform(document, edit)
    if incoming:
        file.append(incoming)
    assert file.forget_saved(saved) is bool(incoming)
    assert file.path.exists() is bool(incoming)
    file.close()
    if incoming:
        journal = read_journal(file.path)
        assert journal is not None
        check_same(journal.document(), document)


def small_journal(path: Path, strokes: int = 4) -> tuple[bytes, list[int], list[np.ndarray]]:
    """A journal of some strokes: its bytes, the length after the base and after each, and the mask after each."""
    document = opened(3)
    file = JournalFile(path, JournalBase.of(document))
    incoming: list[Change] = []
    document.recorder = incoming.append
    lengths, masks = [], [document.mask.copy()]
    for number in range(strokes):
        at = (10.0 + 12 * number, 20.0)
        perform(document, ([at], 5.0, not document.mask[int(at[1]), int(at[0])]))
        file.append(incoming)
        incoming.clear()
        lengths.append(path.stat().st_size)
        masks.append(document.mask.copy())
    file.close()
    return path.read_bytes(), lengths, masks


def test_that_a_torn_end_costs_the_torn_record_and_nothing_else(tmp_path: Path) -> None:
    content, lengths, masks = small_journal(tmp_path / "a.journal")
    torn = tmp_path / "torn.journal"
    for length in range(lengths[0], len(content)):
        torn.write_bytes(content[:length])
        journal = read_journal(torn)
        assert journal is not None
        assert not journal.damaged
        whole = sum(end <= length for end in lengths)
        assert len(journal.changes) == whole
        assert np.array_equal(journal.document().mask, masks[whole])
    for blanks in (1, 7, 8, 9, 4096):  # a file that grew before its bytes were written
        torn.write_bytes(content[: lengths[1]] + b"\0" * blanks)
        journal = read_journal(torn)
        assert journal is not None
        assert not journal.damaged
        assert len(journal.changes) == 2


def test_that_a_journal_cut_off_within_its_base_is_damaged_and_a_blank_one_is_nothing(tmp_path: Path) -> None:
    document = opened(3)
    file = JournalFile(tmp_path / "a.journal", JournalBase.of(document))
    file.append([])
    file.close()
    content = file.path.read_bytes()
    for length in range(1, len(content)):  # it is made in one piece, so that no crash does this
        file.path.write_bytes(content[:length])
        with pytest.raises(JournalError):
            read_journal(file.path)
    for blank in (b"", b"\0" * 512):
        file.path.write_bytes(blank)
        assert read_journal(file.path) is None


def test_that_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    content, lengths, masks = small_journal(tmp_path / "a.journal")
    bad = tmp_path / "bad.journal"
    errors: list[str] = []
    for at in range(len(content)):
        bad.write_bytes(content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :])
        try:
            journal = read_journal(bad)
        except JournalError as error:
            errors.append(str(error))
            continue
        assert journal is not None
        count = len(journal.changes)
        assert count < 4
        assert np.array_equal(journal.document().mask, masks[count])
        # A frame whose length became too great looks like a torn end; anything else is told.
        assert journal.damaged or count == 3 or at in range(lengths[count - 1] if count else 0, lengths[count])
    assert len(errors) > 100
    assert all(str(bad) in error for error in errors)


def test_that_damage_in_the_middle_is_told_and_what_came_before_is_back(tmp_path: Path) -> None:
    content, lengths, masks = small_journal(tmp_path / "a.journal")
    at = lengths[1] - 3
    path = tmp_path / "bad.journal"
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    journal = read_journal(path)
    assert journal is not None
    assert journal.damaged
    assert np.array_equal(journal.document().mask, masks[1])


def with_first_object(content: bytes, old: bytes, new: bytes) -> bytes:
    """The journal with a piece of its base's text exchanged, lengths and CRCs made right again."""
    out, at = [MAGIC], len(MAGIC)
    while at < len(content):
        length, _ = _HEAD.unpack_from(content, at)
        body = content[at + _HEAD.size : at + _HEAD.size + length]
        (text_length,) = _LENGTH.unpack_from(body)
        text = body[_LENGTH.size : _LENGTH.size + text_length].replace(old, new)
        body = _LENGTH.pack(len(text)) + text + body[_LENGTH.size + text_length :]
        out.append(_HEAD.pack(len(body), zlib.crc32(body)) + body)
        at += _HEAD.size + length
    return b"".join(out)


def test_that_a_newer_version_is_named_as_such(tmp_path: Path) -> None:
    content, _, _ = small_journal(tmp_path / "a.journal")
    path = tmp_path / "new.journal"
    path.write_bytes(with_first_object(content, b'"isic_desktop_journal":1', b'"isic_desktop_journal":2'))
    with pytest.raises(JournalError, match=r"newer version of ISIC Desktop \(2\).*Update"):
        read_journal(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"shape":[61,83]', b'"shape":[61,84000000]'),
        (b'"shape":[61,83]', b'"shape":[61,91]'),
        (b'"shape":[61,83]', b'"shape":[-61,83]'),
        (b'"shape":[61,83]', b'"shape":"61"'),
        (b'"mask":0,"shape"', b'"mask":7,"shape"'),
        (b'"isic_desktop_journal":1', b'"isic_desktop_journal":true'),
        (b'"image":', b'"picture":'),
        (b'"revision":0', b'"revision":-1'),
        (b'"work_seconds":1.5', b'"work_seconds":NaN'),
        (b'"mask":0,"provenance"', b'"mask":-1,"provenance"'),
        (b'"baseline":1', b'"baseline":-1'),
        (b'"baseline":1', b'"baseline":2'),
        (b'"earlier_changed_pixels":0', b'"earlier_changed_pixels":0.5'),
        (b'"earlier_changed_pixels":0', b'"earlier_changed_pixels":false'),
        (b'"work_seconds":1.5', b'"work_seconds":true'),
        (b'"provenance":{', b'"provenance":{"a":' + b"[" * 200_000 + b"]" * 200_000 + b","),
    ],
)
def test_that_a_base_that_lies_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    content, _, _ = small_journal(tmp_path / "a.journal")
    path = tmp_path / "bad.journal"
    changed = with_first_object(content, old, new)
    assert changed != content
    path.write_bytes(changed)
    with pytest.raises(JournalError):
        read_journal(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"change":"step"', b'"change":"leap"'),
        (b'"patches":[[', b'"patches":[[-1,'),
        (b'"patches":[[', b'"patches":[[0,0,62,83,9],['),
        (b'"label":"Brush"', b'"label":7'),
        (b'"revision":2', b'"revision":1'),
        (b'"revision":2', b'"revision":2.5'),
        (b'"revision":1,', b'"revision":true,'),
        (b"[15,17,25,27,20]", b"[15,17,25,17,20]"),
        (b"[15,17,25,27,20]", b"[25,17,15,27,20]"),
        (b"[15,17,25,27,20]", b"[15,17,25,27,19]"),
        (b"[15,17,25,27,20]", b"[52,17,62,27,20]"),
        (b"[15,17,25,27,20]", b"[15,74,25,84,20]"),
    ],
)
def test_that_a_change_that_lies_ends_the_journal_there(tmp_path: Path, old: bytes, new: bytes) -> None:
    content, _, masks = small_journal(tmp_path / "a.journal")
    path = tmp_path / "bad.journal"
    path.write_bytes(with_first_object(content, old, new))
    journal = read_journal(path)
    assert journal is not None
    assert journal.damaged
    assert np.array_equal(journal.document().mask, masks[len(journal.changes)])
    assert len(journal.changes) <= 1


def test_that_bits_that_unpack_to_too_much_are_refused(tmp_path: Path) -> None:
    mask = PackedMask(SHAPE, zlib.compress(bytes(50_000_000)))
    file = JournalFile(tmp_path / "a.journal", JournalBase(IMAGE, "cd" * 32, mask, Provenance()))
    file.append([])
    file.close()
    with pytest.raises(JournalError, match="damaged"):
        read_journal(file.path)


def test_that_foreign_missing_and_enormous_files_are_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.journal"
    foreign.write_bytes(b"#!/bin/sh\nexit\n")
    with pytest.raises(JournalError, match="no record"):
        read_journal(foreign)
    with pytest.raises(JournalError, match="Cannot read"):
        read_journal(tmp_path / "missing.journal")
    with foreign.open("r+b") as file:
        file.truncate(MAX_JOURNAL_BYTES + 1)
    with pytest.raises(JournalError, match="too large"):
        read_journal(foreign)


def test_that_a_failed_write_is_made_good_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = opened(3, empty=True)
    file = JournalFile(tmp_path / "a.journal", JournalBase.of(document))
    incoming: list[Change] = []
    document.recorder = incoming.append
    perform(document, ([(10.0, 20.0)], 5.0, True))
    file.append(incoming)
    perform(document, ([(40.0, 20.0)], 5.0, True))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("isic_desktop.core.journal.os.fsync", full)
        with pytest.raises(StorageError, match="disk is full"):
            file.append(incoming[1:])
    file.append(incoming[1:])
    file.close()
    journal = read_journal(file.path)
    assert journal is not None
    assert [change.revision for change in journal.changes] == [1, 2]
    check_same(journal.document(), document)


def test_that_folding_keeps_the_newest_change_and_notes_of_saves(tmp_path: Path) -> None:
    document = opened(3)
    file = JournalFile(tmp_path / "a.journal", JournalBase.of(document))
    entries: list[Entry] = []
    document.recorder = entries.append
    for number in range(40):
        perform(document, ([(2.0 * number, 20.0)], 5.0, number % 2 == 0))
        if number == 5:
            entries.append(Saving(document.revision, "12" * 32))
    file.append(entries)
    before = file.size_bytes
    file.shorten(2000)
    assert file.size_bytes < before / 2
    file.shorten(0)
    file.close()
    journal = read_journal(file.path)
    assert journal is not None
    assert [change.revision for change in journal.changes] == [40]
    assert "12" * 32 in journal.expected_mask_sha256s()
    check_same(journal.document(), document)


def test_that_a_folder_in_use_is_left_alone_and_an_empty_one_goes(tmp_path: Path) -> None:
    mine = JournalFolder.make(tmp_path)
    assert list(JournalFolder.left_behind(tmp_path)) == []
    journal = mine.file_for(IMAGE, 1)
    small_journal(journal)
    mine.leave()
    found = list(JournalFolder.left_behind(tmp_path))
    assert [folder.path for folder in found] == [mine.path]
    assert found[0].journals() == [journal]
    aside = found[0].set_aside(journal)
    assert aside.is_file()
    found[0].leave()
    assert not mine.path.exists()
    assert list(JournalFolder.left_behind(tmp_path)) == []


def test_that_journals_come_in_the_order_they_were_begun_whatever_the_clock_said(tmp_path: Path) -> None:
    folder = JournalFolder.make(tmp_path)
    begun = [folder.file_for(IMAGE, number) for number in (2, 9, 10)]
    for hours_ago, journal in enumerate(begun):
        small_journal(journal)
        os.utime(journal, (1e9 - 3600 * hours_ago,) * 2)  # the clock was set back again and again
    (folder.path / f"another program's{SUFFIX}").touch()
    assert folder.journals()[1:] == begun
    folder.leave()


def test_that_no_hidden_copies_of_the_mask_are_kept(tmp_path: Path) -> None:
    shape = (2000, 3000)
    document = AnnotationDocument(IMAGE, np.zeros(shape, bool), image_sha256="cd" * 32)
    file = JournalFile(tmp_path / "a.journal", JournalBase.of(document))
    incoming: list[Change] = []
    document.recorder = incoming.append
    import tracemalloc

    tracemalloc.start()
    try:
        for number in range(200):
            document.begin("Brush")
            document.paint((10.0 * number, 500), (10.0 * number + 60, 700), 30, number % 3 != 2)
            document.end()
            file.append(incoming)
            incoming.clear()
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    file.close()
    # Steps stand in the history and in the journal, once; a copy of the mask would be six megabytes.
    assert used < 2 * document.history.used_bytes + 1_000_000 < 6_000_000


def test_that_an_empty_journal_expects_what_its_base_was_read_from() -> None:
    base = JournalBase(IMAGE, "cd" * 32, PackedMask.of(np.zeros(SHAPE, bool)), Provenance(), "34" * 32)
    assert Journal(base, (), 0).expected_mask_sha256s() == {"34" * 32}


def test_that_a_change_made_while_a_save_was_under_way_expects_what_that_save_wrote(tmp_path: Path) -> None:
    document = opened(3)
    document.mask_sha256 = "before"
    file = JournalFile(tmp_path / "a.journal", JournalBase.of(document))
    incoming: list[Change] = []
    document.recorder = incoming.append
    perform(document, ([(10.0, 10.0), (30.0, 30.0)], 5.0, True))
    file.append([*incoming, Saving(document.revision, "written")])
    saved = replace(JournalBase.of(document), mask_sha256="written")
    perform(document, ([(50.0, 10.0)], 8.0, True))  # the document does not know yet that the save is done
    file.append(incoming[1:])
    assert file.forget_saved(saved)
    file.close()
    journal = read_journal(file.path)
    assert journal is not None
    assert "written" in journal.expected_mask_sha256s()
