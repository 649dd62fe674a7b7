"""Where the program keeps its own files, by the conventions of each system.

`ISIC_DESKTOP_HOME` puts all of them under one folder. A person's masks never lie here: they are in `annotations/`
beside the images (see `annotation_store`).
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_NAME = "isic-desktop"


def _home() -> Path | None:
    home = os.environ.get("ISIC_DESKTOP_HOME")
    return Path(home).expanduser() if home else None


def _config_dir() -> Path:
    return _home() or platformdirs.user_config_path(_NAME, appauthor=False)


def _data_dir() -> Path:
    return _home() or platformdirs.user_data_path(_NAME, appauthor=False)


def settings_file() -> Path:
    """The person's choices (JSON): active model, folders, window."""
    return _config_dir() / "settings.json"


def models_dir() -> Path:
    """Models the person trained or imported: `NAME.safetensors` with its card `NAME.md`."""
    return _data_dir() / "models"


def runs_dir() -> Path:
    """One folder per training run."""
    return _data_dir() / "runs"


def journal_dir() -> Path:
    """Strokes that are not yet part of a saved mask."""
    return _data_dir() / "journal"


def cache_dir() -> Path:
    """Thumbnails and decoded images; may be deleted at any time."""
    home = _home()
    return home / "cache" if home else platformdirs.user_cache_path(_NAME, appauthor=False)


def logs_dir() -> Path:
    """Log files, rotated by size."""
    home = _home()
    return home / "logs" if home else platformdirs.user_log_path(_NAME, appauthor=False)


def resource_path(*parts: str) -> Path:
    """A file or folder that comes with the program, in an installed wheel as in a checkout.

    Args:
        parts: Path components under `resources/`, e.g. `"models", "skip-256.safetensors"`.
    """
    package = Path(__file__).resolve().parents[1]
    installed = package / "resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)


def licence_texts() -> list[Path]:
    """Texts of the licences of all parts, one file a part; none but in a frozen program, which carries those parts."""
    return sorted((Path(__file__).resolve().parents[1] / "licences").glob("*.txt"), key=lambda path: path.name.lower())
