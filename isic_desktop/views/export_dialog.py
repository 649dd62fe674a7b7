"""The dialog that hands annotations over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.handover.export import Exported
from isic_desktop.core.handover.formats import ExportOptions, Format
from isic_desktop.core.handover.gathering import LeftOut
from isic_desktop.core.texts import marked
from isic_desktop.services.handover import ExportReport, ExportWish
from isic_desktop.views.handover_dialog import HandoverDialog, PathField, explained
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.words import said, tr

FORMATS: tuple[tuple[Format, str, str], ...] = (
    (
        Format.MASKS,
        marked("Masks (PNG)"),
        marked("8-bit files of 0 and 255 in a folder, called <image>_Segmentation.png."),
    ),
    (
        Format.ISIC,
        marked("ISIC submission (ZIP)"),
        marked("One ZIP file with <image>_segmentation.png. What the ISIC rules would not take is named."),
    ),
    (Format.COCO, marked("COCO (JSON)"), marked("One JSON file with run lengths; every pixel comes back.")),
    (
        Format.YOLO,
        marked("YOLO polygons"),
        marked("A text file for each image. YOLO knows no holes: they are filled, and named with their pixels."),
    ),
    (
        Format.LABELME,
        marked("labelme (JSON)"),
        marked("A JSON file for each image: polygons, or a mask where there are holes."),
    ),
    (Format.OVERLAYS, marked("Overlays (PNG)"), marked("Pictures with the outline, and dashed the ground truth.")),
    (
        Format.CONTACT_SHEET,
        marked("Contact sheet (PDF)"),
        marked("Twenty outlined lesions on a page, with name, score and size. Research use only."),
    ),
    (
        Format.CSV,
        marked("Table (CSV)"),
        marked("Scores and read-outs, a row for each image. Research use only; not a medical device."),
    ),
)
_CHOICES = (
    ("all", marked("All images of the folder ({count})")),
    ("accepted", marked("Accepted ones only")),
    ("filtered", marked("Those that the filter shows ({count})")),
    ("selected", marked("Those that are selected ({count})")),
)
_POLYGONS = (Format.YOLO, Format.LABELME)


class ExportDialog(HandoverDialog):
    """Asks in which form, which images, and where to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Export"), tr("Export"))
        self.setObjectName("export_dialog")
        self._folder: Path | None = None
        self._paths: dict[str, Sequence[Path] | None] = {}
        self._suggested = ""
        self.format = QComboBox()
        self.format.setObjectName("format")
        for form, words, _ in FORMATS:
            self.format.addItem(said(words), form.value)
        self.format.currentIndexChanged.connect(self._show_format)
        self._explained = explained()
        self.target = PathField("target", tr("Where to?"), ("save",))
        self._choices: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        choices = QVBoxLayout()
        choices.setSpacing(GRID_PX // 2)
        for key, words in _CHOICES:
            button = QRadioButton(said(words).replace("({count})", "").strip())
            button.setObjectName(f"which.{key}")
            group.addButton(button)
            choices.addWidget(button)
            self._choices[key] = button
        self._choices["all"].setChecked(True)
        self.overwrite = QCheckBox(tr("Replace files that are there already"))
        self.overwrite.setObjectName("overwrite")
        self.tolerance = QDoubleSpinBox()
        self.tolerance.setObjectName("tolerance")
        self.tolerance.setRange(0.0, 20.0)
        self.tolerance.setSingleStep(0.5)
        self.tolerance.setDecimals(1)
        self.tolerance.setSuffix(" px")
        self.tolerance.setMinimumHeight(self.fontMetrics().height() + GRID_PX)
        self.tolerance.setSpecialValueText(tr("exact: every corner"))
        self._tolerance_label = QLabel(tr("Simplify by at most"))
        self._tolerance_label.setBuddy(self.tolerance)
        self.uncompressed = QCheckBox(tr("Run lengths as lists of numbers (larger)"))
        self.uncompressed.setObjectName("uncompressed")
        form_layout = QFormLayout()
        form_layout.setHorizontalSpacing(2 * GRID_PX)
        form_layout.setVerticalSpacing(GRID_PX)
        form_layout.addRow(tr("Format"), self.format)
        form_layout.addRow("", self._explained)
        form_layout.addRow(tr("Images"), choices)
        form_layout.addRow(self._tolerance_label, self.tolerance)
        form_layout.addRow("", self.uncompressed)
        form_layout.addRow(tr("Where to"), self.target)
        form_layout.addRow("", self.overwrite)
        self.body.addLayout(form_layout)
        self._show_format()

    @property
    def form_chosen(self) -> Format:
        """In which form."""
        return FORMATS[self.format.currentIndex()][0]

    def show_folder(self, folder: Path, count: int, filtered: Sequence[Path], selected: Sequence[Path]) -> None:
        """Offer what the window shows now.

        Args:
            folder: The open folder.
            count: How many images it has.
            filtered: The images that the filter shows.
            selected: The images that are selected.
        """
        if folder != self._folder:
            self._folder = folder
            self._suggested = ""
            self.target.line.clear()
            self.end("")
        self._paths = {"all": None, "accepted": None, "filtered": filtered, "selected": selected}
        counts = {"all": count, "filtered": len(filtered), "selected": len(selected)}
        for key, words in _CHOICES:
            text = said(words)
            self._choices[key].setText(text.format(count=counts[key]) if key in counts else text)
        self._choices["filtered"].setEnabled(bool(filtered))
        self._choices["selected"].setEnabled(bool(selected))
        self._show_format()

    def wish(self) -> ExportWish | None:
        """What the person wants; None while they have not said where to."""
        out = self.target.path
        if self._folder is None or out is None:
            return None
        which = next(key for key, button in self._choices.items() if button.isChecked())
        return ExportWish(
            self._folder,
            self.form_chosen,
            out,
            self._paths.get(which),
            frozenset({"accepted"}) if which == "accepted" else frozenset(),
            ExportOptions(self.tolerance.value(), not self.uncompressed.isChecked()),
            self.overwrite.isChecked(),
        )

    def show_report(self, report: ExportReport, unsaved: Sequence[Path] = ()) -> None:
        """Say what became of it.

        Args:
            report: What was handed over.
            unsaved: Images with changes that could not be saved, and so are not in it.
        """
        stale = [tr("{name} was handed over as it was last saved; its changes are not.", name=p.name) for p in unsaved]
        written = sum(not result.error for result in report.done)
        failed = len(report.done) - written
        if report.cancelled:
            rest = tr("No file was written.") if report.wish.form.single_file else tr("The files that are done stay.")
            summary = tr("Stopped after {count}.", count=written) + f" {rest}"
        else:
            place = report.wish.out
            summary = (
                tr("1 annotation was handed over to {place}.", place=place)
                if written == 1
                else tr("{count} annotations were handed over to {place}.", count=written, place=place)
            )
        if failed:
            summary += " " + tr("{count} failed.", count=failed)
        if report.left_out:
            summary += " " + tr("{count} images were left out.", count=len(report.left_out))
        self.end(summary, [*stale, *_lines(report.done), *left_out_lines(report.left_out)])

    @Slot()
    def _show_format(self) -> None:
        form, _, words = FORMATS[self.format.currentIndex()]
        self._explained.setText(said(words))
        for widget in (self.tolerance, self._tolerance_label):
            widget.setVisible(form in _POLYGONS)
        self.uncompressed.setVisible(form is Format.COCO)
        self.target.pattern = f"*{form.single_file}" if form.single_file else ""
        if self._folder is not None and self.target.line.text() in ("", self._suggested):
            name = f"{self._folder.name or 'images'}-{form.value}{form.single_file}"
            self._suggested = str(self._folder.parent / name)
            self.target.line.setText(self._suggested)


def _lines(done: tuple[Exported, ...]) -> list[str]:
    failed = [tr("Failed: {sentence}", sentence=result.error) for result in done if result.error]
    return failed + [f"{result.name}: {said(result.remark)}" for result in done if result.remark]


def left_out_lines(left_out: tuple[LeftOut, ...]) -> list[str]:
    """A line for each image or file that was left out, what is wrong first."""
    ordered = sorted(left_out, key=lambda item: not item.failed)
    return [tr("Left out: {name}. {reason}", name=item.name, reason=said(item.reason)) for item in ordered]
