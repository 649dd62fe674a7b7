"""Narrows the images down and puts them in order: text, states, ranges, saved views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QDate, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.image_table import STATES, Range, ViewQuery
from isic_desktop.views.palette import GRID_PX, STATE_MARKS, STATE_WORDS
from isic_desktop.views.words import said, tr

# A word is typed faster than that.
_TYPING_MS = 150
_DAY_S = 24 * 3600.0


class FilterBar(QWidget):
    """What is shown and in what order.

    Signals:
        query_changed(ViewQuery): The person wants to see something else.
        view_saved(str, ViewQuery): They gave it a name to come back to.
        view_removed(str): They do not want to come back to it any more.
        left(): They are done here: the keys belong to the image again.
    """

    query_changed = Signal(object)
    view_saved = Signal(str, object)
    view_removed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._query = ViewQuery()
        self._views: dict[str, ViewQuery] = {}
        self._showing = False
        self._soon = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._soon.timeout.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, 0)
        layout.setSpacing(GRID_PX // 2)
        layout.addLayout(self._make_search())
        layout.addLayout(self._make_order())
        layout.addLayout(self._make_states())
        self._more = self._make_more()
        self._more.hide()
        layout.addWidget(self._more)

    # Making

    def _make_search(self) -> QHBoxLayout:
        self._text = QLineEdit()
        self._text.setObjectName("filter_text")
        self._text.setPlaceholderText(tr("Name, note or tag"))
        self._text.setAccessibleName(tr("Show images whose name, note or tags hold this"))
        self._text.setClearButtonEnabled(True)
        self._text.textChanged.connect(self._soon.start)
        self._text.returnPressed.connect(self._leave)
        self._toggle = QToolButton()
        self._toggle.setObjectName("filter_more")
        self._toggle.setText(tr("Filter"))
        self._toggle.setCheckable(True)
        self._toggle.setToolTip(tr("Filter by score, size, date and model; saved views"))
        self._toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._toggle.toggled.connect(self._show_more)
        row = QHBoxLayout()
        row.setSpacing(GRID_PX // 2)
        row.addWidget(self._text, 1)
        row.addWidget(self._toggle)
        return row

    def _make_order(self) -> QHBoxLayout:
        self._sort = QComboBox()
        self._sort.setObjectName("sort")
        self._sort.setAccessibleName(tr("Order of the images"))
        for sort, words in (
            ("name", tr("By name")),
            ("worst", tr("Worst first")),
            ("state", tr("By state")),
            ("jaccard", tr("By IoU")),
            ("dice", tr("By Dice")),
            ("predicted", tr("By predicted IoU")),
            ("size", tr("By lesion size")),
            ("date", tr("By date saved")),
            ("model", tr("By model")),
        ):
            self._sort.addItem(words, sort)
        self._sort.currentIndexChanged.connect(self._take)
        self._direction = QToolButton()
        self._direction.setObjectName("sort_direction")
        self._direction.setCheckable(True)
        self._direction.setText("↑")
        self._direction.setToolTip(tr("The other way round"))
        self._direction.setAccessibleName(tr("The other way round"))
        self._direction.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._direction.toggled.connect(self._take)
        row = QHBoxLayout()
        row.setSpacing(GRID_PX // 2)
        row.addWidget(self._sort, 1)
        row.addWidget(self._direction)
        return row

    def _make_states(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._states: dict[str, QToolButton] = {}
        for state in STATES:
            button = QToolButton()
            button.setObjectName(f"filter_state.{state}")
            button.setCheckable(True)
            button.setText(f"{STATE_MARKS[state]} 0")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setStyleSheet("QToolButton { padding: 3px 0px; }")
            button.toggled.connect(self._take)
            self._states[state] = button
            row.addWidget(button, 1)
        self.show_counts(dict.fromkeys(STATES, 0))
        return row

    def _make_more(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, GRID_PX // 2, 0, 0)
        grid.setHorizontalSpacing(GRID_PX // 2)
        grid.setVerticalSpacing(GRID_PX // 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._ranges: dict[str, tuple[QDoubleSpinBox, QDoubleSpinBox]] = {}
        for row, (name, words, most, step) in enumerate(
            (
                ("jaccard", tr("IoU"), 1.0, 0.05),
                ("dice", tr("Dice"), 1.0, 0.05),
                ("predicted", tr("Predicted"), 1.0, 0.05),
                ("size", tr("Lesion, %"), 100.0, 5.0),
            )
        ):
            ends = QDoubleSpinBox(), QDoubleSpinBox()
            for end, value, which in zip(ends, (0.0, most), (tr("from"), tr("to")), strict=True):
                end.setRange(0.0, most)
                end.setSingleStep(step)
                end.setDecimals(2 if most == 1.0 else 1)
                end.setValue(value)
                end.setMinimumWidth(0)
                end.setAccessibleName(f"{words} {which}")
                end.setObjectName(f"filter_{name}.{'low' if end is ends[0] else 'high'}")
                end.valueChanged.connect(self._soon.start)
            self._ranges[name] = ends
            grid.addWidget(QLabel(words), row, 0)
            grid.addWidget(ends[0], row, 1)
            grid.addWidget(ends[1], row, 2)
        self._by_date = QCheckBox(tr("Saved between these days"))
        self._by_date.setToolTip(tr("Only annotations saved between these days"))
        self._by_date.toggled.connect(self._take)
        today = QDate.currentDate()
        self._dates = QDateEdit(today.addDays(-30)), QDateEdit(today)
        dates = QHBoxLayout()
        dates.setSpacing(GRID_PX // 2)
        grid.addWidget(self._by_date, 4, 0, 1, 3)
        grid.addLayout(dates, 5, 0, 1, 3)
        for column, date in enumerate(self._dates, 1):
            date.setDisplayFormat("yyyy-MM-dd")
            date.setEnabled(False)
            date.setMinimumWidth(0)
            date.setAccessibleName(tr("Saved from") if column == 1 else tr("Saved until"))
            date.dateChanged.connect(self._soon.start)
            self._by_date.toggled.connect(date.setEnabled)
            dates.addWidget(date, 1)
        self._model = QComboBox()
        self._model.setObjectName("filter_model")
        self._model.setAccessibleName(tr("Model"))
        self._model.addItem(tr("Any model"), "")
        self._model.setMinimumWidth(0)
        self._model.currentIndexChanged.connect(self._take)
        grid.addWidget(QLabel(tr("Model")), 6, 0)
        grid.addWidget(self._model, 6, 1, 1, 2)
        grid.addLayout(self._make_views(), 7, 0, 1, 3)
        return page

    def _make_views(self) -> QHBoxLayout:
        self._view = QComboBox()
        self._view.setObjectName("saved_view")
        self._view.setEditable(True)
        self._view.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._view.setAccessibleName(tr("Saved views"))
        field = self._view.lineEdit()
        assert field is not None  # it is editable
        field.setPlaceholderText(tr("Name of a view"))
        field.returnPressed.connect(self._save_view)
        self._view.setMinimumWidth(0)
        self._view.activated.connect(self._use_view)
        self._save = QPushButton(tr("Save"))
        self._save.setObjectName("save_view")
        self._save.setToolTip(tr("Keep this filter and order under the name on the left"))
        self._remove = QToolButton()
        self._remove.setObjectName("remove_view")
        self._remove.setText("✕")
        self._remove.setToolTip(tr("Forget this view"))
        self._remove.setAccessibleName(tr("Forget this view"))
        for button in (self._save, self._remove):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._save.setMinimumWidth(self._save.fontMetrics().horizontalAdvance(self._save.text()) + 2 * GRID_PX)
        self._save.setMaximumWidth(self._save.minimumWidth() + GRID_PX)
        self._save.clicked.connect(self._save_view)
        self._remove.clicked.connect(self._remove_view)
        row = QHBoxLayout()
        row.setSpacing(GRID_PX // 2)
        row.addWidget(self._view, 1)
        row.addWidget(self._save)
        row.addWidget(self._remove)
        return row

    # The query

    @property
    def query(self) -> ViewQuery:
        """What is wanted now."""
        return self._query

    def show_query(self, query: ViewQuery) -> None:
        """Show a query that was chosen elsewhere, without telling anybody."""
        self._showing = True
        self._query = query
        self._text.setText(query.text)
        self._sort.setCurrentIndex(self._sort.findData(query.sort))
        self._direction.setChecked(query.descending)
        for state, button in self._states.items():
            button.setChecked(state in query.states)
        for name, (low, high) in self._ranges.items():
            wanted: Range = getattr(query, name)
            scale = high.maximum()
            low.setValue(0.0 if wanted.low is None else scale * wanted.low)
            high.setValue(scale if wanted.high is None else scale * wanted.high)
        self._by_date.setChecked(not query.date.open)
        if query.date.low is not None and query.date.high is not None:
            for edit, seconds in zip(self._dates, (query.date.low, query.date.high), strict=True):
                moment = datetime.fromtimestamp(seconds)
                edit.setDate(QDate(moment.year, moment.month, moment.day))
        if query.model and self._model.findData(query.model) < 0:
            self._model.addItem(query.model, query.model)
        self._model.setCurrentIndex(self._model.findData(query.model))
        self._soon.stop()
        self._showing = False
        self._mark_active()

    def clear(self) -> None:
        """Show all images again; the order stays."""
        self.show_query(ViewQuery(sort=self._query.sort, descending=self._query.descending))
        self.query_changed.emit(self._query)

    @Slot()
    def _take(self) -> None:
        """Take over what the controls say."""
        if self._showing:
            return
        self._soon.stop()
        query = ViewQuery(
            text=self._text.text().strip(),
            states=frozenset(state for state, button in self._states.items() if button.isChecked()),
            **{name: self._range(name) for name in self._ranges},
            date=self._date_range(),
            model=self._model.currentData() or "",
            sort=self._sort.currentData(),
            descending=self._direction.isChecked(),
        )
        self._direction.setText("↓" if query.descending else "↑")
        if query != self._query:
            self._query = query
            self._mark_active()
            self.query_changed.emit(query)

    def _range(self, name: str) -> Range:
        low, high = self._ranges[name]
        scale = high.maximum()
        return Range(
            None if low.value() <= 0 else round(low.value() / scale, 4),
            None if high.value() >= scale else round(high.value() / scale, 4),
        )

    def _date_range(self) -> Range:
        if not self._by_date.isChecked():
            return Range()
        first, last = (edit.date().startOfDay().toSecsSinceEpoch() for edit in self._dates)
        return Range(float(first), float(last) + _DAY_S - 1)

    def _mark_active(self) -> None:
        """Say on the button whether something behind it narrows the images down."""
        hidden = replace(self._query, text="", states=frozenset()).filters
        self._toggle.setText(tr("Filter •") if hidden else tr("Filter"))
        self._direction.setText("↓" if self._query.descending else "↑")

    # Showing

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many images are in each state."""
        for state, button in self._states.items():
            count = counts[state]
            short = str(count) if count < 10_000 else f"{count // 1000}k"
            text = f"{STATE_MARKS[state]} {short}"
            if button.text() != text:
                button.setText(text)
                words = tr("Show only: {state} ({count})", state=said(STATE_WORDS[state]).lower(), count=count)
                button.setToolTip(words)
                button.setAccessibleName(words)

    def show_models(self, models: Sequence[str]) -> None:
        """Offer these models."""
        for name in models:
            if self._model.findData(name) < 0:
                self._model.addItem(name, name)

    def show_views(self, views: Mapping[str, ViewQuery]) -> None:
        """Offer these saved views."""
        typed = self._view.currentText()
        self._views = dict(views)
        self._view.clear()
        self._view.addItems(sorted(self._views, key=str.casefold))
        self._view.setEditText(typed)
        self._remove.setEnabled(bool(self._views))

    def focus_search(self) -> None:
        """Let the person type what they look for."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    @Slot(bool)
    def _show_more(self, shown: bool) -> None:
        self._more.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the image."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _leave(self) -> None:
        self._take()
        self.left.emit()

    # Saved views

    @Slot()
    def _use_view(self) -> None:
        query = self._views.get(self._view.currentText())
        if query is not None:
            self.show_query(query)
            self.query_changed.emit(query)

    @Slot()
    def _save_view(self) -> None:
        self._take()
        name = self._view.currentText().strip()
        if name:
            self.view_saved.emit(name, self._query)
        else:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _remove_view(self) -> None:
        name = self._view.currentText().strip()
        if name in self._views:
            self._view.clearEditText()
            self.view_removed.emit(name)
