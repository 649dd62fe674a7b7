"""A running program and a person at it, for tests of the window."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from isic_desktop.core.document import AnnotationDocument
from isic_desktop.services.indexing import Indexing
from isic_desktop.services.segmentation import SegmentationService
from isic_desktop.services.session import AnnotationSession
from isic_desktop.views.main_window import MainWindow
from isic_desktop.views.workbench import Workbench


class Program:
    """A running program and a person at it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.canvas = window.canvas
        workbench = window.findChild(Workbench)
        assert workbench is not None
        self.workbench: Workbench = workbench
        self.qtbot = qtbot

    @property
    def session(self) -> AnnotationSession:
        return self.workbench.session

    @property
    def document(self) -> AnnotationDocument:
        """The annotation in sight."""
        assert self.session.document is not None
        return self.session.document

    @property
    def segmentation(self) -> SegmentationService:
        return self.workbench.segmentation

    def wait_until(self, reached: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(reached)

    def wait_for_image(self, name: str | None = None) -> None:
        self.wait_until(
            lambda: self.session.current is not None and (name is None or self.session.current.path.name == name)
        )
        QApplication.processEvents()

    def wait_for_index(self) -> None:
        indexing = self.window.findChild(Indexing)
        assert indexing is not None
        self.wait_until(lambda: not indexing.busy)
        self.qtbot.wait(30)

    def trigger(self, action_id: str) -> None:
        action = self.window.actions_by_id[action_id]
        assert action.isEnabled(), f"{action_id} is disabled"
        action.trigger()

    def segment(self) -> None:
        self.trigger("image.segment")
        self.wait_until(lambda: not self.segmentation.busy)

    def save(self) -> None:
        self.trigger("annotation.save")
        self.wait_until(lambda: not self.session.saving)

    def key(self, key: Qt.Key, text: str = "", target: QWidget | None = None) -> None:
        target = target or QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, key)

    def mouse(
        self,
        kind: QEvent.Type,
        view_xy: tuple[float, float],
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        held: Qt.MouseButton = Qt.MouseButton.LeftButton,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        # Real mouse events: QTest.mouseMove carries no buttons.
        position = QPointF(*view_xy)
        globally = QPointF(self.canvas.mapToGlobal(position))
        event = QMouseEvent(kind, position, globally, button, held, keys)
        QApplication.sendEvent(self.canvas, event)

    def stroke(
        self,
        *image_points_xy: tuple[float, float],
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Drag the left button over these points of the image."""
        points = [self.canvas.view.to_view(point) for point in image_points_xy]
        self.mouse(QEvent.Type.MouseMove, points[0], Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
        self.mouse(QEvent.Type.MouseButtonPress, points[0], keys=keys)
        for point in points[1:]:
            self.mouse(QEvent.Type.MouseMove, point, Qt.MouseButton.NoButton, keys=keys)
            QApplication.processEvents()
        self.mouse(QEvent.Type.MouseButtonRelease, points[-1], Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, keys)

    def painted(self, name: str, *image_points_xy: tuple[float, float]) -> NDArray[np.bool_]:
        """Wait for an image and draw a stroke on it; gives a copy of the mask, (H, W)."""
        self.wait_for_image(name)
        self.stroke(*image_points_xy)
        return self.document.mask.copy()

    def hold_key(self, key: Qt.Key, text: str, pressed: bool) -> None:
        kind = QEvent.Type.KeyPress if pressed else QEvent.Type.KeyRelease
        target = QApplication.focusWidget() or self.window
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def click(page: QWidget, name: str) -> None:
    """Press the button of this name, which has to be there and enabled."""
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    button.click()
