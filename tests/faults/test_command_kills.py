"""kill -9 of the real commands at random moments: `import`, `segment` and `train`, each a process of its own.

What is checked is what `test_kills` and `test_segment_kills` check after kills of forks; here the whole command is
met, from its first import to its last line. The seed is `ISIC_SEED`, the number of kills of each command `ISIC_KILLS`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from patience import PATIENCE_S
from platforms import needs_sigkill
from test_kills import Killing, kill_while_importing, kill_while_training
from test_segment_kills import Photos, kill_at_random_moments, write_photos

from model_train.run_folder import PROCESS

SEED = int(os.environ.get("ISIC_SEED", "1"))
pytestmark = [needs_sigkill, pytest.mark.timeout(3600)]


def kills(usually: int) -> int:
    return int(os.environ.get("ISIC_KILLS", str(usually)))


class Commands:
    """Runs real commands, to the end or until they are killed; takes the part of `forks.Forks`."""

    def run(self, work: str, said: Path, *arguments: object, kill_after_s: float | None = None) -> bool:
        """Run a command.

        Args:
            work: "importing" or "training".
            said: Where it says what it does.
            arguments: What the function of that name in `killed_work` takes.
            kill_after_s: When it is killed, counted from when it began with its files; None lets it end.

        Returns:
            Whether it ended by itself, in order.
        """
        words, began = COMMANDS[work](*arguments)
        status = run_killed([sys.executable, "-m", *words], said, began, kill_after_s)
        if status == -9:
            return False
        assert status == 0, said.read_text()
        return True


def import_words(folder: str, source: str) -> tuple[list[str], Callable[[], bool]]:
    changed = Path(folder, "annotations")
    before = changed.stat().st_mtime_ns
    return ["isic_desktop", "import", source, folder, "--replace"], lambda: changed.stat().st_mtime_ns != before


def train_words(options: list[str]) -> tuple[list[str], Callable[[], bool]]:
    process = Path(options[options.index("--out") + 1]) / PROCESS
    before = process.read_bytes() if process.exists() else b""
    return ["model_train", "train", *options], lambda: process.exists() and process.read_bytes() != before


COMMANDS: dict[str, Callable[..., tuple[list[str], Callable[[], bool]]]] = {
    "importing": import_words,
    "training": train_words,
}


def run_killed(words: list[str], said: Path, began: Callable[[], bool], kill_after_s: float | None) -> int:
    """Run a command and kill it so long after it began; its exit code, -9 if it was killed in time."""
    with said.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT)
    try:
        if kill_after_s is None:
            return process.wait(PATIENCE_S)
        while process.poll() is None and not began():
            time.sleep(0.0005)
        end = time.monotonic() + kill_after_s
        while process.poll() is None and time.monotonic() < end:
            time.sleep(0.0005)
    finally:
        process.kill()
    return process.wait(PATIENCE_S)


@pytest.fixture
def killing(tmp_path_factory: pytest.TempPathFactory) -> Killing:
    return Killing(Commands(), random.Random(SEED), tmp_path_factory.mktemp("said") / "said.txt")


def test_that_a_killed_import_loses_no_mask_and_the_next_one_finishes(killing: Killing, tmp_path: Path) -> None:
    kill_while_importing(killing, tmp_path, 1, longest_s=0.05)


@pytest.mark.long
def test_that_many_killed_imports_lose_no_mask(killing: Killing, tmp_path: Path) -> None:
    kill_while_importing(killing, tmp_path, kills(20), longest_s=0.1)


@pytest.mark.long
def test_that_killed_trainings_are_gone_on_with_to_the_same_weights(killing: Killing, tmp_path: Path) -> None:
    kill_while_training(killing, tmp_path, kills(12), epochs=4)


class SegmentCommand:
    """Runs the real `segment`; takes the part of `test_segment_kills.Segmenter`."""

    def __init__(self, photos: Photos, said: Path) -> None:
        self._photos = photos
        self._said = said

    def run(self, out: Path, kill_at_masks: int | None = None, linger_s: float = 0.0) -> int:
        """Segment into `out`; 9 if it was killed in time."""
        words = ["isic_desktop", "segment", str(self._photos.folder), "--out", str(out), "--device", "cpu"]
        words += ["--model", str(self._photos.model)]
        status = run_killed(
            [sys.executable, "-m", *words],
            self._said,
            lambda: kill_at_masks is not None and len(list(out.glob("*_Segmentation.png"))) >= kill_at_masks,
            None if kill_at_masks is None else linger_s,
        )
        assert status in (0, -9), self._said.read_text()
        return abs(status)


@pytest.mark.long
def test_that_killed_segmentations_end_like_one_left_alone(tmp_path: Path) -> None:
    kill_at_random_moments(SegmentCommand(write_photos(tmp_path), tmp_path / "said.txt"), tmp_path, kills(15), SEED)
