"""The table of actions is sound: no key does two things, every id is unique and of one form."""

from __future__ import annotations

import re
from dataclasses import replace

from isic_desktop.core.actions import ACTIONS, shortcut_conflicts
from isic_desktop.core.places import resource_path


def test_that_no_key_is_claimed_twice() -> None:
    assert shortcut_conflicts() == []


def test_that_a_conflict_is_found_whatever_its_letter_case() -> None:
    doubled = (*ACTIONS, replace(ACTIONS[0], id="other.action", shortcuts=("ctrl+z", "F12")))
    assert shortcut_conflicts(doubled) == ["ctrl+z"]


def test_that_ids_are_unique_and_of_one_form() -> None:
    ids = [spec.id for spec in ACTIONS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", action_id) for action_id in ids)


def test_that_every_icon_named_is_there() -> None:
    for spec in ACTIONS:
        assert not spec.icon or resource_path("icons", f"{spec.icon}.svg").is_file()


def test_that_tools_and_ways_of_looking_are_switches_and_deeds_are_not() -> None:
    switches = {spec.id for spec in ACTIONS if spec.checkable}
    tools_and_themes = {spec.id for spec in ACTIONS if spec.id.startswith(("tool.", "view.theme_"))}
    assert tools_and_themes - switches == {"tool.swap", "tool.smaller", "tool.larger"}
    assert {"view.as_taken", "view.contrast", "view.constancy", "view.hairless"} <= switches
    assert {"view.compare", "view.blink", "view.loupe", "view.overlay", "view.truth", "view.prediction"} <= switches
    assert {"view.truth_instead", "edit.history", "gallery.grid", "review.worst_first"} <= switches
    assert not switches & {"edit.undo", "image.next", "annotation.save", "file.export", "train.new"}
