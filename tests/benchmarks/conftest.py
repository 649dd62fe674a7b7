"""Images that the benchmarks share, and the report of all figures."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from drawn import write_mask
from figures import recorder, verdict
from PIL import Image

WIDTH, HEIGHT = 4288, 2848
OUT = Path(os.environ.get("ISIC_BENCH_OUT", Path(__file__).resolve().parents[2] / "bench-output"))


def pytest_configure() -> None:
    """`make bench` has a process for each file, so that the memory of one load is not part of the next one's."""
    if os.environ.get("ISIC_BENCH_GO_ON"):
        recorder.go_on(OUT)


@pytest.fixture(autouse=True)
def _load(request: pytest.FixtureRequest) -> None:
    recorder.load = request.module.LOAD
    print()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if "benchmarks" not in report.nodeid:
        return
    if report.failed or report.skipped:
        crash = getattr(report.longrepr, "reprcrash", None)
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else crash.message if crash else ""
        recorder.outcomes[report.nodeid] = f"{report.outcome}: {reason.partition(chr(10))[0]}"
    elif report.when == "call":
        recorder.outcomes[report.nodeid] = report.outcome


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A target that is missed fails the run, whether its test looks at it or not."""
    if exitstatus == 0 and verdict(recorder.figures)[0]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if recorder.figures:
        recorder.write(OUT)
        unknown, expected, met = verdict(recorder.figures)
        told = f"{len(recorder.figures)} figures, {len(unknown)} targets missed, and {len(expected)} known to be missed"
        terminalreporter.write_sep("=", told)
        for figure in [*unknown, *expected]:
            terminalreporter.write_line(f"{figure.load}: {figure.name}: {figure.judged:.4g} ({figure.target})")
        for name in met:
            terminalreporter.write_line(f"{name}: no longer missed; take it out of KNOWN_MISSES")
        terminalreporter.write_line(f"Read {OUT / 'bench.html'}, or {OUT / 'bench.json'}")


@pytest.fixture(scope="module")
def large_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight images of twelve megapixels with skin-like noise and a lesion, and their ground truth."""
    folder = tmp_path_factory.mktemp("large")
    rng = np.random.default_rng(1)
    rows, columns = np.ogrid[:HEIGHT, :WIDTH]
    for number in range(1, 9):
        noise = rng.normal(0, 6, (HEIGHT // 4, WIDTH // 4, 3)).repeat(4, axis=0).repeat(4, axis=1)
        lesion = (columns - 2000 - 100 * number) ** 2 + (rows - 1400) ** 2 < 850**2
        pixels = np.clip(np.where(lesion[..., None], (110, 70, 50), (225, 180, 160)) + noise, 0, 255)
        Image.fromarray(pixels.astype(np.uint8)).save(folder / f"large{number}.jpg", quality=90)
        write_mask(folder / f"large{number}_Segmentation.png", lesion)
    return folder
