"""The bytes of a journal: the annotation as it was, and every committed change since.

A file is `MAGIC` and then frames. A frame is the length of its body (4 bytes, little-endian), the CRC-32 of its body
(4 bytes) and the body: the length of a JSON object (4 bytes), that object, and zlib-compressed bits. Frames are only
ever appended, so a crash can tear the last one; it is recognised by length or CRC and dropped. The first frame that is
no mask is the base: the annotation as it was before the first change. Changes are complete in themselves (exclusive-or
patches with the provenance before and after), so that base and changes give back the mask and its history, bit for
bit. Masks that provenance refers to stand in frames of their own, once each.

Nothing is unpickled; every number and length is checked when a journal is read.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.geometry import PixelRect
from isic_desktop.core.history import Change, ChangeKind, Patch, Step
from isic_desktop.core.provenance import PackedMask, Provenance
from isic_desktop.core.sidecar import ModelUsed
from model_train.image_names import MAX_IMAGE_PIXELS

MAGIC = b"ISICJRNL"
VERSION = 1

_HEAD = struct.Struct("<II")
_LENGTH = struct.Struct("<I")
_MAX_JSON_BYTES = 1 << 22


@dataclass(frozen=True, eq=False)
class JournalBase:
    """An annotation as it was before the first change of its journal.

    Args:
        image_path: The image, an absolute path.
        image_sha256: Of the image file's bytes.
        mask: The mask.
        provenance: Whose it was.
        mask_sha256: Of the mask file it was read from or saved to, "" if there was none.
        work_seconds: Time a person had spent on it.
        revision: Of the document.
    """

    image_path: Path
    image_sha256: str
    mask: PackedMask
    provenance: Provenance
    mask_sha256: str = ""
    work_seconds: float = 0.0
    revision: int = 0

    @classmethod
    def of(cls, document: AnnotationDocument, mask: PackedMask | None = None) -> JournalBase:
        """An annotation as it is now; `mask` is the document's, where it has been packed already."""
        return cls(
            document.image_path,
            document.image_sha256,
            PackedMask.of(document.mask) if mask is None else mask,
            document.provenance,
            document.mask_sha256,
            document.work_seconds,
            document.revision,
        )


class Saving(NamedTuple):
    """Noted right before a save replaces the mask file: from then on that file may be this revision."""

    revision: int
    mask_sha256: str


Entry = Change | Saving


@dataclass(frozen=True, eq=False)
class Journal:
    """A journal as read.

    Args:
        base: The annotation before the first change.
        entries: What happened then, in order.
        good_bytes: Length of the part that is whole.
        damaged: Whether more than a torn end is missing after that part.
    """

    base: JournalBase
    entries: tuple[Entry, ...]
    good_bytes: int
    damaged: bool = False

    @property
    def changes(self) -> list[Change]:
        """The changes among the entries."""
        return [entry for entry in self.entries if isinstance(entry, Change)]

    def expected_mask_sha256s(self) -> set[str]:
        """Hashes of the mask file that mean that nobody else has written it, "" for no file."""
        # The base's too: a change made while the base was being saved still names the file before it.
        known = {self.base.mask_sha256, *(entry.mask_sha256 for entry in self.entries if isinstance(entry, Saving))}
        return known | {self.changes[-1].mask_sha256} if self.changes else known

    def document(self) -> AnnotationDocument:
        """The annotation with all changes made again; its history holds them."""
        base = self.base
        document = AnnotationDocument(
            base.image_path,
            base.mask.unpacked().copy(),
            base.provenance,
            base.mask_sha256,
            base.work_seconds,
            base.image_sha256,
            opened_mask=base.mask,
        )
        document.revision = base.revision
        for change in self.changes:
            document.replay(change)
        document.saved_revision = -1
        return document


# Writing


class Encoder:
    """Turns bases and entries into frames; knows which masks the file holds already."""

    def __init__(self) -> None:
        self._masks: list[PackedMask] = []  # kept alive, so that `is` cannot mistake one for another

    def base(self, base: JournalBase) -> bytes:
        """The frames of the base."""
        frames: list[bytes] = []
        value = {
            "isic_desktop_journal": VERSION,
            "image": os.fspath(base.image_path),
            "image_sha256": base.image_sha256,
            "mask": self._mask(base.mask, frames),
            "provenance": self._provenance(base.provenance, frames),
            "mask_sha256": base.mask_sha256,
            "work_seconds": base.work_seconds,
            "revision": base.revision,
        }
        return b"".join((*frames, _frame(value)))

    def entry(self, entry: Entry) -> bytes:
        """The frames of an entry."""
        if isinstance(entry, Saving):
            return _frame({"saving": entry.mask_sha256, "revision": entry.revision})
        frames: list[bytes] = []
        step = entry.step
        value = {
            "change": entry.kind.value,
            "revision": entry.revision,
            "label": step.label,
            "before": self._provenance(step.before, frames),
            "after": self._provenance(step.after, frames),
            "work_seconds": entry.work_seconds,
            "mask_sha256": entry.mask_sha256,
            "patches": [[p.rect.top, p.rect.left, p.rect.bottom, p.rect.right, len(p.bits)] for p in step.patches],
        }
        return b"".join((*frames, _frame(value, *(patch.bits for patch in step.patches))))

    def _mask(self, mask: PackedMask, frames: list[bytes]) -> int:
        for number, known in enumerate(self._masks):
            if known is mask:
                return number
        self._masks.append(mask)
        frames.append(_frame({"mask": len(self._masks) - 1, "shape": list(mask.shape)}, mask.bits))
        return len(self._masks) - 1

    def _provenance(self, provenance: Provenance, frames: list[bytes]) -> dict[str, Any]:
        baseline = provenance.baseline
        return {
            "origin": provenance.origin,
            "state": provenance.state,
            "model": None if provenance.model is None else provenance.model.as_json(),
            "predicted_jaccard": provenance.predicted_jaccard,
            "baseline": None if baseline is None else self._mask(baseline, frames),
            "earlier_changed_pixels": provenance.earlier_changed_pixels,
        }


def _frame(value: dict[str, Any], *bits: bytes) -> bytes:
    text = json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii")
    body = b"".join((_LENGTH.pack(len(text)), text, *bits))
    return _HEAD.pack(len(body), zlib.crc32(body)) + body


class NewerVersionError(Exception):
    """The journal was written by a program that knows more."""


class Decoder:
    """Reads frames; raises ValueError, KeyError or TypeError for anything that is not as it must be."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._masks: list[PackedMask] = []
        self._shape = (0, 0)

    def journal(self) -> Journal:
        """The journal."""
        at = len(MAGIC)
        base: JournalBase | None = None
        entries: list[Entry] = []
        while True:
            body, after = self._body(at)
            if body is None:
                break
            try:
                value, bits = _split(body)
                if "mask" in value and "shape" in value:
                    self._take_mask(value, bits)
                elif base is None:
                    base = self._base(value)
                else:
                    entry = self._entry(value, bits, base, entries)
                    entries.append(entry)
            except (ValueError, KeyError, TypeError, OverflowError, zlib.error):
                if base is None:
                    raise
                break  # its CRC is right, yet it makes no sense: what came before does
            at = after
        rest = self._content[at:]
        if base is None:
            raise ValueError("no base")
        return Journal(base, tuple(entries), at, damaged=not self._torn(rest))

    def _body(self, at: int) -> tuple[memoryview | None, int]:
        head = self._content[at : at + _HEAD.size]
        if len(head) < _HEAD.size:
            return None, at
        length, crc = _HEAD.unpack(head)
        begin = at + _HEAD.size
        body = memoryview(self._content)[begin : begin + length]
        if length < _LENGTH.size or len(body) < length or zlib.crc32(body) != crc:
            return None, at
        return body, begin + length

    @staticmethod
    def _torn(rest: bytes) -> bool:
        """Whether this is what a crash leaves at the end: nothing, a part of one frame, or blanks."""
        if len(rest) < _HEAD.size or not rest.strip(b"\0"):
            return True
        length, _ = _HEAD.unpack_from(rest)
        return bool(length >= len(rest) - _HEAD.size)

    def _take_mask(self, value: dict[str, Any], bits: memoryview) -> None:
        height, width = (_count(side, 1, MAX_IMAGE_PIXELS) for side in value["shape"])
        if value["mask"] != len(self._masks) or height * width > MAX_IMAGE_PIXELS:
            raise ValueError("mask")
        if self._masks and (height, width) != self._shape:
            raise ValueError("shape")
        self._shape = (height, width)
        self._masks.append(PackedMask(self._shape, _checked_bits(bits, height * width)))

    def _base(self, value: dict[str, Any]) -> JournalBase:
        version = value["isic_desktop_journal"]
        if isinstance(version, int) and version > VERSION:
            raise NewerVersionError(str(version))
        if version != VERSION or isinstance(version, bool):
            raise ValueError("version")
        return JournalBase(
            Path(_text(value["image"])),
            _text(value["image_sha256"]),
            self._mask(value["mask"]),
            self._provenance(value["provenance"]),
            _text(value["mask_sha256"]),
            _number(value["work_seconds"]),
            _count(value["revision"]),
        )

    def _entry(self, value: dict[str, Any], bits: memoryview, base: JournalBase, entries: list[Entry]) -> Entry:
        revision = _count(value["revision"])
        if "saving" in value:
            return Saving(revision, _text(value["saving"]))
        newest = max((entry.revision for entry in entries if isinstance(entry, Change)), default=base.revision)
        if revision <= newest:
            raise ValueError("revision")
        before, after = self._provenance(value["before"]), self._provenance(value["after"])
        step = Step(_text(value["label"]), tuple(self._patches(value["patches"], bits)), before, after)
        return Change(
            ChangeKind(value["change"]), revision, step, _number(value["work_seconds"]), _text(value["mask_sha256"])
        )

    def _patches(self, values: list[list[int]], bits: memoryview) -> Iterable[Patch]:
        at = 0
        height, width = self._shape
        for value in values:
            top, left, bottom, right, length = (_count(number) for number in value)
            if not (top < bottom <= height and left < right <= width):
                raise ValueError("patch")
            pixels = (bottom - top) * (right - left)
            yield Patch(PixelRect(top, left, bottom, right), _checked_bits(bits[at : at + length], pixels))
            at += length
        if at != len(bits):
            raise ValueError("patches")

    def _mask(self, number: Any) -> PackedMask:
        return self._masks[_count(number, 0, len(self._masks) - 1)]

    def _provenance(self, value: dict[str, Any]) -> Provenance:
        model, jaccard, baseline = value["model"], value["predicted_jaccard"], value["baseline"]
        return Provenance(
            _text(value["origin"]),
            _text(value["state"]),
            None if model is None else _model(model),
            None if jaccard is None else _number(jaccard),
            None if baseline is None else self._mask(baseline),
            _count(value["earlier_changed_pixels"]),
        )


def _split(body: memoryview) -> tuple[dict[str, Any], memoryview]:
    (length,) = _LENGTH.unpack_from(body)
    if length > min(_MAX_JSON_BYTES, len(body) - _LENGTH.size):
        raise ValueError("length")
    try:
        value = json.loads(bytes(body[_LENGTH.size : _LENGTH.size + length]))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise TypeError("object")
    return value, body[_LENGTH.size + length :]


def _checked_bits(bits: memoryview, pixels: int) -> bytes:
    """The compressed bits, after making sure that they unpack to just as many as there are pixels."""
    expected = (pixels + 7) // 8
    unpacker = zlib.decompressobj()
    size = len(unpacker.decompress(bits, expected + 1))
    if size != expected or not unpacker.eof:
        raise ValueError("bits")
    return bytes(bits)


def _model(value: dict[str, Any]) -> ModelUsed:
    known = ("name", "sha256", "threshold", "engine", "precision")
    return ModelUsed(
        _text(value["name"]),
        _text(value["sha256"]),
        _number(value["threshold"]),
        _text(value["engine"]),
        _text(value["precision"]),
        {key: item for key, item in value.items() if key not in known},
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _count(value: Any, low: int = 0, high: int = 1 << 53) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise ValueError("number")
    return value


def _number(value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1e300:
        raise ValueError("number")
    return float(value)
