"""The command line of training; exit codes: 0 done, 1 failed, 2 wrong usage, 3 done except for some items."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model_train import cli_options as options
from model_train.cli_options import EXIT_CANCELLED, EXIT_DONE, EXIT_FAILED, EXIT_PARTLY, EXIT_USAGE
from model_train.cli_quality import add_calibrate, add_leave_out
from model_train.cli_train import add_probe, add_reproduce, add_train
from model_train.errors import AppError, UsageError
from model_train.messages import complaint
from model_train.standard_streams import open_missing_streams, silence_output
from model_train.torch_faults import torch_fault


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; `argv` is without the program's name."""
    open_missing_streams()
    try:
        arguments = build_parser().parse_args(argv)
    except SystemExit as leaving:  # argparse has printed what is wrong, or the help
        return leaving.code if isinstance(leaving.code, int) else EXIT_USAGE
    try:
        return _run(arguments)
    except UsageError as error:
        _complain(error)
        return EXIT_USAGE
    except AppError as error:
        _complain(error)
        return EXIT_FAILED
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return EXIT_CANCELLED
    except BrokenPipeError:
        # Whoever read our output (such as `head`) has enough of it.
        silence_output()
        return EXIT_FAILED
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        fault = torch_fault(error)
        if fault is None:
            raise
        _complain(fault)
        return EXIT_FAILED


def _run(arguments: argparse.Namespace) -> int:
    code = int(arguments.command(arguments))
    sys.stdout.flush()  # here, where a reader that has gone can be told from a fault
    return code


def _complain(error: AppError) -> None:
    sys.stderr.write(f"{complaint(error)}\n")  # at once: several processes may share a terminal


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="model_train", description="Train and judge networks that outline skin lesions in dermoscopy images."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_analyse(commands)
    add_train(commands)
    _add_evaluate(commands)
    _add_compare(commands)
    add_reproduce(commands)
    add_probe(commands)
    add_calibrate(commands)
    add_leave_out(commands)
    return parser


def _add_analyse(commands: Any) -> None:
    parser = commands.add_parser("analyse", help="look at images and masks before training",
                                 description="Validate, count and plot a set of images and masks.")  # fmt: skip
    parser.add_argument("--images", type=Path, metavar="DIR")
    parser.add_argument("--masks", type=Path, metavar="DIR")
    parser.add_argument("--pairs", type=Path, metavar="CSV", help="list of pairs instead of --images and --masks")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for JSON, plots and HTML page")
    parser.add_argument("--seed", type=options.whole_number, default=0, help="of the choice of samples")
    options.add_background(parser)
    parser.add_argument("--events", choices=("jsonl",), help="print the progress as JSON, for programs")
    parser.set_defaults(command=_analyse)


def _analyse(arguments: argparse.Namespace) -> int:
    if arguments.pairs is None and (arguments.images is None or arguments.masks is None):
        raise UsageError("Nothing to look at: give --images and --masks, or --pairs")
    options.go_to_background(arguments)
    from model_train.analysis import FINDINGS, analyse, analyse_listed

    with options.printed_progress() if arguments.events else options.bar("analysing") as show:
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
    options.add_pairs(parser)
    parser.add_argument("--tta", action="store_true", help="average over the image and its three mirror images")
    options.add_input_size(parser)
    options.add_device(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.set_defaults(command=_evaluate)


def _evaluate(arguments: argparse.Namespace) -> int:
    options.check_pairs(arguments)
    from model_train.evaluation import evaluate_files, mean_of_rows, rank_correlation
    from model_train.predictor import Predictor
    from model_train.quality import failures_found

    pairs = options.read_asked_pairs(arguments)
    predictor = Predictor(
        arguments.checkpoint,
        arguments.device,
        on_message=lambda text: print(text, file=sys.stderr),
        input_size_px=arguments.size,
    )
    with options.bar("evaluating") as show:
        rows = evaluate_files(predictor, pairs, tta=arguments.tta, on_progress=lambda done: show(done, len(pairs)))
    scored = [row for row in rows if "error" not in row]
    seen = sum(row["seen"] for row in scored)
    correlation = rank_correlation([row["predicted_jaccard"] for row in scored], [row["jaccard"] for row in scored])
    failed_first, failed = failures_found(
        [row["predicted_jaccard"] for row in scored], [row["jaccard"] for row in scored]
    )
    means = mean_of_rows(rows)
    if arguments.json:
        found = {"model": predictor.header.name, "sha256": predictor.model_sha256, "tta": arguments.tta,
                 "input_size_px": predictor.header.input_size_px,
                 "images": rows, "mean": means, "seen": seen, "quality_rank_correlation": correlation,
                 "failures": failed, "failures_in_lowest_fifth": failed_first}  # fmt: skip
        print(json.dumps(found))
    else:
        for row in rows:
            print(f"{row['id']}  " + (row["error"] if "error" in row else f"Jaccard {row['jaccard']:.4f}"))
        views = "the mean of four mirror images" if arguments.tta else "one forward pass"
        print(f"{predictor.header.name}, {views}; {len(scored)} of {len(rows)} images scored, each at its own size")
        for key, value in (means or {}).items():
            print(f"mean {key} {value:.4f}")
        print(f"rank correlation of predicted and true Jaccard {correlation:.3f}")
        print(f"of {failed} with a Jaccard under 0.65, {failed_first} are in the fifth with the lowest prediction")
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
