"""The panels beside the canvas: scores, view, options of the current tool."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.texts import marked
from isic_desktop.views.canvas_layers import ViewMode
from isic_desktop.views.palette import GRID_PX, STATE_MARKS, STATE_WORDS, SURROUND, LayerColours
from isic_desktop.views.words import said, tr
from model_train.scores import FAILURE_JACCARD, Overlap

if TYPE_CHECKING:
    from isic_desktop.core.document import AnnotationDocument
    from model_train.boundary import BoundaryDistance

_LEGEND_SIZE = QSize(28, 16)
_SCORES = (
    ("jaccard", marked("IoU")),
    ("dice", marked("Dice")),
    ("accuracy", marked("Accuracy")),
    ("sensitivity", marked("Sensitivity")),
    ("specificity", marked("Specificity")),
)
_DISTANCES = (("mean_px", marked("Distance")), ("hd95_px", marked("Distance 95 %")))
_EXPLAINED = {
    "jaccard": marked("Intersection over union (Jaccard)"),
    "mean_px": marked("Mean distance between the two boundaries"),
    "hd95_px": marked("95 % Hausdorff distance between the two boundaries"),
}


def tabular_font(base: QFont) -> QFont:
    """A font whose digits are all of one width, so that numbers do not dance."""
    font = QFont(base)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def heading(text: str) -> QLabel:
    """The title of a panel."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


class ScoresPanel(QWidget):
    """How well the annotation agrees with the ground truth, and how that changed since the image was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scores")
        self._start: dict[str, float] | None = None
        self._start_distance: BoundaryDistance | None = None
        self._stroke_distance: BoundaryDistance | None = None
        self._distance: BoundaryDistance | None = None
        self._stroke_start: Overlap | None = None
        self._values: dict[str, QLabel] = {}
        self._changes: dict[str, QLabel] = {}
        self._strokes: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(GRID_PX // 2)
        grid.setColumnStretch(0, 1)
        for column, words, tip in (
            (2, tr("change"), tr("Since the prediction, or since the image was opened")),
            (3, tr("stroke"), tr("In the last stroke")),
        ):
            title = QLabel(words)
            title.setProperty("role", "muted")
            title.setToolTip(tip)
            title.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(title, 0, column)
        for row, (key, english) in enumerate(_SCORES + _DISTANCES, start=1):
            words = said(english)
            value, change, stroke = QLabel("–"), QLabel(), QLabel()
            for label in (value, change, stroke):
                label.setFont(tabular_font(self.font()))
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setObjectName(f"score.{key}")
            value.setAccessibleName(words)
            change.setAccessibleName(tr("{score}, change since the prediction or the opening", score=words))
            stroke.setAccessibleName(tr("{score}, change in this stroke", score=words))
            for label in (change, stroke):
                label.setProperty("role", "muted")
                label.setMinimumWidth(self.fontMetrics().horizontalAdvance("+0.000"))
            value.setMinimumWidth(self.fontMetrics().horizontalAdvance("000.0 px"))
            name = QLabel(words)
            name.setToolTip(said(_EXPLAINED.get(key, "")))
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)
            grid.addWidget(change, row, 2)
            grid.addWidget(stroke, row, 3)
            self._values[key], self._changes[key], self._strokes[key] = value, change, stroke
        self._remark = QLabel()
        self._remark.setWordWrap(True)
        self._remark.setProperty("role", "muted")
        self._facts = QLabel()
        self._facts.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        layout.setSpacing(GRID_PX)
        layout.addWidget(heading(tr("Scores")))
        layout.addLayout(grid)
        layout.addWidget(self._remark)
        layout.addWidget(self._facts)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No image is open."""
        self._start = None
        self._clear(tr("Scores appear here when an image with ground truth is open."))
        self._facts.clear()

    def _clear(self, remark: str) -> None:
        for key in self._values:
            self._values[key].setText("–")
            self._changes[key].clear()
            self._strokes[key].clear()
        self._remark.setText(remark)

    def value_of(self, key: str) -> Callable[[], str]:
        """The text of a score as it is shown now, e.g. of "jaccard" or "hd95_px"."""
        return self._values[key].text

    def begin(self, document: AnnotationDocument) -> None:
        """Count changes from here on."""
        self._start = None if document.overlap is None else document.overlap.as_dict()
        self._start_distance = None
        self._stroke_start = self._stroke_distance = self._distance = None
        self.show_scores(document)

    def begin_stroke(self, document: AnnotationDocument) -> None:
        """Count the change in this stroke from here on."""
        self._stroke_start = document.overlap
        self._stroke_distance = self._distance

    def show_distance(self, distance: BoundaryDistance | None) -> None:
        """Show the boundary distances; None where one of the masks is empty."""
        self._distance = distance
        if self._start_distance is None:
            self._start_distance = distance
        for key, _ in _DISTANCES:
            value = getattr(distance, key) if distance is not None else None
            self._values[key].setText("–" if value is None else f"{value:.1f} px")
            for label, before in (
                (self._changes[key], self._start_distance),
                (self._strokes[key], self._stroke_distance),
            ):
                change = value - getattr(before, key) if value is not None and before is not None else 0.0
                label.setText(f"{change:+.1f}" if abs(change) >= 0.05 else "")

    def show_scores(self, document: AnnotationDocument) -> None:
        """Show the scores of the annotation as it is now."""
        height, width = document.shape
        share = document.lesion_pixels / (height * width)
        state = document.provenance.state
        facts = [
            f"{STATE_MARKS[state]} {said(STATE_WORDS[state])}",
            tr("Lesion {percent} % of the image", percent=f"{100 * share:.1f}"),
            tr("{count} px changed by hand", count=f"{document.changed_pixels:,}".replace(",", "\u202f")),
        ]
        if document.provenance.predicted_jaccard is not None:
            facts.append(tr("Predicted IoU {score}", score=f"{document.provenance.predicted_jaccard:.3f}"))
        self._facts.setText("\n".join(facts))
        if document.overlap is None:
            self._clear(tr("No ground truth was found for this image."))
            return
        if document.provenance.state == "new" and not document.lesion_pixels:
            self._clear(tr("There is no annotation yet: press S, or paint."))
            return
        self._show_overlap(document.overlap)

    def _show_overlap(self, overlap: Overlap) -> None:
        scores = overlap.as_dict()
        stroke = self._stroke_start.as_dict() if self._stroke_start is not None else None
        for key, _ in _SCORES:
            self._values[key].setText(f"{scores[key]:.3f}")
            for label, before in ((self._changes[key], self._start), (self._strokes[key], stroke)):
                change = scores[key] - before[key] if before is not None else 0.0
                label.setText(f"{change:+.3f}" if abs(change) >= 0.0005 else "")
        failed = scores["jaccard"] < FAILURE_JACCARD
        self._remark.setText(tr("Below the ISIC failure line ({line})", line=FAILURE_JACCARD) if failed else "")


def _line_sample(colour: tuple[int, int, int], dashes: list[float]) -> QIcon:
    """A short piece of a layer's line on the canvas's grey, as a legend."""
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(28 * ratio, 16 * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(SURROUND)
            painter.drawRoundedRect(0, 0, 28, 16, 3, 3)
            pen = QPen(QColor(*colour), 2.4)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes:
                pen.setDashPattern(dashes)
            painter.setPen(pen)
            painter.drawLine(3, 8, 25, 8)
        icon.addPixmap(pixmap)
    return icon


class ViewPanel(QWidget):
    """Which layers are shown, and how strongly.

    Signals:
        opacity_changed(float): Of the annotation's fill, 0…1.
        mode_changed(ViewMode): How the annotation is shown.
        truth_toggled(bool), prediction_toggled(bool): Whether the outline is shown.
    """

    opacity_changed = Signal(float)
    mode_changed = Signal(object)
    truth_toggled = Signal(bool)
    prediction_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._mode = QComboBox()
        for mode in ViewMode:
            self._mode.addItem(said(mode.value), mode)
        self._mode.setAccessibleName(tr("Annotation shown as"))
        self._mode.currentIndexChanged.connect(self._tell_mode)
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setRange(0, 100)
        self._opacity.setAccessibleName(tr("Opacity of the fill, percent"))
        self._opacity_text = QLabel()
        self._opacity_text.setFont(tabular_font(self.font()))
        self._opacity_text.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self._opacity_text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._opacity.valueChanged.connect(self._tell_opacity)
        self.truth = QCheckBox(tr("Ground truth"))
        self.truth.setIconSize(_LEGEND_SIZE)
        self.truth.toggled.connect(self.truth_toggled)
        self.prediction = QCheckBox(tr("Prediction"))
        self.prediction.setIconSize(_LEGEND_SIZE)
        self.use_colours(LayerColours())
        self.prediction.toggled.connect(self.prediction_toggled)
        # A click must not take the keys away from the canvas.
        for control in (self._mode, self._opacity, self.truth, self.prediction):
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        opacity_row = QHBoxLayout()
        opacity_row.addWidget(self._opacity)
        opacity_row.addWidget(self._opacity_text)
        form = QFormLayout()
        form.setHorizontalSpacing(GRID_PX)
        form.setVerticalSpacing(GRID_PX)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("Annotation"), self._mode)
        form.addRow(tr("Fill opacity"), opacity_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        layout.setSpacing(GRID_PX)
        layout.addWidget(heading(tr("View")))
        layout.addLayout(form)
        layout.addWidget(self.truth)
        layout.addWidget(self.prediction)

    def use_colours(self, colours: LayerColours) -> None:
        """Show the lines of the legend in these colours."""
        self.truth.setIcon(_line_sample(colours.truth, [2.6, 1.6]))
        self.prediction.setIcon(_line_sample(colours.prediction, [1.2, 1.2]))

    @property
    def mode(self) -> ViewMode:
        """How the annotation is shown."""
        return list(ViewMode)[self._mode.currentIndex()]

    def set_mode(self, mode: ViewMode) -> None:
        """Show the annotation otherwise."""
        self._mode.setCurrentIndex(list(ViewMode).index(mode))

    def set_opacity(self, opacity: float) -> None:
        """Set the fill's opacity, 0…1."""
        self._opacity.setValue(round(opacity * 100))
        self._opacity_text.setText(f"{self._opacity.value()} %")

    @Slot(int)
    def _tell_opacity(self, percent: int) -> None:
        self._opacity_text.setText(f"{percent} %")
        self.opacity_changed.emit(percent / 100)

    @Slot(int)
    def _tell_mode(self, _index: int) -> None:
        self.mode_changed.emit(self.mode)
