"""What is wrong with the images and masks of a training, and what is left of them to train on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isic_desktop.core.holdout import holdout_key, is_held_out
from isic_desktop.core.json_text import read_json
from model_train.errors import TrainingError
from model_train.messages import joined, phrase, unpacked
from model_train.pairs_file import ListedPair

KINDS: dict[str, tuple[str, bool]] = {
    "unreadable": (phrase("Cannot be read: left out"), True),
    "size_mismatch": (phrase("Mask of another size than its image: left out"), True),
    "empty_mask": (phrase("Mask without any lesion"), False),
    "full_mask": (phrase("Mask covers the whole image"), False),
    "duplicate_image": (phrase("The same image twice: kept on one side of the split"), False),
    "near_duplicate_image": (phrase("Images that look alike: kept on one side of the split"), False),
    "mask_coded_01": (phrase("Mask coded 0/1: read as what it means"), False),
    "mask_other_values": (phrase("Mask with values besides 0 and 255"), False),
}
"""What is told of each kind of finding, and whether it takes the pair out."""

ANALYSIS = "analysis.json"
PLOTS = ("lesion_fraction.png", "sizes.png", "samples.png")
FEW_PAIRS = 20


@dataclass(frozen=True)
class Problem:
    """One finding.

    Attributes:
        title: Its kind, in words.
        sentence: Which file, and what about it.
        pairs: The pairs concerned.
        leaves_out: Whether these are left out of the training.
    """

    title: str
    sentence: str
    pairs: tuple[ListedPair, ...]
    leaves_out: bool


@dataclass(frozen=True)
class CheckedData:
    """What can be trained on.

    Attributes:
        pairs: To train and validate on.
        held_out: Kept for comparing models; never trained on.
        left_out: Cannot be used.
        problems: What was found.
        empty_masks: How many of the pairs have no lesion.
        plots: PNG files of the analysis that exist.
        refusal: Why no training can start, as a sentence; empty if one can.
        advice: What to think about before it does, as a sentence; may be empty.
    """

    pairs: tuple[ListedPair, ...]
    held_out: tuple[ListedPair, ...]
    left_out: tuple[ListedPair, ...]
    problems: tuple[Problem, ...]
    empty_masks: int
    plots: tuple[Path, ...]
    refusal: str
    advice: str


def read_check(folder: Path, listed: Sequence[ListedPair]) -> CheckedData:
    """Read what `model_train analyse --pairs` wrote about these pairs.

    Raises:
        TrainingError: The file is missing or not what such an analysis writes.
    """
    path = folder / ANALYSIS
    try:
        value = read_json(path)
        problems, unusable, alike, empty = _problems(value, listed)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        remedy = "Check the images again."
        raise TrainingError("The analysis of the images cannot be read", path=path, remedy=remedy) from error
    plots = tuple(folder / name for name in PLOTS if (folder / name).is_file())
    usable = [number for number in range(len(listed)) if number not in unusable]
    held = held_out_numbers(listed, alike)
    pairs = tuple(listed[number] for number in usable if number not in held)
    held_out = tuple(listed[number] for number in usable if number in held)
    empty_used = sum(1 for number in usable if number in empty and number not in held)
    refusal, advice = verdict(len(pairs), len(held_out), empty_used)
    return CheckedData(
        pairs, held_out, tuple(listed[n] for n in sorted(unusable)), problems, empty_used, plots, refusal, advice
    )


def held_out_numbers(listed: Sequence[ListedPair], alike: Sequence[tuple[int, int]]) -> set[int]:
    """Which pairs are kept for comparing models: those whose lesion or image is, and all that look like them.

    Args:
        listed: The pairs.
        alike: Positions of images that are the same or look alike.
    """
    parent = list(range(len(listed)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for left, right in alike:
        parent[root(left)] = root(right)
    by_lesion: dict[str, int] = {}
    for number, pair in enumerate(listed):
        if pair.lesion:
            parent[root(number)] = root(by_lesion.setdefault(pair.lesion, number))
    roots = {root(number) for number, pair in enumerate(listed) if is_held_out(holdout_key(pair.image, pair.lesion))}
    return {number for number in range(len(listed)) if root(number) in roots}


def _problems(
    value: Any, listed: Sequence[ListedPair]
) -> tuple[tuple[Problem, ...], set[int], list[tuple[int, int]], set[int]]:
    problems: list[Problem] = []
    unusable: set[int] = set()
    alike: list[tuple[int, int]] = []
    empty: set[int] = set()
    for kind, (title, leaves_out) in KINDS.items():
        found = value["findings"][kind]
        fields = value.get("findings_said", {}).get(kind, [None] * len(found))
        for sentence, said, numbers in zip(found, fields, value["concerned"][kind], strict=True):
            if not all(isinstance(number, int) and 0 <= number < len(listed) for number in numbers):
                raise IndexError(kind)
            told = unpacked(str(sentence), said)
            problems.append(Problem(title, told, tuple(listed[n] for n in numbers), leaves_out))
            if leaves_out:
                unusable.update(numbers)
            if kind in ("duplicate_image", "near_duplicate_image"):
                alike.append((numbers[0], numbers[1]))
            if kind == "empty_mask":
                empty.update(numbers)
    return tuple(problems), unusable, alike, empty


def verdict(pairs: int, held_out: int, empty: int) -> tuple[str, str]:
    """Why no training can start, and what to think about before one does, as sentences that may be empty.

    Args:
        pairs: To train and validate on.
        held_out: Kept for comparing models.
        empty: How many of the pairs have no lesion.
    """
    kept = phrase("{count} more are held out to compare models on.", count=held_out) if held_out else ""
    if pairs == 0:
        remedy = phrase("Accept annotations (Q), or add a set with ground truth.")
        return joined([phrase("There is no image to train on."), kept, remedy]), ""
    if pairs == 1:
        remedy = phrase("Accept more annotations (Q).")
        return joined([phrase("There is one image to train on, and it takes at least two."), kept, remedy]), ""
    if empty == pairs:
        return phrase("All masks are empty: there is no lesion to learn from. Choose images with outlined lesions."), ""
    if pairs < FEW_PAIRS:
        return "", phrase(
            "{count} images are few: expect the model to learn them by heart. Adding a set with ground truth helps.",
            count=pairs,
        )
    return "", ""
