"""The second page of a new training: what is trained, from where, and how."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.model_registry import ModelEntry
from isic_desktop.core.training_plan import TrainingPlan
from isic_desktop.services.training_pictures import PREVIEW_IMAGES, TrainingPictures
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.words import said, tr
from model_train.checkpoint_header import CheckpointHeader, read_header
from model_train.errors import AppError
from model_train.pairs_file import ListedPair
from model_train.settings import AUTO_LR, TrainSettings

_TILE_PX = 116
_NOTE_PX = 400
_SETTLE_MS = 250
_SIZES = (64, 96, 128, 160, 192, 256, 320, 384)
_FEW_IMAGES = 64


class RegimePage(QWidget):
    """Choices with sensible defaults on the left, a live preview of the augmentation on the right.

    Signals:
        changed(): A choice has changed.

    Args:
        pictures: Makes the preview.
    """

    changed = Signal()

    def __init__(self, pictures: TrainingPictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._pairs: Sequence[ListedPair] = ()
        self._seed = 1
        self._start_file: Path | None = None
        self._rate_is_own = False
        self._previous_start = 0
        self._preview_soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._preview_soon.timeout.connect(self._ask_preview)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID_PX)
        row.addWidget(self._make_choices(), 3)
        row.addWidget(self._make_preview(), 2)
        pictures.augmented.connect(self._show_preview)
        pictures.augment_failed.connect(self._show_preview_failure)
        self._use_regime()

    # Making

    def _make_choices(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GRID_PX, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._make_regime())
        form = QFormLayout()
        form.setSpacing(GRID_PX)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._fill_form(form)
        column.addLayout(form)
        column.addWidget(self._make_advanced())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _make_regime(self) -> QWidget:
        box = QGroupBox(tr("What is trained"))
        self.frozen = QRadioButton(tr("Train the decoder only (encoder frozen)"))
        self.frozen.setObjectName("train_regime_frozen")
        self.finetune = QRadioButton(tr("Fine-tune the encoder too"))
        self.finetune.setObjectName("train_regime_finetune")
        self.finetune.setChecked(True)
        group = QButtonGroup(self)
        column = QVBoxLayout(box)
        for button, words in (
            (
                self.frozen,
                tr(
                    "What the encoder learned from millions of photographs stays as it is to the last bit; only the "
                    "part that draws the mask learns. Fast, and hard to spoil with few images. Learning rate 0.001."
                ),
            ),
            (
                self.finetune,
                tr(
                    "The whole network adapts to your images, gently. Slower, usually better, and with few images it "
                    "may learn them by heart. Learning rate 0.0001."
                ),
            ),
        ):
            group.addButton(button)
            sentence = QLabel(words)
            sentence.setProperty("role", "muted")
            sentence.setWordWrap(True)
            sentence.setContentsMargins(3 * GRID_PX, 0, 0, GRID_PX // 2)
            column.addWidget(button)
            column.addWidget(sentence)
            button.toggled.connect(self._use_regime)
        return box

    def _fill_form(self, form: QFormLayout) -> None:
        self.start_from = QComboBox()
        self.start_from.setObjectName("train_start_from")
        self.start_from.setMinimumContentsLength(34)
        self.start_from.activated.connect(self._choose_start)
        self.start_note = QLabel()
        self.start_note.setProperty("role", "muted")
        self.start_note.setWordWrap(True)
        self.start_note.setMinimumWidth(_NOTE_PX)
        self.epochs = _spin("train_epochs", 1, 10_000, 20)
        self.batch = _spin("train_batch", 1, 1024, 8)
        self.input_size = QComboBox()
        self.input_size.setObjectName("train_size")
        for side in _SIZES:
            self.input_size.addItem(tr("{side} pixels", side=side), side)
        self.decoder = QComboBox()
        self.decoder.setObjectName("train_decoder")
        self.decoder.addItem(tr("Skip: light, U-shaped"), "skip")
        self.decoder.addItem(tr("Transpose: the course report's"), "transpose")
        self.dropout = QDoubleSpinBox()
        self.dropout.setObjectName("train_dropout")
        self.dropout.setRange(-0.05, 0.9)
        self.dropout.setSingleStep(0.05)
        self.dropout.setSpecialValueText(tr("the decoder's own"))
        self.dropout.setValue(-0.05)
        self.augment = QComboBox()
        self.augment.setObjectName("train_augment")
        self.augment.addItem(tr("Course: flips, a little colour"), "course")
        self.augment.addItem(tr("Strong: other cameras, hairs, dark corners"), "strong")
        self.augment.addItem(tr("None"), "none")
        self._select(self.input_size, 256)
        for words, field in (
            (tr("Start from"), self.start_from),
            ("", self.start_note),
            (tr("Epochs"), self.epochs),
            (tr("Batch, images"), self.batch),
            (tr("Input size"), self.input_size),
            (tr("Decoder"), self.decoder),
            (tr("Dropout"), self.dropout),
            (tr("Augmentation"), self.augment),
        ):
            form.addRow(words, field)
        for spin in (self.epochs, self.batch):
            spin.valueChanged.connect(self.changed)
        self.dropout.valueChanged.connect(self.changed)
        for combo in (self.input_size, self.decoder, self.augment):
            combo.currentIndexChanged.connect(self.changed)
            combo.currentIndexChanged.connect(self._preview_soon.start)

    def _make_advanced(self) -> QWidget:
        box = QWidget()
        self.advanced = QCheckBox(tr("Advanced settings"))
        self.advanced.setObjectName("train_advanced")
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(3 * GRID_PX, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.rate = QDoubleSpinBox()
        self.rate.setObjectName("train_rate")
        self.rate.setDecimals(6)
        self.rate.setRange(1e-6, 1.0)
        self.rate.setSingleStep(1e-4)
        self.rate.valueChanged.connect(self._note_own_rate)
        self.loss = QComboBox()
        self.loss.addItem(tr("Binary cross-entropy"), "bce")
        self.loss.addItem(tr("Binary cross-entropy and Dice"), "bce-dice")
        self.loss.addItem(tr("Binary cross-entropy and Jaccard"), "bce-jaccard")
        self.loss.addItem(tr("Binary cross-entropy and Lovász hinge"), "bce-lovasz")
        self.schedule = QComboBox()
        self.schedule.addItem(tr("Constant"), "constant")
        self.schedule.addItem(tr("Cosine with a warm-up"), "cosine")
        self.patience = _spin("train_patience", 0, 1000, 0)
        self.patience.setSpecialValueText(tr("never"))
        self.validation = _spin("train_validation", 5, 50, 20)
        self.validation.setSuffix(" %")
        self.seed = _spin("train_seed", 0, 2**31 - 1, 0)
        for words, field in (
            (tr("Learning rate"), self.rate),
            (tr("Loss"), self.loss),
            (tr("Schedule"), self.schedule),
            (tr("Stop after epochs without gain"), self.patience),
            (tr("Validation share"), self.validation),
            (tr("Random seed"), self.seed),
        ):
            form.addRow(words, field)
        for spin in (self.patience, self.validation, self.seed):
            spin.valueChanged.connect(self.changed)
        for combo in (self.loss, self.schedule):
            combo.currentIndexChanged.connect(self.changed)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.advanced)
        column.addWidget(inside)
        inside.hide()
        self.advanced.toggled.connect(inside.setVisible)
        return box

    def _make_preview(self) -> QWidget:
        box = QGroupBox(tr("What the network sees"))
        grid = QGridLayout()
        grid.setSpacing(GRID_PX // 2)
        self.tiles = [QLabel() for _ in range(PREVIEW_IMAGES)]
        for number, tile in enumerate(self.tiles):
            tile.setFixedSize(_TILE_PX, _TILE_PX)
            tile.setAccessibleName(tr("Augmented image {number}", number=number + 1))
            grid.addWidget(tile, number // 2, number % 2)
        self.preview_note = QLabel(tr("Your images as the augmentation changes them, with their masks (green)."))
        self.preview_note.setProperty("role", "muted")
        self.preview_note.setWordWrap(True)
        again = QPushButton(tr("Show others"))
        again.setObjectName("train_preview_again")
        again.clicked.connect(self._show_others)
        column = QVBoxLayout(box)
        column.addWidget(self.preview_note)
        column.addLayout(grid)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return box

    # Choices

    @property
    def regime(self) -> str:
        """`frozen` or `finetune`."""
        return "frozen" if self.frozen.isChecked() else "finetune"

    @property
    def start_name(self) -> str:
        """What the training starts from, in a few words."""
        start = self.start_from.currentData()
        if isinstance(start, Path):
            return start.stem
        return tr("ImageNet weights") if start == "imagenet" else tr("random weights")

    def show_models(self, entries: Sequence[ModelEntry]) -> None:
        """Offer these models to start from, the active one first."""
        usable = [entry for entry in entries if entry.header is not None]
        kept = self.start_from.currentData() if self.start_from.count() else None
        self.start_from.clear()
        for entry in sorted(usable, key=lambda one: not one.active):
            words = tr("This model: {name}", name=entry.name) if entry.active else tr("Model {name}", name=entry.name)
            self.start_from.addItem(words, entry.path)
        self.start_from.addItem(tr("ImageNet weights (fetched once, 14 MB)"), "imagenet")
        self.start_from.addItem(tr("Nothing: random weights"), "none")
        self.start_from.addItem(tr("A file…"), "file")
        if kept is not None and _place_of(self.start_from, kept) >= 0:
            self._select(self.start_from, kept)  # and with it what was chosen besides
            return
        self._use_start()

    def start_from_file(self, path: Path) -> None:
        """Start from a checkpoint of this program, or from encoder weights, in a file."""
        if _place_of(self.start_from, path) < 0:
            self.start_from.insertItem(self.start_from.count() - 1, tr("File {name}", name=path.name), path)
        self._select(self.start_from, path)
        self._use_start()

    def use_pairs(self, pairs: Sequence[ListedPair]) -> None:
        """Preview these images, and choose a batch that suits their number."""
        self._pairs = pairs
        self.batch.setValue(8 if len(pairs) < _FEW_IMAGES else 16)
        self._preview_soon.start()

    def plan(self, name: str, pairs: Sequence[ListedPair], held_out: Sequence[ListedPair]) -> TrainingPlan:
        """What is chosen, as a plan; raises UsageError where it makes no sense."""
        start = self.start_from.currentData()
        init = start if isinstance(start, Path) and self._header_of(start) is not None else None
        weights = "none" if init is not None else str(start or "none")
        settings = TrainSettings(
            regime=self.regime,
            decoder=self.decoder.currentData(),
            epochs=self.epochs.value(),
            size=self.input_size.currentData(),
            batch_size=self.batch.value(),
            lr=self.rate.value(),
            val_fraction=self.validation.value() / 100.0,
            seed=self.seed.value(),
            dropout=None if self.dropout.value() < 0.0 else round(self.dropout.value(), 2),
            augment=self.augment.currentData(),
            loss=self.loss.currentData(),
            schedule=self.schedule.currentData(),
            patience=self.patience.value(),
            name=name,
        )
        return TrainingPlan(name, settings, tuple(pairs), tuple(held_out), init, weights)

    @Slot()
    def _use_regime(self) -> None:
        self._rate_is_own = False
        self.rate.setValue(AUTO_LR[self.regime])
        self._rate_is_own = False
        self.changed.emit()

    @Slot()
    def _note_own_rate(self) -> None:
        self._rate_is_own = True
        self.changed.emit()

    @Slot()
    def _choose_start(self) -> None:
        if self.start_from.currentData() == "file":
            name, _kind = QFileDialog.getOpenFileName(self, tr("Start from"), "", tr("Models (*.safetensors)"))
            if name:
                self.start_from_file(Path(name))
            else:
                self.start_from.setCurrentIndex(self._previous_start)
        self._use_start()

    @Slot()
    def _use_start(self) -> None:
        """Follow the model to start from: its decoder is given, its input size is the sensible one."""
        self._previous_start = max(0, self.start_from.currentIndex())
        start = self.start_from.currentData()
        header = self._header_of(start) if isinstance(start, Path) else None
        self.decoder.setEnabled(header is None)
        if header is not None:
            self._select(self.decoder, header.decoder)
            if self.input_size.findData(header.input_size_px) < 0:
                self.input_size.addItem(tr("{side} pixels", side=header.input_size_px), header.input_size_px)
            self._select(self.input_size, header.input_size_px)
            self.start_note.setText(tr("Goes on from what this model has learned; its decoder is kept."))
        elif isinstance(start, Path):
            self.start_note.setText(tr("Takes the encoder's weights from the file; the decoder begins anew."))
        elif start == "imagenet":
            self.start_note.setText(tr("The encoder knows photographs; the decoder begins anew."))
        else:
            self.start_note.setText(tr("Only for experiments: needs many images and epochs."))
        self.changed.emit()

    @staticmethod
    def _header_of(path: Path) -> CheckpointHeader | None:
        try:
            return read_header(path)
        except AppError:
            return None

    @staticmethod
    def _select(combo: QComboBox, value: object) -> None:
        place = _place_of(combo, value)
        if place >= 0:
            combo.setCurrentIndex(place)

    # Preview

    @Slot()
    def _show_others(self) -> None:
        self._seed += 1
        self._ask_preview()

    @Slot()
    def _ask_preview(self) -> None:
        if self._pairs and self.isVisible():
            self._pictures.augment(self._pairs, self.augment.currentData(), self._seed, self.input_size.currentData())

    def showEvent(self, event: object) -> None:
        """The page is turned to: now the preview is worth making."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._preview_soon.start()

    @Slot(object)
    def _show_preview(self, pictures: list[QImage]) -> None:
        for number, tile in enumerate(self.tiles):
            if number < len(pictures):
                shown = QPixmap.fromImage(pictures[number])
                tile.setPixmap(shown.scaled(_TILE_PX, _TILE_PX, mode=Qt.TransformationMode.SmoothTransformation))
            else:
                tile.clear()

    @Slot(object)
    def _show_preview_failure(self, sentence: str) -> None:
        self.preview_note.setText(said(sentence))


def _spin(name: str, least: int, most: int, value: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setRange(least, most)
    spin.setValue(value)
    return spin


def _place_of(combo: QComboBox, value: object) -> int:
    """Where a value is offered, -1 if it is not; Qt's own search knows a path only as the very same object."""
    return next((place for place in range(combo.count()) if combo.itemData(place) == value), -1)
