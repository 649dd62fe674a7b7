"""A run over a folder, killed at any moment and started again, ends with the files of a run that was left alone."""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from end_states import masks_and_sidecars
from forks import Forking
from PIL import Image
from platforms import needs_forks
from tiny_model import write_tiny_model

from isic_desktop.core.sidecar import read_sidecar

CHECKOUT = Path(__file__).resolve().parents[2]
IMAGES = 48

# The trial forks from a process that has torch loaded, and kills with a signal: neither exists on Windows.
pytestmark = needs_forks

# A process that has torch loaded already forks: a kill costs the moments it is about, not the seconds of an import.
PROGRAM = """
import os, signal, sys
from pathlib import Path
model, photos = Path(sys.argv[1]), Path(sys.argv[2])
from isic_desktop.commands.segment import load_predictor, segment
from isic_desktop.core import batch, batch_report
import model_train.mask_png, cv2, natsort
from isic_desktop.core.batch import SegmentOptions
from isic_desktop.core.batch_plan import plan_segmentation
import contextlib, io
predictor = load_predictor(model, "cpu")
print("ready", flush=True)
for line in sys.stdin:
    out = Path(line.strip())
    child = os.fork()
    if child == 0:
        with contextlib.redirect_stdout(io.StringIO()):
            code = segment(plan_segmentation([photos], out), predictor, SegmentOptions(), as_json=False)
        os._exit(code)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@dataclass(frozen=True)
class Photos:
    """What is segmented, and the model file."""

    folder: Path
    model: Path


class Runner(Protocol):
    """Segments, and can be killed; see `Segmenter.run`."""

    def run(self, out: Path, kill_at_masks: int | None = None, linger_s: float = 0.0) -> int: ...


class Segmenter(Forking):
    """Runs segmentations that can be killed."""

    def __init__(self, photos: Photos) -> None:
        super().__init__("-c", PROGRAM, str(photos.model), str(photos.folder))

    def run(self, out: Path, kill_at_masks: int | None = None, linger_s: float = 0.0) -> int:
        """Segment into `out`; returns the wait status, 9 if it was killed in time.

        Args:
            out: For the masks.
            kill_at_masks: It is killed once so many masks are there.
            linger_s: Or so much later.
        """
        self.ask(str(out))
        child = int(self.answer())
        if kill_at_masks is not None:
            with contextlib.suppress(ProcessLookupError):  # it has ended
                while count_masks(out) < kill_at_masks:
                    os.kill(child, 0)
                    time.sleep(0.001)
                time.sleep(linger_s)
                os.kill(child, 9)
        return int(self.answer())


def write_photos(place: Path) -> Photos:
    photos = place / "photos"
    photos.mkdir()
    numbers = np.random.default_rng(5)
    for number in range(IMAGES):
        coarse = numbers.integers(0, 256, (9, 12, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((800 + 8 * number, 600), Image.Resampling.BICUBIC).save(
            photos / f"p{number}.jpg"
        )
    return Photos(photos, write_tiny_model(place / "tiny.safetensors"))


@pytest.fixture
def segmenter(tmp_path: Path) -> Iterator[Segmenter]:
    made = Segmenter(write_photos(tmp_path))
    yield made
    made.close()


def count_masks(out: Path) -> int:
    return len(list(out.glob("*_Segmentation.png")))


def end_state(out: Path) -> dict[str, object]:
    """All that a run leaves: masks bit for bit, sidecars and report but for times."""
    found = masks_and_sidecars(out)
    images = json.loads((out / "report.json").read_text())["images"]
    for image in images:
        for key in ("seconds", "resumed", "mask"):
            del image[key]
    found["report"] = images
    return found


def kill_at_random_moments(segmenter: Runner, place: Path, kills: int, seed: int) -> None:
    assert segmenter.run(place / "alone") == 0
    alone = end_state(place / "alone")
    assert len([name for name in alone if name.endswith(".png")]) == IMAGES
    moments = random.Random(seed)
    killed, rounds, reached = 0, 0, []
    while killed < kills:
        rounds += 1
        assert rounds <= 4 * kills, "the runs end before they can be killed"
        out = place / f"round{rounds}"
        # Up to three kills on the way to the end, each somewhere in what is left: before, amid or behind a mask.
        for _ in range(min(3, kills - killed)):
            if (there := count_masks(out)) == IMAGES:  # the last kill came behind the last mask
                break
            target = moments.randint(there, IMAGES - 1)
            if segmenter.run(out, target, moments.uniform(0.0, 0.02)) != 9:
                break
            killed += 1
            reached.append(count_masks(out))
            for path in out.glob("*_Segmentation.json"):
                read_sidecar(path)
        assert segmenter.run(out) == 0
        assert end_state(out) == alone
    sys.stdout.write(f"\n{killed} kills in {rounds} rounds, with {sorted(reached)} of {IMAGES} masks there\n")
    assert len(set(reached)) > 1


def test_that_runs_killed_at_random_moments_end_like_one_left_alone(segmenter: Segmenter, tmp_path: Path) -> None:
    kill_at_random_moments(segmenter, tmp_path, kills=4, seed=1)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_that_forty_kills_lose_nothing(segmenter: Segmenter, tmp_path: Path) -> None:
    kill_at_random_moments(segmenter, tmp_path, kills=40, seed=2)
