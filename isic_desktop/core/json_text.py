"""JSON for files and for standard output, whatever a file is called."""

from __future__ import annotations

import json
from typing import Any


def encode_json(value: Any) -> bytes:
    """Indented JSON as UTF-8 with a final line end.

    Text is readable as it is, except where a file name is not valid UTF-8: such a name carries lone surrogates,
    which only survive as escapes, and then everything beyond ASCII is escaped.

    Raises:
        ValueError: A number is not finite.
    """
    try:
        return (json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False) + "\n").encode()


def decode_json(content: bytes) -> Any:
    """The value of a JSON text; NaN and Infinity, which some programs write, are refused.

    Raises:
        ValueError: It is not JSON, not UTF-8, or nested too deeply to be anything of ours.
    """
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
