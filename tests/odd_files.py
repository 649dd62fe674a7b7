"""Odd files as they turn up in folders of images, made by code: what each must read as, or the error it must give.

`READABLE` and `BROKEN` are for parametrised tests; `write_all` fills a folder for tests of scans, batches and
windows.
"""

from __future__ import annotations

import io
import os
import struct
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
WIDTH_PX, HEIGHT_PX = 48, 32


def picture(width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX) -> Pixels:
    """(H, W, 3) uint8 RGB: quadrants of four colours, so that every turn and flip of it is another picture."""
    pixels = np.empty((height_px, width_px, 3), np.uint8)
    rows, columns = height_px // 2, width_px // 2
    pixels[:rows, :columns] = (200, 40, 30)
    pixels[:rows, columns:] = (30, 180, 60)
    pixels[rows:, :columns] = (40, 60, 220)
    pixels[rows:, columns:] = (230, 220, 90)
    return pixels


def gray_picture() -> Pixels:
    """(H, W) uint8: steps of gray from 0 to 255."""
    return np.linspace(0, 255, WIDTH_PX, dtype=np.uint8)[np.newaxis, :].repeat(HEIGHT_PX, axis=0)


def wide_gray_picture() -> NDArray[np.uint16]:
    """(H, W) uint16: the same steps over the whole 16-bit range."""
    return gray_picture().astype(np.uint16) * np.uint16(257)


def _as_rgb(gray: Pixels) -> Pixels:
    return np.repeat(gray[:, :, np.newaxis], 3, axis=2)


def jpeg_bytes(pixels: Pixels, **options: object) -> bytes:
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "JPEG", quality=95, subsampling=0, **options)
    return content.getvalue()


def png_bytes(pixels: Pixels, **options: object) -> bytes:
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "PNG", **options)
    return content.getvalue()


def png_header_only(width_px: int, height_px: int) -> bytes:
    """A PNG that claims a size and holds next to nothing: a decompression bomb in the making."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@dataclass(frozen=True)
class OddFile:
    """One odd file.

    Attributes:
        title: What is odd about it.
        name: The file's name.
        write: Makes the file at a path.
        pixels: What it must read as, (H, W, 3) uint8; None if it must give an error.
        tolerance: How far values may be off, for lossy formats.
        error: Words the error message must contain.
    """

    title: str
    name: str
    write: Callable[[Path], None]
    pixels: Pixels | None = None
    tolerance: int = 0
    error: str = ""

    def make(self, folder: Path) -> Path:
        path = folder / self.name
        self.write(path)
        return path

    def __str__(self) -> str:
        return self.title


def _saved(image: Image.Image, format_name: str, **options: object) -> Callable[[Path], None]:
    return lambda path: image.save(path, format_name, **options)


def _content(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def _cv2_saved(rgb: NDArray[np.generic], suffix: str) -> Callable[[Path], None]:
    import cv2  # Pillow does not write 16-bit colour

    ok, coded = cv2.imencode(suffix, rgb[..., ::-1])
    assert ok
    return _content(coded.tobytes())


def exif_rotated(orientation: int) -> OddFile:
    """A JPEG whose stored pixels must be turned by an EXIF orientation to show `picture()`."""
    turns = {
        1: lambda p: p,
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.swapaxes(0, 1),
        6: lambda p: np.rot90(p, 1),
        7: lambda p: p[::-1, ::-1].swapaxes(0, 1),
        8: lambda p: np.rot90(p, -1),
    }
    stored = np.ascontiguousarray(turns[orientation](picture()))
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = jpeg_bytes(stored, exif=exif)
    return OddFile(f"EXIF orientation {orientation}", f"turned{orientation}.jpg", _content(content), picture(), 6)


def _oriented_as(format_name: str, suffix: str) -> OddFile:
    stored = np.ascontiguousarray(np.rot90(picture(), 1))
    exif = Image.Exif()
    exif[0x0112] = 6
    options: dict[str, object] = {"lossless": True} if format_name == "WEBP" else {}
    write = _saved(Image.fromarray(stored), format_name, exif=exif, **options)
    return OddFile(f"EXIF-rotated {format_name}", f"turned{suffix}", write, picture())


def _palette(transparency: object = None) -> Callable[[Path], None]:
    image = Image.fromarray(picture()).quantize(4)
    options = {} if transparency is None else {"transparency": transparency}
    return _saved(image, "PNG", **options)


def _with_alpha() -> Pixels:
    alpha = np.tile(np.linspace(0, 255, WIDTH_PX, dtype=np.uint8), (HEIGHT_PX, 1))
    return np.dstack([picture(), alpha])


def _cmyk() -> Image.Image:
    """The four colours as inks, without black."""
    return Image.merge("CMYK", [*Image.fromarray(255 - picture()).split(), Image.new("L", (WIDTH_PX, HEIGHT_PX), 0)])


def _frames(format_name: str) -> Callable[[Path], None]:
    first = Image.fromarray(picture())
    others = [Image.new("RGB", first.size, colour) for colour in ("black", "white")]
    options: dict[str, object] = {"lossless": True} if format_name == "WEBP" else {}
    return _saved(first, format_name, save_all=True, append_images=others, **options)


def _one_bit() -> Pixels:
    return np.where(gray_picture() > 128, 255, 0).astype(np.uint8)


READABLE: list[OddFile] = [
    *(exif_rotated(orientation) for orientation in range(1, 9)),
    _oriented_as("PNG", ".png"),
    _oriented_as("TIFF", ".tif"),
    _oriented_as("WEBP", ".webp"),
    OddFile("broken EXIF block", "exif.jpg", _content(jpeg_bytes(picture(), exif=b"Exif\0\0II*\0junk")), picture(), 6),
    # libjpeg stores these inverted and marks them as Adobe's, as Photoshop does.
    OddFile("CMYK JPEG, inverted as by Adobe", "cmyk.jpg", _saved(_cmyk(), "JPEG", quality=95), picture(), 8),
    OddFile("CMYK TIFF", "cmyk.tif", _saved(_cmyk(), "TIFF"), picture()),
    OddFile(
        "16-bit gray PNG",
        "gray16.png",
        _saved(Image.fromarray(wide_gray_picture()), "PNG"),
        _as_rgb(gray_picture()),
    ),
    OddFile(
        "16-bit gray TIFF",
        "gray16.tif",
        _saved(Image.fromarray(wide_gray_picture()), "TIFF"),
        _as_rgb(gray_picture()),
    ),
    OddFile("16-bit RGB PNG", "rgb16.png", _cv2_saved(picture().astype(np.uint16) * 257, ".png"), picture()),
    OddFile("16-bit RGB TIFF", "rgb16.tif", _cv2_saved(picture().astype(np.uint16) * 257, ".tif"), picture()),
    OddFile(
        "32-bit integer TIFF holding 16-bit values",
        "int32.tif",
        _saved(Image.fromarray(wide_gray_picture().astype(np.int32)), "TIFF"),
        _as_rgb(gray_picture()),
    ),
    OddFile(
        "float TIFF from 0 to 1",
        "float.tif",
        _saved(Image.fromarray((gray_picture() / 255).astype(np.float32)), "TIFF"),
        _as_rgb(gray_picture()),
    ),
    OddFile("palette", "palette.png", _palette(), picture(), 1),
    OddFile("palette with a transparent colour", "transparent.png", _palette(0), picture(), 1),
    OddFile("palette with several transparencies", "half.png", _palette(b"\x00\x40\x80\xff"), picture(), 1),
    OddFile("alpha", "alpha.png", _saved(Image.fromarray(_with_alpha()), "PNG"), picture()),
    OddFile("alpha in TIFF", "alpha.tif", _saved(Image.fromarray(_with_alpha()), "TIFF"), picture()),
    OddFile("grayscale JPEG", "gray.jpg", _saved(Image.fromarray(gray_picture()), "JPEG"), _as_rgb(gray_picture()), 6),
    OddFile(
        "grayscale with alpha",
        "gray-alpha.png",
        _saved(Image.fromarray(np.dstack([gray_picture(), 255 - gray_picture()])), "PNG"),
        _as_rgb(gray_picture()),
    ),
    OddFile(
        "grayscale with a transparent level",
        "gray-key.png",
        _saved(Image.fromarray(gray_picture()), "PNG", transparency=0),
        _as_rgb(gray_picture()),
    ),
    OddFile("1-bit", "bits.png", _saved(Image.fromarray(_one_bit()).convert("1"), "PNG"), _as_rgb(_one_bit())),
    OddFile("1-bit TIFF", "bits.tif", _saved(Image.fromarray(_one_bit()).convert("1"), "TIFF"), _as_rgb(_one_bit())),
    OddFile("animated PNG", "moving.png", _frames("PNG"), picture()),
    OddFile("animated WebP", "moving.webp", _frames("WEBP"), picture()),
    OddFile("TIFF of several pages", "pages.tif", _frames("TIFF"), picture()),
    OddFile("BMP", "plain.bmp", _saved(Image.fromarray(picture()), "BMP"), picture()),
    OddFile("upper-case suffix", "UPPER.JPG", _content(jpeg_bytes(picture())), picture(), 6),
    OddFile("PNG named .jpg", "really-png.jpg", _content(png_bytes(picture())), picture()),
    OddFile("1×1", "one.png", _content(png_bytes(picture(2, 2)[:1, :1])), picture(2, 2)[:1, :1]),
    OddFile("20,000 pixels wide", "wide.png", _content(png_bytes(picture(20_000, 4))), picture(20_000, 4)),
    OddFile("non-ASCII name", "Läsion № 7 皮膚 🙂.png", _content(png_bytes(picture())), picture()),
    OddFile("name of 255 bytes", "n" * 251 + ".png", _content(png_bytes(picture())), picture()),
    OddFile(
        "name with spaces, quotes and percent signs",
        "a 'b' \"c\" %20 #1.png",
        _content(png_bytes(picture())),
        picture(),
    ),
]


if sys.platform == "linux":  # other systems allow only names that are text
    _LATIN_1_NAME = os.fsdecode("Läsion.png".encode("latin-1"))
    READABLE.append(OddFile("name that is not UTF-8", _LATIN_1_NAME, _content(png_bytes(picture())), picture()))


def _long_jpeg() -> bytes:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    return jpeg_bytes(noise)


def _zero_filled(content: bytes) -> bytes:
    """As a broken download that had reserved its space; long enough for the decoder to finish the picture."""
    return content[: len(content) // 2] + b"\0" * 20_000


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "gone" / "away.jpg")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _tiff_bytes(**options: object) -> bytes:
    content = io.BytesIO()
    Image.fromarray(picture()).save(content, "TIFF", **options)
    return content.getvalue()


def _float_tiff(value: float) -> Callable[[Path], None]:
    pixels = np.full((HEIGHT_PX, WIDTH_PX), 0.5, np.float32)
    pixels[0, 0] = value
    return _saved(Image.fromarray(pixels), "TIFF")


def _half(content: bytes) -> Callable[[Path], None]:
    return _content(content[: len(content) // 2])


def _encoded(format_name: str) -> bytes:
    content = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(content, format_name)
    return content.getvalue()


BROKEN: list[OddFile] = [
    OddFile("zero bytes", "empty.jpg", _content(b""), error="empty"),
    OddFile("not an image, with a .jpg ending", "notes.jpg", _content(b"Dear colleague, ...\n"), error="not an image"),
    OddFile("GIF with a .png ending", "anim.png", _content(b"GIF89a" + b"\0" * 50), error="GIF"),
    OddFile("DICOM with a .jpg ending", "ct.jpg", _content(b"\0" * 128 + b"DICM" + b"\0" * 50), error="DICOM"),
    OddFile("HEIC with a .jpg ending", "phone.jpg", _content(b"\0\0\0\x18ftypheic" + b"\0" * 50), error="HEIC"),
    OddFile("truncated JPEG", "half.jpg", _half(_long_jpeg()), error="damaged or incomplete"),
    OddFile("JPEG with a zero-filled end", "zeros.jpg", _content(_zero_filled(_long_jpeg())), error="incomplete"),
    OddFile("JPEG of two bytes", "stub.jpg", _content(b"\xff\xd8\xff"), error="damaged"),
    OddFile("truncated PNG", "half.png", _half(_encoded("PNG")), error="damaged"),
    OddFile("truncated TIFF", "half.tif", _half(_encoded("TIFF")), error="damaged"),
    OddFile(
        "truncated compressed TIFF",
        "lzw.tif",
        _content(_tiff_bytes(compression="tiff_lzw")[:-40]),
        error="damaged",
    ),
    OddFile("truncated BMP", "half.bmp", _half(_encoded("BMP")), error="damaged"),
    OddFile("truncated WebP", "half.webp", _half(_encoded("WEBP")), error="damaged"),
    OddFile("PNG header without pixels", "hollow.png", _content(png_header_only(60, 40)), error="damaged"),
    OddFile("decompression bomb", "bomb.png", _content(png_header_only(60_000, 60_000)), error="too large"),
    OddFile("float TIFF with a value that is no number", "nan.tif", _float_tiff(float("nan")), error="brightnesses"),
    OddFile("float TIFF with negative values", "negative.tif", _float_tiff(-1.0), error="brightnesses"),
    OddFile("folder named like an image", "folder.jpg", lambda path: path.mkdir(), error="folder"),
]
"""Each must give an ImageError (or MaskError) that contains `error`, names the file and says what to do."""

if os.name == "posix":
    BROKEN += [
        OddFile("dangling link", "dangling.jpg", _dangling, error="link points to a file that is not there"),
        OddFile("link to itself", "loop.jpg", _loop, error="leads back to itself"),
        OddFile("pipe", "pipe.jpg", lambda path: os.mkfifo(path), error="pipe or a device"),
        OddFile("device", "device.jpg", lambda path: path.symlink_to("/dev/zero"), error="pipe or a device"),
    ]


def write_all(folder: Path, *, readable: bool = True, broken: bool = True) -> list[tuple[OddFile, Path]]:
    """Fill a folder with the odd files; returns each with its path."""
    chosen = (READABLE if readable else []) + (BROKEN if broken else [])
    return [(odd, odd.make(folder)) for odd in chosen]
