"""A short guided tour: a bubble beside the next control; it goes on when the person has really done it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from isic_desktop.core.texts import marked
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import said, tr

if TYPE_CHECKING:
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.main_window import MainWindow

_WIDTH_PX = 320


@dataclass(frozen=True)
class TourStep:
    """One thing to do.

    Args:
        id: What it is called.
        text: What to do and why, two sentences.
        action: Id of the action that does it; empty for a stroke on the canvas.
        at: Object name of the widget the bubble stands beside; empty for the canvas.
    """

    id: str
    text: str
    action: str
    at: str = ""


TOUR = (
    TourStep(
        "open",
        marked("Open the samples: six drawn images to try things on. A folder of your own works the same way."),
        "file.open_samples",
        "start.file.open_samples",
    ),
    TourStep(
        "segment",
        marked("Press S, or this button: the model outlines the lesion in blue. Orange is the ground truth."),
        "image.segment",
        "image.segment",
    ),
    TourStep(
        "correct",
        marked("Paint with the left button where lesion is missing; E takes away what is too much. The scores follow."),
        "",
    ),
    TourStep(
        "save",
        marked("Press Ctrl+S. Going to the next image (D) saves too, so nothing has to be remembered."),
        "annotation.save",
        "status_saved",
    ),
)
"""The whole tour; the end-to-end test walks it by these very steps."""


class Tour(QObject):
    """Shows one bubble after the other and watches what the person does.

    Signals:
        ended(bool): The tour is over; whether it was walked to its end.

    Args:
        window: The window.
        session: Tells what was done.
    """

    ended = Signal(bool)

    def __init__(self, window: MainWindow, session: AnnotationSession) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._at = -1
        self._saved = False
        self.bubble = _Bubble(window)
        self.bubble.left.connect(self.stop)
        session.annotation_changed.connect(self._look)
        session.opened.connect(self._look)
        session.saved.connect(self._note_saved)
        window.installEventFilter(self)

    @property
    def step(self) -> TourStep | None:
        """What is to be done now, None if the tour is not under way."""
        return TOUR[self._at] if 0 <= self._at < len(TOUR) else None

    @Slot()
    def start(self) -> None:
        """Begin; what is done already is skipped."""
        self._at = 0
        self._saved = False
        self._look()

    @Slot()
    def stop(self) -> None:
        """The person has had enough, or is through."""
        finished = self._at >= len(TOUR)
        if self._at >= 0:
            self._at = -1
            self.bubble.hide()
            self.ended.emit(finished)

    @Slot(object)
    def _note_saved(self, _path: object) -> None:
        self._saved = self.step is not None and self.step.id == "save"
        self._look()

    @Slot()
    def _look(self) -> None:
        if not 0 <= self._at < len(TOUR):
            return
        document = self._session.document
        done: dict[str, Callable[[], bool]] = {
            "open": lambda: document is not None,
            "segment": lambda: document is not None and document.provenance.state != "new",
            "correct": lambda: document is not None and document.changed_pixels > 0 and not document.in_gesture,
            "save": lambda: self._saved,
        }
        while self._at < len(TOUR) and done[TOUR[self._at].id]():
            self._at += 1
        self._show()

    def _show(self) -> None:
        if self._at >= len(TOUR):
            text = tr("That is all: a mask, corrected and saved. F1 opens the user guide, Ctrl+F1 lists the keys.")
            self.bubble.tell(text, "", tr("Close the tour"))
            self._place(self._window.canvas)
            return
        step = TOUR[self._at]
        self.bubble.tell(
            said(step.text), tr("Step {step} of {count}", step=self._at + 1, count=len(TOUR)), tr("Skip the tour")
        )
        self._place(self._anchor(step))

    def _anchor(self, step: TourStep) -> QWidget:
        window = self._window
        if step.at in window.actions_by_id:
            for widget in window.actions_by_id[step.at].associatedObjects():
                if isinstance(widget, QWidget) and widget is not window and hasattr(widget, "widgetForAction"):
                    button = widget.widgetForAction(window.actions_by_id[step.at])
                    if button is not None and button.isVisible():
                        return button  # type: ignore[no-any-return]
        found = window.findChild(QWidget, step.at) if step.at else None
        return found if found is not None and found.isVisible() else window.canvas

    def _place(self, anchor: QWidget) -> None:
        bubble, window = self.bubble, self._window
        area = QRect(anchor.mapTo(window, QPoint(0, 0)), anchor.size())
        room = window.rect().adjusted(GRID_PX, GRID_PX, -GRID_PX, -GRID_PX)
        if anchor is window.canvas or area.width() > room.width() // 2:
            at = QPoint(area.right() - bubble.width() - 2 * GRID_PX, area.top() + 2 * GRID_PX)
        elif area.right() + bubble.width() < room.right() and area.height() < 80 and area.left() < room.width() // 4:
            at = QPoint(area.right() + GRID_PX, area.top())
        else:
            at = QPoint(area.left(), area.bottom() + GRID_PX)
        at.setX(max(room.left(), min(at.x(), room.right() - bubble.width())))
        if at.y() + bubble.height() > room.bottom():
            at.setY(area.top() - bubble.height() - GRID_PX)
        bubble.move(at.x(), max(room.top(), at.y()))
        bubble.show()
        bubble.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The bubble stays beside its control when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.step is not None:
            self._place(self._anchor(TOUR[self._at]))
        return super().eventFilter(watched, event)


class _Bubble(QFrame):
    """What to do, how far the tour is, and a way out.

    Signals:
        left(): The person does not want more.
    """

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.setAutoFillBackground(True)
        self._text = QLabel()
        self._text.setObjectName("tour_text")
        self._text.setWordWrap(True)
        self._step = QLabel()
        self._step.setProperty("role", "muted")
        self._leave = QPushButton()
        self._leave.setObjectName("tour_leave")
        self._leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys away from the canvas
        self._leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self._step, 1)
        row.addWidget(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 3 * GRID_PX // 2)
        layout.addWidget(self._text)
        layout.addLayout(row)
        self.hide()

    def tell(self, text: str, step: str, leave: str) -> None:
        """Show a text."""
        self._text.setText(text)
        self._step.setText(step)
        self._leave.setText(leave)
        self.setAccessibleName(text)
        layout = self.layout()
        assert layout is not None
        width = max(for_letters(_WIDTH_PX), layout.minimumSize().width())
        self.setFixedSize(width, layout.totalHeightForWidth(width))
