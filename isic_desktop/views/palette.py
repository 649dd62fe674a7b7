"""Colours and measures of the window: safe for colour-blind eyes, readable in light and dark.

Layer colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color/), which stay apart for the common kinds of
colour blindness (protan and deutan; a second set stays apart for tritan eyes too); each layer also has a line of its
own kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from isic_desktop.core.places import resource_path
from isic_desktop.core.texts import marked

ANNOTATION = (0x56, 0xB4, 0xE9)
TRUTH = (0xE6, 0x9F, 0x00)
PREDICTION = (0x00, 0x9E, 0x73)
FALSE_POSITIVE = (0xD5, 0x5E, 0x00)
FALSE_NEGATIVE = (0xCC, 0x79, 0xA7)


@dataclass(frozen=True)
class LayerColours:
    """Colours of the layers, (red, green, blue) each."""

    annotation: tuple[int, int, int] = ANNOTATION
    truth: tuple[int, int, int] = TRUTH
    prediction: tuple[int, int, int] = PREDICTION
    false_positive: tuple[int, int, int] = FALSE_POSITIVE
    false_negative: tuple[int, int, int] = FALSE_NEGATIVE


LAYERS = {
    "okabe_ito": LayerColours(),
    # Lighter lines for dark skin and dark lesions; they stay apart in each simulated kind of colour blindness.
    "bright": LayerColours((0xF5, 0xE6, 0x63), (0xE0, 0x40, 0x8F), (0x6F, 0xDC, 0xFF)),
}
"""Sets of layer colours by the name the preferences know; a test simulates colour blindness on each."""

SURROUND = QColor(0x58, 0x58, 0x58)
"""Around the image in both themes: neutral, so that it shifts no judgement of colour."""

GRID_PX = 8

STATE_MARKS = {"new": "○", "predicted": "◐", "corrected": "✎", "accepted": "✓", "rejected": "✕"}
STATE_WORDS = {
    "new": marked("New"),
    "predicted": marked("Predicted"),
    "corrected": marked("Corrected"),
    "accepted": marked("Accepted"),
    "rejected": marked("Rejected"),
}


def light_palette() -> QPalette:
    """The calm light theme."""
    return _palette(
        window="#f3f4f5", base="#ffffff", text="#1c1f22", muted="#595f66", button="#e7e9eb", border="#c3c8cd",
        accent="#0b6bb0", on_accent="#ffffff",
    )  # fmt: skip


def dark_palette() -> QPalette:
    """The calm dark theme."""
    return _palette(
        window="#26282b", base="#1d1f21", text="#e6e8ea", muted="#a3aab1", button="#34373b", border="#4a4f55",
        accent="#6db8ec", on_accent="#0c1a24",
    )  # fmt: skip


def _palette(
    *, window: str, base: str, text: str, muted: str, button: str, border: str, accent: str, on_accent: str
) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, name in (
        (role.Window, window),
        (role.WindowText, text),
        (role.Base, base),
        (role.AlternateBase, window),
        (role.Text, text),
        (role.PlaceholderText, muted),
        (role.Button, button),
        (role.ButtonText, text),
        (role.BrightText, accent),
        (role.Highlight, accent),
        (role.HighlightedText, on_accent),
        (role.Accent, accent),
        (role.Link, accent),
        (role.LinkVisited, accent),
        (role.ToolTipBase, base),
        (role.ToolTipText, text),
        (role.Light, button),
        (role.Midlight, button),
        (role.Mid, border),
        (role.Dark, border),
        (role.Shadow, border),
    ):
        palette.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(muted)
        faded.setAlpha(140)
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return palette


def style_sheet(palette: QPalette) -> str:
    """What Fusion does not do by itself: quiet tool buttons, flat docks, banners."""
    border = palette.color(QPalette.ColorRole.Mid).name()
    button = palette.color(QPalette.ColorRole.Button).name()
    base = palette.color(QPalette.ColorRole.Base).name()
    accent = palette.color(QPalette.ColorRole.Accent).name()
    muted = palette.color(QPalette.ColorRole.PlaceholderText).name()
    on_accent = palette.color(QPalette.ColorRole.HighlightedText)
    handle = _between(palette.color(QPalette.ColorRole.PlaceholderText), palette.color(QPalette.ColorRole.Base)).name()
    check = resource_path("icons", "check_white.svg" if on_accent.lightness() > 128 else "check_dark.svg").as_posix()
    return f"""
    QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 3px; }}
    QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{check}"); }}
    QCheckBox::indicator:focus {{ border: 2px solid {accent}; }}
    QRadioButton {{ min-height: 18px; }}
    QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 8px; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; background: {base}; }}
    QRadioButton::indicator:disabled {{ border-color: {border}; }}
    QRadioButton::indicator:focus {{ border-color: {accent}; }}
    QLineEdit {{ border: 1px solid {muted}; border-radius: 3px; padding: 2px 3px; background: {base}; }}
    QLineEdit:focus {{ border: 2px solid {accent}; padding: 1px 2px; }}
    QLineEdit:disabled {{ border-color: {border}; }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; }}
    QMainWindow::separator {{ background: {border}; width: 1px; height: 1px; }}
    QToolBar {{ border: none; padding: 4px; spacing: 4px; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px; }}
    QToolButton:hover {{ background: {button}; }}
    QToolButton:checked {{ background: {button}; border-color: {accent}; }}
    QToolButton:focus {{ border: 2px solid {accent}; padding: 4px; }}
    QPushButton {{ border: 1px solid {handle}; border-radius: 4px; padding: 4px 12px;
        background: {button}; }}
    QPushButton:hover {{ background: {base}; }}
    QPushButton:pressed {{ background: {border}; }}
    QPushButton:default {{ border-color: {accent}; }}
    QPushButton:disabled {{ border-color: {border}; }}
    QPushButton:focus {{ border: 2px solid {accent}; padding: 3px 11px; }}
    QPushButton[role="link"] {{ border: 1px solid transparent; padding: 4px 8px; text-align: left;
        background: transparent; color: {accent}; }}
    QPushButton[role="link"]:hover {{ background: {button}; }}
    QPushButton[role="link"]:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
    QPushButton[role="link"]:disabled {{ color: {muted}; }}
    QFrame#tour {{ background: {base}; border: 2px solid {accent}; border-radius: 8px; }}
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {muted}; }}
    QScrollBar::handle:disabled {{ background: transparent; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
    QProgressBar#review_progress {{ border: none; background: {border}; }}
    QProgressBar#review_progress::chunk {{ background: {accent}; }}
    QFrame#review_bar QToolButton {{ border-color: {border}; }}
    QFrame#review_bar QToolButton:focus {{ border-color: {accent}; }}
    QStatusBar {{ border-top: 1px solid {border}; }}
    QStatusBar::item {{ border: none; }}
    QListView {{ border: 1px solid transparent; background: {base}; outline: none; }}
    QAbstractScrollArea:focus {{ border: 1px solid {accent}; }}
    QFrame#focus_frame {{ border: 2px solid {accent}; background: transparent; }}
    QDockWidget {{ titlebar-close-icon: none; titlebar-normal-icon: none; }}
    QLabel[role="muted"] {{ color: {muted}; }}
    QLabel[role="heading"] {{ font-weight: 600; }}
    QFrame#banner {{ background: {base}; border-bottom: 1px solid {border}; }}
    QFrame#tool_options {{ border-top: 1px solid {border}; }}
    """


def _between(first: QColor, second: QColor) -> QColor:
    """A colour nearer to the first: still three times as light or dark as the second."""
    red, green, blue = (
        2 * first.red() + second.red(),
        2 * first.green() + second.green(),
        2 * first.blue() + second.blue(),
    )
    return QColor(red // 3, green // 3, blue // 3)


def system_is_dark() -> bool:
    """Whether the system asks for a dark theme."""
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
