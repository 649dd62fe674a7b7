"""Handing annotations over, taking masks in, checking them: the dialogs and what becomes of their wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from isic_desktop.core.handover.importing import Imported, ImportOptions
from isic_desktop.core.provenance import Mask, PackedMask, Provenance
from isic_desktop.core.settings import Settings
from isic_desktop.core.texts import marked
from isic_desktop.services.handover import (
    CheckReport,
    ExportReport,
    HandoverService,
    ImportReport,
    ImportWish,
    RepairReport,
)
from isic_desktop.services.session import AnnotationSession
from isic_desktop.views.export_dialog import ExportDialog
from isic_desktop.views.handover_dialog import HandoverDialog
from isic_desktop.views.import_dialog import ImportDialog
from isic_desktop.views.main_window import MainWindow
from isic_desktop.views.validate_dialog import ValidateDialog
from isic_desktop.views.words import said, tr
from isic_desktop.views.workbench import Workbench
from model_train.messages import joined

_ASK_AGAIN_MS = 40


class HandoverBench(QObject):
    """Reacts to the three entries of the File menu; one job runs at a time.

    Args:
        window: The window.
        workbench: Knows the open folder.
        session: The annotation on the screen.
        service: Does the work.
        settings: Know where the ground truth of a folder lies.
    """

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        session: AnnotationSession,
        service: HandoverService,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._session = session
        self._service = service
        self._settings = settings
        self._export: ExportDialog | None = None
        self._import: ImportDialog | None = None
        self._validate: ValidateDialog | None = None
        self._working: HandoverDialog | None = None
        self._report: ImportReport | None = None
        self._results: list[Imported] = []
        self._begin: Callable[[], None] | None = None
        self._saved_soon = QTimer(self, interval=_ASK_AGAIN_MS)
        self._saved_soon.timeout.connect(self._begin_when_saved)
        actions = window.actions_by_id
        actions["file.export"].triggered.connect(self.open_export)
        actions["file.import"].triggered.connect(self.open_import)
        actions["file.validate"].triggered.connect(self.open_validate)
        service.progressed.connect(self._show_progress)
        service.finished.connect(self._take_report)
        service.failed.connect(self._show_failure)
        workbench.folder_shown.connect(self._follow_folder)
        self._follow_folder()

    @Slot()
    def _follow_folder(self) -> None:
        is_open = self._workbench.folder is not None
        for action_id in ("file.export", "file.import"):
            self._window.actions_by_id[action_id].setEnabled(is_open)

    # Dialogs

    @Slot()
    def open_export(self) -> None:
        """Show the dialog that hands annotations over."""
        folder, gallery = self._workbench.folder, self._window.gallery
        if folder is None:
            return
        if self._export is None:
            self._export = ExportDialog(self._window)
            self._export.wanted.connect(self._start_export)
            self._export.stop_wanted.connect(self._service.cancel)
        if not self._export.busy:
            shown, selected = gallery.shown_paths(), gallery.selected_paths()
            self._export.show_folder(folder, len(gallery.model.listing), shown, selected)
        _present(self._export)

    @Slot()
    def open_import(self) -> None:
        """Show the dialog that takes masks in."""
        folder = self._workbench.folder
        if folder is None:
            return
        if self._import is None:
            self._import = ImportDialog(self._window)
            self._import.wanted.connect(self._start_import)
            self._import.stop_wanted.connect(self._service.cancel)
        if not self._import.busy:
            self._import.show_folder(folder)
        _present(self._import)

    @Slot()
    def open_validate(self) -> None:
        """Show the dialog that checks by the ISIC rules."""
        if self._validate is None:
            self._validate = ValidateDialog(self._window)
            self._validate.wanted.connect(self._start_check)
            self._validate.repair_wanted.connect(self._start_repair)
            self._validate.copies_wanted.connect(self._start_copies)
            self._validate.stop_wanted.connect(self._service.cancel)
        if not self._validate.busy:
            self._validate.show_folder(self._workbench.folder)
        _present(self._validate)

    # Wishes

    def _start(self, dialog: HandoverDialog, begin: Callable[[], None]) -> None:
        """Save what is open, then begin; one thing at a time."""
        if self._working is not None:
            dialog.say(tr("Something else is being handed over or checked; wait until it is done."))
            return
        self._working = dialog
        dialog.begin(tr("Saving what is open …"))
        self._begin = begin
        self._session.retry_saves()
        self._saved_soon.start()
        self._begin_when_saved()

    @Slot()
    def _begin_when_saved(self) -> None:
        if self._session.saving or self._begin is None:
            return
        self._saved_soon.stop()
        begin, self._begin = self._begin, None
        if self._working is not None:
            self._working.say(tr("Looking …"))
        begin()

    @Slot()
    def _start_export(self) -> None:
        dialog = self._export
        assert dialog is not None
        wish = dialog.wish()
        if wish is None:
            dialog.say(tr("Say where to."))
            return
        truth = self._settings.truth_folder(wish.folder)
        wish = replace(wish, options=replace(wish.options, truth_folder=truth))
        self._start(dialog, lambda: self._service.export(wish))

    @Slot()
    def _start_import(self) -> None:
        dialog, folder = self._import, self._workbench.folder
        assert dialog is not None
        source = dialog.source.path
        if source is None or folder is None:
            dialog.say(tr("Say where the masks are."))
            return
        form, replaces, rescale = dialog.form_chosen, dialog.replace.isChecked(), dialog.rescale.isChecked()

        def begin() -> None:
            session = self._session
            current = session.current_path if session.editable else None
            unsaved = {path: tr("It has changes that are not saved.") for path in session.unsaved_paths}
            unsaved.pop(current or Path(), None)
            options = ImportOptions(replaces, unsaved, frozenset() if current is None else frozenset({current}))
            self._service.take_in(ImportWish(source, form, folder, options, rescale))

        self._start(dialog, begin)

    @Slot()
    def _start_check(self) -> None:
        dialog = self._validate
        assert dialog is not None
        folder, target = dialog.folder, dialog.target.path
        if dialog.checks_annotations and folder is not None:
            self._start(dialog, lambda: self._service.check_annotations(folder))
        elif target is not None:
            self._start(dialog, lambda: self._service.check_files(target, folder))
        else:
            dialog.say(tr("Say what shall be checked."))

    @Slot()
    def _start_repair(self) -> None:
        dialog = self._validate
        assert dialog is not None
        folder, names = dialog.folder, dialog.repairable
        if folder is not None:
            on_screen = self._session.current_path if self._session.editable else None
            self._start(dialog, lambda: self._service.repair_in_place(folder, names, on_screen))

    @Slot()
    def _start_copies(self) -> None:
        dialog = self._validate
        assert dialog is not None
        out, overwrite = dialog.out.path, dialog.overwrite.isChecked()
        target = None if dialog.checks_annotations else dialog.target.path
        if out is None:
            dialog.say(tr("Say where repaired copies shall go: a new folder, or a ZIP file."))
            return
        folder = dialog.folder
        self._start(dialog, lambda: self._service.repair_copies(target, folder, out, overwrite=overwrite))

    # Answers

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        if self._working is not None:
            self._working.show_progress(done, total)

    @Slot(object)
    def _show_failure(self, sentence: str) -> None:
        dialog, self._working = self._working, None
        if dialog is not None:
            dialog.end(said(sentence))

    @Slot(object)
    def _take_report(self, report: object) -> None:
        if isinstance(report, ImportReport):
            self._take_imported(report)
            return
        if isinstance(report, tuple):  # masks of an image that had left the screen
            self._results += report
            self._finish_import()
            return
        self._working = None
        if isinstance(report, ExportReport) and self._export is not None:
            # What could not be saved is in memory only: what lies on the disk was handed over in its place.
            self._export.show_report(report, self._session.unsaved_paths)
        elif isinstance(report, CheckReport) and self._validate is not None:
            self._validate.show_check(report)
        elif isinstance(report, RepairReport) and self._validate is not None:
            self._take_repaired(report)

    def _take_imported(self, report: ImportReport) -> None:
        self._report = report
        self._results = [result for result in report.results if result.mask is None]
        gone: list[tuple[str, Path, Mask]] = []
        for result in report.results:
            if result.mask is None or result.image is None:
                continue
            if self._on_screen(result.image, result.mask):
                self._results.append(self._adopt(result, result.mask, report.wish.options.replace_persons))
            else:
                gone.append((result.source, result.image, result.mask))
        if gone:
            self._service.place(gone, replace_persons=report.wish.options.replace_persons)
        else:
            self._finish_import()

    def _on_screen(self, image: Path, mask: Mask) -> bool:
        document = self._session.document
        return (
            document is not None
            and self._session.editable
            and self._session.current_path == image
            and document.shape == mask.shape
        )

    def _adopt(self, result: Imported, mask: Mask, replaces: bool) -> Imported:
        """Make an imported mask the annotation on the screen, if no person's work is in the way."""
        document = self._session.document
        assert document is not None
        if document.mask_sha256 and np.array_equal(document.mask, mask):
            return replace(result, status="unchanged", mask=None)
        if not (document.is_untouched or replaces):
            reason = tr("A person has worked on this mask; it stays.")
            return replace(result, status="kept", reason=reason, mask=None)
        status = "imported" if document.is_untouched else "replaced"
        after = Provenance("imported", "corrected", baseline=PackedMask.of(mask))
        self._session.take_mask(marked("Import"), mask, after)
        self._session.save()
        told = tr("It is a step that can be undone.")
        return replace(result, status=status, reason=joined([result.reason, told]), mask=None)

    def _finish_import(self) -> None:
        report, self._report = self._report, None
        self._working = None
        written = [
            result.image
            for result in self._results
            if result.status in ("imported", "replaced") and result.image is not None
        ]
        self._show_changed(written)
        if report is not None and self._import is not None:
            self._import.show_results(self._results, report.refused, cancelled=report.cancelled)
        self._results = []

    def _take_repaired(self, report: RepairReport) -> None:
        self._show_changed(list(report.repaired))
        if report.handed_back is not None and self._on_screen(*report.handed_back):
            self._session.take_mask(marked("Repair by the ISIC rules"), report.handed_back[1])
            self._session.save()
        elif report.handed_back is not None:
            report = replace(report, handed_back=None)
        if self._validate is not None:
            self._validate.show_repair(report)

    def _show_changed(self, images: list[Path]) -> None:
        """Annotations changed on the disk: the list follows, and what is on the screen is read again."""
        document = self._session.document
        for image in images:
            if document is None or image != document.image_path:
                self._window.gallery.model.note(image, "corrected", None)
        if images:
            self._workbench.truth_changed.emit()  # so that scores are read anew too
        if document is not None and document.image_path in images and not document.dirty and not self._session.saving:
            self._session.reopen()


def _present(dialog: HandoverDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
