"""The whole comparison of two models: figures, what was left out and why, and every image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from isic_desktop.core.gate import GateFigures, Interval, JaccardPair, Verdict, judge, verdict_sentence
from model_train.messages import phrase

if TYPE_CHECKING:
    from isic_desktop.core.gate_evaluation import ImageComparison
    from isic_desktop.core.gate_images import GateSelection
    from model_train.checkpoint_header import CheckpointHeader


@dataclass(frozen=True)
class ComparedModel:
    """One of the two models.

    Args:
        name: What people call it.
        sha256: Of its file.
        says_what_it_saw: Whether its header lists the images it was trained on.
    """

    name: str
    sha256: str
    says_what_it_saw: bool = True

    @classmethod
    def of(cls, name: str, sha256: str, header: CheckpointHeader) -> ComparedModel:
        """The model behind a header."""
        return cls(name, sha256, bool(header.training_hashes))

    def as_dict(self) -> dict[str, Any]:
        """The model as JSON values."""
        return {"name": self.name, "sha256": self.sha256, "says_what_it_saw": self.says_what_it_saw}


@dataclass(frozen=True)
class GateReport:
    """What the gate found.

    Args:
        old: The model in use.
        new: The one that might take its place.
        figures: Over the images that count.
        comparisons: Every image of the selection that was reached.
        held_out: How many images are held out.
        looked_at: How many there are.
        share: Share of lesions that is held out.
    """

    old: ComparedModel
    new: ComparedModel
    figures: GateFigures
    comparisons: tuple[ImageComparison, ...]
    held_out: int
    looked_at: int
    share: float

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        return verdict_sentence(self.figures, self.old.name, self.new.name)

    @property
    def failed(self) -> tuple[ImageComparison, ...]:
        """The images that could not be compared."""
        return tuple(one for one in self.comparisons if one.error)

    def seen(self, which: str) -> int:
        """Count the images left out because "old" or "new" was trained on them."""
        return sum(which in one.seen_by for one in self.comparisons)

    def notes(self) -> tuple[str, ...]:
        """What the person should know before they believe the figures, as sentences."""
        notes = []
        left_out = sum(bool(one.seen_by) for one in self.comparisons)
        if left_out:
            both = sum(len(one.seen_by) == 2 for one in self.comparisons)
            notes.append(
                phrase(
                    "Left out because a model was trained on them: {count} ({old}: {by_old}, {new}: {by_new}, "
                    "both: {both}).",
                    count=left_out,
                    old=self.old.name,
                    by_old=self.seen("old"),
                    new=self.new.name,
                    by_new=self.seen("new"),
                    both=both,
                )
            )
        without = self.held_out - len(self.comparisons)
        if without == 1:
            notes.append(phrase("1 held-out image without ground truth or accepted annotation."))
        elif without > 1:
            notes.append(phrase("{count} held-out images without ground truth or accepted annotation.", count=without))
        if len(self.failed) == 1:
            notes.append(phrase("1 image could not be compared; the list says why."))
        elif self.failed:
            notes.append(phrase("{count} images could not be compared; the list says why.", count=len(self.failed)))
        notes += [
            phrase("{name} does not say what it was trained on: it may have seen these images.", name=model.name)
            for model in (self.old, self.new)
            if not model.says_what_it_saw
        ]
        for model in (self.old, self.new):
            own = sum(one.old is not None and one.image.untouched_of == model.sha256 for one in self.comparisons)
            if own == 1:
                notes.append(
                    phrase(
                        "On 1 image the accepted outline is {name}'s own, unchanged: these speak for {name}.",
                        name=model.name,
                    )
                )
            elif own:
                notes.append(
                    phrase(
                        "On {count} images the accepted outline is {name}'s own, unchanged: these speak for {name}.",
                        count=own,
                        name=model.name,
                    )
                )
        return tuple(notes)

    def as_dict(self, *, images: bool = True) -> dict[str, Any]:
        """The report as JSON values.

        Args:
            images: With every image (but without outlines).
        """
        values: dict[str, Any] = {
            "old": self.old.as_dict(),
            "new": self.new.as_dict(),
            "figures": self.figures.as_dict(),
            "sentence": self.sentence,
            "notes": list(self.notes()),
            "looked_at": self.looked_at,
            "held_out": self.held_out,
            "share": self.share,
            "compared": len(self.comparisons),
            "left_out_seen_by_old": self.seen("old"),
            "left_out_seen_by_new": self.seen("new"),
            "failed": len(self.failed),
        }
        if images:
            values["images"] = [one.as_dict(outlines=False) for one in self.comparisons]
            values["drops"] = [pair.id for pair in self.figures.drops]
        return values


def make_report(
    old: ComparedModel, new: ComparedModel, selection: GateSelection, comparisons: Sequence[ImageComparison]
) -> GateReport:
    """Judge what was compared."""
    return GateReport(
        old,
        new,
        judge(_pairs(comparisons)),
        tuple(comparisons),
        selection.held_out,
        selection.looked_at,
        selection.share,
    )


def report_from_dict(values: dict[str, Any], comparisons: Sequence[ImageComparison]) -> GateReport:
    """Read what `as_dict` gave, without judging anew; raises KeyError, TypeError or ValueError for anything else.

    Args:
        values: From `as_dict(images=False)`.
        comparisons: The images, which came one by one.
    """
    given = values["figures"]
    interval = None
    if given["interval_low"] is not None:
        interval = Interval(float(given["interval_low"]), float(given["interval_high"]))
    figures = GateFigures(
        pairs=_pairs(comparisons),
        mean_old=_number(given["mean_jaccard_old"]),
        mean_new=_number(given["mean_jaccard_new"]),
        mean_difference=_number(given["mean_difference"]),
        interval=interval,
        wins=int(given["wins"]),
        losses=int(given["losses"]),
        ties=int(given["ties"]),
        failures_old=int(given["failures_old"]),
        failures_new=int(given["failures_new"]),
        verdict=Verdict(given["verdict"]),
    )
    if len(figures.pairs) != given["images"]:
        raise ValueError("the images do not belong to the figures")
    return GateReport(
        ComparedModel(**values["old"]),
        ComparedModel(**values["new"]),
        figures,
        tuple(comparisons),
        int(values["held_out"]),
        int(values["looked_at"]),
        float(values["share"]),
    )


def _pairs(comparisons: Sequence[ImageComparison]) -> tuple[JaccardPair, ...]:
    return tuple(
        JaccardPair(one.image.id, one.old, one.new)
        for one in comparisons
        if one.old is not None and one.new is not None
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
