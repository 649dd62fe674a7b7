"""Image and mask files in, arrays out; masks in, PNG out.

An image is (H, W, 3) uint8 RGB with its EXIF orientation applied. What happens to unusual files:

* 16-bit values are scaled by the range of their type (65535 becomes 255), never clipped and never stretched.
* 32-bit integer and float files carry no range of their own: see `_scaled_to_8_bits`.
* Alpha and palette transparency are ignored: the stored colours are used, as a dermatoscope saw them.
* CMYK (JPEG in Adobe's inverted convention) becomes RGB by the plain formula (1 - C)(1 - K).
* Colour profiles (ICC) are not applied: the network was trained on pixel values as stored.
* Of an animation, or a file of many pages, the first picture is read.
* A damaged or truncated file is an error, never half an image.

The format is recognised by content, not by name. All functions may be called from several threads at once.
"""

from __future__ import annotations

import errno
import os
import stat
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from model_train.errors import AppError, ImageError, MaskError
from model_train.image_names import MAX_IMAGE_PIXELS
from model_train.mask_png import encode_mask as encode_mask
from model_train.messages import phrase, system_reason

_ORIENTATION_TAG = 0x0112
_SMALLER = "Make a smaller copy, or cut out the lesion"
_COPY_AGAIN = "Copy the file again from the camera or the archive"
_FORMATS_READ = phrase("save it as JPEG, PNG, TIFF, BMP or WebP")
_RESAVE = phrase(
    "Copy the file again from the camera or the archive, or open it in another program and {formats}",
    formats=_FORMATS_READ,
)

# Other kinds of file that come along in image folders, to say more than "not an image".
_FOREIGN_SIGNATURES = (
    (0, b"GIF8", phrase("a GIF")),
    (0, b"%PDF", phrase("a PDF document")),
    (0, b"PK\x03\x04", phrase("a ZIP archive or an office document")),
    (0, b"\x00\x00\x00\x0cjP  ", phrase("a JPEG 2000 image")),
    (4, b"ftypheic", phrase("a HEIC photo")),
    (4, b"ftypavif", phrase("an AVIF image")),
    (128, b"DICM", phrase("a DICOM file")),
)


_warnings_lock = threading.Lock()
_Value = TypeVar("_Value", bound=np.generic)


def read_image(path: Path) -> NDArray[np.uint8]:
    """Read an image file.

    Args:
        path: The file.

    Returns:
        (H, W, 3) uint8 RGB, EXIF-oriented, C-contiguous and writable.

    Raises:
        ImageError: The file is missing, unreadable, damaged, too large or not an image; it says which, and
            what to do.
    """
    with _opened(path, ImageError) as (image, orientation):
        return _oriented(_rgb(image), orientation)


def read_image_size(path: Path) -> tuple[int, int]:
    """Read only the size of an image, from the file's header.

    Args:
        path: The file.

    Returns:
        (width, height) in pixels, EXIF-oriented: the size `read_image` would give.

    Raises:
        ImageError: As `read_image`, except that damage beyond the header goes unnoticed.
    """
    with _opened(path, ImageError) as (image, orientation):
        width, height = image.size
        return (height, width) if orientation >= 5 else (width, height)


def read_reduced(path: Path, at_least_px: int) -> NDArray[np.uint8]:
    """Read an image, decoding a JPEG at a reduced scale: much faster where a small picture is enough.

    Args:
        path: The file.
        at_least_px: The short side must not become smaller than this by the reduction.

    Returns:
        (H, W, 3) uint8 RGB, EXIF-oriented, C-contiguous. For a JPEG at the smallest of the scales 1, 1/2, 1/4
        and 1/8 whose short side is at least `at_least_px`; for other formats, and smaller images, at full size.

    Raises:
        ImageError: As `read_image`.
    """
    return read_reduced_and_size(path, at_least_px)[0]


def read_reduced_and_size(path: Path, at_least_px: int) -> tuple[NDArray[np.uint8], tuple[int, int]]:
    """As `read_reduced`, with the oriented (width, height) of the image itself."""
    side = max(1, at_least_px)
    with _opened(path, ImageError) as (image, orientation):
        width, height = image.size
        image.draft(None, (side, side))
        return _oriented(_rgb(image), orientation), (height, width) if orientation >= 5 else (width, height)


@dataclass(frozen=True, eq=False)
class StoredMask:
    """A mask as it was found in a file.

    Attributes:
        mask: (H, W) bool, C-contiguous: the pixels whose stored value is above 128.
        coded_01: The file's largest value is 1: most likely meant as 0/1, but by the rule above it is empty.
        values_other: Values other than 0 and 255 (or 0 and 1) occur, as after a lossy format or a resize.
    """

    mask: NDArray[np.bool_]
    coded_01: bool
    values_other: bool
    _ones: NDArray[np.bool_] | None = field(default=None, repr=False)

    def rescaled(self) -> NDArray[np.bool_]:
        """The mask with a 0/1 coding read as 0/255, (H, W) bool; the mask itself if it is not coded 0/1."""
        return self.mask if self._ones is None else self._ones


def read_mask(path: Path) -> StoredMask:
    """Read a mask file: foreground is what is stored brighter than 128 of 255, as the ISIC challenges score it.

    Colour masks are judged by their brightness, alpha is ignored, EXIF orientation applied. Integers of more than
    8 bits that stay within 0..255 are taken as they are, others are scaled by the range of their type.

    Args:
        path: The file.

    Returns:
        The mask and what was unusual about its coding.

    Raises:
        MaskError: The file is missing, unreadable, damaged, too large or not an image.
    """
    with _opened(path, MaskError) as (image, orientation):
        gray = _oriented(_gray(image), orientation)
    largest = int(gray.max())
    if largest == 1:
        return StoredMask(gray > 128, coded_01=True, values_other=False, _ones=gray == 1)
    pure = np.count_nonzero(gray == 0) + np.count_nonzero(gray == 255) == gray.size
    return StoredMask(gray > 128, coded_01=False, values_other=not pure)


@contextmanager
def _opened(path: Path, error_type: type[AppError]) -> Iterator[tuple[ImageFile.ImageFile, int]]:
    """Open an image file, check its size, and find the EXIF orientation still to be applied.

    Every failure, also of the block, becomes an `error_type`.
    """

    def failure(what: str, remedy: str) -> AppError:
        return error_type(what, path=path, remedy=remedy)

    try:
        _check_ordinary_file(path)
        with path.open("rb") as file:
            with _without_warnings():
                image = _recognised(file)
                orientation = _orientation(image)
            _check_size(image)
            if isinstance(image, JpegImageFile):
                _check_end(file)
            yield image, orientation
    except AppError as error:
        if error.path is not None:
            raise
        raise failure(error.what, error.remedy) from error
    except MemoryError as error:
        what = "There is not enough memory for this image"
        raise failure(what, phrase("Close programs, or make a smaller copy")) from error
    except Image.DecompressionBombError as error:
        raise failure(phrase("The image is too large ({error})", error=error), _SMALLER) from error
    except OSError as error:
        if error.errno is None:
            # Pillow's decoders report damage as an OSError without a number.
            raise failure(phrase("The file is damaged or incomplete ({error})", error=error), _COPY_AGAIN) from error
        raise failure(*_explained(error, path)) from error
    except Exception as error:
        # On hostile bytes the decoders raise whatever they meet: struct.error, KeyError, SyntaxError …
        raise failure(
            phrase("The file is damaged or of an unusual kind ({reason})", reason=_reason(error)), _RESAVE
        ) from error


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Silence what Pillow has to say about broken metadata, which changes nothing about the pixels.

    Where warnings are errors (`python -W error`) such a file could otherwise not be read. The filters of warnings
    belong to the whole process, so one thread at a time does this, and only while it reads a header or a TIFF.
    """
    with _warnings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _check_ordinary_file(path: Path) -> None:
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        raise ImageError("This is a folder, although its name ends like an image", remedy="Open the folder itself")
    if not stat.S_ISREG(kind):
        # Opening a pipe or a device could wait for ever.
        raise ImageError("This is a pipe or a device, not an image file", remedy="Remove it from the folder")


def _check_size(image: ImageFile.ImageFile) -> None:
    width, height = image.size
    limit = MAX_IMAGE_PIXELS
    if isinstance(image, TiffImageFile) and Image.MAX_IMAGE_PIXELS is not None:
        limit = min(limit, 2 * Image.MAX_IMAGE_PIXELS)  # beyond twice its limit Pillow refuses to decode
    if width * height > limit:
        raise ImageError(
            phrase(
                "The image is too large ({width} × {height} pixels; at most {limit} are read)",
                width=width,
                height=height,
                limit=f"{limit:,}",
            ),
            remedy=_SMALLER,
        )


def _check_end(file: BinaryIO) -> None:
    if _ends_in_zeros_without_end(file):
        raise ImageError("The file is incomplete: its end is filled with zeros", remedy=_COPY_AGAIN)


def _recognised(file: BinaryIO) -> ImageFile.ImageFile:
    """Open the file with the decoder its first bytes ask for.

    The decoders are called directly, not through `Image.open`: that guesses among dozens of formats, takes its
    pixel limit from process-wide state, and imports decoders on first use, in whichever thread.
    """
    head = file.read(132)
    file.seek(0)
    if not head:
        raise ImageError("The file is empty (0 bytes)", remedy=_COPY_AGAIN)
    if head.startswith(b"\xff\xd8\xff"):
        return JpegImageFile(file)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImageFile(file)
    if head[:4] in {b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"}:
        return TiffImageFile(file)
    if head.startswith(b"BM"):
        return BmpImageFile(file)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WebPImageFile(file)
    for offset, signature, name in _FOREIGN_SIGNATURES:
        if head[offset:].startswith(signature):
            what = phrase("This is {name}, although its name says otherwise", name=name)
            raise ImageError(what, remedy=phrase("To use it, {formats}", formats=_FORMATS_READ))
    raise ImageError("This is not an image, although its name says so", remedy="Remove it, or copy the file again")


def _explained(error: OSError, path: Path) -> tuple[str, str]:
    """What happened and what to do, for an error of the operating system."""
    if error.errno == errno.ENOENT:
        if path.is_symlink():
            return "The link points to a file that is not there", "Restore that file, or remove the link"
        return "The file is not there any more", "Reconnect the drive, or open the folder again"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "You may not read this file", "Change its permissions, or ask the person who owns it"
    if error.errno == errno.ELOOP:
        return "The link leads back to itself", "Remove the link"
    if error.errno == errno.ENAMETOOLONG:
        return "The name is too long for this drive", "Shorten the file name"
    return phrase(
        "The file cannot be read ({reason})", reason=system_reason(error)
    ), "Check the drive, then open the folder again"


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def _ends_in_zeros_without_end(file: BinaryIO) -> bool:
    """Whether a JPEG's end is missing and padded with zeros, as after a broken copy or download.

    The decoder takes zeros for pixels and would give a half-gray image without complaint. In compressed JPEG data
    the two markers cannot occur by chance, so the last scan must be followed by an end.
    """
    position = file.tell()
    try:
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - 512))
        if any(file.read()):
            return False
        file.seek(0)
        content = file.read()
        return content.rfind(b"\xff\xd9") < content.rfind(b"\xff\xda")
    finally:
        file.seek(position)


def _orientation(image: ImageFile.ImageFile) -> int:
    """The EXIF orientation still to be applied, 1..8; 1 where it is absent or unreadable."""
    if isinstance(image, TiffImageFile):
        return 1  # Pillow applies the orientation of a TIFF itself, to the size as well as to the pixels.
    if isinstance(image, PngImageFile) and "exif" not in image.info and "Raw profile type exif" not in image.info:
        return 1  # Looking further would decode the pixels; PNG wants eXIf before them.
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # noqa: BLE001 (a broken EXIF block is no reason to refuse the pixels)
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _oriented(pixels: NDArray[_Value], orientation: int) -> NDArray[_Value]:
    """Turn pixels as EXIF orientation 1..8 asks; C-contiguous."""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in {3, 4, 7, 8}:
        pixels = pixels[::-1]
    if orientation in {2, 3, 6, 7}:
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(pixels)


def _decode(image: ImageFile.ImageFile) -> None:
    if isinstance(image, TiffImageFile):
        with _without_warnings():  # about large images, and EXIF blocks it reads only now
            image.load()
    else:
        image.load()


def _rgb(image: ImageFile.ImageFile) -> NDArray[np.uint8]:
    """Decode to (H, W, 3) uint8, not yet oriented."""
    wide = _wide_values(image)
    if wide is not None:
        return np.repeat(_scaled_to_8_bits(wide)[:, :, np.newaxis], 3, axis=2)
    plain = _eight_bit(image)
    return np.array(plain if plain.mode == "RGB" else plain.convert("RGB"))


def _gray(image: ImageFile.ImageFile) -> NDArray[np.uint8]:
    """Decode a mask to (H, W) uint8, not yet oriented; small integers are kept as they are."""
    wide = _wide_values(image)
    if wide is None:
        return np.array(_eight_bit(image).convert("L"))
    if np.issubdtype(wide.dtype, np.integer) and wide.min() >= 0 and wide.max() <= 255:
        return wide.astype(np.uint8)
    return _scaled_to_8_bits(wide)


def _wide_values(image: ImageFile.ImageFile) -> NDArray[np.generic] | None:
    """The values of an image with more than 8 bits per pixel, (H, W); None for all others."""
    _decode(image)
    if image.mode == "I" or image.mode == "F" or image.mode.startswith("I;16"):
        return np.array(image)
    return None


def _eight_bit(image: ImageFile.ImageFile) -> Image.Image:
    """The image without transparency and in a mode that converts to RGB and L."""
    _decode(image)
    # Pillow would look for the transparent colour in the converted image, and warns about some palettes.
    image.info.pop("transparency", None)
    if image.mode in {"RGBa", "La"}:
        return image.convert(image.mode.upper())
    if image.mode == "PA":
        return image.convert("RGBA").convert("RGB")
    return image


def _scaled_to_8_bits(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Scale gray values to 8 bits by the range of their type.

    Args:
        values: (H, W). uint16 has a range of its own. For int32 and float32 files, which have none, the range
            is the smallest of 0..1 (floats only), 0..255 (floats only) and 0..65535 that holds all values.

    Returns:
        (H, W) uint8.

    Raises:
        ImageError: Values are negative, not numbers, or beyond 65535; without path, which the caller adds.
    """
    if values.dtype == np.uint16 or values.dtype == np.dtype(">u2"):
        return ((values.astype(np.uint32) * 255 + 32767) // 65535).astype(np.uint8)
    number = values.astype(np.float64)
    low, high = float(number.min()), float(number.max())
    if not (low >= 0 and high <= 65535):  # also true for NaN
        raise ImageError(
            phrase("The values of this image ({low} to {high}) are not brightnesses", low=f"{low:g}", high=f"{high:g}"),
            remedy="Save it with 8 or 16 bits per channel",
        )
    is_float = np.issubdtype(values.dtype, np.floating)
    top = 1.0 if is_float and high <= 1 else 255.0 if is_float and high <= 255 else 65535.0
    return np.rint(number * (255.0 / top)).astype(np.uint8)
