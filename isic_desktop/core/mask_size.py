"""A mask belongs to an image of its own size, wherever it comes from: nothing is resized."""

from __future__ import annotations

from pathlib import Path

from model_train.errors import MaskError
from model_train.messages import phrase


def check_mask_size(
    mask_wh: tuple[int, int],
    image_wh: tuple[int, int],
    path: Path,
    remedy: str = "Masks must have the image's size; nothing is resized.",
) -> None:
    """Check that a mask has its image's size.

    Args:
        mask_wh: (width, height) of the mask, or as its file tells them; px.
        image_wh: Those of the image.
        path: The mask's file, for the message.
        remedy: What to do about it.

    Raises:
        MaskError: They differ.
    """
    if tuple(mask_wh) != tuple(image_wh):
        raise MaskError(
            phrase(
                "The mask is {width} × {height} pixels, its image {image_width} × {image_height}",
                width=mask_wh[0],
                height=mask_wh[1],
                image_width=image_wh[0],
                image_height=image_wh[1],
            ),
            path=path,
            remedy=remedy,
        )
