"""`isic-desktop score`: compare masks with ground truth as the ISIC challenges do."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isic_desktop.commands.console import (
    EXIT_DONE,
    EXIT_PARTLY,
    add_json_option,
    add_rescale_option,
    complain,
    print_json,
    say,
)

if TYPE_CHECKING:
    from isic_desktop.core.scoring import ScoredMask, ScoringPlan

_DESCRIPTION = """\
Compare predicted masks with ground truth, image by image at full size, and average. Files belong together if their
names do without endings such as _Segmentation, _mask or _lesion.

Jaccard (intersection over union), Dice, accuracy, sensitivity, specificity, and the thresholded Jaccard of the ISIC
2018 challenge (Jaccard where it is at least 0.65, else 0)."""

_EXAMPLES = """\
examples:
  isic-desktop score masks truth_masks
  isic-desktop score masks truth_masks --json > scores.json

exit code: 0 all scored, 2 nothing was started, 3 a prediction is missing or could not be scored (all are named)"""

_TITLES = ("Jaccard", "Dice", "accuracy", "sensit.", "specif.", "thr.Jacc.")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's parser."""
    parser = commands.add_parser(
        "score",
        help="compare masks with ground truth, as the ISIC challenges do",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("predictions", type=Path, metavar="PREDICTIONS", help="folder of masks (or one mask)")
    parser.add_argument("truth", type=Path, metavar="TRUTH", help="folder of ground truth masks (or one mask)")
    add_rescale_option(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns its exit code."""
    from isic_desktop.core.scoring import plan_scoring, score_masks
    from model_train.scores import mean_scores

    plan = plan_scoring(arguments.predictions, arguments.truth)
    scored: list[ScoredMask] = []
    for result in score_masks(plan, rescale_01=arguments.rescale_01):
        scored.append(result)
        if result.error:
            complain(result.error)
    mean = mean_scores([result.overlap for result in scored if result.overlap is not None]) or None
    if arguments.json:
        print_json(_document(plan, scored, mean))
    else:
        _print_table(scored, mean)
    if plan.missing:
        count = len(plan.missing)
        masks = "1 ground truth mask has" if count == 1 else f"{count} ground truth masks have"
        complain(f"{masks} no prediction: {_some(plan.missing)}.")
    if plan.extra:
        say(f"{len(plan.extra)} predictions have no ground truth and were left out: {_some(plan.extra)}.")
    failed = bool(plan.missing) or any(result.error for result in scored)
    return EXIT_PARTLY if failed else EXIT_DONE


def _document(plan: ScoringPlan, scored: list[ScoredMask], mean: dict[str, float] | None) -> dict[str, Any]:
    return {
        "images": [
            {"id": result.id, "file": str(result.prediction), **result.overlap.as_dict()}
            for result in scored
            if result.overlap is not None
        ],
        "mean": mean,
        "missing": list(plan.missing),
        "extra": list(plan.extra),
        "failed": [
            {"id": result.id, "file": str(result.prediction), "error": result.error}
            for result in scored
            if result.overlap is None
        ],
    }


def _print_table(scored: list[ScoredMask], mean: dict[str, float] | None) -> None:
    label = "mean"
    width = max([len(label), *(len(result.id) for result in scored)])
    print(f"{'id':<{width}}", *(f"{title:>9}" for title in _TITLES))
    for result in scored:
        if result.overlap is None:
            print(f"{result.id:<{width}}", f"{'not scored':>10}")
        else:
            print(f"{result.id:<{width}}", *(f"{value:9.4f}" for value in result.overlap.as_dict().values()))
    if mean is not None:
        print(f"{label:<{width}}", *(f"{value:9.4f}" for value in mean.values()))


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
