"""The lock of a folder of annotations: one writer, and no lock file that stays in the way."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from filelock import LeaseCompromise
from patience import PATIENCE_S

from isic_desktop.core.folder_lock import LOCK_NAME, FolderLocks, Holder

HOLDING = """
import sys, time
from pathlib import Path
from isic_desktop.core.folder_lock import FolderLocks
locks = FolderLocks()
print(locks.acquire(Path(sys.argv[1])), flush=True)
time.sleep(600)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


def test_that_the_second_one_is_told_who_the_first_is(place: Path) -> None:
    first, second = FolderLocks(), FolderLocks()
    assert first.acquire(place) is None
    assert first.acquire(place) is None
    holder = second.acquire(place)
    assert holder is not None
    assert holder.process_id == os.getpid()
    assert str(os.getpid()) in holder.words
    first.release_except(())
    assert second.acquire(place) is None
    second.release_except(())
    assert not place.exists()


def test_that_a_folder_with_something_in_it_stays(place: Path) -> None:
    locks = FolderLocks()
    assert locks.acquire(place) is None
    (place / "a_Segmentation.png").write_bytes(b"")
    locks.release_except(())
    assert [path.name for path in place.iterdir()] == ["a_Segmentation.png"]


def test_that_the_lock_of_a_killed_program_is_taken_over_at_once(place: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(place)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "None\n"
        locks = FolderLocks()
        assert locks.acquire(place) is not None
        process.kill()
        process.wait()
    assert (place / LOCK_NAME).exists()
    newcomer = FolderLocks()  # nor has this one looked on for the half minute after which silence counts
    assert newcomer.acquire(place) is None
    newcomer.release_except(())


def test_that_a_reused_process_id_is_not_taken_for_the_owner(place: Path) -> None:
    place.mkdir()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as another:
        owner = f"pid={another.pid}\nhost={platform.node()}"
        # A process of this number lives, and began at another time than the one that wrote this.
        (place / LOCK_NAME).write_text(f"filelock/2\n{owner}\nmode=lease\ntoken=aa\nduration=30.0\nstart=5\n")
        locks = FolderLocks()
        assert locks.acquire(place) is None
        assert another.poll() is None
        another.communicate(b"\n")
    locks.release_except(())


@pytest.mark.parametrize("content", [b"", b"\0" * 200, b"\xff\xfe nonsense"])
def test_that_what_a_power_cut_left_of_a_lock_is_no_lock(place: Path, content: bytes) -> None:
    place.mkdir()
    lock = place / LOCK_NAME
    lock.write_bytes(content)
    an_hour_ago = time.time() - 3600
    os.utime(lock, (an_hour_ago, an_hour_ago))
    locks = FolderLocks()
    assert locks.acquire(place) is None
    locks.release_except(())


def test_that_a_lock_file_that_is_just_being_written_counts(place: Path) -> None:
    place.mkdir()
    (place / LOCK_NAME).write_bytes(b"")
    assert FolderLocks().acquire(place) == Holder()
    assert Holder().words == "another program"


def test_that_where_nothing_can_be_made_no_lock_is_needed(tmp_path: Path) -> None:
    assert FolderLocks().acquire(tmp_path / "gone" / "annotations") is None
    assert not (tmp_path / "gone").exists()
    (tmp_path / "file").write_text("")
    assert FolderLocks().acquire(tmp_path / "file") is None


def test_that_a_lock_taken_by_someone_else_is_noticed(place: Path) -> None:
    first, second = FolderLocks(), FolderLocks()
    assert first.acquire(place) is None
    (place / LOCK_NAME).unlink()
    assert second.acquire(place) is None
    holder = first.acquire(place)
    assert holder is not None
    assert second.acquire(place) is None
    second.release_except(())
    assert first.acquire(place) is None
    first.release_except(())


def test_that_a_loss_is_told_to_whoever_wants_to_know(place: Path) -> None:
    lost: list[Path] = []
    loss = LeaseCompromise(str(place / LOCK_NAME), "token", "the marker vanished")  # type: ignore[arg-type]
    for locks in (FolderLocks(on_lost=lost.append), FolderLocks()):
        locks._note_lost(place, loss)  # as filelock does, in a thread of its own
    assert lost == [place]


@pytest.mark.long
def test_that_the_owner_of_a_lost_lock_is_told_by_itself(place: Path) -> None:
    lost: list[Path] = []
    told = threading.Event()

    def note(folder: Path) -> None:
        lost.append(folder)
        told.set()

    locks = FolderLocks(on_lost=note)
    assert locks.acquire(place) is None
    (place / LOCK_NAME).unlink()
    assert told.wait(PATIENCE_S)
    assert lost == [place]
    locks.release_except(())


@pytest.mark.long
def test_that_a_silent_owner_on_another_computer_loses_the_lock_after_half_a_minute(place: Path) -> None:
    place.mkdir()
    (place / LOCK_NAME).write_text("filelock/2\npid=1\nhost=elsewhere\nmode=lease\ntoken=aa\nduration=30.0\n")
    locks = FolderLocks()
    began = time.monotonic()
    while locks.acquire(place) is not None:
        assert time.monotonic() - began < PATIENCE_S
        time.sleep(1)
    assert time.monotonic() - began > 25
    locks.release_except(())


def test_that_a_pinned_folder_stays_locked_until_its_work_is_done(tmp_path: Path) -> None:
    ours, other = FolderLocks(), FolderLocks()
    place = tmp_path / "annotations"
    with ours.pinned({place}) as holder:
        assert holder is None
        ours.release_except(())
        assert other.acquire(place) is not None
        with other.pinned({place}) as held:
            assert held is not None
    ours.release_except(())
    assert other.acquire(place) is None
    other.release_except(())
    assert not place.exists()


def test_that_the_lease_of_another_version_is_respected_and_taken_over_once_nobody_touches_it(place: Path) -> None:
    from filelock import SoftFileLease

    place.mkdir()
    other = SoftFileLease(place / LOCK_NAME, thread_local=False, lease_duration=7.0)
    other.acquire(blocking=False)
    content = (place / LOCK_NAME).read_bytes()
    locks = FolderLocks()
    try:
        holder = locks.acquire(place)
        assert holder is not None
        assert holder.process_id == os.getpid()
    finally:
        other.release(force=True)
    (place / LOCK_NAME).write_bytes(content)  # as a program that was killed leaves it
    long_ago = time.time() - 3600
    os.utime(place / LOCK_NAME, (long_ago, long_ago))
    assert locks.acquire(place) is None
    locks.release_except(())
