"""Snap a rough region to the image: GrabCut, seeded by the model's probability where there is one.

GrabCut (Rother, Kolmogorov and Blake 2004) runs on a reduced crop; its outline is then brought to the image's own
pixels by a fast guided filter (He and Sun 2015) within a narrow band. The same input gives the same outline always.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from isic_desktop.core.editing.extent import Bytes, Image, Probability, as_bytes, extent, padded, shifted
from isic_desktop.core.editing.reduction import Reduction
from isic_desktop.core.geometry import NOTHING, PixelRect

if TYPE_CHECKING:
    from isic_desktop.core.strokes import Mask

Floats = npt.NDArray[np.floating]
_GRABCUT_PIXELS = 60_000
_ROUNDS = 4
_TEXTURE_SHARE = 33.0  # texture is at most this part of the crop's side
_SURE_LESION = 0.97
_SURE_SKIN = 0.03
_LIKELY_LESION = 0.8
_LIKELY_SKIN = 0.2
_CALM = 1e-2  # of the guided filter: variance, in squared distances between lesion and skin, that counts as texture


def refine_box(image: Image, box: PixelRect, probability: Probability | None, mask: Mask) -> tuple[PixelRect, Mask]:
    """Find the lesion within a box that a person drew roughly around it.

    Args:
        image: (H, W, 3) uint8 RGB.
        box: What lies outside is not lesion; clipped to the image.
        probability: (H, W) float32 in [0, 1], or at the network's own size, or None.
        mask: (H, W) bool, the annotation, kept outside the box.

    Returns:
        The rectangle that may have changed (the box), and its new pixels.
    """
    height, width = mask.shape
    box = box.clipped(height, width)
    if box.empty:
        return NOTHING, np.zeros((0, 0), dtype=np.bool_)
    rows, columns = box.shape
    window = padded(box, max(8, math.ceil(0.25 * max(rows, columns))), height, width)
    reduction = Reduction.to_at_most(_GRABCUT_PIXELS, *window.shape)
    inner = _reduced_rect(shifted(box, -window.top, -window.left), reduction)
    labels = np.zeros(reduction.shape, dtype=np.uint8)  # GC_BGD
    labels[inner.slices] = _guess_in_box(reduction.shrink(image[window.slices]), inner)
    if probability is not None:
        small = _probability_in(probability, (height, width), window, reduction)[inner.slices]
        if bool((small >= 0.5).any()):
            labels[inner.slices] = _guess_by_probability(small)
    result = _cut(image[window.slices], labels, reduction)
    return box, result[shifted(box, -window.top, -window.left).slices].copy()


def refine_painted(image: Image, painted: Mask, probability: Probability | None, mask: Mask) -> tuple[PixelRect, Mask]:
    """Snap a roughly painted region to the image.

    The outline may move by about a tenth of the region's size inwards, and a fifth outwards. Paint that covers at least
    half of the lesion pixels around it takes their place; less paint is added to what was there.

    Args:
        image: (H, W, 3) uint8 RGB.
        painted: (H, W) bool, the rough region.
        probability: (H, W) float32 in [0, 1], or at the network's own size, or None.
        mask: (H, W) bool, the annotation before.

    Returns:
        The rectangle that may have changed, and its new pixels.
    """
    import cv2

    height, width = mask.shape
    rough = extent(painted)
    if rough.empty:
        return NOTHING, np.zeros((0, 0), dtype=np.bool_)
    area = int(np.count_nonzero(painted[rough.slices]))
    reach = max(3.0, 0.2 * math.sqrt(area))
    window = padded(rough, math.ceil(2 * reach) + 2, height, width)
    reduction = Reduction.to_at_most(_GRABCUT_PIXELS, *window.shape)
    paint = _reduced_mask(painted[window.slices], reduction)
    before = mask[window.slices]
    replaces = 2 * int(np.count_nonzero(before & painted[window.slices])) >= int(np.count_nonzero(before))
    far = reach / reduction.factor
    inside = np.asarray(cv2.distanceTransform(as_bytes(paint), cv2.DIST_L2, 5))
    outside = np.asarray(cv2.distanceTransform(as_bytes(~paint), cv2.DIST_L2, 5))
    labels = np.where(paint, np.uint8(cv2.GC_PR_FGD), np.uint8(cv2.GC_PR_BGD))
    if probability is not None:
        small = _probability_in(probability, (height, width), window, reduction)
        # What paint and model agree on is settled; where they differ, the image decides.
        labels[paint & (small < _LIKELY_SKIN)] = cv2.GC_PR_BGD
        labels[~paint & (small > _LIKELY_LESION)] = cv2.GC_PR_FGD
        labels[paint & (small > _LIKELY_LESION)] = cv2.GC_FGD
        labels[~paint & (small < _LIKELY_SKIN)] = cv2.GC_BGD
    labels[outside > far] = cv2.GC_BGD
    labels[inside > min(0.5 * far, 0.6 * float(inside.max()))] = cv2.GC_FGD
    if not replaces:
        kept = _reduced_mask(before, reduction) & ~paint & (outside > far)
        labels[kept] = cv2.GC_PR_FGD  # already lesion: not an example of skin
    result = _cut(image[window.slices], labels, reduction)
    if not replaces:
        result |= before
    return window, result


def _guess_in_box(small: Image, box: PixelRect) -> Bytes:
    """Without a model: probably lesion is what lies in the ellipse that touches the box and is unlike the skin around.

    Unlike is more than three tenths of Otsu's threshold away, which splits skin from the lesion's core.
    """
    import cv2

    rows, columns = box.shape
    y = (np.arange(rows) + 0.5) / rows * 2 - 1
    x = (np.arange(columns) + 0.5) / columns * 2 - 1
    likely = (y * y)[:, None] + x * x <= 1.0
    around = np.ones(small.shape[:2], dtype=np.bool_)
    around[box.slices] = False
    if around.any():  # unless the box is the whole image
        calm = np.asarray(_without_texture(small), dtype=np.float32)
        skin = np.median(calm[around], axis=0).astype(np.float32)
        away = np.minimum(np.sqrt(((calm[box.slices] - skin) ** 2).sum(axis=2)), 255).astype(np.uint8)
        likely &= away > 0.3 * cv2.threshold(away, 0, 255, cv2.THRESH_OTSU)[0]
    return np.where(likely, np.uint8(cv2.GC_PR_FGD), np.uint8(cv2.GC_PR_BGD))


def _guess_by_probability(probability: Probability) -> Bytes:
    import cv2

    labels = np.where(probability >= 0.5, np.uint8(cv2.GC_PR_FGD), np.uint8(cv2.GC_PR_BGD))
    labels[probability >= _SURE_LESION] = cv2.GC_FGD
    labels[probability <= _SURE_SKIN] = cv2.GC_BGD
    return labels


def _cut(image: Image, labels: Bytes, reduction: Reduction) -> Mask:
    """Run GrabCut from reduced labels and bring its outline to the crop's own pixels."""
    import cv2

    sure_or_likely = (labels & 1).astype(np.bool_)
    if not sure_or_likely.any() or sure_or_likely.all():
        return reduction.enlarge(PixelRect(0, 0, *reduction.shape), sure_or_likely)[1]
    small = reduction.shrink(image)
    cv2.setRNGSeed(0)  # GrabCut starts its colour models with random centres
    labels = labels.copy()
    cv2.grabCut(
        _without_texture(small),
        labels,
        (0, 0, 0, 0),  # unused with a mask
        np.zeros((1, 65)),
        np.zeros((1, 65)),
        _ROUNDS,
        cv2.GC_INIT_WITH_MASK,
    )
    found = (labels & 1).astype(np.bool_)
    if reduction.factor == 1 or not found.any() or found.all():
        return reduction.enlarge(PixelRect(0, 0, *reduction.shape), found)[1]
    return _snapped(image, small, found, reduction)


def _without_texture(small: Image) -> Image:
    """Hairs, pigment network and bubbles taken away by a median, since GrabCut would follow them."""
    import cv2

    side = round(math.sqrt(small.shape[0] * small.shape[1]) / _TEXTURE_SHARE) // 2 * 2 + 1
    return small if side < 3 else np.asarray(cv2.medianBlur(small, min(side, 7)), dtype=np.uint8)


def _snapped(image: Image, small: Image, found: Mask, reduction: Reduction) -> Mask:
    """Decide the band around a reduced outline at full resolution, by a fast guided filter."""
    import cv2

    direction = _telling_colour(small, found)
    guide = np.asarray(small, dtype=np.float32) @ direction
    target = found.astype(np.float32)
    mean_guide, mean_target = _mean_around(guide), _mean_around(target)
    covariance = _mean_around(guide * target) - mean_guide * mean_target
    variance = _mean_around(guide * guide) - mean_guide * mean_guide
    slope: Floats = covariance / (variance + np.float32(_CALM))
    offset = _mean_around(mean_target - slope * mean_guide)
    slope = _mean_around(slope)
    square = np.ones((3, 3), dtype=np.uint8)
    sure = np.asarray(cv2.erode(as_bytes(found), square)).view(np.bool_)
    possible = np.asarray(cv2.dilate(as_bytes(found), square)).view(np.bool_)
    whole = PixelRect(0, 0, *reduction.shape)
    _, result = reduction.enlarge(whole, sure)
    row, column = np.nonzero(reduction.enlarge(whole, possible & ~sure)[1])
    y = ((row + 0.5) / reduction.factor - 0.5).astype(np.float32)
    x = ((column + 0.5) / reduction.factor - 0.5).astype(np.float32)
    brightness = image[row, column].astype(np.float32) @ direction
    result[row, column] = brightness * _sampled(slope, y, x) + _sampled(offset, y, x) >= np.float32(0.5)
    return result


def _telling_colour(small: Image, found: Mask) -> Probability:
    """(3,) float32: weights of the channels that tell lesion from skin best near the outline (Fisher's discriminant).

    Scaled so that the two mean colours are 1 apart.
    """
    import cv2

    near = np.ones((17, 17), dtype=np.uint8)
    ring = np.asarray(cv2.dilate(as_bytes(found), near)) != np.asarray(cv2.erode(as_bytes(found), near))
    lesion, skin = (small[ring & side].astype(np.float64) for side in (found, ~found))
    difference = lesion.mean(axis=0) - skin.mean(axis=0)
    spread = np.cov(lesion, rowvar=False) + np.cov(skin, rowvar=False) if min(len(lesion), len(skin)) > 3 else 0.0
    direction = np.linalg.solve(spread + 4.0 * np.eye(3), difference)
    apart = float(direction @ difference)
    scaled: Probability = (direction / apart if apart > 0.0 else direction).astype(np.float32)
    return scaled


def _mean_around(values: Floats) -> Probability:
    import cv2

    return np.asarray(cv2.blur(values, (5, 5), borderType=cv2.BORDER_REPLICATE), dtype=np.float32)


def _sampled(values: Floats, y: Probability, x: Probability) -> Probability:
    """Bilinear values of a small array at (N,) places given in its pixels, clipped to its edges."""
    rows, columns = values.shape
    y, x = np.clip(y, 0, rows - 1), np.clip(x, 0, columns - 1)
    top, left = y.astype(np.intp), x.astype(np.intp)
    bottom, right = np.minimum(top + 1, rows - 1), np.minimum(left + 1, columns - 1)
    down, over = y - top.astype(np.float32), x - left.astype(np.float32)
    upper = values[top, left] * (1 - over) + values[top, right] * over
    lower = values[bottom, left] * (1 - over) + values[bottom, right] * over
    sampled: Probability = (upper * (1 - down) + lower * down).astype(np.float32)
    return sampled


def _probability_in(
    probability: Probability, size_hw: tuple[int, int], window: PixelRect, reduction: Reduction
) -> Probability:
    """The probability at the centres of the reduced pixels of a window of the image."""
    rows, columns = reduction.shape
    rows_each = probability.shape[0] / size_hw[0]
    columns_each = probability.shape[1] / size_hw[1]
    y = ((np.arange(rows) + 0.5) * reduction.factor + window.top) * rows_each - 0.5
    x = ((np.arange(columns) + 0.5) * reduction.factor + window.left) * columns_each - 0.5
    grid_y, grid_x = np.meshgrid(y.astype(np.float32), x.astype(np.float32), indexing="ij")
    return _sampled(probability, grid_y.ravel(), grid_x.ravel()).reshape(rows, columns)


def _reduced_mask(mask: Mask, reduction: Reduction) -> Mask:
    """Blocks of which at least half is foreground."""
    reduced: Mask = reduction.shrink(as_bytes(mask) * np.uint8(255)) >= 128
    return reduced


def _reduced_rect(rect: PixelRect, reduction: Reduction) -> PixelRect:
    top, left = reduction.row_column(rect.top, rect.left)
    bottom, right = reduction.row_column(rect.bottom - 1, rect.right - 1)
    return PixelRect(top, left, bottom + 1, right + 1)
