"""Leave one camera out: how good a recipe is on cameras that its training never saw.

The native size of an image stands in for its camera. For each of the largest groups of one size, and for all smaller
ones together, a network is trained on the other groups and scored on the files of the one left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from model_train.atomic import write_json
from model_train.control import Cancelled
from model_train.dataset import Pair, collect_pairs, read_csv_by_id, read_pairs
from model_train.errors import UsageError
from model_train.evaluation import evaluate_files
from model_train.images import read_image_size
from model_train.messages import phrase
from model_train.predictor import Predictor
from model_train.run_folder import BEST, PROCESS, SPLIT, make_folder
from model_train.training_job import TrainRequest, run_training

REPORT = "leave_out.json"
OTHERS = "all other sizes"
WITH_ALL = "with_all"
_FAILED_BELOW = 0.65


@dataclass(frozen=True)
class LeftOut:
    """Scores on one camera by a network that was trained on the others.

    Attributes:
        camera: Native size, or OTHERS.
        images: Images of that camera that were scored.
        look_alikes: Further ones that were not, since they look like an image that was trained or selected on.
        trained_on: Images of other cameras that were trained on.
        jaccard: Mean over the camera's images, each at the size of its file.
        share_below: Share of them with a Jaccard under 0.65.
        seen_images: Images of it among the validation images of a run of the same length that had all cameras.
        seen_jaccard: Mean over those by that run, so that what unfamiliarity costs is told from what is hard in the
            camera's images; None when there are none.
    """

    camera: str
    images: int
    look_alikes: int
    trained_on: int
    jaccard: float
    share_below: float
    seen_images: int
    seen_jaccard: float | None


def read_cameras(pairs: Sequence[Pair], sizes: Path | None, largest: int) -> dict[str, list[Pair]]:
    """Group pairs by native size: the `largest` groups by name, then the rest together.

    Args:
        pairs: What to group.
        sizes: CSV with id, native_width, native_height, for images that were stored squashed; an image that it does
            not list, or lists without a size, belongs to the rest. Without a CSV the sizes of the files count.
        largest: How many groups get a run of their own.

    Raises:
        UsageError: There are not two groups.
    """
    listed: Mapping[str, tuple[str, ...]] = read_csv_by_id(sizes, "native_width", "native_height") if sizes else {}
    by_size: dict[str, list[Pair]] = {}
    for pair in pairs:
        width, height = listed.get(pair.id, ("", "")) if sizes else map(str, read_image_size(pair.image))
        by_size.setdefault(f"{width}×{height}" if width and height else "", []).append(pair)
    rest = by_size.pop("", [])
    order = sorted(by_size, key=lambda name: (-len(by_size[name]), name))
    cameras = {name: by_size[name] for name in order[:largest]}
    rest += [pair for name in order[largest:] for pair in by_size[name]]
    if rest:
        cameras[OTHERS] = rest
    if len(cameras) < 2:
        raise UsageError("All images are of one size, so no camera can be left out", remedy="Add images of another.")
    return cameras


def leave_out(
    request: TrainRequest,
    sizes: Path | None,
    largest: int,
    *,
    on_camera: Callable[[LeftOut], None] | None = None,
) -> list[LeftOut]:
    """Train once with all cameras and once for each without it, score on it, and write `leave_out.json` after each.

    Args:
        request: The training; its folder gets one run folder per camera, and one more.
        sizes: See `read_cameras`.
        largest: See `read_cameras`.
        on_camera: Told the scores of each camera.

    Raises:
        AppError: As `run_training`; a score that cannot be had because a file is broken.
        Cancelled: A run was asked to stop or to leave at once; asked again, it is gone on with.
    """
    if request.init_file is not None:
        what = "A run that leaves a camera out cannot start from a checkpoint, which may have seen it"
        raise UsageError(what, remedy="Leave --init away; --encoder-weights imagenet is fine.")
    if request.pairs_file is not None:
        pairs = read_pairs(request.pairs_file)
    else:
        pairs = collect_pairs(request.images, request.masks)
    everything = [pair for pair in pairs if pair.id not in request.exclude]
    cameras = read_cameras(everything, sizes, largest)
    make_folder(request.out)
    sides = _train(request, request.out / WITH_ALL)
    validated = [pair for pair in everything if sides.get(pair.id) == "val"]
    seen = {row["id"]: float(row["jaccard"]) for row in _score(request, WITH_ALL, validated)}
    found: list[LeftOut] = []
    for camera, held in cameras.items():
        run = re.sub(r"\W+", "_", camera.replace("×", "x"))
        without = replace(request, exclude=request.exclude | {pair.id for pair in held})
        trained = _train(without, request.out / run)
        rows = _score(request, run, held)
        jaccards = np.array([row["jaccard"] for row in rows if not row["seen"]])
        if not jaccards.size:
            what = phrase("All images of {camera} look like images of the others", camera=camera)
            raise UsageError(what, remedy=phrase("Take the copies out with --exclude."))
        known = [seen[pair.id] for pair in held if pair.id in seen]
        left = LeftOut(
            camera=camera,
            images=len(jaccards),
            look_alikes=len(rows) - len(jaccards),
            trained_on=list(trained.values()).count("train"),
            jaccard=float(jaccards.mean()),
            share_below=float((jaccards < _FAILED_BELOW).mean()),
            seen_images=len(known),
            seen_jaccard=float(np.mean(known)) if known else None,
        )
        found.append(left)
        told = [asdict(one) for one in found]
        write_json(request.out / REPORT, {"command": request.settings.command(), "cameras": told})
        if on_camera is not None:
            on_camera(left)
    return found


def _train(request: TrainRequest, run: Path) -> dict[str, str]:
    """Train, or go on with what is there; gives each id's side."""
    progress = run_training(replace(request, out=run, resume=(run / PROCESS).exists()))
    patience = request.settings.patience
    converged = 0 < patience <= progress.epoch - progress.best_epoch
    if progress.epoch < request.settings.epochs and not converged:
        raise Cancelled  # stopped early: a half-trained network would pass for one that does not know the camera
    return {name: side for name, (side,) in read_csv_by_id(run / SPLIT, "side").items()}


def _score(request: TrainRequest, run: str, pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    rows = evaluate_files(Predictor(request.out / run / BEST, request.device), pairs)
    for row, pair in zip(rows, pairs, strict=True):
        if "error" in row:
            raise UsageError(
                phrase("{name} cannot be scored: {reason}", name=pair.id, reason=row["error"]),
                remedy="Take it out with --exclude.",
            )
    return rows
