"""Small dialogs, and the window's place on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QWidget

from isic_desktop.views.words import tr


def ask_about_unsaved(parent: QWidget, paths: list[Path]) -> str:
    """Ask what to do about annotations that cannot be saved, since the window is closing.

    Returns:
        "retry", "elsewhere", "stay" or "close".
    """
    from PySide6.QtWidgets import QMessageBox  # here, since PySide6 makes a type when it is first asked for

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


def fit_height(dialog: QWidget) -> None:
    """Give a dialog the height that its texts need: how far they wrap is not in its size hint."""
    layout = dialog.layout()
    assert layout is not None
    layout.activate()
    needed = layout.totalHeightForWidth(dialog.width())
    if dialog.height() < needed:
        dialog.resize(dialog.width(), needed)


def geometry_text(window: QMainWindow) -> str:
    """The window's place and size, as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore_geometry(window: QMainWindow, text: str) -> None:
    """Put the window where it was; text that means nothing leaves it as it is."""
    if text:
        window.restoreGeometry(QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore"))))
