"""Which model is in use, and which was before it, as the settings remember it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isic_desktop.core.model_registry import active_model_name

if TYPE_CHECKING:
    from isic_desktop.core.settings import Settings


def activate(settings: Settings, name: str, sha256: str) -> None:
    """Note that a model is in use from now on, and which one was until now.

    Args:
        settings: Changed, not saved.
        name: Of the model.
        sha256: Of its file, by which a file that was replaced is noticed.
    """
    before = active_model_name(settings)
    if before != name:
        settings.previous_model = before
    settings.active_model = name
    settings.active_model_sha256 = sha256


def follow_rename(settings: Settings, old: str, new: str) -> None:
    """Note that a model is called otherwise."""
    if settings.active_model == old:
        settings.active_model = new
    if settings.previous_model == old:
        settings.previous_model = new


def forget(settings: Settings, name: str) -> None:
    """Note that a model is gone."""
    if settings.previous_model == name:
        settings.previous_model = None
