"""Folders on drives that refuse what is written into them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def fail_writes_into(monkeypatch: pytest.MonkeyPatch, folder: Path, code: int) -> None:
    """Let every atomic write below a folder fail as a full (ENOSPC) or read-only (EROFS) drive would."""
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).is_relative_to(folder):
            raise OSError(code, os.strerror(code))
        replace(source, target)

    monkeypatch.setattr("model_train.atomic.os.replace", refuse)
