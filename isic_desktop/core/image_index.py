"""The index of a folder: an embedded database of what was read from its annotations.

It only saves reading them again: the sidecars and masks are the truth. It lies in the cache, may be deleted at any
time, and is thrown away when it is damaged or of another version. Where no file can be kept it lives in memory.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TypeVar

from isic_desktop.core.image_table import STATES, ImageFacts

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

VERSION = 1
_BUSY_S = 2.0
_MOST_FILES = 60
_UNUSED_S = 90 * 24 * 3600.0


@dataclass(frozen=True)
class IndexRow:
    """What was read of one image's annotation, and from which files.

    Args:
        name: Path of the image relative to the folder, with `/`.
        mask_stamp: Of the mask file (see `image_facts.stamp`).
        sidecar_stamp: Of the sidecar, "" if there is none.
        truth: The ground truth's path, "" if there is none.
        truth_stamp: Of it.
        state: One of `image_table.STATES`.
        origin: Who made the mask.
        model: Name of the model behind it.
        predicted_jaccard: The model's estimate, or None.
        jaccard: Against the ground truth, or None.
        dice: Likewise.
        lesion_px: Pixels of lesion; None if the mask cannot be read.
        image_px: Pixels of the mask; likewise.
        modified_s: When it was saved, seconds since 1970.
        text: Note and tags.
    """

    name: str
    mask_stamp: str
    sidecar_stamp: str
    truth: str
    truth_stamp: str
    state: str
    origin: str
    model: str
    predicted_jaccard: float | None
    jaccard: float | None
    dice: float | None
    lesion_px: int | None
    image_px: int | None
    modified_s: float | None
    text: str

    @property
    def facts(self) -> ImageFacts:
        """What the gallery shows and sorts by."""
        share = self.lesion_px / self.image_px if self.lesion_px is not None and self.image_px else None
        return ImageFacts(
            self.state, self.model, self.predicted_jaccard, self.jaccard, self.dice, share, self.modified_s, self.text
        )


_COLUMNS = [column.name for column in fields(IndexRow)]
# Names of files need not be Unicode, and texts may hold halves of characters: they are kept as bytes.
_AS_BYTES = {"name", "truth", "model", "text"}
_NUMBERS = {"predicted_jaccard", "jaccard", "dice", "lesion_px", "image_px", "modified_s"}
_CREATE = f"CREATE TABLE images ({', '.join(_COLUMNS)}, PRIMARY KEY (name)) WITHOUT ROWID"
_PUT = f"INSERT OR REPLACE INTO images VALUES ({', '.join('?' * len(_COLUMNS))})"


class ImageIndex:
    """Rows by image name; for one thread at a time, while other programs may use the same file.

    Args:
        root: The folder of images.
        place: Where database files lie; None to keep it in memory.
    """

    def __init__(self, root: Path, place: Path | None) -> None:
        self.file = None if place is None else place / f"{_digest(root)}.sqlite3"
        self._connection: sqlite3.Connection | None = None

    def get(self, name: str) -> IndexRow | None:
        """The row of an image, or None."""

        def look(db: sqlite3.Connection) -> IndexRow | None:
            found = db.execute("SELECT * FROM images WHERE name = ?", (_bytes(name),)).fetchone()
            return None if found is None else _row(found)

        return self._do(look)

    def names(self) -> set[str]:
        """The images that have a row."""
        return self._do(lambda db: {_text(name) for (name,) in db.execute("SELECT name FROM images")})

    def rows(self) -> list[IndexRow]:
        """All rows, by name."""
        return self._do(lambda db: [_row(found) for found in db.execute("SELECT * FROM images")])

    def put(self, rows: Iterable[IndexRow]) -> None:
        """Add or replace rows, all or none."""
        values = [_values(row) for row in rows]

        def change(db: sqlite3.Connection) -> None:
            with db:
                db.executemany(_PUT, values)

        if values:
            self._do(change)

    def keep_only(self, wanted: Callable[[str], bool]) -> None:
        """Remove the rows of all images but those that are wanted."""
        self.forget(
            self._do(
                lambda db: [name for (raw,) in db.execute("SELECT name FROM images") if not wanted(name := _text(raw))]
            )
        )

    def forget(self, names: Iterable[str]) -> None:
        """Remove the rows of images that are gone or have no annotation any more."""
        values = [(_bytes(name),) for name in names]

        def change(db: sqlite3.Connection) -> None:
            with db:
                db.executemany("DELETE FROM images WHERE name = ?", values)

        if values:
            self._do(change)

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _do(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do something with the database; if it is damaged, begin a new one, and without a file go on in memory."""
        for attempt in range(3):
            try:
                if self._connection is None:
                    self._connection = self._open()
                return action(self._connection)
            except (sqlite3.Error, ValueError) as error:  # a damaged file's text may not be text
                _log.info("the index %s is given up: %s", self.file or "in memory", error)
                with suppress(sqlite3.Error):
                    self.close()
                self._connection = None
                self._give_up_file(error, last=attempt == 1)
        raise AssertionError("a database in memory cannot be damaged")

    def _give_up_file(self, error: Exception, *, last: bool) -> None:
        if self.file is None:
            raise error
        # A file that another program holds, or that cannot be written, is left alone.
        if last or isinstance(error, sqlite3.OperationalError) or not _remove(self.file):
            self.file = None

    def _open(self) -> sqlite3.Connection:
        if self.file is None:
            connection = sqlite3.connect(":memory:", check_same_thread=False)
            connection.execute(_CREATE)
            return connection
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite3.OperationalError(str(error)) from error
        connection = self._connect(self.file)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, VERSION):
            connection.close()
            if not _remove(self.file):
                raise sqlite3.OperationalError("an index of another version cannot be removed")
            connection = self._connect(self.file)
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                connection.execute(_CREATE)
                connection.execute(f"PRAGMA user_version = {VERSION}")
        if [column[1] for column in connection.execute("PRAGMA table_info(images)")] != _COLUMNS:
            connection.close()
            raise sqlite3.DatabaseError("the index has other columns")
        with suppress(OSError):
            os.utime(self.file)  # used now: others go before it
        return connection

    @staticmethod
    def _connect(file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(file, timeout=_BUSY_S, check_same_thread=False, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # What a power cut takes is read again from the sidecars.
            connection.execute("PRAGMA synchronous = OFF")
            connection.isolation_level = "DEFERRED"
        except (sqlite3.Error, ValueError):
            connection.close()
            raise
        return connection


def prune_indexes(place: Path, now_s: float | None = None) -> int:
    """Delete the database files of folders that were not opened for long, or are too many; returns how many went."""
    now_s = time.time() if now_s is None else now_s
    files: list[tuple[float, Path]] = []
    for file in place.glob("*.sqlite3"):
        with suppress(OSError):
            files.append((file.stat().st_mtime, file))
    files.sort(reverse=True)
    old = [file for number, (used_s, file) in enumerate(files) if number >= _MOST_FILES or now_s - used_s > _UNUSED_S]
    return sum(_remove(file) for file in old)


def database_rows(file: Path) -> list[IndexRow]:
    """Look into a database file without changing it, for checks."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return [_row(found) for found in connection.execute("SELECT * FROM images").fetchall()]


def _digest(root: Path) -> str:
    return hashlib.sha256(os.fsencode(root.absolute())).hexdigest()[:24]


def _remove(file: Path) -> bool:
    try:
        for ending in ("-wal", "-shm", "-journal", ""):
            Path(f"{file}{ending}").unlink(missing_ok=True)
    except OSError as error:
        _log.info("the index %s cannot be removed: %s", file, error)
        return False
    return True


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(content: object) -> str:
    if not isinstance(content, bytes):
        raise sqlite3.DatabaseError("a text in the index is of the wrong kind")
    try:
        return content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise sqlite3.DatabaseError("a text in the index is damaged") from error


def _values(row: IndexRow) -> tuple[object, ...]:
    values = zip(_COLUMNS, astuple(row), strict=True)
    return tuple(_bytes(value) if column in _AS_BYTES else value for column, value in values)


def _row(found: tuple[object, ...]) -> IndexRow:
    values = {
        column: _text(value) if column in _AS_BYTES else value for column, value in zip(_COLUMNS, found, strict=True)
    }
    for column, value in values.items():
        kinds = (int, float, type(None)) if column in _NUMBERS else str
        if not isinstance(value, kinds):
            raise sqlite3.DatabaseError(f"'{column}' in the index is of the wrong kind")
    if values["state"] not in STATES:
        raise sqlite3.DatabaseError("a state in the index is unknown")
    return IndexRow(**values)  # type: ignore[arg-type]
