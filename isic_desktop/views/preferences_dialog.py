"""The preferences: everything takes effect at once and is remembered; there is nothing to apply."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.model_registry import ModelEntry
from isic_desktop.core.preferences import (
    DEVICES,
    LAYER_COLOURS,
    MAX_FONT_PERCENT,
    MIN_FONT_PERCENT,
    MOST_THREADS,
    Preferences,
)
from isic_desktop.core.settings import THEMES
from isic_desktop.core.texts import marked
from isic_desktop.views.labels import ElidedLabel
from isic_desktop.views.language import language_name, languages
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import said, tr

_DEVICE_WORDS = {
    "auto": marked("The fastest there is"),
    "cpu": marked("CPU"),
    "cuda": marked("NVIDIA graphics card (CUDA)"),
    "mps": marked("Apple graphics (MPS)"),
}
_THEME_WORDS = {"system": marked("As the system"), "light": marked("Light"), "dark": marked("Dark")}
_COLOUR_WORDS = {
    "okabe_ito": marked("Blue, orange, green (Okabe and Ito)"),
    "bright": marked("Yellow, pink, cyan (brighter on dark skin)"),
}


class PreferencesDialog(QDialog):
    """Everything a person chooses once.

    Signals:
        changed(str): The name of the preference that was changed, such as "device"; its value is in the preferences.
        model_chosen(str): The name of a model.

    Args:
        preferences: Read and changed.
        models: Names of the models that can be used, and whether each is the active one.
        parent: The window.
    """

    changed = Signal(str)
    model_chosen = Signal(str)

    def __init__(self, preferences: Preferences, models: list[tuple[str, bool]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preferences = preferences
        tabs = QTabWidget()
        tabs.setAccessibleName(tr("Preferences"))
        tabs.addTab(self._appearance(), tr("Appearance"))
        tabs.addTab(self._computing(models), tr("Model"))
        tabs.addTab(self._work(), tr("Work"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
        self.resize(for_letters(560), for_letters(340))

    def _choice(self, name: str, words: str, options: list[tuple[str, str]], current: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"preference_{name}")
        box.setAccessibleName(words)
        for value, shown in options:
            box.addItem(shown, value)
        box.setCurrentIndex(max(0, box.findData(current)))
        box.setProperty("preference", name)
        box.activated.connect(self._take_choice)
        return box

    def show_models(self, models: list[tuple[str, bool]]) -> None:
        """Offer these models: names, and whether each is the active one."""
        self._model_box.clear()
        for name, active in models:
            self._model_box.addItem(name, name)
            if active:
                self._model_box.setCurrentIndex(self._model_box.count() - 1)

    @Slot(object)
    def take_models(self, entries: list[ModelEntry]) -> None:
        """The models were listed, while the dialog is open or because of it."""
        self.show_models([(entry.name, entry.active) for entry in entries if not entry.error])

    def changeEvent(self, event: QEvent) -> None:
        """The theme may be changed from the menu, too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            box = self.findChild(QComboBox, "preference_theme")
            if box is not None:
                box.setCurrentIndex(box.findData(self._preferences.settings.theme))

    def _number(self, name: str, words: str, least: int, most: int, value: int, suffix: str = "") -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(f"preference_{name}")
        box.setAccessibleName(words)
        box.setRange(least, most)
        box.setSuffix(suffix)
        box.setValue(value)
        box.setMinimumHeight(QComboBox().sizeHint().height())  # as high as the choices above it
        box.setProperty("preference", name)
        box.valueChanged.connect(self._take_number)
        return box

    def _switch(self, name: str, words: str, on: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(f"preference_{name}")
        box.setChecked(on)
        box.setProperty("preference", name)
        box.toggled.connect(self._take_switch)
        return box

    def _appearance(self) -> QWidget:
        preferences, settings = self._preferences, self._preferences.settings
        page, form = _form()
        themes = [(theme, said(_THEME_WORDS[theme])) for theme in THEMES]
        form.addRow(tr("Theme"), self._choice("theme", tr("Theme"), themes, settings.theme))
        size = self._number(
            "font_percent", tr("Size of letters"), MIN_FONT_PERCENT, MAX_FONT_PERCENT, preferences.font_percent, " %"
        )
        size.setSingleStep(10)
        form.addRow(tr("Size of letters"), size)
        colours = [(name, said(_COLOUR_WORDS[name])) for name in LAYER_COLOURS]
        form.addRow(
            tr("Colours of outlines"),
            self._choice("layer_colours", tr("Colours of outlines"), colours, preferences.layer_colours),
        )
        form.addRow(
            "",
            _muted(
                tr(
                    "Yellow, pink and cyan stay apart for every kind of colour blindness, the others for red-green "
                    "blindness; each line also has a pattern of its own."
                )
            ),
        )
        spoken = [("system", tr("As the system")), *((code, language_name(code)) for code in languages())]
        form.addRow(tr("Language"), self._choice("language", tr("Language"), spoken, settings.language))
        self._language_note = _muted(tr("The language changes at the next start."))
        form.addRow("", self._language_note)
        return page

    def _computing(self, models: list[tuple[str, bool]]) -> QWidget:
        preferences = self._preferences
        page, form = _form()
        self._model_box = self._choice("model", tr("Model"), [], "")
        self.show_models(models)
        form.addRow(tr("Model"), self._model_box)
        devices = [(device, said(_DEVICE_WORDS[device])) for device in DEVICES]
        form.addRow(tr("Computes on"), self._choice("device", tr("Computes on"), devices, preferences.device))
        form.addRow("", _muted(tr("If the device is not there, the program says so and uses the CPU.")))
        threads = self._number("threads", tr("CPU threads"), 0, MOST_THREADS, preferences.threads)
        threads.setSpecialValueText(tr("As many as there are cores"))
        form.addRow(tr("CPU threads"), threads)
        return page

    def _work(self) -> QWidget:
        preferences = self._preferences
        page, form = _form()
        self._root = ElidedLabel(300)
        choose = QPushButton(tr("Choose…"))
        choose.setObjectName("annotations_root_choose")
        choose.setAccessibleName(tr("Choose a folder for all annotations"))
        choose.clicked.connect(self._choose_root)
        self._beside = QPushButton(tr("Beside the images"))
        self._beside.setObjectName("annotations_root_beside")
        self._beside.clicked.connect(self._keep_beside)
        for button in (choose, self._beside):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        row.addWidget(choose)
        row.addWidget(self._beside)
        row.addStretch(1)
        form.addRow(tr("Annotations"), self._root)
        form.addRow("", row)
        form.addRow("", _muted(tr("A folder that has annotations already keeps them where they are.")))
        form.addRow(
            "",
            self._switch("restores_session", tr("Open where I was last time"), preferences.restores_session),
        )
        form.addRow("", self._switch("notifies", tr("Tell me when a long job has ended"), preferences.notifies))
        self._show_root()
        return page

    def _show_root(self) -> None:
        root = self._preferences.annotations_root
        self._root.setText(str(root) if root is not None else tr("In a folder beside the images"))
        self._beside.setEnabled(root is not None)

    @Slot()
    def _choose_root(self) -> None:
        start = str(self._preferences.annotations_root or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, tr("Where shall annotations be saved?"), start)
        if chosen:
            self.use_root(Path(chosen))

    def use_root(self, root: Path | None) -> None:
        """Keep the annotations of folders that have none yet in `root`, or beside the images."""
        self._preferences.annotations_root = root
        self._show_root()
        self.changed.emit("annotations_root")

    @Slot()
    def _keep_beside(self) -> None:
        self.use_root(None)

    @Slot()
    def _take_choice(self) -> None:
        box = self.sender()
        assert isinstance(box, QComboBox)
        name, value = str(box.property("preference")), str(box.currentData())
        if name == "model":
            self.model_chosen.emit(value)
            return
        owner = self._preferences.settings if name in ("theme", "language") else self._preferences
        setattr(owner, name, value)
        self.changed.emit(name)

    @Slot(int)
    def _take_number(self, value: int) -> None:
        name = str(self.sender().property("preference"))
        setattr(self._preferences, name, value)
        self.changed.emit(name)

    @Slot(bool)
    def _take_switch(self, on: bool) -> None:
        name = str(self.sender().property("preference"))
        setattr(self._preferences, name, on)
        self.changed.emit(name)


def _form() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX, 2 * GRID_PX)
    form.setHorizontalSpacing(2 * GRID_PX)
    form.setVerticalSpacing(GRID_PX)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return page, form


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
