"""Small promises about time: read-outs after a stroke, the count of an overlap."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image
from figures import note
from measuring import note_ms
from program_driver import Program
from PySide6.QtWidgets import QApplication

from isic_desktop.core.places import resource_path
from isic_desktop.views.readoutbench import ReadOutBench
from model_train.predictor import Predictor
from model_train.scores import count_overlap

pytestmark = pytest.mark.benchmark
LOAD = "Small promises"
BUNDLED = ("skip-256", "transpose-128")


def test_that_read_outs_of_two_megapixels_are_there_within_300_ms_of_the_stroke(
    open_program: Callable[..., Program], tmp_path: Path
) -> None:
    write_image(tmp_path / "large.jpg", draw_lesion(1600, 1250, (800, 600)))
    program = open_program(tmp_path)
    program.wait_for_image()
    program.canvas.set_brush_size(600)
    bench = program.window.findChild(ReadOutBench)
    assert bench is not None
    program.stroke((500, 500), (900, 700))
    program.wait_until(lambda: bench.panel.value("area") != "–")  # libraries are loaded now
    program.canvas.set_brush_size(150)
    waits_ms = []
    for x in (600, 900, 1100):
        before = bench.panel.value("area")
        program.stroke((x, 200), (x + 40, 1000))
        start_s = time.perf_counter()
        while bench.panel.value("area") == before:
            QApplication.processEvents()
            assert time.perf_counter() - start_s < 10
        waits_ms.append(1000 * (time.perf_counter() - start_s))
    # The best of three: another program may take the processor.
    assert note("read-outs of two megapixels after a stroke", waits_ms, "ms", at_most=300, by="best") <= 300


def test_that_twelve_megapixels_are_counted_in_a_few_hundredths_of_a_second() -> None:
    truth = np.zeros((2848, 4288), bool)
    truth[800:2000, 1000:3000] = True
    mask = np.roll(truth, 50, axis=1)
    counting_ms = []
    for _ in range(7):
        start_s = time.perf_counter()
        overlap = count_overlap(mask, truth)
        counting_ms.append(1000 * (time.perf_counter() - start_s))
    assert overlap.fp == overlap.fn == 50 * 1200
    assert note("overlap of two masks of twelve megapixels", counting_ms, "ms", at_most=50, by="best") <= 50


def test_that_a_look_of_the_default_model_takes_at_most_twice_that_of_the_course_networks() -> None:
    predictors = {name: Predictor(resource_path("models", f"{name}.safetensors"), "cpu") for name in BUNDLED}
    sides = {name: predictor.header.input_size_px for name, predictor in predictors.items()}
    squares = {name: np.zeros((side, side, 3), np.uint8) for name, side in sides.items()}
    looks: dict[str, list[float]] = {name: [] for name in BUNDLED}
    for _ in range(30):
        for name, predictor in predictors.items():  # in turns
            start_s = time.process_time()  # of all threads
            predictor.predict_small(squares[name])
            looks[name].append(time.process_time() - start_s)
    for name, seconds in looks.items():
        note_ms(f"one image through {name}, processor time", seconds[5:])
    ratios = [ours / course for ours, course in zip(*(looks[name][5:] for name in BUNDLED), strict=True)]
    assert note("one image through skip-256, against transpose-128", ratios, "times", at_most=2) <= 2
