"""The training window of a running program and a person at it, for tests of training."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from drawn import draw_lesion, write_image
from program_driver import Program
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QRadioButton, QWidget

from isic_desktop.core.annotation_store import UNCHECKED, AnnotationStore
from isic_desktop.core.holdout import is_held_out
from isic_desktop.core.sidecar import Sidecar, utc_now
from isic_desktop.views.trainbench import TrainBench
from isic_desktop.views.training_window import TrainingWindow

FREE = [name for name in (f"img{number}" for number in range(40)) if not is_held_out(name)]
HELD = [name for name in (f"img{number}" for number in range(40)) if is_held_out(name)]


class Trainer:
    """The training window of a running program, and a person at it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        bench = program.window.findChild(TrainBench)
        assert bench is not None
        self.bench: TrainBench = bench

    def wait_until(self, reached: Callable[[], bool]) -> None:
        self.program.wait_until(reached)

    @property
    def window(self) -> TrainingWindow:
        return self.bench.training_window

    def click(self, name: str) -> None:
        button = self.window.findChild(QPushButton, name)
        assert button is not None, name
        self.wait_until(lambda: button.isVisible() and button.isEnabled())
        self.program.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def open(self) -> None:
        self.program.trigger("train.new")
        page = self.window.new.data_page
        self.wait_until(lambda: page.sources.count() > 0 or "0 images" in page.counts.text())
        self.wait_until(lambda: self.window.new.regime_page.start_from.count() > 0)

    def go_to_regime(self) -> None:
        self.click("train_next")
        new = self.window.new
        self.wait_until(lambda: new.data_page.data is not None)
        if new.data_page.isVisible():  # there are problems to look at first
            self.click("train_next")
        self.wait_until(new.regime_page.isVisible)

    def choose_tiny(self, regime: str, epochs: int) -> None:
        page = self.window.new.regime_page
        radio = self.window.findChild(QRadioButton, f"train_regime_{regime}")
        assert radio is not None
        self.program.qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=radio.rect().center() * 0.1)
        radio.setChecked(True)
        page.start_from.setCurrentIndex(page.start_from.findData("none"))
        page.start_from.activated.emit(page.start_from.currentIndex())
        page.input_size.setCurrentIndex(page.input_size.findData(64))
        page.batch.setValue(4)
        page.epochs.setValue(epochs)

    def start(self, regime: str, epochs: int) -> None:
        self.open()
        self.go_to_regime()
        self.choose_tiny(regime, epochs)
        self.click("train_next")
        self.click("train_start")
        self.wait_until(lambda: self.bench.service.latest is not None and not self.bench.service.latest.rows)

    def wait_for_epoch(self, number: int) -> None:
        def reached() -> bool:
            latest = self.bench.service.latest
            assert latest is not None
            assert not latest.has_ended or latest.epoch >= number, latest.message
            return latest.epoch >= number

        self.wait_until(reached)

    def wait_for_end(self) -> None:
        self.wait_until(lambda: not self.bench.service.is_training)

    def answer(self, words: str, parent: QWidget | None = None) -> None:
        """Press a button of the question that is shown."""
        owner = parent or self.window
        self.wait_until(lambda: any(box.isVisible() for box in owner.findChildren(QMessageBox)))
        box = next(box for box in owner.findChildren(QMessageBox) if box.isVisible())
        button = next(button for button in box.buttons() if button.text().replace("&", "") == words)
        self.program.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def annotated(folder: Path, names: list[str], *, empty: bool = False, state: str = "accepted") -> Path:
    """Drawn images of 64 px with annotations as the program saves them."""
    folder.mkdir(parents=True)
    store = AnnotationStore()
    rows, columns = np.ogrid[:64, :64]
    for number, name in enumerate(names):
        centre = (18 + 5 * number % 30, 44 - 7 * number % 26)
        image = write_image(folder / f"{name}.png", draw_lesion(64, 64, centre))
        disc = (columns - centre[0]) ** 2 + (rows - centre[1]) ** 2 < 16**2
        now = utc_now()
        sidecar = Sidecar(image.name, "0" * 64, 64, 64, "0" * 64, state, "person", None, now, now)  # type: ignore[arg-type]
        store.save(image, disc & (not empty), sidecar, expected_mask_sha256=UNCHECKED)
    return folder
