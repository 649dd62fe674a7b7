"""Gather the texts of the window into Qt Linguist's files and compile these: `make translations`.

`pyside6-lupdate` does not know our `tr`, `said`, errors and the table of actions, so the texts are read from the syntax
tree; `pyside6-lrelease` compiles. Translations that are in a file stay; texts that are gone from the program go.
With `--check` nothing is written: what is not translated is printed, and the exit code says whether there is any.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # where this is imported by a test

from texts_of_sentences import NotLiteralError, error_classes, sentences_of_module

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (ROOT / "isic_desktop", ROOT / "model_train")
TRANSLATIONS = ROOT / "resources" / "translations"
CONTEXT = "ISIC Desktop"
# Which arguments of which calls are shown to a person: by place and by name.
CALLS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "tr": ((0,), ()),
    "marked": ((0,), ()),
    "phrase": ((0,), ()),
    "ActionSpec": ((1, 3), ("text", "tip")),
}
# What only a terminal shows stays in English, as the command line does: its errors are no texts of the window. Not so
# the commands that the window runs as children.
TERMINAL = re.compile(
    r"isic_desktop/cli\.py|model_train/(__main__|cli|cli_\w+)\.py"
    r"|isic_desktop/commands/(?!models_compare|models_repredict)\w+\.py"
)


def texts_of_source(
    source: str, name: str, errors: Collection[str] = frozenset({"AppError"}), *, terminal: bool = False
) -> Iterator[tuple[str, int]]:
    """Texts of a module and their lines.

    Args:
        source: Python code.
        name: Of the file, for messages.
        errors: Names of the classes of errors.
        terminal: Leave errors out: only a terminal shows them.

    Raises:
        NotLiteralError: The text of a `tr`, `marked`, `phrase` or an error is not one literal.
    """
    tree = ast.parse(source, name)
    if not terminal:
        yield from sentences_of_module(tree, name, set(errors))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called not in CALLS:
            continue
        places, names = CALLS[called]
        arguments = [node.args[place] for place in places if place < len(node.args)]
        arguments += [keyword.value for keyword in node.keywords if keyword.arg in names]
        for argument in arguments:
            if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
                raise NotLiteralError(f"{name}:{argument.lineno}: the text of {called}() is not one literal")
            if argument.value:
                yield argument.value, argument.lineno


def texts_of_program(folders: Sequence[Path] = PROGRAM) -> dict[str, str]:
    """All texts of the program, each with the file that says it first, by file and line.

    Raises:
        NotLiteralError: As `texts_of_source`.
    """
    sources = {path: path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.rglob("*.py"))}
    errors = error_classes(ast.parse(source) for source in sources.values())
    texts: dict[str, str] = {}
    for path, source in sources.items():
        name = path.relative_to(ROOT).as_posix()
        terminal = TERMINAL.fullmatch(name) is not None
        for text, _line in texts_of_source(source, name, errors, terminal=terminal):
            texts.setdefault(text, name)
    return texts


def translations_of(path: Path) -> dict[str, str]:
    """What a .ts file translates; texts without a translation are left out."""
    if not path.is_file():
        return {}
    found = {}
    for message in ET.parse(path).getroot().iter("message"):  # noqa: S314 (our own file)
        source, translation = message.findtext("source") or "", message.findtext("translation") or ""
        if translation:
            found[source] = translation
    return found


def write_ts(path: Path, language: str, texts: dict[str, str], translations: dict[str, str]) -> None:
    """Write Linguist's file: every text of the program, translated where a translation is known."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text, place in sorted(texts.items(), key=lambda item: (item[1], item[0])):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "location", filename=f"../../{place}")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        if text in translations:
            translation.text = translations[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compile_ts(path: Path) -> None:
    """Make the .qm file that Qt reads."""
    import PySide6

    lrelease = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    command = [str(lrelease), "-silent", "-nounfinished", str(path), "-qm", str(path.with_suffix(".qm"))]
    subprocess.run(command, check=True)


def main() -> int:
    """Bring every .ts file up to date and compile it; say what is not translated yet."""
    texts = texts_of_program()
    missing = 0
    for path in sorted(TRANSLATIONS.glob("isic_desktop_*.ts")):
        language = path.stem.removeprefix("isic_desktop_")
        translations = translations_of(path)
        untranslated = [text for text in texts if text not in translations]
        missing += len(untranslated)
        if "--check" in sys.argv[1:]:
            sys.stdout.writelines(f"{language}: {text!r}\n" for text in untranslated)
            continue
        write_ts(path, language, texts, translations)
        compile_ts(path)
        sys.stdout.write(f"{path.name}: {len(texts) - len(untranslated)} of {len(texts)} texts translated\n")
    return 1 if missing and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
