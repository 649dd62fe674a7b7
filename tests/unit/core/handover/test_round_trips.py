"""Masks go out in every form and come back: exactly where the form allows it, else within a known bound."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.editing.cleanup import fill_holes
from isic_desktop.core.handover.export import plan_export, run_export
from isic_desktop.core.handover.formats import ExportOptions, Format
from isic_desktop.core.handover.gathering import gather
from isic_desktop.core.handover.importing import ImportOptions, run_import
from isic_desktop.core.handover.incoming import SourceFormat, open_source
from isic_desktop.core.handover.outlines import edge_loops, fill_polygons, thinned
from isic_desktop.core.handover.replacing import place_mask
from isic_desktop.core.handover.run_lengths import decode_runs, encode_runs
from isic_desktop.core.readouts import count_parts
from model_train.pairing import list_images

_numbers = itertools.count()


def ring_and_islands() -> np.ndarray:
    """Holes, an island in a hole, regions that touch at a corner, single pixels, lines of one pixel."""
    mask = np.zeros((40, 60), dtype=np.bool_)
    mask[5:30, 5:30] = True
    mask[10:25, 10:25] = False
    mask[15:18, 15:18] = True
    mask[30:33, 30:33] = True
    mask[0, 59] = mask[39, 0] = mask[20, 45] = True
    mask[35, 10:50] = True
    mask[2:38, 55] = True
    return mask


SHAPES = {
    "ring_and_islands": ring_and_islands(),
    "empty": np.zeros((7, 9), dtype=np.bool_),
    "full": np.ones((9, 7), dtype=np.bool_),
    "one_pixel_image": np.ones((1, 1), dtype=np.bool_),
    "chessboard": np.indices((12, 17)).sum(axis=0) % 2 == 0,
    "one_pixel": np.eye(1, 31, 17, dtype=np.bool_).repeat(1, axis=0),
}

masks = st.one_of(
    st.tuples(st.integers(1, 24), st.integers(1, 24)).flatmap(lambda shape: arrays(np.bool_, shape)),
    st.tuples(st.integers(1, 24), st.integers(1, 24), st.booleans()).map(lambda s: np.full(s[:2], s[2])),
    st.integers(0, 2**32 - 1).map(
        lambda seed: np.kron(np.random.default_rng(seed).random((6, 7)) < 0.6, np.ones((4, 5), dtype=np.bool_)) > 0
    ),
)

EXACT = (
    (Format.MASKS, SourceFormat.MASKS, True),
    (Format.ISIC, SourceFormat.ISIC, True),
    (Format.COCO, SourceFormat.COCO, True),
    (Format.COCO, SourceFormat.COCO, False),
    (Format.LABELME, SourceFormat.LABELME, True),
)


def there_and_back(
    mask: np.ndarray, form: Format, back: SourceFormat, root: Path, options: ExportOptions | None = None
) -> tuple[np.ndarray, str]:
    """Export an annotation, take it into a fresh copy of its image's folder, and read it; and what export remarked."""
    place = root / f"run{next(_numbers)}"
    image = place / "photos" / "sub" / "a.png"
    image.parent.mkdir(parents=True)
    Image.fromarray(np.zeros((*mask.shape, 3), dtype=np.uint8)).save(image)
    store = AnnotationStore()
    place_mask(store, image, mask, replace_persons=False, run_name="run")
    out = place / f"out{form.single_file}"
    gathered = gather(place / "photos", store)
    plan = plan_export(place / "photos", form, out, gathered, options or ExportOptions())
    (exported,) = list(run_export(plan))
    assert exported.error == ""
    shutil.rmtree(image.parent / "annotations")
    with open_source(out, back) as source:
        (taken,) = run_import(source, place / "photos", list_images(place / "photos", True), store, ImportOptions())
    assert (taken.status, taken.image) == ("imported", image), taken.reason
    loaded = store.load(image, (mask.shape[1], mask.shape[0]))
    assert loaded is not None
    assert loaded.sidecar is not None
    assert loaded.sidecar.origin == "imported"
    return loaded.mask, exported.remark


@pytest.mark.parametrize(("form", "back", "compressed"), EXACT)
@pytest.mark.parametrize("name", SHAPES)
def test_that_masks_come_back_exactly(
    name: str, form: Format, back: SourceFormat, compressed: bool, tmp_path: Path
) -> None:
    mask = SHAPES[name]
    found, remark = there_and_back(mask, form, back, tmp_path, ExportOptions(compressed_runs=compressed))
    assert np.array_equal(found, mask)
    assert remark == "" or form is Format.ISIC


@pytest.mark.parametrize(("form", "back", "compressed"), EXACT)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(mask=masks)
def test_that_random_masks_come_back_exactly(
    mask: np.ndarray, form: Format, back: SourceFormat, compressed: bool, tmp_path: Path
) -> None:
    found, _ = there_and_back(mask, form, back, tmp_path, ExportOptions(compressed_runs=compressed))
    assert np.array_equal(found, mask)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(mask=masks)
def test_that_yolo_loses_holes_only_and_says_how_many_pixels(mask: np.ndarray, tmp_path: Path) -> None:
    found, remark = there_and_back(mask, Format.YOLO, SourceFormat.YOLO, tmp_path)
    assert np.array_equal(found, fill_holes(mask))
    lost = int(np.count_nonzero(found != mask))
    assert (f"{lost} pixels" in remark) == (lost > 0)
    if count_parts(mask)[1] == 0:
        assert remark == ""


@settings(max_examples=60, deadline=None)
@given(mask=masks)
def test_that_outlines_along_pixel_edges_give_the_mask_back(mask: np.ndarray) -> None:
    loops = edge_loops(mask)
    regions, holes = count_parts(mask)
    assert sum(not loop.hole for loop in loops) == regions
    assert sum(loop.hole for loop in loops) == holes
    size_wh = (mask.shape[1], mask.shape[0])
    found = np.zeros_like(mask)
    for loop in loops:
        found ^= fill_polygons([loop.corners_xy], size_wh)
    assert np.array_equal(found, mask)
    outer = [loop.corners_xy for loop in loops if not loop.hole]
    assert np.array_equal(fill_polygons(outer, size_wh), fill_holes(mask))


@pytest.mark.filterwarnings("ignore:__array__ implementation")  # of pycocotools' decoder, which only tests use
@settings(max_examples=60, deadline=None)
@given(mask=masks, compressed=st.booleans())
def test_that_run_lengths_are_those_of_pycocotools(mask: np.ndarray, compressed: bool) -> None:
    from pycocotools import mask as coco

    height, width = mask.shape
    runs = encode_runs(mask, compressed=compressed)
    packed = runs if compressed else coco.frPyObjects(runs, height, width)
    assert np.array_equal(coco.decode(packed).astype(bool), mask)
    assert np.array_equal(decode_runs(runs, (width, height)), mask)


@pytest.mark.parametrize("tolerance_px", [1.0, 2.0])
@pytest.mark.parametrize("form", [Format.YOLO, Format.LABELME])
def test_that_fewer_corners_move_the_outline_no_farther_than_asked(
    form: Format, tolerance_px: float, tmp_path: Path
) -> None:
    y, x = np.mgrid[:200, :240]
    mask = (x - 120) ** 2 / 1.7 + (y - 100) ** 2 < 70**2
    loop = edge_loops(mask)[0]
    assert len(thinned(loop.corners_xy, tolerance_px)) < len(loop.corners_xy) / 4
    back = SourceFormat.YOLO if form is Format.YOLO else SourceFormat.LABELME
    found, remark = there_and_back(mask, form, back, tmp_path, ExportOptions(tolerance_px=tolerance_px))
    differing = found != mask
    import cv2

    # Every pixel that changed lies within the tolerance (and half a pixel's diagonal) of the true border.
    inner = cv2.distanceTransform(mask.view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    outer = cv2.distanceTransform((~mask).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    assert differing.any()
    assert (np.maximum(inner, outer)[differing] <= tolerance_px + 1.21).all()
    assert f"{np.count_nonzero(differing)} pixels differ" in remark
