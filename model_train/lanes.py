"""A batch's gradients computed in two halves at once.

PyTorch hands each operation to all threads and waits for the slowest, some hundred times in a step. Where a decoder
treats each image by itself, two threads can each take half of a batch from its features to its gradients, and wait for
each other once. Which images lie in which half, and the order in which the halves are added, is fixed, so that a run
stays determined by its seed.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import Tensor

from model_train.evaluation import overlaps_of
from model_train.fused import fuse_encoder
from model_train.losses import per_image_loss
from model_train.network import LesionNetwork
from model_train.optimisation import Layout
from model_train.scores import Overlap
from model_train.settings import TrainSettings

_LANES = 2


class Lanes:
    """Two threads for one network's training on the processor.

    Args:
        network: Whose decoder treats each image by itself; float32, channels last.
        loss: Its name.
        threads: How many threads to compute with, both halves together.
    """

    def __init__(self, network: LesionNetwork, loss: str, threads: int) -> None:
        self._network = network
        self._loss = loss
        self._threads = threads
        self._decoder: list[Tensor] = [value for value in network.decoder.parameters() if value.requires_grad]
        # A number of threads is told to each thread by itself.
        start, count = torch.set_num_threads, max(1, threads // _LANES)
        self._pool = ThreadPoolExecutor(_LANES, "lane", initializer=start, initargs=(count,))

    def compute(
        self, pixels: Tensor, truth: Tensor, seeds: tuple[int, int], meanwhile: Callable[[], None]
    ) -> tuple[list[float], list[Overlap]]:
        """Set the gradients of the mean loss of a batch.

        Args:
            pixels: (B, 3, S, S), B at least 2, normalised, channels last.
            truth: (B, 1, S, S), 0 or 1.
            seeds: Of what is dropped, one for each half.
            meanwhile: Called while the halves are computed.

        Returns:
            Loss and pixel counts of each image.
        """
        total = len(pixels)
        features: Tensor | None = None
        sources = pixels
        if not self._network.encoder_frozen:
            # Batch normalisation looks at the whole batch, so the encoder is not cut.
            (features,) = self._network.encode(pixels)
            sources = features.detach()
        halves = zip(sources.tensor_split(_LANES), truth.tensor_split(_LANES), seeds, strict=True)
        jobs = [self._pool.submit(self._half, source, wanted, total, seed) for source, wanted, seed in halves]
        try:
            meanwhile()
        finally:
            found = [job.result() for job in jobs]
        for number, parameter in enumerate(self._decoder):
            first, second = (gradients[number] for _losses, _overlaps, gradients in found)
            parameter.grad = first.add_(second)
        if features is not None:
            torch.autograd.backward(features, torch.cat([gradients[-1] for _losses, _overlaps, gradients in found]))
        losses = [loss for each, _overlaps, _gradients in found for loss in each]
        return losses, [overlap for _losses, each, _gradients in found for overlap in each]

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown()
        # What the threads were told also became what the process's later threads begin with.
        torch.set_num_threads(self._threads)

    def _half(
        self, source: Tensor, truth: Tensor, total: int, seed: int
    ) -> tuple[list[float], list[Overlap], tuple[Tensor, ...]]:
        if self._network.encoder_frozen:
            taps, wanted = self._network.encode(source), self._decoder
        else:
            taps = [source.requires_grad_()]
            wanted = [*self._decoder, source]
        logits = self._network.decoder(taps, torch.Generator().manual_seed(seed))
        losses = per_image_loss(self._loss, logits, truth)
        gradients = torch.autograd.grad(losses.sum() / total, wanted)
        return losses.detach().tolist(), overlaps_of(logits.detach(), truth), gradients


def choose_kernels(
    network: LesionNetwork, settings: TrainSettings, device: str, layout: Layout, *, alone: bool = True
) -> Lanes | None:
    """Take what computes the same in less time, where it may: decided by the processor and the settings alone.

    A frozen encoder is folded; and where a decoder can be cut, lanes are given, which their owner closes.

    Args:
        network: Arranged as `layout` says.
        settings: Of the training.
        device: Where it computes.
        layout: Number format and memory layout.
        alone: Whether this process computes whole batches at once.
    """
    if device != "cpu" or layout != ("float32", "channels_last"):
        return None
    if network.encoder_frozen:
        network.frozen_encoder = fuse_encoder(network.train(), settings.size)
    threads = torch.get_num_threads()
    may_cut = alone and threads > 1 and network.decoder.by_image
    return Lanes(network, settings.loss, threads) if may_cut else None
