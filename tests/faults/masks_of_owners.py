"""Random masks, and whose they are: light enough for processes that only need these."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import numpy as np

from isic_desktop.core.sidecar import ModelUsed, Sidecar, utc_now

WH = (160, 120)
MODEL = ModelUsed("test", "ab" * 32, 0.5, "torch", "float32")


def hash_of(mask: np.ndarray) -> str:
    """A mask in a few letters."""
    return hashlib.sha256(np.packbits(mask).tobytes()).hexdigest()[:16]


def random_mask(chance: random.Random) -> np.ndarray:
    """A lesion somewhere, with noise that makes the file long, (H, W) bool."""
    rows, columns = np.ogrid[: WH[1], : WH[0]]
    disc = (columns - chance.uniform(30, 130)) ** 2 + (rows - chance.uniform(30, 90)) ** 2 < chance.uniform(5, 40) ** 2
    noise = np.random.default_rng(chance.getrandbits(32)).random(disc.shape) < 0.3
    mask: np.ndarray = disc & ~noise
    return mask


def sidecar_of(image: Path, owner: str) -> Sidecar:
    """Of a mask that a person or the model made."""
    machine = owner == "machine"
    state, origin = ("predicted", "machine") if machine else ("corrected", "person")
    now = utc_now()
    return Sidecar(image.name, "0" * 64, *WH, "0" * 64, state, origin, MODEL if machine else None, now, now)  # type: ignore[arg-type]
