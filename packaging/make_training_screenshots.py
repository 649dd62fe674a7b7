"""Take the user guide's pictures of training: part of `make screenshots`.

Trains one short run of each regime on images drawn for it, and takes each view in light, the live ones in dark too.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

# Sets the surroundings of a program without a screen before Qt is loaded.
import make_screenshots as pictures

from isic_desktop import app
from isic_desktop.core.samples import copy_samples
from isic_desktop.views.trainbench import TrainBench
from model_train.synthetic import SAMPLES, write_samples

_DRAWN_PER_RECIPE = 5
_EPOCHS = 6
_TRAINING_S = 600.0


def draw_set(folder: Path) -> None:
    """Draw images with masks to train on."""
    recipes = [
        replace(recipe, name=f"{recipe.name}_{number}", seed=1000 * number + recipe.seed, size=(288, 384))
        for recipe in SAMPLES
        for number in range(1, _DRAWN_PER_RECIPE + 1)
    ]
    write_samples(folder, recipes)


def _wait(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + _TRAINING_S
    while not reached():
        if time.monotonic() > end:
            sys.exit("the training did not get that far in ten minutes")
        pictures._settle(0.02)


class TrainingPictures:
    """Works the training window and keeps pictures of it.

    Args:
        out: Where the pictures go.
    """

    def __init__(self, out: Path) -> None:
        self.folder = Path(pictures._HOME) / "drawn"
        draw_set(self.folder)
        window = app.start([str(copy_samples(Path(pictures._HOME) / "samples"))])
        _wait(lambda: window.canvas.has_image)
        bench = window.findChild(TrainBench)
        assert bench is not None
        self.bench = bench
        self.window = bench.training_window
        self.photographer = pictures.Photographer(window, out)

    def prepare(self, regime: str) -> None:
        """Go through the three steps; keeps pictures of them the first time."""
        self.window.hide()
        self.photographer.do("train.new")
        _wait(self.window.isVisible)
        new = self.window.new
        data, page = new.data_page, new.regime_page
        first = regime == "frozen"
        if first:
            data.add_base_set(self.folder / "images", self.folder / "masks")
        _wait(lambda: page.start_from.count() > 0 and data.sources.count() > 1)
        data.check()
        _wait(lambda: data.data is not None)
        if first:
            pictures._settle(1.0)
            self.photographer.take("train_data", self.window)
        new.next_button.click()
        (page.frozen if first else page.finetune).setChecked(True)
        page.input_size.setCurrentIndex(page.input_size.findData(96))
        page.epochs.setValue(_EPOCHS)
        pictures._settle(3.0)
        if first:
            self.photographer.take("train_regime", self.window)
        new.next_button.click()
        _wait(new.again.isEnabled)
        if first:
            self.photographer.take("train_start", self.window)

    def train(self, name: str) -> None:
        """Train, and keep a picture of the watch view shortly before the end."""
        service = self.bench.service
        self.window.new.start_button.click()
        regime = self.window.new.regime_page.regime
        _wait(
            lambda: (
                service.latest is not None
                and service.latest.name.startswith(regime)
                and service.latest.epoch >= _EPOCHS - 2
            )
        )
        self.photographer.take(name, self.window)
        _wait(lambda: not service.is_training)

    def compare(self) -> None:
        """Keep pictures of both runs over each other."""
        self.photographer.do("train.runs")
        runs = self.window.runs
        _wait(lambda: runs.table.rowCount() == 2 and runs.curves.is_ready)
        runs.buttons["runs_regimes"].click()
        _wait(runs.buttons["runs_open_report"].isVisible)
        self.photographer.take("train_runs_dark", self.window)
        self.photographer.do("view.theme_light")
        self.photographer.take("train_runs", self.window)


def main() -> None:
    """Take all pictures."""
    taking = TrainingPictures(Path(__file__).resolve().parents[1] / "resources" / "guide")
    taking.photographer.do("view.theme_light")
    taking.prepare("frozen")
    taking.train("train_watch")
    taking.photographer.do("view.theme_dark")
    taking.prepare("finetune")
    taking.train("train_watch_dark")
    taking.compare()
    taking.photographer.window.close()
    shutil.rmtree(pictures._HOME, ignore_errors=True)


if __name__ == "__main__":
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    main()
