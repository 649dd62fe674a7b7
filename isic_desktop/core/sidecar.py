"""The small JSON file beside a mask: whose the mask is, which model it came from, what became of it.

Version 1. Keys that this version does not know are kept through a read and a write, so that a newer program (or
another tool) loses nothing. The formal description is `resources/schemas/sidecar-1.schema.json`.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

from isic_desktop.core.json_text import decode_json, encode_json
from model_train.atomic import write_bytes
from model_train.errors import ImageError, SidecarError
from model_train.messages import phrase, system_reason

VERSION = 1
VERSION_KEY = "isic_desktop_sidecar"
"""A JSON object with this key is one of ours, whatever its version."""
MAX_SIDECAR_BYTES = 1 << 20
"""A larger file is refused unread: a sidecar is about one kilobyte."""
MAX_SIDE_PX = 1_000_000

State = Literal["new", "predicted", "corrected", "accepted", "rejected"]
Origin = Literal["machine", "person", "imported"]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_UTC = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z")
_REMEDY = "Move the file away (the mask beside it stays and counts as a person's), or restore it from a backup."


@dataclass(frozen=True)
class ModelUsed:
    """The model behind a prediction.

    Args:
        name: The model's name in its header.
        sha256: Of the checkpoint file, 64 hex digits.
        threshold: Probability in (0, 1) from which a pixel is lesion.
        engine: What ran the forward pass, e.g. "torch".
        precision: Of the forward pass, e.g. "float32".
        unknown: Keys of other versions, kept.
    """

    name: str
    sha256: str
    threshold: float
    engine: str
    precision: str
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The JSON object of this model."""
        own: dict[str, Any] = {
            "name": self.name,
            "sha256": self.sha256,
            "threshold": self.threshold,
            "engine": self.engine,
            "precision": self.precision,
        }
        return own | {key: value for key, value in self.unknown.items() if key not in own}


@dataclass(frozen=True)
class Sidecar:
    """What is known about one mask.

    Args:
        image: File name of the image (no folder).
        image_sha256: Of the image file's bytes, 64 hex digits.
        width: Of the EXIF-oriented image and of the mask, px.
        height: Likewise.
        mask_sha256: Of the mask file's bytes. If the file has other bytes, someone else changed it.
        state: Where the image stands in the review.
        origin: Who made the mask that was saved last.
        model: The model whose prediction the mask is or began as; None if there was none.
        predicted_jaccard: The program's own estimate of the prediction's quality, in [0, 1], if there is one.
        changed_pixels: Pixels changed by hand against the prediction, or painted where there was none.
        work_seconds: Time a person worked on the mask.
        annotator: Who that was, as they call themselves.
        note: Free text.
        tags: Short labels.
        created_utc: ISO 8601 with Z; when the annotation began.
        modified_utc: ISO 8601 with Z; when it was last saved.
        unknown: Top-level keys of other versions, kept.
    """

    image: str
    image_sha256: str
    width: int
    height: int
    mask_sha256: str
    state: State
    origin: Origin
    model: ModelUsed | None
    created_utc: str
    modified_utc: str
    predicted_jaccard: float | None = None
    changed_pixels: int = 0
    work_seconds: float = 0.0
    annotator: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The JSON object of this sidecar."""
        own: dict[str, Any] = {
            VERSION_KEY: VERSION,
            "image": self.image,
            "image_sha256": self.image_sha256,
            "width": self.width,
            "height": self.height,
            "mask_sha256": self.mask_sha256,
            "state": self.state,
            "origin": self.origin,
            "model": None if self.model is None else self.model.as_json(),
            "predicted_jaccard": self.predicted_jaccard,
            "changed_pixels": self.changed_pixels,
            "work_seconds": self.work_seconds,
            "annotator": self.annotator,
            "note": self.note,
            "tags": list(self.tags),
            "created_utc": self.created_utc,
            "modified_utc": self.modified_utc,
        }
        return own | {key: value for key, value in self.unknown.items() if key not in own}


def utc_now() -> str:
    """The time in the sidecar's form, to the millisecond: `2026-01-31T12:00:00.000Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def bytes_sha256(content: bytes) -> str:
    """SHA-256 of some bytes, 64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()


def encode_sidecar(sidecar: Sidecar) -> bytes:
    """The bytes of a sidecar file.

    Raises:
        SidecarError: A value lies outside what the format allows; nothing invalid is ever written.
    """
    value = sidecar.as_json()
    parse_sidecar(value, Path(sidecar.image))
    return encode_json(value)


def write_sidecar(path: Path, sidecar: Sidecar) -> None:
    """Write a sidecar atomically.

    Raises:
        StorageError: It cannot be written; the old file is as it was.
        SidecarError: A value lies outside what the format allows.
    """
    write_bytes(path, encode_sidecar(sidecar))


def read_sidecar(path: Path) -> Sidecar:
    """Read and check a sidecar.

    Raises:
        SidecarError: The file is missing, unreadable, too large, not JSON, not ours, of a newer version, or
            holds a value of the wrong kind; the message names the file and what to do.
    """
    return parse_sidecar(_read_json(path), path)


def _read_json(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_SIDECAR_BYTES + 1)
    except OSError as error:
        reason = system_reason(error)
        raise SidecarError(
            phrase("Cannot read the annotation's JSON file ({reason})", reason=reason), path=path, remedy=_REMEDY
        ) from error
    if len(content) > MAX_SIDECAR_BYTES:
        raise SidecarError("The annotation's JSON file is larger than 1 MiB", path=path, remedy=_REMEDY)
    try:
        return decode_json(content)
    except ValueError as error:
        raise SidecarError("The annotation's JSON file is damaged", path=path, remedy=_REMEDY) from error


def parse_sidecar(value: Any, path: Path) -> Sidecar:
    """Turn a decoded JSON value into a sidecar.

    Args:
        value: What `json.loads` gave.
        path: The file it came from, for messages.

    Raises:
        SidecarError: It is not a sidecar of this version.
    """
    if not isinstance(value, dict) or VERSION_KEY not in value:
        raise SidecarError("This JSON file was not written by ISIC Desktop", path=path, remedy=_REMEDY)
    version = value[VERSION_KEY]
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise SidecarError(
            phrase(
                "The annotation was saved by a newer version of ISIC Desktop (format {version}, known is {known})",
                version=version,
                known=VERSION,
            ),
            path=path,
            remedy="Update ISIC Desktop to open it.",
        )
    if isinstance(version, bool) or version != VERSION:
        raise SidecarError(phrase("Unknown format version in '{key}'", key=VERSION_KEY), path=path, remedy=_REMEDY)
    fields = _Fields(value, path)
    tags = fields.take("tags", list)
    if not all(isinstance(tag, str) for tag in tags):
        raise fields.wrong("tags", phrase("a list of texts"))
    return Sidecar(
        image=fields.text("image"),
        image_sha256=fields.sha256("image_sha256"),
        width=fields.count("width", 1, MAX_SIDE_PX),
        height=fields.count("height", 1, MAX_SIDE_PX),
        mask_sha256=fields.sha256("mask_sha256"),
        state=cast(State, fields.one_of("state", get_args(State))),
        origin=cast(Origin, fields.one_of("origin", get_args(Origin))),
        model=_parse_model(fields.take("model", (dict, type(None))), path),
        predicted_jaccard=fields.optional_number("predicted_jaccard", 0.0, 1.0),
        changed_pixels=fields.count("changed_pixels", 0, MAX_SIDE_PX**2),
        work_seconds=fields.number("work_seconds", 0.0, math.inf),
        annotator=fields.text("annotator"),
        note=fields.text("note"),
        tags=tuple(tags),
        created_utc=fields.time("created_utc"),
        modified_utc=fields.time("modified_utc"),
        unknown=fields.rest(VERSION_KEY),
    )


def _parse_model(value: dict[str, Any] | None, path: Path) -> ModelUsed | None:
    if value is None:
        return None
    fields = _Fields(value, path, within="model.")
    return ModelUsed(
        name=fields.text("name"),
        sha256=fields.sha256("sha256"),
        threshold=fields.number("threshold", 0.0, 1.0),
        engine=fields.text("engine"),
        precision=fields.text("precision"),
        unknown=fields.rest(),
    )


class _Fields:
    """Takes checked values out of a JSON object and remembers which keys it has met."""

    def __init__(self, value: dict[str, Any], path: Path, within: str = "") -> None:
        self._value = value
        self._path = path
        self._within = within
        self._seen: set[str] = set()

    def wrong(self, key: str, expected: str) -> SidecarError:
        return SidecarError(
            phrase(
                "The annotation's JSON file is not valid: '{within}{key}' must be {expected}",
                within=self._within,
                key=key,
                expected=expected,
            ),
            path=self._path,
            remedy=_REMEDY,
        )

    def take(self, key: str, kind: type | tuple[type, ...]) -> Any:
        self._seen.add(key)
        if key not in self._value:
            raise self.wrong(key, phrase("present"))
        value = self._value[key]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        # bool is an int to Python, but `true` is no number to a person.
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            wanted = _KINDS[kinds[0]]
            for other in kinds[1:]:
                wanted = phrase("{first} or {second}", first=wanted, second=_KINDS[other])
            raise self.wrong(key, phrase("a {kinds}", kinds=wanted))
        return value

    def text(self, key: str) -> str:
        return cast(str, self.take(key, str))

    def sha256(self, key: str) -> str:
        value = self.text(key)
        if not _SHA256.fullmatch(value):
            raise self.wrong(key, phrase("64 lower-case hexadecimal digits"))
        return value

    def time(self, key: str) -> str:
        value = self.text(key)
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            raise self.wrong(key, phrase("a time like 2026-01-31T12:00:00Z")) from error
        if not _UTC.fullmatch(value):
            raise self.wrong(key, phrase("a time like 2026-01-31T12:00:00Z"))
        return value

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.text(key)
        if value not in choices:
            raise self.wrong(key, phrase("one of {choices}", choices=", ".join(choices)))
        return value

    def count(self, key: str, low: int, high: int) -> int:
        value = cast(int, self.take(key, int))
        if not low <= value <= high:
            raise self.wrong(key, phrase("a whole number from {low} to {high}", low=low, high=high))
        return value

    def number(self, key: str, low: float, high: float) -> float:
        value = self.take(key, (int, float))
        # A JSON integer may be too long for a float; comparing first keeps float() from overflowing.
        if not low <= value <= min(high, 1e300):
            limits = {"low": f"{low:g}", "high": f"{high:g}"}
            if high == math.inf:
                raise self.wrong(key, phrase("a number of at least {low}", low=limits["low"]))
            raise self.wrong(key, phrase("a number of at least {low} and at most {high}", **limits))
        return float(value)

    def optional_number(self, key: str, low: float, high: float) -> float | None:
        if self.take(key, (int, float, type(None))) is None:
            return None
        return self.number(key, low, high)

    def rest(self, *known: str) -> dict[str, Any]:
        return {key: value for key, value in self._value.items() if key not in self._seen and key not in known}


_KINDS: dict[type, str] = {
    str: phrase("text"),
    int: phrase("whole number"),
    float: phrase("number"),
    list: phrase("list"),
    dict: phrase("object"),
    type(None): "null",
}


def image_file_sha256(path: Path) -> str:
    """SHA-256 of an image file's bytes, as a sidecar's `image_sha256`.

    Raises:
        ImageError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = system_reason(error)
        raise ImageError(
            phrase("Cannot read the image ({reason})", reason=reason),
            path=path,
            remedy="Check the drive, then open the folder again.",
        ) from error
