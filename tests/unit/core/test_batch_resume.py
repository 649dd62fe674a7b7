"""What earlier runs over a folder noted: damaged, endless and unfinished files cost time, never memory or masks."""

from __future__ import annotations

import errno
import json
import os
import tracemalloc
from pathlib import Path

import pytest
from filelock import FileLock

from isic_desktop.core.batch_plan import STATE_FOLDER
from isic_desktop.core.batch_resume import DoneRecord, FileStamp, ResumeState
from model_train.errors import StorageError
from model_train.scores import Overlap

RECORD = DoneRecord(image=None, mask_sha256="ab" * 32, seconds=0.5, lesion_fraction=0.25)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / STATE_FOLDER).mkdir()
    return tmp_path


def test_that_a_line_without_end_is_passed_over_in_little_memory(out: Path) -> None:
    with ResumeState(out) as state:
        state.record_done("first", RECORD)
        state.record_begin("second", "cd" * 32)
        file = state.path
    noted = file.read_bytes()
    with file.open("wb") as damaged:
        damaged.write(noted.splitlines(keepends=True)[0])
        os.truncate(damaged.fileno(), 200 << 20)  # zeros: holes where a disk lost what was written
        damaged.seek(0, os.SEEK_END)
        damaged.write(b"\n" + noted.splitlines(keepends=True)[1])
    tracemalloc.start()
    try:
        with ResumeState(out) as state:
            peak_bytes = tracemalloc.get_traced_memory()[1]
            assert state.done("first") == RECORD
            assert state.begun_mask("second") == "cd" * 32
    finally:
        tracemalloc.stop()
    assert peak_bytes < 10 << 20
    assert file.stat().st_size < 10_000, "what says nothing is not kept"


def test_that_a_file_larger_than_any_folder_makes_is_not_read_to_its_end(out: Path) -> None:
    with ResumeState(out) as state:
        state.record_done("first", RECORD)
        file = state.path
    with file.open("ab") as endless:
        endless.write(b"\0" * 100 + b"\n")
        os.truncate(endless.fileno(), 1 << 40)
    with ResumeState(out) as state:
        assert state.done("first") == RECORD
        state.record_done("second", RECORD)
    with ResumeState(out) as state:
        assert state.done("second") == RECORD


def test_that_a_line_that_is_being_written_is_taken_in_once_it_is_whole(out: Path) -> None:
    with ResumeState(out) as mine, ResumeState(out, beside=True) as other:
        other.record_begin("a", "ab" * 32)
        whole = other.path.read_bytes()
        other.path.write_bytes(whole[:20])
        assert mine.begun_mask("a") is None
        other.path.write_bytes(whole)
        assert mine.begun_mask("a") == "ab" * 32


def test_that_a_record_that_cannot_be_read_is_told_before_work_starts(out: Path) -> None:
    (out / STATE_FOLDER / "segment.jsonl").mkdir()
    with pytest.raises(StorageError, match=r"segment\.jsonl"):
        ResumeState(out)


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK])
def test_that_a_drive_without_locks_takes_runs_that_write_beside_each_other(
    out: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(_lock: FileLock, **_how: bool) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with ResumeState(out) as one, ResumeState(out) as other:
        one.record_done("a", RECORD)
        other.record_done("b", RECORD)
        assert one.path != other.path
    with ResumeState(out) as later:
        assert later.done("a") == later.done("b") == RECORD


def test_that_a_lock_that_cannot_be_made_is_told_before_work_starts(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_lock: FileLock, **_how: bool) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with pytest.raises(StorageError, match="Permission denied"):
        ResumeState(out)


def test_that_what_runs_beside_left_an_hour_ago_is_taken_in_and_cleared_away(out: Path) -> None:
    with ResumeState(out) as state, ResumeState(out, beside=True) as silent, ResumeState(out, beside=True) as fresh:
        silent.record_done("a", RECORD)
        fresh.record_done("b", RECORD)
        state.record_done("c", RECORD)
    os.utime(silent.path, (1000, 1000))
    with ResumeState(out) as state:
        assert not silent.path.exists(), "its lines are in the run's own file now"
        assert fresh.path.exists(), "who writes it may still be at work"
        assert [state.done(stem) for stem in "abc"] == [RECORD] * 3
    fresh.path.unlink()
    with ResumeState(out) as state:
        assert [state.done(stem) for stem in "ac"] == [RECORD] * 2


def test_that_an_image_that_cannot_be_looked_at_has_no_stamp(out: Path) -> None:
    assert FileStamp.of(out / "gone.jpg") is None


@pytest.mark.parametrize("other", ['"three"', "[1]", "7", '{"tp": []}', '{"tn": 1}'])
def test_that_a_line_whose_counts_are_something_else_is_left_out(other: str, out: Path) -> None:
    stamp = FileStamp("a.jpg", 9, 17)
    with ResumeState(out) as state:
        for stem in ("a", "b"):
            state.record_done(stem, DoneRecord(stamp, "ab" * 32, 0.5, 0.1, "t", Overlap(1, 2, 3, 4)))
        path = state.path
    whole, spoilt = path.read_text().splitlines()
    event = json.loads(spoilt)
    path.write_text("\n".join([whole, json.dumps({**event, "overlap": json.loads(other)}), ""]))
    with ResumeState(out) as state:
        assert state.done("a") is not None
        assert state.done("b") is None
