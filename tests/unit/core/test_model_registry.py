"""Which models there are, and which one a name means."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_model import write_header_only_model

from isic_desktop.core import model_registry, places
from isic_desktop.core.model_registry import DEFAULT_MODEL, list_models, resolve_model
from isic_desktop.core.settings import Settings
from model_train.errors import CheckpointError


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bundled"
    folder.mkdir()
    monkeypatch.setattr(model_registry, "bundled_models_dir", lambda: folder)
    write_header_only_model(folder / f"{DEFAULT_MODEL}.safetensors")
    return folder


def test_that_models_of_both_places_are_listed_with_their_headers(bundled: Path) -> None:
    write_header_only_model(places.models_dir() / "mine.safetensors", "mine")
    entries = {entry.name: entry for entry in list_models()}
    assert list(entries) == [DEFAULT_MODEL, "mine"]
    assert entries[DEFAULT_MODEL].bundled
    assert entries[DEFAULT_MODEL].active
    assert not entries["mine"].bundled
    assert not entries["mine"].active
    header = entries["mine"].header
    assert header is not None
    assert header.input_size_px == 64
    assert len(entries["mine"].sha256) == 64


def test_that_the_chosen_model_is_the_active_one(bundled: Path) -> None:
    mine = write_header_only_model(places.models_dir() / "mine.safetensors")
    settings = Settings()
    settings.active_model = "mine"
    assert [entry.name for entry in list_models(settings) if entry.active] == ["mine"]
    assert resolve_model("active", settings) == mine
    settings.save()
    assert resolve_model("active") == mine
    assert resolve_model(DEFAULT_MODEL) == bundled / f"{DEFAULT_MODEL}.safetensors"


def test_that_a_damaged_model_is_listed_with_the_reason_and_refused(bundled: Path) -> None:
    broken = places.models_dir() / "broken.safetensors"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_bytes(b"nothing of the kind")
    entry = next(entry for entry in list_models() if entry.name == "broken")
    assert entry.header is None
    assert str(broken) in entry.error
    for asked in ("broken", str(broken), broken):
        with pytest.raises(CheckpointError) as caught:
            resolve_model(asked)
        assert str(broken) in str(caught.value)


def test_that_a_persons_model_cannot_pose_as_a_bundled_one(bundled: Path) -> None:
    write_header_only_model(places.models_dir() / f"{DEFAULT_MODEL}.safetensors")
    assert resolve_model(DEFAULT_MODEL).parent == bundled
    first, second = list_models()
    assert first.active
    assert not second.active
    assert "same name" in second.error


def test_that_an_unknown_name_is_answered_with_the_known_ones(bundled: Path) -> None:
    with pytest.raises(CheckpointError, match=DEFAULT_MODEL):
        resolve_model("nosuch")
    with pytest.raises(CheckpointError, match="no such model file"):
        resolve_model("./nosuch.safetensors")


def test_that_a_chosen_model_that_is_gone_is_named(bundled: Path) -> None:
    settings = Settings()
    settings.active_model = "deleted"
    with pytest.raises(CheckpointError, match="'deleted', is gone"):
        resolve_model("active", settings)


def test_that_a_missing_bundled_model_asks_for_a_new_installation(bundled: Path) -> None:
    (bundled / f"{DEFAULT_MODEL}.safetensors").unlink()
    assert list_models() == []
    for asked in ("active", DEFAULT_MODEL):
        with pytest.raises(CheckpointError, match="Install the program again"):
            resolve_model(asked)


def test_that_a_model_is_found_by_path(tmp_path: Path, bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_header_only_model(tmp_path / "x" / "one.safetensors")
    assert resolve_model(path) == path
    monkeypatch.chdir(path.parent)
    assert resolve_model("one.safetensors") == Path("one.safetensors")
