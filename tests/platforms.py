"""What some tests need of the system; elsewhere what they are about does not exist."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

# Each reason says why nothing is lost where the test is left out.
linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="only Linux can be without a display, has several window systems, tells in /proc what is mapped and who "
    "runs, and gives a process a birth that no clock changes: elsewhere there is nothing to test",
)

posix_permissions = pytest.mark.skipif(
    os.name != "posix",
    reason="Windows has access lists instead of chmod and user ids; Python reports the same PermissionError for them, "
    "and what the program does then is the same code",
)

needs_sigkill = pytest.mark.skipif(
    os.name != "posix",
    reason="these processes kill themselves at a chosen line with a signal that Python does not have on Windows; what "
    "they leave half done is written by the same code there",
)

needs_forks = pytest.mark.skipif(
    os.name != "posix",
    reason="a process that has imported everything is forked to be killed many times; Windows cannot fork, a start for "
    "each kill would take hours, and the files are written by the same code there",
)


def _may_make_links() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            Path(folder, "link").symlink_to("nowhere")
        except OSError:
            return False
    return True


needs_links = pytest.mark.skipif(
    not _may_make_links(),
    reason="Windows lets only administrators and developers make links; the machines that check each change may, and "
    "run the test there too",
)
