from __future__ import annotations

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_files import (
    BROKEN,
    READABLE,
    OddFile,
    gray_picture,
    jpeg_bytes,
    picture,
    png_bytes,
    png_header_only,
    wide_gray_picture,
)
from PIL import Image, ImageOps

from model_train.errors import ImageError, MaskError
from model_train.image_names import MAX_IMAGE_PIXELS, is_image_name
from model_train.images import read_image, read_image_size, read_mask, read_reduced


@pytest.mark.parametrize("odd", READABLE, ids=str)
def test_that_an_odd_but_whole_file_is_read_as_the_picture_it_holds(odd: OddFile, tmp_path: Path) -> None:
    assert odd.pixels is not None
    image = read_image(odd.make(tmp_path))
    assert image.dtype == np.uint8
    assert image.shape == odd.pixels.shape
    assert image.flags.c_contiguous
    assert image.flags.writeable
    # Colours may bleed over the seams between quadrants by lossy coding; the bulk may not move.
    difference = np.abs(image.astype(int) - odd.pixels)
    assert np.quantile(difference, 0.95) <= odd.tolerance
    assert difference.max() <= 4 * odd.tolerance


@pytest.mark.parametrize("odd", READABLE, ids=str)
def test_that_the_size_from_the_header_is_that_of_the_image(odd: OddFile, tmp_path: Path) -> None:
    path = odd.make(tmp_path)
    height, width, _ = read_image(path).shape
    assert read_image_size(path) == (width, height)


@pytest.mark.parametrize("odd", READABLE, ids=str)
def test_that_a_reduced_reading_keeps_the_asked_size_and_the_orientation(odd: OddFile, tmp_path: Path) -> None:
    path = odd.make(tmp_path)
    full = read_image(path)
    reduced = read_reduced(path, 12)
    assert reduced.dtype == np.uint8
    assert reduced.flags.c_contiguous
    assert min(reduced.shape[:2]) >= min(12, *full.shape[:2])
    assert reduced.shape[0] / reduced.shape[1] == pytest.approx(full.shape[0] / full.shape[1], rel=0.05)
    corners = np.ix_([0, -1], [0, -1])
    assert np.abs(reduced[corners].astype(int) - full[corners]).max() <= 24


@pytest.mark.parametrize("odd", BROKEN, ids=str)
def test_that_a_broken_file_gives_an_error_naming_it_and_the_remedy(odd: OddFile, tmp_path: Path) -> None:
    path = odd.make(tmp_path)
    with pytest.raises(ImageError, match=odd.error) as caught:
        read_image(path)
    assert caught.value.path == path
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    with pytest.raises(ImageError, match=odd.error):
        read_reduced(path, 16)


@pytest.mark.parametrize("odd", BROKEN, ids=str)
def test_that_a_broken_mask_gives_a_mask_error_naming_it(odd: OddFile, tmp_path: Path) -> None:
    path = odd.make(tmp_path)
    with pytest.raises(MaskError, match=odd.error) as caught:
        read_mask(path)
    assert caught.value.path == path
    assert caught.value.remedy


def test_that_zeros_after_the_end_of_a_whole_jpeg_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "padded.jpg"
    path.write_bytes(jpeg_bytes(picture()))
    expected = read_image(path)
    path.write_bytes(jpeg_bytes(picture()) + b"\0" * 4096)
    assert np.array_equal(read_image(path), expected)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".bmp", ".webp"])
def test_that_a_file_cut_anywhere_is_whole_or_an_error_but_never_half_an_image(suffix: str, tmp_path: Path) -> None:
    whole = tmp_path / f"whole{suffix}"
    noise = np.random.default_rng(3).integers(0, 255, (24, 40, 3), dtype=np.uint8)
    Image.fromarray(noise).save(whole)
    content = whole.read_bytes()
    expected = read_image(whole)
    refused = 0
    for length in range(0, len(content), max(1, len(content) // 150)):
        cut = tmp_path / f"cut{suffix}"
        cut.write_bytes(content[:length])
        try:
            image = read_image(cut)
        except ImageError:
            refused += 1
        else:
            # Nothing but an end marker or metadata was lost.
            assert np.array_equal(image, expected), f"{length} of {len(content)} bytes gave another image"
    assert refused > 100


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_that_flipped_bytes_never_give_another_kind_of_error(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(_SOURCES)))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = _SCRATCH / "flipped.png"
    path.write_bytes(bytes(content))
    try:
        shape = read_image(path).shape
    except ImageError:
        return
    assert len(shape) == 3
    assert shape[2] == 3


@pytest.fixture(autouse=True, scope="module")
def _scratch_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    # Hypothesis runs a test many times with one tmp_path, which it refuses as a fixture.
    global _SCRATCH
    _SCRATCH = tmp_path_factory.mktemp("flipped")


_SCRATCH = Path()


def _sources() -> list[bytes]:
    sources = []
    for format_name in ("JPEG", "PNG", "TIFF", "BMP", "WEBP"):
        content = io.BytesIO()
        exif = Image.Exif()
        exif[0x0112] = 6
        options = {} if format_name == "BMP" else {"exif": exif}
        Image.fromarray(picture()).save(content, format_name, **options)
        sources.append(content.getvalue())
    return sources


_SOURCES = _sources()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_that_orientation_agrees_with_pillows_own(orientation: int, tmp_path: Path) -> None:
    pixels = np.random.default_rng(orientation).integers(0, 255, (5, 7, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "turned.png"
    Image.fromarray(pixels).save(path, exif=exif)
    with Image.open(path) as image:
        expected = np.array(ImageOps.exif_transpose(image))
    assert np.array_equal(read_image(path), expected)


@pytest.mark.parametrize("orientation", [0, 9, 255])
def test_that_an_orientation_that_does_not_exist_changes_nothing(orientation: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "turned.png"
    Image.fromarray(picture()).save(path, exif=exif)
    assert np.array_equal(read_image(path), picture())


def test_that_a_file_of_too_many_pixels_is_refused_by_its_header(tmp_path: Path) -> None:
    side = int(MAX_IMAGE_PIXELS**0.5)
    at_limit, beyond = tmp_path / "limit.png", tmp_path / "beyond.png"
    at_limit.write_bytes(png_header_only(side, side))
    beyond.write_bytes(png_header_only(side, side + 1))
    # Pillow on its own stops below our limit; its process-wide setting is not touched.
    before = Image.MAX_IMAGE_PIXELS
    assert read_image_size(at_limit) == (side, side)
    assert before == Image.MAX_IMAGE_PIXELS
    with pytest.raises(ImageError, match=r"too large \(11000 × 11001 pixels; at most 121,000,000"):
        read_image_size(beyond)


@pytest.mark.parametrize("format_name", ["TIFF", "WEBP"])
def test_that_what_pillow_itself_finds_too_large_is_called_so(
    format_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.img"
    Image.fromarray(picture()).save(path, format_name, lossless=True)
    pixels = picture().shape[0] * picture().shape[1]
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", pixels // 3)
    with pytest.raises(ImageError, match="too large") as caught:
        read_image(path)
    assert "smaller copy" in caught.value.remedy
    # Where Pillow would only warn, and warnings are errors as in this test run, the image is read.
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", pixels * 2 // 3)
    assert np.array_equal(read_image(path), picture())


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "BMP"])
def test_that_pillows_limit_does_not_count_for_other_formats(
    format_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.img"
    Image.fromarray(picture()).save(path, format_name)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    assert read_image(path).shape == picture().shape


def test_that_many_threads_read_the_same_files_alike(tmp_path: Path) -> None:
    paths = [odd.make(tmp_path) for odd in READABLE]
    expected = [read_image(path) for path in paths]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            for image, wanted in zip(pool.map(read_image, paths), expected, strict=True):
                assert np.array_equal(image, wanted)


def test_that_no_file_is_left_open(tmp_path: Path) -> None:
    # An unclosed file would raise a ResourceWarning, which the test run turns into an error.
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("the system does not list open files")
    paths = [odd.make(tmp_path) for odd in (*READABLE, *BROKEN)]
    before = len(list(folder.iterdir()))
    for path in paths:
        for read in (read_image, read_image_size):
            try:
                read(path)
            except ImageError:
                continue
    assert len(list(folder.iterdir())) == before


def test_that_a_colour_profile_leaves_the_values_as_stored(tmp_path: Path) -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    path = tmp_path / "profile.png"
    path.write_bytes(png_bytes(picture(), icc_profile=profile))
    assert np.array_equal(read_image(path), picture())


@pytest.mark.parametrize(("at_least", "scale"), [(400, 1), (200, 2), (101, 2), (100, 4), (50, 8), (1, 8), (0, 8)])
def test_that_a_jpeg_is_decoded_at_the_smallest_scale_that_will_do(at_least: int, scale: int, tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    path.write_bytes(jpeg_bytes(picture(640, 400)))
    assert read_reduced(path, at_least).shape == (400 // scale, 640 // scale, 3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.jpg", True), ("a.JPG", True), ("a.Jpeg", True), ("a.png", True), ("a.TIF", True), ("a.tiff", True),
        ("a.bmp", True), ("a.webp", True), ("a.gif", False), ("a.jpg.txt", False), ("jpg", False), (".jpg", False),
        ("a", False), ("", False),
    ],
)  # fmt: skip
def test_that_images_are_told_by_their_suffix(name: str, expected: bool) -> None:
    assert is_image_name(name) is expected


def _store(tmp_path: Path, values: np.ndarray, name: str) -> Path:
    path = tmp_path / name
    Image.fromarray(values).save(path)
    return path


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[0, 1, 128, 65535]], np.uint16), [0, 0, 0, 255]),
        (np.array([[128, 129, 257, 32768]], np.uint16), [0, 1, 1, 128]),
        (np.array([[0.0, 128.0, 255.0, 1.0]], np.float32), [0, 128, 255, 1]),
        (np.array([[0.0, 0.5, 1.0, 0.25]], np.float32), [0, 128, 255, 64]),
        (np.array([[0.0, 65535.0, 257.0, 514.0]], np.float32), [0, 255, 1, 2]),
        (np.array([[0, 65535, 257, 514]], np.int32), [0, 255, 1, 2]),
    ],
)
def test_that_wide_values_are_scaled_by_their_range(values: np.ndarray, expected: list[int], tmp_path: Path) -> None:
    image = read_image(_store(tmp_path, values, "wide.tif"))
    assert image[0, :, 0].tolist() == expected


def test_that_a_dark_16_bit_image_stays_dark(tmp_path: Path) -> None:
    # Stretching to the brightest pixel would change what the network sees from image to image.
    image = read_image(_store(tmp_path, wide_gray_picture() // 4, "dark.png"))
    assert image.max() == 64
    assert np.abs(image[:, :, 0].astype(int) - gray_picture() // 4).max() <= 1


def test_that_importing_the_readers_loads_neither_torch_nor_opencv() -> None:
    program = (
        "import sys, model_train.images, model_train.pairing, model_train.scores;"
        "print([name for name in ('torch', 'cv2', 'PySide6', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=600)
    assert done.stdout.strip() == "[]"


def test_that_a_real_photograph_reads_at_the_size_of_its_mask(shared_data: Path) -> None:
    folder = shared_data / "large"
    path = sorted((folder / "images").iterdir())[0]
    mask = read_mask(folder / "masks" / f"{path.stem}_segmentation.png")
    image = read_image(path)
    assert image.shape[:2] == mask.mask.shape
    assert read_image_size(path) == image.shape[1::-1]
    assert not mask.values_other
