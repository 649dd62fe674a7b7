"""Models that are removed or replaced while they are loaded, and memory that runs out in a worker."""

from __future__ import annotations

import json
import os
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from annotated import make_folder
from drawn import draw_lesion, write_image
from forks import Forks, words_of
from platforms import needs_forks
from pytestqt.qtbot import QtBot
from tiny_model import write_tiny_model

from isic_desktop.commands.segment_cluster import Worker
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.batch_resume import ResumeState
from isic_desktop.core.batch_work import unexpected
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.sidecar import read_sidecar
from isic_desktop.services import batch_job
from isic_desktop.services.batch_job import BatchProgress, BatchRequest, BatchService
from isic_desktop.services.job_thread import JobThread, Order, sentence_for
from isic_desktop.services.segmentation import ModelPhase, Proposal, SegmentationService
from model_train import predictor as predictor_module
from model_train.calibration import calibrate
from model_train.checkpoint import load_checkpoint, save_checkpoint
from model_train.checkpoint_header import file_sha256
from model_train.dataset import collect_pairs
from model_train.errors import CheckpointError
from model_train.images import read_image, read_mask
from model_train.predictor import Predictor

SEED = int(os.environ.get("ISIC_SEED", "1"))


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three models with different answers: two that take each other's place, and the one that is left."""
    place = tmp_path_factory.mktemp("models")
    made = {"a": write_tiny_model(place / "a.safetensors")}
    network, header = load_checkpoint(made["a"])
    for name, factor in (("b", 0.97), ("bundled", 1.03)):
        made[name] = place / f"{name}.safetensors"
        save_checkpoint(made[name], network, replace(header, name=name, threshold=header.threshold * factor))
    return made


def noise() -> np.ndarray:
    image = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    image.setflags(write=False)
    return image


def test_that_a_model_replaced_while_it_is_read_is_not_named_for_another(
    models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model.safetensors"
    model.write_bytes(models["a"].read_bytes())
    real, replaced = predictor_module.file_sha256, []

    def replace_and_hash(path: Path) -> str:
        if not replaced:
            replaced.append(True)
            aside = path.with_suffix(".new")
            aside.write_bytes(models["b"].read_bytes())
            aside.replace(path)
        return real(path)

    monkeypatch.setattr(predictor_module, "file_sha256", replace_and_hash)
    predictor = Predictor(model, "cpu")
    assert replaced
    assert (predictor.header.name, predictor.model_sha256) == ("b", file_sha256(models["b"]))


def test_that_a_model_replaced_without_end_is_refused(
    models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model.safetensors"
    model.write_bytes(models["a"].read_bytes())
    real = predictor_module.file_sha256

    def replace_and_hash(path: Path) -> str:
        aside = path.with_suffix(".new")
        aside.write_bytes(models["b"].read_bytes())
        aside.replace(path)
        return real(path)

    monkeypatch.setattr(predictor_module, "file_sha256", replace_and_hash)
    with pytest.raises(CheckpointError, match="again and again"):
        Predictor(model, "cpu")


@pytest.fixture
def service(models: dict[str, Path], tmp_path: Path) -> Iterator[SegmentationService]:
    model = tmp_path / "model.safetensors"
    model.write_bytes(models["a"].read_bytes())
    made = SegmentationService(model, "cpu", fallback=models["bundled"])
    yield made
    made.stop()


def mistreat(service: SegmentationService, models: dict[str, Path], qtbot: QtBot, requests: int) -> None:
    """Replace, damage and remove the model's file while predictions are asked for."""
    model, image = service._choice.checkpoint, noise()
    expected = {}
    for path in models.values():
        predictor = Predictor(path, "cpu")
        expected[predictor.model_sha256] = (
            predictor.header.name,
            predictor.predict(image) > predictor.header.threshold,
        )
    assert len({mask.tobytes() for _, mask in expected.values()}) == 3, "their answers tell them apart"
    chance, stop = random.Random(SEED), threading.Event()
    contents = [models["a"].read_bytes(), models["b"].read_bytes()]

    def mischief() -> None:
        while not stop.wait(chance.uniform(0, 0.6)):
            content = chance.choice(contents)
            match chance.randrange(6):
                case 0 | 1 | 3 | 4:
                    aside = model.with_suffix(".new")
                    aside.write_bytes(content)
                    aside.replace(model)
                case 2 if chance.random() < 0.5:
                    model.write_bytes(content[: chance.randrange(len(content))])  # in place, and not to its end
                case _:
                    model.unlink(missing_ok=True)

    answers: list[Proposal] = []
    failures: list[str] = []
    service.proposed.connect(answers.append)
    service.failed.connect(lambda path, sentence: failures.append(sentence))
    thread = threading.Thread(target=mischief)
    thread.start()
    try:
        for number in range(requests):
            if number % 3:
                service.use_model(model)
            before = len(answers) + len(failures)
            service.request(Path("/a.jpg"), image)
            qtbot.waitUntil(lambda before=before: len(answers) + len(failures) > before)
    finally:
        stop.set()
        thread.join()
    assert len(answers) + len(failures) == requests
    for proposal in answers:
        name, mask = expected[proposal.prediction.model.sha256]
        assert proposal.prediction.model.name == name
        assert np.array_equal(proposal.prediction.mask, mask), "another model computed it"
    for sentence in failures:
        assert "model" in sentence.lower()
        assert "unexpected" not in sentence
    for name, content in zip("ab", contents, strict=True):
        model.write_bytes(content)
        service.use_model(model)
        with qtbot.waitSignal(service.proposed) as answer:
            service.request(Path("/a.jpg"), image)
        assert answer.args[0].prediction.model.sha256 == file_sha256(models[name])


def test_that_the_model_named_is_the_one_that_computed(
    service: SegmentationService, models: dict[str, Path], qtbot: QtBot
) -> None:
    mistreat(service, models, qtbot, 15)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_that_the_model_named_is_the_one_that_computed_for_long(
    service: SegmentationService, models: dict[str, Path], qtbot: QtBot
) -> None:
    mistreat(service, models, qtbot, 300)


def test_that_a_run_over_a_folder_is_one_models_work_to_the_end(
    models: dict[str, Path], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_job, "_TELL_EVERY_S", 0.0)
    model, store, locks = tmp_path / "model.safetensors", AnnotationStore(), FolderLocks()
    model.write_bytes(models["a"].read_bytes())
    images = make_folder(tmp_path / "images", 6)
    service = BatchService(store, locks)

    def replace_model(progress: BatchProgress) -> None:
        if progress.done:
            model.write_bytes(models["b"].read_bytes())

    service.progressed.connect(replace_model)
    try:
        with qtbot.waitSignal(service.finished) as end:
            service.start(BatchRequest(images, model, "cpu"))
    finally:
        service.stop()
        locks.release_except([])
    assert [result.status for result in end.args[0].results] == ["done"] * 6
    assert file_sha256(model) == file_sha256(models["b"]), "it was replaced"
    predictor = Predictor(models["a"], "cpu")
    for image in images:
        used = read_sidecar(store.paths(image).sidecar).model
        assert used is not None
        assert used.sha256 == predictor.model_sha256
        expected = predictor.predict(read_image(image)) > predictor.header.threshold
        assert np.array_equal(read_mask(store.paths(image).mask).mask, expected)


def test_that_a_worker_of_a_cluster_does_nothing_with_another_model(models: dict[str, Path], tmp_path: Path) -> None:
    (image,) = make_folder(tmp_path / "images", 1)
    with ResumeState(tmp_path):
        pass  # as whoever asks makes it
    asked = {
        "out": str(tmp_path), "checkpoint": str(models["b"]), "device": "cpu", "threshold": None,
        "truth_folder": None, "rescale_01": False, "with_quality": False,
    }  # fmt: skip
    for name, status in (("a", []), ("b", ["done"])):
        worker = Worker(json.dumps({**asked, "model_sha256": file_sha256(models[name])}))
        answer = json.loads(worker({"number": [0], "files": [json.dumps([str(image)])]})["answer"][0])
        assert [result["status"] for result in answer["results"]] == status, answer
        assert answer["reason"] == ("" if status else "CheckpointError")
        assert bool(list(tmp_path.glob("*_Segmentation.png"))) == bool(status)


def test_that_a_model_replaced_while_it_is_calibrated_is_not_given_anothers_calibration(
    models: dict[str, Path], tmp_path: Path
) -> None:
    model = tmp_path / "model.safetensors"
    model.write_bytes(models["a"].read_bytes())
    images = make_folder(tmp_path / "images", 12, truth_for=12)
    pairs = collect_pairs([images[0].parent], [images[0].parent])

    def replace_model(number: int) -> None:
        if number == 3:
            model.write_bytes(models["b"].read_bytes())

    with pytest.raises(CheckpointError, match="replaced while it was calibrated"):
        calibrate(model, pairs, tmp_path / "out.safetensors", device="cpu", on_progress=replace_model)
    assert not (tmp_path / "out.safetensors").exists()


# Memory


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("[enforce fail at alloc_cpu.cpp:117] . DefaultCPUAllocator: can't allocate memory: you tried to"),
        RuntimeError("[enforce fail at alloc_cpu.cpp:117] . DefaultCPUAllocator: not enough memory: you tried to"),
        OSError(12, "Cannot allocate memory"),
    ],
)
def test_that_a_lack_of_memory_is_said_as_one(error: Exception) -> None:
    assert sentence_for(error) == "There is not enough memory for this. Close other programs, and try again."
    assert "not enough memory" in unexpected(Path("a.jpg"), error)


def test_that_a_worker_goes_on_after_memory_ran_out(
    service: SegmentationService, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Predictor.predict_square_with_quality
    with qtbot.waitSignal(service.proposed):
        service.request(Path("/a.jpg"), noise())

    def short_of_memory(*_: object) -> object:
        raise MemoryError

    with monkeypatch.context() as patch, qtbot.waitSignal(service.failed) as failure:
        patch.setattr(Predictor, "predict_square_with_quality", short_of_memory)
        service.request(Path("/a.jpg"), noise())
        qtbot.waitUntil(lambda: not service.busy)
    assert "not enough memory" in failure.args[1]
    assert Predictor.predict_square_with_quality is real
    assert service.status.phase is ModelPhase.READY
    with qtbot.waitSignal(service.proposed):
        service.request(Path("/a.jpg"), noise())


def test_that_a_job_thread_survives_what_its_jobs_raise(qtbot: QtBot) -> None:
    thread, seen = JobThread("test", Order.EVERY_ONE), []
    thread.finished_job.connect(lambda outcome: seen.append(outcome))

    def fails(error: Exception) -> Callable[[Callable[[], bool]], object]:
        def job(_wanted: Callable[[], bool]) -> object:
            raise error

        return job

    try:
        for error in (MemoryError(), OSError(12, "Cannot allocate memory"), RuntimeError("x")):
            thread.submit(None, fails(error))
        thread.submit("last", lambda _wanted: 1)
        qtbot.waitUntil(lambda: len(seen) == 4)
    finally:
        thread.stop()
    assert [type(outcome.error) for outcome in seen] == [MemoryError, OSError, RuntimeError, type(None)]


@pytest.mark.long
@needs_forks
def test_that_a_batch_with_too_little_memory_names_the_image_and_does_the_others(
    models: dict[str, Path], tmp_path: Path
) -> None:
    images = tmp_path / "images"
    images.mkdir()
    for number in range(6):
        write_image(images / f"small{number}.jpg", draw_lesion(320, 240))
    large = np.zeros((9000, 9000, 3), np.uint8)
    write_image(images / "large.png", large)
    del large
    forks, said = Forks(), tmp_path / "said.txt"
    try:
        assert forks.run("segmenting_in_little_memory", said, str(models["a"]), str(images), str(tmp_path / "out"), 150)
    finally:
        forks.close()
    told = {word[1]: (word[2], word[3]) for word in words_of(said) if word[0] == "result"}
    assert told["large"][0] == "failed"
    assert "memory" in told["large"][1]
    assert {status for name, (status, _) in told.items() if name != "large"} == {"done"}
