"""Steps replayed from a record that may have begun in the middle of an annotation's history."""

from __future__ import annotations

import numpy as np

from isic_desktop.core.history import Change, ChangeKind, History, Patch, PixelRect, Step
from isic_desktop.core.provenance import Provenance


def step(label: str, side_px: int = 8) -> Step:
    noise = np.random.default_rng(side_px).random((side_px, side_px)) < 0.5
    return Step(label, (Patch.of(PixelRect(0, 0, side_px, side_px), noise),), Provenance(), Provenance())


def used(*steps: Step) -> int:
    return sum(one.size_bytes for one in steps)


def test_that_replaying_takes_each_step_once_whether_it_is_known_or_comes_with_the_change() -> None:
    history, known, older, newer = History(), step("known"), step("older", 16), step("newer", 24)

    def replay(kind: ChangeKind, one: Step) -> tuple[list[str], list[str], int]:
        history.replay(Change(kind, 1, one))
        return history.undo_labels, history.redo_labels, history.used_bytes

    assert replay(ChangeKind.STEP, known) == (["known"], [], used(known))
    assert replay(ChangeKind.UNDO, known) == ([], ["known"], used(known))
    # Undone too was one from before the record began.
    assert replay(ChangeKind.UNDO, older) == ([], ["known", "older"], used(known, older))
    assert replay(ChangeKind.REDO, older) == (["older"], ["known"], used(known, older))
    assert replay(ChangeKind.REDO, known) == (["older", "known"], [], used(known, older))
    # Done again was one that had been undone before the record began.
    assert replay(ChangeKind.REDO, newer) == (["older", "known", "newer"], [], used(known, older, newer))
    assert replay(ChangeKind.STATE, known) == (["older", "known", "newer"], [], used(known, older, newer))


def test_that_the_budget_holds_while_replaying_and_a_new_step_frees_what_was_undone() -> None:
    large = [step(str(number), 64 + number) for number in range(4)]
    history = History(used(*large[:2]) + 100)
    for one in large[:3]:
        history.replay(Change(ChangeKind.REDO, 1, one))
    assert history.undo_labels[-1] == "2"
    assert "0" not in history.undo_labels
    assert history.used_bytes <= history.budget_bytes
    undone = history.take_undo()
    assert undone is large[2]
    before = history.undo_labels
    history.push(large[3])
    assert history.redo_labels == []
    assert history.undo_labels[-1] == "3"
    assert set(history.undo_labels) <= {*before, "3"}
    assert history.used_bytes == sum(one.size_bytes for one in large if one.label in history.undo_labels)
