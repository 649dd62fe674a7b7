"""The command line of training; exit codes: 0 done, 1 failed, 2 wrong usage, 3 done except for some items."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
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
    _add_analyse(commands)
    _add_train(commands)
    _add_evaluate(commands)
    _add_compare(commands)
    _add_reproduce(commands)
    _add_probe(commands)
    from model_train.cli_quality import add_calibrate, add_leave_out

    add_calibrate(commands)
    add_leave_out(commands)
    return parser


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
    parser.add_argument("--exclude", type=Path, metavar="FILE", help="text file of ids to leave out, one a line")
    parser.add_argument("--validate-on", type=Path, metavar="FILE",
                        help="text file of ids to validate on, instead of --val-fraction by lot")  # fmt: skip
    parser.add_argument("--allow-near-duplicates", action="store_true",
                        help="go on although test images look like training images")  # fmt: skip
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")
    parser.add_argument("--resume", action="store_true", help="go on with the run in RUN")
    parser.add_argument("--background", action="store_true", help="leave a core and the right of way to other programs")
    parser.add_argument("--events", choices=("jsonl",), help="print one JSON object per line, for programs")
    parser.set_defaults(command=_train)


def read_ids(path: Path | None) -> frozenset[str]:
    """Read a text file of ids, one a line; without a file there are none."""
    if path is None:
        return frozenset()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("The list of ids cannot be read", path=path) from error
    return frozenset(line.strip() for line in lines if line.strip())


def _train(arguments: argparse.Namespace) -> int:
    check_pairs(arguments)
    settings = read_settings(arguments)
    if arguments.background:
        from model_train.background import give_way, limit_threads

        give_way()
        limit_threads()
    from model_train.control import Cancelled
    from model_train.memory import keep_freed_memory
    from model_train.training_job import TrainRequest, run_training

    keep_freed_memory()
    request = TrainRequest(
        images=arguments.images,
        masks=arguments.masks,
        out=arguments.out,
        settings=settings,
        pairs_file=arguments.pairs,
        test_images=arguments.test_images,
        test_masks=arguments.test_masks,
        encoder_file=encoder_file(arguments),
        init_file=arguments.init,
        groups=arguments.groups,
        aspects=arguments.aspects,
        exclude=read_ids(arguments.exclude),
        validate_on=read_ids(arguments.validate_on),
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


def _add_analyse(commands: Any) -> None:
    parser = commands.add_parser("analyse", help="look at images and masks before training",
                                 description="Validate, count and plot a set of images and masks.")  # fmt: skip
    parser.add_argument("--images", type=Path, metavar="DIR")
    parser.add_argument("--masks", type=Path, metavar="DIR")
    parser.add_argument("--pairs", type=Path, metavar="CSV", help="list of pairs instead of --images and --masks")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for JSON, plots and HTML page")
    parser.add_argument("--seed", type=int, default=0, help="of the choice of samples")
    parser.add_argument("--background", action="store_true", help="leave a core and the right of way to other programs")
    parser.add_argument("--events", choices=("jsonl",), help="print the progress as JSON, for programs")
    parser.set_defaults(command=_analyse)


def _analyse(arguments: argparse.Namespace) -> int:
    if arguments.pairs is None and (arguments.images is None or arguments.masks is None):
        raise UsageError("Nothing to look at: give --images and --masks, or --pairs")
    if arguments.background:
        from model_train.background import give_way, limit_threads

        give_way()
        limit_threads()
    from model_train.analysis import FINDINGS, analyse, analyse_listed

    with _printed_progress() if arguments.events else bar("analysing") as show:
        if arguments.pairs is not None:
            result = analyse_listed(arguments.pairs, arguments.out, seed=arguments.seed, on_progress=show)
        else:
            result = analyse(arguments.images, arguments.masks, arguments.out, seed=arguments.seed, on_progress=show)
    for kind, title in FINDINGS.items():
        if result.findings[kind]:
            print(f"{title}: {len(result.findings[kind])}")
    print(f"{result.counts['pairs']} pairs; see {arguments.out / 'analysis.html'}")
    return EXIT_PARTLY if result.findings["unreadable"] else EXIT_DONE


def _add_evaluate(commands: Any) -> None:
    parser = commands.add_parser("evaluate", help="score a checkpoint",
                                 description="Score a checkpoint on images with ground truth.")  # fmt: skip
    parser.add_argument("--checkpoint", type=Path, required=True, metavar="FILE")
    add_pairs(parser)
    parser.add_argument("--tta", action="store_true", help="average over the image and its three mirror images")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.set_defaults(command=_evaluate)


def _evaluate(arguments: argparse.Namespace) -> int:
    check_pairs(arguments)
    from model_train.dataset import collect_pairs, read_pairs
    from model_train.evaluation import evaluate_files, mean_of_rows, rank_correlation
    from model_train.predictor import Predictor

    if arguments.pairs is not None:
        pairs = read_pairs(arguments.pairs)
    else:
        pairs = collect_pairs(arguments.images, arguments.masks)
    predictor = Predictor(arguments.checkpoint, arguments.device, on_message=lambda text: print(text, file=sys.stderr))
    with bar("evaluating") as show:
        rows = evaluate_files(predictor, pairs, tta=arguments.tta, on_progress=lambda done: show(done, len(pairs)))
    scored = [row for row in rows if "error" not in row]
    seen = sum(row["seen"] for row in scored)
    correlation = rank_correlation([row["predicted_jaccard"] for row in scored], [row["jaccard"] for row in scored])
    means = mean_of_rows(rows)
    if arguments.json:
        found = {"model": predictor.header.name, "sha256": predictor.model_sha256, "images": rows, "mean": means,
                 "seen": seen, "quality_rank_correlation": correlation}  # fmt: skip
        print(json.dumps(found, ensure_ascii=False))
    else:
        for row in rows:
            print(f"{row['id']}  " + (row["error"] if "error" in row else f"Jaccard {row['jaccard']:.4f}"))
        for key, value in (means or {}).items():
            print(f"mean {key} {value:.4f}")
        print(f"rank correlation of predicted and true Jaccard {correlation:.3f}")
        if seen:
            print(f"{seen} of {len(scored)} images look like images the model was trained on: not a fair test")
    return EXIT_DONE if len(scored) == len(rows) else EXIT_PARTLY


def _add_compare(commands: Any) -> None:
    parser = commands.add_parser("compare", help="put runs side by side", description="Compare two or more runs.")
    parser.add_argument("runs", type=Path, nargs="+", metavar="RUN")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.set_defaults(command=_compare)


def _compare(arguments: argparse.Namespace) -> int:
    from model_train.comparison import compare

    for row in compare(arguments.runs, arguments.out)["runs"]:
        print(f"{row['run']}: validation Jaccard {row['val_jaccard']:.4f} in epoch {row['best_epoch']}")
    print(f"See {arguments.out / 'comparison.html'}")
    return EXIT_DONE


def _add_reproduce(commands: Any) -> None:
    parser = commands.add_parser("reproduce", help="run the course report's two tasks",
                                 description="Run the course report's tasks with its exact settings.")  # fmt: skip
    add_pairs(parser)
    parser.add_argument("--test-images", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--test-masks", type=Path, action="append", required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="an interrupted one is gone on with")
    defaults = choices.TrainSettings()
    parser.add_argument("--epochs", type=int, default=defaults.epochs)
    parser.add_argument("--size", type=int, default=defaults.size)
    parser.add_argument("--seed", type=int, default=defaults.seed)
    parser.add_argument("--precision", choices=choices.PRECISIONS, default=defaults.precision)
    parser.add_argument("--encoder-weights", default=defaults.encoder_weights, metavar="imagenet|FILE|none")
    parser.add_argument("--allow-near-duplicates", action="store_true")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--publishable", action="store_true", help="outlines on grey instead of photographs")
    parser.set_defaults(command=_reproduce)


def _reproduce(arguments: argparse.Namespace) -> int:
    check_pairs(arguments)
    settings = choices.TrainSettings(
        epochs=arguments.epochs,
        size=arguments.size,
        seed=arguments.seed,
        precision=arguments.precision,
        encoder_weights=Path(arguments.encoder_weights).name,
    )
    from model_train.control import Cancelled
    from model_train.memory import keep_freed_memory
    from model_train.reproduction import reproduce
    from model_train.training_job import TrainRequest

    keep_freed_memory()
    request = TrainRequest(
        images=arguments.images,
        masks=arguments.masks,
        out=arguments.out,
        settings=settings,
        pairs_file=arguments.pairs,
        test_images=arguments.test_images,
        test_masks=arguments.test_masks,
        encoder_file=encoder_file(arguments),
        device=arguments.device,
        listen=True,
        allow_near_duplicates=arguments.allow_near_duplicates,
        show_progress=sys.stderr.isatty(),
    )
    try:
        result = reproduce(request, publishable=arguments.publishable)
    except Cancelled:
        print("Cancelled; the same command goes on.", file=sys.stderr)
        return EXIT_CANCELLED
    for task in ("task1", "task2"):
        last = result[task]["last"]
        print(f"{task}: test IoU {last['test_jaccard']:.4f}, Dice {last['test_dice']:.4f}, "
              f"accuracy {last['test_accuracy']:.4f}")  # fmt: skip
    print(f"See {arguments.out / 'reproduction.html'}")
    return EXIT_DONE


def _add_probe(commands: Any) -> None:
    parser = commands.add_parser("probe", help="measure what a training would cost here",
                                 description="Take a few training steps; print seconds and bytes as JSON.")  # fmt: skip
    add_pairs(parser)
    add_settings(parser)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps")
    parser.add_argument("--background", action="store_true", help="leave a core and the right of way to other programs")
    parser.set_defaults(command=_probe, out=Path("probe"))


def _probe(arguments: argparse.Namespace) -> int:
    check_pairs(arguments)
    settings = read_settings(arguments)
    if arguments.background:
        from model_train.background import give_way, limit_threads

        give_way()
        limit_threads()
    from model_train.dataset import collect_pairs, read_pairs
    from model_train.memory import keep_freed_memory
    from model_train.probe import probe

    keep_freed_memory()
    if arguments.pairs is not None:
        pairs = read_pairs(arguments.pairs)
    else:
        pairs = collect_pairs(arguments.images, arguments.masks)
    print(json.dumps(probe(settings, pairs, arguments.device)))
    return EXIT_DONE


@contextlib.contextmanager
def _printed_progress() -> Iterator[Callable[[int, int], None]]:
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
