"""A predictor without a network: red is lesion. It keeps the real one's promises about shapes, types and names."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tiny_model import write_header_only_model

from isic_desktop.commands import segment
from isic_desktop.core import model_registry
from model_train.checkpoint_header import CheckpointHeader
from model_train.images import read_image
from model_train.network_input import NetworkInput


class RedPredictor:
    """Gives each pixel the share of red in its brightness as probability, and counts what it was asked."""

    engine = "test"
    precision = "float32"
    batch_size = 1

    def __init__(self, *, model_sha256: str = "d" * 64, fails_on_width: int | None = None) -> None:
        self.header = CheckpointHeader(name="red", decoder="skip", input_size_px=64)
        self.model_sha256 = model_sha256
        self.fails_on_width = fails_on_width
        self.predicted = 0
        self.batches: list[int] = []
        self._lock = threading.Lock()

    def predict(self, image: NDArray[np.uint8]) -> NDArray[np.float32]:
        if image.shape[1] == self.fails_on_width:
            raise RuntimeError("could not allocate 40 GiB")
        self.predicted += 1
        return _redness(image)

    def prepare(self, path: Path) -> NetworkInput:
        image = read_image(path)
        return NetworkInput(image, (image.shape[1], image.shape[0]))

    def predict_prepared(
        self, inputs: Sequence[NetworkInput], *, with_quality: bool
    ) -> list[tuple[NDArray[np.float32], float | None]]:
        with self._lock:
            self.batches.append(len(inputs))
            if any(entry.size_wh[0] == self.fails_on_width for entry in inputs):
                raise RuntimeError("could not allocate 40 GiB")
            self.predicted += len(inputs)
        return [(_redness(entry.square), 0.75 if with_quality else None) for entry in inputs]


def be_the_default(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work behind the name of the bundled default, which is the only model of `folder`; gives its file."""
    monkeypatch.setattr(model_registry, "bundled_models_dir", lambda: folder)
    monkeypatch.setattr(segment, "load_predictor", lambda model, device: RedPredictor())
    return write_header_only_model(folder / f"{model_registry.DEFAULT_MODEL}.safetensors")


def _redness(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    total = image.astype(np.float32).sum(axis=2)
    redness: NDArray[np.float32] = image[:, :, 0] / np.maximum(total, 1)
    return redness.astype(np.float32)


def draw_lesion(
    path: Path, *, wh: tuple[int, int] = (40, 30), lesion: tuple[int, int, int, int] = (5, 5, 20, 15)
) -> None:
    """Write an image whose red rectangle (left, top, right, bottom) is what `RedPredictor` finds."""
    image = Image.new("RGB", wh, (120, 130, 125))
    image.paste((220, 20, 10), lesion)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, **({"quality": 95, "subsampling": 0} if path.suffix.lower() in {".jpg", ".jpeg"} else {}))


def lesion_mask(
    *, wh: tuple[int, int] = (40, 30), lesion: tuple[int, int, int, int] = (5, 5, 20, 15)
) -> NDArray[np.bool_]:
    """The mask of what `draw_lesion` draws, (H, W) bool."""
    mask = np.zeros((wh[1], wh[0]), bool)
    mask[lesion[1] : lesion[3], lesion[0] : lesion[2]] = True
    return mask


def write_truth(path: Path, mask: NDArray[np.bool_], value: int = 255) -> None:
    """Write a mask file by other means than the program's own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(mask.astype(np.uint8) * np.uint8(value)).save(path)
