"""What helps to find a fault, as text to copy: versions and the machine, never an image, a path, a name or a place."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Mapping
from pathlib import Path

import isic_desktop
from isic_desktop.core.program_log import REDACTOR, last_lines

PACKAGES = ("PySide6-Essentials", "torch", "torchvision", "numpy", "pillow", "opencv-python-headless", "safetensors")
_LOG_LINES = 120


def versions() -> dict[str, str]:
    """Versions of the program and of what it is built on, read without importing any of it."""
    found = {"ISIC Desktop": isic_desktop.__version__, "Python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def diagnostics(facts: Mapping[str, str], logs: Path, problem: str = "") -> str:
    """Text for a report of a fault.

    Args:
        facts: What the window knows: device, theme, screens and the like, without names.
        logs: The folder of the log.
        problem: What went wrong, such as a traceback; empty for none.

    Returns:
        Lines of text. Paths and image names in the log and the problem are replaced by marks.
    """
    lines = [f"{name}: {version}" for name, version in versions().items()]
    lines.append(f"System: {platform.system()} {platform.release()} ({platform.machine()}), {os.cpu_count()} cores")
    lines += [f"{name}: {REDACTOR.clean(value)}" for name, value in facts.items()]
    if problem:
        lines += ["", "Problem:", REDACTOR.clean(problem)]
    newest = last_lines(logs, _LOG_LINES)
    if newest:
        lines += ["", "Log:", *newest]
    return "\n".join(lines)
