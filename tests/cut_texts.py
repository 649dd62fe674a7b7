"""What a person cannot read in full: texts of a window that have too little room, or lie outside it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from isic_desktop.views.labels import ElidedLabel, ElidedLink, QuietHint

_FRAME_PX = 8
_ARROW_PX = 20


def cut_off(root: QWidget) -> list[str]:
    """The texts in a window that are not seen in full, a line each; those that say so with an ellipsis are left out."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or isinstance(widget, (ElidedLabel, ElidedLink, QuietHint)):
            continue
        where = f"{root.objectName() or type(root).__name__}: {type(widget).__name__} {widget.objectName()}"
        found += [
            f"{where} {text!r} has {widget.width()}×{widget.height()}"
            for text, fits in _texts_of(widget)
            if text.strip() and not (fits and (_is_scrolled(widget, root) or _is_inside(widget, root)))
        ]
    return found


def cut_off_on_any_page(dialog: QWidget) -> list[str]:
    """As `cut_off`, of each page of a dialog's tabs, if it has any; the last one stays in sight."""
    return [line for _page in turned_pages(dialog) for line in cut_off(dialog)]


def turned_pages(dialog: QWidget) -> Iterator[int]:
    """Go through the pages of a dialog's tabs, bringing each in sight; of one without tabs there is one."""
    tabs = dialog.findChild(QTabWidget)
    for page in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            tabs.setCurrentIndex(page)
        QApplication.processEvents()
        yield page


def _texts_of(widget: QWidget) -> Iterator[tuple[str, bool]]:
    """The texts of a widget, each with whether there is room for it."""
    letters = widget.fontMetrics()
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            yield widget.text(), widget.heightForWidth(widget.width()) <= widget.height() + 1
        else:
            yield widget.text(), widget.minimumSizeHint().width() <= widget.width() + 2
    elif isinstance(widget, (QCheckBox, QRadioButton)):
        yield widget.text(), widget.minimumSizeHint().width() <= widget.width() + 2
    elif isinstance(widget, QPushButton):
        yield widget.text(), letters.size(0, widget.text()).width() <= widget.width() - _FRAME_PX
    elif isinstance(widget, QToolButton):
        shows_text = widget.icon().isNull() or widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly
        if shows_text and not widget.objectName().startswith("qt_"):
            yield widget.text(), letters.size(0, widget.text()).width() <= widget.width() - _FRAME_PX
    elif isinstance(widget, QComboBox):
        yield widget.currentText(), letters.horizontalAdvance(widget.currentText()) <= widget.width() - _ARROW_PX
    elif isinstance(widget, QSpinBox):
        yield widget.text(), letters.horizontalAdvance(widget.text()) <= widget.width() - _ARROW_PX
    elif isinstance(widget, QGroupBox):
        yield widget.title(), letters.horizontalAdvance(widget.title()) <= widget.width() - _FRAME_PX
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            text = widget.tabText(at)
            yield text, letters.horizontalAdvance(text) <= widget.tabRect(at).width() - _FRAME_PX
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        for at in range(widget.count()):
            text = str(widget.model().headerData(at, Qt.Orientation.Horizontal) or "")
            # One that may be elided in the middle is a name, and says so with its ellipsis.
            named = widget.textElideMode() == Qt.TextElideMode.ElideMiddle
            yield text, named or letters.horizontalAdvance(text) <= widget.sectionSize(at) - _FRAME_PX // 2


def _is_scrolled(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _is_inside(widget: QWidget, root: QWidget) -> bool:
    inside = root.rect().adjusted(-1, -1, 1, 1)
    return inside.contains(widget.mapTo(root, widget.rect().topLeft())) and inside.contains(
        widget.mapTo(root, widget.rect().bottomRight())
    )
