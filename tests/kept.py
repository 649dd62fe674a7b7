"""What a test makes and need not end itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

Keep = Callable[[Any], Any]
"""Gives back what it was given."""


@pytest.fixture
def keep(qtbot: QtBot) -> Iterator[Keep]:
    """Shows the widgets it is given; when the test is over, closes them and ends the services."""
    services: list[Any] = []

    def kept(thing: Any) -> Any:
        if isinstance(thing, QWidget):
            qtbot.addWidget(thing)
            thing.show()
        else:
            services.append(thing)
        return thing

    yield kept
    for service in services:
        service.stop()
