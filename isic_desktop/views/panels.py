"""The panels beside the canvas: scores, view, options of the current tool."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.document import AnnotationDocument
from isic_desktop.views.canvas import LARGEST_BRUSH_PX, SMALLEST_BRUSH_PX
from isic_desktop.views.palette import ANNOTATION, GRID_PX, PREDICTION, STATE_MARKS, STATE_WORDS, SURROUND, TRUTH
from model_train.scores import FAILURE_JACCARD, Overlap

_LEGEND_SIZE = QSize(28, 16)
_SCORES = (
    ("jaccard", "IoU (Jaccard)"),
    ("dice", "Dice"),
    ("accuracy", "Accuracy"),
    ("sensitivity", "Sensitivity"),
    ("specificity", "Specificity"),
)


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
        self._values: dict[str, QLabel] = {}
        self._changes: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(GRID_PX // 2)
        grid.setColumnStretch(0, 1)
        for row, (key, words) in enumerate(_SCORES):
            value, change = QLabel("–"), QLabel()
            for label in (value, change):
                label.setFont(tabular_font(self.font()))
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setObjectName(f"score.{key}")
            value.setAccessibleName(words)
            change.setProperty("role", "muted")
            change.setMinimumWidth(self.fontMetrics().horizontalAdvance("+0.0000"))
            grid.addWidget(QLabel(words), row, 0)
            grid.addWidget(value, row, 1)
            grid.addWidget(change, row, 2)
            self._values[key], self._changes[key] = value, change
        self._remark = QLabel()
        self._remark.setWordWrap(True)
        self._remark.setProperty("role", "muted")
        self._facts = QLabel()
        self._facts.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        layout.setSpacing(GRID_PX)
        layout.addWidget(heading("Scores"))
        layout.addLayout(grid)
        layout.addWidget(self._remark)
        layout.addWidget(self._facts)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No image is open."""
        self._start = None
        self._clear("Scores appear here when an image with ground truth is open.")
        self._facts.clear()

    def _clear(self, remark: str) -> None:
        for key in self._values:
            self._values[key].setText("–")
            self._changes[key].clear()
        self._remark.setText(remark)

    def begin(self, document: AnnotationDocument) -> None:
        """Count changes from here on."""
        self._start = None if document.overlap is None else document.overlap.as_dict()
        self.show_scores(document)

    def show_scores(self, document: AnnotationDocument) -> None:
        """Show the scores of the annotation as it is now."""
        height, width = document.shape
        share = document.lesion_pixels / (height * width)
        state = document.provenance.state
        facts = [
            f"{STATE_MARKS[state]} {STATE_WORDS[state]}",
            f"Lesion {100 * share:.1f} % of the image",
            f"{document.changed_pixels:,} px changed by hand".replace(",", "\u202f"),
        ]
        if document.provenance.predicted_jaccard is not None:
            facts.append(f"Predicted IoU {document.provenance.predicted_jaccard:.3f}")
        self._facts.setText("\n".join(facts))
        if document.overlap is None:
            self._clear("No ground truth was found for this image.")
            return
        self._show_overlap(document.overlap)

    def _show_overlap(self, overlap: Overlap) -> None:
        scores = overlap.as_dict()
        for key, label in self._values.items():
            label.setText(f"{scores[key]:.3f}")
            change = scores[key] - self._start[key] if self._start is not None else 0.0
            self._changes[key].setText(f"{change:+.3f}" if abs(change) >= 0.0005 else "")
        failed = scores["jaccard"] < FAILURE_JACCARD
        self._remark.setText(f"Below the ISIC failure line ({FAILURE_JACCARD})" if failed else "")


def _line_sample(colour: tuple[int, int, int], dashes: list[float]) -> QIcon:
    """A short piece of a layer's line on the canvas's grey, as a legend."""
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(28 * ratio, 16 * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
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
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class ViewPanel(QWidget):
    """Which layers are shown, and how strongly.

    Signals:
        opacity_changed(float): Of the annotation's fill, 0…1.
        mode_changed(str): "fill and outline", "outline" or "image alone".
        truth_toggled(bool), prediction_toggled(bool): Whether the outline is shown.
    """

    opacity_changed = Signal(float)
    mode_changed = Signal(str)
    truth_toggled = Signal(bool)
    prediction_toggled = Signal(bool)

    MODES = ("fill and outline", "outline", "image alone")

    def __init__(self) -> None:
        super().__init__()
        self._mode = QComboBox()
        self._mode.addItem(_line_sample(ANNOTATION, []), "Fill and outline", self.MODES[0])
        self._mode.addItem(_line_sample(ANNOTATION, []), "Outline", self.MODES[1])
        self._mode.addItem("Image alone", self.MODES[2])
        self._mode.setAccessibleName("Annotation shown as")
        self._mode.currentIndexChanged.connect(self._tell_mode)
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setRange(0, 100)
        self._opacity.setAccessibleName("Opacity of the fill, percent")
        self._opacity_text = QLabel()
        self._opacity_text.setFont(tabular_font(self.font()))
        self._opacity_text.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self._opacity_text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._opacity.valueChanged.connect(self._tell_opacity)
        self._mode.setIconSize(_LEGEND_SIZE)
        self.truth = QCheckBox("Ground truth")
        self.truth.setIcon(_line_sample(TRUTH, [2.6, 1.6]))
        self.truth.setIconSize(_LEGEND_SIZE)
        self.truth.toggled.connect(self.truth_toggled)
        self.prediction = QCheckBox("Prediction")
        self.prediction.setIcon(_line_sample(PREDICTION, [1.2, 1.2]))
        self.prediction.setIconSize(_LEGEND_SIZE)
        self.prediction.toggled.connect(self.prediction_toggled)
        opacity_row = QHBoxLayout()
        opacity_row.addWidget(self._opacity)
        opacity_row.addWidget(self._opacity_text)
        form = QFormLayout()
        form.setHorizontalSpacing(GRID_PX)
        form.setVerticalSpacing(GRID_PX)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow("Annotation", self._mode)
        form.addRow("Fill opacity", opacity_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        layout.setSpacing(GRID_PX)
        layout.addWidget(heading("View"))
        layout.addLayout(form)
        layout.addWidget(self.truth)
        layout.addWidget(self.prediction)

    @property
    def mode(self) -> str:
        """How the annotation is shown; one of MODES."""
        return str(self._mode.currentData())

    def set_mode(self, mode: str) -> None:
        """Show the annotation otherwise."""
        self._mode.setCurrentIndex(self.MODES.index(mode))

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


class ToolOptions(QFrame):
    """Options of the current tool, under the canvas.

    Signals:
        size_chosen(int): The brush's diameter in image pixels.
    """

    size_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tool_options")
        self._tool = heading("Brush")
        self._tool.setMinimumWidth(self.fontMetrics().horizontalAdvance("Eraser") + GRID_PX * 2)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(SMALLEST_BRUSH_PX, 300)
        self._slider.setAccessibleName("Brush size, image pixels")
        self._slider.setMaximumWidth(260)
        self._spin = QSpinBox()
        self._spin.setRange(SMALLEST_BRUSH_PX, LARGEST_BRUSH_PX)
        self._spin.setSuffix(" px")
        self._spin.setAccessibleName("Brush size, image pixels")
        self._slider.valueChanged.connect(self.size_chosen)
        self._spin.valueChanged.connect(self.size_chosen)
        self._hint = QLabel("[ ]  or  Ctrl + wheel")
        self._hint.setProperty("role", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX // 2, GRID_PX * 3 // 2, GRID_PX // 2)
        layout.setSpacing(GRID_PX)
        layout.addWidget(self._tool)
        layout.addWidget(QLabel("Size"))
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._spin)
        layout.addWidget(self._hint)
        layout.addStretch(1)

    def show_tool(self, name: str) -> None:
        """Name the current tool."""
        self._tool.setText(name)

    @Slot(int)
    def show_size(self, size_px: int) -> None:
        """Show a size that was chosen elsewhere."""
        for control in (self._slider, self._spin):
            control.blockSignals(True)
            control.setValue(size_px)
            control.blockSignals(False)
