"""The workers under schedules drawn by lot: threads change hands all the time and wait where it hurts.

In many orders, what must be so is so. The seed of the first order is `ISIC_SEED`.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from annotated import annotate, make_folder
from drawn import draw_lesion
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot
from session_desk import Desk, journals
from tiny_model import write_tiny_model

from isic_desktop.core import image_facts
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.image_index import ImageIndex
from isic_desktop.core.image_listing import list_folder
from isic_desktop.core.image_table import ImageTable
from isic_desktop.core.sidecar import read_sidecar
from isic_desktop.services import indexing as indexing_module
from isic_desktop.services.indexing import Indexing, Known
from isic_desktop.services.job_thread import JobThread, Order, Outcome
from isic_desktop.services.journaling import JournalService
from isic_desktop.services.segmentation import ModelPhase, Proposal, SegmentationService
from model_train.checkpoint import load_checkpoint, save_checkpoint
from model_train.checkpoint_header import file_sha256
from model_train.images import read_mask
from model_train.pairing import TruthFinder
from model_train.predictor import Predictor

SEED = int(os.environ.get("ISIC_SEED", "1"))
long_and_short = pytest.mark.parametrize(
    "orders", [pytest.param(1, id="short"), pytest.param(40, id="long", marks=[pytest.mark.long])]
)
pytestmark = pytest.mark.timeout(1800)


class Schedule:
    """Draws when threads wait, and for how long; each thread draws for itself, from one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self._own = threading.local()

    def pause(self) -> None:
        """Wait a moment, or give way, or go on."""
        chance = getattr(self._own, "chance", None)
        if chance is None:
            chance = self._own.chance = random.Random(f"{self.seed} {threading.current_thread().name}")
        if chance.random() < 0.5:
            time.sleep(chance.choice((0.0, 0.0, 0.0005, 0.002, 0.006)))

    def unruly(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """A function that waits before and after what it does."""

        def waiting(*arguments: Any, **options: Any) -> Any:
            self.pause()
            try:
                return call(*arguments, **options)
            finally:
                self.pause()

        return waiting


@contextmanager
def schedule(seed: int) -> Iterator[Schedule]:
    """Within the block threads change hands after a microsecond, and wait at the boundaries of the workers."""
    made, interval = Schedule(seed), sys.getswitchinterval()
    with pytest.MonkeyPatch.context() as patch:
        # Of every job: what runs between taking it and telling of it.
        patch.setattr(JobThread, "_outcome_of", staticmethod(made.unruly(JobThread._outcome_of)))
        patch.setattr(JournalService, "_write_incoming", made.unruly(JournalService._write_incoming))
        for name in ("fsync", "replace"):
            patch.setattr(os, name, made.unruly(getattr(os, name)))
        for place, name in ((AnnotationStore, "save"), (ImageIndex, "put"), (image_facts, "read_fully")):
            patch.setattr(place, name, made.unruly(getattr(place, name)))
        patch.setattr(Predictor, "predict_square_with_quality", made.unruly(Predictor.predict_square_with_quality))
        sys.setswitchinterval(1e-6)
        try:
            yield made
        finally:
            sys.setswitchinterval(interval)


def turn(chance: random.Random) -> None:
    """Let events come in, or not, and let some time go by, or not."""
    if chance.random() < 0.6:
        QCoreApplication.processEvents()
    if chance.random() < 0.3:
        time.sleep(chance.uniform(0, 0.004))


# The one way to run things aside


class Jobs:
    """Submits jobs from several threads, gives some up, and notes what ran and what was told."""

    def __init__(self, thread: JobThread) -> None:
        self.thread = thread
        self.told: list[int] = []
        self.ran: list[object] = []
        self.at_once = 0
        self.most_at_once = 0
        thread.finished_job.connect(self._take)

    def _take(self, outcome: Outcome) -> None:
        assert outcome.error is None
        assert outcome.value == outcome.key
        self.told.append(outcome.ticket)

    def submit(self, key: object, work: Callable[[], None]) -> int:
        def job(_wanted: Callable[[], bool]) -> object:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            work()
            self.ran.append(key)
            self.at_once -= 1
            return key

        return self.thread.submit(key, job)


def run_jobs(order: Order, seed: int, qtbot: QtBot) -> None:
    with schedule(seed) as drawn:
        thread = JobThread("test", order, keep=5)
        jobs, chance = Jobs(thread), drawn.chance
        try:
            tickets: list[int] = []
            since_cancel: list[int] = []
            for number in range(60):
                if order is Order.EVERY_ONE and chance.random() < 0.05:
                    thread.cancel_all()
                    since_cancel.clear()
                tickets.append(jobs.submit(number, drawn.pause))
                since_cancel.append(tickets[-1])
                turn(chance)
            others = [
                threading.Thread(
                    target=lambda number=number: [jobs.submit((number, one), drawn.pause) for one in range(10)]
                )
                for number in range(2)
            ]
            for other in others if order is Order.EVERY_ONE else ():
                other.start()
                turn(chance)
            for other in others if order is Order.EVERY_ONE else ():
                other.join()
            qtbot.waitUntil(lambda: not thread.busy)
        finally:
            thread.stop(finish=True)
        QCoreApplication.processEvents()
    assert jobs.most_at_once == 1
    assert len(set(jobs.told)) == len(jobs.told), "told twice"
    assert tickets == sorted(tickets)
    if order is Order.EVERY_ONE:
        assert jobs.told == sorted(jobs.told)
        assert set(since_cancel) <= set(jobs.told), "given up although it was wanted"
        for number in range(2):
            found = [key for key in jobs.ran if isinstance(key, tuple) and key[0] == number]
            assert found == [(number, one) for one in range(10)], "given up although it was wanted"
    elif order is Order.ONLY_LATEST:
        assert jobs.told == sorted(jobs.told)
        assert jobs.told[-1] == tickets[-1]
    else:
        assert tickets[-1] in jobs.told
        assert len(jobs.told) >= 6
    assert thread.submit(None, lambda _wanted: None) == 0


@pytest.mark.parametrize("order", list(Order))
@long_and_short
def test_that_jobs_run_one_at_a_time_and_none_is_lost_or_told_twice(qtbot: QtBot, order: Order, orders: int) -> None:
    for number in range(5 * orders):
        run_jobs(order, SEED + number, qtbot)


# Saving and journaling


def edit_in_an_order(desk: Desk, seed: int) -> None:
    """Edit, save, go to other images, and end, perhaps without saving; all of it is there afterwards."""
    states: dict[Path, np.ndarray] = {}
    with schedule(seed) as drawn:
        chance = drawn.chance
        document = desk.open("a.jpg")
        for _ in range(40):
            match chance.choices(("stroke", "undo", "save", "switch", "judge", "turn"), (50, 10, 12, 12, 4, 12))[0]:
                case "stroke":
                    desk.session.begin("Brush")
                    at = chance.uniform(5, 150), chance.uniform(5, 110)
                    desk.session.paint(at, (at[0] + 15, at[1] + 9), chance.uniform(2, 9), chance.random() < 0.7)
                    desk.session.end()
                case "undo":
                    desk.session.undo()
                case "save":
                    desk.session.save()
                case "judge":
                    desk.session.judge(chance.choice(("accepted", "rejected")))
                case "switch":
                    states[document.image_path] = document.mask.copy()
                    document = desk.open(chance.choice(("a.jpg", "b.jpg")))
                    # Whatever was still on its way to the disk, what is opened is the newest.
                    if document.image_path in states:
                        assert np.array_equal(document.mask, states[document.image_path])
                case "turn":
                    desk.qtbot.wait(chance.randrange(8))
            turn(chance)
        states[document.image_path] = document.mask.copy()
        if chance.random() < 0.5:
            desk.session.leave()
            desk.wait(lambda: not desk.session.unsaved_paths and not desk.session.saving)
        else:
            desk.end()  # as by a crash, but that the journal has been written
            desk.start()
            desk.look()
            desk.recover()
            desk.wait(lambda: not desk.session.unsaved_paths and not desk.session.saving)
        desk.end()
    assert desk.told == []
    for path, mask in states.items():
        file = desk.mask_file(path.stem)
        if not file.exists():
            assert not mask.any(), "never saved"
            continue
        assert np.array_equal(read_mask(file).mask, mask)
        sidecar = read_sidecar(file.with_suffix(".json"))
        assert sidecar.origin == "person"
    assert journals() == []
    desk.start()
    assert desk.look() == ()


@long_and_short
def test_that_no_order_of_saving_and_journaling_loses_a_stroke(desk: Desk, orders: int) -> None:
    for number in range(3 * orders):
        edit_in_an_order(desk, SEED + number)


# Predicting


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    place = tmp_path_factory.mktemp("models")
    first = write_tiny_model(place / "a.safetensors")
    network, header = load_checkpoint(first)
    save_checkpoint(place / "b.safetensors", network, header)
    return [first, place / "b.safetensors"]


def predict_in_an_order(models: list[Path], seed: int, qtbot: QtBot) -> int:
    images = {Path(f"/{number}.jpg"): draw_lesion(64, 48, (20 + 5 * number, 24)) for number in range(4)}
    for image in images.values():
        image.setflags(write=False)
    hashes = {model: file_sha256(model) for model in models}
    service = SegmentationService(models[0], "cpu")
    wanted: list[Path | None] = [None]
    model = models[0]
    answered = 0

    def take(proposal: Proposal) -> None:
        nonlocal answered
        assert proposal.image_path == wanted[0], "an answer that nobody waits for"
        assert proposal.prediction.model.sha256 == hashes[model], "of a model that is not in use any more"
        assert proposal.prediction.mask.shape == (48, 64)
        wanted[0] = None
        answered += 1

    # What a slot raises is noted by pytest-qt, and fails the test.
    service.proposed.connect(take)
    service.failed.connect(lambda path, sentence: pytest.fail(sentence))
    try:
        with schedule(seed) as drawn:
            chance = drawn.chance
            for _ in range(40):
                path = chance.choice(list(images))
                match chance.choices(("request", "cancel", "use", "ahead", "wait"), (40, 10, 10, 20, 20))[0]:
                    case "request":
                        wanted[0] = path
                        service.request(path, images[path])
                    case "cancel":
                        wanted[0] = None
                        service.cancel()
                        assert not service.busy
                    case "use":
                        wanted[0], model = None, chance.choice(models)
                        service.use_model(model)
                    case "ahead":
                        service.predict_ahead(path, images[path])
                    case "wait" if chance.random() < 0.5:
                        qtbot.waitUntil(lambda: wanted[0] is None)
                    case "wait":
                        qtbot.wait(chance.randrange(12))
                turn(chance)
            wanted[0] = next(iter(images))
            service.request(wanted[0], images[wanted[0]])
            qtbot.waitUntil(lambda: wanted[0] is None)
            assert not service.busy
            assert service.status.phase is ModelPhase.READY
    finally:
        service.stop()
    return answered


@long_and_short
def test_that_only_the_latest_request_is_answered_by_the_model_in_use(
    models: list[Path], qtbot: QtBot, orders: int
) -> None:
    answered = sum(predict_in_an_order(models, SEED + number, qtbot) for number in range(2 * orders))
    assert answered > 2 * orders  # more than the last of each


# The index


def index_in_an_order(folder: Path, seed: int, qtbot: QtBot) -> None:
    images = make_folder(folder, 6)
    store = AnnotationStore()
    listing = list_folder(folder)
    table = ImageTable.empty(len(listing))
    service = Indexing(store)

    def take(known: Known) -> None:
        table.merge(known.numbers, known.part)

    service.known.connect(take)
    try:
        with schedule(seed) as drawn, pytest.MonkeyPatch.context() as patch:
            patch.setattr(indexing_module, "_SHARE_OF_TIME", 0.0)
            patch.setattr(indexing_module, "_GIVE_WAY_S", 0.002)
            chance = drawn.chance
            service.open(listing, None)
            for _ in range(25):
                image = chance.choice(images)
                match chance.choices(("save", "remove", "fill", "open", "hold", "turn"), (40, 8, 15, 5, 10, 22))[0]:
                    case "save":
                        annotate(
                            image, chance.choice(("accepted", "predicted", "rejected")), radius=chance.randint(5, 40)
                        )
                        service.refresh(image)
                    case "remove":
                        store.paths(image).mask.unlink(missing_ok=True)
                        service.refresh(image)
                    case "fill":
                        service.fill()
                    case "open":
                        table = ImageTable.empty(len(listing))
                        service.open(listing, None)
                    case "hold":
                        service.hold()
                    case "turn":
                        qtbot.wait(chance.randrange(10))
                turn(chance)
            service.fill()
            qtbot.waitUntil(lambda: not service.busy and not service._thread.busy)
            qtbot.wait(20)
    finally:
        service.stop()
    anew, true = ImageIndex(folder, None), ImageTable.empty(len(listing))
    for step in image_facts.fill(listing, store, TruthFinder(None, listing.contents), anew, {}):
        for number, facts in step.found:
            true.put(number, facts)
    for column in ("state", "lesion_share", "predicted", "modified_s"):
        assert np.array_equal(getattr(table, column), getattr(true, column), equal_nan=column != "state"), column
    anew.close()


@long_and_short
def test_that_the_index_holds_what_the_files_say_in_whatever_order_it_is_asked(
    tmp_path: Path, qtbot: QtBot, orders: int
) -> None:
    for number in range(3 * orders):
        index_in_an_order(tmp_path / f"images{number}", SEED + number, qtbot)


def test_that_schedules_find_a_worker_that_loses_jobs(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests of this file can fail."""
    done_in_order = JobThread._outcome_of

    def forgetful(job: Any) -> Outcome | None:
        # It forgets what came while a job was running.
        outcome = done_in_order(job)
        worker = QThread.currentThread()
        assert isinstance(worker, JobThread)
        if len(worker._waiting) > 3:
            worker._waiting.clear()
        return outcome

    monkeypatch.setattr(JobThread, "_outcome_of", staticmethod(forgetful))
    with pytest.raises(AssertionError, match="given up although it was wanted"):
        run_jobs(Order.EVERY_ONE, SEED, qtbot)
