"""What a run of `segment` is going to do, and everything that can be refused before it begins."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from isic_desktop.core.annotation_names import ENDING, find_collisions
from isic_desktop.core.annotation_store import AnnotationPaths, annotation_paths
from model_train.errors import FolderError, UsageError
from model_train.image_names import is_image_name
from model_train.messages import phrase, system_reason
from model_train.pairing import list_images

REPORT_NAME = "report.csv"
JSON_REPORT_NAME = "report.json"
REPORT_BEGINS = "file,id,status"
_MOST_REPORT_BYTES = 4096
STATE_FOLDER = ".isic-desktop"


@dataclass(frozen=True)
class SegmentPlan:
    """The images of a run, each once, and the folder their masks go to.

    Args:
        images: In the order given, those of a folder in natural order; no two share a mask.
        out: The folder of masks and resume state; it exists and can be written to.
        paths_of: Where mask and sidecar of an image go, if not simply to `out`; called from several threads.
    """

    images: tuple[Path, ...]
    out: Path
    paths_of: Callable[[Path], AnnotationPaths] | None = None

    def paths(self, image: Path) -> AnnotationPaths:
        """Where mask and sidecar of an image go."""
        return annotation_paths(self.out, image.stem) if self.paths_of is None else self.paths_of(image)

    def key(self, image: Path) -> str:
        """By which the resume state knows an image."""
        return image.stem if self.paths_of is None else str(image)

    def places(self) -> tuple[Path, ...]:
        """The folders masks go to."""
        if self.paths_of is None:
            return (self.out,)
        # One image of each folder tells.
        firsts = {image.parent: image for image in reversed(self.images)}
        return tuple(dict.fromkeys(self.paths_of(image).mask.parent for image in firsts.values()))


def plan_segmentation(inputs: Sequence[Path], out: Path, *, recursive: bool = False) -> SegmentPlan:
    """Collect the images of a run and make its folder.

    Args:
        inputs: Image files and folders. A missing file whose name ends like an image's stays in the plan, and
            becomes a failure of its own.
        out: Where masks, sidecars and the report go; made if need be.
        recursive: Look into folders inside folders.

    Returns:
        The plan; nothing has been written except the folder itself.

    Raises:
        UsageError: Two masks would have one name, there is nothing to do, or `out` holds another `report.csv`.
        FolderError: An input or `out` is missing, unreadable, not a folder or not writable.
    """
    images = _without_repeats(_collect(inputs, recursive))
    if not images:
        folders = ", ".join(str(folder) for folder in inputs)
        raise UsageError(
            phrase("There is no image in {folders}", folders=folders),
            remedy="JPEG, PNG, TIFF, BMP and WebP files are read; use --recursive to look into inner folders.",
        )
    _refuse_collisions(images)
    _prepare_folder(out)
    return SegmentPlan(tuple(images), out)


def _collect(inputs: Iterable[Path], recursive: bool) -> Iterable[Path]:
    for given in inputs:
        if given.is_dir():
            yield from list_images(given, recursive)
        elif given.is_file() or given.is_symlink() or is_image_name(given.name):
            yield given
        else:
            raise FolderError("There is no such file or folder", path=given, remedy="Check the spelling.")


def _without_repeats(images: Iterable[Path]) -> list[Path]:
    """Each file once, under the name it was given first."""
    once: dict[str, Path] = {}
    for image in images:
        once.setdefault(os.path.abspath(image), image)  # noqa: PTH100 (takes out "..", but follows no links)
    return list(once.values())


def _refuse_collisions(images: Sequence[Path]) -> None:
    collisions = find_collisions(images)
    if not collisions:
        return
    first, later = collisions[0]
    more = phrase(" (and {count} more such pairs)", count=len(collisions) - 1) if len(collisions) > 1 else ""
    raise UsageError(
        phrase(
            "{first} and {later} would both become {stem}{ending}.png{more}",
            first=first,
            later=later,
            stem=first.stem,
            ending=ENDING,
            more=more,
        ),
        remedy="Nothing was written. Segment them into different folders, or rename one of them.",
    )


def _prepare_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / STATE_FOLDER).mkdir(exist_ok=True)
        # Permissions alone do not tell (drives, access lists): trying does.
        probe = out / STATE_FOLDER / f"probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except FileExistsError as error:
        raise FolderError(
            "This is a file, not a folder", path=Path(error.filename or out), remedy="Give a folder for --out."
        ) from error
    except OSError as error:
        reason = system_reason(error)
        raise FolderError(
            phrase("Cannot write to the folder ({reason})", reason=reason),
            path=out,
            remedy="Give another folder for --out, or free space.",
        ) from error
    for report, is_ours in ((out / REPORT_NAME, _is_our_table), (out / JSON_REPORT_NAME, _is_our_document)):
        try:
            with report.open("rb") as file:
                ours = is_ours(file.read(_MOST_REPORT_BYTES))
        except FileNotFoundError:
            continue
        except OSError:
            ours = False
        if not ours:
            raise UsageError(
                phrase("{report} was not written by this program and would be replaced", report=report),
                remedy="Nothing was written. Move it away, or give another folder for --out.",
            )


def _is_our_table(content: bytes) -> bool:
    return content.startswith(REPORT_BEGINS.encode())


def _is_our_document(content: bytes) -> bool:
    # What it begins with is enough; it may be long.
    return content.split(b":", 1)[0].strip(b"{ \t\r\n") == b'"images"'
