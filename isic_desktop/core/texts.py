"""Texts that are written where nothing is shown yet, and said in the person's language where they are."""

from __future__ import annotations


def marked(text: str) -> str:
    """Mark a literal text for translation; `views.words.said` gives it in the person's language.

    Tables, class attributes and names of undo steps are made before the language is known, or in layers that know no
    Qt, so they keep the English text.

    Args:
        text: In English, a literal.
    """
    return text
