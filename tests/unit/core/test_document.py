"""The open annotation: scores, history and provenance never disagree with the pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.document import AnnotationDocument, Prediction
from isic_desktop.core.geometry import PixelRect
from isic_desktop.core.history import TILE_PX, Gesture, History
from isic_desktop.core.provenance import PackedMask, Provenance
from isic_desktop.core.sidecar import ModelUsed
from isic_desktop.core.strokes import Mask
from model_train.errors import MaskError
from model_train.scores import count_overlap

MODEL = ModelUsed("skip-256", "ab" * 32, 0.5, "torch", "float32")
SHAPE = (61, 83)

points = st.tuples(st.floats(-20, 110), st.floats(-20, 90))
strokes = st.tuples(st.lists(points, min_size=1, max_size=4), st.floats(0.3, 25), st.booleans(), st.just("stroke"))
edits = st.lists(
    st.one_of(strokes, st.sampled_from(["undo", "redo", "propose", "use", "clear"])), min_size=1, max_size=14
)


def random_mask(seed: int, shape: tuple[int, int] = SHAPE) -> Mask:
    """A blob-like mask."""
    rng = np.random.default_rng(seed)
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    centre = rng.uniform(0.2, 0.8, 2) * shape
    return (rows - centre[0]) ** 2 + (columns - centre[1]) ** 2 < rng.uniform(5, 25) ** 2


def predicted(mask: Mask) -> Prediction:
    return Prediction(mask, PackedMask.of(mask), MODEL, 0.9, 0.1)


def opened(seed: int, *, empty: bool = False) -> AnnotationDocument:
    mask = np.zeros(SHAPE, bool) if empty else random_mask(seed)
    provenance = Provenance() if empty else Provenance("person", "corrected", baseline=PackedMask.of(mask))
    document = AnnotationDocument(Path("a.jpg"), mask, provenance)
    document.set_truth(random_mask(seed + 1))
    return document


def perform(document: AnnotationDocument, edit: object) -> None:
    if edit == "undo":
        document.undo()
    elif edit == "redo":
        document.redo()
    elif edit == "propose":
        document.propose(predicted(random_mask(77)))
    elif edit == "use":
        document.use_prediction()
    elif edit == "clear":
        document.swap_in("Clear", np.zeros(SHAPE, bool))
    else:
        path, radius, value, _ = edit  # type: ignore[misc]
        document.begin("Brush")
        for start, end in zip(path, path[1:] + path[-1:], strict=True):
            document.paint(start, end, radius, value)
        document.end()


def check_counts(document: AnnotationDocument) -> None:
    assert document.truth is not None
    assert document.overlap == count_overlap(document.mask, document.truth)
    assert document.lesion_pixels == document.mask.sum()
    baseline = document.provenance.baseline
    expected = document.mask if baseline is None else document.mask ^ baseline.unpacked()
    assert document.changed_pixels == document.provenance.earlier_changed_pixels + expected.sum()


@given(edits, st.integers(0, 50), st.booleans())
@settings(max_examples=150, deadline=None)
def test_that_incremental_scores_equal_scores_from_scratch_after_any_edits(
    sequence: list[object], seed: int, empty: bool
) -> None:
    document = opened(seed, empty=empty)
    for edit in sequence:
        perform(document, edit)
        check_counts(document)


@given(edits, st.integers(0, 50), st.booleans())
@settings(max_examples=150, deadline=None)
def test_that_undo_to_the_start_and_redo_to_the_end_are_bit_identical(
    sequence: list[object], seed: int, empty: bool
) -> None:
    document = opened(seed, empty=empty)
    first, first_provenance = document.mask.copy(), document.provenance
    for edit in sequence:
        perform(document, edit)
    last, last_provenance = document.mask.copy(), document.provenance
    undone = 0
    while document.history.undo_labels:
        document.undo()
        undone += 1
    assert np.array_equal(document.mask, first)
    assert document.provenance == first_provenance
    for _ in range(undone):
        document.redo()
    check_counts(document)
    assert np.array_equal(document.mask, last)
    assert document.provenance == last_provenance


def test_that_a_prediction_fills_an_image_nobody_has_worked_on() -> None:
    document = opened(1, empty=True)
    assert document.propose(predicted(random_mask(5)))
    assert np.array_equal(document.mask, random_mask(5))
    assert document.provenance.state == "predicted"
    assert document.provenance.origin == "machine"
    assert document.changed_pixels == 0
    assert document.dirty


def test_that_a_prediction_never_replaces_what_a_person_drew() -> None:
    document = opened(1, empty=True)
    document.begin("Brush")
    document.paint((30, 30), (30, 30), 5, True)
    document.end()
    drawn = document.mask.copy()
    assert not document.propose(predicted(random_mask(5)))
    assert np.array_equal(document.mask, drawn)
    assert document.provenance.origin == "person"
    document.use_prediction()
    assert np.array_equal(document.mask, random_mask(5))
    document.undo()
    assert np.array_equal(document.mask, drawn)
    assert document.provenance.origin == "person"


def test_that_an_emptied_mask_is_a_persons_work() -> None:
    document = opened(1, empty=True)
    document.propose(predicted(random_mask(5)))
    document.swap_in("Clear", np.zeros(SHAPE, bool))
    assert not document.propose(predicted(random_mask(6)))
    assert not document.mask.any()


def test_that_accepting_makes_a_machines_mask_a_persons_responsibility() -> None:
    document = opened(1, empty=True)
    document.propose(predicted(random_mask(5)))
    document.judge("accepted")
    assert document.provenance.origin == "machine"
    assert not document.is_untouched
    assert not document.propose(predicted(random_mask(6)))


def test_that_painting_where_lesion_is_already_makes_no_step() -> None:
    document = opened(1)
    document.swap_in("Fill", np.ones(SHAPE, bool))
    steps = len(document.history.undo_labels)
    document.begin("Brush")
    document.paint((10, 10), (40, 40), 6, True)
    assert not document.end()
    assert len(document.history.undo_labels) == steps


def test_that_a_truth_of_another_size_is_refused() -> None:
    document = opened(1)
    with pytest.raises(MaskError):
        document.set_truth(np.zeros((5, 5), bool))


def test_that_a_new_stroke_forgets_what_was_undone() -> None:
    document = opened(1, empty=True)
    perform(document, ([(10.0, 10.0)], 4.0, True, "stroke"))
    perform(document, ([(30.0, 30.0)], 4.0, True, "stroke"))
    document.undo()
    perform(document, ([(50.0, 30.0)], 4.0, True, "stroke"))
    assert document.history.redo_labels == []
    assert document.redo().empty


def test_that_history_keeps_within_its_bytes_and_never_drops_the_newest_step() -> None:
    document = AnnotationDocument(Path("a.jpg"), np.zeros((600, 600), bool), history=History(budget_bytes=6000))
    rng = np.random.default_rng(0)
    for _ in range(40):
        document.swap_in("Noise", rng.random((600, 600)) < 0.5)
        assert len(document.history.undo_labels) == 1
    for x in range(60):
        document.begin("Brush")
        document.paint((x * 9, 300), (x * 9, 300), 3, bool(x % 2))
        document.end()
    assert document.history.used_bytes <= 6000
    assert len(document.history.undo_labels) > 5


def test_that_the_budget_holds_500_strokes_on_a_twelve_megapixel_image() -> None:
    document = AnnotationDocument(Path("a.jpg"), np.zeros((2848, 4288), bool))
    rng = np.random.default_rng(3)
    strokes = 0
    for _ in range(700):
        at = rng.uniform((0, 0), (4288, 2848))
        document.begin("Brush")
        for _ in range(12):
            to = at + rng.uniform(-90, 90, 2)
            document.paint((at[0], at[1]), (to[0], to[1]), 30, bool(strokes % 3 != 2))
            at = to
        strokes += document.end()
        if strokes == 500:
            break
    assert len(document.history.undo_labels) == 500
    assert document.history.used_bytes < document.history.budget_bytes


@pytest.mark.parametrize("beyond", [-1, 0, 1, 2])
@pytest.mark.parametrize("across", ["columns", "rows"])
def test_that_undo_gives_back_the_last_pixel_however_a_change_lies_to_the_tiles(across: str, beyond: int) -> None:
    mask = random_mask(5, (600, 600))
    end = 2 * TILE_PX + beyond
    rect = PixelRect(10, 250, 13, end) if across == "columns" else PixelRect(250, 10, end, 13)
    gesture = Gesture("Brush", mask)
    before = mask.copy()
    gesture.about_to_change(rect)
    mask[rect.slices] ^= True
    after = mask.copy()
    step = gesture.finished(Provenance(), Provenance())
    assert step is not None
    for patch in step.patches:
        mask[patch.rect.slices] ^= patch.changed()
    assert np.array_equal(mask, before)
    assert not np.array_equal(after, before)


def test_that_nothing_is_changed_by_an_empty_rectangle_or_judged_by_an_unknown_word(tmp_path: Path) -> None:
    document = AnnotationDocument(tmp_path / "a.jpg", np.zeros((32, 48), np.bool_))
    nothing = PixelRect(5, 5, 5, 9)
    document.begin("Brush")
    assert document.put(nothing, np.zeros((0, 4), np.bool_)).empty
    document.end()
    assert document.history.undo_labels == []
    with pytest.raises(ValueError, match="not a judgement"):
        document.judge("perhaps")
