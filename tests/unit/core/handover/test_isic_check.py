"""The ISIC validator finds every fault, repairs what can be, and changes nothing it checks."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from small_masks import disc, with_hole

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.handover.annotation_check import AnnotationValidator
from isic_desktop.core.handover.isic_check import IsicValidator, isic_id
from isic_desktop.core.sidecar import read_sidecar
from model_train.errors import AppError, UsageError
from model_train.images import encode_mask, read_mask

Annotate = Callable[..., Path]


def write_masks(folder: Path) -> None:
    folder.mkdir()
    (folder / "ISIC_0000001_segmentation.png").write_bytes(encode_mask(disc()))
    (folder / "ISIC_0000002_Segmentation.png").write_bytes(encode_mask(disc()))
    (folder / "ISIC_0000003_segmentation.png").write_bytes(encode_mask(with_hole()))
    Image.fromarray(disc().astype(np.uint8)).save(folder / "ISIC_0000004_segmentation.png")
    (folder / "ISIC_0000005_segmentation.png").write_bytes(encode_mask(np.zeros((40, 50), dtype=np.bool_)))
    (folder / "ISIC_0000006_segmentation.png").write_bytes(encode_mask(disc(9, (41, 50))))
    Image.fromarray(disc() * np.uint8(255)).convert("RGB").save(folder / "ISIC_0000007_segmentation.png")
    (folder / "ISIC_0000008_segmentation.png").write_bytes(b"nothing")
    (folder / "mole_segmentation.png").write_bytes(encode_mask(disc()))
    Image.fromarray((disc() * 200).astype(np.uint8)).save(folder / "ISIC_0000009_segmentation.png")


FAULTS = {
    "ISIC_0000001_segmentation.png": set(),
    "ISIC_0000002_Segmentation.png": {"name"},
    "ISIC_0000003_segmentation.png": {"regions", "holes"},
    "ISIC_0000004_segmentation.png": {"coding"},
    "ISIC_0000005_segmentation.png": {"empty"},
    "ISIC_0000006_segmentation.png": {"size"},
    "ISIC_0000007_segmentation.png": {"format"},
    "ISIC_0000008_segmentation.png": {"unreadable"},
    "ISIC_0000009_segmentation.png": {"coding"},
    "mole_segmentation.png": {"name"},
}
REPAIRED = {name for name, faults in FAULTS.items() if not faults & {"empty", "size", "unreadable"}} - {
    "mole_segmentation.png"
}


@pytest.mark.parametrize("zipped", [False, True])
def test_that_the_validator_finds_every_fault_and_repairs_what_can_be(zipped: bool, tmp_path: Path) -> None:
    folder = tmp_path / "masks"
    write_masks(folder)
    images = tmp_path / "images"
    images.mkdir()
    for number in range(1, 10):
        Image.new("RGB", (50, 40)).save(images / f"ISIC_000000{number}.png")
    Image.new("RGB", (50, 40)).save(images / "mole.png")
    target = folder
    if zipped:
        target = tmp_path / "masks.zip"
        with zipfile.ZipFile(target, "w") as archive:
            for path in folder.iterdir():
                archive.write(path, path.name)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    found = {
        checked.name: {fault.rule for fault in checked.faults} for checked in IsicValidator(target, images).check()
    }
    assert found == FAULTS
    (size,) = [
        fault for checked in IsicValidator(target, images).check() for fault in checked.faults if fault.rule == "size"
    ]
    assert size.detail == "It is 50 × 41 pixels, the image 50 × 40."
    for out in (tmp_path / "repaired", tmp_path / "repaired.zip"):
        written = {checked.name: name for checked, name in IsicValidator(target, images).repair(out)}
        assert {name for name, to in written.items() if to} == REPAIRED
        again = list(IsicValidator(out, images).check())
        assert len(again) == len(REPAIRED)
        assert all(checked.valid and checked.size_checked for checked in again)
        with pytest.raises(UsageError, match="replaced"):
            list(IsicValidator(target, images).repair(out))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    with pytest.raises(UsageError, match="being repaired"):
        list(IsicValidator(target, images).repair(target))


def test_that_a_zip_with_folders_and_other_files_is_found_out(tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("sub/ISIC_0000001_segmentation.png", encode_mask(disc()))
        archive.writestr("readme.txt", "hello")
    found = {checked.name: {fault.rule for fault in checked.faults} for checked in IsicValidator(target).check()}
    assert found == {"sub/ISIC_0000001_segmentation.png": {"place"}, "readme.txt": {"name", "unreadable"}}


def test_that_nothing_to_check_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    for target in (tmp_path, tmp_path / "gone", tmp_path / "x.txt"):
        with pytest.raises(AppError):
            IsicValidator(target)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ISIC_0000001_Segmentation.png", "ISIC_0000001"),
        ("isic-0000001_mask.bmp", "ISIC_0000001"),
        ("sub/ISIC_0000001.png", "ISIC_0000001"),
        ("ISIC_12345678.png", None),
        ("mole.png", None),
    ],
)
def test_that_ids_are_told_from_names(name: str, expected: str | None) -> None:
    assert isic_id(name) == expected


def test_that_annotations_are_checked_and_repaired_with_the_old_one_set_aside(
    annotate: Annotate, tmp_path: Path
) -> None:
    image = annotate("ISIC_0000001.png", with_hole(), "accepted")
    annotate("ISIC_0000002.png", disc())
    store = AnnotationStore()
    before = store.paths(image).mask.read_bytes()
    validator = AnnotationValidator(image.parent, store)
    found = {item.chosen.name: item for item in validator.check()}
    assert not found["ISIC_0000002.png"].repairable_in_place
    bad = found["ISIC_0000001.png"]
    assert {fault.rule for fault in bad.checked.faults} == {"regions", "holes"}
    assert bad.repairable_in_place
    written = {checked.name: name for checked, name in validator.repair(tmp_path / "fixed.zip")}
    assert all(written.values())
    assert store.paths(image).mask.read_bytes() == before
    aside = validator.repair_in_place(bad.chosen, "run")
    assert aside is not None
    assert (aside / store.paths(image).mask.name).read_bytes() == before
    assert np.array_equal(read_mask(store.paths(image).mask).mask, disc())
    sidecar = read_sidecar(store.paths(image).sidecar)
    assert (sidecar.origin, sidecar.state) == ("person", "corrected")
    assert all(item.checked.valid for item in AnnotationValidator(image.parent, store).check())


def test_that_annotations_that_cannot_be_used_are_named_with_what_is_wrong(annotate: Annotate, tmp_path: Path) -> None:
    store = AnnotationStore()
    images = {
        what: annotate(f"{name}.png", disc())
        for what, name in {
            "damaged": "ISIC_0000001",
            "gone": "ISIC_0000002",
            "coded": "ISIC_0000003",
            "empty": "ISIC_0000004",
            "misnamed": "mole",
        }.items()
    }
    masks = {what: store.paths(image).mask for what, image in images.items()}
    validator = AnnotationValidator(images["gone"].parent, store)
    masks["damaged"].write_bytes(b"nothing")
    masks["gone"].unlink()
    Image.fromarray(disc().astype(np.uint8)).save(masks["coded"])
    masks["empty"].write_bytes(encode_mask(np.zeros_like(disc())))
    found = {item.chosen.image: item for item in validator.check()}
    rules = {what: {fault.rule for fault in found[image].checked.faults} for what, image in images.items()}
    assert rules == {
        "damaged": {"unreadable"},
        "gone": {"unreadable"},
        "coded": {"coding"},
        "empty": {"empty"},
        "misnamed": {"name"},
    }
    assert "removed meanwhile" in found[images["gone"]].checked.faults[0].detail
    assert [what for what, image in images.items() if found[image].repairable_in_place] == ["coded"]
    for what in ("damaged", "gone", "empty"):
        with pytest.raises(AppError, match="cannot be repaired"):
            validator.repaired_mask(found[images[what]].chosen)
    written = {checked.name: name for checked, name in validator.repair(tmp_path / "fixed")}
    assert {name for name, out in written.items() if out} == {"ISIC_0000003.png"}
    assert np.array_equal(read_mask(tmp_path / "fixed" / "ISIC_0000003_segmentation.png").mask, disc())
