"""Take masks in: each is matched with its image, checked, and saved where no person's work is in the way."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isic_desktop.core.annotation_names import name_key
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.handover.gathering import relative_name
from isic_desktop.core.handover.incoming import Incoming, Source
from isic_desktop.core.handover.replacing import new_run_name, place_mask
from isic_desktop.core.handover.untrusted import SourceError, shortened
from isic_desktop.core.strokes import Mask
from model_train.errors import AppError, FolderError, StorageError
from model_train.image_names import is_image_name
from model_train.images import read_image_size
from model_train.messages import phrase

_OF_THE_DRIVE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENODEV}


@dataclass(frozen=True, eq=False)
class ImportOptions:
    """How masks are taken in.

    Args:
        replace_persons: Replace masks that a person has made or touched; they are set aside.
        skip: Images that must not be touched now, with the reason.
        hand_back: Images whose mask is not saved but given in the result, to become a step that can be undone.
    """

    replace_persons: bool = False
    skip: Mapping[Path, str] = field(default_factory=dict)
    hand_back: frozenset[Path] = frozenset()


@dataclass(frozen=True, eq=False)
class Imported:
    """What became of one mask that was offered.

    Args:
        source: Where it stands.
        status: imported | replaced | kept | unchanged | failed | handed back.
        image: The image it belongs to; None if none was found.
        reason: Why it failed, or was kept; or a remark on how it was read. A sentence, or empty.
        set_aside: Folder where the mask it replaced was kept.
        mask: (H, W) bool, if it is handed back.
    """

    source: str
    status: str
    image: Path | None = None
    reason: str = ""
    set_aside: Path | None = None
    mask: Mask | None = None


class ImageIndex:
    """Finds the image that a name in a file means.

    Args:
        folder: The folder of the images.
        images: All of them.
    """

    def __init__(self, folder: Path, images: Sequence[Path]) -> None:
        self._folder = folder
        self._tables: tuple[dict[str, list[Path]], ...] = ({}, {}, {}, {})
        for image in images:
            name = relative_name(image, folder)
            for table, key in zip(self._tables, _keys(name, image.suffix), strict=True):
                table.setdefault(name_key(key), []).append(image)
        self._resolved = {_resolved(image): image for image in images}

    def find(self, incoming: Incoming) -> Path:
        """The image a mask is meant for: by its path below the folder, with ending or without, or else by its name.

        Raises:
            SourceError: There is none, there are several, or the file points to somewhere outside the folder.
        """
        if incoming.elsewhere is not None:
            image = self._resolved.get(_resolved(incoming.elsewhere))
            if image is None:
                raise SourceError(
                    phrase(
                        "{source} names an image outside the folder ('{image}')",
                        source=incoming.source,
                        image=shortened(incoming.image_name),
                    ),
                    remedy="It was refused.",
                )
            return image
        name = incoming.image_name
        wanted = [name]
        if is_image_name(name):
            wanted.append(name.rpartition(".")[0])
        for text in wanted:
            base = text.rpartition("/")[2]
            for table, key in zip(self._tables, (text, text, base, base), strict=True):
                found = table.get(name_key(key), [])
                if len(found) > 1:
                    raise SourceError(
                        phrase("{count} images are called {name}", count=len(found), name=shortened(key)),
                        remedy=phrase("Rename all but one of them, such as {first}.", first=found[0]),
                    )
                if found:
                    return found[0]
        raise SourceError(phrase("There is no image called {name} in the folder", name=shortened(name)))


def _keys(name: str, suffix: str) -> tuple[str, str, str, str]:
    stem = name.removesuffix(suffix)
    return name, stem, name.rpartition("/")[2], stem.rpartition("/")[2]


def _resolved(path: Path) -> str:
    try:
        return name_key(str(path.resolve()))
    except (OSError, RuntimeError, ValueError):
        return ""


def run_import(
    source: Source,
    folder: Path,
    images: Sequence[Path],
    store: AnnotationStore,
    options: ImportOptions,
    *,
    wanted: Callable[[], bool] = lambda: True,
) -> Iterator[Imported]:
    """Take the masks of a source in, one after the other; one that cannot be is told, the rest goes on.

    A drive that is full, read-only or gone would refuse all that follow in the same words: then the run ends.

    Args:
        source: From `incoming.open_source`, still open.
        folder: The folder of the images.
        images: The images, as `pairing.list_images` gives them.
        store: Where annotations are saved.
        options: How.
        wanted: Asked before each; when it gives False the run ends.

    Yields:
        One result for each mask.
    """
    index = ImageIndex(folder, images)
    run_name = new_run_name()
    meant: dict[Path, list[str]] = {}
    matched: list[tuple[Incoming, Path | None, str]] = []
    for incoming in source.offered:
        try:
            image: Path | None = index.find(incoming)
            problem = ""
        except AppError as error:
            image, problem = None, str(error)
        if image is not None:
            meant.setdefault(image, []).append(incoming.source)
        matched.append((incoming, image, problem))
    for incoming, image, problem in matched:
        if not wanted():
            return
        if image is None:
            yield Imported(incoming.source, "failed", reason=problem)
        elif len(meant[image]) > 1:
            others = [name for name in meant[image] if name != incoming.source] or [incoming.source]
            yield Imported(
                incoming.source, "failed", image, phrase("{other} is for the same image.", other=shortened(others[0]))
            )
        else:
            met_by_all = False
            try:
                imported = _import_one(incoming, image, store, options, run_name)
            except AppError as error:
                imported, met_by_all = Imported(incoming.source, "failed", image, str(error)), _meets_all(error, folder)
            yield imported
            if met_by_all:
                return


def _meets_all(error: AppError, folder: Path) -> bool:
    """Whether what one mask met will be met by all: it is the drive that refuses, not the file."""
    cause = error.__cause__ if isinstance(error, (StorageError, FolderError)) else None
    return (isinstance(cause, OSError) and cause.errno in _OF_THE_DRIVE) or not folder.is_dir()


def _import_one(
    incoming: Incoming, image: Path, store: AnnotationStore, options: ImportOptions, run_name: str
) -> Imported:
    if image in options.skip:
        return Imported(incoming.source, "failed", image, options.skip[image])
    try:
        mask, remark = incoming.load(read_image_size(image))
        if image in options.hand_back:
            return Imported(incoming.source, "handed back", image, remark, mask=mask)
        placed = place_mask(store, image, mask, replace_persons=options.replace_persons, run_name=run_name)
    except MemoryError:
        return Imported(incoming.source, "failed", image, "There is not enough memory for this mask.")
    reason = "A person has worked on this mask; it stays." if placed.outcome == "kept" else remark
    return Imported(incoming.source, placed.outcome, image, reason, placed.set_aside)
