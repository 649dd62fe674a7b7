"""What the commands for handing over and taking in have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isic_desktop.commands.console import say

if TYPE_CHECKING:
    from isic_desktop.core.annotation_store import AnnotationStore
    from isic_desktop.core.handover.gathering import LeftOut

_NAMED = 20


def add_annotations_option(parser: argparse.ArgumentParser) -> None:
    """Add `--annotations`."""
    parser.add_argument(
        "--annotations",
        type=Path,
        metavar="DIR",
        help="where the annotations lie, such as the --out of `segment`; default: annotations/ beside the images, or "
        "the place chosen in the window",
    )


def annotation_store(annotations: Path | None) -> AnnotationStore:
    """The store that a command works on: where the window keeps annotations, or one folder for all."""
    from isic_desktop.core.annotation_store import AnnotationStore
    from isic_desktop.core.settings import Settings
    from model_train.errors import FolderError
    from model_train.pairing import ANNOTATIONS_FOLDER

    if annotations is not None:
        if not annotations.is_dir():
            raise FolderError("The folder of annotations is not there", path=annotations, remedy="Check the name.")
        return AnnotationStore(lambda _folder: annotations)
    settings = Settings()
    return AnnotationStore(lambda folder: settings.annotation_place(folder) or folder / ANNOTATIONS_FOLDER)


@contextmanager
def progress(total: int, unit: str) -> Iterator[Callable[[str], None]]:
    """A bar on standard error if that is a terminal; what is told stands above it."""
    from tqdm import tqdm

    with tqdm(total=total, unit=unit, file=sys.stderr, disable=not sys.stderr.isatty()) as bar:

        def step(told: str) -> None:
            bar.update()
            if told:
                with tqdm.external_write_mode(file=sys.stderr):
                    say(told)

        yield step


def tell_left_out(left_out: Sequence[LeftOut]) -> None:
    """Name what is left out, with its reason; of one reason the first twenty (`--json` has all)."""
    by_reason: dict[str, list[str]] = {}
    for item in left_out:
        by_reason.setdefault(item.reason, []).append(item.name)
    for reason, names in by_reason.items():
        more = f" and {len(names) - _NAMED} more (--json names all)" if len(names) > _NAMED else ""
        say(f"left out: {', '.join(names[:_NAMED])}{more}. {reason}")


def left_out_json(left_out: Sequence[LeftOut]) -> list[dict[str, Any]]:
    """What is left out, for a JSON document."""
    return [{"name": item.name, "reason": item.reason, "failed": item.failed} for item in left_out]
