"""What can be measured of an outlined lesion: size, shape and colours; for research only, not for diagnosis.

All lengths are in image pixels, where a pixel is a square of side 1; `scaled` gives millimetres. The mask is measured
as it is drawn: several regions count together, and the borders of holes belong to the perimeter.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from isic_desktop.core.colours import ColourShare, colours_present
from isic_desktop.core.editing.extent import extent

if TYPE_CHECKING:
    from isic_desktop.core.geometry import PixelRect
    from isic_desktop.core.strokes import Mask

NOTICE = "Research use only; not a medical device"
# The lesion is made smaller for the asymmetry until no side is longer: finer pixels change the third decimal.
_ASYMMETRY_SIDE_PX = 320
# Below this share by which the two principal moments differ, a shape has no principal axis of its own.
_ROUND = 0.05

# Directions of the lines, (down, right), and the share of the half circle nearest to each.
_DIRECTIONS = ((0, 1), (1, 2), (1, 1), (2, 1), (1, 0), (2, -1), (1, -1), (1, -2))


@dataclass(frozen=True)
class ReadOuts:
    """What was measured of one mask.

    Args:
        area_px: Pixels of the lesion.
        diameter_px: Greatest distance between two points of the lesion (maximum Feret diameter).
        circle_diameter_px: Diameter of the circle of the same area.
        perimeter_px: Length of all borders; the image's edge counts as border where the lesion is cut off by it.
        asymmetry: 0 for a shape that is its own mirror image in both axes, towards 1 for one that is not.
        irregularity: 1 for a circle, more for a ragged or long shape.
        solidity: Area over that of the convex hull, in (0, 1].
        regions: Separate parts, 8-connected.
        holes: Background enclosed by lesion.
        cut_off: Whether the lesion touches the image's edge, so that all of the above is of a part of it.
        colours: The dermoscopic colours that were found, the most frequent first; None without an image.
    """

    area_px: int
    diameter_px: float
    circle_diameter_px: float
    perimeter_px: float
    asymmetry: float
    irregularity: float
    solidity: float
    regions: int
    holes: int
    cut_off: bool
    colours: tuple[ColourShare, ...] | None = None

    @property
    def colour_count(self) -> int | None:
        """How many of the six dermoscopic colours there are."""
        return None if self.colours is None else len(self.colours)

    def scaled(self, mm_per_px: float) -> dict[str, float]:
        """Area in mm² and lengths in mm, by the names that tables give them."""
        return {
            "area_mm2": self.area_px * mm_per_px**2,
            "diameter_mm": self.diameter_px * mm_per_px,
            "circle_diameter_mm": self.circle_diameter_px * mm_per_px,
            "perimeter_mm": self.perimeter_px * mm_per_px,
        }


def measure(mask: Mask, image: NDArray[np.uint8] | None = None) -> ReadOuts | None:
    """Measure a lesion.

    Args:
        mask: (H, W) bool.
        image: (H, W, 3) uint8 RGB, as it was taken; without it no colours are counted.

    Returns:
        The read-outs, or None for an empty mask: there is nothing to measure.

    Raises:
        ValueError: Mask and image differ in size.
    """
    if image is not None and image.shape[:2] != mask.shape:
        raise ValueError(f"mask {mask.shape} and image {image.shape[:2]} differ in size")
    box = extent(mask)
    if box.empty:
        return None
    lesion = np.ascontiguousarray(mask[box.slices])
    area_px = int(np.count_nonzero(lesion))
    hull = _hull(lesion)
    perimeter_px = crofton_perimeter(lesion)
    regions, holes = _parts(lesion)
    return ReadOuts(
        area_px=area_px,
        diameter_px=_longest(hull),
        circle_diameter_px=2.0 * math.sqrt(area_px / math.pi),
        perimeter_px=perimeter_px,
        asymmetry=asymmetry(lesion),
        irregularity=perimeter_px**2 / (4.0 * math.pi * area_px),
        solidity=area_px / _polygon_area(hull),
        regions=regions,
        holes=holes,
        cut_off=_touches_edge(box, mask.shape),
        colours=None if image is None else colours_present(image[box.slices], lesion),
    )


def crofton_perimeter(mask: Mask) -> float:
    """The length of the borders, estimated from how often lines in eight directions cross them.

    By the formula of Cauchy and Crofton, L = ½ ∫∫ n(θ, r) dr dθ, where n counts the crossings of the line at angle
    θ and distance r. On a grid the lines run along (1, 0), (2, 1), (1, 1) … and each direction counts for the angles
    nearest to it (as in D. Legland, K. Kiêu, M.-F. Devaux, Computation of Minkowski measures on 2D and 3D binary
    images, Image Analysis & Stereology 26, 2007, there with four directions). Unlike a count of border pixels it does
    not grow when the shape is turned: within 1 % for discs from 10 pixels radius, within 3 % for straight edges.

    Args:
        mask: (H, W) bool.

    Returns:
        The length in pixels, 0 for an empty mask.
    """
    rows, columns = mask.shape
    wide = np.zeros((rows + 4, columns + 4), dtype=np.bool_)
    wide[2:-2, 2:-2] = mask
    angles = [math.atan2(down, right) for down, right in _DIRECTIONS]
    total = 0.0
    for number, (down, right) in enumerate(_DIRECTIONS):
        before = angles[number - 1] - (math.pi if number == 0 else 0.0)
        after = angles[(number + 1) % len(angles)] + (math.pi if number == len(angles) - 1 else 0.0)
        width_rad = (after - before) / 2.0
        left = wide[: wide.shape[0] - down, max(0, -right) : wide.shape[1] - max(0, right)]
        ahead = wide[down:, max(0, right) : wide.shape[1] + min(0, right)]
        crossings = int(np.count_nonzero(left != ahead))
        total += width_rad * crossings / math.hypot(down, right)
    return total / 2.0


def asymmetry(mask: Mask) -> float:
    """How far the shape is from its mirror images in its two principal axes.

    For each axis through the centre of gravity, half the area in which the shape and its mirror image differ, over
    the shape's area: what sticks out when one half is folded onto the other (W. V. Stoecker, W. W. Li, R. H. Moss,
    Automatic detection of asymmetry in skin tumors, Computerized Medical Imaging and Graphics 16, 1992). The value
    is the mean over the two axes. Only the shape is looked at, neither colours nor structures. Where the two moments
    of inertia differ by less than 5 % (a disc, a square) there are no principal axes; then it is the least value
    among all pairs of axes, looked for in steps of half a degree.

    Args:
        mask: (H, W) bool, at least one pixel.

    Returns:
        In [0, 1]; about 0.01 for a drawn disc, since pixels are square.
    """
    import cv2

    small = mask.view(np.uint8) * np.uint8(255)
    shrink = max(mask.shape) / _ASYMMETRY_SIDE_PX
    if shrink > 1:
        size_wh = (max(1, round(mask.shape[1] / shrink)), max(1, round(mask.shape[0] / shrink)))
        small = np.asarray(cv2.resize(small, size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    y, x = np.nonzero(small)
    weight = small[y, x].astype(np.float64)
    mass = float(weight.sum())
    centre_x, centre_y = float((x * weight).sum()) / mass, float((y * weight).sum()) / mass
    dx, dy = x - centre_x, y - centre_y
    xx, yy, xy = (float((product * weight).sum()) / mass for product in (dx * dx, dy * dy, dx * dy))
    reach = math.ceil(float(np.hypot(dx, dy).max())) + 2
    # A square around the centre of gravity, so that nothing leaves it when it is mirrored.
    to_square = np.array([[1.0, 0.0, reach - centre_x], [0.0, 1.0, reach - centre_y]])
    side = 2 * reach + 1
    square = np.asarray(cv2.warpAffine(small, to_square, (side, side), flags=cv2.INTER_LINEAR), dtype=np.uint8)
    inside = float(square.sum(dtype=np.float64))

    def at(angle: float) -> float:
        return (_folded(square, angle, reach) + _folded(square, angle + math.pi / 2, reach)) / (2 * inside)

    axis = 0.5 * math.atan2(2 * xy, xx - yy)
    if math.hypot(xx - yy, 2 * xy) > _ROUND * (xx + yy):
        return at(axis)
    coarse = min((axis + math.radians(5 * turn) for turn in range(18)), key=at)
    return min(at(coarse + math.radians(turn / 2)) for turn in range(-5, 6))


def _folded(square: NDArray[np.uint8], angle: float, centre: int) -> float:
    """Half the difference between a shape and its mirror image in the axis at `angle` through the centre."""
    import cv2

    cos, sin = math.cos(2 * angle), math.sin(2 * angle)
    mirror = np.array(
        [[cos, sin, centre - cos * centre - sin * centre], [sin, -cos, centre - sin * centre + cos * centre]]
    )
    mirrored = cv2.warpAffine(square, mirror, square.shape[::-1], flags=cv2.INTER_LINEAR)
    return float(cv2.absdiff(square, mirrored).sum(dtype=np.float64)) / 2.0


def _hull(lesion: Mask) -> NDArray[np.float64]:
    """Convex hull of the pixels as squares: (N, 2) corners (x, y)."""
    import cv2

    columns = lesion.shape[1]
    first = lesion.argmax(axis=1)
    last = columns - lesion[:, ::-1].argmax(axis=1)  # one past the last
    filled = np.flatnonzero(lesion.any(axis=1))
    corners = [
        np.stack([side[filled], filled + below], axis=1) for side in (first, last) for below in (0, 1)
    ]  # the four corners of the outermost pixels of each row
    points = np.concatenate(corners).astype(np.int32)
    return np.asarray(cv2.convexHull(points), dtype=np.float64).reshape(-1, 2)


def _longest(hull: NDArray[np.float64]) -> float:
    return math.sqrt(
        max(float(((hull - point) ** 2).sum(axis=1).max()) for point in hull)
    )  # a hull on a grid has few corners: a few hundred at twelve megapixels


def _polygon_area(corners: NDArray[np.float64]) -> float:
    x, y = corners[:, 0], corners[:, 1]
    return abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))) / 2.0


def _parts(lesion: Mask) -> tuple[int, int]:
    """Regions (8-connected) and holes (4-connected)."""
    import cv2

    found, relations = cv2.findContours(lesion.view(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not found:
        return 0, 0
    # (…, contour, [next, previous, first child, parent]): only holes have a parent.
    parents = np.asarray(relations).reshape(-1, 4)[:, 3]
    regions = int(np.count_nonzero(parents < 0))
    return regions, len(parents) - regions


def count_parts(mask: Mask) -> tuple[int, int]:
    """Regions (8-connected) and holes (4-connected background that lesion encloses) of an (H, W) bool mask."""
    box = extent(mask)
    return (0, 0) if box.empty else _parts(np.ascontiguousarray(mask[box.slices]))


def _touches_edge(box: PixelRect, shape: tuple[int, ...]) -> bool:
    return box.top == 0 or box.left == 0 or box.bottom == shape[0] or box.right == shape[1]
