"""Filtering and ordering against the plainest possible program."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.image_table import (
    NOT_REVIEWED,
    SORTS,
    STATES,
    ImageFacts,
    ImageTable,
    Range,
    ViewQuery,
    seconds_of,
    select,
)

_share = st.one_of(st.none(), st.integers(0, 20).map(lambda twentieths: twentieths / 20))
_facts = st.builds(
    ImageFacts,
    state=st.sampled_from(STATES),
    model=st.sampled_from(["", "skip-256", "Course", "own"]),
    predicted_jaccard=_share,
    jaccard=_share,
    dice=_share,
    lesion_share=_share,
    modified_s=st.one_of(st.none(), st.integers(0, 5).map(float)),
    text=st.sampled_from(["", "Border unsure", "hair"]),
)
_range = st.builds(Range, _share, _share)
_queries = st.builds(
    ViewQuery,
    text=st.sampled_from(["", "a", "IMG 1", "hair", "border UNSURE"]),
    states=st.frozensets(st.sampled_from(STATES)),
    jaccard=_range,
    dice=_range,
    predicted=_range,
    size=_range,
    date=st.builds(Range, st.sampled_from([None, 1.0]), st.sampled_from([None, 3.0])),
    model=st.sampled_from(["", "own", "gone"]),
    sort=st.sampled_from(SORTS),
    descending=st.booleans(),
)


def _inside(value: float | None, wanted: Range) -> bool:
    if wanted.low is None and wanted.high is None:
        return True
    low = -math.inf if wanted.low is None else wanted.low
    high = math.inf if wanted.high is None else wanted.high
    return value is not None and low <= value <= high


def _plain_select(facts: list[ImageFacts], names: list[str], query: ViewQuery) -> list[int]:
    def wanted(number: int) -> bool:
        one = facts[number]
        text = (names[number] + "\n" + one.text).lower()
        return (
            all(word in text for word in query.text.lower().split())
            and (not query.states or one.state in query.states)
            and (not query.model or one.model == query.model)
            and _inside(one.jaccard, query.jaccard)
            and _inside(one.dice, query.dice)
            and _inside(one.predicted_jaccard, query.predicted)
            and _inside(one.lesion_share, query.size)
            and _inside(one.modified_s, query.date)
        )

    def key(number: int) -> float | str | None:
        one = facts[number]
        return {
            "name": number,
            "worst": one.predicted_jaccard if one.jaccard is None else one.jaccard,
            "state": STATES.index(one.state),
            "jaccard": one.jaccard,
            "dice": one.dice,
            "predicted": one.predicted_jaccard,
            "size": one.lesion_share,
            "date": one.modified_s,
            "model": one.model.lower() or None,
        }[query.sort]

    found = [number for number in range(len(facts)) if wanted(number)]
    known = [number for number in found if key(number) is not None]
    unknown = [number for number in found if key(number) is None]
    # Sorting with reverse=True keeps equals in their order, as the gallery does.
    return sorted(known, key=key, reverse=query.descending) + unknown  # type: ignore[arg-type, return-value]


@settings(max_examples=300)
@given(st.lists(_facts, max_size=12), _queries)
def test_that_filter_and_order_are_those_of_a_plain_program(facts: list[ImageFacts], query: ViewQuery) -> None:
    table = ImageTable.empty(len(facts))
    names = [f"img {number}.jpg" for number in range(len(facts))]
    for number, one in enumerate(facts):
        table.put(number, one)
    assert select(table, names, query).tolist() == _plain_select(facts, names, query)


@given(_queries)
def test_that_a_saved_view_is_read_as_it_was_written(query: ViewQuery) -> None:
    assert ViewQuery.from_json(query.as_json()) == query


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"states": "new", "sort": 3, "jaccard": [1], "text": 9, "descending": "yes"},
        {"states": [[], "gone"], "size": [True, {}], "date": [10**400, None], "model": None},
    ],
)
def test_that_a_damaged_saved_view_shows_everything(value: object) -> None:
    assert ViewQuery.from_json(value) == ViewQuery()


def test_that_the_queue_begins_with_the_worst_and_leaves_out_what_was_judged() -> None:
    table = ImageTable.empty(6)
    for number, facts in enumerate(
        (
            ImageFacts("predicted", predicted_jaccard=0.9, jaccard=0.3),  # truth tells more than the model's estimate
            ImageFacts("predicted", predicted_jaccard=0.5),
            ImageFacts("accepted", jaccard=0.1),
            ImageFacts("new"),
            ImageFacts("corrected", jaccard=0.7),
            ImageFacts("rejected", jaccard=0.2),
        )
    ):
        table.put(number, facts)
    assert select(table, [str(number) for number in range(6)], NOT_REVIEWED).tolist() == [0, 1, 4, 3]


def test_that_a_table_moved_to_another_listing_keeps_what_is_known() -> None:
    table = ImageTable.empty(3)
    table.put(0, ImageFacts("accepted", model="one", text="Note"))
    table.put(2, ImageFacts("predicted", predicted_jaccard=0.5, model="two"))
    moved = table.moved(np.array([-1, 2, 0]))
    assert [STATES[state] for state in moved.state] == ["new", "predicted", "accepted"]
    assert moved.texts == {2: "note"}
    assert [moved.models[number] if number >= 0 else "" for number in moved.model] == ["", "two", "one"]
    assert moved.predicted[1] == pytest.approx(0.5)


def test_that_a_part_merged_back_leaves_the_rest_alone() -> None:
    worker, shown = ImageTable.empty(4), ImageTable.empty(4)
    worker.put(1, ImageFacts("corrected", model="m", jaccard=0.5, text="x"))
    worker.put(3, ImageFacts("accepted", model="n"))
    numbers = np.array([1, 3])
    shown.merge(numbers, worker.part(numbers))
    for column in dataclasses.fields(ImageTable):
        one, other = getattr(worker, column.name), getattr(shown, column.name)
        same = np.array_equal(one, other, equal_nan=True) if isinstance(one, np.ndarray) else one == other
        assert same, column.name


def test_that_times_of_sidecars_become_seconds() -> None:
    assert seconds_of("1970-01-01T00:01:00Z") == 60
    assert seconds_of("yesterday") is None
