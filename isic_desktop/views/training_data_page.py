"""The first page of a new training: which images it learns from, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.training_check import CheckedData, Problem
from isic_desktop.core.training_data import BaseSet, DataChoice, GatheredData, SourceCount
from isic_desktop.services.training_pictures import TrainingPictures
from isic_desktop.services.training_preparation import TrainingPreparation
from isic_desktop.views.labels import breakable
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.words import said, tr

_PLOT_PX = 430
_MOST_LISTED = 500


class DataPage(QWidget):
    """Sources on the left; on the right what was found in them.

    Signals:
        checked(CheckedData): The images were looked at; None when the choice has changed since.
        show_image(Path): The person wants to see an image in the window.

    Args:
        preparation: Gathers and checks.
        pictures: Reads the plots.
        open_folder: Gives the folder that is open in the window, or None.
    """

    checked = Signal(object)
    show_image = Signal(object)

    def __init__(
        self,
        preparation: TrainingPreparation,
        pictures: TrainingPictures,
        open_folder: Callable[[], Path | None],
    ) -> None:
        super().__init__()
        self._preparation = preparation
        self._pictures = pictures
        self._plot_labels: dict[Path, QLabel] = {}
        self._open_folder = open_folder
        self._folders: list[Path] = []
        self._base_sets: list[BaseSet] = []
        self._lesions: Path | None = None
        self._gathered: GatheredData | None = None
        self._wants_check = False
        self.data: CheckedData | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID_PX)
        row.addWidget(self._make_sources(), 2)
        row.addWidget(self._make_findings(), 3)
        preparation.gathered.connect(self._take_gathered)
        pictures.read.connect(self._show_plot)
        preparation.progressed.connect(self._show_progress)
        preparation.checked.connect(self._take_checked)
        preparation.check_failed.connect(self._show_failure)

    # Making

    def _make_sources(self) -> QWidget:
        box = QGroupBox(tr("Learn from"))
        self.open_box = QCheckBox(tr("Accepted annotations of the open folder"))
        self.open_box.setObjectName("train_open_folder")
        self.open_box.setChecked(True)
        self.corrected_box = QCheckBox(tr("Corrected annotations too, though nobody has accepted them"))
        self.corrected_box.setObjectName("train_corrected")
        for check in (self.open_box, self.corrected_box):
            check.toggled.connect(self.refresh)
        self.sources = QListWidget()
        self.sources.setObjectName("train_sources")
        self.sources.setAccessibleName(tr("Where images come from"))
        self.sources.setWordWrap(True)
        buttons = QHBoxLayout()
        for name, words, tip, reaction in (
            ("train_add_folder", tr("Add folder…"), tr("Accepted annotations of another folder"), self._ask_folder),
            (
                "train_add_base_set",
                tr("Add set with ground truth…"),
                tr("A folder of images, and the folder of their masks"),
                self._ask_base_set,
            ),
            ("train_remove", tr("Remove"), tr("Take the chosen source out"), self._remove),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.clicked.connect(reaction)
            buttons.addWidget(button)
        self.lesions_button = QPushButton(tr("Table of lesions…"))
        self.lesions_button.setObjectName("train_lesions")
        self.lesions_button.setToolTip(
            tr("A CSV file that says which images show the same lesion: those stay on one side of the split")
        )
        self.lesions_button.clicked.connect(self._ask_lesions)
        self.counts = QLabel()
        self.counts.setObjectName("train_counts")
        self.counts.setWordWrap(True)
        hint = QLabel(
            tr(
                "A fifth of all lesions is never trained on: new and old model are compared on them. A fifth of the "
                "rest validates while training. Images that look alike stay on one side."
            )
        )
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        column = QVBoxLayout(box)
        column.setSpacing(GRID_PX)
        column.addWidget(self.open_box)
        column.addWidget(self.corrected_box)
        column.addWidget(self.sources, 1)
        column.addLayout(buttons)
        column.addWidget(self.lesions_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.counts)
        column.addWidget(hint)
        return box

    def _make_findings(self) -> QWidget:
        box = QGroupBox(tr("What was found"))
        self.check_button = QPushButton(tr("Check the images"))
        self.check_button.setObjectName("train_check")
        self.check_button.clicked.connect(self.check)
        self.verdict = QLabel(tr("The images are checked before anything is trained."))
        self.verdict.setObjectName("train_verdict")
        self.verdict.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(True)
        self.progress.setFormat(tr("%v of %m images"))
        self.progress.hide()
        self.problems = QListWidget()
        self.problems.setObjectName("train_problems")
        self.problems.setAccessibleName(tr("Problems"))
        self.problems.itemSelectionChanged.connect(self._follow_selection)
        self.problems.itemDoubleClicked.connect(self._show_image)
        self.show_button = QPushButton(tr("Show image"))
        self.show_button.setObjectName("train_show_image")
        self.show_button.setEnabled(False)
        self.show_button.clicked.connect(self._show_image)
        self._plots = QVBoxLayout()
        self._plots.setSpacing(GRID_PX)
        inside = QWidget()
        inside.setLayout(self._plots)
        self.plots_area = QScrollArea()
        self.plots_area.setObjectName("train_plots")
        self.plots_area.setWidgetResizable(True)
        self.plots_area.setWidget(inside)
        self.plots_area.hide()
        line = QHBoxLayout()
        line.addWidget(self.check_button)
        line.addWidget(self.progress, 1)
        line.addStretch(0)
        column = QVBoxLayout(box)
        column.setSpacing(GRID_PX)
        column.addLayout(line)
        column.addWidget(self.verdict)
        column.addWidget(self.problems, 200)
        column.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.plots_area, 300)
        column.addStretch(1)  # what there is stands on top while there is little
        self._show_problems()
        return box

    # Choosing

    @property
    def choice(self) -> DataChoice:
        """What is chosen now."""
        folder = self._open_folder()
        first = [folder] if self.open_box.isChecked() and folder is not None else []
        return DataChoice(
            tuple(dict.fromkeys([*first, *self._folders])),
            self.corrected_box.isChecked(),
            tuple(self._base_sets),
            self._lesions,
        )

    @Slot()
    def refresh(self) -> None:
        """Gather anew: the choice or the folders have changed."""
        folder = self._open_folder()
        self.open_box.setEnabled(folder is not None)
        self._forget_check()
        self._gathered = None
        self.counts.setText(tr("Looking for annotations …"))
        self._preparation.gather(self.choice)

    def add_folder(self, folder: Path) -> None:
        """Take the accepted annotations of a folder too."""
        if folder not in self._folders:
            self._folders.append(folder)
        self.refresh()

    def add_base_set(self, images: Path, masks: Path) -> None:
        """Take a set with ground truth too."""
        if BaseSet(images, masks) not in self._base_sets:
            self._base_sets.append(BaseSet(images, masks))
        self.refresh()

    def use_lesions(self, table: Path | None) -> None:
        """Take the table that says which images show the same lesion."""
        self._lesions = table
        self.lesions_button.setText(
            tr("Table of lesions…") if table is None else tr("Lesions: {name}", name=table.name)
        )
        self.refresh()

    @Slot()
    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("A folder with accepted annotations"))
        if chosen:
            self.add_folder(Path(chosen))

    @Slot()
    def _ask_base_set(self) -> None:
        images = QFileDialog.getExistingDirectory(self, tr("The folder of the images"))
        if not images:
            return
        masks = QFileDialog.getExistingDirectory(self, tr("The folder of their masks"), str(Path(images).parent))
        if masks:
            self.add_base_set(Path(images), Path(masks))

    @Slot()
    def _ask_lesions(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, tr("A table of lesions"), "", tr("Tables (*.csv)"))
        self.use_lesions(Path(name) if name else None)

    @Slot()
    def _remove(self) -> None:
        row = self.sources.currentRow()
        if row < 0:
            return
        source: SourceCount = self.sources.item(row).data(Qt.ItemDataRole.UserRole)
        if source.is_base_set:
            self._base_sets = [one for one in self._base_sets if one.images != source.place]
        elif source.place in self._folders:
            self._folders.remove(source.place)
        else:
            self.open_box.setChecked(False)  # gathers anew by itself
            return
        self.refresh()

    @Slot(object)
    def _take_gathered(self, data: GatheredData) -> None:
        if data.choice != self.choice:
            return
        self._gathered = data
        self.sources.clear()
        for source in data.sources:
            item = QListWidgetItem(_describe(source))
            item.setData(Qt.ItemDataRole.UserRole, source)
            item.setToolTip(said(source.problem) or str(source.place))
            self.sources.addItem(item)
        words = tr("{count} images with a mask to learn from.", count=len(data.pairs))
        self.counts.setText(" ".join(part for part in (words, said(data.problem)) if part))
        if self._wants_check:
            self.check()

    # Checking

    @Slot()
    def check(self) -> None:
        """Have the images looked at; if they are not gathered yet, as soon as they are."""
        if self._gathered is None:
            self._wants_check = True
            return
        self._wants_check = False
        self._forget_check()
        self.check_button.setEnabled(False)
        self.progress.setRange(0, max(1, len(self._gathered.pairs)))
        self.progress.setValue(0)
        self.progress.show()
        self.verdict.setText(tr("Looking at every image and mask …"))
        self._preparation.check(self._gathered.pairs)

    def _forget_check(self) -> None:
        self._preparation.cancel_check()
        self.data = None
        self.problems.clear()
        self._show_problems()
        self.plots_area.hide()
        self.progress.hide()
        self.check_button.setEnabled(True)
        self.verdict.setText(tr("The images are checked before anything is trained."))
        self.checked.emit(None)

    def _show_problems(self) -> None:
        """An empty list is not shown: the sentence above it says that there is nothing."""
        for widget in (self.problems, self.show_button):
            widget.setVisible(self.problems.count() > 0)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    @Slot(object)
    def _show_failure(self, sentence: str) -> None:
        self.progress.hide()
        self.check_button.setEnabled(True)
        self.verdict.setText(breakable(tr("The images could not be checked. {reason}", reason=sentence)))

    @Slot(object)
    def _take_checked(self, data: CheckedData) -> None:
        self.data = data
        self.progress.hide()
        self.check_button.setEnabled(True)
        found = tr(
            "{train} images to train and validate on, {held_out} held out, {left_out} left out.",
            train=len(data.pairs),
            held_out=len(data.held_out),
            left_out=len(data.left_out),
        )
        none = tr("No problems were found.") if data.pairs and not data.problems else ""
        self.verdict.setText(" ".join(part for part in (said(data.refusal), found, none, said(data.advice)) if part))
        for problem in data.problems[:_MOST_LISTED]:
            item = QListWidgetItem(f"{said(problem.title)}: {said(problem.sentence)}")
            item.setData(Qt.ItemDataRole.UserRole, problem)
            item.setToolTip("\n".join(str(pair.image) for pair in problem.pairs))
            self.problems.addItem(item)
        self._show_problems()
        self._show_plots(data.plots)
        self.checked.emit(data)

    def _show_plots(self, plots: tuple[Path, ...]) -> None:
        while self._plots.count():
            item = self._plots.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        self._plot_labels = {}
        for path in plots:
            label = QLabel()
            label.setAccessibleName(path.stem)
            self._plot_labels[path] = label
            self._plots.addWidget(label)
            self._pictures.read_picture(path, _PLOT_PX)
        self._plots.addStretch(1)
        self.plots_area.setVisible(bool(plots))

    @Slot(object, object)
    def _show_plot(self, path: Path, picture: QImage) -> None:
        label = self._plot_labels.get(path)
        if label is not None and not picture.isNull():
            label.setPixmap(QPixmap.fromImage(picture))

    @Slot()
    def _follow_selection(self) -> None:
        self.show_button.setEnabled(self._selected_problem() is not None)

    def _selected_problem(self) -> Problem | None:
        item = self.problems.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Problem) and found.pairs else None

    @Slot()
    def _show_image(self) -> None:
        problem = self._selected_problem()
        if problem is not None:
            self.show_image.emit(problem.pairs[0].image)


def _describe(source: SourceCount) -> str:
    name = "/".join(source.place.parts[-2:])  # many sets keep their images in a folder called so
    if source.problem:
        return f"{name}: {said(source.problem)}"
    if source.is_base_set:
        return tr(
            "{name}: {used} of {images} images have ground truth", name=name, used=source.used, images=source.images
        )
    return tr(
        "{name}: {used} used of {images} images ({accepted} accepted, {corrected} corrected)",
        name=name,
        used=source.used,
        images=source.images,
        accepted=source.accepted,
        corrected=source.corrected,
    )
