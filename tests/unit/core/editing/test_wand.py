"""The wand selects by colour: more with more tolerance, always the seed, connected, and not across edges."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isic_desktop.core.editing import wand
from isic_desktop.core.editing.wand import MAX_TOLERANCE, WandField
from isic_desktop.core.geometry import PixelRect


def whole(found: tuple[PixelRect, np.ndarray], image: np.ndarray) -> np.ndarray:
    rect, pixels = found
    assert pixels.shape == rect.shape
    mask = np.zeros(image.shape[:2], bool)
    mask[rect.slices] = pixels
    return mask


def blotches(seed: int, height: int = 60, width: int = 83) -> np.ndarray:
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, (5, 7, 3)).astype(np.uint8)
    smooth = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.int16)
    return np.clip(smooth + random.integers(-6, 7, (height, width, 3)), 0, 255).astype(np.uint8)


@pytest.fixture(params=[1_000_000, 700], ids=["full size", "reduced"])
def drag_pixels(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small images stand for large ones when the reduced copy is smaller still."""
    monkeypatch.setattr(wand, "_DRAG_PIXELS", request.param)


@pytest.mark.usefixtures("drag_pixels")
@pytest.mark.parametrize("edge_aware", [False, True])
@pytest.mark.parametrize("contiguous", [False, True])
@given(
    image_seed=st.integers(0, 1000),
    at=st.tuples(st.integers(0, 59), st.integers(0, 82)),
    tolerances=st.tuples(st.floats(0, 110), st.floats(0, 110)),
)
@settings(max_examples=30, deadline=None)
def test_that_the_selection_grows_with_the_tolerance_and_holds_the_seed(
    contiguous: bool, edge_aware: bool, image_seed: int, at: tuple[int, int], tolerances: tuple[float, float]
) -> None:
    image = blotches(image_seed)
    field = WandField(image, at, contiguous=contiguous, edge_aware=edge_aware)
    for select in (field.select, field.exact):
        less, more = (whole(select(tolerance), image) for tolerance in sorted(tolerances))
        assert less[at]
        assert not (less & ~more).any()
        if contiguous:
            count, _ = cv2.connectedComponents(more.astype(np.uint8), connectivity=4)
            assert count == 2  # the background, if only nominally, and one region


@pytest.mark.usefixtures("drag_pixels")
def test_that_the_full_tolerance_selects_everything() -> None:
    image = blotches(3)
    field = WandField(image, (10, 10), contiguous=True, edge_aware=False)
    assert whole(field.select(MAX_TOLERANCE), image).all()
    assert whole(field.exact(MAX_TOLERANCE), image).all()


def two_discs() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows, columns = np.ogrid[:200, :300]
    one = (columns - 80) ** 2 + (rows - 100) ** 2 < 50**2
    other = (columns - 220) ** 2 + (rows - 100) ** 2 < 50**2
    image = np.empty((200, 300, 3), np.uint8)
    image[:] = (225, 180, 160)
    image[one | other] = (110, 70, 50)
    return image, one, other


def test_that_contiguous_takes_one_disc_and_otherwise_both() -> None:
    image, one, other = two_discs()
    for contiguous, expected in ((True, one), (False, one | other)):
        found = whole(WandField(image, (100, 80), contiguous=contiguous, edge_aware=False).select(15), image)
        assert (found & expected).sum() / (found | expected).sum() > 0.97


def test_that_the_exact_outline_of_a_large_lesion_is_within_a_pixel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wand, "_DRAG_PIXELS", 3000)
    image, one, _ = two_discs()
    field = WandField(image, (100, 80), contiguous=True, edge_aware=False)
    coarse, fine = whole(field.select(25), image), whole(field.exact(25), image)
    square = np.ones((3, 3), np.uint8)
    assert not (fine & ~cv2.dilate(one.astype(np.uint8), square).astype(bool)).any()
    assert fine[cv2.erode(one.astype(np.uint8), square).astype(bool)].all()
    assert (fine ^ one).sum() < (coarse ^ one).sum()


def test_that_edge_aware_stops_at_a_step_and_not_at_a_slow_change() -> None:
    grey = np.full((80, 200), 120.0)
    grey[:, :100] += np.linspace(24, 0, 100)  # slowly brighter to the left
    grey[:, 130:] = 144  # at once brighter to the right, by as much
    image = np.repeat(np.rint(grey)[..., None], 3, axis=2).astype(np.uint8)
    plain = whole(WandField(image, (40, 115), contiguous=True, edge_aware=False).select(11), image)
    aware = whole(WandField(image, (40, 115), contiguous=True, edge_aware=True).select(11), image)
    assert plain[:, 150:].all()
    assert plain[:, :90].all()
    assert not aware[:, 134:].any()
    assert aware[40, 5:129].all()


def test_that_a_seed_outside_the_image_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        WandField(blotches(1), (60, 0), contiguous=True, edge_aware=False)
