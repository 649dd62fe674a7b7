"""Tests of the window must be quiet, and have no file dialog of the system's in their way."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QFileDialog


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning nobody expected is a failure; a test that expects one clears the log."""
    yield
    records = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not records, [record.getMessage() for record in records]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person chooses in the next file dialogs; nothing is left without choosing."""
    answers: list[str] = []
    for name in ("getExistingDirectory", "getOpenFileName", "getSaveFileName"):
        both = name != "getExistingDirectory"

        def answer(*_words: object, both: bool = both) -> object:
            text = answers.pop(0)
            return (text, "") if both else text

        monkeypatch.setattr(QFileDialog, name, answer)
    return answers
