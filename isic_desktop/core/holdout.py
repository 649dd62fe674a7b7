"""The fixed held-out images: those that no training of this program uses, so that models can be compared on them.

Membership is decided by a hash of the lesion's id (where a table gives one) or of the image's stem, and by nothing
else: not by the folder, not by the other images, not by chance. So an image stays on its side when images are added,
folders move, or another computer trains. Two images of one lesion are on the same side.
"""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from pathlib import Path

from model_train.errors import UsageError
from model_train.image_names import is_image_name
from model_train.messages import phrase
from model_train.strict_json import MAX_TABLE_BYTES, open_table

DEFAULT_SHARE = 0.2
"""Share of lesions that are held out."""

_IMAGE_COLUMNS = ("id", "image_id", "isic_id", "image_name", "image")
_LESION_COLUMNS = ("lesion_id", "lesion", "group")
# Part of what is hashed: another rule in a later version must not be taken for this one.
_RULE = "isic-desktop held-out 1"


def holdout_key(image: Path, lesion: str = "") -> str:
    """What decides about an image: its lesion's id if that is known, else its file name without the ending."""
    return lesion or image.stem


def is_held_out(key: str, share: float = DEFAULT_SHARE) -> bool:
    """Whether a lesion or image is never trained on.

    Args:
        key: From `holdout_key`. Letter case and the Unicode form do not matter, since some drives change them.
        share: Of all lesions, in [0, 1]. What is held out at a share is held out at every greater one.
    """
    plain = unicodedata.normalize("NFC", key).casefold()
    digest = hashlib.sha256(f"{_RULE}\0{plain}".encode("utf-8", "surrogatepass")).digest()
    # The first 64 bits as a fraction, in [0, 1).
    return int.from_bytes(digest[:8], "big") < share * 2.0**64


def read_lesions(table: Path) -> dict[str, str]:
    """Read which lesion each image shows.

    Args:
        table: A CSV file in UTF-8 with a column of image names (`id`, `image_id`, `isic_id`, `image_name` or `image`)
            and one of lesions (`lesion_id`, `lesion` or `group`), as those of HAM10000 and the ISIC archive.

    Returns:
        The lesion by the image's stem; images without one are left out.

    Raises:
        UsageError: The table cannot be read, is larger than 64 MiB, or lacks one of the columns.
    """
    try:
        if table.stat().st_size > MAX_TABLE_BYTES:
            raise UsageError("The table of lesions is larger than 64 MiB", path=table, remedy="Give a smaller one.")
        reader = csv.DictReader(open_table(table))
        names = {name.strip().lower(): name for name in reader.fieldnames or () if name}
        image_column = next((names[name] for name in _IMAGE_COLUMNS if name in names), None)
        lesion_column = next((names[name] for name in _LESION_COLUMNS if name in names), None)
        if image_column is None or lesion_column is None:
            raise UsageError(
                "The table names no images or no lesions",
                path=table,
                remedy=phrase(
                    "It needs a column {images}, and one {lesions}.",
                    images=" or ".join(_IMAGE_COLUMNS),
                    lesions=" or ".join(_LESION_COLUMNS),
                ),
            )
        rows = ((row[image_column] or "", row[lesion_column] or "") for row in reader)
        return {_stem(image.strip()): lesion.strip() for image, lesion in rows if image.strip() and lesion.strip()}
    except (OSError, ValueError, csv.Error) as error:
        raise UsageError("The table of lesions cannot be read", path=table, remedy="Give a CSV in UTF-8.") from error


def _stem(name: str) -> str:
    """The stem of an image's name, which may have been given without its ending (`ISIC_0000001`, `a.b` stays)."""
    path = Path(name)
    return path.stem if is_image_name(path.name) else path.name
