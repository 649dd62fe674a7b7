"""Takes a picture of every window, dialog, panel and state, for looking at: `make pictures`.

One run shows one theme, language and size of letters; the density is Qt's (`QT_SCALE_FACTOR=2`). With `--all` it starts
itself for every combination that is looked at before a release. It fails where a class of windows has no picture, and
lists in `faults.txt` what cannot be read in full or does not fit a screen of 1366×768.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
_HOME = Path(tempfile.mkdtemp(prefix="isic-desktop-pictures-"))
os.environ["ISIC_DESKTOP_HOME"] = str(_HOME)

from album import Album, SlowServer, drawn_pairs, photos, window_classes
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QKeySequenceEdit,
    QLineEdit,
    QMessageBox,
    QToolButton,
)

from isic_desktop import app
from isic_desktop.core import places
from isic_desktop.core.isic2016 import Fetched
from isic_desktop.services.indexing import Indexing
from isic_desktop.views.batchbench import BatchBench
from isic_desktop.views.canvas_layers import ViewMode
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.dialogs import ask_about_unsaved
from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.gatebench import GateBench
from isic_desktop.views.handover_dialog import HandoverDialog
from isic_desktop.views.trainbench import TrainBench
from isic_desktop.views.workbench import Workbench

LOOKS = [
    (f"{language}_{theme}_{density}_{percent}", theme, language, density, percent)
    for language, theme, density, percent in (
        ("en", "light", "1", 100), ("en", "dark", "1", 100), ("en", "light", "1.5", 100), ("en", "dark", "1.5", 100),
        ("en", "light", "2", 100), ("en", "dark", "2", 100), ("de", "light", "1", 100), ("de", "dark", "1", 150),
        ("de", "light", "1.5", 150), ("en", "light", "1", 200),
    )
]  # fmt: skip
"""Folder, theme, language, density and size of letters of what is looked at."""


def begin(album: Album) -> None:
    """The start page and the tour."""
    window, first = album.window, album.window.findChild(FirstBench)
    album.wait(lambda: "…" not in window.model_label.text() or "loading" not in window.model_label.text())
    album.take("start")
    here, gone = album.home / "derm 2016", album.home / "usb stick" / "clinic"
    here.mkdir()
    window.start_page.show_recent(((here, True), (gone, False)))
    album.take("start_recent")
    first.tour.start()
    album.take("tour_1")
    album.do("file.open_samples")
    album.wait(lambda: window.canvas.has_image)
    album.settle(0.5)
    album.take("tour_2")
    album.do("image.segment")
    album.wait(lambda: first.tour.step is not None and first.tour.step.id == "correct")
    album.settle(1.0)
    album.take("tour_3")
    album.drag((250, 430), (290, 520), (330, 590))
    album.take("tour_4")
    album.do("annotation.save")
    album.wait(lambda: first.tour.step is None)
    album.take("tour_end")
    first.tour.stop()


def look(album: Album) -> None:
    """Ways of looking, tools, side panels."""
    window = album.window
    album.take("window")
    for mode in ViewMode:
        window.view_panel.set_mode(mode)
        album.take(f"view_{mode.name.lower()}", window.canvas)
    window.view_panel.set_mode(ViewMode.FILL)
    for action_id in ("view.loupe", "view.contrast", "view.hairless", "view.truth_instead"):
        album.do(action_id)
        album.settle(1.0)
        album.take(action_id.replace(".", "_"), window.canvas)
        album.do("view.as_taken" if action_id in ("view.contrast", "view.hairless") else action_id)
    for action_id in ("tool.eraser", "tool.lasso", "tool.polygon", "tool.wand", "tool.refine", "tool.pull"):
        album.do(action_id)
        album.take(action_id.replace(".", "_"))
    album.do("tool.revert")
    album.do("edit.history")
    album.drag((300, 300), (420, 420), (300, 420))
    album.take("tool_revert_history")
    album.do("edit.history")
    album.do("tool.ruler")
    album.drag((985, 54), (985, 593))
    album.settle(1.0)
    album.take("ruler_asks")
    album.press("ruler.image")
    album.settle(1.5)
    album.take("read_outs_mm")
    album.do("tool.brush")
    album.do("view.compare")
    album.take("compare")
    album.do("view.compare")
    for title, menu in window.menus.items():
        menu.popup(window.mapToGlobal(window.rect().center()))
        album.take(f"menu_{title.lower()}", menu)
        menu.hide()


def folder(album: Album) -> None:
    """Gallery, filter, review, what is told over and instead of the image."""
    window, workbench = album.window, album.window.findChild(Workbench)
    empty = album.home / "empty"
    empty.mkdir()
    workbench.open(empty)
    album.settle(1.0)
    album.take("folder_empty")
    workbench.open(album.home / "gone")
    album.settle(1.0)
    album.take("folder_gone")
    window.banner.clear()
    workbench.open(photos(album.home))
    album.wait(lambda: window.canvas.has_image and len(window.gallery.model.listing) == 8)
    indexing = window.findChild(Indexing)
    album.wait(lambda: not indexing.busy)
    window.gallery.go_to(6)
    album.wait(lambda: window.message_page.isVisible() and "07" in window.message_page.text)
    album.take("image_damaged")
    window.show_message(window.windowTitle())
    window.gallery.go_to(0)
    album.wait(lambda: window.canvas.has_image and window.canvas.isVisible())
    album.do("image.segment")
    album.wait(lambda: not workbench.segmentation.busy)
    album.drag((300, 300), (420, 420))
    album.do("image.segment")
    album.wait(lambda: not workbench.segmentation.busy and not window.banner.isHidden())
    album.take("banner_prediction")
    sentence = "The disk is full: annotations/sample_01_network_Segmentation.png. Make room and try again."
    workbench.session.save_failed.emit(photos(album.home) / "sample_01_network.jpg", sentence, False)
    album.take("banner_not_saved")
    window.banner.clear()
    workbench.session.recovery.found.emit((Path("sample_02_many_colours.jpg"), Path("sample_04_pale.jpg")))
    album.take("banner_recovery")
    window.resize(1024, 700)
    album.take("banner_narrow")
    window.resize(1280, 800)
    window.banner.clear()
    window.findChild(ComfortBench).tell_of_last_crash("")
    album.take("banner_crash")
    window.banner.clear()
    more = window.findChild(QToolButton, "filter_more")
    more.setChecked(True)
    album.take("filter")
    search = window.findChild(QLineEdit, "filter_text")
    search.setText("no such name")
    album.settle(0.6)
    album.take("filter_no_image")
    search.clear()
    more.setChecked(False)
    album.do("gallery.grid")
    album.settle(1.0)
    album.take("grid")
    album.do("gallery.grid")
    album.do("review.worst_first")
    album.settle(1.0)
    album.take("review")
    window.resize(1024, 700)
    album.take("review_narrow")
    window.resize(1280, 800)
    for _ in range(6):
        album.do("annotation.accept")
        album.wait(lambda: not workbench.segmentation.busy)
        album.settle(0.3)
    album.take("review_on")
    album.do("review.worst_first")
    window.banner.clear()
    window.gallery.go_to(1)
    album.wait(lambda: window.canvas.has_image and window.canvas.isVisible())


def comfort(album: Album) -> None:
    """Preferences, keys, help, about, getting images, what is told of faults."""
    window, bench, first = album.window, album.window.findChild(ComfortBench), album.window.findChild(FirstBench)
    album.take_tabs("preferences", bench.show_preferences())
    keys = bench.show_shortcuts()
    album.take("shortcuts", keys)
    keys.choose("tool.brush")
    keys.findChild(QKeySequenceEdit).setKeySequence(QKeySequence("E"))
    album.press("shortcut_set", keys)
    album.take("shortcuts_taken", keys)
    keys.findChild(QLineEdit).setText("zoom")
    album.take("shortcuts_search", keys)
    about = bench.show_about()
    album.take_tabs("about", about)
    album.press("copy_diagnostics", about)
    album.take("about_copied", about)
    guide = bench.show_guide()
    album.take("help", guide)
    guide.findChild(QLineEdit, "guide_search").setText("GPU")
    album.take("help_search", guide)
    guide.contents.setCurrentRow(guide.contents.count() - 4)
    album.take("help_end", guide)
    bench.show_crash("RuntimeError: an example of what a report looks like")
    album.take("crash", bench._open["crash"])
    server = SlowServer()
    first.fetching.base_url = server.url
    fetch = first.show_fetching()
    album.take("fetch", fetch)
    fetch._folder = album.home / "ISIC 2016"
    album.press("fetch_start", fetch)
    album.wait(lambda: "MB" in fetch.told.text())
    album.take("fetch_going", fetch)
    album.press("fetch_start", fetch)
    album.take("fetch_stopped", fetch)
    server.stop()
    first.fetching.failed.emit("The server of the challenge cannot be reached. Look at the network and go on later.")
    album.take("fetch_failed", fetch)
    first.fetching.fetched.emit(Fetched((album.home,), 1279))
    album.take("fetch_done", fetch)
    for dialog in (keys, about, guide, bench._open["crash"], fetch, bench.show_preferences()):
        dialog.close()
    album.take_question("not_saved", lambda: ask_about_unsaved(window, [Path("a.jpg"), Path("b.jpg")]))


def hand_over(album: Album) -> None:
    """Export, import, check, and a folder that is segmented."""
    window = album.window
    masks = album.home / "handed over"
    for name in ("export", "import", "validate"):
        album.do(f"file.{name}")
        dialog = window.findChild(HandoverDialog, f"{name}_dialog")
        album.take(name, dialog)
        if name == "export":
            for place in range(dialog.format.count()):
                dialog.format.setCurrentIndex(place)
                if dialog.form_chosen.value in ("yolo", "coco"):
                    album.take(f"export_{dialog.form_chosen.value}", dialog)
            dialog.format.setCurrentIndex(0)
            dialog.target.line.setText(str(masks))
        elif name == "import":
            dialog.source.line.setText(str(masks))
        for again in ("", "_again"):
            dialog.run_button.click()
            album.wait(lambda dialog=dialog: not dialog.busy)
            dialog._notes.setCurrentIndex(dialog._notes.model().index(0, 0))
            album.take(f"{name}_done{again}", dialog)
        dialog.hide()
    batch = window.findChild(BatchBench)
    batch.open_dialog()
    dialog = batch.dialog
    album.wait(lambda: dialog.start_button.isEnabled())
    album.take("batch", dialog)
    dialog.start_button.click()
    album.take("batch_loading", dialog)
    album.wait(lambda: dialog.bar.maximum() > 0)
    dialog.pause_button.click()
    album.settle(0.5)
    album.take("batch_paused_or_done", dialog)
    album.take("window_batch")
    if dialog.pause_button.isVisible():
        dialog.pause_button.click()
    album.wait(lambda: not batch._service.running)
    album.take("batch_done", dialog)
    dialog.hide()


def models(album: Album) -> None:
    """The list of models, and the comparison of two."""
    bench = album.window.findChild(GateBench)
    bench.manage()
    dialog = bench.models_dialog
    album.wait(lambda: dialog.list.count() > 1)
    dialog.select("transpose-128")
    album.take("models", dialog)
    hostile = album.home / "model.safetensors"
    hostile.write_bytes(b"\x80\x04K\x01.")
    dialog.import_wanted.emit(hostile)
    album.wait(lambda: not dialog.banner.isHidden())
    album.take("models_refused", dialog)
    bench.repredict()
    album.settle(0.3)
    album.take("models_predicting", dialog)
    album.wait(lambda: not bench.repredicting.busy)
    album.take("models_predicted", dialog)
    dialog.banner.clear()
    bench.open_for_model("transpose-128")
    album.take("gate_begins", bench.dialog)
    album.wait(lambda: not bench.gate.busy)
    album.settle(1.5)
    album.take("gate_too_few", bench.dialog)
    bench.dialog.everything.setChecked(True)
    bench.dialog.asked.emit(True)
    album.settle(0.3)
    bench.dialog.cancel_button.click()
    album.take("gate_cancelled", bench.dialog)
    bench.dialog.close()
    dialog.close()


def training(album: Album) -> None:
    """The training window from an empty list of runs to two runs over each other."""
    bench = album.window.findChild(TrainBench)
    album.do("train.runs")
    album.settle(1.0)
    window = bench.training_window
    album.take("train_no_run", window)
    window.tabs.setCurrentWidget(window.watch)
    album.take("train_watch_none", window)
    for regime in ("frozen", "finetune"):
        window.hide()
        album.do("train.new")
        album.wait(window.isVisible)
        new, first = window.new, regime == "frozen"
        data, page = new.data_page, new.regime_page
        album.wait(lambda page=page: page.start_from.count() > 0)
        if first:
            album.settle(1.0)
            album.take("train_data", window)
            data.add_base_set(*drawn_pairs(album.home))
            album.settle(1.0)
        album.wait(lambda data=data: data.sources.count() > 1)
        data.check()
        album.wait(lambda data=data: data.data is not None)
        album.settle(1.0)
        if first:
            album.take("train_data_checked", window)
        album.press("train_next", window)
        (page.frozen if first else page.finetune).setChecked(True)
        page.input_size.setCurrentIndex(page.input_size.findData(96))
        page.epochs.setValue(3)
        album.settle(2.0)
        if first:
            album.take("train_regime", window)
        album.press("train_next", window)
        if first:
            album.take("train_measuring", window)
        album.wait(new.again.isEnabled)
        if first:
            album.take("train_start", window)
        album.press("train_start", window)
        service = bench.service
        if first:
            album.settle(0.5)
            album.take("train_getting_ready", window)
        album.wait(
            lambda service=service, regime=regime: (
                service.latest is not None and service.latest.name.startswith(regime) and service.latest.epoch >= 2
            )
        )
        if first:
            album.take("train_watch", window)
            album.take("window_training")
            bench.ask_cancel()
            box = window.findChild(QMessageBox)
            album.take("train_question", box)
            box.close()
            album.window.close()
            album.take("train_closing", bench._asking)
            bench._asking.close()
        album.wait(lambda service=service: not service.is_training)
    album.settle(1.0)
    album.take("train_ended", window)
    album.do("train.runs")
    album.wait(lambda: window.runs.table.rowCount() == 2 and window.runs.curves.is_ready)
    album.take("train_runs", window)
    window.runs.buttons["runs_regimes"].click()
    album.wait(window.runs.buttons["runs_open_report"].isVisible)
    album.take("train_runs_compared", window)
    window.hide()


PARTS: tuple[Callable[[Album], None], ...] = (begin, look, folder, comfort, hand_over, models, training)


def take_all(out: Path, theme: str, language: str, percent: int, parts: list[str]) -> int:
    """Take the pictures of one look; the exit code is 1 if a class of windows has none."""
    settings = places.settings_file()
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"theme": theme, "language": language, "font_percent": percent}), encoding="utf-8")
    window = app.start([])
    window.resize(1280, 800)
    album = Album(window, _HOME, out)
    for part in PARTS:
        if not parts or part.__name__ in parts:
            part(album)
    window.close()
    QApplication.processEvents()
    (out / "faults.txt").write_text("".join(f"{line}\n" for line in album.faults), encoding="utf-8")
    shutil.rmtree(_HOME, ignore_errors=True)
    missing = sorted(kind.__name__ for kind in window_classes() - album.kinds) if not parts else []
    sys.stderr.write(f"{out}: {len(album.faults)} faults\n" + "".join(f"no picture of {name}\n" for name in missing))
    return 1 if missing else 0


def main() -> int:
    """Read the arguments, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    parser.add_argument("--language", default="en")
    parser.add_argument("--letters", type=int, default=100, help="size of letters, percent")
    parser.add_argument("--part", action="append", default=[], choices=[part.__name__ for part in PARTS])
    parser.add_argument("--all", action="store_true", help="all looks, a folder each")
    wish = parser.parse_args()
    if not wish.all:
        return take_all(wish.out, wish.theme, wish.language, wish.letters, wish.part)
    failed = 0
    for folder_name, theme, language, density, percent in LOOKS:
        command = [sys.executable, __file__, str(wish.out / folder_name), "--theme", theme, "--language", language]
        command += ["--letters", str(percent), *(word for part in wish.part for word in ("--part", part))]
        surroundings = {**os.environ, "QT_SCALE_FACTOR": density}
        failed |= subprocess.run(command, env=surroundings, check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
