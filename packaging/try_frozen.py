"""Try a frozen program as a user would: `python packaging/try_frozen.py dist/isic-desktop [PICTURE.png]`.

Runs the demo, segments a folder, scores it, trains one short run of each regime, opens the window on a folder until its
first image is seen there, closes it in order, and, on Linux, has it refuse to open where there is no screen. There it
starts an X server of its own for that (Xvfb). PICTURE is what the screen showed.

Exits with 1 at the first thing that fails, naming it, and with 3 if all went well but the window could not be tried.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

NOT_TRIED = 3
_SCREEN_WH = (1600, 1000)
_WINDOW_WITHIN_S = 120
# Of the screen's area, in the image's own colours. The window without the image has below a hundredth.
_SHARE_OF_SCREEN = 0.1
_NO_SCREEN = (
    {"QT_QPA_PLATFORM": "xcb"},
    {"DISPLAY": ":4711"},
    {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "wayland-4711", "XDG_RUNTIME_DIR": "/nowhere"},
    {"QT_QPA_PLATFORM": "nonsense"},
)


class Screen:
    """An X server without a monitor.

    Args:
        display: What programs find in DISPLAY.
        file: Where the server keeps what is to be seen, as an XWD picture.
    """

    def __init__(self, display: str, file: Path) -> None:
        self.display = display
        self._file = file

    def titles(self) -> list[str]:
        """The titles of all windows."""
        words = ["xwininfo", "-display", self.display, "-root", "-tree"]
        return titles_in(subprocess.run(words, capture_output=True, text=True, timeout=60, check=True).stdout)

    def pixels(self) -> npt.NDArray[np.uint8]:
        """What is to be seen, (H, W, 3) uint8 RGB."""
        return pixels_of_xwd(self._file.read_bytes())


def titles_in(tree: str) -> list[str]:
    """The titles in what `xwininfo -root -tree` prints."""
    lines = (line.strip() for line in tree.splitlines())
    return [line.split('"')[1] for line in lines if line.startswith("0x") and '"' in line]


def pixels_of_xwd(content: bytes) -> npt.NDArray[np.uint8]:
    """Read an X window dump of 32 bits a pixel, as Xvfb keeps one; (H, W, 3) uint8 RGB."""
    header = np.frombuffer(content[:100], ">u4")
    size, width, height, low_first, bits, stride, colours = (int(header[at]) for at in (0, 4, 5, 7, 11, 12, 19))
    if bits != 32:
        raise ValueError(f"{bits} bits a pixel")
    first = size + 12 * colours
    rows = np.frombuffer(content[first : first + stride * height], np.uint8).reshape(height, stride)
    pixels = rows[:, : 4 * width].reshape(height, width, 4)
    return np.ascontiguousarray(pixels[..., 2::-1] if low_first == 0 else pixels[..., 1:])


def share_in_colours_of(image: npt.NDArray[np.uint8], screen: npt.NDArray[np.uint8]) -> float:
    """How much of a screen has colours that are frequent in an image, but grey ones; (H, W, 3) uint8 RGB each."""
    codes, counts = np.unique(_coarse(image), return_counts=True)
    spread = np.ptp(np.stack([codes >> 8, codes >> 4 & 15, codes & 15]), axis=0)
    frequent = codes[(counts > 0.005 * counts.sum()) & (spread > 0)]
    return float(np.isin(_coarse(screen), frequent).mean())


def _coarse(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    red, green, blue = np.moveaxis(pixels.astype(np.int64) >> 4, -1, 0)
    return (red << 8) + (green << 4) + blue


@contextmanager
def own_screen(scratch: Path) -> Iterator[Screen | None]:
    """Start an X server and end it afterwards; None where it, or what asks it for titles, is not installed."""
    if shutil.which("Xvfb") is None or shutil.which("xwininfo") is None:
        yield None
        return
    reading, writing = os.pipe()
    size = f"{_SCREEN_WH[0]}x{_SCREEN_WH[1]}x24"
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", str(scratch), "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            sys.exit(f"Xvfb ended with {server.wait()}")
        yield Screen(f":{number}", scratch / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()


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

    def open_window(self, folder: Path, first: Path, screen: Screen | None, picture: Path | None = None) -> None:
        """Open the window on a folder, wait until its first image is seen, and close it in order.

        Args:
            folder: What to open.
            first: The image that is to be seen.
            screen: Where the window comes up; None if that is the system's own, and only the program's log can tell.
            picture: Where to keep what was to be seen.
        """
        process = subprocess.Popen(
            [str(self._program), str(folder)], cwd=self.scratch, env=self._without_screen(screen=screen)
        )
        try:
            lacking, end = ["everything"], time.monotonic() + _WINDOW_WITHIN_S
            while lacking and process.poll() is None and time.monotonic() < end:
                time.sleep(0.5)
                lacking = self._lacking(first, screen)
            if screen is not None and picture is not None:
                Image.fromarray(screen.pixels()).save(picture)
            if process.poll() is not None:
                sys.exit(f"the window ended by itself with {process.returncode}; not seen: {', '.join(lacking)}")
            if lacking:
                sys.exit(f"after {_WINDOW_WITHIN_S} s still not seen: {', '.join(lacking)}; the log:\n{self._log()}")
            seen = "title, image and log" if screen is not None else "log"
            sys.stdout.write(f"the window shows {first.name} ({seen})\n")
            _ask_to_close(process)
            code = process.wait(60)
            if code:
                sys.exit(f"the window was closed, and the program ended with {code}; the log:\n{self._log()}")
            sys.stdout.write("the window closed in order\n")
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()

    def refuse_window(self, environment: Mapping[str, str]) -> None:
        """See that the window is refused in a sentence where the environment names no screen that is there."""
        words = [str(self._program)]
        chosen = {**self._without_screen(), **environment}
        done = subprocess.run(words, cwd=self.scratch, env=chosen, capture_output=True, text=True, timeout=120)
        sentences = done.stderr.strip().splitlines()
        if done.returncode != 2 or len(sentences) != 1 or "The window cannot be opened" not in sentences[0]:
            sys.exit(f"with {dict(environment)} the program ended with {done.returncode}:\n{done.stderr}")
        sys.stdout.write(f"{' '.join(f'{key}={value}' for key, value in environment.items())}: {sentences[0]}\n")

    def _without_screen(self, *, screen: Screen | None = None) -> dict[str, str]:
        names = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")
        kept = {key: value for key, value in self._environment.items() if key not in names}
        return kept if screen is None else {**kept, "DISPLAY": screen.display}

    def _lacking(self, first: Path, screen: Screen | None) -> list[str]:
        """What does not tell yet that the image is to be seen."""
        with Image.open(first) as image:
            pixels = np.asarray(image.convert("RGB"))
        height, width = pixels.shape[:2]
        lacking = []
        if f"an image of {width} x {height} pixels is shown" not in self._log():
            lacking.append("the image in the log")
        if screen is not None:
            if not any(title.startswith(first.name) and title.endswith("ISIC Desktop") for title in screen.titles()):
                lacking.append(f"a window called {first.name} … ISIC Desktop")
            if share_in_colours_of(pixels, screen.pixels()) < _SHARE_OF_SCREEN:
                lacking.append("the image on the screen")
        return lacking

    def _log(self) -> str:
        try:
            return (self.scratch / "home" / "logs" / "isic-desktop.log").read_text("utf-8", "replace")
        except OSError:
            return ""


def _ask_to_close(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        # Without /F it only sends the windows what a click on their cross would.
        subprocess.run(["taskkill", "/PID", str(process.pid)], check=True, timeout=60)
    else:
        process.send_signal(signal.SIGTERM)


def try_window(trial: Trial, folder: Path, first: Path, picture: Path | None = None) -> int:
    """Try the window, and where there is no screen; the exit code of this script."""
    if sys.platform != "linux":
        trial.open_window(folder, first, None)
        return 0
    for environment in _NO_SCREEN:
        trial.refuse_window(environment)
    with own_screen(trial.scratch) as screen:
        if screen is None:
            sys.stderr.write("THE WINDOW WAS NOT TRIED: install xvfb and x11-utils for that.\n")
            return NOT_TRIED
        trial.open_window(folder, first, screen, picture)
    return 0


def main() -> int:
    """Try everything."""
    folder = Path(sys.argv[1]).resolve()
    picture = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    program = folder / ("isic-desktop.exe" if sys.platform == "win32" else "isic-desktop")
    with tempfile.TemporaryDirectory(prefix="isic-desktop-trial-", ignore_cleanup_errors=True) as name:
        trial = Trial(program, Path(name))
        trial.run("--version")
        trial.run("demo", "--headless", "--out", "demo")
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
        return try_window(trial, pictures, min(pictures.glob("*.jpg")), picture)


if __name__ == "__main__":
    sys.exit(main())
