"""Tells that something unforeseen went wrong, when the work has been saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import tr


class CrashDialog(QDialog):
    """What happened, the report to copy, and the choice to go on or to close the program.

    Signals:
        close_program(): The person wants to close the program.

    Args:
        report: Text without paths and names.
        unsaved: Gives the number of annotations that are not on the disk yet.
        parent: The window.
    """

    close_program = Signal()

    def __init__(self, report: str, unsaved: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._report = report
        self._unsaved = unsaved
        self.text = QLabel()
        self.text.setObjectName("crash_text")
        self.text.setWordWrap(True)
        self.text.setMinimumWidth(for_letters(440))
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setTabChangesFocus(True)
        details.setAccessibleName(tr("Report"))
        details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        go_on = buttons.addButton(tr("Go on working"), role.AcceptRole)
        go_on.setDefault(True)
        close = buttons.addButton(tr("Close the program"), role.DestructiveRole)
        close.clicked.connect(self._close_program)
        copy = QPushButton(tr("Copy the report"))
        copy.setObjectName("copy_report")
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, role.ActionRole)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID_PX)
        layout.setContentsMargins(3 * GRID_PX, 3 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        layout.addWidget(self.text)
        layout.addWidget(details, 1)
        layout.addWidget(buttons)
        self.resize(for_letters(620), for_letters(420))
        self.tell_saved()

    @Slot()
    def tell_saved(self) -> None:
        """Say how the work is kept, as far as it is known now."""
        count = self._unsaved()
        if count:
            safe = tr(
                "Your work is being saved; images not on the disk yet: {count}. Strokes are in the journal.",
                count=count,
            )
        else:
            safe = tr("Your work is saved.")
        more = tr(
            "You can go on. If something looks wrong from now on, close the program and start it again. "
            "The report below names no image and no folder; it helps to find the fault."
        )
        self.text.setText("<b>" + tr("The program met something it was not prepared for.") + f"</b><br>{safe} {more}")

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    @Slot()
    def _close_program(self) -> None:
        self.accept()
        self.close_program.emit()
