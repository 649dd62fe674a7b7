"""The open folder: what is shown of it, in what order, and what is known of its images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction

from isic_desktop.core.image_table import ViewQuery
from isic_desktop.views.words import tr
from model_train.errors import AppError

if TYPE_CHECKING:
    from isic_desktop.core.image_listing import ImageListing
    from isic_desktop.core.settings import Settings
    from isic_desktop.services.folder_listing import FolderListing
    from isic_desktop.services.indexing import Indexing, Known
    from isic_desktop.services.selecting import Selecting, Selection
    from isic_desktop.services.session import AnnotationSession
    from isic_desktop.views.gallery import Gallery
    from isic_desktop.views.main_window import MainWindow

# The index tells ten times a second what it has found; counts and models are shown less often.
_SHOW_EVERY_MS = 200


class FolderBench(QObject):
    """Connects the gallery with what lists, indexes, filters and orders the images.

    Signals:
        rearranged(): Other images are shown, or in another order.

    Args:
        window: The window.
        session: Tells what was saved.
        folders: Lists and watches folders.
        indexing: Reads what is known of images.
        selecting: Filters and orders.
        settings: Keeps saved views.
    """

    rearranged = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: AnnotationSession,
        folders: FolderListing,
        indexing: Indexing,
        selecting: Selecting,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._folders = folders
        self._indexing = indexing
        self._selecting = selecting
        self._settings = settings
        self._gallery: Gallery = window.gallery
        self._query = ViewQuery()
        self._coming: ImageListing | None = None  # what came and went is being sorted in
        self._glanced = self._settled = False
        self._show_soon = QTimer(self, singleShot=True, interval=_SHOW_EVERY_MS)
        self._show_soon.timeout.connect(self._show_known)
        self._action("gallery.search").triggered.connect(self._search)
        self._action("gallery.show_all").triggered.connect(self._gallery.filter_bar.clear)
        self._action("gallery.grid").toggled.connect(self._use_grid)
        self._action("gallery.refresh").triggered.connect(self.refresh)
        folders.images_changed.connect(self._take_listing)
        folders.annotations_changed.connect(indexing.fill)
        indexing.known.connect(self._take_known)
        selecting.selected.connect(self._take_selection)
        session.saved.connect(indexing.refresh)
        self._gallery.chosen.connect(indexing.hold)
        self._gallery.scrolled.connect(indexing.hold)
        session.pixels_changed.connect(indexing.hold)
        bar = self._gallery.filter_bar
        bar.query_changed.connect(self.show_query)
        bar.view_saved.connect(self._save_view)
        bar.view_removed.connect(self._remove_view)
        bar.left.connect(self._leave)
        self._offer_views()
        self._action("gallery.grid").setChecked(settings.gallery_grid)

    def _action(self, action_id: str) -> QAction:
        return self._window.actions_by_id[action_id]

    @property
    def query(self) -> ViewQuery:
        """What is shown now."""
        return self._query

    # The folder

    @Slot(object)
    def begin(self, listing: ImageListing) -> None:
        """Another folder is shown, all of it, by name."""
        self._coming = None
        self._glanced = self._settled = False
        self._query = ViewQuery()
        self._gallery.filter_bar.show_query(self._query)
        self._indexing.open(listing, self._settings.truth_folder(listing.root))
        self._indexing.hold()  # first the image in sight
        self._folders.watch(listing)

    @Slot()
    def truth_changed(self) -> None:
        """The ground truth lies elsewhere now."""
        listing = self._gallery.model.listing
        if len(listing):
            self._indexing.open(listing, self._settings.truth_folder(listing.root))

    @Slot(object)
    def _take_listing(self, listing: ImageListing) -> None:
        model = self._gallery.model
        if listing.root != model.listing.root:
            return
        self._coming = listing
        truth_folder = self._settings.truth_folder(listing.root)
        self._session.reader.use_truth_folder(truth_folder, listing.contents)
        self._selecting.relist(model.listing, model.table, listing, self._query)

    # What is shown

    @Slot(object)
    def show_query(self, query: ViewQuery) -> None:
        """Show other images, or in another order."""
        self._query = query
        self._gallery.filter_bar.show_query(query)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Filter and order again, by what is known now."""
        model = self._gallery.model
        if self._coming is not None:
            self._selecting.relist(model.listing, model.table, self._coming, self._query)
        elif len(model.listing):
            self._selecting.select(model.listing, model.table, self._query)

    @Slot(object)
    def _take_selection(self, selection: Selection) -> None:
        model = self._gallery.model
        if selection.table is None and selection.listing is not model.listing:
            return  # the folder was changed meanwhile
        if selection.table is not None:
            if selection.listing is not self._coming:
                return
            self._coming = None
        self._gallery.rearrange(selection, self._session.current_path)
        if selection.table is not None:
            self._note_current()
            self._indexing.open(selection.listing, self._settings.truth_folder(selection.listing.root))
        self.rearranged.emit()

    # What is known

    @Slot(object)
    def _take_known(self, known: Known) -> None:
        model = self._gallery.model
        if known.listing.names is not model.listing.names:
            return
        model.merge(known)
        self._note_current()
        if not self._show_soon.isActive():
            self._show_soon.start()
        news = not self._settled and (known.finished or (known.glanced and not self._glanced))
        self._glanced |= known.glanced
        self._settled |= known.finished
        # When the folder is known for the first time, and never again by itself: rows that jump cannot be worked on.
        if news and (self._query.filters or self._query.sort != "name"):
            self.refresh()

    def _note_current(self) -> None:
        """What is on the screen is newer than what is on the disk."""
        document = self._session.document
        if document is not None and document.dirty:
            begun = document.overlap is not None and document.provenance.state != "new"
            jaccard = document.overlap.jaccard if begun and document.overlap is not None else None
            self._gallery.model.note(document.image_path, document.provenance.state, jaccard)

    @Slot()
    def _show_known(self) -> None:
        self._gallery.filter_bar.show_models(self._gallery.model.table.models)
        self._gallery.show_progress()

    # Controls

    @Slot()
    def _search(self) -> None:
        self._gallery.filter_bar.focus_search()

    @Slot()
    def _leave(self) -> None:
        (self._window.canvas if self._window.canvas.isVisible() else self._gallery.view).setFocus()

    @Slot(bool)
    def _use_grid(self, grid: bool) -> None:
        self._gallery.set_grid(grid)
        self._settings.gallery_grid = grid
        self._save_settings()

    def _offer_views(self) -> None:
        views = {name: ViewQuery.from_json(value) for name, value in self._settings.saved_views.items()}
        self._gallery.filter_bar.show_views(views)

    @Slot(str, object)
    def _save_view(self, name: str, query: ViewQuery) -> None:
        self._settings.set_saved_view(name, query.as_json())
        self._save_settings()
        self._offer_views()

    @Slot(str)
    def _remove_view(self, name: str) -> None:
        self._settings.set_saved_view(name, None)
        self._save_settings()
        self._offer_views()

    def _save_settings(self) -> None:
        try:
            self._settings.save()
        except AppError as error:
            self._window.banner.tell(
                tr("Your choices are not saved for next time. {error}", error=error), warns=True, about="program"
            )
