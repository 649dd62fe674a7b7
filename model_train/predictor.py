"""Image in, probability out: the one way in which window, command line and cluster use a checkpoint."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from model_train.checkpoint import load_checkpoint
from model_train.checkpoint_header import CheckpointHeader, file_sha256
from model_train.errors import CheckpointError, DeviceError, ImageError
from model_train.fused import FusedNetwork, fuse
from model_train.messages import first_line, phrase
from model_train.network import LesionNetwork
from model_train.network_input import NetworkInput, enlarge, read_network_input, shrink
from model_train.quality import calibration_from_dict, predicted_jaccard
from model_train.settings import check_size

_MOST_LOADS = 5

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
        remedy = phrase("Available here: auto, {devices}.", devices=", ".join(available))
        raise DeviceError(phrase("The device {name} is not available on this computer", name=repr(name)), remedy=remedy)
    return wanted


class Predictor:
    """A loaded checkpoint, ready to outline lesions.

    Safe to call from any thread; calls are answered one after the other.

    Args:
        checkpoint: A model file of this program.
        device: `auto`, `cpu`, `cuda`, `cuda:N` or `mps`.
        on_message: Told, in a sentence, when something happens that a person should know.
        input_size_px: Side of the square input instead of the checkpoint's own, px.
        between_steps: Called between the steps of loading the checkpoint; what it raises ends that.

    Attributes:
        header: The checkpoint's description, with the side of the input that is used.
        model_sha256: SHA-256 of the file, 64 hexadecimal digits.
        device_name: Where predictions are computed now: `cpu`, `cuda:0`, …
        precision: `float32`.

    Raises:
        CheckpointError: The file is not a model of this program.
        DeviceError: The device is not there.
        UsageError: No network takes squares of that side.
    """

    precision = "float32"

    def __init__(
        self,
        checkpoint: Path,
        device: str = "auto",
        *,
        on_message: Callable[[str], None] | None = None,
        input_size_px: int | None = None,
        between_steps: Callable[[], None] = lambda: None,
    ) -> None:
        if input_size_px is not None:
            check_size(input_size_px)
        self.device_name = resolve_device(device)
        network, header, self.model_sha256 = _load_with_hash(checkpoint, between_steps)
        self.header = header if input_size_px is None else replace(header, input_size_px=input_size_px)
        self._calibration = calibration_from_dict(self.header.quality)
        self._network: LesionNetwork | None = network.requires_grad_(False)
        self._fused: FusedNetwork | None = None
        self._lock = threading.Lock()
        self._on_message = on_message or (lambda _message: None)
        self._checkpoint = checkpoint
        between_steps()
        with self._on_cpu_if_the_card_fails():
            self._place(self.device_name)

    @property
    def engine(self) -> str:
        """What computes: `torch-fused` (see `model_train.fused`), or `torch` where that cannot be had."""
        return "torch" if self._fused is None else "torch-fused"

    @property
    def batch_size(self) -> int:
        """How many images a forward pass takes best."""
        # A wide decoder's weights are read from memory once a batch; a large input leaves the cache all the sooner.
        return 8 if self.header.input_size_px <= 128 else 4

    def prepare(self, path: Path) -> NetworkInput:
        """Read an image file for `predict_prepared`; may be called in any thread. Raises ImageError."""
        return read_network_input(path, self.header.input_size_px)

    def predict_prepared(
        self, inputs: Sequence[NetworkInput], *, with_quality: bool = True
    ) -> list[tuple[Probability, float | None]]:
        """Predict for images that `prepare` has read, in forward passes of `batch_size`, filled up where need be.

        Args:
            inputs: The images.
            with_quality: Also tell the Jaccard index each is likely to have, which takes a second look at each.

        Returns:
            For each image the probability at the network's own size, (S, S) float32, and the quality or None.
        """
        # Callers that want more go through several groups at once; a fixed number keeps the values the same.
        if self.device_name == "cpu" and torch.get_num_threads() != 1:
            torch.set_num_threads(1)
        squares = [entry.square for entry in inputs]
        if with_quality:
            squares += [np.ascontiguousarray(np.rot90(square)) for square in squares]
        found: list[Probability] = []
        for first in range(0, len(squares), self.batch_size):
            some = squares[first : first + self.batch_size]
            # Always of one shape: whatever the processor, an image's values must not depend on how a run was cut.
            full = np.zeros((self.batch_size, *some[0].shape), np.uint8)
            np.stack(some, out=full[: len(some)])
            found += list(self._run(full)[: len(some)])
        if not with_quality:
            return [(small, None) for small in found]
        count = len(inputs)
        return [
            (small, self._quality(small, np.rot90(turned, -1)))
            for small, turned in zip(found[:count], found[count:], strict=True)
        ]

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

    def predict_with_quality(self, image: Image) -> tuple[Probability, float]:
        """As `predict`, with the Jaccard index the prediction is likely to have (one more forward pass)."""
        small, quality = self.predict_small_with_quality(image)
        return enlarge(small, _size_wh(image)), quality

    def predict_small_with_quality(self, image: Image) -> tuple[Probability, float]:
        """As `predict_small`, with the Jaccard index the prediction is likely to have."""
        return self.predict_square_with_quality(self.squeeze(image))

    def squeeze(self, image: Image) -> Image:
        """The square that the network takes, (S, S, 3) uint8, of an image in memory, (H, W, 3) uint8."""
        return shrink(_checked(image), self.header.input_size_px)

    def predict_square_with_quality(self, square: Image) -> tuple[Probability, float]:
        """As `predict_small_with_quality`, for the square of a `NetworkInput`: what a run over a folder looks at."""
        # A quarter turn tells more than a mirror image: on validation its agreement follows the true Jaccard better.
        small, turned = self._run(np.stack((square, np.rot90(square))))
        return small, self._quality(small, np.rot90(turned, -1))

    def _quality(self, small: Probability, turned: Probability) -> float:
        return predicted_jaccard(small, turned, self.header.threshold, self._calibration)

    def _run(self, squares: Image) -> Probability:
        """Turn (B, S, S, 3) uint8 into (B, S, S) float32 probabilities."""
        if self._fused is not None:
            return self._forward(squares)  # several threads may do this at once
        with self._lock:
            with self._on_cpu_if_the_card_fails():
                return self._forward(squares)
            return self._forward(squares)

    def _forward(self, squares: Image) -> Probability:
        with torch.inference_mode():
            # A copy, since the image may be read-only where it is of the network's size already.
            pixels = torch.tensor(squares, device=self.device_name)
            network = self._fused or self._network
            assert network is not None
            probability = torch.sigmoid(network(normalise(pixels, self.header)))
            result: Probability = probability[:, 0].float().cpu().numpy()
            return result

    def _place(self, device_name: str) -> None:
        self.device_name = device_name
        if self._network is None:
            return
        self._network = self._network.to(device=device_name, memory_format=torch.channels_last)  # type: ignore[call-overload]
        if device_name == "cpu":
            assert self._network is not None
            self._fused = fuse(self._network, self.header.input_size_px)
            if self._fused is not None:
                self._network = None  # its weights have been taken over

    @contextlib.contextmanager
    def _on_cpu_if_the_card_fails(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:
            if self.device_name == "cpu":
                raise
            lost = self.device_name
            if isinstance(error, torch.OutOfMemoryError):
                self._place("cpu")
                if lost.startswith("cuda"):
                    torch.cuda.empty_cache()
                message = phrase(
                    "The memory of {lost} is full: going on with the processor, which is slower.", lost=lost
                )
            else:
                # A driver that is too old, a card that this torch knows nothing of, one that was unplugged: after such
                # an error nothing comes back from there, not even the weights.
                self._network = _load_again(self._checkpoint, self.model_sha256)
                self._place("cpu")
                message = phrase(
                    "{lost} cannot be used ({reason}): going on with the processor, which is slower. "
                    "A newer driver may help.",
                    lost=lost,
                    reason=first_line(error),
                )
            self._on_message(message)


def normalise(pixels: Tensor, header: CheckpointHeader) -> Tensor:
    """Turn (B, H, W, 3) uint8 RGB into what the network was trained on, (B, 3, H, W) float32."""
    mean = torch.tensor(header.mean, device=pixels.device).view(1, 3, 1, 1)
    std = torch.tensor(header.std, device=pixels.device).view(1, 3, 1, 1)
    # The permuted view is channels-last already, which the convolutions like best.
    return (pixels.permute(0, 3, 1, 2).float() / 255.0 - mean) / std


def _load_with_hash(
    checkpoint: Path, between_steps: Callable[[], None] = lambda: None
) -> tuple[LesionNetwork, CheckpointHeader, str]:
    """Load a model and hash its file so that both are of one file, even if another takes its place meanwhile."""
    for _ in range(_MOST_LOADS):
        before = _identity(checkpoint)
        network, header = load_checkpoint(checkpoint, between_steps=between_steps)
        between_steps()
        sha256 = file_sha256(checkpoint)
        if _identity(checkpoint) == before:
            return network, header, sha256
    what = "The model file is being replaced again and again"
    raise CheckpointError(what, path=checkpoint, remedy="Wait until that has ended, and try again.")


def _load_again(checkpoint: Path, sha256: str) -> LesionNetwork:
    """The network of a file that was loaded before."""
    network, _, now = _load_with_hash(checkpoint)
    if now != sha256:
        raise CheckpointError("The model file was replaced meanwhile", path=checkpoint, remedy="Load the model again.")
    return network.requires_grad_(False)


def _identity(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino


def _size_wh(image: Image) -> tuple[int, int]:
    return (image.shape[1], image.shape[0])


def _checked(image: Image) -> Image:
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8 or 0 in image.shape:
        raise ImageError(
            phrase("An image must be (H, W, 3) uint8, not {shape} {dtype}", shape=image.shape, dtype=image.dtype)
        )
    return image
