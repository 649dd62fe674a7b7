"""Rectangles of image pixels, and the map between image and screen."""

from __future__ import annotations

import math
from dataclasses import dataclass

MIN_SCALE = 0.01
MAX_SCALE = 64.0


@dataclass(frozen=True)
class PixelRect:
    """Rows `top`…`bottom` and columns `left`…`right` of an image, the ends left out (as in slices)."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.bottom <= self.top or self.right <= self.left

    @property
    def slices(self) -> tuple[slice, slice]:
        """Index of these pixels in an (H, W) array."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return max(0, self.bottom - self.top), max(0, self.right - self.left)

    def united(self, other: PixelRect) -> PixelRect:
        """The smallest rectangle that holds both; an empty one adds nothing."""
        if self.empty:
            return other
        if other.empty:
            return self
        return PixelRect(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def clipped(self, height: int, width: int) -> PixelRect:
        """The part that lies within an image of `height` × `width`."""
        return PixelRect(max(0, self.top), max(0, self.left), min(height, self.bottom), min(width, self.right))


NOTHING = PixelRect(0, 0, 0, 0)


@dataclass(frozen=True)
class ViewTransform:
    """Where an image lies on the screen: `view = image * scale + offset`, both in continuous coordinates.

    Pixel (row r, column c) covers x from c to c+1 and y from r to r+1, so its centre is (c+0.5, r+0.5).

    Args:
        scale: Screen units per image pixel.
        offset_x: Screen x of the image's left edge.
        offset_y: Screen y of the image's upper edge.
    """

    scale: float = 1.0
    offset_x: float = 0.0
    offset_y: float = 0.0

    @staticmethod
    def fitted(image_wh: tuple[int, int], view_wh: tuple[float, float], margin: float = 12.0) -> ViewTransform:
        """The largest view that shows the whole image, centred, with a margin in screen units."""
        width, height = image_wh
        room_x, room_y = max(1.0, view_wh[0] - 2 * margin), max(1.0, view_wh[1] - 2 * margin)
        scale = min(room_x / width, room_y / height)
        scale = min(max(scale, MIN_SCALE), MAX_SCALE)
        return ViewTransform(scale, (view_wh[0] - width * scale) / 2, (view_wh[1] - height * scale) / 2)

    def to_image(self, view_xy: tuple[float, float]) -> tuple[float, float]:
        """Image coordinates (x, y) of a point on the screen."""
        return (view_xy[0] - self.offset_x) / self.scale, (view_xy[1] - self.offset_y) / self.scale

    def to_view(self, image_xy: tuple[float, float]) -> tuple[float, float]:
        """Screen coordinates (x, y) of a point of the image."""
        return image_xy[0] * self.scale + self.offset_x, image_xy[1] * self.scale + self.offset_y

    def zoomed(self, factor: float, at_view_xy: tuple[float, float]) -> ViewTransform:
        """Zoom by `factor`; the image point under `at_view_xy` stays where it is."""
        scale = min(max(self.scale * factor, MIN_SCALE), MAX_SCALE)
        image_x, image_y = self.to_image(at_view_xy)
        return ViewTransform(scale, at_view_xy[0] - image_x * scale, at_view_xy[1] - image_y * scale)

    def panned(self, dx: float, dy: float) -> ViewTransform:
        """Move the image by screen units."""
        return ViewTransform(self.scale, self.offset_x + dx, self.offset_y + dy)

    def kept_in_sight(
        self, image_wh: tuple[int, int], view_wh: tuple[float, float], at_least: float = 48.0
    ) -> ViewTransform:
        """Move the image so far that at least `at_least` screen units of it can be seen in each direction."""

        def clamp(offset: float, length: float, room: float) -> float:
            seen = min(at_least, length, room)
            return min(max(offset, seen - length), room - seen)

        return ViewTransform(
            self.scale,
            clamp(self.offset_x, image_wh[0] * self.scale, view_wh[0]),
            clamp(self.offset_y, image_wh[1] * self.scale, view_wh[1]),
        )

    def view_bounds(self, rect: PixelRect) -> tuple[int, int, int, int]:
        """Whole screen units (x0, y0, x1, y1) that cover the pixels of `rect`."""
        left, top = self.to_view((rect.left, rect.top))
        right, bottom = self.to_view((rect.right, rect.bottom))
        return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)
