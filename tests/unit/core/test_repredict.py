"""Predicting anew: what nobody has judged gets the new model's mask, and nothing else is touched."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from judged import annotate, model_used
from red_predictor import RedPredictor, draw_lesion, lesion_mask

from isic_desktop.__main__ import main
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks, Holder
from isic_desktop.core.repredict import Repredicted, repredict
from isic_desktop.core.sidecar import read_sidecar
from model_train.images import read_mask
from model_train.pairing import list_images

OTHER = np.zeros((30, 40), bool)
OTHER[20:25, 30:38] = True
OLD = model_used("a" * 64, "old")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One image of each state, and two in an inner folder; all masks of the old model are wrong."""
    folder = tmp_path / "photos"
    for name in ("new", "predicted", "corrected", "accepted", "rejected", "imported"):
        draw_lesion(folder / f"{name}.png")
    draw_lesion(folder / "inner" / "new.jpg")
    annotate(folder / "predicted.png", OTHER, "predicted", origin="machine", model=OLD, changed_pixels=0)
    for name in ("corrected", "accepted", "rejected"):
        annotate(folder / f"{name}.png", OTHER, name, model=OLD)  # type: ignore[arg-type]
    mask = AnnotationStore().paths(folder / "imported.png").mask
    mask.write_bytes(AnnotationStore().paths(folder / "accepted.png").mask.read_bytes())
    return folder


def run(folder: Path, predictor: RedPredictor | None = None, **more: object) -> dict[str, Repredicted]:
    locks = FolderLocks()
    try:
        images = list_images(folder, recursive=True)
        done = list(repredict(images, AnnotationStore(), predictor or RedPredictor(), locks, **more))  # type: ignore[arg-type]
    finally:
        locks.release_except(())
    return {one.image.relative_to(folder).as_posix(): one for one in done}


def test_that_only_what_nobody_judged_is_predicted(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "annotations").iterdir() if path.is_file()}
    done = run(folder)
    assert {name: one.status for name, one in done.items()} == {
        "accepted.png": "kept",
        "corrected.png": "kept",
        "imported.png": "kept",
        "new.png": "predicted",
        "predicted.png": "predicted",
        "rejected.png": "kept",
        "inner/new.jpg": "predicted",
    }
    changed = {path.name for path, content in before.items() if path.read_bytes() != content}
    assert changed == {"predicted_Segmentation.png", "predicted_Segmentation.json"}
    for name in ("new.png", "predicted.png"):
        paths = AnnotationStore().paths(folder / name)
        assert np.array_equal(read_mask(paths.mask).mask, lesion_mask())
        sidecar = read_sidecar(paths.sidecar)
        assert (sidecar.state, sidecar.origin) == ("predicted", "machine")
        assert sidecar.model == model_used()
    assert (folder / "inner" / "annotations" / "new_Segmentation.png").exists()


def test_that_a_second_time_nothing_is_predicted_twice(folder: Path) -> None:
    run(folder)
    again = RedPredictor()
    done = run(folder, again)
    assert again.predicted == 0
    assert done["new.png"].status == "predicted"


def test_that_two_images_of_one_name_get_an_annotation_each(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    draw_lesion(folder / "a.jpg")
    draw_lesion(folder / "a.png", lesion=(20, 10, 30, 25))
    assert {name: one.status for name, one in run(folder).items()} == {"a.jpg": "predicted", "a.png": "predicted"}
    store = AnnotationStore()
    first, second = (read_mask(store.paths(folder / name).mask).mask for name in ("a.jpg", "a.png"))
    assert not np.array_equal(first, second)
    assert read_sidecar(store.paths(folder / "a.png").sidecar).image == "a.png"


def test_that_a_folder_in_which_another_program_works_is_left_alone(folder: Path) -> None:
    window = FolderLocks()
    assert window.acquire(folder / "annotations") is None
    try:
        done = run(folder)
        # The same process holds it here; as from another one:
        assert done["new.png"].status == "predicted"
        lock = folder / "annotations" / ".lock"
        assert lock.exists()
    finally:
        window.release_except(())


def test_that_a_folder_that_cannot_be_written_does_not_keep_the_next_from_being_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = FolderLocks.acquire

    def held_elsewhere(locks: FolderLocks, place: Path) -> Holder | None:
        return Holder("elsewhere", 1) if place == folder / "annotations" else acquire(locks, place)

    monkeypatch.setattr(FolderLocks, "acquire", held_elsewhere)
    done = run(folder)
    assert {one.status for name, one in done.items() if "/" not in name} == {"failed"}
    assert done["inner/new.jpg"].status == "predicted"


def test_that_cancelling_ends_between_images_and_a_broken_one_is_named(folder: Path) -> None:
    (folder / "new.png").write_bytes(b"broken")
    done = run(folder)
    assert done["new.png"].status == "failed"
    assert "new.png" in done["new.png"].error
    assert run(folder, is_cancelled=lambda: True) == {}


def test_that_the_command_tells_each_image(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from model_train import predictor

    monkeypatch.setattr(predictor, "Predictor", lambda *_args, **_more: RedPredictor())
    left_out = str(folder / "predicted.png")
    assert main(["models", "repredict", "active", str(folder), "--events", "jsonl", "--leave-out", left_out]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["event"] for event in events] == ["started", *["image"] * 6, "finished"]
    assert (events[-1]["predicted"], events[-1]["kept"], events[-1]["failed"]) == (2, 4, 0)
    assert not (folder / "annotations" / ".lock").exists()
    assert main(["models", "repredict", "active", str(folder)]) == 0
    assert "3 predicted by red, 4 kept" in capsys.readouterr().out
    assert main(["models", "repredict", "nobody", str(folder), "--events", "jsonl"]) == 2
    assert json.loads(capsys.readouterr().out)["event"] == "failed"
