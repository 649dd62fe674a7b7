"""The header of a checkpoint: everything but the weights, read without torch and without trusting the file.

A checkpoint is one `.safetensors` file: eight bytes of length, a JSON header, the tensors. Our description lies in
the header's `__metadata__` under the key `isic_desktop`, as JSON text.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from model_train.errors import CheckpointError
from model_train.messages import phrase, system_reason
from model_train.quality import calibration_from_dict

FORMAT_VERSION = 1
METADATA_KEY = "isic_desktop"
ARCHITECTURE = "mobilenet_v2"
REGIMES = ("frozen", "finetune")
DECODERS = ("transpose", "skip")
"""Their classes are in `network.DECODER_CLASSES`; here are the names, for those who do without torch."""
WITH_BATCH_NORM = ("skip",)
"""Decoders that learn batch statistics, for which a step needs more than one value of each channel."""
SKIP_TAPS = (1, 3, 6, 13, 18)
"""Stages of the encoder that the skip decoder reads: 1/2, 1/4, 1/8, 1/16 and 1/32 of the input's side."""
MAX_WIDTH = 2048
"""Channels that the skip decoder may have at each of them: with more, a run's state would be too large to be read."""

MAX_HEADER_BYTES = 16 * 2**20
"""100,000 training hashes take 2 MB; a header beyond this is not one of ours."""
MAX_CHECKPOINT_BYTES = 256 * 2**20
"""Four times what the course's network takes in float32; what is larger is refused unread."""
MAX_TENSORS = 4096
STRIDE_PX = 32
"""Input sides must be multiples of this: the encoder halves the image five times."""
MAX_INPUT_PX = 4096
MAX_TEXT = 1000
"""Characters of a name, and of the other texts of a header."""
_ITEM_BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1}
_HASH = re.compile(r"[0-9a-f]{16}")
_REMEDY = "Choose another model file, or train one again."


@dataclass(frozen=True)
class CheckpointHeader:
    """What a checkpoint says of itself; with the weights it is all that is needed to predict.

    Attributes:
        name: The model's name, shown to people.
        decoder: `transpose` or `skip`.
        decoder_settings: Arguments the decoder was built with.
        input_size_px: Side of the square the network was trained on.
        mean: Per channel (RGB), subtracted from pixels in [0, 1].
        std: Per channel (RGB), pixels are divided by it afterwards.
        threshold: A pixel belongs to the lesion where its probability is above this.
        regime: `frozen` or `finetune`.
        training: How it came about: description, counts, command (without paths).
        metrics: Scores, by name of the set they were measured on.
        program_version: Version of the program that wrote the file.
        created_utc: Time of writing, ISO 8601, UTC.
        training_hashes: 64-bit perceptual hash of every training image, 16 hexadecimal digits each.
        quality: How the quality of its predictions is estimated (`quality.Calibration.as_dict`); empty: uncalibrated.
    """

    name: str
    decoder: str
    input_size_px: int
    mean: tuple[float, float, float] = (0.485, 0.456, 0.406)
    std: tuple[float, float, float] = (0.229, 0.224, 0.225)
    threshold: float = 0.5
    regime: str = "finetune"
    decoder_settings: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    program_version: str = ""
    created_utc: str = ""
    training_hashes: tuple[str, ...] = ()
    quality: dict[str, Any] = field(default_factory=dict)
    architecture: str = ARCHITECTURE
    format_version: int = FORMAT_VERSION

    def as_json(self) -> str:
        """Give the text stored under `__metadata__["isic_desktop"]`."""
        return json.dumps(asdict(self), ensure_ascii=False, allow_nan=False)


def header_from_json(text: str, path: Path | None = None) -> CheckpointHeader:
    """Read a header's JSON text strictly.

    Raises:
        CheckpointError: A field is missing, unknown, of a wrong type or out of range, or the version is foreign.
    """
    values = _parse_object(text, path)
    version = values.get("format_version")
    if version != FORMAT_VERSION:
        raise CheckpointError(
            phrase(
                "The model file has format version {version}, this program reads version {known}",
                version=_short(version),
                known=FORMAT_VERSION,
            ),
            path=path,
            remedy="Update the program, or choose another model file.",
        )
    values.setdefault("quality", {})  # files written before there were calibrations have none
    known = {entry.name for entry in fields(CheckpointHeader)}
    if set(values) != known:
        wrong = sorted(set(values) ^ known)[0]
        raise _damaged(phrase("field {key} is missing or unknown", key=_short(wrong)), path)
    for name in ("mean", "std"):
        values[name] = _triple(values[name], name, path)
    if min(values["std"]) <= 0.0:
        raise _damaged(phrase("std must be positive"), path)
    for name in ("name", "decoder", "regime", "program_version", "created_utc", "architecture"):
        if not isinstance(values[name], str) or len(values[name]) > MAX_TEXT:
            raise _damaged(phrase("{name} is not a short text", name=name), path)
    for name in ("decoder_settings", "training", "metrics", "quality"):
        if not isinstance(values[name], dict):
            raise _damaged(phrase("{name} is not an object", name=name), path)
    try:
        calibration_from_dict(values["quality"])
    except ValueError as error:
        raise _damaged(phrase("quality: {error}", error=error), path) from error
    if values["architecture"] != ARCHITECTURE or values["decoder"] not in DECODERS:
        what = f"{values['architecture']} with decoder {values['decoder']}"
        raise CheckpointError(
            phrase("The model file holds another network ({what})", what=_short(what)), path=path, remedy=_REMEDY
        )
    if values["regime"] not in REGIMES:
        raise _damaged(phrase("the regime is unknown"), path)
    size = values["input_size_px"]
    if type(size) is not int or not is_input_side(size):
        raise _damaged(phrase("the input size is not a sensible multiple of 32"), path)
    if not _is_finite(values["threshold"]) or not 0.0 < values["threshold"] < 1.0:
        raise _damaged(phrase("the threshold does not lie between 0 and 1"), path)
    hashes = values["training_hashes"]
    if not isinstance(hashes, list) or not all(isinstance(one, str) and _HASH.fullmatch(one) for one in hashes):
        raise _damaged(phrase("the training hashes are not 16 hexadecimal digits each"), path)
    values["training_hashes"] = tuple(hashes)
    return CheckpointHeader(**values)


def is_input_side(side_px: int) -> bool:
    """Whether a network can take squares of this side."""
    return STRIDE_PX <= side_px <= MAX_INPUT_PX and side_px % STRIDE_PX == 0


def read_header(path: Path) -> CheckpointHeader:
    """Read only the header of a checkpoint.

    Also checks that the tensors the header lists fill the rest of the file exactly, without overlap, so that a
    truncated file is found without reading it.

    Raises:
        CheckpointError: The file is missing, damaged, hostile, foreign or of another version.
    """
    try:
        size_bytes = path.stat().st_size
        if size_bytes > MAX_CHECKPOINT_BYTES:
            raise _damaged(phrase("it is larger than {limit} MiB", limit=MAX_CHECKPOINT_BYTES >> 20), path)
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size_bytes < 10 or not 2 <= length <= min(MAX_HEADER_BYTES, size_bytes - 8):
                raise _damaged(phrase("it does not begin with a safetensors header"), path)
            raw = file.read(length)
    except OSError as error:
        reason = system_reason(error)
        raise CheckpointError(
            phrase("Cannot read the model file ({reason})", reason=reason), path=path, remedy=_REMEDY
        ) from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged(phrase("the header is not text"), path) from error
    if not text.startswith("{"):
        raise _damaged(phrase("the header is not JSON"), path)
    entries = _parse_object(text, path)
    metadata = entries.pop("__metadata__", None)
    if not isinstance(metadata, dict) or not isinstance(metadata.get(METADATA_KEY), str):
        raise CheckpointError(
            "The file holds tensors, but not a model of this program",
            path=path,
            remedy="Choose a model file made by this program; for encoder weights alone use --encoder-weights.",
        )
    _check_tensors(entries, size_bytes - 8 - length, path)
    return header_from_json(metadata[METADATA_KEY], path)


def file_sha256(path: Path) -> str:
    """Give the SHA-256 of a file as 64 hexadecimal digits; raises CheckpointError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = system_reason(error)
        raise CheckpointError(
            phrase("Cannot read the model file ({reason})", reason=reason), path=path, remedy=_REMEDY
        ) from error


def _check_tensors(entries: dict[str, Any], available_bytes: int, path: Path) -> None:
    if not 1 <= len(entries) <= MAX_TENSORS:
        raise _damaged(phrase("it lists {count} tensors", count=len(entries)), path)
    spans = []
    for name, entry in entries.items():
        if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
            raise _damaged(phrase("the entry of tensor {name} is malformed", name=_short(name)), path)
        shape, offsets = entry["shape"], entry["data_offsets"]
        if not _are_counts(shape) or len(shape) > 8 or not _are_counts(offsets) or len(offsets) != 2:
            raise _damaged(phrase("shape or place of tensor {name} is malformed", name=_short(name)), path)
        dtype = entry["dtype"]
        item_bytes = _ITEM_BYTES.get(dtype) if isinstance(dtype, str) else None
        if item_bytes is None or offsets[1] - offsets[0] != math.prod(shape) * item_bytes:
            raise _damaged(phrase("type or length of tensor {name} is wrong", name=_short(name)), path)
        spans.append((offsets[0], offsets[1]))
    end = 0
    for first, after in sorted(spans):
        if first != end:
            raise _damaged(phrase("tensors overlap or leave gaps"), path)
        end = after
    if end != available_bytes:
        raise _damaged(
            phrase(
                "it should hold {end} bytes of weights and has {available_bytes}",
                end=end,
                available_bytes=available_bytes,
            ),
            path,
        )


def _parse_object(text: str, path: Path | None) -> dict[str, Any]:
    try:
        value = json.loads(text, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _damaged(phrase("the header is not valid JSON"), path) from error
    if not isinstance(value, dict):
        raise _damaged(phrase("the header is not a JSON object"), path)
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key occurs twice")
    return values


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")


def _triple(value: Any, name: str, path: Path | None) -> tuple[float, float, float]:
    if not isinstance(value, list) or len(value) != 3 or not all(_is_finite(one) for one in value):
        raise _damaged(phrase("{name} is not three numbers", name=name), path)
    return (float(value[0]), float(value[1]), float(value[2]))


def _is_finite(value: Any) -> bool:
    # A whole number may be too long for a float.
    return (type(value) is int and abs(value) < 1 << 53) or (type(value) is float and math.isfinite(value))


def _are_counts(value: Any) -> bool:
    return isinstance(value, list) and all(type(one) is int and 0 <= one < 2**48 for one in value)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _damaged(why: str, path: Path | None) -> CheckpointError:
    return CheckpointError(
        phrase("The model file is damaged or not a model ({why})", why=why), path=path, remedy=_REMEDY
    )
