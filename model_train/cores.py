"""How many processor cores there are to work with."""

from __future__ import annotations

import os


def usable_cores() -> int:
    """How many processor cores this process may use, at least 1; a container may be given fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
