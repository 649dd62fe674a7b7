"""Unreviewed images predicted anew in a process of its own, while the window stays free."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from isic_desktop.core.repredict import Repredicted
from isic_desktop.services.child_events import FollowedCommand
from model_train.messages import Phrase, phrase, received

_STATUSES = ("predicted", "kept", "failed")


class RepredictService(FollowedCommand):
    """Works through a folder.

    Signals:
        progressed(int, int): How many of how many images are done; (0, 0) while the model loads.
        image_done(Repredicted): What became of one image.
        finished(dict): How many were "predicted", "kept" and "failed".
        failed(str): It ended early: a sentence. What was done stays.
    """

    progressed = Signal(int, int)
    image_done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._understand_event, self._unreadable_event, self._what_came, parent)
        self._total = 0
        self._done = 0
        self._counts: dict[str, int] | None = None

    def begin(self, model: str, folder: Path, leave_out: Sequence[Path] = ()) -> None:
        """Predict what nobody has judged in a folder.

        Args:
            model: A name or a file.
            folder: The folder of images, with the folders in it.
            leave_out: Images that are being worked on.
        """
        self._total = self._done = 0
        self._counts = None
        words = ["models", "repredict", model, str(folder), "--events", "jsonl", "--background", "--device", "cpu"]
        for image in leave_out:
            words += ["--leave-out", str(image)]
        self.progressed.emit(0, 0)
        self.run(*words)

    def _understand_event(self, event: dict[str, Any]) -> None:
        if event["event"] == "started":
            self._total = int(event["images"])
        elif event["event"] == "image" and event["status"] in _STATUSES:
            self._done += 1
            self.image_done.emit(Repredicted(Path(event["image"]), event["status"], received(event, "error")))
        elif event["event"] == "finished":
            self._counts = {status: int(event[status]) for status in _STATUSES}
        self.progressed.emit(self._done, self._total)

    @staticmethod
    def _unreadable_event(kind: str, error: Exception) -> Phrase:
        return phrase("What the process told cannot be read ({kind}: {error}). Begin again.", kind=kind, error=error)

    def _what_came(self) -> tuple[dict[str, int] | None, str]:
        return self._counts, phrase("It ended before all images were done. Begin again: it goes on where it stood.")
