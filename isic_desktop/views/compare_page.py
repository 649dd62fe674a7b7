"""Prediction, annotation and ground truth side by side, moving together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from isic_desktop.views.canvas import Canvas
from isic_desktop.views.canvas_layers import ViewMode
from isic_desktop.views.palette import ANNOTATION, GRID_PX, PREDICTION, TRUTH, LayerColours
from isic_desktop.views.words import tr

if TYPE_CHECKING:
    from isic_desktop.core.geometry import ViewTransform
    from isic_desktop.core.opening import RGB
    from isic_desktop.core.provenance import Mask


class ComparePage(QWidget):
    """Three canvases that cannot be painted on; zooming one zooms all."""

    def __init__(self) -> None:
        super().__init__()
        self._panes: list[tuple[QLabel, Canvas]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for name, words, colour in (
            ("prediction", tr("Prediction"), PREDICTION),
            ("annotation", tr("Annotation"), ANNOTATION),
            ("truth", tr("Ground truth"), TRUTH),
        ):
            title = QLabel(words)
            title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            title.setContentsMargins(0, GRID_PX // 2, 0, GRID_PX // 2)
            canvas = Canvas()
            canvas.setObjectName(f"compare_{name}")
            canvas.setMinimumWidth(100)  # three of them must not make the window wider
            canvas.setAccessibleName(words)
            canvas.editable = False
            canvas.annotation.colour = colour
            canvas.annotation.mode = ViewMode.FILL
            canvas.annotation.fill_opacity = 0.15
            canvas.view_changed.connect(self._follow)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(title)
            column.addWidget(canvas, 1)
            row.addLayout(column, 1)
            self._panes.append((title, canvas))

    def use_colours(self, colours: LayerColours) -> None:
        """Show the masks in these colours."""
        for (_, canvas), colour in zip(
            self._panes, (colours.prediction, colours.annotation, colours.truth), strict=True
        ):
            canvas.annotation.colour = colour
            canvas.refresh()

    def show_masks(
        self, levels: tuple[RGB, ...], prediction: Mask | None, annotation: Mask, truth: Mask | None
    ) -> None:
        """Show an image three times; a mask that there is none of leaves its pane with a word in the title."""
        for (title, canvas), words, mask in zip(
            self._panes,
            (tr("Prediction"), tr("Annotation"), tr("Ground truth")),
            (prediction, annotation, truth),
            strict=True,
        ):
            title.setText(words if mask is not None else tr("{what}: none", what=words))
            canvas.show_image(levels, annotation if mask is None else mask)
            canvas.annotation.visible = mask is not None

    def fit(self) -> None:
        """Show the whole image in each pane."""
        for _, canvas in self._panes:
            canvas.fit()

    def _follow(self, view: ViewTransform) -> None:
        for _, canvas in self._panes:
            canvas.follow(view)
