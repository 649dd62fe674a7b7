"""The course report's two tasks with its exact settings, and its figures beside ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from model_train.atomic import write_bytes, write_json
from model_train.checkpoint import load_checkpoint
from model_train.control import Cancelled
from model_train.dataset import DecodedPairs, collect_pairs, read_pairs
from model_train.page import Page
from model_train.pictures import curves_figure, draw_outlines, figure_png, label_of, sheet_png
from model_train.predictor import normalise
from model_train.run_folder import BEST, PROCESS, make_folder, read_metrics
from model_train.settings import AUTO_LR, TrainSettings
from model_train.training_job import TrainRequest, run_training

TASKS = {"task1": ("frozen", "Task 1: encoder frozen"), "task2": ("finetune", "Task 2: fine-tuned")}

REPORT: Mapping[str, Mapping[str, float]] = {
    "task1": {"jaccard": 0.5585, "dice": 0.7167, "accuracy": 0.815},
    "task2": {"jaccard": 0.7165, "dice": 0.8348, "accuracy": 0.897},
}
"""The course report's figures (MobileNetV2, transposed convolutions, 128 pixels, 20 epochs)."""
REPORT_PIXELS = {"mean": 0.6366, "standard deviation": 0.1514}

DEFINITIONS = (
    "loss: binary cross-entropy, mean over the pixels of an image, then over images",
    "IoU (Jaccard), Dice, accuracy: of the mask (probability above 0.5) at the network's input size, per image, then "
    "the unweighted mean over images",
    "training figures are taken while training, on augmented images, with dropout, and with weights that still change",
    "validation: a fifth of the training images, never trained on; test: images used for nothing else",
)
_SHOWN = 8
_TILE_PX = 160


def course_settings(regime: str, *, epochs: int = 20, size: int = 128, seed: int = 0) -> TrainSettings:
    """Give the report's settings for a regime."""
    return TrainSettings(regime=regime, decoder="transpose", epochs=epochs, size=size, lr=AUTO_LR[regime], seed=seed)


def reproduce(request: TrainRequest, *, publishable: bool = False) -> dict[str, Any]:
    """Run both tasks, and write `reproduction.json` and `reproduction.html` with curves and sheets.

    A task whose run is complete is not run again; an interrupted one is resumed.

    Args:
        request: Folders, test folders and encoder weights; `out` holds the two run folders and the results. Of its
            settings, epochs, size, seed, precision and encoder weights are used.
        publishable: Draw outlines on grey instead of on the photographs.

    Raises:
        AppError: As `run_training`.
        Cancelled: A run was asked to stop or to leave at once; asked again, it is gone on with.
    """
    make_folder(request.out)
    given = request.settings
    tables: dict[str, list[dict[str, float]]] = {}
    for task in TASKS:
        settings = _task_settings(task, given)
        folder = request.out / task
        begun = (folder / PROCESS).is_file()
        if run_training(replace(request, out=folder, settings=settings, resume=begun)).epoch < settings.epochs:
            raise Cancelled  # stopped early: half a task must not pass for the course's
        tables[task] = read_metrics(folder)
    result = {task: summarise(rows) for task, rows in tables.items()}
    result["report"] = {task: dict(values) for task, values in REPORT.items()}
    if request.pairs_file is not None:
        pairs = read_pairs(request.pairs_file)
    else:
        pairs = collect_pairs(request.images, request.masks)
    with closing(DecodedPairs(pairs, given.size, folder=request.out)) as train:
        result["pixels"] = pixel_statistics(train.images)
    write_json(request.out / "reproduction.json", result)
    watched = collect_pairs(request.test_images, request.test_masks)
    with closing(DecodedPairs(watched, given.size, folder=request.out)) as test:
        _write_page(request, result, tables, test, publishable)
    return result


def _task_settings(task: str, given: TrainSettings) -> TrainSettings:
    regime, _title = TASKS[task]
    return replace(
        course_settings(regime, epochs=given.epochs, size=given.size, seed=given.seed),
        precision=given.precision,
        encoder_weights=given.encoder_weights,
        name=f"transpose-{given.size}" if regime == "finetune" else f"transpose-{given.size}-frozen",
    )


def summarise(rows: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    """Give the last epoch's figures, and the best test IoU and Dice over the epochs."""
    last = rows[-1]
    keys = [key for key in last if key.startswith(("train_", "val_", "test_")) and key != "train_seconds"]
    summary: dict[str, Any] = {"epochs": int(last["epoch"]), "last": {key: last[key] for key in keys}}
    for key in ("test_jaccard", "test_dice"):
        if key in last:
            best = max(rows, key=lambda row: row[key])
            summary[f"max_{key}"] = {"value": best[key], "epoch": int(best["epoch"])}
    summary["seconds"] = sum(row["seconds"] for row in rows)
    return summary


def pixel_statistics(images: npt.NDArray[np.uint8]) -> dict[str, float]:
    """Give mean and standard deviation of (N, S, S, 3) uint8 pixels in [0, 1], over all and as a mean over images."""
    counts = np.zeros(256, np.int64)
    for image in images:  # one by one: all at once would be turned into numbers of eight bytes
        counts += np.bincount(image.ravel(), minlength=256)
    values = np.arange(256) / 255.0
    mean = float((counts * values).sum() / counts.sum())
    variance = float((counts * (values - mean) ** 2).sum() / counts.sum())
    each = [float(image.std() / 255.0) for image in images]
    return {
        "mean": mean,
        "standard deviation": variance**0.5,
        "mean of the images' own standard deviations": float(np.mean(each)),
    }


def _write_page(
    request: TrainRequest,
    result: Mapping[str, Any],
    tables: Mapping[str, Sequence[Mapping[str, float]]],
    test: DecodedPairs,
    publishable: bool,
) -> None:
    page = Page("The course report's two tasks, run again")
    for task, (_regime, title) in TASKS.items():
        page.heading(title)
        last = result[task]["last"]
        rows = []
        for side in ("train", "val", "test"):
            if f"{side}_loss" in last:
                row: dict[str, object] = {"": f"{side}, last of {result[task]['epochs']} epochs"}
                row |= {name: last[f"{side}_{key}"] for name, key in _COLUMNS.items()}
                rows.append(row)
        best = {"IoU": result[task].get("max_test_jaccard"), "Dice": result[task].get("max_test_dice")}
        if best["IoU"] and best["Dice"]:
            at = f"epochs {best['IoU']['epoch']} and {best['Dice']['epoch']}"
            rows.append(
                {
                    "": f"test, best over epochs ({at})",
                    "loss": "–",
                    "IoU": best["IoU"]["value"],
                    "Dice": best["Dice"]["value"],
                    "pixel accuracy": "–",
                }
            )
        told = REPORT[task]
        reported = {name: told.get(key, "–") for name, key in _COLUMNS.items()}
        rows.append({"": "the course report", **reported})
        page.table(rows)
        curves = figure_png(curves_figure({"": tables[task]}))
        write_bytes(request.out / f"{task}_curves.png", curves)
        page.picture(curves, f"{title}: loss and scores per epoch")
        sheet = _sheet(request.out / task / BEST, test, publishable)
        write_bytes(request.out / f"{task}_actual_predicted.png", sheet)
        page.picture(sheet, f"{title}: test images with actual (green) and predicted (pink) outline")
    page.heading("How each figure is defined")
    page.listing(DEFINITIONS)
    page.heading("Pixels of the training images")
    pixels: Mapping[str, float] = result["pixels"]
    page.table([{"": key, "here": value, "report": REPORT_PIXELS.get(key, "–")} for key, value in pixels.items()])
    page.heading("Commands")
    for command in _commands(request.settings, publishable):
        page.code(command)
    page.write(request.out / "reproduction.html")


_COLUMNS = {"loss": "loss", "IoU": "jaccard", "Dice": "dice", "pixel accuracy": "accuracy"}


def _commands(given: TrainSettings, publishable: bool) -> list[str]:
    """Give the command that made the page, and those that train the same two networks by themselves."""
    folders = "--images … --masks … --test-images … --test-masks …"
    defaults = TrainSettings()
    asked = {name: getattr(given, name) for name in ("epochs", "size", "seed", "precision", "encoder_weights")}
    words = [
        "python -m model_train reproduce",
        folders,
        "--out …",
        *(f"--{name.replace('_', '-')} {one}" for name, one in asked.items() if one != getattr(defaults, name)),
        *(["--publishable"] if publishable else []),
    ]
    tasks = [f"{_task_settings(task, given).command()} {folders} --out {task}" for task in TASKS]
    return [" ".join(words), *tasks]


def _sheet(checkpoint: Path, test: DecodedPairs, publishable: bool) -> bytes:
    """Draw test images, evenly over the set, with both outlines and their Jaccard index."""
    network, header = load_checkpoint(checkpoint)
    chosen = np.unique(np.linspace(0, len(test) - 1, min(_SHOWN, len(test))).astype(int))
    images = np.ascontiguousarray(test.images[chosen])
    with torch.inference_mode():
        masks = (network(normalise(torch.from_numpy(images), header))[:, 0] > 0.0).numpy()
    truths = test.masks[chosen].astype(bool)
    grounds = np.full_like(images, 128) if publishable else images
    tiles = [
        np.asarray(Image.fromarray(draw_outlines(*drawn)).resize((_TILE_PX, _TILE_PX)))
        for drawn in zip(grounds, truths, masks, strict=True)
    ]
    labels = [
        label_of(test.pairs[number].id, truth, mask) for number, truth, mask in zip(chosen, truths, masks, strict=True)
    ]
    return sheet_png(tiles, columns=4, labels=labels)
