"""Draw the program's icon for each system from `resources/icons/program.svg`: `python packaging/make_icons.py`.

PNG in the sizes of the freedesktop icon theme, ICO for Windows, ICNS for macOS. The results are committed, since a
build machine may lack an SVG renderer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "packaging" / "icons"
SIZES_PX = (16, 24, 32, 48, 64, 128, 256, 512, 1024)


def render(size_px: int) -> Image.Image:
    """The icon as an RGBA image of this side."""
    picture = QImage(size_px, size_px, QImage.Format.Format_RGBA8888)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray((ROOT / "resources" / "icons" / "program.svg").read_bytes())).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size_px, size_px), bytes(picture.constBits()))


def main() -> int:
    """Write all icons."""
    application = QGuiApplication(sys.argv[:1])
    OUT.mkdir(parents=True, exist_ok=True)
    images = {size: render(size) for size in SIZES_PX}
    images[512].save(OUT / "isic-desktop.png", optimize=True)
    small = [images[size] for size in (16, 24, 32, 48, 64, 128)]
    images[256].save(
        OUT / "isic-desktop.ico", append_images=small, sizes=[(size, size) for size in (16, 24, 32, 48, 64, 128, 256)]
    )
    images[1024].save(OUT / "isic-desktop.icns", append_images=[images[size] for size in (16, 32, 64, 128, 256, 512)])
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
