"""The annotation as pixels of the screen: fill and outline, for any rectangle at any zoom.

The outline is found on the screen, not in the image: the mask is sampled at each screen pixel, and where a small
window around a pixel is neither all lesion nor all skin, there runs the line. So the line keeps its width at every
zoom, holes have one too, and the work depends on the rectangle alone, never on the image.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from model_train.late_numpy import np

if TYPE_CHECKING:
    import numpy.typing as npt

    from isic_desktop.core.geometry import ViewTransform
    from isic_desktop.core.provenance import Mask

ARGB: TypeAlias = "npt.NDArray[np.uint32]"
_Levels: TypeAlias = "npt.NDArray[np.uint8]"


@dataclass(frozen=True)
class OverlayStyle:
    """How the annotation looks.

    Args:
        colour: (red, green, blue), 0…255.
        fill_opacity: Of the lesion's area, 0…1.
        line: Whether the outline is drawn.
        line_radius_px: Half the outline's width in device pixels: 1 on a plain screen, 2 on one of double density.
    """

    colour: tuple[int, int, int]
    fill_opacity: float
    line: bool = True
    line_radius_px: int = 1


def render_overlay(
    mask: Mask, view: ViewTransform, x: int, y: int, width: int, height: int, style: OverlayStyle
) -> ARGB:
    """Paint a rectangle of the screen.

    Args:
        mask: (H, W) bool.
        view: Where the image lies, in device pixels.
        x: Left edge of the rectangle, device pixels.
        y: Its upper edge.
        width: Its width.
        height: Its height.
        style: How it looks.

    Returns:
        (height, width) uint32, premultiplied ARGB.
    """
    margin = style.line_radius_px + 1 if style.line else 0
    lesion = _sample(mask, view, x - margin, y - margin, width + 2 * margin, height + 2 * margin)
    if not style.line:
        return _fill_colours(style)[lesion]
    drawn = np.zeros((height, width), dtype=np.uint32)
    # Only around the lesion is there anything to draw: most of the screen is skin.
    rows = np.flatnonzero(lesion.any(axis=1))
    if rows.size:
        columns = np.flatnonzero(lesion[rows[0] : rows[-1] + 1].any(axis=0))
        top, bottom = max(0, rows[0] - 2 * margin), min(height, rows[-1] + 1)
        left, right = max(0, columns[0] - 2 * margin), min(width, columns[-1] + 1)
        around = lesion[top : bottom + 2 * margin, left : right + 2 * margin]
        drawn[top:bottom, left:right] = _fill_and_line(around, style, margin)
    return drawn


def _fill_and_line(lesion: _Levels, style: OverlayStyle, margin: int) -> ARGB:
    """Colours of the pixels that lie `margin` inside of `lesion`."""
    inner = _box_sum(lesion, style.line_radius_px)  # two more each way than `outer`
    outer = _box_sum(lesion, style.line_radius_px + 1)
    # One look-up for all: how much line, how much halo, and whether it is lesion.
    code = _line_levels(style.line_radius_px)[inner[1:-1, 1:-1]]
    code |= _halo_levels(style.line_radius_px + 1)[outer]
    code |= lesion[margin:-margin, margin:-margin]
    return _colours(style)[code]


@dataclass(frozen=True)
class ErrorStyle:
    """How agreement and errors are told apart: by colour, and by the direction of the hatching.

    Args:
        agreed: (red, green, blue) where annotation and ground truth agree.
        false_positive: Where only the annotation has lesion; hatched upwards to the right.
        false_negative: Where only the ground truth has lesion; hatched downwards to the right.
        opacity: Of the stripes, 0…1; between them it is a third of it.
        stripe_px: Width of a stripe in device pixels.
    """

    agreed: tuple[int, int, int]
    false_positive: tuple[int, int, int]
    false_negative: tuple[int, int, int]
    opacity: float = 0.85
    stripe_px: int = 3


def render_errors(
    mask: Mask, truth: Mask, view: ViewTransform, x: int, y: int, width: int, height: int, style: ErrorStyle
) -> ARGB:
    """Paint where the annotation is right and wrong, in a rectangle of the screen; as `render_overlay`.

    Args:
        mask: (H, W) bool, the annotation.
        truth: (H, W) bool, the ground truth.
        view: Where the image lies, in device pixels.
        x: Left edge of the rectangle, device pixels.
        y: Its upper edge.
        width: Its width.
        height: Its height.
        style: How it looks.

    Returns:
        (height, width) uint32, premultiplied ARGB.
    """
    code = _sample(mask, view, x, y, width, height)  # 1 annotation, 2 truth, 4 rising stripe, 8 falling stripe
    code |= _sample(truth, view, x, y, width, height) << 1
    period = 2 * style.stripe_px
    columns, rows = np.arange(x, x + width), np.arange(y, y + height)[:, None]
    code |= ((columns + rows) % period < style.stripe_px).view(np.uint8) << 2
    code |= ((columns - rows) % period < style.stripe_px).view(np.uint8) << 3
    return _error_colours(style)[code]


@lru_cache
def _error_colours(style: ErrorStyle) -> ARGB:
    table = np.zeros(16, dtype=np.uint32)
    for code in range(16):
        kind = code & 3
        if kind == 3:
            table[code] = _premultiplied(style.agreed, style.opacity / 4)
        elif kind:
            on_stripe = code & (4 if kind == 1 else 8)
            colour = style.false_positive if kind == 1 else style.false_negative
            table[code] = _premultiplied(colour, style.opacity if on_stripe else style.opacity / 3)
    return table


def _sample(mask: Mask, view: ViewTransform, x: int, y: int, width: int, height: int) -> _Levels:
    """1 where the centre of a screen pixel lies on lesion, else 0: (height, width) uint8."""
    image_height, image_width = mask.shape
    columns = np.floor((np.arange(x, x + width) + (0.5 - view.offset_x)) / view.scale).astype(np.intp)
    rows = np.floor((np.arange(y, y + height) + (0.5 - view.offset_y)) / view.scale).astype(np.intp)
    left, right = np.searchsorted(columns, (0, image_width))
    top, bottom = np.searchsorted(rows, (0, image_height))
    sampled = np.zeros((height, width), dtype=np.uint8)
    if left < right and top < bottom:
        inside_rows, inside_columns = rows[top:bottom], columns[left:right]
        # Rows first, and only the columns in sight: two plain copies beat one fancy index.
        stripe = mask[:, inside_columns[0] : inside_columns[-1] + 1].view(np.uint8).take(inside_rows, axis=0)
        sampled[top:bottom, left:right] = stripe.take(inside_columns - inside_columns[0], axis=1)
    return sampled


def _box_sum(values: _Levels, radius: int) -> _Levels:
    """Sum over windows of (2 radius + 1)² that lie wholly inside; each side loses `radius`."""
    span = 2 * radius + 1
    height, width = values.shape[0] - 2 * radius, values.shape[1] - 2 * radius
    down = values[:height].copy()
    for shift in range(1, span):
        down += values[shift : shift + height]
    across = down[:, :width].copy()
    for shift in range(1, span):
        across += down[:, shift : shift + width]
    return across


# A code's bits: 1 lesion; 2 and 4 how much line (0…3); 8 and 16 how much halo (0…3).


@lru_cache
def _line_levels(radius: int) -> _Levels:
    """How much line for each window sum: most where the window is half lesion, which smooths the steps."""
    full = (2 * radius + 1) ** 2
    share = np.arange(full + 1) / full
    even = 1.0 - np.abs(2.0 * share - 1.0)  # 0 in the open, 1 on the boundary
    return (np.clip(np.ceil(even * 4.5), 0, 3).astype(np.uint8) << 1).astype(np.uint8)


@lru_cache
def _halo_levels(radius: int) -> _Levels:
    full = (2 * radius + 1) ** 2
    share = np.arange(full + 1) / full
    even = 1.0 - np.abs(2.0 * share - 1.0)
    return (np.clip(np.ceil(even * 6.0), 0, 3).astype(np.uint8) << 3).astype(np.uint8)


_HALO_OPACITY = 0.55


def _premultiplied(colour: tuple[float, float, float], alpha: float) -> int:
    red, green, blue = (round(channel * alpha) for channel in colour)
    return (round(255 * alpha) << 24) | (red << 16) | (green << 8) | blue


@lru_cache
def _fill_colours(style: OverlayStyle) -> ARGB:
    return np.array([0, _premultiplied(style.colour, style.fill_opacity)], dtype=np.uint32)


@lru_cache
def _colours(style: OverlayStyle) -> ARGB:
    """Colour of each code: fill, over it the halo (black), over that the line."""
    table = np.zeros(32, dtype=np.uint32)
    for code in range(32):
        alpha = style.fill_opacity if code & 1 else 0.0
        colour = np.array(style.colour, dtype=float) * alpha  # premultiplied from here on
        for layer_colour, layer_alpha in (
            ((0, 0, 0), _HALO_OPACITY * (code >> 3) / 3),
            (style.colour, ((code >> 1) & 3) / 3),
        ):
            colour = np.array(layer_colour) * layer_alpha + colour * (1 - layer_alpha)
            alpha = layer_alpha + alpha * (1 - layer_alpha)
        red, green, blue = (min(round(value), round(255 * alpha)) for value in colour)
        table[code] = (round(255 * alpha) << 24) | (red << 16) | (green << 8) | blue
    return table
