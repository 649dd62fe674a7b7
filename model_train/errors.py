"""The errors a person may see: what happened, to which file, and what to do next."""

from __future__ import annotations

from pathlib import Path

from model_train.messages import Phrase, phrase


class AppError(Exception):
    """Base of every error that is meant for a person.

    Args:
        what: What happened, as the start of a sentence, without a full stop: a literal, or a `messages.phrase`.
        path: The file or folder concerned, if there is one.
        remedy: What the person can do about it, as a sentence; like `what`.

    `str(error)` is the whole sentence; a window says it in the person's language (`messages.said_in`).
    """

    def __init__(self, what: str, *, path: Path | None = None, remedy: str = "") -> None:
        super().__init__(what)
        self.what = _sayable(what)
        self.path = path
        self.remedy = _sayable(remedy)

    def __str__(self) -> str:
        parts: dict[str, object] = {"what": self.what, "path": self.path, "remedy": self.remedy}
        if self.remedy and not self.remedy.endswith("."):
            parts["remedy"] = phrase("{remedy}.", remedy=self.remedy)
        if self.path is None:
            return phrase("{what}. {remedy}", **parts) if self.remedy else phrase("{what}.", **parts)
        return phrase("{what}: {path}. {remedy}", **parts) if self.remedy else phrase("{what}: {path}.", **parts)


def _sayable(text: str) -> str:
    return text if isinstance(text, Phrase) or not text else Phrase(text, {})


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


def is_lack_of_memory(error: BaseException) -> bool:
    """Whether memory ran out: Python, torch and OpenCV each say it in their own way."""
    if isinstance(error, MemoryError):
        return True
    # Torch is known without loading it: its error for graphics cards by its name, that for processors by its words.
    if any(kind.__name__ == "OutOfMemoryError" for kind in type(error).__mro__):
        return True
    text = str(error).lower()
    # OpenCV's error derives from neither, and is known without loading OpenCV.
    may_say_it = isinstance(error, RuntimeError | OSError) or type(error).__module__ == "cv2"
    return may_say_it and any(words in text for words in _LACKS_MEMORY)


_LACKS_MEMORY = (
    "allocate memory",
    "out of memory",
    "not enough memory",
    "insufficient memory",
    "bad_alloc",
    "bad alloc",
)
