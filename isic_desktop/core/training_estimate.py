"""How long a training will take and how much memory, from a short measured probe on this machine."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from model_train.errors import TrainingError
from model_train.settings import TrainSettings

# As in model_train/dataset.py: beyond this the decoded images lie on disk.
_CACHE_BYTES = 2 << 30


@dataclass(frozen=True)
class Estimate:
    """What a training costs here.

    Attributes:
        preparing_s: Until the first step: decoding, and choosing the number format.
        epoch_s: Of each epoch.
        total_s: Of all epochs, with preparing.
        memory_bytes: The most it will take.
        device: Where it will compute.
        precision: In which number format.
    """

    preparing_s: float
    epoch_s: float
    total_s: float
    memory_bytes: int
    device: str
    precision: str


def estimate(probed: str, settings: TrainSettings, pairs: int) -> Estimate:
    """Work out the cost of a training.

    Args:
        probed: What `model_train probe` printed.
        settings: Of the training.
        pairs: Images to train and validate on.

    Raises:
        TrainingError: The probe did not print its figures.
    """
    try:
        found = json.loads(probed.strip().splitlines()[-1])
        val = max(1, round(pairs * settings.val_fraction))
        train = max(1, pairs - val)
        steps = math.ceil(train / settings.batch_size)
        # A step was measured on a whole batch; the last one of an epoch may be smaller.
        step_s = float(found["seconds_per_step"]) * train / (steps * int(found["batch_size"]))
        epoch_s = steps * step_s + val * float(found["seconds_per_validation_image"]) + float(found["seconds_per_save"])
        preparing_s = pairs * float(found["seconds_per_decoded_image"]) + float(found["seconds_to_choose"])
        int(preparing_s + settings.epochs * epoch_s)  # raises for infinity, which nobody would wait for
        cache_bytes = min(_CACHE_BYTES, 4 * pairs * settings.size**2)
        return Estimate(
            preparing_s=preparing_s,
            epoch_s=epoch_s,
            total_s=preparing_s + settings.epochs * epoch_s,
            memory_bytes=int(found["peak_bytes"]) + cache_bytes,
            device=str(found["device"]),
            precision=str(found["precision"]),
        )
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError, RecursionError) as error:
        remedy = "Start the training all the same, or try again."
        raise TrainingError("The probe gave no figures", remedy=remedy) from error
