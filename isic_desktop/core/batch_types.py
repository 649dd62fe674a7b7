"""What goes into a run over a folder and what comes out: the words that engine, report, window and cluster share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from model_train.checkpoint_header import CheckpointHeader
from model_train.network_input import NetworkInput
from model_train.scores import Overlap

Status = Literal["done", "kept", "failed"]


class SegmentPredictor(Protocol):
    """What the engine needs of a predictor; `model_train.predictor.Predictor` is one."""

    @property
    def header(self) -> CheckpointHeader:
        """The checkpoint's description."""

    @property
    def model_sha256(self) -> str:
        """Of the checkpoint file."""

    @property
    def engine(self) -> str:
        """What runs the forward pass."""

    @property
    def precision(self) -> str:
        """Of the forward pass."""

    @property
    def batch_size(self) -> int:
        """How many images a forward pass takes best."""

    def prepare(self, path: Path) -> NetworkInput:
        """Read an image file for `predict_prepared`; called in several threads at once. Raises ImageError."""

    def predict_prepared(
        self, inputs: Sequence[NetworkInput], *, with_quality: bool
    ) -> list[tuple[NDArray[np.float32], float | None]]:
        """For each image a probability (S, S) in [0, 1], and the Jaccard index it is likely to have, if asked for.

        Called in several threads at once.
        """


@dataclass(frozen=True)
class SegmentOptions:
    """How to segment.

    Args:
        threshold: A pixel is lesion where its probability is above this; None for the model's own.
        truth_folder: Where ground truth lies, for scores; None for none.
        rescale_01: Read ground truth coded 0/1 as 0/255 instead of refusing it.
        batch_size: Images that go through the network together; None for what suits the model. The forward pass has
            one shape always, so that a resumed run gives the same masks, bit for bit, as one that was left alone.
        lanes: Groups of images under way at the same time, each in a thread; None for as many as processor cores.
        with_quality: Predict the quality of each mask too, for the review; it costs a second forward pass.
        is_claimed: Whether a person is at work on an image right now, unsaved; such an image is `kept`. Asked from
            several threads.
    """

    threshold: float | None = None
    truth_folder: Path | None = None
    rescale_01: bool = False
    batch_size: int | None = None
    lanes: int | None = None
    with_quality: bool = True
    is_claimed: Callable[[Path], bool] = lambda _image: False


@dataclass(frozen=True)
class ImageResult:
    """What became of one image.

    Args:
        file: The image as it was given.
        id: Its stem.
        status: `done`; `kept` where a person's mask lies, which is never replaced; `failed`.
        error: Why it failed or could not be scored, as sentences; else empty.
        mask: The mask file, if there is one.
        width: Oriented, px; None if unknown.
        height: Likewise.
        lesion_fraction: Share of lesion pixels, in [0, 1].
        seconds: Decoding, prediction and writing.
        overlap: Counts against the ground truth, where it is known.
        resumed: It was done by an earlier run and is still valid.
        without_truth: Ground truth was asked for, and this image has none.
        predicted_jaccard: The Jaccard index the machine's mask is likely to have; None if unknown.
        mask_sha256: Of the mask file that this run wrote; empty if it wrote none.
    """

    file: Path
    id: str
    status: Status
    error: str = ""
    mask: Path | None = None
    width: int | None = None
    height: int | None = None
    lesion_fraction: float | None = None
    seconds: float | None = None
    overlap: Overlap | None = None
    resumed: bool = False
    without_truth: bool = False
    predicted_jaccard: float | None = None
    mask_sha256: str = ""
