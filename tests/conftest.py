"""Fixtures every test may use: a home of its own, the shared dermoscopy data, a display that needs no screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before any QApplication: tests need no display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["window_fixtures", "session_desk", "patience", "ordinary_user", "kept"]

_CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def program_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh place for settings, models, runs, journal, cache and logs."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ISIC_DESKTOP_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real dermoscopy images; a test that needs it is skipped where it is absent, but never in CI."""
    place = Path(os.environ.get("ISIC_SHARED", _CHECKOUT.parent / "shared")) / "data"
    if not (place / "MANIFEST.csv").is_file():
        reason = (
            f"real dermoscopy data not found at {place}; set ISIC_SHARED to the folder that holds data/. Nothing can "
            "stand in for photographs, and the repository may not hold them; CI has them and fails without"
        )
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)  # most people who change the program do not have them
    return place


@pytest.fixture(scope="session")
def encoder_weights(shared_data: Path) -> Path:
    """ImageNet weights of the encoder, beside the shared data."""
    return shared_data.parent / "weights" / "mobilenet_v2_imagenet_features.safetensors"
