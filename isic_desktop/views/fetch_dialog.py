"""Gets the ISIC 2016 images: where to, how far, stop and go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.isic2016 import Fetched, Progress
from isic_desktop.core.texts import marked
from isic_desktop.services.fetching import DatasetFetching
from isic_desktop.views.dialogs import fit_height
from isic_desktop.views.labels import ElidedLabel, breakable
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import said, tr

_WHAT = {
    "sizes": marked("Asking the server"),
    "download": marked("Downloading"),
    "unpack": marked("Unpacking"),
    "check": marked("Checking the pairs"),
}


class FetchDialog(QDialog):
    """Does not halt the program: the download goes on while the dialog is closed, and stops with the program.

    Signals:
        open_folder(Path): The person wants to see the images.

    Args:
        fetching: Does it.
        folder: Where the images go unless another folder is chosen.
        parent: The window.
    """

    open_folder = Signal(object)

    def __init__(self, fetching: DatasetFetching, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fetch")
        self.setWindowTitle(tr("Get ISIC 2016"))
        self._fetching = fetching
        self._folder = folder
        self._fetched: Fetched | None = None
        text = QLabel(
            tr(
                "The images and masks of the ISIC 2016 challenge, part 1: 900 to train on and 379 to test with. They "
                "come from the official place of the challenge (licence CC-0); nothing is sent there but the request. "
                "Whether there is room is looked at first, and every pair is checked at the end."
            )
        )
        text.setWordWrap(True)
        text.setMinimumWidth(for_letters(460))
        self._where = ElidedLabel(360)
        self._choose = QPushButton(tr("Other folder…"))
        self._choose.setObjectName("fetch_choose")
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._ask_where)
        row = QHBoxLayout()
        row.addWidget(self._where, 1)
        row.addWidget(self._choose)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setRange(0, 1000)
        self._bar.setVisible(fetching.busy)  # nothing waits yet
        self.told = QLabel()
        self.told.setObjectName("fetch_told")
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(3 * self.fontMetrics().height())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._start = buttons.addButton(tr("Download"), QDialogButtonBox.ButtonRole.ActionRole)
        self._start.setObjectName("fetch_start")
        self._start.clicked.connect(self._start_or_stop)
        self._start.setDefault(True)
        self._open = buttons.addButton(tr("Open the training images"), QDialogButtonBox.ButtonRole.ActionRole)
        self._open.setObjectName("fetch_open")
        self._open.clicked.connect(self._tell_open)
        self._open.hide()
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID_PX)
        layout.setContentsMargins(3 * GRID_PX, 3 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        layout.addWidget(text)
        layout.addLayout(row)
        layout.addWidget(self._bar)
        layout.addWidget(self.told)
        layout.addWidget(buttons)
        fetching.progressed.connect(self._show_progress)
        fetching.fetched.connect(self._show_fetched)
        fetching.failed.connect(self._show_failure)
        self._show_where()

    def showEvent(self, event: QShowEvent) -> None:
        """No text is cut off."""
        super().showEvent(event)
        fit_height(self)

    def _show_where(self) -> None:
        self._where.setText(tr("Into {folder}", folder=self._folder))

    @Slot()
    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Where shall the images go?"), str(self._folder.parent))
        if chosen:
            self._folder = Path(chosen) / "ISIC 2016"
            self._show_where()

    @Slot()
    def _start_or_stop(self) -> None:
        if self._fetching.busy:
            self._fetching.cancel()
            self._show_idle(tr("Go on"))
            self.told.setText(tr("Stopped. What has come is kept."))
            return
        self._fetching.start(self._folder)
        self._bar.show()
        fit_height(self)  # the bar needs room of its own
        self._start.setText(tr("Stop"))
        self._choose.setEnabled(False)
        self._open.hide()
        self.told.setText(said(_WHAT["sizes"]) + " …")

    def _show_idle(self, words: str) -> None:
        self._start.setText(words)
        self._choose.setEnabled(True)

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        if not self._fetching.busy:
            return
        self._bar.setValue(1000 * progress.done // max(1, progress.total))
        what = f"{said(_WHAT[progress.what])} {progress.archive}"
        if progress.what == "download":
            done, total = f"{progress.done / 1e6:.0f}", f"{progress.total / 1e6:.0f}"
            self.told.setText(tr("{what}: {done} of {total} MB", what=what, done=done, total=total))
        elif progress.total:
            self.told.setText(tr("{what}: {done} of {total}", what=what, done=progress.done, total=progress.total))

    @Slot(object)
    def _show_fetched(self, fetched: Fetched) -> None:
        self._fetched = fetched
        self._bar.setValue(1000)
        self._show_idle(tr("Check again"))
        self._open.show()
        self.told.setText(tr("All there: {count} images, each with its mask.", count=fetched.pairs))

    @Slot(object)
    def _show_failure(self, sentence: str) -> None:
        self._show_idle(tr("Go on"))
        self.told.setText(breakable(said(sentence)))

    @Slot()
    def _tell_open(self) -> None:
        if self._fetched is not None:
            self.open_folder.emit(self._fetched.folders[0])
            self.accept()
