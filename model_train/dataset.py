"""Pairs of image and ground truth, decoded once, kept as uint8 squares in memory or in a memory-mapped file."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from model_train.cells import as_it_was
from model_train.errors import MaskError, PairingError, UsageError
from model_train.images import read_image_size, read_mask, read_reduced
from model_train.mapped_file import map_new_file
from model_train.messages import joined, phrase
from model_train.network_input import shrink
from model_train.pairs_file import read_pairs_file
from model_train.perceptual_hash import perceptual_hash
from model_train.strict_json import open_table

DEFAULT_BUDGET_BYTES = 2 * 2**30
"""Beyond this a cache lies in memory-mapped files, and the operating system keeps in memory what is in use."""


@dataclass(frozen=True)
class Pair:
    """An image file and its ground truth.

    Attributes:
        id: The image's name without suffix.
        aspect: Width over height of the scene, where it is known to differ from that of the stored pixels.
    """

    id: str
    image: Path
    mask: Path
    aspect: float | None = None


class DecodedPairs:
    """Images and ground truths as squares of one size.

    Attributes:
        images: (N, S, S, 3) uint8 RGB.
        masks: (N, S, S) uint8, 0 or 1.
        aspects: (N,) float32, width over height of each scene before it was squashed.
        hashes: Perceptual hash of each image.

    Args:
        pairs: What to decode.
        size_px: Side of the squares.
        budget_bytes: Squares that need more memory than this lie in files.
        folder: Where the files are to lie; None for the system's place for temporary files.
        on_progress: Told how many are decoded; what it raises ends the decoding.

    Raises:
        AppError: A pair cannot be decoded, or there is no room for the files.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        size_px: int,
        *,
        budget_bytes: int = DEFAULT_BUDGET_BYTES,
        folder: Path | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> None:
        self.pairs = list(pairs)
        self.size_px = size_px
        count = len(self.pairs)
        self.on_disk = count * size_px * size_px * 4 > budget_bytes
        self._folder = folder
        self._files: list[Path] = []
        self.aspects = np.ones(count, dtype=np.float32)
        self.hashes = [""] * count
        try:
            self.images: npt.NDArray[np.uint8] = self._allocate((count, size_px, size_px, 3))
            self.masks: npt.NDArray[np.uint8] = self._allocate((count, size_px, size_px))
            # Decoding releases the interpreter's lock, so threads are enough.
            with ThreadPoolExecutor(max_workers=4) as pool:
                try:
                    for done, _nothing in enumerate(pool.map(self._decode, range(count)), start=1):
                        if on_progress is not None:
                            on_progress(done)
                except BaseException:
                    pool.shutdown(cancel_futures=True)  # whoever wants to leave need not wait for the others
                    raise
        except BaseException:
            self.close()
            raise

    def __len__(self) -> int:
        return len(self.pairs)

    def subset(self, sides: Mapping[str, str], side: str) -> DecodedPairs:
        """Give the pairs whose id is on a side; the squares are not copied."""
        return PairsSubset(self, [number for number, pair in enumerate(self.pairs) if sides[pair.id] == side])

    def close(self) -> None:
        """Remove the files, if there are any; the arrays must not be used afterwards."""
        for path in self._files:
            # On Windows a file that is still mapped cannot be removed; the next --resume gets it.
            with suppress(OSError):
                path.unlink()

    def _allocate(self, shape: tuple[int, ...]) -> npt.NDArray[np.uint8]:
        if not self.on_disk:
            return np.empty(shape, dtype=np.uint8)
        array, file = map_new_file(self._folder, shape)
        self._files += [] if file is None else [file]
        return array

    def _decode(self, number: int) -> None:
        pair = self.pairs[number]
        width, height = read_image_size(pair.image)
        mask = read_pair_mask(pair, (width, height))
        image = shrink(read_reduced(pair.image, self.size_px), self.size_px)
        self.images[number] = image
        self.masks[number] = shrink_mask(mask, self.size_px)
        self.aspects[number] = pair.aspect if pair.aspect is not None else width / height
        self.hashes[number] = perceptual_hash(image)


class _Rows:
    """Some rows of an array, picked when asked for; stands in for the array where only rows are read."""

    def __init__(self, array: npt.NDArray[np.uint8], rows: npt.NDArray[np.intp]) -> None:
        self._array = array
        self._rows = rows

    def __getitem__(self, key: Any) -> npt.NDArray[np.uint8]:
        picked: npt.NDArray[np.uint8] = self._array[self._rows[key]]
        return picked


class PairsSubset(DecodedPairs):
    """Some of the pairs of a cache, without a copy."""

    def __init__(self, whole: DecodedPairs, numbers: Sequence[int]) -> None:
        rows = np.array(numbers, dtype=np.intp)
        self.pairs = [whole.pairs[number] for number in numbers]
        self.size_px = whole.size_px
        self.images = cast("npt.NDArray[np.uint8]", _Rows(whole.images, rows))
        self.masks = cast("npt.NDArray[np.uint8]", _Rows(whole.masks, rows))
        self.aspects = whole.aspects[rows]
        self.hashes = [whole.hashes[number] for number in numbers]
        self.on_disk, self._folder, self._files = whole.on_disk, whole._folder, []


def read_pair_mask(pair: Pair, image_size_wh: tuple[int, int]) -> npt.NDArray[np.bool_]:
    """Read a pair's ground truth, (H, W) bool; a mask coded 0/1 is read as what it means.

    Raises:
        MaskError: It cannot be read, or its size is not the image's.
    """
    stored = read_mask(pair.mask)
    mask = stored.rescaled() if stored.coded_01 else stored.mask
    if (mask.shape[1], mask.shape[0]) != image_size_wh:
        what = phrase(
            "The mask is {width}×{height} and its image {image_width}×{image_height}",
            width=mask.shape[1],
            height=mask.shape[0],
            image_width=image_size_wh[0],
            image_height=image_size_wh[1],
        )
        raise MaskError(what, path=pair.mask, remedy="Give the image its own mask, or take the pair out.")
    return mask


def shrink_mask(mask: npt.NDArray[np.bool_], side_px: int) -> npt.NDArray[np.uint8]:
    """Squash a mask to a square: a pixel is set where at least half of it was covered; (S, S) uint8, 0 or 1."""
    grey = mask.astype(np.uint8) * 255
    smaller = (min(mask.shape[1], side_px), min(mask.shape[0], side_px))
    if smaller != (mask.shape[1], mask.shape[0]):
        grey = cv2.resize(grey, smaller, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    if smaller != (side_px, side_px):
        grey = cv2.resize(grey, (side_px, side_px), interpolation=cv2.INTER_LINEAR)  # type: ignore[assignment]
    return (grey >= 128).astype(np.uint8)


def read_csv_by_id(path: Path, *columns: str) -> dict[str, tuple[str, ...]]:
    """Read the `columns` of a CSV with a column `id`, by id.

    Raises:
        UsageError: The file cannot be read, or a column is missing.
    """
    try:
        reader = csv.DictReader(open_table(path))
        missing = {"id", *columns} - set(reader.fieldnames or ())
        if missing:
            what = phrase("The table has no column {column}", column=repr(sorted(missing)[0]))
            raise UsageError(what, path=path, remedy=phrase("It needs id, {columns}.", columns=", ".join(columns)))
        # A line that ends early has None in its last columns.
        return {as_it_was(row["id"] or ""): tuple(row[column] or "" for column in columns) for row in reader}
    except (OSError, ValueError, csv.Error) as error:
        raise UsageError("The table cannot be read", path=path, remedy="Give a CSV file in UTF-8.") from error


def collect_pairs(
    image_folders: Sequence[Path], mask_folders: Sequence[Path], aspects: dict[str, float] | None = None
) -> list[Pair]:
    """Pair the images of each folder with the masks of the mask folder in the same position.

    Raises:
        UsageError: Not as many mask folders as image folders.
        PairingError: An image without mask, a mask without image, an id that occurs twice or is no text, or no pair.
    """
    from model_train.pairing import find_pairs

    if len(image_folders) != len(mask_folders):
        raise UsageError("--images and --masks must be given equally often")
    pairs: dict[str, Pair] = {}
    for images, masks in zip(image_folders, mask_folders, strict=True):
        found = find_pairs(images, masks)
        for orphans, what in (
            (found.images_without_mask, phrase("An image has no mask")),
            (found.masks_without_image, phrase("A mask has no image")),
        ):
            if orphans:
                more = phrase(" (and {count} more)", count=len(orphans) - 1) if len(orphans) > 1 else ""
                remedy = "Add what is missing, or take the file out; `analyse` lists all."
                raise PairingError(joined([what, more], ""), path=orphans[0], remedy=remedy)
        for image, mask in found.pairs:
            if not _is_text(image.stem):
                raise PairingError(
                    "A part of this image's name is no text, so no table can hold it",
                    path=image,
                    remedy="Rename the image, and its mask with it.",
                )
            if image.stem in pairs:
                remedy = "Give each image a name of its own."
                raise PairingError(phrase("Two images are called {name}", name=image.stem), path=image, remedy=remedy)
            pairs[image.stem] = Pair(image.stem, image, mask, (aspects or {}).get(image.stem))
    if not pairs:
        remedy = "Check --images and --masks: masks are called like their image, with _Segmentation.png."
        raise PairingError("No image with a mask was found", path=image_folders[0], remedy=remedy)
    return list(pairs.values())


def _is_text(name: str) -> bool:
    """Whether a file's name, which on most systems is any bytes, is text in the system's encoding."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read_pairs(path: Path, aspects: dict[str, float] | None = None) -> list[Pair]:
    """Read a list of pairs; raises UsageError or PairingError as `read_pairs_file`."""
    return [Pair(one.id, one.image, one.mask, (aspects or {}).get(one.id)) for one in read_pairs_file(path)]


def read_aspects(path: Path) -> dict[str, float]:
    """Read true widths and heights of squashed images: a CSV with id, native_width, native_height; empty ones skip."""
    aspects: dict[str, Any] = {}
    for name, (width, height) in read_csv_by_id(path, "native_width", "native_height").items():
        if width and height:
            try:
                sides = float(width), float(height)
            except ValueError:
                sides = (0.0, 0.0)
            if not all(0.0 < side < math.inf for side in sides):
                what = phrase("The size of {name} is not two positive numbers", name=name)
                raise UsageError(what, path=path, remedy="Correct that line, or leave both of its cells empty.")
            aspects[name] = sides[0] / sides[1]
    return aspects
