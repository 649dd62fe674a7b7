"""What is seldom met and refused all the same, each in a sentence that names it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from annotated import annotate, make_folder
from tiny_model import write_tiny_model

from isic_desktop.core import places, samples
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.calibration import Calibrations, Ruler
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.handover import yolo_source
from isic_desktop.core.handover.export import plan_export, run_export
from isic_desktop.core.handover.formats import ExportOptions, Format
from isic_desktop.core.handover.gathering import gather
from isic_desktop.core.handover.incoming import SourceFormat, open_source
from isic_desktop.core.handover.outlines import MAX_CORNERS, fill_polygons
from isic_desktop.core.handover.run_lengths import decode_runs
from isic_desktop.core.model_files import import_model, rename_model
from isic_desktop.core.opening import open_image
from isic_desktop.core.readouts import count_parts
from isic_desktop.core.run_process import RunProcess, birth_of
from isic_desktop.core.strokes import PixelRect
from model_train.errors import AppError, CheckpointError, FolderError, MaskError, UsageError
from model_train.images import encode_mask

RING = np.zeros((32, 48), np.bool_)
RING[8:24, 8:40] = True


def zipped(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"" if name.endswith("/") else encode_mask(RING))
    return path


def test_that_an_encrypted_archive_is_refused_and_what_is_no_mask_in_one_is_left_out(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.zip", "masks/", "masks/img1_segmentation.png", "__MACOSX/x.png", "masks/.hidden.png", "a.txt"
    )
    with open_source(path, SourceFormat.ISIC) as source:
        assert [one.source for one in source.offered] == ["masks/img1_segmentation.png"]
        assert [(one.name, one.failed) for one in source.refused] == [("a.txt", False)]
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)
    with pytest.raises(AppError, match="encrypted"), open_source(path, SourceFormat.ISIC):
        pass


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("categories", [{"id": "one", "name": "lesion"}], "no id that is a whole number"),
        ("categories", [{"id": True, "name": "lesion"}], "no id that is a whole number"),
        ("annotations", [{"id": 0.5, "image_id": 1, "segmentation": []}], "an id that is no whole number"),
    ],
)
def test_that_ids_that_are_none_are_told(part: str, value: object, words: str, tmp_path: Path) -> None:
    tree = {"images": [{"id": 1, "file_name": "a.jpg", "width": 48, "height": 32}], "annotations": [], "categories": []}
    (tmp_path / "coco.json").write_text(json.dumps({**tree, part: value}))
    with pytest.raises(AppError, match=words), open_source(tmp_path / "coco.json", SourceFormat.COCO):
        pass


def test_that_outlines_no_hand_draws_are_refused() -> None:
    corners = np.array([[2.0, 2.0], [30.0, 4.0], [20.0, 25.0]])
    for polygon, words in (
        (np.where(corners == 30.0, np.nan, corners), "not a number"),
        (np.resize(corners, (MAX_CORNERS + 1, 2)), "absurdly long"),
    ):
        with pytest.raises(MaskError, match=words):
            fill_polygons([polygon], (48, 32))
    beside = corners - 31.0  # not far from the image, and not in it
    assert not fill_polygons([beside], (48, 32)).any()
    with pytest.raises(MaskError):
        decode_runs({"size": [32, 48], "counts": "o" * 40 + "0"}, (48, 32))


def test_that_a_text_file_larger_than_any_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yolo_source, "MAX_YOLO_BYTES", 30)
    (tmp_path / "a.txt").write_text("0 0.1 0.1 0.8 0.2 0.5 0.9\n" * 4)
    with open_source(tmp_path, SourceFormat.YOLO) as source:
        (one,) = source.offered
        with pytest.raises(AppError, match="larger than 64 MiB"):
            one.load((48, 32))


def test_that_models_are_named_once_and_a_language_model_is_told_for_what_it_is(tmp_path: Path) -> None:
    write_tiny_model(tmp_path / "m.safetensors")
    for name in ("mine", "other"):
        import_model(tmp_path / "m.safetensors", name, lambda _path: None)
    assert rename_model("mine", "mine").stem == "mine"
    with pytest.raises(UsageError, match="'other' already"):
        rename_model("mine", "other")
    assert sorted(path.stem for path in places.models_dir().glob("*.safetensors")) == ["mine", "other"]
    (tmp_path / "llm.safetensors").write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(CheckpointError, match="GGUF"):
        import_model(tmp_path / "llm.safetensors", "llm", lambda _path: None)


def test_that_nothing_is_changed_by_an_empty_rectangle_or_judged_by_an_unknown_word(tmp_path: Path) -> None:
    document = AnnotationDocument(tmp_path / "a.jpg", RING.copy())
    nothing = PixelRect(5, 5, 5, 9)
    document.begin("Brush")
    assert document.put(nothing, np.zeros((0, 4), np.bool_)).empty
    document.end()
    assert document.history.undo_labels == []
    with pytest.raises(ValueError, match="not a judgement"):
        document.judge("perhaps")
    assert count_parts(np.zeros((4, 4), np.bool_)) == (0, 0)


def test_that_samples_that_were_not_installed_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "resource_path", lambda name: tmp_path / name)
    with pytest.raises(FolderError, match="sample images are missing"):
        samples.copy_samples(tmp_path / "copy")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no zombies")
def test_that_a_process_not_yet_buried_is_over_and_is_not_ended_twice() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        ended = RunProcess(child.pid, 1e12, birth_of(child.pid))
        assert not ended.is_running
        ended.end()
    assert child.returncode == 0


def test_that_an_annotation_coded_otherwise_or_described_badly_is_told_when_its_image_is_opened(tmp_path: Path) -> None:
    store = AnnotationStore()
    first, second = make_folder(tmp_path / "images", 2)
    for image in (first, second):
        annotate(image, "corrected", store=store)
    paths = store.paths(first)
    paths.sidecar.write_text("no sidecar")
    opened = open_image(first, store, lambda _path: None)
    assert any(str(paths.sidecar) in str(notice.text) for notice in opened.notices)
    from PIL import Image

    coded = store.paths(second).mask
    Image.fromarray(np.pad(np.ones((20, 30), np.uint8), ((50, 50), (60, 70)))).save(coded)
    opened = open_image(second, store, lambda _path: None)
    assert [notice.remedy for notice in opened.notices if "0/1" in str(notice.text)] == ["rescale_annotation"]


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
