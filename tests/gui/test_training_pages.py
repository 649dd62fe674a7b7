"""The pages of the training window, each on its own: every button does what it says, every question may be left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from annotated import annotate, make_folder
from drawn import write_image
from program_driver import click
from PySide6.QtCore import QPointF, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from pytestqt.qtbot import QtBot
from tiny_model import write_tiny_model

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.model_registry import list_models
from isic_desktop.core.run_following import RunNews
from isic_desktop.core.runs import RunSummary
from isic_desktop.core.settings import Settings
from isic_desktop.core.training_check import CheckedData
from isic_desktop.services.run_listing import RunListing
from isic_desktop.services.training_pictures import TrainingPictures
from isic_desktop.services.training_preparation import TrainingPreparation
from isic_desktop.views.curves import Curves, _Pointer
from isic_desktop.views.runs_page import RunsPage
from isic_desktop.views.training_data_page import DataPage
from isic_desktop.views.training_regime_page import RegimePage
from isic_desktop.views.training_watch import WatchPage

Keep = Callable[[Any], Any]
Row = dict[str, float]


def rows(*jaccards: float) -> tuple[Row, ...]:
    return tuple(
        {"epoch": float(number), "train_loss": 0.5 / number, "val_loss": 0.6 / number, "val_jaccard": jaccard,
         "val_dice": jaccard, "val_accuracy": 0.9, "lr": 1e-3, "seconds": 2.0}
        for number, jaccard in enumerate(jaccards, start=1)
    )  # fmt: skip


def test_that_runs_are_watched_resumed_compared_and_deleted_by_their_buttons(
    keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing, pictures = keep(RunListing()), keep(TrainingPictures())
    asked: list[list[Path]] = []
    monkeypatch.setattr(listing, "compare", asked.append)
    page = keep(RunsPage(listing, pictures, can_compare=True))
    frozen = RunSummary(
        tmp_path / "a", "cancelled", {"regime": "frozen"}, rows(0.5, 0.6), has_model=True, can_resume=True
    )
    tuned = RunSummary(tmp_path / "b", "finished", {"regime": "finetune"}, rows(0.7), has_model=True)
    broken = RunSummary(tmp_path / "c", "died", problem="Its settings are damaged.")
    listing.listed.emit([])
    assert "no run yet" in page.note.text()
    listing.listed.emit([frozen, tuned, broken])
    assert "Choose a run" in page.note.text()
    for button in ("runs_watch", "runs_resume", "runs_delete"):
        assert not page.buttons[button].isEnabled()
    done: list[object] = []
    for signal in (page.watch_asked, page.resume_asked, page.compare_asked, page.delete_asked):
        signal.connect(done.append)
    page.choose(["a"])
    for button in ("runs_watch", "runs_resume", "runs_compare", "runs_delete"):
        click(page, button)
    assert done == [frozen, frozen.run, frozen.run, frozen.run]
    listing.listed.emit([frozen, tuned, broken])
    assert [one.name for one in page.chosen] == ["a"], "what is chosen stays chosen"
    page.choose(["c"])
    assert "damaged" in page.note.text()
    click(page, "runs_regimes")
    assert asked == [[frozen.run, tuned.run]]
    assert page.side_by_side.columnCount() == 2
    click(page, "runs_report")
    assert len(asked) == 2
    pair = {"left": "a", "right": "b", "images": 9, "left_wins": 2, "right_wins": 4, "ties": 3}
    listing.compared.emit(tmp_path / "comparison.html", {"pairs": [pair, {**pair, "images": 0}]})
    words = page.note.text().replace("\u200b", "")
    assert "a is better on 2, b on 4, and 3 are equal" in words
    assert "no validation image in common" in words
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(page, "runs_open_report")
    assert [url.toLocalFile() for url in opened] == [str(tmp_path / "comparison.html")]
    listing.failed.emit("The comparison cannot be read.")
    assert "cannot be read" in page.note.text().replace("\u200b", "")


def test_that_sources_of_a_training_are_added_and_taken_out(
    qtbot: QtBot, keep: Keep, tmp_path: Path, chosen: list[str]
) -> None:
    store = AnnotationStore()
    preparation, pictures = keep(TrainingPreparation(store)), keep(TrainingPictures())
    folders = [tmp_path / name for name in ("open", "other", "set")]
    for folder in folders:
        annotate(make_folder(folder, 2, truth_for=1)[0], "accepted")
    (tmp_path / "lesions.csv").write_text("image_id,lesion_id\nimg1,L1\n")
    page = keep(DataPage(preparation, pictures, lambda: folders[0]))

    def sources() -> list[str]:
        qtbot.waitUntil(lambda: "with a mask" in page.counts.text())
        return [page.sources.item(row).text().partition(":")[0] for row in range(page.sources.count())]

    page.refresh()
    page.check()  # as soon as they are gathered
    assert sources() == [f"{tmp_path.name}/open"]
    qtbot.waitUntil(lambda: not page.check_button.isEnabled() or page.data is not None)
    chosen += ["", str(folders[1]), str(folders[1])]
    for _ in range(3):
        click(page, "train_add_folder")
    assert len(sources()) == 2, "left without choosing, and chosen twice"
    chosen += ["", str(folders[2]), "", str(folders[2]), str(folders[2])]
    for _ in range(3):
        click(page, "train_add_base_set")
    page.add_base_set(folders[2], folders[2])
    assert len(sources()) == 3
    chosen += [str(tmp_path / "lesions.csv"), ""]
    click(page, "train_lesions")
    assert "lesions.csv" in page.lesions_button.text()
    click(page, "train_lesions")
    assert page.choice.lesions is None
    sources()
    page.sources.setCurrentRow(-1)
    click(page, "train_remove")
    for left in (2, 1):
        page.sources.setCurrentRow(page.sources.count() - 1)
        click(page, "train_remove")
        assert len(sources()) == left
    page.sources.setCurrentRow(0)
    click(page, "train_remove")
    assert not page.open_box.isChecked()
    assert sources() == []
    page.add_folder(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: page.sources.count() == 1)
    assert "nowhere" in page.sources.item(0).text()
    # Plots of one check make room for those of the next.
    write_image(tmp_path / "plot.png", np.full((40, 60, 3), 90, np.uint8))
    for _ in range(2):
        page._take_checked(CheckedData((), (), (), (), 0, (tmp_path / "plot.png",), "", ""))
        qtbot.waitUntil(lambda: not page._plot_labels[tmp_path / "plot.png"].pixmap().isNull())
    assert page._plots.count() == 2
    preparation.check_failed.emit("The command ended early.")
    assert "could not be checked" in page.verdict.text()


def test_that_pointing_at_a_curve_reads_its_values(qtbot: QtBot, keep: Keep, tmp_path: Path) -> None:
    pictures = keep(TrainingPictures())
    curves = keep(Curves())
    curves.resize(700, 500)
    curves.show_runs({"a": rows(0.5, 0.6), "b": rows(0.7)})
    pictures.plots_ready.connect(curves.make_plots)
    pictures.load_plots()
    qtbot.waitUntil(lambda: curves.is_drawn)
    curves.point_at(2.0)
    assert "a, epoch 2" in curves._read_out.text()
    assert "b, epoch" not in curves._read_out.text()
    assert all(crosshair.isVisible() for crosshair in curves._crosshairs)
    curves.show_runs({"a": rows(0.5, 0.6, 0.65)})
    qtbot.waitUntil(lambda: curves.is_drawn)
    plot = curves._plots["loss"]
    pointer = _Pointer(curves, plot)
    pointer(plot.getPlotItem().sceneBoundingRect().center())
    assert "a, epoch" in curves._read_out.text()
    pointer(QPointF(-100, -100))
    assert not any(crosshair.isVisible() for crosshair in curves._crosshairs)
    curves.point_at(99.0)
    assert "Point at a curve" in curves._read_out.text()


def test_that_a_run_that_is_watched_says_what_is_wrong_and_is_saved_where_one_says(
    keep: Keep, tmp_path: Path, chosen: list[str]
) -> None:
    watch = keep(WatchPage(keep(TrainingPictures()), can_compare=True))
    asked: list[object] = []
    for signal in (watch.resume_asked, watch.compare_asked):
        signal.connect(asked.append)
    watch._resume()
    watch._compare()
    assert asked == []
    run = tmp_path / "one"
    news = RunNews(run, "running", 6, 20, rows=rows(0.7, *(5 * [0.6])), plateau=5, unreadable=3)
    watch.show_news(news)
    assert "has not become better for 5 epochs" in watch.message.text()
    assert "3 lines" in watch.log.toPlainText()
    watch.show_news(news)
    watch.show_news(RunNews(run, "finished", 6, 20, rows=rows(0.7), stopped=True, sample=tmp_path / "no.png"))
    assert "stopped early" in watch.detail.text()
    watch._show_sheet(tmp_path / "another.png", QImage())
    watch._show_sheet(tmp_path / "no.png", QImage())
    assert "cannot be read" in watch.sheet.text()
    watch.show_news(RunNews(run, "failed", 6, 20, message="The disk is full: free some space, then resume."))
    assert "disk is full" in watch.message.text().replace("\u200b", "")
    watch._resume()
    watch._compare()
    assert asked == [run, run]
    chosen += ["", "", str(tmp_path / "figures.csv")]
    watch._ask_png()
    watch._ask_csv()
    watch._ask_csv()
    assert (tmp_path / "figures.csv").is_file()
    assert "figures.csv" in watch.export_note.text()


def test_that_a_training_starts_from_what_is_chosen(
    keep: Keep, tmp_path: Path, chosen: list[str], encoder_weights: Path
) -> None:
    page = keep(RegimePage(keep(TrainingPictures())))
    page.show_models([])
    choice = page.start_from

    def choose(what: object) -> None:
        choice.setCurrentIndex(choice.findData(what))
        choice.activated.emit(choice.currentIndex())

    choose("imagenet")
    assert "photographs" in page.start_note.text()
    assert page.start_name == "ImageNet weights"
    chosen += ["", str(write_tiny_model(tmp_path / "mine.safetensors", side_px=96)), str(tmp_path / "mine.safetensors")]
    choose("file")
    assert choice.currentData() == "imagenet", "left without choosing"
    choose("file")
    assert page.start_name == "mine"
    assert not page.decoder.isEnabled()
    assert page.input_size.currentData() == 96
    choose("file")
    assert [choice.itemText(row) for row in range(choice.count())].count("File mine.safetensors") == 1
    page.start_from_file(encoder_weights)
    assert page.decoder.isEnabled()
    assert "decoder begins anew" in page.start_note.text()
    plan = page.plan("x", (), ())
    assert (plan.init_file, plan.encoder_weights) == (None, str(encoder_weights))
    models = list_models(Settings())
    page.show_models(models)
    assert page.start_name == models[0].name
    choose("imagenet")
    page.start_from_file(models[0].path)
    page.show_models(list_models(Settings()))
    assert page.start_name == models[0].name, "listed anew, what is chosen stays chosen"
    choose("none")
    assert "experiments" in page.start_note.text()
    page.show_models([])
    assert choice.currentData() == "none", "what is chosen stays chosen"
