"""Every text a person sees in the window passes here, so that it can be said in another language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "ISIC Desktop"


def tr(text: str, **values: object) -> str:
    """Give a text in the person's language.

    Call it when the text is shown, never while a module is imported: the language is not known by then.

    Args:
        text: In English, a literal, with `{name}` where values go.
        values: What goes there.
    """
    said_text = QCoreApplication.translate(CONTEXT, text)
    return said_text.format(**values) if values else said_text


def said(text: str) -> str:
    """Give a text that was marked elsewhere (`core.texts.marked`, the table of actions) in the person's language.

    Args:
        text: In English. What was never marked comes back as it is.
    """
    return QCoreApplication.translate(CONTEXT, text) if text else ""
