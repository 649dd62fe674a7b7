"""The images of the folder: thumbnails with a mark of their state."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.services.thumbnails import Thumbnail, ThumbnailService
from isic_desktop.views.palette import GRID_PX, STATE_MARKS, STATE_WORDS
from isic_desktop.views.words import said, tr

_Index = QModelIndex | QPersistentModelIndex

PATH_ROLE = Qt.ItemDataRole.UserRole
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 1
JACCARD_ROLE = Qt.ItemDataRole.UserRole + 2

_ROW_HEIGHT_PX = 72
_PICTURE_WIDTH_PX = 84
# At most these thumbnails stay in memory (36 kB each, about 70 MB); more are fetched from the cache when seen.
_MOST_KEPT = 2000


class GalleryModel(QAbstractListModel):
    """The images of a folder; asks for the thumbnail of a row when that row is looked at.

    Signals:
        row_changed(int): What a row shows changed. Used in place of dataChanged, at which a QListView lays all its
            rows out anew.
    """

    row_changed = Signal(int)

    def __init__(self, thumbnails: ThumbnailService) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._paths: tuple[Path, ...] = ()
        self._rows: dict[Path, int] = {}
        self._made: OrderedDict[Path, Thumbnail] = OrderedDict()
        self._states: dict[Path, str] = {}
        self._jaccards: dict[Path, float] = {}
        thumbnails.made.connect(self._take)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The images, in order."""
        return self._paths

    def show(self, paths: tuple[Path, ...]) -> None:
        """List other images."""
        self.beginResetModel()
        self._thumbnails.forget_all()
        self._paths = paths
        self._rows = {path: row for row, path in enumerate(paths)}
        self._made.clear()
        self._states.clear()
        self._jaccards.clear()
        self.endResetModel()

    def row_of(self, path: Path) -> int | None:
        """The row of an image, or None."""
        return self._rows.get(path)

    def note(self, path: Path, state: str, jaccard: float | None) -> None:
        """Take over state and score of an image that has just been worked on."""
        before = (self._states.get(path), self._jaccards.get(path))
        self._states[path] = state
        if jaccard is None:
            self._jaccards.pop(path, None)
        else:
            self._jaccards[path] = jaccard
        if before != (state, jaccard):
            self._tell_changed(path)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Number of images."""
        return 0 if parent.isValid() else len(self._paths)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows."""
        if not index.isValid():
            return None
        path = self._paths[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return path.name
        if role == PATH_ROLE:
            return path
        if role == THUMBNAIL_ROLE:
            made = self._made.get(path)
            if made is None:
                self._thumbnails.request(path)
            return made
        if role == JACCARD_ROLE:
            return self._jaccards.get(path)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            made = self._made.get(path)
            state = said(STATE_WORDS[self.state_of(path)])
            return f"{path}\n{state}" if made is None or not made.error else made.error
        return None

    def state_of(self, path: Path) -> str:
        """State of an image's annotation as far as it is known."""
        made = self._made.get(path)
        return self._states.get(path) or (made.state if made is not None else "new")

    @Slot(object)
    def _take(self, made: Thumbnail) -> None:
        if made.path not in self._rows:
            return
        self._made[made.path] = made
        while len(self._made) > _MOST_KEPT:
            self._made.popitem(last=False)
        self._tell_changed(made.path)

    def _tell_changed(self, path: Path) -> None:
        row = self._rows.get(path)
        if row is not None:
            self.row_changed.emit(row)


class GalleryDelegate(QStyledItemDelegate):
    """Draws a row: picture, name, state, score."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are of one height, so that the view need not ask each."""
        return QSize(_PICTURE_WIDTH_PX + 120, _ROW_HEIGHT_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if selected:
            tint = QColor(palette.color(QPalette.ColorRole.Accent))
            tint.setAlpha(46)
            painter.fillRect(rect, tint)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), palette.color(QPalette.ColorRole.Accent))
        made: Thumbnail | None = index.data(THUMBNAIL_ROLE)
        frame = QRect(rect.left() + GRID_PX, rect.top() + 4, _PICTURE_WIDTH_PX, rect.height() - 8)
        self._paint_picture(painter, frame, made, palette)
        left = frame.right() + GRID_PX + 2
        width = rect.right() - left - GRID_PX
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, width)
        line = metrics.height() + 4
        top = rect.top() + (rect.height() - 2 * line) // 2
        painter.drawText(QRect(left, top, width, line), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        below = QRect(left, top + line, width, line)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._words(index, made))
        jaccard = index.data(JACCARD_ROLE)
        if jaccard is not None:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{jaccard:.3f}")
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    @staticmethod
    def _words(index: _Index, made: Thumbnail | None) -> str:
        if made is not None and made.error:
            return tr("Cannot be read")
        model = index.model()
        assert isinstance(model, GalleryModel)
        state = model.state_of(index.data(PATH_ROLE))
        return f"{STATE_MARKS[state]} {said(STATE_WORDS[state])}"

    @staticmethod
    def _paint_picture(painter: QPainter, frame: QRect, made: Thumbnail | None, palette: QPalette) -> None:
        if made is None or made.picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Mid))
            painter.drawRoundedRect(frame, 4, 4)
            if made is not None:
                painter.setPen(palette.color(QPalette.ColorRole.Text))
                painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, "⚠")
            return
        picture: QImage = made.picture
        size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(frame.center())
        painter.drawImage(target, picture)


class Gallery(QWidget):
    """The list of images with a count above it.

    Signals:
        chosen(Path): The person went to another image.
    """

    chosen = Signal(object)

    def __init__(self, thumbnails: ThumbnailService) -> None:
        super().__init__()
        self.model = GalleryModel(thumbnails)
        self._view = QListView()
        self._view.setObjectName("gallery")
        self._view.setAccessibleName(tr("Images of the folder"))
        self._view.setModel(self.model)
        self._view.setItemDelegate(GalleryDelegate(self._view))
        self._view.setUniformItemSizes(True)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.model.row_changed.connect(self._repaint_row)
        self._view.selectionModel().currentChanged.connect(self._tell_chosen)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._count.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX // 2)
        self._count.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._count)
        layout.addWidget(self._view)
        self.say(tr("No folder is open"))

    def say(self, text: str) -> None:
        """Show a line above the list."""
        self._count.setText(text)

    def show_images(self, paths: tuple[Path, ...], row: int) -> None:
        """List other images and go to one of them."""
        self.model.show(paths)
        self.tell_place()
        self.go_to(row)

    @property
    def current_row(self) -> int:
        """The row of the image that is shown, -1 for none."""
        return self._view.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Go to an image; out of range nothing happens."""
        if 0 <= row < self.model.rowCount():
            self._view.setCurrentIndex(self.model.index(row))

    def step(self, rows: int) -> bool:
        """Go some images on or back; whether there was one."""
        row = self.current_row + rows
        self.go_to(row)
        return 0 <= row < self.model.rowCount()

    def neighbours(self) -> list[Path]:
        """The images after and before the one that is shown."""
        row, paths = self.current_row, self.model.paths
        return [paths[other] for other in (row + 1, row - 1) if 0 <= other < len(paths)] if row >= 0 else []

    @Slot(int)
    def _repaint_row(self, row: int) -> None:
        self._view.update(self.model.index(row))

    def tell_place(self) -> None:
        """Show which image of how many is in sight."""
        count = self.model.rowCount()
        row = self.current_row
        if count:
            self.say(
                tr("{row} / {count} images", row=row + 1, count=count)
                if row >= 0
                else tr("{count} images", count=count)
            )

    @Slot(QModelIndex, QModelIndex)
    def _tell_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.tell_place()
        if current.isValid():
            self.chosen.emit(current.data(PATH_ROLE))
