"""Keeping freed memory for the next step, instead of handing it back to the system and asking for it anew."""

from __future__ import annotations

import ctypes
import logging
import sys

_log = logging.getLogger(__name__)

# From glibc's malloc.h.
_M_TRIM_THRESHOLD, _M_MMAP_MAX, _M_ARENA_MAX = -1, -4, -8
_NEVER = 2**31 - 1
_FEW = 2


def keep_freed_memory() -> bool:
    """Tell the C library to keep what is freed; gives whether it understood.

    A training step asks for some hundred megabytes of tensors and frees them. Large pieces are otherwise mapped and
    unmapped each time, and the system fills each page with zeros on first touch: an eighth of a step's time was
    spent there (measured by getrusage). The process then keeps its peak for good, so this is for processes that
    only train. Nothing but glibc has this choice, or needs it.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        library = ctypes.CDLL(None)
        # One arena: those of other threads hold no more than 64 MB a piece, and hand back what is free.
        choices = ((_M_ARENA_MAX, 1), (_M_MMAP_MAX, 0), (_M_TRIM_THRESHOLD, _NEVER))
        understood = all(bool(library.mallopt(*choice)) for choice in choices)
    except (OSError, AttributeError) as error:  # another C library, such as musl
        _log.info("freed memory cannot be kept: %s", error)
        return False
    return understood


def use_few_arenas() -> bool:
    """Tell the C library to serve all threads from two heaps; gives whether it understood.

    For a program of many threads that lives for a day, before it starts any: with a heap for each thread, what one
    frees another cannot take, and the holes add up. Nothing but glibc has this choice, or needs it.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _FEW))
    except (OSError, AttributeError) as error:  # another C library, such as musl
        _log.info("the number of heaps stays as it is: %s", error)
        return False
