"""Lists the models off the window's thread, since each file is hashed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from isic_desktop.core.model_registry import ModelEntry, list_models
from isic_desktop.services.job_thread import JobThread, Order, Outcome, sentence_for

if TYPE_CHECKING:
    from isic_desktop.core.settings import Settings


class ModelListing(QObject):
    """Lists the bundled models and the person's own.

    Signals:
        listed(list): ModelEntry of each.
        failed(str): They cannot be listed: a sentence.

    Attributes:
        entries: What was listed last.
        cards: The card of each of them, in Markdown, by name.
    """

    listed = Signal(object)
    failed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.entries: list[ModelEntry] = []
        self.cards: dict[str, str] = {}
        self._thread = JobThread("models", Order.ONLY_LATEST, parent=self)
        self._thread.finished_job.connect(self._take_outcome)

    def list(self) -> None:
        """Begin to list them."""
        settings = self._settings
        self._thread.submit(None, lambda _wanted: _listed(settings))

    def stop(self) -> None:
        """End the worker and wait for it."""
        self._thread.stop()

    @Slot(object)
    def _take_outcome(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.failed.emit(sentence_for(outcome.error))
        else:
            self.entries, self.cards = outcome.value
            self.listed.emit(self.entries)


def _listed(settings: Settings) -> tuple[list[ModelEntry], dict[str, str]]:
    entries = list_models(settings)
    return entries, {entry.name: _card_of(entry) for entry in entries}


def _card_of(entry: ModelEntry) -> str:
    from isic_desktop.core.model_card import card_from_header, read_card

    card = read_card(entry.path)
    if not card and entry.header is not None:
        card = card_from_header(entry.name, entry.sha256, entry.header)
    return card
