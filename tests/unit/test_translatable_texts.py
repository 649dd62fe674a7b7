"""Every text of the window can be said in another language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from packaging_scripts import load_script

ROOT = Path(__file__).resolve().parents[2]
VIEWS = ROOT / "isic_desktop" / "views"
# What shows its first texts to a person, or (by number) another argument.
SHOWING = {
    "QLabel": 0, "QPushButton": 0, "QToolButton": 0, "QCheckBox": 0, "QRadioButton": 0, "QGroupBox": 0, "QAction": 0,
    "QDockWidget": 0, "QToolBar": 0, "QCommandLinkButton": 0, "heading": 0, "setText": 0, "setWindowTitle": 0,
    "setToolTip": 0, "setStatusTip": 0, "setWhatsThis": 0, "setAccessibleName": 0, "setAccessibleDescription": 0,
    "setPlaceholderText": 0, "setTitle": 0, "setInformativeText": 0, "setPrefix": 0, "setSuffix": 0, "setFormat": 0,
    "setSpecialValueText": 0, "setHeaderLabels": 0, "setHorizontalHeaderLabels": 0, "setLabelText": 0,
    "setButtonText": 0, "addRow": 0, "addItem": 0, "addTab": 1, "addMenu": 0, "addButton": 0, "insertItem": 1,
    "showMessage": 0, "show_message": 0, "show_note": 0, "tell": 0, "say": 0, "getExistingDirectory": 1,
    "getOpenFileName": 1, "getSaveFileName": 1, "getOpenFileNames": 1, "question": 2, "warning": 2, "information": 2,
}  # fmt: skip
# Names, units and signs that are the same in every language.
SAME_EVERYWHERE = {"ISIC Desktop", "IoU", "px", "mm", "%", "s", "ms", "x", "y", "KB", "MB", "GB"}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The program that gathers the texts."""
    return load_script("make_translations")


@pytest.fixture(scope="module")
def texts(tool: ModuleType) -> dict[str, str]:
    """All texts of the program, which take seconds to gather."""
    found: dict[str, str] = tool.texts_of_program()
    return found


def _is_words(text: str) -> bool:
    """Whether a piece of text holds a word that could be translated (HTML tags and style left out)."""
    plain = re.sub(r"<[^>]*>|&\w+;", " ", text)
    return any(word not in SAME_EVERYWHERE for word in re.findall(r"[^\W\d_]{2,}", plain)) and plain.strip() not in (
        SAME_EVERYWHERE
    )


def _bare(node: ast.expr) -> Iterator[str]:
    """Literal words in an expression that reach the person without passing `tr`."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and _is_words(node.value):
            yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and _is_words(part.value):
                yield part.value
    elif isinstance(node, ast.BinOp):
        yield from _bare(node.left)
        yield from _bare(node.right)
    elif isinstance(node, ast.IfExp):
        yield from _bare(node.body)
        yield from _bare(node.orelse)
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from _bare(element)


def _bare_texts(source: str, name: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            at = SHOWING.get(called)
            if (
                called == "tell"
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value).endswith("jobs")
            ):
                at = 1  # the first argument says which job
            if at is not None and at < len(node.args):
                found += [f"{name}:{node.lineno}: {called}({text!r})" for text in _bare(node.args[at])]
    return found


def test_that_every_text_shown_by_the_views_passes_tr() -> None:
    found = []
    for path in sorted(VIEWS.rglob("*.py")):
        found += _bare_texts(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    assert found == []


def test_that_a_text_that_does_not_pass_tr_is_found() -> None:
    source = 'label = QLabel("Hello there")\nlabel.setToolTip(f"{count} images")\nlabel.setText(tr("Fine"))\n'
    source += 'label.setText("Yes" if good else f"{x} px")\nlabel.setText("<b>" + tr("Fine") + "</b>")'
    assert len(_bare_texts(source, "x.py")) == 3


def test_that_texts_are_said_when_they_are_shown_and_not_while_modules_load() -> None:
    found = []
    for path in sorted((ROOT / "isic_desktop").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            says = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "said")
            if says and id(node) not in inside:
                found.append(f"{path.name}:{node.lineno}")
    assert found == []


def test_that_every_text_to_translate_is_one_literal(tool: ModuleType, texts: dict[str, str]) -> None:
    assert {"Segment this image", "Paint lesion", "Wand", "Fill holes", "Saving …"} <= texts.keys()
    with pytest.raises(tool.NotLiteralError):
        list(tool.texts_of_source('tr(f"{count} images")', "x.py"))


def test_that_the_sentences_of_errors_are_among_the_texts(texts: dict[str, str]) -> None:
    assert {
        "{what}: {path}. {remedy}",  # how an error puts them together
        "The file is empty (0 bytes)",  # given where it is raised
        "The file is not there any more",  # the answer of a function
        "Choose another model file, or train one again.",  # by name
        "The disk is full: free some space, or save to another folder",  # in a table
        "{first}{more} would be replaced",  # with values
        "Masks must have the image's size; nothing is resized.",  # by default
        "Load the image again.",  # to a function of another module
        "It has a hole.",  # a finding
        "Permission denied",  # the system's
    } <= texts.keys()


@pytest.mark.parametrize(
    "source",
    [
        'raise AppError(f"The mask {name} is empty")',
        'raise AppError("It is empty", remedy=f"Open {name}.")',
        'raise AppError("It is empty: " + name)',
        'def f(name):\n    what = f"{name} is empty"\n    raise AppError(what)',
        'def f(what):\n    raise AppError(what)\n\ndef g(name):\n    f(f"{name} is empty")',
        'def f(name):\n    return f"{name} is empty", "Open it."\n\ndef g(name):\n    what, remedy = f(name)\n'
        "    raise AppError(what, remedy=remedy)",
        'LeftOut(name, f"Its state is {state}.")',
        'events.emit("warning", message=f"{count} are left out")',
        'self.failed.emit(f"{count} are left out")',
        'raise MaskError("It is full" if full else f"{name} is empty")',
        "phrase(text, name=name)",
    ],
)
def test_that_a_sentence_put_together_at_run_time_is_found(tool: ModuleType, source: str) -> None:
    with pytest.raises(tool.NotLiteralError):
        list(tool.texts_of_source(source, "x.py", {"AppError", "MaskError"}))


def test_that_texts_of_a_sentence_are_found_wherever_they_are_given(tool: ModuleType) -> None:
    source = """
_REMEDY = "Open it."

def f(what, path):
    raise MaskError(what, path=path, remedy=_REMEDY)

def g(path, empty):
    f("It is empty" if empty else phrase("{name} is full", name=path.name), path)

class MaskError(AppError): ...
"""
    errors = tool.error_classes([ast.parse(source)])
    assert errors == {"AppError", "MaskError"}
    found = {text for text, _line in tool.texts_of_source(source, "x.py", errors)}
    assert found == {"Open it.", "It is empty", "{name} is full"}
    assert list(tool.texts_of_source("AppError(f'{x} is only said on a terminal')", "x.py", terminal=True)) == []


def test_that_sentences_pass_signals_as_objects() -> None:
    """Qt copies a text that is declared as one, and the copy has forgotten how to be said in another language."""
    found = []
    for path in sorted((ROOT / "isic_desktop" / "services").glob("*.py")):
        source = path.read_text(encoding="utf-8")
        for name, kinds in re.findall(r"^    (\w+) = Signal\(([^)]*)\)", source, re.MULTILINE):
            if name.endswith(("failed", "refused", "told", "fell_back")) and "str" in kinds:
                found.append(f"{path.name}: {name}")
    assert found == []


def test_that_updating_keeps_what_is_translated_and_drops_what_is_gone(tool: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "isic_desktop_de.ts"
    tool.write_ts(path, "de", {"Undo": "a.py", "Gone": "a.py"}, {"Undo": "Rückgängig", "Gone": "Weg"})
    tool.write_ts(path, "de", {"Undo": "a.py", "<b>New</b> & fresh": "a.py"}, tool.translations_of(path))
    assert tool.translations_of(path) == {"Undo": "Rückgängig"}
    assert "unfinished" in path.read_text(encoding="utf-8")
    tool.compile_ts(path)
    assert path.with_suffix(".qm").stat().st_size > 30


def test_that_every_text_is_translated_into_german(tool: ModuleType, texts: dict[str, str]) -> None:
    path = tool.TRANSLATIONS / "isic_desktop_de.ts"
    translations = tool.translations_of(path)
    missing = sorted(set(texts) - set(translations))
    assert missing == [], "run `make translations`, and translate these in Linguist"
    for text, translation in translations.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", translation)), text
        assert text.endswith(".") == translation.endswith("."), text
    assert path.with_suffix(".qm").stat().st_size > 1000
