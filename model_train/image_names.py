"""Which files are images, by their names: what is asked long before any is decoded."""

from __future__ import annotations

import os

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"})
"""Endings of the files read as images, in lower case; any letter case is accepted."""

MAX_IMAGE_PIXELS = 121_000_000
"""More pixels than this are refused before any is decoded (11,000 × 11,000).

A larger one could take the memory that the rest needs: reading takes ten bytes a pixel, and opening in the window
fifteen (`make fuzz`, tests/fuzz/test_enormous). For TIFF and WebP, Pillow's own process-wide limit, which this program
leaves alone, may be lower.
"""


def is_image_name(name: str) -> bool:
    """Whether a file name ends like an image this program reads, in any letter case."""
    return os.path.splitext(name)[1].lower() in IMAGE_SUFFIXES  # noqa: PTH122 (a name, and thousands of them)
