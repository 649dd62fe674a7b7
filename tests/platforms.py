"""What some tests need of the system; elsewhere what they are about does not exist."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

# Only Linux can be without a display, has several window systems to choose from, tells in /proc what is mapped and who
# runs, and gives a process a birth that no clock changes. Elsewhere there is nothing to test: the window would open.
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is tested exists on Linux only")

# chmod and other user ids are POSIX's. Windows has access lists, set by other calls, under which Python reports the
# same PermissionError: what the program does then is the same code.
posix_permissions = pytest.mark.skipif(os.name != "posix", reason="permissions are set the POSIX way")

# The processes of these tests kill themselves at a chosen line, with a signal that Python does not have on Windows;
# what they leave half done is written by the same code there.
needs_sigkill = pytest.mark.skipif(os.name != "posix", reason="this system has no SIGKILL")

# These tests fork a process that has everything imported, to kill it many times. Windows cannot fork, and a start of
# seconds for each kill would take hours; the files are written by the same code there.
needs_forks = pytest.mark.skipif(os.name != "posix", reason="this system has neither fork nor SIGKILL")


def _may_make_links() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            Path(folder, "link").symlink_to("nowhere")
        except OSError:
            return False
    return True


# Windows lets only administrators and developers make links. Where it does, as on the machines that check each change,
# the tests run there too.
needs_links = pytest.mark.skipif(not _may_make_links(), reason="this person may not make links")
