"""Tiny pairs drawn by code, and requests to train on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from tiny_model import write_tiny_model

from model_train.settings import TrainSettings
from model_train.training_job import TrainRequest

# The tensors here are tiny: a second thread would only wait for the first, and for other test processes.
torch.set_num_threads(1)


def draw_pair(seed: int, side_px: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """A brown ellipse on skin with some texture of its own, (S, S, 3) uint8, and its mask, (S, S) bool."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:side_px, 0:side_px] / side_px
    centre = random.uniform(0.35, 0.65, 2)
    radius = random.uniform(0.15, 0.3, 2)
    mask = ((x - centre[0]) / radius[0]) ** 2 + ((y - centre[1]) / radius[1]) ** 2 < 1
    coarse = random.uniform(-30, 30, (8, 8)).astype(np.float32)
    texture = np.asarray(Image.fromarray(coarse).resize((side_px, side_px), Image.Resampling.BICUBIC))
    skin, lesion = np.array([205, 165, 145]), np.array([110, 70, 50])
    image = np.where(mask[..., None], lesion, skin) + texture[..., None]
    return np.clip(image, 0, 255).astype(np.uint8), mask


def write_pairs(folder: Path, count: int, *, first: int = 0, side_px: int = 64) -> Path:
    """Write `count` pairs to folder/images and folder/masks."""
    (folder / "images").mkdir(parents=True)
    (folder / "masks").mkdir()
    for number in range(first, first + count):
        image, mask = draw_pair(number, side_px)
        Image.fromarray(image).save(folder / "images" / f"drawn_{number:03d}.png")
        grey = Image.fromarray(mask.astype(np.uint8) * 255)
        grey.save(folder / "masks" / f"drawn_{number:03d}_Segmentation.png")
    return folder


@pytest.fixture(scope="session")
def draw() -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """Gives `draw_pair(seed, side_px=64)`."""
    return draw_pair


@pytest.fixture(scope="session")
def write() -> Callable[..., Path]:
    """Gives `write_pairs(folder, count, first=0, side_px=64)`."""
    return write_pairs


@pytest.fixture(scope="session")
def pairs_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten pairs of 64×64 px."""
    return write_pairs(tmp_path_factory.mktemp("pairs"), 10)


@pytest.fixture
def make_request(pairs_folder: Path, tmp_path: Path) -> Callable[..., TrainRequest]:
    """Gives a request for a short run at 32 px without pretrained weights; settings by keyword."""

    def make(out: str = "run", *, request: dict[str, Any] | None = None, **settings: Any) -> TrainRequest:
        values: dict[str, Any] = {
            "epochs": 2,
            "size": 32,
            "batch_size": 4,
            "decoder": "skip",
            "encoder_weights": "none",
            "precision": "float32",
            "lr": 1e-3,
            "name": "tiny",
        }
        values.update(settings)
        asked: dict[str, Any] = {
            "images": [pairs_folder / "images"],
            "masks": [pairs_folder / "masks"],
            "out": tmp_path / out,
            "settings": TrainSettings(**values),
            "device": "cpu",
        }
        asked.update(request or {})
        return TrainRequest(**asked)

    return make


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of random weights for 32 px, which outlines something."""
    return write_tiny_model(tmp_path_factory.mktemp("model") / "tiny.safetensors", side_px=32, seed=1)
