"""`isic-desktop validate`: would the ISIC challenges take these masks?"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from isic_desktop.commands.console import EXIT_DONE, EXIT_PARTLY, add_json_option, print_json
from isic_desktop.commands.handing import (
    add_annotations_option,
    annotation_store,
    left_out_json,
    progress,
    tell_left_out,
)

if TYPE_CHECKING:
    from isic_desktop.core.handover.annotation_check import AnnotationValidator
    from isic_desktop.core.handover.isic_check import Checked, IsicValidator

_DESCRIPTION = """\
Check masks by the rules of the ISIC challenges: one region, no holes, 0 and 255, 8-bit PNG, the image's size, called
ISIC_<seven digits>_segmentation.png. TARGET is a ZIP file, a folder of masks, or a folder of images whose annotations
are meant.

--repair writes valid masks to a new folder or ZIP file: the largest region, holes filled, 0/1 read as 0/255, renamed
where the id can be told. What is checked is never changed; what cannot be repaired is named."""

_EXAMPLES = """\
examples:
  isic-desktop validate submission.zip --images photos
  isic-desktop validate masks --repair repaired.zip
  isic-desktop validate photos

exit code: 0 all valid (or repaired), 2 nothing was checked, 3 some are not valid (they are named)"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's parser."""
    parser = commands.add_parser(
        "validate",
        help="check masks by the rules of the ISIC challenges, and repair them",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("target", type=Path, metavar="TARGET", help="a ZIP file or a folder")
    parser.add_argument("--images", type=Path, metavar="DIR", help="the images, to compare sizes with")
    parser.add_argument("--repair", type=Path, metavar="PATH", help="write valid masks to this folder or ZIP file")
    parser.add_argument("--overwrite", action="store_true", help="replace files that are there already")
    add_annotations_option(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    annotations = _annotations(arguments.target, arguments.images, arguments.annotations)
    if annotations is not None:
        total, left_out = len(annotations.chosen), annotations.left_out
        validator: AnnotationValidator | IsicValidator = annotations
    else:
        from isic_desktop.core.handover.isic_check import IsicValidator

        files = IsicValidator(arguments.target, arguments.images)
        total, left_out, validator = len(files.names), [], files
    results: list[tuple[Checked, str]] = []
    with progress(total, "mask") as step:
        for checked, written in _results(validator, arguments.repair, overwrite=arguments.overwrite):
            results.append((checked, written))
            step(_told(checked, written, repairs=arguments.repair is not None))
    bad = [checked for checked, written in results if not (checked.valid or written)]
    if arguments.json:
        print_json(
            {
                "masks": [
                    {
                        "name": checked.name,
                        "valid": checked.valid,
                        "faults": [{"rule": fault.rule, "detail": fault.detail} for fault in checked.faults],
                        "size_checked": checked.size_checked,
                        "written": written or None,
                    }
                    for checked, written in results
                ],
                "left_out": left_out_json(left_out),
            }
        )
    else:
        tell_left_out(left_out)
        _summarise(results, arguments.repair)
    return EXIT_PARTLY if bad else EXIT_DONE


def _annotations(target: Path, images: Path | None, place: Path | None) -> AnnotationValidator | None:
    """A validator of annotations, if `target` is a folder of images that have some."""
    from isic_desktop.core.handover.annotation_check import AnnotationValidator

    if images is not None or not target.is_dir():
        return None
    validator = AnnotationValidator(target, annotation_store(place))
    return validator if validator.chosen else None


def _results(
    validator: AnnotationValidator | IsicValidator, repair: Path | None, *, overwrite: bool
) -> Iterator[tuple[Checked, str]]:
    from isic_desktop.core.handover.isic_check import Checked

    if repair is not None:
        yield from validator.repair(repair, overwrite=overwrite)
        return
    for found in validator.check():
        yield (found if isinstance(found, Checked) else found.checked), ""


def _told(checked: Checked, written: str, *, repairs: bool) -> str:
    if checked.valid:
        return ""
    faults = " ".join(fault.detail for fault in checked.faults)
    if repairs:
        return f"{checked.name}: {faults} {f'Repaired as {written}.' if written else 'It cannot be repaired.'}"
    return f"{checked.name}: {faults}"


def _summarise(results: list[tuple[Checked, str]], repair: Path | None) -> None:
    valid = sum(checked.valid for checked, _ in results)
    line = f"{valid} of {len(results)} masks are valid"
    if repair is not None:
        line += f", {sum(bool(written) and not c.valid for c, written in results)} were repaired, in {repair}"
    unchecked = sum(not checked.size_checked for checked, _ in results)
    if unchecked:
        line += f". The size of {unchecked} was not compared with an image's (--images)"
    print(f"{line}.")
