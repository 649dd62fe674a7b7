"""Enter and Esc never destroy anything: the button that is ready is the one that keeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cut_texts import cut_off
from program_driver import Program
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from isic_desktop.services.training import TrainingService
from isic_desktop.views.dialogs import ask_about_unsaved
from isic_desktop.views.trainbench import TrainBench

DESTROYS = QMessageBox.ButtonRole.DestructiveRole


@pytest.fixture
def bench(open_program: Callable[..., Program]) -> TrainBench:
    found = open_program().window.findChild(TrainBench)
    assert isinstance(found, TrainBench)
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
@pytest.mark.parametrize("question", ["cancel", "delete"])
def test_that_a_training_is_not_thrown_away_by_enter(
    bench: TrainBench, tmp_path: Path, question: str, key: Qt.Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown: list[object] = []
    monkeypatch.setattr(TrainingService, "cancel", lambda _self: thrown.append("cancelled"))
    monkeypatch.setattr(TrainBench, "_delete", lambda _self: thrown.append("deleted"))
    if question == "cancel":
        bench.ask_cancel()
    else:
        bench._ask_delete(tmp_path / "run")
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.buttonRole(box.defaultButton()) is not DESTROYS
    assert box.buttonRole(box.escapeButton()) is not DESTROYS
    assert cut_off(box) == []
    QTest.keyClick(box, key)
    assert not box.isVisible()
    assert thrown == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_that_unsaved_work_is_not_lost_by_enter(open_program: Callable[..., Program], key: Qt.Key) -> None:
    window = open_program().window

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        cut.extend(cut_off(box))
        QTest.keyClick(box, key)

    cut: list[str] = []
    QTimer.singleShot(0, answer)
    assert ask_about_unsaved(window, [Path("a.jpg")]) == "stay"
    assert cut == []
