"""What the annotation of each image in a folder is called.

`<stem>_Segmentation.png`; where two images share a stem, the later one in natural order takes its full file name
(`a.png_Segmentation.png`). Who is "later" must not change when images come and go, or an annotation would move to
another image: so a sidecar that already names an image of the folder keeps its name for that image.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from isic_desktop.core.sidecar import read_sidecar
from model_train.errors import SidecarError

ENDING = "_Segmentation"
"""What follows the stem in the names of mask and sidecar."""


def name_key(name: str) -> str:
    """The form in which two names are the same file on some drive: letter case and Unicode composition ignored."""
    return unicodedata.normalize("NFC", name).casefold()


def find_collisions(images: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Pairs of images whose masks would have the same name in one common folder.

    Args:
        images: In any order; folders may differ.

    Returns:
        Each later image with the first one of its stem.
    """
    first: dict[str, Path] = {}
    pairs = []
    for image in images:
        holder = first.setdefault(name_key(image.stem), image)
        if holder is not image:
            pairs.append((holder, image))
    return pairs


def exceptional_stems(image_names: Sequence[str], place: Path) -> dict[str, str]:
    """Tell which images' annotations do not go by the stem of the image's name; in nearly all folders there are none.

    Args:
        image_names: File names of all images in one folder, in natural order.
        place: The folder of their annotations; it need not exist. Sidecars in it are read only where two images
            want the same name.

    Returns:
        For each such file name the part before `_Segmentation`, mostly its full name.
    """
    full_keys = _keys(image_names)
    stem_keys = [key.rpartition(".")[0] or key for key in full_keys]
    annotated = _sidecar_keys(place)
    different = set(stem_keys)
    if len(different) == len(stem_keys) and annotated.isdisjoint(full_keys) and different.isdisjoint(full_keys):
        return {}  # nobody is in anybody's way
    wanting: dict[str, list[str]] = {}
    for name, key in zip(image_names, stem_keys, strict=True):
        wanting.setdefault(key, []).append(name)
    stems: dict[str, str] = {}
    taken: set[str] = set()
    waiting = []
    for key, names in wanting.items():
        # An image that already has an annotation under its full name keeps it, whoever else has gone since.
        settled = [n for n in names if name_key(n) in annotated and _names_image(place, n, n)]
        for name in settled:
            stems[name] = name
            taken.add(name_key(name))
        rest = [name for name in names if name not in stems]
        if not rest:
            continue
        holder = rest[0]
        if len(names) > 1 and key in annotated:
            holder = next((n for n in rest if _names_image(place, _stem(n), n)), holder)
        waiting.append((key, holder))
    for key, holder in waiting:
        if key not in taken:
            stems[holder] = _stem(holder)
            taken.add(key)
    for name in image_names:
        if name not in stems:
            stem = name
            while name_key(stem) in taken:  # `a.png` beside an image called `a.png.jpg`
                stem += "_"
            stems[name] = stem
            taken.add(name_key(stem))
    return {name: stem for name, stem in stems.items() if stem != _stem(name)}


def _stem(image_name: str) -> str:
    """`Path(image_name).stem` of a name that has a suffix; of 50,000 names in a hundredth of a second."""
    return image_name.rpartition(".")[0] or image_name


def _keys(names: Sequence[str]) -> list[str]:
    """`name_key` of each name, all at once."""
    # No name holds a NUL, and nothing composes or folds across one.
    return name_key("\0".join(names)).split("\0") if names else []


def _sidecar_keys(place: Path) -> set[str]:
    """The stems under which sidecars lie in `place`, as keys."""
    ending = f"{ENDING}.json"
    try:
        names = os.listdir(place)  # noqa: PTH208 (names are wanted, and there may be 100,000)
    except OSError:
        return set()  # no folder yet, or an unreadable one: then nothing is known to be taken
    return set(_keys([name[: -len(ending)] for name in names if name.endswith(ending)]))


def _names_image(place: Path, stem: str, image_name: str) -> bool:
    """Whether the sidecar at `stem` says that it belongs to `image_name`."""
    try:
        return read_sidecar(place / f"{stem}{ENDING}.json").image == image_name
    except SidecarError:
        return False
