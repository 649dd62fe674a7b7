"""Prediction, annotation and ground truth side by side, or one below the other, moving together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

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
        self._aspect = 0.0
        self._moving = False
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
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
            canvas.setMinimumSize(100, 80)  # three of them must make the window neither wider nor higher
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
        height, width = levels[0].shape[:2]
        self._aspect = width / height
        self._arrange()
        for (title, canvas), words, mask in zip(
            self._panes,
            (tr("Prediction"), tr("Annotation"), tr("Ground truth")),
            (prediction, annotation, truth),
            strict=True,
        ):
            title.setText(words if mask is not None else tr("{what}: none", what=words))
            canvas.show_image(levels, annotation if mask is None else mask)
            canvas.annotation.visible = mask is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or one below the other: whichever shows the images larger."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self._aspect:
            return
        count, title = len(self._panes), self._panes[0][0].sizeHint().height()
        width, height = self.width(), self.height()
        beside = min(width / count / self._aspect, height - title)
        below = min(width / self._aspect, height / count - title)
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if beside >= below else direction.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self._row.activate()

    def fit(self) -> None:
        """Show the whole image in each pane."""
        self._move(Canvas.fit)

    @Slot(object)
    def _follow(self, view: ViewTransform) -> None:
        moved = self.sender()
        assert isinstance(moved, Canvas)
        # Panes may differ by a pixel: what fits the one needs not fit the other.
        self._move(Canvas.fit if moved.fits else lambda canvas: canvas.follow(view))

    def _move(self, move: Callable[[Canvas], None]) -> None:
        """Move all panes; that one of them moves does not move the others once more."""
        if self._moving:
            return
        self._moving = True
        try:
            for _, canvas in self._panes:
                move(canvas)
        finally:
            self._moving = False
