"""Damage to files, blind and with knowledge of what they are: bytes, numbers in text, JSON trees, archives."""

from __future__ import annotations

import io
import json
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from structures import (
    PNG,
    SQLITE,
    damaged_archive_heads,
    damaged_database,
    damaged_jpeg,
    damaged_png,
    damaged_tiff,
    in_another_encoding,
)

NUMBERS = (0, 1, -1, 2, 7, 127, 128, 255, 256, 32767, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**63, 10**30, 10**400)
LITERALS = (
    b"1e999",
    b"-1e999",
    b"1e-999",
    b"-0.0",
    b"0.1",
    b"1E5",
    b"00",
    b"0x10",
    b"1_0",
    b"NaN",
    b"-Infinity",
    b"9" * 5000,
)
TEXTS = (
    "", " ", "\0", "..", "../../x", "/etc/passwd", "C:\\x", "a" * 5000, "é\udcff", "=1+1", "NaN", "1e999", "-0", "\r\n",
    "<b>", "%s%n", "{0}", "\u202e", "CON",
)  # fmt: skip
VALUES: tuple[Any, ...] = (*NUMBERS, *TEXTS, None, True, False, [], {}, [[]], 0.5, 1e308, -1e308, [0] * 1000, {"": {}})


def mutate(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A damaged copy of a file.

    Args:
        content: The whole file.
        others: Files of the same kind, to graft from.
        chance: Source of all randomness.
    """
    kinds: list[Callable[[bytes, random.Random], bytes]] = [_flip, _overwrite, _cut, _drop, _repeat, _insert]
    if content.startswith(b"ISICJRNL"):
        kinds += [_journal] * 10
    elif content.startswith(PNG):
        kinds += [_with(damaged_png)] * 8
    elif content.startswith(b"\xff\xd8"):
        kinds += [_with(damaged_jpeg)] * 8
    elif content[:4] in (b"II*\0", b"MM\0*"):
        kinds += [_with(damaged_tiff)] * 8
    elif content.startswith(SQLITE):
        kinds += [_with(damaged_database)] * 6
    elif content[8:9] == b"{" and content[:1] not in b"{[":
        kinds += [_json] * 6 + [_tensors] * 8
    elif content[:1] in b"{[" or b'{"' in content[:200]:
        kinds += [_json] * 8 + [_number] * 2 + ([in_another_encoding] if content[:1] in b"{[" else [])
    elif content.startswith(b"PK"):
        kinds += [_archive] * 6 + [_with(damaged_archive_heads)] * 4
    elif not any(byte > 127 for byte in content[:2000]):
        kinds += [_number] * 3 + [_cell] * 4 + [in_another_encoding]
    damaged = content
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        if others and chance.random() < 0.08:
            damaged = _graft(damaged, chance.choice(others), chance)
        else:
            damaged = chance.choice(kinds)(damaged, chance)
    return damaged


def _with(
    damage: Callable[[bytes, random.Random, Callable[[bytes, random.Random], bytes]], bytes],
) -> Callable[[bytes, random.Random], bytes]:
    """A kind of damage that falls back on, and partly consists of, blind damage."""
    return lambda content, chance: damage(content, chance, chance.choice((_flip, _overwrite, _cut, _drop, _repeat)))


def _place(content: bytes, chance: random.Random) -> int:
    # Heads are where formats say what follows: half of the damage goes there.
    return chance.randrange(max(1, min(len(content), 128 if chance.random() < 0.5 else len(content))))


def _flip(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if damaged:
            damaged[_place(content, chance) % len(damaged)] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _overwrite(content: bytes, chance: random.Random) -> bytes:
    at = _place(content, chance)
    size = chance.choice((1, 2, 4, 8))
    value = (chance.choice(NUMBERS) % (1 << 8 * size)).to_bytes(size, chance.choice(("little", "big")))
    return content[:at] + value + content[at + size :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _drop(content: bytes, chance: random.Random) -> bytes:
    at = _place(content, chance)
    return content[:at] + content[at + chance.choice((1, 3, 16, 300)) :]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    at = _place(content, chance)
    piece = content[at : at + chance.choice((1, 8, 100, 2000))]
    return content[:at] + piece * chance.choice((2, 3, 50)) + content[at:]


def _insert(content: bytes, chance: random.Random) -> bytes:
    at = _place(content, chance)
    return content[:at] + chance.randbytes(chance.choice((1, 4, 64, 1024))) + content[at:]


def _graft(content: bytes, other: bytes, chance: random.Random) -> bytes:
    return content[: _place(content, chance)] + other[_place(other, chance) :]


def _number(content: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"-?\d+(\.\d+)?", content[:200_000]))
    if not found:
        return _flip(content, chance)
    number = chance.choice(found)
    text = chance.choice(LITERALS) if chance.random() < 0.3 else str(chance.choice(NUMBERS)).encode()
    return content[: number.start()] + text + content[number.end() :]


def _cell(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    cells = lines[at].split(b",")
    text = chance.choice(TEXTS).encode("utf-8", "surrogateescape")
    cells[chance.randrange(len(cells))] = chance.choice((text, b'"', b'"' + text, b",,,"))
    lines[at] = b",".join(cells)
    return b"\n".join(lines)


def _json(content: bytes, chance: random.Random) -> bytes:
    """Change the tree where there is one: whole, the first JSON line, or the JSON after a binary head."""
    start = min((at for at in (content.find(b"{"), content.find(b"[")) if at >= 0), default=-1)
    if start < 0:
        return _flip(content, chance)
    try:
        tree, length = json.JSONDecoder().raw_decode(content[start:].decode("latin-1"))
    except (ValueError, RecursionError):
        return _number(content, chance)
    if chance.random() < 0.03:
        deep = 3000
        return content[:start] + b"[" * deep + b"]" * deep + content[start + length :]
    try:
        text = json.dumps(_change(tree, chance))
    except (ValueError, RecursionError):
        return _flip(content, chance)
    head = content[:start]
    if start == 8 and chance.random() < 0.8:
        head = struct.pack("<Q", len(text))  # safetensors: else every such file ends at its length
    return head + text.encode("ascii") + content[start + length :]


def _tensors(content: bytes, chance: random.Random) -> bytes:
    """Change values of a safetensors file, whose description stays true."""
    start = 8 + int.from_bytes(content[:8], "little")
    if start >= len(content):
        return _flip(content, chance)
    at = chance.randrange(start, len(content))
    count = chance.choice((1, 64, 4096))
    if chance.random() < 0.5:
        value = struct.pack("<e", chance.choice((0.0, -0.0, 1.0, 65504.0, -65504.0, 6e-8))) * count
    else:
        value = struct.pack("<f", chance.choice((0.0, 1e30, -1e30, 1e-40, float("inf"), float("nan")))) * count
    return (content[:at] + value)[: len(content)] + content[at + len(value) :]


def _journal(content: bytes, chance: random.Random) -> bytes:
    """Change the JSON of one frame, and make length and checksum right again."""
    frames, at = [], 8
    while at + 12 <= len(content):
        length, _crc, json_length = struct.unpack_from("<III", content, at)
        body = content[at + 8 : at + 8 + length]
        if len(body) < max(length, 4 + json_length):
            break
        frames.append((body[4 : 4 + json_length], body[4 + json_length :]))
        at += 8 + length
    if not frames:
        return _flip(content, chance)
    chosen = chance.randrange(len(frames))
    described, bits = frames[chosen]
    if bits and chance.random() < 0.3:
        try:
            bits = zlib.compress(_flip(zlib.decompress(bits), chance))
        except zlib.error:  # damaged already
            bits = _flip(bits, chance)
    else:
        described = _json(described, chance)
    frames[chosen] = (described, bits)
    if chance.random() < 0.15:
        chance.shuffle(frames)
    bodies = [struct.pack("<I", len(described)) + described + bits for described, bits in frames]
    return content[:8] + b"".join(struct.pack("<II", len(body), zlib.crc32(body)) + body for body in bodies)


def _change(tree: Any, chance: random.Random) -> Any:
    if isinstance(tree, dict) and tree and chance.random() < 0.9:
        key = chance.choice(list(tree))
        kind = chance.random()
        changed = dict(tree)
        if kind < 0.12:
            del changed[key]
        elif kind < 0.2:
            changed[chance.choice(TEXTS)] = changed.pop(key)
        else:
            changed[key] = _change(tree[key], chance)
        return changed
    if isinstance(tree, str) and tree.startswith("{") and chance.random() < 0.9:
        try:  # JSON within JSON, as the description in a checkpoint
            return json.dumps(_change(json.loads(tree), chance))
        except (ValueError, RecursionError):
            return tree[: chance.randrange(len(tree))]
    if isinstance(tree, list) and tree and chance.random() < 0.9:
        at = chance.randrange(len(tree))
        kind = chance.random()
        if kind < 0.12:
            return tree[:at] + tree[at + 1 :]
        if kind < 0.24:
            return tree[:at] + [tree[at]] * chance.choice((2, 100)) + tree[at:]
        return [*tree[:at], _change(tree[at], chance), *tree[at + 1 :]]
    return chance.choice(VALUES)


def _archive(content: bytes, chance: random.Random) -> bytes:
    """Pack the members again, one of them under another name, with other content, or twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()[:50]]
    except Exception:  # noqa: BLE001 (of zipfile, zlib and others; what was to be damaged is damaged already)
        return _flip(content, chance)
    if not members:
        return _flip(content, chance)
    at = chance.randrange(len(members))
    name, inside = members[at]
    kind = chance.random()
    if kind < 0.35:
        members[at] = (chance.choice(("../", "/", "a/../../", "\\..\\", "C:\\", "x" * 300, "")) + name, inside)
    elif kind < 0.7:
        members[at] = (name, _flip(inside, chance) if chance.random() < 0.7 else b"\0" * 3_000_000)
    elif kind < 0.85:
        members.append((name, inside))
    else:
        members = members[:at]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in members:
            info = zipfile.ZipInfo(name or "x")
            if chance.random() < 0.05:
                info.external_attr = 0o120777 << 16  # a symbolic link
            archive.writestr(info, inside)
    return packed.getvalue()
