"""Runs side by side: curves, a table, and which images each does better."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from model_train.atomic import write_bytes, write_json
from model_train.cells import as_it_was
from model_train.errors import TrainingError, UsageError
from model_train.messages import phrase
from model_train.page import Page
from model_train.pictures import curves_figure, figure_png
from model_train.run_folder import BEST_SCORES, make_folder, read_config, read_metrics
from model_train.scores import TIE
from model_train.settings import as_begun
from model_train.strict_json import open_table

_SHOWN = ("regime", "decoder", "size", "epochs", "batch_size", "lr", "augment", "loss", "schedule", "ema", "seed")
_TEST_FIGURES = ("test_loss", "test_jaccard", "test_dice", "test_accuracy")
_FIGURES = ("train_loss", "val_loss", "val_jaccard", "val_dice", "val_accuracy")


def read_scores(run: Path) -> dict[str, float]:
    """Read the validation Jaccard of each image at a run's best epoch; raises TrainingError."""
    path = run / BEST_SCORES
    try:
        return {as_it_was(row["id"]): float(row["jaccard"]) for row in csv.DictReader(open_table(path))}
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        remedy = "Compare runs with at least one finished epoch."
        raise TrainingError("The run's scores per image cannot be read", path=path, remedy=remedy) from error


def compare(runs: Sequence[Path], out: Path) -> dict[str, Any]:
    """Write `comparison.json`, `curves.png` and `comparison.html` to `out`; gives what is in the first.

    Raises:
        UsageError: Fewer than two runs, or two of the same name.
        TrainingError: A folder is not a run with a finished epoch.
        FolderError, StorageError: The results cannot be written.
    """
    names = [run.absolute().name for run in runs]
    if len(runs) < 2 or len(set(names)) < len(names):
        raise UsageError("Comparing takes two or more run folders with different names")
    metrics = {name: read_metrics(run) for name, run in zip(names, runs, strict=True)}
    for name, rows in metrics.items():
        if not rows or not {"epoch", "seconds", *_FIGURES} <= set(rows[0]):
            raise TrainingError(
                phrase("The run {name} has no finished epoch with all figures", name=name),
                remedy="Compare runs with at least one finished epoch.",
            )
    scores = {name: read_scores(run) for name, run in zip(names, runs, strict=True)}
    given = {name: as_begun(read_config(run)["settings"]) for name, run in zip(names, runs, strict=True)}
    differing = [
        key
        for key in dict.fromkeys(key for settings in given.values() for key in settings)
        if key not in (*_SHOWN, "name") and len({str(settings.get(key)) for settings in given.values()}) > 1
    ]
    table = []
    for name in names:
        settings = given[name]
        best = max(metrics[name], key=lambda row: row["val_jaccard"])
        shown: dict[str, Any] = {"run": name, **{key: settings.get(key, "") for key in (*_SHOWN, *differing)}}
        shown["best_epoch"] = int(best["epoch"])
        shown |= {key: best[key] for key in (*_FIGURES, *_TEST_FIGURES) if key in best}
        shown["seconds_per_epoch"] = sum(row["seconds"] for row in metrics[name]) / len(metrics[name])
        table.append(shown)
    pairs = [
        _wins(left, right, scores[left], scores[right])
        for place, left in enumerate(names)
        for right in names[place + 1 :]
    ]
    result = {"runs": table, "pairs": pairs}
    make_folder(out)
    curves = figure_png(curves_figure(metrics))
    write_bytes(out / "curves.png", curves)
    write_json(out / "comparison.json", result)
    page = Page("Comparison of " + ", ".join(names))
    keys = list(dict.fromkeys(key for row in table for key in row if key != "run"))
    page.table([{"": key, **{row["run"]: row.get(key, "–") for row in table}} for key in keys])
    page.listing(_cautions(table))
    page.picture(curves, "Loss and scores per epoch: training dotted, validation solid, test dashed")
    for pair in pairs:
        page.heading(f"{pair['left']} against {pair['right']}")
        if pair["images"]:
            error = pair["standard_error"]
            spread = "" if error is None else f" ± {error:.4f} (standard error)"
            page.text(
                f"On {pair['images']} validation images of both: {pair['left']} is better on {pair['left_wins']}, "
                f"{pair['right']} on {pair['right_wins']}, equal (within {TIE}) on {pair['ties']}. The mean difference "
                f"is {pair['mean_difference']:+.4f}{spread}; a difference is "
                f"{pair['left']} minus {pair['right']}. The images with the largest:"
            )
            page.table(pair["largest"])
        else:
            page.text("The two have no validation image in common.")
    page.write(out / "comparison.html")
    return result


def _cautions(table: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say which figures of the table cannot be held against each other."""
    said = ["Figures are those of each run's best epoch by validation Jaccard, which was chosen by them."]
    if len({row["loss"] for row in table}) > 1:
        said.append("The losses are of different kinds: only the scores can be compared.")
    if len({row["size"] for row in table}) > 1:
        said.append("Each run is scored at its own input size: `evaluate` scores at the images' own.")
    return said


def _standard_error(values: Sequence[float]) -> float | None:
    return float(np.std(values, ddof=1) / len(values) ** 0.5) if len(values) > 1 else None


def _wins(left: str, right: str, first: dict[str, float], second: dict[str, float]) -> dict[str, Any]:
    common = [name for name in first if name in second]
    differences = {name: first[name] - second[name] for name in common}
    largest = sorted(common, key=lambda name: -abs(differences[name]))[:20]
    return {
        "left": left,
        "right": right,
        "images": len(common),
        "left_wins": sum(value > TIE for value in differences.values()),
        "right_wins": sum(value < -TIE for value in differences.values()),
        "ties": sum(abs(value) <= TIE for value in differences.values()),
        "mean_difference": float(np.mean(list(differences.values()))) if common else None,
        "standard_error": _standard_error(list(differences.values())),
        "largest": [
            {"id": name, left: first[name], right: second[name], "difference": differences[name]} for name in largest
        ],
    }
