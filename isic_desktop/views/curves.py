"""Curves of runs: loss, IoU, Dice, accuracy and learning rate by epoch, one run or several over each other."""

from __future__ import annotations

import csv
import html
import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from isic_desktop.views.palette import ANNOTATION, FALSE_NEGATIVE, FALSE_POSITIVE, GRID_PX, PREDICTION, TRUTH
from isic_desktop.views.words import tr
from model_train.atomic import write_bytes
from model_train.cells import defused

Rows = Sequence[Mapping[str, float]]

RUN_COLOURS = (ANNOTATION, TRUTH, PREDICTION, FALSE_NEGATIVE, FALSE_POSITIVE)
QUANTITIES = ("loss", "jaccard", "dice", "accuracy", "lr")
_LINE_PX = 2
_HEIGHT_PX = 110
_AXIS_PX = 58
_TICKS = 6


class Curves(QWidget):
    """Five small plots that share their epochs and a crosshair; empty until `make_plots` was called and it is seen.

    Training is dotted, validation solid. A run's colour is the same in all plots.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: dict[str, Rows] = {}
        self._plots: dict[str, Any] = {}
        self._lines: dict[tuple[str, str, str], Any] = {}
        self._crosshairs: list[Any] = []
        self._hovered: float | None = None
        self._may_make = False
        # One plot a turn of the event loop: all five at once would stall the window.
        self._make_next = QTimer(self, interval=0)
        self._make_next.timeout.connect(self._make_plot)
        self._undrawn: list[str] = []
        self._draw_next = QTimer(self, interval=0)
        self._draw_next.timeout.connect(self._draw_plot)
        self.log_scale = QCheckBox(tr("Logarithmic"))
        self.log_scale.setObjectName("curves_log")
        self.log_scale.setToolTip(tr("Loss and learning rate on a logarithmic scale"))
        self.log_scale.toggled.connect(self._apply_scale)
        self._read_out = QLabel(tr("Point at a curve to read its values."))
        self._read_out.setObjectName("curves_read_out")
        self._read_out.setProperty("role", "muted")
        self._legend = QLabel()
        self._legend.setObjectName("curves_legend")
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._wait = QLabel(tr("Loading the plots …"))
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID_PX)
        # Places of a fixed share of the room: a plot that comes must not have the others painted anew.
        self._places: list[QVBoxLayout] = []
        for number in range(len(QUANTITIES)):
            place = QWidget()
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            self._places.append(column)
            self._grid.addWidget(place, number // 3, number % 3)
        for number in range(3):
            self._grid.setColumnStretch(number, 1)
        for number in range(2):
            self._grid.setRowStretch(number, 1)
            self._grid.setRowMinimumHeight(number, _HEIGHT_PX)
        self._places[0].addWidget(self._wait)
        line = QHBoxLayout()
        line.addWidget(self._legend)
        line.addStretch(1)
        line.addWidget(self.log_scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addLayout(self._grid, 1)
        column.addWidget(self._read_out)

    @property
    def is_ready(self) -> bool:
        """Whether the plots are there."""
        return len(self._plots) == len(QUANTITIES)

    @property
    def is_drawn(self) -> bool:
        """Whether the plots show what they were last given."""
        return self.is_ready and not self._undrawn

    def add_corner(self, widget: QWidget) -> None:
        """Put a widget into the sixth place of the grid."""
        self._grid.addWidget(widget, 1, 2)

    @Slot()
    def make_plots(self) -> None:
        """Make the plots as soon as they are seen; pyqtgraph has been imported before, in another thread."""
        self._may_make = True
        if self.isVisible() and not self.is_ready:
            self._make_next.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Now the plots are worth making."""
        super().showEvent(event)
        if self._may_make:
            self.make_plots()

    @Slot()
    def _make_plot(self) -> None:
        """Make the next plot, or with all of them made fill them."""
        import pyqtgraph

        quantity = QUANTITIES[len(self._plots)]
        titles = {
            "loss": tr("Loss"), "jaccard": tr("IoU"), "dice": tr("Dice"), "accuracy": tr("Accuracy"),
            "lr": tr("Learning rate"),
        }  # fmt: skip
        number = len(self._plots)
        plot = pyqtgraph.PlotWidget(enableMenu=False)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to do in it with keys
        plot.setObjectName(f"curve_{quantity}")
        plot.setAccessibleName(titles[quantity])
        plot.setMinimumHeight(_HEIGHT_PX)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.getAxis("left").setWidth(_AXIS_PX)
        plot.getAxis("left").enableAutoSIPrefix(False)
        plot.getPlotItem().setTitle(titles[quantity], size="9pt")
        crosshair = pyqtgraph.InfiniteLine(angle=90, movable=False)
        crosshair.hide()
        plot.addItem(crosshair, ignoreBounds=True)
        self._crosshairs.append(crosshair)
        plot.scene().sigMouseMoved.connect(_Pointer(self, plot))
        self._wait.hide()
        self._places[number].addWidget(plot)
        self._plots[quantity] = plot
        self._dress(plot)
        if self.is_ready:
            self._make_next.stop()
            self.repaint_theme()
            self._apply_scale()
            self._draw()

    def show_runs(self, runs: Mapping[str, Rows]) -> None:
        """Show these runs: name and rows of `metrics.csv` of each; colours in this order."""
        if not self._changes(runs):
            return
        self._runs = dict(runs)
        self._draw()

    def repaint_theme(self) -> None:
        """Take over the colours of the current theme."""
        for plot in self._plots.values():
            self._dress(plot)
        for crosshair in self._crosshairs:
            crosshair.setPen(QApplication.palette().color(QPalette.ColorRole.PlaceholderText))

    @staticmethod
    def _dress(plot: Any) -> None:
        palette = QApplication.palette()
        plot.setBackground(palette.color(QPalette.ColorRole.Base))
        title = plot.getPlotItem().titleLabel
        title.setAttr("color", palette.color(QPalette.ColorRole.Text).name())
        title.setText(title.text)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(QColor(palette.color(QPalette.ColorRole.Mid)))
            axis.setTextPen(palette.color(QPalette.ColorRole.PlaceholderText))

    # Export

    def export_png(self, path: Path) -> None:
        """Save the plots as they are seen; raises StorageError."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.grab().save(buffer, "PNG")
        write_bytes(path, bytes(buffer.data().data()))

    def export_csv(self, path: Path) -> None:
        """Save the numbers behind the plots, a line for each run and epoch; raises StorageError."""
        columns = list(dict.fromkeys(key for rows in self._runs.values() for row in rows for key in row))
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("run", *map(defused, columns)))
        for name, rows in self._runs.items():
            writer.writerows((defused(name), *(row.get(key, "") for key in columns)) for row in rows)
        write_bytes(path, text.getvalue().encode("utf-8"))

    # Drawing

    def _changes(self, runs: Mapping[str, Rows]) -> bool:
        return list(runs) != list(self._runs) or any(
            len(rows) != len(self._runs[name]) or (len(rows) > 0 and rows[-1] != self._runs[name][-1])
            for name, rows in runs.items()
        )

    def _draw(self) -> None:
        """Draw all plots anew, one a turn of the event loop."""
        self._tell_legend()
        if self.is_ready:
            self._undrawn = list(QUANTITIES)
            self._draw_next.start()

    @Slot()
    def _draw_plot(self) -> None:
        import pyqtgraph

        if not self._undrawn:
            self._draw_next.stop()
            return
        quantity = self._undrawn.pop(0)
        wanted: set[tuple[str, str, str]] = set()
        for number, (name, rows) in enumerate(self._runs.items()):
            colour = QColor(*RUN_COLOURS[number % len(RUN_COLOURS)])
            for side in ("",) if quantity == "lr" else ("train", "val"):
                key = f"{side}_{quantity}".lstrip("_")
                points = [(row["epoch"], row[key]) for row in rows if key in row]
                style = Qt.PenStyle.DotLine if side == "train" else Qt.PenStyle.SolidLine
                pen = pyqtgraph.mkPen(colour, width=_LINE_PX, style=style)
                place = (name, quantity, side)
                wanted.add(place)
                if place not in self._lines:
                    self._lines[place] = self._plots[quantity].plot(symbolSize=4, symbolPen=None)
                # One epoch is a point, and a line of one point would be invisible.
                mark = {"symbol": "o", "symbolBrush": colour} if len(points) < 3 else {"symbol": None}
                self._lines[place].setData([x for x, _ in points], [y for _, y in points], pen=pen, **mark)
        for place in [one for one in self._lines if one[1] == quantity and one not in wanted]:
            self._plots[quantity].removeItem(self._lines.pop(place))
        self._fit_axes(quantity)
        self._tell_values()

    def _fit_axes(self, quantity: str) -> None:
        """Whole epochs below; on the left a range that a curve without change does not blow up."""
        epochs = [row["epoch"] for rows in self._runs.values() for row in rows]
        step = max(1, math.ceil((max(epochs) - min(epochs)) / _TICKS)) if epochs else 1
        plot = self._plots[quantity]
        plot.getAxis("bottom").setTickSpacing(step, step)
        keys = ("lr",) if quantity == "lr" else (f"train_{quantity}", f"val_{quantity}")
        values = [row[key] for rows in self._runs.values() for row in rows for key in keys if key in row]
        plot.enableAutoRange()
        if values and max(values) - min(values) <= 1e-9 + 1e-3 * abs(max(values)) and max(values) > 0.0:
            low, high = 0.5 * max(values), 1.5 * max(values)
            log = self.log_scale.isChecked() and quantity in ("loss", "lr")
            plot.setYRange(*((math.log10(low), math.log10(high)) if log else (low, high)))

    def _tell_legend(self) -> None:
        names = [
            f'<span style="color:{QColor(*RUN_COLOURS[number % len(RUN_COLOURS)]).name()}">■</span> {html.escape(name)}'
            for number, name in enumerate(self._runs)
        ]
        self._legend.setText(" &nbsp; ".join([*names, tr("training dotted, validation solid")]))

    @Slot()
    def _apply_scale(self) -> None:
        for quantity in ("loss", "lr"):
            if quantity in self._plots:
                self._plots[quantity].setLogMode(y=self.log_scale.isChecked())
                self._fit_axes(quantity)

    # Crosshair

    def point_at(self, epoch: float | None) -> None:
        """Move the crosshair to an epoch in all plots, or hide it."""
        self._hovered = epoch
        for crosshair in self._crosshairs:
            crosshair.setVisible(epoch is not None)
            if epoch is not None:
                crosshair.setPos(epoch)
        self._tell_values()

    def _tell_values(self) -> None:
        if self._hovered is None:
            return
        parts = []
        for name, rows in self._runs.items():
            row = next((row for row in rows if row["epoch"] == self._hovered), None)
            if row is not None:
                values = {
                    key: row.get(key, math.nan) for key in ("train_loss", "val_loss", "val_jaccard", "val_dice", "lr")
                }
                parts.append(
                    tr(
                        "{name}, epoch {epoch}: loss {train_loss} / {val_loss}, IoU {val_jaccard}, Dice {val_dice}, "
                        "learning rate {lr}",
                        name=name,
                        epoch=int(row["epoch"]),
                        lr=f"{values.pop('lr'):.2g}",
                        **{key: f"{value:.3f}" for key, value in values.items()},
                    )
                )
        self._read_out.setText("\n".join(parts) or tr("Point at a curve to read its values."))


class _Pointer:
    """Tells the curves which epoch the pointer is at on one plot."""

    def __init__(self, curves: Curves, plot: Any) -> None:
        self._curves = curves
        self._plot = plot

    def __call__(self, scene_position: Any) -> None:
        item = self._plot.getPlotItem()
        if item.sceneBoundingRect().contains(scene_position):
            self._curves.point_at(max(1.0, float(round(item.vb.mapSceneToView(scene_position).x()))))
        else:
            self._curves.point_at(None)
