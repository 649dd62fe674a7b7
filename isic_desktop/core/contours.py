"""The boundary of a mask as closed lines, for outlines that keep their width at every zoom."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from isic_desktop.core.provenance import Mask

Contour = npt.NDArray[np.float32]


def trace_contours(mask: Mask) -> tuple[Contour, ...]:
    """Trace all boundaries of a mask, outer ones and those of holes.

    Args:
        mask: (H, W) bool.

    Returns:
        One (N, 2) float32 array of image coordinates (x, y) for each boundary. The lines run a quarter of a pixel
        inside the pixels' edges, so that a single pixel and a thin bridge have an outline too.
    """
    import cv2

    rows = np.flatnonzero(mask.any(axis=1))
    if rows.size == 0:
        return ()
    columns = np.flatnonzero(mask.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    crop = mask[top : rows[-1] + 1, left : columns[-1] + 1].astype(np.uint8)
    doubled = crop.repeat(2, axis=0).repeat(2, axis=1)  # so that a pixel has an extent to go round
    found, _ = cv2.findContours(doubled, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    offset = np.array([left + 0.25, top + 0.25], dtype=np.float32)
    return tuple(line.reshape(-1, 2).astype(np.float32) * np.float32(0.5) + offset for line in found)
