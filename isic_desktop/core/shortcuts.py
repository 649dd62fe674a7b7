"""Keys of the actions: the usual ones, those a person chose instead, conflicts, and a card to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from isic_desktop.core.actions import ACTIONS, ActionSpec

# Keys the canvas, fields and dialogs need for themselves.
RESERVED = ("Space", "Tab", "Shift+Tab", "Return", "Enter", "Backspace", "Up", "Down", "Left", "Right")
Keys = tuple[str, ...]


def effective_keys(chosen: Mapping[str, Keys], actions: Iterable[ActionSpec] = ACTIONS) -> dict[str, Keys]:
    """The keys of every action.

    Args:
        chosen: Keys a person chose, by the id of the action; an empty tuple takes an action's keys away.
        actions: The table.

    Returns:
        Keys by id. A chosen key that another action claims as well is left out here, so that a damaged or old choice
        can never make a key ambiguous: the action that comes first in the table keeps it, chosen keys before usual.
    """
    table = tuple(actions)
    taken: dict[str, str] = {}
    keys_of: dict[str, list[str]] = {spec.id: [] for spec in table}
    for wanted in (
        {spec.id: chosen[spec.id] for spec in table if spec.id in chosen},
        {spec.id: spec.shortcuts for spec in table if spec.id not in chosen},
    ):
        for action_id, keys in wanted.items():
            for key in keys:
                if key.casefold() not in taken and key not in RESERVED:
                    taken[key.casefold()] = action_id
                    keys_of[action_id].append(key)
    return {action_id: tuple(keys) for action_id, keys in keys_of.items()}


def claimed_by(key: str, keys_of: Mapping[str, Keys], *, but: str = "") -> str:
    """Id of the action that has a key, "reserved" for a key the program needs for itself, or "" if it is free.

    Args:
        key: In Qt's portable notation.
        keys_of: As `effective_keys` gives them.
        but: An action that does not count.
    """
    if key.casefold() in (reserved.casefold() for reserved in RESERVED):
        return "reserved"
    for action_id, keys in keys_of.items():
        if action_id != but and key.casefold() in (other.casefold() for other in keys):
            return action_id
    return ""


def chosen_from(keys_of: Mapping[str, Keys], actions: Iterable[ActionSpec] = ACTIONS) -> dict[str, Keys]:
    """Only the keys that differ from the usual ones: what has to be remembered."""
    return {spec.id: keys_of[spec.id] for spec in actions if spec.id in keys_of and keys_of[spec.id] != spec.shortcuts}


def card_html(
    title: str,
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    footer: str,
    *,
    columns: int = 2,
    font_pt: float = 9,
) -> str:
    """A page with all keys, to print or to look at in a browser.

    Args:
        title: Its heading.
        groups: Headings, each with pairs of what is done and its keys.
        footer: A line below.
        columns: How many groups stand side by side.
        font_pt: Size of the letters.
    """
    import html  # its table of entities is not needed for a window

    cells = []
    for heading, rows in groups:
        lines = "".join(
            f"<tr><td width='64%'>{html.escape(what)}</td><td width='36%'><b>{html.escape(keys)}</b></td></tr>"
            for what, keys in rows
        )
        cells.append(
            f"<h3>{html.escape(heading)}</h3><table width='100%' cellspacing='0' cellpadding='2'>{lines}</table>"
        )
    heights = [0] * columns
    stacks: list[list[str]] = [[] for _ in range(columns)]
    for cell, (_, rows) in zip(cells, groups, strict=True):
        at = heights.index(min(heights))
        stacks[at].append(cell)
        heights[at] += len(rows) + 3
    width = 100 // columns
    body = "".join(
        f"<td width='{width}%' valign='top' style='padding-right: 16px'>{''.join(stack)}</td>" for stack in stacks
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'>"
        f"<title>{html.escape(title)}</title></head><body style='font-family: sans-serif; font-size: {font_pt:g}pt'>"
        f"<h2>{html.escape(title)}</h2><table width='100%'><tr>{body}</tr></table>"
        f"<p>{html.escape(footer)}</p></body></html>"
    )


def native(keys: Keys, spoken: Callable[[str], str]) -> str:
    """Keys as a person reads them, e.g. "Ctrl+Shift+Z, Ctrl+Y".

    Args:
        keys: In Qt's portable notation.
        spoken: Gives one of them in the system's own notation.
    """
    return ", ".join(spoken(key) for key in keys)
