"""Reduced copies of large images by a whole factor, so that pixels of both map to each other exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from isic_desktop.core.geometry import PixelRect

if TYPE_CHECKING:
    from isic_desktop.core.editing.extent import Image
    from isic_desktop.core.strokes import Mask


@dataclass(frozen=True)
class Reduction:
    """Image pixel (r, c) belongs to reduced pixel (r // factor, c // factor).

    The last reduced row and column also take what is left over at the lower and right edge.

    Args:
        height: Rows of the image.
        width: Columns of the image.
        factor: Whole number, 1 for no reduction.
    """

    height: int
    width: int
    factor: int

    @staticmethod
    def to_at_most(pixels: int, height: int, width: int) -> Reduction:
        """The smallest factor that leaves about `pixels` pixels or fewer, and at least one row and column."""
        factor = math.ceil(math.sqrt(height * width / pixels))
        return Reduction(height, width, max(1, min(factor, height, width)))

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns) of the reduced image."""
        return self.height // self.factor, self.width // self.factor

    def row_column(self, row: int, column: int) -> tuple[int, int]:
        """The reduced pixel that an image pixel belongs to."""
        rows, columns = self.shape
        return min(row // self.factor, rows - 1), min(column // self.factor, columns - 1)

    def shrink(self, image: Image) -> Image:
        """The mean colour of each block: (H, W, 3) or (H, W) uint8 to the reduced shape, a new array."""
        import cv2

        rows, columns = self.shape
        if self.factor == 1:
            return image.copy()
        covered = image[: rows * self.factor, : columns * self.factor]
        return np.asarray(cv2.resize(covered, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.uint8)

    def enlarge(self, rect: PixelRect, pixels: Mask) -> tuple[PixelRect, Mask]:
        """Bring a piece of a reduced mask to image pixels, each of which takes the value of its block.

        Args:
            rect: Where the piece lies in the reduced mask.
            pixels: (rows, columns) bool of `rect`.

        Returns:
            The rectangle in the image and its pixels.
        """
        rows, columns = self.shape
        factor = self.factor
        if factor == 1 or rect.empty:
            return rect, pixels
        whole = PixelRect(
            rect.top * factor,
            rect.left * factor,
            self.height if rect.bottom == rows else rect.bottom * factor,
            self.width if rect.right == columns else rect.right * factor,
        )
        row_of = np.minimum(np.arange(whole.top, whole.bottom) // factor, rows - 1) - rect.top
        column_of = np.minimum(np.arange(whole.left, whole.right) // factor, columns - 1) - rect.left
        return whole, pixels[:, column_of][row_of]
