"""A folder of 50,000 images beside a bare list view and beside a folder of 1,000. Run with `make bench`.

The images are hard links of a few small ones: what is measured is the program, not the drive.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from annotated import annotate, disc, make_folder
from drawn import write_mask
from figures import note
from measuring import PAUSE_LIMIT_MS, Heartbeat, note_ms, resident_mb, settle
from program_driver import Program
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from isic_desktop.services.segmentation import ModelPhase
from isic_desktop.views.gallery import GalleryView

pytestmark = pytest.mark.benchmark
LOAD = "Folder of 50,000 images"

MANY, FEW = 50_000, 1_000
FRAMES = 300


def link_folder(folder: Path, sources: list[Path], count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"ISIC_{number:07d}.jpg").hardlink_to(sources[number % len(sources)])
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of 1,000 and 50,000 images, and one of 50,000 that all have an annotation."""
    base = tmp_path_factory.mktemp("folders")
    sources = make_folder(base / "sources", 8)
    annotate(sources[0], "predicted")
    made = {"few": link_folder(base / "few", sources, FEW), "many": link_folder(base / "many", sources, MANY)}
    annotated = made["annotated"] = link_folder(base / "annotated", sources, MANY)
    (annotated / "annotations").mkdir()
    for number in range(MANY):
        for ending in ("png", "json"):
            source = base / "sources" / "annotations" / f"img1_Segmentation.{ending}"
            (annotated / "annotations" / f"ISIC_{number:07d}_Segmentation.{ending}").hardlink_to(source)
    write_mask(annotated / "ISIC_0000000_Segmentation.png", disc(25))
    return made


class Names(QAbstractListModel):
    """The least a model can do."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.names[index.row()] if role == Qt.ItemDataRole.DisplayRole else None


def scroll_times(view: QListView, frames: int = FRAMES) -> list[float]:
    """Seconds from each turn of the wheel to the repainted list; sixty frames a second, as a person scrolls."""
    bar = view.verticalScrollBar()
    times = []
    for _ in range(frames):
        began = time.perf_counter()
        bar.setValue(bar.value() + 48)
        QApplication.processEvents()
        times.append(time.perf_counter() - began)
        rest = 1 / 60 - times[-1]
        end = time.perf_counter() + max(rest, 0)
        while time.perf_counter() < end:
            time.sleep(0.001)
    return times


def bare_list(qtbot: QtBot, folder: Path) -> list[float]:
    began = time.perf_counter()
    view = QListView()
    qtbot.addWidget(view)
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.resize(250, 700)
    view.setModel(Names(sorted(entry.name for entry in os.scandir(folder))))
    view.show()
    QApplication.processEvents()
    note("bare list view of the names, usable", time.perf_counter() - began, "s")
    settle(0.3)
    times = scroll_times(view)
    view.close()
    return times


def open_and_time(program: Program, folder: Path) -> float:
    """Seconds from the wish to the first image and its row on the screen."""
    began = time.perf_counter()
    program.workbench.open(folder)
    first = folder / "ISIC_0000000.jpg"
    while program.session.current is None or program.session.current.path != first:
        QApplication.processEvents()
        time.sleep(0.0005)
    QApplication.processEvents()
    assert program.window.gallery.current_row == 0
    return time.perf_counter() - began


def next_times(program: Program, count: int = 25) -> list[float]:
    times = []
    for _ in range(count):
        before = program.session.current_path
        began = time.perf_counter()
        program.key(Qt.Key.Key_D)
        while program.session.current is None or program.session.current_path == before:
            QApplication.processEvents()
            time.sleep(0.0005)
        QApplication.processEvents()
        times.append(time.perf_counter() - began)
        settle(0.4)
    return times


def until_indexed(program: Program) -> float:
    from isic_desktop.services.indexing import Indexing

    indexing = program.window.findChild(Indexing)
    assert indexing is not None
    began = time.perf_counter()
    while indexing.busy:
        settle(0.05)
    return time.perf_counter() - began


def test_a_folder_of_fifty_thousand(
    open_program: Callable[..., Program], folders: dict[str, Path], qtbot: QtBot
) -> None:
    bare = bare_list(qtbot, folders["many"])
    program = open_program()
    program.window.resize(1280, 800)
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    gc.freeze()  # as the program does by itself (services/calm_collector)
    settle(1.0)
    idle_mb = resident_mb()

    few_opened = [open_and_time(program, folders["few"])]
    settle(2.0)
    few = next_times(program)
    opened = []
    for _ in range(3):  # in turns
        opened.append(open_and_time(program, folders["many"]))
        peak_mb = resident_mb()
        settle(1.0)
        few_opened.append(open_and_time(program, folders["few"]))
        settle(1.0)
    opened.append(open_and_time(program, folders["many"]))
    settle(2.0)
    many = next_times(program)
    note("1,000 images, usable", few_opened, "s")
    note("50,000 images, usable", opened, "s", at_most=0.5)
    note("opening 50,000 as a multiple of 1,000", [one / statistics.median(few_opened) for one in opened], "times")
    note_ms("next image among 1,000", few)
    note_ms("next image among 50,000", many)
    note("next image among 50,000 as a multiple of 1,000", [one / statistics.median(few) for one in many], "times")
    view = program.window.findChild(GalleryView)
    assert view is not None
    note_ms("a turn of the wheel, bare list view", bare)
    for grid in (False, True):
        program.window.actions_by_id["gallery.grid"].setChecked(grid)
        settle(0.5)
        name = "grid" if grid else "list"
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 3)
        note_ms(f"a turn of the wheel, {name}, thumbnails never made before", scroll_times(view), at_most=16, by="p99")
        settle(1.0)
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 3)
        cached = scroll_times(view)
        note_ms(f"a turn of the wheel, {name}, thumbnails from the cache", cached, at_most=16, by="p99")
        note(
            f"the same as a multiple of the bare list view, {name}",
            [s / statistics.median(bare) for s in cached],
            "times",
        )
    program.window.actions_by_id["gallery.grid"].setChecked(False)
    above_mb, opened_mb = resident_mb() - idle_mb, peak_mb - idle_mb
    note("memory above the idle window, just opened", opened_mb, "MB", at_most=150)
    note("memory above the idle window, after scrolling", above_mb, "MB", at_most=150)

    heart = Heartbeat()
    note("50,000 annotations, usable", open_and_time(program, folders["annotated"]), "s", at_most=0.5)
    heart.take("opening a folder of 50,000")
    note_ms("a turn of the wheel while 50,000 annotations are indexed", scroll_times(view), at_most=16, by="p99")
    heart.forget()
    note("50,000 annotations, indexed after", until_indexed(program), "s")
    heart.take("indexing 50,000 annotations", at_most_ms=PAUSE_LIMIT_MS)
    sorting = []
    for sort in ("jaccard", "predicted", "name"):
        began = time.perf_counter()
        bar = program.window.gallery.filter_bar
        bar._sort.setCurrentIndex(bar._sort.findData(sort))
        settle(0.2)
        sorting.append(time.perf_counter() - began - 0.2)
    note_ms("another order of 50,000 images", sorting)
    open_and_time(program, folders["few"])
    note("50,000 annotations again, usable", open_and_time(program, folders["annotated"]), "s", at_most=0.5)
    note("50,000 annotations again, known from the index after", until_indexed(program), "s")
    note("memory above the idle window with 50,000 annotations", resident_mb() - idle_mb, "MB", at_most=150)

    assert min(opened) < 2.0
    assert statistics.median(many) < 3 * statistics.median(few) + 0.02


def test_the_queue_is_ahead_of_the_person(open_program: Callable[..., Program], samples: Path) -> None:
    """Key to the next image, new and of its own size, with the model's outline on it."""
    for number in range(4):
        for image in sorted(samples.glob("sample_*.jpg")):
            if "again" not in image.name:
                (samples / f"again_{number}_{image.name}").hardlink_to(image)
    program = open_program(samples)
    program.wait_for_image()
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    gc.freeze()
    settle(1.0)
    program.trigger("review.worst_first")
    program.wait_until(lambda: program.session.document is not None and program.session.document.prediction is not None)
    settle(2.0)
    times = []
    for _ in range(15):
        before = program.document
        assert before.prediction is not None
        began = time.perf_counter()
        program.key(Qt.Key.Key_Q)
        while (
            program.session.document is None
            or program.session.document is before
            or program.session.document.prediction is None
        ):
            QApplication.processEvents()
            time.sleep(0.0005)
        QApplication.processEvents()
        times.append(time.perf_counter() - began)
        settle(1.0)
    note_ms("queue: key to the next image with its outline", times)
