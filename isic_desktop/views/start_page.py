"""What the window shows while no folder is open: the next step, as buttons."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from isic_desktop.views.icons import program_icon
from isic_desktop.views.labels import ElidedLink
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.panels import heading
from isic_desktop.views.words import tr

_MOST_RECENT = 6
_LONGEST_PATH = 48
_LINK_PX = 480


class StartPage(QWidget):
    """A greeting, the ways to begin, and the folders of late.

    Signals:
        chosen(Path): One of the recent folders.
        removed(Path): A recent folder that is to be forgotten.

    Args:
        actions: Actions behind the buttons, by their ids.
    """

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("start_page")
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(72, 72))
        title = QLabel(f'<span style="font-size: xx-large; font-weight: 600">{tr("Outline skin lesions")}</span>')
        title.setAccessibleName(tr("Outline skin lesions"))
        text = QLabel(
            tr(
                "Open a folder of dermoscopy images. The model outlines each lesion,\n"
                "you correct the outline, and the scores show how well it fits."
            )
        )
        hint = QLabel(tr("Or drop a folder here."))
        legal = QLabel(tr("Research use only; not a medical device."))
        for label in (hint, legal):
            label.setProperty("role", "muted")
        for label in (title, text, hint, legal):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)  # large letters must not make the window wider than the screen
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID_PX)
        layout.addStretch(2)
        layout.addWidget(picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addLayout(self._row(actions, "file.open_folder", "file.open_samples"))
        layout.addLayout(self._row(actions, "help.tour", "file.get_isic"))
        layout.addWidget(hint)
        self._recent = QWidget()
        self._recent.setObjectName("recent_folders")
        self._rows = QGridLayout(self._recent)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(0)
        self._recent.hide()
        layout.addWidget(self._recent, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        layout.addWidget(legal)

    def _row(self, actions: dict[str, QAction], *ids: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        row.addStretch(1)
        for action_id in ids:
            button = QPushButton(actions[action_id].text())
            button.setObjectName(f"start.{action_id}")
            button.setToolTip(actions[action_id].statusTip())
            button.setDefault(action_id == "file.open_folder")
            button.setMinimumHeight(4 * GRID_PX)
            button.clicked.connect(actions[action_id].trigger)
            row.addWidget(button)
        row.addStretch(1)
        return row

    @Slot(object)
    def show_recent(self, folders: tuple[tuple[Path, bool], ...]) -> None:
        """List the folders of late, each with whether it is there; those that are gone are marked and can go."""
        for widget in self._recent.findChildren(QWidget):
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._recent.setVisible(bool(folders))
        if folders:
            self._rows.addWidget(heading(tr("Recent folders")), 0, 0)
        for row, (folder, there) in enumerate(folders[:_MOST_RECENT], start=1):
            shown = f"{folder.name or folder} – {_short(folder.parent)}"
            link = ElidedLink(shown if there else tr("{folder} (not there)", folder=shown), _LINK_PX)
            link.setObjectName("recent_folder")
            link.setToolTip(str(folder))
            link.setEnabled(there)
            link.setProperty("folder", str(folder))
            link.clicked.connect(self._choose)
            remove = QToolButton()
            remove.setObjectName("recent_remove")
            remove.setText("✕")
            remove.setToolTip(tr("Take it off this list"))
            remove.setAccessibleName(tr("Take {folder} off this list", folder=folder.name))
            remove.setProperty("folder", str(folder))
            remove.clicked.connect(self._remove)
            self._rows.addWidget(link, row, 0)
            self._rows.addWidget(remove, row, 1)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(Path(str(self.sender().property("folder"))))

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(Path(str(self.sender().property("folder"))))


def _short(path: Path) -> str:
    text = str(path)
    return text if len(text) <= _LONGEST_PATH else "…" + text[-_LONGEST_PATH:]


class MessagePage(QWidget):
    """A sentence in the middle of the canvas: what is being waited for, or why there is no image, and what next.

    Args:
        remedies: Actions that may be offered as buttons, by their ids.

    Attributes:
        text: The sentence shown.
    """

    def __init__(self, remedies: dict[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("message_page")
        self._remedies = remedies
        self.text = ""
        self._label = QLabel()
        self._label.setObjectName("message_text")
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setWordWrap(True)
        # It has the upper half of the page to itself, so that no line is ever cut off.
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self._button = QPushButton()
        self._button.setMinimumHeight(4 * GRID_PX)
        self._button.clicked.connect(self._press)
        column = QVBoxLayout(self)
        column.setContentsMargins(10 * GRID_PX, GRID_PX, 10 * GRID_PX, GRID_PX)
        column.setSpacing(2 * GRID_PX)
        column.addWidget(self._label, 4)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)

    def tell(self, title: str, text: str, remedy: str = "") -> None:
        """Show a title, a sentence, and a button for the action `remedy` (none if it is empty)."""
        self.text = text
        self.setAccessibleName(f"{title}. {text}")
        self._label.setText(f"<b>{html.escape(title)}</b><br><br>{html.escape(text)}")
        self._button.setVisible(bool(remedy))
        self._button.setProperty("remedy", remedy)
        if remedy:
            self._button.setText(self._remedies[remedy].text())

    @Slot()
    def _press(self) -> None:
        self._remedies[str(self._button.property("remedy"))].trigger()
