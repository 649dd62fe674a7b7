"""An epoch's batches: which pairs, in which order, changed how; all determined by seed, epoch and number."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from model_train.augment import augment_batch
from model_train.dataset import DecodedPairs
from model_train.settings import TrainSettings

Batch = tuple[Tensor, Tensor]
"""Normalised images (B, 3, S, S) in channels-last order and masks (B, 1, S, S), 0 or 1; both float32."""


class EpochBatches:
    """The batches of one epoch, each made when it is asked for, or ahead of that while others compute.

    Args:
        cache: The pairs trained on.
        settings: Of the training.
        mean, std: Of the normalisation, per channel.
        epoch: Counted from one.
    """

    def __init__(
        self,
        cache: DecodedPairs,
        settings: TrainSettings,
        mean: tuple[float, ...],
        std: tuple[float, ...],
        epoch: int,
    ) -> None:
        self._cache = cache
        self._settings = settings
        self._mean = torch.tensor(mean).view(1, 3, 1, 1)
        self._std = torch.tensor(std).view(1, 3, 1, 1)
        self._epoch = epoch
        count = len(cache)
        order = np.random.default_rng([settings.seed, 1, epoch]).permutation(count)
        # Batches differ by at most one in size, so that none is a single image.
        self._chosen = np.array_split(order, max(1, math.ceil(count / settings.batch_size)))
        self._ahead: tuple[int, Batch] | None = None

    def __len__(self) -> int:
        return len(self._chosen)

    def take(self, number: int) -> Batch:
        """Give a batch, 0 being the first."""
        ahead, self._ahead = self._ahead, None
        return ahead[1] if ahead is not None and ahead[0] == number else self._make(number)

    def make_ahead(self, number: int) -> None:
        """Make a batch that will be taken next; a number behind the last is no error."""
        if number < len(self._chosen):
            self._ahead = (number, self._make(number))

    def seed_of(self, number: int, *lane: int) -> int:
        """Give the seed of what is random about a batch."""
        parts = [self._settings.seed, 2, self._epoch, number, *lane]
        return int(np.random.SeedSequence(parts).generate_state(1, np.uint32)[0])

    def _make(self, number: int) -> Batch:
        cache = self._cache
        rows = np.sort(self._chosen[number])  # a memory-mapped cache is read forwards
        generator = torch.Generator().manual_seed(self.seed_of(number))
        pixels, truth = augment_batch(
            cache.images[rows], cache.masks[rows], cache.aspects[rows], self._settings.augment, generator
        )
        pixels = pixels.sub_(self._mean).div_(self._std)
        return pixels.contiguous(memory_format=torch.channels_last), truth
