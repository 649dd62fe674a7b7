"""Everyday comfort: what was chosen stays chosen, keys can be changed, the log names nobody, a crash costs nothing."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn import draw_lesion, write_image
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
)

from isic_desktop.core import places
from isic_desktop.core.program_log import RedactingFormatter, log_to
from isic_desktop.core.run_following import RunNews
from isic_desktop.core.settings import Settings
from isic_desktop.services.crash_guard import CrashGuard
from isic_desktop.services.training import TrainingService
from isic_desktop.views.canvas_layers import ViewMode
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.help_window import HelpWindow
from isic_desktop.views.palette import LAYERS
from isic_desktop.views.shortcuts_editor import ShortcutsDialog

OpenProgram = Callable[..., Program]


def comfort_of(program: Program) -> ComfortBench:
    bench = program.window.findChild(ComfortBench)
    assert bench is not None
    return bench


def test_that_the_next_start_is_where_the_last_one_ended(open_program: OpenProgram, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.window.gallery.step(1)
    program.wait_for_image("img2.jpg")
    program.trigger("tool.lasso")
    program.window.view_panel.set_mode(ViewMode.OUTLINE)
    program.window.actions_by_id["view.truth"].setChecked(False)
    program.trigger("edit.history")
    program.window.close()

    again = open_program()
    again.wait_for_image("img2.jpg")
    assert again.window.gallery.model.rowCount() == 3
    assert again.window.actions_by_id["tool.lasso"].isChecked()
    assert again.canvas.tool is not None
    assert again.canvas.tool.name == "Lasso"
    assert again.window.view_panel.mode is ViewMode.OUTLINE
    assert not again.window.actions_by_id["view.truth"].isChecked()
    assert not again.canvas.truth.visible
    assert comfort_of(again).history.isVisible()


def test_that_a_folder_named_on_the_command_line_comes_before_the_last_one(
    open_program: OpenProgram, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.window.close()
    other = tmp_path / "other"
    other.mkdir()
    write_image(other / "another.png", draw_lesion())
    again = open_program(other)
    again.wait_for_image("another.png")


def test_that_a_last_folder_that_is_gone_leaves_the_start_page(open_program: OpenProgram, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.window.close()
    small_folder.rename(small_folder.with_name("elsewhere"))
    again = open_program()
    again.qtbot.wait(200)
    assert again.session.current is None
    assert again.window.findChild(QLabel, "message_text").isVisible() is False


def test_that_preferences_act_at_once_and_are_remembered(open_program: OpenProgram, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    dialog = comfort_of(program).show_preferences()
    size_before = program.window.font().pointSizeF()
    dialog.findChild(QSpinBox, "preference_font_percent").setValue(150)
    for name, value in (("theme", "dark"), ("layer_colours", "bright"), ("device", "cpu"), ("language", "en")):
        box = dialog.findChild(QComboBox, f"preference_{name}")
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    dialog.findChild(QSpinBox, "preference_threads").setValue(1)
    try:
        assert QApplication.font().pointSizeF() == pytest.approx(1.5 * size_before)
        assert program.window.actions_by_id["view.theme_dark"].isChecked()
        assert program.canvas.annotation.colour == LAYERS["bright"].annotation
        assert program.segmentation.device == "cpu"
        assert "CPU" in program.window.model_label.text()
        kept = Settings()
        assert (kept.theme, kept.value("font_percent"), kept.value("threads")) == ("dark", 150, 1)
    finally:
        dialog.findChild(QSpinBox, "preference_font_percent").setValue(100)
    dialog.close()


def test_that_one_folder_for_all_annotations_takes_new_ones_and_leaves_old_ones(
    open_program: OpenProgram, small_folder: Path, tmp_path: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    bench = comfort_of(program)
    (tmp_path / "all masks").mkdir()
    bench.show_preferences().use_root(tmp_path / "all masks")
    program.stroke((60, 60), (80, 60))
    program.save()
    assert len(list((tmp_path / "all masks").rglob("img1_Segmentation.png"))) == 1
    assert not list(small_folder.rglob("annotations/*.png"))
    bench.show_preferences().use_root(None)
    assert bench.preferences.place_for(small_folder).parent == tmp_path / "all masks", "masks must not seem to be lost"


def test_that_a_key_can_be_changed_and_a_taken_one_is_refused(open_program: OpenProgram, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    dialog = comfort_of(program).show_shortcuts()
    assert isinstance(dialog, ShortcutsDialog)
    dialog.choose("tool.lasso")
    edit, use = dialog.findChild(QKeySequenceEdit, "shortcut_edit"), dialog.findChild(QPushButton, "shortcut_set")
    lasso = program.window.actions_by_id["tool.lasso"]
    for taken in ("B", "Space"):
        edit.setKeySequence(QKeySequence(taken))
        use.click()
        assert lasso.shortcut().toString() == "G"
        assert dialog.findChild(QLabel, "shortcut_remark").text()
    edit.setKeySequence(QKeySequence("H"))
    use.click()
    assert lasso.shortcut().toString() == "H"
    dialog.close()
    program.window.activateWindow()
    program.canvas.setFocus()
    program.key(Qt.Key.Key_H)
    assert lasso.isChecked()
    program.window.close()
    assert open_program().window.actions_by_id["tool.lasso"].shortcut().toString() == "H"


def test_that_keys_are_printed_as_a_card(open_program: OpenProgram, tmp_path: Path) -> None:
    dialog = comfort_of(open_program()).show_shortcuts()
    assert isinstance(dialog, ShortcutsDialog)
    dialog.save_card(tmp_path / "keys.pdf")
    dialog.save_card(tmp_path / "keys.html")
    content = (tmp_path / "keys.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.rstrip().endswith(b"%%EOF")
    assert content.count(b"/Type /Page\n") == 1, "one page, to pin to the wall"
    page = (tmp_path / "keys.html").read_text(encoding="utf-8")
    assert "Segment this image" in page
    assert "Ctrl+Z" in page
    dialog.close()


def test_that_a_click_in_the_history_goes_to_that_step(open_program: OpenProgram, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.trigger("edit.history")
    masks = []
    for at in (30, 60, 90):
        program.stroke((at, 40), (at, 60))
        masks.append(program.session.document.mask.copy())
    rows = program.window.findChild(QListWidget, "history")
    program.wait_until(lambda: rows.count() == 4)
    assert rows.currentRow() == 3
    rows.itemClicked.emit(rows.item(1))
    assert (program.session.document.mask == masks[0]).all()
    program.wait_until(lambda: rows.currentRow() == 1)
    rows.itemClicked.emit(rows.item(3))
    assert (program.session.document.mask == masks[2]).all()
    rows.itemClicked.emit(rows.item(0))
    assert not program.session.document.mask.any()


def test_that_the_status_bar_tells_device_model_queue_and_saved_state(
    open_program: OpenProgram, small_folder: Path
) -> None:
    program = open_program()
    told = {name: program.window.findChild(QLabel, f"status_{name}") for name in ("saved", "model", "jobs")}
    assert all(label.text() for label in told.values()), "also while nothing is open"
    assert "skip-256" in told["model"].text()
    program.workbench.open(small_folder)
    program.wait_for_image()
    jobs = comfort_of(program).jobs
    jobs.tell("batch", "batch 3/9")
    jobs.tell("train", "training 1/2")
    assert told["jobs"].text() == "batch 3/9 · training 1/2"
    jobs.tell("batch", "")
    jobs.tell("train", "")
    assert told["jobs"].text() == "Nothing queued"
    program.stroke((60, 60), (80, 60))
    assert "Not saved" in told["saved"].text()
    program.save()
    assert "Saved" in told["saved"].text()


def test_that_the_end_of_a_long_job_is_told_only_to_a_person_who_looks_elsewhere(
    open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    notifier = comfort_of(program).notifier
    monkeypatch.setattr(program.window, "isActiveWindow", lambda: True)
    notifier.job_ended("Training finished", "It took an hour.")
    assert notifier.told == []
    monkeypatch.setattr(program.window, "isActiveWindow", lambda: False)
    notifier.job_ended("Training finished", "It took an hour.")
    assert notifier.told == ["Training finished"]
    assert "It took an hour." in program.window.banner.text  # without a screen there is no tray
    training = program.window.findChild(TrainingService)
    assert training is not None
    training.ended.emit(RunNews(Path("runs") / "one", phase="finished", best_jaccard=0.9))
    assert notifier.told[1:] == ["The training one has ended."]
    assert "0.900" in program.window.banner.text, "the window's own words are not talked over"
    notifier.told = notifier.told[:1]
    notifier.on = False
    notifier.job_ended("Batch finished", "")
    assert notifier.told == ["Training finished"]


def test_that_the_guide_is_there_with_its_pictures_and_can_be_searched(open_program: OpenProgram) -> None:
    dialog = comfort_of(open_program()).show_guide()
    assert isinstance(dialog, HelpWindow)
    text = dialog.page.toPlainText()
    assert "Research use only" in text
    pictures = text.count("\ufffc")
    assert pictures >= 10
    assert dialog.contents.count() >= 6
    assert dialog.go_to_heading("Tools")
    dialog.findChild(QLineEdit, "guide_search").setText("lesion")
    assert dialog.page.textCursor().selectedText().lower() == "lesion"
    first = dialog.page.textCursor().position()
    dialog.find_next()
    assert dialog.page.textCursor().position() != first
    dialog.close()


@pytest.fixture
def secret_folder(tmp_path: Path) -> Path:
    """A folder and an image whose names say whose they are."""
    folder = tmp_path / "Jane Doe 1970"
    folder.mkdir()
    write_image(folder / "doe_jane mole.jpg", draw_lesion())
    (folder / "doe_jane broken.jpg").write_bytes(b"no image")
    return folder


def test_that_neither_log_nor_diagnostics_name_a_patient(
    open_program: OpenProgram, secret_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handler = log_to(places.logs_dir())
    try:
        program = open_program(secret_folder)
        program.wait_until(lambda: program.session.current_path is not None)
        program.window.gallery.step(1)
        program.wait_for_image("doe_jane mole.jpg")
        image = secret_folder / "doe_jane mole.jpg"
        log = logging.getLogger("isic_desktop.test")
        log.info("opened %s in the folder Jane Doe 1970", image)
        try:
            image.with_name("doe_jane gone.jpg").read_bytes()
        except OSError:
            log.exception("cannot be read")
        comfort_of(program).copy_diagnostics()
        copied = QGuiApplication.clipboard().text()
        written = (places.logs_dir() / "isic-desktop.log").read_text(encoding="utf-8")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
        caplog.clear()
    for text in (copied, written):
        assert "torch" in text or "opened" in text
        for name in ("jane", "doe", "mole", str(secret_folder.parent)):
            assert name not in text.lower()
    assert "test_comfort.py" in written, "where the code failed is kept"


def test_that_about_shows_the_licence_text_of_each_part_that_was_frozen_with_it(
    open_program: OpenProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [tmp_path / f"{name}.txt" for name in ("numpy", "torch")]
    for text in texts:
        text.write_text(f"Copyright {text.stem} <developers>", encoding="utf-8")
    monkeypatch.setattr("isic_desktop.views.about_dialog.licence_texts", lambda: texts)
    about = comfort_of(open_program()).show_about()
    tabs, part = about.findChild(QTabWidget), about.findChild(QComboBox, "about_part")
    tabs.setCurrentIndex(1)
    part.setFocus()
    page = about.findChild(QTextBrowser, "about_licence")
    assert "PyTorch" in page.toPlainText()
    QTest.keyClick(part, Qt.Key.Key_T)
    assert page.toPlainText() == "Copyright torch <developers>"
    QTest.keyClick(part, Qt.Key.Key_Home)
    assert "PyTorch" in page.toPlainText()


def test_that_an_exception_nobody_caught_saves_everything_and_tells(
    open_program: OpenProgram, small_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    bench = comfort_of(program)
    program.stroke((60, 60), (80, 60))
    assert program.session.unsaved_paths
    guard = CrashGuard(bench.save_everything, parent=program.window)
    guard.happened.connect(bench.show_crash)
    guard.install()
    try:
        import threading

        def fail() -> None:
            raise RuntimeError(f"something about {small_folder / 'img1.jpg'}")

        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        program.wait_until(lambda: program.window.findChild(QLabel, "crash_text") is not None)
        program.wait_until(lambda: not program.session.unsaved_paths)
        assert (small_folder / "annotations" / "img1_Segmentation.png").is_file()
        text = program.window.findChild(QLabel, "crash_text")
        program.wait_until(lambda: "Your work is saved." in text.text())
        program.window.findChild(QPushButton, "copy_report").click()
        report = QGuiApplication.clipboard().text()
        assert "RuntimeError" in report
        assert "img1" not in report
        assert sys.excepthook == guard._take
    finally:
        guard.remove()
        caplog.clear()
    program.stroke((20, 20), (30, 20))
    assert program.session.document.mask[20, 25], "the person can go on"


def test_that_the_formatter_hides_names_and_keeps_the_code() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "saved %s", ("/data/Ann Bo/a b.png",), None)
    assert "Ann" not in RedactingFormatter("%(message)s").format(record)


def test_that_a_device_that_is_not_there_is_told_and_the_cpu_used(
    open_program: OpenProgram, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    missing = "mps" if sys.platform != "darwin" else "cuda"
    program.segmentation.use_device(missing)
    program.wait_until(lambda: "ready" in program.window.model_label.text())
    assert "CPU" in program.window.model_label.text()
    assert "The CPU is used instead" in program.window.banner.text
