"""What was read is remembered only as long as the files are as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from isic_desktop.core.file_memo import FileMemo
from model_train.atomic import write_text


def test_that_a_file_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    memo, file, reads = FileMemo(1000), tmp_path / "a", []
    file.write_text("one")

    def read() -> str:
        reads.append(file.read_text())
        return reads[-1]

    assert memo.get("text", (file,), read, len) == "one"
    assert memo.get("text", (file,), read, len) == "one"
    assert len(reads) == 1
    before = file.stat()
    write_text(file, "two")  # the same length, and the same time of change
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert memo.get("text", (file,), read, len) == "two"
    file.unlink()
    with pytest.raises(FileNotFoundError):
        memo.get("text", (file,), read, len)


def test_that_a_missing_file_is_a_state_too(tmp_path: Path) -> None:
    memo, file = FileMemo(1000), tmp_path / "mask"
    assert memo.get("mask", (file,), lambda: "none", len) == "none"
    file.write_text("x")
    assert memo.get("mask", (file,), lambda: "there", len) == "there"


def test_that_the_budget_holds_and_the_oldest_goes_first(tmp_path: Path) -> None:
    memo, made = FileMemo(100), []
    for name in ("a", "b", "c", "a", "d"):
        memo.get(name, (tmp_path / name,), lambda name=name: made.append(name) or name, lambda _value: 33)  # type: ignore[misc]
    assert memo.used_bytes <= 100
    assert made == ["a", "b", "c", "d"]
    memo.get("a", (tmp_path / "a",), lambda: made.append("a again"), lambda _value: 33)
    memo.get("b", (tmp_path / "b",), lambda: made.append("b again"), lambda _value: 33)
    assert made[-1] == "b again"
    assert "a again" not in made


def test_that_what_is_too_large_is_given_and_forgotten(tmp_path: Path) -> None:
    memo = FileMemo(10)
    assert memo.get("big", (tmp_path / "x",), lambda: "y" * 50, len) == "y" * 50
    assert memo.used_bytes == 0
