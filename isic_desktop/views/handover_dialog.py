"""What the dialogs for handing over, taking in and checking have in common."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.views.dialogs import fit_height
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import tr

_WIDTH_PX = 620
_LISTING_HEIGHT_PX = 520


class PathField(QWidget):
    """A line for a path, with buttons that ask for one.

    Args:
        name: Object name of the line.
        says: What it is, for screen readers and the title of the file dialog.
        kinds: "file", "folder" and "save": which buttons there are.

    Signals:
        edited(): The person typed or chose.
    """

    edited = Signal()

    def __init__(self, name: str, says: str, kinds: Sequence[str]) -> None:
        super().__init__()
        self._says = says
        self.pattern = ""
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(says)
        self.line.textEdited.connect(self._tell_edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self.line, 1)
        words = {"file": tr("File…"), "folder": tr("Folder…"), "save": tr("Choose…")}
        self.buttons: dict[str, QPushButton] = {}
        for kind in kinds:
            button = QPushButton(words[kind])
            button.setAutoDefault(False)
            button.setProperty("kind", kind)
            button.clicked.connect(self._ask)
            row.addWidget(button)
            self.buttons[kind] = button

    @property
    def path(self) -> Path | None:
        """The path, or None while there is none."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    @Slot()
    def _tell_edited(self) -> None:
        self.edited.emit()

    @Slot()
    def _ask(self) -> None:
        kind = self.sender().property("kind")
        dialog = QFileDialog(self, self._says, str(self.path or Path.home()), self.pattern)
        if kind == "folder" or (kind == "save" and not self.pattern):
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        elif kind == "save":
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # the dialog's own switch asks
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    @Slot(str)
    def _take(self, text: str) -> None:
        self.line.setText(text)
        self.edited.emit()


class HandoverDialog(QDialog):
    """A form, a line with what became of it, a list of what went otherwise, and buttons; stays open and blocks nothing.

    Signals:
        wanted(): The person pressed the main button.
        stop_wanted(): They want what is under way to stop.

    Args:
        parent: The window.
        title: Of the dialog.
        verb: On the main button.
    """

    wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget, title: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self._busy = False
        self._grown_to = -1
        self.form = QWidget()
        self.body = QVBoxLayout(self.form)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID_PX)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setMaximumHeight(12)
        self._progress.setAccessibleName(title)
        self._progress.hide()
        self._said = QLabel()
        self._said.setObjectName("summary")
        self._said.setWordWrap(True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said.hide()
        self._lines = QStringListModel(self)
        self._notes = QListView()
        self._notes.setObjectName("notes")
        self._notes.setAccessibleName(tr("What went otherwise"))
        self._notes.setModel(self._lines)
        self._notes.setUniformItemSizes(True)
        self._notes.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._notes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._notes.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._notes.setFrameShape(QFrame.Shape.StyledPanel)
        self._notes.setMinimumHeight(110)
        self._notes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._notes.hide()
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setObjectName("note")
        self._note.hide()
        self._notes.selectionModel().currentChanged.connect(self._show_note)
        self.run_button = QPushButton(verb)
        self.run_button.setObjectName("run")
        self.run_button.setDefault(True)
        self.run_button.clicked.connect(self.wanted)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setObjectName("close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.run_button)
        self.buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        layout.setSpacing(GRID_PX * 3 // 2)
        layout.addWidget(self.form)
        layout.addWidget(self._progress)
        layout.addWidget(self._said)
        layout.addWidget(self._notes, 1)
        layout.addWidget(self._note)
        layout.addStretch(0)
        layout.addLayout(self.buttons)
        self.setMinimumWidth(for_letters(_WIDTH_PX))

    @property
    def busy(self) -> bool:
        """Whether what was wanted is under way."""
        return self._busy

    @property
    def summary(self) -> str:
        """The line with what became of it."""
        return self._said.text() if not self._said.isHidden() else ""

    @property
    def notes(self) -> list[str]:
        """What went otherwise, a line each."""
        return self._lines.stringList()

    def begin(self, text: str) -> None:
        """Something is under way."""
        self._busy = True
        self.form.setEnabled(False)
        self.run_button.setEnabled(False)
        self.close_button.setText(tr("Stop"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._show_lines([])
        self.say(text)

    def show_progress(self, done: int, total: int) -> None:
        """So many of so many are done."""
        if self._busy:
            self._progress.setRange(0, max(total, 1))
            self._progress.setValue(done)
            self.say(tr("{done} of {total} …", done=done, total=total))

    def end(self, summary: str, notes: Sequence[str] = ()) -> None:
        """It is done, or was not: say so in one line, and name what went otherwise."""
        self._busy = False
        self.form.setEnabled(True)
        self.run_button.setEnabled(True)
        self.close_button.setText(tr("Close"))
        self._progress.hide()
        self.say(summary)
        self._show_lines(list(notes))
        layout = self.layout()
        if not notes and self.height() == self._grown_to and layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))  # the list is gone, and so is its room

    def say(self, text: str) -> None:
        """Show a line under the form; with "" none."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def _show_lines(self, lines: list[str]) -> None:
        self._lines.setStringList(lines)
        self._notes.setVisible(bool(lines))
        self._note.hide()
        layout = self.layout()
        if lines and layout is not None:
            # Explanations wrap, and what they need is not in the size hint.
            needed = max(layout.totalHeightForWidth(self.width()), _LISTING_HEIGHT_PX)
            self.resize(self.width(), max(self.height(), needed))
            self._grown_to = self.height()

    @Slot()
    def _show_note(self) -> None:
        text = str(self._notes.currentIndex().data() or "")
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        """No text is cut off."""
        super().showEvent(event)
        fit_height(self)

    def reject(self) -> None:
        """Close; while something is under way, stop that first."""
        if self._busy:
            self.close_button.setEnabled(False)
            self.stop_wanted.emit()
            self.close_button.setEnabled(True)
        else:
            super().reject()


def explained(text: str = "") -> QLabel:
    """A quiet line that explains what stands above it."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    return label
