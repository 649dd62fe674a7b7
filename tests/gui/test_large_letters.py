"""Nothing is cut off where letters are large and words are long, in the window and in its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cut_texts import cut_off, cut_off_on_any_page
from every_window import every_window
from program_driver import Program
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from isic_desktop.core.preferences import Preferences
from isic_desktop.core.settings import Settings
from isic_desktop.services.fetching import DatasetFetching
from isic_desktop.views.actions import TOOL_IDS
from isic_desktop.views.fetch_dialog import FetchDialog
from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.handover_dialog import HandoverDialog
from isic_desktop.views.language import use_language
from isic_desktop.views.shortcuts_editor import ShortcutsDialog
from isic_desktop.views.themes import apply_font_size
from isic_desktop.views.turning_row import TurningRow
from isic_desktop.views.words import tr

SCREEN_WH = (1280, 720)


@pytest.fixture(params=[(100, "de"), (130, "en"), (150, "de")], ids=lambda choice: f"{choice[0]} per cent, {choice[1]}")
def large(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[int]:
    """A person who chose larger letters, or a language of longer words."""
    percent, language = request.param
    settings = Settings()
    settings.language = language
    Preferences(settings).font_percent = percent
    settings.save()
    yield percent
    use_language("en")
    apply_font_size(100)


def test_that_window_and_tour_show_all_their_words(
    large: int, open_program: Callable[..., Program], small_folder: Path
) -> None:
    program = open_program()
    usual = QApplication.instance().property("usual_point_size")
    assert program.window.font().pointSizeF() == pytest.approx(usual * large / 100)
    first = program.window.findChild(FirstBench)
    first.tour.start()
    assert cut_off(first.tour.bubble) == []
    first.tour.stop()
    assert program.window.minimumSizeHint().width() <= SCREEN_WH[0]
    assert program.window.minimumSizeHint().height() <= SCREEN_WH[1]
    program.workbench.open(small_folder)
    program.wait_for_image()
    program.window.threshold_panel.show()
    program.trigger("edit.history")
    QApplication.processEvents()
    assert program.window.minimumSizeHint().height() <= program.window.screen().availableSize().height()
    program.window.resize(*SCREEN_WH)
    assert cut_off(program.window.scores) == []
    assert cut_off(program.window.view_panel) == []
    assert cut_off(program.window.gallery) == []
    program.window.findChild(QToolButton, "filter_more").setChecked(True)
    program.qtbot.waitUntil(lambda: cut_off(program.window.gallery) == [])
    program.trigger("tool.refine")
    height = program.window.tool_options.height()
    program.trigger("tool.wand")
    QApplication.processEvents()
    assert program.window.tool_options.height() == height, "the image does not jump when the tool changes"


def test_that_nothing_makes_the_window_wider_than_a_small_screen(
    large: int, open_program: Callable[..., Program], samples: Path
) -> None:
    program = open_program()
    window = program.window
    window.resize(*SCREEN_WH)

    def too_wide(when: str) -> list[str]:
        QApplication.processEvents()
        width = window.minimumSizeHint().width()
        return [f"{when}: {width}"] if width > SCREEN_WH[0] or window.width() > SCREEN_WH[0] else []

    window.start_page.show_recent(tuple((Path("/a long path") / ("x" * 60) / f"folder {i}", i > 1) for i in range(3)))
    found = too_wide("the start page")
    program.workbench.open(samples)
    program.wait_for_image()
    program.segment()
    heights = set()
    for action_id in (*TOOL_IDS, "tool.ruler"):
        program.trigger(action_id)
        found += too_wide(action_id)
        heights.add(window.tool_options.height())
        assert cut_off(window.tool_options) == []
    assert len(heights) == 1, "the image does not jump when the tool changes"
    program.trigger("review.worst_first")
    program.wait_until(window.review_bar.isVisible)
    found += too_wide("the review")
    assert cut_off(window.review_bar) == []
    window.banner.tell(
        tr("The annotation of {name} is not saved; it is kept here. {why}", name="ISIC_0000000.jpg", why="…"),
        ("retry_saves", tr("Try again")),
        ("annotations_folder", tr("Choose another place…")),
        warns=True,
    )
    found += too_wide("a message")
    program.wait_until(lambda: cut_off(window.banner) == [])
    program.trigger("view.compare")
    found += too_wide("side by side")
    # Panes one below the other, a message and the review; the panels beside them go by the height of the screen.
    assert window.minimumSizeHint().height() <= window.screen().availableSize().height()
    assert found == []


def test_that_bars_have_one_row_where_there_is_room(open_program: Callable[..., Program], small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.trigger("review.worst_first")
    program.wait_until(program.window.review_bar.isVisible)
    program.window.banner.tell("Short.", ("one", "One"), ("two", "Two"))
    rows = [bar.findChild(TurningRow) for bar in (program.window.review_bar, program.window.banner)]
    for width, turned in ((1600, False), (900, True), (1600, False)):
        program.window.resize(width, 800)
        program.wait_until(lambda turned=turned: [row.is_turned for row in rows] == [turned] * 2)  # type: ignore[misc]


def test_that_dialogs_show_all_their_words(
    large: int, open_program: Callable[..., Program], small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    found = []
    for dialog in every_window(program):
        if dialog is program.window:
            continue
        found += cut_off_on_any_page(dialog)
        least = dialog.minimumSizeHint()  # of a dialog with pages that of the largest
        if least.width() > SCREEN_WH[0] or least.height() > SCREEN_WH[1]:
            found.append(f"{dialog.objectName()} needs {least.width()}×{least.height()}")
        dialog.close()
    assert found == []


def test_that_a_dialog_that_gets_a_bar_or_a_list_still_shows_its_words(
    large: int,
    open_program: Callable[..., Program],
    small_folder: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    first = program.window.findChild(FirstBench)
    fetch = first.show_fetching()
    fetch._folder = tmp_path / "to"  # type: ignore[attr-defined]
    first.fetching.base_url = "http://127.0.0.1:9/"
    fetch.findChild(QPushButton, "fetch_start").click()
    QApplication.processEvents()
    assert cut_off(fetch) == []
    program.wait_until(lambda: not first.fetching.busy)
    caplog.clear()  # that nobody answers there
    assert cut_off(fetch) == []
    fetch.close()
    program.trigger("file.validate")
    dialog = program.window.findChild(HandoverDialog, "validate_dialog")
    dialog.run_button.click()
    program.wait_until(lambda: not dialog.busy)
    assert dialog.notes
    assert cut_off(dialog) == []
    with_list = dialog.height()
    dialog.end("There is nothing to tell.")
    assert dialog.height() < with_list, "the room of the list goes with it"
    dialog.close()


def test_that_the_key_below_the_list_belongs_to_a_row_that_is_seen(qtbot: object, qapp: QApplication) -> None:
    dialog = ShortcutsDialog({})
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose("file.quit")
    search = dialog.findChild(QLineEdit)
    search.setText("eraser")
    assert dialog.current_action == "tool.eraser"
    search.setText("nothing is called like this")
    assert dialog.current_action == "", "no key can be given to what is hidden"
    search.setText("")
    assert dialog.current_action == ""


def test_that_progress_is_shown_once_there_is_some(qtbot: object, tmp_path: Path) -> None:
    fetching = DatasetFetching()
    dialog = FetchDialog(fetching, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog._bar.isVisible()
    assert dialog._start.isDefault(), "Enter begins"
    fetching.stop()
