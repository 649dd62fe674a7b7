"""What the program is, what it is not, and the versions that matter for a report of a fault."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

import isic_desktop
from isic_desktop.core.diagnostics import versions
from isic_desktop.core.places import licence_texts
from isic_desktop.views.icons import program_icon
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import tr

_PARTS = (
    ("PySide6 (Qt for Python)", "LGPL-3.0"),
    ("PyTorch, torchvision", "BSD-3-Clause"),
    ("NumPy", "BSD-3-Clause"),
    ("Pillow", "MIT-CMU"),
    ("zlib-ng", "PSF"),
    ("OpenCV (headless)", "Apache-2.0"),
    ("PyQtGraph", "MIT"),
    ("safetensors", "Apache-2.0"),
    ("pycocotools", "BSD-2-Clause"),
    ("requests", "Apache-2.0"),
    ("platformdirs", "MIT"),
    ("natsort", "MIT"),
    ("filelock", "MIT"),
    ("Matplotlib", "PSF"),
    ("tqdm", "MIT, MPL-2.0"),
    ("psutil", "BSD-3-Clause"),
)


class AboutDialog(QDialog):
    """Versions, licences, and a button that copies diagnostics.

    Args:
        diagnostics: Gives the text to copy.
        parent: The window.
    """

    def __init__(self, diagnostics: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(tr("About ISIC Desktop"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._diagnostics = diagnostics
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(64, 64))
        picture.setAccessibleName("ISIC Desktop")
        text = QLabel(
            f"<b>ISIC Desktop {isic_desktop.__version__}</b><br>"
            + tr("Outline skin lesions in dermoscopy images, correct the outlines, retrain the model.")
            + "<br><br><b>"
            + tr("Research use only; not a medical device.")
            + "</b><br>"
            + tr("It must not be used for diagnosis or treatment. Images never leave this computer.")
        )
        text.setWordWrap(True)
        text.setMinimumWidth(for_letters(400))
        head = QHBoxLayout()
        head.setSpacing(2 * GRID_PX)
        head.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(text, 1)
        tabs = QTabWidget()
        tabs.setAccessibleName(tr("Versions and licences"))
        tabs.addTab(self._page(_table(list(versions().items())), tr("Versions")), tr("Versions"))
        tabs.addTab(self._licences(), tr("Licences"))
        self._copied = QLabel()
        self._copied.setProperty("role", "muted")
        self._copied.setWordWrap(True)
        self._copied.hide()
        copy = QPushButton(tr("Copy diagnostics"))
        copy.setObjectName("copy_diagnostics")
        copy.setToolTip(tr("Versions, machine and the newest lines of the log; no images, no paths, no names"))
        copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID_PX)
        layout.setContentsMargins(3 * GRID_PX, 3 * GRID_PX, 3 * GRID_PX, 2 * GRID_PX)
        layout.addLayout(head)
        layout.addWidget(tabs, 1)
        layout.addWidget(self._copied)
        layout.addWidget(buttons)
        self.resize(for_letters(560), for_letters(520))

    @staticmethod
    def _page(content: str, name: str) -> QTextBrowser:
        page = QTextBrowser()
        page.setAccessibleName(name)
        page.setHtml(content)
        return page

    def _licences(self) -> QWidget:
        """The parts with their licences; of a frozen program, which carries them, the whole texts too."""
        overview = "<p>" + tr("ISIC Desktop is free software under the MIT licence. It is built on:") + "</p>"
        overview += _table(list(_PARTS))
        overview += "<p>" + tr("Qt and PySide6 are separate libraries that may be replaced by other versions.") + "</p>"
        page = self._page(overview, tr("Licences"))
        page.setObjectName("about_licence")
        texts = licence_texts()
        if not texts:
            return page
        choice = QComboBox()
        choice.setObjectName("about_part")
        choice.setAccessibleName(tr("Part of the program"))
        choice.addItem(tr("All parts in short"))
        for text in texts:
            choice.addItem(text.stem, text)

        def show_text() -> None:
            chosen = choice.currentData()
            if chosen is None:
                page.setHtml(overview)
            else:
                page.setPlainText(chosen.read_text(encoding="utf-8"))

        choice.activated.connect(show_text)
        around = QWidget()
        layout = QVBoxLayout(around)
        layout.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        layout.addWidget(choice)
        layout.addWidget(page, 1)
        return around

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._diagnostics())
        self._copied.show()
        self._copied.setText(tr("Copied: versions, machine, the newest lines of the log. No images, paths or names."))


def _table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><td>{name}&nbsp;&nbsp;&nbsp;</td><td>{value}</td></tr>" for name, value in rows)
    return f"<table cellspacing='0' cellpadding='2'>{cells}</table>"
