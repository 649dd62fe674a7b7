"""Every text a person sees in the window passes here, so that it can be said in another language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model_train.messages import Phrase, said_in

CONTEXT = "ISIC Desktop"


def tr(text: str, **values: object) -> str:
    """Give a text in the person's language.

    Call it when the text is shown, never while a module is imported: the language is not known by then.

    Args:
        text: In English, a literal, with `{name}` where values go.
        values: What goes there; errors and sentences from below (`model_train.messages`) are translated too.
    """
    said_text = _translated(text)
    if not values:
        return said_text
    return said_text.format(
        **{name: said(value) if isinstance(value, Phrase | Exception) else value for name, value in values.items()}
    )


def said(text: str | Exception) -> str:
    """Give a text that was made elsewhere in the person's language.

    Args:
        text: An error, a sentence (`model_train.messages.phrase`), or a text in English that was marked
            (`core.texts.marked`, the table of actions). What was never marked comes back as it is.
    """
    if isinstance(text, Phrase | Exception):
        return said_in(text, _translated)
    return _translated(text) if text else ""


def _translated(template: str) -> str:
    return QCoreApplication.translate(CONTEXT, template)
