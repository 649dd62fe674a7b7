"""Training through the real window, with real child processes on tiny drawn images."""

from __future__ import annotations

import csv
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask
from program_driver import Program
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from training_driver import FREE, HELD, Trainer, annotated

# Real trainings, which give way to everything else.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def trained_on(tmp_path: Path) -> Path:
    return annotated(tmp_path / "photos", [*FREE[:6], HELD[0]])


def test_that_what_a_person_accepts_is_trained_on_and_watched_to_the_model(
    open_program: Callable[..., Program], tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, name in enumerate([*FREE[:4], HELD[0]]):
        write_image(folder / f"{name}.png", draw_lesion(64, 64, (20 + 6 * number, 40 - 5 * number)))
    program = open_program(folder)
    program.wait_for_image()
    for number in range(5):
        program.canvas.set_brush_size(14)
        program.stroke((20 + 6 * number, 34 - 5 * number), (20 + 6 * number, 46 - 5 * number))
        before = program.session.current_path
        program.trigger("annotation.accept")
        if number < 4:
            program.wait_until(lambda before=before: program.session.current_path != before)
            program.wait_for_image()
    trainer = Trainer(program)
    finished: list[Path] = []
    trainer.bench.service.run_finished.connect(finished.append)
    status = program.window.findChild(QWidget, "status_training")
    shown: list[tuple[str, bool]] = []
    trainer.bench.service.news.connect(lambda news: shown.append((news.phase, status.isVisible())))
    trainer.start("frozen", 2)
    window = trainer.window
    assert "4 images to train and validate on, 1 held out" in window.new.data_page.verdict.text()
    assert window.tabs.currentWidget() is window.watch
    trainer.wait_for_end()
    assert ("running", True) in shown
    assert shown[-1] == ("finished", False)
    (run,) = finished
    assert (run / "best.safetensors").is_file()
    news = trainer.bench.service.latest
    assert news is not None
    assert (news.phase, len(news.rows), news.train + news.val) == ("finished", 2, 4)
    assert "is trained" in window.watch.headline.text()
    assert "has ended" in program.window.banner.text
    # The curves have filled, and what is saved of them is what the run wrote.
    program.wait_until(lambda: window.watch.curves.is_drawn)
    curves = window.watch.curves
    line = curves._lines[(run.name, "jaccard", "val")]
    assert list(line.getData()[0]) == [1, 2]
    assert list(line.getData()[1]) == [row["val_jaccard"] for row in news.rows]
    window.watch.export(tmp_path / "curves.csv")
    window.watch.export(tmp_path / "curves.png")
    with (tmp_path / "curves.csv").open() as file:
        saved = list(csv.DictReader(file))
    assert [float(row["val_jaccard"]) for row in saved] == [row["val_jaccard"] for row in news.rows]
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
    trainer.wait_until(lambda: not window.watch.sheet.pixmap().isNull())
    with (run / "split.csv").open() as file:
        assert HELD[0] not in {row["id"] for row in csv.DictReader(file)}


# The short version, without the window, is tests/unit/services/test_training_service.py.
@pytest.mark.long
def test_that_one_run_is_stopped_another_killed_and_resumed_and_both_compared(
    open_program: Callable[..., Program], trained_on: Path
) -> None:
    program = open_program(trained_on)
    program.wait_for_image()
    trainer = Trainer(program)
    trainer.start("frozen", 1000)
    trainer.wait_for_epoch(1)
    trainer.click("watch_stop")
    trainer.wait_for_end()
    assert trainer.bench.service.latest is not None
    assert trainer.bench.service.latest.stopped
    assert "stopped early" in trainer.window.watch.detail.text()

    trainer.start("finetune", 1000)
    trainer.wait_for_epoch(1)
    run = trainer.bench.service.latest.run
    os.kill(json.loads((run / "process.json").read_text())["pid"], signal.SIGKILL)
    trainer.wait_for_end()
    assert "ended unexpectedly" in trainer.window.watch.headline.text()
    assert "last finished epoch is kept" in trainer.window.watch.message.text()
    done = trainer.bench.service.latest.epoch
    trainer.click("watch_resume")
    program.wait_until(lambda: trainer.bench.service.is_training)
    trainer.wait_for_epoch(done + 1)
    trainer.click("watch_stop")
    trainer.wait_for_end()

    program.trigger("train.runs")
    runs = trainer.window.runs
    program.wait_until(lambda: runs.table.rowCount() == 2)
    program.wait_until(lambda: runs.table.item(0, 1).text() == "trained")
    trainer.click("runs_regimes")
    assert len(runs.chosen) == 2
    assert runs.side_by_side.columnCount() == 2
    trainer.wait_until(lambda: runs.buttons["runs_open_report"].isVisible())
    assert "validation images of both" in runs.note.text()


def test_that_closing_asks_and_the_training_is_found_again(
    open_program: Callable[..., Program], trained_on: Path
) -> None:
    program = open_program(trained_on)
    program.wait_for_image()
    trainer = Trainer(program)
    trainer.start("finetune", 10_000)
    trainer.wait_for_epoch(1)
    run = trainer.bench.service.latest.run
    program.window.close()
    trainer.answer("Do not close", program.window)
    assert program.window.isVisible()
    program.window.close()
    trainer.answer("Keep training in the background", program.window)
    program.wait_until(lambda: not program.window.isVisible())
    process = json.loads((run / "process.json").read_text())["pid"]
    os.kill(process, 0)

    later = open_program(trained_on)
    later.wait_for_image()
    found = Trainer(later)
    found.wait_until(lambda: found.bench.service.is_training and found.bench.service.latest.epoch >= 2)
    assert found.bench.service.latest.run == run
    later.trigger("train.watch")
    found.click("watch_cancel")
    found.answer("Go on training")
    assert found.bench.service.is_training
    later.window.close()
    found.answer("Discard the training", later.window)
    found.wait_until(lambda: not later.window.isVisible())
    assert not run.exists()


def test_that_a_training_without_images_is_refused_with_the_next_step(
    open_program: Callable[..., Program], small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    trainer = Trainer(program)
    trainer.open()
    trainer.click("train_next")
    page = trainer.window.new.data_page
    trainer.wait_until(lambda: page.data is not None)
    assert "There is no image to train on" in page.verdict.text()
    assert "Accept annotations (Q)" in page.verdict.text()
    assert not trainer.window.new.next_button.isEnabled()
    # A set with ground truth is the other way out.
    masks = small_folder.parent / "masks"
    masks.mkdir()
    for image in small_folder.glob("*.jpg"):
        write_mask(masks / f"{image.stem}_Segmentation.png", np.eye(120, 160, dtype=bool))
    page.add_base_set(small_folder, masks)
    program.wait_until(lambda: "3 images" in page.counts.text())
    assert trainer.window.new.next_button.isEnabled()


@pytest.mark.parametrize(
    ("names", "empty", "word"), [(FREE[:1], False, "at least two"), (FREE[:2], True, "masks are empty")]
)
def test_that_a_training_that_can_learn_nothing_is_refused(
    open_program: Callable[..., Program], tmp_path: Path, names: list[str], empty: bool, word: str
) -> None:
    program = open_program(annotated(tmp_path / "photos", names, empty=empty))
    program.wait_for_image()
    trainer = Trainer(program)
    trainer.open()
    trainer.click("train_next")
    page = trainer.window.new.data_page
    trainer.wait_until(lambda: page.data is not None)
    assert word in page.verdict.text()
    assert not trainer.window.new.next_button.isEnabled()


def test_that_a_problem_is_listed_left_out_and_its_image_shown(
    open_program: Callable[..., Program], tmp_path: Path
) -> None:
    folder = annotated(tmp_path / "photos", FREE[:4])
    mask = folder / "annotations" / f"{FREE[2]}_Segmentation.png"
    write_mask(mask, np.ones((10, 10), bool))
    program = open_program(folder)
    program.wait_for_image(f"{FREE[0]}.png")
    trainer = Trainer(program)
    trainer.open()
    trainer.click("train_check")
    page = trainer.window.new.data_page
    trainer.wait_until(lambda: page.data is not None)
    assert "3 images to train and validate on, 0 held out, 1 left out" in page.verdict.text()
    texts = [page.problems.item(row).text() for row in range(page.problems.count())]
    (row,) = [number for number, text in enumerate(texts) if "another size" in text and FREE[2] in text]
    page.problems.setCurrentRow(row)
    trainer.click("train_show_image")
    program.wait_until(lambda: program.session.current_path == folder / f"{FREE[2]}.png")


def test_that_the_tabs_of_a_closed_program_report_to_nobody(
    open_program: Callable[..., Program], trained_on: Path, qtbot: QtBot
) -> None:
    program = open_program(trained_on)
    program.wait_for_image()
    trainer = Trainer(program)
    trainer.open()
    window, tabs = trainer.window, trainer.window.tabs
    program.window.close()
    vars(window).clear()  # as the collector of garbage does, before Qt destroys the pages
    with qtbot.capture_exceptions() as raised:
        tabs.setCurrentIndex(2)
    assert raised == []
