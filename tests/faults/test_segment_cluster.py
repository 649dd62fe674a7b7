"""A folder segmented on a local Ray cluster of two workers, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from end_states import masks_and_sidecars
from PIL import Image
from platforms import linux_only
from tiny_model import write_tiny_model

# Ray is large and only clusters need it: an extra, not installed by `make test`.
pytest.importorskip("ray", reason="the extra 'cluster' is not installed")

CHECKOUT = Path(__file__).resolve().parents[2]
IMAGES = 160
# The worker to kill belongs to Ray, which does not tell its process id: it is found in /proc by what it is called.
pytestmark = [linux_only, pytest.mark.long]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    place = tmp_path / "photos"
    place.mkdir()
    numbers = np.random.default_rng(8)
    for number in range(IMAGES):
        coarse = numbers.integers(0, 256, (9, 12, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((640, 480 + number), Image.Resampling.BICUBIC).save(place / f"p{number}.jpg")
    (place / "broken.jpg").write_bytes(b"no image")
    return place


def command(photos: Path, model: Path, out: Path, *more: str) -> list[str]:
    options = ["--model", str(model), "--device", "cpu", "--out", str(out), "--json", *more]
    return [sys.executable, "-m", "isic_desktop", "segment", str(photos), *options]


def run(arguments: list[str]) -> tuple[int, dict[str, object]]:
    done = subprocess.run(arguments, cwd=CHECKOUT, capture_output=True, text=True, timeout=400, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def busy_workers(driver: int) -> list[int]:
    """Process ids of the Ray actors that segment for one driver."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
            if b"MapWorker(MapBatches(Worker" in words and _belongs_to(int(entry.name), driver):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _belongs_to(process: int, driver: int) -> bool:
    """Whether a process descends from the driver, which made the cluster."""
    while process > 1:
        if process == driver:
            return True
        status = Path(f"/proc/{process}/status").read_text()
        process = int(status.split("PPid:")[1].split()[0])
    return False


@pytest.mark.timeout(900)
def test_that_a_killed_worker_costs_nothing_but_time(photos: Path, tmp_path: Path) -> None:
    model = write_tiny_model(tmp_path / "tiny.safetensors")
    code, local = run(command(photos, model, tmp_path / "local"))
    assert code == 3
    out = tmp_path / "cluster"
    with subprocess.Popen(
        command(photos, model, out, "--engine", "ray"), cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    ) as driver:  # fmt: skip
        killed: list[tuple[int, int]] = []

        def kill_one() -> None:
            end = time.monotonic() + 300
            while time.monotonic() < end and driver.poll() is None:
                there = len(list(out.glob("*_Segmentation.png")))
                if there >= 5 and (workers := busy_workers(driver.pid)):
                    os.kill(workers[0], 9)
                    killed.append((workers[0], there))
                    return
                time.sleep(0.005)

        killer = threading.Thread(target=kill_one)
        killer.start()
        printed, complaints = driver.communicate(timeout=600)
        killer.join()
    assert killed, f"no worker was found while the run went on: {complaints}"
    assert killed[0][1] < IMAGES
    assert driver.returncode == 3, complaints
    assert masks_and_sidecars(out) == masks_and_sidecars(tmp_path / "local")
    assert len(list(out.glob("*.png"))) == IMAGES
    images = json.loads(printed)["images"]
    assert [image["id"] for image in images] == [image["id"] for image in local["images"]]
    assert [image["status"] for image in images] == [image["status"] for image in local["images"]]
    sys.stdout.write(f"\nworker {killed[0][0]} killed with {killed[0][1]} of {IMAGES} masks there\n")
    # A run on this computer takes everything over.
    code, again = run(command(photos, model, out))
    assert code == 3
    assert sum(image["resumed"] for image in again["images"]) == IMAGES
