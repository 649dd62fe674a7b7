"""Sources that another program wrote in its own way: told in a sentence what is wrong with them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from isic_desktop.core.handover import yolo_source
from isic_desktop.core.handover.incoming import SourceFormat, open_source
from isic_desktop.core.handover.outlines import MAX_CORNERS, fill_polygons
from isic_desktop.core.handover.run_lengths import decode_runs
from model_train.errors import AppError, MaskError
from model_train.images import encode_mask

BOX = np.zeros((32, 48), np.bool_)
BOX[8:24, 8:40] = True


def zipped(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"" if name.endswith("/") else encode_mask(BOX))
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
