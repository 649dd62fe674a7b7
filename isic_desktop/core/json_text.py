"""JSON for files and for standard output, whatever a file is called."""

from __future__ import annotations

import json
from typing import Any

from model_train.strict_json import decode_json, read_json

__all__ = ["decode_json", "encode_json", "read_json"]


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
