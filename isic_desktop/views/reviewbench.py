"""Reviewing: accept or reject and go on, the worst first, with the next image ready before the key is up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from isic_desktop.core.image_table import NOT_REVIEWED, REVIEWED, ViewQuery
from isic_desktop.services.segmentation import ModelPhase, SegmentationService
from isic_desktop.views.gallery_model import SCORE_ROLE
from isic_desktop.views.words import tr

if TYPE_CHECKING:
    from isic_desktop.core.opening import RGB, OpenedImage
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.folderbench import FolderBench
    from isic_desktop.views.main_window import MainWindow


class ReviewBench(QObject):
    """Takes judgements and leads through the queue.

    Args:
        window: The window.
        session: The annotation in sight.
        segmentation: Predicts for images that have no annotation yet, the next one ahead.
        folderbench: Filters and orders the images.
    """

    def __init__(
        self,
        window: MainWindow,
        session: AnnotationSession,
        segmentation: SegmentationService,
        folderbench: FolderBench,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._segmentation = segmentation
        self._folderbench = folderbench
        self._gallery = window.gallery
        self._active = False
        self._beginning = False
        self._before = ViewQuery()
        self._judged: dict[Path, str] = {}
        self._next: tuple[Path, RGB] | None = None
        self._review = self._action("review.worst_first")
        self._review.toggled.connect(self._switch)
        self._action("annotation.accept").triggered.connect(self._accept)
        self._action("annotation.reject").triggered.connect(self._reject)
        folderbench.rearranged.connect(self._take_order)
        session.opened.connect(self._note_opened)
        session.reader.read_ahead.connect(self._take_ahead)
        segmentation.busy_changed.connect(self._predict_ahead)
        session.annotation_changed.connect(self._show)
        segmentation.busy_changed.connect(self._show)
        window.banner.pressed.connect(self._do_remedy)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    @property
    def active(self) -> bool:
        """Whether images are reviewed now."""
        return self._active

    # Beginning and ending

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        if on == self._active:
            return
        if on and not len(self._gallery.model.listing):
            self._review.setChecked(False)  # no folder is open
        elif on:
            self._begin()
        else:
            self._active = False
            self._window.review_bar.hide()
            self._folderbench.show_query(self._before)

    def _begin(self) -> None:
        self._active = self._beginning = True
        self._before = before = self._folderbench.query
        # Within what the person has chosen to see.
        states = (before.states & NOT_REVIEWED.states) or NOT_REVIEWED.states
        self._judged = {}
        self._folderbench.show_query(replace(before, states=states, sort=NOT_REVIEWED.sort, descending=False))

    @Slot()
    def folder_changed(self) -> None:
        """Another folder is open: the review of the one before is over."""
        if self._active:
            self._active = False
            self._review.setChecked(False)
            self._window.review_bar.hide()

    @Slot()
    def _take_order(self) -> None:
        if not self._beginning:
            self._show()
            return
        self._beginning = False
        if not self._active:
            return
        if not self._gallery.model.rowCount():
            self._review.setChecked(False)
            self._window.banner.tell(tr("There is nothing left to review here."), about="program")
            return
        self._window.review_bar.show()
        self._gallery.go_to(0)
        if self._session.current is not None:
            # It was the one in sight already; who comes next is new.
            self._propose_at_once(self._session.current)
            self._session.reader.prefetch(self._gallery.neighbours())
        self._window.canvas.setFocus()
        self._show()

    # Judging

    @Slot()
    def _accept(self) -> None:
        self._judge("accepted")

    @Slot()
    def _reject(self) -> None:
        self._judge("rejected")

    def _judge(self, state: str) -> None:
        path = self._session.current_path
        if not self._session.editable or path is None:
            return  # it is not there yet: nobody can have judged it
        if self._active and self._segmentation.busy:
            return  # its outline is not there yet
        self._session.judge(state)
        self._judged[path] = state
        if not self._active:
            if not self._gallery.step(1):
                self._session.save()
                self._window.banner.tell(tr("This was the last image of the list."))
            return
        row = self._next_row()
        if row is not None:
            self._gallery.go_to(row)
        else:
            self._session.save()
            self._tell_end()
        self._show()

    def _next_row(self) -> int | None:
        """The next image of the queue that nobody has judged: after this one, else from the beginning."""
        rows = self._gallery.model.rows_in(NOT_REVIEWED.states)
        here = self._gallery.current_row
        later = rows[rows > here]
        candidates = later if len(later) else rows[rows != here]
        return int(candidates[0]) if len(candidates) else None

    def _tell_end(self) -> None:
        counts = Counter(self._judged.values())
        self._window.banner.tell(
            tr(
                "The queue is done: {accepted} accepted, {rejected} rejected.",
                accepted=counts["accepted"],
                rejected=counts["rejected"],
            ),
            ("end_review", tr("Show all images")),
        )

    @Slot(str)
    def _do_remedy(self, remedy: str) -> None:
        if remedy == "end_review":
            self._review.setChecked(False)

    # Predictions

    @Slot(object)
    def _note_opened(self, opened: OpenedImage) -> None:
        if self._active:
            self._propose_at_once(opened)
            self._show()

    def _propose_at_once(self, opened: OpenedImage) -> None:
        """A queue of images without annotation: each is shown with the model's outline."""
        usable = self._segmentation.status.phase is not ModelPhase.FAILED
        if usable and not opened.locked and opened.document.provenance.state == "new":
            self._segmentation.request(opened.path, opened.rgb)

    @Slot(object, object)
    def _take_ahead(self, path: Path, rgb: RGB) -> None:
        """The next image is read: it can be outlined while the person looks at this one."""
        row = self._next_row() if self._active else None
        if row is not None and path == self._gallery.model.path_at(row):
            self._next = (path, rgb)
            self._predict_ahead()

    @Slot()
    def _predict_ahead(self) -> None:
        if self._next is None or self._segmentation.busy:
            return  # first the one in sight
        (path, rgb), self._next = self._next, None
        if self._active and self._gallery.model.state_of(path) == "new":
            self._segmentation.predict_ahead(path, rgb)

    # Showing

    @Slot()
    def _show(self) -> None:
        if not self._active:
            return
        model, bar = self._gallery.model, self._window.review_bar
        left = len(model.rows_in(NOT_REVIEWED.states))
        reviewed = sum(1 for state in self._judged.values() if state in REVIEWED)
        bar.show_place(reviewed, left)
        row = self._gallery.current_row
        if self._segmentation.busy:
            bar.say(tr("Segmenting …"))
        elif row >= 0:
            bar.show_quality(model.data(model.index(row), SCORE_ROLE))
