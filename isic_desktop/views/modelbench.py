"""The model in the window: its state, what it proposes, and the menu to choose another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup

from isic_desktop.core.model_choice import activate
from isic_desktop.core.model_registry import DEFAULT_MODEL, ModelEntry, active_model_name
from isic_desktop.services.segmentation import ModelPhase, ModelStatus, Proposal, SegmentationService
from isic_desktop.views.words import said, tr
from model_train.errors import AppError

if TYPE_CHECKING:
    from isic_desktop.core.settings import Settings
    from isic_desktop.services.model_listing import ModelListing
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.main_window import MainWindow
    from isic_desktop.views.toolbench import Toolbench

MODEL_IDS = ("model.manage", "model.go_back", "model.repredict")


class ModelBench(QObject):
    """Has the image in sight segmented and shows the answer; the machine proposes, the person disposes.

    Args:
        window: The window.
        session: The annotation.
        segmentation: Predicts.
        models: Lists models.
        toolbench: Told of new predictions.
        settings: Remembers the model chosen.
    """

    def __init__(
        self,
        window: MainWindow,
        session: AnnotationSession,
        segmentation: SegmentationService,
        models: ModelListing,
        toolbench: Toolbench,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._segmentation = segmentation
        self._models = models
        self._toolbench = toolbench
        self._settings = settings
        self._late_proposal: Proposal | None = None
        self._model_entries: list[ModelEntry] = []
        self._action("image.segment").triggered.connect(self.segment)
        self._action("image.cancel_segment").triggered.connect(segmentation.cancel)
        segmentation.status_changed.connect(self._show_model_status)
        segmentation.busy_changed.connect(self._show_busy)
        segmentation.proposed.connect(self._take_proposal)
        segmentation.failed.connect(self._show_segment_failure)
        models.listed.connect(self._show_models)
        models.failed.connect(self._show_models_failure)
        # Torch loads only when there is something to look at: its import halts the interpreter for moments.
        window.canvas.image_painted.connect(segmentation.warm_up, Qt.ConnectionType.QueuedConnection)
        window.canvas.image_painted.connect(self._list_models_once, Qt.ConnectionType.QueuedConnection)
        window.canvas.gesture_ended.connect(self._take_late_proposal)
        segmentation.fell_back.connect(self._note_fallback)
        window.banner.pressed.connect(self._do_remedy)
        self._action("model.go_back").triggered.connect(self.go_back)
        self._action("model.go_back").setEnabled(False)
        self._show_model_status(segmentation.status)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    def forget_proposal(self) -> None:
        """Another image comes: what waited for the end of a stroke is not wanted any more."""
        self._late_proposal = None

    @Slot()
    def _take_late_proposal(self) -> None:
        if self._late_proposal is not None:
            proposal, self._late_proposal = self._late_proposal, None
            self._take_proposal(proposal)

    @Slot()
    def segment(self) -> None:
        """Have the model outline the lesion of the image in sight."""
        current = self._session.current
        if current is not None:
            self._segmentation.request(current.path, current.rgb)

    @Slot(object)
    def _take_proposal(self, proposal: Proposal) -> None:
        if self._window.canvas.drawing:
            self._late_proposal = proposal  # nothing jumps into view under a stroke
            return
        if self._session.document is None or proposal.image_path != self._session.current_path:
            return
        adopted = self._session.propose(proposal.image_path, proposal.prediction)
        current = self._session.current
        assert current is not None
        self._window.canvas.set_contours(current.truth.contours if current.truth is not None else (), proposal.contours)
        self._toolbench.show_prediction(proposal.prediction)
        self._toolbench.follow_changes()
        if adopted:
            self._window.scores.begin(current.document)
            if not current.document.lesion_pixels:
                self._window.banner.tell(tr("The model found no lesion in this image. Paint it with the brush (B)."))
        else:
            self._action("view.prediction").setChecked(True)
            self._window.banner.tell(
                tr("A prediction is shown as a dotted line. Your annotation is as it was."),
                *([("use_prediction", tr("Use the prediction (U)"))] if self._session.editable else []),
            )

    @Slot(object, object)
    def _show_segment_failure(self, path: Path, sentence: str) -> None:
        if path == self._session.current_path:
            self._window.banner.tell(
                tr("This image could not be segmented. {why}", why=sentence), ("segment", tr("Try again")), warns=True
            )

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self._window.progress.setVisible(busy)
        self._show_model_status(self._segmentation.status)

    @Slot(object)
    def _show_model_status(self, status: ModelStatus) -> None:
        asked = self._segmentation.device
        device = status.device or (tr("fastest device") if asked == "auto" else asked.upper())
        words = {
            ModelPhase.ABSENT: tr("{device} · not loaded yet", device=device),
            ModelPhase.LOADING: tr("{device} · loading …", device=device),
            ModelPhase.READY: tr("{device} · ready", device=device),
            ModelPhase.FAILED: tr("cannot be used"),
        }
        doing = tr(" · segmenting …") if self._segmentation.busy and status.phase is ModelPhase.READY else ""
        self._window.model_label.setText(
            tr("Model {name} · {state}", name=status.name, state=words[status.phase] + doing)
        )
        self._window.model_label.setToolTip(said(status.message))
        if status.message and (status.phase is ModelPhase.FAILED or status.phase is ModelPhase.READY):
            self._window.banner.tell(said(status.message), warns=status.phase is ModelPhase.FAILED, about="program")

    @Slot()
    def _list_models_once(self) -> None:
        if not self._model_entries:
            self._models.list()

    @Slot(object)
    def _show_models_failure(self, sentence: str) -> None:
        self._window.banner.tell(tr("The models cannot be listed. {why}", why=sentence), warns=True, about="program")

    @Slot(object)
    def _show_models(self, entries: list[ModelEntry]) -> None:
        """Offer these models in the menu, and below them what can be done with models."""
        self._model_entries = entries
        menu = self._window.menus["Model"]
        menu.clear()
        group = QActionGroup(menu)
        for entry in entries:
            action = menu.addAction(tr("{name} (bundled)", name=entry.name) if entry.bundled else entry.name)
            action.setObjectName(f"model.use.{entry.name}")
            action.setCheckable(True)
            action.setChecked(entry.active)
            action.setEnabled(not entry.error)
            action.setToolTip(said(entry.error) or str(entry.path))
            action.setData(entry.name)
            action.triggered.connect(self._choose_model)
            group.addAction(action)
        menu.addSeparator()
        menu.addActions([self._action(action_id) for action_id in MODEL_IDS])
        self._offer_way_back()

    def _offer_way_back(self) -> None:
        before = self.previous
        go_back = self._action("model.go_back")
        go_back.setEnabled(before is not None)
        go_back.setText(tr("Go back to {name}", name=before.name) if before else tr("Go back to the previous model"))

    @property
    def active_name(self) -> str:
        """The name of the model in use."""
        return active_model_name(self._settings)

    @property
    def previous(self) -> ModelEntry | None:
        """The model that was in use before, if it can be gone back to."""
        name = self._settings.previous_model
        usable = (entry for entry in self._model_entries if entry.name == name and not entry.error)
        return None if name == self.active_name else next(usable, None)

    @Slot()
    def _choose_model(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self.use_model(str(sender.data()))

    def use_model(self, name: str, compared_sha256: str = "") -> bool:
        """Predict with a model from now on; annotations keep the model they came from.

        Args:
            name: Of a model in the list; one that cannot be used changes nothing.
            compared_sha256: Hash of the file that was compared; another one under this name is not used. "" for any.

        Returns:
            Whether it is in use.
        """
        entry = next((one for one in self._model_entries if one.name == name and not one.error), None)
        if entry is None or compared_sha256 not in ("", entry.sha256):
            return False
        before = self.active_name
        # A bundled model changes with the program; its hash need not be the one of the day it was chosen.
        sha256 = "" if entry.bundled else entry.sha256
        activate(self._settings, name, sha256)
        self._save_settings()
        self._segmentation.use_model(entry.path, sha256)
        self._offer_way_back()
        self._models.list()
        if before != name:
            self._window.banner.tell(
                tr("{name} predicts from now on. Annotations stay as they are.", name=name),
                ("model_go_back", tr("Go back to {name}", name=before)),
                about="program",
            )
        return True

    def note_moved(self, path: Path) -> None:
        """The model in use has another name now."""
        self._segmentation.use_model(path, self._settings.active_model_sha256)

    @Slot()
    def go_back(self) -> None:
        """Use the model again that was in use before."""
        before = self.previous
        if before is not None:
            self.use_model(before.name)

    @Slot(str)
    def _do_remedy(self, remedy: str) -> None:
        if remedy == "model_go_back":
            self.go_back()

    @Slot(object, object)
    def _note_fallback(self, lost: str, reason: str) -> None:
        """The model in use is gone or another one by now: the bundled one predicts, here and at the next start."""
        if self.active_name == lost:
            self._settings.active_model = DEFAULT_MODEL
            self._settings.active_model_sha256 = ""
            self._save_settings()
        self._window.banner.tell(
            tr("{why} {name} predicts instead.", why=reason, name=DEFAULT_MODEL), warns=True, about="program"
        )
        self._models.list()

    def _save_settings(self) -> None:
        try:
            self._settings.save()
        except AppError as error:
            self._window.banner.tell(
                tr("Your choice is not saved for next time. {why}", why=error), warns=True, about="program"
            )
