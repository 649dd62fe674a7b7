"""`isic-desktop models compare`: is a new model better than the one in use? The window's gate, without the window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from isic_desktop.commands.console import (
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_PARTLY,
    add_json_option,
    complain,
    print_json,
    say,
)
from isic_desktop.commands.long_work import add_long_work_options, emit, image_bar, run_long_work
from isic_desktop.core.holdout import DEFAULT_SHARE
from model_train.errors import UsageError
from model_train.messages import phrase

if TYPE_CHECKING:
    from isic_desktop.core.gate_evaluation import ImageComparison
    from isic_desktop.core.gate_images import GateSelection
    from isic_desktop.core.gate_report import GateReport

_DESCRIPTION = """\
Compare two models on images that neither was trained on, each image at its own resolution: mean difference of the
Jaccard index with a 95 % bootstrap interval, wins and losses, and the images on which the new model is worse.

Only held-out images count, a fixed fifth by lesion or image name, unless --all is given. Images that a model was
trained on, by the hashes in its header, are left out and counted. Under 20 images there is no verdict."""

_EXAMPLES = """\
examples:
  isic-desktop models compare active my-model --images photos
  isic-desktop models compare skip-256 runs/new/best.safetensors --images photos --masks truth_masks --all
  isic-desktop models compare active my-model --images photos --json > comparison.json

Without --masks, ground truth is looked for beside the images, and annotations accepted in the window count as truth.

exit code: 0 compared, 2 nothing was started, 3 some images could not be compared (they are named), 130 interrupted"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of `models`."""
    parser = commands.add_parser(
        "compare",
        help="is a new model better than the old one?",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("old", metavar="OLD", help="the model in use: a name, a .safetensors file, or 'active'")
    parser.add_argument("new", metavar="NEW", help="the model that might take its place")
    parser.add_argument(
        "--images", type=Path, action="append", default=[], metavar="DIR", help="folder of images; may be repeated"
    )
    parser.add_argument(
        "--masks", type=Path, action="append", default=[], metavar="DIR", help="their ground truth, in the same order"
    )
    parser.add_argument("--pairs", type=Path, metavar="CSV", help="a list (image,mask) instead; all of it counts")
    parser.add_argument("--lesions", type=Path, metavar="CSV", help="which lesion each image shows")
    parser.add_argument(
        "--all",
        action="store_true",
        help="compare on every image that neither model was trained on, not on the held-out ones only",
    )
    add_long_work_options(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    return run_long_work(arguments, _run)


def _run(arguments: argparse.Namespace) -> int:
    from isic_desktop.core.gate_evaluation import compare_models
    from isic_desktop.core.gate_report import ComparedModel, make_report
    from isic_desktop.core.model_registry import resolve_model
    from model_train.checkpoint_header import file_sha256

    # Everything that can be refused is refused before the seconds that loading torch takes.
    files = [resolve_model(name) for name in (arguments.old, arguments.new)]
    if file_sha256(files[0]) == file_sha256(files[1]):
        raise UsageError("The two models are the same file", path=files[1], remedy="Give two different models.")
    selection = _select(arguments)
    if not selection.images:
        raise UsageError(_nothing_to_compare(selection), remedy="Accept annotations (Q) or give --masks; or try --all.")
    if arguments.background:
        from model_train.background import limit_threads

        limit_threads()
    from model_train.predictor import Predictor

    old, new = (Predictor(file, arguments.device, on_message=say) for file in files)
    models = [
        ComparedModel.of(file.stem if _is_plain(name) else one.header.name, one.model_sha256, one.header)
        for name, file, one in zip((arguments.old, arguments.new), files, (old, new), strict=True)
    ]
    if arguments.events:
        emit("started", images=len(selection.images), old=models[0].as_dict(), new=models[1].as_dict())
    comparisons: list[ImageComparison] = []
    try:
        with image_bar(len(selection.images), shown=not arguments.events) as bar:
            for comparison in compare_models(old, new, selection.images):
                comparisons.append(comparison)
                bar.update()
                if arguments.events:
                    emit("image", number=len(comparisons), **comparison.as_dict())
                elif comparison.error:
                    bar.write(comparison.error, file=sys.stderr)
    except KeyboardInterrupt:
        say(f"Interrupted after {len(comparisons)} of {len(selection.images)} images; nothing was changed.")
        return EXIT_INTERRUPTED
    report = make_report(models[0], models[1], selection, comparisons)
    if arguments.events:
        emit("finished", report=report.as_dict(images=False))
    elif arguments.json:
        print_json(report.as_dict())
    else:
        _print(report)
    for comparison in report.failed:
        complain(comparison.error)
    return EXIT_PARTLY if report.failed else EXIT_DONE


def _select(arguments: argparse.Namespace) -> GateSelection:
    from isic_desktop.core.annotation_store import AnnotationStore
    from isic_desktop.core.gate_images import GateSelection, select_in_folder, select_in_folders, select_listed
    from isic_desktop.core.holdout import read_lesions
    from isic_desktop.core.settings import Settings
    from model_train.pairing import ANNOTATIONS_FOLDER, TruthFinder

    if (arguments.pairs is None) == (not arguments.images):
        raise UsageError("Give the images to compare on: either --images or --pairs")
    if arguments.pairs is not None:
        return select_listed(arguments.pairs)
    share = 1.0 if arguments.all else DEFAULT_SHARE
    lesions = read_lesions(arguments.lesions) if arguments.lesions else None
    if arguments.masks:
        return select_in_folders(arguments.images, arguments.masks, share=share, lesions=lesions)
    settings = Settings()
    store = AnnotationStore(lambda folder: settings.annotation_place(folder) or folder / ANNOTATIONS_FOLDER)
    parts = [
        select_in_folder(folder, store, TruthFinder(settings.truth_folder(folder)), share=share, lesions=lesions)
        for folder in arguments.images
    ]
    return GateSelection(
        tuple(image for part in parts for image in part.images),
        sum(part.held_out for part in parts),
        sum(part.looked_at for part in parts),
        share,
    )


def _nothing_to_compare(selection: GateSelection) -> str:
    return phrase(
        "None of the {held_out} held-out images (of {total}) has ground truth or an accepted annotation",
        held_out=selection.held_out,
        total=selection.looked_at,
    )


def _is_plain(name: str) -> bool:
    """Whether a model was given by its name: then it is called so, whatever its header says."""
    return "/" not in name and "\\" not in name and not name.lower().endswith(".safetensors")


def _print(report: GateReport) -> None:
    from isic_desktop.core.gate import signed

    figures = report.figures
    print(report.sentence)
    for note in report.notes():
        print(note)
    if figures.mean_old is not None and figures.mean_new is not None:
        print(f"Mean Jaccard: {figures.mean_old:.4f} ({report.old.name}), {figures.mean_new:.4f} ({report.new.name})")
        print(
            f"Better on {figures.wins}, worse on {figures.losses}, equal on {figures.ties}; below 0.65: "
            f"{figures.failures_old} before, {figures.failures_new} now"
        )
    if figures.drops:
        print("Worst drops:")
        width = max(len(pair.id) for pair in figures.drops[:20])
        for pair in figures.drops[:20]:
            print(f"  {pair.id:<{width}}  {pair.old:.4f} → {pair.new:.4f}  ({signed(pair.difference)})")
