"""The commands that ask how far a model can be trusted: `calibrate` and `leave-out`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from model_train import cli_options as options
from model_train.errors import UsageError


def add_calibrate(commands: Any) -> None:
    """Add the command `calibrate`."""
    parser = commands.add_parser("calibrate", help="fit a checkpoint's predicted quality",
                                 description="Fit how the quality of a checkpoint's predictions is estimated, from "
                                 "images with ground truth that it was not trained on or, at least, that it does not "
                                 "know by heart.")  # fmt: skip
    parser.add_argument("--checkpoint", type=Path, required=True, metavar="FILE")
    options.add_pairs(parser)
    parser.add_argument("--sample", type=options.whole_number, action="append", default=[], metavar="N",
                        help="so many images of a folder by lot, 0 for all; once, or for each --images")  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the checkpoint with its calibration")
    options.add_input_size(parser)
    parser.add_argument("--seed", type=options.whole_number, default=0)
    options.add_device(parser)
    parser.set_defaults(command=_calibrate)


def _calibrate(arguments: argparse.Namespace) -> int:
    options.check_pairs(arguments)
    from model_train.calibration import calibrate, choose_pairs
    from model_train.dataset import collect_pairs, read_pairs

    counts = arguments.sample or [0]
    if len(counts) not in (1, max(1, len(arguments.images))):
        raise UsageError("--sample must be given once, or as often as --images")
    if arguments.pairs is not None:
        pairs = choose_pairs(read_pairs(arguments.pairs), counts[0], arguments.seed)
    else:
        everything = collect_pairs(arguments.images, arguments.masks)
        by_folder: dict[Path, list[Any]] = {folder: [] for folder in arguments.images}
        for pair in everything:
            by_folder[pair.image.parent].append(pair)
        counts = counts * len(by_folder) if len(counts) == 1 else counts
        chosen = zip(by_folder.values(), counts, strict=True)
        pairs = [pair for some, count in chosen for pair in choose_pairs(some, count, arguments.seed)]
    with options.bar("calibrating") as show:
        found = calibrate(
            arguments.checkpoint,
            pairs,
            arguments.out,
            device=arguments.device,
            seed=arguments.seed,
            input_size_px=arguments.size,
            on_progress=lambda done: show(done, len(pairs)),
        )
    print(f"{found.images} images; each predicted by a fit to the other four fifths (before: without calibration)")
    print(f"rank correlation {found.correlation:.3f} (before {found.uncalibrated_correlation:.3f})")
    print(
        f"of {found.failures} with a Jaccard under 0.65, {found.failures_found} are in the lowest fifth "
        f"(before {found.uncalibrated_failures_found})"
    )
    return options.EXIT_DONE


def add_leave_out(commands: Any) -> None:
    """Add the command `leave-out`."""
    parser = commands.add_parser("leave-out", help="train without a camera, score on it; for each camera",
                                 description="Estimate how good a recipe is on cameras that it has not seen: images "
                                 "are grouped by native size; for each of the largest groups and the rest, train "
                                 "without it and score on it.")  # fmt: skip
    options.add_pairs(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="an interrupted one is gone on with")
    options.add_settings(parser)
    parser.add_argument("--cameras", type=options.whole_number, default=3, metavar="N",
                        help="largest groups that get a run each")  # fmt: skip
    options.add_selection(parser)
    options.add_device(parser)
    parser.set_defaults(command=_leave_out)


def _leave_out(arguments: argparse.Namespace) -> int:
    options.check_pairs(arguments)
    settings = options.read_settings(arguments)
    from model_train.control import Cancelled
    from model_train.leave_out import REPORT, LeftOut, leave_out

    request = options.training_request(
        arguments,
        settings,
        init_file=arguments.init,
        aspects=arguments.aspects,
        exclude=options.read_ids(arguments.exclude),
        allow_near_duplicates=True,
        display=options.display(),
    )

    def tell(found: LeftOut) -> None:
        seen = "no validation image" if found.seen_jaccard is None else f"{found.seen_jaccard:.4f}"
        print(
            f"{found.camera}: Jaccard {found.jaccard:.4f} on {found.images} images by a network that never saw this "
            f"camera, {found.share_below:.0%} under 0.65; {seen} on {found.seen_images} by one that did",
            flush=True,
        )
        if found.look_alikes:
            print(
                f"  {found.look_alikes} more images look like images of other cameras, and were not scored", flush=True
            )

    try:
        found = leave_out(request, arguments.aspects, arguments.cameras, on_camera=tell)
    except Cancelled:
        print("Cancelled; the same command goes on.", file=sys.stderr)
        return options.EXIT_CANCELLED
    worst = min(found, key=lambda one: one.jaccard)
    print(f"Worst: {worst.camera}, {worst.jaccard:.4f}. See {arguments.out / REPORT}")
    return options.EXIT_DONE
