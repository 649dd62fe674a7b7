"""The commands that ask how far a model can be trusted: `calibrate` and `leave-out`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from model_train import cli


def add_calibrate(commands: Any) -> None:
    """Add the command `calibrate`."""
    parser = commands.add_parser("calibrate", help="fit a checkpoint's predicted quality",
                                 description="Fit how the quality of a checkpoint's predictions is estimated, from "
                                 "images with ground truth that it was not trained on or, at least, that it does not "
                                 "know by heart.")  # fmt: skip
    parser.add_argument("--checkpoint", type=Path, required=True, metavar="FILE")
    cli.add_pairs(parser)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="take so many images of each folder by lot")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the checkpoint with its calibration")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")
    parser.set_defaults(command=_calibrate)


def _calibrate(arguments: argparse.Namespace) -> int:
    cli.check_pairs(arguments)
    from model_train.calibration import calibrate, choose_pairs
    from model_train.dataset import collect_pairs, read_pairs

    if arguments.pairs is not None:
        pairs = choose_pairs(read_pairs(arguments.pairs), arguments.sample, arguments.seed)
    else:
        everything = collect_pairs(arguments.images, arguments.masks)
        by_folder: dict[Path, list[Any]] = {}
        for pair in everything:
            by_folder.setdefault(pair.image.parent, []).append(pair)
        pairs = [pair for some in by_folder.values() for pair in choose_pairs(some, arguments.sample, arguments.seed)]
    with cli.bar("calibrating") as show:
        found = calibrate(
            arguments.checkpoint,
            pairs,
            arguments.out,
            device=arguments.device,
            seed=arguments.seed,
            on_progress=lambda done: show(done, len(pairs)),
        )
    print(f"{found.images} images; each predicted by a fit to the other four fifths (before: without calibration)")
    print(f"rank correlation {found.correlation:.3f} (before {found.uncalibrated_correlation:.3f})")
    print(
        f"of {found.failures} with a Jaccard under 0.65, {found.failures_found} are in the lowest fifth "
        f"(before {found.uncalibrated_failures_found})"
    )
    return cli.EXIT_DONE


def add_leave_out(commands: Any) -> None:
    """Add the command `leave-out`."""
    parser = commands.add_parser("leave-out", help="train without a camera, score on it; for each camera",
                                 description="Estimate how good a recipe is on cameras that it has not seen: images "
                                 "are grouped by native size; for each of the largest groups and the rest, train "
                                 "without it and score on it.")  # fmt: skip
    cli.add_pairs(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="an interrupted one is gone on with")
    cli.add_settings(parser)
    parser.add_argument("--cameras", type=int, default=3, metavar="N", help="largest groups that get a run each")
    parser.add_argument("--aspects", type=Path, metavar="CSV",
                        help="id,native_width,native_height of images that were stored squashed")  # fmt: skip
    parser.add_argument("--exclude", type=Path, metavar="FILE", help="text file of ids to leave out, one a line")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")
    parser.set_defaults(command=_leave_out)


def _leave_out(arguments: argparse.Namespace) -> int:
    cli.check_pairs(arguments)
    settings = cli.read_settings(arguments)
    from model_train.control import Cancelled
    from model_train.leave_out import REPORT, LeftOut, leave_out
    from model_train.training_job import TrainRequest

    request = TrainRequest(
        images=arguments.images,
        masks=arguments.masks,
        out=arguments.out,
        settings=settings,
        pairs_file=arguments.pairs,
        encoder_file=cli.encoder_file(arguments),
        init_file=arguments.init,
        aspects=arguments.aspects,
        exclude=cli.read_ids(arguments.exclude),
        device=arguments.device,
        listen=True,
        allow_near_duplicates=True,
    )

    def tell(found: LeftOut) -> None:
        seen = "no validation image" if found.seen_jaccard is None else f"{found.seen_jaccard:.4f}"
        print(
            f"{found.camera}: Jaccard {found.jaccard:.4f} on {found.images} images by a network that never saw this "
            f"camera, {found.share_below:.0%} under 0.65; {seen} on {found.seen_images} by one that did",
            flush=True,
        )

    try:
        found = leave_out(request, arguments.aspects, arguments.cameras, on_camera=tell)
    except Cancelled:
        return cli.EXIT_CANCELLED
    worst = min(found, key=lambda one: one.jaccard)
    print(f"Worst: {worst.camera}, {worst.jaccard:.4f}. See {arguments.out / REPORT}")
    return cli.EXIT_DONE
