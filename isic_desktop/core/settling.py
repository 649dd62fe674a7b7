"""A mask that another program is just putting in its place: the sidecar that says whose it is comes a moment later."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from isic_desktop.core.annotation_store import AnnotationPaths, mask_file_sha256
from isic_desktop.core.sidecar import Sidecar, read_sidecar
from model_train.errors import SidecarError

SETTLING_S = 1.0
"""How long another program may take between its two files of an image before it counts as killed."""


def settled_annotation(
    paths: AnnotationPaths, is_known: Callable[[str], bool] = lambda _mask_sha256: False
) -> tuple[str | None, Sidecar | None]:
    """What lies there; a mask that came a moment ago is given time for its sidecar.

    Args:
        paths: Of the annotation.
        is_known: Whether a mask of this hash needs no sidecar for the caller to know whose it is.

    Returns:
        The hash of the mask file, None for none; and its sidecar, which may be about another mask, or None.

    Raises:
        MaskError: There is a mask, but it cannot be read.
    """
    end = time.monotonic() + SETTLING_S
    while True:
        mask_sha256 = mask_file_sha256(paths.mask)
        if mask_sha256 is None:
            return None, None
        sidecar: Sidecar | None = None
        with suppress(SidecarError):
            sidecar = read_sidecar(paths.sidecar)
        is_whole = sidecar is not None and sidecar.mask_sha256 == mask_sha256
        if is_whole or is_known(mask_sha256) or not _is_fresh(paths.mask) or time.monotonic() >= end:
            return mask_sha256, sidecar
        time.sleep(0.02)


def _is_fresh(path: Path) -> bool:
    try:
        return abs(time.time() - path.stat().st_mtime) < SETTLING_S
    except OSError:
        return False
