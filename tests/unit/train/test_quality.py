from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model_train.checkpoint_header import CheckpointHeader, header_from_json
from model_train.errors import CheckpointError
from model_train.quality import (
    SIGNS,
    Calibration,
    calibration_from_dict,
    failures_found,
    fit_calibration,
    predicted_jaccard,
    signs_of_doubt,
)

CALIBRATION = Calibration(tuple(0.1 * number for number in range(len(SIGNS))), -1.5)


def disc(sharpness: float, radius: float = 20.0) -> np.ndarray:
    """Give the probability of a round lesion with an outline as sharp as said, (64, 64) float32."""
    rows, columns = np.mgrid[:64, :64]
    distance = radius - np.hypot(rows - 32, columns - 32)
    return (1.0 / (1.0 + np.exp(-distance * sharpness))).astype(np.float32)


def test_that_doubt_lowers_the_predicted_quality() -> None:
    sharp, blurred = disc(3.0), disc(0.15)
    assert predicted_jaccard(sharp, sharp, 0.5) > 0.95
    assert predicted_jaccard(blurred, blurred, 0.5) < 0.8
    assert predicted_jaccard(sharp, disc(3.0, 14.0), 0.5) < 0.6
    assert predicted_jaccard(np.zeros((8, 8), np.float32), sharp[:8, :8], 0.5) == 0.0


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 30), st.integers(1, 30))
def test_that_every_probability_gives_finite_signs_and_an_estimate(seed: int, height: int, width: int) -> None:
    random = np.random.default_rng(seed)
    steep = random.choice([0.1, 1.0, 100.0])
    first, other = (1.0 / (1.0 + np.exp(-random.normal(size=(2, height, width)) * steep))).astype(np.float32)
    for probability in (first, np.ones_like(first)):
        if (probability >= 0.5).any():
            signs = signs_of_doubt(probability, other, 0.5)
            assert signs.shape == (len(SIGNS),)
            assert np.isfinite(signs).all()
        for calibration in (None, CALIBRATION):
            assert 0.0 <= predicted_jaccard(probability, other, 0.5, calibration) <= 1.0


def test_that_a_fit_finds_the_function_the_numbers_were_made_with() -> None:
    random = np.random.default_rng(3)
    signs = random.normal(size=(400, len(SIGNS)))
    wanted = 1.0 / (1.0 + np.exp(-(signs[:, 0] - 0.5 * signs[:, 4] + 0.8)))
    kept = wanted > 0.02
    kept &= wanted < 0.98
    found = fit_calibration(signs[kept], wanted[kept], np.ones(int(kept.sum())))
    estimate = 1.0 / (1.0 + np.exp(-(signs[kept] @ found.weights + found.offset)))
    assert float(np.abs(estimate - wanted[kept]).max()) < 0.03
    with pytest.raises(ValueError, match="two images"):
        fit_calibration(signs[:1], wanted[:1], np.ones(1))


def test_that_failures_are_counted_in_the_lowest_fifth() -> None:
    jaccards = [0.9, 0.3, 0.8, 0.5, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9]
    assert failures_found([0.9, 0.1, 0.8, 0.7, 0.2, 0.9, 0.9, 0.9, 0.9, 0.9], jaccards) == (1, 2)


def test_that_a_calibration_travels_in_the_header() -> None:
    header = CheckpointHeader("m", "skip", 256, quality=CALIBRATION.as_dict())
    read = header_from_json(header.as_json())
    assert calibration_from_dict(read.quality) == CALIBRATION
    assert calibration_from_dict({}) is None
    older = json.loads(replace(header, quality={}).as_json())
    del older["quality"]
    assert header_from_json(json.dumps(older)).quality == {}


@pytest.mark.parametrize("weight", ["much", True, 1e9])
def test_that_a_header_with_a_strange_calibration_is_refused(weight: object) -> None:
    described = CALIBRATION.as_dict()
    described["weights"] = {**described["weights"], "entropy": weight}
    for quality in (described, {"weights": {}, "offset": 0.0}, {"offset": 0.0}):
        with pytest.raises(CheckpointError, match="quality"):
            header_from_json(
                json.dumps({**json.loads(CheckpointHeader("m", "skip", 256).as_json()), "quality": quality})
            )
