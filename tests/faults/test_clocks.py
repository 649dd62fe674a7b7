"""A clock that jumps a year forwards or back: nothing older is taken for newer work, and nothing running for dead."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
import pytest
from annotated import annotate, disc, make_folder
from killed_work import fill_to_the_end
from platforms import linux_only
from session_desk import Desk

from isic_desktop.core import places, run_process
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.image_index import ImageIndex, prune_indexes
from isic_desktop.core.run_process import note_process, read_process
from isic_desktop.core.sidecar import read_sidecar
from model_train.atomic import TEMPORARY_PREFIX, remove_leftovers
from model_train.images import read_mask
from model_train.run_folder import write_process

YEAR_S = 365 * 24 * 3600.0
Jump = Callable[[float], None]


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Jump:
    """Set this program's clock forward or back, s; files keep the times they have got by the system's clock."""
    real, real_gm = time.time, time.gmtime
    shift = [0.0]
    monkeypatch.setattr(time, "time", lambda: real() + shift[0])
    monkeypatch.setattr(time, "gmtime", lambda seconds=None: real_gm(real() + shift[0] if seconds is None else seconds))

    def set_clock(seconds: float) -> None:
        shift[0] += seconds

    return set_clock


def files_of(folder: Path, shift_s: float) -> None:
    """Give files the times they would have got from a clock that was wrong by so much."""
    for path in [folder, *folder.rglob("*")]:
        status = path.stat()
        os.utime(path, (status.st_atime + shift_s, status.st_mtime + shift_s))


@pytest.mark.parametrize("jump_s", [YEAR_S, -YEAR_S], ids=["forward", "back"])
def test_that_the_newer_of_two_unsaved_works_comes_back_first(desk: Desk, jump: Jump, jump_s: float) -> None:
    desk.open()
    desk.stroke(20)
    desk.end()
    files_of(places.journal_dir(), 0.0)
    jump(jump_s)
    desk.start()  # it is not recovered: the person goes on with the mask as it was
    desk.open()
    desk.stroke(60)
    newer = desk.document.mask.copy()
    desk.end()
    newest = max(path for path in places.journal_dir().iterdir() if path.is_dir())
    files_of(newest, jump_s)
    jump(-jump_s)
    desk.start()
    assert len(desk.look()) == 1
    desk.recover()
    assert np.array_equal(read_mask(desk.mask_file()).mask, newer)


@pytest.mark.parametrize("jump_s", [YEAR_S, -YEAR_S], ids=["forward", "back"])
def test_that_saving_goes_on_across_a_jump(desk: Desk, jump: Jump, jump_s: float) -> None:
    document = desk.open()
    desk.stroke(20)
    desk.save()
    jump(jump_s)
    desk.stroke(60)
    desk.save()
    assert desk.told == []
    assert np.array_equal(read_mask(desk.mask_file()).mask, document.mask)
    sidecar = read_sidecar(desk.mask_file().with_suffix(".json"))
    assert sidecar.mask_sha256 == document.mask_sha256
    desk.end()
    desk.start()
    assert desk.look() == ()
    assert np.array_equal(desk.open().mask, document.mask)


@pytest.mark.parametrize("shift_s", [YEAR_S, -YEAR_S, 0.0], ids=["later", "earlier", "the same moment"])
def test_that_an_annotation_with_a_wrong_time_is_read_again(tmp_path: Path, shift_s: float) -> None:
    folder = tmp_path / "images"
    image = make_folder(folder, 1)[0]
    annotate(image, "accepted", radius=20)
    index = ImageIndex(folder, tmp_path / "index")
    fill_to_the_end(folder, index)
    paths = AnnotationStore().paths(image)
    moment = paths.mask.stat().st_mtime
    annotate(image, "rejected", radius=21)
    for path in (paths.mask, paths.sidecar):
        os.utime(path, (moment + shift_s, moment + shift_s))
    fill_to_the_end(folder, index)
    (row,) = index.rows()
    assert row.state == "rejected"
    assert row.lesion_px == int(disc(21).sum())
    index.close()


def test_that_the_index_in_use_outlives_a_jump(tmp_path: Path, jump: Jump) -> None:
    folder = tmp_path / "images"
    annotate(make_folder(folder, 2)[0], "accepted")
    index = ImageIndex(folder, tmp_path / "index")
    fill_to_the_end(folder, index)
    rows = index.rows()
    jump(YEAR_S)
    prune_indexes(tmp_path / "index")  # all that was not used for long goes; what is in use must not suffer
    assert index.rows() == rows
    fill_to_the_end(folder, index)
    assert index.rows() == rows
    index.close()
    again = ImageIndex(folder, tmp_path / "index")
    fill_to_the_end(folder, again)
    assert again.rows() == rows
    again.close()


def test_that_a_clock_set_forward_does_not_let_two_programs_write(tmp_path: Path, jump: Jump) -> None:
    first, second = FolderLocks(), FolderLocks()
    place = tmp_path / "annotations"
    assert first.acquire(place) is None
    for jump_s in (YEAR_S, -2 * YEAR_S):
        jump(jump_s)
        assert second.acquire(place) is not None
        assert first.acquire(place) is None
    first.release_except(())
    assert second.acquire(place) is None
    second.release_except(())


@linux_only  # elsewhere a birth is told in the time of the clock, and moves with it
def test_that_a_running_training_is_not_taken_for_dead_when_the_clock_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_process(tmp_path / "launched.json", os.getpid(), 0)
    write_process(tmp_path)
    real = psutil.Process.create_time
    for shift_s in (YEAR_S, -YEAR_S):
        # psutil adds the time of the system's start, which moves with the clock.
        monkeypatch.setattr(psutil.Process, "create_time", lambda self, shift_s=shift_s: real(self) + shift_s)
        for name in ("launched.json", "process.json"):
            process = read_process(tmp_path / name)
            assert process is not None
            assert process.is_running
    # And a process that took the number of one that is no more is not that one.
    text = (tmp_path / "launched.json").read_text()
    (tmp_path / "launched.json").write_text(text.replace(run_process.birth_of(os.getpid()), "0" * 32))
    other = read_process(tmp_path / "launched.json")
    assert other is not None
    assert not other.is_running


def test_that_a_file_being_written_while_the_clock_jumps_costs_no_work(desk: Desk) -> None:
    """Another program clears up and takes what is being written for a leftover of last year."""
    desk.open()
    desk.stroke(20)
    place = desk.mask_file().parent
    real, cleared = os.replace, []

    def replacing(source: str | Path, target: str | Path) -> None:
        if not cleared and Path(target).suffix == ".png":
            cleared.append(remove_leftovers(place, older_than_s=-YEAR_S))
        real(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replacing)
        desk.save()
    assert cleared == [2]
    assert len(desk.told) <= 1  # it may be tried again at once
    desk.told.clear()
    desk.save()
    assert desk.told == []
    assert np.array_equal(read_mask(desk.mask_file()).mask, desk.document.mask)
    assert [path.name for path in place.iterdir() if path.name.startswith(TEMPORARY_PREFIX)] == []
