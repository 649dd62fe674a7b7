"""The gate's figures, its interval against an independent computation, and what it dares to say."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.gate import (
    MIN_IMAGES,
    RESAMPLES,
    SEED,
    JaccardPair,
    Verdict,
    bootstrap_interval,
    judge,
    seen_by,
    verdict_sentence,
)
from model_train.checkpoint_header import CheckpointHeader


def pairs_of(old: list[float], new: list[float]) -> list[JaccardPair]:
    return [JaccardPair(f"image {number}", *both) for number, both in enumerate(zip(old, new, strict=True))]


def plain_bca(values: list[float], resamples: int, seed: int) -> tuple[float, float]:
    """Efron and Tibshirani's formulas (14.9 to 14.15) word for word, one sample and one left-out value at a time."""
    random = np.random.default_rng(seed)
    count = len(values)
    means = sorted(
        sum(values[index] for index in random.integers(0, count, count)) / count for _sample in range(resamples)
    )
    mean = sum(values) / count
    normal = NormalDist()
    bias = normal.inv_cdf(sum(one < mean for one in means) / resamples)
    left_out = [(sum(values) - value) / (count - 1) for value in values]
    centre = sum(left_out) / count
    cubes = sum((centre - one) ** 3 for one in left_out)
    squares = sum((centre - one) ** 2 for one in left_out)
    acceleration = cubes / (6 * squares**1.5)
    ends = []
    for tail in (0.025, 0.975):
        quantile = normal.inv_cdf(tail)
        share = normal.cdf(bias + (bias + quantile) / (1 - acceleration * (bias + quantile)))
        place = share * (resamples - 1)
        below, after = means[math.floor(place)], means[math.ceil(place)]
        ends.append(below + (place - math.floor(place)) * (after - below))
    return ends[0], ends[1]


def test_that_the_interval_is_that_of_the_formulas_word_for_word() -> None:
    random = np.random.default_rng(3)
    skewed = np.concatenate([random.normal(0.01, 0.02, 25), [-0.4, -0.2]])
    interval = bootstrap_interval(skewed, resamples=2000, seed=5)
    low, high = plain_bca(skewed.tolist(), 2000, 5)
    assert interval.low == pytest.approx(low, abs=2e-4)
    assert interval.high == pytest.approx(high, abs=2e-4)


def test_that_a_long_tail_draws_the_interval_to_its_side() -> None:
    skewed = np.concatenate([np.linspace(-0.01, 0.03, 30), [-0.6]])
    interval = bootstrap_interval(skewed)
    random = np.random.default_rng(SEED)
    means = skewed[random.integers(0, skewed.size, (RESAMPLES, skewed.size))].mean(axis=1)
    assert interval.low < np.quantile(means, 0.025)  # where the plain percentile interval ends


def test_that_the_true_mean_lies_in_about_95_of_100_intervals() -> None:
    random = np.random.default_rng(0)
    held = 0
    for number in range(300):
        interval = bootstrap_interval(random.exponential(1.0, 40), resamples=1000, seed=number)
        held += interval.low <= 1.0 <= interval.high
    assert 0.90 <= held / 300 <= 0.98


def test_that_the_same_values_give_the_same_interval_and_many_are_drawn_in_parts() -> None:
    values = np.random.default_rng(1).normal(0.0, 0.1, 3000)
    first, second = bootstrap_interval(values), bootstrap_interval(values)
    assert first == second
    standard_error = 0.1 / math.sqrt(3000)
    assert first.high - first.low == pytest.approx(2 * 1.96 * standard_error, rel=0.08)


@given(st.lists(st.floats(-1.0, 1.0), min_size=2, max_size=30))
@settings(max_examples=60, deadline=None)
def test_that_the_interval_lies_among_the_values(values: list[float]) -> None:
    interval = bootstrap_interval(np.array(values), resamples=200)
    assert min(values) - 1e-12 <= interval.low <= interval.high <= max(values) + 1e-12


def test_that_equal_differences_leave_no_doubt() -> None:
    figures = judge(pairs_of([0.8] * 25, [0.8] * 25))
    assert figures.interval is not None
    assert (figures.interval.low, figures.interval.high) == (0.0, 0.0)
    assert figures.verdict is Verdict.NO_CLEAR_DIFFERENCE
    assert (figures.wins, figures.losses, figures.ties) == (0, 0, 25)


@pytest.mark.parametrize(
    ("gain", "spread", "verdict"),
    [
        (0.05, 0.03, Verdict.BETTER),
        (-0.05, 0.03, Verdict.WORSE),
        (0.002, 0.08, Verdict.NO_CLEAR_DIFFERENCE),
    ],
)
def test_that_the_verdict_follows_the_interval(gain: float, spread: float, verdict: Verdict) -> None:
    random = np.random.default_rng(2)
    old = random.uniform(0.6, 0.9, 40)
    figures = judge(pairs_of(old.tolist(), (old + random.normal(gain, spread, 40)).tolist()))
    assert figures.verdict is verdict
    assert figures.mean_difference == pytest.approx(figures.mean_new - figures.mean_old)
    sentence = verdict_sentence(figures, "skip-256", "mine")
    assert verdict.value.split()[0].lower() in sentence.lower()
    assert "40 images" in sentence
    if verdict is Verdict.WORSE:
        assert "Keep skip-256" in sentence


@pytest.mark.parametrize("count", [0, 1, 2, MIN_IMAGES - 1])
def test_that_under_20_images_the_gate_says_too_few_to_tell(count: int) -> None:
    figures = judge(pairs_of([0.5] * count, [0.9] * count))
    assert figures.verdict is Verdict.TOO_FEW
    assert "oo few to tell" in verdict_sentence(figures, "old", "new")
    assert (figures.interval is None) == (count < 2)
    assert (figures.mean_old is None) == (count == 0)
    assert judge(pairs_of([0.5] * MIN_IMAGES, [0.9] * MIN_IMAGES)).verdict is Verdict.BETTER


def test_that_wins_losses_ties_and_failures_are_counted_and_the_worst_drop_comes_first() -> None:
    figures = judge(pairs_of([0.8, 0.8, 0.8, 0.8, 0.8], [0.9, 0.6, 0.796, 0.804, 0.79]))
    assert (figures.wins, figures.losses, figures.ties) == (1, 2, 2)
    assert [pair.id for pair in figures.drops] == ["image 1", "image 4", "image 2"]
    assert (figures.failures_old, figures.failures_new) == (0, 1)
    assert figures.as_dict()["resamples"] == RESAMPLES


def test_that_images_of_either_training_are_recognised_even_when_a_few_bits_differ() -> None:
    old = CheckpointHeader(name="old", decoder="skip", input_size_px=64, training_hashes=("00000000000000ff",))
    new = CheckpointHeader(name="new", decoder="skip", input_size_px=64, training_hashes=("ff000000000000ff",))
    assert seen_by("00000000000000ff", old, new) == ("old",)
    assert seen_by("00000000000000f0", old, new) == ("old",)  # four bits
    assert seen_by("00000000000000e0", old, new) == ()  # five
    assert seen_by("ff000000000000ff", old, new) == ("new",)
    assert seen_by("00000000000000ff", old, old) == ("old", "new")
