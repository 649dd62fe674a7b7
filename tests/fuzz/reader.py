"""What a reader is, for those who damage what it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reader:
    """One reader.

    Args:
        name: What it reads.
        file_name: What the damaged file is called, below the scratch folder.
        whole: Makes whole files; called with an empty scratch folder.
        read: Reads the file; may raise AppError and nothing else. None or False say that nothing was taken from the
            file, though there was no error: what is only a help to the program is done without.
    """

    name: str
    file_name: str
    whole: Callable[[Path], list[bytes]]
    read: Callable[[Path], object]
