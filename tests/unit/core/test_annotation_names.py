"""What annotations are called costs nothing where nobody wants another's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotated import annotate
from drawn import draw_lesion, write_image

from isic_desktop.core import annotation_names
from isic_desktop.core.annotation_names import exceptional_stems, find_collisions
from isic_desktop.core.sidecar import Sidecar, read_sidecar


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the sidecars that are read."""
    names: list[str] = []

    def noted(path: Path) -> Sidecar:
        names.append(path.name)
        return read_sidecar(path)

    monkeypatch.setattr(annotation_names, "read_sidecar", noted)
    return names


def test_that_sidecars_are_read_only_where_two_images_want_one_name(tmp_path: Path, read: list[str]) -> None:
    names = [f"img{number}.jpg" for number in range(1, 6)]
    for name in names:
        annotate(write_image(tmp_path / name, draw_lesion(160, 120)), "corrected")
    place = tmp_path / "annotations"
    read.clear()
    assert exceptional_stems(names, place) == {}
    assert read == []
    assert exceptional_stems([*names, "img3.png"], place) == {"img3.png": "img3.png"}
    assert read == ["img3_Segmentation.json"]
    read.clear()
    assert exceptional_stems([*names, "new.jpg", "new.png"], place) == {"new.png": "new.png"}
    assert read == [], "neither of the two has an annotation yet"


def test_that_names_that_only_some_drive_takes_for_one_are_kept_apart(tmp_path: Path) -> None:
    composed, decomposed = "l\u00e9sion.jpg", "le\u0301sion.png"
    assert exceptional_stems([composed, decomposed], tmp_path) == {decomposed: decomposed}
    assert find_collisions([tmp_path / "x" / composed, tmp_path / "y" / decomposed, tmp_path / "z.jpg"]) == [
        (tmp_path / "x" / composed, tmp_path / "y" / decomposed)
    ]
