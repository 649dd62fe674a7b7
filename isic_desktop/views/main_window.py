"""The window: where everything stands. What happens in it is the workbench's business."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.views.actions import TOOL_IDS, make_actions, make_menus, paint_icons
from isic_desktop.views.banner import Banner
from isic_desktop.views.canvas import Canvas
from isic_desktop.views.compare_page import ComparePage
from isic_desktop.views.controls import ThresholdPanel, ToolOptions
from isic_desktop.views.icons import program_icon
from isic_desktop.views.labels import ElidedLabel
from isic_desktop.views.panels import ScoresPanel, ViewPanel, tabular_font
from isic_desktop.views.review_bar import ReviewBar
from isic_desktop.views.side_panel import SidePanel
from isic_desktop.views.start_page import MessagePage, StartPage
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import tr
from model_train.image_names import is_image_name

if TYPE_CHECKING:
    from isic_desktop.views.gallery import Gallery

_TITLE = "ISIC Desktop"
_SAVED_PX = 320
_MODEL_PX = 460
_GALLERY_PX = 250
_SIDE_PX = 290


class MainWindow(QMainWindow):
    """Menus, tools, gallery, canvas, panels and status bar.

    Signals:
        closing(QCloseEvent): The person closes the window; ignore the event to keep it open.
        dropped(Path): A file or folder was dropped on the window.
    """

    closing = Signal(object)
    dropped = Signal(object)

    def __init__(self, gallery: Gallery) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(_TITLE)
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.actions_by_id: dict[str, QAction] = make_actions(self)
        self.menus: dict[str, QMenu] = make_menus(self, self.actions_by_id)
        self.gallery = gallery
        self.canvas = Canvas()
        self.banner = Banner()
        self.scores = ScoresPanel()
        self.view_panel = ViewPanel()
        self.threshold_panel = ThresholdPanel()
        self.threshold_panel.hide()  # until there is a prediction
        self.tool_options = ToolOptions()
        self.compare_page = ComparePage()
        self.review_bar = ReviewBar(
            *(self.actions_by_id[name] for name in ("annotation.accept", "annotation.reject", "review.worst_first"))
        )
        self.message_page = MessagePage(self.actions_by_id)
        self._make_centre()
        self._make_docks()
        self._make_toolbar()
        self._make_status_bar()
        self.repaint_icons()

    def _make_centre(self) -> None:
        self._stack = QStackedWidget()
        self.start_page = StartPage(self.actions_by_id)
        for page in (self.start_page, self.message_page, self.canvas, self.compare_page):
            self._stack.addWidget(page)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.review_bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.tool_options)
        centre = QWidget()
        centre.setLayout(column)
        self.setCentralWidget(centre)
        self.show_start_page()

    def _make_docks(self) -> None:
        side = SidePanel(self.scores, self.view_panel, self.threshold_panel)
        for name, words, widget, area in (
            ("gallery_dock", tr("Images"), self.gallery, Qt.DockWidgetArea.LeftDockWidgetArea),
            ("side_dock", tr("Scores and view"), side, Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            dock = QDockWidget(words, self)
            dock.setObjectName(name)
            dock.setWidget(widget)
            self.addDockWidget(area, dock)
            self.menus["View"].addAction(dock.toggleViewAction())
        widths = [for_letters(_GALLERY_PX), for_letters(_SIDE_PX)]
        self.resizeDocks(self.findChildren(QDockWidget), widths, Qt.Orientation.Horizontal)

    def _make_toolbar(self) -> None:
        bar = QToolBar(tr("Tools"), self)
        bar.setObjectName("tools")
        bar.setIconSize(QSize(20, 20))
        bar.setMovable(False)
        groups = (
            ("image.segment",),
            TOOL_IDS,
            ("edit.undo", "edit.redo"),
            ("annotation.accept", "annotation.reject"),
            ("view.fit", "view.overlay"),
        )
        for number, ids in enumerate(groups):
            if number:
                bar.addSeparator()
            bar.addActions([self.actions_by_id[action_id] for action_id in ids])
        for button in bar.findChildren(QToolButton):  # separators are widgets too, and nothing to go to
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, bar)

    def _make_status_bar(self) -> None:
        self.saved_label = ElidedLabel(_SAVED_PX)
        self.saved_label.setObjectName("status_saved")
        self.model_label = ElidedLabel(_MODEL_PX)
        self.model_label.setObjectName("status_model")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setMaximumSize(140, 14)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Segmentation is under way"))
        self.progress.hide()
        self.pointer_label = QLabel()
        self.pointer_label.setFont(tabular_font(self.font()))
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        for label in (self.saved_label, self.model_label):
            label.setContentsMargins(8, 2, 12, 2)
            bar.addWidget(label)
        bar.addWidget(self.progress)
        self.pointer_label.setContentsMargins(8, 2, 8, 2)
        bar.addPermanentWidget(self.pointer_label)

    def repaint_icons(self) -> None:
        """Draw the icons in the colours of the current theme."""
        paint_icons(self.actions_by_id, QApplication.palette())
        self.banner.repaint_icons()

    def show_title(self, folder: Path | None, image: Path | None) -> None:
        """Name image and folder in the title bar."""
        names = [path.name or str(path) for path in (image, folder) if path is not None]
        self.setWindowTitle(" – ".join([*names, _TITLE]))

    # What the middle shows

    def show_start_page(self) -> None:
        """No folder is open."""
        self._stack.setCurrentIndex(0)
        self.tool_options.hide()

    def show_message(self, title: str, text: str = "", remedy: str = "") -> None:
        """There is no image to show, or not yet: say why, and offer the action `remedy`."""
        keys_were_here = self._stack.isAncestorOf(self.focusWidget() or self)
        self.message_page.tell(title, text, remedy)
        self._stack.setCurrentWidget(self.message_page)
        if keys_were_here:
            # Not its button, which would keep the letters to itself: whoever goes through the images goes on.
            self.message_page.setFocus()
        self.tool_options.hide()

    def show_canvas(self) -> None:
        """Show the image."""
        self._stack.setCurrentWidget(self.canvas)
        self.tool_options.show()

    def show_comparison(self) -> None:
        """Show prediction, annotation and ground truth side by side."""
        self._stack.setCurrentWidget(self.compare_page)
        self.tool_options.hide()

    # Events

    def changeEvent(self, event: QEvent) -> None:
        """The system's theme changed: icons follow."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationPaletteChange and hasattr(self, "_stack"):
            self.repaint_icons()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the workbench save first."""
        self.closing.emit(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped: of several things the first that can be opened."""
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        fitting = (path for path in paths if path.is_dir() or (is_image_name(path.name) and path.is_file()))
        if paths:
            self.dropped.emit(next(fitting, paths[0]))
