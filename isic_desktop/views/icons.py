"""The program's icons, drawn in the colour of the theme's text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from isic_desktop.core.places import resource_path

_SIZES_PX = (20, 40)  # one pixel for one at densities 1 and 2; others are scaled


def themed_icon(name: str, palette: QPalette) -> QIcon:
    """The icon `name` of `resources/icons` in the palette's colours, enabled and disabled, in several sizes."""
    drawing = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText)
        tinted = drawing.replace("currentColor", colour.name()).replace(
            "<svg ", f'<svg opacity="{colour.alphaF():.2f}" ', 1
        )
        renderer = QSvgRenderer(QByteArray(tinted.encode()))
        for size in _SIZES_PX:
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                renderer.render(painter, QRectF(0, 0, size, size))
            icon.addPixmap(pixmap, mode)
    return icon


@lru_cache
def program_icon() -> QIcon:
    """The program's own icon."""
    icon = QIcon()
    renderer = QSvgRenderer(str(resource_path("icons", "program.svg")))
    for size in (16, 32, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            renderer.render(painter, QRectF(0, 0, size, size))
        icon.addPixmap(pixmap)
    return icon
