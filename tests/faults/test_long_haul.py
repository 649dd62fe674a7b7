"""Eight hours at the window, compressed: memory, handles and threads stay flat, nothing stalls, undo is exact.

`ISIC_HAUL` says how much of it is done in the long version: 1 is 10,000 images opened, 100,000 strokes, 2,000
predictions, 20 switches of the model and 5 trainings; less is the same day, shortened.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[1]
SEED = int(os.environ.get("ISIC_SEED", "1"))
STALL_MS = 100.0


def haul(place: Path, share: float, *, trainings: int, timeout_s: float) -> dict[str, Any]:
    """Have the day run in a process of its own; gives what it measured."""
    amounts = {
        "images": round(10_000 * share),
        "strokes": round(100_000 * share),
        "predictions": round(2_000 * share),
        "switches": max(2, round(20 * share)),
        "trainings": trainings,
        "last_image_strokes": max(20, round(2_000 * share)),
        "seed": SEED,
    }
    ended = subprocess.run(
        [sys.executable, str(TESTS / "faults" / "long_haul.py"), str(place), json.dumps(amounts)],
        env={
            **os.environ,
            "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}",
            "ISIC_DESKTOP_HOME": str(place / "home"),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True, text=True, timeout=timeout_s, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    figures: dict[str, Any] = json.loads((place / "figures.json").read_text())
    done = figures["done"]
    for what in ("images", "strokes", "predictions", "switches", "trainings"):
        assert done[what] == amounts[what], what
    assert done["undone"] >= amounts["last_image_strokes"]
    sys.stdout.write(f"\n{described(figures)}\n")
    return figures


def described(figures: dict[str, Any]) -> str:
    """What was measured, for a person."""
    lines = [f"{figures['done']} in {figures['seconds']:.0f} s"]
    lines += [f"pauses by {name}: {figures['beat'][name]}" for name in ("clock", "own", "computed")]
    samples = figures["samples"]
    lines += [str(samples[number]) for number in range(0, len(samples), max(1, len(samples) // 10))]
    return "\n".join([*lines, str(samples[-1])])


def check(figures: dict[str, Any], growth: float, stall_ms: float = STALL_MS) -> None:
    """Nothing grew, nothing was lost, and the window's thread never computed for long at a stretch."""
    assert figures["wrong"] == []
    assert figures["journals"] == []
    assert figures["troubles"] == []
    samples = figures["samples"]
    after_warm_up = samples[len(samples) // 5 :]
    # The memory of what was read lately has a budget of its own, which small images take long to fill.
    beyond = [sample["rss_mb"] - sample["remembered_mb"] for sample in after_warm_up]
    quarter = len(beyond) // 4 or 1
    early, late = statistics.median(beyond[:quarter]), statistics.median(beyond[-quarter:])
    assert late <= early * (1 + growth), (early, late)
    assert max(sample["remembered_mb"] for sample in samples) <= figures["remembered_budget_mb"]
    for what in ("handles", "threads"):
        values = [sample[what] for sample in after_warm_up]
        # A save, a look for other programs or a training that begins has some for a moment.
        assert statistics.median(values[-quarter:]) <= statistics.median(values[:quarter]) + 3, what
    # By what the thread computed, and by the time in which it had the processor or waited for something of its own.
    for name in ("computed", "own"):
        assert figures["beat"][name]["max_ms"] < stall_ms, (name, figures["beat"]["longest"])


def test_that_an_hour_in_small_leaves_nothing_behind(tmp_path: Path) -> None:
    # The machine may be many times slower than the one that the long version is for.
    check(haul(tmp_path, 0.002, trainings=0, timeout_s=800), growth=0.1, stall_ms=20 * STALL_MS)


@pytest.mark.long
@pytest.mark.timeout(20_000)
def test_that_a_day_leaves_nothing_behind(tmp_path: Path) -> None:
    share = float(os.environ.get("ISIC_HAUL", "1"))
    figures = haul(tmp_path, share, trainings=max(1, round(5 * share)), timeout_s=19_000)
    check(figures, growth=0.1)


def test_that_growth_and_loss_are_noticed() -> None:
    """The check can fail."""
    samples = [{"images": n, "rss_mb": 700.0, "remembered_mb": 5.0, "handles": 30, "threads": 20} for n in range(50)]
    calm = {"max_ms": 50.0}
    beat = {"computed": calm, "own": calm, "longest": []}
    sound = {"wrong": [], "journals": [], "troubles": [], "samples": samples, "beat": beat, "remembered_budget_mb": 400}
    check(sound, 0.1)
    leaking = [{**sample, "rss_mb": 700.0 + 3 * n} for n, sample in enumerate(samples)]
    handles = [{**sample, "handles": 30 + n // 5} for n, sample in enumerate(samples)]
    broken: list[dict[str, Any]] = [
        {"wrong": ["a.jpg"]}, {"journals": ["a"]}, {"troubles": ["Cannot write"]}, {"samples": leaking},
        {"samples": handles}, {"remembered_budget_mb": 4},
        {"beat": {**beat, "computed": {"max_ms": 101.0}}}, {"beat": {**beat, "own": {"max_ms": 101.0}}},
    ]  # fmt: skip
    for fault in broken:
        with pytest.raises(AssertionError):
            check({**sound, **fault}, 0.1)
