"""Tells that a long job has ended to a person who is looking at something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from isic_desktop.views.icons import program_icon
from isic_desktop.views.words import said, tr

if TYPE_CHECKING:
    from isic_desktop.core.run_following import RunNews
    from isic_desktop.services.batch_job import BatchOutcome
    from isic_desktop.views.banner import Banner

_SHOWN_MS = 8000
# Shorter jobs are waited for; nobody goes away meanwhile.
LONG_JOB_S = 10.0


class Notifier(QObject):
    """Says it outside the window where the system can, and in the window for when the person comes back.

    Args:
        window: The window; while it is active, nothing is said here, since the window shows it.
        banner: Where it is said if the system has no place for it.
    """

    def __init__(self, window: QWidget, banner: Banner) -> None:
        super().__init__(window)
        self._window = window
        self._banner = banner
        self._tray: QSystemTrayIcon | None = None
        self.on = True
        self.told: list[str] = []

    @Slot(object)
    def training_ended(self, news: RunNews) -> None:
        """A training ended, in whatever way; the window tells that itself."""
        self.job_ended(tr("The training {name} has ended.", name=news.name), said(news.message), in_window=False)

    @Slot(object)
    def batch_ended(self, outcome: BatchOutcome) -> None:
        """A folder was gone through; the window tells that itself."""
        self.job_ended(tr("The folder has been segmented."), said(outcome.stopped), in_window=False)

    def job_ended(self, title: str, text: str, *, in_window: bool = True) -> None:
        """A long job ended.

        Args:
            title: What ended, such as "Training finished".
            text: How, in one sentence.
            in_window: Tell it in the window where the system has no place for it.
        """
        if not self.on or self._window.isActiveWindow():
            return
        self.told.append(title)
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            if self._tray is None:
                self._tray = QSystemTrayIcon(program_icon(), self)
                self._tray.messageClicked.connect(self._window.activateWindow)
            self._tray.show()
            self._tray.showMessage(title, text, program_icon(), _SHOWN_MS)
        elif in_window:
            self._banner.tell(f"{title}. {text}", about="program")
