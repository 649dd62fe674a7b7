"""The program's log: rotated by size, and without anything that names a patient.

File names and folders often hold names, dates of birth or case numbers. So every path and every image's name is
replaced by a mark before it is written. The same thing gets the same mark during one run, which keeps the log useful;
the mark is salted with a number of that run, so that nobody can find the name by trying names.
"""

from __future__ import annotations

import hashlib
import logging
import logging.handlers
import re
import secrets
from pathlib import Path

LOG_BYTES = 1_000_000
LOG_FILES = 3
LOG_NAME = "isic-desktop.log"
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s"
_ENDINGS = (
    r"jpe?g|png|tiff?|bmp|webp|gif|dcm|heic|json|csv|tsv|xlsx?|zip|safetensors|npz|npy|txt|md|pdf|html?|svg|journal"
)
# Where a traceback says which line of code: kept, from the package on.
_CODE = re.compile(r'File "(?:[^"\n]*[\\/])?((?:isic_desktop|model_train|site-packages|lib)[\\/][^"\n]*\.py)"')
_OTHER_CODE = re.compile(r'File "(?!\x00)[^"\n]*?([^"\\/\n]+)"')
_QUOTED = re.compile(r"(['\"“‘])([^'\"\n“”‘’]*(?:[\\/][^'\"\n“”‘’]*|\.(?:" + _ENDINGS + r")))(['\"”’])", re.IGNORECASE)
# A path up to an ending that files have (it may hold blanks), or up to the next blank.
_START = r"(?<![\w.<\x00])(?:[A-Za-z]:[\\/]|\\\\|~?/|\.{1,2}[\\/])"
_LONG_PATH = re.compile(_START + r"[^\n'\"<>|\x00]*?\.(?:" + _ENDINGS + r")\b", re.IGNORECASE)
_SHORT_PATH = re.compile(_START + r"[^\s'\"<>|\x00]+")
_NAME = re.compile(r"[^\s'\"<>|/\\\x00]+\.(?:" + _ENDINGS + r")\b", re.IGNORECASE)


class Redactor:
    """Replaces what could name a patient by marks such as <path 3f2a91>."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._hidden: dict[str, None] = {}

    def hide(self, path: Path) -> None:
        """Never write this folder's name, even where no path is recognised: "the folder Jane Doe is locked"."""
        for text in (str(path), path.name):
            if len(text) > 2:
                self._hidden[text] = None
        while len(self._hidden) > 200:
            self._hidden.pop(next(iter(self._hidden)))

    def mark(self, text: str) -> str:
        """The mark of a text."""
        digest = hashlib.sha256(self._salt + text.encode("utf-8", "surrogatepass")).hexdigest()
        return f"<path {digest[:6]}>"

    def clean(self, text: str) -> str:
        """A text without paths and names of images."""
        kept: list[str] = []

        def keep(match: re.Match[str]) -> str:
            kept.append(match[1].replace("\\", "/"))
            return f'File "\x00{len(kept) - 1}\x00"'

        text = _OTHER_CODE.sub(keep, _CODE.sub(keep, text)) if "File " in text else text
        for hidden in sorted(self._hidden, key=len, reverse=True):
            text = text.replace(hidden, self.mark(hidden))
        text = _QUOTED.sub(lambda match: match[1] + self.mark(match[2]) + match[3], text)
        for pattern in (_LONG_PATH, _SHORT_PATH, _NAME):
            text = pattern.sub(lambda match: self.mark(match[0]), text)
        return re.sub("\x00(\\d+)\x00", lambda match: kept[int(match[1])], text)


REDACTOR = Redactor()
"""The one that the program's log uses."""


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback included, and takes out what could name a patient."""

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines of a record."""
        return REDACTOR.clean(super().format(record))


def log_to(folder: Path) -> logging.Handler | None:
    """Write the log to a folder from now on.

    Returns:
        The handler; None if no file can be written there. The program works all the same then.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / LOG_NAME, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
    except OSError as error:
        logging.basicConfig()
        logging.getLogger(__name__).warning("no log file is written: %s", error.strerror)
        return None
    handler.setFormatter(RedactingFormatter(_FORMAT))
    root.addHandler(handler)
    return handler


def last_lines(folder: Path, count: int) -> list[str]:
    """The newest lines of the log, cleaned once more; empty if there is none."""
    try:
        with (folder / LOG_NAME).open("rb") as file:
            file.seek(max(0, (folder / LOG_NAME).stat().st_size - 400 * count))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return [REDACTOR.clean(line) for line in text.splitlines()[-count:]]
