"""What is told of an annotation when its image is opened."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from annotated import annotate, make_folder
from PIL import Image

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.opening import open_image


def test_that_an_annotation_coded_otherwise_or_described_badly_is_told_when_its_image_is_opened(tmp_path: Path) -> None:
    store = AnnotationStore()
    first, second = make_folder(tmp_path / "images", 2)
    for image in (first, second):
        annotate(image, "corrected", store=store)
    paths = store.paths(first)
    paths.sidecar.write_text("no sidecar")
    opened = open_image(first, store, lambda _path: None)
    assert any(str(paths.sidecar) in str(notice.text) for notice in opened.notices)
    coded = store.paths(second).mask
    Image.fromarray(np.pad(np.ones((20, 30), np.uint8), ((50, 50), (60, 70)))).save(coded)
    opened = open_image(second, store, lambda _path: None)
    assert [notice.remedy for notice in opened.notices if "0/1" in str(notice.text)] == ["rescale_annotation"]
