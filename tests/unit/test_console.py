"""What the commands say can be typed as it stands."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from isic_desktop.commands.console import PROGRAM, typed_name


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment `.venv` in the current folder, whose programs are not found by their names alone."""
    scripts = tmp_path / ".venv" / "bin"
    scripts.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(scripts / "python"))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    return scripts


def test_that_a_program_that_is_found_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert typed_name() == PROGRAM


def test_that_one_in_an_environment_is_called_by_its_place(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed_name() == f"{environment / 'python'} -m isic_desktop", "it is not installed there"
    (environment / PROGRAM).touch()
    assert typed_name() == str(Path(".venv", "bin", PROGRAM))
    monkeypatch.chdir("/")
    assert typed_name().endswith(str(Path(".venv", "bin", PROGRAM)))


def test_that_a_frozen_one_is_called_by_its_place(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (environment / "python").touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert typed_name() == str(Path(".venv", "bin", "python"))
