"""A real editing process for the kill test: recovers what was not saved, tells what it sees, then edits until killed.

Started as `python painting_process.py FOLDER SEED`; a negative seed only recovers and tells. One JSON list a line on
standard output:

    ["saw", image, state]                    what an image's annotation is after the start
    ["ready"]                                editing begins
    ["committed", image, revision, state, t] right before a committed step is handed to the journal (t: monotonic s)
    ["durable", image, revision]             the journal says that it is on the disk
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop

from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.document import AnnotationDocument, Prediction
from isic_desktop.core.history import Change
from isic_desktop.core.provenance import PackedMask
from isic_desktop.core.sidecar import ModelUsed
from isic_desktop.services import journaling
from isic_desktop.services.session import AnnotationSession

MODEL = ModelUsed("test", "ab" * 32, 0.5, "torch", "float32")


def say(*words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def state_of(document: AnnotationDocument) -> str:
    """Mask and judgement in a few letters; an annotation undone to "new" is a person's once it is saved."""
    state = document.provenance.state.replace("new", "corrected")
    return hashlib.sha256(document.mask.tobytes()).hexdigest()[:16] + " " + state


class Painter:
    def __init__(self, folder: Path, seed: int, session: AnnotationSession | None = None) -> None:
        self.images = sorted(folder.glob("*.jpg"))
        self.random = random.Random(seed)
        self.session = session or AnnotationSession(AnnotationStore())
        self.failures: list[str] = []
        self.session.save_failed.connect(lambda path, sentence, foreign: self.failures.append(sentence))
        self.session.journal_failed.connect(self.failures.append)
        self.session.open_failed.connect(lambda path, sentence: self.failures.append(sentence))
        self.session.recovery.told.connect(self.failures.append)
        self.session.durable.connect(lambda path, revision: say("durable", path.name, revision))
        self._tell_commits()

    def _tell_commits(self) -> None:
        accept = journaling.JournalService._accept

        def telling(service: journaling.JournalService, recorder: journaling.Recorder, change: Change) -> None:
            document = self.session.document
            assert document is not None
            say("committed", document.image_path.name, change.revision, state_of(document), time.monotonic())
            accept(service, recorder, change)

        journaling.JournalService._accept = telling  # type: ignore[method-assign]

    def turn(self, seconds: float = 0.0, until: Callable[[], bool] | None = None) -> None:
        """Let events run for some time, or until something is so."""
        end = time.monotonic() + (240 if until is not None else seconds)
        while True:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            late = time.monotonic() >= end
            if until() if until is not None else late:
                return
            assert not late, f"waited a minute; {self.failures}"
            time.sleep(0.001)

    def open(self, path: Path) -> None:
        self.session.open(path)
        self.turn(until=lambda: self.session.current is not None or bool(self.failures))
        assert self.session.editable, self.failures

    def bring_back(self) -> None:
        recovery = self.session.recovery
        recovery.look()
        self.turn(until=lambda: not recovery._thread.busy)
        QCoreApplication.processEvents()  # the answer, which was posted before the thread was idle
        if recovery.images:
            recovery.recover()
            self.turn(until=lambda: not recovery._thread.busy)
            QCoreApplication.processEvents()

    def recover(self) -> None:
        self.bring_back()
        self.turn(until=lambda: not self.session.saving)
        assert not self.session.unsaved_paths, self.failures
        for path in self.images:
            self.open(path)
            assert self.session.document is not None
            say("saw", path.name, state_of(self.session.document))
        self.session.leave()
        assert not self.failures, self.failures

    def edit(self) -> None:
        actions = [self.stroke, self.undo, self.redo, self.clear, self.predict, self.judge, self.save, self.switch]
        weights = [70, 10, 6, 2, 3, 2, 5, 5]
        self.switch()
        say("ready")
        while True:
            self.random.choices(actions, weights)[0]()
            self.turn(self.random.choice((0, 0, 0.005, 0.02, 0.06)))
            assert not self.failures, self.failures

    def stroke(self) -> None:
        document = self.session.document
        assert document is not None
        height, width = document.shape
        at = self.random.uniform(0, width), self.random.uniform(0, height)
        self.session.begin("Brush")
        for _ in range(self.random.randint(1, 5)):
            to = at[0] + self.random.uniform(-40, 40), at[1] + self.random.uniform(-40, 40)
            self.session.paint(at, to, self.random.uniform(1, 25), self.random.random() < 0.7)
            at = to
            self.turn()
        self.session.end()

    def undo(self) -> None:
        for _ in range(self.random.randint(1, 4)):
            self.session.undo()

    def redo(self) -> None:
        self.session.redo()

    def clear(self) -> None:
        self.session.clear()

    def predict(self) -> None:
        document = self.session.document
        assert document is not None
        rows, columns = np.ogrid[: document.shape[0], : document.shape[1]]
        mask = (rows - 60) ** 2 + (columns - 70) ** 2 < self.random.uniform(10, 50) ** 2
        mask.setflags(write=False)
        self.session.propose(document.image_path, Prediction(mask, PackedMask.of(mask), MODEL, 0.9))
        if self.random.random() < 0.5:
            self.session.use_prediction()

    def judge(self) -> None:
        self.session.judge(self.random.choice(("accepted", "rejected")))

    def save(self) -> None:
        self.session.save()

    def switch(self) -> None:
        self.open(self.random.choice(self.images))


def main() -> None:
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    application = QCoreApplication(sys.argv[:1])
    painter = Painter(folder, seed)
    assert "torch" not in sys.modules
    painter.recover()
    if seed >= 0:
        painter.edit()
    painter.session.stop()
    del application


if __name__ == "__main__":
    main()
