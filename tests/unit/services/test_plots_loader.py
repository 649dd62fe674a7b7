"""pyqtgraph is imported aside, after the window's thread has made Qt's types."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: others may have imported pyqtgraph or made the types before.
_PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import PySide6
from PySide6 import QtCore, QtGui, QtWidgets
from isic_desktop.services.plots_loader import PlotsLoader

def missing():
    return [n for m in (QtCore, QtGui, QtWidgets) for n in dir(m) if n not in vars(m)]

class Watcher:
    seen = []
    def find_spec(self, name, path=None, target=None):
        if name == "pyqtgraph":
            self.seen.append((QtCore.QThread.isMainThread(), missing()))

sys.meta_path.insert(0, Watcher())
application = QtWidgets.QApplication([])
assert len(missing()) > 100, "the types are made lazily; otherwise there is nothing to show here"
turns = []
ticking = QtCore.QTimer(interval=0)
def tick():
    turns.append(len(missing()))
    if not turns[-1]:
        ticking.stop()  # a thread that never rests would hardly let the other have the interpreter
ticking.timeout.connect(tick)
loader = PlotsLoader()
loader.failed.connect(lambda text: (print(text), application.exit(1)))
loader.ready.connect(application.quit)
ticking.start()
loader.load()
QtCore.QTimer.singleShot(60_000, lambda: application.exit(2))
code = application.exec()
loader.stop()
assert code == 0, code
assert Watcher.seen == [(False, [])], Watcher.seen
assert any(0 < count < turns[0] for count in turns), "the window's events were heard in between"
assert "pyqtgraph" in sys.modules
"""


def test_that_pyqtgraph_comes_in_another_thread_when_all_qt_types_are_made() -> None:
    run = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=600, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
