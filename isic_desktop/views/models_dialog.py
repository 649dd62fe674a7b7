"""The models there are: what each is, and what can be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.model_names import MAX_NAME_CHARS
from isic_desktop.core.model_registry import ModelEntry
from isic_desktop.views.banner import Banner
from isic_desktop.views.labels import breakable
from isic_desktop.views.markdown_text import show_markdown
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import said, tr

_LIST_PX = 190
_MOST_WIDTH_PX = 1200


class ModelsDialog(QDialog):
    """Lists models, shows the card of one, and passes on what the person wants.

    Signals:
        import_wanted(Path): Take this file in.
        export_wanted(str, Path): Copy the model of this name to this file.
        rename_wanted(str, str): Call the model of the first name by the second.
        delete_wanted(str): Put the model aside.
        use_wanted(str): Use it from now on.
        compare_wanted(str): Compare it with the one in use.
        repredict_wanted(): Predict unreviewed images anew with the model in use.
        repredict_cancelled(): Stop doing so.
    """

    import_wanted = Signal(object)
    export_wanted = Signal(str, object)
    rename_wanted = Signal(str, str)
    delete_wanted = Signal(str)
    use_wanted = Signal(str)
    compare_wanted = Signal(str)
    repredict_wanted = Signal()
    repredict_cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models_dialog")
        self.setWindowTitle(tr("Models"))
        self.resize(min(for_letters(960), _MOST_WIDTH_PX), 640)
        self._entries: list[ModelEntry] = []
        self._cards: dict[str, str] = {}
        self._folder_open = False
        self._busy = False
        self.banner = Banner()
        self.banner.setObjectName("models_banner")
        self.list = QListWidget()
        self.list.setObjectName("models_list")
        self.list.setSpacing(GRID_PX // 4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(for_letters(_LIST_PX))
        self.list.setAccessibleName(tr("Models"))
        self.list.currentRowChanged.connect(self._show_details)
        self._make_details()
        self._make_buttons()
        self._lay_out()
        self._show_details()

    def _make_details(self) -> None:
        self.name_edit = QLineEdit()
        self.name_edit.setObjectName("models_name")
        self.name_edit.setAccessibleName(tr("Name"))
        self.name_edit.setMaxLength(MAX_NAME_CHARS)
        self.name_edit.textChanged.connect(self._update_buttons)
        self.name_edit.returnPressed.connect(self._rename)
        self.rename_button = self._button("models_rename", tr("Rename"), self._rename)
        self.facts = QLabel()
        self.facts.setObjectName("models_facts")
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.card = _Card()
        self.card.setObjectName("models_card")
        self.card.setAccessibleName(tr("The model's card"))

    def _make_buttons(self) -> None:
        self.use_button = self._button("models_use", tr("Use this model"), self._use)
        self.compare_button = self._button("models_compare", tr("Compare with the model in use…"), self._compare)
        self.import_button = self._button("models_import", tr("Import…"), self._choose_import)
        self.export_button = self._button("models_export", tr("Export…"), self._choose_export)
        self.delete_button = self._button("models_delete", tr("Delete"), self._delete)
        self.repredict_button = self._button(
            "models_repredict", tr("Predict unreviewed images anew"), self.repredict_wanted.emit
        )
        self.repredict_button.setToolTip(
            tr("With the model in use. Only new and predicted images; what a person judged is never touched.")
        )
        self.repredict_progress = QProgressBar()
        self.repredict_progress.setObjectName("models_repredict_progress")
        self.repredict_progress.setAccessibleName(tr("Images predicted anew"))
        self.repredict_cancel = self._button(
            "models_repredict_cancel", tr("Stop predicting"), self.repredict_cancelled.emit
        )
        for widget in (self.repredict_progress, self.repredict_cancel):
            widget.hide()

    def _button(self, name: str, words: str, reaction: Any) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: reaction())
        return button

    def _lay_out(self) -> None:
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.addWidget(self.list, 1)
        left_column.addWidget(self.import_button)
        naming = QHBoxLayout()
        naming.addWidget(self.name_edit, 1)
        naming.addWidget(self.rename_button)
        form = QFormLayout()
        form.addRow(tr("Name"), naming)
        doing = QHBoxLayout()
        for button in (self.use_button, self.compare_button, self.export_button, self.delete_button):
            doing.addWidget(button)
        doing.addStretch(1)
        right = QWidget()
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(GRID_PX, 0, 0, 0)
        right_column.setSpacing(GRID_PX)
        right_column.addLayout(form)
        right_column.addWidget(self.facts)
        right_column.addLayout(doing)
        right_column.addWidget(self.card, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([for_letters(_LIST_PX), 700])
        splitter.setStretchFactor(1, 1)
        predicting = QHBoxLayout()
        predicting.addWidget(self.repredict_button)
        predicting.addWidget(self.repredict_progress, 1)
        predicting.addWidget(self.repredict_cancel)
        predicting.addStretch(1)
        predicting.addWidget(self._button("models_close", tr("Close"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
        column.setSpacing(GRID_PX)
        column.addWidget(self.banner)
        column.addWidget(splitter, 1)
        column.addLayout(predicting)

    # What the bench tells

    def show_models(self, entries: list[ModelEntry], cards: dict[str, str]) -> None:
        """Show these models; the one that was selected stays so.

        Args:
            entries: From the registry.
            cards: Their cards in Markdown, by name.
        """
        current = self.current
        wanted = current.name if current is not None else ""
        self._entries, self._cards = entries, cards
        self.list.blockSignals(True)
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(self._line_of(entry))
            item.setToolTip(said(entry.error) or str(entry.path))
            self.list.addItem(item)
        names = [entry.name for entry in entries]
        active = next((number for number, entry in enumerate(entries) if entry.active), 0)
        self.list.setCurrentRow(names.index(wanted) if wanted in names else active)
        self.list.blockSignals(False)
        self._show_details()

    def select(self, name: str) -> None:
        """Select a model by name."""
        for row, entry in enumerate(self._entries):
            if entry.name == name:
                self.list.setCurrentRow(row)

    def set_folder_open(self, is_open: bool) -> None:
        """Say whether there are images to predict."""
        self._folder_open = is_open
        self._update_buttons()

    def set_busy(self, busy: bool) -> None:
        """Say whether something is being done to a model: then nothing else can be."""
        self._busy = busy
        self._update_buttons()

    def show_repredicting(self, done: int, total: int) -> None:
        """Show how far predicting anew has come; (0, 0) while the model loads."""
        self.repredict_progress.setRange(0, total)
        self.repredict_progress.setValue(done)
        self.repredict_progress.setFormat(tr("%v of %m images"))
        self._set_repredicting(True)

    def show_repredicted(self, sentence: str, *, warns: bool = False) -> None:
        """Show what predicting anew came to."""
        self._set_repredicting(False)
        self.banner.tell(said(sentence), warns=warns, about="program")

    def _set_repredicting(self, running: bool) -> None:
        for widget in (self.repredict_progress, self.repredict_cancel):
            widget.setVisible(running)
        self.repredict_button.setVisible(not running)

    # What the person does

    @property
    def current(self) -> ModelEntry | None:
        """The selected model."""
        row = self.list.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _use(self) -> None:
        if self.current is not None:
            self.use_wanted.emit(self.current.name)

    def _compare(self) -> None:
        if self.current is not None:
            self.compare_wanted.emit(self.current.name)

    def _rename(self) -> None:
        entry, name = self.current, self.name_edit.text()
        if entry is not None and self.rename_button.isEnabled() and name != entry.name:
            self.rename_wanted.emit(entry.name, name)

    def _delete(self) -> None:
        if self.current is not None:
            self.delete_wanted.emit(self.current.name)

    def _choose_import(self) -> None:
        chooser = QFileDialog(self, tr("Import a model"), str(Path.home()), tr("Models (*.safetensors);;All files (*)"))
        chooser.setObjectName("models_import_chooser")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._take_import)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.open()

    @Slot(str)
    def _take_import(self, file: str) -> None:
        self.import_wanted.emit(Path(file))

    def _choose_export(self) -> None:
        entry = self.current
        if entry is None:
            return
        start = str(Path.home() / f"{entry.name}.safetensors")
        chooser = QFileDialog(self, tr("Export {name} with its card", name=entry.name), start)
        chooser.setObjectName("models_export_chooser")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("safetensors")
        chooser.selectFile(start)
        chooser.setProperty("model", entry.name)
        chooser.fileSelected.connect(self._take_export)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.open()

    @Slot(str)
    def _take_export(self, file: str) -> None:
        self.export_wanted.emit(str(self.sender().property("model")), Path(file))

    # Parts

    @Slot()
    def _show_details(self, _row: int = 0) -> None:
        entry = self.current
        self.name_edit.setText(entry.name if entry is not None else "")
        self.facts.setText(self._facts_of(entry) if entry is not None else "")
        show_markdown(self.card.document(), self._cards.get(entry.name, "") if entry is not None else "")
        self._update_buttons()

    @Slot()
    def _update_buttons(self, _text: str = "") -> None:
        entry = self.current
        usable = entry is not None and not entry.error and not self._busy
        own = entry is not None and not entry.bundled and not self._busy
        active = entry is not None and entry.active
        self.use_button.setEnabled(usable and not active)
        self.compare_button.setEnabled(usable and not active)
        self.export_button.setEnabled(usable)
        self.delete_button.setEnabled(own and not active)
        self.delete_button.setToolTip(self._why_not_deleted(entry))
        self.name_edit.setReadOnly(not own)
        name = self.name_edit.text().strip()
        self.rename_button.setEnabled(own and entry is not None and bool(name) and name != entry.name)
        self.import_button.setEnabled(not self._busy)
        self.repredict_button.setEnabled(self._folder_open and not self._busy)

    @staticmethod
    def _why_not_deleted(entry: ModelEntry | None) -> str:
        if entry is None:
            return ""
        if entry.bundled:
            return tr("This model comes with the program.")
        return tr("The model in use is never deleted: use another one first.") if entry.active else ""

    @staticmethod
    def _line_of(entry: ModelEntry) -> str:
        marks = []
        if entry.active:
            marks.append(tr("in use"))
        if entry.bundled:
            marks.append(tr("bundled"))
        if entry.error:
            marks.append(tr("cannot be used"))
        return entry.name + (f"  ({', '.join(marks)})" if marks else "")

    @staticmethod
    def _facts_of(entry: ModelEntry) -> str:
        lines = []
        if entry.error:
            lines.append(said(entry.error))
        header = entry.header
        if header is not None:
            regime = {"frozen": tr("encoder frozen"), "finetune": tr("encoder fine-tuned")}[header.regime]
            lines.append(
                tr(
                    "Decoder {decoder}, input {size} × {size} px, {regime}, threshold {threshold}, seen images: {seen}",
                    decoder=header.decoder,
                    size=header.input_size_px,
                    regime=regime,
                    threshold=f"{header.threshold:g}",
                    seen=len(header.training_hashes) or tr("not told"),
                )
            )
            if header.name != entry.name:
                lines.append(tr("Annotations name it {name}.", name=header.name))
        if entry.sha256:
            lines.append(f"SHA-256 {entry.sha256}")
        try:
            size = f"{entry.path.stat().st_size / 1e6:.1f} MB"
        except OSError:
            size = tr("gone")
        where = tr("comes with the program") if entry.bundled else str(entry.path)
        lines.append(f"{where} · {size}")
        return "\n".join(breakable(line) for line in lines)


class _Card(QTextBrowser):
    """Shows Markdown from a file that is not trusted: no pictures, no links that open anything."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing."""
        return None
