"""What runs leave in a folder of annotations, to compare them by."""

from __future__ import annotations

from pathlib import Path

from isic_desktop.core.sidecar import read_sidecar


def masks_and_sidecars(folder: Path) -> dict[str, object]:
    """All masks bit for bit, and all sidecars but for times, by name."""
    found: dict[str, object] = {path.name: path.read_bytes() for path in folder.glob("*.png")}
    for path in folder.glob("*_Segmentation.json"):
        sidecar = read_sidecar(path).as_json()
        del sidecar["created_utc"], sidecar["modified_utc"]
        found[path.name] = sidecar
    return found
