"""The program's entry point: `isic-desktop` and `python -m isic_desktop`."""

from __future__ import annotations

import sys

from isic_desktop.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
