"""The journal of one open annotation: every committed change is on the disk before the mask itself is saved.

`journal_format` tells what the bytes mean; here they are kept on the disk in such an order that a crash at any moment
loses nothing that was committed.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Sequence
from io import FileIO
from pathlib import Path

from isic_desktop.core.history import Change
from isic_desktop.core.journal_format import (
    MAGIC,
    Decoder,
    Encoder,
    Entry,
    Journal,
    JournalBase,
    NewerVersionError,
    Saving,
)
from isic_desktop.core.provenance import PackedMask
from model_train.atomic import open_atomic, storage_error
from model_train.errors import AppError
from model_train.messages import phrase, system_reason

SUFFIX = ".journal"
MAX_JOURNAL_BYTES = 1 << 30
"""A larger file is not one of ours: `JournalFile.shorten` keeps them far below."""


class JournalError(AppError):
    """A journal is damaged from its beginning, foreign, or of a newer version."""


class JournalFile:
    """A journal being written; every method returns only when the disk has it.

    Args:
        path: The file; made by the first `append`.
        base: The annotation before the first change.
        journal: If the file exists, what was read from it; its torn end is cut off.
    """

    def __init__(self, path: Path, base: JournalBase, journal: Journal | None = None) -> None:
        self.path = path
        self.base = base
        self.size_bytes = 0
        self._entries: list[Entry] = []
        self._encoder = Encoder()
        self._file: FileIO | None = None
        if journal is not None:
            # Written anew: the torn end goes, and the encoder knows every mask.
            self._rewrite(base, journal.entries)

    @property
    def revision(self) -> int:
        """Of the newest change in it."""
        return max((entry.revision for entry in self._entries), default=self.base.revision)

    def append(self, entries: Sequence[Entry]) -> None:
        """Add entries.

        Raises:
            StorageError: They could not be written; the file is as it was.
        """
        if self._file is None:
            self._rewrite(self.base, (*self._entries, *entries))
            return
        try:
            rest = memoryview(b"".join(self._encoder.entry(entry) for entry in entries))
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            # What part of it got there is unknown: the next write makes the file anew.
            self.close()
            raise storage_error(error, self.path) from error
        self.size_bytes = self._file.tell()
        self._entries.extend(entries)

    def forget_saved(self, base: JournalBase) -> bool:
        """The annotation is in its file as `base`: drop what led there; whether anything newer remains.

        Raises:
            StorageError: The file could not be replaced or removed; it is as it was.
        """
        newer = tuple(entry for entry in self._entries if entry.revision > base.revision)
        if newer:
            self._rewrite(base, newer)
            return True
        self.remove()
        return False

    def shorten(self, keep_bytes: int) -> None:
        """Fold the oldest changes into the base, until the others take at most `keep_bytes`; the newest stays.

        Raises:
            StorageError: The file could not be replaced; it is as it was.
        """
        kept, used = len(self._entries), 0
        while kept:
            entry = self._entries[kept - 1]
            used += entry.step.size_bytes if isinstance(entry, Change) else 0
            if used > keep_bytes and kept < len(self._entries):
                break
            kept -= 1
        if not kept:
            return
        base = _folded(self.base, [entry for entry in self._entries[:kept] if isinstance(entry, Change)])
        # Notes of saves stay: the mask on the disk may be one of them.
        notes = tuple(entry for entry in self._entries[:kept] if isinstance(entry, Saving))
        self._rewrite(base, (*notes, *self._entries[kept:]))

    def remove(self) -> None:
        """Remove the file; raises StorageError."""
        self.close()
        self._entries.clear()
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, self.path) from error

    def close(self) -> None:
        """Close the file; the next write opens it again."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _rewrite(self, base: JournalBase, entries: Iterable[Entry]) -> None:
        self.close()
        encoder, entries = Encoder(), list(entries)
        with open_atomic(self.path) as file:
            file.write(MAGIC + encoder.base(base))
            for entry in entries:
                file.write(encoder.entry(entry))
        self.base, self._entries, self._encoder = base, entries, encoder
        try:
            self._file = self.path.open("ab", buffering=0)
        except OSError as error:
            raise storage_error(error, self.path) from error
        self.size_bytes = self._file.tell()


def _folded(base: JournalBase, changes: Sequence[Change]) -> JournalBase:
    """The annotation after these changes."""
    if not changes:
        return base
    mask = base.mask.unpacked().copy()
    for change in changes:
        for patch in change.step.patches:
            mask[patch.rect.slices] ^= patch.changed()
    last = changes[-1]
    return JournalBase(
        base.image_path,
        base.image_sha256,
        PackedMask.of(mask),
        last.provenance,
        last.mask_sha256,
        last.work_seconds,
        last.revision,
    )


# Reading

_REMEDY = "The file was set aside and is kept; nothing else is concerned."


def read_journal(path: Path) -> Journal | None:
    """Read a journal and check it through.

    Returns:
        What it holds; a torn end is left out. None if there is nothing in it but blanks.

    Raises:
        JournalError: It cannot be read, is damaged at its beginning, foreign, or of a newer version.
    """
    try:
        if path.stat().st_size > MAX_JOURNAL_BYTES:
            raise JournalError("The record of unsaved work is too large to be one", path=path, remedy=_REMEDY)
        content = path.read_bytes()
    except OSError as error:
        reason = system_reason(error)
        raise JournalError(
            phrase("Cannot read the record of unsaved work ({reason})", reason=reason), path=path, remedy=_REMEDY
        ) from error
    if not content.strip(b"\0"):
        return None
    if not content.startswith(MAGIC):
        raise JournalError("This is no record of unsaved work", path=path, remedy=_REMEDY)
    try:
        return Decoder(content).journal()
    except NewerVersionError as error:
        raise JournalError(
            phrase("The record of unsaved work is of a newer version of ISIC Desktop ({error})", error=error),
            path=path,
            remedy="Update ISIC Desktop to recover it. The file was set aside and is kept.",
        ) from error
    except (ValueError, KeyError, TypeError, OverflowError, zlib.error) as error:
        raise JournalError("The record of unsaved work is damaged", path=path, remedy=_REMEDY) from error
