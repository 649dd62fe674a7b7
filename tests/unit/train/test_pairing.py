from __future__ import annotations

import errno
import logging
import os
import random
from pathlib import Path

import numpy as np
import pytest
from odd_files import READABLE, write_all
from platforms import needs_links

from model_train.errors import FolderError, PairingError
from model_train.images import encode_mask
from model_train.pairing import (
    SIDECAR_KEY,
    TruthFinder,
    find_pairs,
    find_truth,
    is_own_annotation,
    list_images,
    list_masks,
    mask_stem,
)


def _touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def _names(paths: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_that_images_come_in_natural_order_and_in_any_letter_case(tmp_path: Path) -> None:
    wanted = ["a1.jpg", "a2.JPG", "A3.Png", "a10.tif", "b1.webp", "b2.BMP", "b3.tiff", "b10.jpeg"]
    shuffled = random.Random(1).sample(wanted, len(wanted))
    _touch(tmp_path, *shuffled)
    assert _names(list_images(tmp_path), tmp_path) == wanted


def test_that_masks_hidden_files_and_other_files_are_not_listed_as_images(tmp_path: Path) -> None:
    _touch(
        tmp_path,
        "x.jpg", "x_Segmentation.png", "x_segmentation.PNG", "x_lesion.bmp", "x_mask.png", "x_MASK.tif",
        "x_superpixels.png", "._x.jpg", ".hidden.png", "x.json", "report.csv", "movie.gif", "noending",
    )  # fmt: skip
    assert _names(list_images(tmp_path), tmp_path) == ["x.jpg"]


def test_that_a_photo_named_after_its_lesion_is_an_image(tmp_path: Path) -> None:
    _touch(tmp_path, "left_lesion.jpg", "left_lesion_Segmentation.png")
    assert _names(list_images(tmp_path), tmp_path) == ["left_lesion.jpg"]


def test_that_folders_inside_are_left_alone_unless_asked_for(tmp_path: Path) -> None:
    _touch(tmp_path, "b.jpg", "visit2/a.jpg", "visit10/a.jpg", "visit2/left/z.jpg")
    assert _names(list_images(tmp_path), tmp_path) == ["b.jpg"]
    assert _names(list_images(tmp_path, recursive=True), tmp_path) == [
        "b.jpg", "visit2/a.jpg", "visit2/left/z.jpg", "visit10/a.jpg",
    ]  # fmt: skip


def test_that_annotations_hidden_and_truth_folders_are_not_searched_for_images(tmp_path: Path) -> None:
    _touch(
        tmp_path,
        "images/x.jpg", "masks/x.png", "mask/x.png", "ISBI2016_Training_GroundTruth/x.png", "annotations/x.png",
        "images/annotations/y.png", ".cache/z.jpg", "Annotations/z.jpg", "ground_truth/x.png",
    )  # fmt: skip
    assert _names(list_images(tmp_path, recursive=True), tmp_path) == ["images/x.jpg"]


def test_that_a_truth_folder_that_is_opened_itself_shows_its_images(tmp_path: Path) -> None:
    _touch(tmp_path / "masks", "x.png")
    assert _names(list_images(tmp_path / "masks", recursive=True), tmp_path) == ["masks/x.png"]


@needs_links
def test_that_links_in_a_circle_list_each_image_once(tmp_path: Path) -> None:
    _touch(tmp_path, "a.jpg", "inner/b.jpg")
    (tmp_path / "inner" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again").symlink_to(tmp_path / "inner", target_is_directory=True)
    names = _names(list_images(tmp_path, recursive=True), tmp_path)
    assert sorted(Path(name).name for name in names) == ["a.jpg", "b.jpg"]


@needs_links
def test_that_a_dangling_link_is_listed_so_that_it_can_be_reported(tmp_path: Path) -> None:
    (tmp_path / "dangling.jpg").symlink_to(tmp_path / "gone.jpg")
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    assert _names(list_images(tmp_path), tmp_path) == ["dangling.jpg", "loop.jpg"]


def test_that_a_folder_of_odd_files_lists_all_but_the_folder(tmp_path: Path) -> None:
    wanted = {path.name for _, path in write_all(tmp_path) if not path.is_dir()}
    listed = [path.name for path in list_images(tmp_path)]
    assert set(listed) == wanted
    assert len(listed) == len(wanted)


def test_that_an_empty_folder_has_no_images(tmp_path: Path) -> None:
    assert list_images(tmp_path) == []
    assert list_images(tmp_path, recursive=True) == []


def test_that_a_missing_folder_is_an_error_naming_it(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="not there") as caught:
        list_images(tmp_path / "gone")
    assert caught.value.path == tmp_path / "gone"
    assert caught.value.remedy


def test_that_a_file_instead_of_a_folder_is_an_error(tmp_path: Path) -> None:
    _touch(tmp_path, "x.jpg")
    with pytest.raises(FolderError, match="a file, not a folder"):
        list_images(tmp_path / "x.jpg")


def _refuse(folder: Path, monkeypatch: pytest.MonkeyPatch, number: int = errno.EACCES) -> None:
    """Make the system refuse to list one folder, also to root."""
    real = os.scandir

    def scandir(path: os.PathLike[str]) -> object:
        if Path(path) == folder:
            raise OSError(number, os.strerror(number), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.parametrize(("number", "words"), [(errno.EACCES, "You may not look into"), (errno.EIO, "cannot be read")])
def test_that_an_unreadable_folder_is_an_error_naming_it(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse(tmp_path, monkeypatch, number)
    with pytest.raises(FolderError, match=words) as caught:
        list_images(tmp_path)
    assert caught.value.path == tmp_path
    assert caught.value.remedy


def test_that_an_unreadable_folder_inside_is_reported_and_the_rest_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _touch(tmp_path, "a.jpg", "secret/b.jpg", "visit/c.jpg")
    _refuse(tmp_path / "secret", monkeypatch)
    reported: list[FolderError] = []
    found = list_images(tmp_path, recursive=True, on_unreadable=reported.append)
    assert _names(found, tmp_path) == ["a.jpg", "visit/c.jpg"]
    assert [error.path for error in reported] == [tmp_path / "secret"]
    with caplog.at_level(logging.WARNING):
        list_images(tmp_path, recursive=True)
    assert str(tmp_path / "secret") in caplog.text


@pytest.mark.parametrize(
    "truth",
    [
        "set/images/x_Segmentation.png",
        "set/images/x_segmentation.png",
        "set/images/x_segmentation.PNG",
        "set/images/x_lesion.bmp",
        "set/images/x_mask.tif",
        "set/masks/x.png",
        "set/masks/x_Segmentation.png",
        "set/Mask/x_segmentation.png",
        "set/images/masks/x.png",
        "set/Training_GroundTruth/x_Segmentation.png",
        "set/part1_groundtruth_v2/x.png",
        "set/Ground_Truth/x.tiff",
    ],
)
def test_that_the_truth_is_found_by_the_usual_names(truth: str, tmp_path: Path) -> None:
    _touch(tmp_path, "set/images/x.jpg", "set/images/xy_Segmentation.png", "set/masks/other.png", truth)
    assert find_truth(tmp_path / "set/images/x.jpg") == tmp_path / truth


@pytest.mark.parametrize(
    "other",
    [
        "set/images/x.png",
        "set/images/xx_Segmentation.png",
        "set/images/x_Segmentation.txt",
        "set/images/x_Segmentation.jpg",
        "set/images/x_superpixels.png",
        "set/annotations/x_Segmentation.png",
        "set/images/annotations/x_Segmentation.png",
        "set/elsewhere/x_Segmentation.png",
        "masks/x.png",
    ],
)
def test_that_other_files_are_not_taken_for_truth(other: str, tmp_path: Path) -> None:
    _touch(tmp_path, "set/images/x.jpg", other)
    assert find_truth(tmp_path / "set/images/x.jpg") is None


def test_that_a_folder_named_like_a_mask_is_not_taken_for_truth(tmp_path: Path) -> None:
    _touch(tmp_path, "x.jpg")
    (tmp_path / "x_Segmentation.png").mkdir()
    assert find_truth(tmp_path / "x.jpg") is None


def test_that_an_image_is_never_its_own_truth(tmp_path: Path) -> None:
    _touch(tmp_path, "masks/x.png")
    assert find_truth(tmp_path / "masks/x.png") is None
    assert find_truth(tmp_path / "masks/x.png", tmp_path / "masks") is None


def test_that_only_the_picked_folder_is_searched(tmp_path: Path) -> None:
    _touch(tmp_path, "x.jpg", "x_Segmentation.png", "masks/x.png", "picked/y.png")
    assert find_truth(tmp_path / "x.jpg", tmp_path / "picked") is None
    _touch(tmp_path, "picked/x.png")
    assert find_truth(tmp_path / "x.jpg", tmp_path / "picked") == tmp_path / "picked/x.png"


def test_that_a_mask_of_this_program_is_truth_only_in_a_picked_folder(tmp_path: Path) -> None:
    _touch(tmp_path, "x.jpg", "x_Segmentation.png")
    (tmp_path / "x_Segmentation.json").write_text(f'{{"{SIDECAR_KEY}": 1, "state": "corrected"}}')
    assert is_own_annotation(tmp_path / "x_Segmentation.png")
    assert find_truth(tmp_path / "x.jpg") is None
    assert find_truth(tmp_path / "x.jpg", tmp_path) == tmp_path / "x_Segmentation.png"


def test_that_a_mask_of_this_program_in_a_folder_of_masks_nearby_is_no_truth(tmp_path: Path) -> None:
    _touch(tmp_path, "images/x.jpg", "masks/x_Segmentation.png")
    assert find_truth(tmp_path / "images/x.jpg") == tmp_path / "masks/x_Segmentation.png"
    (tmp_path / "masks/x_Segmentation.json").write_text(f'{{"{SIDECAR_KEY}": 1}}')
    assert find_truth(tmp_path / "images/x.jpg") is None


def test_that_truth_is_found_past_a_mask_of_this_program(tmp_path: Path) -> None:
    _touch(tmp_path, "x.jpg", "x_Segmentation.png", "x_mask.png")
    (tmp_path / "x_Segmentation.json").write_text(f'{{"{SIDECAR_KEY}": 1}}')
    assert find_truth(tmp_path / "x.jpg") == tmp_path / "x_mask.png"


def test_that_another_programs_json_does_not_make_a_mask_ours(tmp_path: Path) -> None:
    _touch(tmp_path, "x.jpg", "x_Segmentation.png")
    (tmp_path / "x_Segmentation.json").write_text('{"shapes": []}')
    assert find_truth(tmp_path / "x.jpg") == tmp_path / "x_Segmentation.png"


def test_that_a_damaged_or_unreadable_sidecar_still_keeps_its_mask_from_being_truth(tmp_path: Path) -> None:
    _touch(tmp_path, "x.jpg", "x_Segmentation.png", "y.jpg", "y_Segmentation.png")
    (tmp_path / "x_Segmentation.json").write_text(f'{{"{SIDECAR_KEY}": 1, "sta')
    (tmp_path / "y_Segmentation.json").mkdir()  # opening it gives an error other than "not there"
    assert find_truth(tmp_path / "x.jpg") is None
    assert find_truth(tmp_path / "y.jpg") is None


def test_that_of_two_images_with_one_stem_each_finds_the_mask_with_its_full_name(tmp_path: Path) -> None:
    _touch(tmp_path, "x.jpg", "x.png", "truth/x_Segmentation.png", "truth/x.png_Segmentation.png")
    finder = TruthFinder(tmp_path / "truth")
    assert finder.find(tmp_path / "x.jpg") == tmp_path / "truth/x_Segmentation.png"
    assert finder.find(tmp_path / "x.png") == tmp_path / "truth/x.png_Segmentation.png"


def test_that_letter_case_tells_masks_apart_where_it_tells_images_apart(tmp_path: Path) -> None:
    _touch(tmp_path, "a.jpg", "A.jpg")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system does not tell letter case")
    _touch(tmp_path, "masks/A_Segmentation.png")
    assert find_truth(tmp_path / "A.jpg") == tmp_path / "masks/A_Segmentation.png"
    assert find_truth(tmp_path / "a.jpg") is None


def test_that_an_image_named_without_a_folder_finds_its_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _touch(tmp_path, "images/x.jpg", "masks/x.png")
    monkeypatch.chdir(tmp_path / "images")
    assert find_truth(Path("x.jpg")) == tmp_path / "masks/x.png"


def test_that_each_folder_is_listed_once_for_many_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _touch(tmp_path, *(f"images/{n}.jpg" for n in range(50)), *(f"masks/{n}.png" for n in range(40)))
    listed: list[Path] = []
    real = os.scandir

    def scandir(path: os.PathLike[str]) -> object:
        listed.append(Path(path))
        return real(path)

    images = list_images(tmp_path / "images")
    monkeypatch.setattr(os, "scandir", scandir)
    finder = TruthFinder()
    assert [finder.find(image) is not None for image in images] == [True] * 40 + [False] * 10
    # The image's folder is listed for masks and for folders of masks.
    assert len(listed) <= 4
    assert set(listed) == {tmp_path, tmp_path / "images", tmp_path / "masks"}


def test_that_an_unreadable_neighbour_folder_holds_no_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _touch(tmp_path, "images/x.jpg", "masks/x.png")
    _refuse(tmp_path / "masks", monkeypatch)
    assert find_truth(tmp_path / "images/x.jpg") is None


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("ISIC_1_Segmentation.png", "ISIC_1"),
        ("ISIC_1_segmentation.png", "ISIC_1"),
        ("IMD_lesion.bmp", "IMD"),
        ("a_mask.png", "a"),
        ("a.png", "a"),
        ("x.png_Segmentation.png", "x.png"),
        ("_mask.png", "_mask"),
        ("a_mask_Segmentation.png", "a_mask"),
    ],
)
def test_that_a_mask_tells_the_stem_of_its_image(name: str, stem: str) -> None:
    assert mask_stem(Path(name)) == stem


def test_that_pairs_and_what_is_left_over_are_told(tmp_path: Path) -> None:
    _touch(
        tmp_path,
        "i/x2.jpg", "i/x10.JPG", "i/alone.png", "i/x1.tif",
        "m/x2_Segmentation.png", "m/x10_segmentation.png", "m/x1.png", "m/orphan_mask.png", "m/x2_superpixels.png",
    )  # fmt: skip
    pairing = find_pairs(tmp_path / "i", tmp_path / "m")
    assert [(image.name, mask.name) for image, mask in pairing.pairs] == [
        ("x1.tif", "x1.png"),
        ("x2.jpg", "x2_Segmentation.png"),
        ("x10.JPG", "x10_segmentation.png"),
    ]
    assert [image.name for image in pairing.images_without_mask] == ["alone.png"]
    assert [mask.name for mask in pairing.masks_without_image] == ["orphan_mask.png"]


def test_that_images_and_masks_in_one_folder_are_paired(tmp_path: Path) -> None:
    _touch(tmp_path, "a.png", "a_mask.png", "b.png", "c_mask.png")
    pairing = find_pairs(tmp_path, tmp_path)
    assert [(image.name, mask.name) for image, mask in pairing.pairs] == [("a.png", "a_mask.png")]
    assert [path.name for path in pairing.images_without_mask] == ["b.png"]
    assert [path.name for path in pairing.masks_without_image] == ["c_mask.png"]


def test_that_one_mask_for_two_images_is_an_error_naming_all_three(tmp_path: Path) -> None:
    _touch(tmp_path, "i/x.jpg", "i/x.png", "m/x_Segmentation.png")
    with pytest.raises(PairingError, match=r"x\.jpg and x\.png") as caught:
        find_pairs(tmp_path / "i", tmp_path / "m")
    assert caught.value.path == tmp_path / "m/x_Segmentation.png"
    assert caught.value.remedy


@pytest.mark.parametrize("missing", ["i", "m"])
def test_that_a_missing_folder_of_a_pair_is_an_error(missing: str, tmp_path: Path) -> None:
    _touch(tmp_path, *{"i": ["m/x.png"], "m": ["i/x.jpg"]}[missing])
    with pytest.raises(FolderError, match="not there"):
        find_pairs(tmp_path / "i", tmp_path / "m")


def test_that_masks_are_listed_whatever_their_names_end_with(tmp_path: Path) -> None:
    _touch(tmp_path, "b_mask.png", "a.png", "photo.jpg", "c_superpixels.png", ".hidden.png", "d.TIF")
    assert [path.name for path in list_masks(tmp_path)] == ["a.png", "b_mask.png", "d.TIF"]


def test_that_odd_names_find_their_masks(tmp_path: Path) -> None:
    for odd in READABLE:
        if len(os.fsencode(odd.name)) > 200:
            continue  # no room for an ending
        image = tmp_path / "images" / odd.name
        image.parent.mkdir(exist_ok=True)
        odd.write(image)
        mask = tmp_path / "masks" / f"{odd.name}_Segmentation.png"
        mask.parent.mkdir(exist_ok=True)
        mask.write_bytes(encode_mask(np.ones((2, 2), bool)))
        assert find_truth(image) == mask


@pytest.mark.parametrize(
    ("folder", "pairs"),
    [("isic2016_256/train", 841), ("isic2016_256/test_public", 174), ("isic2016_native/train", 60)],
)
def test_that_every_image_of_the_challenge_finds_its_mask(folder: str, pairs: int, shared_data: Path) -> None:
    place = shared_data / folder
    pairing = find_pairs(place / "images", place / "masks")
    assert len(pairing.pairs) == pairs
    assert pairing.images_without_mask == pairing.masks_without_image == []
    finder = TruthFinder()
    assert [finder.find(image) for image, _ in pairing.pairs] == [mask for _, mask in pairing.pairs]
