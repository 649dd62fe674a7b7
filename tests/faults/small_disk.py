"""Disks for faults: one that is full (or, where none can be mounted, files that may not grow), one that goes away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

PAGE_BYTES = 4096
_SIZE_BYTES = 96 << 20
_MOUNTS_PREFIX = "isic-desktop-mounts-"


class SmallDisk:
    """A folder on a disk whose free space can be set.

    Args:
        folder: Its root.
        is_real: Whether it is a file system of its own; else files are kept from growing beyond a limit.
    """

    def __init__(self, folder: Path, *, is_real: bool) -> None:
        self.folder = folder
        self.is_real = is_real

    @contextmanager
    def with_free(self, free_bytes: int) -> Iterator[None]:
        """Within the block so much can be written, in whole pages on a real disk, and no more."""
        if not self.is_real:
            with _files_up_to(free_bytes):
                yield
            return
        filler = self.folder / ".filler"
        try:
            with filler.open("wb") as file:
                status = os.statvfs(self.folder)
                os.posix_fallocate(file.fileno(), 0, status.f_bavail * status.f_frsize - free_bytes)
            yield
        finally:
            filler.unlink()


@contextmanager
def _files_up_to(limit_bytes: int) -> Iterator[None]:
    """Keep this process from writing further into any file; Python ignores the signal that goes with it."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def _place_for_mounts() -> Iterator[Path]:
    """A folder outside pytest's own, which it could not clear away while a killed test's mount is left in it."""
    for left in Path(tempfile.gettempdir()).glob(f"{_MOUNTS_PREFIX}*-*"):
        owner = left.name.removeprefix(_MOUNTS_PREFIX).split("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            _clear(left)
    place = Path(tempfile.mkdtemp(prefix=f"{_MOUNTS_PREFIX}{os.getpid()}-"))
    try:
        yield place
    finally:
        _clear(place)


def _clear(place: Path) -> None:
    """Unmount what is mounted below a folder, the latest first, and remove it."""
    for mounted in reversed(mounts_below(place)):
        _done("umount", "--lazy", str(mounted))
    if not mounts_below(place):
        shutil.rmtree(place, ignore_errors=True)  # somebody else's are not ours to remove


def mounts_below(place: Path) -> list[Path]:
    """What is mounted below a folder, in the order it was; empty where the system does not tell."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except FileNotFoundError:  # nothing is mounted here where this is not Linux
        return []
    return [mounted for mounted in (Path(line.split()[1]) for line in lines) if place in mounted.parents]


@contextmanager
def small_disk(size_bytes: int = _SIZE_BYTES) -> Iterator[SmallDisk]:
    """Mount a small file system in the memory, or make do without."""
    if os.name != "posix":
        pytest.skip(
            "Windows has a small disk only for an administrator with a virtual drive, and no limit to files. What is "
            "done about a full one is the same code; tests that raise the error itself (test_archives, …) run there"
        )
    with _place_for_mounts() as place:
        folder = place / "small"
        folder.mkdir()
        if sys.platform == "linux" and _done("mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "isic", str(folder)):
            try:
                yield SmallDisk(folder, is_real=True)
            finally:
                assert _done("umount", "--lazy", str(folder))
        else:
            yield SmallDisk(folder, is_real=False)


class Drive:
    """A folder whose drive can be taken away or made read-only.

    Args:
        folder: Where it is mounted.
        content: What is mounted there.
        locked: The same, mounted for reading only.
    """

    def __init__(self, folder: Path, content: Path, locked: Path) -> None:
        self.folder = folder
        self._content = content
        self._locked = locked

    def mount(self) -> None:
        """Put the drive in."""
        assert _done("mount", "--bind", str(self._content), str(self.folder))

    @contextmanager
    def without(self, fault: str) -> Iterator[None]:
        """Within the block the drive is "away", or "read-only"."""
        if fault == "away":
            assert _done("umount", "--lazy", str(self.folder))
        else:
            # Above the other, which has files open for writing and cannot become read-only; a copy of what is so.
            assert _done("mount", "--bind", str(self._locked), str(self.folder))
        try:
            yield
        finally:
            if fault == "away":
                self.mount()
            else:
                assert _done("umount", "--lazy", str(self.folder))


@contextmanager
def mounted_drive() -> Iterator[Drive]:
    """Have a drive; skips where nothing can be mounted."""
    with _place_for_mounts() as place:
        folder, content, locked = place / "drive", place / "content", place / "locked"
        for one in (folder, content, locked):
            one.mkdir()
        yield from _mounted(folder, content, locked)


def _mounted(folder: Path, content: Path, locked: Path) -> Iterator[Drive]:
    if sys.platform != "linux" or not _done("mount", "--bind", str(content), str(folder)):
        pytest.skip(
            "a drive can be taken away only where one can be mounted: on Linux, by an administrator. No stand-in is "
            "honest: a renamed folder is still there for files that are open in it, a forbidden one still answers"
        )
    assert _done("mount", "--bind", str(content), str(locked))
    try:
        assert _done("mount", "-o", "remount,bind,ro", str(locked))
        yield Drive(folder, content, locked)
    finally:
        assert _done("umount", "--lazy", str(locked))
        assert _done("umount", "--lazy", str(folder))


def _done(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=600, check=False).returncode == 0
    except OSError:
        return False
