"""JSON as it may come from anywhere: only what JSON is, and not deeper than a stack."""

from __future__ import annotations

import json
from typing import Any


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
