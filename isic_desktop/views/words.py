"""Every text a person sees in the window passes here, so that it can be said in another language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "ISIC Desktop"


def tr(text: str, **values: object) -> str:
    """Give a text in the person's language.

    Args:
        text: In English, a literal, with `{name}` where values go.
        values: What goes there.
    """
    said = QCoreApplication.translate(CONTEXT, text)
    return said.format(**values) if values else said
