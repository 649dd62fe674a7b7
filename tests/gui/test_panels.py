"""Pages and panels on their own: every button does what it says, every dialog may be left without choosing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from annotated import annotate, make_folder
from program_driver import click
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.image_listing import list_folder
from isic_desktop.core.image_table import Range, ViewQuery
from isic_desktop.core.isic2016 import Fetched, Progress
from isic_desktop.core.model_registry import list_models
from isic_desktop.core.settings import Settings
from isic_desktop.services.fetching import DatasetFetching
from isic_desktop.services.indexing import Indexing
from isic_desktop.services.thumbnails import Thumbnail, ThumbnailService
from isic_desktop.views import gallery_model
from isic_desktop.views.fetch_dialog import FetchDialog
from isic_desktop.views.filter_bar import FilterBar
from isic_desktop.views.gallery_model import GalleryModel
from isic_desktop.views.help_window import HelpWindow
from isic_desktop.views.models_dialog import ModelsDialog

Keep = Callable[[Any], Any]
Row = dict[str, float]


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
    assert told(2).splitlines()[0] == str(images[2])
    assert len(told(2).splitlines()) == 2, "its place and its state, and nothing that is not known"
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
