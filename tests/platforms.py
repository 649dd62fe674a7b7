"""What some tests need of the system; elsewhere what they are about does not exist."""

from __future__ import annotations

import os
import sys

import pytest

# Only Linux can be without a display, has several window systems to choose from, and tells in /proc what is mapped.
# Elsewhere the window would open, and stay.
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is tested exists on Linux only")

# chmod and other user ids are POSIX's; Windows has access lists, which these tests do not know how to set.
posix_permissions = pytest.mark.skipif(os.name != "posix", reason="permissions are set the POSIX way")

# Windows has no signal that ends a process without a word; its TerminateProcess is another story.
needs_sigkill = pytest.mark.skipif(os.name != "posix", reason="this system has no SIGKILL")
