"""Light, dark, or as the system has it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from isic_desktop.views.palette import dark_palette, light_palette, style_sheet, system_is_dark


def apply_theme(theme: str) -> None:
    """Dress the whole program.

    Args:
        theme: "system", "light" or "dark".
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    hints = QGuiApplication.styleHints()
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    # Tells the window frame and native dialogs too, where the platform can.
    hints.setColorScheme(schemes.get(theme, Qt.ColorScheme.Unknown))
    dark = theme == "dark" or (theme == "system" and system_is_dark())
    palette = dark_palette() if dark else light_palette()
    sheet = style_sheet(palette)
    worn = application.styleSheet()
    if not worn:  # under a style sheet, a style does not tell its name
        application.setStyle("Fusion")
    application.setPalette(palette)
    if sheet != worn:  # Qt would dress every widget there is once more
        application.setStyleSheet(sheet)


def for_letters(px: int) -> int:
    """A length that letters have to fit into: so many pixels at their usual size, more where they are larger."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    usual = application.property("usual_point_size") or 0.0
    return round(px * max(1.0, application.font().pointSizeF() / usual)) if usual > 0 else px


def apply_font_size(percent: int) -> None:
    """Make the letters of the whole program larger or smaller.

    Args:
        percent: Of the system's own size.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    usual = application.property("usual_point_size")
    if usual is None:
        usual = application.font().pointSizeF()
        application.setProperty("usual_point_size", usual)
    font = application.font()
    wanted = usual * percent / 100
    if usual > 0 and font.pointSizeF() != wanted:
        font.setPointSizeF(wanted)
        application.setFont(font)
