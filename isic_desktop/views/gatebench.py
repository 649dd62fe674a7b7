"""Models in the window beyond the menu: their list with cards, the gate, a run's model, predicting anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from isic_desktop.core.image_listing import ImageListing
from isic_desktop.core.model_choice import follow_rename, forget
from isic_desktop.core.model_files import DeletedModel
from isic_desktop.core.model_names import free_name
from isic_desktop.core.model_registry import ModelEntry
from isic_desktop.core.repredict import Repredicted
from isic_desktop.core.settings import Settings
from isic_desktop.core.training_plan import asked_folder
from isic_desktop.services.gate import GateRequest, GateService
from isic_desktop.services.gate_pictures import GatePictures
from isic_desktop.services.model_files import Done, ModelFiles
from isic_desktop.services.model_listing import ModelListing
from isic_desktop.services.repredicting import RepredictService
from isic_desktop.services.session import AnnotationSession
from isic_desktop.views.gate_dialog import GateDialog
from isic_desktop.views.main_window import MainWindow
from isic_desktop.views.modelbench import ModelBench
from isic_desktop.views.models_dialog import ModelsDialog
from isic_desktop.views.words import said, tr
from model_train.errors import AppError
from model_train.run_folder import BEST

HELD_OUT = "held_out.csv"


class GateBench(QObject):
    """Lets a person look after their models; a new one is used only when they say so.

    Args:
        window: The window.
        session: Tells which images are being worked on.
        models: Lists models.
        modelbench: Switches between them.
        settings: Remembers which model is in use.
    """

    def __init__(
        self,
        window: MainWindow,
        session: AnnotationSession,
        models: ModelListing,
        modelbench: ModelBench,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._models = models
        self._modelbench = modelbench
        self._settings = settings
        self.gate = GateService(self)
        self.files = ModelFiles(self)
        self.repredicting = RepredictService(self)
        self.pictures = GatePictures(self)
        self._folder: Path | None = None
        self._run: Path | None = None  # whose best checkpoint is at the gate; None for a model of the list
        self._candidate = ""
        self._request: GateRequest | None = None
        self._deleted: DeletedModel | None = None
        self._use_when_adopted = False
        self._failed: list[Repredicted] = []
        self.dialog: GateDialog | None = None
        self.models_dialog: ModelsDialog | None = None
        self.files.done.connect(self._note_done)
        self.files.failed.connect(self._note_failed)
        models.listed.connect(self._show_models)
        self.repredicting.progressed.connect(self._show_repredicting)
        self.repredicting.image_done.connect(self._note_repredicted)
        self.repredicting.finished.connect(self._show_repredicted)
        self.repredicting.failed.connect(self._show_repredict_failure)
        self._action("model.manage").triggered.connect(self.manage)
        self._action("model.repredict").triggered.connect(self.repredict)
        self._action("model.repredict").setEnabled(False)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    @Slot(object)
    def note_folder(self, listing: ImageListing) -> None:
        """Another folder is open."""
        self._folder = listing.root
        self._action("model.repredict").setEnabled(True)
        if self.models_dialog is not None:
            self.models_dialog.set_folder_open(True)

    def stop(self) -> None:
        """The program ends: end the processes and workers."""
        for service in (self.gate, self.repredicting, self.files, self.pictures):
            service.stop()

    # The gate

    def open_for(self, run: Path) -> None:
        """Compare the best checkpoint of a training run with the model in use."""
        held_out = asked_folder(run) / HELD_OUT
        pairs = held_out if _has_rows(held_out) else None
        self._open(str(run / BEST), run.name, pairs=pairs, run=run)

    def open_for_model(self, name: str) -> None:
        """Compare a model of the list with the one in use."""
        self._open(name, name, pairs=None, run=None)

    def _open(self, new: str, candidate: str, *, pairs: Path | None, run: Path | None) -> None:
        self._run, self._candidate = run, candidate
        dialog = self._dialog()
        self._request = GateRequest(self._modelbench.active_name, new, self._folder, pairs)
        dialog.everything.setChecked(False)
        self._begin()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _dialog(self) -> GateDialog:
        if self.dialog is None:
            dialog = self.dialog = GateDialog(self._window)
            dialog.asked.connect(self._compare_again)
            dialog.cancelled.connect(self._cancel)
            dialog.use_new.connect(self._use_candidate)
            dialog.image_wanted.connect(self.pictures.ask)
            self.pictures.read.connect(dialog.show_picture)
            self.pictures.failed.connect(dialog.show_picture_failure)
            self.pictures.plots_ready.connect(dialog.plot.make_plot)
            self.gate.began.connect(dialog.show_total)
            self.gate.compared.connect(dialog.add)
            self.gate.finished.connect(dialog.show_report)
            self.gate.failed.connect(dialog.show_failure)
            self.pictures.load_plots()
        return self.dialog

    def _begin(self) -> None:
        request, dialog = self._request, self.dialog
        assert request is not None
        assert dialog is not None
        dialog.begin(request.old, self._candidate, listed=request.pairs is not None)
        if request.pairs is None and request.folder is None:
            self.gate.cancel()
            dialog.show_failure(
                tr("Open a folder with ground truth or accepted annotations first: its held-out images are the judges.")
            )
            return
        self.gate.compare(request)

    @Slot(bool)
    def _compare_again(self, everything: bool) -> None:
        if self._request is not None:
            old, new, pairs = self._modelbench.active_name, self._request.new, self._request.pairs
            self._request = GateRequest(old, new, self._folder, pairs, everything)
            self._begin()

    @Slot()
    def _cancel(self) -> None:
        self.gate.cancel()
        if self.dialog is not None:
            self.dialog.show_cancelled()

    @Slot()
    def _use_candidate(self) -> None:
        """The person has decided: only now the new model is put to use."""
        assert self.dialog is not None
        if self._run is None:
            self._use()
            return
        self.dialog.set_deciding(False)
        self._use_when_adopted = True
        self.files.adopt(self._run, free_name(self._candidate), self.dialog.report)

    def _use(self) -> None:
        """Use the new model, if it still is the one that was compared."""
        report = None if self.dialog is None else self.dialog.report
        if not self._modelbench.use_model(self._candidate, "" if report is None else report.new.sha256):
            self._refuse(
                tr(
                    "The model {name} cannot be used, or is not the one that was compared any more. Compare again.",
                    name=self._candidate,
                )
            )
        elif self.dialog is not None:
            self.dialog.set_deciding(True)
            self.dialog.close()

    # The list

    @Slot()
    def manage(self) -> None:
        """Show the models there are."""
        dialog = self.models_dialog
        if dialog is None:
            dialog = self.models_dialog = ModelsDialog(self._window)
            dialog.import_wanted.connect(self._import)
            dialog.export_wanted.connect(self._export)
            dialog.rename_wanted.connect(self._rename)
            dialog.delete_wanted.connect(self._delete)
            dialog.use_wanted.connect(self._modelbench.use_model)
            dialog.compare_wanted.connect(self.open_for_model)
            dialog.repredict_wanted.connect(self.repredict)
            dialog.repredict_cancelled.connect(self.cancel_repredicting)
            dialog.banner.pressed.connect(self._do_remedy)
            dialog.set_folder_open(self._folder is not None)
        self._models.list()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    @Slot(object)
    def _show_models(self, entries: list[ModelEntry]) -> None:
        if self.models_dialog is not None:
            self.models_dialog.show_models(entries, self._models.cards)
        if self._use_when_adopted and any(entry.name == self._candidate for entry in entries):
            self._use_when_adopted = False
            self._use()

    @Slot(object)
    def _import(self, source: Path) -> None:
        self._busy(True)
        self.files.import_file(source, free_name(source.stem))

    @Slot(str, object)
    def _export(self, name: str, target: Path) -> None:
        self._busy(True)
        self.files.export(name, target)

    @Slot(str, str)
    def _rename(self, old: str, new: str) -> None:
        self._busy(True)
        self.files.rename(old, new.strip())

    @Slot(str)
    def _delete(self, name: str) -> None:
        self._busy(True)
        self.files.delete(name, self._modelbench.active_name)

    @Slot(str)
    def _do_remedy(self, remedy: str) -> None:
        if remedy == "model_restore" and self._deleted is not None:
            self._busy(True)
            self.files.restore(self._deleted)

    @Slot(object)
    def _note_done(self, done: Done) -> None:
        self._busy(False)
        dialog = self.models_dialog
        if done.deed == "rename":
            was_active = self._modelbench.active_name == done.before
            follow_rename(self._settings, done.before, done.name)
            self._save_settings()
            if was_active:
                self._modelbench.note_moved(done.value)
        elif done.deed == "delete":
            self._deleted = done.value
            forget(self._settings, done.name)
            self._save_settings()
        elif done.deed == "adopt":
            self._candidate = done.name
        told = {
            "import": tr("{name} was imported. It is used only when you say so.", name=done.name),
            "adopt": tr("{name} is among the models now, with its card.", name=done.name),
            "export": tr("{name} and its card were exported.", name=done.name),
            "rename": tr("The model is called {name} now. Annotations keep the name it had.", name=done.name),
            "delete": tr("{name} was deleted.", name=done.name),
            "restore": tr("{name} is back.", name=done.name),
        }[done.deed]
        remedies = [("model_restore", tr("Bring it back"))] if done.deed == "delete" else []
        if dialog is not None:
            dialog.banner.tell(told, *remedies, about="program")
        self._models.list()

    @Slot(object)
    def _note_failed(self, sentence: str) -> None:
        self._busy(False)
        if self._use_when_adopted:
            self._use_when_adopted = False
            self._refuse(said(sentence))
        else:
            self._tell(said(sentence), warns=True)

    def _refuse(self, sentence: str) -> None:
        """Say why the model that was decided for is not used, where the decision was made."""
        if self.dialog is None:
            self._tell(sentence, warns=True)
            return
        self.dialog.set_deciding(True)
        self.dialog.notes.setText(sentence)
        self.dialog.notes.show()

    def _busy(self, busy: bool) -> None:
        if self.models_dialog is not None:
            self.models_dialog.set_busy(busy)

    def _tell(self, sentence: str, *, warns: bool = False) -> None:
        shown = self.models_dialog is not None and self.models_dialog.isVisible()
        banner = self.models_dialog.banner if shown and self.models_dialog is not None else self._window.banner
        banner.tell(sentence, warns=warns, about="program")

    # Predicting anew

    @Slot()
    def repredict(self) -> None:
        """Predict what nobody has judged in the open folder with the model in use."""
        if self._folder is None or self.repredicting.busy:
            return
        self.manage()
        self._failed = []
        self._session.save()
        # What is being changed just now belongs to the person, whatever its file says.
        self.repredicting.begin(self._modelbench.active_name, self._folder, self._session.unsaved_paths)

    @Slot()
    def cancel_repredicting(self) -> None:
        """Stop; what was done stays."""
        self.repredicting.cancel()
        if self.models_dialog is not None:
            self.models_dialog.show_repredicted(tr("Stopped. What was predicted stays; begin again to go on."))
        self._look_again()

    @Slot(int, int)
    def _show_repredicting(self, done: int, total: int) -> None:
        if self.models_dialog is not None:
            self.models_dialog.show_repredicting(done, total)

    @Slot(object)
    def _note_repredicted(self, one: Repredicted) -> None:
        if one.status == "failed":
            self._failed.append(one)
        elif one.status == "predicted" and one.image == self._session.current_path:
            self._look_again()

    @Slot(object)
    def _show_repredicted(self, counts: dict[str, int]) -> None:
        told = tr(
            "{predicted} images predicted anew by {name}; {kept} left alone, since a person has judged them.",
            predicted=counts["predicted"],
            name=self._modelbench.active_name,
            kept=counts["kept"],
        )
        if self._failed:
            first = self._failed[0]
            told += " " + tr("{count} failed, the first: {why}", count=len(self._failed), why=first.error)
        if self.models_dialog is not None:
            self.models_dialog.show_repredicted(told, warns=bool(self._failed))

    @Slot(object)
    def _show_repredict_failure(self, sentence: str) -> None:
        if self.models_dialog is not None:
            self.models_dialog.show_repredicted(sentence, warns=True)
        self._look_again()

    def _look_again(self) -> None:
        """Read the image in sight again if nothing was changed on it; what a person changed stays as it is."""
        document = self._session.document
        if document is not None and not document.dirty and not document.in_gesture:
            self._session.reopen()

    def _save_settings(self) -> None:
        try:
            self._settings.save()
        except AppError as error:
            self._tell(tr("Your choice is not saved for next time. {why}", why=error), warns=True)


def _has_rows(table: Path) -> bool:
    """Whether a list of pairs holds more than its head."""
    try:
        with table.open(encoding="utf-8") as file:
            return sum(1 for _line, _number in zip(file, range(2), strict=False)) > 1
    except (OSError, UnicodeDecodeError):
        return False
