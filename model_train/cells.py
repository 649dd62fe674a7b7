"""Text in the cells of tables: a spreadsheet would run what begins like a formula, and names of files may."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def defused(cell: str) -> str:
    """A cell's text, with an apostrophe before it if a spreadsheet would take it for a formula, or if it has one so."""
    return f"'{cell}" if _is_formula(cell) else cell


def as_it_was(cell: str) -> str:
    """The text that `defused` was given."""
    return cell[1:] if cell[:1] == "'" and _is_formula(cell[1:]) else cell


def _is_formula(cell: str) -> bool:
    return cell.lstrip(" '").startswith(_BEGINNINGS)
