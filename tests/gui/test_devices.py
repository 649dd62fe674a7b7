"""A device that was chosen once and is not there any more is told, and the work goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from program_driver import Program

from isic_desktop.core.preferences import Preferences
from isic_desktop.core.settings import Settings

OpenProgram = Callable[..., Program]


def test_that_a_graphics_card_that_was_chosen_and_is_gone_is_told_and_the_processor_works(
    open_program: OpenProgram, small_folder: Path
) -> None:
    settings = Settings()
    missing = "cuda" if sys.platform != "win32" else "mps"
    Preferences(settings).device = missing
    settings.save()
    program = open_program(small_folder)
    program.wait_for_image()
    program.segment()
    assert program.session.document.mask.any()
    assert "CPU" in program.window.model_label.text()
    assert f"The device '{missing}' is not available on this computer" in program.window.banner.text
    assert "The CPU is used instead" in program.window.banner.text
    assert Preferences(Settings()).device == missing, "the card may come back: the choice stays"
