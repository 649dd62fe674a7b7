"""The language of the window: the person's choice, or the system's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from isic_desktop.core.places import resource_path

_PREFIX = "isic_desktop_"
_installed: list[QTranslator] = []
_spoken = ["en"]


def languages() -> tuple[str, ...]:
    """Codes of the languages the program speaks, English first."""
    files = resource_path("translations").glob(f"{_PREFIX}*.qm")
    return ("en", *sorted(path.stem.removeprefix(_PREFIX) for path in files))


def language_name(code: str) -> str:
    """What the speakers of a language call it."""
    name = QLocale(code).nativeLanguageName() if code != "en" else "English"
    return name[:1].upper() + name[1:]


def use_language(choice: str) -> str:
    """Speak a language from now on; texts that are shown already stay.

    Args:
        choice: A code of `languages`, or "system".

    Returns:
        The code of the language that is spoken.
    """
    application = QCoreApplication.instance()
    assert application is not None
    while _installed:
        application.removeTranslator(_installed.pop())
    wanted = [choice] if choice != "system" else [name.split("-")[0] for name in QLocale.system().uiLanguages()]
    spoken = next((code for code in wanted if code in languages()), "en")
    _spoken[0] = spoken
    QLocale.setDefault(QLocale.system() if choice == "system" else QLocale(spoken))
    if spoken == "en":
        return spoken
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file, folder in ((f"qtbase_{spoken}", qt_folder), (f"{_PREFIX}{spoken}", str(resource_path("translations")))):
        translator = QTranslator(application)
        if translator.load(file, folder):
            application.installTranslator(translator)
            _installed.append(translator)
    return spoken


def in_spoken_language(folder: Path, name: str) -> Path:
    """The file of a text that is written once for each language, such as `guide.de.md` beside `guide.md`.

    Args:
        folder: Where they lie.
        name: The English one, which is given where there is no other.
    """
    english = folder / name
    other = english.with_suffix(f".{_spoken[0]}{english.suffix}")
    return other if other.is_file() else english
