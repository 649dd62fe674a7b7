"""Every window the program has, found by looking at its modules: so that none is forgotten."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

from PySide6.QtWidgets import QDialog, QDockWidget, QMainWindow

from isic_desktop import views


def window_classes() -> set[type]:
    """Every class that is a window, a dialog or a dock, and not only the base of others."""
    found = set()
    for module in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
        for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(kind, (QDialog, QMainWindow, QDockWidget)) and kind.__module__ == module.name:
                found.add(kind)
    return {kind for kind in found if not any(other is not kind and issubclass(other, kind) for other in found)}
