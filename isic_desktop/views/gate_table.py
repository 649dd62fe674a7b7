"""The images of a comparison as rows, the worst drop first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from isic_desktop.core.gate import signed
from isic_desktop.core.gate_evaluation import ImageComparison
from isic_desktop.views.words import said, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class GateTable(QAbstractTableModel):
    """Image, both Jaccard indices and their difference; images that were left out come last, with the reason."""

    def __init__(self) -> None:
        super().__init__()
        self.comparisons: list[ImageComparison] = []
        self._names = ("", "")

    def show_comparisons(self, comparisons: Sequence[ImageComparison], old_name: str, new_name: str) -> None:
        """Show these images."""
        self.beginResetModel()
        self.comparisons = sorted(comparisons, key=_order)
        self._names = (old_name, new_name)
        self.endResetModel()

    def row_of(self, image_id: str) -> int:
        """The row of an image; -1 if there is none."""
        return next((row for row, one in enumerate(self.comparisons) if one.image.id == image_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row an image."""
        return 0 if parent.isValid() else len(self.comparisons)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Image, old, new, difference."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Image"), *self._names, tr("Change"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        one = self.comparisons[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return said(one.error) or str(one.image.image)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if column == 0:
            return one.image.id
        if one.old is None or one.new is None:
            return (self._reason(one), "", "")[column - 1]
        return (f"{one.old:.3f}", f"{one.new:.3f}", signed(one.new - one.old))[column - 1]

    @staticmethod
    def _reason(one: ImageComparison) -> str:
        return tr("failed") if one.error else tr("trained on")


def _order(one: ImageComparison) -> tuple[int, float, str]:
    if one.old is None or one.new is None:
        return (1 if one.error else 2, 0.0, one.image.id)
    return (0, one.new - one.old, one.image.id)
