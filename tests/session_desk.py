"""Opens, edits, saves and crashes annotation sessions, without a window; and the fixture `desk`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from drawn import draw_lesion, write_image
from pytestqt.qtbot import QtBot

from isic_desktop.core import places
from isic_desktop.core.annotation_store import AnnotationStore
from isic_desktop.core.document import AnnotationDocument
from isic_desktop.core.sidecar import ModelUsed
from isic_desktop.services.session import AnnotationSession

MODEL = ModelUsed("test", "ab" * 32, 0.5, "torch", "float32")


class Desk:
    """Sessions one after the other, as of a program that is started again."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.sessions: list[AnnotationSession] = []
        self.start()

    def start(self) -> AnnotationSession:
        self.session = AnnotationSession(AnnotationStore())
        self.sessions.append(self.session)
        self.durable: dict[Path, int] = {}
        self.told: list[str] = []
        self.session.durable.connect(lambda path, revision: self.durable.update({path: revision}))
        self.session.recovery.told.connect(self.told.append)
        self.session.save_failed.connect(lambda path, sentence, foreign: self.told.append(sentence))
        self.session.journal_failed.connect(self.told.append)
        return self.session

    def end(self) -> None:
        """End without saving: what remains is what a crash leaves, only the locks are given up at once."""
        self.session.stop()

    def wait(self, reached: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(reached)

    def open(self, name: str = "a.jpg") -> AnnotationDocument:
        self.session.open(self.folder / name)
        self.wait(lambda: self.session.current is not None)
        return self.document

    @property
    def document(self) -> AnnotationDocument:
        assert self.session.document is not None
        return self.session.document

    def stroke(self, x: float = 30.0) -> None:
        self.session.begin("Brush")
        self.session.paint((x, 30), (x + 20, 50), 6, True)
        self.session.end()
        document = self.document
        self.wait(lambda: self.durable.get(document.image_path) == document.revision or bool(self.told))

    def lose_a_stroke(self) -> np.ndarray:
        """Paint, end without saving, and open the image again; gives what was painted, (H, W) bool."""
        self.open()
        self.stroke()
        painted = self.document.mask.copy()
        self.end()
        self.start()
        self.open()
        return painted

    def save(self) -> None:
        self.session.retry_saves()
        self.wait(lambda: not self.session.saving)

    def look(self) -> tuple[Path, ...]:
        with self.qtbot.waitSignal(self.session.recovery._thread.finished_job):
            self.session.recovery.look()
        return self.session.recovery.images

    def recover(self) -> None:
        with self.qtbot.waitSignal(self.session.recovery._thread.finished_job):
            self.session.recovery.recover()
        self.wait(lambda: not self.session.saving)

    def mask_file(self, stem: str = "a") -> Path:
        return self.folder / "annotations" / f"{stem}_Segmentation.png"


def journals() -> list[Path]:
    return [path for path in places.journal_dir().rglob("*.journal") if path.parent.name != "set-aside"]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A session over a folder of two images, without a window."""
    folder = tmp_path / "images"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg"):
        write_image(folder / name, draw_lesion())
    desk = Desk(qtbot, folder)
    yield desk
    for session in desk.sessions:
        session.stop()
