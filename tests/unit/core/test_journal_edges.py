"""A journal's outermost cases: changes at the edges of an image, none at all, and drives that refuse."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest

from isic_desktop.core.history import Change, ChangeKind, Patch, PixelRect, Step
from isic_desktop.core.journal import JournalFile, read_journal
from isic_desktop.core.journal_format import Journal, JournalBase
from isic_desktop.core.provenance import PackedMask, Provenance
from model_train.errors import StorageError

SHAPE = (61, 83)
HEIGHT, WIDTH = SHAPE


def written(path: Path, *patches: Patch) -> JournalFile:
    """A journal of one change to an empty mask."""
    base = JournalBase(Path("/images/a.jpg"), "cd" * 32, PackedMask.of(np.zeros(SHAPE, bool)), Provenance())
    file = JournalFile(path, base)
    step = Step("Brush", patches, Provenance(), Provenance("person", "corrected"))
    file.append([Change(ChangeKind.STEP, 1, step, 2.0, "ef" * 32)])
    file.close()
    return file


def read(path: Path) -> Journal:
    journal = read_journal(path)
    assert journal is not None
    return journal


@pytest.mark.parametrize(
    "rect",
    [
        PixelRect(0, 0, HEIGHT, WIDTH),
        PixelRect(0, 0, 1, 1),
        PixelRect(HEIGHT - 1, WIDTH - 1, HEIGHT, WIDTH),
        PixelRect(0, WIDTH - 1, HEIGHT, WIDTH),
        PixelRect(HEIGHT - 1, 0, HEIGHT, WIDTH),
        PixelRect(7, 9, 9, 13),  # eight pixels fill their byte
    ],
)
def test_that_a_change_at_the_edge_of_the_image_comes_back(tmp_path: Path, rect: PixelRect) -> None:
    changed = np.random.default_rng(5).random(rect.shape) < 0.7
    changed[0, 0] = True
    journal = read(written(tmp_path / "a.journal", Patch.of(rect, changed)).path)
    assert not journal.damaged
    mask = journal.document().mask
    assert np.array_equal(mask[rect.slices], changed)
    assert mask.sum() == changed.sum()


@pytest.mark.parametrize(
    "rect", [PixelRect(5, 5, 5, 9), PixelRect(5, 9, 8, 9), PixelRect(HEIGHT, 0, HEIGHT, 3), PixelRect(9, 5, 5, 5)]
)
def test_that_a_change_of_no_pixels_is_none(tmp_path: Path, rect: PixelRect) -> None:
    journal = read(written(tmp_path / "a.journal", Patch(rect, zlib.compress(b""))).path)
    assert not journal.changes


@pytest.mark.parametrize("size", [12, 14, 100_000])
def test_that_a_change_of_more_or_fewer_bits_than_pixels_is_none(tmp_path: Path, size: int) -> None:
    patch = Patch(PixelRect(0, 0, 10, 10), zlib.compress(b"\xff" * size))
    assert not read(written(tmp_path / "a.journal", patch).path).changes


def test_that_a_journal_on_a_drive_that_refuses_is_told_of(tmp_path: Path) -> None:
    file = written(tmp_path / "a.journal", Patch.of(PixelRect(0, 0, 1, 1), np.ones((1, 1), bool)))
    file.path.unlink()
    file.path.mkdir()
    with pytest.raises(StorageError, match=r"a\.journal"):
        file.remove()
