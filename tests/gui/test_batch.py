"""Segmenting a folder in the window: what is asked for is done, what is a person's stays, and nothing stands still."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from tiny_model import write_tiny_model

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.sidecar import read_sidecar
from isic_desktop.services.batch_job import BatchRequest
from isic_desktop.views.batch_dialog import BatchDialog
from isic_desktop.views.batchbench import BatchBench
from model_train.images import read_mask
from model_train.network_input import MaskMaker
from model_train.predictor import Predictor

IMAGES = 12


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny.safetensors")


@pytest.fixture
def folder(tmp_path: Path, program_home: Path, tiny: Path) -> Path:
    """A folder of images, and a small model beside the bundled ones."""
    (program_home / "models").mkdir(parents=True)
    (program_home / "models" / "tiny.safetensors").write_bytes(tiny.read_bytes())
    place = tmp_path / "photos"
    place.mkdir()
    for number in range(IMAGES):
        write_image(place / f"p{number:02}.jpg", draw_lesion(centre=(40 + 6 * number, 60)))
    return place


class Batch:
    """A person at the dialog."""

    def __init__(self, program: Program) -> None:
        self.program = program
        bench = program.window.findChild(BatchBench)
        assert bench is not None
        self.bench: BatchBench = bench
        program.trigger("batch.segment")
        assert bench.dialog is not None
        self.dialog: BatchDialog = bench.dialog
        program.wait_until(lambda: self.dialog.models.findText("tiny") >= 0)
        self.dialog.models.setCurrentIndex(self.dialog.models.findText("tiny"))

    def child(self, name: str) -> QWidget:
        found = self.dialog.findChild(QWidget, name)
        assert found is not None
        return found

    def press(self, name: str) -> None:
        button = self.child(name)
        assert isinstance(button, QPushButton)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        self.program.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def running(self) -> bool:
        return self.bench._service.running

    def wait_for_end(self) -> None:
        self.program.wait_until(lambda: not self.running)


@pytest.fixture
def at_batch(open_program: Callable[..., Program], folder: Path) -> Callable[[], Batch]:
    def begin() -> Batch:
        program = open_program(folder)
        program.wait_for_image("p00.jpg")
        return Batch(program)

    return begin


def masks(folder: Path) -> dict[str, bytes]:
    return {path.stem.removesuffix("_Segmentation"): path.read_bytes() for path in folder.glob("annotations/*.png")}


def test_that_the_whole_folder_is_segmented_and_the_image_in_sight_shows_it(
    at_batch: Callable[[], Batch], folder: Path, tiny: Path
) -> None:
    batch = at_batch()
    assert str(IMAGES) in batch.dialog.start_button.text()
    batch.press("batch_start")
    batch.wait_for_end()
    assert len(masks(folder)) == IMAGES
    session = batch.program.session
    batch.program.wait_until(lambda: session.document is not None and session.document.provenance.state == "predicted")
    model = batch.program.window.gallery.model
    batch.program.wait_until(lambda: set(model.table.state.tolist()) == {1})
    assert "All 12 images" in batch.dialog.headline.text()
    assert "12 segmented" in batch.dialog.figures.text()
    # The same numbers as of one image alone.
    predictor = Predictor(tiny, "cpu")
    prepared = predictor.prepare(folder / "p03.jpg")
    small, quality = predictor.predict_square_with_quality(prepared.square)
    expected = MaskMaker().mask(small, prepared.size_wh, predictor.header.threshold)
    place = folder / "annotations"
    assert np.array_equal(read_mask(place / "p03_Segmentation.png").mask, expected)
    sidecar = read_sidecar(place / "p03_Segmentation.json")
    assert sidecar.predicted_jaccard == pytest.approx(quality, abs=1e-4)
    assert sidecar.model is not None
    assert (sidecar.model.name, sidecar.model.engine) == ("tiny", predictor.engine)


def test_that_an_unsaved_stroke_is_never_replaced(at_batch: Callable[[], Batch], folder: Path) -> None:
    batch = at_batch()
    program = batch.program
    program.trigger("tool.brush")
    program.stroke((50, 50), (80, 60))
    assert program.session.document is not None
    mine = program.session.document.mask.copy()
    program.session.save = lambda **_: None  # type: ignore[method-assign]  # the drive is slow: nothing is saved yet
    batch.press("batch_start")
    batch.wait_for_end()
    del program.session.save
    assert np.array_equal(program.session.document.mask, mine)
    assert "p00" not in masks(folder)
    assert len(masks(folder)) == IMAGES - 1
    program.save()
    assert np.array_equal(read_mask(folder / "annotations" / "p00_Segmentation.png").mask, mine)
    assert read_sidecar(folder / "annotations" / "p00_Segmentation.json").origin == "person"
    assert "1 kept" in batch.dialog.figures.text()


def test_that_a_stroke_begun_while_its_image_is_segmented_wins(at_batch: Callable[[], Batch], folder: Path) -> None:
    """The mask is written, and before the window hears of it the person has begun to draw."""
    batch = at_batch()
    program = batch.program
    taken: list[object] = []
    batch.bench._service.made.disconnect(batch.bench._take_results)
    batch.bench._service.made.connect(taken.append)
    batch.press("batch_start")
    batch.wait_for_end()
    assert "p00" in masks(folder)
    program.trigger("tool.brush")
    program.stroke((50, 50), (80, 60))
    for results in taken:
        batch.bench._take_results(results)
    assert program.session.document is not None
    mine = program.session.document.mask.copy()
    assert mine.any()
    program.save()
    assert np.array_equal(read_mask(folder / "annotations" / "p00_Segmentation.png").mask, mine)


def test_that_bad_images_are_named_with_reasons_and_the_rest_goes_on(
    at_batch: Callable[[], Batch], folder: Path, tmp_path: Path
) -> None:
    (folder / "p05.jpg").write_bytes(b"not an image")
    (folder / "p07.jpg").write_bytes((folder / "p07.jpg").read_bytes()[:900])
    batch = at_batch()
    batch.press("batch_start")
    batch.wait_for_end()
    assert len(masks(folder)) == IMAGES - 2
    table = batch.dialog.faults
    named = {table.data(table.index(row, 0)): table.data(table.index(row, 1)) for row in range(table.rowCount())}
    assert set(named) == {"p05.jpg", "p07.jpg"}
    assert all(len(str(reason)) > 20 for reason in named.values())
    assert batch.child("batch_faults").isVisible()
    for name in ("report.csv", "report.json"):
        batch.dialog.report_wanted.emit(tmp_path / name)
    assert (tmp_path / "report.csv").read_text().count("\n") == IMAGES + 1
    images = json.loads((tmp_path / "report.json").read_text())["images"]
    assert [image["status"] for image in images].count("failed") == 2


def test_that_only_what_is_selected_is_segmented(at_batch: Callable[[], Batch], folder: Path) -> None:
    batch = at_batch()
    batch.dialog.close()
    view = batch.program.window.gallery.view
    batch.program.qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier,
        view.visualRect(view.model().index(2, 0)).center(),
    )  # fmt: skip
    batch.program.trigger("batch.segment")
    selected = [path.stem for path in batch.program.window.gallery.selected_paths()]
    assert 0 < len(selected) < IMAGES
    batch.dialog.scope_buttons["selected"].setChecked(True)
    assert str(len(selected)) in batch.dialog.start_button.text()
    batch.press("batch_start")
    batch.wait_for_end()
    assert sorted(masks(folder)) == sorted(selected)


class Permission:
    """Holds the network back: each of its calls waits for one permission of the test."""

    def __init__(self) -> None:
        self.asked: list[int] = []  # images of each call that has begun, in their order
        self._granted = threading.Semaphore(0)

    def wait(self, images: int) -> None:
        self.asked.append(images)
        self._granted.acquire()

    def grant(self, calls: int) -> None:
        self._granted.release(calls)


@pytest.fixture
def permission(at_batch: Callable[[], Batch], monkeypatch: pytest.MonkeyPatch) -> Iterator[Permission]:
    """Two lanes, whose calls of the network wait for the test; everything is let go before the window closes."""
    permission = Permission()
    real = Predictor.predict_prepared

    def when_permitted(self, inputs, *, with_quality=True):  # type: ignore[no-untyped-def]
        permission.wait(len(inputs))
        return real(self, inputs, with_quality=with_quality)

    monkeypatch.setattr(Predictor, "predict_prepared", when_permitted)
    monkeypatch.setattr(Predictor, "batch_size", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # one lane more than processors
    yield permission
    permission.grant(10 * IMAGES)


def test_that_pause_holds_cancel_ends_and_the_next_run_goes_on(
    at_batch: Callable[[], Batch], folder: Path, permission: Permission
) -> None:
    batch = at_batch()
    wait_until = batch.program.wait_until
    jobs = batch.program.window.statusBar().findChild(QWidget, "status_jobs")
    batch.press("batch_start")
    assert jobs.text().startswith("batch ")
    wait_until(lambda: len(permission.asked) == 2)
    batch.press("batch_pause")
    assert "Go on" in batch.dialog.pause_button.text()
    permission.grant(2)  # what is under way comes to its end
    held = sum(permission.asked[:2])
    wait_until(lambda: len(masks(folder)) == held)
    batch.program.qtbot.wait(300)  # a run that did not hold would go on now
    assert len(permission.asked) == 2
    assert len(masks(folder)) == held < IMAGES
    assert "Paused" in batch.dialog.headline.text()
    batch.press("batch_pause")
    wait_until(lambda: len(permission.asked) == 4)
    batch.press("batch_cancel")
    permission.grant(2)
    batch.wait_for_end()
    assert "Cancelled" in batch.dialog.headline.text()
    assert "batch" not in jobs.text()
    before = masks(folder)
    assert len(before) == sum(permission.asked) < IMAGES
    permission.grant(IMAGES)
    batch.press("batch_again")
    batch.press("batch_start")
    batch.wait_for_end()
    assert len(masks(folder)) == IMAGES
    assert before.items() <= masks(folder).items()
    assert f"{len(before)} of them before" in batch.dialog.figures.text()


def test_that_a_full_disk_and_a_folder_in_use_are_told_and_the_program_goes_on(
    at_batch: Callable[[], Batch], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = at_batch()
    real = os.fsync
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        batch.press("batch_start")
        batch.wait_for_end()
    assert "Stopped after" in batch.dialog.headline.text()
    assert "disk is full" in batch.dialog.figures.text()
    batch.press("batch_again")
    batch.press("batch_start")
    batch.wait_for_end()
    assert len(masks(folder)) == IMAGES


def test_that_a_folder_another_program_works_in_is_refused(at_batch: Callable[[], Batch], folder: Path) -> None:
    batch = at_batch()
    inner = folder / "inner"
    inner.mkdir()
    write_image(inner / "q.jpg", draw_lesion())
    other = FolderLocks()
    assert other.acquire(AnnotationStore().place(inner / "q.jpg")) is None
    checkpoint = batch.dialog.checkpoint
    assert checkpoint is not None
    batch.bench._outcome = None
    batch.dialog.begin()
    batch.bench._service.start(BatchRequest((inner / "q.jpg",), checkpoint))
    batch.wait_for_end()
    assert "in use by another ISIC Desktop" in batch.dialog.figures.text().replace("\u200b", "")
    other.release_except([])


def test_that_a_folder_that_vanishes_is_told_image_by_image(at_batch: Callable[[], Batch], folder: Path) -> None:
    batch = at_batch()
    for path in folder.glob("p0[3-9].jpg"):
        path.unlink()
    batch.press("batch_start")
    batch.wait_for_end()
    assert batch.dialog.faults.rowCount() == 7
    assert len(masks(folder)) == IMAGES - 7


def test_that_closing_the_window_ends_a_run_with_whole_files(
    open_program: Callable[..., Program], folder: Path
) -> None:
    program = open_program(folder)
    program.wait_for_image("p00.jpg")
    batch = Batch(program)
    batch.press("batch_start")
    program.wait_until(lambda: len(masks(folder)) >= 1)
    program.window.close()
    for name in masks(folder):
        assert read_mask(folder / "annotations" / f"{name}_Segmentation.png").mask.shape == (120, 160)


def test_that_a_report_that_cannot_be_written_is_told(at_batch: Callable[[], Batch], tmp_path: Path) -> None:
    batch = at_batch()
    batch.press("batch_start")
    batch.wait_for_end()
    batch.dialog.report_wanted.emit(tmp_path / "nowhere" / "report.csv")
    said = batch.dialog.figures.text().replace("\u200b", "")
    assert "not saved" in said
