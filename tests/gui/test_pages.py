"""Pages and panels on their own: every button does what it says, every dialog may be left without choosing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from annotated import annotate, make_folder
from drawn import write_image
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tiny_model import write_tiny_model

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.image_listing import list_folder
from isic_desktop.core.image_table import Range, ViewQuery
from isic_desktop.core.isic2016 import Fetched, Progress
from isic_desktop.core.model_registry import list_models
from isic_desktop.core.run_following import RunNews
from isic_desktop.core.runs import RunSummary
from isic_desktop.core.settings import Settings
from isic_desktop.core.training_check import CheckedData
from isic_desktop.services.fetching import DatasetFetching
from isic_desktop.services.indexing import Indexing
from isic_desktop.services.run_listing import RunListing
from isic_desktop.services.thumbnails import Thumbnail, ThumbnailService
from isic_desktop.services.training_pictures import TrainingPictures
from isic_desktop.services.training_preparation import TrainingPreparation
from isic_desktop.views import gallery_model
from isic_desktop.views.curves import Curves, _Pointer
from isic_desktop.views.fetch_dialog import FetchDialog
from isic_desktop.views.filter_bar import FilterBar
from isic_desktop.views.gallery_model import GalleryModel
from isic_desktop.views.help_window import HelpWindow
from isic_desktop.views.models_dialog import ModelsDialog
from isic_desktop.views.runs_page import RunsPage
from isic_desktop.views.training_data_page import DataPage
from isic_desktop.views.training_regime_page import RegimePage
from isic_desktop.views.training_watch import WatchPage

Keep = Callable[[Any], Any]
Row = dict[str, float]


@pytest.fixture
def keep(qtbot: QtBot) -> Iterator[Keep]:
    """Ends the services it is given when the test is over, and closes the widgets."""
    services: list[Any] = []

    def kept(thing: Any) -> Any:
        if isinstance(thing, QWidget):
            qtbot.addWidget(thing)
            thing.show()
        else:
            services.append(thing)
        return thing

    yield kept
    for service in services:
        service.stop()


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person chooses in the next file dialogs; nothing is left without choosing."""
    answers: list[str] = []
    for name in ("getExistingDirectory", "getOpenFileName", "getSaveFileName"):
        both = name != "getExistingDirectory"

        def answer(*_words: object, both: bool = both) -> object:
            text = answers.pop(0)
            return (text, "") if both else text

        monkeypatch.setattr(QFileDialog, name, answer)
    return answers


def click(page: QWidget, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    button.click()


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


def test_that_a_download_is_begun_stopped_gone_on_with_and_opened(
    keep: Keep, tmp_path: Path, chosen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetching = keep(DatasetFetching("http://127.0.0.1:9/"))
    begun: list[Path] = []

    def start(folder: Path) -> None:
        begun.append(folder)
        fetching.busy = True

    monkeypatch.setattr(fetching, "start", start)
    dialog = keep(FetchDialog(fetching, tmp_path))
    chosen += ["", str(tmp_path / "data")]
    click(dialog, "fetch_choose")
    click(dialog, "fetch_choose")
    fetching.progressed.emit(Progress("download", "x.zip", 5, 10))
    assert "5" not in dialog.told.text(), "nobody waits for it"
    click(dialog, "fetch_start")
    assert begun == [tmp_path / "data" / "ISIC 2016"]
    fetching.progressed.emit(Progress("download", "x.zip", 5_000_000, 10_000_000))
    assert "5 of 10 MB" in dialog.told.text()
    fetching.progressed.emit(Progress("check", "", 3, 9))
    assert "3 of 9" in dialog.told.text()
    fetching.progressed.emit(Progress("sizes", "", 0, 0))
    assert "3 of 9" in dialog.told.text()
    click(dialog, "fetch_start")
    assert "Stopped" in dialog.told.text()
    assert not fetching.busy
    opened: list[Path] = []
    dialog.open_folder.connect(opened.append)
    dialog._tell_open()
    fetching.fetched.emit(Fetched((tmp_path / "train", tmp_path / "test"), 1279))
    assert "1279" in dialog.told.text().replace(",", "").replace("\u202f", "")
    click(dialog, "fetch_open")
    assert opened == [tmp_path / "train"]
    fetching.failed.emit("There is not enough room.")
    assert "enough room" in dialog.told.text().replace("\u200b", "")


def test_that_a_view_chosen_elsewhere_is_shown_in_every_field(keep: Keep) -> None:
    bar = keep(FilterBar())
    told: list[ViewQuery] = []
    saved: list[tuple[str, ViewQuery]] = []
    removed: list[str] = []
    bar.query_changed.connect(told.append)
    bar.view_saved.connect(lambda name, query: saved.append((name, query)))
    bar.view_removed.connect(removed.append)
    day = 86_400.0
    query = ViewQuery(text="mel", date=Range(20_000 * day, 20_010 * day), model="skip-256", descending=True)
    bar.show_query(query)
    assert bar.findChild(QComboBox, "filter_model").currentData() == "skip-256"
    assert told == []
    bar._take()
    assert told[-1].date.low is not None
    assert told[-1].model == "skip-256"
    bar.show_query(ViewQuery())
    bar.show_views({"melanoma": query})
    view = bar.findChild(QComboBox, "saved_view")
    for name, count in (("unknown", 0), ("melanoma", 1)):
        view.setEditText(name)
        before = len(told)
        bar._use_view()
        assert len(told) == before + count
    view.setEditText("")
    bar._save_view()
    assert saved == []
    view.setEditText("mine")
    bar._save_view()
    assert [name for name, _query in saved] == ["mine"]
    bar._remove_view()
    assert removed == []
    view.setEditText("melanoma")
    bar._remove_view()
    assert removed == ["melanoma"]
    left: list[bool] = []
    bar.left.connect(lambda: left.append(True))
    QTest.keyClick(bar, Qt.Key.Key_A)
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert left == [True]


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


def test_that_the_gallery_describes_an_image_and_keeps_few_pictures(
    qtbot: QtBot, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = AnnotationStore()
    images = make_folder(tmp_path / "images", 4, truth_for=1)
    annotate(images[0], "corrected", predicted_jaccard=0.8)
    annotate(images[1], "predicted", predicted_jaccard=0.75)
    thumbnails = keep(ThumbnailService(store))
    model = GalleryModel(thumbnails)
    listing = list_folder(tmp_path / "images")
    model.show(listing)
    indexing = keep(Indexing(store))
    indexing.known.connect(model.merge)
    indexing.open(listing, None)
    qtbot.waitUntil(lambda: not indexing.busy)

    def told(row: int) -> str:
        return str(model.data(model.index(row), Qt.ItemDataRole.ToolTipRole))

    assert "IoU 1.000" in told(0)
    assert "Lesion" in told(0)
    assert "Predicted IoU 0.750" in told(1)
    assert "Model skip-256" in told(1)
    assert told(2).splitlines() == [str(images[2]), "Not yet segmented"] or len(told(2).splitlines()) == 2
    assert model.data(model.index(0), Qt.ItemDataRole.FontRole) is None
    assert model.data(model.createIndex(99, 0)) is None
    monkeypatch.setattr(gallery_model, "_BUDGET_BYTES", 1)
    for image in images[:2]:
        thumbnails.made.emit(Thumbnail(image, QImage(40, 30, QImage.Format.Format_RGB888), "new"))
    assert model.thumbnail_of(images[0]) is None
    assert model.thumbnail_of(images[1]) is not None
    thumbnails.made.emit(Thumbnail(images[3], QImage(), "new", "The image file is damaged."))
    assert told(3) == "The image file is damaged."
    thumbnails.made.emit(Thumbnail(tmp_path / "elsewhere.jpg", QImage(), "new"))
    model.note(tmp_path / "elsewhere.jpg", "accepted", 0.5)
    model.merge(SimpleNamespace(listing=SimpleNamespace(names=())))  # type: ignore[arg-type]
    assert model.state_of(images[0]) == "corrected"
    model.note(images[0], "accepted", 0.5)
    assert "IoU 0.500" in told(0)


def test_that_a_model_that_cannot_be_used_says_so_and_is_not_exported(keep: Keep, program_home: Path) -> None:
    models = program_home / "models"
    models.mkdir(parents=True)
    (models / "broken.safetensors").write_bytes(b"no model")
    entries = list_models(Settings())
    dialog = keep(ModelsDialog())
    asked: list[object] = []
    for signal in (dialog.use_wanted, dialog.compare_wanted, dialog.delete_wanted):
        signal.connect(asked.append)
    dialog.rename_wanted.connect(lambda *words: asked.append(words))
    dialog._use()
    dialog._compare()
    dialog._delete()
    dialog._rename()
    dialog._choose_export()
    assert asked == []
    dialog.show_models(entries, {})
    names = [entry.name for entry in entries]
    dialog.list.setCurrentRow(names.index("broken"))
    assert "cannot be used" in dialog.list.item(names.index("broken")).text()
    assert str(entries[names.index("broken")].error).split(":")[0] in dialog.facts.text().replace("\u200b", "")
    assert not dialog.export_button.isEnabled()
    (models / "broken.safetensors").unlink()
    dialog._show_details()
    assert "gone" in dialog.facts.text()
    dialog._rename()
    dialog._compare()
    dialog._delete()
    assert asked == ["broken", "broken"]
    dialog.list.setCurrentRow(next(row for row, entry in enumerate(entries) if not entry.error))
    dialog._choose_export()
    chooser = dialog.findChild(QFileDialog, "models_export_chooser")
    assert chooser is not None
    chooser.reject()


def test_that_the_guide_follows_links_and_loads_nothing_but_its_pictures(
    keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = keep(HelpWindow())
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    guide._follow(QUrl("https://challenge.isic-archive.com"))
    assert opened == ["https://challenge.isic-archive.com"]
    heading = guide.contents.item(3).text()
    guide._follow(QUrl("#" + heading.replace(" ", "-")))
    assert guide.contents.currentItem().text() == heading
    assert len(opened) == 1
    assert not guide.go_to_heading("no heading says this")
    guide.search.setText("lesion")
    assert "places" in guide._hits.text()
    guide.search.setText("")
    assert guide._hits.text() == ""
    kind = QTextDocument.ResourceType.ImageResource.value
    assert guide.page.loadResource(kind, QUrl("file:///etc/passwd")) is None
    assert guide.page.loadResource(QTextDocument.ResourceType.HtmlResource.value, QUrl("start.png")) is None
