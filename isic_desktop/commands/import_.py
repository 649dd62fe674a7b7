"""`isic-desktop import`: take masks of other programs in as annotations."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from isic_desktop.commands.console import (
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_PARTLY,
    add_json_option,
    add_rescale_option,
    print_json,
    say,
)
from isic_desktop.commands.handing import (
    add_annotations_option,
    annotation_store,
    left_out_json,
    progress,
    tell_left_out,
)

if TYPE_CHECKING:
    from isic_desktop.core.handover.importing import Imported
    from isic_desktop.core.handover.incoming import Source

_DESCRIPTION = """\
Take masks in as annotations of a folder of images: a folder of masks, an ISIC ZIP file, a COCO JSON file, a folder of
YOLO text files, or a folder of labelme JSON files. Masks find their images by name, and must have their size.

Masks that a person has made or touched stay (status "kept") unless --replace is given; those it replaces are kept as
files in annotations/set-aside/. Files that are damaged, contradict themselves or point outside the folder are refused
and named."""

_EXAMPLES = """\
examples:
  isic-desktop import masks photos
  isic-desktop import submission.zip photos
  isic-desktop import lesions.json photos --format coco --replace

exit code: 0 done, 2 nothing was taken in, 3 some masks could not be used (they are named), 130 interrupted"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's parser."""
    parser = commands.add_parser(
        "import",
        help="take masks in: PNG, ISIC, COCO, YOLO, labelme",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="a folder, a ZIP file or a JSON file")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of images; folders inside are looked into")
    parser.add_argument(
        "--format",
        choices=("masks", "isic", "coco", "yolo", "labelme"),
        help="what SOURCE is; default: what it looks like",
    )
    parser.add_argument("--replace", action="store_true", help="replace a person's masks too; they are set aside")
    add_annotations_option(parser)
    add_rescale_option(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    from isic_desktop.core.folder_lock import FolderLocks
    from isic_desktop.core.handover.importing import ImportOptions, run_import
    from isic_desktop.core.handover.incoming import SourceFormat, guess_format, open_source
    from model_train.errors import UsageError
    from model_train.pairing import list_images

    images = list_images(arguments.folder, recursive=True)
    form = SourceFormat(arguments.format) if arguments.format else guess_format(arguments.source)
    store = annotation_store(arguments.annotations)
    locks = FolderLocks()
    results: list[Imported] = []
    try:
        with open_source(arguments.source, form, rescale_01=arguments.rescale_01) as source:
            if not source.offered and not source.refused:
                raise UsageError(
                    f"There is no mask of the kind '{form.value}' in {arguments.source}", remedy="Name the --format."
                )
            for place in sorted({store.place(image) for image in images}):
                if (holder := locks.acquire(place)) is not None:
                    raise UsageError(f"{place} is open in {holder.words}", remedy="Close it there first.")
            with progress(len(source.offered), "mask") as step:
                options = ImportOptions(replace_persons=arguments.replace)
                for result in run_import(source, arguments.folder, images, store, options):
                    results.append(result)
                    step(_told(result))
            return _report(results, source, as_json=arguments.json)
    except KeyboardInterrupt:
        say(f"Interrupted after {len(results)} masks; those are taken in.")
        return EXIT_INTERRUPTED
    finally:
        locks.release_except(())


def _told(result: Imported) -> str:
    if result.status in ("failed", "kept"):
        return f"{result.status}: {result.source}: {result.reason}"
    if result.status == "replaced":
        return f"replaced: {result.source}: the mask before it is in {result.set_aside}."
    return f"{result.source}: {result.reason}" if result.reason else ""


def _report(results: list[Imported], source: Source, *, as_json: bool) -> int:
    counts = Counter(result.status for result in results)
    if as_json:
        print_json(
            {
                "format": source.form.value,
                "masks": [
                    {
                        "source": result.source,
                        "image": None if result.image is None else str(result.image),
                        "status": result.status,
                        "reason": result.reason or None,
                        "set_aside": None if result.set_aside is None else str(result.set_aside),
                    }
                    for result in results
                ],
                "left_out": left_out_json(source.refused),
            }
        )
    else:
        tell_left_out(source.refused)
        words = ("imported", "replaced", "kept", "unchanged", "failed")
        parts = [f"{counts[word]} {word}" for word in words if counts[word] or word == "imported"]
        print(f"{len(results)} masks: {', '.join(parts)}.")
    if (left := len(source.offered) - len(results)) > 0:
        say(f"The import was stopped, and {left} masks were not looked at. Run the same command again to go on.")
    partly = counts["failed"] or any(item.failed for item in source.refused)
    return EXIT_PARTLY if partly else EXIT_DONE
