"""Unpacks ZIP archives that come from outside: nothing is written beside the folder, no small file becomes huge."""

from __future__ import annotations

import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from model_train.errors import AppError

MOST_FILES = 20_000
# Images and masks are packed already; a file that grows more than this was made to fill a disk.
MOST_GROWTH = 200
_CHUNK_BYTES = 1 << 20
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
        with zipfile.ZipFile(archive) as opened:
            members = _checked(opened, archive, suffixes, most_bytes)
            beginning.mkdir(parents=True)
            for number, (info, name) in enumerate(members, start=1):
                if not wanted():
                    raise UnpackingStoppedError
                _extract(opened, info, beginning / name, archive)
                on_progress(number, len(members))
        beginning.rename(target)
    # What zipfile raises for archives that are cut off, overwritten, encrypted, or packed in a way it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(f"The archive is damaged ({error})", path=archive, remedy="Download it again.") from error
    except OSError as error:
        raise UnpackingError(
            f"The archive cannot be unpacked ({error.strerror or error})",
            path=archive,
            remedy="Free some space or choose another folder, and start again.",
        ) from error
    finally:
        shutil.rmtree(beginning, ignore_errors=True)
    return len(members)


def _checked(
    opened: zipfile.ZipFile, archive: Path, suffixes: tuple[str, ...], most_bytes: int
) -> list[tuple[zipfile.ZipInfo, str]]:
    infos = opened.infolist()
    if len(infos) > MOST_FILES:
        raise _not_what_it_says(archive, "it holds too many files")
    members: list[tuple[zipfile.ZipInfo, str]] = []
    seen: set[str] = set()
    total = 0
    for info in infos:
        path = PurePosixPath(info.filename)
        if "\\" in info.filename or ":" in info.filename or path.is_absolute() or ".." in path.parts:
            raise _not_what_it_says(archive, "a file in it would land outside the folder")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _not_what_it_says(archive, "it holds a link or a device")
        if info.flag_bits & 0x1:
            raise _not_what_it_says(archive, "it is encrypted")
        name = path.name
        hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
        if info.is_dir() or hidden or path.suffix.lower() not in suffixes:
            continue
        if any(ord(letter) < 32 for letter in name) or path.stem.lower() in _RESERVED:
            raise _not_what_it_says(archive, "a file in it has a name that no system should be given")
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            raise _not_what_it_says(archive, f"it holds two files called {name}")
        seen.add(key)
        total += info.file_size
        if total > most_bytes or info.file_size > MOST_GROWTH * max(info.compress_size, 1024):
            raise _not_what_it_says(archive, "unpacked it would be far larger than these archives are")
        members.append((info, name))
    if not members:
        raise _not_what_it_says(archive, "it holds no images")
    return members


def _extract(opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, archive: Path) -> None:
    written = 0
    with opened.open(info) as source, target.open("xb") as file:
        while chunk := source.read(_CHUNK_BYTES):
            written += len(chunk)
            if written > info.file_size:  # the list of contents lies
                raise _not_what_it_says(archive, "a file in it is larger than its list of contents says")
            file.write(chunk)


def _not_what_it_says(archive: Path, why: str) -> ArchiveError:
    return ArchiveError(
        f"The archive is not used: {why}", path=archive, remedy="Download it again from the official place."
    )
