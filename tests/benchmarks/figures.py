"""The one recorder of all benchmarks: each figure with its spread and its target, and in the end JSON and a page.

A benchmark module names its load in `LOAD` and calls `note`; what `note` gives is the value to assert on.
"""

from __future__ import annotations

import json
import platform
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

import psutil

from model_train.cores import usable_cores
from model_train.page import Page

_TRAINING = (
    "on processors without a matrix unit the encoder's batch normalisation and ReLU6 walk over memory as long as its "
    "convolutions compute; what was measured and what lost is in ARCHITECTURE under Decisions (training has layers of "
    "its own; a step is computed in two halves at once)"
)
KNOWN_MISSES: dict[str, str] = {
    "finetune: times as fast as the plain loop then": f"2.8 was reached where 3 is wanted: {_TRAINING}",
    "frozen: times as fast as the plain loop then": f"3.8 was reached where 4 is wanted: {_TRAINING}",
}
"""Figures that miss their target, and why: what was tried, and what stands in the way. Any other miss fails."""


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Args:
        load: What was going on.
        name: What was measured.
        unit: `times` for ratios, else ms, s, MB, images/s or share.
        median: Of all repeats.
        quartile_low, quartile_high: The spread: half of the repeats lie between.
        worst: The repeat furthest on the bad side.
        count: How many repeats.
        judged: What is held against the target, by `judged_by`: median, best, worst or p99.
        judged_by: See there.
        target: What was promised, or empty.
        met: Whether it is kept; None without a target.
    """

    load: str
    name: str
    unit: str
    median: float
    quartile_low: float
    quartile_high: float
    worst: float
    count: int
    judged: float
    judged_by: str
    target: str
    met: bool | None


@dataclass
class Recorder:
    """Collects figures; `load` is set by a fixture before each benchmark."""

    load: str = ""
    figures: list[Figure] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)
    begun: float = field(default_factory=time.time)

    def note(
        self,
        name: str,
        values: float | Sequence[float],
        unit: str,
        *,
        at_most: float | None = None,
        at_least: float | None = None,
        by: str = "median",
    ) -> float:
        """Record and print one figure; gives what is held against the target."""
        sequence = [float(values)] if isinstance(values, int | float) else sorted(map(float, values))
        low_is_bad = at_least is not None
        best, worst = (sequence[-1], sequence[0]) if low_is_bad else (sequence[0], sequence[-1])
        judged = {
            "median": statistics.median(sequence),
            "best": best,
            "worst": worst,
            "p99": percentile(sequence, 0.01 if low_is_bad else 0.99),
        }[by]
        met = None
        if at_most is not None:
            met = judged <= at_most
        elif at_least is not None:
            met = judged >= at_least
        bound = at_most if at_most is not None else at_least
        target = "" if bound is None else f"{'at least' if low_is_bad else 'at most'} {bound:g} {unit}"
        low, high = percentile(sequence, 0.25), percentile(sequence, 0.75)
        median = statistics.median(sequence)
        self.figures.append(
            Figure(self.load, name, unit, median, low, high, worst, len(sequence), judged, by, target, met)
        )
        told = f"{name:<62} {median:9.4g} {unit} ({low:.4g} to {high:.4g} of {len(sequence)}, worst {worst:.4g})"
        print(f"{told}{f'   {target} by {by}: ' if target else ''}{'' if met is None else 'met' if met else 'MISSED'}")
        return judged

    def go_on(self, folder: Path) -> None:
        """Take over what an earlier process of the same run wrote, if there was one."""
        if (folder / "bench.json").is_file():
            document = json.loads((folder / "bench.json").read_text(encoding="utf-8"))
            self.begun, self.outcomes = document["begun_s"], document["outcomes"]
            self.figures = [Figure(**one) for one in document["figures"]]

    def write(self, folder: Path) -> None:
        """Write `bench.json` and `bench.html`."""
        folder.mkdir(parents=True, exist_ok=True)
        around = surroundings(self.begun)
        document = {
            "begun_s": self.begun,
            "surroundings": around,
            "outcomes": self.outcomes,
            "figures": [asdict(one) for one in self.figures],
        }
        (folder / "bench.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
        page = Page("Benchmarks of ISIC Desktop")
        missed = sum(figure.met is False for figure in self.figures)
        with_target = sum(figure.met is not None for figure in self.figures)
        page.text(
            f"Measured in one run by `make bench`: {len(self.figures)} figures, {with_target} with a target, "
            f"{missed} of them missed. A ratio compares two things measured in turns in this run, so that it means "
            "something on another machine; seconds and megabytes are this machine's. The spread is from the lower to "
            "the upper quartile of the repeats."
        )
        page.table([{"": key, "here": value} for key, value in around.items()])
        for load in dict.fromkeys(figure.load for figure in self.figures):
            page.heading(load)
            page.table([row_of(figure) for figure in self.figures if figure.load == load])
        _unknown, expected, _met = verdict(self.figures)
        if expected:
            page.heading("Known to miss their targets")
            page.listing([f"{figure.name}: {KNOWN_MISSES[figure.name]}" for figure in expected])
        untold = {test: outcome for test, outcome in self.outcomes.items() if outcome != "passed"}
        if untold:
            page.heading("Not measured, or not as promised")
            page.listing([f"{test}: {outcome}" for test, outcome in untold.items()])
        page.write(folder / "bench.html")


def verdict(
    figures: Sequence[Figure], known: Mapping[str, str] = KNOWN_MISSES
) -> tuple[list[Figure], list[Figure], list[str]]:
    """Sort out what was measured.

    Returns:
        The misses nobody knew of, which fail the run; the known ones; and names that are known to miss, but were met.
    """
    missed = [figure for figure in figures if figure.met is False]
    met = {figure.name for figure in figures if figure.met} - {figure.name for figure in missed}
    unknown = [figure for figure in missed if figure.name not in known]
    return unknown, [figure for figure in missed if figure.name in known], [name for name in known if name in met]


def row_of(figure: Figure) -> dict[str, object]:
    """A figure as a row for a person."""
    judged = "" if figure.judged_by == "median" else f" ({figure.judged_by} {figure.judged:.4g})"
    return {
        "what": figure.name,
        "median": f"{figure.median:.4g} {figure.unit}",
        "spread": f"{figure.quartile_low:.4g} to {figure.quartile_high:.4g}" if figure.count > 1 else "",
        "worst": f"{figure.worst:.4g}" if figure.count > 1 else "",
        "repeats": figure.count,
        "target": figure.target + (judged if figure.target else ""),
        "met": {None: "", True: "yes", False: "NO"}[figure.met],
    }


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def surroundings(begun: float) -> dict[str, object]:
    """What the figures depend on, without a name of the computer or of a person."""
    names = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").is_file() else []
    processor = next((line.partition(":")[2].strip() for line in names if line.startswith("model name")), "")
    return {
        "begun": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(begun)),
        "minutes": f"{(time.time() - begun) / 60:.1f}",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "processor": processor or platform.processor(),
        "cores": usable_cores(),
        "memory, MB": round(psutil.virtual_memory().total / 1e6),
        "load of the last 15 minutes": f"{psutil.getloadavg()[2]:.2f}",
        "python": platform.python_version(),
        "torch": version("torch"),
        "PySide6": version("PySide6-Essentials"),
    }


recorder = Recorder()
note = recorder.note
