"""Controls of the model's threshold and of the current tool."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.views.canvas import LARGEST_BRUSH_PX, SMALLEST_BRUSH_PX
from isic_desktop.views.labels import QuietHint
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
        self._hint = QuietHint()
        # One above the other: side by side their words, large or long ones, would make the window wider.
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        boxes.addWidget(self._contiguous)
        boxes.addWidget(self._edge_aware)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX // 2, GRID_PX * 3 // 2, GRID_PX // 2)
        layout.setSpacing(GRID_PX)
        layout.addWidget(self._tool)
        layout.addWidget(self._size_label)
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._spin)
        layout.addLayout(boxes)
        layout.addWidget(self._hint, 3)
        self._keep_height()

    def show_tool(self, name: str, hint: str, *, uses_size: bool, selects_colour: bool) -> None:
        """Name the current tool, say what its modifiers do, and offer what can be set of it."""
        self._tool.setText(name)
        self._hint.setText(
            " · ".join(part for part in (hint, tr("[ ] or Ctrl + wheel: size") if uses_size else "") if part)
        )
        shown: dict[QWidget, bool] = dict.fromkeys((self._size_label, self._slider, self._spin), uses_size)
        shown |= dict.fromkeys((self._contiguous, self._edge_aware), selects_colour)
        # What goes makes room first: what comes is laid out at once, and the window would grow for both.
        for widget, visible in sorted(shown.items(), key=lambda item: item[1]):
            widget.setVisible(visible)

    def changeEvent(self, event: QEvent) -> None:
        """The letters became larger or smaller."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_hint"):
            self._keep_height()

    def _keep_height(self) -> None:
        """Be as high as the highest of all tools needs it: the canvas above must not jump when the tool changes."""
        boxes = self._contiguous.sizeHint().height() + self._edge_aware.sizeHint().height()
        highest = max(boxes, self._spin.sizeHint().height(), self._hint.sizeHint().height())
        # The frame's line above it, and the layout's margins.
        self.setFixedHeight(highest + 1 + GRID_PX)

    @Slot(int)
    def show_size(self, size_px: int) -> None:
        """Show a size that was chosen elsewhere."""
        for control in (self._slider, self._spin):
            control.blockSignals(True)
            control.setValue(size_px)
            control.blockSignals(False)
