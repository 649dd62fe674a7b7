"""Which pairs train and which validate: reproducible, by group, and without copies on both sides."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from model_train.atomic import write_text
from model_train.cells import defused
from model_train.errors import PairingError, TrainingError
from model_train.messages import joined, phrase
from model_train.perceptual_hash import NEAR_DUPLICATE_BITS


def split_ids(
    ids: Sequence[str], val_fraction: float, seed: int, groups: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Split into `train` and `val`; images of one group (lesion, patient) stay on one side.

    The order in which the ids are given does not matter.

    Raises:
        TrainingError: There are not two groups, so that one side would be empty.
    """
    members: dict[str, list[str]] = {}
    for name in sorted(ids):
        group = (groups or {}).get(name, "")
        members.setdefault(f"g{group}" if group else f"i{name}", []).append(name)
    if len(members) < 2:
        what = phrase(
            "Training needs at least two pairs, to train on and to validate with; there is {count}", count=len(ids)
        )
        if len(ids) > 1:
            what = phrase("All {count} pairs are of one group, so none is left to validate with", count=len(ids))
        raise TrainingError(what, remedy="Add annotated images.")
    keys = list(members)
    order = np.random.default_rng([seed, 0x5911]).permutation(len(keys))
    wanted = max(1, round(len(ids) * val_fraction))
    sides: dict[str, str] = {}
    taken = 0
    for position, number in enumerate(order):
        group_ids = members[keys[number]]
        left = len(keys) - position
        # Validation takes whole groups until it has its share, and always leaves one to train on.
        side = "val" if taken < wanted and left > 1 else "train"
        taken += len(group_ids) if side == "val" else 0
        sides.update(dict.fromkeys(group_ids, side))
    return {name: sides[name] for name in ids}


def split_as_told(ids: Sequence[str], validate_on: Collection[str], groups: Mapping[str, str]) -> dict[str, str]:
    """Validate on the images named, and on all others of their groups; train on the rest.

    Raises:
        TrainingError: None of them is there, or nothing would be left to train on.
    """
    wanted = {groups.get(name, name) for name in ids if name in validate_on}
    sides = {name: "val" if groups.get(name, name) in wanted else "train" for name in ids}
    if len(set(sides.values())) < 2:
        if wanted:
            what = phrase("Of {count} pairs none is left to train on", count=len(ids))
        else:
            what = phrase("Of {count} pairs none is left to validate with", count=len(ids))
        raise TrainingError(what, remedy="Check the list given with --validate-on: one id a line, without suffix.")
    return sides


def near_duplicates(
    first: Mapping[str, str], second: Mapping[str, str], bits: int = NEAR_DUPLICATE_BITS
) -> list[tuple[str, str, int]]:
    """Find pairs (id of first, id of second, differing bits) that look alike.

    Args:
        first: Perceptual hash by id.
        second: Perceptual hash by id.
        bits: Largest number of differing bits.
    """
    names = list(first)
    codes = np.array([int(first[name], 16) for name in names], dtype=np.uint64)
    found = []
    for other, code in second.items():
        distances = np.bitwise_count(codes ^ np.uint64(int(code, 16)))
        found += [(names[i], other, int(distances[i])) for i in np.flatnonzero(distances <= bits)]
    return found


def check_leakage(sets: Mapping[str, Mapping[str, str]], *, allow: bool) -> list[str]:
    """Look for images that lie in two of `sets` (hash by id, by the set's name) or nearly so.

    Returns:
        One sentence per pair of sets with near-duplicates, when those are allowed; else nothing.

    Raises:
        PairingError: Near-duplicates were found and are not allowed.
    """
    sentences: list[str] = []
    names = list(sets)
    for place, name in enumerate(names):
        for other in names[place + 1 :]:
            found = near_duplicates(sets[name], sets[other])
            if found:
                left, right, bits = min(found, key=lambda one: one[2])
                sentences.append(
                    phrase(
                        "{count} near-duplicates between {name} and {other}, such as {left} and {right} ({bits} "
                        "of 64 bits differ)",
                        count=len(found),
                        name=name,
                        other=other,
                        left=left,
                        right=right,
                        bits=bits,
                    )
                )
    if sentences and not allow:
        raise PairingError(
            joined(sentences, "; "),
            remedy="Scores would look better than they are. Take them out, or allow them with --allow-near-duplicates.",
        )
    return sentences


def join_near_duplicates(hashes: Mapping[str, str], groups: Mapping[str, str] | None) -> dict[str, str]:
    """Put images that look alike into one group, on top of the groups given, so that a split cannot part them."""
    parent = {name: name for name in hashes}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    by_group: dict[str, str] = {}
    for name in hashes:
        group = (groups or {}).get(name, "")
        if group:
            parent[root(name)] = root(by_group.setdefault(group, name))
    # Copies first, since there may be so many of each that the pairs of them would fill the memory.
    first: dict[str, str] = {}
    for name, value in hashes.items():
        parent[root(name)] = root(first.setdefault(value, name))
    looks = {name: value for value, name in first.items()}
    for left, right, _bits in near_duplicates(looks, looks):
        parent[root(left)] = root(right)
    return {name: root(name) for name in hashes}


def write_split(path: Path, rows: Mapping[str, tuple[str, str, str]]) -> None:
    """Write `split.csv`: id, side, group and perceptual hash of each pair; raises StorageError."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("id", "side", "group", "hash"))
    for name, row in rows.items():
        writer.writerow((defused(name), *map(defused, row)))
    write_text(path, text.getvalue())
