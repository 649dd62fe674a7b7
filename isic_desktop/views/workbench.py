"""What happens in the window: actions and mouse in, services asked, answers shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QFileDialog

from isic_desktop.views import dialogs
from isic_desktop.views.keys import HeldKeys
from isic_desktop.views.pointer_readout import PointerReadOut
from isic_desktop.views.savebench import SaveBench
from isic_desktop.views.themes import apply_theme
from isic_desktop.views.words import said, tr
from model_train.errors import AppError
from model_train.image_names import is_image_name

if TYPE_CHECKING:
    from isic_desktop.core.image_listing import ImageListing
    from isic_desktop.core.opening import OpenedImage
    from isic_desktop.core.settings import Settings
    from isic_desktop.services.folder_listing import FolderListing
    from isic_desktop.services.segmentation import SegmentationService
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.lookbench import Lookbench
    from isic_desktop.views.main_window import MainWindow
    from isic_desktop.views.modelbench import ModelBench
    from isic_desktop.views.toolbench import Toolbench

# A wait shorter than this shows nothing.
_PATIENCE_MS = 200
_PREFETCH_AFTER_MS = 120


class Workbench(QObject):
    """Connects the window with the services; lives as long as the window.

    Signals:
        folder_shown(ImageListing): Another folder is shown.
        truth_changed(): Its ground truth lies elsewhere now.

    Args:
        window: The window.
        session: Opens, edits and saves annotations.
        segmentation: Predicts.
        folders: Lists folders.
        modelbench: Deals with the model and what it proposes.
        toolbench: Deals with the annotation in sight.
        lookbench: Deals with ways of looking at it.
        settings: The person's choices.
    """

    folder_shown = Signal(object)
    truth_changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: AnnotationSession,
        segmentation: SegmentationService,
        folders: FolderListing,
        modelbench: ModelBench,
        toolbench: Toolbench,
        lookbench: Lookbench,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.session = session
        self.segmentation = segmentation
        self._folders = folders
        self._modelbench = modelbench
        self._toolbench = toolbench
        self._lookbench = lookbench
        self._stoppers: list[Callable[[], None]] = []
        self._settings = settings
        self._folder: Path | None = None
        self._wanted_folder: Path | None = None
        self._go_to_image: Path | None = None
        self._folder_is_new = False
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_opening)
        # Not before this image is on the screen: reading ahead would take a core from painting it.
        self._prefetch_soon = QTimer(self, singleShot=True, interval=_PREFETCH_AFTER_MS)
        self._prefetch_soon.timeout.connect(self._prefetch)
        self._held_keys = HeldKeys(window.canvas, window.actions_by_id["view.overlay"], self)
        self._saves = SaveBench(window, session)
        PointerReadOut(window)
        self._connect_actions()
        self._connect_services()
        self._connect_views()
        self._restore()
        self._update_actions()

    # Wiring

    def _connect_actions(self) -> None:
        session = self.session
        reactions = {
            "file.open_folder": self.choose_folder,
            "file.open_samples": self.open_samples,
            "file.pick_truth_folder": self.choose_truth_folder,
            "file.pick_annotations_folder": self.choose_annotations_folder,
            "file.quit": self._window.close,
            "image.previous": self._go_back,
            "image.next": self._go_on,
            "image.use_prediction": session.use_prediction,
            "edit.undo": session.undo,
            "edit.redo": session.redo,
            "edit.clear": session.clear,
            "view.theme_system": self._choose_theme,
            "view.theme_light": self._choose_theme,
            "view.theme_dark": self._choose_theme,
        }
        for action_id, reaction in reactions.items():
            self._action(action_id).triggered.connect(reaction)

    def _connect_services(self) -> None:
        session = self.session
        session.opening.connect(self._note_opening)
        session.opened.connect(self._show_image)
        session.open_failed.connect(self._show_open_failure)
        session.pixels_changed.connect(self._window.canvas.update_pixels)
        session.annotation_changed.connect(self._note_annotation_changed)
        self.segmentation.busy_changed.connect(self._update_actions)
        self._folders.listed.connect(self._show_folder)
        self._folders.failed.connect(self._show_folder_failure)

    def _connect_views(self) -> None:
        window = self._window
        window.closing.connect(self._close)
        window.dropped.connect(self.open)
        window.gallery.chosen.connect(self._open_image)
        window.banner.pressed.connect(self._do_remedy)
        for box, action_id in (
            (window.view_panel.truth, "view.truth"),
            (window.view_panel.prediction, "view.prediction"),
        ):
            action = self._action(action_id)
            box.toggled.connect(action.setChecked)
            action.toggled.connect(box.setChecked)

    def _restore(self) -> None:
        """Take over the person's choices of last time."""
        window, settings = self._window, self._settings
        window.canvas.set_brush_size(settings.brush_size_px)
        window.tool_options.show_size(window.canvas.brush_size_px)
        window.view_panel.set_opacity(settings.overlay_opacity)
        self._lookbench.set_opacity(settings.overlay_opacity)
        for action_id in ("view.overlay", "view.truth"):
            self._action(action_id).setChecked(True)
        self._action(f"view.theme_{settings.theme}").setChecked(True)
        dialogs.restore_geometry(window, settings.window_geometry)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    # Folders

    @property
    def folder(self) -> Path | None:
        """The folder that is open."""
        return self._folder

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and open it."""
        start = str(self._folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Open a folder of images"), start)
        if chosen:
            self.open(Path(chosen))

    @Slot()
    def open_samples(self) -> None:
        """Open a copy of the bundled samples that the person may paint on."""
        try:
            from isic_desktop.core.samples import copy_samples

            self.open(copy_samples())
        except AppError as error:
            self._window.banner.tell(said(error), warns=True)

    @property
    def has_folder(self) -> bool:
        """Whether a folder is open or about to be."""
        return self._wanted_folder is not None

    def open_folder(self, folder: Path, image: Path | None = None) -> None:
        """Open a folder, and go to one of its images, which may lie in a folder below it."""
        self.open(folder)
        self._go_to_image = image

    @Slot(object)
    def open(self, path: Path) -> None:
        """Open a folder of images, or the folder of an image and go to it.

        What is open stays until the folder is listed, and altogether if it cannot be.
        """
        self._go_to_image = None
        if path.is_file() and is_image_name(path.name):
            self._go_to_image, path = path, path.parent
        self._wanted_folder = path
        self._window.gallery.say(tr("Listing the folder …"))
        if self._folder is None:
            self._window.show_message(tr("Listing the folder …"), str(path))
        self._folders.list(path)

    @Slot(object, object)
    def _show_folder(self, folder: Path, images: ImageListing) -> None:
        if folder != self._wanted_folder:
            return
        if not len(images):
            self._refuse_folder(
                tr("There are no images in this folder"),
                tr(
                    "{folder} holds no JPEG, PNG, TIFF, BMP or WebP image. Open another folder, or drop one here.",
                    folder=folder,
                ),
            )
            return
        self.session.leave()
        self.segmentation.cancel()
        self._folder = folder
        self.session.reader.use_truth_folder(self._settings.truth_folder(folder), images.contents)
        self._window.banner.clear_about("image")
        self._window.canvas.clear()
        self._window.scores.show_nothing()
        self._window.show_title(folder, None)
        self._settings.add_recent_folder(folder)
        self._save_settings()
        row = images.number_of(self._go_to_image) if self._go_to_image is not None else 0
        self._folder_is_new = True
        self._window.gallery.show_images(images, row or 0)
        self.folder_shown.emit(images)
        self._update_actions()

    @Slot(object, object)
    def _show_folder_failure(self, folder: Path, sentence: str) -> None:
        if folder == self._wanted_folder:
            self._refuse_folder(tr("The folder cannot be opened"), sentence)

    def _refuse_folder(self, title: str, sentence: str) -> None:
        """Say why a folder is not opened: over the one that is open, or in its place if there is none."""
        if self._folder is None:
            self._window.gallery.say(tr("No folder is open"))
            self._window.show_message(title, said(sentence), "file.open_folder")
        else:
            self._window.gallery.tell_place()
            self._window.banner.tell(said(sentence), warns=True, about="program")

    @Slot()
    def choose_truth_folder(self) -> None:
        """Ask where the ground truth of this folder lies."""
        if self._folder is None:
            return
        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Where are the ground truth masks?"), str(self._folder)
        )
        if chosen:
            self.use_truth_folder(Path(chosen))

    def use_truth_folder(self, truth_folder: Path) -> None:
        """Take ground truth of the open folder from `truth_folder`, now and next time."""
        if self._folder is not None:
            self._settings.set_truth_folder(self._folder, truth_folder)
            self._save_settings()
        self.session.reader.use_truth_folder(truth_folder)
        self.truth_changed.emit()
        self.session.reopen()

    @Slot()
    def choose_annotations_folder(self) -> None:
        """Ask where the masks of the folder in sight are to be saved."""
        image = self.session.current_path
        if image is None:
            return
        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Where shall the masks of {folder} be saved?", folder=image.parent.name), str(image.parent)
        )
        if chosen:
            self.use_annotations_folder(image.parent, Path(chosen))

    def use_annotations_folder(self, image_folder: Path, place: Path) -> None:
        """Save the annotations of the images in `image_folder` to `place`, now and next time."""
        self._settings.set_annotation_place(image_folder, place)
        self._save_settings()
        self.session.place_changed()
        self.session.retry_saves()
        self._window.banner.tell(
            tr(
                "Masks of {folder} are saved to {place} from now on. Those saved before stay where they are.",
                folder=image_folder.name,
                place=place,
            ),
            about="program",
        )

    # Images

    @Slot()
    def _go_back(self) -> None:
        self._window.gallery.step(-1)

    @Slot()
    def _go_on(self) -> None:
        self._window.gallery.step(1)

    @Slot(object)
    def _open_image(self, path: Path) -> None:
        self.segmentation.cancel()
        self._modelbench.forget_proposal()
        self.session.open(path)

    @Slot(object)
    def _note_opening(self, path: Path) -> None:
        self._window.show_title(self._folder, path)
        self._window.canvas.editable = False
        self._patience.start()

    @Slot()
    def _show_opening(self) -> None:
        path = self.session.current_path
        if path is not None and self.session.current is None:
            self._window.show_message(tr("Opening {name} …", name=path.name))

    @Slot(object)
    def _show_image(self, opened: OpenedImage) -> None:
        self._patience.stop()
        window = self._window
        window.banner.clear_about("image")
        window.canvas.editable = not opened.locked
        window.canvas.show_image(opened.levels, opened.document.mask)
        window.canvas.set_contours(opened.truth.contours if opened.truth is not None else (), ())
        window.show_canvas()
        # Whoever walks through the list or types a filter goes on with it; in a folder just opened the keys are the
        # canvas's, and not a text field's that Qt found first.
        if self._folder_is_new or not window.gallery.isAncestorOf(window.focusWidget() or window):
            window.canvas.setFocus()
        self._folder_is_new = False
        window.scores.begin(opened.document)
        self._toolbench.show_image(opened)
        self._lookbench.show_image(opened)
        self._prefetch_soon.start()
        for notice in opened.notices[:1]:
            words = {"rescale_truth": tr("Read it as 0/255"), "rescale_annotation": tr("Read it as 0/255")}
            words["open_read_only"] = tr("Open read-only")
            remedies = [(notice.remedy, words[notice.remedy])] if notice.remedy else []
            more = "".join(f"\n{said(other.text)}" for other in opened.notices[1:])
            window.banner.tell(said(notice.text) + more, *remedies, warns=True)

    @Slot()
    def _prefetch(self) -> None:
        self.session.reader.prefetch(self._window.gallery.neighbours())

    @Slot(object, object)
    def _show_open_failure(self, path: Path, sentence: str) -> None:
        self._patience.stop()
        self._window.banner.clear_about("image")
        self._window.canvas.clear()
        self._zoom_text = ""
        self._window.scores.show_nothing()
        self._update_actions()
        more = self._action("image.next").isEnabled()
        title = tr("{name} cannot be shown", name=path.name)
        self._window.show_message(title, said(sentence), "image.next" if more else "")

    # Annotation

    @Slot()
    def _note_annotation_changed(self) -> None:
        document = self.session.document
        if document is not None:
            self._window.scores.show_scores(document)
            begun = document.overlap is not None and document.provenance.state != "new"
            jaccard = document.overlap.jaccard if begun and document.overlap is not None else None
            self._window.gallery.model.note(document.image_path, document.provenance.state, jaccard)
        self._toolbench.follow_changes()
        self._update_actions()

    @Slot(str)
    def _do_remedy(self, remedy: str) -> None:
        reactions = {
            "use_prediction": self.session.use_prediction,
            "segment": self._action("image.segment").trigger,
            "annotations_folder": self.choose_annotations_folder,
            "rescale_truth": self._rescale_truth,
            "rescale_annotation": self._rescale_annotation,
        }
        if remedy in reactions:  # the others are answered elsewhere, or only close the message
            reactions[remedy]()

    def _rescale_truth(self) -> None:
        self.session.rescale("rescale_truth")

    def _rescale_annotation(self) -> None:
        self.session.rescale("rescale_annotation")

    # View

    @Slot()
    def _choose_theme(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self._settings.theme = sender.objectName().removeprefix("view.theme_")
        self._save_settings()
        apply_theme(self._settings.theme)
        self._window.repaint_icons()

    @Slot()
    def _update_actions(self) -> None:
        """Enable what can be done now."""
        document = self.session.document
        editable = self.session.editable and document is not None
        gallery = self._window.gallery
        enabled = {
            "file.pick_truth_folder": self._folder is not None,
            "file.pick_annotations_folder": self.session.current_path is not None,
            "image.previous": gallery.can_step(-1),
            "image.next": gallery.can_step(1),
            "image.segment": document is not None,
            "image.cancel_segment": self.segmentation.busy,
            "image.use_prediction": editable and document is not None and document.prediction is not None,
            "edit.undo": editable and document is not None and bool(document.history.undo_labels),
            "edit.redo": editable and document is not None and bool(document.history.redo_labels),
            "edit.clear": editable and document is not None and document.lesion_pixels > 0,
            "annotation.save": bool(self.session.unsaved_paths),
            "annotation.accept": editable,
            "annotation.reject": editable,
        }
        for action_id, value in enabled.items():
            self._action(action_id).setEnabled(value)
        for action_id, word, labels in (
            ("edit.undo", tr("Undo"), document.history.undo_labels[-1:] if document is not None else []),
            ("edit.redo", tr("Redo"), document.history.redo_labels[-1:] if document is not None else []),
        ):
            self._action(action_id).setText(tr("{undo}: {step}", undo=word, step=said(labels[0])) if labels else word)

    # The end

    def _save_settings(self) -> None:
        try:
            self._settings.save()
        except AppError as error:
            self._window.banner.tell(
                tr("Your choices are not saved for next time. {why}", why=error), warns=True, about="program"
            )

    @Slot(object)
    def _close(self, event: QCloseEvent) -> None:
        """Save, then let the window close; if that fails, ask."""
        self.session.save()
        self._saves.wait()
        while self.session.unsaved_paths:
            choice = dialogs.ask_about_unsaved(self._window, self.session.unsaved_paths)
            if choice == "close":
                break
            if choice == "stay":
                event.ignore()
                return
            if choice == "elsewhere":
                self.choose_annotations_folder()
            self.session.retry_saves()
            self._saves.wait()
        self._settings.brush_size_px = self._window.canvas.brush_size_px
        self._settings.overlay_opacity = self._window.canvas.annotation.fill_opacity
        self._settings.window_geometry = dialogs.geometry_text(self._window)
        self._save_settings()
        event.accept()
        self._window.hide()  # nobody has to look at it while threads end: one may be importing torch
        for stop in self._stoppers:
            stop()
        self._stoppers.clear()

    def stops_at_the_end(self, stop: Callable[[], None]) -> None:
        """Have `stop` called when the window has closed."""
        self._stoppers.append(stop)
