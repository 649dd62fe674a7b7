"""Gets the images and masks of the ISIC 2016 challenge (part 1) from their official place, and checks that they fit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isic_desktop.core.archives import ArchiveError, unpack
from model_train.atomic import storage_error
from model_train.errors import AppError, StorageError
from model_train.messages import phrase, system_reason

if TYPE_CHECKING:
    from isic_desktop.core.download import Patience

BASE_URL = "https://isic-challenge-data.s3.amazonaws.com/2016/"
PARTS = ("Training", "Test")
_SUFFIXES = (".jpg", ".jpeg", ".png")
# Far more than the four archives hold, and far less than fills a disk unnoticed.
_MOST_BYTES = 16 << 30
_MARGIN_BYTES = 200 << 20


class DatasetError(AppError):
    """What was downloaded is not the data set."""


@dataclass(frozen=True)
class Progress:
    """How far the work is.

    Args:
        what: "sizes", "download", "unpack" or "check".
        archive: Name of the archive, "" where all are meant.
        done: Bytes or files that are done.
        total: Of how many.
    """

    what: str
    archive: str
    done: int
    total: int


@dataclass(frozen=True)
class Fetched:
    """What there is now.

    Args:
        folders: The folders of images, training images first.
        pairs: How many images have their mask.
    """

    folders: tuple[Path, ...]
    pairs: int


def archive_names() -> tuple[str, ...]:
    """Names of the four archives, without ending, images before their masks."""
    return tuple(f"ISBI2016_ISIC_Part1_{part}_{kind}" for part in PARTS for kind in ("Data", "GroundTruth"))


def fetch(
    target: Path,
    *,
    on_progress: Callable[[Progress], None],
    wanted: Callable[[], bool],
    base_url: str = BASE_URL,
    patience: Patience | None = None,
) -> Fetched:
    """Download what is not there yet, unpack it, and check every pair.

    Args:
        target: The folder that gets a folder for each archive.
        on_progress: Told how far it is.
        wanted: Whether to go on; what has come is kept for the next time.
        base_url: Where the archives lie.
        patience: How long to wait for the server.

    Raises:
        AppError: It cannot be had, there is not enough space, or images and masks do not fit; says what to do.
        DownloadStoppedError, UnpackingStoppedError: `wanted` said no.
    """
    from isic_desktop.core import download

    try:
        return _fetch(target, on_progress, wanted, base_url, patience or download.Patience())
    except OSError as error:  # a folder that vanishes, a disk that fails
        raise storage_error(error, target) from error


def _fetch(
    target: Path,
    on_progress: Callable[[Progress], None],
    wanted: Callable[[], bool],
    base_url: str,
    patience: Patience,
) -> Fetched:
    from isic_desktop.core import download

    missing = [name for name in archive_names() if not (target / name).is_dir()]
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name in archive_names():
            if name not in missing and _marker(target, name).exists():
                # Unpacked, and then the program was killed before it had cleared up.
                _clear_up(target, name)
    except OSError as error:
        raise StorageError(
            phrase("The folder cannot be made ({reason})", reason=system_reason(error)),
            path=target,
            remedy="Choose another folder.",
        ) from error
    if missing:
        with download.new_session() as session:
            on_progress(Progress("sizes", "", 0, len(missing)))
            sizes = {name: download.size_of(session, f"{base_url}{name}.zip", patience) for name in missing}
            _check_space(target, sizes)
            for name in missing:
                archive = target / f"{name}.zip"
                _marker(target, name).touch()
                _download_one(session, archive, base_url, sizes[name], on_progress, wanted, patience)
                _unpack_one(archive, target / name, on_progress, wanted)
                _clear_up(target, name)
    folders = tuple(target / f"ISBI2016_ISIC_Part1_{part}_Data" for part in PARTS)
    pairs = sum(_check_pairs(target, part, on_progress, wanted) for part in PARTS)
    return Fetched(folders, pairs)


def _download_one(
    session: object,
    archive: Path,
    base_url: str,
    size_bytes: int,
    on_progress: Callable[[Progress], None],
    wanted: Callable[[], bool],
    patience: Patience,
) -> None:
    import requests

    from isic_desktop.core import download

    assert isinstance(session, requests.Session)
    if archive.is_file() and archive.stat().st_size == size_bytes:
        return
    download.download(
        session,
        base_url + archive.name,
        archive,
        size_bytes=size_bytes,
        starts_with=b"PK\x03\x04",
        on_progress=lambda done: on_progress(Progress("download", archive.stem, done, size_bytes)),
        wanted=wanted,
        patience=patience,
    )


def _unpack_one(
    archive: Path, folder: Path, on_progress: Callable[[Progress], None], wanted: Callable[[], bool]
) -> None:
    def tell(done: int, total: int) -> None:
        on_progress(Progress("unpack", folder.name, done, total))

    try:
        unpack(archive, folder, suffixes=_SUFFIXES, most_bytes=_MOST_BYTES, on_progress=tell, wanted=wanted)
    except ArchiveError as error:
        if error.is_content:
            archive.unlink()  # going on from it would bring the same again
        raise


def _marker(target: Path, name: str) -> Path:
    """Says that an archive beside it was brought by this program, and may go again."""
    return target / f".{name}.fetching"


def _clear_up(target: Path, name: str) -> None:
    for leftover in (target / f"{name}.zip", target / f"{name}.zip.part.json", _marker(target, name)):
        leftover.unlink(missing_ok=True)


def _check_space(target: Path, sizes: dict[str, int]) -> None:
    """Refuse before anything is written if it will not fit: all unpacked, and the largest archive beside it."""
    begun = sum(
        (target / f"{name}.zip.part").stat().st_size for name in sizes if (target / f"{name}.zip.part").exists()
    )
    needed = sum(sizes.values()) + max(sizes.values()) + _MARGIN_BYTES - begun
    free = shutil.disk_usage(target).free
    if free < needed:
        raise StorageError(
            phrase(
                "{needed} GB are needed and {free} GB are free",
                needed=f"{needed / 1000000000.0:.1f}",
                free=f"{free / 1000000000.0:.1f}",
            ),
            path=target,
            remedy="Free some space or choose a folder on another disk.",
        )


def _check_pairs(target: Path, part: str, on_progress: Callable[[Progress], None], wanted: Callable[[], bool]) -> int:
    """Every image has its mask, of its own size, and no mask is left over; the number of pairs."""
    from isic_desktop.core.download import DownloadStoppedError
    from model_train.errors import ImageError
    from model_train.images import read_image_size

    images = {path.stem: path for path in (target / f"ISBI2016_ISIC_Part1_{part}_Data").iterdir()}
    masks = {
        path.stem.removesuffix("_Segmentation"): path
        for path in (target / f"ISBI2016_ISIC_Part1_{part}_GroundTruth").iterdir()
        if path.stem.endswith("_Segmentation")
    }
    name = f"ISBI2016_ISIC_Part1_{part}"
    if images.keys() != masks.keys():
        odd = sorted(images.keys() ^ masks.keys())
        raise _wrong(
            target,
            phrase(
                "{name}: {count} images or masks have no partner, the first is {first}",
                name=name,
                count=len(odd),
                first=odd[0],
            ),
        )
    for number, (stem, image) in enumerate(sorted(images.items()), start=1):
        if not wanted():
            raise DownloadStoppedError
        try:
            fits = read_image_size(image) == read_image_size(masks[stem])
        except ImageError as error:
            raise _wrong(
                target, phrase("{name}: {stem} cannot be read ({error})", name=name, stem=stem, error=error)
            ) from error
        if not fits:
            raise _wrong(
                target, phrase("{name}: the mask of {stem} has another size than its image", name=name, stem=stem)
            )
        on_progress(Progress("check", name, number, len(images)))
    return len(images)


def _wrong(target: Path, what: str) -> DatasetError:
    return DatasetError(what, path=target, remedy="Delete the folder and download it again.")
