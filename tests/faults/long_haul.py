"""A day at the window, compressed: the real program offscreen, driven with mouse events from inside its event loop.

Started as `python long_haul.py PLACE AMOUNTS` with AMOUNTS as JSON (see `Amounts`); what was measured goes to
`PLACE/figures.json`. It is a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from drawn import draw_lesion, write_image, write_mask
from program_driver import Program
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from isic_desktop import app
from isic_desktop.commands.window import prepare_window
from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.model_choice import activate
from isic_desktop.core.program_log import log_to
from isic_desktop.core.settings import Settings
from isic_desktop.core.training_plan import TrainingPlan
from isic_desktop.services.segmentation import ModelPhase
from isic_desktop.views.modelbench import ModelBench
from isic_desktop.views.trainbench import TrainBench
from model_train.atomic import write_json
from model_train.checkpoint_header import file_sha256
from model_train.images import read_mask
from model_train.pairs_file import ListedPair
from model_train.settings import TrainSettings

BEAT_MS = 5
MODELS = ("tiny-a", "tiny-b")
_WAIT_MS = 2


@dataclass(frozen=True)
class Amounts:
    """How much is done: images opened, strokes painted, predictions asked for, models switched, trainings run."""

    images: int
    strokes: int
    predictions: int
    switches: int
    trainings: int
    last_image_strokes: int
    seed: int


class Heart(QObject):
    """Beats in the window's thread and notes how late each beat comes.

    Three figures for each pause, s: by the clock; without the time in which the thread could have run, but the system
    gave the processor to others (`schedstat`, Linux); and what the thread itself computed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.wall: list[float] = []
        self.own: list[float] = []
        self.computed: list[float] = []
        self.at: list[str] = []
        self.doing = ""
        self._statistics = Path(f"/proc/self/task/{os.getpid()}/schedstat")
        self._last = self._now()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _now(self) -> tuple[float, float, float]:
        try:
            waited_s = int(self._statistics.read_text().split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            waited_s = 0.0
        return time.perf_counter(), waited_s, time.thread_time()

    def _beat(self) -> None:
        now = self._now()
        wall, waited, computed = (after - before for after, before in zip(now, self._last, strict=True))
        self._last = now
        self.wall.append(wall)
        self.own.append(max(0.0, wall - waited))
        self.computed.append(computed)
        self.at.append(self.doing)

    def figures(self) -> dict[str, object]:
        late = sorted(range(len(self.own)), key=lambda number: -self.own[number])[:20]
        return {
            "beats": len(self.wall),
            **{
                name: {
                    "median_ms": round(1000 * float(np.median(values)), 1),
                    "p99_ms": round(1000 * float(np.percentile(values, 99)), 1),
                    "p999_ms": round(1000 * float(np.percentile(values, 99.9)), 1),
                    "max_ms": round(1000 * max(values), 1),
                    "above_100_ms": sum(value > 0.1 for value in values),
                }
                for name, values in (("clock", self.wall), ("own", self.own), ("computed", self.computed))
            },
            "longest": [
                [self.at[number], *(round(1000 * values[number], 1) for values in (self.wall, self.own, self.computed))]
                for number in late
            ],
        }


class Day(QObject):
    """What a person does; each step of `work` is one act, and the event loop runs between any two."""

    def __init__(self, program: Program, images: list[Path], amounts: Amounts, plan: TrainingPlan) -> None:
        super().__init__()
        self.program, self.images, self.amounts, self.plan = program, images, amounts, plan
        self.random = random.Random(amounts.seed)
        self.heart = Heart()
        self.kept: dict[Path, str] = {}
        self.done = {"images": 0, "strokes": 0, "predictions": 0, "switches": 0, "trainings": 0, "undone": 0}
        self.samples: list[dict[str, float]] = []
        self.troubles: list[str] = []
        self.error: BaseException | None = None
        self._process = psutil.Process()
        self._steps = self.work()
        bench, models = program.window.findChild(TrainBench), program.window.findChild(ModelBench)
        assert bench is not None
        assert models is not None
        self.training, self.models = bench.service, models
        self.training.refused.connect(self.troubles.append)
        self.training.run_finished.connect(self._count_training)
        program.session.save_failed.connect(lambda path, sentence, foreign: self.troubles.append(sentence))
        program.session.journal_failed.connect(self.troubles.append)
        program.session.open_failed.connect(lambda path, sentence: self.troubles.append(sentence))
        program.segmentation.failed.connect(lambda path, sentence: self.troubles.append(sentence))

    def _count_training(self) -> None:
        self.done["trainings"] += 1

    def take_step(self) -> None:
        """One act; what it raises ends the day."""
        try:
            pause_ms = next(self._steps)
        except StopIteration:
            QApplication.quit()
        except BaseException as error:  # noqa: BLE001 (raised again where the loop has ended)
            self.error = error
            QApplication.quit()
        else:
            QTimer.singleShot(pause_ms, self.take_step)

    # What is done

    def work(self) -> Iterator[int]:
        wanted = self.amounts
        yield from self._until(lambda: self.program.session.current is not None)
        yield from self._until(lambda: self.program.segmentation.status.phase is ModelPhase.READY)
        yield from self._until(lambda: len(self.models._model_entries) > len(MODELS))
        sample_every = max(1, wanted.images // 50)
        for number, image in enumerate(self.images):
            if number:
                self._do("next image")
                self.program.trigger("image.next")
            yield from self._until(lambda image=image: self._shows(image))
            self.done["images"] += 1
            if self._is_time("switches", number):
                self._do("switch")
                self.done["switches"] += 1
                assert self.models.use_model(MODELS[self.done["switches"] % 2])
                yield 0
            if self._is_time("predictions", number):
                yield from self._predict()
            if self._due("trainings", number) > self.done["trainings"] and not self.training.is_training:
                self._do("start training")
                self.training.start(self.plan)
                yield 0
            yield from self._paint(number)
            if number % sample_every == 0:
                self._sample()
        yield from self._undo_to_the_end()
        yield from self._until(lambda: not self.training.is_training, seconds=600)
        self._do("end")
        self.program.trigger("annotation.save")
        yield from self._until(lambda: not self.program.session.saving)
        self._sample()

    def _due(self, what: str, number: int) -> int:
        """How often something has to have been done when this image is through."""
        return getattr(self.amounts, what) * (number + 1) // len(self.images)

    def _is_time(self, what: str, number: int) -> bool:
        return self.done[what] < self._due(what, number)

    def _predict(self) -> Iterator[int]:
        self._do("predict")
        document = self.program.session.document
        self.program.trigger("image.segment")
        yield from self._until(lambda: not self.program.segmentation.busy)
        assert document is not None
        assert document.prediction is not None, self.troubles
        # Whatever was switched in between, the answer names the model that gave it.
        chosen = self.models.active_name
        assert document.prediction.model.sha256 == file_sha256(places.models_dir() / f"{chosen}.safetensors")
        self.done["predictions"] += 1

    def _paint(self, number: int) -> Iterator[int]:
        document = self.program.document
        before, steps = _hash(document.mask), 0
        while self._is_time("strokes", number):
            yield from self._stroke()
            steps += 1
            self.done["strokes"] += 1
        painted = _hash(document.mask)
        if steps and number % 10 == 0:
            yield from self._go_back_and_forth(steps, before, painted)
        self.kept[document.image_path] = painted

    def _stroke(self) -> Iterator[int]:
        self._do("stroke")
        document = self.program.document
        revision = document.revision
        height, width = document.shape
        points = [(self.random.uniform(5, width - 5), self.random.uniform(5, height - 5)) for _ in range(3)]
        button = Qt.MouseButton.LeftButton
        views = [self.program.canvas.view.to_view(point) for point in points]
        self.program.mouse(QEvent.Type.MouseButtonPress, views[0])
        for view in views[1:]:
            yield 0
            self.program.mouse(QEvent.Type.MouseMove, view, Qt.MouseButton.NoButton)
        self.program.mouse(QEvent.Type.MouseButtonRelease, views[-1], button, Qt.MouseButton.NoButton)
        yield 0
        if document.revision == revision:  # it changed nothing, as painting on what is painted
            self.program.trigger("edit.clear")
            yield 0
            assert document.revision > revision

    def _go_back_and_forth(self, steps: int, before: str, painted: str) -> Iterator[int]:
        document = self.program.document
        self._do("undo")
        for _ in range(steps):
            self.program.trigger("edit.undo")
            yield 0
        assert _hash(document.mask) == before, "undo is not exact"
        for _ in range(steps):
            self.program.trigger("edit.redo")
            yield 0
        assert _hash(document.mask) == painted, "redo is not exact"
        self.done["undone"] += steps

    def _undo_to_the_end(self) -> Iterator[int]:
        """Many strokes on the last image, and each taken back: every state is the one that was there."""
        document = self.program.document
        states = [_hash(document.mask)]
        for _ in range(self.amounts.last_image_strokes):
            yield from self._stroke()
            states.append(_hash(document.mask))
        self._do("undo to the end")
        for state in reversed(states[:-1]):
            self.program.trigger("edit.undo")
            yield 0
            assert _hash(document.mask) == state, "undo is not exact"
        self.done["undone"] += len(states) - 1
        self.kept[document.image_path] = states[0]

    # How

    def _do(self, what: str) -> None:
        self.heart.doing = what

    def _shows(self, image: Path) -> bool:
        current = self.program.session.current
        return current is not None and current.path == image

    def _until(self, reached, seconds: float = 120.0) -> Iterator[int]:
        end = time.monotonic() + seconds
        while not reached():
            assert time.monotonic() < end, f"waited too long at '{self.heart.doing}': {self.troubles}"
            yield _WAIT_MS

    def _sample(self) -> None:
        with self._process.oneshot():
            self.samples.append(
                {
                    "images": self.done["images"],
                    "rss_mb": round(self._process.memory_info().rss / 2**20, 1),
                    "remembered_mb": round(self.program.session.reader.memo.used_bytes / 2**20, 1),
                    "handles": self._process.num_fds() if os.name == "posix" else self._process.num_handles(),
                    "threads": self._process.num_threads(),
                }
            )


def _hash(mask: np.ndarray) -> str:
    return hashlib.sha256(mask.tobytes()).hexdigest()


def make_images(folder: Path, count: int) -> list[Path]:
    """Draw a few small images, and give them many names."""
    drawn = folder.with_name("drawn")
    for place in (folder, drawn):
        place.mkdir()
    sources = [
        write_image(drawn / f"{number}.jpg", draw_lesion(160, 120, (50 + number, 60 - number // 2)))
        for number in range(40)
    ]
    found = []
    for number in range(count):
        found.append(folder / f"img{number:05d}.jpg")
        found[-1].hardlink_to(sources[number % len(sources)])
    return found


def make_plan(folder: Path) -> TrainingPlan:
    folder.mkdir()
    rows, columns = np.ogrid[:64, :64]
    pairs = []
    for number in range(6):
        image = write_image(folder / f"t{number}.png", draw_lesion(64, 64, (20 + 4 * number, 34 - 2 * number)))
        disc = (columns - 20 - 4 * number) ** 2 + (rows - 34 + 2 * number) ** 2 < 16**2
        mask = write_mask(folder / f"t{number}_Segmentation.png", disc)
        pairs.append(ListedPair(image.stem, image, mask, f"L{number}"))
    settings = TrainSettings(epochs=2, size=32, batch_size=4, decoder="skip", precision="float32", name="day")
    return TrainingPlan("day", settings, tuple(pairs), encoder_weights="none", device="cpu")


def main() -> None:
    prepare_window()
    place, amounts = Path(sys.argv[1]), Amounts(**json.loads(sys.argv[2]))
    images = make_images(place / "images", amounts.images)
    models = places.models_dir()
    models.mkdir(parents=True)
    tiny = models / f"{MODELS[0]}.safetensors"
    # In a process of its own: here torch is to come as it comes in the program, which keeps its objects from being
    # looked through for garbage ever after.
    write = "import pathlib, sys, tiny_model; tiny_model.write_tiny_model(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", write, str(tiny)], check=True)
    # Another file with the same answers: only its description differs.
    (models / f"{MODELS[1]}.safetensors").write_bytes(tiny.read_bytes().replace(b'\\"tiny\\"', b'\\"tinY\\"'))
    assert len({file_sha256(models / f"{name}.safetensors") for name in MODELS}) == 2
    assert "torch" not in sys.modules
    settings = Settings()
    activate(settings, MODELS[0], file_sha256(tiny))
    settings.save()
    log_to(places.logs_dir())
    window = app.start([str(images[0].parent)])
    day = Day(Program(window, None), images, amounts, make_plan(place / "pairs"))
    began = time.monotonic()
    QTimer.singleShot(0, day.take_step)
    QApplication.exec()
    seconds = time.monotonic() - began
    day.heart._timer.stop()
    window.close()
    if day.error is not None:
        raise day.error
    store = AnnotationStore()
    wrong = [path.name for path, state in day.kept.items() if _hash(read_mask(store.paths(path).mask).mask) != state]
    journals = [path.name for path in places.journal_dir().rglob("*.journal")]
    write_json(
        place / "figures.json",
        {
            "seconds": round(seconds, 1),
            "done": day.done,
            "beat": day.heart.figures(),
            "samples": day.samples,
            "remembered_budget_mb": day.program.session.reader.memo.budget_bytes / 2**20,
            "masks": len(day.kept),
            "wrong": wrong,
            "journals": journals,
            "troubles": day.troubles,
        },
    )


if __name__ == "__main__":
    main()
