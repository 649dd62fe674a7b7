"""Disks for faults: one that is full (or, where none can be mounted, files that may not grow), one that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PAGE_BYTES = 4096
_SIZE_BYTES = 96 << 20


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
def small_disk(place: Path) -> Iterator[SmallDisk]:
    """Mount a small file system in the memory at `place`, or make do without."""
    if os.name != "posix":
        # Windows knows neither; what is done about a full disk is the same code there, and told by the same error.
        pytest.skip("neither a small file system nor a limit to files is known here")
    place.mkdir()
    if sys.platform == "linux" and _done("mount", "-t", "tmpfs", "-o", f"size={_SIZE_BYTES}", "isic", str(place)):
        try:
            yield SmallDisk(place, is_real=True)
        finally:
            assert _done("umount", "--lazy", str(place))
    else:
        yield SmallDisk(place, is_real=False)


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
def drive_at(folder: Path, content: Path) -> Iterator[Drive]:
    """Have a drive at `folder`; skips where nothing can be mounted."""
    locked = content.with_name(f"{content.name}-locked")
    for place in (folder, content, locked):
        place.mkdir()
    if sys.platform != "linux" or not _done("mount", "--bind", str(content), str(folder)):
        # No stand-in is honest: a folder that is renamed is still there for files that are open in it.
        pytest.skip("a drive can be taken away only where one can be mounted: on Linux, by an administrator")
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
