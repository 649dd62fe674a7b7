"""Whether every file in a folder is whole, whatever it is: the old one or the new one, never half of one."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from PIL import Image
from safetensors import safe_open

from isic_desktop.core.journal import read_journal
from model_train.atomic import TEMPORARY_PREFIX

_TEXTS = (".broken", ".txt", ".log", ".md", ".yaml", ".1", ".2", ".3")
_WORDS = {"control": "stop", "background": ""}
_BEGUN = (".part", ".lock", ".fetching")


def check_whole(folder: Path) -> int:
    """Read every file below a folder to its end, but for those that are being written; returns how many."""
    count = 0
    for path in sorted(folder.rglob("*")):
        begun = path.name.startswith(TEMPORARY_PREFIX) or any(part.endswith(".unpacking") for part in path.parts)
        if path.is_dir() or begun or path.suffix in _BEGUN or path.name in _BEGUN:
            continue
        try:
            _check(path)
        except Exception as error:
            raise AssertionError(f"{path.name} is not whole: {error}") from error
        count += 1
    return count


def _check(path: Path) -> None:
    kind = path.suffix
    if kind in (".png", ".jpg"):
        with Image.open(path) as picture:
            picture.load()
    elif kind == ".json":
        json.loads(path.read_text("utf-8"))
    elif kind == ".jsonl":
        # Lines are appended: the last may be torn, and only that one.
        for line in path.read_bytes().split(b"\n")[:-1]:
            if line:
                json.loads(line)
    elif kind == ".safetensors":
        with safe_open(path, framework="np") as file:
            for name in file.keys():  # noqa: SIM118 (not a dict)
                file.get_slice(name).get_shape()
    elif kind == ".csv":
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        assert len({len(row) for row in rows}) <= 1
    elif kind == ".journal":
        journal = read_journal(path)
        assert journal is None or not journal.damaged
    elif kind == ".sqlite3":
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    elif kind == ".zip":
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
    elif kind == ".pdf":
        assert path.read_bytes().rstrip().endswith(b"%%EOF")
    elif kind == ".html":
        assert path.read_text("utf-8").rstrip().endswith("</html>")
    elif path.name in _WORDS:
        assert path.read_text("utf-8") == _WORDS[path.name]
    elif kind in (".sqlite3-wal", ".sqlite3-shm"):
        return  # the database itself has been read through them
    else:
        assert kind in _TEXTS, "nobody knows what this is"
        path.read_text("utf-8")
