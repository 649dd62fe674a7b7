"""kill -9 at random moments while painting, saving, switching and recovering: no committed step is ever missing.

The short version has five kills; the long one sixty, or as many as `ISIC_KILLS` says.
"""

from __future__ import annotations

import json
import math
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from drawn import draw_lesion, write_image

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from model_train.images import read_image_size

PROCESS = Path(__file__).with_name("painting_process.py")
WINDOW = Path(__file__).with_name("painting_window.py")
TESTS = Path(__file__).resolve().parents[1]
PROMISE_S = 0.25
"""From the commit of a step to its safety."""


@dataclass
class Commit:
    revision: int
    state: str
    t: float
    durable: bool = False


@dataclass
class Known:
    """What must be there: for each image the last state seen for sure, and the commits after it."""

    seen: dict[str, str] = field(default_factory=dict)
    commits: dict[str, list[Commit]] = field(default_factory=dict)
    promise_s: float = PROMISE_S
    killed_at: float = 0.0
    commits_checked: int = 0

    def check_seen(self, image: str, state: str) -> None:
        commits = self.commits.get(image, [])
        # Everything acknowledged, and everything committed the promised time before the kill, must be in it.
        needed = -1
        for index, commit in enumerate(commits):
            if commit.durable or commit.t <= self.killed_at - self.promise_s:
                needed = index
        allowed = [commit.state for commit in commits[max(needed, 0) :]]
        if needed < 0 and image in self.seen:
            allowed.append(self.seen[image])
        if not commits and image not in self.seen:
            allowed.append(state)
        assert state in allowed, f"{image}: {state} is not among {allowed} (needed {needed} of {len(commits)})"
        self.commits_checked += len(commits)

    def take(self, line: list[Any]) -> None:
        if line[0] == "committed":
            self.commits.setdefault(line[1], []).append(Commit(line[2], line[3], line[4]))
        elif line[0] == "durable":
            for commit in reversed(self.commits.get(line[1], [])):
                if commit.revision == line[2]:
                    commit.durable = True
                    break


def run(
    folder: Path,
    seed: int,
    kill_after_s: float | None,
    *,
    safe_steps: int,
    from_start: bool = False,
    environment: Mapping[str, str] = os.environ,
    program: Path = PROCESS,
) -> tuple[list[list[Any]], float]:
    """Start the process and kill it after some seconds; what it said, and when.

    They count from its start, or from when it was ready and so many of its steps were acknowledged.
    """
    said, errors = folder / "said.txt", folder / "errors.txt"
    known = os.pathsep.join(filter(None, [environment.get("PYTHONPATH", ""), str(TESTS.parent), str(TESTS)]))
    with said.open("wb") as said_file, errors.open("wb") as errors_file:
        process = subprocess.Popen(
            [sys.executable, str(program), str(folder), str(seed)],
            stdout=said_file,
            stderr=errors_file,
            env={**environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": known},
        )
    try:
        if kill_after_s is None:
            assert process.wait(timeout=600) == 0, errors.read_text()
        else:
            while not from_start and not (
                '["ready"]' in said.read_text() and said.read_text().count('["durable"') >= safe_steps
            ):
                assert process.poll() is None, errors.read_text()
                time.sleep(0.01)
            time.sleep(kill_after_s)
    finally:
        killed_at = time.monotonic()
        process.kill()
        process.wait()
    if kill_after_s is not None:
        assert process.returncode == -signal.SIGKILL, errors.read_text()
    whole = [line for line in said.read_text().splitlines(keepends=True) if line.endswith("\n")]
    return [json.loads(line) for line in whole], killed_at


def check_files(folder: Path) -> None:
    """Every mask and sidecar is whole."""
    store = AnnotationStore()
    for image in folder.glob("*.jpg"):
        annotation = store.load(image, read_image_size(image))
        assert annotation is None or not annotation.problem


def kill_again_and_again(
    folder: Path,
    kills: int,
    seed: int,
    *,
    safe_steps: int = 0,
    promise_s: float = PROMISE_S,
    environment: Callable[[], Mapping[str, str]] = lambda: os.environ,
    program: Path = PROCESS,
) -> Known:
    for number in (1, 2):
        write_image(folder / f"img{number}.jpg", draw_lesion())
    write_image(folder / "large.jpg", draw_lesion(1600, 1200))
    chance = random.Random(seed)
    known = Known(promise_s=promise_s)
    for round_number in range(kills + 1):
        last = round_number == kills
        from_start = not last and round_number > 0 and chance.random() < 0.2
        delay_s = None if last else chance.uniform(0.3, 1.6) if from_start else chance.uniform(0.0, 1.5)
        lines, killed_at = run(
            folder,
            -1 if last else seed + round_number,
            delay_s,
            safe_steps=safe_steps,
            from_start=from_start,
            environment=environment(),
            program=program,
        )
        saw = {line[1]: line[2] for line in lines if line[0] == "saw"}
        for image, state in saw.items():
            known.check_seen(image, state)
            known.seen[image] = state
            known.commits.pop(image, None)
        for line in lines:
            known.take(line)
        if not from_start:
            assert len(saw) == 3
            known.killed_at = killed_at
        elif any(line[0] == "ready" for line in lines):
            known.killed_at = killed_at
        check_files(folder)
    return known


def test_that_nothing_committed_is_missing_after_five_kills(tmp_path: Path) -> None:
    # How soon a step is acknowledged is for the long version: here the machine may leave the journal waiting.
    known = kill_again_and_again(tmp_path, kills=5, seed=11, safe_steps=8, promise_s=math.inf)
    assert known.commits_checked > 20
    assert left_in_journal_folder() == []


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_that_nothing_committed_is_missing_after_many_kills(tmp_path: Path) -> None:
    kills = int(os.environ.get("ISIC_KILLS", "60"))
    known = kill_again_and_again(tmp_path, kills, seed=int(os.environ.get("ISIC_SEED", "1000")))
    print(f"\n{kills} kills, {known.commits_checked} committed steps checked, none missing")  # noqa: T201
    assert known.commits_checked > 10 * kills
    assert left_in_journal_folder() == []


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_that_nothing_committed_is_missing_after_many_kills_of_the_window(tmp_path: Path) -> None:
    kills = int(os.environ.get("ISIC_KILLS", "30"))
    known = kill_again_and_again(
        tmp_path,
        kills,
        seed=int(os.environ.get("ISIC_SEED", "1000")),
        safe_steps=2,
        promise_s=math.inf,
        program=WINDOW,
    )
    print(f"\n{kills} kills of the window, {known.commits_checked} committed steps checked, none missing")  # noqa: T201
    assert known.commits_checked > 2 * kills
    assert left_in_journal_folder() == []


def left_in_journal_folder() -> list[str]:
    """Journals, and folders of programs that are no more: after the last recovery nothing is left of either."""
    return [str(path) for path in places.journal_dir().rglob("*")]
