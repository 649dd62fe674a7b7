"""Takes PySide6's slow `__import__` out of the way; import this before everything else that is not Qt.

WORKAROUND https://bugreports.qt.io/browse/PYSIDE-2029: for `from __feature__ import …`, which is not used here,
PySide6 replaces `__import__` by a function that reads the source text of every module that is imported from then on,
to see whether it says "PySide6", and keeps it in memory. With torch that is some hundred thousand lines, read while
the window waits. PySide6 keeps what was there before as `__orig_import__`.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 (this replaces it)

_original = getattr(builtins, "__orig_import__", None)
if _original is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
    builtins.__import__ = _original
