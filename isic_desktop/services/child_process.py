"""How the window starts the program again as a child, and how it is ended."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from isic_desktop.services.reentry import reentry
from model_train.messages import FIELDS_WANTED

DONE_CODES = (0, 3)
"""Exit codes of a command that did its work; 3: but for items, which it named."""
_LAST_MS = 3000


def child_variables() -> dict[str, str]:
    """The environment of children: threads that sleep while they wait, output as it comes."""
    return {**os.environ, "OMP_WAIT_POLICY": "PASSIVE", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


def child_process(
    owner: QObject,
    *,
    output: Callable[[], None],
    errors: Callable[[], None],
    finished: Callable[[int, QProcess.ExitStatus], None],
    failed: Callable[[QProcess.ProcessError], None],
) -> QProcess:
    """A process that is ready to start, with nothing on its standard input.

    Args:
        owner: Becomes its parent.
        output: Slot for what it prints.
        errors: Slot for what it complains of.
        finished: Slot for its end, by itself or not.
        failed: Slot for a process that cannot be started or listened to.
    """
    process = QProcess(owner)
    environment = QProcessEnvironment()
    for name, value in child_variables().items():
        environment.insert(name, value)
    environment.insert(FIELDS_WANTED, "1")
    process.setProcessEnvironment(environment)
    process.setStandardInputFile(QProcess.nullDevice())
    process.readyReadStandardOutput.connect(output)
    process.readyReadStandardError.connect(errors)
    process.finished.connect(finished)
    process.errorOccurred.connect(failed)
    return process


def start_command(process: QProcess, arguments: tuple[str, ...]) -> None:
    """Start a command of the program; `arguments` are those after its name."""
    program, words = reentry(*arguments)
    process.start(program, words)


def end_children(owner: QObject) -> None:
    """Kill the processes of an object that still run, and wait until they are gone."""
    for process in owner.findChildren(QProcess):
        if process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(_LAST_MS)
