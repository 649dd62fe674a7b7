"""The log stays small, keeps the newest, and names nobody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from isic_desktop.core import program_log
from isic_desktop.core.program_log import LOG_BYTES, LOG_FILES, LOG_NAME, last_lines, log_to


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    """A logger whose lines go where all do; what was set up is taken down again."""
    root = logging.getLogger()
    level, before = root.level, list(root.handlers)
    yield logging.getLogger("isic_desktop.test")
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_that_a_full_log_moves_on_and_only_the_newest_files_stay(
    log: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_log, "LOG_BYTES", 20_000)
    assert log_to(tmp_path / "logs") is not None
    for number in range(2_000):
        log.info("line %05d %s", number, "x" * 60)
    files = sorted(path.name for path in (tmp_path / "logs").iterdir())
    assert files == [LOG_NAME, *(f"{LOG_NAME}.{number}" for number in range(1, LOG_FILES + 1))]
    assert all(path.stat().st_size <= 20_000 for path in (tmp_path / "logs").iterdir())
    numbers = []
    for name in reversed(files):
        numbers += [int(line.split(" line ")[1][:5]) for line in (tmp_path / "logs" / name).read_text().splitlines()]
    assert numbers == list(range(numbers[0], 2_000)), "none is missing between the oldest that is left and the newest"
    assert last_lines(tmp_path / "logs", 1)[0].endswith(f"line 01999 {'x' * 60}")


def test_that_the_log_takes_a_few_megabytes_at_most() -> None:
    assert LOG_BYTES * (LOG_FILES + 1) <= 4_000_000


def test_that_a_program_started_again_goes_on_in_the_same_file(log: logging.Logger, tmp_path: Path) -> None:
    for number in range(3):
        handler = log_to(tmp_path)
        assert handler is not None
        log.info("start %d", number)
        logging.getLogger().removeHandler(handler)
        handler.close()
    assert [line[-7:] for line in (tmp_path / LOG_NAME).read_text().splitlines()] == ["start 0", "start 1", "start 2"]


def test_that_what_moved_on_names_no_image_either(
    log: logging.Logger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_log, "LOG_BYTES", 2_000)
    log_to(tmp_path / "logs")
    for _ in range(40):
        log.warning("cannot read %s", Path("/clinic/Jane Doe 1961/mole left arm.jpg"))
    kept = "".join(path.read_text() for path in (tmp_path / "logs").iterdir())
    assert "cannot read <path " in kept
    assert "Jane" not in kept
    assert "mole" not in kept


def test_that_a_place_that_cannot_be_written_is_no_reason_to_stop(
    log: logging.Logger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    assert log_to(tmp_path / "logs") is None
    log.info("the program goes on")
    assert last_lines(tmp_path / "logs", 5) == []
