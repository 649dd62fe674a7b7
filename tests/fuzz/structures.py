"""Damage that keeps a file's form: chunks with true checksums, segments with true lengths, entries, cells, encodings.

Blind damage rarely comes past a checksum or a length. Each of these takes a file apart as its format says, changes one
part, and puts it together so that the reader gets to see the change.
"""

from __future__ import annotations

import random
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n"
SQLITE = b"SQLite format 3\0"
SIDES = (0, 1, 7, 48, 255, 256, 4095, 65535, 65536, 100_000, 2**31 - 1, 2**31, 2**32 - 1)
Blind = Callable[[bytes, random.Random], bytes]


def damaged_png(content: bytes, chance: random.Random, blind: Blind) -> bytes:
    """Change a PNG's chunks; their lengths and checksums stay true."""
    chunks, at = [], len(PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        if at + 12 + length > len(content):
            break
        chunks.append((content[at + 4 : at + 8], content[at + 8 : at + 8 + length]))
        at += 12 + length
    if not chunks:
        return blind(content, chance)
    chosen = chance.randrange(len(chunks))
    kind, body = chunks[chosen]
    what = chance.random()
    if kind == b"IHDR" and len(body) == 13 and what < 0.8:
        fields = list(struct.unpack(">IIBBBBB", body))
        field = chance.randrange(7)
        fields[field] = chance.choice(SIDES) if field < 2 else chance.choice((0, 1, 2, 3, 4, 6, 8, 16, 255))
        chunks[chosen] = (kind, struct.pack(">IIBBBBB", *fields))
    elif kind == b"IDAT" and what < 0.7:
        chunks[chosen] = (kind, _repacked(body, chance, blind))
    elif what < 0.8:
        chunks[chosen] = (
            chance.choice((kind, b"IDAT", b"PLTE", b"tRNS", b"iCCP", b"zTXt", b"eXIf", b"acTL")),
            blind(body, chance),
        )
    elif what < 0.9:
        chunks.insert(chosen, (kind, body))
    else:
        chance.shuffle(chunks)
    return PNG + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def _repacked(packed: bytes, chance: random.Random, blind: Blind) -> bytes:
    try:
        rows = zlib.decompress(packed)
    except zlib.error:
        return blind(packed, chance)
    rows = blind(rows, chance) if chance.random() < 0.7 else rows + bytes(chance.choice((1, 10_000, 5_000_000)))
    return zlib.compress(rows)


def damaged_jpeg(content: bytes, chance: random.Random, blind: Blind) -> bytes:
    """Change a JPEG's segments; what follows the first scan's head stays as one piece."""
    segments, at = [], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, (length,) = content[at + 1], struct.unpack_from(">H", content, at + 2)
        segments.append((marker, content[at + 4 : at + 2 + length]))
        at += 2 + length
        if marker == 0xDA:
            break
    if not segments:
        return blind(content, chance)
    scan = content[at:]
    chosen = chance.randrange(len(segments))
    marker, body = segments[chosen]
    what = chance.random()
    if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and len(body) >= 6 and what < 0.8:
        bits, height, width, parts = struct.unpack_from(">BHHB", body)
        height, width = (side if chance.random() < 0.5 else chance.choice(SIDES) % 65536 for side in (height, width))
        parts = parts if chance.random() < 0.7 else chance.choice((0, 1, 2, 4, 255))
        segments[chosen] = (marker, struct.pack(">BHHB", bits, height, width, parts) + body[6:])
    elif what < 0.6:
        segments[chosen] = (marker, blind(body, chance)[:65533])
    elif what < 0.75:
        segments[chosen:chosen] = [(marker, body)] * chance.choice((1, 2, 300))
    elif what < 0.85:
        del segments[chosen]
    elif what < 0.95:
        segments[chosen] = (chance.choice((0xC0, 0xC2, 0xC4, 0xDB, 0xDD, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE)), body)
    else:
        scan = scan[: chance.randrange(len(scan) + 1)] + b"\xff\xd9"
    heads = (bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body for marker, body in segments)
    return content[:2] + b"".join(heads) + scan


def damaged_tiff(content: bytes, chance: random.Random, blind: Blind) -> bytes:
    """Change an entry of a TIFF's first directory: its tag, type, count, value or place, or where the next one is."""
    order = "<" if content[:2] == b"II" else ">"
    if len(content) < 8:
        return blind(content, chance)
    (at,) = struct.unpack_from(order + "I", content, 4)
    if at + 2 > len(content):
        return blind(content, chance)
    (count,) = struct.unpack_from(order + "H", content, at)
    entry = at + 2 + 12 * chance.randrange(max(1, count))
    changed = bytearray(content)
    what = chance.random()
    try:
        if what < 0.15:
            struct.pack_into(
                order + "H", changed, entry, chance.choice((254, 256, 257, 258, 259, 262, 273, 277, 279, 339))
            )
        elif what < 0.3:
            struct.pack_into(order + "H", changed, entry + 2, chance.choice((0, 1, 2, 3, 4, 5, 7, 11, 12, 13, 99)))
        elif what < 0.5:
            struct.pack_into(order + "I", changed, entry + 4, chance.choice(SIDES))
        elif what < 0.85:
            struct.pack_into(order + "I", changed, entry + 8, chance.choice((*SIDES, at, len(content) - 1)))
        elif what < 0.95:
            struct.pack_into(order + "I", changed, at + 2 + 12 * count, at)  # the next directory is this one
        else:
            struct.pack_into(order + "H", changed, at, chance.choice((0, 1, 500, 65535)))
    except struct.error:
        return blind(content, chance)
    return bytes(changed)


def damaged_archive_heads(content: bytes, chance: random.Random, blind: Blind) -> bytes:
    """Change a field of a ZIP's central directory or of a file's own head, so that they tell different things."""
    mark, fields = chance.choice(
        (
            (
                b"PK\x01\x02",
                ((6, 2), (8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (38, 4), (42, 4)),
            ),
            (b"PK\x03\x04", ((4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2))),
            (b"PK\x05\x06", ((4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))),
        )
    )
    places = [at for at in range(len(content) - 3) if content[at : at + 4] == mark]
    if not places:
        return blind(content, chance)
    offset, size = chance.choice(fields)
    at = chance.choice(places) + offset
    value = chance.choice((*SIDES, 1, 8, 9, 12, 14, 99)) % (1 << 8 * size)
    return content[:at] + value.to_bytes(size, "little") + content[at + size :]


def damaged_database(content: bytes, chance: random.Random, blind: Blind) -> bytes:
    """Change a database as another program could: cells of other kinds, columns gone, tables that are views."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.sqlite3"
        path.write_bytes(content)
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as database:
                _change_database(database, chance)
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return path.read_bytes()
        except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError, OverflowError):  # damaged already
            return blind(content, chance)


def _change_database(database: sqlite3.Connection, chance: random.Random) -> None:
    database.execute("PRAGMA trusted_schema=OFF")
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    if not names:
        raise sqlite3.DatabaseError("no table is left")
    table = chance.choice(names)
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    column = chance.choice(columns)
    values = (None, -1, 2**63 - 1, -(2**63), 1e308, float("inf"), "", "x" * 5000, "\0", "../../x", b"\xff\xfe", b"")
    what = chance.random()
    if what < 0.6:
        where = "" if chance.random() < 0.4 else " WHERE rowid % 7 = 3"
        database.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ?{where}', (chance.choice(values),))
    elif what < 0.7:
        database.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "{column}_before"')
    elif what < 0.78:
        database.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_before"')
        database.execute(f'CREATE VIEW "{table}" AS SELECT * FROM "{table}_before"')
    elif what < 0.86:
        database.execute(f"PRAGMA user_version = {chance.choice((0, 1, 2, 3, 99, 2**31 - 1))}")
    elif what < 0.92:
        database.execute(f'CREATE TRIGGER "t" BEFORE INSERT ON "{table}" BEGIN SELECT RAISE(ABORT, \'no\'); END')
    else:
        database.execute(f'DROP TABLE "{table}"')


def in_another_encoding(content: bytes, chance: random.Random) -> bytes:
    """The same text as other programs write it, or half in one encoding and half in another."""
    text = content.decode("utf-8", "replace")
    kind = chance.choice(
        ("utf-16", "utf-32", "utf-16-le", "utf-8-sig", "latin-1", "cp037", "lines", "halves", "surrogates")
    )
    if kind == "lines":
        return text.replace("\n", chance.choice(("\r", "\r\n", "\n\n", "\u2028", "\x0b", "\x85"))).encode()
    if kind == "halves":
        middle = len(text) // 2
        return text[:middle].encode() + text[middle:].encode("utf-16")
    if kind == "surrogates":
        return text.replace("a", chance.choice(("\\ud800", "\\u0000", "\ufeff", "a\u0301"))).encode()
    return text.encode(kind, "replace")
