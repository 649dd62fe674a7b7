"""The wand: select what has about the colour under the pointer.

Colours are compared in CIELAB (D65), where the distance ΔE*ab = √(ΔL² + Δa² + Δb²) is about how different they look;
2 is just noticed, skin and lesion are mostly 10 to 40 apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from isic_desktop.core.editing.extent import Bytes, Image, Probability, as_bytes, extent, padded, shifted
from isic_desktop.core.editing.reduction import Reduction
from isic_desktop.core.geometry import PixelRect

if TYPE_CHECKING:
    from isic_desktop.core.strokes import Mask

MAX_TOLERANCE = 100.0
"""Beyond this, in ΔE*ab, everything is selected."""
_DRAG_PIXELS = 1_000_000
_LEVELS = 250  # of distance up to MAX_TOLERANCE, so in steps of 0.4
_EDGE_WEIGHT = 3.0  # ΔE of distance for each ΔE per pixel of gradient
_EDGE_REACH_PX = 2


class WandField:
    """How far each pixel is from the colour at the seed, made ready once, so that a drag can try many tolerances.

    Making it takes some tens of milliseconds for large images. While the pointer is dragged, `select` works on a copy
    of at most about a megapixel; `exact` then decides the outline at full resolution. Both only grow with
    the tolerance, always hold the seed, and are 4-connected if contiguous.

    Args:
        image: (H, W, 3) uint8 RGB; kept, not copied.
        seed_rc: (row, column) of the pixel whose colour is wanted.
        contiguous: Select only what is connected to the seed.
        edge_aware: Do not go across strong gradients: the gradient adds to the distance, except within two (reduced)
            pixels of what is selected, so that the selection reaches up to the edge.

    Raises:
        ValueError: The seed lies outside the image.
    """

    def __init__(self, image: Image, seed_rc: tuple[int, int], *, contiguous: bool, edge_aware: bool) -> None:
        height, width = image.shape[:2]
        if not (0 <= seed_rc[0] < height and 0 <= seed_rc[1] < width):
            raise ValueError(f"the seed {seed_rc} lies outside the image of {width} × {height} pixels")
        self._image = image
        self._seed_rc = seed_rc
        self._contiguous = contiguous
        self._edge_aware = edge_aware
        self._reduction = Reduction.to_at_most(_DRAG_PIXELS, height, width)
        self._small_seed_rc = self._reduction.row_column(*seed_rc)
        lab = _lab(self._reduction.shrink(image))
        row, column = self._small_seed_rc
        around = lab[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]
        self._wanted = np.median(around.reshape(-1, 3), axis=0).astype(np.float32)
        distance = _distance(lab, self._wanted)
        self._plain = _levels(distance)
        self._plain[row, column] = 0
        self._barred = self._plain
        if edge_aware:
            self._barred = _levels(distance + np.float32(_EDGE_WEIGHT) * _gradient(lab))
            self._barred[row, column] = 0

    def select(self, tolerance: float) -> tuple[PixelRect, Mask]:
        """What is selected, at the detail of the reduced copy; quick enough to follow a drag.

        Args:
            tolerance: Largest distance in ΔE*ab, 0…`MAX_TOLERANCE`.

        Returns:
            The rectangle around the selection in the image, and its pixels, (rows, columns) bool.
        """
        rect, pixels = self._select_small(tolerance)
        return self._reduction.enlarge(rect, pixels)

    def exact(self, tolerance: float) -> tuple[PixelRect, Mask]:
        """As `select`, with the outline decided pixel by pixel of the image; for the end of a drag, in a worker."""
        import cv2

        factor = self._reduction.factor
        if factor == 1:
            return self.select(tolerance)
        small_rect, small = self._select_small(tolerance)
        outer_rect = padded(small_rect, 1, *self._reduction.shape)
        selected = np.zeros(outer_rect.shape, dtype=np.uint8)
        selected[shifted(small_rect, -outer_rect.top, -outer_rect.left).slices] = small
        square = np.ones((3, 3), dtype=np.uint8)
        sure = np.asarray(cv2.erode(selected, square, borderType=cv2.BORDER_REPLICATE)).view(np.bool_)
        possible = np.asarray(cv2.dilate(selected, square)).view(np.bool_)
        rect, result = self._reduction.enlarge(outer_rect, sure)
        _, open_pixels = self._reduction.enlarge(outer_rect, possible & ~sure)
        result = result | (open_pixels & self._close_in_colour(rect, tolerance))
        seed = (self._seed_rc[0] - rect.top, self._seed_rc[1] - rect.left)
        result[seed] = True
        if self._contiguous:
            result = _connected(np.where(result, np.uint8(0), np.uint8(255)), seed, 0)
        inner = extent(result)
        return shifted(inner, rect.top, rect.left), result[inner.slices]

    def _select_small(self, tolerance: float) -> tuple[PixelRect, Mask]:
        level = int(np.clip(tolerance, 0.0, MAX_TOLERANCE) * (_LEVELS / MAX_TOLERANCE))
        if tolerance >= MAX_TOLERANCE:
            level = 255
        selected: Mask
        if self._contiguous:
            selected = _connected(self._barred, self._small_seed_rc, level)
        else:
            selected = self._barred <= level
        if self._edge_aware:
            selected = _up_to_the_edge(selected, self._plain, level)
        rect = extent(selected)
        return rect, selected[rect.slices]

    def _close_in_colour(self, rect: PixelRect, tolerance: float) -> Mask:
        if tolerance >= MAX_TOLERANCE:
            return np.ones(rect.shape, dtype=np.bool_)
        close = np.empty(rect.shape, dtype=np.bool_)
        for top in range(0, rect.shape[0], 256):  # in strips: three floats for each pixel add up
            strip = PixelRect(rect.top + top, rect.left, min(rect.top + top + 256, rect.bottom), rect.right)
            roomy = padded(strip, 3, *self._image.shape[:2])
            lab = _lab(self._image[roomy.slices])
            part = shifted(strip, -roomy.top, -roomy.left).slices
            close[top : top + 256] = _distance(lab[part], self._wanted) <= np.float32(max(tolerance, 0.0))
        return close


def _lab(image: Image) -> Probability:
    """(H, W, 3) float32 CIELAB of the image, calmed a little so that single noisy pixels do not matter."""
    import cv2

    calm = cv2.GaussianBlur(image, (5, 5), 1.0)
    return np.asarray(cv2.cvtColor(np.asarray(calm, dtype=np.float32) / np.float32(255), cv2.COLOR_RGB2Lab))


def _distance(lab: Probability, wanted: Probability) -> Probability:
    import cv2

    difference = lab - wanted
    difference *= difference
    return np.sqrt(np.asarray(cv2.transform(difference, np.ones((1, 3), dtype=np.float32)), dtype=np.float32))


def _gradient(lab: Probability) -> Probability:
    """(H, W) float32: colour change for each pixel, in ΔE."""
    import cv2

    scale = 1.0 / 8.0  # of Sobel's weights
    across = cv2.Sobel(lab, cv2.CV_32F, 1, 0, scale=scale)
    down = cv2.Sobel(lab, cv2.CV_32F, 0, 1, scale=scale)
    squared = np.asarray(across * across + down * down, dtype=np.float32)
    return np.sqrt(np.asarray(cv2.transform(squared, np.ones((1, 3), dtype=np.float32)), dtype=np.float32))


def _levels(distance: Probability) -> Bytes:
    scaled = np.ceil(distance * np.float32(_LEVELS / MAX_TOLERANCE))
    levels: Bytes = np.minimum(scaled, 255).astype(np.uint8)
    return levels


def _connected(levels: Bytes, seed_rc: tuple[int, int], level: int) -> Mask:
    """Pixels at `level` or below that are 4-connected to the seed, which has level 0."""
    import cv2

    rows, columns = levels.shape
    reached = np.zeros((rows + 2, columns + 2), dtype=np.uint8)
    flags = 4 | (1 << 8) | cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY
    cv2.floodFill(levels, reached, (seed_rc[1], seed_rc[0]), 0, loDiff=0, upDiff=level, flags=flags)
    return np.ascontiguousarray(reached[1:-1, 1:-1]).view(np.bool_)


def _up_to_the_edge(selected: Mask, plain: Bytes, level: int) -> Mask:
    """Add the pixels near what is selected that are close in colour, whatever their gradient."""
    import cv2

    allowed = (plain <= level).view(np.uint8)
    cross = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], dtype=np.uint8)
    grown = as_bytes(selected)
    for _ in range(_EDGE_REACH_PX):
        grown = np.asarray(cv2.dilate(grown, cross), dtype=np.uint8) & allowed | as_bytes(selected)
    return grown.view(np.bool_)
