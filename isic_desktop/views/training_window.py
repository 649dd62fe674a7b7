"""The window of training: a new one, the one under way, and those before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from isic_desktop.services.run_listing import RunListing
from isic_desktop.services.training_pictures import TrainingPictures
from isic_desktop.services.training_preparation import TrainingPreparation
from isic_desktop.views.runs_page import RunsPage
from isic_desktop.views.training_data_page import DataPage
from isic_desktop.views.training_dialog import NewTraining
from isic_desktop.views.training_regime_page import RegimePage
from isic_desktop.views.training_watch import WatchPage
from isic_desktop.views.words import tr

_SETTLED_MS = 400


class TrainingWindow(QWidget):
    """Three tabs in a window of its own, so that images can be worked on beside it.

    Args:
        preparation: Gathers, checks, measures.
        pictures: Makes previews, reads sheets, imports the plots.
        runs: Lists runs.
        open_folder: Gives the folder that is open in the main window, or None.
        can_compare: Whether new models can be compared with the active one.
    """

    def __init__(
        self,
        preparation: TrainingPreparation,
        pictures: TrainingPictures,
        runs: RunListing,
        open_folder: Callable[[], Path | None],
        *,
        can_compare: bool,
    ) -> None:
        # Without a parent: it would stay above the main window for ever.
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("training_window")
        self.setWindowTitle(tr("Training – ISIC Desktop"))
        self.resize(1080, 720)
        self._load_plots_soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._load_plots_soon.timeout.connect(pictures.load_plots)
        self._made_from = (preparation, pictures, runs, open_folder, can_compare)

    def build(self) -> Iterator[None]:
        """Make what is in it, a part a step: all at once would stall the main window."""
        preparation, pictures, runs, open_folder, can_compare = self._made_from
        data_page = DataPage(preparation, pictures, open_folder)
        yield
        regime_page = RegimePage(pictures)
        yield
        self.new = NewTraining(preparation, data_page, regime_page)
        yield
        self.watch = WatchPage(pictures, can_compare=can_compare)
        yield
        self.runs = RunsPage(runs, pictures, can_compare=can_compare)
        yield
        self.tabs = QTabWidget()
        self.tabs.setObjectName("training_tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.new, tr("New training"))
        self.tabs.addTab(self.watch, tr("Watch"))
        self.tabs.addTab(self.runs, tr("Runs"))
        self.tabs.currentChanged.connect(self._follow_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def open_at(self, page: QWidget) -> None:
        """Show the window at one of its tabs."""
        self.tabs.setCurrentWidget(page)
        self.show()
        self.raise_()
        self.activateWindow()
        self._follow_tab()

    def let_go(self) -> None:
        """The program ends: what destroys the tabs, one after another, need not be followed.

        The collector of garbage takes this window's attributes away before Qt destroys its pages.
        """
        self.tabs.currentChanged.disconnect(self._follow_tab)

    @Slot()
    def _follow_tab(self) -> None:
        if self.tabs.currentWidget() is self.runs and self.isVisible():
            self.runs.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The plots are loaded when they may be seen for the first time."""
        super().showEvent(event)
        # Not at once: the import and the first painting would take the interpreter from each other.
        self._load_plots_soon.start()

    def changeEvent(self, event: QEvent) -> None:
        """The theme changed: the plots follow."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "runs"):
            self.watch.curves.repaint_theme()
            self.runs.curves.repaint_theme()
