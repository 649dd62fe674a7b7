"""Sentences that can be said again in another language.

A sentence is its English text, and so an ordinary string for prints, logs, files and tests; besides, it remembers the
template it was made from and what was put in, so that a window can say it in a person's language. What makes sentences
knows nothing of languages; what translates them gives a function from template to template.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Self

FIELDS_WANTED = "MODEL_TRAIN_FIELDS"
"""Set in the environment of a command, it has the fields of its last complaint printed after it."""
LONGEST = 20_000
"""Characters of a sentence that is taken from a file."""
_FIELD = re.compile(r"{(\w+)}")
_MOST_FIELDS = 50
_DEEPEST = 8  # A sentence in a sentence in a sentence: what is deeper was not made by this program.


class Phrase(str):
    """A sentence in English that remembers how it was put together.

    Args:
        template: Its text, with `{name}` where values go.
        values: What goes there; a value that is such a sentence, or an error, is translated with it.
    """

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Self:
        """Put the values in."""
        # Of an error only its sentence is kept: its traceback would keep arrays alive.
        worded = {name: value if isinstance(value, str) else str(value) for name, value in values.items()}
        sentence = super().__new__(cls, _filled(template, worded))
        sentence.template = template
        sentence.values = worded
        return sentence

    def __getnewargs__(self) -> tuple[str, Mapping[str, str]]:  # type: ignore[override]
        return self.template, self.values


def phrase(template: str, /, **values: object) -> Phrase:
    """Make a sentence that can be said in another language.

    Args:
        template: One literal in English (it is extracted for translation), with `{name}` where values go.
        values: What goes there. Numbers are given as they should be read.
    """
    return Phrase(template, values)


def joined(parts: Iterable[str], between: str = " ") -> str:
    """Put sentences one after the other, so that each can still be translated. Empty ones are left out."""
    present = [part for part in parts if part]
    if len(present) < 2:
        return present[0] if present else ""
    names = [f"part{number}" for number in range(len(present))]
    return Phrase(between.join(f"{{{name}}}" for name in names), dict(zip(names, present, strict=True)))


def with_values(text: str, change: Callable[[str], str]) -> str:
    """Change a sentence's values, as to leave folders out of it; what has no template is changed itself."""
    if not isinstance(text, Phrase):
        return change(text)
    return Phrase(text.template, {name: with_values(value, change) for name, value in text.values.items()})


def first_line(error: BaseException) -> str:
    """What an error of a library says first, without its full stop, at most 300 characters; its kind if nothing."""
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".")[:300] if lines else type(error).__name__


def system_reason(error: OSError) -> str:
    """Why the system refused something, in its own words."""
    known = _SYSTEM_REASONS.get(error.errno or 0)
    if known is not None and known == error.strerror:
        return known
    return error.strerror or type(error).__name__


def said_in(text: object, translate: Callable[[str], str]) -> str:
    """Say a sentence in another language.

    Args:
        text: A sentence or an error. Any other text, which has no template, stays as it is.
        translate: Gives a template in that language, or the same template if it does not know it.
    """
    if isinstance(text, Exception):
        text = str(text)
    if not isinstance(text, Phrase):
        return str(text)
    return _filled(translate(text.template), {name: said_in(value, translate) for name, value in text.values.items()})


def packed(text: str) -> dict[str, Any] | None:
    """A sentence's template and values as JSON values, to stand beside its English text; None if it has no template."""
    if not isinstance(text, Phrase):
        return None
    return {"template": text.template, "values": {name: packed(value) or value for name, value in text.values.items()}}


def unpacked(text: str, fields: object) -> str:
    """Take a sentence back from a file or another process.

    Args:
        text: Its English text, which is what counts.
        fields: What `packed` gave. It is not believed: where it does not give exactly that text, the text stays as it
            is, and cannot be translated.
    """
    if not isinstance(fields, dict) or len(text) > LONGEST:
        return text
    sentence = _rebuilt(fields, _DEEPEST)
    return sentence if sentence is not None and sentence == text else text


def sent(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of an event for another process, as JSON values: beside each sentence `x` stand its fields, `x_said`."""
    packs = {f"{name}_said": packed(value) for name, value in values.items() if isinstance(value, Phrase)}
    return {**values, **packs}


def received(values: Mapping[str, Any], name: str) -> str:
    """A sentence of an event from another process, as `sent` gives it; empty if there is none."""
    text = values.get(name)
    return unpacked(str(text), values.get(f"{name}_said")) if text else ""


def complaint(error: Exception) -> str:
    """What a command prints about an error; a program that asked for it (`FIELDS_WANTED`) gets a line of fields too."""
    text = str(error)
    return f"{text}\n{json.dumps({'said': packed(text)})}" if os.environ.get(FIELDS_WANTED) else text


def complained(lines: Sequence[str]) -> str:
    """The last complaint among the lines that a command printed, as `complaint` gives it; empty without lines."""
    if len(lines) > 1 and lines[-1].startswith('{"said": '):
        with suppress(ValueError, RecursionError):
            return unpacked(lines[-2], json.loads(lines[-1])["said"])
    return lines[-1] if lines else ""


def _rebuilt(fields: Mapping[Any, Any], depth: int) -> Phrase | None:
    template, values = fields.get("template"), fields.get("values")
    if not isinstance(template, str) or not isinstance(values, dict) or not depth:
        return None
    if len(template) > LONGEST or len(_FIELD.findall(template)) > _MOST_FIELDS:
        return None
    found: dict[str, object] = {}
    for name, value in values.items():
        inner = _rebuilt(value, depth - 1) if isinstance(value, dict) else value
        if not isinstance(inner, str) or len(inner) > LONGEST:
            return None
        found[str(name)] = inner
    return Phrase(template, found)


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Put values where their names stand. Only plain names are looked for: a template may come from a file."""
    return _FIELD.sub(lambda field: values.get(field[1], field[0]), template) if values else template


# What the system says most often, so that it can be translated; the English texts are the system's own.
_SYSTEM_REASONS = {
    errno.EACCES: phrase("Permission denied"),
    errno.EPERM: phrase("Operation not permitted"),
    errno.ENOENT: phrase("No such file or directory"),
    errno.ENOTDIR: phrase("Not a directory"),
    errno.EISDIR: phrase("Is a directory"),
    errno.EEXIST: phrase("File exists"),
    errno.ENOSPC: phrase("No space left on device"),
    errno.EROFS: phrase("Read-only file system"),
    errno.EIO: phrase("Input/output error"),
    errno.ENAMETOOLONG: phrase("File name too long"),
    errno.EMFILE: phrase("Too many open files"),
    errno.ENODEV: phrase("No such device"),
    errno.EBUSY: phrase("Device or resource busy"),
    errno.EFBIG: phrase("File too large"),
    errno.ETIMEDOUT: phrase("Connection timed out"),
}
