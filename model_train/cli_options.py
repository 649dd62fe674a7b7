"""The options that several commands of training share, and how they are read."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model_train import settings as choices
from model_train.errors import TrainingError, UsageError
from model_train.strict_json import MAX_TABLE_BYTES, read_limited

if TYPE_CHECKING:
    from model_train.dataset import Pair
    from model_train.training_job import TrainRequest

EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_PARTLY, EXIT_CANCELLED = 0, 1, 2, 3, 130


def whole_number(text: str) -> int:
    """Read an option's number, 0 or more; argparse tells the person when it is another."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def add_input_size(parser: argparse.ArgumentParser) -> None:
    """Add the option that has a checkpoint look at squares of another side than its own."""
    parser.add_argument("--size", type=int, metavar="PX",
                        help="side of the square input in pixels, instead of the checkpoint's own")  # fmt: skip


def add_pairs(parser: argparse.ArgumentParser) -> None:
    """Add the options that name images and masks."""
    parser.add_argument("--images", type=Path, action="append", default=[], metavar="DIR",
                        help="folder of images; may be given several times")  # fmt: skip
    parser.add_argument("--masks", type=Path, action="append", default=[], metavar="DIR",
                        help="folder of their masks, in the same order as --images")  # fmt: skip
    parser.add_argument("--pairs", type=Path, metavar="CSV",
                        help="list of pairs (image,mask[,id][,lesion]) instead of --images and --masks")  # fmt: skip


def check_pairs(arguments: argparse.Namespace) -> None:
    """Refuse options that name no pairs, or name them in two ways; raises UsageError."""
    if arguments.pairs is None and not arguments.images:
        raise UsageError("Nothing to work on: give --images and --masks, or --pairs")
    if arguments.pairs is not None and (arguments.images or arguments.masks):
        raise UsageError("Give either --pairs, or --images and --masks")
    if len(arguments.images) != len(arguments.masks):
        raise UsageError("--images and --masks must be given equally often")
    if len(getattr(arguments, "test_images", ())) != len(getattr(arguments, "test_masks", ())):
        raise UsageError("--test-images and --test-masks must be given equally often")


def add_basic_settings(parser: argparse.ArgumentParser) -> None:
    """Add the few settings that also `reproduce` leaves open."""
    defaults = choices.TrainSettings()
    parser.add_argument("--epochs", type=int, default=defaults.epochs)
    parser.add_argument("--size", type=int, default=defaults.size, help="side of the square input in pixels")
    parser.add_argument("--seed", type=int, default=defaults.seed)
    parser.add_argument("--precision", choices=choices.PRECISIONS, default=defaults.precision,
                        help="auto: float32 on processors, bfloat16 on graphics cards that have it (default); "
                        "fastest: what a short trial at the start finds, noted in config.json")  # fmt: skip
    parser.add_argument("--encoder-weights", default=defaults.encoder_weights, metavar="imagenet|FILE|none")


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the options that determine a run besides its pairs."""
    add_basic_settings(parser)
    defaults = choices.TrainSettings()
    parser.add_argument("--regime", choices=choices.REGIMES, default=defaults.regime,
                        help="frozen: train the decoder only; finetune: all (default)")  # fmt: skip
    parser.add_argument("--decoder", choices=choices.DECODERS, default=defaults.decoder,
                        help="transpose: the course report's (default); skip: light U-shaped")  # fmt: skip
    parser.add_argument("--batch-size", type=int, default=defaults.batch_size)
    parser.add_argument("--lr", default="auto", help="learning rate; auto: 1e-3 frozen, 1e-4 fine-tuned")
    parser.add_argument("--decoder-lr-factor", type=float, default=defaults.decoder_lr_factor,
                        help="the decoder learns at the learning rate times this")  # fmt: skip
    parser.add_argument("--weight-decay", type=float, default=defaults.weight_decay)
    parser.add_argument("--val-fraction", type=float, default=defaults.val_fraction)
    parser.add_argument("--dropout", type=float, default=None)
    parser.add_argument("--decoder-widths", default=defaults.decoder_widths, metavar="N,N,N,N,N",
                        help="the skip decoder's channels at 1/2, 1/4, 1/8, 1/16 and 1/32 of the side")  # fmt: skip
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
    parser.add_argument("--init", type=Path, metavar="CHECKPOINT", help="start from this model")
    parser.add_argument("--name", default=None, help="the model's name (default: that of the run folder)")


def add_test_folders(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add the options that name images which are scored and never selected on."""
    parser.add_argument("--test-images", type=Path, action="append", default=[], required=required, metavar="DIR",
                        help="images scored after every epoch, never selected on")  # fmt: skip
    parser.add_argument("--test-masks", type=Path, action="append", default=[], required=required, metavar="DIR")
    parser.add_argument("--allow-near-duplicates", action="store_true",
                        help="go on although test images look like images to train on or validate with")  # fmt: skip


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options that say more about single images."""
    parser.add_argument("--aspects", type=Path, metavar="CSV",
                        help="id,native_width,native_height of images that were stored squashed")  # fmt: skip
    parser.add_argument("--exclude", type=Path, metavar="FILE", help="text file of ids to leave out, one a line")


def add_device(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the processor or graphics card."""
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")


def add_background(parser: argparse.ArgumentParser) -> None:
    """Add the option to run beside a person's work."""
    parser.add_argument("--background", action="store_true", help="leave a core and the right of way to other programs")


def go_to_background(arguments: argparse.Namespace) -> None:
    """Give way to other programs if that was asked for; call before torch is imported."""
    from model_train.background import give_way, limit_threads, wait_briefly

    if arguments.background:
        give_way()
        limit_threads()
    else:
        wait_briefly()


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
        name=arguments.name or _name_so_far(arguments) or arguments.out.absolute().name,
    )


def _name_so_far(arguments: argparse.Namespace) -> str:
    """Give the name of the model that a run to be resumed trains: its folder may have been renamed meanwhile."""
    if not getattr(arguments, "resume", False):
        return ""
    from model_train.run_folder import read_config

    with contextlib.suppress(TrainingError):  # whoever resumes the run tells what is wrong with it
        name = read_config(arguments.out)["settings"].get("name")
        return name if isinstance(name, str) else ""
    return ""


def encoder_file(arguments: argparse.Namespace) -> Path | None:
    """Give the file of encoder weights, if one was named."""
    return None if arguments.encoder_weights in ("imagenet", "none") else Path(arguments.encoder_weights)


def read_ids(path: Path | None) -> frozenset[str]:
    """Read a text file of ids, one a line; without a file there are none."""
    if path is None:
        return frozenset()
    try:
        # Editors on Windows put a mark before the first line.
        lines = read_limited(path, MAX_TABLE_BYTES).decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        remedy = "Give a text file in UTF-8 with one id a line."
        raise UsageError("The list of ids cannot be read", path=path, remedy=remedy) from error
    return frozenset(line.strip() for line in lines if line.strip())


def read_asked_pairs(arguments: argparse.Namespace) -> list[Pair]:
    """Give the pairs of --pairs, or of --images and --masks; raises AppError."""
    from model_train.dataset import collect_pairs, read_pairs

    if arguments.pairs is not None:
        return read_pairs(arguments.pairs)
    return collect_pairs(arguments.images, arguments.masks)


def training_request(arguments: argparse.Namespace, settings: choices.TrainSettings, **more: Any) -> TrainRequest:
    """Give the request of a command that trains; `more` are values that only some of them have."""
    from model_train.training_job import TrainRequest

    asked: dict[str, Any] = {
        "images": arguments.images,
        "masks": arguments.masks,
        "out": arguments.out,
        "settings": settings,
        "pairs_file": arguments.pairs,
        "encoder_file": encoder_file(arguments),
        "device": arguments.device,
        "listen": True,
    }
    return TrainRequest(**(asked | more))


def display() -> str:
    """Give how a training is shown on standard error: with a bar on a terminal, else in lines."""
    return "bar" if sys.stderr.isatty() else "lines"


@contextlib.contextmanager
def printed_progress() -> Iterator[Callable[[int, int], None]]:
    """Progress as JSON lines, for programs."""

    def show(done: int, total: int) -> None:
        print(json.dumps({"event": "looked", "done": done, "total": total}), flush=True)

    yield show


@contextlib.contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; elsewhere nothing."""
    from tqdm import tqdm

    with tqdm(desc=what, unit="image", leave=False, disable=not sys.stderr.isatty()) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
