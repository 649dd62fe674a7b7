"""Two programs on one folder: the second may look, and nothing of either is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask
from kept import Keep
from ordinary_user import ordinary_user
from platforms import posix_permissions
from pytestqt.qtbot import QtBot
from refusals import fails
from session_desk import MODEL, Desk

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.document import Prediction
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.provenance import PackedMask
from isic_desktop.services.lock_watch import LockWatch

OTHER_PROGRAM = """
import sys, time
from pathlib import Path
from isic_desktop.core.folder_lock import FolderLocks
locks = FolderLocks()
print(locks.acquire(Path(sys.argv[1])), flush=True)
time.sleep(600)
"""


@pytest.fixture
def other_program(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROGRAM, str(desk.folder / "annotations")], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "None\n"
        yield process
        process.kill()


def test_that_the_second_program_may_look_and_becomes_the_writer_when_the_first_ends(
    desk: Desk, other_program: subprocess.Popen[str]
) -> None:
    desk.session._lock_watch._timer.setInterval(50)
    desk.open()
    current = desk.session.current
    assert current is not None
    assert not desk.session.editable
    assert str(other_program.pid) in current.locked
    assert current.notices[0].remedy == "open_read_only"
    desk.session.begin("Brush")
    desk.session.paint((30, 30), (50, 50), 6, True)
    desk.session.end()
    mask = np.eye(120, 160, dtype=bool)
    assert not desk.session.propose(current.path, Prediction(mask, PackedMask.of(mask), MODEL))
    assert desk.document.prediction is not None
    assert not desk.document.mask.any()
    assert desk.document.revision == 0
    desk.qtbot.wait(200)
    assert not desk.session.editable
    write_mask(desk.mask_file(), mask)  # what the other one saves
    other_program.kill()
    other_program.wait()
    desk.wait(lambda: desk.session.editable)
    assert np.array_equal(desk.document.mask, mask)
    desk.stroke()


def test_that_unsaved_work_waits_while_another_program_works_in_its_folder(desk: Desk) -> None:
    image = desk.open().image_path
    desk.stroke()
    desk.end()
    other = FolderLocks()
    assert other.acquire(desk.folder / "annotations") is None
    desk.start()
    desk.look()
    desk.recover()
    assert "is kept" in desk.told[0]
    assert desk.session.recovery.images == (image,)
    other.release_except(())
    desk.recover()
    assert desk.mask_file().exists()


def test_that_a_lock_lost_to_another_program_ends_editing_and_keeps_the_work(desk: Desk) -> None:
    document = desk.open()
    desk.stroke()
    lock = desk.folder / "annotations" / ".lock"
    lock.unlink()
    other = FolderLocks()
    assert other.acquire(desk.folder / "annotations") is None
    desk.session.lock_lost.emit(desk.folder / "annotations")
    desk.wait(lambda: desk.session.current is not None and not desk.session.editable)
    assert np.array_equal(desk.document.mask, document.mask)
    other.release_except(())


def test_that_a_new_place_where_another_program_works_is_noticed(desk: Desk, tmp_path: Path) -> None:
    places_of: dict[Path, Path] = {}
    desk.end()
    desk.start()
    desk.session._store._place_for = lambda folder: places_of.get(folder, folder / "annotations")
    document = desk.open()
    desk.stroke()
    elsewhere = tmp_path / "elsewhere"
    other = FolderLocks()
    assert other.acquire(elsewhere) is None
    places_of[desk.folder] = elsewhere
    desk.session.place_changed()
    desk.wait(lambda: desk.session.current is not None and not desk.session.editable)
    assert desk.document is document or np.array_equal(desk.document.mask, document.mask)
    other.release_except(())


def test_that_locks_leave_nothing_behind(desk: Desk) -> None:
    desk.open()
    annotations = desk.folder / "annotations"
    assert (annotations / ".lock").is_file()
    desk.session.open(desk.folder / "b.jpg")
    desk.end()
    assert not annotations.exists()


@posix_permissions
def test_that_a_folder_that_cannot_be_written_to_needs_no_lock(desk: Desk, open_folder: Path) -> None:
    desk.folder = open_folder / "images"
    desk.folder.mkdir()
    write_image(desk.folder / "a.jpg", draw_lesion())
    desk.folder.chmod(0o555)
    with ordinary_user():
        with pytest.raises(PermissionError):
            (desk.folder / "annotations").mkdir()
        desk.open()
        assert desk.session.editable


def test_that_a_folder_lock_nobody_waits_for_is_not_asked_for(
    qtbot: QtBot, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locks = FolderLocks()
    watch = keep(LockWatch(AnnotationStore(), locks))
    answers: list[object] = []
    watch.answered.connect(lambda *words: answers.append(words))
    watch.keep_asking(tmp_path / "a.jpg")
    watch.rest()
    watch._ask_again()
    monkeypatch.setattr(locks, "acquire", fails)
    with qtbot.waitSignal(watch._asker.finished_job):
        watch.ask(tmp_path / "a.jpg")
    qtbot.wait(1)
    assert answers == []
