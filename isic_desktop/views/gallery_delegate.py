"""Paints an image's row in the list, or its cell in the grid."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from isic_desktop.views.gallery_model import FAILURE_LINE_ROLE, SCORE_ROLE, STATE_ROLE, THUMBNAIL_ROLE, Index
from isic_desktop.views.palette import FALSE_POSITIVE, GRID_PX, STATE_MARKS, STATE_WORDS
from isic_desktop.views.words import said, tr
from model_train.scores import FAILURE_JACCARD

if TYPE_CHECKING:
    from isic_desktop.services.thumbnails import Thumbnail

_ROW_PX = QSize(204, 72)
_ROW_PICTURE_PX = QSize(84, 64)
_CELL_PX = QSize(108, 104)
_CELL_PICTURE_PX = QSize(100, 74)
_ROLE = QPalette.ColorRole


class GalleryDelegate(QStyledItemDelegate):
    """Draws picture, name, state and score; all rows are of one size, so that the view need not ask each.

    Attributes:
        grid: Cells beside each other instead of rows below each other.
    """

    grid = False

    @property
    def picture_size(self) -> QSize:
        """The box that thumbnails are fitted into."""
        return _CELL_PICTURE_PX if self.grid else _ROW_PICTURE_PX

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all."""
        return _CELL_PX if self.grid else _ROW_PX

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one image's row or cell."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        flags: QStyle.StateFlag = option.state
        font: QFont = option.font
        accent = palette.color(_ROLE.Accent)
        if flags & QStyle.StateFlag.State_Selected:
            tint = QColor(accent)
            tint.setAlpha(46)
            painter.fillRect(rect, tint)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), accent)
        painter.setFont(font)
        made: Thumbnail | None = index.data(THUMBNAIL_ROLE)
        if self.grid:
            self._paint_cell(painter, rect, palette, index, made)
        else:
            self._paint_row(painter, rect, palette, index, made)
        if index.data(FAILURE_LINE_ROLE):
            self._paint_failure_line(painter, rect, palette)
        if flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(accent, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_row(
        self, painter: QPainter, rect: QRect, palette: QPalette, index: Index, made: Thumbnail | None
    ) -> None:
        frame = QRect(QPoint(rect.left() + GRID_PX, rect.top() + 4), _ROW_PICTURE_PX)
        _paint_picture(painter, frame, made, palette)
        left = frame.right() + GRID_PX + 2
        width = rect.right() - left - GRID_PX
        line = painter.fontMetrics().height() + 4
        top = rect.top() + (rect.height() - 2 * line) // 2
        painter.setPen(palette.color(_ROLE.Text))
        name = _elided(str(index.data()), width, painter.font().key(), Qt.TextElideMode.ElideMiddle)
        painter.drawText(QRect(left, top, width, line), Qt.AlignmentFlag.AlignVCenter, name)
        below = QRect(left, top + line, width, line)
        score = index.data(SCORE_ROLE)
        words = _score_words(score)
        state = index.data(STATE_ROLE)
        mark, words_of_state = STATE_MARKS[state], said(STATE_WORDS[state])
        if made is not None and made.error:
            mark, words_of_state = "⚠", tr("Cannot be read")
        free = width - (painter.fontMetrics().horizontalAdvance(words) + GRID_PX if words else 0)
        painter.setPen(palette.color(_ROLE.PlaceholderText))
        whole = f"{mark} {words_of_state}"
        shown = whole if painter.fontMetrics().horizontalAdvance(whole) <= free else mark
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shown)
        if words:
            painter.setPen(palette.color(_ROLE.Text if score[1] else _ROLE.PlaceholderText))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, palette: QPalette, index: Index, made: Thumbnail | None
    ) -> None:
        frame = QRect(QPoint(rect.left() + 4, rect.top() + 4), _CELL_PICTURE_PX)
        _paint_picture(painter, frame, made, palette)
        state = index.data(STATE_ROLE)
        mark = "⚠" if made is not None and made.error else STATE_MARKS[state]
        words = _score_words(index.data(SCORE_ROLE))
        line = QRect(frame.left(), frame.bottom() + 2, frame.width(), rect.bottom() - frame.bottom() - 3)
        painter.setPen(palette.color(_ROLE.Text))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, mark)
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(mark) + 4
        if words:
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        else:
            # What tells names of one series apart stands at their end.
            room = line.width() - taken
            name = _elided(str(index.data()), room, painter.font().key(), Qt.TextElideMode.ElideLeft)
            painter.setPen(palette.color(_ROLE.PlaceholderText))
            painter.drawText(line.adjusted(taken, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_failure_line(self, painter: QPainter, rect: QRect, palette: QPalette) -> None:
        """Between what the challenge counts as failed and the rest."""
        painter.setPen(QPen(QColor(*FALSE_POSITIVE), 2, Qt.PenStyle.DashLine))
        if self.grid:
            painter.drawLine(rect.left(), rect.top(), rect.left(), rect.bottom())
            return
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        text = tr("ISIC failure line {score}", score=f"{FAILURE_JACCARD:.2f}")
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + GRID_PX
        label = QRect(rect.right() - width, rect.top() + 1, width, metrics.height())
        painter.fillRect(label, palette.color(_ROLE.Base))
        painter.setPen(palette.color(_ROLE.Text))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)


def _score_words(score: tuple[float, bool] | None) -> str:
    """The score, `≈` for one that is only predicted, `▾` for one below the failure line."""
    if score is None:
        return ""
    value, is_true = score
    return f"{'▾ ' if value < FAILURE_JACCARD else ''}{'' if is_true else '≈ '}{value:.3f}"


@lru_cache(maxsize=2048)
def _elided(name: str, width: int, font_key: str, mode: Qt.TextElideMode) -> str:
    """As much of a file's name as there is room for; its ending goes first."""
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetrics(font)
    return name if metrics.horizontalAdvance(name) <= width else metrics.elidedText(PurePath(name).stem, mode, width)


def _paint_picture(painter: QPainter, frame: QRect, made: Thumbnail | None, palette: QPalette) -> None:
    if made is None or made.picture.isNull():
        painter.fillRect(frame, palette.color(_ROLE.Mid))
        if made is not None:
            painter.setPen(palette.color(_ROLE.Text))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, "⚠")
        return
    picture: QImage = made.picture
    ratio = painter.device().devicePixelRatioF()
    size = QSize(round(picture.width() / ratio), round(picture.height() / ratio))
    if size.width() > frame.width() or size.height() > frame.height():
        size = size.scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(QPoint(0, 0), size)
    target.moveCenter(frame.center())
    painter.drawImage(target, picture)
