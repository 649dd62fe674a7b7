"""The errors a person may see: what happened, to which file, and what to do next."""

from __future__ import annotations

from pathlib import Path


class AppError(Exception):
    """Base of every error that is meant for a person.

    Args:
        what: What happened, as the start of a sentence, without a full stop.
        path: The file or folder concerned, if there is one.
        remedy: What the person can do about it, as a sentence.
    """

    def __init__(self, what: str, *, path: Path | None = None, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.remedy = remedy

    def __str__(self) -> str:
        sentence = self.what if self.path is None else f"{self.what}: {self.path}"
        return f"{sentence}. {self.remedy.rstrip('.')}." if self.remedy else f"{sentence}."


class ImageError(AppError):
    """An image file cannot be read as an image."""


class MaskError(AppError):
    """A mask file cannot be read, or does not fit its image."""


class SidecarError(AppError):
    """The JSON file beside a mask is not one this program can read."""


class CheckpointError(AppError):
    """A model file is damaged, foreign or of another version."""


class DeviceError(AppError):
    """The requested processor or graphics card cannot be used."""


class PairingError(AppError):
    """Images and masks cannot be matched with each other."""


class TrainingError(AppError):
    """A training run cannot start or go on."""


class FolderError(AppError):
    """A folder is missing, unreadable or not writable."""


class StorageError(AppError):
    """A file cannot be written: full disk, missing permission, vanished drive."""


class UsageError(AppError):
    """The request itself does not make sense; nothing was started."""
