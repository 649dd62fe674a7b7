"""The whole way round: correct outlines, train on them, compare, switch the model, predict with it."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn import draw_lesion, write_image
from program_driver import Program
from PySide6.QtCore import Qt
from training_driver import Trainer, annotated

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.gate import MIN_IMAGES
from isic_desktop.core.holdout import is_held_out
from isic_desktop.core.model_card import read_card
from isic_desktop.core.model_registry import DEFAULT_MODEL
from isic_desktop.core.settings import Settings
from isic_desktop.core.sidecar import ModelUsed, read_sidecar
from isic_desktop.services.segmentation import ModelPhase
from isic_desktop.views.gate_dialog import GateDialog
from isic_desktop.views.gatebench import GateBench
from model_train.checkpoint_header import file_sha256, read_header

Open = Callable[..., Program]

TRAINED = [name for name in (f"img{number}" for number in range(40)) if not is_held_out(name)][:6]
JUDGES = [name for name in (f"img{number}" for number in range(400)) if is_held_out(name)][:MIN_IMAGES]
# In natural order these come first, so that the person meets them first.
NEW = [name for name in (f"a{number}" for number in range(20)) if not is_held_out(name)][:3]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Three new images; six accepted ones to train on, and as many held-out ones as a verdict needs."""
    folder = annotated(tmp_path / "photos", [*TRAINED, *JUDGES])
    for number, name in enumerate(NEW):
        pixels = draw_lesion(64, 64, (24 + 7 * number, 40 - 6 * number))
        write_image(folder / f"{name}.png", pixels)
    return folder


def correct_new_images(program: Program) -> None:
    """Have the model outline each new image, add a stroke, accept."""
    for name in NEW:
        program.wait_for_image(f"{name}.png")
        program.segment()
        program.canvas.set_brush_size(8)
        program.stroke((24, 30), (34, 38))
        program.trigger("annotation.accept")
    program.wait_until(lambda: not program.session.unsaved_paths)


def pass_the_gate(program: Program, run: Path) -> GateDialog:
    """Compare a run with the model in use by the button of the training window, and wait for the verdict."""
    bench = program.window.findChild(GateBench)
    assert bench is not None
    trainer = Trainer(program)
    trainer.click("watch_compare")
    program.wait_until(lambda: bench.gate.busy)
    program.wait_until(lambda: not bench.gate.busy)
    dialog = bench.dialog
    assert dialog is not None
    assert dialog.report is not None, dialog.notes.text()
    assert dialog.report.new.sha256 == file_sha256(run / "best.safetensors")
    return dialog


def use_new_model(program: Program, dialog: GateDialog, name: str) -> Path:
    """Decide for the new model; gives its file."""
    assert Settings().active_model != name
    program.qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    program.wait_until(lambda: Settings().active_model == name)
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    return places.models_dir() / f"{name}.safetensors"


def model_of(image: Path) -> ModelUsed:
    model = read_sidecar(AnnotationStore().paths(image).sidecar).model
    assert model is not None
    return model


def test_that_corrections_become_a_model_that_is_judged_chosen_and_predicts(open_program: Open, photos: Path) -> None:
    program = open_program(photos)
    correct_new_images(program)
    corrected = photos / f"{NEW[0]}.png"
    assert model_of(corrected).name == DEFAULT_MODEL
    trainer = Trainer(program)
    trainer.start("frozen", 1)
    trainer.wait_for_end()
    news = trainer.bench.service.latest
    assert news is not None
    # What looks like a held-out image is held out with it.
    held_out = len(TRAINED) + len(NEW) + len(JUDGES) - news.train - news.val
    assert len(JUDGES) <= held_out < len(JUDGES) + len(NEW)
    run = news.run
    # The judges are the held-out images, which no training has seen.
    dialog = pass_the_gate(program, run)
    report = dialog.report
    assert report is not None
    assert len(report.figures.pairs) == held_out
    assert {one.image.image.stem for one in report.comparisons} >= set(JUDGES)
    assert report.seen("new") == 0
    assert dialog.keep_button.isDefault() == (report.figures.verdict.value != "better")
    model = use_new_model(program, dialog, run.name)
    assert file_sha256(model) == file_sha256(run / "best.safetensors")
    assert len(read_header(model).training_hashes) > 0
    for told in (f"# {run.name}", "not a medical device", "Better on", file_sha256(model), "encoder frozen"):
        assert told in read_card(model), told
    # Predicting with it: what was corrected keeps the model it came from.
    program.trigger("image.previous")
    program.wait_until(lambda: program.session.current is not None)
    program.segment()
    prediction = program.session.document.prediction if program.session.document is not None else None
    assert prediction is not None
    assert prediction.model.sha256 == file_sha256(model)
    assert model_of(corrected).name == DEFAULT_MODEL
    program.trigger("model.go_back")
    assert Settings().active_model == DEFAULT_MODEL


@pytest.mark.long
def test_that_each_regime_is_trained_one_stopped_one_killed_and_resumed_and_the_better_one_chosen(
    open_program: Open, photos: Path
) -> None:
    program = open_program(photos)
    correct_new_images(program)
    trainer = Trainer(program)
    trainer.start("frozen", 1000)
    trainer.wait_for_epoch(1)
    trainer.click("watch_stop")
    trainer.wait_for_end()
    news = trainer.bench.service.latest
    assert news is not None
    assert news.stopped
    first = news.run
    dialog = pass_the_gate(program, first)
    model = use_new_model(program, dialog, first.name)

    trainer.start("finetune", 1000)
    trainer.wait_for_epoch(1)
    news = trainer.bench.service.latest
    assert news is not None
    second = news.run
    os.kill(json.loads((second / "process.json").read_text())["pid"], signal.SIGKILL)
    trainer.wait_for_end()
    done = trainer.bench.service.latest
    assert done is not None
    trainer.click("watch_resume")
    program.wait_until(lambda: trainer.bench.service.is_training)
    trainer.wait_for_epoch(done.epoch + 1)
    assert list(trainer.window.watch.curves._lines)  # they have filled
    trainer.click("watch_stop")
    trainer.wait_for_end()
    # Now the first run's model is in use, and is what the second is compared with.
    dialog = pass_the_gate(program, second)
    assert dialog.report is not None
    assert (dialog.report.old.name, dialog.report.old.sha256) == (first.name, file_sha256(model))
    newer = use_new_model(program, dialog, second.name)

    program.trigger("image.previous")
    program.wait_until(lambda: program.session.current is not None)
    program.segment()
    document = program.document
    assert document.prediction is not None
    assert document.prediction.model.sha256 == file_sha256(newer)
    # The model in use goes away: the next prediction says so, and is the bundled model's.
    newer.unlink()
    program.trigger("image.previous")
    program.wait_until(lambda: program.session.current is not None)
    program.segment()
    assert program.session.document is not None
    assert program.session.document.prediction is not None
    assert program.session.document.prediction.model.name == DEFAULT_MODEL
    assert second.name in program.window.banner.text
