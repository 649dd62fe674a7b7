"""Two models compared in a process of their own, image by image, while the window stays free."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from isic_desktop.core.gate_evaluation import ImageComparison, comparison_from_dict
from isic_desktop.core.gate_report import GateReport, report_from_dict
from isic_desktop.services.child_events import FollowedCommand
from model_train.messages import Phrase, phrase


@dataclass(frozen=True)
class GateRequest:
    """What is to be compared on what.

    Args:
        old: The model in use: a name, or a file.
        new: The one that might take its place, likewise.
        folder: Its held-out images with ground truth or accepted annotations are used; or
        pairs: a list of held-out pairs, which goes before the folder.
        everything: Use every image of the folder that neither model was trained on, not the held-out ones only.
    """

    old: str
    new: str
    folder: Path | None = None
    pairs: Path | None = None
    everything: bool = False

    def arguments(self) -> list[str]:
        """The command that does it, after the program's name."""
        words = ["models", "compare", self.old, self.new, "--events", "jsonl", "--background", "--device", "cpu"]
        if self.pairs is not None:
            return [*words, "--pairs", str(self.pairs)]
        if self.folder is not None:
            words += ["--images", str(self.folder)]
        return [*words, "--all"] if self.everything else words


class GateService(FollowedCommand):
    """Compares two models at a time.

    Signals:
        began(int): The models are loaded; so many images will be looked at.
        compared(ImageComparison): One image is done.
        finished(GateReport): All are.
        failed(str): The comparison cannot be made: a sentence.
    """

    began = Signal(int)
    compared = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._understand_event, self._unreadable_event, self._what_came, parent)
        self._comparisons: list[ImageComparison] = []
        self._report: GateReport | None = None

    def compare(self, request: GateRequest) -> None:
        """Begin a comparison; one that is under way is given up."""
        self._comparisons = []
        self._report = None
        self.run(*request.arguments())

    def _understand_event(self, event: dict[str, Any]) -> None:
        if event["event"] == "started":
            self.began.emit(int(event["images"]))
        elif event["event"] == "image":
            comparison = comparison_from_dict(event)
            self._comparisons.append(comparison)
            self.compared.emit(comparison)
        elif event["event"] == "finished":
            self._report = report_from_dict(event["report"], self._comparisons)

    @staticmethod
    def _unreadable_event(kind: str, error: Exception) -> Phrase:
        return phrase("The comparison cannot be read ({kind}: {error}). Compare again.", kind=kind, error=error)

    def _what_came(self) -> tuple[GateReport | None, str]:
        return self._report, phrase("The comparison ended without a verdict. Compare again.")
