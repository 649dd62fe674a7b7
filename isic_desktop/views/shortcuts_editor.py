"""All keys: to look up, to change, to print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isic_desktop.core.actions import ACTIONS
from isic_desktop.core.shortcuts import Keys, card_html, chosen_from, claimed_by, effective_keys, native
from isic_desktop.core.texts import marked
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.themes import for_letters
from isic_desktop.views.words import said, tr
from model_train.atomic import write_bytes
from model_train.errors import AppError

_GROUPS = {
    "file": marked("Files"),
    "image": marked("Images"),
    "edit": marked("Editing"),
    "annotation": marked("Annotation"),
    "tool": marked("Tools"),
    "mask": marked("Mask"),
    "view": marked("View"),
    "model": marked("Model"),
    "help": marked("Help"),
    "batch": marked("Batch"),
    "review": marked("Review"),
    "gallery": marked("Gallery"),
    "train": marked("Training"),
}
_MOUSE = (
    (marked("Zoom at the pointer"), marked("Wheel")),
    (marked("Size the brush"), marked("Ctrl + wheel")),
    (marked("Move the image"), marked("Space, hold and drag; or middle button")),
)
_ID = Qt.ItemDataRole.UserRole


def spoken_key(key: str) -> str:
    """A key in the system's notation."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _group(action_id: str) -> str:
    return said(_GROUPS[action_id.split(".")[0]])


def shortcut_groups(keys_of: Mapping[str, Keys]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Headings with what is done and its keys, for the card; actions without a key are left out."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for spec in ACTIONS:
        keys = keys_of.get(spec.id, ())
        if keys:
            groups.setdefault(_group(spec.id), []).append((said(spec.text), native(keys, spoken_key)))
    return [*groups.items(), (tr("Mouse"), [(said(what), said(how)) for what, how in _MOUSE])]


class ShortcutsDialog(QDialog):
    """A searchable list of actions; the keys of the chosen one can be changed below it.

    Signals:
        changed(dict): Keys that differ from the usual ones, by the id of the action.

    Args:
        chosen: Those of now.
        parent: The window.
    """

    changed = Signal(object)

    def __init__(self, chosen: Mapping[str, Keys], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys_of = effective_keys(chosen)
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search for an action or a key"))
        self._search.setAccessibleName(tr("Search for an action or a key"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree = QTreeWidget()
        self._tree.setObjectName("shortcut_list")
        self._tree.setAccessibleName(tr("Actions and their keys"))
        self._tree.setHeaderLabels([tr("What it does"), tr("Key")])
        self._tree.setRootIsDecorated(False)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.header().setStretchLastSection(False)
        self._tree.currentItemChanged.connect(self._show_current)
        self._edit = QKeySequenceEdit()
        self._edit.setObjectName("shortcut_edit")
        self._edit.setMaximumSequenceLength(1)
        self._edit.setClearButtonEnabled(True)
        self._edit.setAccessibleName(tr("New key"))
        self._edit.editingFinished.connect(self._check)
        self._set = QPushButton(tr("Use this key"))
        self._set.setObjectName("shortcut_set")
        self._set.setAutoDefault(False)
        self._set.clicked.connect(self._use)
        self._usual = QPushButton(tr("Usual key"))
        self._usual.setObjectName("shortcut_usual")
        self._usual.setAutoDefault(False)
        self._usual.clicked.connect(self._use_usual)
        self._remark = QLabel()
        self._remark.setObjectName("shortcut_remark")
        self._remark.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._edit, 1)
        row.addWidget(self._set)
        row.addWidget(self._usual)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._all_usual = buttons.addButton(tr("All usual keys"), QDialogButtonBox.ButtonRole.ResetRole)
        self._all_usual.clicked.connect(self._use_all_usual)
        card = buttons.addButton(tr("Save as a card…"), QDialogButtonBox.ButtonRole.ActionRole)
        card.clicked.connect(self._ask_where)
        for button in buttons.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in the search must not close the dialog
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID_PX)
        layout.addWidget(self._search)
        layout.addWidget(self._tree, 1)
        layout.addLayout(row)
        layout.addWidget(self._remark)
        layout.addWidget(buttons)
        self.resize(for_letters(680), 640)
        self._fill()

    def _fill(self) -> None:
        current = self.current_action
        self._tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for spec in ACTIONS:
            name = _group(spec.id)
            if name not in groups:
                groups[name] = self._heading(name)
            item = QTreeWidgetItem([said(spec.text), native(self._keys_of[spec.id], spoken_key)])
            item.setData(0, _ID, spec.id)
            if self._keys_of[spec.id] != spec.shortcuts:
                font = item.font(1)
                font.setBold(True)
                item.setFont(1, font)
                item.setToolTip(1, tr("Your own; usually {key}", key=native(spec.shortcuts, spoken_key) or "–"))
            groups[name].addChild(item)
            if spec.id == current:
                self._tree.setCurrentItem(item)
        mouse = self._heading(tr("Mouse"))
        for what, how in _MOUSE:
            mouse.addChild(QTreeWidgetItem([said(what), said(how)]))
        self._tree.expandAll()
        if self._tree.currentItem() is None:
            self._tree.setCurrentItem(_children(self._groups()[0])[0])
        self._filter()

    def _heading(self, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._tree.addTopLevelItem(item)
        return item

    @property
    def current_action(self) -> str:
        """Id of the action in the current row, "" for none."""
        item = self._tree.currentItem()
        return str(item.data(0, _ID) or "") if item is not None else ""

    def choose(self, action_id: str) -> None:
        """Go to the row of an action."""
        for group in self._groups():
            for item in _children(group):
                if item.data(0, _ID) == action_id:
                    self._tree.setCurrentItem(item)

    def _groups(self) -> list[QTreeWidgetItem]:
        return _children(self._tree.invisibleRootItem())

    @Slot()
    def _filter(self) -> None:
        wanted = self._search.text().casefold()
        for group in self._groups():
            seen = 0
            for item in _children(group):
                hit = not wanted or wanted in item.text(0).casefold() or wanted in item.text(1).casefold()
                item.setHidden(not hit)
                seen += hit
            group.setHidden(not seen)
        current = self._tree.currentItem()
        if current is not None and current.isHidden():
            # What is set below the list is the key of a row that can be seen.
            seen_rows = [item for group in self._groups() for item in _children(group) if not item.isHidden()]
            self._tree.setCurrentItem(seen_rows[0] if seen_rows else self._groups()[0])

    @Slot()
    def _show_current(self) -> None:
        action_id = self.current_action
        for widget in (self._edit, self._set, self._usual):
            widget.setEnabled(bool(action_id))
        keys = self._keys_of.get(action_id, ())
        self._edit.setKeySequence(QKeySequence(keys[0] if keys else ""))
        self._remark.clear()

    def _new_key(self) -> str:
        return self._edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    @Slot()
    def _check(self) -> bool:
        """Say whether the key is free; whether it is."""
        key = self._new_key()
        claimed = claimed_by(key, self._keys_of, but=self.current_action) if key else ""
        if claimed == "reserved":
            self._remark.setText(tr("The program needs this key for itself. Choose another one."))
        elif claimed:
            name = next(said(spec.text) for spec in ACTIONS if spec.id == claimed)
            self._remark.setText(tr("{key} is taken: {action}. Choose another one.", key=spoken_key(key), action=name))
        else:
            self._remark.clear()
        return not claimed

    @Slot()
    def _use(self) -> None:
        if self.current_action and self._check():
            key = self._new_key()
            self._keys_of[self.current_action] = (key,) if key else ()
            self._tell()

    @Slot()
    def _use_usual(self) -> None:
        spec = next((spec for spec in ACTIONS if spec.id == self.current_action), None)
        if spec is None:
            return
        for key in spec.shortcuts:
            self._edit.setKeySequence(QKeySequence(key))
            if not self._check():
                return
        self._keys_of[spec.id] = spec.shortcuts
        self._tell()

    @Slot()
    def _use_all_usual(self) -> None:
        self._keys_of = effective_keys({})
        self._tell()

    def _tell(self) -> None:
        self._fill()
        self._show_current()
        self.changed.emit(chosen_from(self._keys_of))

    @Slot()
    def _ask_where(self) -> None:
        filters = f"{tr('PDF')} (*.pdf);;{tr('Web page')} (*.html)"
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the keys as a card"), "isic-desktop-keys.pdf", filters)
        if name:
            try:
                self.save_card(Path(name))
                self._remark.setText(tr("Saved: {path}", path=name))
            except AppError as error:
                self._remark.setText(said(error))

    def save_card(self, path: Path) -> None:
        """Write all keys to a PDF (A4, one page) or, by its ending, an HTML file.

        Raises:
            StorageError: It cannot be written; what was there stays.
        """
        groups = shortcut_groups(self._keys_of)
        title, footer = tr("ISIC Desktop: keys"), tr("Letters act outside text fields.")
        if path.suffix.lower() in (".html", ".htm"):
            write_bytes(path, card_html(title, groups, footer).encode("utf-8"))
            return
        for font_pt in (9.0, 8.0, 7.0, 6.5, 6.0, 5.5):
            content = _as_pdf(card_html(title, groups, footer, columns=3, font_pt=font_pt), title)
            if content.count(b"/Type /Page\n") == 1:
                break
        write_bytes(path, content)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(at) for at in range(item.childCount()))
    return [child for child in found if child is not None]


def _as_pdf(page: str, title: str) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setHtml(page)
    document.print_(writer)
    del writer  # ends the file
    return bytes(buffer.data().data())
