"""Reads what the index holds from an image's annotation and ground truth, and finds the annotations of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from isic_desktop.core.annotation_names import ENDING
from isic_desktop.core.annotation_store import AnnotationPaths, AnnotationStore, mask_file_sha256, owner_of
from isic_desktop.core.image_index import ImageIndex, IndexRow
from isic_desktop.core.image_listing import ImageListing
from isic_desktop.core.image_table import NOTHING_KNOWN, ImageFacts, seconds_of
from isic_desktop.core.sidecar import Sidecar, read_sidecar
from model_train.errors import AppError, SidecarError
from model_train.images import read_mask
from model_train.pairing import TruthFinder
from model_train.scores import count_overlap

_STEP_S = 0.1
_ROWS_A_WRITE = 200
# Of a note that long, more does not help anybody to find the image.
_MOST_TEXT = 4000
_MOST_NAME = 200


def stamp(path: Path | str) -> str:
    """What changes whenever a file is replaced: time of change, size and number; "" if it is not there."""
    try:
        return _stamp_of(os.stat(path))  # noqa: PTH116 (strings, and thousands of them)
    except OSError:
        return ""


def _stamp_of(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns}-{status.st_size}-{status.st_ino}"


def read_at_a_glance(name: str, paths: AnnotationPaths) -> IndexRow:
    """What the sidecar alone tells; the mask is not read, so nothing is compared or counted.

    Args:
        name: The image's, relative to the folder.
        paths: Its annotation; the mask exists.
    """
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
        return replace(row, modified_s=int(changed_ns) / 1e9 if changed_ns else None)
    return replace(
        row,
        state=_state(sidecar, sidecar.mask_sha256),
        origin=sidecar.origin,
        model=sidecar.model.name[:_MOST_NAME] if sidecar.model is not None else "",
        predicted_jaccard=sidecar.predicted_jaccard,
        modified_s=seconds_of(sidecar.modified_utc),
        text="\n".join((sidecar.note, *sidecar.tags))[:_MOST_TEXT].strip(),
    )


def read_fully(name: str, paths: AnnotationPaths, truth: Path | None) -> IndexRow:
    """What sidecar, mask and ground truth tell together; what cannot be read is left open.

    Args:
        name: The image's, relative to the folder.
        paths: Its annotation; the mask exists.
        truth: Its ground truth, if there is one.
    """
    truth_stamp = stamp(truth) if truth is not None else ""
    row = replace(
        read_at_a_glance(name, paths), truth=os.fspath(truth) if truth is not None else "", truth_stamp=truth_stamp
    )
    try:
        mask_sha256 = mask_file_sha256(paths.mask)
        sidecar = _sidecar_of(paths)
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
    numbers = {number for number, _, _ in candidates}
    gone = [number for number in annotated if number not in numbers]
    for number in gone:
        del annotated[number]
    index.forget(index.names() - {listing.names[number] for number in numbers})
    found: list[tuple[int, ImageFacts]] = [(number, NOTHING_KNOWN) for number in gone]
    unread: list[tuple[int, AnnotationPaths, Path | None, int]] = []
    until = monotonic() + _STEP_S
    for place, (number, paths, stamps) in enumerate(candidates):
        mark = hash(stamps) | 1  # never 0
        if annotated.get(number) == mark:
            continue
        truth = truths.find(listing.path(number))
        row = index.get(listing.names[number])
        if row is None or stamps != (row.mask_stamp, row.sidecar_stamp) or not _same_truth(row, truth):
            unread.append((number, paths, truth, mark))
            row = read_at_a_glance(listing.names[number], paths)
            mark = 0
        found.append((number, row.facts))
        annotated[number] = mark
        if monotonic() > until:
            yield FillStep(tuple(found), place + 1 - len(unread), len(candidates), glanced=False)
            found = []
            until = monotonic() + _STEP_S
    done = len(candidates) - len(unread)
    yield FillStep(tuple(found), done, len(candidates), glanced=True)
    found, rows = [], []
    until = monotonic() + _STEP_S
    for number, paths, truth, mark in unread:
        row = read_fully(listing.names[number], paths, truth)
        rows.append(row)
        found.append((number, row.facts))
        annotated[number] = mark
        done += 1
        if monotonic() > until or len(rows) >= _ROWS_A_WRITE:
            index.put(rows)
            yield FillStep(tuple(found), done, len(candidates), glanced=True)
            found, rows = [], []
            until = monotonic() + _STEP_S
    index.put(rows)
    yield FillStep(tuple(found), done, len(candidates), glanced=True)


def describe(path: Path, name: str, store: AnnotationStore, truths: TruthFinder, index: ImageIndex) -> ImageFacts:
    """Read one image's annotation anew, because it was just saved, and note it in the index."""
    paths = store.paths(path)
    if not stamp(paths.mask):
        index.forget([name])
        return NOTHING_KNOWN
    row = read_fully(name, paths, truths.find(path))
    index.put([row])
    return row.facts


def _same_truth(row: IndexRow, truth: Path | None) -> bool:
    if truth is None:
        return not row.truth
    return row.truth == os.fspath(truth) and row.truth_stamp == stamp(truth)


def _annotated_images(
    listing: ImageListing, store: AnnotationStore
) -> list[tuple[int, AnnotationPaths, tuple[str, str]]]:
    """The images that have a mask: place in the listing, paths, and stamps of mask and sidecar."""
    found: list[tuple[int, AnnotationPaths, tuple[str, str]]] = []
    entries_in: dict[Path, dict[str, os.DirEntry[str]]] = {}
    for content, numbers in listing.folders():
        if not content.images:
            continue
        place = store.place(content.folder / content.images[0])
        if place not in entries_in:
            entries_in[place] = _annotation_entries(place)
        entries = entries_in[place]
        if not entries:
            continue
        exceptions = store.stems(content.folder)
        for number, name in zip(numbers, content.images, strict=True):
            stem = exceptions.get(name) or name.rpartition(".")[0]
            mask = entries.get(f"{stem}{ENDING}.png")
            if mask is not None:
                sidecar = entries.get(f"{stem}{ENDING}.json")
                paths = AnnotationPaths(place / f"{stem}{ENDING}.png", place / f"{stem}{ENDING}.json")
                found.append((number, paths, (_entry_stamp(mask), _entry_stamp(sidecar))))
    return found


def _annotation_entries(place: Path) -> dict[str, os.DirEntry[str]]:
    endings = (f"{ENDING}.png", f"{ENDING}.json")
    try:
        with os.scandir(place) as entries:
            return {entry.name: entry for entry in entries if entry.name.endswith(endings)}
    except OSError:
        return {}  # no annotation yet, or none that can be seen


def _entry_stamp(entry: os.DirEntry[str] | None) -> str:
    try:
        return _stamp_of(entry.stat()) if entry is not None else ""
    except OSError:
        return ""
