"""A list of pairs in a file: where the masks of a set are called or kept otherwise than a folder beside the images."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from model_train.atomic import write_text
from model_train.cells import as_it_was, defused
from model_train.errors import PairingError, UsageError
from model_train.messages import phrase
from model_train.strict_json import open_table

_PAIR_BYTES = 1500
"""What a pair takes with the row it came from, beside its cells."""

COLUMNS = ("id", "image", "mask", "lesion")


@dataclass(frozen=True)
class ListedPair:
    """One line of the list.

    Attributes:
        id: Unique in the list.
        image: The image file.
        mask: Its ground truth.
        lesion: What groups images of one lesion or patient; empty if that is not known.
    """

    id: str
    image: Path
    mask: Path
    lesion: str = ""


def write_pairs_file(path: Path, pairs: Sequence[ListedPair]) -> None:
    """Write a list of pairs; raises StorageError."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((defused(pair.id), pair.image, pair.mask, defused(pair.lesion)) for pair in pairs)
    write_text(path, text.getvalue())


def read_pairs_file(path: Path) -> list[ListedPair]:
    """Read a list of pairs: a CSV file with `image`, `mask` and, if wanted, `id` and `lesion`.

    Paths are absolute or relative to the file's folder. Without an id, an image's name without suffix is taken.

    Raises:
        UsageError: The file cannot be read, or a column is missing.
        PairingError: An id occurs twice, a path is empty, or there is no pair.
    """
    remedy = "Give a CSV file in UTF-8 with the columns image and mask, and lesion where it is known."
    try:
        reader = csv.DictReader(open_table(path, row_bytes=_PAIR_BYTES))
        if not {"image", "mask"} <= set(reader.fieldnames or ()):
            raise UsageError("The list of pairs has no columns image and mask", path=path, remedy=remedy)
        rows = list(reader)
    except (OSError, ValueError, csv.Error) as error:
        raise UsageError("The list of pairs cannot be read", path=path, remedy=remedy) from error
    pairs: dict[str, ListedPair] = {}
    for row in rows:
        if not row["image"] or not row["mask"]:
            raise PairingError("A line of the list names no image or no mask", path=path, remedy=remedy)
        image, mask = path.parent / row["image"], path.parent / row["mask"]
        name = as_it_was(row.get("id") or "") or image.stem
        if name in pairs:
            raise PairingError(
                phrase("Two images are called {name}", name=name), path=path, remedy="Give each image an id of its own."
            )
        pairs[name] = ListedPair(name, image, mask, as_it_was(row.get("lesion") or ""))
    if not pairs:
        raise PairingError("The list of pairs is empty", path=path, remedy=remedy)
    return list(pairs.values())
