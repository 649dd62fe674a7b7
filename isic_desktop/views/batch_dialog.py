"""Segment a folder: what is to be done, how far it is, and what could not be done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.batch import ImageResult
from isic_desktop.services.batch_job import BatchOutcome, BatchProgress
from isic_desktop.views.dialogs import fit_height
from isic_desktop.views.labels import breakable
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.panels import tabular_font
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import said, tr

_WIDTH_PX, _HEIGHT_WITH_TABLE_PX = 640, 480
SCOPES = ("all", "shown", "selected")


def clock(seconds: float) -> str:
    """A duration as 3:12 or 1:03:12."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class FaultTable(QAbstractTableModel):
    """The images that something is wrong with, and what."""

    def __init__(self) -> None:
        super().__init__()
        self._faults: list[ImageResult] = []

    def clear(self) -> None:
        """Begin anew."""
        self.beginResetModel()
        self._faults.clear()
        self.endResetModel()

    def add(self, results: Sequence[ImageResult]) -> None:
        """Take those that have an error."""
        faults = [result for result in results if result.error]
        if faults:
            first = len(self._faults)
            self.beginInsertRows(QModelIndex(), first, first + len(faults) - 1)
            self._faults += faults
            self.endInsertRows()

    def image(self, row: int) -> Path:
        """The image of a row."""
        return self._faults[row].file

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's)
        """Number of faults."""
        return 0 if parent.isValid() else len(self._faults)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's)
        """Image and reason."""
        return 0 if parent.isValid() else 2

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        fault = self._faults[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return fault.file.name if index.column() == 0 else said(fault.error).replace(f": {fault.file}", "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(fault.file) if index.column() == 0 else breakable(said(fault.error))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:  # fmt: skip
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Image"), tr("What is wrong"))[section]
        return None


class BatchDialog(QDialog):
    """Asks what to segment, and shows how it goes.

    Signals:
        wanted(): Begin with what is chosen.
        pause_wanted(bool): Wait, or go on.
        cancel_wanted(): End the run.
        report_wanted(Path): Write the report there.
        image_wanted(Path): Show this image.
    """

    wanted = Signal()
    pause_wanted = Signal(bool)
    cancel_wanted = Signal()
    report_wanted = Signal(object)
    image_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch_dialog")
        self.setWindowTitle(tr("Segment a folder"))
        self.setMinimumWidth(for_letters(_WIDTH_PX))
        self.counts = dict.fromkeys(SCOPES, 0)
        self._paused = False
        self._make_choices()
        self._make_progress()
        self._lay_out()
        self._scopes.idToggled.connect(self._follow_scope)
        self.show_choices()

    def _make_choices(self) -> None:
        self._scopes = QButtonGroup(self)
        self.scope_buttons: dict[str, QRadioButton] = {}
        for number, scope in enumerate(SCOPES):
            button = QRadioButton()
            button.setObjectName(f"batch_{scope}")
            self._scopes.addButton(button, number)
            self.scope_buttons[scope] = button
        self.scope_buttons["all"].setChecked(True)
        self.models = QComboBox()
        self.models.setObjectName("batch_model")
        self.quality = QCheckBox(tr("Predict the quality of each mask, for reviewing the worst first"))
        self.quality.setObjectName("batch_quality")
        self.quality.setChecked(True)
        self.quality.setToolTip(tr("The model looks at each image twice, which takes up to twice as long."))

    def _make_progress(self) -> None:
        self.headline = QLabel()
        self.headline.setObjectName("batch_headline")
        self.headline.setProperty("role", "heading")
        self.headline.setWordWrap(True)
        self.headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setObjectName("batch_progress")
        self.bar.setAccessibleName(tr("Images segmented"))
        self.bar.setTextVisible(False)
        self.figures = QLabel()
        self.figures.setObjectName("batch_figures")
        self.figures.setFont(tabular_font(self.font()))
        self.figures.setProperty("role", "muted")
        self.figures.setWordWrap(True)
        self.faults = FaultTable()
        self.table = QTableView()
        self.table.setObjectName("batch_faults")
        self.table.setAccessibleName(tr("Images that something is wrong with"))
        self.table.setModel(self.faults)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setColumnWidth(0, 180)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.activated.connect(self._want_image)
        self._faults_title = QLabel(tr("These images are left out; double-click one to look at it."))
        self._faults_title.setProperty("role", "muted")
        self.report_button = self._button("batch_report", tr("Save report…"), self._ask_for_report)
        self.again_button = self._button("batch_again", tr("Segment more"), self.show_choices)
        self.pause_button = self._button("batch_pause", tr("Pause"), self._pause)
        self.cancel_button = self._button("batch_cancel", tr("Cancel"), self.cancel_wanted.emit)
        self.start_button = self._button("batch_start", "", self.wanted.emit)
        self.close_button = self._button("batch_close", tr("Close"), self.close)
        self.start_button.setDefault(True)

    def _button(self, name: str, text: str, reaction: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(reaction)
        return button

    def _lay_out(self) -> None:
        self._choices = QWidget()
        form = QFormLayout(self._choices)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * GRID_PX)
        form.setVerticalSpacing(GRID_PX)
        scopes = QVBoxLayout()
        scopes.setSpacing(GRID_PX)
        for scope in self.scope_buttons.values():
            scopes.addWidget(scope)
        form.addRow(tr("Images"), scopes)
        form.addRow(tr("Model"), self.models)
        form.addRow("", self.quality)
        promise = QLabel(
            tr(
                "Masks that a person has made or corrected are never replaced. What was done before with the same "
                "model is not done again. You can go on working meanwhile."
            )
        )
        promise.setWordWrap(True)
        promise.setProperty("role", "muted")
        self._going = QWidget()
        going = QVBoxLayout(self._going)
        going.setContentsMargins(0, 0, 0, 0)
        going.setSpacing(GRID_PX)
        going.addWidget(self.headline)
        going.addWidget(self.bar)
        going.addWidget(self.figures)
        going.addWidget(self._faults_title)
        going.addWidget(self.table, 1)
        going.addStretch(0)
        self._promise = promise
        buttons = QHBoxLayout()
        buttons.addWidget(self.report_button)
        buttons.addStretch(1)
        for button in (self.again_button, self.pause_button, self.cancel_button, self.start_button, self.close_button):
            buttons.addWidget(button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(self._choices)
        column.addWidget(promise)
        column.addWidget(self._going, 1)
        column.addStretch(0)
        column.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """No text is cut off."""
        super().showEvent(event)
        fit_height(self)

    # What is chosen

    @property
    def scope(self) -> str:
        """Which images: one of SCOPES."""
        return SCOPES[self._scopes.checkedId()]

    @property
    def checkpoint(self) -> Path | None:
        """The model file chosen."""
        path = self.models.currentData()
        return Path(path) if path else None

    @property
    def with_quality(self) -> bool:
        """Whether the quality of each mask is predicted too."""
        return self.quality.isChecked()

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how many images each scope has."""
        self.counts = counts
        self.scope_buttons["all"].setText(tr("All images of the folder: {count}", count=counts["all"]))
        self.scope_buttons["shown"].setText(tr("Shown by the filter: {count}", count=counts["shown"]))
        self.scope_buttons["selected"].setText(tr("Selected: {count}", count=counts["selected"]))
        for scope, button in self.scope_buttons.items():
            button.setEnabled(counts[scope] > 0)
        if not self.scope_buttons[self.scope].isEnabled():
            self.scope_buttons["all"].setChecked(True)
        self._follow_scope()

    def show_models(self, models: Sequence[tuple[str, Path, bool]]) -> None:
        """Offer these models: name, file and whether it is the one in use; a choice made before stays."""
        before = self.checkpoint
        self.models.clear()
        for name, path, active in models:
            self.models.addItem(tr("{name} (in use)", name=name) if active else name, str(path))
            if path == before or (before is None and active):
                self.models.setCurrentIndex(self.models.count() - 1)

    @Slot()
    def _follow_scope(self) -> None:
        count = self.counts[self.scope]
        self.start_button.setText(tr("Segment {count} images", count=count))
        self.start_button.setEnabled(count > 0 and self.models.count() > 0)

    # What is going on

    def show_choices(self) -> None:
        """Ask what to do."""
        self._show_page(choosing=True)
        self.start_button.setFocus()

    def begin(self) -> None:
        """A run begins."""
        self.faults.clear()
        self.headline.setText(tr("The model is being loaded."))
        self.figures.setText(tr("Bad images are named here while the rest goes on."))
        self.bar.setRange(0, 0)
        self.pause_button.setText(tr("Pause"))
        self.cancel_button.setEnabled(True)
        self.pause_button.setEnabled(True)
        self._show_page(choosing=False, running=True)

    def show_progress(self, progress: BatchProgress) -> None:
        """The run went on."""
        self._paused = progress.paused
        self.pause_button.setText(tr("Go on") if progress.paused else tr("Pause"))
        if not progress.done and not progress.paused:
            return
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.done)
        where = {"done": progress.done, "total": progress.total}
        if progress.paused:
            self.headline.setText(tr("Paused at {done} of {total} images", **where))
        elif progress.left_s is None:
            self.headline.setText(tr("{done} of {total} images", **where))
        else:
            self.headline.setText(
                tr("{done} of {total} images, {left} to go", **where, left=clock(progress.left_s))
            )  # fmt: skip
        rate = tr("{rate} images per second", rate=f"{progress.rate_per_s:.1f}") if progress.rate_per_s else ""
        self.figures.setText(" · ".join(part for part in (rate, _counted(progress.counts)) if part))

    def ending(self) -> None:
        """The run comes to its end after the images that are under way."""
        self.headline.setText(tr("Ending after the images that are under way …"))
        self.cancel_button.setEnabled(False)
        self.pause_button.setEnabled(False)

    def add_results(self, results: Sequence[ImageResult]) -> None:
        """Name those that something is wrong with."""
        self.faults.add(results)
        self._show_faults()

    def show_outcome(self, outcome: BatchOutcome) -> None:
        """The run has ended."""
        done, total = len(outcome.results), len(outcome.request.images)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if outcome.stopped:
            self.headline.setText(breakable(tr("Stopped after {done} of {total} images.", done=done, total=total)))
            remedy = tr("What is done is kept: segment again to go on from there.")
            self.figures.setText(breakable(f"{said(outcome.stopped)} {remedy}"))
        else:
            if outcome.cancelled:
                self.headline.setText(tr("Cancelled after {done} of {total} images.", done=done, total=total))
            else:
                self.headline.setText(tr("All {total} images have been gone through.", total=total))
            counts = dict.fromkeys(("done", "kept", "failed"), 0)
            for result in outcome.results:
                counts[result.status] += 1
            earlier = sum(result.resumed for result in outcome.results)
            before = tr("{count} of them before", count=earlier) if earlier else ""
            self.figures.setText(" · ".join(part for part in (_counted(counts), before) if part))
        self._show_page(choosing=False, running=False)
        self.report_button.setEnabled(done > 0)

    def say(self, text: str) -> None:
        """Add a sentence below the figures."""
        self.figures.setText(breakable(text))

    def _show_page(self, *, choosing: bool, running: bool = False) -> None:
        self._choices.setVisible(choosing)
        self._promise.setVisible(choosing)
        self._going.setVisible(not choosing)
        self.start_button.setVisible(choosing)
        self.close_button.setVisible(not running)
        self.pause_button.setVisible(running)
        self.cancel_button.setVisible(running)
        self.report_button.setVisible(not choosing and not running)
        self.again_button.setVisible(not choosing and not running)
        if not running and not choosing:
            self.close_button.setFocus()
        self._show_faults()
        if self.table.isHidden():
            self._column.activate()
            self.resize(self.width(), self.minimumSizeHint().height())

    def _show_faults(self) -> None:
        shown = self.faults.rowCount() > 0 and self.start_button.isHidden()
        if shown and self.table.isHidden() and self.height() < _HEIGHT_WITH_TABLE_PX:
            self.resize(self.width(), _HEIGHT_WITH_TABLE_PX)
        self.table.setVisible(shown)
        self._faults_title.setVisible(shown)

    # What the person wants

    @Slot()
    def _pause(self) -> None:
        self.pause_wanted.emit(not self._paused)

    @Slot(QModelIndex)
    def _want_image(self, index: QModelIndex) -> None:
        self.image_wanted.emit(self.faults.image(index.row()))

    @Slot()
    def _ask_for_report(self) -> None:
        dialog = QFileDialog(self, tr("Save report"), str(Path.home() / "report.csv"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Table (*.csv)"), tr("For programs (*.json)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_report_path)
        dialog.open()

    @Slot(str)
    def _take_report_path(self, path: str) -> None:
        self.report_wanted.emit(Path(path))


def _counted(counts: dict[str, int]) -> str:
    parts = []
    if counts.get("done"):
        parts.append(tr("{count} segmented", count=counts["done"]))
    if counts.get("kept"):
        parts.append(tr("{count} kept, since a person made them", count=counts["kept"]))
    if counts.get("failed"):
        parts.append(tr("{count} failed", count=counts["failed"]))
    return " · ".join(parts)
