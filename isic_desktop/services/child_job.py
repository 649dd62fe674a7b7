"""A command of the program in a process of its own, whose answer is waited for: analysis, probe, comparison."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from isic_desktop.services.child_process import DONE_CODES, child_process, end_children, start_command
from model_train.messages import complained, phrase

_KEPT_CHARS = 1 << 20


class ChildJob(QObject):
    """Runs one command at a time; a new one takes the place of the one before.

    Signals:
        progressed(int, int): How many of how many items are done.
        done(str): It has ended well: what it printed.
        failed(str): It has not: a sentence.
    """

    progressed = Signal(int, int)
    done = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._printed = ""
        self._complained = ""

    @property
    def busy(self) -> bool:
        """Whether a command runs."""
        return self._process is not None

    def run(self, *arguments: str) -> None:
        """Start a command; its arguments are those after the program's name."""
        self.cancel()
        self._printed = self._complained = ""
        self._process = child_process(
            self,
            output=self._read_output,
            errors=self._read_errors,
            finished=self._note_finished,
            failed=self._note_error,
        )
        start_command(self._process, arguments)

    def cancel(self) -> None:
        """End the command, if one runs; nothing is told."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.finished.connect(process.deleteLater)
        process.kill()

    def stop(self) -> None:
        """The program ends: end the command and wait until it is gone."""
        self.cancel()
        end_children(self)

    @Slot()
    def _read_output(self) -> None:
        if self._process is None or self.sender() not in (self._process, None):
            return  # of a command that was given up
        text = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        self._printed = (self._printed + text)[-_KEPT_CHARS:]
        whole = self._printed.rpartition("\n")[0]
        last = whole.rpartition("\n")[2]
        if '"total"' in last:
            try:
                told = json.loads(last)
                self.progressed.emit(int(told["done"]), int(told["total"]))
            except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
                return  # not about progress

    @Slot()
    def _read_errors(self) -> None:
        if self._process is not None and self.sender() in (self._process, None):
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._complained = (self._complained + text)[-_KEPT_CHARS:]

    @Slot(int, QProcess.ExitStatus)
    def _note_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._process is None or self.sender() is not self._process:
            return
        self._read_output()
        self._read_errors()
        process, self._process = self._process, None
        process.deleteLater()
        if status is QProcess.ExitStatus.NormalExit and code in DONE_CODES:
            self.done.emit(self._printed)
            return
        lines = [line for line in self._complained.splitlines() if line.strip()]
        self.failed.emit(complained(lines) or phrase("The command ended without a word (code {code}).", code=code))

    @Slot(QProcess.ProcessError)
    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self.sender() is self._process is not None:
            process, self._process = self._process, None
            process.deleteLater()
            self.failed.emit("The program could not be started again; install it anew.")
