"""What a model may be called: a name that is a file name on every system, and that no other model has."""

from __future__ import annotations

import re
from pathlib import Path

from isic_desktop.core import model_registry, places
from isic_desktop.core.annotation_names import name_key
from model_train.errors import UsageError
from model_train.messages import phrase

MAX_NAME_CHARS = 60
_SUFFIX = ".safetensors"
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
# Words that commands understand otherwise.
_WORDS = (model_registry.ACTIVE,)


def taken_names() -> set[str]:
    """The names of all models there are, in the form in which two are compared."""
    folders = (model_registry.bundled_models_dir(), places.models_dir())
    return {name_key(path.stem) for folder in folders for path in _files(folder)}


def check_name(name: str) -> str:
    """Give a name for a new model back, if it may be used.

    Raises:
        UsageError: It cannot be a file name everywhere, or is taken; the message says what is wrong with it.
    """
    what = ""
    if not name.strip() or name != name.strip():
        what = "A model's name must neither be empty nor begin or end with a space"
    elif len(name) > MAX_NAME_CHARS:
        what = phrase("A model's name has at most {most} characters", most=MAX_NAME_CHARS)
    elif _UNFIT.search(name) or name.startswith(".") or name.endswith(".") or name.lower().endswith(_SUFFIX):
        what = phrase(
            "The name '{name}' cannot be used: it must not hold / \\ : * ? \" < > |, nor begin or end with a dot",
            name=name,
        )
    elif _RESERVED.fullmatch(name) or name_key(name) in _WORDS:
        what = phrase("The name '{name}' means something else to the computer", name=name)
    elif name_key(name) in taken_names():
        what = phrase("There is a model named '{name}' already", name=name)
    if what:
        raise UsageError(what, remedy="Choose another name.")
    return name


def free_name(wanted: str) -> str:
    """Turn a wish into a name that may be used: what does not fit becomes "-", and a number makes it unique."""
    plain = _UNFIT.sub("-", wanted).strip().strip(".").strip()
    if plain.lower().endswith(_SUFFIX):
        plain = plain[: -len(_SUFFIX)]
    plain = plain[: MAX_NAME_CHARS - 12].strip(" .") or "model"
    if _RESERVED.fullmatch(plain) or name_key(plain) in _WORDS:
        plain = f"model-{plain}"
    taken = taken_names()
    name, number = plain, 2
    while name_key(name) in taken:
        name, number = f"{plain}-{number}", number + 1
    return name


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix == _SUFFIX and not path.name.startswith(".")]
    except OSError:
        return []
