"""Take the guide's pictures of the dialogs of everyday comfort: `make screenshots` runs this too.

Each is taken in both themes; at another density with `QT_SCALE_FACTOR=2` and another folder as the first argument.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
_HOME = tempfile.mkdtemp(prefix="isic-desktop-screenshots-")
os.environ["ISIC_DESKTOP_HOME"] = _HOME
os.environ["HOME"] = "/home/you"  # shown in a picture

from make_screenshots import Photographer, _settle, _wait
from PySide6.QtWidgets import QTabWidget

from isic_desktop import app
from isic_desktop.core.samples import copy_samples
from isic_desktop.views.comfortbench import ComfortBench
from isic_desktop.views.firstbench import FirstBench
from isic_desktop.views.workbench import Workbench


def main() -> None:
    """Take all pictures."""
    guide = Path(__file__).resolve().parents[1] / "resources" / "guide"
    out = Path(sys.argv[1]) if sys.argv[1:] else guide
    window = app.start([])
    window.resize(1280, 800)
    comfort, first, workbench = (window.findChild(kind) for kind in (ComfortBench, FirstBench, Workbench))
    assert comfort is not None
    assert first is not None
    assert workbench is not None
    photographer = Photographer(window, out)
    first.tour.start()
    photographer.take("tour")
    first.tour.stop()
    workbench.open(copy_samples(Path(_HOME) / "samples"))
    _wait(lambda: window.canvas.has_image)
    for theme in ("dark", "light"):
        ending = "_dark" if theme == "dark" else ""
        window.actions_by_id[f"view.theme_{theme}"].trigger()
        for name, dialog in (
            ("preferences", comfort.show_preferences()),
            ("shortcuts", comfort.show_shortcuts()),
            ("about", comfort.show_about()),
            ("fetch", first.show_fetching()),
            ("help", comfort.show_guide()),
        ):
            photographer.take(name + ending, dialog)
            tabs = dialog.findChild(QTabWidget) if name == "preferences" else None
            for tab in (1, 2) if tabs is not None else ():
                tabs.setCurrentIndex(tab)
                photographer.take(f"{name}{tab}{ending}", dialog)
            if tabs is not None:
                tabs.setCurrentIndex(0)
        comfort.show_crash("RuntimeError: an example of what a report looks like")
        photographer.take("crash" + ending, comfort._open["crash"])
        comfort._open["crash"].close()
        _settle(0.1)
    for action, at in (("edit.history", (300, 300)), ("edit.history", (420, 420))):
        window.actions_by_id[action].setChecked(True)
        photographer.drag(at, (at[0] + 60, at[1] + 10))
    photographer.take("history", comfort.history)
    window.close()
    shutil.rmtree(_HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
