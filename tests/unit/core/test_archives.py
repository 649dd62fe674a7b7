"""Archives unpacked side by side: all of it or nothing, and why not."""

from __future__ import annotations

import errno
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from isic_desktop.core import archives
from isic_desktop.core.archives import ArchiveError, UnpackingError, UnpackingStoppedError, unpack


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "images.zip"
    with zipfile.ZipFile(path, "w") as writing:
        for name in ("set/a.jpg", "set/inner/b.JPG", "set/notes.txt", "set/"):
            writing.writestr(name, name)
    return path


def unpacked(archive: Path, target: Path, **more: Any) -> tuple[int, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    more = {"suffixes": (".jpg",), "most_bytes": 1000, "wanted": lambda: True, **more}
    return unpack(archive, target, on_progress=lambda done, total: told.append((done, total)), **more), told


def test_that_what_is_wanted_comes_to_lie_side_by_side_in_a_folder_that_is_made(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "not" / "there" / "yet"
    assert unpacked(archive, target) == (2, [(1, 2), (2, 2)])
    assert {path.name: path.read_text() for path in target.iterdir()} == {
        "a.jpg": "set/a.jpg",
        "b.JPG": "set/inner/b.JPG",
    }


def test_that_a_stop_and_a_full_disk_leave_nothing_behind(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    answers = iter([True, False])
    with pytest.raises(UnpackingStoppedError):
        unpacked(archive, target, wanted=lambda: next(answers))
    real = Path.open

    def full(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if path.name == "b.JPG":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, mode, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        with pytest.raises(UnpackingError, match=r"cannot be unpacked \(.*No space left on device"):
            unpacked(archive, target)
    with monkeypatch.context() as patch:
        patch.setattr(archives.Path, "rename", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Not allowed")))
        with pytest.raises(UnpackingError, match=r"cannot be unpacked \(Not allowed\)"):
            unpacked(archive, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["images.zip"]


def test_that_what_an_archive_may_not_be_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        unpacked(archive, tmp_path / "out", most_bytes=20)
    with zipfile.ZipFile(archive, "a") as writing:
        writing.writestr("other/A.JPG", "another file of that name, for some drives")
    with pytest.raises(ArchiveError):
        unpacked(archive, tmp_path / "out")
    archive.write_bytes(archive.read_bytes()[:-30])
    with pytest.raises(ArchiveError):
        unpacked(archive, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["images.zip"]
