"""The user guide says the same in every language: what is told in one is told in all."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "resources" / "guide"
ENGLISH = GUIDE / "guide.md"
# What keys are called there.
KEYS = {"de": {"Strg": "Ctrl", "Umschalt": "Shift"}}
OTHERS = sorted(GUIDE.glob("guide.*.md"))


def _sections(text: str) -> Iterator[tuple[int, str]]:
    """Level of each heading, and the text below it."""
    parts = re.split(r"^(#+) .*$", text, flags=re.MULTILINE)
    yield from zip((len(marks) for marks in parts[1::2]), parts[2::2], strict=True)


def _outline(path: Path) -> list[dict[str, object]]:
    """What each section holds that is the same in every language, in the order in which it comes."""
    names = KEYS.get(path.stem.partition(".")[2], {})
    found = []
    for level, text in _sections(path.read_text(encoding="utf-8")):
        code = re.findall(r"`([^`]+)`", text)
        for there, here in names.items():
            code = [re.sub(rf"\b{there}\b", here, one) for one in code]
        found.append(
            {
                "level": level,
                "pictures": re.findall(r"\]\(([^)]+)\)", text),
                "code": sorted(code),
                "points": len(re.findall(r"^(?:- |\d+\. )", text, flags=re.MULTILINE)),
                "rows": [line.count(" | ") for line in text.splitlines() if line.startswith("|")],
                "menus": len(re.findall(r"\*[^*\n]+→[^*\n]+\*", text)),
                "figures": sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text))),
            }
        )
    return found


def test_that_there_is_a_guide_in_each_language_of_the_window() -> None:
    languages = {path.stem.removeprefix("isic_desktop_") for path in (GUIDE.parent / "translations").glob("*.qm")}
    assert {path.stem.partition(".")[2] for path in OTHERS} == languages


@pytest.mark.parametrize("other", OTHERS, ids=lambda path: path.stem)
def test_that_a_guide_has_the_headings_pictures_keys_and_tables_of_the_english_one(other: Path) -> None:
    ours, theirs = _outline(ENGLISH), _outline(other)
    assert len(ours) == len(theirs) > 10
    for number, (one, same) in enumerate(zip(ours, theirs, strict=True)):
        assert one == same, f"section {number}"


@pytest.mark.parametrize("guide", [ENGLISH, *OTHERS], ids=lambda path: path.stem)
def test_that_every_picture_of_a_guide_is_there(guide: Path) -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", guide.read_text(encoding="utf-8"))
    assert len(pictures) > 20
    assert [name for name in pictures if not (GUIDE / name).is_file()] == []


@pytest.mark.parametrize("other", OTHERS, ids=lambda path: path.stem)
def test_that_no_paragraph_was_left_in_english(other: Path) -> None:
    english = {line.strip() for line in ENGLISH.read_text(encoding="utf-8").splitlines()}
    left = [
        line
        for line in other.read_text(encoding="utf-8").splitlines()
        if line.strip() in english and re.search(r"[a-z]{3,} [a-z]{3,}", line)
    ]
    assert left == []


@pytest.mark.parametrize("other", OTHERS, ids=lambda path: path.stem)
def test_that_a_guide_calls_menus_what_the_window_calls_them(other: Path) -> None:
    language = other.stem.partition(".")[2]
    messages = ET.parse(GUIDE.parent / "translations" / f"isic_desktop_{language}.ts").getroot().iter("message")
    said = [(_plain(one.findtext("source")), _plain(one.findtext("translation"))) for one in messages]

    def menus(path: Path) -> list[str]:
        paths = re.findall(r"\*([^*\n]+→[^*\n]+)\*", path.read_text(encoding="utf-8"))
        return [piece.strip(" …") for menu in paths for piece in menu.split("→")]

    assert len(menus(ENGLISH)) > 20
    for ours, theirs in zip(menus(ENGLISH), menus(other), strict=True):
        assert any(source.startswith(ours) and text.startswith(theirs) for source, text in said), f"{ours}: {theirs}"


def _plain(text: str | None) -> str:
    return (text or "").replace("&", "")
