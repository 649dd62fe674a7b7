"""The dialog that checks masks by the rules of the ISIC challenges, and repairs them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFormLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from isic_desktop.core.handover.isic_check import Checked
from isic_desktop.services.handover import CheckReport, RepairReport
from isic_desktop.views.export_dialog import left_out_lines
from isic_desktop.views.handover_dialog import HandoverDialog, PathField, explained
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.words import said, tr


class ValidateDialog(HandoverDialog):
    """Asks what to check; afterwards offers to repair what can be.

    Signals:
        repair_wanted(): Repair the annotations that were found wanting, where they are.
        copies_wanted(): Write valid masks to another place.
    """

    repair_wanted = Signal()
    copies_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Check by the ISIC rules"), tr("Check"))
        self.setObjectName("validate_dialog")
        self.folder: Path | None = None
        self.repairable: frozenset[str] = frozenset()
        self.annotations = QRadioButton(tr("The annotations of the open folder"))
        self.annotations.setObjectName("check.annotations")
        self.files = QRadioButton(tr("A folder of masks or a ZIP file"))
        self.files.setObjectName("check.files")
        self.target = PathField("target", tr("What shall be checked?"), ("file", "folder"))
        group = QButtonGroup(self)
        for button in (self.annotations, self.files):
            group.addButton(button)
            button.toggled.connect(self._follow_choice)
        what = QVBoxLayout()
        what.setSpacing(GRID_PX // 2)
        what.addWidget(self.annotations)
        what.addWidget(self.files)
        what.addWidget(self.target)
        self.out = PathField("out", tr("Where shall repaired masks go?"), ("save",))
        self.out.pattern = "*.zip"
        self.overwrite = QCheckBox(tr("Replace files that are there already"))
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID_PX)
        form.setVerticalSpacing(GRID_PX)
        form.addRow(tr("Check"), what)
        form.addRow(
            "",
            explained(
                tr(
                    "One region without holes, 0 and 255 in an 8-bit PNG, the image's size, called "
                    "ISIC_1234567_segmentation.png."
                )
            ),
        )
        form.addRow(tr("Repaired copies"), self.out)
        form.addRow("", self.overwrite)
        form.addRow(
            "",
            explained(
                tr(
                    "Repairing keeps the largest region and fills its holes. What is checked is never changed, unless "
                    "annotations are repaired in their place: then the old ones are kept in annotations/set-aside, "
                    "and the one in sight is a step that can be undone."
                )
            ),
        )
        self.body.addLayout(form)
        self.repair_button = QPushButton(tr("Repair in place"))
        self.repair_button.setObjectName("repair")
        self.copies_button = QPushButton(tr("Write repaired copies"))
        self.copies_button.setObjectName("copies")
        for number, (push_button, signal) in enumerate(
            ((self.repair_button, self.repair_wanted), (self.copies_button, self.copies_wanted)), start=1
        ):
            push_button.setAutoDefault(False)
            push_button.setEnabled(False)
            push_button.clicked.connect(signal)
            self.buttons.insertWidget(number, push_button)
        self.annotations.setChecked(True)

    def show_folder(self, folder: Path | None) -> None:
        """Offer the annotations of the open folder, if there is one."""
        if folder != self.folder:
            self.folder = folder
            self.repairable = frozenset()
            self._enable_repairs(copies=False)
            self.end("")
        self.annotations.setEnabled(folder is not None)
        if folder is None:
            self.files.setChecked(True)

    @property
    def checks_annotations(self) -> bool:
        """Whether the annotations of the open folder are meant."""
        return self.annotations.isChecked()

    def begin(self, text: str) -> None:
        """Something is under way."""
        super().begin(text)
        self._enable_repairs(copies=False)

    def show_check(self, report: CheckReport) -> None:
        """Say what was found."""
        valid = sum(checked.valid for checked, _ in report.results)
        summary = tr("{valid} of {count} masks are valid.", valid=valid, count=len(report.results))
        if report.cancelled:
            summary = f"{tr('Stopped.')} {summary}"
        if report.out is not None:
            written = sum(bool(name) for _, name in report.results)
            summary = tr("{count} valid masks are in {place} now.", count=written, place=report.out)
        unchecked = sum(not checked.size_checked for checked, _ in report.results)
        if unchecked:
            summary += " " + tr("The size of {count} was not compared: no image is known for them.", count=unchecked)
        notes = [_line(checked, name, repairs=report.out is not None) for checked, name in report.results]
        self.repairable = frozenset(item.chosen.name for item in report.annotations if item.repairable_in_place)
        self.end(summary, [note for note in notes if note] + left_out_lines(report.left_out))
        fixable = self.repairable or any(checked.repairable for checked, _ in report.results)
        self._enable_repairs(copies=bool(fixable) and report.out is None)

    def show_repair(self, report: RepairReport) -> None:
        """Say what was repaired."""
        count = len(report.repaired) + (report.handed_back is not None)
        summary = tr("{count} annotations were repaired.", count=count)
        if report.set_aside is not None:
            summary += " " + tr("The old ones are in {place}.", place=report.set_aside)
        self.end(summary, left_out_lines(report.failed))
        self.repairable = frozenset()
        self._enable_repairs(copies=False)

    def _enable_repairs(self, *, copies: bool) -> None:
        count = len(self.repairable)
        self.repair_button.setText(tr("Repair {count} in place", count=count) if count else tr("Repair in place"))
        self.repair_button.setEnabled(bool(count) and not self.busy)
        self.copies_button.setEnabled(copies and not self.busy)

    @Slot()
    def _follow_choice(self) -> None:
        self.target.setEnabled(self.files.isChecked())


def _line(checked: Checked, written: str, *, repairs: bool) -> str:
    if checked.valid:
        return ""
    faults = " ".join(said(fault.detail) for fault in checked.faults)
    if not repairs:
        return f"{checked.name}: {faults}"
    became = tr("Repaired as {name}.", name=written) if written else tr("It cannot be repaired.")
    return f"{checked.name}: {faults} {became}"
