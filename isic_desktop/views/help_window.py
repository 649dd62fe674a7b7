"""The user guide in a window of its own: contents, search, pictures; from the disk, so that it works offline."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.places import resource_path
from isic_desktop.views.language import in_spoken_language
from isic_desktop.views.markdown_text import show_markdown
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.words import tr

_CONTENTS_PX = 190


class GuidePage(QTextBrowser):
    """Shows Markdown with pictures no wider than the page, sharp on dense screens.

    Args:
        folder: Where the pictures lie.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setOpenLinks(False)
        self.setAccessibleName(tr("User guide"))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the guide, scaled to the page; nothing else is ever loaded."""
        url = QUrl(name)
        file = self._folder / url.fileName()
        if kind != QTextDocument.ResourceType.ImageResource.value or not file.is_file():
            return None
        image = QImage(str(file))
        ratio = self.devicePixelRatioF()
        beside = int(url.fragment() or 1)  # how many pictures stand beside each other; `show_markdown` tells it
        room = max(200, self.viewport().width() - 6 * GRID_PX * beside) // beside
        width = min(image.width(), round(room * ratio))
        scaled = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        return scaled


class HelpWindow(QDialog):
    """The guide with its headings beside it and a field to search it.

    Args:
        parent: The window.
        guide: A Markdown file with its pictures beside it; by default the user guide in the language of the window.
    """

    def __init__(self, parent: QWidget | None = None, guide: Path | None = None) -> None:
        super().__init__(parent)
        guide = in_spoken_language(resource_path("guide"), "guide.md") if guide is None else guide
        self.setObjectName("help")
        self.setWindowTitle(tr("User guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = GuidePage(guide.parent)
        self.page.setObjectName("guide")
        self.page.anchorClicked.connect(self._follow)
        self.contents = QListWidget()
        self.contents.setObjectName("guide_contents")
        self.contents.setAccessibleName(tr("Contents"))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.currentItemChanged.connect(self._go_to)
        self.search = QLineEdit()
        self.search.setObjectName("guide_search")
        self.search.setPlaceholderText(tr("Search the guide"))
        self.search.setAccessibleName(tr("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find_first)
        self.search.returnPressed.connect(self.find_next)
        self._hits = QLabel()
        self._hits.setProperty("role", "muted")
        self._next = QToolButton()
        self._next.setText(tr("Next"))
        self._next.clicked.connect(self.find_next)
        top = QHBoxLayout()
        for widget in (self.search, self._hits, self._next):
            top.addWidget(widget, 1 if widget is self.search else 0)
        split = QSplitter()
        split.addWidget(self.contents)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([_CONTENTS_PX, 700])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        self.resize(920, 720)
        self._text = guide.read_text(encoding="utf-8")
        self._shown_width = -1
        self._starts: list[int] = []
        self._render()
        self.search.setFocus()

    def sizeHint(self) -> QSize:
        """Room for a page."""
        return QSize(920, 720)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        self._render()

    def _render(self) -> None:
        width = self.page.viewport().width()
        if width == self._shown_width:
            return
        self._shown_width = width
        place = self.page.verticalScrollBar().value()
        document = self.page.document()
        document.clear()
        show_markdown(document, self._text)
        document.setIndentWidth(2 * GRID_PX)
        self._list_headings()
        self.page.setTextCursor(QTextCursor(document))  # else the page is shown from its end
        self.page.verticalScrollBar().setValue(place)

    def _list_headings(self) -> None:
        self._starts.clear()
        row = self.contents.currentRow()
        self.contents.blockSignals(True)
        self.contents.clear()
        block = self.page.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level in (1, 2, 3):
                item = QListWidgetItem("    " * (level - 1) + block.text())
                item.setData(Qt.ItemDataRole.UserRole, block.position())
                self.contents.addItem(item)
            block = block.next()
        self.contents.setCurrentRow(row)
        self.contents.blockSignals(False)
        widest = self.contents.sizeHintForColumn(0) + 3 * GRID_PX  # a scroll bar's width, too
        self.contents.setMinimumWidth(min(widest, self.width() * 2 // 5))

    @Slot()
    def _go_to(self) -> None:
        item = self.contents.currentItem()
        if item is None:
            return
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(int(item.data(Qt.ItemDataRole.UserRole)))
        self.page.setTextCursor(cursor)
        layout = self.page.document().documentLayout()
        self.page.verticalScrollBar().setValue(int(layout.blockBoundingRect(cursor.block()).top()))

    def go_to_heading(self, words: str) -> bool:
        """Show the first heading that contains these words; whether there is one."""
        for row in range(self.contents.count()):
            if words.casefold() in self.contents.item(row).text().casefold():
                self.contents.setCurrentRow(row)
                return True
        return False

    @Slot(str)
    def _find_first(self, words: str) -> None:
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        count = self.page.toPlainText().casefold().count(words.casefold()) if words else 0
        if not words:
            self._hits.clear()
        elif count == 1:
            self._hits.setText(tr("1 place"))
        else:
            self._hits.setText(tr("{count} places", count=count))
        if count:
            self.page.find(words)

    @Slot()
    def find_next(self) -> None:
        """Go to the next place with the words, after the last one to the first."""
        words = self.search.text()
        if words and not self.page.find(words):
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.find(words)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        else:
            self.go_to_heading(link.fragment().replace("-", " "))
