from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model_train.errors import PairingError, TrainingError
from model_train.splitting import (
    check_leakage,
    join_near_duplicates,
    near_duplicates,
    split_as_told,
    split_ids,
    write_split,
)

IDS = st.lists(st.text("abcdef", min_size=1, max_size=4), min_size=2, max_size=30, unique=True)


@settings(max_examples=50, deadline=None)
@given(IDS, st.floats(0.01, 0.99), st.integers(0, 100), st.randoms())
def test_that_a_split_has_two_sides_and_ignores_the_order(ids, fraction, seed, random) -> None:  # type: ignore[no-untyped-def]
    sides = split_ids(ids, fraction, seed)
    assert set(sides.values()) == {"train", "val"}
    shuffled = list(ids)
    random.shuffle(shuffled)
    assert split_ids(shuffled, fraction, seed) == sides


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=2, max_size=40).filter(lambda one: len(set(one)) > 1), st.integers(0, 50))
def test_that_a_group_stays_on_one_side(numbers: list[int], seed: int) -> None:
    groups = {f"i{place}": f"patient{number}" for place, number in enumerate(numbers)}
    sides = split_ids(list(groups), 0.3, seed, groups)
    for group in set(groups.values()):
        assert len({sides[name] for name in groups if groups[name] == group}) == 1
    assert set(sides.values()) == {"train", "val"}


def test_that_the_seed_changes_the_split_and_the_share_is_kept() -> None:
    ids = [f"i{number}" for number in range(100)]
    first = split_ids(ids, 0.2, 0)
    assert list(first.values()).count("val") == 20
    assert split_ids(ids, 0.2, 1) != first


def test_that_one_pair_or_one_group_cannot_be_split() -> None:
    with pytest.raises(TrainingError, match="at least two pairs"):
        split_ids(["a"], 0.2, 0)
    with pytest.raises(TrainingError, match="one group"):
        split_ids(["a", "b"], 0.2, 0, {"a": "p", "b": "p"})


def test_that_the_images_named_validate_with_all_of_their_groups() -> None:
    ids = ["a", "b", "c", "d"]
    groups = {"a": "p", "b": "q", "c": "p"}
    assert split_as_told(ids, {"a", "elsewhere"}, groups) == {"a": "val", "b": "train", "c": "val", "d": "train"}
    with pytest.raises(TrainingError, match="none is left to validate with"):
        split_as_told(ids, {"elsewhere"}, groups)
    with pytest.raises(TrainingError, match="none is left to train on"):
        split_as_told(ids, set(ids), groups)


def test_that_near_duplicates_are_found_by_bits() -> None:
    first = {"a": "0" * 16, "b": "f" * 16}
    second = {"c": "0" * 15 + "f", "d": "0" * 14 + "ff"}
    assert near_duplicates(first, second) == [("a", "c", 4)]
    assert near_duplicates({}, second) == near_duplicates(first, {}) == []


def test_that_leakage_is_refused_unless_allowed() -> None:
    sets = {"training": {"a": "0" * 16}, "test": {"b": "0" * 16}}
    with pytest.raises(PairingError, match="a and b"):
        check_leakage(sets, allow=False)
    assert len(check_leakage(sets, allow=True)) == 1
    several = {"training": {"a": "0" * 16, "b": "0" * 15 + "3"}, "test": {"z": "0" * 15 + "7", "c": "0" * 15 + "f"}}
    (told,) = check_leakage(several, allow=True)
    assert told.startswith("4 near-duplicates between training and test, such as b and z (1 of 64 bits differ)")
    assert check_leakage({"training": {"a": "0" * 16}, "test": {"b": "f" * 16}}, allow=False) == []


def test_that_copies_and_groups_are_joined_into_one_group() -> None:
    hashes = {"a": "0" * 16, "b": "0" * 16, "c": "f" * 16, "d": "0f" * 8}
    groups = join_near_duplicates(hashes, {"b": "p", "c": "p"})
    assert groups["a"] == groups["b"] == groups["c"]
    assert groups["d"] != groups["a"]


def test_that_the_split_is_written_as_a_table(tmp_path: Path) -> None:
    write_split(tmp_path / "split.csv", {"a": ("train", "a", "0" * 16)})
    with (tmp_path / "split.csv").open(newline="") as file:
        assert list(csv.DictReader(file)) == [{"id": "a", "side": "train", "group": "a", "hash": "0" * 16}]
