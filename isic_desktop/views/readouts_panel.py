"""The panel of read-outs: what the lesion measures now, and the ruler that gives millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.calibration import LONGEST_MM, SHORTEST_LINE_PX
from isic_desktop.core.texts import marked
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.panels import tabular_font
from isic_desktop.views.words import said, tr

if TYPE_CHECKING:
    from isic_desktop.core.readouts import ReadOuts
    from isic_desktop.services.readout_watch import KnownScale

_ROWS = (
    ("area", marked("Area"), marked("Pixels of the lesion")),
    ("diameter", marked("Diameter"), marked("Greatest distance between two points of the lesion (maximum Feret)")),
    ("circle", marked("As a circle"), marked("Diameter of the circle of the same area")),
    ("perimeter", marked("Perimeter"), marked("Length of all borders, by the Cauchy–Crofton formula")),
    (
        "asymmetry",
        marked("Asymmetry"),
        marked("Of the shape: 0 is its own mirror image in both principal axes; colours are not looked at"),
    ),
    (
        "irregularity",
        marked("Irregularity"),
        marked("Perimeter² ÷ (4π · area): 1 for a circle, more if ragged or long"),
    ),
    ("colours", marked("Colours"), marked("Of the six dermoscopic colours, those with at least 5 % of the lesion")),
)
_COLOURS = {
    "white": marked("white"),
    "red": marked("red"),
    "light brown": marked("light brown"),
    "dark brown": marked("dark brown"),
    "blue-grey": marked("blue-grey"),
    "black": marked("black"),
}


class ReadOutsPanel(QWidget):
    """Read-outs of the lesion in sight, in millimetres where a ruler was drawn.

    Signals:
        kept(float, bool): The person told how long the drawn line is, in mm, and whether for the whole folder.
        discarded(): They want the drawn line away.
        forgotten(bool): They want the ruler forgotten, and whether it is the folder's.
    """

    kept = Signal(float, bool)
    discarded = Signal()
    forgotten = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readouts")
        self._found: ReadOuts | None = None
        self._known: KnownScale | None = None
        self._values: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX)
        grid.setVerticalSpacing(GRID_PX // 2)
        grid.setColumnStretch(1, 1)
        for row, (key, words, tip) in enumerate(_ROWS):
            name, value = QLabel(said(words)), QLabel("–")
            name.setToolTip(said(tip))
            value.setToolTip(said(tip))
            value.setObjectName(f"readout.{key}")
            value.setAccessibleName(said(words))
            value.setFont(tabular_font(self.font()))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            value.setWordWrap(key == "colours")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._values[key] = value
        self._remark = QLabel()
        self._remark.setObjectName("readout.remark")
        self._remark.setWordWrap(True)
        self._remark.setProperty("role", "muted")
        self._scale = QLabel()
        self._scale.setObjectName("readout.scale")
        self._scale.setWordWrap(True)
        self.ruler_button = QPushButton(tr("Ruler"))
        self.ruler_button.setObjectName("readout.ruler")
        self.ruler_button.setToolTip(tr("Draw along a ruler in the image for millimetres (M)"))
        self.ruler_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._forget = QPushButton(tr("Forget"))
        self._forget.setObjectName("readout.forget")
        self._forget.setToolTip(tr("Forget this ruler"))
        self._forget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._forget.clicked.connect(self._tell_forgotten)
        scale_row = QHBoxLayout()
        scale_row.addWidget(self._scale, 1)
        scale_row.addWidget(self.ruler_button)
        scale_row.addWidget(self._forget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX, GRID_PX * 3 // 2, GRID_PX)
        layout.setSpacing(GRID_PX)
        layout.addWidget(self._make_ruler())
        layout.addLayout(grid)
        layout.addWidget(self._remark)
        layout.addLayout(scale_row)
        layout.addStretch(1)
        self.show_scale(None)
        self.show_read_outs(None)

    def _make_ruler(self) -> QWidget:
        self._ruler = QFrame()
        self._ruler.setObjectName("ruler")
        self._line = QLabel()
        self._line.setWordWrap(True)
        self._length = QDoubleSpinBox()
        self._length.setObjectName("ruler.length")
        self._length.setRange(0.01, LONGEST_MM)
        self._length.setDecimals(2)
        self._length.setValue(10.0)
        self._length.setSuffix(" mm")
        self._length.setAccessibleName(tr("Length of the line in millimetres"))
        self._length.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._for_image = QPushButton(tr("For this image"))
        self._for_image.setObjectName("ruler.image")
        self._for_folder = QPushButton(tr("For the folder"))
        self._for_folder.setObjectName("ruler.folder")
        self._for_folder.setToolTip(tr("For all images of this folder that are of the same size"))
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.setObjectName("ruler.cancel")
        for button in (self._for_image, self._for_folder, self._cancel):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(False)
        self._for_image.clicked.connect(self._keep_for_image)
        self._for_folder.clicked.connect(self._keep_for_folder)
        self._cancel.clicked.connect(self.discarded)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._length, 1)
        first.addWidget(self._cancel)
        second.addWidget(self._for_image, 1)
        second.addWidget(self._for_folder, 1)
        column = QVBoxLayout(self._ruler)
        column.setContentsMargins(0, 0, 0, GRID_PX)
        column.setSpacing(GRID_PX // 2)
        column.addWidget(self._line)
        column.addLayout(first)
        column.addLayout(second)
        self._ruler.hide()
        return self._ruler

    @property
    def asks_for_length(self) -> bool:
        """Whether a line was drawn and waits for its length."""
        return not self._ruler.isHidden()

    def value(self, key: str) -> str:
        """The text of a read-out as it is shown now, e.g. of "area"."""
        return self._values[key].text()

    def show_line(self, length_px: float | None) -> None:
        """A line was drawn along a ruler: ask for its length; with None there is no line any more."""
        self._ruler.setVisible(length_px is not None)
        if length_px is None:
            return
        usable = length_px >= SHORTEST_LINE_PX
        self._for_image.setEnabled(usable)
        self._for_folder.setEnabled(usable)
        words = tr("The line is {pixels} px long. How long is it on the ruler?", pixels=f"{length_px:.0f}")
        self._line.setText(words if usable else tr("The line is too short: draw it along more of the ruler."))
        self._length.setFocus(Qt.FocusReason.OtherFocusReason)
        self._length.selectAll()

    def show_scale(self, known: KnownScale | None) -> None:
        """Show how long a pixel is, or with None that nothing is known."""
        self._known = known
        scale = known.scale if known is not None else None
        if known is not None and known.problem:
            text = said(known.problem)
        elif scale is not None and scale.mm_per_px is not None:
            micrometres = f"{1000 * scale.mm_per_px:.1f}"
            by = tr("this image's ruler") if scale.source == "image" else tr("the folder's ruler")
            text = tr("1 px = {length} µm, by {ruler}", length=micrometres, ruler=by)
        else:
            text = said(scale.remark) if scale is not None and scale.remark else tr("In pixels: no ruler yet.")
        self._scale.setText(text)
        known_scale = scale is not None and scale.mm_per_px is not None
        self._forget.setVisible(known_scale)
        self.ruler_button.setVisible(not known_scale)
        self._show()

    def show_read_outs(self, found: ReadOuts | None, remark: str = "") -> None:
        """Show read-outs, or with None that there is nothing to measure."""
        self._found = found
        self._remark.setText(remark)
        self._show()

    def _show(self) -> None:
        found = self._found
        if found is None:
            for value in self._values.values():
                value.setText("–")
            self._remark.setVisible(bool(self._remark.text()))
            return
        scale = self._known.scale.mm_per_px if self._known is not None else None
        if scale is None:
            shown = {
                "area": f"{_grouped(found.area_px)} px",
                "diameter": f"{found.diameter_px:.0f} px",
                "circle": f"{found.circle_diameter_px:.0f} px",
                "perimeter": f"{found.perimeter_px:.0f} px",
            }
        else:
            in_mm = found.scaled(scale)
            shown = {
                "area": f"{in_mm['area_mm2']:.2f} mm²",
                "diameter": f"{in_mm['diameter_mm']:.2f} mm",
                "circle": f"{in_mm['circle_diameter_mm']:.2f} mm",
                "perimeter": f"{in_mm['perimeter_mm']:.1f} mm",
            }
        shown["asymmetry"] = f"{found.asymmetry:.3f}"
        shown["irregularity"] = f"{found.irregularity:.2f}"
        colours = found.colours or ()
        names = ", ".join(said(_COLOURS[colour.name]) for colour in colours)
        shown["colours"] = f"{len(colours)}: {names}" if colours else "0"
        for key, text in shown.items():
            self._values[key].setText(text)
        remarks = []
        if found.cut_off:
            remarks.append(tr("The image's edge cuts the lesion off: it is larger than measured."))
        if found.regions > 1:
            remarks.append(tr("{count} regions are measured together.", count=found.regions))
        if found.holes:
            remarks.append(tr("The borders of holes count ({count}).", count=found.holes))
        self._remark.setText(" ".join(remarks))
        self._remark.setVisible(bool(remarks))

    @Slot()
    def _keep_for_image(self) -> None:
        self.kept.emit(self._length.value(), False)

    @Slot()
    def _keep_for_folder(self) -> None:
        self.kept.emit(self._length.value(), True)

    @Slot()
    def _tell_forgotten(self) -> None:
        if self._known is not None:
            self.forgotten.emit(self._known.scale.source == "folder")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
