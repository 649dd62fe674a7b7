"""Files that are either the old one or the new one, never half of one.

Every write goes to a temporary file in the same folder, is flushed to the disk, and takes the place of the old
file in one step. After a failure the old file is untouched and the temporary one is gone.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from model_train.errors import StorageError
from model_train.messages import phrase, system_reason

TEMPORARY_PREFIX = ".writing-"
"""Temporary files start so; folder scans skip them, since they are hidden."""

_REMEDIES = {
    errno.ENOSPC: phrase("The disk is full: free some space, or save to another folder"),
    errno.EDQUOT: phrase("Your disk quota is used up: free some space, or save to another folder"),
    errno.EROFS: phrase("The drive is read-only: save to another folder"),
    errno.EACCES: phrase("You may not write there: save to another folder, or change its permissions"),
    errno.EPERM: phrase("You may not write there: save to another folder, or change its permissions"),
    errno.ENOENT: phrase("The folder is gone: reconnect the drive, or save to another folder"),
    errno.ENAMETOOLONG: phrase("The name is too long for this drive: shorten the file name"),
    errno.EFBIG: phrase("The file would be larger than allowed: save to another folder"),
}


def storage_error(error: OSError, path: Path) -> StorageError:
    """Turn an operating-system error at a write into one that names the file and the remedy."""
    remedy = _REMEDIES.get(error.errno or 0, phrase("Check the drive, or save to another folder"))
    reason = system_reason(error)
    return StorageError(phrase("Cannot write the file ({reason})", reason=reason), path=path, remedy=remedy)


def sync_folder(folder: Path) -> None:
    """Make a rename durable; some systems and network drives do not allow it, and then nothing can be done."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def seal(file: BinaryIO) -> None:
    """Have all that was written on the disk, and close the file; a full disk shows here at the latest."""
    file.flush()
    os.fsync(file.fileno())
    file.close()


@contextmanager
def open_atomic(path: Path, *, sync_name: bool = True) -> Iterator[BinaryIO]:
    """Open a file for writing that appears at `path` only when the block has ended without an error.

    Args:
        path: Where the file is to be. Its folder must exist.
        sync_name: Whether the name is to be on the disk, too, when this ends; else `sync_folder` is the caller's. Until
            then a power cut may take the file away, but never leave a part of it.

    Yields:
        A binary file to write to; the block may `seal` it.

    Raises:
        StorageError: The file cannot be written; what was at `path` is as it was.
    """
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            if not file.closed:
                seal(file)
        _keep_mode(path, temporary)
        os.replace(temporary, path)  # noqa: PTH105 (the one call whose atomicity this module is about)
        temporary = None
        if sync_name:
            sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, path) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _keep_mode(path: Path, temporary: Path) -> None:
    """Give the new file the old one's permissions, or those a plain `open` would give (mkstemp gives 0600)."""
    try:
        mode = path.stat().st_mode & 0o777
    except OSError:
        mode = 0o666 & ~_UMASK
    temporary.chmod(mode)


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# Read once at import, in the main thread: the call that reads it also changes it for a moment.
_UMASK = _read_umask()


def write_bytes(path: Path, content: bytes | memoryview) -> None:
    """Write `content` to `path` atomically; raises StorageError."""
    with open_atomic(path) as file:
        file.write(content)


def write_text(path: Path, text: str) -> None:
    """Write `text` to `path` atomically as UTF-8, line ends as they are; raises StorageError."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, value: Any) -> None:
    """Write `value` to `path` atomically as indented UTF-8 JSON; raises StorageError."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    # What of a file's name is no text is escaped, as JSON does it, and reads back as it was.
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def append_whole(path: Path, line: bytes) -> int:
    """Append to a file at once, so that hardly a kill falls within a line; gives the file's new length.

    Raises:
        OSError: It could not be written; nothing of it is there, since what follows half a line makes no sense either.
    """
    with path.open("ab", buffering=0) as file:
        end = file.tell()
        try:
            left = memoryview(line)
            while left:  # a disk that becomes full takes a part, and only the next call tells
                left = left[file.write(left) :]
        except OSError:
            with suppress(OSError):
                file.truncate(end)
            raise
        return file.tell()


def move_aside(path: Path) -> Path:
    """Give a file that cannot be used the first free name `…set-aside-N`, so that a new one can take its place.

    Returns:
        Where it is now.

    Raises:
        StorageError: It cannot be moved.
    """
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}.set-aside-{number}{path.suffix}")):
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        raise storage_error(error, aside) from error
    return aside


def remove_leftovers(folder: Path, older_than_s: float = 3600.0) -> int:
    """Remove temporary files that a killed program left in `folder`; returns how many.

    Args:
        folder: The folder to clean; a missing one counts as clean.
        older_than_s: Younger files may belong to a program that is writing right now, and stay.
    """
    import time

    removed = 0
    with suppress(OSError):
        # As plain names: a folder of annotations may hold 100,000 files, and none of them ours to remove.
        leftovers = [name for name in os.listdir(folder) if name.startswith(TEMPORARY_PREFIX)]  # noqa: PTH208
        for entry in (folder / name for name in leftovers):
            with suppress(OSError):
                if time.time() - entry.stat().st_mtime > older_than_s:
                    entry.unlink()
                    removed += 1
    return removed
