"""Why PyTorch cannot be loaded, in a sentence with the remedy: it says so itself in a traceback of its own files.

Knows torch by name only, so that commands can ask before, and without, loading it.
"""

from __future__ import annotations

import re
import sys

from model_train.errors import DeviceError
from model_train.messages import Phrase, first_line, phrase

_LIBRARY = re.compile(r"[\w.+-]+?\.(?:so(?:\.\d+)*|dylib|dll)\b")
# What comes with NVIDIA's driver, and with its toolkit: only the builds of torch for graphics cards ask for these.
_OF_THE_CARD = re.compile(r"(?:lib)?(?:cuda|cudart|cublas|cudnn|cufft|curand|cusolver|cusparse|nv|nccl|cupti|cufile)")


def torch_fault(error: BaseException) -> DeviceError | None:
    """Tell whether an error means that torch could not be loaded, and say what to do.

    Args:
        error: What a command or a job ended with.

    Returns:
        The error for the person; None if torch was loaded, so that the error is about something else.
    """
    if "torch" in sys.modules or not _while_importing_torch(error):
        return None
    if isinstance(error, ModuleNotFoundError) and error.name == "torch":
        return DeviceError("PyTorch is not installed", remedy="Install it: pip install torch torchvision.")
    # A frozen program says only that loading failed; what the system said is the cause.
    while isinstance(error.__cause__, OSError | ImportError):
        error = error.__cause__
    found = _LIBRARY.search(str(error))
    library = found.group() if found else ""
    what = phrase("PyTorch cannot be loaded ({error})", error=first_line(error))
    return DeviceError(what, remedy=_remedy(library))


def _while_importing_torch(error: BaseException) -> bool:
    if isinstance(error, ModuleNotFoundError) and error.name == "torch":
        return True
    trace = error.__traceback__
    while trace is not None:
        if str(trace.tb_frame.f_globals.get("__name__", "")).partition(".")[0] == "torch":
            return True
        trace = trace.tb_next
    return False


def _remedy(library: str) -> Phrase:
    if getattr(sys, "frozen", False):  # all of it came with the program
        return phrase("Install the program again.")
    if _OF_THE_CARD.match(library):
        return phrase(
            "{library} belongs to NVIDIA's graphics cards: install their driver, or the PyTorch for processors, "
            "which needs none: pip install --force-reinstall torch torchvision --index-url {address}.",
            library=library,
            address="https://download.pytorch.org/whl/cpu",
        )
    if sys.platform == "win32":
        return phrase("Install the Microsoft Visual C++ Redistributable, then this program again.")
    return phrase("Install it again: pip install --force-reinstall torch torchvision; or the whole program.")
