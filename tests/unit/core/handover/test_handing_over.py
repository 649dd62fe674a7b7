"""What is handed over and taken in, what is left out and why, and whose work stays."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from annotated import annotate, make_folder
from drawn import write_mask
from PIL import Image
from small_masks import disc, with_hole

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.calibration import Calibrations, Ruler
from isic_desktop.core.handover.export import Exported, ExportPlan, plan_export, run_export
from isic_desktop.core.handover.formats import ExportOptions, Format
from isic_desktop.core.handover.gathering import LeftOut, gather
from isic_desktop.core.handover.importing import Imported, ImportOptions, run_import
from isic_desktop.core.handover.incoming import SourceFormat, guess_format, open_source
from isic_desktop.core.handover.replacing import SET_ASIDE_FOLDER
from isic_desktop.core.sidecar import ModelUsed, read_sidecar
from model_train.errors import FolderError, UsageError
from model_train.images import encode_mask, read_mask
from model_train.pairing import list_images

Annotate = Callable[..., Path]


def export(folder: Path, form: Format, out: Path, **changes: object) -> tuple[ExportPlan, list[Exported]]:
    options = changes.pop("options", ExportOptions())
    overwrite = bool(changes.pop("overwrite", False))
    gathered = gather(folder, AnnotationStore(), **changes)  # type: ignore[arg-type]
    plan = plan_export(folder, form, out, gathered, options, overwrite=overwrite)  # type: ignore[arg-type]
    return plan, list(run_export(plan))


def take_in(source: Path, folder: Path, **options: object) -> list[Imported]:
    with open_source(source, guess_format(source)) as opened:
        chosen = ImportOptions(**options)  # type: ignore[arg-type]
        return list(run_import(opened, folder, list_images(folder, True), AnnotationStore(), chosen))


@pytest.mark.parametrize("form", list(Format))
def test_that_every_form_is_written_and_what_is_left_out_is_named(
    form: Format, annotate: Annotate, tmp_path: Path
) -> None:
    first = annotate("ISIC_0000001.png", disc(), "accepted")
    annotate("ISIC_0000002.png", disc(9), "rejected")
    Image.new("RGB", (50, 40)).save(first.parent / "ISIC_0000003.png")
    broken = annotate("ISIC_0000004.png", disc(), "accepted")
    (broken.parent / "annotations" / "ISIC_0000004_Segmentation.png").write_bytes(b"no picture")
    out = tmp_path / f"out{form.single_file}"
    plan, done = export(first.parent, form, out, states={"accepted", "corrected"})
    assert plan.left_out == (
        LeftOut("ISIC_0000002.png", "Its state is rejected."),
        LeftOut("ISIC_0000003.png", "There is no annotation yet."),
    )
    assert [result.name for result in done] == ["ISIC_0000001.png", "ISIC_0000004.png"]
    assert done[0].error == ""
    assert "ISIC_0000004_Segmentation.png" in done[1].error
    assert out.exists()
    assert not list(tmp_path.rglob(".writing-*"))


@pytest.mark.parametrize("form", list(Format))
def test_that_nothing_is_replaced_unasked(form: Format, annotate: Annotate, tmp_path: Path) -> None:
    image = annotate("a.png", disc())
    out = tmp_path / f"out{form.single_file}"
    export(image.parent, form, out)
    before = {path: path.read_bytes() for path in ([out] if out.is_file() else out.rglob("*.*"))}
    with pytest.raises(UsageError, match="would be replaced"):
        export(image.parent, form, out)
    assert {path: path.read_bytes() for path in before} == before
    _, done = export(image.parent, form, out, overwrite=True)
    assert [result.error for result in done] == [""]
    if form is not Format.CONTACT_SHEET:
        assert {path: path.read_bytes() for path in before} == before  # the same annotations, the same bytes


def test_that_of_the_files_in_the_way_the_first_is_named_and_the_others_counted(
    annotate: Annotate, tmp_path: Path
) -> None:
    for count, more in ((1, ""), (2, " and 1 more files"), (3, " and 2 more files")):
        folder = annotate(f"{count}.png", disc(), folder="photos").parent
        export(folder, Format.MASKS, tmp_path / "out", overwrite=True)
        with pytest.raises(UsageError) as refusal:
            export(folder, Format.MASKS, tmp_path / "out")
        assert refusal.value.what == f"{tmp_path / 'out' / '1_Segmentation.png'}{more} would be replaced"


@pytest.mark.parametrize("compressed", [True, False])
def test_that_run_lengths_are_text_or_numbers_as_asked(compressed: bool, annotate: Annotate, tmp_path: Path) -> None:
    image = annotate("a.png", disc())
    export(image.parent, Format.COCO, tmp_path / "out.json", options=ExportOptions(compressed_runs=compressed))
    (annotation,) = json.loads((tmp_path / "out.json").read_text())["annotations"]
    counts = annotation["segmentation"]["counts"]
    assert isinstance(counts, str if compressed else list)
    if not compressed:
        assert sum(counts) == disc().size
        assert sum(counts[1::2]) == disc().sum() == annotation["area"]


@pytest.mark.parametrize("form", [form for form in Format if form.single_file])
def test_that_an_export_that_is_broken_off_leaves_no_half_file(
    form: Format, annotate: Annotate, tmp_path: Path
) -> None:
    folder = annotate("a.png", disc()).parent
    annotate("b.png", disc())
    out = tmp_path / f"out{form.single_file}"
    plan = plan_export(folder, form, out, gather(folder, AnnotationStore()), ExportOptions())
    run = run_export(plan)
    next(run)
    run.close()
    assert not out.exists()
    assert not list(tmp_path.glob(".writing-*"))


def test_that_places_that_confuse_copies_with_annotations_are_refused(annotate: Annotate, tmp_path: Path) -> None:
    folder = annotate("a.png", disc()).parent
    before = sorted(path.read_bytes() for path in folder.rglob("*.*"))
    for form, out, kind in (
        (Format.MASKS, folder / "annotations", UsageError),
        (Format.LABELME, folder / "annotations", UsageError),
        (Format.MASKS, folder, UsageError),
        (Format.COCO, folder, FolderError),
        (Format.COCO, tmp_path / "gone" / "x.json", FolderError),
        (Format.COCO, folder / "b.png", UsageError),
        (Format.MASKS, folder / "a.png", FolderError),
    ):
        with pytest.raises(kind):
            export(folder, form, out, overwrite=True)
    assert sorted(path.read_bytes() for path in folder.rglob("*.*")) == before


def test_that_an_export_without_annotations_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (5, 5)).save(tmp_path / "a.png")
    with pytest.raises(UsageError, match="None of the 1 images"):
        export(tmp_path, Format.COCO, tmp_path / "x.json")


def test_that_an_isic_zip_holds_masks_by_their_names_and_tells_what_isic_will_not_take(
    annotate: Annotate, tmp_path: Path
) -> None:
    folder = annotate("ISIC_0000001.png", disc()).parent
    annotate("sub/ISIC_0000001.png", disc())
    annotate("ISIC_0000002.png", with_hole())
    _, done = export(folder, Format.ISIC, tmp_path / "x.zip")
    by_name = {result.name: result for result in done}
    assert "under the same name" in by_name["sub/ISIC_0000001.png"].error
    assert "2 regions and a hole" in by_name["ISIC_0000002.png"].remark
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.namelist() == ["ISIC_0000001_segmentation.png", "ISIC_0000002_segmentation.png"]
        with Image.open(io.BytesIO(archive.read("ISIC_0000002_segmentation.png"))) as picture:
            assert picture.mode == "L"
            assert np.array_equal(np.asarray(picture), with_hole() * np.uint8(255))


def test_that_coco_tells_area_box_and_ids_that_stay(annotate: Annotate, tmp_path: Path) -> None:
    folder = annotate("b.png", disc()).parent
    export(folder, Format.COCO, tmp_path / "1.json")
    annotate("a.png", with_hole())
    annotate("empty.png", np.zeros((40, 50), dtype=np.bool_))
    export(folder, Format.COCO, tmp_path / "2.json")
    first, second = (json.loads((tmp_path / f"{n}.json").read_text()) for n in (1, 2))
    by_name = {image["file_name"]: image for image in second["images"]}
    assert first["images"] == [by_name["b.png"]]
    (annotation,) = first["annotations"]
    rows, columns = np.nonzero(disc())
    assert annotation["area"] == np.count_nonzero(disc())
    assert annotation["bbox"] == [
        columns.min(), rows.min(), columns.max() - columns.min() + 1, rows.max() - rows.min() + 1,
    ]  # fmt: skip
    assert annotation["iscrowd"] == 0
    assert by_name["empty.png"]["isic_desktop_empty"] is True
    assert len({image["id"] for image in second["images"]}) == 3
    from pycocotools.coco import COCO

    loaded = COCO()
    loaded.dataset = second
    loaded.createIndex()
    assert len(loaded.getAnnIds()) == 2


def test_that_the_table_holds_scores_read_outs_and_millimetres(annotate: Annotate, tmp_path: Path) -> None:
    image = annotate("a.png", disc())
    (image.parent / "a_Segmentation.png").write_bytes(encode_mask(disc(11)))
    annotate("=b.png", disc(5))
    annotate("large.png", disc(20, (80, 90)))
    ruler = Ruler((0.0, 0.0), (40.0, 0.0), 10.0, (50, 40))
    Calibrations(image.parent / "annotations").save("a.png", ruler, for_folder=True)
    export(image.parent, Format.CSV, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as table:
        rows = {row["file"]: row for row in csv.DictReader(table)}
    assert set(rows) == {"a.png", "'=b.png", "large.png"}
    row = rows["a.png"]
    expected = np.count_nonzero(disc() & disc(11)) / np.count_nonzero(disc() | disc(11))
    assert float(row["jaccard"]) == pytest.approx(expected, abs=1e-6)
    assert float(row["area_px"]) == np.count_nonzero(disc())
    assert float(row["area_mm2"]) == pytest.approx(np.count_nonzero(disc()) / 16, abs=1e-3)
    assert row["calibrated_by"] == "folder"
    assert row["boundary_hd95_px"] != ""
    assert rows["'=b.png"]["jaccard"] == ""
    assert rows["large.png"]["area_mm2"] == ""
    assert {row["notice"] for row in rows.values()} == {"Research use only; not a medical device"}


def test_that_ground_truth_that_cannot_be_used_is_told_and_the_rest_is_written(
    annotate: Annotate, tmp_path: Path
) -> None:
    image = annotate("a.png", disc())
    (image.parent / "a_Segmentation.png").write_bytes(encode_mask(disc(11, (41, 50))))
    for form in (Format.CSV, Format.OVERLAYS, Format.CONTACT_SHEET):
        _, (done,) = export(image.parent, form, tmp_path / f"{form.value}{form.single_file}")
        assert done.error == ""
        assert "No scores" in done.remark


def test_that_overlays_and_the_contact_sheet_show_the_lesions(annotate: Annotate, tmp_path: Path) -> None:
    folder = annotate("a.png", disc()).parent
    for number in range(19):
        annotate(f"名前 $x_{number}$ {'long' * 12}.png", disc())
    export(folder, Format.OVERLAYS, tmp_path / "overlays")
    with Image.open(tmp_path / "overlays" / "a_overlay.png") as picture:
        assert picture.size == (50, 40)
        assert len(np.unique(np.asarray(picture).reshape(-1, 3), axis=0)) > 1
    for images, pages in ((20, 1), (21, 2)):
        export(folder, Format.CONTACT_SHEET, tmp_path / f"{images}.pdf")
        content = (tmp_path / f"{images}.pdf").read_bytes()
        assert content.startswith(b"%PDF")
        assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == pages
        annotate("one more.png", disc())


def test_that_sub_folders_keep_their_place_there_and_back(annotate: Annotate, tmp_path: Path) -> None:
    folder = annotate("one/a.png", disc(5)).parent.parent
    annotate("two/a.png", disc(9))
    for form in (Format.MASKS, Format.COCO, Format.YOLO, Format.LABELME):
        out = tmp_path / f"{form.value}{form.single_file}"
        export(folder, form, out)
        results = take_in(out, folder)
        assert [result.status for result in results] == ["unchanged", "unchanged"], [r.reason for r in results]


def test_that_two_images_of_one_stem_keep_their_own_masks(annotate: Annotate, tmp_path: Path) -> None:
    folder = annotate("a.bmp", disc(5)).parent
    annotate("a.png", disc(9))
    for form in (Format.MASKS, Format.ISIC, Format.COCO, Format.YOLO, Format.LABELME):
        out = tmp_path / f"{form.value}{form.single_file}"
        export(folder, form, out)
        assert {result.status for result in take_in(out, folder)} <= {"unchanged", "failed"}
        assert np.array_equal(read_mask(AnnotationStore().paths(folder / "a.bmp").mask).mask, disc(5))


def test_that_a_persons_mask_stays_and_is_set_aside_when_replacing_was_asked_for(
    annotate: Annotate, tmp_path: Path
) -> None:
    image = annotate("a.png", disc(5), "accepted")
    store = AnnotationStore()
    paths = store.paths(image)
    before = paths.mask.read_bytes(), paths.sidecar.read_bytes()
    masks = tmp_path / "masks"
    masks.mkdir()
    (masks / "a_Segmentation.png").write_bytes(encode_mask(disc(9)))
    (kept,) = take_in(masks, image.parent)
    assert kept.status == "kept"
    assert "person" in kept.reason
    assert (paths.mask.read_bytes(), paths.sidecar.read_bytes()) == before
    (taken,) = take_in(masks, image.parent, replace_persons=True)
    assert taken.status == "replaced"
    assert taken.set_aside is not None
    assert (taken.set_aside / paths.mask.name).read_bytes() == before[0]
    assert (taken.set_aside / paths.sidecar.name).read_bytes() == before[1]
    assert np.array_equal(read_mask(paths.mask).mask, disc(9))
    sidecar = read_sidecar(paths.sidecar)
    assert (sidecar.origin, sidecar.state, sidecar.model) == ("imported", "corrected", None)
    (again,) = take_in(masks, image.parent, replace_persons=True)
    assert again.status == "unchanged"


def test_that_a_machines_mask_gives_way_and_notes_stay(annotate: Annotate, tmp_path: Path) -> None:
    image = annotate("a.png", disc(5))
    store = AnnotationStore()
    paths = store.paths(image)
    model = ModelUsed("m", "0" * 64, 0.5, "torch", "float32")
    machines = replace(
        read_sidecar(paths.sidecar), origin="machine", state="predicted", model=model, note="mine", tags=("t",),
        unknown={"later": 1},
    )  # fmt: skip
    store.save(image, disc(5), machines, expected_mask_sha256=UNCHECKED)
    masks = tmp_path / "masks"
    masks.mkdir()
    (masks / "a_mask.png").write_bytes(encode_mask(disc(9)))
    (taken,) = take_in(masks, image.parent)
    assert taken.status == "imported"
    sidecar = read_sidecar(paths.sidecar)
    assert (sidecar.origin, sidecar.note, sidecar.tags, sidecar.unknown) == ("imported", "mine", ("t",), {"later": 1})


def test_that_masks_without_image_of_two_for_one_or_of_another_size_fail_with_a_reason(
    annotate: Annotate, tmp_path: Path
) -> None:
    image = annotate("a.png", disc(5))
    for name in ("b.png", "c.png", "d.png"):
        Image.new("RGB", (50, 40)).save(image.parent / name)
    masks = tmp_path / "masks"
    masks.mkdir()
    (masks / "stranger_Segmentation.png").write_bytes(encode_mask(disc()))
    (masks / "b_Segmentation.png").write_bytes(encode_mask(disc(9, (41, 50))))
    (masks / "c_Segmentation.png").write_bytes(encode_mask(disc()))
    (masks / "c_mask.png").write_bytes(encode_mask(disc()))
    Image.fromarray(disc().astype(np.uint8)).save(masks / "d_mask.png")
    results = {result.source: result for result in take_in(masks, image.parent)}
    assert {result.status for result in results.values()} == {"failed"}
    assert "no image" in results["stranger_Segmentation.png"].reason
    assert "50 × 41" in results["b_Segmentation.png"].reason
    assert "for the same image" in results["c_mask.png"].reason
    assert "0/1" in results["d_mask.png"].reason
    with open_source(masks, SourceFormat.MASKS, rescale_01=True) as source:
        taken = list(run_import(source, image.parent, list_images(image.parent), AnnotationStore(), ImportOptions()))
    assert [result.source for result in taken if result.status == "imported"] == ["d_mask.png"]


def test_that_images_can_be_left_alone_or_handed_back(annotate: Annotate, tmp_path: Path) -> None:
    image = annotate("a.png", disc(5))
    other = annotate("b.png", disc(5))
    before = AnnotationStore().paths(image).mask.read_bytes()
    masks = tmp_path / "masks"
    masks.mkdir()
    for name in "ab":
        (masks / f"{name}.png").write_bytes(encode_mask(disc(9)))
    back, skipped = take_in(
        masks, image.parent, replace_persons=True, hand_back=frozenset({image}), skip={other: "Not now."}
    )
    assert back.status == "handed back"
    assert back.mask is not None
    assert np.array_equal(back.mask, disc(9))
    assert (skipped.status, skipped.reason) == ("failed", "Not now.")
    assert AnnotationStore().paths(image).mask.read_bytes() == before


def test_that_labelme_files_beside_or_far_from_the_images_find_them(annotate: Annotate, tmp_path: Path) -> None:
    image = annotate("a.png", disc())
    for out in (tmp_path / "elsewhere" / "deep", image.parent):
        export(image.parent, Format.LABELME, out)
        document = json.loads((out / "a.json").read_text())
        assert (out / document["imagePath"]).resolve() == image.resolve()
        (found,) = take_in(out, image.parent) if out != image.parent else _labelme(out, image.parent)
        assert found.status == "unchanged", found.reason


def _labelme(source: Path, folder: Path) -> list[Imported]:
    with open_source(source, SourceFormat.LABELME) as opened:
        found = run_import(opened, folder, list_images(folder), AnnotationStore(), ImportOptions())
        return [result for result in found if result.image is not None]


def test_that_shapes_of_other_programs_are_understood(annotate: Annotate, tmp_path: Path) -> None:
    image = annotate("a.png", np.zeros((40, 50), dtype=np.bool_))
    shapes = [
        {"label": "Lesion", "points": [[5, 5], [15, 5], [15, 15], [5, 15]]},
        {"label": "lesion", "points": [[20, 20], [30, 25]], "shape_type": "rectangle"},
        {"label": "lesion", "points": [[40, 30], [45, 30]], "shape_type": "circle"},
        {"label": "hair", "points": [[1, 1], [2, 2]], "shape_type": "line"},
    ]
    folder = tmp_path / "labelme"
    folder.mkdir()
    value = {"shapes": shapes, "imagePath": "C:\\photos\\..\\a.png", "imageWidth": 50, "imageHeight": 40}
    (folder / "a.json").write_text(json.dumps(value))
    (refused,) = take_in(folder, image.parent)
    assert refused.status == "failed"
    (folder / "a.json").write_text(json.dumps(value | {"imagePath": "a.png"}))
    (taken,) = take_in(folder, image.parent, replace_persons=True)
    assert taken.status == "replaced"
    assert "1 shapes" in taken.reason
    mask = read_mask(AnnotationStore().paths(image).mask).mask
    assert mask[5:15, 5:15].all()
    assert mask[20:25, 20:30].all()
    assert mask[30, 41]
    assert np.count_nonzero(mask) == pytest.approx(100 + 50 + np.pi * 25, abs=6)


def test_that_coco_polygons_and_other_categories_are_understood(annotate: Annotate, tmp_path: Path) -> None:
    image = annotate("a.png", np.zeros((40, 50), dtype=np.bool_))
    value = {
        "images": [
            {"id": 7, "file_name": "a.png", "width": 50, "height": 40},
            {"id": 8, "file_name": "other.png", "width": 50, "height": 40},
        ],
        "annotations": [
            {"id": 1, "image_id": 7, "category_id": 2, "segmentation": [[5, 5, 15, 5, 15, 15, 5, 15]], "iscrowd": 0},
            {"id": 2, "image_id": 7, "category_id": 1, "segmentation": [[0, 0, 50, 0, 50, 40]]},
        ],
        "categories": [{"id": 1, "name": "ruler"}, {"id": 2, "name": "lesion"}],
    }
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value))
    with open_source(path, SourceFormat.COCO) as source:
        assert [item.name for item in source.refused] == ["other.png"]
    (taken,) = take_in(path, image.parent, replace_persons=True)
    assert taken.status == "replaced"
    assert "other categories" in taken.reason
    mask = read_mask(AnnotationStore().paths(image).mask).mask
    assert np.count_nonzero(mask) == 100


def test_that_all_masks_that_one_import_replaces_are_kept_aside(annotate: Annotate, tmp_path: Path) -> None:
    folder = annotate("a.png", disc(5)).parent
    annotate("b.png", disc(6))
    masks = tmp_path / "masks"
    masks.mkdir()
    for name in ("a", "b"):
        write_mask(masks / f"{name}_Segmentation.png", disc(9))
    before = {path.name: path.read_bytes() for path in (folder / "annotations").glob("*.png")}
    assert {one.status for one in take_in(masks, folder, replace_persons=True)} == {"replaced"}
    (run,) = (folder / "annotations" / SET_ASIDE_FOLDER).iterdir()
    assert {path.name: path.read_bytes() for path in run.glob("*.png")} == before


def test_that_yolo_files_belong_where_they_lie_but_for_their_labels_folder(annotate: Annotate, tmp_path: Path) -> None:
    folder = annotate("sub/a.png", disc(5)).parent.parent
    annotate("other/a.png", disc(5))
    annotate("labels/b.png", disc(5))
    lines = "0 0.2 0.2 0.8 0.2 0.8 0.8 0.2 0.8\n"
    for place in ("labels/sub/a.txt", "labels/labels/b.txt", "sub/a.txt"):
        source = tmp_path / place.replace("/", "-")
        (source / place).parent.mkdir(parents=True)
        (source / place).write_text(lines)
        (taken,) = take_in(source, folder, replace_persons=True)
        assert taken.status in ("imported", "replaced", "unchanged"), (place, taken.reason)
        meant = Path(place.removeprefix("labels/")).with_suffix(".png")
        assert taken.image == folder / meant


def test_that_a_contact_sheet_says_what_is_empty_and_what_is_measured(tmp_path: Path) -> None:
    store = AnnotationStore()
    images = make_folder(tmp_path / "images", 3)
    annotate(images[0], "corrected", store=store)
    annotate(images[1], "corrected", radius=0, store=store)
    place = images[0].parent / "annotations"
    Calibrations(place).save(images[0].name, Ruler((0.0, 0.0), (40.0, 0.0), 10.0, (160, 120)), for_folder=False)
    gathered = gather(images[0].parent, store)
    for form, name in ((Format.CONTACT_SHEET, "sheet.pdf"), (Format.CSV, "figures.csv")):
        plan = plan_export(images[0].parent, form, tmp_path / name, gathered, ExportOptions())
        results = list(run_export(plan))
        assert [result.error for result in results] == ["", ""]
        assert (tmp_path / name).stat().st_size > 100
