"""What the synthetic dermoscopy images are drawn from: noise, lesion shapes, pigment network, hairs, bubbles, ink.

Every function takes a random generator and gives the same picture for the same seed. Fields are (H, W) float64, so
that a threshold falls on the same pixels on every machine. Lengths are in image pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float64]
Picture = NDArray[np.float64]
Size = tuple[int, int]

_FINE = 4  # hairs and ink are drawn at this many times the resolution and averaged down


def blurred(field: Field, sigma_px: float) -> Field:
    """Gaussian blur of (H, W) or (H, W, 3)."""
    import cv2

    if sigma_px <= 0:
        return field
    return np.asarray(cv2.GaussianBlur(field, (0, 0), sigma_px, borderType=cv2.BORDER_REFLECT), np.float64)


def noise(rng: np.random.Generator, size: Size, scale_px: float, octaves: int = 4, gain: float = 0.5) -> Field:
    """Fractal noise: smooth random hills of a size, and smaller ones on them.

    Args:
        rng: Source of randomness.
        size: (height, width) in pixels.
        scale_px: Distance between the largest hills.
        octaves: How often the hills are halved.
        gain: Height of each octave relative to the one before.

    Returns:
        (H, W), mean about 0, standard deviation 1.
    """
    import cv2

    height, width = size
    total: Field = np.zeros(size)
    for octave in range(octaves):
        step = max(scale_px / 2**octave, 1.0)
        rows, columns = int(height / step) + 4, int(width / step) + 4
        grid = rng.standard_normal((rows, columns))
        large = cv2.resize(grid, (int(columns * step) + 1, int(rows * step) + 1), interpolation=cv2.INTER_CUBIC)
        top, left = (int(step * part) for part in rng.random(2))
        total += gain**octave * large[top : top + height, left : left + width]
    total -= total.mean()
    return total / float(total.std())


def grid_xy(size: Size) -> tuple[Field, Field]:
    """Columns and rows of every pixel, in halves of the height from the centre: rows in [-1, 1]."""
    height, width = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    return (x - (width - 1) / 2) / (height / 2), (y - (height - 1) / 2) / (height / 2)


def smoothstep(field: Field) -> Field:
    """0 below 0, 1 above 1, and a soft rise between."""
    inside = np.clip(field, 0.0, 1.0)
    return inside * inside * (3.0 - 2.0 * inside)


@dataclass(frozen=True)
class Blob:
    """One lobe of a lesion, in halves of the image height from the centre.

    Attributes:
        x: Centre, to the right.
        y: Centre, downwards.
        rx: Half axis before turning.
        ry: The other half axis.
        turn: Angle in radians.
    """

    x: float
    y: float
    rx: float
    ry: float
    turn: float = 0.0


def lesion_field(rng: np.random.Generator, size: Size, blobs: tuple[Blob, ...], ragged: float) -> Field:
    """The shape of a lesion as hills over zero: positive inside, negative outside, 0 at the border.

    Args:
        rng: Source of randomness.
        size: (height, width).
        blobs: Lobes, melted together.
        ragged: How irregular the border is; 0 smooth, 1 very.

    Returns:
        (H, W); near the border its value is about the distance to it in halves of the image height.
    """
    x, y = grid_xy(size)
    height = size[0]
    x = x + ragged * (0.075 * noise(rng, size, height / 2.2, 2) + 0.032 * noise(rng, size, height / 9, 2))
    y = y + ragged * (0.075 * noise(rng, size, height / 2.2, 2) + 0.032 * noise(rng, size, height / 9, 2))
    melted = np.zeros(size)
    sharpness = 9.0
    for blob in blobs:
        u = (x - blob.x) * np.cos(blob.turn) + (y - blob.y) * np.sin(blob.turn)
        v = (y - blob.y) * np.cos(blob.turn) - (x - blob.x) * np.sin(blob.turn)
        hill = (1.0 - np.sqrt((u / blob.rx) ** 2 + (v / blob.ry) ** 2)) * min(blob.rx, blob.ry)
        melted += np.exp(np.clip(sharpness * hill, -60.0, 60.0))
    field: Field = np.log(melted + 1e-300) / sharpness
    return field + 0.026 * ragged * noise(rng, size, height / 18, 3)


def largest_region(field: Field) -> NDArray[np.bool_]:
    """Where a field is at least 0, as one region without holes: the largest."""
    import cv2

    inside = (field >= 0).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=4)
    if count < 2:
        return np.zeros(field.shape, bool)
    region = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    outside = np.pad(~region, 1, constant_values=True).astype(np.uint8)
    _, outside_labels = cv2.connectedComponents(outside, connectivity=4)
    return np.asarray(outside_labels != outside_labels[0, 0])[1:-1, 1:-1]


def network(rng: np.random.Generator, size: Size, mesh_px: float, line_px: float) -> Field:
    """Pigment network: the lines of an irregular honeycomb, (H, W) in [0, 1].

    Args:
        rng: Source of randomness.
        size: (height, width).
        mesh_px: Distance between the holes.
        line_px: Half width of the lines, which varies over the image.
    """
    import cv2

    height, width = size
    rows, columns = int(height / mesh_px) + 5, int(width / mesh_px) + 5
    row, column = np.mgrid[0:rows, 0:columns].astype(np.float64)
    column += 0.5 * (row % 2)
    points_x = (column - 2 + rng.uniform(-0.38, 0.38, row.shape)) * mesh_px
    points_y = (row - 2 + rng.uniform(-0.38, 0.38, row.shape)) * mesh_px
    pad = 20
    empty = np.full((height + 2 * pad, width + 2 * pad), 255, np.uint8)
    px = np.round(points_x).astype(int).ravel() + pad
    py = np.round(points_y).astype(int).ravel() + pad
    keep = (px >= 0) & (px < empty.shape[1]) & (py >= 0) & (py < empty.shape[0])
    empty[py[keep], px[keep]] = 0
    _, cells = cv2.distanceTransformWithLabels(empty, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    same = np.full(empty.shape, 255, np.uint8)
    same[:, 1:][cells[:, 1:] != cells[:, :-1]] = 0
    same[1:, :][cells[1:, :] != cells[:-1, :]] = 0
    distance = cv2.distanceTransform(same, cv2.DIST_L2, 5).astype(np.float64)
    bend = mesh_px * 0.22
    x, y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64))
    map_x = (x + pad + bend * noise(rng, size, mesh_px * 2.2, 2)).astype(np.float32)
    map_y = (y + pad + bend * noise(rng, size, mesh_px * 2.2, 2)).astype(np.float32)
    distance = cv2.remap(distance, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT).astype(np.float64)
    width_px = line_px * np.clip(1.0 + 0.45 * noise(rng, size, mesh_px * 3, 2), 0.3, 2.2)
    lines = np.exp(-((distance / width_px) ** 2)) * np.clip(0.75 + 0.3 * noise(rng, size, mesh_px * 1.3, 2), 0.1, 1.2)
    return np.clip(blurred(lines, 0.12 * mesh_px), 0.0, 1.0)


def dots(
    rng: np.random.Generator, size: Size, where: Field, count: int, radius_px: tuple[float, float], edge_px: float
) -> Field:
    """Round and oval dots (globules, pores) with soft edges, (H, W) in [0, 1].

    Args:
        rng: Source of randomness.
        size: (height, width).
        where: Relative likelihood of a dot at each pixel.
        count: How many.
        radius_px: Smallest and largest radius.
        edge_px: Softness of the edge.
    """
    import cv2

    drawn = np.zeros(size, np.uint8)
    likelihood = np.cumsum(np.clip(where, 0.0, None).ravel())
    if likelihood[-1] > 0:
        places = np.searchsorted(likelihood, rng.random(count) * likelihood[-1])
        for place in places:
            y, x = divmod(int(place), size[1])
            radius = rng.uniform(*radius_px)
            axes = (round(radius * 16), round(radius * rng.uniform(0.7, 1.0) * 16))
            strength = int(rng.integers(120, 256))
            cv2.ellipse(drawn, (x * 16, y * 16), axes, rng.uniform(0, 180), 0, 360, strength, -1, cv2.LINE_AA, 4)
    return blurred(drawn.astype(np.float64) / 255.0, edge_px)


def _curve_xy(rng: np.random.Generator, start_xy: Field, angle: float, length_px: float, bend: float) -> Field:
    """Points of a hair: a line whose direction changes slowly, (N, 2)."""
    steps = max(int(length_px / 4), 8)
    along = np.linspace(0.0, 1.0, steps)
    curl, wave, phase = rng.normal(0, bend), rng.normal(0, bend * 0.35), rng.uniform(0, 2 * np.pi)
    directions = angle + curl * along + wave * np.sin(2 * np.pi * along + phase)
    steps_xy = np.stack([np.cos(directions), np.sin(directions)], axis=1) * (length_px / steps)
    points: Field = start_xy + np.cumsum(steps_xy, axis=0)
    return points


def strands(
    rng: np.random.Generator,
    size: Size,
    count: int,
    width_px: float,
    angle: float,
    spread: float,
    length: tuple[float, float] = (0.5, 1.3),
    bend: float = 0.9,
) -> Field:
    """Hairs: curved, tapered towards the tip, of varying thickness; how much each covers, (H, W) in [0, 1].

    Args:
        rng: Source of randomness.
        size: (height, width).
        count: How many.
        width_px: Mean thickness.
        angle: Main direction in radians.
        spread: How far directions scatter about it, radians.
        length: Shortest and longest, relative to the image height.
        bend: How much they curve, radians.
    """
    import cv2

    height, width = size
    fine = np.zeros((height * _FINE, width * _FINE), np.uint8)
    for _ in range(count):
        direction = angle + rng.normal(0, spread) + (np.pi if rng.random() < 0.25 else 0.0)
        length_px = rng.uniform(*length) * height
        start_xy = np.array([rng.uniform(-0.1, 1.1) * width, rng.uniform(-0.1, 1.1) * height])
        start_xy -= 0.5 * length_px * np.array([np.cos(direction), np.sin(direction)])
        points = _curve_xy(rng, start_xy, direction, length_px, bend) * _FINE
        thick = width_px * np.clip(rng.lognormal(-0.1, 0.4), 0.35, 1.8) * _FINE
        strength = int(rng.integers(195, 256))
        share = np.linspace(0.0, 1.0, len(points))
        # Thickest near the root, fine at the tip.
        taper = np.clip(1.15 - share**2, 0.15, 1.0) * np.clip(0.45 + share * 12, 0.0, 1.0)
        widths = np.maximum(1, np.round(thick * taper)).astype(int)
        # The root is seen through skin, the tip is thinner than a pixel.
        fading = strength * np.clip(np.minimum(0.3 + share * 10, (1.02 - share) * 6), 0.0, 1.0)
        corners = np.round(points * 16).astype(int)
        for first, second, thickness, shade in zip(corners[:-1], corners[1:], widths, fading, strict=False):
            cv2.line(fine, tuple(first), tuple(second), int(shade), int(thickness), cv2.LINE_AA, 4)
    small = cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA)
    return small.astype(np.float64) / 255.0


@dataclass(frozen=True)
class Bubble:
    """A gas bubble in the immersion gel: centre and radius in pixels."""

    x_px: float
    y_px: float
    radius_px: float


def scatter_bubbles(rng: np.random.Generator, size: Size, count: int, radius_px: float) -> list[Bubble]:
    """Bubbles in a few groups, mostly towards the rim of the image, none over another."""
    height, width = size
    groups = [
        (width / 2 + np.cos(a) * width * 0.36, height / 2 + np.sin(a) * height * 0.34)
        for a in rng.uniform(0, 2 * np.pi, 3)
    ]
    bubbles: list[Bubble] = []
    for _ in range(count * 20):
        if len(bubbles) == count:
            break
        x, y = groups[int(rng.integers(len(groups)))] + rng.normal(0, height * 0.08, 2)
        new = Bubble(float(x), float(y), float(radius_px * rng.lognormal(0.0, 0.6)))
        if all(np.hypot(new.x_px - b.x_px, new.y_px - b.y_px) > new.radius_px + b.radius_px + 2 for b in bubbles):
            bubbles.append(new)
    return bubbles


def with_bubbles(picture: Picture, bubbles: list[Bubble]) -> Picture:
    """Draw gel bubbles: a thin dark rim, a lighter inside, a bright spot where the lamp is mirrored.

    Args:
        picture: (H, W, 3) in [0, 1].
        bubbles: What to draw.
    """
    height, width = picture.shape[:2]
    result = picture.copy()
    for bubble in bubbles:
        reach = int(bubble.radius_px + 6)
        top, bottom = max(0, int(bubble.y_px) - reach), min(height, int(bubble.y_px) + reach + 1)
        left, right = max(0, int(bubble.x_px) - reach), min(width, int(bubble.x_px) + reach + 1)
        if top >= bottom or left >= right:
            continue
        y, x = np.mgrid[top:bottom, left:right].astype(np.float64)
        dx, dy = (x - bubble.x_px) / bubble.radius_px, (y - bubble.y_px) / bubble.radius_px
        r = np.hypot(dx, dy)
        soft = 1.3 / bubble.radius_px
        inside = smoothstep((1.0 - r) / soft + 0.5)
        rim = np.exp(-(((r - 0.96) / (0.05 + soft)) ** 2))
        glow = np.exp(-(((r - 0.86) / (0.09 + soft)) ** 2)) * np.clip((dx + dy) * 0.6, 0.0, 1.0)
        lamp = np.exp(-((dx + 0.38) ** 2 + (dy + 0.42) ** 2) / (0.10**2 + soft**2))
        part = result[top:bottom, left:right]
        part *= (1.0 - 0.30 * rim * (1.0 - 0.7 * glow))[..., np.newaxis]
        part += (1.0 - part) * (0.05 * inside + 0.35 * glow * inside)[..., np.newaxis]
        part += (1.0 - part) * (0.92 * lamp * inside)[..., np.newaxis]
    return np.clip(result, 0.0, 1.0)


def ruler(size: Size, mm_px: float, edge: str) -> Field:
    """A millimetre scale along an edge of the image, how much ink covers each pixel, (H, W) in [0, 1].

    Args:
        size: (height, width).
        mm_px: Pixels per millimetre.
        edge: "right" or "bottom".
    """
    import cv2

    height, width = size
    fine = np.zeros((height * _FINE, width * _FINE), np.uint8)
    unit = height / 768 * _FINE
    end = (height if edge == "right" else width) * _FINE
    first = 0.07 * end
    ticks = int((end * 0.9 - first) / (mm_px * _FINE))
    for tick in range(ticks + 1):
        place = int(first + tick * mm_px * _FINE)
        long = tick % 5 == 0
        length = int((30 if long else 17) * unit)
        thick = max(1, round(1.5 * unit))
        if edge == "right":
            rim = width * _FINE - int(24 * unit)
            cv2.line(fine, (rim - length, place), (rim, place), 255, thick)
            label_xy = (rim - length - int(30 * unit), place + int(7 * unit))
        else:
            rim = height * _FINE - int(22 * unit)
            cv2.line(fine, (place, rim - length), (place, rim), 255, thick)
            label_xy = (place - int(6 * unit), rim - length - int(8 * unit))
        if long and tick:
            cv2.putText(fine, str(tick), label_xy, cv2.FONT_HERSHEY_SIMPLEX, 0.62 * unit, 255, thick, cv2.LINE_AA)
    small = cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA)
    return blurred(small.astype(np.float64) / 255.0, 0.7 * height / 768)
