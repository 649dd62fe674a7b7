"""Which annotations of a COCO file are lesions, whatever its categories are called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from isic_desktop.core.handover.contact_sheet import _LONGEST_NAME, _fitting
from isic_desktop.core.handover.incoming import SourceFormat, open_source

HEIGHT, WIDTH = 6, 8


def pixels_of(tmp_path: Path, categories: list[dict[str, Any]] | None) -> int:
    """How many pixels come in from an annotation of 4 pixels of category 1 and one of 9 pixels of category 2."""
    annotations = [
        {
            "id": number,
            "image_id": 1,
            "category_id": number,
            "segmentation": {"size": [HEIGHT, WIDTH], "counts": [begin, count, HEIGHT * WIDTH - begin - count]},
        }
        for number, begin, count in ((1, 0, 4), (2, 20, 9))
    ]
    value: dict[str, Any] = {
        "images": [{"id": 1, "file_name": "a.png", "width": WIDTH, "height": HEIGHT}],
        "annotations": annotations,
    }
    if categories is not None:
        value["categories"] = categories
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value))
    with open_source(path, SourceFormat.COCO) as source:
        (offered,) = source.offered
        return int(np.count_nonzero(offered.load((WIDTH, HEIGHT))[0]))


@pytest.mark.parametrize(
    ("categories", "pixels"),
    [
        (None, 13),
        ([{"id": 1, "name": "Lesion"}], 13),
        ([{"id": 1, "name": "Lesion"}, {"id": 2, "name": "ruler"}], 4),
        ([{"id": 1, "name": "hair"}, {"id": 2, "name": "LESION"}], 9),
        ([{"id": 1, "name": "mole"}, {"id": 2, "name": "naevus"}], 13),
        ([{"id": 1, "name": "lesion"}, {"id": 2, "name": "lesion"}], 13),
    ],
)
def test_that_only_what_is_called_a_lesion_is_one_where_something_is(
    categories: list[dict[str, Any]] | None, pixels: int, tmp_path: Path
) -> None:
    assert pixels_of(tmp_path, categories) == pixels


def test_that_a_name_is_cut_in_the_middle_only_where_there_is_no_room() -> None:
    fits = "n" * _LONGEST_NAME
    assert _fitting("short.jpg") == "short.jpg"
    assert _fitting(fits) == fits
    cut = _fitting(f"ISIC_{'0' * 40}_Segmentation.png")
    assert len(cut) <= _LONGEST_NAME
    assert cut.startswith("ISIC_0")
    assert "…" in cut
    assert cut.endswith("mentation.png")
