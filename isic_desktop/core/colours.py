"""Which of the six dermoscopic colours a lesion shows; for research only.

The six are those of the ABCD rule of dermoscopy: white, red, light brown, dark brown, blue-grey and black (F. Nachbar
et al., The ABCD rule of dermatoscopy, Journal of the American Academy of Dermatology 30, 1994). The rule names them
and gives no values. The values here are this program's own choice, typical shades as contact dermoscopy shows them;
every one of them depends on camera and light, so counts can only be compared within one device.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from isic_desktop.core.strokes import Mask

REFERENCES_RGB: dict[str, tuple[tuple[int, int, int], ...]] = {
    "white": ((235, 230, 225),),
    "red": ((190, 60, 60), (205, 95, 90)),
    "light brown": ((185, 125, 85), (160, 105, 75)),
    "dark brown": ((100, 60, 40), (75, 45, 35)),
    "blue-grey": ((105, 120, 140), (80, 90, 110)),
    "black": ((25, 20, 20),),
}
"""sRGB shades of each colour; a pixel is the colour whose nearest shade is nearest to it in CIE L*a*b*."""
MAX_DISTANCE = 25.0
"""A pixel farther than this (CIE 1976 ΔE) from every shade is of none of the six colours, as healthy skin is."""
MIN_SHARE = 0.05
"""A colour counts as present if at least this share of the lesion has it."""
# So many pixels of a lesion are enough: a share of 5 % is then known to 0.2 %.
_ENOUGH_PX = 20_000


@dataclass(frozen=True)
class ColourShare:
    """One colour that is present.

    Args:
        name: A key of `REFERENCES_RGB`.
        share: Of the lesion's pixels, 0…1.
    """

    name: str
    share: float


def colours_present(image: NDArray[np.uint8], mask: Mask) -> tuple[ColourShare, ...]:
    """Count the dermoscopic colours of a lesion.

    Each pixel takes the name of the nearest shade in CIE L*a*b* (D65), if that is within `MAX_DISTANCE`. Of a large
    lesion every n-th pixel is looked at, always the same ones.

    Args:
        image: (H, W, 3) uint8 RGB.
        mask: (H, W) bool.

    Returns:
        The colours with at least `MIN_SHARE` of the lesion, the most frequent first; none for an empty mask.
    """
    found_at = np.flatnonzero(mask)
    if not len(found_at):
        return ()
    rows, columns = np.divmod(found_at[:: max(1, len(found_at) // _ENOUGH_PX)], mask.shape[1])
    pixels = image[rows, columns]  # (pixels, 3)
    names = [name for name, shades in REFERENCES_RGB.items() for _ in shades]
    shades = np.array([shade for group in REFERENCES_RGB.values() for shade in group], dtype=np.uint8)
    seen, wanted = _lab(pixels), _lab(shades)
    distances = np.linalg.norm(seen[:, np.newaxis] - wanted, axis=2)  # (pixels, shades)
    nearest = distances.argmin(axis=1)
    near = distances[np.arange(len(nearest)), nearest] <= MAX_DISTANCE
    counts = np.bincount(nearest[near], minlength=len(names))
    shares = dict.fromkeys(REFERENCES_RGB, 0.0)
    for name, count in zip(names, counts, strict=True):
        shares[name] += float(count) / len(pixels)
    found = [ColourShare(name, share) for name, share in shares.items() if share >= MIN_SHARE]
    return tuple(sorted(found, key=lambda colour: -colour.share))


def _lab(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """CIE L*a*b* of (N, 3) sRGB colours, L in 0…100."""
    import cv2

    scaled = rgb.astype(np.float32)[np.newaxis] / np.float32(255)
    lab: NDArray[np.float32] = np.asarray(cv2.cvtColor(scaled, cv2.COLOR_RGB2Lab), dtype=np.float32)[0]
    return lab
