"""What a run of `segment` reports: a table for spreadsheets and a document for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from isic_desktop.core.batch import ImageResult
from model_train.cells import defused
from model_train.scores import SCORE_NAMES, mean_scores

COLUMNS = (
    "file",
    "id",
    "status",
    "width",
    "height",
    "lesion_fraction",
    "seconds",
    "jaccard",
    "dice",
    "accuracy",
    "sensitivity",
    "specificity",
    "thresholded_jaccard",
    "predicted_jaccard",
    "error",
)


def csv_report(results: Sequence[ImageResult]) -> bytes:
    """The table as CSV: UTF-8, one line per image, `COLUMNS` first.

    Args:
        results: In the order of the lines.

    Returns:
        The content of `report.csv`. Text that a spreadsheet would run as a formula is made plain text by an
        apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results:
        scores = _scores(result)
        writer.writerow(
            [
                defused(str(result.file)),
                defused(result.id),
                result.status,
                "" if result.width is None else result.width,
                "" if result.height is None else result.height,
                _number(result.lesion_fraction),
                _number(result.seconds),
                *(_number(scores.get(name)) for name in SCORE_NAMES),
                _number(result.predicted_jaccard),
                defused(result.error),
            ]
        )
    # A file name that is not valid UTF-8 cannot stand in UTF-8 text as it is.
    return text.getvalue().encode("utf-8", "backslashreplace")


def json_report(
    results: Sequence[ImageResult], *, out: Path, model: dict[str, Any], stopped: str | None
) -> dict[str, Any]:
    """The document that `segment --json` prints; its form is `resources/schemas/segment-report.schema.json`.

    Args:
        results: In the order of the images.
        out: The folder of the masks.
        model: Name, sha256 and threshold of the model.
        stopped: Why the run ended before its last image, or None.
    """
    return {
        "images": [_image(result) for result in results],
        "mean": mean_of(results),
        "out": str(out),
        "model": model,
        "without_truth": [result.id for result in results if result.without_truth],
        "stopped": stopped,
    }


def mean_of(results: Sequence[ImageResult]) -> dict[str, float] | None:
    """The mean scores over the images that have scores; None if none has."""
    return mean_scores([result.overlap for result in results if result.overlap is not None]) or None


def _image(result: ImageResult) -> dict[str, Any]:
    return {
        "file": str(result.file),
        "id": result.id,
        "status": result.status,
        "error": result.error or None,
        "mask": None if result.mask is None else str(result.mask),
        "width": result.width,
        "height": result.height,
        "lesion_fraction": result.lesion_fraction,
        "seconds": result.seconds,
        "resumed": result.resumed,
        "predicted_jaccard": result.predicted_jaccard,
        **_scores(result),
    }


def _scores(result: ImageResult) -> dict[str, float]:
    return {} if result.overlap is None else result.overlap.as_dict()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
