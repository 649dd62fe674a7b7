"""Each held-out image as a point: the old model's Jaccard against the new one's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from isic_desktop.core.gate_evaluation import ImageComparison
from isic_desktop.views.palette import ANNOTATION, FALSE_POSITIVE, PREDICTION
from isic_desktop.views.words import tr
from model_train.scores import TIE

_POINT_PX = 9
_RING_PX = 17


class GatePlot(QWidget):
    """A scatter plot; empty until `make_plot` was called.

    Signals:
        chosen(str): The person clicked a point: the image's id.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._comparisons: list[ImageComparison] = []
        self._names = ("", "")
        self._selected = ""
        self._plot: Any = None
        self._points: Any = None
        self._ring: Any = None
        self._wait = QLabel(tr("Loading the plot …"))
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._wait)
        self.setMinimumSize(260, 220)
        self.setAccessibleName(tr("Jaccard of both models, image by image"))

    @property
    def plot(self) -> Any:
        """The pyqtgraph PlotWidget; None until it was made."""
        return self._plot

    def make_plot(self) -> None:
        """Make the plot; pyqtgraph has been imported before, in another thread."""
        if self._plot is not None:
            return
        import pyqtgraph

        self._wait.hide()
        self._plot = pyqtgraph.PlotWidget()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its keys are those of the table below it
        self._plot.setObjectName("gate_plot")
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.getPlotItem().setAspectLocked(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setRange(xRange=(0.0, 1.0), yRange=(0.0, 1.0), padding=0.03)
        self._diagonal = pyqtgraph.PlotDataItem([0.0, 1.0], [0.0, 1.0])
        self._points = pyqtgraph.ScatterPlotItem(size=_POINT_PX, hoverable=True, tip=None)
        self._points.sigClicked.connect(self._take_click)
        self._ring = pyqtgraph.ScatterPlotItem(size=_RING_PX, brush=None)
        self._ring.setZValue(-1)  # below the points: it would take the clicks on those that lie near the chosen one
        for item in (self._diagonal, self._points, self._ring):
            self._plot.addItem(item)
        self._column.addWidget(self._plot)
        self.repaint_theme()
        self._draw()

    def name_models(self, old: str, new: str) -> None:
        """Label the axes."""
        self._names = (old, new)
        if self._plot is not None:
            self._plot.setLabel("bottom", tr("Jaccard of {name}", name=old))
            self._plot.setLabel("left", tr("Jaccard of {name}", name=new))

    def show_comparisons(self, comparisons: Sequence[ImageComparison]) -> None:
        """Show these images, as far as both models were measured on them."""
        self._comparisons = [one for one in comparisons if one.old is not None and one.new is not None]
        self._draw()

    def select(self, image_id: str) -> None:
        """Put a ring round an image's point."""
        self._selected = image_id
        self._draw_ring()

    def repaint_theme(self) -> None:
        """Take over the colours of the current theme."""
        if self._plot is None:
            return
        import pyqtgraph

        palette = QApplication.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        self._plot.setBackground(palette.color(QPalette.ColorRole.Base))
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(palette.color(QPalette.ColorRole.Mid))
            axis.setTextPen(text)
        self.name_models(*self._names)
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        self._diagonal.setPen(pyqtgraph.mkPen(muted, width=1, style=Qt.PenStyle.DashLine))
        self._ring.setPen(pyqtgraph.mkPen(text, width=2))

    def _draw(self) -> None:
        if self._points is None:
            return
        # Shape first, colour second: upwards is better, downwards is worse.
        looks = [_look(one) for one in self._comparisons]
        self._points.setData(
            x=np.array([one.old for one in self._comparisons], dtype=float),
            y=np.array([one.new for one in self._comparisons], dtype=float),
            data=[one.image.id for one in self._comparisons],
            symbol=[symbol for symbol, _colour in looks],
            brush=[colour for _symbol, colour in looks],
            pen=None,
        )
        lowest = min((min(one.old or 0.0, one.new or 0.0) for one in self._comparisons), default=0.5)
        first = max(0.0, np.floor(lowest * 10) / 10 - 0.1)
        self._plot.setRange(xRange=(first, 1.0), yRange=(first, 1.0), padding=0.03)
        self._draw_ring()

    def _draw_ring(self) -> None:
        if self._ring is None:
            return
        place = [(one.old, one.new) for one in self._comparisons if one.image.id == self._selected]
        self._ring.setData(pos=place)

    def _take_click(self, _item: object, points: Sequence[Any], *_event: object) -> None:
        if len(points):
            self.chosen.emit(str(points[0].data()))


def _look(comparison: ImageComparison) -> tuple[str, QColor]:
    gained = (comparison.new or 0.0) - (comparison.old or 0.0)
    if gained > TIE:
        return "t1", QColor(*PREDICTION)
    if gained < -TIE:
        return "t", QColor(*FALSE_POSITIVE)
    return "o", QColor(*ANNOTATION)
