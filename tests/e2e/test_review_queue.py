"""A person reviews a queue with the keyboard alone, worst first; what they decided is on the disk."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from annotated import annotate, disc, make_folder
from drawn import write_mask
from program_driver import Program
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from isic_desktop.services.segmentation import ModelPhase
from model_train.images import read_mask

Open = Callable[..., Program]
CONTROL = Qt.KeyboardModifier.ControlModifier


def on_disk(image: Path) -> dict[str, object]:
    value: dict[str, object] = json.loads(
        (image.parent / "annotations" / f"{image.stem}_Segmentation.json").read_text(encoding="utf-8")
    )
    return value


def begin_review(program: Program) -> None:
    program.qtbot.keyClick(QApplication.focusWidget() or program.window, Qt.Key.Key_R, CONTROL)
    program.wait_until(lambda: program.window.review_bar.isVisible())


def label(program: Program, name: str) -> str:
    found = program.window.findChild(QLabel, name)
    assert found is not None
    return found.text()


@pytest.fixture
def queue(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, dict[str, float]]:
    """Twenty predicted images of known quality, half of them with ground truth, and two that are done."""
    count = getattr(request, "param", 20)
    folder = tmp_path / "queue"
    images = make_folder(folder, count + 2)
    chosen = random.Random(7)
    truth, quality = disc(40), {}
    for number, image in enumerate(images[:count]):
        estimate = round(chosen.uniform(0.4, 0.95), 3)
        radius = chosen.randrange(24, 40)
        annotate(image, "predicted" if number % 3 else "corrected", radius=radius, predicted_jaccard=estimate)
        quality[image.name] = estimate
        if number % 2:
            write_mask(image.with_name(f"{image.stem}_Segmentation.png"), truth)
            quality[image.name] = float(disc(radius).sum() / truth.sum())
    annotate(images[count], "accepted", predicted_jaccard=0.01)
    annotate(images[count + 1], "rejected", predicted_jaccard=0.01)
    return folder, quality


@pytest.mark.parametrize("queue", [20, pytest.param(100, marks=pytest.mark.long)], indirect=True)
def test_that_a_queue_is_judged_by_keys_alone_and_it_is_on_the_disk(
    open_program: Open, queue: tuple[Path, dict[str, float]]
) -> None:
    folder, quality = queue
    count = len(quality)
    program = open_program(folder)
    program.wait_for_image()
    program.wait_for_index()
    before = {name: read_mask(folder / "annotations" / f"{Path(name).stem}_Segmentation.png").mask for name in quality}
    begin_review(program)
    worst_first = sorted(quality, key=lambda name: quality[name])
    decided: dict[str, str] = {}
    for place, name in enumerate(worst_first):
        program.wait_for_image(name)
        assert label(program, "review_place") == f"{place} done · {count - place} left"
        assert ("▾ below 0.65" in label(program, "review_quality")) == (quality[name] < 0.65)
        assert f"{quality[name]:.3f}" in label(program, "review_quality")
        state = "rejected" if quality[name] < 0.65 else "accepted"
        decided[name] = state
        program.key(Qt.Key.Key_Z if state == "rejected" else Qt.Key.Key_Q)
    rejected = sum(state == "rejected" for state in decided.values())
    program.wait_until(lambda: "The queue is done" in program.window.banner.text)
    assert f"{count - rejected} accepted, {rejected} rejected" in program.window.banner.text
    assert 0 < rejected < count
    program.wait_until(lambda: not program.session.unsaved_paths)
    for name, state in decided.items():
        assert on_disk(folder / name)["state"] == state, name
        mask = read_mask(folder / "annotations" / f"{Path(name).stem}_Segmentation.png").mask
        assert np.array_equal(mask, before[name]), name
    program.wait_until(lambda: f"{count + 2} of {count + 2} reviewed" in label(program, "gallery_reviewed"))
    program.qtbot.keyClick(QApplication.focusWidget() or program.window, Qt.Key.Key_R, CONTROL)
    program.wait_until(lambda: len(program.window.gallery.model.paths) == count + 2)
    assert not program.window.review_bar.isVisible()


def test_that_a_key_held_down_judges_one_image(open_program: Open, queue: tuple[Path, dict[str, float]]) -> None:
    folder, quality = queue
    program = open_program(folder)
    program.wait_for_image()
    program.wait_for_index()
    begin_review(program)
    first, second, *_ = sorted(quality, key=lambda name: quality[name])
    program.wait_for_image(first)
    target = QApplication.focusWidget() or program.window
    program.key(Qt.Key.Key_Q)
    program.wait_for_image(second)
    for _ in range(5):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            again = QKeyEvent(kind, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, "q", True)
            QApplication.sendEvent(target, again)
    program.qtbot.wait(100)
    assert program.session.current_path == folder / second
    assert label(program, "review_place") == "1 done · 19 left"


def test_that_a_judgement_before_the_image_is_there_counts_for_nothing(
    open_program: Open, queue: tuple[Path, dict[str, float]]
) -> None:
    folder, quality = queue
    program = open_program(folder)
    program.wait_for_image()
    program.wait_for_index()
    begin_review(program)
    first, second, third, *_ = sorted(quality, key=lambda name: quality[name])
    program.wait_for_image(first)
    program.key(Qt.Key.Key_Q)
    assert program.session.current is None, "the next one is on its way"
    program.window.actions_by_id["annotation.accept"].trigger()
    program.wait_for_image(second)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert on_disk(folder / first)["state"] == "accepted"
    assert on_disk(folder / second)["state"] != "accepted"
    assert on_disk(folder / third)["state"] != "accepted"


def test_that_what_was_passed_over_comes_again_and_going_back_is_allowed(
    open_program: Open, queue: tuple[Path, dict[str, float]]
) -> None:
    folder, quality = queue
    program = open_program(folder)
    program.wait_for_image()
    program.wait_for_index()
    begin_review(program)
    order = sorted(quality, key=lambda name: quality[name])
    program.wait_for_image(order[0])
    program.key(Qt.Key.Key_D)  # passed over
    program.wait_for_image(order[1])
    for name in order[1:]:
        program.wait_for_image(name)
        program.key(Qt.Key.Key_Q)
    program.wait_for_image(order[0])
    program.key(Qt.Key.Key_D)
    program.wait_for_image(order[1])
    program.key(Qt.Key.Key_Z)  # thought better of it
    program.wait_for_image(order[0])
    program.key(Qt.Key.Key_Q)
    program.wait_until(lambda: "19 accepted, 1 rejected" in program.window.banner.text)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert on_disk(folder / order[1])["state"] == "rejected"
    assert on_disk(folder / order[0])["state"] == "accepted"


def test_that_a_queue_of_new_images_is_outlined_ahead_by_the_model(open_program: Open, tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    images = make_folder(folder, 4)
    program = open_program(folder)
    program.wait_for_image()
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    begin_review(program)
    service = program.segmentation
    forwards: list[str] = []
    real = service._propose

    def counting(image_path: Path, *more: object) -> object:
        forwards.append(image_path.name)
        return real(image_path, *more)  # type: ignore[arg-type]

    service._propose = counting  # type: ignore[assignment, method-assign]
    for number, image in enumerate(images):
        program.wait_for_image(image.name)
        document = program.document
        program.wait_until(lambda document=document: document.prediction is not None)
        assert document.provenance.state == "predicted"
        if number + 1 < len(images):
            # The next one is predicted while the person looks at this one.
            following = images[number + 1].name
            program.wait_until(lambda following=following: following in forwards)
            program.wait_until(lambda: not service._thread.busy)
        program.key(Qt.Key.Key_Q)
    program.wait_until(lambda: "4 accepted" in program.window.banner.text)
    program.wait_until(lambda: not program.session.unsaved_paths)
    assert sorted(set(forwards)) == sorted(forwards), "none is predicted twice"
    for image in images:
        assert on_disk(image)["state"] == "accepted"
        assert on_disk(image)["origin"] == "machine"


def test_that_without_anything_to_review_there_is_no_review(open_program: Open, tmp_path: Path) -> None:
    program = open_program()
    program.trigger("review.worst_first")
    assert not program.window.actions_by_id["review.worst_first"].isChecked()
    (image,) = make_folder(tmp_path / "done", 1)
    annotate(image, "accepted")
    program.workbench.open(image.parent)
    program.wait_for_image()
    program.wait_for_index()
    program.trigger("review.worst_first")
    program.wait_until(lambda: "nothing left to review" in program.window.banner.text)
    program.wait_until(lambda: len(program.window.gallery.model.paths) == 1)
    assert not program.window.review_bar.isVisible()


def test_that_a_prediction_ahead_never_touches_what_a_person_did(open_program: Open, tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    images = make_folder(folder, 2)
    annotate(images[1], "corrected", radius=11)
    program = open_program(folder)
    program.wait_for_image()
    program.wait_until(lambda: program.segmentation.status.phase is ModelPhase.READY)
    program.wait_for_index()
    pixels = program.session.current
    assert pixels is not None
    program.segmentation.predict_ahead(images[1], pixels.rgb)
    program.wait_until(lambda: not program.segmentation._thread.busy)
    program.key(Qt.Key.Key_D)
    program.wait_for_image("img2.jpg")
    document = program.document
    assert document.prediction is None
    assert np.array_equal(document.mask, disc(11))
