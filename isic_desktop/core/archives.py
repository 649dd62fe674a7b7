"""Unpacks ZIP archives that come from outside: nothing is written beside the folder, no small file becomes huge."""

from __future__ import annotations

import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from isic_desktop.core.handover.untrusted import SourceError, extract_entry, open_archive
from model_train.errors import AppError, StorageError
from model_train.messages import phrase, system_reason

MOST_FILES = 20_000
# Images and masks are packed already; a file that grows more than this was made to fill a disk.
MOST_GROWTH = 200
_REMEDY = "Download it again from the official place."
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}


class ArchiveError(AppError):
    """An archive is damaged or not what it says; nothing of it was kept.

    Attributes:
        is_content: Whether the archive itself is at fault, and not the disk.
    """

    is_content = True


class UnpackingError(ArchiveError):
    """The disk is full or cannot be written; the archive may be fine."""

    is_content = False


class UnpackingStoppedError(Exception):
    """The person stopped it; nothing of it was kept."""


def unpack(
    archive: Path,
    target: Path,
    *,
    suffixes: tuple[str, ...],
    most_bytes: int,
    on_progress: Callable[[int, int], None],
    wanted: Callable[[], bool],
) -> int:
    """Unpack the files of an archive into one new folder, all or nothing.

    Args:
        archive: A ZIP file.
        target: The folder to make; it must not be there yet. Folders inside the archive are not made: the files come
            to lie side by side.
        suffixes: Endings of the files that are wanted, lower case; others are left out.
        most_bytes: What all files together may take.
        on_progress: Told how many files of how many are done.
        wanted: Whether to go on.

    Returns:
        The number of files.

    Raises:
        ArchiveError: The archive is damaged, holds links, names that lead elsewhere, two files of one name, or more
            than it may.
        UnpackingStoppedError: `wanted` said no.
    """
    beginning = target.with_name(target.name + ".unpacking")
    shutil.rmtree(beginning, ignore_errors=True)
    try:
        with open_archive(archive, most_entries=MOST_FILES, most_bytes=most_bytes) as opened:
            members = _chosen(opened, archive, suffixes)
            beginning.mkdir(parents=True)
            for number, (info, name) in enumerate(members, start=1):
                if not wanted():
                    raise UnpackingStoppedError
                extract_entry(opened, info, beginning / name)
                on_progress(number, len(members))
        beginning.rename(target)
    except SourceError as error:
        raise ArchiveError(error.what, path=archive, remedy=_REMEDY) from error
    except (StorageError, OSError) as error:
        why = error.what if isinstance(error, StorageError) else system_reason(error)
        raise UnpackingError(
            phrase("The archive cannot be unpacked ({why})", why=why),
            path=archive,
            remedy="Free some space or choose another folder, and start again.",
        ) from error
    finally:
        shutil.rmtree(beginning, ignore_errors=True)
    return len(members)


def _chosen(opened: zipfile.ZipFile, archive: Path, suffixes: tuple[str, ...]) -> list[tuple[zipfile.ZipInfo, str]]:
    """The files that are wanted, and what they are to be called; they come to lie side by side."""
    members: list[tuple[zipfile.ZipInfo, str]] = []
    seen: set[str] = set()
    for info in opened.infolist():
        path = PurePosixPath(info.filename)
        name = path.name
        hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
        if info.is_dir() or hidden or path.suffix.lower() not in suffixes:
            continue
        if any(ord(letter) < 32 for letter in name) or path.stem.lower() in _RESERVED:
            raise _not_what_it_says(archive, phrase("a file in it has a name that no system should be given"))
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            raise _not_what_it_says(archive, phrase("it holds two files called {name}", name=name))
        seen.add(key)
        if info.file_size > MOST_GROWTH * max(info.compress_size, 1024):
            raise _not_what_it_says(archive, phrase("unpacked it would be far larger than these archives are"))
        members.append((info, name))
    if not members:
        raise _not_what_it_says(archive, phrase("it holds no images"))
    return members


def _not_what_it_says(archive: Path, why: str) -> ArchiveError:
    return ArchiveError(phrase("The archive is not used: {why}", why=why), path=archive, remedy=_REMEDY)
