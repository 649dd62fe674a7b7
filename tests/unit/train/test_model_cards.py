"""The models that the program ships are what their cards say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from isic_desktop.core.places import resource_path
from model_train.checkpoint import load_checkpoint
from model_train.checkpoint_header import file_sha256

MODELS = sorted(resource_path("models").glob("*.safetensors"))
LARGEST_BYTES = {"skip-256": 12e6, "transpose-128": 32e6}


@pytest.mark.parametrize("checkpoint", MODELS, ids=lambda path: path.stem)
def test_that_a_card_belongs_to_its_file(checkpoint: Path) -> None:
    card = checkpoint.with_suffix(".md").read_text(encoding="utf-8")
    network, header = load_checkpoint(checkpoint)
    assert header.name == checkpoint.stem
    assert checkpoint.stat().st_size <= LARGEST_BYTES[header.name]
    assert f"{checkpoint.stat().st_size / 1e6:.1f} MB" in card
    assert file_sha256(checkpoint) in card
    assert f"RGB squashed to {header.input_size_px}×{header.input_size_px}" in card
    millions = sum(weights.numel() for weights in network.parameters()) / 1e6
    assert f"{millions:.2f} million parameters" in card or f"{millions:.1f} million parameters" in card
    assert "not a medical device" in card
    for words in (header.training["command"].split(), header.training["started_from"].split()):
        assert all(word in card for word in words), "the command that made it"
    validated = header.metrics["validation"]
    assert 0.5 < validated["jaccard"] < 1.0


def test_that_the_lists_of_the_default_models_images_are_whole() -> None:
    card = resource_path("models", "skip-256.md").read_text(encoding="utf-8")
    for name, count in (("validate-on", 84), ("exclude", 132)):
        ids = resource_path("models", f"skip-256.{name}.txt").read_text(encoding="utf-8").split()
        assert len(set(ids)) == len(ids) == count
        assert all(re.fullmatch(r"ISIC_\d{7}", one) for one in ids)
        assert f"skip-256.{name}.txt" in card
