"""Segmenting a folder in the window: the dialog, the run, and what both mean for gallery and open image."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from isic_desktop.core.batch import ImageResult
from isic_desktop.core.model_registry import ModelEntry
from isic_desktop.services.batch_job import BatchOutcome, BatchProgress, BatchRequest, BatchService, write_report
from isic_desktop.services.model_listing import ModelListing
from isic_desktop.services.session import AnnotationSession
from isic_desktop.views.batch_dialog import BatchDialog, clock
from isic_desktop.views.jobs_status import JobsStatus
from isic_desktop.views.main_window import MainWindow
from isic_desktop.views.words import said, tr
from isic_desktop.views.workbench import Workbench
from model_train.errors import AppError


class BatchBench(QObject):
    """Reacts to "Segment a folder…"; a run goes on when its dialog is closed.

    Args:
        window: The window.
        workbench: Knows the open folder.
        session: The annotation on the screen, which is a person's while it is not saved.
        models: Lists models.
        service: Does the work.
        jobs: The status bar's line for jobs.
    """

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        session: AnnotationSession,
        models: ModelListing,
        service: BatchService,
        jobs: JobsStatus,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._session = session
        self._models = models
        self._service = service
        self._jobs = jobs
        self._outcome: BatchOutcome | None = None
        self.dialog: BatchDialog | None = None
        self._action = window.actions_by_id["batch.segment"]
        self._action.triggered.connect(self.open_dialog)
        workbench.folder_shown.connect(self._follow_folder)
        self._follow_folder()
        service.progressed.connect(self._show_progress)
        service.made.connect(self._take_results)
        service.finished.connect(self._take_outcome)
        models.listed.connect(self._offer_models)
        # A stroke is a person's from its first point on, long before it is saved.
        session.gesture_began.connect(self._claim_current)
        for signal in (session.annotation_changed, session.opened, session.saved):
            signal.connect(self._claim_unsaved)

    @Slot()
    def _follow_folder(self) -> None:
        self._action.setEnabled(self._workbench.folder is not None)

    # The dialog

    @Slot()
    def open_dialog(self) -> None:
        """Show the dialog: the choices, or the run that is under way."""
        if self.dialog is None:
            self.dialog = BatchDialog(self._window)
            self.dialog.wanted.connect(self._start)
            self.dialog.pause_wanted.connect(self._service.pause)
            self.dialog.cancel_wanted.connect(self._cancel)
            self.dialog.report_wanted.connect(self._save_report)
            self.dialog.image_wanted.connect(self._show_image)
        if not self._service.running:
            gallery = self._window.gallery
            counts = (len(gallery.model.listing), gallery.model.rowCount(), len(gallery.selected_paths()))
            self._offer_models(self._models.entries)
            self.dialog.show_counts(dict(zip(("all", "shown", "selected"), counts, strict=True)))
            self.dialog.show_choices()
            if not self._models.entries:
                self._models.list()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    @Slot(object)
    def _offer_models(self, entries: list[ModelEntry]) -> None:
        if self.dialog is not None:
            self.dialog.show_models([(entry.name, entry.path, entry.active) for entry in entries if not entry.error])
            if not self._service.running:
                self.dialog.show_counts(self.dialog.counts)

    # The run

    @Slot()
    def _start(self) -> None:
        assert self.dialog is not None
        gallery = self._window.gallery
        paths_of = {"all": gallery.all_paths, "shown": gallery.shown_paths, "selected": gallery.selected_paths}
        images, checkpoint = paths_of[self.dialog.scope](), self.dialog.checkpoint
        if not images or checkpoint is None:
            return
        self._session.save()
        self._claim_unsaved()
        self._outcome = None
        self.dialog.begin()
        self._service.start(
            BatchRequest(images, checkpoint, self._workbench.segmentation.device, with_quality=self.dialog.with_quality)
        )

    @Slot()
    def _cancel(self) -> None:
        self._service.cancel()
        if self.dialog is not None:
            self.dialog.ending()

    @Slot()
    def _claim_current(self) -> None:
        path = self._session.current_path
        self._service.claim([*self._session.unsaved_paths, *([path] if path is not None else [])])

    @Slot()
    def _claim_unsaved(self) -> None:
        document = self._session.document
        if document is not None and document.in_gesture:
            self._claim_current()
        else:
            self._service.claim(self._session.unsaved_paths)

    @Slot(object)
    def _show_progress(self, progress: BatchProgress) -> None:
        left = clock(progress.left_s) if progress.left_s is not None else "…"
        if progress.paused:
            left = tr("paused")
        self._jobs.tell("batch", tr("batch {done}/{total} {left}", done=progress.done, total=progress.total, left=left))
        if self.dialog is not None:
            self.dialog.show_progress(progress)

    @Slot(object)
    def _take_results(self, results: list[ImageResult]) -> None:
        for result in results:
            if result.mask_sha256:
                self._session.machine_wrote(result.file, result.mask_sha256)
                self._window.gallery.model.note(result.file, "predicted", None)
        if self.dialog is not None:
            self.dialog.add_results(results)

    @Slot(object)
    def _take_outcome(self, outcome: BatchOutcome) -> None:
        self._outcome = outcome
        self._jobs.tell("batch", "")
        assert self.dialog is not None
        self.dialog.show_outcome(outcome)
        if not self.dialog.isVisible():
            failed = sum(bool(result.error) for result in outcome.results)
            words = said(outcome.stopped) or (
                tr("The folder has been segmented; {count} images could not be.", count=failed)
                if failed
                else tr("The folder has been segmented.")
            )
            self._window.banner.tell(words, warns=bool(failed or outcome.stopped), about="program")

    @Slot(object)
    def _save_report(self, path: Path) -> None:
        assert self.dialog is not None
        if self._outcome is None:
            return
        try:
            write_report(self._outcome, path)
        except AppError as error:
            self.dialog.say(tr("The report is not saved. {error}", error=error))
        else:
            self.dialog.say(tr("The report is in {path}.", path=path))

    @Slot(object)
    def _show_image(self, path: Path) -> None:
        gallery = self._window.gallery
        row = gallery.model.row_of(path)
        if row is not None:
            gallery.go_to(row)
