"""The images of an open folder and its subfolders, as names: 50,000 of them cost a few megabytes and no time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, overload

from model_train.late_numpy import np
from model_train.pairing import FolderContent, walk_folders

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from model_train.errors import FolderError


@dataclass(frozen=True, eq=False)
class ImageListing:
    """What a folder held when it was listed.

    Args:
        root: The folder that was opened.
        names: Paths of the images relative to `root`, with `/`, in natural order, files of a folder before those of
            the folders in it.
        rows: Where each of `names` stands.
        contents: What was read of each folder.
    """

    root: Path
    names: tuple[str, ...]
    rows: dict[str, int]
    contents: tuple[FolderContent, ...]

    def __len__(self) -> int:
        return len(self.names)

    def path(self, number: int) -> Path:
        """The image at this place of the listing."""
        return self.root / self.names[number]

    def number_of(self, path: Path) -> int | None:
        """Where an image stands in the listing; None if it is not in it."""
        root, text = os.fspath(self.root), os.fspath(path)
        if not text.startswith(root):
            return None
        return self.rows.get(text[len(root) :].lstrip(os.sep).replace(os.sep, "/"))

    def folders(self) -> Iterator[tuple[FolderContent, range]]:
        """Each folder with the places its images have in the listing."""
        start = 0
        for content in self.contents:
            end = start + len(content.images)
            yield content, range(start, end)
            start = end

    @property
    def still_holds(self) -> bool:
        """Whether no folder has changed since it was read."""
        return all(content.still_holds() for content in self.contents)


class PickedImages(Sequence[Path]):
    """Some images of a listing, in an order; no path is made before it is asked for, so picking 50,000 costs nothing.

    Args:
        listing: The listing.
        numbers: (N,) int, their places in it; not changed afterwards.
    """

    def __init__(self, listing: ImageListing, numbers: NDArray[np.int32]) -> None:
        self._listing = listing
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Path: ...
    @overload
    def __getitem__(self, index: slice) -> PickedImages: ...
    def __getitem__(self, index: int | slice) -> Path | PickedImages:
        """The image at a place, or a part."""
        if isinstance(index, slice):
            return PickedImages(self._listing, self._numbers[index])
        return self._listing.path(int(self._numbers[index]))


def list_folder(
    root: Path,
    previous: ImageListing | None = None,
    *,
    on_unreadable: Callable[[FolderError], None] | None = None,
) -> ImageListing:
    """List the images of a folder and its subfolders.

    Args:
        root: The folder.
        previous: An earlier listing of it; folders that have not changed since are not read again.
        on_unreadable: Called for each subfolder that cannot be read.

    Returns:
        The listing; its `names` are those of `previous` if the same images are there.

    Raises:
        FolderError: `root` is missing, not a folder or unreadable.
    """
    known = {content.folder: content for content in previous.contents} if previous is not None else {}
    contents = tuple(walk_folders(root, on_unreadable=on_unreadable, known=known))
    names: tuple[str, ...]
    if len(contents) == 1:
        names = contents[0].images
    else:
        joined: list[str] = []
        for content in contents:
            inside = content.folder.relative_to(root).as_posix()
            joined += content.images if inside == "." else [f"{inside}/{name}" for name in content.images]
        names = tuple(joined)
    if previous is not None and previous.names == names:
        return ImageListing(root, previous.names, previous.rows, contents)
    return ImageListing(root, names, {name: row for row, name in enumerate(names)}, contents)
