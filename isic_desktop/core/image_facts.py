"""Reads what the index holds from an image's annotation and ground truth, and finds the annotations of a folder."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from isic_desktop.core.annotation_names import ENDING
from isic_desktop.core.annotation_store import AnnotationPaths, AnnotationStore, mask_file_sha256, owner_of
from isic_desktop.core.image_index import ImageIndex, IndexRow
from isic_desktop.core.image_table import NOTHING_KNOWN, ImageFacts, seconds_of
from isic_desktop.core.sidecar import Sidecar, read_sidecar
from model_train.errors import AppError, SidecarError
from model_train.images import read_mask
from model_train.scores import count_overlap

if TYPE_CHECKING:
    from isic_desktop.core.image_listing import ImageListing
    from model_train.pairing import TruthFinder

_STEP_S = 0.1
_ROWS_A_WRITE = 200
# Of a note that long, more does not help anybody to find the image.
_MOST_TEXT = 4000
_MOST_NAME = 200


def stamp(path: Path | str) -> str:
    """What changes whenever a file is replaced: time of change, size and number; "" if it is not there."""
    try:
        status = os.stat(path)  # noqa: PTH116 (strings, and thousands of them)
    except OSError:
        return ""
    return f"{status.st_mtime_ns}-{status.st_size}-{status.st_ino}"


def read_at_a_glance(name: str, paths: AnnotationPaths) -> IndexRow:
    """What the sidecar alone tells; the mask is not read, so nothing is compared or counted.

    Args:
        name: The image's, relative to the folder.
        paths: Its annotation; the mask exists.
    """
    return _glance(name, paths)[0]


def _glance(name: str, paths: AnnotationPaths) -> tuple[IndexRow, Sidecar | None]:
    # Stamps before contents: a file that is replaced in between is read again the next time.
    row = IndexRow(
        name=name,
        mask_stamp=stamp(paths.mask),
        sidecar_stamp=stamp(paths.sidecar),
        truth="",
        truth_stamp="",
        state="corrected",
        origin="imported",
        model="",
        predicted_jaccard=None,
        jaccard=None,
        dice=None,
        lesion_px=None,
        image_px=None,
        modified_s=None,
        text="",
    )
    sidecar = _sidecar_of(paths)
    if sidecar is None:
        changed_ns = row.mask_stamp.partition("-")[0]
        return replace(row, modified_s=int(changed_ns) / 1e9 if changed_ns else None), None
    row = replace(
        row,
        state=_state(sidecar, sidecar.mask_sha256),
        origin=sidecar.origin,
        model=sidecar.model.name[:_MOST_NAME] if sidecar.model is not None else "",
        predicted_jaccard=sidecar.predicted_jaccard,
        modified_s=seconds_of(sidecar.modified_utc),
        text="\n".join((sidecar.note, *sidecar.tags))[:_MOST_TEXT].strip(),
    )
    return row, sidecar


def read_fully(name: str, paths: AnnotationPaths, truth: Path | None) -> IndexRow:
    """What sidecar, mask and ground truth tell together; what cannot be read is left open.

    Args:
        name: The image's, relative to the folder.
        paths: Its annotation; the mask exists.
        truth: Its ground truth, if there is one.
    """
    truth_stamp = stamp(truth) if truth is not None else ""
    row, sidecar = _glance(name, paths)
    row = replace(row, truth=os.fspath(truth) if truth is not None else "", truth_stamp=truth_stamp)
    try:
        mask_sha256 = mask_file_sha256(paths.mask)
        if sidecar is not None and mask_sha256 is not None:
            row = replace(row, state=_state(sidecar, mask_sha256))
        stored = read_mask(paths.mask)
    except AppError:
        return row
    row = replace(row, lesion_px=int(stored.mask.sum()), image_px=stored.mask.size)
    if truth is None:
        return row
    try:
        expected = read_mask(truth)
        if expected.coded_01:
            return row  # it would read as empty; whoever opens the image is asked
        overlap = count_overlap(stored.mask, expected.mask)
    except AppError:
        return row
    return replace(row, jaccard=overlap.jaccard, dice=overlap.dice)


def _sidecar_of(paths: AnnotationPaths) -> Sidecar | None:
    try:
        return read_sidecar(paths.sidecar)
    except SidecarError:
        return None


def _state(sidecar: Sidecar, mask_sha256: str) -> str:
    """The state in which the image would open: a mask that is not the machine's counts as worked on."""
    if owner_of(sidecar, mask_sha256) == "machine":
        return "predicted"
    changed = sidecar.mask_sha256 != mask_sha256
    return "corrected" if changed or sidecar.state in ("new", "predicted") else sidecar.state


@dataclass(frozen=True)
class FillStep:
    """A piece of the filling.

    Args:
        found: What is known now: places in the listing, and facts.
        done: Annotations that have been read or found in the index.
        total: Annotations there are.
        glanced: Whether each state is known by now, be it without scores.
    """

    found: tuple[tuple[int, ImageFacts], ...]
    done: int
    total: int
    glanced: bool


def fill(
    listing: ImageListing, store: AnnotationStore, truths: TruthFinder, index: ImageIndex, annotated: dict[int, int]
) -> Iterator[FillStep]:
    """Bring an index up to date, in steps of about a tenth of a second.

    States come first, from the index or the sidecars, and then scores and sizes, for which masks are read.

    Args:
        listing: The images.
        store: Where annotations lie.
        truths: Finds ground truth.
        index: Read and written; afterwards it holds exactly what the files say.
        annotated: For each image known to have an annotation its place, with the stamps under which it was read as a
            number, 0 to have it looked at again; kept up to date. What has not changed is passed over.

    Yields:
        What became known.
    """
    candidates = _annotated_images(listing, store)
    total = sum(len(folder.numbers) for folder in candidates)
    has_mask = np.zeros(len(listing), np.bool_)
    for folder in candidates:
        has_mask[folder.numbers] = True
    gone = [number for number in annotated if not has_mask[number]]
    for number in gone:
        del annotated[number]
    index.keep_only(lambda name: (number := listing.rows.get(name)) is not None and bool(has_mask[number]))
    found: list[tuple[int, ImageFacts]] = [(number, NOTHING_KNOWN) for number in gone]
    unread: list[tuple[_Annotated, array[int]]] = []
    seen = unread_count = 0
    until = monotonic() + _STEP_S
    for folder in candidates:
        later = array("l")
        unread.append((folder, later))
        for number in folder.numbers:
            seen += 1
            stamps = folder.stamps(number)
            mark = _mark(*stamps)
            if annotated.get(number) == mark:
                continue
            name = listing.names[number]
            row = index.get(name)
            if (
                row is None
                or stamps != (row.mask_stamp, row.sidecar_stamp)
                or not _same_truth(row, truths, listing.path(number))
            ):
                later.append(number)
                unread_count += 1
                row = read_at_a_glance(name, folder.paths(number))
                mark = 0
            found.append((number, row.facts))
            annotated[number] = mark
            if monotonic() > until:
                yield FillStep(tuple(found), seen - unread_count, total, glanced=False)
                found = []
                until = monotonic() + _STEP_S
    done = total - unread_count
    yield FillStep(tuple(found), done, total, glanced=True)
    found, rows = [], []
    until = monotonic() + _STEP_S
    for folder, later in unread:
        for number in later:
            row = read_fully(listing.names[number], folder.paths(number), truths.find(listing.path(number)))
            rows.append(row)
            found.append((number, row.facts))
            annotated[number] = _mark(row.mask_stamp, row.sidecar_stamp)
            done += 1
            if monotonic() > until or len(rows) >= _ROWS_A_WRITE:
                index.put(rows)
                yield FillStep(tuple(found), done, total, glanced=True)
                found, rows = [], []
                until = monotonic() + _STEP_S
    index.put(rows)
    yield FillStep(tuple(found), done, total, glanced=True)


def _mark(mask_stamp: str, sidecar_stamp: str) -> int:
    return hash((mask_stamp, sidecar_stamp)) | 1  # never 0


def describe(path: Path, name: str, store: AnnotationStore, truths: TruthFinder, index: ImageIndex) -> ImageFacts:
    """Read one image's annotation anew, because it was just saved, and note it in the index."""
    paths = store.paths(path)
    if not stamp(paths.mask):
        index.forget([name])
        return NOTHING_KNOWN
    row = read_fully(name, paths, truths.find(path))
    index.put([row])
    return row.facts


def _same_truth(row: IndexRow, truths: TruthFinder, image: Path) -> bool:
    truth = truths.find(image)
    if truth is None:
        return not row.truth
    return row.truth == os.fspath(truth) and row.truth_stamp == stamp(truth)


@dataclass(frozen=True, eq=False)
class _Annotated:
    """The images of one folder that have a mask. There may be 50,000: nothing is made for one until it is its turn."""

    images: tuple[str, ...]
    first: int
    place: Path
    exceptions: Mapping[str, str]
    numbers: array[int]

    def stem(self, number: int) -> str:
        name = self.images[number - self.first]
        return self.exceptions.get(name) or name.rpartition(".")[0]

    def paths(self, number: int) -> AnnotationPaths:
        stem = self.stem(number)
        return AnnotationPaths(self.place / f"{stem}{ENDING}.png", self.place / f"{stem}{ENDING}.json")

    def stamps(self, number: int) -> tuple[str, str]:
        """Of mask and sidecar."""
        base = f"{self.place}{os.sep}{self.stem(number)}{ENDING}"
        return stamp(f"{base}.png"), stamp(f"{base}.json")


def _annotated_images(listing: ImageListing, store: AnnotationStore) -> list[_Annotated]:
    found: list[_Annotated] = []
    masks_in: dict[Path, frozenset[str]] = {}
    for content, numbers in listing.folders():
        if not content.images:
            continue
        place = store.place(content.folder / content.images[0])
        if place not in masks_in:
            masks_in[place] = _names_of_masks(place)
        if masks := masks_in[place]:
            own = array("l")
            folder = _Annotated(content.images, numbers.start, place, store.stems(content.folder), own)
            own.extend(number for number in numbers if f"{folder.stem(number)}{ENDING}.png" in masks)
            found.append(folder)
    return found


def _names_of_masks(place: Path) -> frozenset[str]:
    try:
        names = os.listdir(place)  # noqa: PTH208 (names are wanted, and there may be 100,000)
    except OSError:
        return frozenset()  # no annotation yet, or none that can be seen
    return frozenset(name for name in names if name.endswith(f"{ENDING}.png"))
