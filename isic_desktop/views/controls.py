"""Controls of the model's threshold and of the current tool."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.views.canvas import LARGEST_BRUSH_PX, SMALLEST_BRUSH_PX
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.panels import heading, tabular_font
from isic_desktop.views.words import tr


class ThresholdPanel(QWidget):
    """A slider over the model's probability; shown while there is a prediction.

    Signals:
        moved(float): The threshold the person chose, 0…1.
        settled(): They let go of the slider.
    """

    moved = Signal(float)
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("threshold")
        self._slider.setRange(1, 99)
        self._slider.setAccessibleName(tr("Threshold of the prediction, percent"))
        self._slider.valueChanged.connect(self._tell_moved)
        self._slider.sliderReleased.connect(self.settled)
        self._text = QLabel()
        self._text.setFont(tabular_font(self.font()))
        self._text.setMinimumWidth(self.fontMetrics().horizontalAdvance("0.000"))
        self._text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.addWidget(self._slider)
        row.addWidget(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        layout.setSpacing(GRID_PX // 2)
        layout.addWidget(heading(tr("Threshold")))
        layout.addLayout(row)

    @property
    def dragged(self) -> bool:
        """Whether the slider is held with the mouse."""
        return self._slider.isSliderDown()

    def show_threshold(self, threshold: float) -> None:
        """Set the slider without telling anybody."""
        self._slider.blockSignals(True)
        self._slider.setValue(round(100 * threshold))
        self._slider.blockSignals(False)
        self._text.setText(f"{threshold:.2f}")

    def focus(self) -> None:
        """Let the arrow keys move the slider."""
        self._slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def _tell_moved(self, percent: int) -> None:
        self._text.setText(f"{percent / 100:.2f}")
        self.moved.emit(percent / 100)


class _Hint(QLabel):
    """A quiet line, or two of them; it goes where there is no room for all of it, since it is in the guide too."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show a text; the tool tip has it in any case."""
        super().setText(text)
        self.setToolTip(text)

    def hasHeightForWidth(self) -> bool:
        """Its height is always the same."""
        return False

    def sizeHint(self) -> QSize:
        """Two lines, whatever it says: the canvas above must not jump when the tool changes."""
        return QSize(0, 2 * self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all of the text or none."""
        if self.heightForWidth(self.width()) <= self.height():
            super().paintEvent(event)


class ToolOptions(QFrame):
    """Options of the current tool, under the canvas.

    Signals:
        size_chosen(int): The brush's diameter in image pixels.
        contiguous_toggled(bool): Whether the wand takes only what is connected to the spot.
        edge_aware_toggled(bool): Whether the wand stops at strong edges.
    """

    size_chosen = Signal(int)
    contiguous_toggled = Signal(bool)
    edge_aware_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tool_options")
        self._tool = heading(tr("Brush"))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(SMALLEST_BRUSH_PX, 300)
        self._slider.setAccessibleName(tr("Brush size, image pixels"))
        self._slider.setMaximumWidth(260)
        self._spin = QSpinBox()
        self._spin.setRange(SMALLEST_BRUSH_PX, LARGEST_BRUSH_PX)
        self._spin.setSuffix(tr(" px"))
        self._spin.setAccessibleName(tr("Brush size, image pixels"))
        self._slider.valueChanged.connect(self.size_chosen)
        self._spin.valueChanged.connect(self.size_chosen)
        self._size_label = QLabel(tr("Size"))
        self._contiguous = QCheckBox(tr("Connected only"))
        self._contiguous.setObjectName("wand_contiguous")
        self._edge_aware = QCheckBox(tr("Stop at edges"))
        self._edge_aware.setObjectName("wand_edge_aware")
        for box, signal in ((self._contiguous, self.contiguous_toggled), (self._edge_aware, self.edge_aware_toggled)):
            box.setChecked(True)
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            box.toggled.connect(signal)
        self._hint = _Hint()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX // 2, GRID_PX * 3 // 2, GRID_PX // 2)
        layout.setSpacing(GRID_PX)
        layout.addWidget(self._tool)
        layout.addWidget(self._size_label)
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._spin)
        layout.addWidget(self._contiguous)
        layout.addWidget(self._edge_aware)
        layout.addWidget(self._hint, 3)

    def show_tool(self, name: str, hint: str, *, uses_size: bool, selects_colour: bool) -> None:
        """Name the current tool, say what its modifiers do, and offer what can be set of it."""
        self._tool.setText(name)
        self._hint.setText(
            " · ".join(part for part in (hint, tr("[ ] or Ctrl + wheel: size") if uses_size else "") if part)
        )
        for widget in (self._size_label, self._slider, self._spin):
            widget.setVisible(uses_size)
        for box in (self._contiguous, self._edge_aware):
            box.setVisible(selects_colour)

    @Slot(int)
    def show_size(self, size_px: int) -> None:
        """Show a size that was chosen elsewhere."""
        for control in (self._slider, self._spin):
            control.blockSignals(True)
            control.setValue(size_px)
            control.blockSignals(False)
