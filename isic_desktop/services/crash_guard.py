"""What happens when something goes wrong that nobody foresaw: work is saved first, then the person is told."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, Slot, qInstallMessageHandler

_log = logging.getLogger(__name__)
_FAULT_PREFIX = "fault-"


class CrashGuard(QObject):
    """Catches exceptions nobody caught, in every thread.

    Signals:
        happened(str): The report of an exception; in the window's thread, after everything was saved.
        caught(str): For this object itself, from whatever thread.

    Args:
        save_everything: Begins to save all work; called in the window's thread.
    """

    happened = Signal(str)
    caught = Signal(str)

    def __init__(self, save_everything: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save_everything = save_everything
        self._saving = False
        self._previous = sys.excepthook
        self._previous_in_threads = threading.excepthook
        self.caught.connect(self._save_and_tell)  # a bound method: it runs in the window's thread

    def install(self) -> None:
        """Take over the hooks of the interpreter."""
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = self._previous
        threading.excepthook = self._previous_in_threads

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous(kind, error, trace)
            return
        _log.critical("uncaught exception", exc_info=(kind, error, trace))
        # No dialog here: this may be any thread.
        self.caught.emit("".join(traceback.format_exception(kind, error, trace)))

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not issubclass(arguments.exc_type, SystemExit):
            self._take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    @Slot(str)
    def _save_and_tell(self, report: str) -> None:
        if self._saving:
            return  # saving itself went wrong: it is in the log, and the journal has the work
        self._saving = True
        try:
            self._save_everything()
        finally:
            self._saving = False
        self.happened.emit(report)


def log_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt has to say goes to the log, by its gravity."""
    if "propagateSizeHints" in message:
        return  # the platform without a screen says so of every window
    grave = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    _log.log(logging.ERROR if grave else logging.INFO, "Qt: %s", message)


def log_qt_messages() -> None:
    """Send Qt's messages to the log from now on."""
    qInstallMessageHandler(log_qt_message)


def watch_for_faults(logs: Path) -> IO[str] | None:
    """Have the interpreter write where it was if the process dies (a fault in a library) to a file of its own.

    Returns:
        The file, which has to stay open; None if it cannot be written.
    """
    try:
        logs.mkdir(parents=True, exist_ok=True)
        file = (logs / f"{_FAULT_PREFIX}{os.getpid()}.txt").open("w", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def no_faults_to_watch_for(file: IO[str] | None) -> None:
    """The program ends in order: the file goes."""
    if file is not None:
        faulthandler.disable()
        file.close()
        Path(file.name).unlink(missing_ok=True)


def faults_of_last_time(logs: Path) -> str:
    """What programs that died left, in one text; their files go. Empty if none died."""
    import psutil

    reports = []
    for path in sorted(logs.glob(f"{_FAULT_PREFIX}*.txt")) if logs.is_dir() else []:
        number = path.stem.removeprefix(_FAULT_PREFIX)
        if not number.isdigit() or int(number) == os.getpid() or psutil.pid_exists(int(number)):
            continue
        try:
            reports.append(path.read_text(encoding="utf-8", errors="replace").strip())
            path.unlink()
        except OSError as error:
            _log.info("a fault report cannot be read or removed: %s", error.strerror)
    return "\n\n".join(report for report in reports if report)
