"""The images of the gallery as rows: nothing is made for an image until it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QStringListModel, Qt, Signal, Slot

from isic_desktop.core.image_listing import ImageListing
from isic_desktop.core.image_table import STATES, ImageTable
from isic_desktop.services.thumbnails import THUMBNAIL_PX, Thumbnail, ThumbnailService
from isic_desktop.views.palette import STATE_WORDS
from isic_desktop.views.words import said, tr
from model_train.late_numpy import np
from model_train.scores import FAILURE_JACCARD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from isic_desktop.services.indexing import Known
    from isic_desktop.services.selecting import Selection

Index = QModelIndex | QPersistentModelIndex

PATH_ROLE = Qt.ItemDataRole.UserRole
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 1
SCORE_ROLE = Qt.ItemDataRole.UserRole + 2
STATE_ROLE = Qt.ItemDataRole.UserRole + 3
FAILURE_LINE_ROLE = Qt.ItemDataRole.UserRole + 4

# Thumbnails in memory; more are fetched from the cache when seen.
_BUDGET_BYTES = 24 * 1024 * 1024
_NO_IMAGES = ImageListing(Path(), (), {}, ())


class GalleryModel(QStringListModel):
    """The images to show, in the order to show them; asks for the thumbnail of a row when that row is looked at.

    The base class holds nothing but the number of rows: a view that lays out 50,000 rows asks for it that often, and
    Python would take longer to answer than all the rest.

    Signals:
        row_changed(int): What a row shows changed. Used in place of dataChanged, at which a QListView lays all its
            rows out anew.
        rows_changed(): What many rows show changed.
    """

    row_changed = Signal(int)
    rows_changed = Signal()

    def __init__(self, thumbnails: ThumbnailService) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self.listing = _NO_IMAGES
        self._made: OrderedDict[Path, Thumbnail] = OrderedDict()
        self._made_bytes = 0
        self._box_wh = (THUMBNAIL_PX, THUMBNAIL_PX)
        self._failure_row = -1
        thumbnails.made.connect(self._take)

    # What there is. Arrays only from the first folder on, or when asked for: the window is there before numpy.

    @cached_property
    def table(self) -> ImageTable:
        """What is known of the images of `listing`, in its order."""
        return ImageTable.empty(0)

    @cached_property
    def order(self) -> NDArray[np.int32]:
        """Which of the images are shown, in order: (rows,) places in `listing`."""
        return np.zeros(0, np.int32)

    @cached_property
    def _rows(self) -> NDArray[np.int32]:
        return np.zeros(0, np.int32)

    @cached_property
    def _indexed(self) -> NDArray[np.bool_]:
        return np.zeros(0, np.bool_)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The images shown, in order; made anew each time, so not for the window's thread in large folders."""
        return tuple(self.listing.path(number) for number in self.order.tolist())

    def path_at(self, row: int) -> Path:
        """The image of a row."""
        return self.listing.path(int(self.order[row]))

    def row_of(self, path: Path) -> int | None:
        """The row of an image; None if it is not shown."""
        number = self.listing.number_of(path)
        row = -1 if number is None else int(self._rows[number])
        return row if row >= 0 else None

    def state_of(self, path: Path) -> str:
        """State of an image's annotation as far as it is known."""
        number = self.listing.number_of(path)
        return "new" if number is None else STATES[self.table.state[number]]

    def rows_in(self, states: Collection[str]) -> NDArray[np.int64]:
        """The rows of the images in one of these states, from the top."""
        wanted = [STATES.index(state) for state in states]
        return np.flatnonzero(np.isin(self.table.state[self.order], wanted))

    def show(self, listing: ImageListing) -> None:
        """List the images of another folder, all of them, by name."""
        everything = np.arange(len(listing), dtype=np.int32)
        self._forget_thumbnails()
        self.listing, self.table = listing, ImageTable.empty(len(listing))
        self._indexed = np.zeros(len(listing), np.bool_)
        self.order, self._rows = everything, everything
        self._failure_row = -1
        self._reset()

    def rearrange(self, selection: Selection) -> None:
        """Show other images of the folder, or in another order; or what came and went there."""
        if selection.table is not None:
            self.listing, self.table = selection.listing, selection.table
            self._indexed = np.zeros(len(selection.listing), np.bool_)
        self.order, self._rows = selection.order, selection.rows
        self._failure_row = self._find_failure_row(selection)
        self._reset()

    def _reset(self) -> None:
        self.setStringList([""] * len(self.order))

    def _find_failure_row(self, selection: Selection) -> int:
        """The first row, worst first, that the ISIC challenge would count."""
        if selection.query.sort not in ("worst", "jaccard", "predicted") or selection.query.descending:
            return -1
        columns = {"worst": self.table.quality(), "jaccard": self.table.jaccard, "predicted": self.table.predicted}
        quality = columns[selection.query.sort][selection.order]
        counted = np.flatnonzero(~(quality < FAILURE_JACCARD))
        return int(counted[0]) if len(counted) and counted[0] > 0 else -1

    # What becomes known

    def merge(self, known: Known) -> None:
        """Take over what the index found; an answer about an older listing is dropped."""
        if known.listing.names is not self.listing.names:
            return
        self.table.merge(known.numbers, known.part)
        self._indexed[known.numbers] = True
        if len(known.numbers) == 1:
            self._tell_changed(int(known.numbers[0]))
        elif len(known.numbers):
            self.rows_changed.emit()

    def note(self, path: Path, state: str, jaccard: float | None) -> None:
        """Take over state and score of the image that is worked on."""
        number = self.listing.number_of(path)
        if number is None:
            return
        before = self.table.state[number], self.table.jaccard[number]
        score = np.float32(np.nan if jaccard is None else jaccard)
        self.table.state[number] = STATES.index(state)
        self.table.jaccard[number] = score
        self._indexed[number] = True
        if before[0] != self.table.state[number] or not np.array_equal(before[1], score, equal_nan=True):
            self._tell_changed(number)

    def _tell_changed(self, number: int) -> None:
        row = int(self._rows[number])
        if row >= 0:
            self.row_changed.emit(row)

    # Thumbnails

    def use_box(self, size: QSize, pixel_ratio: float) -> None:
        """Have thumbnails fitted into a box of this size, in the window's units."""
        box_wh = round(size.width() * pixel_ratio), round(size.height() * pixel_ratio)
        if box_wh != self._box_wh:
            self._box_wh = box_wh
            self._forget_thumbnails()

    def thumbnail_of(self, path: Path) -> Thumbnail | None:
        """The thumbnail of an image if it is in memory."""
        return self._made.get(path)

    def _forget_thumbnails(self) -> None:
        self._thumbnails.forget_all()
        self._made.clear()
        self._made_bytes = 0

    @Slot(object)
    def _take(self, made: Thumbnail) -> None:
        number = self.listing.number_of(made.path)
        if number is None:
            return
        self._made[made.path] = made
        self._made_bytes += made.picture.sizeInBytes()
        while self._made_bytes > _BUDGET_BYTES and len(self._made) > 1:
            _, oldest = self._made.popitem(last=False)
            self._made_bytes -= oldest.picture.sizeInBytes()
        if not self._indexed[number]:
            self.table.state[number] = STATES.index(made.state)  # the index has not come to it yet
        self._tell_changed(number)

    # Qt's side

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows."""
        row = index.row()
        if not 0 <= row < len(self.order):
            return None
        number = int(self.order[row])
        if role == Qt.ItemDataRole.DisplayRole:
            return self.listing.names[number].rpartition("/")[2]
        if role == PATH_ROLE:
            return self.listing.path(number)
        if role == THUMBNAIL_ROLE:
            path = self.listing.path(number)
            made = self._made.get(path)
            if made is None:
                self._thumbnails.request(path, self._box_wh)
            else:
                self._made.move_to_end(path)
            return made
        if role == STATE_ROLE:
            return STATES[self.table.state[number]]
        if role == SCORE_ROLE:
            return self._score(number)
        if role == FAILURE_LINE_ROLE:
            return row == self._failure_row
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._description(number)
        return None

    def _score(self, number: int) -> tuple[float, bool] | None:
        """The Jaccard to show, and whether it is the true one."""
        jaccard, predicted = self.table.jaccard[number], self.table.predicted[number]
        if not np.isnan(jaccard):
            return float(jaccard), True
        return None if np.isnan(predicted) else (float(predicted), False)

    def _description(self, number: int) -> str:
        path = self.listing.path(number)
        made = self._made.get(path)
        if made is not None and made.error:
            return said(made.error)
        lines = [str(path), said(STATE_WORDS[STATES[self.table.state[number]]])]
        score = self._score(number)
        if score is not None and score[1]:
            lines.append(tr("IoU {score}", score=f"{score[0]:.3f}"))
        elif score is not None:
            lines.append(tr("Predicted IoU {score}", score=f"{score[0]:.3f}"))
        if not np.isnan(self.table.lesion_share[number]):
            lines.append(tr("Lesion {share} % of the image", share=f"{100 * self.table.lesion_share[number]:.1f}"))
        if self.table.model[number] >= 0:
            lines.append(tr("Model {name}", name=self.table.models[self.table.model[number]]))
        return "\n".join(lines)
