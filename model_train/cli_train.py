"""The commands that train: `train`, `reproduce` and `probe`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from model_train import cli_options as options
from model_train.errors import StorageError
from model_train.run_folder import BEST, PROCESS
from model_train.settings import TrainSettings
from model_train.standard_streams import say_result


def add_train(commands: Any) -> None:
    """Add the command `train`."""
    parser = commands.add_parser("train", help="train a network", description="Train a network on images and masks.",
                                 epilog="In several processes: torchrun --nproc-per-node N -m model_train train ..., "
                                 "with a RUN that all can read.")  # fmt: skip
    options.add_pairs(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="RUN", help="the run's folder: new or empty")
    options.add_settings(parser)
    options.add_test_folders(parser)
    parser.add_argument("--groups", type=Path, metavar="CSV",
                        help="id,group: images of one lesion or patient stay on one side of the split")  # fmt: skip
    options.add_selection(parser)
    parser.add_argument("--validate-on", type=Path, metavar="FILE",
                        help="text file of ids to validate on, instead of --val-fraction by lot")  # fmt: skip
    options.add_device(parser)
    parser.add_argument("--resume", action="store_true", help="go on with the run in RUN")
    options.add_background(parser)
    parser.add_argument("--events", choices=("jsonl",), help="print one JSON object per line, for programs")
    parser.set_defaults(command=_train)


def _train(arguments: argparse.Namespace) -> int:
    options.check_pairs(arguments)
    settings = options.read_settings(arguments)
    options.go_to_background(arguments)
    from model_train.control import Cancelled
    from model_train.distributed import is_first_process
    from model_train.memory import keep_freed_memory
    from model_train.training_job import run_training

    keep_freed_memory()
    request = options.training_request(
        arguments,
        settings,
        test_images=arguments.test_images,
        test_masks=arguments.test_masks,
        init_file=arguments.init,
        groups=arguments.groups,
        aspects=arguments.aspects,
        exclude=options.read_ids(arguments.exclude),
        validate_on=options.read_ids(arguments.validate_on),
        resume=arguments.resume,
        events_to_stdout=arguments.events == "jsonl",
        allow_near_duplicates=arguments.allow_near_duplicates,
        display=options.display() if arguments.events is None else "none",
    )
    try:
        progress = run_training(request)
    except Cancelled:
        print("Cancelled; the last finished epoch can be resumed.", file=sys.stderr)
        return options.EXIT_CANCELLED
    except StorageError as error:
        if not (arguments.out / PROCESS).is_file():  # nothing has begun
            raise
        again = f"{error.remedy.rstrip('.')}. Then go on with --resume."  # not every remedy has its full stop
        raise StorageError(error.what, path=error.path, remedy=again) from error
    if arguments.events is None and is_first_process():
        best = f"validation Jaccard {progress.best_jaccard:.4f} in epoch {progress.best_epoch}"
        say_result(f"{best} of {progress.epoch}; see {arguments.out / BEST}")
    return options.EXIT_DONE


def add_reproduce(commands: Any) -> None:
    """Add the command `reproduce`."""
    parser = commands.add_parser("reproduce", help="run the course report's two tasks",
                                 description="Run the course report's tasks with its exact settings.")  # fmt: skip
    options.add_pairs(parser)
    options.add_test_folders(parser, required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="an interrupted one is gone on with")
    options.add_basic_settings(parser)
    options.add_device(parser)
    parser.add_argument("--publishable", action="store_true", help="outlines on grey instead of photographs")
    parser.set_defaults(command=_reproduce)


def _reproduce(arguments: argparse.Namespace) -> int:
    options.check_pairs(arguments)
    settings = TrainSettings(
        epochs=arguments.epochs,
        size=arguments.size,
        seed=arguments.seed,
        precision=arguments.precision,
        encoder_weights=Path(arguments.encoder_weights).name,
    )
    from model_train.background import wait_briefly
    from model_train.control import Cancelled
    from model_train.memory import keep_freed_memory

    wait_briefly()
    from model_train.reproduction import reproduce

    keep_freed_memory()
    request = options.training_request(
        arguments,
        settings,
        test_images=arguments.test_images,
        test_masks=arguments.test_masks,
        allow_near_duplicates=arguments.allow_near_duplicates,
        display=options.display(),
    )
    try:
        result = reproduce(request, publishable=arguments.publishable)
    except Cancelled:
        print("Cancelled; the same command goes on.", file=sys.stderr)
        return options.EXIT_CANCELLED
    for task in ("task1", "task2"):
        last = result[task]["last"]
        print(f"{task}: test IoU {last['test_jaccard']:.4f}, Dice {last['test_dice']:.4f}, "
              f"accuracy {last['test_accuracy']:.4f}")  # fmt: skip
    print(f"See {arguments.out / 'reproduction.html'}")
    return options.EXIT_DONE


def add_probe(commands: Any) -> None:
    """Add the command `probe`."""
    parser = commands.add_parser("probe", help="measure what a training would cost here",
                                 description="Take a few training steps; print seconds and bytes as JSON.")  # fmt: skip
    options.add_pairs(parser)
    options.add_settings(parser)
    options.add_device(parser)
    options.add_background(parser)
    parser.set_defaults(command=_probe, out=Path("probe"))


def _probe(arguments: argparse.Namespace) -> int:
    options.check_pairs(arguments)
    settings = options.read_settings(arguments)
    options.go_to_background(arguments)
    from model_train.checkpoint_header import read_header
    from model_train.memory import keep_freed_memory
    from model_train.probe import probe

    keep_freed_memory()
    if arguments.init is not None:
        settings = settings.following(read_header(arguments.init).decoder_settings)
    print(json.dumps(probe(settings, options.read_asked_pairs(arguments), arguments.device)))
    return options.EXIT_DONE
