"""`isic-desktop export`: hand annotations over to other programs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from isic_desktop.commands.console import (
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_PARTLY,
    add_json_option,
    add_rescale_option,
    complain,
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
from model_train.errors import StorageError

if TYPE_CHECKING:
    from isic_desktop.core.handover.export import Exported

_DESCRIPTION = """\
Hand the annotations of a folder of images over to other programs:

  masks          8-bit PNG files of 0 and 255, <name>_Segmentation.png
  isic           a ZIP file for the ISIC challenges, <name>_segmentation.png
  coco           a COCO JSON file with run lengths (RLE)
  yolo           YOLO segmentation polygons, one text file an image; holes are filled, and named
  labelme        labelme JSON files; polygons, or masks where there are holes
  overlays       PNG pictures with the outline drawn in
  contact-sheet  a PDF with twenty lesions on a page
  csv            a table of scores and read-outs (research use only; not a medical device)

Images without annotation are left out and named. Nothing that is there already is replaced without --overwrite."""

_EXAMPLES = """\
examples:
  isic-desktop export photos --format isic --out submission.zip
  isic-desktop export photos --format coco --state accepted --out lesions.json
  isic-desktop export photos --format csv --annotations masks --out table.csv

exit code: 0 done (what is left out is named), 2 nothing was written, 3 some annotations failed (they are named)"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's parser."""
    parser = commands.add_parser(
        "export",
        help="hand masks over: ISIC, COCO, YOLO, labelme, pictures, tables",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of images; folders inside are looked into")
    parser.add_argument("--format", required=True, choices=_formats(), help="in which form")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="the file or folder that is written")
    parser.add_argument(
        "--state",
        action="append",
        choices=("predicted", "corrected", "accepted", "rejected"),
        help="only annotations in this state; may be given several times",
    )
    parser.add_argument("--only", nargs="+", type=Path, metavar="IMAGE", help="only these images of the folder")
    add_annotations_option(parser)
    parser.add_argument("--overwrite", action="store_true", help="replace files that are there already")
    parser.add_argument("--truth", type=Path, metavar="DIR", help="folder of ground truth masks, for scores")
    add_rescale_option(parser)
    parser.add_argument(
        "--tolerance",
        type=_tolerance,
        default=0.0,
        metavar="PX",
        help="yolo, labelme: leave out corners as long as the line stays this near; default 0, exact",
    )
    parser.add_argument("--uncompressed", action="store_true", help="coco: run lengths as lists of numbers")
    add_json_option(parser)
    parser.set_defaults(run=run)


def _formats() -> tuple[str, ...]:
    # Written out, since the command line must not load what it may not need; a test compares.
    return ("masks", "isic", "coco", "yolo", "labelme", "overlays", "contact-sheet", "csv")


def _tolerance(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 100.0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of pixels from 0 to 100")
    return value


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    from isic_desktop.core.handover.export import plan_export, run_export
    from isic_desktop.core.handover.formats import ExportOptions, Format
    from isic_desktop.core.handover.gathering import gather

    options = ExportOptions(
        tolerance_px=arguments.tolerance,
        compressed_runs=not arguments.uncompressed,
        truth_folder=arguments.truth,
        rescale_01=arguments.rescale_01,
    )
    if arguments.truth is not None:
        from model_train.pairing import list_masks

        list_masks(arguments.truth)
    images = None if arguments.only is None else _checked_images(arguments.folder, arguments.only)
    store = annotation_store(arguments.annotations)
    gathered = gather(arguments.folder, store, images=images, states=frozenset(arguments.state or ()))
    form = Format(arguments.format)
    plan = plan_export(arguments.folder, form, arguments.out, gathered, options, overwrite=arguments.overwrite)
    done: list[Exported] = []
    stopped = ""
    try:
        with progress(len(plan.chosen), "image") as step:
            for result in run_export(plan):
                done.append(result)
                step(f"failed: {result.error}" if result.error else _remark(result))
    except StorageError as error:
        stopped = str(error)
        complain(stopped)
    except KeyboardInterrupt:
        gone = "No file was written." if form.single_file else "The files that are done stay."
        say(f"Interrupted after {len(done)} of {len(plan.chosen)} images. {gone}")
        return EXIT_INTERRUPTED
    failed = [result for result in done if result.error]
    if arguments.json:
        print_json(
            {
                "format": form.value,
                "out": str(plan.out),
                "images": [
                    {"name": result.name, "error": result.error or None, "remark": result.remark or None}
                    for result in done
                ],
                "left_out": left_out_json(plan.left_out),
                "stopped": stopped or None,
            }
        )
    else:
        tell_left_out(plan.left_out)
        if not stopped:
            count = len(done) - len(failed)
            what = "annotation was" if count == 1 else "annotations were"
            rest = f", {len(failed)} failed" if failed else ""
            rest += f", {len(plan.left_out)} images were left out" if plan.left_out else ""
            print(f"{count} {what} handed over to {plan.out}{rest}.")
    partly = bool(stopped or failed or any(item.failed for item in plan.left_out))
    return EXIT_PARTLY if partly else EXIT_DONE


def _remark(result: Exported) -> str:
    return f"{result.name}: {result.remark}" if result.remark else ""


def _checked_images(folder: Path, only: list[Path]) -> list[Path]:
    """The images named by the person, as files or as names below the folder."""
    from model_train.errors import UsageError

    images = []
    for given in only:
        found = next((path for path in (given, folder / given) if path.is_file()), None)
        if found is None:
            raise UsageError(f"There is no image {given} in {folder}", remedy="Check the spelling.")
        images.append(found)
    return images
