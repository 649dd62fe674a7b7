"""Files that lie, swell, point elsewhere or make no sense: one sentence, and nothing written."""

from __future__ import annotations

import base64
import errno
import io
import json
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from platforms import needs_links

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.handover import untrusted
from isic_desktop.core.handover.importing import Imported, ImportOptions, run_import
from isic_desktop.core.handover.incoming import SourceFormat, guess_format, open_source
from model_train.errors import AppError, UsageError
from model_train.images import encode_mask
from model_train.pairing import list_images

WIDTH, HEIGHT = 12, 10
MASK = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
MASK[2:6, 3:9] = True


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    Image.fromarray(np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)).save(folder / "a.png")
    return folder


def take_in(source: Path, photos: Path, form: SourceFormat | None = None) -> list[Imported]:
    with open_source(source, form or guess_format(source)) as opened:
        refused = [Imported(item.name, "failed", reason=item.reason) for item in opened.refused]
        results = run_import(opened, photos, list_images(photos, True), AnnotationStore(), ImportOptions())
        return refused + list(results)


def refusal(source: Path, photos: Path, form: SourceFormat | None = None) -> str:
    """Why nothing of a source was taken in: one sentence, and no file was written."""
    try:
        results = take_in(source, photos, form)
    except AppError as error:
        said = str(error)
    else:
        assert [result.status for result in results] == ["failed"] * len(results)
        said = " ".join(result.reason for result in results)
    assert not list(photos.rglob("*_Segmentation*"))
    assert said.endswith(".")
    assert "\n" not in said
    return said


def coco(**changes: Any) -> dict[str, Any]:
    runs = {"size": [HEIGHT, WIDTH], "counts": [32, 4, HEIGHT * WIDTH - 36]}
    return {
        "images": [{"id": 1, "file_name": "a.png", "width": WIDTH, "height": HEIGHT}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "segmentation": runs}],
        "categories": [{"id": 1, "name": "lesion"}],
    } | changes


def image(**changes: Any) -> list[dict[str, Any]]:
    return [{"id": 1, "file_name": "a.png", "width": WIDTH, "height": HEIGHT} | changes]


def segment(value: Any) -> list[dict[str, Any]]:
    return [{"id": 1, "image_id": 1, "category_id": 1, "segmentation": value}]


def runs(counts: Any, size: Any = (HEIGHT, WIDTH)) -> list[dict[str, Any]]:
    return segment({"size": list(size) if isinstance(size, tuple) else size, "counts": counts})


HOSTILE_COCO: dict[str, tuple[Any, str]] = {
    "a list": ([], "not a COCO file"),
    "no annotations": ({"images": []}, "not a COCO file"),
    "two images of one id": (coco(images=image() + image(file_name="b.png")), "two images"),
    "two annotations of one id": (coco(annotations=runs([0, 120]) * 2), "two annotations"),
    "annotation of no image": (coco(annotations=[{"id": 1, "image_id": 9}]), "is not in it"),
    "true as an id": (coco(images=image(id=True)), "no id"),
    "a name that leads out": (coco(images=image(file_name="../../etc/a.png")), "leads out"),
    "an absolute name": (coco(images=image(file_name="/etc/passwd")), "leads out"),
    "a name with a drive": (coco(images=image(file_name="C:\\a.png")), "leads out"),
    "a name that is a number": (coco(images=image(file_name=5)), "not one"),
    "a name with a null": (coco(images=image(file_name="a\0.png")), "not one"),
    "an absurd size": (coco(images=image(width=10**9, height=10**9)), "absurd"),
    "a size of a million digits": (coco(images=image(width=10**4000)), "absurd"),
    "a negative size": (coco(images=image(width=-5)), "absurd"),
    "another size": (coco(images=image(width=WIDTH + 1)), "pixels, its image"),
    "runs too long": (coco(annotations=runs([0, 10**12])), "damaged"),
    "runs that overflow": (coco(annotations=runs([2**62, 2**62, 2**63, 2**63])), "damaged"),
    "runs too short": (coco(annotations=runs([3, 4])), "do not add up"),
    "negative runs": (coco(annotations=runs([-5, 125])), "damaged"),
    "runs of text": (coco(annotations=runs(["a"])), "damaged"),
    "compressed rubbish": (coco(annotations=runs("~~~~ \u00fc")), "damaged"),
    "compressed without end": (coco(annotations=runs("o" * 5000)), "damaged"),
    "compressed that goes on": (coco(annotations=runs("PPPPPPPP")), "damaged"),
    "compressed of negative runs": (coco(annotations=runs("0N1N1")), "add up"),
    "runs of another size": (coco(annotations=runs([0, 120], (WIDTH, HEIGHT))), "another size"),
    "runs without size": (coco(annotations=runs([0, 120], None)), "damaged"),
    "runs of nothing": (coco(annotations=runs(None)), "damaged"),
    "polygon of text": (coco(annotations=segment([["a", "b", "c", "d", "e", "f"]])), "coordinates"),
    "polygon of two points": (coco(annotations=segment([[1, 1, 2, 2]])), "three corners"),
    "polygon far away": (coco(annotations=segment([[1, 1, 1e8, 1, 5, 5]])), "outside"),
    "polygon with huge numbers": (coco(annotations=segment([[1, 1, 10**400, 1, 5, 5]])), "outside"),
    "odd polygon": (coco(annotations=segment([[1, 1, 2, 2, 3, 3, 4]])), "coordinates"),
    "box only": (coco(annotations=segment(None)), "neither"),
    "categories of one id": (coco(categories=[{"id": 1}, {"id": 1}]), "same id"),
    "categories of text": (coco(categories="lesion"), "categories"),
}


@pytest.mark.parametrize("name", HOSTILE_COCO)
def test_that_a_hostile_coco_file_is_refused(name: str, photos: Path, tmp_path: Path) -> None:
    value, told = HOSTILE_COCO[name]
    path = tmp_path / "x.json"
    import sys

    sys.set_int_max_str_digits(0)
    path.write_text(json.dumps(value))
    sys.set_int_max_str_digits(4300)
    assert told.lower() in refusal(path, photos).lower()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 200_000, b'{"a":' * 200_000, b"\xff\xfe\x00", b'{"images": [NaN]}', b"\x00" * 100, b"1e400"],
)
@pytest.mark.parametrize("kind", ["coco", "labelme"])
def test_that_json_without_sense_or_end_is_refused(content: bytes, kind: str, photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_bytes(content)
    if kind == "coco":
        refusal(folder / "a.json", photos)
    else:
        refusal(folder, photos, SourceFormat.LABELME)


def test_that_a_json_file_beyond_the_limit_is_refused_unread(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(untrusted.MAX_JSON_BYTES + 1)
    monkeypatch.setattr(untrusted, "decode_json", lambda _content: pytest.fail("it was decoded"))
    assert "larger than" in refusal(path, photos)


def labelme(**changes: Any) -> dict[str, Any]:
    corners = [[3, 2], [9, 2], [9, 6], [3, 6]]
    return {
        "shapes": [{"label": "lesion", "points": corners, "shape_type": "polygon"}],
        "imagePath": "a.png",
        "imageWidth": WIDTH,
        "imageHeight": HEIGHT,
    } | changes


def shape(kind: str, points: Any, mask: Any = None) -> list[dict[str, Any]]:
    return [{"label": "lesion", "points": points, "shape_type": kind, "mask": mask}]


def png_text(width: int, height: int) -> str:
    return base64.b64encode(encode_mask(np.ones((height, width), dtype=np.bool_))).decode()


HOSTILE_LABELME: dict[str, tuple[Any, str]] = {
    "no shapes": ({"imagePath": "a.png"}, "not a file of labelme"),
    "shapes of text": (labelme(shapes=["x"]), "not one"),
    "no image": (labelme(imagePath=None), "for which image"),
    "an image outside": (labelme(imagePath="../../etc/passwd"), "outside the folder"),
    "an absolute image": (labelme(imagePath="/etc/passwd"), "outside the folder"),
    "an absurd size": (labelme(imageWidth=10**8, imageHeight=10**8), "absurd"),
    "another size": (labelme(imageWidth=5), "pixels, its image"),
    "a line": (labelme(shapes=shape("line", [[1, 1], [3, 3]])), "no area"),
    "a kind that is a list": (labelme(shapes=shape(["x"], [[1, 1], [3, 3]])), "no area"),  # type: ignore[arg-type]
    "points of text": (labelme(shapes=shape("polygon", "x")), "coordinates"),
    "a mask without picture": (labelme(shapes=shape("mask", [[1, 1], [3, 3]])), "no picture"),
    "a mask that is no base64": (labelme(shapes=shape("mask", [[1, 1], [3, 3]], "%%%")), "damaged"),
    "a mask that is no png": (labelme(shapes=shape("mask", [[1, 1], [3, 3]], "AAAA")), "damaged"),
    "a mask outside": (labelme(shapes=shape("mask", [[-1, 1], [3, 3]], png_text(5, 3))), "outside"),
    "a mask that claims to be large": (labelme(shapes=shape("mask", [[1, 1], [3, 3]], png_text(900, 900))), "size"),
    "a circle of three points": (labelme(shapes=shape("circle", [[1, 1], [2, 2], [3, 3]])), "two points"),
    "a circle without end": (labelme(shapes=shape("circle", [[1, 1], [1e8, 2]])), "outside"),
}


@pytest.mark.parametrize("name", HOSTILE_LABELME)
def test_that_a_hostile_labelme_file_is_refused(name: str, photos: Path, tmp_path: Path) -> None:
    value, told = HOSTILE_LABELME[name]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(value))
    assert told in refusal(folder, photos, SourceFormat.LABELME)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0 0.5 0.5 0.2 0.2", "box"),
        ("0 0.1 0.1 0.2", "polygon"),
        ("0 a b c d e f", "polygon"),
        ("x 0.1 0.1 0.2 0.1 0.2 0.2", "polygon"),
        ("0 nan nan 0.2 0.1 0.2 0.2", "no shares"),
        ("0 1e300 0.1 0.2 0.1 0.2 0.2", "no shares"),
        ("0 30 30 60 30 60 60", "no shares"),
        ("0 " + "0.1 0.2 0.9 0.8 " * 150_000, "class and a polygon|absurdly long"),
    ],
)
def test_that_a_hostile_yolo_file_is_refused(text: str, told: str, photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(text)
    said = refusal(folder, photos, SourceFormat.YOLO)
    assert any(words in said for words in told.split("|"))


def write_zip(path: Path, *entries: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return path


def link_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../a_segmentation.png", "leads out"),
        ("/tmp/a_segmentation.png", "leads out"),
        ("x/../../a_segmentation.png", "leads out"),
        ("C:\\a_segmentation.png", "leads out"),
        ("..\\a_segmentation.png", "leads out"),
    ],
)
def test_that_a_zip_whose_names_lead_out_is_refused(name: str, told: str, photos: Path, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", (name, encode_mask(MASK)))
    assert told in refusal(path, photos)


def test_that_a_zip_with_a_link_is_refused(photos: Path, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", (link_entry("a_segmentation.png"), b"/etc/passwd"))
    assert "link" in refusal(path, photos)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_that_a_zip_with_a_name_twice_is_refused(photos: Path, tmp_path: Path) -> None:
    entry = ("a_segmentation.png", encode_mask(MASK))
    assert "twice" in refusal(write_zip(tmp_path / "x.zip", entry, entry), photos)


def test_that_a_zip_bomb_is_refused_unpacked(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "MAX_ENTRY_BYTES", 1_000_000)
    path = write_zip(tmp_path / "x.zip", ("a_segmentation.png", bytes(5_000_000)))
    assert path.stat().st_size < 10_000
    assert "would unpack to" in refusal(path, photos)
    monkeypatch.setattr(untrusted, "MAX_ENTRY_BYTES", 1 << 30)
    monkeypatch.setattr(untrusted, "MAX_ARCHIVE_BYTES", 8_000_000)
    many = write_zip(tmp_path / "y.zip", *((f"{n}_segmentation.png", bytes(3_000_000)) for n in range(3)))
    assert "would unpack to more" in refusal(many, photos)
    monkeypatch.setattr(untrusted, "MAX_ENTRIES", 2)
    assert "more than 2 files" in refusal(many, photos)


def test_that_a_damaged_zip_says_what_is_wrong(photos: Path, tmp_path: Path) -> None:
    path, content = tmp_path / "x.zip", encode_mask(MASK)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a_segmentation.png", content)
    whole = path.read_bytes()
    at = whole.index(content) + len(content) // 2
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
    assert "is damaged (Bad CRC-32" in refusal(path, photos)


def test_that_a_zip_whose_header_lies_about_the_size_gives_no_more_than_it_said(photos: Path, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.zip", ("a_segmentation.png", bytes(5_000_000)))
    content = path.read_bytes()
    true_size = (5_000_000).to_bytes(4, "little")
    path.write_bytes(content.replace(true_size, (100).to_bytes(4, "little")))
    assert "damaged" in refusal(path, photos)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_that_a_damaged_zip_is_refused_or_holds_nothing(content: bytes, photos: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    if content.startswith(b"PK\x05"):
        assert take_in(path, photos) == []
    else:
        assert "damaged" in refusal(path, photos)


def test_that_a_damaged_entry_is_named_by_the_archive_and_not_by_our_temporary_file(
    photos: Path, tmp_path: Path
) -> None:
    path = write_zip(tmp_path / "x.zip", ("a_segmentation.png", b"no picture at all"))
    said = refusal(path, photos)
    assert str(path / "a_segmentation.png") in said


def test_that_a_full_disk_is_not_blamed_on_the_zip(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_zip(tmp_path / "x.zip", ("a_segmentation.png", encode_mask(MASK)))

    def full(_archive: zipfile.ZipFile, _entry: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    said = refusal(path, photos)
    assert "disk is full" in said
    assert "damaged" not in said


@needs_links
def test_that_a_link_out_of_a_folder_of_masks_is_refused(photos: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(encode_mask(MASK))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a_Segmentation.png").symlink_to(outside)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "gone_mask.png").symlink_to(tmp_path / "nothing")
    assert "leads out" in refusal(folder, photos, SourceFormat.MASKS)


def test_that_a_mask_that_claims_to_be_huge_is_refused_before_it_is_decoded(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from isic_desktop.core.handover import incoming

    folder = tmp_path / "in"
    folder.mkdir()
    content = io.BytesIO()
    Image.new("L", (5000, 4000)).save(content, "PNG")
    (folder / "a_Segmentation.png").write_bytes(content.getvalue())
    monkeypatch.setattr(incoming, "read_mask", lambda _path: pytest.fail("it was decoded"))
    assert "5000 × 4000" in refusal(folder, photos, SourceFormat.MASKS)


def test_that_sources_of_the_wrong_kind_are_refused(photos: Path, tmp_path: Path) -> None:
    for form in (SourceFormat.COCO, SourceFormat.ISIC):
        with pytest.raises(UsageError), open_source(photos, form):
            pass
    text = tmp_path / "x.txt"
    text.write_text("x")
    for form in (SourceFormat.MASKS, SourceFormat.YOLO, SourceFormat.LABELME):
        with pytest.raises(UsageError), open_source(text, form):
            pass
    for path in (text, tmp_path / "nothing"):
        with pytest.raises(UsageError):
            guess_format(path)


def broken(text: str) -> Callable[[int, int], str]:
    return lambda at, code: text[:at] + chr(code) + text[at + 1 :]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(at=st.integers(0, 10_000), code=st.integers(32, 126), which=st.sampled_from(["coco", "labelme"]))
def test_that_a_letter_changed_anywhere_gives_a_mask_or_a_sentence(
    at: int, code: int, which: str, photos: Path, tmp_path: Path
) -> None:
    text = json.dumps(coco() if which == "coco" else labelme())
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    path = folder / "a.json"
    path.write_text(broken(text)(at % len(text), code))
    with suppress(AppError):  # anything else that is raised fails the test
        results = take_in(path if which == "coco" else folder, photos, SourceFormat(which))
        assert {result.status for result in results} <= {"imported", "unchanged", "kept", "failed"}


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=[chr(code) for code in range(48, 112)], max_size=60))
def test_that_any_text_of_run_lengths_gives_a_mask_or_a_sentence(text: str) -> None:
    from isic_desktop.core.handover.run_lengths import decode_runs

    try:
        mask = decode_runs({"size": [HEIGHT, WIDTH], "counts": text}, (WIDTH, HEIGHT))
    except AppError:
        return
    assert mask.shape == (HEIGHT, WIDTH)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(at=st.integers(0, 10_000), value=st.integers(0, 255), cut=st.integers(0, 12))
def test_that_a_zip_damaged_anywhere_gives_masks_or_a_sentence(
    at: int, value: int, cut: int, photos: Path, tmp_path: Path
) -> None:
    path = write_zip(tmp_path / "x.zip", ("a_segmentation.png", encode_mask(MASK)))
    content = bytearray(path.read_bytes())
    at %= len(content)
    content[at : at + cut] = bytes([value])
    path.write_bytes(content)
    with suppress(AppError):  # anything else that is raised fails the test
        results = take_in(path, photos)
        assert {result.status for result in results} <= {"imported", "unchanged", "kept", "failed"}
