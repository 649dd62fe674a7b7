"""A target that is missed fails `make bench`, unless it is known to be missed and the page says why."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import figures

    recorder = figures.Recorder(load="a load")
    recorder.note("quick enough", [1.0, 2.0, 3.0], "ms", at_most=5)
    recorder.note("too slow", [9.0, 8.0, 7.0], "ms", at_most=5)
    recorder.note("slow as ever", 70.0, "ms", at_most=50)
    recorder.note("quick again", 3.0, "times", at_least=2)
    recorder.note("of no promise", 3.0, "MB")
    yield recorder.figures
    sys.modules.pop("figures", None)


def test_that_only_misses_nobody_knew_of_fail(recorded: list[object]) -> None:
    import figures

    known = {"slow as ever": "the disk", "quick again": "was slow once"}
    unknown, expected, met = figures.verdict(recorded, known)  # type: ignore[arg-type]
    assert [figure.name for figure in unknown] == ["too slow"]
    assert [figure.name for figure in expected] == ["slow as ever"]
    assert met == ["quick again"]


def test_that_a_run_in_several_processes_is_one(recorded: list[object], tmp_path: Path) -> None:
    import figures

    first = figures.Recorder(figures=recorded, outcomes={"one": "passed"}, begun=5.0)  # type: ignore[arg-type]
    first.write(tmp_path)
    second = figures.Recorder()
    second.go_on(tmp_path)
    assert (second.figures, second.outcomes, second.begun) == (recorded, {"one": "passed"}, 5.0)
    third = figures.Recorder()
    third.go_on(tmp_path / "nothing")
    assert third.figures == []


MODULE = """
from figures import note
LOAD = "a load"
def test_one():
    note("a figure", 7.0, "ms", at_most=5)
"""


def test_that_a_run_of_benchmarks_ends_as_its_figures_say(tmp_path: Path) -> None:
    for source in (BENCHMARKS / "figures.py", BENCHMARKS / "conftest.py", BENCHMARKS.parent / "drawn.py"):
        (tmp_path / source.name).write_text(source.read_text())
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "test_one.py").write_text(MODULE)
    environment = {
        **os.environ,
        "ISIC_BENCH_OUT": str(tmp_path / "out"),
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(BENCHMARKS.parents[1])]),
    }

    def run() -> subprocess.CompletedProcess[str]:
        quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:pytest-qt"]
        words = [sys.executable, "-m", "pytest", *quiet, "--rootdir", str(tmp_path)]
        return subprocess.run([*words, str(tmp_path)], env=environment, capture_output=True, text=True, check=False)

    missed = run()
    assert missed.returncode == 1, missed.stdout
    assert "a load: a figure: 7 (at most 5 ms)" in missed.stdout
    assert '"met": false' in (tmp_path / "out" / "bench.json").read_text()
    figures = tmp_path / "figures.py"
    begins = "KNOWN_MISSES: dict[str, str] = {"
    figures.write_text(figures.read_text().replace(begins, begins + '"a figure": "so it is", '))
    known = run()
    assert known.returncode == 0, known.stdout
    assert "so it is" in (tmp_path / "out" / "bench.html").read_text()
