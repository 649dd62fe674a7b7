"""The layers are enforced: an arrow that is turned round makes the check fail and is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

BREACHES = [
    ("isic_desktop/core/places.py", "import torch", "core knows neither Qt nor torch"),
    ("isic_desktop/core/places.py", "import PySide6.QtCore", "core knows neither Qt nor torch"),
    ("isic_desktop/core/places.py", "import model_train.predictor", "core knows neither Qt nor torch"),
    ("isic_desktop/services/session.py", "import isic_desktop.views.banner", "Arrows point one way"),
    ("isic_desktop/views/banner.py", "import torch", "only model_train imports torch"),
    ("isic_desktop/views/banner.py", "import model_train.predictor", "views leave predicting and training"),
    ("model_train/training.py", "import isic_desktop.core.places", "model_train knows nothing of the program"),
    ("model_train/images.py", "import torch", "the shared low modules of model_train are free of torch"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [tool, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    for package in ("isic_desktop", "model_train"):
        shutil.copytree(CHECKOUT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "pyproject.toml", folder)
    return folder


def test_that_the_contracts_are_kept(tree: Path) -> None:
    result = lint(tree)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("module", "breach", "contract"), BREACHES)
def test_that_a_broken_contract_is_named(tree: Path, module: str, breach: str, contract: str) -> None:
    file = tree / module
    intact = file.read_text(encoding="utf-8")
    file.write_text(f"{intact}\n\ndef _breach() -> None:\n    {breach}\n", encoding="utf-8")
    try:
        result = lint(tree)
    finally:
        file.write_text(intact, encoding="utf-8")
    assert result.returncode != 0
    broken = [line for line in result.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken), result.stdout


def test_that_widgets_outside_the_views_are_refused(tree: Path) -> None:
    (tree / "isic_desktop/services/wrong.py").write_text(
        '"""Wrong."""\n\nfrom PySide6.QtWidgets import QWidget\n\nQWidget()\n'
    )
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "isic_desktop/services/wrong.py"]
    result = subprocess.run(command, cwd=tree, capture_output=True, text=True)
    (tree / "isic_desktop/services/wrong.py").unlink()
    assert result.returncode != 0
    assert "TID251" in result.stdout
