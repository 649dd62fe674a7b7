"""What a reviewer needs above the image: how far it is, how good the outline seems, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from isic_desktop.views.labels import ElidedLabel
from isic_desktop.views.palette import GRID_PX
from isic_desktop.views.panels import heading, tabular_font
from isic_desktop.views.themes import for_letters
from isic_desktop.views.turning_row import TurningRow
from isic_desktop.views.words import tr
from model_train.scores import FAILURE_JACCARD

_WORDS_PX = 420
_LEAST_WORDS_PX = 360
"""With less room the words stand above the buttons; the place and an IoU below the line fit into it."""


class ReviewBar(QFrame):
    """Shown while images are reviewed, the worst first.

    Args:
        accept: The action that accepts and goes on.
        reject: The one that rejects and goes on.
        review: The switch of the review.
    """

    def __init__(self, accept: QAction, reject: QAction, review: QAction) -> None:
        super().__init__()
        self.setObjectName("review_bar")
        self._place = ElidedLabel(_WORDS_PX)
        self._place.setObjectName("review_place")
        self._place.setFont(tabular_font(self.font()))
        self._quality = ElidedLabel(_WORDS_PX)
        self._quality.setObjectName("review_quality")
        words, judging = QWidget(), QWidget()
        said_row, buttons_row = QHBoxLayout(words), QHBoxLayout(judging)
        for row in (said_row, buttons_row):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(GRID_PX * 3 // 2)
        said_row.addWidget(heading(tr("Review")))
        said_row.addWidget(self._place)
        said_row.addWidget(self._quality, 1)
        for action, text in (
            (accept, tr("✓ Accept (Q)")),
            (reject, tr("✕ Reject (Z)")),
            (review, tr("End")),
        ):
            button = QToolButton()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setText(text)
            button.setToolTip(action.toolTip())
            button.setEnabled(action.isEnabled())
            action.enabledChanged.connect(button.setEnabled)
            button.clicked.connect(action.trigger)
            button.setObjectName(f"review_button.{action.objectName()}")
            buttons_row.addWidget(button)
        buttons_row.addStretch(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 3 // 2, GRID_PX // 2, GRID_PX * 3 // 2, GRID_PX // 2)
        layout.addWidget(TurningRow(words, judging, for_letters(_LEAST_WORDS_PX)))
        self.hide()

    def show_place(self, done: int, left: int) -> None:
        """Show how many images are reviewed in this queue, and how many are left."""
        self._place.setText(tr("{done} done · {left} left", done=done, left=left))

    def show_quality(self, score: tuple[float, bool] | None) -> None:
        """Show how good the outline is.

        Args:
            score: The Jaccard and whether it is the true one; None if nothing is known.
        """
        if score is None:
            self._quality.setText(tr("Quality not known"))
            return
        value, is_true = score
        text = tr("IoU {score}", score=f"{value:.3f}") if is_true else tr("Predicted IoU {score}", score=f"{value:.3f}")
        line = f"{FAILURE_JACCARD:.2f}"
        self._quality.setText(f"{text} · {tr('▾ below {line}', line=line)}" if value < FAILURE_JACCARD else text)
        self._quality.setToolTip(tr("Below {line} the ISIC challenge counts an outline as failed.", line=line))

    def say(self, text: str) -> None:
        """Show something else in the place of the quality."""
        self._quality.setText(text)
