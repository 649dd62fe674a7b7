"""Files from elsewhere are read with suspicion: names that lead out, archives that swell, JSON without end.

Every refusal is one sentence that names the file. Nothing is written, extracted or allocated on the word of such a
file before its word has been checked.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.json_text import decode_json
from model_train.atomic import storage_error
from model_train.errors import AppError
from model_train.image_names import MAX_IMAGE_PIXELS
from model_train.messages import phrase, system_reason

MAX_JSON_BYTES = 256 << 20
MAX_ENTRY_BYTES = 256 << 20
MAX_ARCHIVE_BYTES = 8 << 30
MAX_ENTRIES = 200_000
MAX_NAME_CHARACTERS = 1000
_CHUNK_BYTES = 1 << 20


class SourceError(AppError):
    """A file from another program cannot be used, or must not be believed."""


def safe_name(text: Any, path: Path) -> PurePosixPath:
    """A name found inside a file, as a path below some folder.

    Args:
        text: What stands in the file.
        path: The file, for messages.

    Raises:
        SourceError: It is no name, or one that would lead out of the folder: absolute, with a drive, with `..`.
    """
    if not isinstance(text, str) or not text or len(text) > MAX_NAME_CHARACTERS or "\0" in text:
        raise SourceError("A file name in it is not one", path=path, remedy="Export it again.")
    name = PurePosixPath(text.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise SourceError(
            phrase("A name in it leads out of its folder ('{name}')", name=shortened(text)),
            path=path,
            remedy="It was refused; nothing was written.",
        )
    return name


def shortened(text: str) -> str:
    """A text from a file, fit for a sentence."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in text)
    return plain if len(plain) <= 80 else f"{plain[:77]}…"


def read_content(path: Path, limit_bytes: int) -> bytes | None:
    """Read a file of another program; None if it is longer than the limit.

    Raises:
        SourceError: It is missing or unreadable.
    """
    try:
        with path.open("rb") as file:
            content = file.read(limit_bytes + 1)
    except OSError as error:
        reason = system_reason(error)
        raise SourceError(
            phrase("The file cannot be read ({reason})", reason=reason), path=path, remedy="Check name and drive."
        ) from error
    return content if len(content) <= limit_bytes else None


def read_json(path: Path, limit_bytes: int = MAX_JSON_BYTES) -> Any:
    """Read a JSON file of another program.

    Raises:
        SourceError: It is missing, unreadable, too large, not JSON, nested too deeply, or holds NaN.
    """
    content = read_content(path, limit_bytes)
    if content is None:
        raise SourceError(
            phrase("The JSON file is larger than {limit} MiB", limit=limit_bytes >> 20),
            path=path,
            remedy="Export it in parts.",
        )
    try:
        return decode_json(content)
    except (ValueError, MemoryError) as error:
        raise SourceError(
            phrase("This is not JSON that can be read ({reason})", reason=shortened(str(error))),
            path=path,
            remedy="Export it again.",
        ) from error


def whole_number(value: Any, low: int, high: int) -> bool:
    """Whether a JSON value is a whole number in a range; `true` is none."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def checked_size(width: Any, height: Any, path: Path) -> tuple[int, int]:
    """(width, height) of an image as a file tells them.

    Raises:
        SourceError: They are not a size, or an absurd one.
    """
    ranges = (whole_number(width, 1, MAX_IMAGE_PIXELS), whole_number(height, 1, MAX_IMAGE_PIXELS))
    if not all(ranges) or width * height > MAX_IMAGE_PIXELS:
        raise SourceError(
            phrase(
                "It tells an absurd image size ({width} × {height})",
                width=shortened(str(width)),
                height=shortened(str(height)),
            ),
            path=path,
            remedy="Export it again.",
        )
    return width, height


def coordinates(values: Any, path: Path) -> NDArray[np.float64]:
    """Corners of a polygon from a JSON list of pairs or a flat list of numbers, (N, 2).

    Raises:
        SourceError: It is neither, or holds something that is not a number.
    """
    wrong = SourceError("A polygon in it is not a list of coordinates", path=path, remedy="Export it again.")
    if not isinstance(values, list):
        raise wrong
    flat = [number for value in values for number in (value if isinstance(value, list) else [value])]
    if len(flat) % 2 or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in flat):
        raise wrong
    # An integer too long for a float would overflow; anything of that size is far outside every image.
    if not all(-1e9 < number < 1e9 for number in flat):
        raise SourceError("A polygon in it lies far outside the image", path=path, remedy="Export it again.")
    return np.asarray(flat, dtype=np.float64).reshape(-1, 2)


_DAMAGED_ZIP = (
    zipfile.BadZipFile,
    # Its base class, RuntimeError, would take a fault of ours for a damaged file.
    NotImplementedError,  # zipfile's own, for a version, compression or encryption that it does not know
    EOFError,  # the directory is cut off
    UnicodeDecodeError,  # a name that says it is UTF-8, and is not
)


@contextmanager
def open_archive(
    path: Path, *, most_entries: int | None = None, most_bytes: int | None = None
) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP file of which everything has been checked that can be without unpacking.

    Args:
        path: The file.
        most_entries: So many files it may hold; by default MAX_ENTRIES.
        most_bytes: So much all of them may take, unpacked; by default MAX_ARCHIVE_BYTES.

    Yields:
        The archive, for `extract_entry`.

    Raises:
        SourceError: It is no ZIP file, is damaged or encrypted, or tries something: names that lead out, links,
            more than it should ever hold.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(archive, path, most_entries or MAX_ENTRIES, most_bytes or MAX_ARCHIVE_BYTES)
            yield archive
    except _DAMAGED_ZIP as error:
        raise SourceError(
            phrase("The ZIP file is damaged ({reason})", reason=shortened(str(error)) or type(error).__name__),
            path=path,
            remedy="Copy or download it again.",
        ) from error
    except OSError as error:
        reason = system_reason(error)
        raise SourceError(
            phrase("The ZIP file cannot be read ({reason})", reason=reason), path=path, remedy="Check name and drive."
        ) from error


def _check_archive(archive: zipfile.ZipFile, path: Path, most_entries: int, most_bytes: int) -> None:
    entries = archive.infolist()
    refused = "It was refused; nothing was written."
    if len(entries) > most_entries:
        raise SourceError(
            phrase("The ZIP file holds more than {limit} files", limit=f"{most_entries:,}"), path=path, remedy=refused
        )
    names = set()
    for entry in entries:
        safe_name(entry.filename, path)
        if entry.filename in names:
            raise SourceError(
                phrase("The ZIP file holds '{name}' twice", name=shortened(entry.filename)), path=path, remedy=refused
            )
        names.add(entry.filename)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise SourceError(
                phrase("The ZIP file holds a link or device ('{name}')", name=shortened(entry.filename)),
                path=path,
                remedy=refused,
            )
        if entry.flag_bits & 1:
            raise SourceError("The ZIP file is encrypted", path=path, remedy="Unpack it, and import the folder.")
        if entry.file_size > MAX_ENTRY_BYTES:
            raise SourceError(
                phrase("A file in the ZIP would unpack to {size} MiB", size=f"{entry.file_size >> 20:,}"),
                path=path,
                remedy=refused,
            )
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise SourceError(
            phrase("The ZIP file would unpack to more than {limit} MiB", limit=f"{most_bytes >> 20:,}"),
            path=path,
            remedy=refused,
        )


def extract_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """Unpack one file of an archive that `open_archive` let pass, never more than it said.

    Raises:
        SourceError: It is damaged, or larger than its header says.
        StorageError: It cannot be written: the disk is full, or gone.
    """
    path = Path(archive.filename or "")
    written = 0
    try:
        with archive.open(entry) as source, target.open("wb") as file:
            # Python's reader stops at the size in the header; asking for no more keeps that so.
            while written < entry.file_size and (chunk := source.read(_CHUNK_BYTES)):
                file.write(chunk)
                written += len(chunk)
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise storage_error(error, target) from error  # the disk is full or gone; nothing is wrong with the archive
        # Each way of packing raises errors of its own for damaged bytes (zlib, lzma, zipfile, struct): all mean this.
        what = shortened(str(error)) or type(error).__name__
        raise SourceError(
            phrase("'{name}' in the ZIP file is damaged ({what})", name=shortened(entry.filename), what=what),
            path=path,
            remedy="Copy or download it again.",
        ) from error


def stays_within(path: Path, folder: Path) -> bool:
    """Whether a file, links followed, lies below `folder`; one that cannot be resolved does not."""
    try:
        return path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except (OSError, RuntimeError):
        return False
