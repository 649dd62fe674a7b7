"""The gate: a new model against the one in use, and the person's decision."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.gate import Verdict, signed
from isic_desktop.core.gate_evaluation import ImageComparison
from isic_desktop.core.gate_report import GateReport
from isic_desktop.views.gate_plot import GatePlot
from isic_desktop.views.gate_table import GateTable
from isic_desktop.views.labels import breakable
from isic_desktop.views.outline_view import OutlineLegend, OutlineView
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.panels import tabular_font
from isic_desktop.views.words import said, tr

_REDRAW_MS = 250


class GateDialog(QDialog):
    """Shows a comparison as it comes and what it found, and asks which model to use.

    Signals:
        asked(bool): Compare (again); whether on every image that neither model was trained on.
        cancelled(): Give the comparison up.
        use_new(): The person decided for the new model.
        keep_old(): They decided for the old one.
        image_wanted(Path): Read this image; it comes back through `show_picture`.
    """

    asked = Signal(bool)
    cancelled = Signal()
    use_new = Signal()
    keep_old = Signal()
    image_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gate_dialog")
        self.setWindowTitle(tr("Compare models"))
        self.resize(1080, 690)
        self.report: GateReport | None = None
        self._comparisons: list[ImageComparison] = []
        self._total = 0
        self._old_name = self._new_name = ""
        self._shown: ImageComparison | None = None
        self.plot = GatePlot()
        self.plot.chosen.connect(self.select)
        self.outlines = OutlineView()
        self._legend = OutlineLegend()
        self.table_model = GateTable()
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._redraw.timeout.connect(self._show_points)
        self._make_widgets()
        self._lay_out()

    def _make_widgets(self) -> None:
        self.verdict = QLabel()
        self.verdict.setObjectName("gate_verdict")
        self.verdict.setWordWrap(True)
        self.verdict.setProperty("role", "heading")
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notes = QLabel()
        self.notes.setObjectName("gate_notes")
        self.notes.setWordWrap(True)
        self.notes.setProperty("role", "muted")
        self.everything = QCheckBox(tr("Use every image that neither model was trained on, not the held-out ones only"))
        self.everything.setObjectName("gate_everything")
        self.compare_button = QPushButton(tr("Compare again"))
        self.compare_button.setObjectName("gate_compare")
        self.compare_button.clicked.connect(self._ask)
        self.cancel_button = QPushButton(tr("Cancel the comparison"))
        self.cancel_button.setObjectName("gate_cancel")
        self.cancel_button.clicked.connect(self.cancelled)
        self.progress = QProgressBar()
        self.progress.setObjectName("gate_progress")
        self.progress.setAccessibleName(tr("Images compared"))
        self._caption = QLabel()
        self._caption.setObjectName("gate_caption")
        self._caption.setFont(tabular_font(self.font()))
        self.table = QTableView()
        self.table.setObjectName("gate_table")
        self.table.setAccessibleName(tr("Images, worst drop first"))
        self.table.setModel(self.table_model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(3 * GRID_PX)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setFont(tabular_font(self.font()))
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentRowChanged.connect(self._take_row)
        self.keep_button = QPushButton()
        self.keep_button.setObjectName("gate_keep")
        self.keep_button.clicked.connect(self._keep)
        self.use_button = QPushButton()
        self.use_button.setObjectName("gate_use")
        self.use_button.clicked.connect(self._use)

    def _lay_out(self) -> None:
        running = QHBoxLayout()
        running.addWidget(self.progress, 1)
        running.addWidget(self.cancel_button)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(3 * GRID_PX)
        self._figures.setVerticalSpacing(GRID_PX // 2)
        self._figure_labels: list[QLabel] = []
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.addWidget(self.plot, 3)
        left_column.addWidget(self.table, 2)
        right = QWidget()
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(GRID_PX, 0, 0, 0)
        right_column.addWidget(self.outlines, 1)
        right_column.addWidget(self._legend)
        right_column.addWidget(self._caption)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([520, 540])
        again = QHBoxLayout()
        again.addWidget(self.everything)
        again.addStretch(1)
        again.addWidget(self.compare_button)
        deciding = QHBoxLayout()
        deciding.addStretch(1)
        deciding.addWidget(self.keep_button)
        deciding.addWidget(self.use_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        column.addWidget(self.verdict)
        column.addLayout(self._figures)
        column.addWidget(self.notes)
        column.addLayout(running)
        column.addWidget(splitter, 1)
        column.addLayout(again)
        column.addLayout(deciding)

    # What the bench tells

    def begin(self, old_name: str, new_name: str, *, listed: bool) -> None:
        """Show that two models are being compared.

        Args:
            old_name: The model in use.
            new_name: The other one.
            listed: Whether the images are a given list, so that there are no others to choose.
        """
        self.report = None
        self._comparisons, self._total, self._shown = [], 0, None
        self._old_name, self._new_name = old_name, new_name
        self.verdict.setText(breakable(tr("Comparing {new} with {old} …", new=new_name, old=old_name)))
        self.notes.setText(tr("The two models are being loaded."))
        self.notes.show()
        self._show_figures([])
        self.everything.setVisible(not listed)
        self.keep_button.setText(tr("Keep {name}", name=old_name))
        self.use_button.setText(tr("Use {name}", name=new_name))
        self.progress.setRange(0, 0)
        self._set_running(True)
        self.plot.name_models(old_name, new_name)
        self._legend.name_outlines({"truth": tr("true outline"), "old": old_name, "new": new_name})
        self._caption.clear()
        self.outlines.say(tr("Click a point or a row: the image with both outlines is shown here."))
        self._show_points()

    @Slot(int)
    def show_total(self, images: int) -> None:
        """Say how many images will be looked at."""
        self._total = images
        self.progress.setRange(0, max(1, images))
        self.progress.setFormat(tr("%v of %m images"))
        self.notes.setText(tr("Each image is outlined by both models at its full size."))

    @Slot(object)
    def add(self, comparison: ImageComparison) -> None:
        """Take an image that was compared."""
        self._comparisons.append(comparison)
        self.progress.setValue(len(self._comparisons))
        if not self._redraw.isActive():
            self._redraw.start()

    @Slot(object)
    def show_report(self, report: GateReport) -> None:
        """Show what was found; the default button is the careful one."""
        self.report = report
        self._redraw.stop()
        self._comparisons = list(report.comparisons)
        self._set_running(False)
        self._show_points()
        self.verdict.setText(breakable(said(report.sentence)))
        notes = report.notes()
        self.notes.setText("\n".join(said(note) for note in notes))
        self.notes.setVisible(bool(notes))
        self._show_figures(self._figures_of(report))
        better = report.figures.verdict is Verdict.BETTER
        self.keep_button.setDefault(not better)
        self.use_button.setDefault(better)
        (self.use_button if better else self.keep_button).setFocus()
        if report.figures.pairs:
            self.table.selectRow(0)

    @Slot(object)
    def show_failure(self, sentence: str) -> None:
        """Say why there is no comparison."""
        self._redraw.stop()
        self._set_running(False)
        self.verdict.setText(tr("The models could not be compared"))
        self.notes.setText(breakable(said(sentence)))
        self.notes.show()
        self.keep_button.setDefault(True)
        self.keep_button.setFocus()

    def show_cancelled(self) -> None:
        """Say that the comparison was given up."""
        self.show_failure(tr("The comparison was cancelled. Nothing was changed."))

    @Slot(object, object)
    def show_picture(self, path: Path, picture: QImage) -> None:
        """Take an image that was asked for."""
        if self._shown is not None and self._shown.image.image == path:
            size_wh = self._shown.size_wh if all(self._shown.size_wh) else (picture.width(), picture.height())
            self.outlines.show_outlines(picture, size_wh, self._shown.outlines)

    @Slot(object, object)
    def show_picture_failure(self, path: Path, sentence: str) -> None:
        """Say why an image cannot be shown."""
        if self._shown is not None and self._shown.image.image == path:
            self.outlines.say(said(sentence))

    # What the person does

    @Slot(str)
    def select(self, image_id: str) -> None:
        """Show an image with its outlines."""
        row = self.table_model.row_of(image_id)
        if row >= 0:
            self.table.selectRow(row)

    @Slot(QModelIndex, QModelIndex)
    def _take_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        one = self.table_model.comparisons[current.row()]
        self._shown = one
        self.plot.select(one.image.id)
        if one.old is not None and one.new is not None:
            figures = f"{one.old:.3f} → {one.new:.3f} ({signed(one.new - one.old)})"
            self._caption.setText(tr("{image}: Jaccard {figures}", image=one.image.id, figures=figures))
        else:
            self._caption.setText(one.image.id)
        if one.error:
            self.outlines.say(said(one.error))
        else:
            self.image_wanted.emit(one.image.image)

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.everything.isChecked())

    @Slot()
    def _keep(self) -> None:
        self.keep_old.emit()
        self.close()

    @Slot()
    def _use(self) -> None:
        self.use_new.emit()

    def set_deciding(self, possible: bool) -> None:
        """Allow or forbid the decision, as while the new model is being taken over."""
        for button in (self.keep_button, self.use_button, self.compare_button):
            button.setEnabled(possible)

    def reject(self) -> None:
        """Esc, or the window's close button: nothing is decided, the old model stays, no comparison goes on."""
        if self.cancel_button.isVisible():
            self.cancelled.emit()
        super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """The theme changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "plot"):
            self.plot.repaint_theme()

    # Parts

    @Slot()
    def _show_points(self) -> None:
        self.plot.show_comparisons(self._comparisons)
        self.table_model.show_comparisons(self._comparisons, self._old_name, self._new_name)
        for column in (1, 2, 3):
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def _set_running(self, running: bool) -> None:
        for widget in (self.progress, self.cancel_button):
            widget.setVisible(running)
        for button in (self.compare_button, self.use_button):
            button.setEnabled(not running)
        self.everything.setEnabled(not running)
        self.keep_button.setEnabled(True)

    def _figures_of(self, report: GateReport) -> list[tuple[str, str]]:
        figures = report.figures
        if figures.mean_old is None or figures.mean_new is None or figures.mean_difference is None:
            return []
        interval = "–"
        if figures.interval is not None:
            low, high = signed(figures.interval.low), signed(figures.interval.high)
            interval = tr("{low} to {high}", low=low, high=high)
        return [
            (tr("mean Jaccard, {name}", name=report.old.name), f"{figures.mean_old:.3f}"),
            (tr("mean Jaccard, {name}", name=report.new.name), f"{figures.mean_new:.3f}"),
            (tr("mean change"), signed(figures.mean_difference)),
            (tr("95 % interval"), interval),
            (
                tr("better / worse / equal"),
                f"{figures.wins} / {figures.losses} / {figures.ties}",
            ),
            (tr("below 0.65, before → now"), f"{figures.failures_old} → {figures.failures_new}"),
        ]

    def _show_figures(self, figures: list[tuple[str, str]]) -> None:
        for label in self._figure_labels:
            self._figures.removeWidget(label)
            label.hide()  # at once; it is deleted only when the event loop comes round
            label.deleteLater()
        self._figure_labels = []
        for number, (words, value) in enumerate(figures):
            name, figure = QLabel(words), QLabel(value)
            name.setProperty("role", "muted")
            name.setWordWrap(True)  # six of them side by side, in long words and large letters
            name.setAlignment(Qt.AlignmentFlag.AlignBottom)
            self._figures.setColumnStretch(number, 1)
            figure.setFont(tabular_font(self.font()))
            figure.setObjectName(f"gate_figure_{number}")
            self._figures.addWidget(name, 0, number)
            self._figures.addWidget(figure, 1, number)
            self._figure_labels += [name, figure]
