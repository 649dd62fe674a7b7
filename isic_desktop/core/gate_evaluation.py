"""Both models on each image of the gate, at the image's own resolution."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from isic_desktop.core.contours import simplified, trace_contours
from isic_desktop.core.gate import seen_by
from isic_desktop.core.gate_images import GateImage, Kind
from model_train.errors import AppError
from model_train.images import read_image, read_mask
from model_train.messages import phrase, received
from model_train.perceptual_hash import perceptual_hash
from model_train.scores import count_overlap

if TYPE_CHECKING:
    from model_train.checkpoint_header import CheckpointHeader

Mask = npt.NDArray[np.bool_]
Outline = tuple[tuple[float, float], ...]
"""A closed line in image coordinates (x, y)."""

# An outline in a report is for looking at, at the size of a window: details below this share of the side are not seen.
_TOLERANCE_SHARE = 1 / 1500
_MOST_LINES = 60
_MOST_POINTS = 5000


class GatePredictor(Protocol):
    """What the gate needs of a model; `model_train.predictor.Predictor` is one."""

    @property
    def header(self) -> CheckpointHeader:
        """The checkpoint's description."""

    @property
    def model_sha256(self) -> str:
        """Of the checkpoint file."""

    def predict(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Give the probability, (H, W) float32 in [0, 1], of an image, (H, W, 3) uint8 RGB."""


@dataclass(frozen=True)
class ImageComparison:
    """What the two models made of an image.

    Args:
        image: The image and its outline.
        old: Jaccard index of the old model's mask, in [0, 1]; None if there is none.
        new: Of the new one's.
        seen_by: "old" and "new", for the models that were trained on an image like this; then nothing was predicted.
        error: Why it could not be compared, as a sentence; else empty.
        size_wh: Oriented width and height, px; (0, 0) if unknown.
        outlines: Lines of "truth", "old" and "new", simplified for the screen.
    """

    image: GateImage
    old: float | None = None
    new: float | None = None
    seen_by: tuple[str, ...] = ()
    error: str = ""
    size_wh: tuple[int, int] = (0, 0)
    outlines: dict[str, tuple[Outline, ...]] = field(default_factory=dict)

    def as_dict(self, *, outlines: bool = True) -> dict[str, Any]:
        """The comparison as JSON values."""
        values: dict[str, Any] = {
            "id": self.image.id,
            "image": str(self.image.image),
            "truth": str(self.image.truth),
            "kind": self.image.kind,
            "untouched_of": self.image.untouched_of,
            "jaccard_old": self.old,
            "jaccard_new": self.new,
            "seen_by": list(self.seen_by),
            "error": self.error or None,
            "width": self.size_wh[0],
            "height": self.size_wh[1],
        }
        if outlines:
            values["outlines"] = {
                name: [list(map(list, line)) for line in self.outlines[name]] for name in self.outlines
            }
        return values


def comparison_from_dict(values: dict[str, Any]) -> ImageComparison:
    """Read what `as_dict` gave; raises KeyError, TypeError or ValueError for anything else."""
    image = GateImage(
        str(values["id"]),
        Path(values["image"]),
        Path(values["truth"]),
        cast(Kind, str(values["kind"])),
        str(values["untouched_of"]),
    )
    return ImageComparison(
        image,
        _share(values["jaccard_old"]),
        _share(values["jaccard_new"]),
        tuple(str(one) for one in values["seen_by"]),
        received(values, "error"),
        (int(values["width"]), int(values["height"])),
        {
            str(name): tuple(tuple((float(x), float(y)) for x, y in line) for line in lines)
            for name, lines in values.get("outlines", {}).items()
        },
    )


def compare_models(
    old: GatePredictor,
    new: GatePredictor,
    images: Sequence[GateImage],
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[ImageComparison]:
    """Have both models outline each image, and measure both against the truth.

    Args:
        old: The model that is in use.
        new: The one that might take its place.
        images: From `gate_images`.
        is_cancelled: Asked between images; when it says so, the iteration ends early.

    Yields:
        One comparison per image, in order. A bad file gives one with its error, and the rest go on.
    """
    for image in images:
        if is_cancelled():
            return
        try:
            yield _compare(old, new, image)
        except AppError as error:
            yield ImageComparison(image, error=str(error))
        except Exception as error:  # noqa: BLE001 (one bad image must not end a comparison of hundreds)
            reason = " ".join(str(error).split())[:300]
            sentence = phrase(
                "The image could not be compared ({kind}: {reason}): {image}.",
                kind=type(error).__name__,
                reason=reason,
                image=image.image,
            )
            yield ImageComparison(image, error=sentence)


def _compare(old: GatePredictor, new: GatePredictor, image: GateImage) -> ImageComparison:
    pixels = read_image(image.image)
    size_wh = (pixels.shape[1], pixels.shape[0])
    known_by = seen_by(perceptual_hash(pixels), old.header, new.header)
    if known_by:
        return ImageComparison(image, seen_by=known_by, size_wh=size_wh)
    stored = read_mask(image.truth)
    truth = stored.rescaled() if stored.coded_01 else stored.mask
    masks: dict[str, Mask] = {"truth": truth}
    scores = {}
    for name, predictor in (("old", old), ("new", new)):
        masks[name] = predictor.predict(pixels) >= predictor.header.threshold
        scores[name] = count_overlap(masks[name], truth).jaccard
    outlines = {name: outlines_of(mask) for name, mask in masks.items()}
    return ImageComparison(image, scores["old"], scores["new"], size_wh=size_wh, outlines=outlines)


def outlines_of(mask: Mask) -> tuple[Outline, ...]:
    """The outlines of a mask (H, W) bool as a window shows them: simplified, the largest ones only."""
    tolerance_px = max(0.5, max(mask.shape) * _TOLERANCE_SHARE)
    lines = sorted(trace_contours(mask), key=lambda line: -float(np.ptp(line, axis=0).sum()))[:_MOST_LINES]
    simple = [simplified(line, tolerance_px) for line in lines]
    # A model gone wild outlines noise: then roughly is enough.
    while sum(map(len, simple)) > _MOST_POINTS:
        tolerance_px *= 2
        simple = [simplified(line, tolerance_px) for line in simple]
    return tuple(tuple((round(float(x), 1), round(float(y), 1)) for x, y in line) for line in simple)


def _share(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not 0.0 <= float(value) <= 1.0:
        raise ValueError("a Jaccard index lies in [0, 1]")
    return float(value)
