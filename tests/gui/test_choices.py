"""Each choice of the preferences does what it says, and the window comes back where it was."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from program_driver import Program
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDockWidget, QListWidget, QSpinBox, QWidget

from isic_desktop.core.settings import Settings
from isic_desktop.services.segmentation import ModelPhase
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.language import use_language
from isic_desktop.views.themes import apply_theme

OpenProgram = Callable[..., Program]


@pytest.fixture(autouse=True)
def plain_window(qapp: QApplication) -> Iterator[None]:
    """Later tests see no choice of these."""
    yield
    use_language("en")
    apply_theme("system")
    torch.set_num_threads(torch.get_num_threads())  # threads to come take the last number that was given


def comfort_of(program: Program) -> ComfortBench:
    bench = program.window.findChild(ComfortBench)
    assert bench is not None
    return bench


def choose(dialog: QWidget, name: str, value: object) -> None:
    """Choose an entry as a person does: with the keys, from the closed list."""
    box = dialog.findChild(QComboBox, f"preference_{name}")
    assert box is not None
    wanted = box.findData(value)
    assert wanted >= 0, f"{value} is not offered"
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(wanted):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == value


def test_that_the_window_is_as_high_and_its_panels_are_where_they_were(
    open_program: OpenProgram, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.window.resize(780, 655)  # smaller than the screen, or Qt makes it so
    program.window.findChild(QDockWidget, "readouts_dock").close()
    gallery, side = (program.window.findChild(QDockWidget, f"{name}_dock") for name in ("gallery", "side"))
    program.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, gallery)
    program.window.tabifyDockWidget(side, gallery)
    QApplication.processEvents()
    program.window.close()

    again = open_program()
    again.wait_for_image()
    assert again.window.height() == 655
    moved = again.window.findChild(QDockWidget, "gallery_dock")
    assert again.window.dockWidgetArea(moved) == Qt.DockWidgetArea.RightDockWidgetArea
    assert again.window.findChild(QDockWidget, "readouts_dock").isHidden()


def test_that_nothing_is_restored_for_a_person_who_does_not_want_it(
    open_program: OpenProgram, small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    dialog = comfort_of(program).show_preferences()
    box = dialog.findChild(QWidget, "preference_restores_session")
    QTest.keyClick(box, Qt.Key.Key_Space)
    program.window.close()
    again = open_program()
    again.qtbot.wait(200)
    assert again.session.current is None
    assert again.window.start_page.isVisible()


@pytest.mark.parametrize(("theme", "dark"), [("dark", True), ("light", False)])
def test_that_a_theme_changes_the_colours_at_once(open_program: OpenProgram, theme: str, dark: bool) -> None:
    program = open_program()
    choose(comfort_of(program).show_preferences(), "theme", theme)
    shown = program.window.grab().toImage().pixelColor(QPoint(2, program.window.height() - 2))
    assert (shown.lightness() < 128) == dark
    assert Settings().theme == theme


def test_that_the_system_theme_follows_the_system(open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    program = open_program()
    dialog = comfort_of(program).show_preferences()
    for system_is_dark in (True, False):
        monkeypatch.setattr("isic_desktop.views.themes.system_is_dark", lambda is_dark=system_is_dark: is_dark)
        choose(dialog, "theme", "light" if system_is_dark else "dark")
        choose(dialog, "theme", "system")
        assert (QApplication.palette().window().color().lightness() < 128) == system_is_dark


def test_that_a_model_chosen_in_the_preferences_predicts(open_program: OpenProgram, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    dialog = comfort_of(program).show_preferences()
    program.wait_until(lambda: dialog.findChild(QComboBox, "preference_model").count() > 1)
    choose(dialog, "model", "transpose-128")
    program.wait_until(lambda: "transpose-128" in program.window.model_label.text())
    program.segment()
    assert program.session.document.provenance.model.name == "transpose-128"
    assert Settings().active_model == "transpose-128"


@pytest.mark.parametrize("count", [1, 2])
def test_that_the_number_of_threads_is_that_of_the_network(
    count: int, open_program: OpenProgram, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from model_train.fused import FusedNetwork

    # Each thread has its own number, so the network itself is asked, where it computes.
    compute, used = FusedNetwork.__call__, []

    def asked(network: FusedNetwork, image: torch.Tensor) -> torch.Tensor:
        used.append(torch.get_num_threads())
        return compute(network, image)

    monkeypatch.setattr(FusedNetwork, "__call__", asked)
    program = open_program(small_folder)
    program.wait_for_image()
    dialog = comfort_of(program).show_preferences()
    spin = dialog.findChild(QSpinBox, "preference_threads")
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, str(count))
    QTest.keyClick(spin, Qt.Key.Key_Return)
    program.segment()
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    assert used
    assert used[-1] == count


def test_that_a_language_is_spoken_from_the_next_start_on(open_program: OpenProgram) -> None:
    program = open_program()
    choose(comfort_of(program).show_preferences(), "language", "de")
    assert program.window.menus["File"].title() == "&File", "what is shown stays"
    program.window.close()
    assert open_program().window.menus["File"].title() == "&Datei"


def test_that_enter_in_the_history_goes_to_a_step(open_program: OpenProgram, small_folder: Path) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    program.trigger("edit.history")
    program.stroke((30, 40), (30, 60))
    first = program.session.document.mask.copy()
    program.stroke((90, 40), (90, 60))
    rows = program.window.findChild(QListWidget, "history")
    program.wait_until(lambda: rows.count() == 3)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Up)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    program.wait_until(lambda: bool((program.session.document.mask == first).all()))
    assert rows.count() == 3, "what was undone can be done again"


def test_that_a_download_of_more_than_ten_seconds_is_told_when_it_ends(
    open_program: OpenProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    from isic_desktop.core.isic2016 import Fetched, Progress
    from isic_desktop.views.firstbench import FirstBench

    program = open_program()
    first, notifier = program.window.findChild(FirstBench), comfort_of(program).notifier
    monkeypatch.setattr(program.window, "isActiveWindow", lambda: False)
    now = time.monotonic()
    for seconds, told in ((5.0, []), (11.0, ["ISIC 2016 is here"])):
        first.fetching.busy = True
        monkeypatch.setattr("isic_desktop.views.firstbench.time.monotonic", lambda: now)
        first.fetching.progressed.emit(Progress("download", "Training_Data", 5, 10))
        assert comfort_of(program).jobs.text() == "ISIC 2016: 50 %"
        monkeypatch.setattr("isic_desktop.views.firstbench.time.monotonic", lambda later=seconds: now + later)
        first.fetching.busy = False
        first.fetching.fetched.emit(Fetched((Path(),), 1279))
        assert notifier.told == told
        assert comfort_of(program).jobs.text() == "Nothing queued"
