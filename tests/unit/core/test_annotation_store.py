"""Annotations on disk: where they lie, whose they are, and what a failure leaves behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from isic_desktop.core.annotation_names import exceptional_stems, find_collisions
from isic_desktop.core.annotation_store import (
    UNCHECKED,
    AnnotationStore,
    ChangedOnDiskError,
    annotation_paths,
)
from isic_desktop.core.sidecar import ModelUsed, Sidecar, read_sidecar, write_sidecar
from model_train.errors import FolderError, MaskError
from model_train.pairing import FolderContent, find_truth, scan_folder

MODEL = ModelUsed(name="m", sha256="c" * 64, threshold=0.5, engine="torch", precision="float32")


def sidecar_for(
    name: str, *, origin: str = "machine", state: str = "predicted", wh: tuple[int, int] = (8, 6)
) -> Sidecar:
    return Sidecar(
        image=name,
        image_sha256="a" * 64,
        width=wh[0],
        height=wh[1],
        mask_sha256="0" * 64,
        state=state,  # type: ignore[arg-type]
        origin=origin,  # type: ignore[arg-type]
        model=MODEL,
        created_utc="2026-01-31T12:00:00Z",
        modified_utc="2026-01-31T12:00:00Z",
    )


def blob(wh: tuple[int, int] = (8, 6), fill: int = 3) -> np.ndarray:
    mask = np.zeros((wh[1], wh[0]), bool)
    mask[1:fill, 2:5] = True
    return mask


def put_images(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name in names:
        Image.new("RGB", (8, 6)).save(folder / name)
    return [folder / name for name in names]


@pytest.fixture
def image(tmp_path: Path) -> Path:
    return put_images(tmp_path / "images", "a.jpg")[0]


def test_that_an_annotation_lies_in_annotations_beside_its_image(image: Path) -> None:
    paths = AnnotationStore().paths(image)
    assert paths.mask == image.parent / "annotations" / "a_Segmentation.png"
    assert paths.sidecar == image.parent / "annotations" / "a_Segmentation.json"


def test_that_a_saved_mask_is_loaded_pixel_for_pixel(image: Path) -> None:
    store = AnnotationStore()
    saved = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    loaded = store.load(image, (8, 6))
    assert loaded is not None
    assert np.array_equal(loaded.mask, blob())
    assert loaded.mask.flags.c_contiguous
    assert loaded.sidecar == saved.sidecar
    assert loaded.mask_sha256 == saved.mask_sha256 == saved.sidecar.mask_sha256
    assert loaded.owner == store.owner(image) == "machine"
    assert not loaded.coded_01
    with Image.open(saved.paths.mask) as picture:
        assert (picture.mode, picture.size) == ("L", (8, 6))
        assert set(np.unique(np.asarray(picture))) == {0, 255}


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(st.data())
def test_that_loading_inverts_saving(tmp_path: Path, data: st.DataObject) -> None:
    width, height = data.draw(st.integers(1, 40)), data.draw(st.integers(1, 40))
    bits = data.draw(st.binary(min_size=width * height, max_size=width * height))
    mask = (np.frombuffer(bits, np.uint8).reshape(height, width) % 2).astype(bool)
    store = AnnotationStore(lambda _: tmp_path)
    image = tmp_path / "absent.jpg"
    store.save(image, mask, sidecar_for("absent.jpg", wh=(width, height)), expected_mask_sha256=UNCHECKED)
    loaded = store.load(image, (width, height))
    assert loaded is not None
    assert np.array_equal(loaded.mask, mask)


def test_that_an_empty_mask_is_an_annotation(image: Path) -> None:
    store = AnnotationStore()
    nothing = np.zeros((6, 8), bool)
    store.save(image, nothing, sidecar_for("a.jpg", origin="person", state="accepted"), expected_mask_sha256=None)
    loaded = store.load(image, (8, 6))
    assert loaded is not None
    assert not loaded.mask.any()
    assert not loaded.coded_01
    assert loaded.owner == "person"


def test_that_nothing_on_disk_is_nobodys(image: Path) -> None:
    store = AnnotationStore()
    assert store.load(image, (8, 6)) is None
    assert store.owner(image) == "nobody"


@pytest.mark.parametrize(
    ("origin", "state"),
    [("person", "predicted"), ("imported", "predicted"), ("machine", "corrected"), ("machine", "accepted")],
)
def test_that_a_mask_with_a_persons_share_is_a_persons(origin: str, state: str, image: Path) -> None:
    store = AnnotationStore()
    store.save(image, blob(), sidecar_for("a.jpg", origin=origin, state=state), expected_mask_sha256=None)
    assert store.owner(image) == "person"


def test_that_a_mask_without_sidecar_is_a_persons(image: Path) -> None:
    store = AnnotationStore()
    saved = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    saved.paths.sidecar.unlink()
    loaded = store.load(image, (8, 6))
    assert loaded is not None
    assert loaded.sidecar is None
    assert not loaded.problem
    assert loaded.owner == store.owner(image) == "person"


def test_that_a_mask_changed_by_another_program_is_a_persons(image: Path) -> None:
    store = AnnotationStore()
    saved = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    mine = store.load(image, (8, 6))
    Image.new("L", (8, 6), 255).save(saved.paths.mask)
    assert store.owner(image) == "person"
    loaded = store.load(image, (8, 6))
    assert mine is not None
    assert loaded is not None
    assert mine.is_described is True
    assert loaded.is_described is False  # else the machine's part of it would be told of a mask it never saw
    assert loaded.owner == "person"


def test_that_a_damaged_sidecar_makes_the_mask_a_persons_and_says_why(image: Path) -> None:
    store = AnnotationStore()
    saved = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    saved.paths.sidecar.write_text("{")
    loaded = store.load(image, (8, 6))
    assert loaded is not None
    assert loaded.owner == store.owner(image) == "person"
    assert "damaged" in loaded.problem


def test_that_a_json_file_which_is_not_ours_is_set_aside_not_overwritten(image: Path) -> None:
    store = AnnotationStore()
    paths = store.paths(image)
    paths.sidecar.parent.mkdir()
    paths.sidecar.write_text('{"acquisition": "from another program"}')
    saved = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    assert saved.set_aside is not None
    assert saved.set_aside.read_text() == '{"acquisition": "from another program"}'
    assert read_sidecar(paths.sidecar) == saved.sidecar
    again = store.save(image, blob(fill=5), sidecar_for("a.jpg"), expected_mask_sha256=saved.mask_sha256)
    assert again.set_aside is None


def test_that_a_mask_of_another_size_is_refused_by_name(image: Path) -> None:
    store = AnnotationStore()
    saved = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    with pytest.raises(MaskError, match=r"8 × 6 pixels, its image 9 × 6") as caught:
        store.load(image, (9, 6))
    assert caught.value.path == saved.paths.mask
    assert caught.value.remedy


def test_that_an_unreadable_mask_is_refused_by_name_and_stays_a_persons(image: Path) -> None:
    store = AnnotationStore()
    paths = store.paths(image)
    paths.mask.parent.mkdir()
    paths.mask.write_bytes(b"\x89PNG\r\n\x1a\n but no more")
    with pytest.raises(MaskError) as caught:
        store.load(image, (8, 6))
    assert caught.value.path == paths.mask
    assert store.owner(image) == "person"


def test_that_a_mask_coded_0_and_1_is_said_so(image: Path) -> None:
    store = AnnotationStore()
    paths = store.paths(image)
    paths.mask.parent.mkdir()
    Image.fromarray(blob().astype(np.uint8)).save(paths.mask)
    loaded = store.load(image, (8, 6))
    assert loaded is not None
    assert loaded.coded_01
    assert not loaded.mask.any()
    assert np.array_equal(loaded.rescaled, blob())


def test_that_a_change_by_someone_else_is_noticed_before_it_is_overwritten(image: Path) -> None:
    store = AnnotationStore()
    mine = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    theirs = AnnotationStore().save(image, blob(fill=5), sidecar_for("a.jpg"), expected_mask_sha256=mine.mask_sha256)
    before = {path: path.read_bytes() for path in mine.paths.mask.parent.iterdir()}
    for expected, told in ((mine.mask_sha256, "was changed by another"), (None, "in the meantime")):
        with pytest.raises(ChangedOnDiskError, match=told) as caught:
            store.save(image, blob(fill=2), sidecar_for("a.jpg"), expected_mask_sha256=expected)
        assert caught.value.path == mine.paths.mask
    assert {path: path.read_bytes() for path in mine.paths.mask.parent.iterdir()} == before
    theirs.paths.mask.unlink()
    with pytest.raises(ChangedOnDiskError, match="removed"):
        store.save(image, blob(fill=2), sidecar_for("a.jpg"), expected_mask_sha256=theirs.mask_sha256)
    store.save(image, blob(fill=2), sidecar_for("a.jpg"), expected_mask_sha256=UNCHECKED)


def test_that_a_mask_that_does_not_fit_its_sidecar_is_not_saved(image: Path) -> None:
    with pytest.raises(MaskError):
        AnnotationStore().save(image, blob((9, 6)), sidecar_for("a.jpg"), expected_mask_sha256=None)
    assert not (image.parent / "annotations").exists()


def test_that_the_second_image_of_a_stem_takes_its_full_name(tmp_path: Path) -> None:
    first, second, other = put_images(tmp_path, "a.jpg", "a.png", "b.png")
    store = AnnotationStore()
    assert store.paths(first).mask.name == "a_Segmentation.png"
    assert store.paths(second).mask.name == "a.png_Segmentation.png"
    assert store.paths(other).mask.name == "b_Segmentation.png"


def test_that_letter_case_does_not_tell_two_masks_apart(tmp_path: Path) -> None:
    assert exceptional_stems(["A.jpg", "a.png"], tmp_path) == {"a.png": "a.png"}


def test_that_three_way_clashes_still_give_each_image_a_name_of_its_own(tmp_path: Path) -> None:
    # The third one's own stem is `a.png`, the full name that the second would take.
    assert exceptional_stems(["a.jpg", "a.png", "a.png.jpg"], tmp_path) == {"a.png": "a.png_"}


@given(st.lists(st.sampled_from(["a", "A", "b", "a.png", "a.png.jpg"]), max_size=3), st.data())
def test_that_no_two_images_ever_share_a_name(extra: list[str], data: st.DataObject) -> None:
    suffixes = [".jpg", ".png", ".bmp"]
    names = sorted({stem + data.draw(st.sampled_from(suffixes)) for stem in ["a", "b", *extra]})
    stems = {name: Path(name).stem for name in names} | exceptional_stems(names, Path("/nonexistent"))
    assert set(stems) == set(names)
    assert len({stem.casefold() for stem in stems.values()}) == len(names)


def test_that_an_annotation_stays_with_its_image_when_another_of_its_stem_arrives_before_it(
    tmp_path: Path,
) -> None:
    (image,) = put_images(tmp_path, "a.png")
    store = AnnotationStore()
    store.save(image, blob(), sidecar_for("a.png"), expected_mask_sha256=None)
    (newcomer,) = put_images(tmp_path, "a.bmp")
    for fresh in (store, AnnotationStore()):
        assert fresh.paths(image).mask.name == "a_Segmentation.png"
        assert fresh.paths(newcomer).mask.name == "a.bmp_Segmentation.png"


def test_that_an_annotation_stays_with_its_image_when_the_first_of_its_stem_goes(tmp_path: Path) -> None:
    first, second = put_images(tmp_path, "a.jpg", "a.png")
    store = AnnotationStore()
    store.save(first, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    store.save(second, blob(fill=5), sidecar_for("a.png"), expected_mask_sha256=None)
    first.unlink()
    for fresh in (store, AnnotationStore()):
        loaded = fresh.load(second, (8, 6))
        assert loaded is not None
        assert np.array_equal(loaded.mask, blob(fill=5))


def test_that_the_folder_is_listed_once_for_all_its_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    images = put_images(tmp_path, *(f"{n}.png" for n in range(20)))
    listed = []

    def counting(folder: Path) -> FolderContent:
        listed.append(folder)
        return scan_folder(folder)

    monkeypatch.setattr("isic_desktop.core.annotation_store.scan_folder", counting)
    store = AnnotationStore()
    for image in images:
        store.paths(image)
    assert listed == [tmp_path]
    (tmp_path / "annotations").mkdir()
    store.paths(images[0])
    assert listed == [tmp_path], "a folder for annotations is no reason to read the images' folder again"
    put_images(tmp_path, "0.bmp")
    assert store.paths(tmp_path / "0.bmp").mask.name == "0_Segmentation.png"
    assert store.paths(tmp_path / "0.png").mask.name == "0.png_Segmentation.png"
    assert listed == [tmp_path, tmp_path]


def test_that_a_folder_read_elsewhere_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = put_images(tmp_path, "a.jpg", "a.png")
    store = AnnotationStore()
    store.know(scan_folder(tmp_path))
    monkeypatch.setattr("isic_desktop.core.annotation_store.scan_folder", None)
    assert store.paths(first).mask.name == "a_Segmentation.png"
    assert store.paths(second).mask.name == "a.png_Segmentation.png"
    assert store.stems(tmp_path) == {"a.png": "a.png"}


def test_that_the_person_can_choose_another_place(tmp_path: Path, image: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    store = AnnotationStore(lambda folder: elsewhere / folder.name)
    elsewhere.mkdir()
    store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    assert (elsewhere / "images" / "a_Segmentation.png").is_file()
    assert not (image.parent / "annotations").exists()


def test_that_a_vanished_folder_is_not_made_anew(tmp_path: Path) -> None:
    gone = tmp_path / "drive" / "images" / "a.jpg"
    with pytest.raises(FolderError, match="Choose another place"):
        AnnotationStore().save(gone, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    assert not (tmp_path / "drive").exists()


def test_that_our_own_annotation_is_not_taken_for_ground_truth(image: Path) -> None:
    store = AnnotationStore(lambda folder: folder)
    saved = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    assert find_truth(image) is None
    assert find_truth(image, saved.paths.mask.parent) == saved.paths.mask


def test_that_collisions_in_a_common_folder_are_found(tmp_path: Path) -> None:
    images = [tmp_path / "x" / "a.jpg", tmp_path / "y" / "A.png", tmp_path / "x" / "b.jpg"]
    assert find_collisions(images) == [(images[0], images[1])]


def test_that_annotation_paths_follow_the_contract(tmp_path: Path) -> None:
    paths = annotation_paths(tmp_path, "ISIC_0000001")
    assert (paths.mask.name, paths.sidecar.name) == (
        "ISIC_0000001_Segmentation.png",
        "ISIC_0000001_Segmentation.json",
    )


def test_that_unknown_keys_of_a_sidecar_outlive_a_correction(image: Path) -> None:
    store = AnnotationStore()
    saved = store.save(image, blob(), sidecar_for("a.jpg"), expected_mask_sha256=None)
    value = json.loads(saved.paths.sidecar.read_text()) | {"from_the_future": [1, 2]}
    saved.paths.sidecar.write_text(json.dumps(value))
    loaded = store.load(image, (8, 6))
    assert loaded is not None
    assert loaded.sidecar is not None
    corrected = replace(loaded.sidecar, origin="person", state="corrected", changed_pixels=4)
    store.save(image, blob(fill=4), corrected, expected_mask_sha256=loaded.mask_sha256)
    assert json.loads(saved.paths.sidecar.read_text())["from_the_future"] == [1, 2]
    write_sidecar(saved.paths.sidecar, corrected)
    assert store.owner(image) == "person"
