"""Opening the window, or saying why it cannot be opened."""

from __future__ import annotations

import gc

from isic_desktop.commands.console import PROGRAM
from model_train.errors import UsageError


def window_obstacle() -> tuple[str, str] | None:
    """Why no window can be opened, as a clause, and what to do about it; None if one can."""
    from isic_desktop.core.display import missing_display, missing_library

    reason = missing_display()
    if reason is None:
        return missing_library()
    remedy = f"Log in with a desktop, or over ssh with `ssh -X`. Without a window, `{PROGRAM} segment` and "
    return reason, f"{remedy}`{PROGRAM} demo --headless` do the work."


def run_window(arguments: list[str]) -> int:
    """Open the window where nothing is in the way, and stay until it is closed; returns the exit code.

    Raises:
        UsageError: Qt lacks a library of the system.
    """
    prepare_window()
    try:
        from isic_desktop.app import run
    except ImportError as error:
        raise lacking_library(error, "The window cannot be opened") from error
    return run(arguments)


def lacking_library(error: ImportError, what: str) -> UsageError:
    """Say which library of the system Qt lacks; raises the error again if it is about something else.

    Args:
        error: What importing Qt ended with.
        what: What cannot be done without it, as the start of a sentence.
    """
    library = str(error).split(":")[0].rpartition("/")[2]
    if ".so" not in library:
        raise error
    return UsageError(
        f"{what}: the system library {library} is missing",
        remedy="On Debian and Ubuntu: sudo apt install libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3.",
    )


def prepare_window() -> None:
    """What comes before Qt is imported; the window's first moments are quicker for it."""
    from isic_desktop.core.preload import preload_torch_libraries
    from model_train.memory import use_few_arenas

    use_few_arenas()
    preload_torch_libraries()
    # Nothing that is made while the program starts is garbage: the window collects from its first moment on.
    gc.disable()
