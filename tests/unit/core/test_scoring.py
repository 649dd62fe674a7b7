"""Two folders of masks matched by name and scored: what is missing, twice there or unreadable is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from drawn import write_mask
from PIL import Image

from isic_desktop.core.scoring import plan_scoring, score_masks
from model_train.errors import FolderError, PairingError

HALF = np.zeros((6, 8), bool)
HALF[:, :4] = True


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    made = tmp_path / "predictions", tmp_path / "truth"
    for folder in made:
        folder.mkdir()
    return made


def test_that_masks_are_matched_by_id_whatever_they_are_called(folders: tuple[Path, Path]) -> None:
    predictions, truth = folders
    write_mask(predictions / "a_Segmentation.png", HALF)
    write_mask(predictions / "b_mask.png", HALF)
    write_mask(predictions / "extra.png", HALF)
    write_mask(truth / "a.png", np.ones_like(HALF))
    write_mask(truth / "b_segmentation.png", HALF)
    write_mask(truth / "missing.png", HALF)
    plan = plan_scoring(predictions, truth)
    assert [name for name, _, _ in plan.pairs] == ["a", "b"]
    assert (plan.missing, plan.extra) == (("missing",), ("extra",))
    scores = [result.overlap.jaccard for result in score_masks(plan) if result.overlap is not None]
    assert scores == [0.5, 1.0]


def test_that_two_files_are_one_pair_whatever_their_names(tmp_path: Path) -> None:
    mine, theirs = write_mask(tmp_path / "x.png", HALF), write_mask(tmp_path / "y_Segmentation.png", HALF)
    assert plan_scoring(mine, theirs).pairs == (("y", mine, theirs),)


def test_that_a_mask_that_cannot_be_scored_is_named_and_the_rest_go_on(folders: tuple[Path, Path]) -> None:
    predictions, truth = folders
    for name in ("broken", "coded", "fine", "larger"):
        write_mask(predictions / f"{name}.png", HALF)
        write_mask(truth / f"{name}.png", HALF)
    (predictions / "broken.png").write_bytes(b"no picture")
    Image.fromarray(HALF.astype(np.uint8)).save(truth / "coded.png")
    write_mask(predictions / "larger.png", np.ones((7, 8), bool))
    found = {result.id: result for result in score_masks(plan_scoring(predictions, truth))}
    assert [name for name, result in found.items() if result.overlap is not None] == ["fine"]
    assert str(predictions / "broken.png") in found["broken"].error
    assert "coded 0/1" in found["coded"].error
    assert str(truth / "coded.png") in found["coded"].error
    assert str(predictions / "larger.png") in found["larger"].error
    again = {result.id: result for result in score_masks(plan_scoring(predictions, truth), rescale_01=True)}
    assert again["coded"].overlap is not None
    assert again["coded"].overlap.jaccard == 1.0


def test_that_two_masks_of_one_id_are_refused_unless_one_is_the_image(folders: tuple[Path, Path]) -> None:
    predictions, truth = folders
    write_mask(truth / "a.png", HALF)
    write_mask(predictions / "a.png", HALF)
    named = write_mask(predictions / "a_Segmentation.png", HALF)
    assert plan_scoring(predictions, truth).pairs[0][1] == named, "the other is the image beside it"
    write_mask(predictions / "a_mask.png", HALF)
    with pytest.raises(PairingError, match=r"Two masks have the id 'a': a_.* and a_"):
        plan_scoring(predictions, truth)


def test_that_folders_without_masks_and_missing_ones_are_named(folders: tuple[Path, Path]) -> None:
    predictions, truth = folders
    write_mask(truth / "a.png", HALF)
    with pytest.raises(PairingError, match="no mask in this folder") as refusal:
        plan_scoring(predictions, truth)
    assert refusal.value.path == predictions
    with pytest.raises(FolderError):
        plan_scoring(predictions / "gone", truth)
