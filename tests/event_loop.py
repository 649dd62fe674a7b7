"""How the small programs that tests start wait: they have no pytest-qt."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication


def turn_until(reached: Callable[[], bool], most_s: float = 240.0) -> None:
    """Turn the event loop until something is reached; raises TimeoutError when it never is."""
    end = time.monotonic() + most_s
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.005)
