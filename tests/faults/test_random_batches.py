"""Runs over a folder and thumbnails beside it, paused, given up and asked for in orders drawn by lot."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from annotated import annotate, make_folder
from pytestqt.qtbot import QtBot
from test_random_schedules import SEED, long_and_short, schedule, turn
from tiny_model import write_tiny_model

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.batch_work import ImageResult
from isic_desktop.core.folder_lock import FolderLocks
from isic_desktop.core.sidecar import read_sidecar
from isic_desktop.services.batch_job import BatchOutcome, BatchRequest, BatchService
from isic_desktop.services.editing_jobs import EditingJobs
from isic_desktop.services.thumbnails import Thumbnail, ThumbnailService
from model_train.checkpoint_header import file_sha256
from model_train.images import read_mask

pytestmark = pytest.mark.timeout(1800)


def segment_in_an_order(place: Path, model: Path, seed: int, qtbot: QtBot) -> Counter[str]:
    """One run with a person at work beside it; gives how many images came to what."""
    chance = random.Random(seed)
    store, locks = AnnotationStore(), FolderLocks()
    images = make_folder(place, 7)
    annotate(images[0], "accepted")
    persons = {images[0]: store.paths(images[0]).mask.read_bytes()}
    service, thumbnails, jobs = BatchService(store, locks), ThumbnailService(store), EditingJobs()
    made: list[ImageResult] = []
    ended: list[BatchOutcome] = []
    pictures: list[Thumbnail] = []
    answers: list[int] = []
    awaited: list[int] = []
    service.made.connect(made.extend)
    service.finished.connect(ended.append)
    thumbnails.made.connect(pictures.append)
    try:
        with schedule(seed):
            service.start(BatchRequest(images, model, "cpu"))
            given_up = False
            for number in range(60):
                act = chance.choices(
                    ("pause", "on", "claim", "picture", "forget", "job", "cancel"), (4, 8, 4, 8, 1, 6, 1)
                )
                match act[0]:
                    case "pause":
                        service.pause(True)
                    case "on":
                        service.pause(False)
                    case "claim":
                        service.claim(chance.sample(images, 2))
                    case "picture":
                        thumbnails.request(chance.choice(images))
                    case "forget":
                        thumbnails.forget_all()
                    case "job":
                        awaited[:] = [number]
                        jobs.run(lambda number=number: number, answers.append)
                    case "cancel" if not given_up and number > 30:
                        service.cancel()
                        given_up = True
                turn(chance)
            service.claim([])
            service.pause(False)
            qtbot.waitUntil(lambda: bool(ended))
            qtbot.waitUntil(lambda: not jobs.busy)
    finally:
        for one in (service, thumbnails, jobs):
            one.stop()
        locks.release_except([])
    assert len(ended) == 1
    assert answers[-1:] == awaited, "the latest is answered"
    assert answers == sorted(set(answers)), "none is answered twice, or late"
    (outcome,) = ended
    assert [one.file for one in made] == [one.file for one in outcome.results], "what is told is what was done"
    assert len({one.file for one in made}) == len(made), "no image is gone through twice"
    assert given_up or len(made) == len(images)
    for image, before in persons.items():
        assert store.paths(image).mask.read_bytes() == before, "a person's mask is as it was"
    sha256 = file_sha256(model)
    for result in made:
        if result.status == "done":
            paths = store.paths(result.file)
            assert read_mask(paths.mask).mask.shape == (120, 160)
            sidecar = read_sidecar(paths.sidecar)
            assert sidecar is not None
            assert sidecar.model is not None
            assert sidecar.model.sha256 == sha256
    written = {path.name for path in (place / "annotations").glob("*_Segmentation.png")}
    told = {store.paths(one.file).mask.name for one in made if one.status == "done"}
    assert written == told | {store.paths(image).mask.name for image in persons}, "no mask that nobody was told of"
    assert not list(place.rglob(".writing-*"))
    assert pictures
    assert all(not one.error and not one.picture.isNull() for one in pictures)
    return Counter(one.status for one in made)


@long_and_short
def test_that_no_order_of_pausing_claiming_and_giving_up_harms_a_mask(
    orders: int, tmp_path: Path, qtbot: QtBot
) -> None:
    model = write_tiny_model(tmp_path / "m.safetensors")
    came_to: Counter[str] = Counter()
    for number in range(2 * orders):
        came_to += segment_in_an_order(tmp_path / str(number), model, SEED + number, qtbot)
    assert came_to["done"] > 0
