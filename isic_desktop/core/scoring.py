"""Score a folder of masks against a folder of ground truth, as the ISIC challenges do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model_train.errors import AppError, MaskError, PairingError
from model_train.images import read_mask
from model_train.messages import phrase
from model_train.pairing import list_masks, mask_stem
from model_train.scores import Overlap, count_overlap


@dataclass(frozen=True)
class ScoringPlan:
    """Which mask is scored against which, by id (the image's stem).

    Args:
        pairs: (id, prediction, ground truth) in natural order.
        missing: Ids of ground truth without a prediction.
        extra: Ids of predictions without ground truth.
    """

    pairs: tuple[tuple[str, Path, Path], ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]


@dataclass(frozen=True)
class ScoredMask:
    """One prediction's counts, or why there are none (then `overlap` is None and `error` a sentence)."""

    id: str
    prediction: Path
    overlap: Overlap | None
    error: str = ""


def plan_scoring(predictions: Path, truth: Path) -> ScoringPlan:
    """Match two folders of masks (or two mask files) by id.

    Args:
        predictions: A folder of masks called `<id>_Segmentation.png`, `<id>_mask.png` … or `<id>.png`; or a file.
        truth: Likewise.

    Raises:
        FolderError: A folder is missing or unreadable.
        PairingError: A folder holds no masks, or two for the same id.
    """
    if predictions.is_file() and truth.is_file():
        return ScoringPlan(((mask_stem(truth), predictions, truth),), (), ())
    found = _by_id(predictions)
    truths = _by_id(truth)
    pairs = tuple((name, found[name], path) for name, path in truths.items() if name in found)
    missing = tuple(name for name in truths if name not in found)
    return ScoringPlan(pairs, missing, tuple(name for name in found if name not in truths))


def score_masks(plan: ScoringPlan, *, rescale_01: bool = False) -> Iterator[ScoredMask]:
    """Score one pair after the other; a mask that cannot be scored gives a result with an error, the rest go on.

    Args:
        plan: From `plan_scoring`.
        rescale_01: Read masks coded 0/1 as 0/255.
    """
    for name, prediction, truth in plan.pairs:
        try:
            yield ScoredMask(name, prediction, overlap_of_files(prediction, truth, rescale_01=rescale_01))
        except AppError as error:
            yield ScoredMask(name, prediction, None, str(error))


def overlap_of_files(prediction: Path, truth: Path, *, rescale_01: bool) -> Overlap:
    """Count how two mask files overlap; raises MaskError naming the file that cannot be used."""
    mask = read_scored_mask(prediction, rescale_01=rescale_01)
    return overlap_with_file(mask, truth, rescale_01=rescale_01, name=prediction)


def overlap_with_file(mask: NDArray[np.bool_], truth: Path, *, rescale_01: bool, name: Path | None = None) -> Overlap:
    """Count how a mask (H, W) bool overlaps with a file of ground truth.

    Args:
        mask: The prediction or annotation.
        truth: The file.
        rescale_01: Read it as 0/255 if it is coded 0/1.
        name: The file that an error about sizes names; by default the ground truth.

    Raises:
        MaskError: The ground truth cannot be read, is coded 0/1, or differs in size.
    """
    expected = read_scored_mask(truth, rescale_01=rescale_01)
    try:
        return count_overlap(mask, expected)
    except MaskError as error:
        raise MaskError(error.what, path=name or truth, remedy=error.remedy) from error


def read_scored_mask(path: Path, *, rescale_01: bool) -> NDArray[np.bool_]:
    """Read a mask for scoring, (H, W) bool.

    Args:
        path: The mask file.
        rescale_01: Read a mask coded 0/1 as 0/255.

    Raises:
        MaskError: It cannot be read, or is coded 0/1 and `rescale_01` is not set: the rule "above 128" would take
            it for empty.
    """
    stored = read_mask(path)
    if rescale_01:
        return stored.rescaled()
    if stored.coded_01:
        raise MaskError(
            "The mask is coded 0/1 instead of 0/255, so it would count as empty",
            path=path,
            remedy="Use --rescale-01 to read such masks as 0/255.",
        )
    return stored.mask


def _by_id(folder: Path) -> dict[str, Path]:
    """The masks of a folder by id, in natural order.

    Where a folder holds images beside their masks (`a.png` and `a_Segmentation.png`), the mask is the one meant.
    """
    masks: dict[str, list[Path]] = {}
    for path in list_masks(folder):
        masks.setdefault(mask_stem(path), []).append(path)
    if not masks:
        raise PairingError(
            "There is no mask in this folder",
            path=folder,
            remedy="Masks are PNG, BMP or TIFF files; check the folder.",
        )
    chosen: dict[str, Path] = {}
    for name, paths in masks.items():
        named = [path for path in paths if path.stem != name] or paths
        if len(named) > 1:
            raise PairingError(
                phrase(
                    "Two masks have the id '{name}': {first} and {second}",
                    name=name,
                    first=named[0].name,
                    second=named[1].name,
                ),
                path=folder,
                remedy="Move one of them away.",
            )
        chosen[name] = named[0]
    return chosen
