"""Image in, probability out: the one way in which window, command line and cluster use a checkpoint."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from model_train.checkpoint import load_checkpoint
from model_train.checkpoint_header import CheckpointHeader, file_sha256
from model_train.errors import DeviceError, ImageError
from model_train.quality import predicted_jaccard

Image = npt.NDArray[np.uint8]
Probability = npt.NDArray[np.float32]


def resolve_device(name: str) -> str:
    """Turn `auto`, `cpu`, `cuda`, `cuda:N` or `mps` into the name of a device that is there.

    Raises:
        DeviceError: The device is unknown or not there; the message names those that are.
    """
    available = ["cpu"]
    if torch.cuda.is_available():
        available = [f"cuda:{number}" for number in range(torch.cuda.device_count())] + available
    elif torch.backends.mps.is_available():
        available = ["mps", *available]
    if name == "auto":
        return available[0]
    wanted = "cuda:0" if name == "cuda" else name
    if wanted not in available:
        remedy = f"Available here: auto, {', '.join(available)}."
        raise DeviceError(f"The device {name!r} is not available on this computer", remedy=remedy)
    return wanted


class Predictor:
    """A loaded checkpoint, ready to outline lesions.

    Safe to call from any thread; calls are answered one after the other.

    Args:
        checkpoint: A model file of this program.
        device: `auto`, `cpu`, `cuda`, `cuda:N` or `mps`.
        on_message: Told, in a sentence, when something happens that a person should know.

    Attributes:
        header: The checkpoint's description.
        model_sha256: SHA-256 of the file, 64 hexadecimal digits.
        device_name: Where predictions are computed now: `cpu`, `cuda:0`, …
        engine: `torch`.
        precision: `float32`.

    Raises:
        CheckpointError: The file is not a model of this program.
        DeviceError: The device is not there.
    """

    engine = "torch"
    precision = "float32"

    def __init__(
        self, checkpoint: Path, device: str = "auto", *, on_message: Callable[[str], None] | None = None
    ) -> None:
        self.device_name = resolve_device(device)
        network, self.header = load_checkpoint(checkpoint)
        self.model_sha256 = file_sha256(checkpoint)
        self._network = network.requires_grad_(False)
        self._lock = threading.Lock()
        self._on_message = on_message or (lambda _message: None)
        with self._on_cpu_if_memory_runs_out():
            self._place(self.device_name)

    def predict(self, image: Image) -> Probability:
        """Give the probability that each pixel belongs to the lesion.

        Args:
            image: (H, W, 3) uint8 RGB, of any size.

        Returns:
            (H, W) float32 in [0, 1], C-contiguous, at the image's own resolution.
        """
        return enlarge(self.predict_small(image), _size_wh(image))

    def predict_small(self, image: Image) -> Probability:
        """Give the probability at the network's own input size, (S, S) float32: enough for scores of certainty."""
        small: Probability = self._run(shrink(_checked(image), self.header.input_size_px)[None])[0]
        return small

    def predict_batch(self, images: Sequence[Image]) -> list[Probability]:
        """As `predict` for each image, in one forward pass; the images may differ in size."""
        if not images:
            return []
        squares = np.stack([shrink(_checked(image), self.header.input_size_px) for image in images])
        small = self._run(squares)
        return [enlarge(one, _size_wh(image)) for one, image in zip(small, images, strict=True)]

    def predict_batch_with_quality(self, images: Sequence[Image]) -> list[tuple[Probability, float]]:
        """As `predict_batch`, with the Jaccard index each prediction is likely to have (one more forward pass)."""
        if not images:
            return []
        squares = np.stack([shrink(_checked(image), self.header.input_size_px) for image in images])
        small = self._run(squares)
        turned = np.rot90(self._run(np.ascontiguousarray(np.rot90(squares, axes=(1, 2)))), -1, axes=(1, 2))
        return [
            (enlarge(one, _size_wh(image)), predicted_jaccard(one, other, self.header.threshold))
            for one, other, image in zip(small, turned, images, strict=True)
        ]

    def predict_with_quality(self, image: Image) -> tuple[Probability, float]:
        """As `predict`, with the Jaccard index the prediction is likely to have (one more forward pass)."""
        small, quality = self.predict_small_with_quality(image)
        return enlarge(small, _size_wh(image)), quality

    def predict_small_with_quality(self, image: Image) -> tuple[Probability, float]:
        """As `predict_small`, with the Jaccard index the prediction is likely to have."""
        square = shrink(_checked(image), self.header.input_size_px)
        small = self._run(square[None])[0]
        # A quarter turn tells more than a mirror image: on validation its agreement follows the true Jaccard better.
        turned = np.rot90(self._run(np.ascontiguousarray(np.rot90(square))[None])[0], -1)
        return small, predicted_jaccard(small, turned, self.header.threshold)

    def _run(self, squares: Image) -> Probability:
        """Turn (B, S, S, 3) uint8 into (B, S, S) float32 probabilities."""
        with self._lock, torch.inference_mode():
            with self._on_cpu_if_memory_runs_out():
                return self._forward(squares)
            return self._forward(squares)

    def _forward(self, squares: Image) -> Probability:
        # A copy, since the image may be read-only where it is of the network's size already.
        pixels = torch.tensor(squares, device=self.device_name)
        probability = torch.sigmoid(self._network(normalise(pixels, self.header)))
        result: Probability = probability[:, 0].float().cpu().numpy()
        return result

    def _place(self, device_name: str) -> None:
        self._network = self._network.to(device=device_name, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.device_name = device_name

    @contextlib.contextmanager
    def _on_cpu_if_memory_runs_out(self) -> Iterator[None]:
        try:
            yield
        except torch.OutOfMemoryError:
            if self.device_name == "cpu":
                raise
            lost = self.device_name
            self._place("cpu")
            if lost.startswith("cuda"):
                torch.cuda.empty_cache()
            self._on_message(f"The memory of {lost} is full: going on with the processor, which is slower.")


def normalise(pixels: Tensor, header: CheckpointHeader) -> Tensor:
    """Turn (B, H, W, 3) uint8 RGB into what the network was trained on, (B, 3, H, W) float32."""
    mean = torch.tensor(header.mean, device=pixels.device).view(1, 3, 1, 1)
    std = torch.tensor(header.std, device=pixels.device).view(1, 3, 1, 1)
    # The permuted view is channels-last already, which the convolutions like best.
    return (pixels.permute(0, 3, 1, 2).float() / 255.0 - mean) / std


def shrink(image: Image, side_px: int) -> Image:
    """Squash an image to a square: area filter along an axis that shrinks, bilinear along one that grows.

    Args:
        image: (H, W, 3) uint8.
        side_px: Side of the square.

    Returns:
        (side_px, side_px, 3) uint8, C-contiguous.
    """
    height, width = image.shape[:2]
    smaller = (min(width, side_px), min(height, side_px))
    if smaller != (width, height):
        image = cv2.resize(image, smaller, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    if smaller != (side_px, side_px):
        image = cv2.resize(image, (side_px, side_px), interpolation=cv2.INTER_LINEAR)  # type: ignore[assignment]
    return np.ascontiguousarray(image)


def enlarge(probability: Probability, size_wh: tuple[int, int]) -> Probability:
    """Bring a probability to (height, width) of an image bilinearly; `size_wh` is (width, height)."""
    if (probability.shape[1], probability.shape[0]) != size_wh:
        probability = cv2.resize(probability, size_wh, interpolation=cv2.INTER_LINEAR)  # type: ignore[assignment]
    result: Probability = np.ascontiguousarray(probability)
    return result


def _size_wh(image: Image) -> tuple[int, int]:
    return (image.shape[1], image.shape[0])


def _checked(image: Image) -> Image:
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8 or 0 in image.shape:
        raise ImageError(f"An image must be (H, W, 3) uint8, not {image.shape} {image.dtype}")
    return image
