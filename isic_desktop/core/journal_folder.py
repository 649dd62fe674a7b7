"""Where the journals of one running program lie, and which of them are of programs that are no more.

Each program has a folder of its own in the journal folder, and holds a lock in it as long as it lives. The system
itself gives up the lock of a program that ends in whatever way, so that a folder whose lock can be had is nobody's.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from isic_desktop.core.journal import SUFFIX
from model_train.atomic import TEMPORARY_PREFIX, storage_error, sync_folder, write_bytes

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_NAME = ".lock"
SET_ASIDE = "set-aside"


_MOMENT = "%Y%m%d-%H%M%S"


def _moment_after_all(root: Path) -> str:
    """The time for a new folder's name: now, but after all others, although the clock may have been set back."""
    now = time.strftime(_MOMENT, time.gmtime())
    moments = []
    with suppress(OSError):
        for path in root.iterdir():
            with suppress(ValueError):
                moments.append(datetime.strptime(path.name[: len(now)], _MOMENT))
    if not moments or max(moments).strftime(_MOMENT) < now:
        return now
    return (max(moments) + timedelta(seconds=1)).strftime(_MOMENT)


class JournalFolder:
    """The folder of one program's journals, locked.

    Args:
        path: The folder.
        lock: Its lock, held.
    """

    def __init__(self, path: Path, lock: BaseFileLock) -> None:
        self.path = path
        self._lock = lock

    @staticmethod
    def make(root: Path) -> JournalFolder:
        """Make a new folder in `root` and lock it; raises StorageError."""
        path = root / f"{_moment_after_all(root)}-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            path.mkdir(parents=True)
            folder = JournalFolder._locked(path)
        except OSError as error:
            raise storage_error(error, path) from error
        for above in (root, root.parent):
            sync_folder(above)  # else a power cut could take the folder, and every journal in it
        assert folder is not None, "nobody else knows this name"
        return folder

    @staticmethod
    def left_behind(root: Path) -> Iterator[JournalFolder]:
        """Lock and give each folder whose program is no more."""
        try:
            paths = sorted(path for path in root.iterdir() if path.is_dir() and path.name != SET_ASIDE)
        except OSError:
            return  # none has been made yet
        for path in paths:
            with suppress(OSError):
                folder = JournalFolder._locked(path)
                if folder is not None:
                    yield folder

    @staticmethod
    def _locked(path: Path) -> JournalFolder | None:
        from filelock import FileLock, Timeout  # not while the program starts

        lock = FileLock(path / LOCK_NAME, thread_local=False)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return None
        return JournalFolder(path, lock)

    def file_for(self, image_path: Path, number: int) -> Path:
        """A journal of an image; `number` tells it from others of the same image."""
        name = hashlib.sha256(os.fsencode(image_path)).hexdigest()[:24]
        return self.path / f"{name}-{number}{SUFFIX}"

    def journals(self) -> list[Path]:
        """The journals in it, those begun first first, by their numbers: a clock may have been set meanwhile."""
        try:
            found = [path for path in self.path.iterdir() if path.suffix == SUFFIX]
        except OSError:
            return []  # they stay, and so does the folder: it goes only when it is empty
        return sorted(found, key=_number_of)

    def set_aside(self, journal: Path) -> Path:
        """Move a journal that cannot be used to where nobody looks for work; raises StorageError."""
        place = self.path.parent / SET_ASIDE
        aside = place / f"{self.path.name}-{journal.name}"
        try:
            place.mkdir(exist_ok=True)
            journal.rename(aside)
        except OSError as error:
            raise storage_error(error, aside) from error
        return aside

    def copy_aside(self, journal: Path) -> Path:
        """Keep a copy of a journal where nobody looks for work; raises StorageError."""
        place = self.path.parent / SET_ASIDE
        aside = place / f"{self.path.name}-{journal.name}"
        try:
            place.mkdir(exist_ok=True)
            write_bytes(aside, journal.read_bytes())
        except OSError as error:
            raise storage_error(error, aside) from error
        return aside

    def leave(self) -> None:
        """Give up the lock; the folder goes too if there is no journal in it."""
        with suppress(OSError):
            if not self.journals():
                for leftover in self.path.glob(f"{TEMPORARY_PREFIX}*"):
                    leftover.unlink()
                (self.path / LOCK_NAME).unlink(missing_ok=True)
                self.path.rmdir()
        self._lock.release()


def _number_of(journal: Path) -> tuple[int, str]:
    number = journal.stem.rpartition("-")[2]
    return int(number) if number.isdecimal() and len(number) < 20 else 0, journal.name
