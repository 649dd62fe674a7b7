"""Model files for tests: one that only has a header, and one that can be run."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path

from model_train.checkpoint_header import METADATA_KEY, CheckpointHeader

TINY_HEADER = CheckpointHeader(name="tiny", decoder="skip", input_size_px=64)


def write_header_only_model(path: Path, name: str = "any") -> Path:
    """A file with a true header and one small tensor: enough for everything that reads headers only."""
    header = {
        "__metadata__": {METADATA_KEY: replace(TINY_HEADER, name=name).as_json()},
        "w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
    }
    text = json.dumps(header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"\0\0\0\0")
    return path


def write_tiny_model(path: Path, *, side_px: int = 64, seed: int = 0) -> Path:
    """An untrained network of fixed weights, whose threshold is such that about half of a picture is lesion."""
    import numpy as np
    import torch

    from model_train.checkpoint import save_checkpoint
    from model_train.network import LesionNetwork
    from model_train.predictor import Predictor

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        network = LesionNetwork("skip")
    header = replace(TINY_HEADER, input_size_px=side_px)
    save_checkpoint(path, network, header)
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    median = float(np.median(Predictor(path, "cpu").predict(noise)))
    save_checkpoint(path, network, replace(header, threshold=median))
    return path
