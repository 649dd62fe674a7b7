"""The dialog that takes masks in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from isic_desktop.core.handover.gathering import LeftOut
from isic_desktop.core.handover.importing import Imported
from isic_desktop.core.handover.incoming import SourceFormat
from isic_desktop.core.texts import marked
from isic_desktop.views.export_dialog import left_out_lines
from isic_desktop.views.handover_dialog import HandoverDialog, PathField, explained
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.words import said, tr

_FORMATS: tuple[tuple[SourceFormat | None, str], ...] = (
    (None, marked("What it looks like")),
    (SourceFormat.MASKS, marked("Folder of masks (PNG, BMP, TIFF)")),
    (SourceFormat.ISIC, marked("ISIC submission (ZIP)")),
    (SourceFormat.COCO, marked("COCO (JSON file)")),
    (SourceFormat.YOLO, marked("YOLO polygons (folder of text files)")),
    (SourceFormat.LABELME, marked("labelme (folder of JSON files)")),
)


class ImportDialog(HandoverDialog):
    """Asks where from, and what may be replaced."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Import masks"), tr("Import"))
        self.setObjectName("import_dialog")
        self._folder: Path | None = None
        self.source = PathField("source", tr("Where are the masks?"), ("file", "folder"))
        self.format = QComboBox()
        self.format.setObjectName("format")
        for _, words in _FORMATS:
            self.format.addItem(said(words))
        self.replace = QCheckBox(tr("Replace masks that a person has made or touched"))
        self.replace.setObjectName("replace")
        self.rescale = QCheckBox(tr("Read masks coded 0/1 as 0/255"))
        self.rescale.setObjectName("rescale")
        self._into = explained()
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID_PX)
        form.setVerticalSpacing(GRID_PX)
        form.addRow(tr("Take from"), self.source)
        form.addRow(tr("Format"), self.format)
        form.addRow("", self._into)
        form.addRow("", self.replace)
        form.addRow(
            "",
            explained(
                tr(
                    "What is replaced is kept in annotations/set-aside; on the image in sight it is a step that "
                    "can be undone."
                )
            ),
        )
        form.addRow("", self.rescale)
        self.body.addLayout(form)

    def show_folder(self, folder: Path) -> None:
        """Take masks in for the images of this folder."""
        if folder != self._folder:
            self._folder = folder
            self.end("")
        self._into.setText(
            tr(
                "For the images of the folder “{folder}”. A mask belongs to the image of its name, and must have its "
                "size.",
                folder=folder.name,
            )
        )

    @property
    def form_chosen(self) -> SourceFormat | None:
        """What it is, or None for what it looks like."""
        return _FORMATS[self.format.currentIndex()][0]

    def show_results(self, results: Sequence[Imported], refused: tuple[LeftOut, ...], *, cancelled: bool) -> None:
        """Say what became of it."""
        counts = Counter(result.status for result in results)
        words = {
            "imported": tr("{count} imported", count=counts["imported"]),
            "replaced": tr("{count} replaced", count=counts["replaced"]),
            "kept": tr("{count} kept as a person left them", count=counts["kept"]),
            "unchanged": tr("{count} the same already", count=counts["unchanged"]),
            "failed": tr("{count} failed", count=counts["failed"] + sum(item.failed for item in refused)),
        }
        shown = [text for key, text in words.items() if counts[key] or key == "imported"]
        if any(item.failed for item in refused) and not counts["failed"]:
            shown.append(words["failed"])
        summary = ", ".join(shown) + "."
        if cancelled:
            summary = tr("Stopped; what was taken in stays.") + f" {summary}"
        notes = [f"{tr('Failed')}: {one.source}: {said(one.reason)}" for one in results if one.status == "failed"]
        notes += left_out_lines(refused)
        notes += [f"{tr('Kept')}: {one.source}: {said(one.reason)}" for one in results if one.status == "kept"]
        for result in results:
            if result.set_aside is not None:
                notes.append(tr("Replaced: {name}; before it: {place}", name=result.source, place=result.set_aside))
            elif result.status in ("imported", "replaced") and result.reason:
                notes.append(f"{result.source}: {said(result.reason)}")
        self.end(summary, notes)
