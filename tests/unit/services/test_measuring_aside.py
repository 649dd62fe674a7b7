"""What is measured and computed aside: the newest answer counts, and what fails is told once and hinders nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image
from kept import Keep
from patience import PATIENCE_S
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from isic_desktop.core import readouts
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.calibration import FILE_NAME, Ruler
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.image_listing import list_folder
from isic_desktop.core.image_table import ImageTable, ViewQuery
from isic_desktop.services.boundary_watch import BoundaryWatch
from isic_desktop.services.editing_jobs import EditingJobs
from isic_desktop.services.gate_pictures import GatePictures
from isic_desktop.services.readout_watch import KnownScale, ReadOutWatch
from isic_desktop.services.selecting import Selecting
from isic_desktop.services.training_pictures import TrainingPictures
from model_train import boundary

RGB = draw_lesion(80, 60, (40, 30))


def document(radius: int = 12) -> AnnotationDocument:
    rows, columns = np.ogrid[:60, :80]
    made = AnnotationDocument(Path("a.jpg"), (columns - 40) ** 2 + (rows - 30) ** 2 < radius**2)
    made.set_truth((columns - 40) ** 2 + (rows - 30) ** 2 < 15**2)
    return made


def out_of_memory(*_arguments: object) -> None:
    raise MemoryError


def test_that_distances_and_read_outs_come_again_after_memory_ran_out(
    qtbot: QtBot, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    watches: tuple[BoundaryWatch, ReadOutWatch] = keep(BoundaryWatch()), keep(ReadOutWatch(AnnotationStore()))
    edges, outs = watches
    edited = document()
    with monkeypatch.context() as patch:
        patch.setattr(boundary, "boundary_distance", out_of_memory)
        patch.setattr(readouts, "measure", out_of_memory)
        with qtbot.waitSignal(edges.measured) as distance, qtbot.waitSignal(outs.measured) as found:
            edges.measure(edited)
            outs.measure(edited, RGB)
    assert distance.args == found.args == [edited, None]
    with qtbot.waitSignal(edges.measured) as distance, qtbot.waitSignal(outs.measured) as found:
        edges.measure(edited)
        outs.measure(edited, RGB)
    assert distance.args[1].hd95_px == pytest.approx(3, abs=1)
    assert found.args[1].area_px == edited.mask.sum()
    threads = (edges._thread, outs._measuring)
    qtbot.waitUntil(lambda: not any(thread.busy for thread in threads))  # they may still be on their way to rest
    edges.measure(edited)
    outs.measure(edited, RGB)
    assert not any(thread.busy for thread in threads), "nothing has changed since"


def test_that_nothing_is_measured_without_ground_truth_and_an_empty_mask_has_no_figures(
    qtbot: QtBot, keep: Keep
) -> None:
    edges, outs = keep(BoundaryWatch()), keep(ReadOutWatch(AnnotationStore()))
    without = document()
    without.set_truth(None)
    edges.measure(without)
    assert not edges._thread.busy
    with qtbot.waitSignal(edges.measured) as distance, qtbot.waitSignal(outs.measured) as found:
        edges.measure(document(0))
        outs.measure(document(0), RGB)
    assert distance.args[1] is found.args[1] is None


def test_that_rulers_are_kept_and_forgotten_and_what_is_wrong_with_them_is_told(
    qtbot: QtBot, keep: Keep, tmp_path: Path
) -> None:
    image = write_image(tmp_path / "a.jpg", RGB)
    watch = keep(ReadOutWatch(AnnotationStore()))
    ruler = Ruler((10.0, 10.0), (50.0, 10.0), 10.0, (80, 60))

    def found(ask: Callable[[], None]) -> KnownScale:
        with qtbot.waitSignal(watch.scale_found) as answer:
            ask()
        known: KnownScale = answer.args[0]
        return known

    assert found(lambda: watch.look_up(image, (80, 60))).scale.mm_per_px is None
    kept = found(lambda: watch.keep(image, ruler, for_folder=False))
    assert kept.own
    assert kept.scale.mm_per_px == pytest.approx(0.25)
    assert not found(lambda: watch.forget(image, (80, 60), for_folder=False)).own
    file = tmp_path / "annotations" / FILE_NAME
    file.write_text("{")
    assert str(file) in found(lambda: watch.look_up(image, (80, 60))).problem
    assert found(lambda: watch.keep(image, ruler, for_folder=True)).scale.mm_per_px == pytest.approx(0.25)
    file.unlink()
    file.mkdir()
    (file / "in the way").touch()
    with qtbot.waitSignal(watch.failed) as failure:
        watch.forget(image, (80, 60), for_folder=True)
    assert str(file) in str(failure.args[0])


def test_that_only_the_last_thing_a_tool_asked_for_is_done_with(qtbot: QtBot, keep: Keep) -> None:
    jobs = keep(EditingJobs())
    gate, got, states = threading.Event(), [], []
    jobs.busy_changed.connect(states.append)
    jobs.run(lambda: gate.wait(PATIENCE_S), lambda _value: got.append("first"))
    jobs.run(lambda: "second", got.append)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (got, states) == (["second"], [True, False])
    jobs.run(lambda: "given up", got.append)
    jobs.cancel()
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs._thread.busy)
    qtbot.wait(1)
    assert (got, states) == (["second"], [True, False, True, False])
    with qtbot.waitSignal(jobs.failed) as failure:
        jobs.run(lambda: out_of_memory(), got.append)
    assert "memory" in str(failure.args[0])
    assert not jobs.busy


def test_that_a_picture_is_shown_at_a_windows_size_or_named_as_unreadable(
    qtbot: QtBot, keep: Keep, tmp_path: Path
) -> None:
    pictures = keep(GatePictures())
    for wh, width in (((80, 60), 80), ((9000, 40), 1800)):
        path = write_image(tmp_path / f"{wh[0]}.png", draw_lesion(*wh, (wh[0] // 2, wh[1] // 2)))
        with qtbot.waitSignal(pictures.read) as read:
            pictures.ask(path)
        assert read.args[0] == path
        assert read.args[1].width() <= width
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    with qtbot.waitSignal(pictures.failed) as failure:
        pictures.ask(broken)
    assert failure.args[0] == broken
    assert str(broken) in str(failure.args[1])


def test_that_training_pictures_that_cannot_be_made_are_told_or_empty(qtbot: QtBot, keep: Keep, tmp_path: Path) -> None:
    pictures = keep(TrainingPictures())
    good = write_image(tmp_path / "sheet.png", draw_lesion(80, 60, (40, 30)))
    for path, width_px, width in ((good, 0, 80), (good, 40, 40), (tmp_path / "gone.png", 40, 0)):
        with qtbot.waitSignal(pictures.read) as read:
            pictures.read_picture(path, width_px)
        picture: QImage = read.args[1]
        assert picture.width() == width
    from model_train.pairs_file import ListedPair

    gone = ListedPair("a", tmp_path / "a.jpg", tmp_path / "a.png", "")
    with qtbot.waitSignal(pictures.augment_failed) as failure:
        pictures.augment([gone], "strong", 1, 64)
    assert "a.jpg" in str(failure.args[0])


def test_that_a_question_that_cannot_be_answered_leaves_what_is_shown(
    qtbot: QtBot, keep: Keep, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        write_image(tmp_path / f"{number}.png", RGB)
    listing = list_folder(tmp_path)
    table = ImageTable.empty(len(listing))
    selecting, answers = keep(Selecting()), []
    selecting.selected.connect(answers.append)
    with monkeypatch.context() as patch:
        patch.setattr("isic_desktop.services.selecting.select", out_of_memory)
        selecting.select(listing, table, ViewQuery())
        qtbot.waitUntil(lambda: not selecting._thread.busy)
    with qtbot.waitSignal(selecting.selected):
        selecting.select(listing, table, ViewQuery())
    assert [list(answer.order) for answer in answers] == [[0, 1, 2]]
    (tmp_path / "1.png").unlink()
    fewer = list_folder(tmp_path)
    with qtbot.waitSignal(selecting.selected):
        selecting.relist(listing, table, fewer, ViewQuery())
    assert list(answers[-1].rows) == [0, 1]
    assert answers[-1].listing is fewer
