"""What the fault tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn import draw_lesion, write_image
from pytestqt.qtbot import QtBot
from session_desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A session over a folder of two images, without a window."""
    folder = tmp_path / "images"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg"):
        write_image(folder / name, draw_lesion())
    desk = Desk(qtbot, folder)
    yield desk
    for session in desk.sessions:
        session.stop()
