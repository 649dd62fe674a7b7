"""The gate in the window: two real models, a verdict, points to click, and a decision that is the person's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drawn import draw_lesion, write_image, write_mask
from program_driver import Program
from PySide6.QtCore import QPoint, QPointF, Qt
from tiny_model import TINY_HEADER, write_tiny_model

from isic_desktop.core import places
from isic_desktop.core.gate import JaccardPair, Verdict, judge
from isic_desktop.core.gate_evaluation import ImageComparison
from isic_desktop.core.gate_images import GateImage
from isic_desktop.core.gate_report import ComparedModel, GateReport
from isic_desktop.core.holdout import is_held_out
from isic_desktop.core.model_card import read_card
from isic_desktop.core.model_registry import DEFAULT_MODEL
from isic_desktop.core.settings import Settings
from isic_desktop.services.child_events import ChildEvents
from isic_desktop.views.gate_dialog import GateDialog
from isic_desktop.views.gatebench import GateBench
from model_train.checkpoint import load_checkpoint, save_checkpoint
from model_train.checkpoint_header import file_sha256
from model_train.run_folder import BEST

Open = Callable[..., Program]


@pytest.fixture
def truths(tmp_path: Path) -> Path:
    """Twenty-four held-out images of 96 × 72 px with ground truth beside them; the file of the first is broken."""
    folder = tmp_path / "photos"
    folder.mkdir()
    (tmp_path / "masks").mkdir()
    random = np.random.default_rng(0)
    held_out = [f"p{number}" for number in range(400) if is_held_out(f"p{number}")][:24]
    for number, name in enumerate(held_out):
        centre = (int(random.integers(34, 62)), int(random.integers(26, 46)))
        pixels = draw_lesion(96, 72, centre)
        pixels[: 3 * number] = np.minimum(pixels[: 3 * number], 255 - 5 * number)
        write_image(folder / f"{name}.png", pixels)
        rows, columns = np.ogrid[:72, :96]
        write_mask(tmp_path / "masks" / f"{name}.png", (columns - centre[0]) ** 2 + (rows - centre[1]) ** 2 < 18**2)
    (folder / f"{held_out[0]}.png").write_bytes(b"broken")
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A finished run whose model is a bad one: an untrained network."""
    run = places.runs_dir() / "my run"
    run.mkdir(parents=True)
    tiny = write_tiny_model(tmp_path / "t.safetensors")
    network, header = load_checkpoint(tiny)
    save_checkpoint(
        run / BEST,
        network,
        replace(TINY_HEADER, name="my run", threshold=header.threshold, training_hashes=("0" * 16,)),
    )
    return run


def bench_of(program: Program) -> GateBench:
    bench = program.window.findChild(GateBench)
    assert isinstance(bench, GateBench)
    return bench


def compare(program: Program, run: Path) -> GateDialog:
    bench = bench_of(program)
    bench.open_for(run)
    dialog = bench.dialog
    assert dialog is not None
    program.wait_until(lambda: not bench.gate.busy)
    return dialog


def test_that_a_worse_model_is_said_to_be_worse_and_the_old_one_stays_unless_the_person_says_otherwise(
    open_program: Open, truths: Path, run: Path
) -> None:
    program = open_program(truths)
    program.wait_until(lambda: bench_of(program)._folder is not None)
    dialog = compare(program, run)
    report = dialog.report
    assert report is not None
    assert report.figures.verdict is Verdict.WORSE
    assert f"my run is worse than {DEFAULT_MODEL}" in dialog.verdict.text()
    assert f"Keep {DEFAULT_MODEL}" in dialog.verdict.text()
    assert dialog.keep_button.isDefault()
    assert not dialog.use_button.isDefault()
    assert "1 image could not be compared" in dialog.notes.text()
    # The worst drop is the first row, and is shown with its three outlines.
    table = dialog.table_model
    assert table.comparisons[0].image.id == report.figures.drops[0].id
    program.wait_until(lambda: set(dialog.outlines.shown) == {"truth", "old", "new"})
    assert dialog._caption.text().startswith(table.comparisons[0].image.id)
    assert Settings().active_model is None
    program.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert Settings().active_model is None
    assert not places.models_dir().exists()


def _place_of(plot: Any, one: ImageComparison) -> QPoint:
    """Where the point of an image is, in the plot's viewport."""
    place: QPoint = plot.mapFromScene(plot.plotItem.vb.mapViewToScene(QPointF(one.old, one.new)))
    return place


def test_that_clicking_a_point_shows_that_image(open_program: Open, truths: Path, run: Path) -> None:
    program = open_program(truths)
    program.wait_until(lambda: bench_of(program)._folder is not None)
    dialog = compare(program, run)
    program.wait_until(lambda: dialog.plot.plot is not None)
    program.qtbot.wait(100)
    plot: Any = dialog.plot.plot
    points = [one for one in dialog.table_model.comparisons if one.old is not None and one.new is not None]
    place = _place_of(plot, points[-3])
    with program.qtbot.waitSignal(dialog.plot.chosen) as clicked:
        program.qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    # Where points lie on each other the click is the upper one's; it lies under the click in any case.
    found = next(one for one in points if one.image.id == clicked.args[0])
    assert (_place_of(plot, found) - place).manhattanLength() <= 12
    program.wait_until(lambda: dialog._shown is not None and dialog._shown.image.id == found.image.id)
    program.wait_until(lambda: bool(dialog.outlines.shown))


def test_that_the_person_may_use_the_new_model_all_the_same_with_a_card_that_tells_how_it_compared(
    open_program: Open, truths: Path, run: Path
) -> None:
    program = open_program(truths)
    program.wait_until(lambda: bench_of(program)._folder is not None)
    for image in sorted(truths.iterdir())[4:]:
        image.unlink()
    dialog = compare(program, run)
    assert dialog.report is not None
    assert dialog.report.figures.verdict is Verdict.TOO_FEW
    assert "Too few to tell" in dialog.verdict.text()
    program.qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: Settings().active_model == "my run")
    program.wait_until(lambda: not dialog.isVisible())
    model = places.models_dir() / "my run.safetensors"
    assert file_sha256(model) == file_sha256(run / BEST) == Settings().active_model_sha256
    assert "Too few to tell" in read_card(model)
    program.wait_until(lambda: program.segmentation.status.name == "my run")
    program.wait_until(program.window.actions_by_id["model.go_back"].isEnabled)
    program.trigger("model.go_back")
    assert Settings().active_model == DEFAULT_MODEL
    # Once more through the gate: the run's model is not taken over twice.
    compare(program, run)
    program.qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: Settings().active_model == "my run")
    assert [path.name for path in places.models_dir().glob("*.safetensors")] == ["my run.safetensors"]


def test_that_nothing_is_put_to_use_that_was_not_compared(
    open_program: Open, truths: Path, run: Path, tmp_path: Path
) -> None:
    other = write_tiny_model(tmp_path / "other.safetensors", seed=1).read_bytes()
    program = open_program(truths)
    bench = bench_of(program)
    program.wait_until(lambda: bench._folder is not None)
    for image in sorted(truths.iterdir())[4:]:
        image.unlink()
    dialog = compare(program, run)
    compared = (run / BEST).read_bytes()
    (run / BEST).write_bytes(other)  # the run was resumed meanwhile
    program.qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: "another best model by now" in dialog.notes.text())
    assert dialog.isVisible()
    assert not list(places.models_dir().glob("*.safetensors"))
    mine = places.models_dir() / "mine.safetensors"
    mine.write_bytes(compared)
    for content in (compared, other):
        mine.write_bytes(content)
        with program.qtbot.waitSignal(bench._models.listed):
            bench._models.list()
        if content is compared:
            bench.open_for_model("mine")
            program.wait_until(lambda: not bench.gate.busy)
            assert dialog.report is not None
    program.qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert "not the one that was compared any more" in dialog.notes.text()
    assert Settings().active_model is None
    assert program.segmentation.status.name == DEFAULT_MODEL


def test_that_a_comparison_can_be_cancelled_and_without_a_folder_says_what_to_do(
    open_program: Open, truths: Path, run: Path
) -> None:
    program = open_program()
    bench = bench_of(program)
    bench.open_for(run)
    assert bench.dialog is not None
    assert "Open a folder" in bench.dialog.notes.text()
    program.workbench.open(truths)
    program.wait_until(lambda: bench._folder is not None)
    bench.open_for(run)
    assert bench.gate.busy
    program.qtbot.mouseClick(bench.dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert not bench.gate.busy
    assert "cancelled" in bench.dialog.notes.text()
    assert bench.dialog.keep_button.isEnabled()


def test_that_a_run_whose_model_is_broken_says_so(open_program: Open, truths: Path, run: Path) -> None:
    (run / BEST).write_bytes(b"broken")
    program = open_program(truths)
    program.wait_until(lambda: bench_of(program)._folder is not None)
    dialog = compare(program, run)
    assert "could not be compared" in dialog.verdict.text()
    assert "damaged" in dialog.notes.text()
    program.qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: not bench_of(program).files.busy)
    program.wait_until(lambda: "damaged" in dialog.notes.text() and dialog.keep_button.isEnabled())
    assert Settings().active_model is None


def report_of(gain: float) -> GateReport:
    random = np.random.default_rng(1)
    old = random.uniform(0.7, 0.9, 30)
    new = np.clip(old + random.normal(gain, 0.02, 30), 0.0, 1.0)
    pairs = [JaccardPair(f"p{number}", float(old[number]), float(new[number])) for number in range(30)]
    comparisons = tuple(
        ImageComparison(GateImage(pair.id, Path("x"), Path("y"), "ground truth"), pair.old, pair.new) for pair in pairs
    )
    return GateReport(
        ComparedModel("a", "a" * 64), ComparedModel("b", "b" * 64), judge(pairs), comparisons, 30, 30, 0.2
    )


@pytest.mark.parametrize(("gain", "default"), [(0.05, "gate_use"), (0.0, "gate_keep"), (-0.05, "gate_keep")])
def test_that_the_default_button_is_the_careful_one(qtbot: Any, gain: float, default: str) -> None:
    dialog = GateDialog()
    qtbot.addWidget(dialog)
    dialog.begin("a", "b", listed=True)
    dialog.show_report(report_of(gain))
    buttons = {button.objectName(): button for button in (dialog.keep_button, dialog.use_button)}
    assert [name for name, button in buttons.items() if button.isDefault()] == [default]
    decided: list[str] = []
    dialog.use_new.connect(lambda: decided.append("use"))
    dialog.keep_old.connect(lambda: decided.append("keep"))
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert decided == []
    assert not dialog.isVisible()


class _Heard:
    """What a child told."""

    def __init__(self, child: ChildEvents) -> None:
        self.events: list[dict[str, Any]] = []
        self.failures: list[str] = []
        self.ended = 0
        child.told.connect(self.events.append)
        child.failed.connect(self.failures.append)
        child.ended.connect(self._note_end)

    def _note_end(self) -> None:
        self.ended += 1


@pytest.mark.parametrize(
    ("script", "events", "ended", "failure"),
    [
        ("print('{\"event\": \"a\"}'); print('no event'); print('[1]'); print('{\"event\": 3}')", 1, 1, ""),
        ('import sys; print(\'{"event": "failed", "message": "no disk"}\'); sys.exit(2)', 1, 0, "no disk"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 0, 0, "killed"),
        ("raise SystemExit('isic-desktop: no such thing')", 0, 0, "no such thing"),
        ("import not_there_at_all", 0, 0, "not_there_at_all"),
        ("import sys; sys.stdout.write('x' * 9_000_000)", 0, 0, "more than can be read"),
        ('for n in range(3000): print(\'{"event": "a"}\')', 3000, 1, ""),
    ],
)
def test_that_whatever_a_child_does_the_window_gets_events_or_a_sentence(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, script: str, events: int, ended: int, failure: str
) -> None:
    import sys

    monkeypatch.setattr("isic_desktop.services.child_process.reentry", lambda *_words: (sys.executable, ["-c", script]))
    child = ChildEvents()
    heard = _Heard(child)
    child.run("anything")
    qtbot.waitUntil(lambda: bool(heard.failures or heard.ended))
    assert (len(heard.events), heard.ended) == (events, ended)
    assert not child.busy
    assert (failure in heard.failures[0]) if failure else heard.failures == []
    child.stop()


def test_that_a_program_that_cannot_be_started_again_is_told(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isic_desktop.services.child_process.reentry", lambda *_words: ("/nowhere/python", []))
    child = ChildEvents()
    heard = _Heard(child)
    child.run("anything")
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert "could not be started" in heard.failures[0]
    child.stop()
