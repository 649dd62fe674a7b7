"""All runs with their settings and figures; several of them over each other and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.runs import RunSummary, newest_of_each_regime
from isic_desktop.services.run_listing import RunListing
from isic_desktop.services.training_pictures import TrainingPictures
from isic_desktop.views.curves import RUN_COLOURS, Curves
from isic_desktop.views.labels import breakable
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.turning_row import TurningRow
from isic_desktop.views.words import said, tr

_ROW_PX = 24
_LIST_PX = 160
_MOST_OVERLAID = len(RUN_COLOURS)


class RunsPage(QWidget):
    """The list on top, what is chosen below.

    Signals:
        begin_asked(): There is no run, and the person wants one.
        resume_asked(Path), compare_asked(Path), watch_asked(RunSummary), delete_asked(Path): What the person wants.

    Args:
        runs: Lists, compares, deletes.
        pictures: Imports the plots.
        can_compare: Whether there is something to compare a new model with.
    """

    begin_asked = Signal()
    resume_asked = Signal(object)
    compare_asked = Signal(object)
    watch_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, runs: RunListing, pictures: TrainingPictures, *, can_compare: bool) -> None:
        super().__init__()
        self._runs = runs
        self._can_compare = can_compare
        self._summaries: list[RunSummary] = []
        self._report: Path | None = None
        self.note = QLabel()
        self.note.setObjectName("runs_note")
        self.note.setWordWrap(True)
        self.table = QTableWidget(0, 9)
        self.table.setObjectName("runs_table")
        self.table.setAccessibleName(tr("Runs"))
        self.table.setHorizontalHeaderLabels(
            [
                tr("Run"), tr("State"), tr("Regime"), tr("Start"), tr("Epochs"), tr("Learning rate"),
                tr("Validation IoU"), tr("Dice"), tr("Images"),
            ]
        )  # fmt: skip
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.curves = Curves()
        self.side_by_side = QTableWidget(0, 0)
        self.side_by_side.setObjectName("runs_side_by_side")
        self.side_by_side.setAccessibleName(tr("Chosen runs side by side"))
        self.side_by_side.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.side_by_side.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.side_by_side.setShowGrid(False)
        self.side_by_side.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.side_by_side.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.side_by_side.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.curves.add_corner(self.side_by_side)
        self._begin = QPushButton(tr("Train a model…"))
        self._begin.setObjectName("runs_begin")
        self._begin.clicked.connect(self.begin_asked)
        splitter = self._splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.curves)
        splitter.setSizes([_LIST_PX, 3 * _LIST_PX])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        self._tools = self._make_buttons()
        column.addWidget(self._tools)
        column.addWidget(self.note)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(splitter, 1)
        column.addStretch(0)
        runs.listed.connect(self._take_runs)
        runs.compared.connect(self._show_comparison)
        runs.failed.connect(self._show_failure)
        pictures.plots_ready.connect(self.curves.make_plots)
        self._show_chosen()

    def _make_buttons(self) -> TurningRow:
        sides = QWidget(), QWidget()
        lines = [QHBoxLayout(side) for side in sides]
        for line in lines:
            line.setContentsMargins(0, 0, 0, 0)
        line = lines[0]
        self.buttons: dict[str, QPushButton] = {}
        for name, words, tip, reaction in (
            (
                "runs_regimes",
                tr("Compare frozen with fine-tuned"),
                tr("The newest run of each regime: curves, table and report"),
                self._compare_regimes,
            ),
            ("runs_report", tr("Report on the chosen runs"), tr("Curves, table and images"), self._compare_chosen),
            ("runs_open_report", tr("Open the report"), tr("In the browser"), self._open_report),
            ("", "", "", None),
            ("runs_watch", tr("Watch"), tr("Curves, validation images and log of this run"), self._watch),
            ("runs_resume", tr("Resume"), tr("Go on after the last finished epoch"), self._resume),
            ("runs_compare", tr("Compare with the active model"), tr("On the images held out"), self._compare_model),
            ("runs_delete", tr("Delete…"), tr("Delete this run and its model"), self._delete),
        ):
            if not name:
                line.addStretch(1)
                line = lines[1]
                continue
            button = QPushButton(words)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.clicked.connect(reaction)
            line.addWidget(button)
            self.buttons[name] = button
        self.buttons["runs_compare"].setVisible(self._can_compare)
        self.buttons["runs_open_report"].hide()
        line.addStretch(0)
        return TurningRow(*sides)

    # The list

    def refresh(self) -> None:
        """List the runs anew."""
        self._runs.list()

    @Slot(object)
    def _take_runs(self, summaries: list[RunSummary]) -> None:
        chosen = {one.name for one in self.chosen}
        self._summaries = summaries
        self.table.blockSignals(True)
        self.table.setRowCount(len(summaries))
        for row, one in enumerate(summaries):
            for column, text in enumerate(_cells(one)):
                item = QTableWidgetItem(text)
                item.setToolTip(said(one.problem) or str(one.run))
                self.table.setItem(row, column, item)
        self.table.clearSelection()
        self.choose([one.name for one in summaries if one.name in chosen])
        self.table.blockSignals(False)
        self._show_chosen()

    def choose(self, names: Sequence[str]) -> None:
        """Choose runs by name."""
        self.table.clearSelection()
        mode = self.table.selectionMode()
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        for row, one in enumerate(self._summaries):
            if one.name in names:
                self.table.selectRow(row)
        self.table.setSelectionMode(mode)

    @property
    def chosen(self) -> list[RunSummary]:
        """The runs that are chosen, in the order of the list."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self._summaries[row] for row in rows if row < len(self._summaries)]

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self.chosen
        shown = [one for one in chosen if one.rows][:_MOST_OVERLAID]
        self.curves.show_runs({one.name: one.rows for one in shown})
        self._fill_side_by_side(shown)
        one = chosen[0] if len(chosen) == 1 else None
        self.buttons["runs_regimes"].setEnabled(newest_of_each_regime(self._summaries) is not None)
        self.buttons["runs_report"].setEnabled(len(shown) >= 2)
        self.buttons["runs_watch"].setEnabled(one is not None)
        unfinished = one is not None and not one.is_running and one.phase != "finished"
        self.buttons["runs_resume"].setEnabled(one is not None and unfinished and one.can_resume)
        self.buttons["runs_compare"].setEnabled(one is not None and one.has_model and not one.is_running)
        self.buttons["runs_delete"].setEnabled(one is not None and not one.is_running)
        self._tools.setVisible(bool(self._summaries))
        self._splitter.setVisible(bool(self._summaries))
        self._begin.setVisible(not self._summaries)
        if not self._summaries:
            self.note.setText(tr("There is no run yet. Train → Train a model begins the first one."))
        elif not chosen:
            self.note.setText(
                tr("Choose a run to see its curves, or several (Ctrl+click) to see them over each other.")
            )
        else:
            self.note.setText(" ".join(f"{run.name}: {said(run.problem)}" for run in chosen if run.problem))
        self.buttons["runs_open_report"].hide()

    def _fill_side_by_side(self, shown: Sequence[RunSummary]) -> None:
        lines = (
            (tr("Regime"), [_regime(one) for one in shown]),
            (tr("Decoder"), [str(one.settings.get("decoder", "")) for one in shown]),
            (tr("Input, px"), [str(one.settings.get("size", "")) for one in shown]),
            (tr("Batch"), [str(one.settings.get("batch_size", "")) for one in shown]),
            (tr("Augmentation"), [str(one.settings.get("augment", "")) for one in shown]),
            (tr("Best epoch"), [_figure(one, "epoch", "{:.0f}") for one in shown]),
            (tr("Training loss"), [_figure(one, "train_loss") for one in shown]),
            (tr("Validation loss"), [_figure(one, "val_loss") for one in shown]),
            (tr("Validation IoU"), [_figure(one, "val_jaccard") for one in shown]),
            (tr("Validation Dice"), [_figure(one, "val_dice") for one in shown]),
            (tr("Validation accuracy"), [_figure(one, "val_accuracy") for one in shown]),
            (tr("Seconds per epoch"), [_figure(one, "seconds", "{:.1f}") for one in shown]),
        )
        table = self.side_by_side
        table.setVisible(bool(shown))
        table.setRowCount(len(lines))
        table.setColumnCount(len(shown))
        table.setHorizontalHeaderLabels([one.name for one in shown])
        table.setVerticalHeaderLabels([words for words, _cells in lines])
        for row, (_words, cells) in enumerate(lines):
            for column, text in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(text))

    # Comparing

    @Slot()
    def _compare_regimes(self) -> None:
        found = newest_of_each_regime(self._summaries)
        if found is not None:
            self.choose([one.name for one in found])
            self._compare_chosen()

    @Slot()
    def _compare_chosen(self) -> None:
        runs = [one.run for one in self.chosen if one.rows]
        if len(runs) >= 2:
            self.note.setText(tr("Comparing …"))
            self._runs.compare(runs)

    @Slot(object, object)
    def _show_comparison(self, report: Path, found: dict[str, Any]) -> None:
        self._report = report
        sentences = []
        for pair in found["pairs"]:
            words = {key: pair.get(key, "") for key in ("left", "right", "images", "left_wins", "right_wins", "ties")}
            if words["images"]:
                sentences.append(
                    tr(
                        "On {images} validation images of both, {left} is better on {left_wins}, {right} on "
                        "{right_wins}, and {ties} are equal.",
                        **words,
                    )
                )
            else:
                sentences.append(tr("{left} and {right} have no validation image in common.", **words))
        self.note.setText(breakable(" ".join(sentences)))
        self.buttons["runs_open_report"].show()

    @Slot()
    def _open_report(self) -> None:
        if self._report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._report)))

    @Slot(object)
    def _show_failure(self, sentence: str) -> None:
        self.note.setText(breakable(said(sentence)))

    # One run

    @Slot()
    def _watch(self) -> None:
        for one in self.chosen[:1]:
            self.watch_asked.emit(one)

    @Slot()
    def _resume(self) -> None:
        for one in self.chosen[:1]:
            self.resume_asked.emit(one.run)

    @Slot()
    def _compare_model(self) -> None:
        for one in self.chosen[:1]:
            self.compare_asked.emit(one.run)

    @Slot()
    def _delete(self) -> None:
        for one in self.chosen[:1]:
            self.delete_asked.emit(one.run)


def _regime(one: RunSummary) -> str:
    words = {"frozen": tr("encoder frozen"), "finetune": tr("fine-tuned")}
    return words.get(str(one.settings.get("regime")), "–")


def _cells(one: RunSummary) -> list[str]:
    states = {
        "starting": tr("getting ready"), "running": tr("training"), "finished": tr("trained"),
        "cancelled": tr("cancelled"), "failed": tr("failed"), "died": tr("interrupted"), "vanished": tr("folder gone"),
    }  # fmt: skip
    settings = one.settings
    asked = settings.get("epochs")
    return [
        one.name,
        states[one.phase],
        _regime(one),
        str(settings.get("init") or settings.get("encoder_weights") or "–"),
        f"{len(one.rows)} / {asked}" if asked else "–",
        f"{settings['lr']:g}" if isinstance(settings.get("lr"), int | float) else "–",
        _figure(one, "val_jaccard"),
        _figure(one, "val_dice"),
        f"{one.train} + {one.val}" if one.train else "–",
    ]


def _figure(one: RunSummary, key: str, form: str = "{:.3f}") -> str:
    best = one.best
    return form.format(best[key]) if best is not None and key in best else "–"
