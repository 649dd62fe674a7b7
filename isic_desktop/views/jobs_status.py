"""The place in the status bar that tells what is being worked on, and that nothing is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from isic_desktop.views.labels import ElidedLabel
from isic_desktop.views.words import tr


class JobsStatus(ElidedLabel):
    """One line for all jobs: segmenting, a batch, a training, a download.

    Args:
        most_px: Its greatest width.
    """

    def __init__(self, most_px: int, parent: QWidget | None = None) -> None:
        super().__init__(most_px)
        self.setParent(parent)
        self.setObjectName("status_jobs")
        self.setAccessibleName(tr("Jobs"))
        self._words: dict[str, str] = {}
        self._show()

    def tell(self, job: str, words: str) -> None:
        """Say how a job stands.

        Args:
            job: Which one, such as "batch".
            words: E.g. "batch 48/900"; empty when it has ended.
        """
        if words:
            self._words[job] = words
        else:
            self._words.pop(job, None)
        self._show()

    def _show(self) -> None:
        self.setText(" · ".join(self._words.values()) or tr("Nothing queued"))
