"""Predicting aside: the latest request wins, a model is never used unseen, and what goes wrong is told once."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from drawn import draw_lesion, write_image
from patience import PATIENCE_S
from pytestqt.qtbot import QtBot
from tiny_model import write_tiny_model

from isic_desktop.services.segmentation import ModelPhase, ModelStatus, Proposal, SegmentationService
from model_train import checkpoint, predictor
from model_train.predictor import Predictor

Image = tuple[Path, np.ndarray]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two models of one architecture."""
    folder = tmp_path_factory.mktemp("models")
    for number, name in enumerate(("one", "two")):
        write_tiny_model(folder / f"{name}.safetensors", seed=number)
    return folder


@pytest.fixture
def model(models: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(models / "one.safetensors", tmp_path / "one.safetensors"))


@pytest.fixture
def image(tmp_path: Path) -> Image:
    rgb = draw_lesion(80, 60, (40, 30))
    path = write_image(tmp_path / "a.png", rgb)
    rgb.setflags(write=False)
    return path, rgb


class Watched:
    """A service and all it has told."""

    def __init__(self, service: SegmentationService, qtbot: QtBot) -> None:
        self.service = service
        self.qtbot = qtbot
        self.proposals: list[Proposal] = []
        self.failures: list[str] = []
        self.fallen_back: list[str] = []
        self.statuses: list[ModelStatus] = []
        service.proposed.connect(self.proposals.append)
        service.failed.connect(lambda _path, sentence: self.failures.append(str(sentence)))
        service.fell_back.connect(lambda _name, reason: self.fallen_back.append(str(reason)))
        service.status_changed.connect(self.statuses.append)

    def settle(self) -> None:
        """Wait until nothing is under way and all has been told."""
        self.qtbot.waitUntil(lambda: not self.service._thread.busy and not self.service.busy)
        self.qtbot.wait(1)

    def load(self) -> None:
        self.service.warm_up()
        self.qtbot.waitUntil(lambda: self.service.status.phase is ModelPhase.READY)

    def answer(self, image: Image) -> Proposal:
        before = len(self.proposals)
        self.service.request(*image)
        self.settle()
        assert len(self.proposals) == before + 1
        return self.proposals[-1]


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[Callable[..., Watched]]:
    made: list[SegmentationService] = []

    def start(path: Path, **more: object) -> Watched:
        made.append(SegmentationService(path, "cpu", **more))  # type: ignore[arg-type]
        return Watched(made[-1], qtbot)

    yield start
    for service in made:
        service.stop()
    torch.set_num_threads(torch.get_num_threads())  # threads to come take the last number that was given


def test_that_only_the_latest_request_is_answered(watch: Callable[..., Watched], model: Path, image: Image) -> None:
    watched = watch(model)
    watched.load()
    other = write_image(image[0].with_name("b.png"), image[1])
    watched.service.request(*image)
    watched.service.request(other, image[1])
    watched.settle()
    assert [proposal.image_path for proposal in watched.proposals] == [other]


def test_that_ending_does_not_wait_for_the_rest_of_a_model_that_loads(
    watch: Callable[..., Watched], model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, ended = threading.Event(), threading.Event()
    read, built = checkpoint.read_tensors, []

    def slowly(path: Path) -> dict[str, torch.Tensor]:
        reading.set()
        assert ended.wait(PATIENCE_S)
        return read(path)

    monkeypatch.setattr(checkpoint, "read_tensors", slowly)
    monkeypatch.setattr(predictor, "fuse", lambda *what: built.append(what))
    watched = watch(model)
    watched.service.warm_up()
    assert reading.wait(PATIENCE_S)
    wait = watched.service._thread.wait
    monkeypatch.setattr(watched.service._thread, "wait", lambda: (ended.set(), wait()))
    watched.service.stop()
    assert built == []


def test_that_a_request_given_up_while_the_model_loads_is_not_answered_and_the_model_comes(
    watch: Callable[..., Watched], model: Path, image: Image
) -> None:
    watched = watch(model)
    watched.service.request(*image)
    assert watched.service.status.phase is ModelPhase.LOADING
    watched.service.cancel()
    assert not watched.service.busy
    watched.qtbot.waitUntil(lambda: watched.service.status.phase is ModelPhase.READY)
    watched.settle()
    assert watched.proposals == []


def test_that_what_was_predicted_ahead_is_the_answer_for_that_picture_and_model_only(
    watch: Callable[..., Watched], models: Path, model: Path, image: Image
) -> None:
    watched = watch(model)
    watched.service.predict_ahead(*image)  # there is no model yet: nothing is done
    assert not watched.service._thread.busy
    watched.load()
    watched.service.predict_ahead(*image)
    watched.settle()
    assert watched.proposals == []
    ((_, ahead),) = watched.service._ahead
    assert watched.answer(image) is ahead
    again = watched.answer((image[0], image[1].copy()))  # read anew: it may be another picture
    assert again is not ahead
    assert np.array_equal(again.prediction.mask, ahead.prediction.mask)
    watched.service.use_model(models / "two.safetensors")
    other = watched.answer(image)
    assert other.prediction.model.sha256 != ahead.prediction.model.sha256


def test_that_a_model_that_is_gone_is_told_and_used_when_it_is_back(
    watch: Callable[..., Watched], model: Path, image: Image
) -> None:
    elsewhere = model.rename(model.with_name("elsewhere"))
    watched = watch(model)
    watched.service.request(*image)
    watched.settle()
    assert watched.service.status.phase is ModelPhase.FAILED
    assert len(watched.failures) == 1
    assert "'one', is gone" in watched.failures[0]
    elsewhere.rename(model)
    assert watched.answer(image).image_path == image[0]
    assert watched.service.status.phase is ModelPhase.READY


def test_that_the_bundled_model_takes_the_place_of_one_that_is_gone_and_this_is_told_once(
    watch: Callable[..., Watched], models: Path, model: Path, image: Image
) -> None:
    fallback = models / "two.safetensors"
    watched = watch(model, fallback=fallback)
    mine = watched.answer(image).prediction.model.sha256
    model.unlink()
    instead = watched.answer(image).prediction.model.sha256
    assert instead == Predictor(fallback, "cpu").model_sha256 != mine
    watched.answer(image)
    assert len(watched.fallen_back) == 1
    assert "is gone" in watched.fallen_back[0]
    watched.service.use_model(model)  # chosen again: it is told again
    watched.settle()
    assert len(watched.fallen_back) == 2


def test_that_a_file_that_was_only_touched_is_still_the_model(
    watch: Callable[..., Watched], models: Path, model: Path, image: Image
) -> None:
    watched = watch(model, fallback=models / "two.safetensors")
    mine = watched.answer(image).prediction.model
    os.utime(model, (1000, 1000))
    assert watched.answer(image).prediction.model == mine
    assert watched.fallen_back == []


@pytest.mark.parametrize("while_loaded", [True, False])
def test_that_a_model_that_was_replaced_is_not_used_unseen(
    watch: Callable[..., Watched], models: Path, model: Path, image: Image, while_loaded: bool
) -> None:
    mine = Predictor(model, "cpu").model_sha256
    watched = watch(model, sha256=mine, fallback=models / "one.safetensors")
    if while_loaded:
        watched.answer(image)
    shutil.copy(models / "two.safetensors", model)
    assert watched.answer(image).prediction.model.sha256 == mine, "that of the bundled one, which is the same here"
    assert len(watched.fallen_back) == 1
    assert "was replaced by another model" in watched.fallen_back[0]


def test_that_a_damaged_model_without_another_one_is_said_once_for_each_request(
    watch: Callable[..., Watched], model: Path, image: Image
) -> None:
    model.write_bytes(b"no model at all")
    watched = watch(model, fallback=model)  # the bundled one itself
    watched.service.request(*image)
    watched.settle()
    assert len(watched.failures) == 1
    assert str(model) in watched.failures[0]
    assert watched.proposals == []


@pytest.mark.parametrize("known", [True, False])
def test_that_a_model_is_still_the_chosen_one_where_only_the_device_or_the_threads_changed(
    watch: Callable[..., Watched], models: Path, model: Path, image: Image, known: bool
) -> None:
    sha256 = Predictor(model, "cpu").model_sha256
    watched = watch(model, sha256=sha256 if known else "", fallback=models / "two.safetensors")
    watched.answer(image)
    watched.service.use_device("cpu", 1)
    assert watched.answer(image).prediction.model.sha256 == sha256
    assert watched.fallen_back == []
    shutil.copy(models / "two.safetensors", model)
    watched.service.use_device("cpu", 2)
    watched.answer(image)
    assert len(watched.fallen_back) == 1, "what was replaced meanwhile is not taken in with the new device"
    watched.service.use_device("cpu", 1)
    watched.answer(image)
    assert watched.service.status.instead_of == "one"


def test_that_a_device_that_is_not_there_gives_way_to_the_processor(
    watch: Callable[..., Watched], model: Path, image: Image
) -> None:
    watched = watch(model)
    watched.service.use_device("cuda:7")
    assert watched.service.device == "cuda:7"
    assert watched.service.status.phase is ModelPhase.ABSENT, "nothing is loaded before it is wanted"
    assert len(watched.statuses) == 1
    watched.answer(image)
    assert watched.service.status.device == "CPU"
    assert any("The CPU is used instead" in status.message for status in watched.statuses)
    watched.service.use_device("cpu", 1)  # a loaded model is loaded again there
    watched.qtbot.waitUntil(lambda: watched.service.status.phase is ModelPhase.READY)
    told = len(watched.statuses)
    watched.service.use_device("cpu", 1)
    watched.settle()
    assert len(watched.statuses) == told, "nothing has changed"


def test_that_what_is_said_while_loading_is_told_although_a_request_followed(
    watch: Callable[..., Watched], model: Path, image: Image
) -> None:
    watched = watch(model)
    watched.service.use_device("cuda:7")
    watched.service.warm_up()
    # Without the event loop: the image is asked for while the model is being loaded.
    end = time.monotonic() + PATIENCE_S
    while not watched.service._messages:
        assert time.monotonic() < end
    watched.answer(image)
    assert sum("The CPU is used instead" in status.message for status in watched.statuses) >= 1
    told = len(watched.statuses)
    watched.answer(image)
    assert not any("CPU is used" in status.message for status in watched.statuses[told:]), "once is enough"


def test_that_an_image_whose_file_went_or_changed_is_predicted_from_what_is_on_the_screen(
    watch: Callable[..., Watched], model: Path, image: Image
) -> None:
    watched = watch(model)
    path, rgb = image
    there = watched.answer(image).prediction.mask
    write_image(path, draw_lesion(50, 90, (25, 45)))  # another size
    assert watched.answer((path, rgb.copy())).prediction.mask.shape == there.shape
    path.unlink()
    gone = watched.answer((path, rgb.copy())).prediction.mask
    assert gone.shape == (60, 80)
    assert np.mean(gone == there) > 0.9


def test_that_a_prediction_that_fails_is_told_and_the_model_goes_on(
    watch: Callable[..., Watched], model: Path, image: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = watch(model)
    watched.load()

    def out_of_memory(*_arguments: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(Predictor, "predict_square_with_quality", out_of_memory)
        watched.service.request(*image)
        watched.settle()
    assert len(watched.failures) == 1
    assert "memory" in watched.failures[0]
    assert watched.service.status.phase is ModelPhase.READY
    watched.answer(image)


def test_that_loading_waits_for_the_others_only_where_torch_must_be_imported(
    watch: Callable[..., Watched], model: Path
) -> None:
    watched = watch(model)
    watched.service.wait_for_others()
    watched.load()  # torch is there already
    watched.service.others_are_there()
