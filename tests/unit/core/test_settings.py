"""Settings: nothing in the file stops the program, nothing unknown is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from isic_desktop.core import places
from isic_desktop.core.settings import DEFAULT_BRUSH_PX, DEFAULT_OPACITY, MAX_RECENT_FOLDERS, Settings


def test_that_choices_are_read_back(tmp_path: Path) -> None:
    settings = Settings()
    assert not settings.path.exists()
    settings.active_model = "mine"
    settings.brush_size_px = 77
    settings.overlay_opacity = 0.25
    settings.theme = "dark"
    settings.window_geometry = "AdnQywAD"
    settings.add_recent_folder(tmp_path / "ä")
    settings.set_truth_folder(tmp_path / "ä", tmp_path / "truth")
    settings.set_annotation_place(tmp_path / "ä", tmp_path / "place")
    settings.save()
    assert settings.path == places.settings_file()
    again = Settings()
    assert again.active_model == "mine"
    assert again.brush_size_px == 77
    assert again.overlay_opacity == 0.25
    assert again.theme == "dark"
    assert again.window_geometry == "AdnQywAD"
    assert again.recent_folders == (tmp_path / "ä",)
    assert again.truth_folder(tmp_path / "ä") == tmp_path / "truth"
    assert again.annotation_place(tmp_path / "ä") == tmp_path / "place"
    assert again.annotation_place(tmp_path) is None
    assert again.messages == []


def test_that_without_a_file_the_usual_values_hold() -> None:
    settings = Settings()
    assert settings.active_model is None
    assert settings.brush_size_px == DEFAULT_BRUSH_PX
    assert settings.overlay_opacity == DEFAULT_OPACITY
    assert settings.theme == "system"
    assert settings.window_geometry == ""
    assert settings.recent_folders == ()
    settings.save()
    assert not settings.path.exists()


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN}', b""])
def test_that_a_damaged_file_is_set_aside_with_a_message(content: bytes) -> None:
    places.settings_file().write_bytes(content)
    settings = Settings()
    broken = places.settings_file().with_name("settings.json.broken")
    assert broken.read_bytes() == content
    assert len(settings.messages) == 1
    assert str(broken) in settings.messages[0]
    settings.theme = "light"
    settings.save()
    assert Settings().theme == "light"


def test_that_values_of_the_wrong_kind_count_as_absent() -> None:
    wrong: dict[str, Any] = {
        "active_model": 5,
        "brush_size_px": "large",
        "overlay_opacity": "half",
        "theme": ["dark"],
        "window_geometry": "not base64!",
        "recent_folders": [1, "", "a\0b", "/ok"],
        "annotation_places": [],
        "truth_folders": {"/x": 5},
    }
    places.settings_file().write_text(json.dumps(wrong))
    settings = Settings()
    assert settings.active_model is None
    assert settings.brush_size_px == DEFAULT_BRUSH_PX
    assert settings.overlay_opacity == DEFAULT_OPACITY
    assert settings.theme == "system"
    assert settings.window_geometry == ""
    assert settings.recent_folders == (Path("/ok"),)
    assert settings.annotation_place(Path("/x")) is None
    assert settings.truth_folder(Path("/x")) is None
    settings.set_annotation_place(Path("/x"), Path("/y"))
    assert settings.annotation_place(Path("/x")) == Path("/y")


def test_that_values_out_of_range_are_brought_into_it() -> None:
    places.settings_file().write_text('{"brush_size_px": 100000000, "overlay_opacity": -3}')
    settings = Settings()
    assert settings.brush_size_px == 2000
    assert settings.overlay_opacity == 0.0
    with pytest.raises(ValueError, match="theme"):
        settings.theme = "pink"


def test_that_unknown_keys_and_another_windows_changes_are_kept() -> None:
    places.settings_file().write_text('{"from_the_future": {"a": 1}, "theme": "dark"}')
    mine, other = Settings(), Settings()
    other.set_truth_folder(Path("/a"), Path("/ta"))
    other.brush_size_px = 9
    other.save()
    mine.set_truth_folder(Path("/b"), Path("/tb"))
    mine.save()
    values = json.loads(places.settings_file().read_text())
    assert values["from_the_future"] == {"a": 1}
    assert values["theme"] == "dark"
    assert values["brush_size_px"] == 9
    assert values["truth_folders"] == {"/a": "/ta", "/b": "/tb"}
    assert not mine.is_changed


def test_that_two_folders_never_share_one_place_for_annotations(tmp_path: Path) -> None:
    settings = Settings()
    first = settings.set_annotation_place(tmp_path / "x" / "images", tmp_path / "place")
    second = settings.set_annotation_place(tmp_path / "y" / "images", tmp_path / "place")
    assert first == tmp_path / "place"
    assert second is not None
    assert second != first
    assert second.parent == first
    assert settings.set_annotation_place(tmp_path / "x" / "images", tmp_path / "place") == first
    assert settings.set_annotation_place(tmp_path / "x" / "images", None) is None
    assert settings.annotation_place(tmp_path / "x" / "images") is None


def test_that_recent_folders_are_few_and_the_last_comes_first() -> None:
    settings = Settings()
    for number in range(MAX_RECENT_FOLDERS + 5):
        settings.add_recent_folder(Path(f"/f{number}"))
    settings.add_recent_folder(Path("/f10"))
    assert len(settings.recent_folders) == MAX_RECENT_FOLDERS
    assert settings.recent_folders[:2] == (Path("/f10"), Path(f"/f{MAX_RECENT_FOLDERS + 4}"))


def test_that_a_folder_name_that_is_not_utf8_is_remembered() -> None:
    odd = Path(b"/l\xe4sion".decode("utf-8", "surrogateescape"))
    settings = Settings()
    settings.add_recent_folder(odd)
    settings.save()
    assert Settings().recent_folders == (odd,)
