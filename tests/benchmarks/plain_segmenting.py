"""The loop that a careful student writes to segment a folder: what the engine is measured against."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as nnf
from PIL import Image

from model_train.checkpoint import load_checkpoint


def plain_loop(checkpoint: Path, images: list[Path], out: Path) -> float:
    """Pillow decodes in full, batch of one, float32, a PNG of full size; returns the seconds of the loop alone."""
    network, header = load_checkpoint(checkpoint)
    mean = torch.tensor(header.mean).view(3, 1, 1)
    std = torch.tensor(header.std).view(3, 1, 1)
    side = header.input_size_px
    begin = time.perf_counter()
    for path in images:
        image = Image.open(path).convert("RGB")
        pixels = torch.from_numpy(np.array(image.resize((side, side)))).permute(2, 0, 1).float() / 255.0
        with torch.no_grad():
            logits = network(((pixels - mean) / std)[None])
            probability = torch.sigmoid(nnf.interpolate(logits, size=(image.height, image.width), mode="bilinear"))
        mask = (probability[0, 0] >= header.threshold).numpy()
        Image.fromarray(mask.astype(np.uint8) * 255).save(out / f"{path.stem}.png")
    return time.perf_counter() - begin
