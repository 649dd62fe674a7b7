"""The bundled model on the bundled sample images: what a newcomer sees first must be a good outline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isic_desktop.core.places import resource_path
from model_train.images import read_image, read_mask
from model_train.pairing import find_pairs
from model_train.scores import Overlap, count_overlap, mean_scores


@pytest.fixture(scope="module")
def overlaps() -> dict[str, Overlap]:
    from model_train.predictor import Predictor

    predictor = Predictor(resource_path("models", "skip-256.safetensors"), device="cpu")
    samples = resource_path("samples")
    found = {}
    for image_path, mask_path in find_pairs(samples / "images", samples / "masks").pairs:
        mask = predictor.predict(read_image(image_path)) >= predictor.header.threshold
        found[image_path.stem] = count_overlap(mask, read_mask(mask_path).mask)
    return found


def test_that_the_bundled_model_outlines_the_samples_as_promised(overlaps: dict[str, Overlap]) -> None:
    assert len(overlaps) == 6
    assert mean_scores(list(overlaps.values()))["jaccard"] >= 0.80


def test_that_every_sample_that_is_not_meant_to_be_hard_is_outlined_well(overlaps: dict[str, Overlap]) -> None:
    poor = {name: overlap.jaccard for name, overlap in overlaps.items() if overlap.jaccard < 0.80}
    assert set(poor) <= {"sample_04_pale", "sample_05_hair"}


def test_that_window_and_command_line_make_the_same_mask(tmp_path: Path) -> None:
    """Both go through the same network; neither rounding nor the threshold may differ."""
    from isic_desktop.cli import main
    from isic_desktop.core.editing.threshold import mask_at
    from isic_desktop.core.model_registry import DEFAULT_MODEL, resolve_model
    from isic_desktop.core.places import resource_path
    from model_train.images import read_image, read_mask
    from model_train.predictor import Predictor

    image = resource_path("samples", "images", "sample_04_pale.jpg")
    assert main(["segment", str(image), "--out", str(tmp_path), "--device", "cpu"]) == 0
    predictor = Predictor(resolve_model(DEFAULT_MODEL), "cpu")
    rgb = read_image(image)
    # As the window does: by way of `prepare`, which decodes a JPEG no larger than the network needs.
    small, quality = predictor.predict_square_with_quality(predictor.prepare(image).square)
    shown = mask_at(small, (rgb.shape[0], rgb.shape[1]), predictor.header.threshold)
    assert (read_mask(tmp_path / "sample_04_pale_Segmentation.png").mask == shown).all()
    sidecar = json.loads((tmp_path / "sample_04_pale_Segmentation.json").read_text(encoding="utf-8"))
    assert sidecar["predicted_jaccard"] == round(quality, 4)
