"""Undo and redo as patches: what a gesture changed, never a copy of the mask.

A gesture copies each tile of the mask the first time it touches it; when it ends, only the exclusive-or of old and
new is kept, as compressed bits. The same patch undoes and redoes, which makes both exact by construction.
"""

from __future__ import annotations

import enum
import zlib
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from isic_desktop.core.geometry import NOTHING, PixelRect
from model_train.late_numpy import np

if TYPE_CHECKING:
    from isic_desktop.core.provenance import Provenance
    from isic_desktop.core.strokes import Mask

TILE_PX = 256
DEFAULT_BUDGET_BYTES = 64 * 1024 * 1024
# What Python itself needs for a step and for a patch, roughly; so that many tiny steps count too.
_STEP_OVERHEAD_BYTES = 200
_PATCH_OVERHEAD_BYTES = 250


@dataclass(frozen=True)
class Patch:
    """Changed pixels within a rectangle: compressed bits, 1 where the pixel changed, row by row."""

    rect: PixelRect
    bits: bytes

    @staticmethod
    def of(rect: PixelRect, changed: Mask) -> Patch:
        """Pack `changed`, (rows, columns) bool of `rect`."""
        return Patch(rect, zlib.compress(np.packbits(changed).tobytes(), level=1))

    def changed(self) -> Mask:
        """(rows, columns) bool of `rect`, true where the pixel changed."""
        rows, columns = self.rect.shape
        packed = np.frombuffer(zlib.decompress(self.bits), dtype=np.uint8)
        return np.unpackbits(packed, count=rows * columns).view(np.bool_).reshape(rows, columns)


@dataclass(frozen=True)
class Step:
    """One gesture: what the person did, in words, the patches that undo and redo it, and whose mask it was."""

    label: str
    patches: tuple[Patch, ...]
    before: Provenance
    after: Provenance

    @property
    def size_bytes(self) -> int:
        """Memory it takes, as counted against the budget."""
        return _STEP_OVERHEAD_BYTES + sum(_PATCH_OVERHEAD_BYTES + len(patch.bits) for patch in self.patches)

    @property
    def rect(self) -> PixelRect:
        """All pixels it may have changed."""
        united = NOTHING
        for patch in self.patches:
            united = united.united(patch.rect)
        return united


class ChangeKind(enum.Enum):
    """In which of the four ways a document changes."""

    STEP = "step"
    UNDO = "undo"
    REDO = "redo"
    STATE = "state"


@dataclass(frozen=True, eq=False)
class Change:
    """One committed change of a document, complete in itself: with the mask before it, it gives the mask after it.

    Args:
        kind: A new step, a step undone or done again, or a judgement, which changes no pixel and is not undone.
        revision: Of the document after the change.
        step: What changed; for an undo the step that was undone.
        work_seconds: Time a person has spent on the annotation so far.
        mask_sha256: Of the mask file that the document expects on the disk, "" for none.
    """

    kind: ChangeKind
    revision: int
    step: Step
    work_seconds: float = 0.0
    mask_sha256: str = ""

    @property
    def provenance(self) -> Provenance:
        """Whose mask it is after the change."""
        return self.step.before if self.kind is ChangeKind.UNDO else self.step.after


class Gesture:
    """Remembers the tiles a running gesture touches, as they were before it.

    Args:
        label: What the person does, e.g. "Brush".
        mask: (H, W) bool, the mask that is about to change in place.
    """

    def __init__(self, label: str, mask: Mask) -> None:
        self.label = label
        self._mask = mask
        self._before: dict[tuple[int, int], Mask] = {}

    def about_to_change(self, rect: PixelRect) -> None:
        """Call before changing pixels of `rect`."""
        if rect.empty:
            return
        for tile_row in range(rect.top // TILE_PX, (rect.bottom - 1) // TILE_PX + 1):
            for tile_column in range(rect.left // TILE_PX, (rect.right - 1) // TILE_PX + 1):
                key = (tile_row, tile_column)
                if key not in self._before:
                    self._before[key] = self._mask[self._tile(key).slices].copy()

    def _tile(self, key: tuple[int, int]) -> PixelRect:
        top, left = key[0] * TILE_PX, key[1] * TILE_PX
        return PixelRect(top, left, top + TILE_PX, left + TILE_PX).clipped(*self._mask.shape)

    def finished(self, before: Provenance, after: Provenance) -> Step | None:
        """The step this gesture amounts to, or None when neither a pixel nor the provenance changed."""
        patches = []
        for key, old in self._before.items():
            tile = self._tile(key)
            changed: Mask = np.logical_xor(old, self._mask[tile.slices])
            rows = np.flatnonzero(changed.any(axis=1))
            if rows.size == 0:
                continue
            columns = np.flatnonzero(changed.any(axis=0))
            inner = PixelRect(int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1)
            rect = PixelRect(
                tile.top + inner.top, tile.left + inner.left, tile.top + inner.bottom, tile.left + inner.right
            )
            patches.append(Patch.of(rect, changed[inner.slices]))
        if not patches and before == after:
            return None
        return Step(self.label, tuple(patches), before, after)


class History:
    """Steps that can be undone and redone, within a budget of bytes: the oldest step goes first.

    Args:
        budget_bytes: Memory for all steps together. The newest step always stays, whatever its size.
    """

    def __init__(self, budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self.budget_bytes = budget_bytes
        self._done: deque[Step] = deque()
        self._undone: list[Step] = []
        self._used_bytes = 0

    @property
    def used_bytes(self) -> int:
        """Memory that all steps take, as counted against the budget."""
        return self._used_bytes

    @property
    def undo_labels(self) -> list[str]:
        """What can be undone, the newest last."""
        return [step.label for step in self._done]

    @property
    def redo_labels(self) -> list[str]:
        """What can be redone, the next one last."""
        return [step.label for step in self._undone]

    def push(self, step: Step) -> None:
        """Add a step that has just been done; what was undone before is forgotten."""
        self._used_bytes -= sum(undone.size_bytes for undone in self._undone)
        self._undone.clear()
        self._done.append(step)
        self._used_bytes += step.size_bytes
        self._drop_oldest()

    def _drop_oldest(self) -> None:
        while self._used_bytes > self.budget_bytes and len(self._done) > 1:
            self._used_bytes -= self._done.popleft().size_bytes

    def take_undo(self) -> Step | None:
        """The step to undo now, moved to the redo side; None when there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        return step

    def take_redo(self) -> Step | None:
        """The step to redo now, moved to the undo side; None when there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        return step

    def replay(self, change: Change) -> None:
        """Go through a recorded change: `push`, `take_undo` or `take_redo` as it was then.

        A step from before the record began is not here to be taken; it comes with the change.
        """
        if change.kind is ChangeKind.STEP:
            self.push(change.step)
        elif change.kind is ChangeKind.UNDO and self.take_undo() is None:
            self._undone.append(change.step)
            self._used_bytes += change.step.size_bytes
        elif change.kind is ChangeKind.REDO and self.take_redo() is None:
            self._done.append(change.step)
            self._used_bytes += change.step.size_bytes
            self._drop_oldest()
