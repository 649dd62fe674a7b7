"""What a killed test leaves mounted is cleared away by the next one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from platforms import needs_sigkill
from small_disk import mounts_below, small_disk

KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from small_disk import small_disk
with small_disk() as disk:
    (disk.folder / "work").write_text("work")
    print(disk.folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_sigkill
def test_that_what_a_killed_test_left_mounted_is_cleared_away_by_the_next() -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(Path(__file__).parent)], capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = Path(killed.stdout.strip())
    with small_disk() as disk:
        assert not left.parent.exists()
        assert mounts_below(left.parent) == []
        assert disk.folder.is_dir()
        here = disk.folder.parent
    assert not here.exists()
