"""The command line of training; exit codes: 0 done, 1 failed, 2 wrong usage, 3 done except for some items."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model_train import settings as choices
from model_train.errors import AppError, UsageError

EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_PARTLY, EXIT_CANCELLED = 0, 1, 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; `argv` is without the program's name."""
    try:
        arguments = build_parser().parse_args(argv)
    except SystemExit as leaving:  # argparse has printed what is wrong, or the help
        return leaving.code if isinstance(leaving.code, int) else EXIT_USAGE
    try:
        return int(arguments.command(arguments))
    except UsageError as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    except AppError as error:
        print(error, file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return EXIT_CANCELLED


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="model_train", description="Train and judge networks that outline skin lesions in dermoscopy images."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_train(commands)
    return parser


def add_pairs(parser: argparse.ArgumentParser) -> None:
    """Add the options that name images and masks."""
    parser.add_argument("--images", type=Path, action="append", required=True, metavar="DIR",
                        help="folder of images; may be given several times")  # fmt: skip
    parser.add_argument("--masks", type=Path, action="append", required=True, metavar="DIR",
                        help="folder of their masks, in the same order as --images")  # fmt: skip


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the options that determine a run besides its pairs."""
    defaults = choices.TrainSettings()
    parser.add_argument("--regime", choices=choices.REGIMES, default=defaults.regime,
                        help="frozen: train the decoder only; finetune: all (default)")  # fmt: skip
    parser.add_argument("--decoder", choices=choices.DECODERS, default=defaults.decoder,
                        help="transpose: the course report's (default); skip: light U-shaped")  # fmt: skip
    parser.add_argument("--epochs", type=int, default=defaults.epochs)
    parser.add_argument("--size", type=int, default=defaults.size, help="side of the square input in pixels")
    parser.add_argument("--batch-size", type=int, default=defaults.batch_size)
    parser.add_argument("--lr", default="auto", help="learning rate; auto: 1e-3 frozen, 1e-4 fine-tuned")
    parser.add_argument("--decoder-lr-factor", type=float, default=defaults.decoder_lr_factor,
                        help="the decoder learns at the learning rate times this")  # fmt: skip
    parser.add_argument("--weight-decay", type=float, default=defaults.weight_decay)
    parser.add_argument("--val-fraction", type=float, default=defaults.val_fraction)
    parser.add_argument("--seed", type=int, default=defaults.seed)
    parser.add_argument("--dropout", type=float, default=None)
    parser.add_argument("--augment", choices=choices.AUGMENTS, default=defaults.augment)
    parser.add_argument("--loss", choices=choices.LOSSES, default=defaults.loss)
    parser.add_argument("--schedule", choices=choices.SCHEDULES, default=defaults.schedule)
    parser.add_argument("--warmup-epochs", type=float, default=defaults.warmup_epochs)
    parser.add_argument("--ema", type=float, nargs="?", const=0.995, default=defaults.ema, metavar="DECAY",
                        help="keep a moving average of the weights and validate with it")  # fmt: skip
    parser.add_argument("--patience", type=int, default=defaults.patience, metavar="N",
                        help="stop after N epochs without a better validation Jaccard")  # fmt: skip
    parser.add_argument("--unfreeze-from", type=int, default=defaults.unfreeze_from, metavar="N",
                        help="with finetune: encoder stages before N stay frozen")  # fmt: skip
    parser.add_argument("--precision", choices=choices.PRECISIONS, default=defaults.precision,
                        help="auto: what a short trial at the start finds faster (default)")  # fmt: skip
    parser.add_argument("--encoder-weights", default=defaults.encoder_weights, metavar="imagenet|FILE|none")
    parser.add_argument("--init", type=Path, metavar="CHECKPOINT", help="start from this model")
    parser.add_argument("--name", default=None, help="the model's name (default: that of the run folder)")


def read_settings(arguments: argparse.Namespace) -> choices.TrainSettings:
    """Turn parsed options into settings; raises UsageError."""
    regime = arguments.regime
    try:
        rate = choices.AUTO_LR[regime] if arguments.lr == "auto" else float(arguments.lr)
    except ValueError as error:
        raise UsageError(f"--lr must be a number or auto, not {arguments.lr}") from error
    taken: dict[str, Any] = {
        key: getattr(arguments, key)
        for key in choices.TrainSettings.__dataclass_fields__
        if key not in ("lr", "encoder_weights", "init", "name")
    }
    return choices.TrainSettings(
        **taken,
        lr=rate,
        # Names only: nothing that is stored holds a path.
        encoder_weights=Path(arguments.encoder_weights).name,
        init=arguments.init.name if arguments.init else "",
        name=arguments.name or arguments.out.absolute().name,
    )


def encoder_file(arguments: argparse.Namespace) -> Path | None:
    """Give the file of encoder weights, if one was named."""
    return None if arguments.encoder_weights in ("imagenet", "none") else Path(arguments.encoder_weights)


def _add_train(commands: Any) -> None:
    parser = commands.add_parser("train", help="train a network", description="Train a network on images and masks.")
    add_pairs(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="RUN", help="the run's folder: new or empty")
    add_settings(parser)
    parser.add_argument("--test-images", type=Path, action="append", default=[], metavar="DIR",
                        help="images scored after every epoch, never selected on")  # fmt: skip
    parser.add_argument("--test-masks", type=Path, action="append", default=[], metavar="DIR")
    parser.add_argument("--groups", type=Path, metavar="CSV",
                        help="id,group: images of one lesion or patient stay on one side of the split")  # fmt: skip
    parser.add_argument("--aspects", type=Path, metavar="CSV",
                        help="id,native_width,native_height of images that were stored squashed")  # fmt: skip
    parser.add_argument("--exclude", type=Path, metavar="FILE", help="text file of ids to leave out")
    parser.add_argument("--allow-near-duplicates", action="store_true",
                        help="go on although test images look like training images")  # fmt: skip
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")
    parser.add_argument("--resume", action="store_true", help="go on with the run in RUN")
    parser.add_argument("--events", choices=("jsonl",), help="print one JSON object per line, for programs")
    parser.set_defaults(command=_train)


def _train(arguments: argparse.Namespace) -> int:
    settings = read_settings(arguments)
    from model_train.control import Cancelled
    from model_train.training_job import TrainRequest, run_training

    exclude: frozenset[str] = frozenset()
    if arguments.exclude:
        try:
            exclude = frozenset(arguments.exclude.read_text(encoding="utf-8").split())
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("The list of ids cannot be read", path=arguments.exclude) from error
    request = TrainRequest(
        images=arguments.images,
        masks=arguments.masks,
        out=arguments.out,
        settings=settings,
        test_images=arguments.test_images,
        test_masks=arguments.test_masks,
        encoder_file=encoder_file(arguments),
        init_file=arguments.init,
        groups=arguments.groups,
        aspects=arguments.aspects,
        exclude=exclude,
        device=arguments.device,
        resume=arguments.resume,
        events_to_stdout=arguments.events == "jsonl",
        listen=True,
        allow_near_duplicates=arguments.allow_near_duplicates,
        show_progress=arguments.events is None and sys.stderr.isatty(),
    )
    try:
        run_training(request)
    except Cancelled:
        print("Cancelled; the last finished epoch can be resumed.", file=sys.stderr)
        return EXIT_CANCELLED
    return EXIT_DONE
