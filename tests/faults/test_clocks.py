"""A clock that jumps a year forwards or back: nothing older is taken for newer work, and nothing running for dead."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import numpy as np
import psutil
import pytest
from annotated import annotate, disc, make_folder
from another_clock import YEAR_S, WrongClock, clock_wrong_by
from killed_work import fill_to_the_end
from patience import PATIENCE_S
from platforms import linux_only, needs_sigkill
from session_desk import Desk
from small_training import SmallTraining, has_finished, same_weights
from test_kill_while_painting import kill_again_and_again

from isic_desktop.core import places, run_process, sidecar
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import LOCK_NAME, FolderLocks
from isic_desktop.core.handover.replacing import SET_ASIDE_FOLDER, new_run_name, place_mask
from isic_desktop.core.image_index import ImageIndex, prune_indexes
from isic_desktop.core.run_process import note_process, read_process
from isic_desktop.core.sidecar import read_sidecar
from model_train import run_folder
from model_train.atomic import TEMPORARY_PREFIX, remove_leftovers
from model_train.images import read_mask
from model_train.run_folder import write_process

Jump = Callable[[float], None]


@pytest.fixture
def jump() -> Iterator[Jump]:
    """Set this program's clock forward or back, s; files keep the times they have got by the system's clock."""
    clock = WrongClock()

    def set_clock(seconds: float) -> None:
        clock.shift_s += seconds

    yield set_clock
    clock.put_right()


def test_that_everything_that_tells_the_time_of_day_jumps(jump: Jump) -> None:
    """The jump of all these tests is one."""
    year = time.gmtime().tm_year
    jump(2 * YEAR_S)
    for told in (
        sidecar.utc_now(),
        run_folder.utc_now(),
        new_run_name(),
        time.strftime("%Y"),
        f"{datetime.now():%Y}",
        datetime.fromtimestamp(time.time()).isoformat(),
    ):
        assert int(told[:4]) - year in (1, 2, 3), told  # the days between them may lie over a new year
    jump(-2 * YEAR_S)
    assert int(sidecar.utc_now()[:4]) - year in (0, 1)


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
    written = read_sidecar(desk.mask_file().with_suffix(".json"))
    assert written.mask_sha256 == document.mask_sha256
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


def test_that_two_imports_of_one_moment_keep_both_masks_they_replace(tmp_path: Path) -> None:
    """As with a clock that is set back, or that begins anew at each start of the computer."""
    (image,) = make_folder(tmp_path / "images", 1)
    annotate(image, "corrected", radius=20)
    for radius in (30, 40, 50):
        placed = place_mask(AnnotationStore(), image, disc(radius), replace_persons=True, run_name="the moment")
        assert placed.outcome == "replaced"
    aside = AnnotationStore().paths(image).mask.parent / SET_ASIDE_FOLDER
    kept = {int(read_mask(path).mask.sum()) for path in aside.rglob("*.png")}
    assert kept == {int(disc(radius).sum()) for radius in (20, 30, 40)}


HOLDER = """
import sys
from pathlib import Path
from isic_desktop.core.folder_lock import FolderLocks
assert FolderLocks().acquire(Path(sys.argv[1])) is None
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_a_program(place: Path, shift_s: float, *words: str) -> Iterator[None]:
    """Have a real program under another clock work in a folder; it ends by itself."""
    child = subprocess.Popen(
        [*words, sys.executable, "-c", HOLDER, str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=clock_wrong_by(shift_s),
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "held\n"
        yield
    finally:
        child.communicate("", timeout=PATIENCE_S)


def other_starts() -> list[str]:
    """The words that give a program other times since the start of the system; none where that is not permitted."""
    words = ["unshare", "--time", "--monotonic", "200000", "--boottime", "200000"]
    try:
        done = subprocess.run([*words, "true"], capture_output=True, timeout=PATIENCE_S, check=False)
    except OSError:
        return []
    return words if done.returncode == 0 else []


@pytest.mark.parametrize("shift_s", [YEAR_S, -YEAR_S], ids=["forward", "back"])
def test_that_a_folder_is_not_taken_from_a_program_under_another_clock(tmp_path: Path, shift_s: float) -> None:
    place = tmp_path / "annotations"
    place.mkdir()
    locks = FolderLocks()
    # Where it may be, its times since the start are others, too, as those of a program in a container.
    with held_by_a_program(place, shift_s, *other_starts()):
        for own_shift_s in (0.0, YEAR_S, -YEAR_S):
            os.utime(place / LOCK_NAME, (time.time() + own_shift_s,) * 2)
            assert locks.acquire(place) is not None
    locks.release_except(())


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


# Real programs, each started under another clock and killed


def clocks(chance: random.Random) -> Callable[[], dict[str, str]]:
    """A clock for each start."""
    return lambda: clock_wrong_by(chance.choice((YEAR_S, -YEAR_S, 0.0)))


@needs_sigkill
def test_that_what_was_painted_under_other_clocks_comes_back_as_it_was_left(tmp_path: Path) -> None:
    known = kill_again_and_again(
        tmp_path, kills=2, seed=5, safe_steps=6, promise_s=math.inf, environment=clocks(random.Random(6))
    )
    assert known.commits_checked > 5


@needs_sigkill
@pytest.mark.long
@pytest.mark.timeout(1800)
def test_that_much_that_was_painted_under_other_clocks_comes_back_as_it_was_left(tmp_path: Path) -> None:
    seed = int(os.environ.get("ISIC_SEED", "1000"))
    known = kill_again_and_again(
        tmp_path, kills=20, seed=seed, safe_steps=6, promise_s=math.inf, environment=clocks(random.Random(seed))
    )
    assert known.commits_checked > 100


@needs_sigkill
@pytest.mark.long
@pytest.mark.parametrize("shift_s", [YEAR_S, -YEAR_S], ids=["forward", "back"])
def test_that_a_training_goes_on_under_another_clock_to_the_same_weights(tmp_path: Path, shift_s: float) -> None:
    training = SmallTraining(tmp_path / "pairs", 3)
    out, alone = tmp_path / "run", tmp_path / "alone"

    def start(run: Path, clock_s: float) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "model_train", "train", *training.words(run)]
        errors = (tmp_path / "errors.txt").open("w")
        with errors:
            return subprocess.Popen(
                words, env=clock_wrong_by(clock_s), stdout=subprocess.DEVNULL, stderr=errors, text=True
            )

    assert start(alone, 0.0).wait(PATIENCE_S) == 0
    first = start(out, shift_s)
    while first.poll() is None and not (out / "metrics.csv").exists():
        time.sleep(0.001)
    first.kill()
    first.wait()
    assert not has_finished(out)
    assert start(out, -shift_s).wait(PATIENCE_S) == 0, (tmp_path / "errors.txt").read_text()
    assert has_finished(out)
    assert same_weights(out, alone)
    assert len((out / "metrics.csv").read_text().splitlines()) == 4
