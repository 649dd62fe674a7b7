"""What a person prefers: kept, given back, and put right where a file says something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from isic_desktop.core.preferences import (
    DEVICES,
    LAYER_COLOURS,
    MAX_FONT_PERCENT,
    MIN_FONT_PERCENT,
    MOST_THREADS,
    LastSession,
    Preferences,
)
from isic_desktop.core.settings import Settings

SESSION = LastSession("/photos", "a.jpg", "tool.brush", "normal", "view.as_taken", "view.truth", "AAAA")


@pytest.fixture
def kept() -> Preferences:
    return Preferences(Settings())


def read_again(preferences: Preferences) -> Preferences:
    preferences.settings.save()
    return Preferences(Settings())


@pytest.mark.parametrize(
    ("name", "usual", "other"),
    [
        ("device", DEVICES[0], DEVICES[1]),
        ("threads", 0, 3),
        ("font_percent", 100, 150),
        ("layer_colours", LAYER_COLOURS[0], LAYER_COLOURS[1]),
        ("restores_session", True, False),
        ("notifies", True, False),
        ("tour_seen", False, True),
        ("last_session", LastSession(), SESSION),
        ("shortcuts", {}, {"edit.undo": ("Ctrl+Z", "U"), "image.next": ()}),
        ("annotations_root", None, Path("/annotations").absolute()),
    ],
)
def test_that_a_choice_is_kept_and_taken_back(kept: Preferences, name: str, usual: Any, other: Any) -> None:
    assert getattr(kept, name) == usual
    setattr(kept, name, other)
    assert getattr(kept, name) == other
    again = read_again(kept)
    assert getattr(again, name) == other
    setattr(again, name, usual)
    assert getattr(read_again(again), name) == usual


@pytest.mark.parametrize(
    ("name", "value", "usual"),
    [
        ("device", "warp drive", DEVICES[0]),
        ("device", 7, DEVICES[0]),
        ("threads", "many", 0),
        ("threads", True, 0),
        ("threads", -5, 0),
        ("threads", 10**6, MOST_THREADS),
        ("font_percent", 1, MIN_FONT_PERCENT),
        ("font_percent", 9999, MAX_FONT_PERCENT),
        ("font_percent", 99.5, 100),
        ("layer_colours", None, LAYER_COLOURS[0]),
        ("restores_session", "no", True),
        ("tour_seen", 1, False),
        ("last_session", ["/photos"], LastSession()),
        ("last_session", {"folder": "/photos", "image": 5, "tool": "a\0b", "other": "x"}, LastSession("/photos")),
        ("shortcuts", [], {}),
        ("shortcuts", {"a": "Ctrl+A", "b": ["Ctrl+B", ""], "c": [3], "d": ["D"]}, {"d": ("D",)}),
        ("annotations_root", "", None),
        ("annotations_root", "a\0b", None),
        ("annotations_root", 3, None),
    ],
)
def test_that_what_a_file_says_is_put_right(kept: Preferences, name: str, value: Any, usual: Any) -> None:
    kept.settings.put(name, value)
    assert getattr(kept, name) == usual


def test_that_what_is_out_of_bounds_is_not_kept(kept: Preferences) -> None:
    kept.threads, kept.font_percent = 10**6, 1
    assert (kept.settings.value("threads"), kept.settings.value("font_percent")) == (MOST_THREADS, MIN_FONT_PERCENT)
    kept.threads = -1
    assert kept.settings.value("threads") == 0
    with pytest.raises(ValueError, match="must be one of"):
        kept.device = "warp drive"
    kept.last_session = replace(SESSION, image="", mode="")
    assert set(kept.settings.value("last_session")) == {"folder", "tool", "enhancement", "switches", "window_state"}


def test_that_a_choice_made_twice_writes_nothing(kept: Preferences) -> None:
    kept.threads = 3
    assert kept.settings.is_changed
    kept.settings.save()
    kept.threads = 3
    assert not kept.settings.is_changed


def test_that_annotations_are_found_wherever_they_were_put(kept: Preferences, tmp_path: Path) -> None:
    photos, first, second = (tmp_path / name for name in ("photos", "first", "second"))
    photos.mkdir()
    beside = photos / "annotations"
    assert kept.place_for(photos) == beside
    kept.annotations_root = first
    in_first = kept.place_for(photos)
    assert in_first.parent == first
    assert in_first.name.startswith("photos-")
    assert kept.place_for(tmp_path / "inner" / "photos") != in_first, "two folders may have the same name"
    in_first.mkdir(parents=True)
    (in_first / ".lock").touch()
    kept.annotations_root = second
    assert kept.place_for(photos).parent == second, "a lock is nobody's work"
    (in_first / "a_Segmentation.png").touch()
    kept.annotations_root = None
    assert kept.place_for(photos) == in_first, "what was drawn there stays in use"
    beside.mkdir()
    (beside / "a_Segmentation.png").touch()
    kept.annotations_root = second
    kept.annotations_root = None
    assert kept.place_for(photos) == beside
    kept.settings.set_annotation_place(photos, tmp_path / "chosen")
    assert kept.place_for(photos) == tmp_path / "chosen"
