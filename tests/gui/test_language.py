"""Texts reach the person through the translator: all of them, those of tables and class attributes too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from program_driver import Program
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDockWidget, QGroupBox, QLabel, QWidget

from isic_desktop.core.settings import Settings
from isic_desktop.views.language import use_language
from isic_desktop.views.words import CONTEXT, said, tr

OPENING, CLOSING = "⟦", "⟧"


class Brackets(QTranslator):
    """A language that puts every text of ours in brackets."""

    def translate(self, context: str, text: str, comment: str | None = None, n: int = -1) -> str:
        return f"{OPENING}{text}{CLOSING}" if context == CONTEXT else ""

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def brackets(qapp: QCoreApplication) -> Iterator[None]:
    language = Brackets()
    qapp.installTranslator(language)
    yield
    qapp.removeTranslator(language)


def shown_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text of the widgets under `root`, with the widget it belongs to."""
    for widget in (root, *root.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLabel | QAbstractButton):
            yield name, widget.text()
        if isinstance(widget, QDockWidget | QGroupBox):
            yield name, widget.windowTitle()
        if isinstance(widget, QGroupBox):
            yield name, widget.title()
        if isinstance(widget, QComboBox):
            for row in range(widget.count()):
                yield name, widget.itemText(row)
        yield f"{name} tool tip", widget.toolTip()
        yield f"{name} accessible name", widget.accessibleName()
    for action in root.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()


def test_that_no_text_of_the_window_bypasses_the_translator(
    brackets: None, open_program: Callable[..., Program], small_folder: Path
) -> None:
    program = open_program(small_folder)
    program.wait_for_image()
    names = {"img1.jpg", "img2.jpg", "img3.jpg", "images", "skip-256", "transpose-128", "Qt", "CPU"}
    bare = []
    for where, text in shown_texts(program.window):
        outside, depth = "", 0
        for letter in text:
            depth += letter == OPENING
            outside += letter if depth == 0 else ""
            depth -= letter == CLOSING
        for name in sorted(names, key=len, reverse=True):
            outside = outside.replace(name, "")
        if any(len(word) > 2 and word.isalpha() for word in outside.replace("(", " ").replace(")", " ").split()):
            bare.append(f"{where}: {text!r}")
    assert bare == []
    assert sum(OPENING in text for _, text in shown_texts(program.window)) > 100


def test_that_the_window_speaks_german_when_asked_to(open_program: Callable[..., Program], small_folder: Path) -> None:
    settings = Settings()
    settings.language = "de"
    settings.save()
    try:
        program = open_program(small_folder)
        program.wait_for_image()
        assert program.window.actions_by_id["image.segment"].text() == "Dieses Bild segmentieren"
        assert program.window.saved_label.text() == "Nichts zu speichern"
        assert tr("{count} images", count=3) == "3 Bilder"
        assert said("Wand") == "Zauberstab"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen", "Qt's own buttons too"
    finally:
        use_language("en")
    assert tr("Undo") == "Undo"


def test_that_values_go_into_a_translated_text(brackets: None) -> None:
    assert tr("{count} images", count=3) == "⟦3 images⟧"
    assert said("Wand") == "⟦Wand⟧"
    assert said("") == ""
