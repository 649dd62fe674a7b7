"""Which images judge a model, and what each of the two makes of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from judged import annotate, model_used
from red_predictor import RedPredictor, draw_lesion, lesion_mask, write_truth

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.gate import Verdict
from isic_desktop.core.gate_evaluation import compare_models, comparison_from_dict, outlines_of
from isic_desktop.core.gate_images import GateSelection, select_in_folder, select_in_folders, select_listed
from isic_desktop.core.gate_report import ComparedModel, make_report, report_from_dict
from isic_desktop.core.holdout import is_held_out
from model_train.errors import PairingError, UsageError
from model_train.images import read_image
from model_train.pairing import TruthFinder
from model_train.pairs_file import ListedPair, write_pairs_file
from model_train.perceptual_hash import perceptual_hash

MASK = lesion_mask()


def select(folder: Path, share: float = 1.0, **more: object) -> GateSelection:
    return select_in_folder(folder, AnnotationStore(), TruthFinder(), share=share, **more)  # type: ignore[arg-type]


def predictor(name: str, threshold: float = 0.5, hashes: tuple[str, ...] = ("0123456789abcdef",)) -> RedPredictor:
    red = RedPredictor(model_sha256=name[0] * 64)
    red.header = replace(red.header, name=name, threshold=threshold, training_hashes=hashes)
    return red


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six images: with truth, accepted, corrected, rejected, predicted, and new; and an accepted one further in."""
    folder = tmp_path / "photos"
    for number in range(6):
        draw_lesion(folder / f"x{number}.png")
    write_truth(folder / "x0_Segmentation.png", MASK)
    annotate(folder / "x1.png", MASK)
    for number, state in ((2, "corrected"), (3, "rejected"), (4, "predicted")):
        annotate(folder / f"x{number}.png", MASK, state)  # type: ignore[arg-type]
    draw_lesion(folder / "inner" / "y.png")
    annotate(folder / "inner" / "y.png", MASK)
    return folder


def test_that_truth_and_accepted_annotations_count_and_nothing_else(folder: Path) -> None:
    selection = select(folder)
    assert [(one.id, one.kind) for one in selection.images] == [
        ("x0.png", "ground truth"),
        ("x1.png", "accepted"),
        ("inner/y.png", "accepted"),
    ]
    assert (selection.looked_at, selection.held_out) == (7, 7)


def test_that_only_held_out_images_are_taken_by_name_or_lesion(folder: Path) -> None:
    for number in range(6, 60):
        draw_lesion(folder / f"x{number}.png")
        annotate(folder / f"x{number}.png", MASK)
    taken = {one.id for one in select(folder, 0.2).images}
    assert taken == {f"x{n}.png" for n in (0, 1, *range(6, 60)) if is_held_out(f"x{n}")} | (
        {"inner/y.png"} if is_held_out("y") else set()
    )
    assert 3 <= len(taken) <= 25
    lesion = next(f"lesion {n}" for n in range(99) if is_held_out(f"lesion {n}"))
    everything = select(folder, 0.2, lesions={f"x{n}": lesion for n in range(60)})
    assert len(everything.images) >= 56


def test_that_ground_truth_goes_before_an_annotation_and_a_changed_mask_is_no_longer_accepted(folder: Path) -> None:
    annotate(folder / "x0.png", MASK)
    mask = folder / "annotations" / "x1_Segmentation.png"
    write_truth(mask, ~MASK)  # another program changed what was accepted
    kinds = {one.id: one.kind for one in select(folder).images}
    assert kinds["x0.png"] == "ground truth"
    assert "x1.png" not in kinds


def test_that_an_accepted_prediction_is_known_as_the_models_own(folder: Path) -> None:
    annotate(folder / "x1.png", MASK, origin="machine", model=model_used("a" * 64), changed_pixels=0)
    annotate(folder / "x2.png", MASK, model=model_used("a" * 64), changed_pixels=7)
    owners = {one.id: one.untouched_of for one in select(folder).images}
    assert owners == {"x0.png": "", "x1.png": "a" * 64, "x2.png": "", "inner/y.png": ""}


def test_that_folders_and_lists_of_pairs_are_taken(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        select_in_folders([folder], [])
    masks = tmp_path / "masks"
    for number in range(3):
        write_truth(masks / f"x{number}.png", MASK)
    assert [one.id for one in select_in_folders([folder], [masks], share=1.0).images] == ["x0.png", "x1.png", "x2.png"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(PairingError):
        select_in_folders([tmp_path / "empty"], [tmp_path / "empty"])
    own = annotate(folder / "x1.png", MASK, origin="machine", model=model_used(), changed_pixels=0)
    table = tmp_path / "held_out.csv"
    write_pairs_file(
        table, [ListedPair("a", folder / "x0.png", masks / "x0.png"), ListedPair("b", folder / "x1.png", own)]
    )
    listed = select_listed(table).images
    assert [(one.id, one.kind, one.untouched_of) for one in listed] == [
        ("a", "ground truth", ""),
        ("b", "accepted", "d" * 64),
    ]


def test_that_both_are_measured_at_full_size_and_a_bad_image_is_named(folder: Path) -> None:
    (folder / "x1.png").write_bytes(b"no image at all")
    write_truth(folder / "inner" / "y_Segmentation.png", np.ones((9, 9), bool))  # another size
    old, new = predictor("old", threshold=0.5), predictor("new", threshold=0.2)  # below a third all is red
    found = list(compare_models(old, new, select(folder).images))
    assert [(one.image.id, bool(one.error)) for one in found] == [
        ("x0.png", False),
        ("x1.png", True),
        ("inner/y.png", True),
    ]
    assert "x1.png" in found[1].error
    assert "9 × 9" in found[2].error
    assert found[0].old == 1.0
    assert found[0].new == pytest.approx(MASK.mean())
    assert found[0].size_wh == (40, 30)
    assert found[0].outlines["truth"] == found[0].outlines["old"] != found[0].outlines["new"]


def test_that_a_model_that_runs_out_of_memory_on_one_image_goes_on_with_the_next(folder: Path) -> None:
    draw_lesion(folder / "x1.png", wh=(80, 30))
    annotate(folder / "x1.png", lesion_mask(wh=(80, 30)))
    new = predictor("new")
    new.fails_on_width = 80
    found = list(compare_models(predictor("old"), new, select(folder).images))
    assert ["40 GiB" in one.error for one in found] == [False, True, False]


def test_that_images_a_model_was_trained_on_are_left_out_and_counted(folder: Path) -> None:
    draw_lesion(folder / "inner" / "y.png", lesion=(25, 3, 35, 28))
    annotate(folder / "inner" / "y.png", lesion_mask(lesion=(25, 3, 35, 28)))
    seen = perceptual_hash(read_image(folder / "x0.png"))
    old, new = predictor("old"), predictor("new", hashes=(seen,))
    selection = select(folder)
    found = list(compare_models(old, new, selection.images))
    assert [one.seen_by for one in found] == [("new",), ("new",), ()]
    assert new.predicted == 1
    models = [ComparedModel.of(one.header.name, one.model_sha256, one.header) for one in (old, new)]
    report = make_report(models[0], models[1], selection, found)
    assert report.figures.verdict is Verdict.TOO_FEW
    assert len(report.figures.pairs) == 1
    assert report.notes()[0] == "Left out because a model was trained on them: 2 (old: 0, new: 2, both: 0)."
    assert report.notes()[1] == "4 held-out images without ground truth or accepted annotation."


def test_that_the_report_warns_of_what_speaks_for_one_model_by_itself(folder: Path) -> None:
    annotate(folder / "x1.png", MASK, origin="machine", model=model_used("e" * 64), changed_pixels=0)
    selection = select(folder)
    old, new = predictor("old"), predictor("new", hashes=())
    models = [ComparedModel.of(one.header.name, "e" * 64, one.header) for one in (old, new)]
    notes = make_report(
        models[0], replace(models[1], sha256="f" * 64), selection, list(compare_models(old, new, selection.images))
    ).notes()
    assert "new does not say what it was trained on: it may have seen these images." in notes
    assert "On 1 image the accepted outline is old's own, unchanged: these speak for old." in notes


def test_that_a_report_comes_back_from_json_as_it_was(folder: Path) -> None:
    selection = select(folder)
    found = list(compare_models(predictor("old"), predictor("new", 0.2), selection.images))
    models = [ComparedModel(name, name[0] * 64) for name in ("a", "b")]
    report = make_report(models[0], models[1], selection, found)
    images = [comparison_from_dict(json.loads(json.dumps(one.as_dict()))) for one in found]
    assert images == found
    assert report_from_dict(json.loads(json.dumps(report.as_dict(images=False))), images) == report
    with pytest.raises(ValueError, match="figures"):
        report_from_dict(report.as_dict(images=False), images[1:])
    with pytest.raises(ValueError, match="Jaccard"):
        comparison_from_dict(found[0].as_dict() | {"jaccard_new": 1.5})


def test_that_cancelling_ends_between_images(folder: Path) -> None:
    answers = iter([False, True])
    images = select(folder).images
    found = list(compare_models(predictor("o"), predictor("n"), images, is_cancelled=lambda: next(answers)))
    assert len(found) == 1


def test_that_outlines_stay_small_however_ragged_the_mask() -> None:
    ragged = np.random.default_rng(0).random((600, 800)) > 0.6
    outlines = outlines_of(ragged)
    assert 1 <= len(outlines) <= 60
    assert len(json.dumps(outlines)) < 120_000
    assert outlines_of(np.zeros((5, 5), bool)) == ()


@pytest.mark.parametrize(("side_px", "tolerance_px"), [(60, 0.5), (3000, 2.0)])
def test_that_an_outline_is_as_simple_as_a_screen_allows(side_px: int, tolerance_px: float) -> None:
    rows, columns = np.ogrid[:side_px, :side_px]
    centre, radius_px = side_px / 2, 0.4 * side_px
    (outline,) = outlines_of((columns - centre) ** 2 + (rows - centre) ** 2 < radius_px**2)
    distances = np.hypot(*(np.array(outline) - centre).T) - radius_px
    assert np.abs(distances).max() <= 1.5
    # A chord of a circle is as far from it as its sagitta.
    chords = np.hypot(*(np.array(outline) - np.roll(outline, 1, axis=0)).T)
    assert (chords**2 / (8 * radius_px)).max() <= tolerance_px + 1
    assert len(outline) < 2.5 * np.pi * np.sqrt(radius_px / tolerance_px)


def test_that_the_outline_of_a_small_lesion_keeps_its_corners() -> None:
    mask = np.zeros((40, 40), bool)
    mask[10:20, 10:20] = True
    mask[20:22, 12:18] = True  # a step of two pixels
    (outline,) = outlines_of(mask)
    corners = np.array(outline)
    for corner in ((10, 10), (20, 10), (20, 20), (18, 22), (12, 22), (10, 20)):
        assert np.hypot(*(corners - corner).T).min() <= 1.0, corner


def test_that_of_many_outlines_the_largest_are_shown() -> None:
    mask = np.zeros((300, 300), bool)
    for row in range(10):
        for column in range(10):
            mask[30 * row : 30 * row + row + 2, 30 * column : 30 * column + column + 2] = True
    outlines = outlines_of(mask)
    sides = sorted((row + column + 4 for row in range(10) for column in range(10)), reverse=True)[:60]
    assert sorted((sum(np.ptp(outline, axis=0)) for outline in outlines), reverse=True) == pytest.approx(sides, abs=1.0)
