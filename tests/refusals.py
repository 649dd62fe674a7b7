"""Drives that refuse what is asked of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from model_train.errors import StorageError


def fail_writes_into(monkeypatch: pytest.MonkeyPatch, folder: Path, code: int) -> None:
    """Let every atomic write below a folder fail as a full (ENOSPC) or read-only (EROFS) drive would."""
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).is_relative_to(folder):
            raise OSError(code, os.strerror(code))
        replace(source, target)

    monkeypatch.setattr("model_train.atomic.os.replace", refuse)


def fails(*_arguments: object, **_options: object) -> None:
    """Stands for whatever needs a drive that is away; raises StorageError."""
    raise StorageError("The drive is gone", remedy="Put it back.")
