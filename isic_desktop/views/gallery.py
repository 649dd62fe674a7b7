"""The images of the folder, as a list or a grid, with what narrows them down above and the progress below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QListView, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from isic_desktop.core.image_listing import ImageListing, PickedImages
from isic_desktop.core.image_table import REVIEWED
from isic_desktop.views.filter_bar import FilterBar
from isic_desktop.views.gallery_delegate import GalleryDelegate
from isic_desktop.views.gallery_model import PATH_ROLE, GalleryModel
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import tr
from model_train.late_numpy import np

if TYPE_CHECKING:
    from isic_desktop.services.selecting import Selection
    from isic_desktop.services.thumbnails import ThumbnailService

# What a person has picked one by one comes back when images come or go; a whole large folder does not.
_MOST_RESTORED = 1000
_LEAST_WIDTH_PX = 180


class GalleryView(QListView):
    """A list of many rows of one size, or a grid of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gallery")
        self.setAccessibleName(tr("Images of the folder"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would change the width, and all would be laid out twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._follow_range)
        self._follow_range(0, 0)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)

    @Slot(int, int)
    def _follow_range(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)  # else a handle is drawn although all rows are seen

    def keyboardSearch(self, text: str) -> None:
        """Letters are keys of the program; looking through 50,000 names at each would take long."""


class Gallery(QWidget):
    """The list of images, what narrows it down, and how far the review is.

    Signals:
        chosen(Path): The person went to another image.
        scrolled(): They move through the list.
    """

    chosen = Signal(object)
    scrolled = Signal()

    def __init__(self, thumbnails: ThumbnailService) -> None:
        super().__init__()
        self.model = GalleryModel(thumbnails)
        self.view = GalleryView()
        self.view.setModel(self.model)
        self._delegate = GalleryDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.model.row_changed.connect(self._repaint_row)
        self.model.rows_changed.connect(self._repaint)
        self.view.selectionModel().currentChanged.connect(self._tell_chosen)
        self.view.verticalScrollBar().valueChanged.connect(self.scrolled)
        self.filter_bar = FilterBar()
        self.filter_bar.setEnabled(False)
        self._swapping = False
        self._place = -1  # the row of the image in sight; of where it was, when it is not listed any more
        self._count = QLabel()
        self._count.setObjectName("gallery_count")
        self._count.setProperty("role", "muted")
        self._count.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX // 2)
        self._count.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setObjectName("review_progress")
        self._progress.setTextVisible(False)
        self._progress.setMaximumHeight(4)
        self._progress.setAccessibleName(tr("Images reviewed"))
        self._reviewed = QLabel()
        self._reviewed.setObjectName("gallery_reviewed")
        self._reviewed.setProperty("role", "muted")
        self._reviewed.setContentsMargins(GRID_PX, GRID_PX // 2, GRID_PX, GRID_PX // 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._make_empty_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.filter_bar, self._count, self._stack, self._progress, self._reviewed):
            layout.addWidget(widget, 1 if widget is self._stack else 0)
        self.say(tr("No folder is open"))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its filter can be, and not narrower than pictures and names are of use."""
        return super().minimumSizeHint().expandedTo(QSize(for_letters(_LEAST_WIDTH_PX), 0))

    def _make_empty_page(self) -> QWidget:
        page = QWidget()
        words = QLabel(tr("No image fits this filter."))
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(tr("Show all images"))
        button.setObjectName("show_all")
        button.clicked.connect(self.filter_bar.clear)
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def say(self, text: str) -> None:
        """Show a line above the list."""
        self._count.setText(text)

    # What is shown

    @property
    def grid(self) -> bool:
        """Whether images stand beside each other."""
        return self._delegate.grid

    def set_grid(self, grid: bool) -> None:
        """Show cells beside each other, or rows below each other."""
        if grid == self._delegate.grid:
            return
        self._delegate.grid = grid
        self.view.setFlow(QListView.Flow.LeftToRight if grid else QListView.Flow.TopToBottom)
        self.view.setWrapping(grid)
        # A list need not be laid out anew when the window's height changes.
        self.view.setResizeMode(QListView.ResizeMode.Adjust if grid else QListView.ResizeMode.Fixed)
        self.view.setGridSize(self._delegate.sizeHint(None, QModelIndex()) if grid else QSize())  # type: ignore[arg-type]
        self._fit_thumbnails()
        self.view.scheduleDelayedItemsLayout()
        self.go_to(self.current_row)

    def show_images(self, listing: ImageListing, row: int) -> None:
        """List the images of another folder and go to one of them."""
        self._fit_thumbnails()
        self._swapping = True
        self.model.show(listing)
        self._swapping = False
        self.filter_bar.setEnabled(True)
        self._place = -1
        self._stack.setCurrentIndex(0)
        self.go_to(row)
        self.show_progress()

    def rearrange(self, selection: Selection, current: Path | None) -> None:
        """Show other images or another order, in one go; the image in sight and the place in the list stay.

        Args:
            selection: What to show.
            current: The image in sight.
        """
        bar = self.view.verticalScrollBar()
        top_px = bar.value()
        row_before = self.current_row
        was_in_sight = row_before >= 0 and self.view.visualRect(self.model.index(row_before)).intersects(
            self.view.viewport().rect()
        )
        offset_px = self.view.visualRect(self.model.index(row_before)).top() if was_in_sight else 0
        picked_count = sum(span.height() for span in self.view.selectionModel().selection().toList())
        picked = list(self.selected_paths()) if 1 < picked_count <= _MOST_RESTORED else []
        self._swapping = True
        self.model.rearrange(selection)
        row = self.model.row_of(current) if current is not None else None
        if row is not None:
            self.view.setCurrentIndex(self.model.index(row))
            self._place = row
        self._pick(picked)
        self._swapping = False
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        if row is not None and was_in_sight:
            # The image in sight stays where the eye has it.
            self.view.scrollTo(self.model.index(row))
            bar.setValue(bar.value() + self.view.visualRect(self.model.index(row)).top() - offset_px)
        else:
            bar.setValue(top_px)
        self.tell_place()
        self.show_progress()

    def _pick(self, paths: list[Path]) -> None:
        picked = QItemSelection()
        for path in paths:
            row = self.model.row_of(path)
            if row is not None:
                picked.select(self.model.index(row), self.model.index(row))
        self.view.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.Select)

    def _fit_thumbnails(self) -> None:
        self.model.use_box(self._delegate.picture_size, self.devicePixelRatioF())

    # For whoever works on many images

    def shown_paths(self) -> PickedImages:
        """The images that the filter lets through, in the order shown."""
        return PickedImages(self.model.listing, self.model.order)

    def all_paths(self) -> PickedImages:
        """All images of the folder, by name."""
        listing = self.model.listing
        return PickedImages(listing, np.arange(len(listing), dtype=np.int32))

    def selected_paths(self) -> PickedImages:
        """The images that are picked in the list, in the order shown."""
        spans = sorted((span.top(), span.bottom()) for span in self.view.selectionModel().selection().toList())
        rows = [np.arange(first, last + 1, dtype=np.int32) for first, last in spans]
        order = self.model.order
        return PickedImages(self.model.listing, order[np.concatenate(rows)] if rows else order[:0])

    # Going through the images

    @property
    def current_row(self) -> int:
        """The row of the image that is shown, -1 for none."""
        return self.view.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Go to an image; out of range nothing happens."""
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def row_after(self, rows: int) -> int:
        """The row so many images on or back; outside of the list if there is none."""
        row = self.current_row
        if row >= 0:
            return row + rows
        # The image in sight is not listed any more: its neighbours have closed ranks.
        return self._place + rows - (1 if rows > 0 else 0) if self._place >= 0 else (0 if rows > 0 else -1)

    def step(self, rows: int) -> bool:
        """Go some images on or back; whether there was one."""
        row = self.row_after(rows)
        self.go_to(row)
        return 0 <= row < self.model.rowCount()

    def can_step(self, rows: int) -> bool:
        """Whether there is an image so many on or back."""
        return 0 <= self.row_after(rows) < self.model.rowCount()

    def neighbours(self) -> list[Path]:
        """The images after and before the one that is shown."""
        rows = (self.row_after(1), self.row_after(-1))
        return [self.model.path_at(row) for row in rows if 0 <= row < self.model.rowCount()]

    # How far it is

    def tell_place(self) -> None:
        """Show which image of how many is in sight."""
        count, total = self.model.rowCount(), len(self.model.listing)
        row = self.current_row
        if not total:
            return
        if count < total:
            place = tr("{row} / {count}", row=row + 1, count=count) if row >= 0 else str(count)
            self.say(tr("{place} of {total} images", place=place, total=total))
        else:
            self.say(
                tr("{row} / {count} images", row=row + 1, count=count)
                if row >= 0
                else tr("{count} images", count=count)
            )

    def show_progress(self) -> None:
        """Show how many images are in which state, and how many are reviewed."""
        counts = self.model.table.counts()
        total = len(self.model.listing)
        reviewed = sum(counts[state] for state in REVIEWED)
        self.filter_bar.show_counts(counts)
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(reviewed)
        self._reviewed.setText(tr("{reviewed} of {total} reviewed", reviewed=reviewed, total=total) if total else "")

    @Slot(int)
    def _repaint_row(self, row: int) -> None:
        self.view.update(self.model.index(row))

    @Slot()
    def _repaint(self) -> None:
        self.view.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _tell_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._swapping:
            return
        self.tell_place()
        if current.isValid():
            self._place = current.row()
            self.chosen.emit(current.data(PATH_ROLE))
