"""A command of the program in a process of its own that tells what it does, a line of JSON at a time.

A crash, a lack of memory or a hang in there leaves the window alone.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from isic_desktop.services.child_process import DONE_CODES, child_process, end_children, start_command
from model_train.messages import Phrase, phrase, received

_log = logging.getLogger(__name__)

_LONGEST_LINE_BYTES = 8 << 20
_KEPT_COMPLAINT_BYTES = 64 << 10
# What may wait to be told. Fifty thousand images take half of it; nobody can make the child wait, as Qt reads on.
_MOST_WAITING_BYTES = 64 << 20
# So many lines at a time, so that a child that floods its output does not stall the window.
_LINES_AT_ONCE = 20


class ChildEvents(QObject):
    """Runs one command at a time; a new one takes the place of the one before.

    Signals:
        told(dict): An event: an object with the key "event". Lines that are none are skipped and logged.
        ended(): The command ended well.
        failed(str): It did not: a sentence.
    """

    told = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._received = bytearray()
        self._complained = b""
        self._exit: tuple[int, bool] | None = None
        self._reason = ""
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether a command runs, or has still something to tell."""
        return self._process is not None

    def run(self, *arguments: str) -> None:
        """Start a command; its arguments are those after the program's name."""
        self.cancel()
        self._received.clear()
        self._complained, self._exit, self._reason = b"", None, ""
        self._process = child_process(
            self,
            output=self._read_output,
            errors=self._read_errors,
            finished=self._note_finished,
            failed=self._note_error,
        )
        start_command(self._process, arguments)

    def cancel(self) -> None:
        """End the command, if one runs; nothing more is told."""
        self._more.stop()
        if self._process is None:
            return
        process, self._process = self._process, None
        process.readyReadStandardOutput.disconnect(self._read_output)
        process.readyReadStandardError.disconnect(self._read_errors)
        process.finished.disconnect(self._note_finished)
        process.errorOccurred.disconnect(self._note_error)
        if process.state() is QProcess.ProcessState.NotRunning:
            process.deleteLater()
            return
        # Not waited for: it stays a child of this object until it has gone.
        process.finished.connect(process.deleteLater)
        process.kill()

    def stop(self) -> None:
        """The program ends: end the command and wait for it."""
        self.cancel()
        end_children(self)

    @Slot()
    def _read_output(self) -> None:
        if self._process is None:
            return
        self._received += self._process.readAllStandardOutput().data()
        if len(self._received) > _MOST_WAITING_BYTES:
            self._received.clear()
            self.cancel()
            self.failed.emit("The command told more than can be taken in; it was ended.")
            return
        if not self._more.isActive():
            self._more.start()

    @Slot()
    def _read_errors(self) -> None:
        if self._process is not None:
            said = self._complained + self._process.readAllStandardError().data()
            self._complained = said[-_KEPT_COMPLAINT_BYTES:]

    @Slot()
    def _tell(self) -> None:
        """Tell a few of the events that have come."""
        for _ in range(_LINES_AT_ONCE):
            end = self._received.find(b"\n")
            if end < 0:
                break
            line = bytes(self._received[:end])
            del self._received[: end + 1]
            event = _event_of(line)
            if event is not None:
                if event["event"] == "failed":
                    self._reason = received(event, "message")
                self.told.emit(event)
                if self._process is None:
                    return  # whoever heard it has cancelled
        else:
            self._more.start()
            return
        if len(self._received) > _LONGEST_LINE_BYTES:
            self.cancel()
            self.failed.emit("The command told more than can be read in one line; it was ended.")
        elif self._exit is not None:
            self._end(*self._exit)

    @Slot(int, QProcess.ExitStatus)
    def _note_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read_output()
        self._read_errors()
        self._exit = (code, status is QProcess.ExitStatus.NormalExit)
        self._more.start()

    @Slot(QProcess.ProcessError)
    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            process, self._process = self._process, None
            process.deleteLater()
            self.failed.emit("The program could not be started again; install it anew.")

    def _end(self, code: int, by_itself: bool) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.deleteLater()
        if by_itself and code in DONE_CODES:
            self.ended.emit()
            return
        lines = [line for line in self._complained.decode("utf-8", "replace").splitlines() if line.strip()]
        if lines:
            _log.info("a command ended with %s: %s", code, "\n".join(lines[-20:]))
        how = phrase("code {code}", code=code) if by_itself else phrase("it was killed, perhaps for lack of memory")
        self.failed.emit(
            self._reason or (lines[-1] if lines and by_itself else phrase("The command ended early ({how}).", how=how))
        )


class FollowedCommand(QObject):
    """A command of which one knows what its events mean; a new one takes the place of the one before.

    Args:
        understand: Takes in an event; raises KeyError, TypeError, ValueError or OverflowError if it means nothing.
        unreadable: The sentence for such an event, from the error's kind and the error.
        outcome: What came of it when it ended well, or None and the sentence that says so.

    Signals:
        finished(object): It ended well; what it is depends on the command.
        failed(str): It did not: a sentence.
    """

    finished = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        understand: Callable[[dict[str, Any]], None],
        unreadable: Callable[[str, Exception], Phrase],
        outcome: Callable[[], tuple[Any, str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._understand = understand
        self._unreadable = unreadable
        self._outcome = outcome
        self._child = ChildEvents(self)
        self._child.told.connect(self._take_event)
        self._child.ended.connect(self._note_ended)
        self._child.failed.connect(self.failed)

    @property
    def busy(self) -> bool:
        """Whether the command runs, or has still something to tell."""
        return self._child.busy

    def run(self, *arguments: str) -> None:
        """Start a command; its arguments are those after the program's name."""
        self._child.run(*arguments)

    def cancel(self) -> None:
        """End it; nothing more is told. What it has written is whole."""
        self._child.cancel()

    def stop(self) -> None:
        """The program ends."""
        self._child.stop()

    @Slot(object)
    def _take_event(self, event: dict[str, Any]) -> None:
        try:
            self._understand(event)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            self._child.cancel()
            self.failed.emit(self._unreadable(type(error).__name__, error))

    @Slot()
    def _note_ended(self) -> None:
        came, without = self._outcome()
        if came is None:
            self.failed.emit(without)
        else:
            self.finished.emit(came)


def _event_of(line: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        event = None
    if not isinstance(event, dict) or not isinstance(event.get("event"), str):
        _log.info("a line that is no event was skipped: %r", line[:200])
        return None
    return event
