"""Try a frozen program as a user would: `python packaging/try_frozen.py dist/isic-desktop`.

Runs the demo, segments a folder, scores it, trains one short run of each regime, and, where there is a display, opens
the window. Exits with 1 at the first thing that fails, naming it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class Trial:
    """One frozen program and a scratch folder.

    Args:
        program: Its executable.
        scratch: Where everything it writes goes.
    """

    def __init__(self, program: Path, scratch: Path) -> None:
        self._program = program
        self.scratch = scratch
        # A home of its own, and nothing of the Python that runs this script.
        self._environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL"))
        }
        self._environment["ISIC_DESKTOP_HOME"] = str(scratch / "home")

    def run(self, *arguments: str | Path, within_s: float = 600) -> str:
        """Run a command of the program; what it printed. Ends this script if it fails."""
        began = time.monotonic()
        words = [str(self._program), *map(str, arguments)]
        done = subprocess.run(
            words,
            cwd=self.scratch,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=within_s,
            check=False,
        )
        what = " ".join(map(str, arguments[:3]))
        if done.returncode:
            sys.exit(f"`{what} …` ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
        sys.stdout.write(f"{what} … done in {time.monotonic() - began:.1f} s\n")
        return done.stdout

    def open_window(self, folder: Path, for_s: float) -> None:
        """Open the window on a folder, see that it stays, and end it."""
        process = subprocess.Popen([str(self._program), str(folder)], cwd=self.scratch, env=self._environment)
        try:
            code = process.wait(for_s)
        except subprocess.TimeoutExpired:
            sys.stdout.write(f"the window stayed open for {for_s:.0f} s\n")
        else:
            sys.exit(f"the window ended by itself with {code}")
        finally:
            process.kill()
            process.wait()


def main() -> int:
    """Try everything."""
    folder = Path(sys.argv[1]).resolve()
    program = folder / ("isic-desktop.exe" if sys.platform == "win32" else "isic-desktop")
    with tempfile.TemporaryDirectory(prefix="isic-desktop-trial-", ignore_cleanup_errors=True) as name:
        trial = Trial(program, Path(name))
        trial.run("--version")
        trial.run("demo", "--headless", "--out", "demo")
        images = next(path for path in (trial.scratch / "demo").rglob("*.jpg")).parent
        pictures, truth = trial.scratch / "images", trial.scratch / "masks"
        resources = next(folder.rglob("resources/samples"))
        shutil.copytree(resources / "images", pictures)
        shutil.copytree(resources / "masks", truth)
        trial.run("segment", pictures, "--out", "segmented")
        scores = json.loads(trial.run("score", "segmented", truth, "--json"))
        sys.stdout.write(f"mean Jaccard of the samples: {scores['mean']['jaccard']:.3f}\n")
        for regime in ("frozen", "finetune"):
            trial.run(
                "train", "--images", pictures, "--masks", truth, "--regime", regime, "--decoder", "skip",
                "--epochs", "1", "--size", "64", "--batch-size", "4", "--encoder-weights", "none",
                "--out", f"run-{regime}",
            )  # fmt: skip
            if not (trial.scratch / f"run-{regime}" / "best.safetensors").is_file():
                sys.exit(f"training ({regime}) left no model")
        if sys.platform != "linux" or os.environ.get("DISPLAY"):
            trial.open_window(images, 20)
    return 0


if __name__ == "__main__":
    sys.exit(main())
