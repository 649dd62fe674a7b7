"""What a run is about to do, and what it says it has done: names that clash, inputs that are missing, mean scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image

from isic_desktop.core.batch_plan import plan_segmentation
from isic_desktop.core.batch_report import COLUMNS, csv_report, mean_of
from isic_desktop.core.batch_types import ImageResult
from model_train.errors import FolderError, UsageError
from model_train.scores import count_overlap


def images(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    return [write_image(folder / name, draw_lesion(8, 6, (4, 3))) for name in names]


@pytest.mark.parametrize(
    ("names", "more"),
    [(["a"], ""), (["a", "b"], " (and 1 more such pairs)"), (["a", "b", "c"], " (and 2 more such pairs)")],
)
def test_that_images_that_want_one_mask_are_named_and_counted_before_anything_is_written(
    tmp_path: Path, names: list[str], more: str
) -> None:
    images(tmp_path / "photos", *(f"{name}{suffix}" for name in names for suffix in (".jpg", ".png")))
    first, later = tmp_path / "photos" / "a.jpg", tmp_path / "photos" / "a.png"
    with pytest.raises(UsageError) as refusal:
        plan_segmentation([tmp_path / "photos"], tmp_path / "out")
    assert refusal.value.what == f"{first} and {later} would both become a_Segmentation.png{more}"
    assert not (tmp_path / "out").exists()


def test_that_an_image_given_twice_is_done_once_and_a_missing_one_stays_to_be_reported(tmp_path: Path) -> None:
    (image,) = images(tmp_path / "photos", "a.png")
    gone = tmp_path / "photos" / "gone.jpg"
    roundabout = tmp_path / "photos" / ".." / "photos" / "a.png"
    plan = plan_segmentation([tmp_path / "photos", image, roundabout, gone], tmp_path / "out")
    assert plan.images == (image, gone)
    assert plan.places() == (tmp_path / "out",)
    with pytest.raises(FolderError, match="no such file or folder"):
        plan_segmentation([tmp_path / "nowhere"], tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no image in"):
        plan_segmentation([tmp_path / "empty"], tmp_path / "out")


def test_that_mean_scores_are_those_of_the_images_that_have_scores() -> None:
    truth = np.zeros((4, 4), bool)
    truth[:2] = True
    half = truth.copy()
    half[1] = False
    results = [
        ImageResult(Path("a.png"), "a", "done", overlap=count_overlap(truth, truth), width=4, height=4),
        ImageResult(Path("b.png"), "b", "done", overlap=count_overlap(half, truth), seconds=0.25),
        ImageResult(Path("=c.png"), "=c", "failed", error="no image"),
    ]
    means = mean_of(results)
    assert means is not None
    assert means["jaccard"] == pytest.approx(0.75)
    assert mean_of(results[2:]) is None
    assert mean_of([]) is None
    header, first, second, third = csv_report(results).decode().splitlines()
    assert header == ",".join(COLUMNS)
    assert first.startswith("a.png,a,done,4,4,")
    assert second.startswith("b.png,b,done,,,")
    assert third.startswith("'=c.png,'=c,failed,")
