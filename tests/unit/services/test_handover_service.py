"""Handing over and taking in, in a thread: cancelled, refused, repaired in place, and never behind a person's back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn import write_image
from pytestqt.qtbot import QtBot

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.handover.formats import Format
from isic_desktop.core.handover.importing import ImportOptions
from isic_desktop.core.sidecar import Sidecar, read_sidecar, utc_now
from isic_desktop.services.handover import ExportWish, HandoverService, ImportWish
from model_train.images import encode_mask, read_mask

RING = np.zeros((48, 64), np.bool_)
RING[8:40, 8:56] = True
WITH_HOLE = RING.copy()
WITH_HOLE[20:24, 20:24] = False
SPOTTED = RING.copy()
SPOTTED[0:2, 0:2] = True


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Three images with a person's annotation, each of which the ISIC rules refuse."""
    (tmp_path / "photos").mkdir()
    store = AnnotationStore()
    for number, mask in enumerate((WITH_HOLE, SPOTTED, WITH_HOLE), start=1):
        image = write_image(tmp_path / "photos" / f"ISIC_000000{number}.png", np.full((48, 64, 3), 150, np.uint8))
        now = utc_now()
        sidecar = Sidecar(image.name, "0" * 64, 64, 48, "0" * 64, "corrected", "person", None, now, now)
        store.save(image, mask, sidecar, expected_mask_sha256=UNCHECKED)
    return tmp_path / "photos"


@pytest.fixture
def locks() -> Iterator[FolderLocks]:
    made = FolderLocks()
    yield made
    made.release_except([])


@pytest.fixture
def service(qtbot: QtBot, locks: FolderLocks) -> Iterator[HandoverService]:
    made = HandoverService(AnnotationStore(), locks)
    yield made
    made.stop()


def result_of(qtbot: QtBot, service: HandoverService, ask: Callable[[], None]) -> Any:
    with qtbot.waitSignal(service.finished) as end:
        ask()
    return end.args[0]


def failure_of(qtbot: QtBot, service: HandoverService, ask: Callable[[], None]) -> str:
    with qtbot.waitSignal(service.failed) as end:
        ask()
    return str(end.args[0])


def cancel_at_once(service: HandoverService, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person presses cancel while the first image is worked on."""
    tell = service._tell

    def tell_and_cancel(done: int, total: int) -> None:
        service.cancel()
        tell(done, total)

    monkeypatch.setattr(service, "_tell", tell_and_cancel)


def test_that_a_cancelled_export_of_one_file_leaves_nothing_behind(
    qtbot: QtBot, service: HandoverService, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.json"
    cancel_at_once(service, monkeypatch)
    report = result_of(qtbot, service, lambda: service.export(ExportWish(photos, Format.COCO, out)))
    assert report.cancelled
    assert len(report.done) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["photos"]


def test_that_a_cancelled_check_tells_what_it_found(
    qtbot: QtBot, service: HandoverService, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel_at_once(service, monkeypatch)
    report = result_of(qtbot, service, lambda: service.check_annotations(photos))
    assert report.cancelled
    assert [checked.name for checked, _ in report.results] == ["ISIC_0000001.png"]
    report = result_of(qtbot, service, lambda: service.check_files(photos / "annotations", photos))
    assert report.cancelled
    assert len(report.results) == 1


@pytest.mark.parametrize("of_files", [True, False])
def test_that_a_cancelled_repair_stops_and_leaves_no_half_of_a_zip_file(
    qtbot: QtBot,
    service: HandoverService,
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    of_files: bool,
) -> None:
    cancel_at_once(service, monkeypatch)
    target = photos / "annotations" if of_files else None
    for out in (tmp_path / "valid", tmp_path / "valid.zip"):
        report = result_of(qtbot, service, lambda out=out: service.repair_copies(target, photos, out, overwrite=False))
        assert report.cancelled
        assert [name for _, name in report.results] == ["ISIC_0000001_segmentation.png"]
    assert [path.name for path in (tmp_path / "valid").iterdir()] == ["ISIC_0000001_segmentation.png"]
    assert not out.exists()


def test_that_annotations_are_repaired_as_copies(
    qtbot: QtBot, service: HandoverService, photos: Path, tmp_path: Path
) -> None:
    out = tmp_path / "valid"
    told: list[tuple[int, int]] = []
    service.progressed.connect(lambda done, total: told.append((done, total)))
    report = result_of(qtbot, service, lambda: service.repair_copies(None, photos, out, overwrite=False))
    assert report.out == out
    assert told[-1] == (3, 3)
    assert sorted(path.name for path in out.iterdir()) == [f"ISIC_000000{n}_segmentation.png" for n in (1, 2, 3)]
    for path in out.iterdir():
        np.testing.assert_array_equal(read_mask(path).mask, RING)
    np.testing.assert_array_equal(read_mask(photos / "annotations" / "ISIC_0000001_Segmentation.png").mask, WITH_HOLE)
    again = failure_of(qtbot, service, lambda: service.repair_copies(None, photos, out, overwrite=False))
    assert "would be replaced" in again


def test_that_repairs_in_place_set_the_old_aside_and_hand_back_what_is_on_the_screen(
    qtbot: QtBot, service: HandoverService, photos: Path
) -> None:
    names = frozenset({"ISIC_0000001.png", "ISIC_0000002.png"})
    on_screen = photos / "ISIC_0000002.png"
    report = result_of(qtbot, service, lambda: service.repair_in_place(photos, names, on_screen))
    assert report.repaired == (photos / "ISIC_0000001.png",)
    assert report.failed == ()
    image, mask = report.handed_back
    assert image == on_screen
    np.testing.assert_array_equal(mask, RING)
    masks = photos / "annotations"
    np.testing.assert_array_equal(read_mask(masks / "ISIC_0000001_Segmentation.png").mask, RING)
    np.testing.assert_array_equal(read_mask(masks / "ISIC_0000002_Segmentation.png").mask, SPOTTED)  # a step
    np.testing.assert_array_equal(read_mask(masks / "ISIC_0000003_Segmentation.png").mask, WITH_HOLE)  # not asked
    np.testing.assert_array_equal(read_mask(report.set_aside / "ISIC_0000001_Segmentation.png").mask, WITH_HOLE)


def test_that_an_annotation_that_cannot_be_repaired_is_named_and_the_rest_goes_on(
    qtbot: QtBot, service: HandoverService, photos: Path
) -> None:
    (photos / "annotations" / "ISIC_0000001_Segmentation.png").write_bytes(b"no picture")
    names = frozenset(path.name for path in photos.glob("*.png"))
    for on_screen in (None, photos / "ISIC_0000001.png"):
        report = result_of(qtbot, service, lambda: service.repair_in_place(photos, names, on_screen))  # noqa: B023
        assert len(report.repaired) == 2
        assert [left.name for left in report.failed] == ["ISIC_0000001.png"]
        assert report.handed_back is None


def test_that_nothing_is_written_into_a_folder_that_another_program_writes_to(
    qtbot: QtBot, service: HandoverService, photos: Path, tmp_path: Path
) -> None:
    other = FolderLocks()
    assert other.acquire(photos / "annotations") is None
    masks = tmp_path / "masks"
    masks.mkdir()
    (masks / "ISIC_0000001_segmentation.png").write_bytes(encode_mask(RING))
    wish = ImportWish(masks, None, photos, ImportOptions(replace_persons=True))
    try:
        for ask in (
            lambda: service.take_in(wish),
            lambda: service.repair_in_place(photos, frozenset({"ISIC_0000001.png"}), None),
        ):
            assert "Close it there first" in failure_of(qtbot, service, ask)
    finally:
        other.release_except([])
    np.testing.assert_array_equal(read_mask(photos / "annotations" / "ISIC_0000001_Segmentation.png").mask, WITH_HOLE)
    report = result_of(qtbot, service, lambda: service.take_in(wish))  # it was closed there
    assert [result.status for result in report.results] == ["replaced"]


def test_that_a_folder_without_masks_is_said_to_have_none(
    qtbot: QtBot, service: HandoverService, photos: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    wish = ImportWish(tmp_path / "empty", None, photos, ImportOptions())
    assert str(tmp_path / "empty") in failure_of(qtbot, service, lambda: service.take_in(wish))


def test_that_masks_handed_back_too_late_are_saved_or_told(
    qtbot: QtBot, service: HandoverService, photos: Path, tmp_path: Path
) -> None:
    handed_back = [
        ("a.png", photos / "ISIC_0000001.png", RING),
        ("b.png", photos / "gone.png", RING),
    ]
    placed = result_of(qtbot, service, lambda: service.place(handed_back, replace_persons=True))
    assert [one.status for one in placed] == ["replaced", "failed"]
    assert "gone.png" in placed[1].reason
    assert read_sidecar(photos / "annotations" / "ISIC_0000001_Segmentation.json").origin == "imported"
