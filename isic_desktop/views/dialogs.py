"""Small dialogs, and the window's place on the screen."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMainWindow,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

import isic_desktop
from isic_desktop.core.actions import ACTIONS
from isic_desktop.core.texts import marked
from isic_desktop.views.icons import program_icon
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.words import said, tr

_MOUSE = (
    (marked("Zoom at the pointer"), marked("Wheel")),
    (marked("Size the brush"), marked("Ctrl + wheel")),
    (marked("Move the image"), marked("Space, hold and drag; or middle button")),
)


class ShortcutsDialog(QDialog):
    """All keys, as the table of actions has them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(520, 620)
        rows = [
            (
                said(spec.text),
                "   ".join(
                    QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.shortcuts
                ),
            )
            for spec in ACTIONS
            if spec.shortcuts
        ]
        rows += [(said(what), said(how)) for what, how in _MOUSE]
        table = QTableWidget(len(rows), 2)
        table.setHorizontalHeaderLabels([tr("What it does"), tr("Key")])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(text))
        table.resizeColumnsToContents()
        table.horizontalHeader().setStretchLastSection(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(buttons)


class AboutDialog(QDialog):
    """What this is, and what it is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About ISIC Desktop"))
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(64, 64))
        text = QLabel(
            f"<b>ISIC Desktop {isic_desktop.__version__}</b><br>"
            + tr("Outline skin lesions in dermoscopy images, correct the outlines, retrain the model.")
            + "<br><br><b>"
            + tr("Research use only; not a medical device.")
            + "</b><br>"
            + tr("It must not be used for diagnosis or treatment. Images never leave this computer.")
            + "<br><br>"
            + tr("Python {python}, Qt {qt}. MIT licence.", python=platform.python_version(), qt=qVersion())
        )
        text.setWordWrap(True)
        text.setMinimumWidth(400)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID_PX)
        layout.setContentsMargins(3 * GRID_PX, 3 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        layout.addWidget(picture)
        layout.addWidget(text)
        layout.addWidget(buttons)


def ask_about_unsaved(parent: QWidget, paths: list[Path]) -> str:
    """Ask what to do about annotations that cannot be saved, since the window is closing.

    Returns:
        "retry", "elsewhere", "stay" or "close".
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Not saved"))
    names = ", ".join(path.name for path in paths[:3]) + (" …" if len(paths) > 3 else "")
    if len(paths) == 1:
        box.setText(tr("1 annotation could not be saved: {names}", names=names))
    else:
        box.setText(tr("{count} annotations could not be saved: {names}", count=len(paths), names=names))
    box.setInformativeText(tr("If you close now, this work is lost."))
    role = QMessageBox.ButtonRole
    buttons = {
        box.addButton(tr("Try again"), role.AcceptRole): "retry",
        box.addButton(tr("Save elsewhere…"), role.AcceptRole): "elsewhere",
        box.addButton(tr("Close without saving"), role.DestructiveRole): "close",
        (stay := box.addButton(tr("Go on working"), role.RejectRole)): "stay",
    }
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return next((answer for button, answer in buttons.items() if button is box.clickedButton()), "stay")


def geometry_text(window: QMainWindow) -> str:
    """The window's place and size, as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore_geometry(window: QMainWindow, text: str) -> None:
    """Put the window where it was; text that means nothing leaves it as it is."""
    if text:
        window.restoreGeometry(QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore"))))
