"""A training of seconds that is interrupted, gone on with, and compared with one that was left alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from drawn import draw_lesion, write_image, write_mask
from safetensors.numpy import load_file


@dataclass(frozen=True)
class SmallTraining:
    """What to train on, and how.

    Args:
        pairs: A folder of six images with their masks, which is made if it is not there.
        epochs: How many.
    """

    pairs: Path
    epochs: int

    def __post_init__(self) -> None:
        if self.pairs.exists():
            return
        self.pairs.mkdir()
        rows, columns = np.ogrid[:64, :64]
        for number in range(6):
            x, y = 20 + 4 * number, 34 - 2 * number
            write_image(self.pairs / f"img{number}.png", draw_lesion(64, 64, (x, y)))
            write_mask(self.pairs / f"img{number}_Segmentation.png", (columns - x) ** 2 + (rows - y) ** 2 < 16**2)

    def words(self, out: Path) -> list[str]:
        """The command's arguments; of a run that was begun, those that go on with it."""
        where = ["--images", str(self.pairs), "--masks", str(self.pairs), "--out", str(out), "--device", "cpu"]
        size = ["--epochs", str(self.epochs), "--size", "32", "--batch-size", "4", "--decoder", "skip"]
        more = ["--encoder-weights", "none", "--precision", "float32", "--name", "small"]
        begun = out.exists() and any(out.iterdir())
        return [*where, *size, *more, *(["--resume"] if begun else [])]


def has_finished(out: Path) -> bool:
    """Whether a run says that it has ended.

    Not whether its table is full: a kill just before the last state is written finds all rows there already.
    """
    events = out / "events.jsonl"
    return events.exists() and '"event": "finished"' in events.read_text()


def same_weights(first: Path, second: Path) -> bool:
    """Whether two runs ended with the same state, bit for bit."""
    one, other = (load_file(run / "last.safetensors") for run in (first, second))
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name]) for name in one)
