"""What happens to the annotation in sight: tools, clean-up, threshold, scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from isic_desktop.core.editing import cleanup
from isic_desktop.core.editing.threshold import ThresholdField
from isic_desktop.core.geometry import PixelRect
from isic_desktop.core.texts import marked
from isic_desktop.views.actions import TOOL_IDS
from isic_desktop.views.tools.brush import Brush, Eraser
from isic_desktop.views.tools.computed import Refine, Wand
from isic_desktop.views.tools.contour import Pull
from isic_desktop.views.tools.lasso import Lasso, Polygon, Revert
from isic_desktop.views.words import said

if TYPE_CHECKING:
    from isic_desktop.core.document import AnnotationDocument, Prediction
    from isic_desktop.core.opening import OpenedImage
    from isic_desktop.core.provenance import Mask
    from isic_desktop.services.boundary_watch import BoundaryWatch
    from isic_desktop.services.editing_jobs import EditingJobs
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.main_window import MainWindow
    from isic_desktop.views.tools.base import CanvasTool
    from model_train.boundary import BoundaryDistance

# Regions smaller than this share of the image are specks.
_SPECK_SHARE = 0.0005
_SMOOTH_SHARE = 0.004  # of the image's longer side
_MEASURE_AFTER_MS = 15
# While a stroke is drawn the scores follow this often: often enough to watch, seldom enough to cost nothing.
_SCORES_EVERY_MS = 40
# The arrow keys move the threshold in many small steps; after this pause they are one undo step.
_THRESHOLD_PAUSE_MS = 600


class Toolbench(QObject):
    """Reacts to what a person does with the annotation in sight; the workbench deals with images and files.

    Args:
        window: The window.
        session: The annotation.
        jobs: Where tools compute.
        fields: Where the probability is made ready for the threshold.
        boundary: Measures boundary distances.
    """

    def __init__(
        self,
        window: MainWindow,
        session: AnnotationSession,
        jobs: EditingJobs,
        fields: EditingJobs,
        boundary: BoundaryWatch,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._jobs = jobs
        self._fields = fields
        self._boundary = boundary
        self._field: ThresholdField | None = None
        self._in_threshold_gesture = False
        self._threshold_pause = QTimer(self, singleShot=True, interval=_THRESHOLD_PAUSE_MS)
        self._threshold_pause.timeout.connect(self._end_threshold)
        # Not within the event that changed the annotation: measuring begins with a copy of the mask.
        self._measure_soon = QTimer(self, singleShot=True, interval=_MEASURE_AFTER_MS)
        self._measure_soon.timeout.connect(self._measure)
        self._scores_soon = QTimer(self, singleShot=True, interval=_SCORES_EVERY_MS)
        self._scores_soon.timeout.connect(self._show_scores)
        canvas = window.canvas
        self._wand = Wand(canvas, session, jobs)
        self.tools: dict[str, CanvasTool] = dict(
            zip(
                TOOL_IDS,
                (
                    Brush(canvas, session),
                    Eraser(canvas, session),
                    Lasso(canvas, session),
                    Polygon(canvas, session),
                    self._wand,
                    Refine(canvas, session, jobs),
                    Pull(canvas, session),
                    Revert(canvas, session),
                ),
                strict=True,
            )
        )
        self._connect()
        self._action("tool.brush").setChecked(True)
        self._use_tool("tool.brush")

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    def _connect(self) -> None:
        window, canvas, session = self._window, self._window.canvas, self._session
        for action_id in TOOL_IDS:
            self._action(action_id).triggered.connect(self._choose_tool)
        reactions: dict[str, Callable[[], object]] = {
            "tool.swap": self._swap_tools,
            "tool.smaller": self._smaller_brush,
            "tool.larger": self._larger_brush,
            "mask.threshold": window.threshold_panel.focus,
            "mask.fill_holes": self._fill_holes,
            "mask.keep_largest": self._keep_largest,
            "mask.remove_specks": self._remove_specks,
            "mask.smooth": self._smooth,
            "mask.grow": self._grow,
            "mask.shrink": self._shrink,
        }
        for action_id, reaction in reactions.items():
            self._action(action_id).triggered.connect(reaction)
        canvas.brush_size_changed.connect(window.tool_options.show_size)
        window.tool_options.size_chosen.connect(canvas.set_brush_size)
        window.tool_options.contiguous_toggled.connect(self._set_contiguous)
        window.tool_options.edge_aware_toggled.connect(self._set_edge_aware)
        window.threshold_panel.moved.connect(self._move_threshold)
        window.threshold_panel.settled.connect(self._end_threshold)
        self._jobs.failed.connect(self._show_failure)
        self._fields.failed.connect(self._show_failure)
        self._boundary.measured.connect(self._show_distance)
        session.gesture_began.connect(self._begin_stroke)
        session.pixels_changed.connect(self._show_scores_soon)

    # Another image, another state

    def show_image(self, opened: OpenedImage) -> None:
        """Another image is on the canvas."""
        self._jobs.cancel()
        self._fields.cancel()
        for tool in self.tools.values():
            if isinstance(tool, Brush):
                tool.forget_last_end()
        self.show_prediction(opened.document.prediction)
        self.follow_changes()

    def show_prediction(self, prediction: Prediction | None) -> None:
        """There is another prediction, or none: heat map and threshold follow."""
        self._end_threshold()
        probability = prediction.small_probability if prediction is not None else None
        self._window.canvas.annotation.set_heat(probability)
        self._window.threshold_panel.setVisible(probability is not None)
        self._field = None
        if prediction is not None and probability is not None:
            self._window.threshold_panel.show_threshold(prediction.model.threshold)

    def _prepare_field(self, threshold: float) -> None:
        """Make the probability ready for the slider; only now, since it takes four bytes a pixel."""
        document = self._session.document
        prediction = document.prediction if document is not None else None
        if document is None or prediction is None or prediction.small_probability is None:
            return
        probability, shape = prediction.small_probability, document.shape

        def take(field: ThresholdField) -> None:
            self._field = field
            self._move_threshold(threshold)

        self._fields.run(lambda: ThresholdField(probability, shape), take)

    def follow_changes(self) -> None:
        """The annotation changed: distances follow, and what can be done is enabled."""
        document, editable = self._session.document, self._session.editable
        self._measure_soon.start()
        lesion = editable and document is not None and document.lesion_pixels > 0
        for action_id in (
            "mask.fill_holes",
            "mask.keep_largest",
            "mask.remove_specks",
            "mask.smooth",
            "mask.grow",
            "mask.shrink",
        ):
            self._action(action_id).setEnabled(lesion)
        predicted = document is not None and document.prediction is not None
        self._action("tool.revert").setEnabled(editable and predicted)
        self._action("mask.threshold").setEnabled(editable and not self._window.threshold_panel.isHidden())
        self._window.threshold_panel.setEnabled(editable)

    @Slot()
    def _measure(self) -> None:
        document = self._session.document
        if document is not None and not document.in_gesture:
            self._boundary.measure(document)

    @Slot()
    def _begin_stroke(self) -> None:
        if self._session.document is not None:
            self._window.scores.begin_stroke(self._session.document)

    @Slot()
    def _show_scores_soon(self) -> None:
        if not self._scores_soon.isActive():
            self._scores_soon.start()

    @Slot()
    def _show_scores(self) -> None:
        if self._session.document is not None:
            self._window.scores.show_scores(self._session.document)

    @Slot(object, object)
    def _show_distance(self, document: AnnotationDocument, distance: BoundaryDistance | None) -> None:
        if document is self._session.document:
            self._window.scores.show_distance(distance)

    @Slot(object)
    def _show_failure(self, sentence: str) -> None:
        self._window.banner.tell(said(sentence), warns=True)

    # Tools

    @Slot()
    def _choose_tool(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QAction)
        self._use_tool(sender.objectName())

    def _use_tool(self, action_id: str) -> None:
        tool = self.tools[action_id]
        self._window.canvas.set_tool(tool)
        self._window.tool_options.show_tool(
            said(tool.name), said(tool.hint), uses_size=tool.uses_size, selects_colour=tool is self._wand
        )
        self._action(action_id).setChecked(True)

    @Slot()
    def _swap_tools(self) -> None:
        on_brush = self._window.canvas.tool is self.tools["tool.brush"]
        self._use_tool("tool.eraser" if on_brush else "tool.brush")

    @Slot(bool)
    def _set_contiguous(self, on: bool) -> None:
        self._wand.contiguous = on

    @Slot(bool)
    def _set_edge_aware(self, on: bool) -> None:
        self._wand.edge_aware = on

    @Slot()
    def _smaller_brush(self) -> None:
        self._window.canvas.step_brush_size(-1)

    @Slot()
    def _larger_brush(self) -> None:
        self._window.canvas.step_brush_size(1)

    # Clean-up

    def _clean(self, label: str, change: Callable[[Mask], Mask]) -> None:
        """Have the whole annotation changed aside, as one undo step."""
        opened = self._session.current
        if opened is None or not self._session.editable:
            return
        document = opened.document
        mask, revision = document.mask.copy(), document.revision

        def apply(changed: Mask) -> None:
            # Painted on meanwhile: the answer is about a mask that is no more.
            if self._session.current is opened and document.revision == revision and not document.in_gesture:
                height, width = document.shape
                self._session.begin(label)
                self._session.put(PixelRect(0, 0, height, width), changed)
                self._session.end()

        self._jobs.run(lambda: change(mask), apply)

    @Slot()
    def _fill_holes(self) -> None:
        self._clean(marked("Fill holes"), cleanup.fill_holes)

    @Slot()
    def _keep_largest(self) -> None:
        self._clean(marked("Keep the largest region"), cleanup.keep_largest_region)

    @Slot()
    def _remove_specks(self) -> None:
        self._clean(
            marked("Remove specks"), lambda mask: cleanup.remove_specks(mask, max(4, int(_SPECK_SHARE * mask.size)))
        )

    @Slot()
    def _smooth(self) -> None:
        self._clean(marked("Smooth"), lambda mask: cleanup.smooth(mask, max(2.5, _SMOOTH_SHARE * max(mask.shape))))

    @Slot()
    def _grow(self) -> None:
        self._clean(marked("Grow"), cleanup.grow)

    @Slot()
    def _shrink(self) -> None:
        self._clean(marked("Shrink"), cleanup.shrink)

    # Threshold

    @Slot(float)
    def _move_threshold(self, threshold: float) -> None:
        field, document = self._field, self._session.document
        if document is None or not self._session.editable:
            return
        if field is None:
            self._prepare_field(threshold)
            return
        if not self._in_threshold_gesture:
            self._in_threshold_gesture = True
            self._session.begin(marked("Threshold"))
        height, width = document.shape
        self._session.put(PixelRect(0, 0, height, width), field.mask_at(threshold))
        self._threshold_pause.start()

    @Slot()
    def _end_threshold(self) -> None:
        if self._window.threshold_panel.dragged and self.sender() is self._threshold_pause:
            return  # the slider is still held
        self._threshold_pause.stop()
        if self._in_threshold_gesture:
            self._in_threshold_gesture = False
            self._session.end()
