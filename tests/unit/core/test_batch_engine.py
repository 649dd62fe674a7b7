"""The segment engine: every image gets its due, a person's mask is safe, and nothing is done twice or lost."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import odd_files
import pytest
from PIL import Image
from platforms import needs_links
from red_predictor import RedPredictor, draw_lesion, lesion_mask, write_truth

from isic_desktop.core import settling
from isic_desktop.core.annotation_store import (
    UNCHECKED,
    annotation_owner,
    annotation_paths,
    load_annotation,
    save_annotation,
)
from isic_desktop.core.batch import ImageResult, SegmentOptions, segment_images
from isic_desktop.core.batch_plan import plan_segmentation
from isic_desktop.core.batch_report import COLUMNS, csv_report, json_report
from isic_desktop.core.batch_resume import STATE_NAME, DoneRecord, FileStamp, ResumeState
from isic_desktop.core.json_text import encode_json
from isic_desktop.core.sidecar import read_sidecar, write_sidecar
from model_train.errors import FolderError, UsageError


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    for number in (1, 2, 10):
        draw_lesion(tmp_path / "photos" / f"x{number}.png", lesion=(5, 5, 10 + number, 15))
    return tmp_path / "photos"


def run(
    photos: Path, out: Path, predictor: RedPredictor | None = None, options: SegmentOptions | None = None
) -> list[ImageResult]:
    return list(segment_images(plan_segmentation([photos], out), predictor or RedPredictor(), options))


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*_Segmentation.png")}


def test_that_each_image_gets_a_mask_and_a_sidecar_in_natural_order(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    results = run(photos, out)
    assert [result.id for result in results] == ["x1", "x2", "x10"]
    assert {result.status for result in results} == {"done"}
    for result in results:
        loaded = load_annotation(annotation_paths(out, result.id), (40, 30))
        assert loaded is not None
        expected = lesion_mask(lesion=(5, 5, 10 + int(result.id[1:]), 15))
        assert np.array_equal(loaded.mask, expected)
        assert loaded.owner == "machine"
        assert loaded.sidecar is not None
        assert loaded.sidecar.model is not None
        assert loaded.sidecar.model.sha256 == "d" * 64
        assert loaded.sidecar.image == f"{result.id}.png"
        assert result.lesion_fraction == pytest.approx(expected.mean())
        assert (result.width, result.height) == (40, 30)
        assert result.seconds is not None
        assert result.seconds > 0


def test_that_a_second_run_does_nothing_again_and_reports_the_same(photos: Path, tmp_path: Path) -> None:
    out, truth = tmp_path / "out", tmp_path / "truth"
    for number in (1, 2, 10):
        write_truth(truth / f"x{number}_Segmentation.png", lesion_mask())
    options = SegmentOptions(truth_folder=truth)
    first = run(photos, out, options=options)
    before = contents(out)
    predictor = RedPredictor()
    second = run(photos, out, predictor, options)
    assert predictor.predicted == 0
    assert all(result.resumed for result in second)
    for one, two in zip(first, second, strict=True):
        assert two.overlap == one.overlap
        assert two.lesion_fraction == one.lesion_fraction
        assert two.seconds == pytest.approx(one.seconds, abs=1e-6)
    assert contents(out) == before


def test_that_without_the_state_file_the_sidecars_tell_what_is_done(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(photos, out)
    (out / ".isic-desktop" / STATE_NAME).unlink()
    predictor = RedPredictor()
    assert all(result.status == "done" for result in run(photos, out, predictor))
    assert predictor.predicted == 0


@pytest.mark.parametrize("change", ["model", "threshold", "image", "mask gone"])
def test_that_a_change_of_what_matters_is_done_again(change: str, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(photos, out)
    predictor, options = RedPredictor(), SegmentOptions()
    if change == "model":
        predictor = RedPredictor(model_sha256="e" * 64)
    elif change == "threshold":
        options = SegmentOptions(threshold=0.9)
    elif change == "image":
        draw_lesion(photos / "x2.png", lesion=(0, 0, 40, 20))
    else:
        (out / "x2_Segmentation.png").unlink()
    results = run(photos, out, predictor, options)
    expected = 1 if change in {"image", "mask gone"} else 3
    assert predictor.predicted == expected
    assert sum(not result.resumed for result in results) == expected
    assert all(result.status == "done" for result in results)
    if change == "image":
        assert results[1].lesion_fraction == pytest.approx(20 / 30)


def test_that_a_copied_image_with_a_new_time_is_not_done_again(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(photos, out)
    os.utime(photos / "x1.png", (1, 1))
    predictor = RedPredictor()
    run(photos, out, predictor)
    assert predictor.predicted == 0


def test_that_an_image_of_another_folder_with_the_same_name_size_and_time_is_done(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for folder, left in (("a", 5), ("b", 6)):
        draw_lesion(tmp_path / folder / "x.bmp", lesion=(left, 5, 20, 15))
        os.utime(tmp_path / folder / "x.bmp", (1000, 1000))
    run(tmp_path / "a", out)
    (result,) = run(tmp_path / "b", out)
    assert not result.resumed
    assert np.array_equal(np.asarray(Image.open(out / "x_Segmentation.png")) > 0, lesion_mask(lesion=(6, 5, 20, 15)))


def test_that_a_persons_mask_is_kept_and_scored(photos: Path, tmp_path: Path) -> None:
    out, truth = tmp_path / "out", tmp_path / "truth"
    run(photos, out)
    write_truth(truth / "x1.png", lesion_mask())
    write_truth(truth / "x2.png", lesion_mask())
    paths = annotation_paths(out, "x2")
    corrected = replace(read_sidecar(paths.sidecar), origin="person", state="corrected")
    save_annotation(paths, lesion_mask(), corrected, expected_mask_sha256=UNCHECKED)
    write_truth(out / "x10_Segmentation.png", lesion_mask(lesion=(0, 0, 9, 9)))  # painted elsewhere over ours
    before = contents(out)
    predictor = RedPredictor(model_sha256="e" * 64)
    results = run(photos, out, predictor, SegmentOptions(truth_folder=truth))
    assert [result.status for result in results] == ["done", "kept", "kept"]
    assert predictor.predicted == 1
    after = contents(out)
    assert after["x2_Segmentation.png"] == before["x2_Segmentation.png"]
    assert after["x10_Segmentation.png"] == before["x10_Segmentation.png"]
    assert results[1].overlap is not None
    assert results[1].overlap.jaccard == 1.0
    assert results[2].overlap is None
    assert results[2].without_truth


def test_that_a_mask_a_person_saves_during_the_run_is_kept(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    class Meanwhile(RedPredictor):
        def predict_prepared(self, inputs, *, with_quality):  # type: ignore[no-untyped-def]
            write_truth(out / "x1_Segmentation.png", lesion_mask(lesion=(0, 0, 3, 3)))
            return super().predict_prepared(inputs, with_quality=with_quality)

    results = run(photos, out, Meanwhile())
    assert results[0].status == "kept"
    assert np.asarray(Image.open(out / "x1_Segmentation.png")).sum() == 9 * 255


def test_that_notes_beside_an_older_prediction_stay(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(photos, out)
    paths = annotation_paths(out, "x1")
    noted = replace(read_sidecar(paths.sidecar), note="look again", tags=("hair",), unknown={"later": 1})
    write_sidecar(paths.sidecar, noted)
    run(photos, out, RedPredictor(model_sha256="e" * 64))
    fresh = read_sidecar(paths.sidecar)
    assert (fresh.note, fresh.tags, fresh.unknown) == ("look again", ("hair",), {"later": 1})
    assert fresh.model is not None
    assert fresh.model.sha256 == "e" * 64


@pytest.mark.parametrize("odd", odd_files.READABLE, ids=str)
def test_that_an_odd_image_is_segmented_at_its_own_size(odd: odd_files.OddFile, tmp_path: Path) -> None:
    image = odd.make(tmp_path)
    (result,) = segment_images(plan_segmentation([image], tmp_path / "out"), RedPredictor())
    if len(os.fsencode(image.name)) > 240:  # the mask's name would be longer than names may be
        assert result.status == "failed"
        assert "shorten the file name" in result.error
        return
    assert result.error == ""
    assert result.status == "done"
    assert result.width is not None
    assert result.height is not None
    assert load_annotation(annotation_paths(tmp_path / "out", image.stem), (result.width, result.height))


@pytest.mark.parametrize("odd", [odd for odd in odd_files.BROKEN if odd.error != "folder"], ids=str)
def test_that_a_broken_image_is_named_and_the_rest_goes_on(odd: odd_files.OddFile, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    draw_lesion(folder / "good.png")
    image = odd.make(folder)
    plan = plan_segmentation([image, folder / "good.png"], tmp_path / "out")
    results = {result.file: result for result in segment_images(plan, RedPredictor())}
    assert results[image].status == "failed"
    assert str(image) in results[image].error
    assert results[folder / "good.png"].status == "done"


@needs_links
def test_that_a_dangling_link_and_a_vanished_file_are_named_failures(photos: Path, tmp_path: Path) -> None:
    (photos / "x3.png").symlink_to(tmp_path / "nowhere.png")
    plan = plan_segmentation([photos, photos / "x99.png"], tmp_path / "out")
    results = {result.id: result for result in segment_images(plan, RedPredictor())}
    assert results["x3"].status == results["x99"].status == "failed"
    assert "x3.png" in results["x3"].error
    assert results["x10"].status == "done"


def test_that_one_image_the_network_cannot_take_does_not_end_the_run(photos: Path, tmp_path: Path) -> None:
    draw_lesion(photos / "x5.png", wh=(77, 30))
    for batch_size in (1, 3):
        predictor = RedPredictor(fails_on_width=77)
        results = run(photos, tmp_path / f"out{batch_size}", predictor, SegmentOptions(batch_size=batch_size))
        assert [result.status for result in results] == ["done", "done", "failed", "done"]
        assert "x5.png" in results[2].error
        assert "allocate" in results[2].error


@pytest.mark.parametrize("batch_size", [1, 2, 5])
def test_that_the_batch_size_changes_nothing_but_the_batches(batch_size: int, tmp_path: Path) -> None:
    for number in range(7):
        draw_lesion(tmp_path / "photos" / f"{number}.png", lesion=(0, 0, 3 + number, 9))
    (tmp_path / "photos" / "4.png").write_bytes(b"broken")
    predictor = RedPredictor()
    results = run(tmp_path / "photos", tmp_path / "out", predictor, SegmentOptions(batch_size=batch_size))
    assert [result.id for result in results] == [str(number) for number in range(7)]
    assert [result.status == "failed" for result in results] == [number == 4 for number in range(7)]
    assert max(predictor.batches) <= batch_size
    assert sum(predictor.batches) == 6


def test_that_cancelling_ends_the_run_with_whole_files_and_no_threads(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = iter([False, True])
    plan = plan_segmentation([photos], out)
    options = SegmentOptions(lanes=1)
    results = list(segment_images(plan, RedPredictor(), options, is_cancelled=lambda: next(asked, True)))
    assert [result.id for result in results] == ["x1"]
    assert list(contents(out)) == ["x1_Segmentation.png"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("segment-")]


def test_that_closing_the_generator_leaves_whole_files_and_no_threads(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    stream = segment_images(plan_segmentation([photos], out), RedPredictor())
    next(stream)
    stream.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("segment-")]
    for mask in out.glob("*_Segmentation.png"):
        assert load_annotation(annotation_paths(out, mask.stem.removesuffix("_Segmentation")), (40, 30)) is not None
    assert all(result.status == "done" for result in run(photos, out))


def test_that_ground_truth_of_another_size_is_named_and_the_mask_still_made(photos: Path, tmp_path: Path) -> None:
    truth = tmp_path / "truth"
    write_truth(truth / "x1_Segmentation.png", lesion_mask(wh=(41, 30)))
    write_truth(truth / "x2_Segmentation.png", lesion_mask(), value=1)
    results = run(photos, tmp_path / "out", options=SegmentOptions(truth_folder=truth))
    assert [result.status for result in results] == ["done"] * 3
    assert "x1_Segmentation.png" in results[0].error
    assert "--rescale-01" in results[1].error
    assert results[2].error == ""
    again = run(photos, tmp_path / "out", options=SegmentOptions(truth_folder=truth, rescale_01=True))
    assert "x1_Segmentation.png" in again[0].error
    assert again[1].overlap is not None


def test_that_scores_follow_a_ground_truth_that_changed(photos: Path, tmp_path: Path) -> None:
    truth, out = tmp_path / "truth", tmp_path / "out"
    write_truth(truth / "x1.png", lesion_mask())
    first = run(photos, out, options=SegmentOptions(truth_folder=truth))[0]
    write_truth(truth / "x1.png", lesion_mask(lesion=(5, 5, 11, 15)))
    os.utime(truth / "x1.png", (5, 5))
    second = run(photos, out, options=SegmentOptions(truth_folder=truth))[0]
    assert first.overlap is not None
    assert second.overlap is not None
    assert second.resumed
    assert second.overlap.jaccard == 1.0 > first.overlap.jaccard


def test_that_names_that_would_collide_are_refused_before_anything_is_written(photos: Path, tmp_path: Path) -> None:
    draw_lesion(photos / "X1.jpg")
    with pytest.raises(UsageError, match=r"X1\.jpg") as caught:
        plan_segmentation([photos], tmp_path / "out")
    assert "x1.png" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_that_a_file_given_twice_is_done_once(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plan = plan_segmentation(
        [Path("photos/x2.png"), photos, Path("photos") / ".." / "photos" / "x1.png"], tmp_path / "out"
    )
    assert [image.name for image in plan.images] == ["x2.png", "x1.png", "x10.png"]


def test_that_inner_folders_are_read_only_when_asked(photos: Path, tmp_path: Path) -> None:
    draw_lesion(photos / "inner" / "y.png")
    assert len(plan_segmentation([photos], tmp_path / "out").images) == 3
    assert len(plan_segmentation([photos], tmp_path / "out", recursive=True).images) == 4


def test_that_senseless_requests_are_refused_with_a_remedy(photos: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "file").write_text("x")
    for inputs, out, error in (
        ([empty], tmp_path / "out", UsageError),
        ([tmp_path / "nowhere"], tmp_path / "out", FolderError),
        ([photos], tmp_path / "file", FolderError),
        ([photos], tmp_path / "file" / "out", FolderError),
    ):
        with pytest.raises(error) as caught:
            plan_segmentation(inputs, out)
        assert caught.value.remedy
    assert not (tmp_path / "out").exists()


def test_that_a_report_of_someone_else_is_not_replaced(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.csv").write_text("patient,result\n")
    with pytest.raises(UsageError, match=r"report\.csv"):
        plan_segmentation([photos], out)
    (out / "report.csv").write_text(",".join(COLUMNS) + "\n")
    plan_segmentation([photos], out)


def test_that_the_report_begins_as_agreed_and_holds_no_formulas(tmp_path: Path) -> None:
    results = [
        ImageResult(Path("=cmd|' /C calc'!A1.jpg"), "=cmd|' /C calc'!A1", "failed", "-2+3 broke"),
        ImageResult(Path(b"l\xe4sion.jpg".decode("utf-8", "surrogateescape")), "@x", "done", width=4, height=3),
    ]
    content = csv_report(results)
    assert content.startswith(b"file,id,status,")
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert list(rows[0]) == list(COLUMNS)
    for row in rows:
        assert all(not cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert rows[0]["error"] == "'-2+3 broke"
    assert rows[1]["status"] == "done"
    assert rows[1]["jaccard"] == ""


def test_that_a_damaged_state_file_costs_only_time(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(photos, out)
    state = out / ".isic-desktop" / STATE_NAME
    lines = state.read_bytes().splitlines(keepends=True)
    state.write_bytes(b"\xff\xfe nonsense\n[]\n{}\n" + b"".join(lines)[:-9])
    predictor = RedPredictor()
    second = run(photos, out, predictor)
    assert predictor.predicted == 0
    assert [result.lesion_fraction for result in second] == [result.lesion_fraction for result in first]
    for line in state.read_bytes().splitlines():
        assert json.loads(line)["stem"] in {"x1", "x2", "x10"}


def test_that_the_state_is_read_back_as_recorded(tmp_path: Path) -> None:
    (tmp_path / ".isic-desktop").mkdir()
    record = DoneRecord(FileStamp("/a.png", 5, 7), "f" * 64, 0.25, 0.5, "truth", None)
    state = ResumeState(tmp_path)
    state.record_begin("a", "f" * 64)
    assert state.begun_mask("a") == "f" * 64
    state.record_done("a", record)
    state.record_begin("b", "e" * 64)
    with ResumeState(tmp_path) as beside:  # another run into the same folder
        assert beside.path != state.path
        assert beside.begun_mask("b") == "e" * 64
        state.record_begin("c", "d" * 64)
        assert beside.begun_mask("c") == "d" * 64
        beside.record_begin("d", "c" * 64)
    state.close()
    again = ResumeState(tmp_path)
    assert again.begun_mask("d") == "c" * 64
    assert again.done("a") == record
    assert again.begun_mask("a") is None
    assert again.begun_mask("b") == "e" * 64
    assert len(again.path.read_bytes().splitlines()) == 4
    again.close()


def test_that_a_kept_mask_coded_0_1_is_named_and_scored_only_when_rescaled(tmp_path: Path) -> None:
    draw_lesion(tmp_path / "photos" / "a.png")
    write_truth(tmp_path / "truth" / "a_mask.png", lesion_mask())
    write_truth(tmp_path / "out" / "a_Segmentation.png", lesion_mask(), value=1)
    plan = plan_segmentation([tmp_path / "photos"], tmp_path / "out")
    [result] = segment_images(plan, RedPredictor(), SegmentOptions(truth_folder=tmp_path / "truth"))
    assert result.status == "kept"
    assert "coded 0/1" in result.error
    assert result.overlap is None
    [again] = segment_images(plan, RedPredictor(), SegmentOptions(truth_folder=tmp_path / "truth", rescale_01=True))
    assert again.error == ""
    assert again.overlap is not None
    assert again.overlap.jaccard == 1.0


def test_that_two_runs_into_one_folder_at_once_end_like_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "SETTLING_S", 60)  # neither counts as killed, however little it gets to run
    for number in range(40):
        draw_lesion(tmp_path / "photos" / f"{number}.png", lesion=(0, 0, 3 + number % 30, 9))
    out = tmp_path / "out"
    plans = [plan_segmentation([tmp_path / "photos"], out) for _ in range(2)]
    found: list[list[ImageResult]] = [[], []]
    barrier = threading.Barrier(2)

    def work(number: int) -> None:
        barrier.wait()
        found[number] = list(segment_images(plans[number], RedPredictor()))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for results in found:
        assert [result.status for result in results] == ["done"] * 40, [result.error for result in results]
    run(tmp_path / "photos", tmp_path / "alone")
    assert contents(out) == contents(tmp_path / "alone")
    for number in range(40):
        assert annotation_owner(annotation_paths(out, str(number))) == "machine"


def test_that_an_image_a_person_is_at_work_on_is_kept(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked: list[Path] = []

    def is_claimed(image: Path) -> bool:
        asked.append(image)
        # x2 from the first look on, x10 only when its mask is about to be put in its place.
        return image.stem == "x2" or (image.stem == "x10" and asked.count(image) > 1)

    results = run(photos, out, options=SegmentOptions(is_claimed=is_claimed))
    assert [result.status for result in results] == ["done", "kept", "kept"]
    assert [result.mask for result in results] == [out / "x1_Segmentation.png", None, None]
    assert list(contents(out)) == ["x1_Segmentation.png"]
    again = run(photos, out, options=SegmentOptions(is_claimed=lambda _image: True))
    assert [result.mask for result in again] == [out / "x1_Segmentation.png", None, None]
    assert not [path for path in out.iterdir() if path.name.startswith(".writing-")]


def test_that_masks_without_quality_are_done_again_only_when_it_is_asked_for(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(photos, out, options=SegmentOptions(with_quality=False))
    assert {result.predicted_jaccard for result in first} == {None}
    again = run(photos, out, options=SegmentOptions(with_quality=False))
    assert all(result.resumed for result in again)
    asked = run(photos, out)
    assert not any(result.resumed for result in asked)
    assert {result.predicted_jaccard for result in asked} == {0.75}
    assert all(result.resumed for result in run(photos, out, options=SegmentOptions(with_quality=False)))


def test_that_a_json_report_of_someone_else_is_not_replaced(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.json").write_text('{"mine": 1}')
    with pytest.raises(UsageError, match=r"report\.json"):
        plan_segmentation([photos], out)
    (out / "report.json").write_bytes(encode_json(json_report([], out=out, model={}, stopped=None)))
    assert plan_segmentation([photos], out).images
