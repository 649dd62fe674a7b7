"""JSON and tables as they may come from anywhere: no deeper than a stack, no larger than memory, nothing else."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
from pathlib import Path
from typing import Any

MAX_JSON_BYTES = 64 << 20
"""Findings about 50,000 images take 20 MB; all else that we write for ourselves is smaller by far."""
MAX_TABLE_BYTES = 64 << 20
"""A table of 400,000 images takes so much."""
_MAX_VALUES_BYTES = 1400 << 20
# What is smaller cannot fill the memory, whatever it holds.
_WEIGHED_BYTES, _WEIGHED_TABLE_BYTES = 8 << 20, 1 << 20
# What CPython takes at most for a number with its place in a list, for an empty list or object with its, and beside its
# letters for a text or a name.
_VALUE_BYTES, _CONTAINER_BYTES, _TEXT_BYTES = 40, 88, 100
# The same for a row of a table, for each of its columns, and for a cell.
_ROW_BYTES, _COLUMN_BYTES, _CELL_BYTES = 300, 60, 90


def decode_json(content: bytes) -> Any:
    """The value of a JSON text; NaN and Infinity, which some programs write, are refused, and 1e999, which is the same.

    So what was read can always be written again.

    Raises:
        ValueError: It is not JSON, not UTF-8, or nested too deeply or of too many values to be anything of ours.
    """
    if len(content) > _WEIGHED_BYTES and _values_bytes(content) > _MAX_VALUES_BYTES:
        raise ValueError("more values than fit into memory")
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def read_json(path: Path) -> Any:
    """The value of a JSON file.

    Raises:
        OSError: It cannot be read.
        ValueError: It is larger than MAX_JSON_BYTES, or as `decode_json`.
    """
    return decode_json(read_limited(path, MAX_JSON_BYTES))


def read_limited(path: Path, most_bytes: int) -> bytes:
    """A whole file, unless it is larger than one of its kind can be; raises OSError and ValueError."""
    with path.open("rb") as file:
        too_large = os.fstat(file.fileno()).st_size > most_bytes
        content = b"" if too_large else file.read(most_bytes + 1)
    if too_large or len(content) > most_bytes:  # a pipe tells no size
        raise ValueError(f"larger than {most_bytes >> 20} MiB")
    return content


def open_table(path: Path, *, errors: str = "strict", row_bytes: int = _ROW_BYTES) -> io.StringIO:
    """A CSV file in UTF-8 for the `csv` module.

    Args:
        path: The file.
        errors: What to do with what is no UTF-8, as for `bytes.decode`.
        row_bytes: What is made of a row takes so much at most, beside its cells.

    Raises:
        OSError: It cannot be read.
        ValueError: It is larger than MAX_TABLE_BYTES, of more cells than fit into memory, or no UTF-8.
        csv.Error: Its first row is none.
    """
    content = read_limited(path, MAX_TABLE_BYTES)
    table = io.StringIO(content.decode("utf-8-sig", errors), newline="")
    if len(content) > _WEIGHED_TABLE_BYTES:
        columns = len(next(csv.reader(table), []))  # a row that ends early has them all the same
        table.seek(0)
        if _cells_bytes(content, columns, row_bytes) > _MAX_VALUES_BYTES:
            raise ValueError("more cells than fit into memory")
    return table


def _values_bytes(content: bytes) -> int:
    """At most so much memory will the values of a JSON text take; small files can hold millions of empty lists."""
    containers = content.count(b"[") + content.count(b"{")
    # A text takes for each of its letters what the widest of them needs.
    width = 4 if re.search(b"[\xf0-\xff]", content) else 1 if content.isascii() else 2
    width_read = 4 if b"\\u" in content else width
    # While one long text is read there are the file, its text with half a copy, and what has been put together of the
    # value with three quarters of a copy (tests/fuzz/test_enormous).
    letters = len(content) * (1 + 1.5 * width + 1.75 * width_read)
    values = _VALUE_BYTES * content.count(b",") + _TEXT_BYTES * (content.count(b'"') // 2)
    return int(letters) + values + _CONTAINER_BYTES * containers


def _cells_bytes(content: bytes, columns: int, row_bytes: int) -> int:
    """At most so much memory will a table take whose rows are kept as dicts; a row of two bytes takes hundreds."""
    rows = content.count(b"\n") + content.count(b"\r")
    letters = 9 * len(content)  # as bytes, and twice as text of four bytes a letter
    return letters + rows * (row_bytes + _COLUMN_BYTES * columns) + _CELL_BYTES * content.count(b",")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError(f"{text[:40]} is beyond all numbers")
    return value


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
