"""Keeps Python's collector of garbage from halting the window when the model comes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def calmly() -> Iterator[None]:
    """While torch is imported: collect nothing, and then take all there is out of the collector's rounds for good.

    Torch brings half a million objects, which stay. Looking through them all takes a quarter of a second, in which
    nothing else runs, whichever thread made the object that was one too many.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
