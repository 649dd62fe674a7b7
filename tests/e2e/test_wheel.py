"""The program installed from its wheel, in another folder, without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; returns its folder of programs."""
    place = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(place),
    ]
    subprocess.run(build, check=True, timeout=600)
    environment = place / "environment"
    venv.create(environment, with_pip=False)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    # What the program needs is taken from this environment, which has it already; a .pth file adds the folder without
    # reading the .pth files in it, so the checkout itself is not found this way.
    site = (
        next((environment / "lib").glob("python*/site-packages"))
        if os.name != "nt"
        else environment / "Lib/site-packages"
    )
    (site / "needed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    wheel = next(place.glob("*.whl"))
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(scripts / "python"),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*install, str(wheel)], check=True, timeout=600)
    return scripts


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(installed / "isic-desktop"), *arguments], cwd=folder, env=environment, capture_output=True, text=True,
        timeout=600, check=False,
    )  # fmt: skip


def test_that_the_wheel_does_the_demo_with_what_it_brought(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "demo", "--headless", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").rglob("*_Segmentation.png"))) >= 6
    assert (tmp_path / "out" / "report.csv").is_file()
    asked = "import isic_desktop.core.places as p; print(p.resource_path('models'))"
    where = subprocess.run(
        [str(installed / "python"), "-I", "-c", asked],  # whatever PYTHONPATH says
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(ROOT) not in where.stdout
