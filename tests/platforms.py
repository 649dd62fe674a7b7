"""What some tests need of the system; elsewhere what they are about does not exist."""

from __future__ import annotations

import sys

import pytest

# Only Linux can be without a display, has several window systems to choose from, and tells in /proc what is mapped.
# Elsewhere the window would open, and stay.
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is tested exists on Linux only")
