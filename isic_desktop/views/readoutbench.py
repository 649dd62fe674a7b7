"""Read-outs of the lesion in sight, and the ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFrame, QScrollArea

from isic_desktop.core.calibration import Ruler
from isic_desktop.views.readouts_panel import ReadOutsPanel
from isic_desktop.views.tools.ruler import RulerTool
from isic_desktop.views.words import said, tr

if TYPE_CHECKING:
    from isic_desktop.core.document import AnnotationDocument
    from isic_desktop.core.opening import OpenedImage
    from isic_desktop.core.readouts import ReadOuts
    from isic_desktop.services.readout_watch import KnownScale, ReadOutWatch
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.main_window import MainWindow
    from isic_desktop.views.tools.base import XY

# After the boundary distances, which the eye is on while correcting.
_MEASURE_AFTER_MS = 40


class ReadOutBench(QObject):
    """Measures after each change, and asks for the length of the line drawn along a ruler.

    Args:
        window: The window; gets a dock with the panel.
        session: The annotation.
        watch: Measures, and keeps rulers.
    """

    def __init__(self, window: MainWindow, session: AnnotationSession, watch: ReadOutWatch) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._watch = watch
        self._line: tuple[XY, XY] | None = None
        self.panel = ReadOutsPanel()
        self.tool = RulerTool(window.canvas, session, self._take_line)
        self.dock = self._make_dock()
        self._soon = QTimer(self, singleShot=True, interval=_MEASURE_AFTER_MS)
        self._soon.timeout.connect(self._measure)
        self._action("tool.ruler").triggered.connect(self._use_ruler)
        self._action("tool.ruler").toggled.connect(self._leave_ruler)
        session.opened.connect(self._show_image)
        session.opening.connect(self._show_nothing)
        session.open_failed.connect(self._show_nothing)
        session.annotation_changed.connect(self._soon.start)
        watch.measured.connect(self._show_measured)
        watch.scale_found.connect(self._show_scale)
        watch.failed.connect(self._show_failure)
        self.panel.kept.connect(self._keep)
        self.panel.discarded.connect(self.tool.forget)
        self.panel.forgotten.connect(self._forget)
        self.panel.ruler_button.clicked.connect(self._action("tool.ruler").trigger)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    def _make_dock(self) -> QDockWidget:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.panel)
        area.setMinimumHeight(96)
        self._area = area
        dock = QDockWidget(tr("Read-outs (research use only)"), self._window)
        dock.setObjectName("readouts_dock")
        dock.setToolTip(tr("Research use only; not a medical device."))
        dock.setWidget(area)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        # Qt would show it a turn of the event loop later, even if the session that is restored meanwhile had it closed.
        dock.show()
        self._window.menus["View"].addAction(dock.toggleViewAction())
        return dock

    def spread(self) -> None:
        """Take the room that the panels above leave empty, so that the last rows need not be scrolled for."""
        above = self._window.findChild(QDockWidget, "side_dock")
        if above is None or above.isHidden() or self.dock.isHidden():
            return
        # Title, and two rows that may need a second line.
        needed = self.panel.sizeHint().height() + 4 * self.panel.fontMetrics().lineSpacing()
        panels, both = above.widget(), above.height() + self.dock.height()
        assert panels is not None
        taken = panels.sizeHint().height() + above.height() - panels.height()
        if self.dock.height() < both - taken:
            height = min(needed, both - taken)
            self._window.resizeDocks([above, self.dock], [both - height, height], Qt.Orientation.Vertical)

    @Slot(object)
    def _show_image(self, opened: OpenedImage) -> None:
        self.tool.forget()
        height, width = opened.rgb.shape[:2]
        self.panel.show_scale(None)
        self.panel.show_read_outs(None)
        self._watch.look_up(opened.path, (width, height))
        self._soon.start()

    @Slot()
    def _show_nothing(self) -> None:
        self.panel.show_read_outs(None)

    @Slot()
    def _measure(self) -> None:
        opened = self._session.current
        if opened is not None and not opened.document.in_gesture and self.dock.isVisible():
            self._watch.measure(opened.document, opened.rgb)

    @Slot(object, object)
    def _show_measured(self, document: AnnotationDocument, found: ReadOuts | None) -> None:
        if document is self._session.document:
            self.panel.show_read_outs(found)

    @Slot(object)
    def _show_scale(self, known: KnownScale) -> None:
        if known.image == self._session.current_path:
            self.panel.show_scale(known)

    @Slot(object)
    def _show_failure(self, sentence: str) -> None:
        self._window.banner.tell(said(sentence), warns=True)

    # The ruler

    @Slot()
    def _use_ruler(self) -> None:
        self._window.canvas.set_tool(self.tool)
        self._window.tool_options.show_tool(
            said(self.tool.name), said(self.tool.hint), uses_size=False, selects_colour=False
        )
        self.dock.show()
        self._action("tool.ruler").setChecked(True)

    @Slot(bool)
    def _leave_ruler(self, chosen: bool) -> None:
        if not chosen:
            self.tool.forget()

    def _take_line(self, start_xy: XY | None, end_xy: XY | None) -> None:
        self._line = None if start_xy is None or end_xy is None else (start_xy, end_xy)
        if self._line is None:
            self.panel.show_line(None)
            self._area.verticalScrollBar().setValue(0)
            return
        ruler = self._ruler(1.0)
        self.panel.show_line(None if ruler is None else ruler.length_px)
        self.dock.raise_()
        self._area.verticalScrollBar().setValue(0)  # where the length is asked for

    def _ruler(self, length_mm: float) -> Ruler | None:
        opened = self._session.current
        if opened is None or self._line is None:
            return None
        height, width = opened.rgb.shape[:2]
        return Ruler(self._line[0], self._line[1], length_mm, (width, height))

    @Slot(float, bool)
    def _keep(self, length_mm: float, for_folder: bool) -> None:
        ruler, image = self._ruler(length_mm), self._session.current_path
        if ruler is not None and image is not None:
            self._watch.keep(image, ruler, for_folder=for_folder)
        self.tool.forget()
        self._window.canvas.setFocus()

    @Slot(bool)
    def _forget(self, for_folder: bool) -> None:
        opened = self._session.current
        if opened is not None:
            height, width = opened.rgb.shape[:2]
            self._watch.forget(opened.path, (width, height), for_folder=for_folder)
