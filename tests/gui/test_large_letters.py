"""Nothing is cut off where letters are large and words are long, in the window and in its dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from program_driver import Program
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabWidget,
    QToolButton,
    QWidget,
)

from isic_desktop.core.preferences import Preferences
from isic_desktop.core.settings import Settings
from isic_desktop.services.fetching import DatasetFetching
from isic_desktop.views.batchbench import BatchBench
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.fetch_dialog import FetchDialog
from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.handover_dialog import HandoverDialog
from isic_desktop.views.labels import ElidedLabel
from isic_desktop.views.language import use_language
from isic_desktop.views.shortcuts_editor import ShortcutsDialog
from isic_desktop.views.themes import apply_font_size

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


def cut_off(root: QWidget) -> list[str]:
    """The texts in a window that are not seen in full; those that say so with an ellipsis are left out."""
    QApplication.processEvents()
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            short = widget.text() and widget.heightForWidth(widget.width()) > widget.height() + 1
        elif isinstance(widget, QPushButton):
            short = widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width() - 8
        elif isinstance(widget, (QLabel, QCheckBox, QRadioButton)) and widget.text():
            short = widget.minimumSizeHint().width() > widget.width() + 2
        else:
            continue
        scrolled, parent = False, widget.parentWidget()
        while parent is not None and parent is not root:
            scrolled |= isinstance(parent, QAbstractScrollArea)
            parent = parent.parentWidget()
        corner = widget.mapTo(root, widget.rect().bottomRight())
        if short or (not scrolled and widget.text() and not root.rect().contains(corner)):
            found.append(f"{root.objectName()}: {widget.text()!r} at {widget.width()}×{widget.height()}")
    return found


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


def test_that_dialogs_show_all_their_words(
    large: int, open_program: Callable[..., Program], small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    comfort, first = program.window.findChild(ComfortBench), program.window.findChild(FirstBench)
    comfort.show_crash("nothing happened")
    dialogs = [comfort.show_preferences(), comfort.show_about(), comfort.show_shortcuts(), first.show_fetching()]
    dialogs.append(comfort._open["crash"])
    for action_id, name in (("file.export", "export"), ("file.import", "import"), ("file.validate", "validate")):
        program.trigger(action_id)
        dialogs.append(program.window.findChild(HandoverDialog, f"{name}_dialog"))
    program.window.findChild(BatchBench).open_dialog()
    dialogs.append(program.window.findChild(BatchBench).dialog)
    found = []
    for dialog in dialogs:
        tabs = dialog.findChild(QTabWidget)
        for tab in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(tab)
            found += cut_off(dialog)
        dialog.close()
    assert found == []


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
