"""Is a new model better than the old one? Figures over the same images, and a verdict in plain words.

Each image gives a pair of Jaccard indices. What is judged is the mean of their differences, with an interval that
tells how far chance alone could have moved it; where that interval holds zero, nobody knows which model is better.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from model_train.messages import phrase
from model_train.scores import FAILURE_JACCARD, TIE
from model_train.splitting import near_duplicates

if TYPE_CHECKING:
    from model_train.checkpoint_header import CheckpointHeader

MIN_IMAGES = 20
"""Below this the gate gives no verdict."""
RESAMPLES = 10_000
SEED = 20161215
CONFIDENCE = 0.95

# Indices drawn at a time, so that thousands of images take no gigabytes.
_DRAWN_AT_ONCE = 4_000_000


class Verdict(enum.Enum):
    """What the figures allow to say of the new model."""

    BETTER = "better"
    WORSE = "worse"
    NO_CLEAR_DIFFERENCE = "no clear difference"
    TOO_FEW = "too few to tell"


@dataclass(frozen=True)
class JaccardPair:
    """One image under both models.

    Args:
        id: The image.
        old: Jaccard index of the old model's mask, in [0, 1].
        new: Of the new model's.
    """

    id: str
    old: float
    new: float

    @property
    def difference(self) -> float:
        """What the new model gains, in [-1, 1]."""
        return self.new - self.old


@dataclass(frozen=True)
class Interval:
    """Between `low` and `high` the mean difference lies, with the confidence of `CONFIDENCE`."""

    low: float
    high: float


@dataclass(frozen=True)
class GateFigures:
    """The comparison in figures.

    Args:
        pairs: Every image that counts.
        mean_old: Mean Jaccard of the old model; None without images, as all means.
        mean_new: Of the new one.
        mean_difference: New minus old.
        interval: Of the mean difference; None under two images.
        wins: Images on which the new model is better by more than `TIE`.
        losses: On which it is worse by more than that.
        ties: The others.
        failures_old: Images on which the old model's Jaccard is below the ISIC failure line (0.65).
        failures_new: The new one's.
        verdict: What may be said.
    """

    pairs: tuple[JaccardPair, ...]
    mean_old: float | None
    mean_new: float | None
    mean_difference: float | None
    interval: Interval | None
    wins: int
    losses: int
    ties: int
    failures_old: int
    failures_new: int
    verdict: Verdict

    @property
    def drops(self) -> tuple[JaccardPair, ...]:
        """The images on which the new model is worse, the worst drop first."""
        losing = (pair for pair in self.pairs if pair.difference < 0.0)
        return tuple(sorted(losing, key=lambda pair: (pair.difference, pair.id)))

    def as_dict(self) -> dict[str, Any]:
        """The figures as JSON values, without the single images."""
        interval = self.interval
        return {
            "images": len(self.pairs),
            "mean_jaccard_old": self.mean_old,
            "mean_jaccard_new": self.mean_new,
            "mean_difference": self.mean_difference,
            "interval_low": None if interval is None else interval.low,
            "interval_high": None if interval is None else interval.high,
            "confidence": CONFIDENCE,
            "resamples": RESAMPLES,
            "seed": SEED,
            "wins": self.wins,
            "losses": self.losses,
            "ties": self.ties,
            "tie": TIE,
            "failures_old": self.failures_old,
            "failures_new": self.failures_new,
            "verdict": self.verdict.value,
        }


def judge(pairs: Sequence[JaccardPair]) -> GateFigures:
    """Compare two models by their Jaccard indices on the same images.

    Args:
        pairs: One per image that neither model was trained on.

    Returns:
        The figures. Better or worse is said only if the whole interval lies on one side of zero, and nothing at all
        under `MIN_IMAGES` images.
    """
    old = np.array([pair.old for pair in pairs], dtype=np.float64)
    new = np.array([pair.new for pair in pairs], dtype=np.float64)
    gained = new - old
    interval = bootstrap_interval(gained) if len(pairs) > 1 else None
    verdict = Verdict.TOO_FEW
    if len(pairs) >= MIN_IMAGES and interval is not None:
        verdict = Verdict.NO_CLEAR_DIFFERENCE
        if interval.low > 0.0:
            verdict = Verdict.BETTER
        elif interval.high < 0.0:
            verdict = Verdict.WORSE
    wins, losses = int((gained > TIE).sum()), int((gained < -TIE).sum())
    return GateFigures(
        pairs=tuple(pairs),
        mean_old=float(old.mean()) if len(pairs) else None,
        mean_new=float(new.mean()) if len(pairs) else None,
        mean_difference=float(gained.mean()) if len(pairs) else None,
        interval=interval,
        wins=wins,
        losses=losses,
        ties=len(pairs) - wins - losses,
        failures_old=int((old < FAILURE_JACCARD).sum()),
        failures_new=int((new < FAILURE_JACCARD).sum()),
        verdict=verdict,
    )


def bootstrap_interval(
    values: npt.NDArray[np.float64], *, resamples: int = RESAMPLES, seed: int = SEED, confidence: float = CONFIDENCE
) -> Interval:
    """Give the bias-corrected and accelerated bootstrap interval (BCa) of a mean.

    Efron, "Better bootstrap confidence intervals", Journal of the American Statistical Association 82 (1987), as in
    Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), section 14.3. Differences of Jaccard indices are
    skewed (many small ones, a few lost lesions), and for those the plain percentile interval is off to one side.

    Args:
        values: (N,) float64, at least two.
        resamples: How many samples of N are drawn, with replacement.
        seed: Of the draws: the same values give the same interval.
        confidence: Share of such intervals that hold the true mean, in (0, 1).

    Returns:
        The interval; both ends are the mean where all values are equal.
    """
    mean = float(values.mean())
    deviations = values - mean
    spread = float((deviations**2).sum())
    if spread <= 1e-24 * values.size:
        return Interval(mean, mean)
    means = _resampled_means(values, resamples, seed)
    normal = NormalDist()
    # Ties count by half, and no share is wholly 0 or 1, where the quantile of the normal distribution is infinite.
    below = (float((means < mean).sum()) + 0.5 * float((means == mean).sum())) / resamples
    bias = normal.inv_cdf(min(max(below, 0.5 / resamples), 1.0 - 0.5 / resamples))
    # The jackknife's formula for a mean, where leaving value i out moves it by deviation i / (N - 1).
    acceleration = float((deviations**3).sum()) / (6.0 * spread**1.5)
    ends = []
    for tail in ((1.0 - confidence) / 2.0, (1.0 + confidence) / 2.0):
        shifted = bias + normal.inv_cdf(tail)
        ends.append(normal.cdf(bias + shifted / (1.0 - acceleration * shifted)))
    low, high = np.quantile(means, ends)
    return Interval(float(low), float(high))


def _resampled_means(values: npt.NDArray[np.float64], resamples: int, seed: int) -> npt.NDArray[np.float64]:
    """Means of samples drawn with replacement, (resamples,)."""
    random = np.random.default_rng(seed)
    means = np.empty(resamples)
    rows = max(1, _DRAWN_AT_ONCE // values.size)
    for first in range(0, resamples, rows):
        count = min(rows, resamples - first)
        means[first : first + count] = values[random.integers(0, values.size, (count, values.size))].mean(axis=1)
    return means


def seen_by(image_hash: str, old: CheckpointHeader, new: CheckpointHeader) -> tuple[str, ...]:
    """Say which of two models was trained (or selected) on an image that looks like this one: "old", "new".

    Args:
        image_hash: Perceptual hash of the image, 16 hexadecimal digits.
        old: Header of the old model.
        new: Of the new one.
    """
    this = {"this": image_hash}
    return tuple(
        which
        for which, header in (("old", old), ("new", new))
        if near_duplicates({str(number): one for number, one in enumerate(header.training_hashes)}, this)
    )


def signed(difference: float) -> str:
    """A difference of scores with its sign, to three decimals, or to as many as show that it is not zero."""
    decimals = 3
    while difference and decimals < 6 and round(difference, decimals) == 0.0:
        decimals += 1
    return f"{difference:+.{decimals}f}".replace("-", "−")


def verdict_sentence(figures: GateFigures, old_name: str, new_name: str) -> str:
    """Say what the figures mean, and what they do not, in one or two sentences."""
    count = len(figures.pairs)
    if figures.verdict is Verdict.TOO_FEW:
        if count == 1:
            few = phrase("Too few to tell: there is 1 image that neither model was trained on")
        else:
            few = phrase("Too few to tell: there are {count} images that neither model was trained on", count=count)
        return phrase(
            "{few}, and under {least} chance decides. Accept more annotations and compare again.",
            few=few,
            least=MIN_IMAGES,
        )
    change, interval = figures.mean_difference, figures.interval
    assert change is not None
    assert interval is not None
    values = {
        "new": new_name,
        "old": old_name,
        "count": count,
        "change": signed(change),
        "confidence": f"{CONFIDENCE:.0%}",
        "low": signed(interval.low),
        "high": signed(interval.high),
    }
    if figures.verdict is Verdict.BETTER:
        return phrase(
            "{new} is better than {old}: on {count} images its Jaccard changes by {change} on average, with "
            "{confidence} confidence between {low} and {high}. It is worse on {losses} of them: look at those "
            "before you decide.",
            losses=figures.losses,
            **values,
        )
    if figures.verdict is Verdict.WORSE:
        return phrase(
            "{new} is worse than {old}: on {count} images its Jaccard changes by {change} on average, with "
            "{confidence} confidence between {low} and {high}. Keep {old}.",
            **values,
        )
    return phrase(
        "No clear difference between {new} and {old}: on {count} images the Jaccard changes by {change} on average, "
        "with {confidence} confidence between {low} and {high}. More held-out images would tell more.",
        **values,
    )
